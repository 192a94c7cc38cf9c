//! What each kind of record holds: one table a kind, in which each field is named once, with its place in the stored
//! form, who gives its value, how it is shown, and which of its texts are free.
//!
//! Histories, plans of imports, dialogs that show two values, and the saving of a record read it.

mod convention;
mod place;
mod school;
mod solution;
mod spec;
mod view;

pub use spec::{Giver, Spec, TextKind};

use std::fmt::Display;

use chrono::NaiveDate;

use super::{Kind, Record};
use crate::domain::date::day_fr;
use crate::text::{cleaned, cleaned_lines};
use spec::Column;

/// A field of a record, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its French name, the only one of that name in its record.
    pub label: &'static str,
    /// Its value in French; empty where there is none.
    pub value: String,
}

/// A day on which something came to pass, with the field of the record that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    pub spec: &'static Spec,
    /// The day.
    pub on: NaiveDate,
}

impl Fact {
    /// Why it is refused before its day, in French.
    pub fn to_come(&self) -> String {
        format!(
            "le {} est à venir\u{a0}; un fait se note le jour même ou après",
            day_fr(self.on)
        )
    }
}

/// Gives the table of a record's kind, with the record as what it is, to an expression.
macro_rules! with_table {
    ($record:expr, |$found:ident, $table:ident| $then:expr) => {
        match $record {
            Record::Collectivite($found) => with_table!(place::COLLECTIVITE, $table, $then),
            Record::Locality($found) => with_table!(place::LOCALITY, $table, $then),
            Record::Competence($found) => with_table!(place::COMPETENCE, $table, $then),
            Record::School($found) => with_table!(school::SCHOOL, $table, $then),
            Record::Deployment($found) => with_table!(school::DEPLOYMENT, $table, $then),
            Record::Council($found) => with_table!(school::COUNCIL, $table, $then),
            Record::Provider($found) => with_table!(solution::PROVIDER, $table, $then),
            Record::Solution($found) => with_table!(solution::SOLUTION, $table, $then),
            Record::Sheet($found) => with_table!(solution::SHEET, $table, $then),
            Record::Convention($found) => with_table!(convention::CONVENTION, $table, $then),
            Record::Contract($found) => with_table!(convention::CONTRACT, $table, $then),
            Record::Reminder($found) => with_table!(convention::REMINDER, $table, $then),
            Record::Entry($found) => with_table!(school::ENTRY, $table, $then),
            Record::Note($found) => with_table!(school::NOTE, $table, $then),
            Record::FollowUp($found) => with_table!(school::FOLLOW_UP, $table, $then),
            Record::View($found) => with_table!(view::VIEW, $table, $then),
        }
    };
    ($of:expr, $table:ident, $then:expr) => {{
        let $table = $of;
        $then
    }};
}

impl Record {
    /// The fields of the record, its key included, in the order in which they are shown.
    pub fn fields(&self) -> Vec<Field> {
        with_table!(self, |found, table| shown(table, found))
    }

    /// Gives each free text of the record, with its field, to `each`, which may change it.
    pub fn each_text(&mut self, each: &mut dyn FnMut(&'static Spec, &mut String)) {
        with_table!(self, |found, table| texts(table, found, each));
    }

    /// The facts of the record that are of a day after `today`, without those that it had as it was `before`.
    pub fn facts_to_come(&self, before: Option<&Self>, today: NaiveDate) -> Vec<Fact> {
        let mut facts = with_table!(self, |found, table| facts_after(table, found, today));
        if let Some(before) = before.filter(|_| !facts.is_empty()) {
            let held = before.facts_to_come(None, today);
            facts.retain(|fact| !held.contains(fact));
        }
        facts
    }

    /// Makes every free text of the record inert.
    pub fn clean(&mut self) {
        self.each_text(&mut |spec, text| {
            let clean = match spec.text {
                Some(TextKind::Lines) => cleaned_lines(text),
                _ => cleaned(text),
            };
            let clean = clean.trim();
            if clean != text {
                *text = clean.to_owned();
            }
        });
    }
}

impl Kind {
    /// The fields of records of the kind, in the order in which they are shown.
    pub fn schema(self) -> Vec<&'static Spec> {
        match self {
            Self::Collectivite => specs(place::COLLECTIVITE),
            Self::Locality => specs(place::LOCALITY),
            Self::Competence => specs(place::COMPETENCE),
            Self::School => specs(school::SCHOOL),
            Self::Deployment => specs(school::DEPLOYMENT),
            Self::Council => specs(school::COUNCIL),
            Self::Provider => specs(solution::PROVIDER),
            Self::Solution => specs(solution::SOLUTION),
            Self::Sheet => specs(solution::SHEET),
            Self::Convention => specs(convention::CONVENTION),
            Self::Contract => specs(convention::CONTRACT),
            Self::Reminder => specs(convention::REMINDER),
            Self::Entry => specs(school::ENTRY),
            Self::Note => specs(school::NOTE),
            Self::FollowUp => specs(school::FOLLOW_UP),
            Self::View => specs(view::VIEW),
        }
    }

    /// True where an operator types records of the kind whole.
    pub fn is_typed(self) -> bool {
        self.schema().iter().any(|spec| spec.giver == Giver::Operator)
    }
}

fn specs<T>(table: &'static [Column<T>]) -> Vec<&'static Spec> {
    table.iter().map(|column| &column.spec).collect()
}

fn shown<T>(table: &'static [Column<T>], record: &T) -> Vec<Field> {
    let field = |column: &Column<T>| Field {
        label: column.spec.label,
        value: (column.shown)(record),
    };
    table.iter().map(field).collect()
}

fn texts<T>(table: &'static [Column<T>], record: &mut T, each: &mut dyn FnMut(&'static Spec, &mut String)) {
    for column in table {
        if let Some(texts) = column.texts {
            texts(record, &mut |text| each(&column.spec, text));
        }
    }
}

fn facts_after<T>(table: &'static [Column<T>], record: &T, today: NaiveDate) -> Vec<Fact> {
    let mut after = Vec::new();
    for Column { spec, facts, .. } in table {
        if let Some(facts) = facts {
            facts(record, &mut |on| {
                let fact = Fact { spec, on };
                if on > today && !after.contains(&fact) {
                    after.push(fact);
                }
            });
        }
    }
    after
}

/// The text of a value that there may be.
fn maybe(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A day, or nothing.
fn day(value: Option<NaiveDate>) -> String {
    maybe(value.map(day_fr))
}

fn list(values: impl IntoIterator<Item = impl Display>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.join(", ")
}

/// Yes or no.
fn yes(value: bool) -> String {
    if value { "oui" } else { "non" }.to_owned()
}
