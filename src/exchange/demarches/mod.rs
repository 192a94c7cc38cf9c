//! Dossiers of Démarches Simplifiées, against the conventions 26 of the base: submitted is the collectivité's signature,
//! accepted the authority's. A dossier that the file has not changes nothing.

mod applied;
mod cases;
mod columns;
mod matching;
mod row;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::ExchangeError;
use super::against::Against;
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::source::Source;
use super::table::{Cells, Reject, Table, TableError};
use crate::domain::convention::{Annexe, Convention};
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::record::Record;
use applied::applied;
use cases::cases;
use columns::COLUMNS;
use matching::{Matches, Target};
use row::Row;

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Published,
    mapped: true,
    read,
    written: Written::Elsewhere,
};

/// What is said of a file without any dossier.
const NONE: &str = "aucun dossier dans ce fichier\u{a0}: rien ne change";

/// What is said once where blocks were not read.
const NO_BLOCKS: &str = "ce fichier n’a pas les blocs répétables du formulaire\u{a0}: les écoles qui ne sont que là ne sont pas \
     lues, et aucune n’est retirée. Donnez l’export XLSX ou ODS, avec tous ses blocs.";

/// The reading of the rows so far.
struct Rows<'a> {
    against: Against<'a>,
    matches: Matches,
    /// The conventions as the rows so far leave them: one may have several dossiers.
    held: HashMap<ConventionNumber, Convention>,
    /// The dossiers that are taken but for schools that are refused.
    apart: Vec<Reject>,
    has_unread: bool,
}

/// Reads a table of dossiers.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = match Table::open(source, COLUMNS) {
        Err(TableError::NoRow { .. }) if source.is_of_workbook() => {
            return Ok(Gather {
                remarks: vec![NONE.to_owned()],
                ..Gather::default()
            });
        }
        table => table?,
    };
    let mut rows = Rows {
        against,
        matches: Matches::of(&table, against),
        held: HashMap::new(),
        apart: Vec::new(),
        has_unread: false,
    };
    let mut gather = Gather::rows_of(&table, against, |cells| rows.read(cells));
    rows.apart
        .into_iter()
        .for_each(|reject| gather.reject_part(reject));
    gather.come_back_to = gather
        .rejects
        .iter()
        .map(|reject| changed(&table, reject))
        .collect();
    gather.cases = cases(&table, &gather.rejects, against.registry);
    if rows.has_unread {
        gather.remarks.push(NO_BLOCKS.to_owned());
    }
    Ok(gather)
}

/// When the site last changed a dossier that is left out.
fn changed(table: &Table<'_>, reject: &Reject) -> Option<DateTime<Utc>> {
    let moment = DateTime::parse_from_rfc3339(table.cell(&reject.cells, columns::CHANGED)).ok()?;
    Some(moment.to_utc())
}

/// What is said of a row that shows its dossier as it was before.
fn behind(row: &Row, known: NaiveDateTime) -> String {
    let number = &row.number;
    let known = day_fr(known.date());
    let shown = row.changed.map_or_else(String::new, |changed| {
        format!(" comme il était le {}", day_fr(changed.date()))
    });
    format!(
        "le fichier a le dossier {number}{shown}, et la base comme il était le {known}\u{a0}: son état est gardé"
    )
}

impl Rows<'_> {
    /// Reads one dossier over its convention.
    fn read(&mut self, cells: &mut Cells<'_>) -> Option<Convention> {
        let row = row::read(cells, self.against)?;
        self.has_unread |= row.is_without_blocks;
        let target = match self.matches.target(&row.number) {
            Ok(target) => target,
            Err(why) => {
                cells.reject(columns::NUMBER, why);
                return None;
            }
        };
        let known = self.held.get(target.number()).or_else(|| {
            let conventions = self.against.registry.conventions();
            conventions.get(target.number())
        });
        let before = match (&target, known) {
            // It covers no school until one is named.
            (Target::New(number), None) => Convention {
                annexe: Annexe::Listed(Vec::new()),
                ..Convention::draft(number.clone(), row.party())
            },
            (_, Some(known)) => known.clone(),
            (_, None) => return None,
        };
        if let Some(known) = row.is_behind(&before) {
            cells.warn(columns::STATE, &behind(&row, known));
            if !row.is_part {
                return Some(before);
            }
        }
        if matches!(target, Target::New(_)) && row.is_undecided() {
            let asked = row.asked.join(", ");
            cells.reject(
                columns::ASKED,
                &format!("la solution est à choisir ({asked})\u{a0}: saisissez la convention avec ce dossier, ou complétez [demarches.solutions]"),
            );
            return None;
        }
        if matches!(target, Target::New(_)) && row.solutions.is_empty() && !row.state.is_turned_down() {
            // Without a solution a convention covers every one.
            let why = "aucune solution n’est dite\u{a0}: complétez [demarches] solution, ou saisissez la convention avec ce dossier";
            cells.reject(columns::SOLUTIONS, why);
            return None;
        }
        let (after, notes) = applied(&before, &row, &target);
        let is_known = matches!(target, Target::Known(_));
        if !is_known && !row.refused.is_empty() && after.annexe == Annexe::Listed(Vec::new()) {
            row::refuse_every_school(cells, &row);
            return None;
        }
        for note in &notes {
            cells.warn(columns::STATE, note);
        }
        let record = Record::from(after.clone());
        let is_left_out = cells.is_rejected()
            || !self.against.facts_to_come(&record).is_empty()
            || self.against.gone(&record).is_some();
        if is_left_out {
            return Some(after);
        }
        if !row.refused.is_empty() {
            self.apart.push(row::apart(cells, &row.refused));
        }
        self.held.insert(after.number.clone(), after.clone());
        Some(after)
    }
}
