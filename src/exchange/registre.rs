//! `registre.csv`: an existing register, taken over (reprise).
//!
//! A row is an entry with the day and the reference that it had there; it is judged by the rules on that day, and one
//! that they refuse is rejected with their reasons. An entry that the register has already is left as it is. A row
//! without a fiche or without a convention of an article rests on those of its day.
//!
//! The program's own export of the register is read too: its columns are other names of the same, and an entry that its
//! author took back is no entry.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, CATEGORIES, choice, list_of, text};
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::known;
use super::once::Once;
use super::order;
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::change::Change;
use crate::domain::date::day_fr;
use crate::domain::decide::EntryGate;
use crate::domain::decide::take_over::{Former, first, free};
use crate::domain::deployment::{DeploymentId, Rank};
use crate::domain::id::Uai;
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::register::{EntryNumber, RegisterEntry, TAKEN_BACK};
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;

columns! {
    UAI = Column::required("uai").like("0380123C");
    CATEGORY = Column::required("categorie").like("ENT");
    SOLUTION = Column::required("solution").like("exemple");
    SHEET = Column::optional("fiche").like("1").or(&["fiche_version", "version de la fiche"]);
    ENTERED = Column::required("inscrite_le").like("2025-10-06");
    CONVENTIONS = Column::optional("conventions").like("28-EXEMPLE|26-EXEMPLE");
    REFERENCE = Column::optional("reference").like("2025-017").or(&["reference_d_origine", "référence dans ce registre"]);
    REVIEWED = Column::optional("controlee_le").like("2026-09-14");
    CLOSED = Column::optional("closee_le").or(&["close_le"]);
    REASON = Column::optional("motif").or(&["motif_de_cloture"]);
}

/// What was read of the file so far.
struct Rows<'a> {
    registry: &'a Registry,
    /// The last day that is not to come.
    today: NaiveDate,
    /// The number from which on the next entry takes a free one.
    next: EntryNumber,
    /// The school and category, the first day, and whether it was closed on that day.
    seen: Once<(DeploymentId, NaiveDate, bool)>,
    /// The entries of the rows that are taken.
    read: HashMap<Uai, Vec<RegisterEntry>>,
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// Reads a file of register entries.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let Against { registry, today, .. } = against;
    let table = Table::open(source, COLUMNS)?;
    let mut rows = Rows {
        registry,
        today,
        next: first(registry),
        seen: Once::default(),
        read: HashMap::new(),
    };
    Ok(Gather::rows_of(&table, against, |cells| {
        match cells.row().get(REASON) {
            TAKEN_BACK => Outcome::OutOfScope(TAKEN_BACK.to_owned()),
            _ => rows.row(cells).into(),
        }
    }))
}

impl Rows<'_> {
    /// Reads one row: the entry that the register has, or the one that it becomes.
    fn row(&mut self, cells: &mut Cells<'_>) -> Option<RegisterEntry> {
        let former = self.former(cells)?;
        let began = (former.deployment, former.entered_on, former.is_closed_at_once());
        self.seen.check(cells, ENTERED, began);
        if cells.is_rejected() {
            return None;
        }
        if let Some(known) = former.known(self.registry) {
            if differs(&former, known) {
                let said = format!(
                    "c’est l’inscription n°\u{a0}{} du registre, laissée comme elle est",
                    known.number
                );
                cells.warn(UAI, &said);
            }
            return Some(known.clone());
        }
        let day = former.entered_on;
        match self.entry(former) {
            Ok(entry) => self.alone(cells, entry),
            Err(refusal) => {
                reject(cells, day, refusal);
                None
            }
        }
    }

    /// Reads the cells of a row. One that cannot be read refuses it: an entry is made once, and is not changed after.
    fn former(&self, cells: &mut Cells<'_>) -> Option<Former> {
        let school = cells.required(UAI, known::school(self.registry));
        let category = cells.required(CATEGORY, choice(CATEGORIES));
        let solution = cells.required(SOLUTION, known::solution(self.registry));
        let sheet = cells.optional_key(SHEET, known::sheet_version(self.registry, solution.as_ref()));
        let entered = cells.required(ENTERED, cell::date);
        let conventions = cells.optional_key(CONVENTIONS, list_of(known::convention_number(self.registry)));
        let reference = cells.optional_key(REFERENCE, text).unwrap_or_default();
        let reviewed = cells.optional_key(REVIEWED, cell::date);
        let closed = cells.optional_key(CLOSED, cell::date);
        let reason = cells.optional_key(REASON, text);
        for (column, day) in [(ENTERED, entered), (REVIEWED, reviewed), (CLOSED, closed)] {
            if day.is_some_and(|day| day > self.today) {
                cells.reject(column, "le jour est à venir");
            }
        }
        order::check(cells, (ENTERED, entered), (REVIEWED, reviewed));
        order::check(cells, (ENTERED, entered), (CLOSED, closed));
        order::check(cells, (REVIEWED, reviewed), (CLOSED, closed));
        if closed.is_none() && reason.is_some() {
            cells.reject(REASON, "un motif est donné sans le jour de la clôture");
        }
        if closed.is_some() && reason.is_none() {
            cells.reject(REASON, "il faut le motif de la clôture");
        }
        let (solution, category) = (solution?, category?);
        let filed = self.registry.solutions().get(&solution)?.category;
        if filed != category {
            match school.filter(|school| self.was_filed(*school, category, filed)) {
                Some(_) => cells.warn(
                    CATEGORY,
                    &format!(
                        "la solution est classée depuis en «\u{a0}{}\u{a0}»",
                        filed.label()
                    ),
                ),
                None => cells.reject(CATEGORY, "ce n’est pas la catégorie de cette solution"),
            }
        }
        Some(Former {
            deployment: DeploymentId::first(school?, filed),
            solution,
            sheet,
            entered_on: entered?,
            conventions: conventions.unwrap_or_default(),
            reference,
            reviewed,
            closed: closed.zip(reason),
        })
    }

    /// True where a use of the school went from a category to the one that its solution has now.
    fn was_filed(&self, school: Uai, from: Category, to: Category) -> bool {
        let id = |category, rank| {
            RecordId::Deployment(DeploymentId {
                school,
                category,
                rank,
            })
        };
        let keys = id(from, Rank::FIRST)..=id(from, Rank::LAST);
        let mut now = self
            .registry
            .former_keys()
            .range(keys)
            .map(|mark| self.registry.follow(&mark.key));
        now.any(|now| matches!(now, RecordId::Deployment(used) if used.category == to))
    }

    /// The entry of a row, past the gate of the register.
    fn entry(&self, former: Former) -> Result<RegisterEntry, Refusal> {
        let entry = former.entry(self.registry, free(self.registry, self.next)?)?;
        let change = Change::create(entry.clone());
        // The thresholds move warnings only.
        EntryGate::new(self.registry, &[], false).passes(&change, self.today, &Policy::default())?;
        Ok(entry)
    }

    /// Takes an entry, unless one of a row above was active with it.
    fn alone(&mut self, cells: &mut Cells<'_>, entry: RegisterEntry) -> Option<RegisterEntry> {
        let above = self.read.entry(entry.school).or_default();
        if above.iter().any(|other| other.overlaps(&entry)) {
            cells.reject(
                ENTERED,
                "une ligne plus haut inscrit cette école dans cette catégorie pour les mêmes jours",
            );
            return None;
        }
        above.push(entry.clone());
        self.next = entry.number.saturating_add(1);
        Some(entry)
    }
}

/// True where a row says otherwise than the entry that it is.
fn differs(row: &Former, entry: &RegisterEntry) -> bool {
    let sheet = row.sheet.as_ref().is_some_and(|version| *version != entry.sheet);
    let conventions = row
        .conventions
        .iter()
        .any(|number| !entry.conventions.contains(number));
    let reviewed = row
        .reviewed
        .is_some_and(|day| entry.reviewed.as_ref().is_none_or(|held| held.on < day));
    let closed = entry.closed.as_ref().map(|closed| closed.on) != row.closed.as_ref().map(|(day, _)| *day);
    let held = entry.taken_over.as_ref().map(|from| from.reference.as_str());
    let reference = !row.reference.is_empty() && held.is_some_and(|held| held != row.reference);
    sheet || conventions || reviewed || closed || reference
}

/// Rejects a row for each reason of a refusal on the day of its entry.
fn reject(cells: &mut Cells<'_>, day: NaiveDate, refusal: Refusal) {
    match refusal {
        Refusal::Blocked { reasons, .. } => {
            for reason in reasons {
                let (rule, message) = (reason.rule.as_str(), reason.message.trim_end_matches('.'));
                cells.reject(UAI, &format!("au {}\u{a0}: {rule} {message}", day_fr(day)));
            }
        }
        Refusal::Invalid { field, why, .. } => {
            let column = match field.as_str() {
                "fiche" => SHEET,
                "conventions" => CONVENTIONS,
                _ => UAI,
            };
            cells.reject(column, &why);
        }
        Refusal::AlreadyRegistered(other) => {
            let said = format!(
                "l’école est déjà au registre pour ces jours\u{a0}: {}",
                other.label()
            );
            cells.reject(UAI, &said);
        }
        other => cells.reject(UAI, &other),
    }
}
