//! The rows of the lists and their columns. A file for each list: the row, how it is made, and the table of its columns.
//!
//! A column is declared there alone: its title, its width, its value, whether the list shows it where nobody chose
//! others. Screens, sorts, exports of what is on screen and `exporter ecoles` read it.

/// The columns of a list, in the order in which they are offered: identity, title, width, whether it is usual, how it is
/// drawn, the value of a row and fewer words for it, and of a school what a line is sorted by.
macro_rules! columns {
    ($list:ident: $($id:ident $title:literal $width:expr, $usual:ident $look:ident:
        $whole:expr $(=> $shorter:expr)? $(, by $key:expr)?;)*) => {
        pub(super) const COLUMNS: &[super::Column] = &[$(super::Column {
            id: super::ColumnId::$id,
            title: $title,
            width: $width,
            usual: super::Usual::$usual,
            look: super::Look::$look,
            read: super::Read::$list(
                super::Value { whole: $whole, shorter: columns!(@shorter $($shorter)?) } $(, $key)?
            ),
        }),*];
    };
    (@shorter) => { |_| None };
    (@shorter $shorter:expr) => { $shorter };
}

mod any;
mod cell;
mod collectivite;
mod convention;
mod finding;
mod provider;
mod school;

pub use crate::domain::list::ColumnId;
pub use any::AnyRow;
pub use cell::Cell;
pub use collectivite::CollectiviteRow;
pub use convention::ConventionRow;
pub use finding::{FindingLine, finding_line};
pub use provider::ProviderRow;
pub use school::{EXPORTED, SchoolRow};

pub(super) use any::{any, any_school};
pub(super) use school::school;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::day_index::{AssessedLine, Named, SchoolEntry};
use super::source::Source;
use super::{Pane, SortBy};
use crate::domain::contact::Contact;
use crate::domain::convention::Party;
use crate::domain::record::RecordId;

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// A school and one of its deployments.
    School(Box<SchoolRow>),
    Collectivite(CollectiviteRow),
    Provider(ProviderRow),
    Convention(ConventionRow),
    /// A record of any kind.
    Any(AnyRow),
}

impl Row {
    /// The record that the row is about; selection is by it, never by place.
    pub fn id(&self) -> RecordId {
        match self {
            Self::School(row) => row.id(),
            Self::Collectivite(row) => RecordId::Collectivite(row.siren),
            Self::Provider(row) => RecordId::Provider(row.siren),
            Self::Convention(row) => row.id.clone(),
            Self::Any(row) => row.id.clone(),
        }
    }

    /// The byte ranges of its name that the words matched.
    pub fn spans(&self) -> &[(usize, usize)] {
        match self {
            Self::School(row) => &row.spans,
            Self::Any(row) => &row.spans,
            Self::Collectivite(_) | Self::Provider(_) | Self::Convention(_) => &[],
        }
    }
}

/// Makes the row of a collectivité, a prestataire or a convention.
pub(super) fn named(source: Source<'_>, named: &Named) -> Option<Row> {
    let registry = source.registry;
    match &named.id {
        RecordId::Collectivite(siren) => {
            let found = registry.collectivites().get(siren)?;
            Some(Row::Collectivite(CollectiviteRow::of(source, found)))
        }
        RecordId::Provider(siren) => {
            let found = registry.providers().get(siren)?;
            Some(Row::Provider(ProviderRow::of(source, found)))
        }
        RecordId::Convention(number) => {
            let found = registry.conventions().get(number)?;
            Some(Row::Convention(ConventionRow::of(source, found)))
        }
        _ => None,
    }
}

/// The words that begin the names of saints, and what stands for each where there is no room.
const SAINTS: [(&str, &str); 2] = [("saint", "St-"), ("sainte", "Ste-")];

/// A name with its saints in fewer letters: `St-Martin-d’Hères`; none where it has none.
fn saints_shortened(name: &str) -> Option<String> {
    let mut short = String::with_capacity(name.len());
    let mut found = false;
    let mut pieces = name.split_inclusive([' ', '-']).peekable();
    while let Some(piece) = pieces.next() {
        let word = piece.trim_end_matches([' ', '-']);
        let saint = SAINTS.iter().find(|(long, _)| word.eq_ignore_ascii_case(long));
        match saint.filter(|_| pieces.peek().is_some()) {
            Some((_, saint)) => {
                short.push_str(saint);
                found = true;
            }
            None => short.push_str(piece),
        }
    }
    found.then_some(short)
}

fn in_force(source: Source<'_>, party: Party) -> bool {
    let day = source.day_index.day();
    let mut conventions = source.registry.conventions_with(party);
    conventions.any(|convention| convention.in_force(day))
}

/// The e-mails of contacts.
fn emails(contacts: &[Contact]) -> Vec<String> {
    let emails = contacts.iter().map(|contact| &contact.email);
    emails.filter(|email| !email.is_empty()).cloned().collect()
}

/// Byte ranges as a row holds them.
fn pairs(ranges: Vec<Range<usize>>) -> Vec<(usize, usize)> {
    ranges.into_iter().map(|range| (range.start, range.end)).collect()
}

/// A column of a list.
#[derive(Debug)]
pub struct Column {
    /// Its identity, the same in every list that has it.
    pub id: ColumnId,
    /// Its French title, short enough for the screen.
    pub title: &'static str,
    /// How wide it is drawn.
    pub width: Width,
    /// Whether the list has it where nobody chose others.
    pub usual: Usual,
    /// How its values are drawn.
    pub look: Look,
    read: Read,
}

/// How wide a column is drawn, in cells. What it leaves blank on a page goes to columns that would cut their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Width {
    /// The least that is of use.
    pub least: u16,
    /// What it has where there is room for as much of each.
    pub wished: u16,
    /// Its share of what is left then; 0 for a column that stays as it is.
    pub share: u16,
    /// Numbers are written at the right.
    pub right: bool,
}

/// Whether a list has a column where nobody chose others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usual {
    No,
    Yes,
    /// It has where the screen has room for all columns.
    WhereRoom,
    /// It has, and the screen writes the value behind that of the column before it.
    Behind,
}

/// How the values of a column are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Plain,
    /// As what may be overlooked.
    Muted,
    /// With the letters that the search found.
    Matched,
    /// Yes and no by a sign.
    Sign,
    /// Yes and no by the sign of the row: as the first column it is that sign.
    RowSign,
    /// As a count of what the sign of the row is about: as the first column it stands beside that sign.
    BesideSign,
}

/// How a value is read from a row.
#[derive(Debug)]
enum Read {
    School(Value<SchoolRow>, SortKey),
    Collectivite(Value<CollectiviteRow>),
    Provider(Value<ProviderRow>),
    Convention(Value<ConventionRow>),
}

/// What a line of a school is sorted by: names are folded, and no row is made.
type SortKey = fn(Source<'_>, &SchoolEntry, &AssessedLine) -> Cell;

/// The value of a row, and fewer words for it where there are some.
#[derive(Debug)]
struct Value<R> {
    whole: fn(&R) -> Cell,
    shorter: fn(&R) -> Option<String>,
}

impl Column {
    /// The value of a row; nothing where the row is of another list.
    pub fn cell(&self, row: &Row) -> Cell {
        match (&self.read, row) {
            (Read::School(value, _), Row::School(row)) => (value.whole)(row),
            (Read::Collectivite(value), Row::Collectivite(row)) => (value.whole)(row),
            (Read::Provider(value), Row::Provider(row)) => (value.whole)(row),
            (Read::Convention(value), Row::Convention(row)) => (value.whole)(row),
            _ => Cell::Nothing,
        }
    }

    /// The value of a school's row.
    pub fn of_school(&self, row: &SchoolRow) -> Cell {
        match &self.read {
            Read::School(value, _) => (value.whole)(row),
            Read::Collectivite(_) | Read::Provider(_) | Read::Convention(_) => Cell::Nothing,
        }
    }

    /// Fewer words for the value of a row, where there are some.
    pub fn shorter(&self, row: &Row) -> Option<String> {
        match (&self.read, row) {
            (Read::School(value, _), Row::School(row)) => (value.shorter)(row),
            (Read::Collectivite(value), Row::Collectivite(row)) => (value.shorter)(row),
            (Read::Provider(value), Row::Provider(row)) => (value.shorter)(row),
            (Read::Convention(value), Row::Convention(row)) => (value.shorter)(row),
            _ => None,
        }
    }

    /// What a line of a school is sorted by; nothing for a column of another list.
    pub(super) fn sort_key(&self, source: Source<'_>, entry: &SchoolEntry, line: &AssessedLine) -> Cell {
        match &self.read {
            Read::School(_, key) => key(source, entry, line),
            Read::Collectivite(_) | Read::Provider(_) | Read::Convention(_) => Cell::Nothing,
        }
    }

    /// The order of the rows by this column.
    pub fn sort(&self) -> SortBy {
        SortBy::Column(self.id)
    }
}

/// A column that stays at its width.
const fn fixed(least: u16) -> Width {
    Width {
        least,
        wished: least,
        share: 0,
        right: false,
    }
}

/// A column that stays at its width, or at a greater one where there is room.
const fn roomy(least: u16, wished: u16) -> Width {
    Width {
        wished,
        ..fixed(least)
    }
}

/// A column that takes its share of what is left.
const fn wide(least: u16, share: u16) -> Width {
    Width {
        least,
        wished: least,
        share,
        right: false,
    }
}

/// A column of numbers.
const fn number(least: u16) -> Width {
    Width {
        least,
        wished: least,
        share: 0,
        right: true,
    }
}

/// Every column of a list, in the order in which they are offered; of « aller à », none.
pub fn columns(pane: Pane) -> &'static [Column] {
    match pane {
        Pane::Schools => school::COLUMNS,
        Pane::Collectivites => collectivite::COLUMNS,
        Pane::Providers => provider::COLUMNS,
        Pane::Conventions => convention::COLUMNS,
        Pane::Everything => &[],
    }
}

/// The columns that a list shows where nobody chose others.
pub fn usual(pane: Pane) -> Vec<ColumnId> {
    let usual = columns(pane).iter().filter(|column| column.usual != Usual::No);
    usual.map(|column| column.id).collect()
}

/// A column of a list by its identity.
pub fn column(pane: Pane, id: ColumnId) -> Option<&'static Column> {
    columns(pane).iter().find(|column| column.id == id)
}

/// The columns chosen, or the usual ones where none is; those that the list does not have are left out.
pub fn chosen(pane: Pane, ids: &[ColumnId]) -> Vec<&'static Column> {
    if ids.is_empty() {
        let all = columns(pane).iter();
        return all.filter(|column| column.usual != Usual::No).collect();
    }
    ids.iter().filter_map(|id| column(pane, *id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PANES: [Pane; 4] = [
        Pane::Schools,
        Pane::Collectivites,
        Pane::Providers,
        Pane::Conventions,
    ];

    #[test]
    fn a_list_has_each_column_once() {
        for pane in PANES {
            let ids: Vec<ColumnId> = columns(pane).iter().map(|column| column.id).collect();
            for (at, id) in ids.iter().enumerate() {
                assert!(!ids[..at].contains(id), "{pane:?} has {id:?} twice");
            }
        }
        assert_eq!(chosen(Pane::Schools, EXPORTED).len(), EXPORTED.len());
    }

    #[test]
    fn a_title_fits_its_column() {
        for column in PANES.into_iter().flat_map(columns) {
            let wide = column.title.chars().count();
            assert!(wide <= usize::from(column.width.least), "{}", column.title);
        }
    }

    #[test]
    fn saints_take_fewer_letters() {
        for (name, short) in [
            ("Saint-Martin-d’Hères", Some("St-Martin-d’Hères")),
            ("ECOLE PRIMAIRE SAINTE MARIE", Some("ECOLE PRIMAIRE Ste-MARIE")),
            ("Le Saint", None),
            ("Voiron", None),
        ] {
            assert_eq!(saints_shortened(name).as_deref(), short, "{name}");
        }
    }
}
