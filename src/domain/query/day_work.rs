//! The day's work (*journée*): what waits for the clerk, each line the count of a list, with a day that says how old it
//! is or how near.
//!
//! Invariant: the list under the filter of a line, in the same scope, has as many records as the line says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::language::Problem;
use super::page::Page;
use super::row::{Cell, ColumnId, column};
use super::select::{Bases, select};
use super::source::Source;
use super::{Pane, Query, Sort, SortBy};
use crate::domain::view::{SHIPPED, Shipped};

/// What waits on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayWork {
    /// The day J.
    pub day: NaiveDate,
    /// One for each row of [`WORK`], in its order.
    pub counts: Vec<WorkCount>,
}

/// How much of one thing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCount {
    /// How many records: schools each once.
    pub count: usize,
    /// The earliest day among them, where the thing has one: since when the oldest waits, or when the next is.
    pub first: Option<NaiveDate>,
}

/// A thing that waits, and the list of it.
#[derive(Debug, Clone, Copy)]
pub struct Work {
    /// What it belongs to, in French.
    pub group: &'static str,
    /// What it is, in French.
    pub label: &'static str,
    pub list: Listed,
    /// The column with the day that makes it old or near.
    pub day: Option<ColumnId>,
    /// It is wrong today, and not only to be done.
    pub wrong: bool,
    /// Nothing stands in its way: the clerk alone can do it.
    pub ready: bool,
}

/// The list of what waits.
#[derive(Debug, Clone, Copy)]
pub enum Listed {
    /// A view that comes with the program, by its name.
    View(&'static str),
    /// A filter over a pane.
    Filter(Pane, &'static str),
}

impl Work {
    /// The view that it opens, where it opens one.
    pub fn view(&self) -> Option<&'static Shipped> {
        match self.list {
            Listed::View(name) => SHIPPED.iter().find(|view| view.name == name),
            Listed::Filter(..) => None,
        }
    }

    /// Where the list is, and what the search bar holds there.
    pub fn filter(&self) -> (Pane, &'static str) {
        match self.list {
            Listed::View(_) => self
                .view()
                .map_or((Pane::Schools, ""), |view| (view.pane, view.text)),
            Listed::Filter(pane, text) => (pane, text),
        }
    }
}

const fn filter(
    group: &'static str,
    label: &'static str,
    pane: Pane,
    text: &'static str,
    day: Option<ColumnId>,
) -> Work {
    Work {
        group,
        label,
        list: Listed::Filter(pane, text),
        day,
        wrong: false,
        ready: false,
    }
}

const fn view(group: &'static str, label: &'static str, name: &'static str, day: Option<ColumnId>) -> Work {
    Work {
        list: Listed::View(name),
        ..filter(group, label, Pane::Schools, "", day)
    }
}

const REGISTER: &str = "Inscription";
const SIGNATURES: &str = "Signatures";
const ENDS: &str = "Échéances";
const COUNCILS: &str = "Conseils";
const AFTER: &str = "Suivi";
const TERRITORY: &str = "Territoire";

/// What waits, in the order of the page; what is wrong today comes first.
pub const WORK: &[Work] = &[
    Work {
        wrong: true,
        ..view(REGISTER, "à régulariser", "à régulariser", None)
    },
    Work {
        ready: true,
        ..filter(REGISTER, "prêtes à inscrire", Pane::Schools, "etat:prete", None)
    },
    filter(
        REGISTER,
        "remises, à revoir",
        Pane::Schools,
        "revoir:due",
        Some(ColumnId::ARevoir),
    ),
    view(
        SIGNATURES,
        "au parapheur",
        "au parapheur",
        Some(ColumnId::Parapheur),
    ),
    filter(
        SIGNATURES,
        "de la collectivité, attendue",
        Pane::Conventions,
        "attend:collectivite",
        Some(ColumnId::Attendue),
    ),
    filter(
        SIGNATURES,
        "du prestataire, attendue",
        Pane::Conventions,
        "attend:prestataire",
        Some(ColumnId::Attendue),
    ),
    filter(
        SIGNATURES,
        "relances à faire",
        Pane::Conventions,
        "relance:due",
        Some(ColumnId::Attendue),
    ),
    filter(
        ENDS,
        "dans les 90 jours",
        Pane::Conventions,
        "echeance<=90j",
        Some(ColumnId::Echeance),
    ),
    view(
        ENDS,
        "à dénoncer, reconduites",
        "à dénoncer et reconductions",
        None,
    ),
    filter(
        ENDS,
        "dossiers bientôt purgés",
        Pane::Conventions,
        "purge:proche",
        None,
    ),
    view(
        COUNCILS,
        "prévus dans les 15 jours",
        "conseil dans 15 jours",
        Some(ColumnId::Conseil),
    ),
    filter(COUNCILS, "tenus, PV attendu", Pane::Schools, "pv:attendu", None),
    view(AFTER, "notices aux familles", "notices à donner", None),
    view(AFTER, "contrôles à refaire", "contrôles à refaire", None),
    view(
        AFTER,
        "certificats en attente",
        "certificats en attente",
        Some(ColumnId::Sortie),
    ),
    filter(
        TERRITORY,
        "compétences à confirmer",
        Pane::Schools,
        "regle:W22",
        None,
    ),
];

/// Counts what waits within a scope: its pinned records, and the filter of its search bar, which each list adds to its
/// own.
///
/// # Errors
///
/// A [`Problem`] where the search bar names something unknown.
pub fn day_work(source: Source<'_>, scope: &Query) -> Result<DayWork, Problem> {
    let bases = Bases::default();
    let counts = WORK.iter().map(|work| counted(source, &bases, scope, work));
    Ok(DayWork {
        day: source.day_index.day(),
        counts: counts.collect::<Result<_, _>>()?,
    })
}

/// The search bar of the list that a line opens.
pub fn text_of(work: &Work, scope: &str) -> String {
    let (_, text) = work.filter();
    format!("{text} {}", scope.trim()).trim_end().to_owned()
}

fn counted(source: Source<'_>, bases: &Bases, scope: &Query, work: &Work) -> Result<WorkCount, Problem> {
    let (pane, _) = work.filter();
    let by = work.day.map_or(SortBy::default(), SortBy::Column);
    let query = Query {
        scope: scope.scope.clone(),
        text: text_of(work, &scope.text),
        sort: Sort {
            by,
            descending: false,
        },
        ..Query::all(pane, 1)
    };
    let found = select(source, bases, &query)?.page(source, &query);
    let first = work.day.and_then(|id| first_day(&found, pane, id));
    Ok(WorkCount {
        count: found.records.0,
        first,
    })
}

/// The day in a column of the first row.
fn first_day(found: &Page, pane: Pane, id: ColumnId) -> Option<NaiveDate> {
    match column(pane, id)?.cell(found.rows.first()?) {
        Cell::Day(day) => Some(day),
        _ => None,
    }
}
