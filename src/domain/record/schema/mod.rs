//! What each kind of record holds: one table a kind, in which each field is named once, with its place in the stored
//! form, who gives its value, how it is shown, and which of its texts are free.
//!
//! Histories, plans of imports, dialogs that show two values, and the saving of a record read it.

mod convention;
mod document;
mod former_key;
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

/// A field that holds something, or an item of one: what a history compares, and a dossier without a form shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldItem {
    /// The place of the field among those of its kind.
    pub place: usize,
    /// The French name, the only one of that name in its record.
    pub label: String,
    /// Its value in French; never empty.
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
        to_come(self.on)
    }
}

/// Why a fact of a day to come is refused, in French.
pub fn to_come(on: NaiveDate) -> String {
    format!(
        "le {} est à venir\u{a0}; un fait se note le jour même ou après",
        day_fr(on)
    )
}

/// Gives each kind its table.
macro_rules! tables {
    ($($kind:ident $module:ident::$table:ident;)*) => {
        impl Record {
            /// The fields of the record, its key included, in the order in which they are shown.
            pub fn fields(&self) -> Vec<Field> {
                match self {
                    $(Self::$kind(found) => shown($module::$table, found),)*
                }
            }

            /// What the record holds, in the order in which its fields are shown.
            pub fn items(&self) -> Vec<FieldItem> {
                match self {
                    $(Self::$kind(found) => items($module::$table, found),)*
                }
            }

            /// Gives each free text of the record, with its field, to `each`, which may change it.
            pub fn each_text(&mut self, each: &mut dyn FnMut(&'static Spec, &mut String)) {
                match self {
                    $(Self::$kind(found) => texts($module::$table, found, each),)*
                }
            }

            fn facts_after(&self, today: NaiveDate) -> Vec<Fact> {
                match self {
                    $(Self::$kind(found) => facts_after($module::$table, found, today),)*
                }
            }
        }

        impl Kind {
            /// The fields of records of the kind, in the order in which they are shown.
            pub fn schema(self) -> Vec<&'static Spec> {
                match self {
                    $(Self::$kind => specs($module::$table),)*
                }
            }
        }
    };
}

tables! {
    Collectivite place::COLLECTIVITE;
    Locality place::LOCALITY;
    Competence place::COMPETENCE;
    School school::SCHOOL;
    Deployment school::DEPLOYMENT;
    Council school::COUNCIL;
    Provider solution::PROVIDER;
    Solution solution::SOLUTION;
    Sheet solution::SHEET;
    Convention convention::CONVENTION;
    Contract convention::CONTRACT;
    Reminder convention::REMINDER;
    Entry school::ENTRY;
    Note school::NOTE;
    FollowUp school::FOLLOW_UP;
    Vacances place::VACANCES;
    View view::VIEW;
    Document document::DOCUMENT;
    FormerKey former_key::FORMER_KEY;
}

impl Record {
    /// The facts of the record that are of a day after `today`, without those that it had as it was `before`.
    pub fn facts_to_come(&self, before: Option<&Self>, today: NaiveDate) -> Vec<Fact> {
        let mut facts = self.facts_after(today);
        if let Some(before) = before.filter(|_| !facts.is_empty()) {
            let held = before.facts_after(today);
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
        label: column.spec.label.text(),
        value: (column.shown)(record),
    };
    table.iter().map(field).collect()
}

fn items<T>(table: &'static [Column<T>], record: &T) -> Vec<FieldItem> {
    let of = |column: &Column<T>| match column.items {
        Some(items) => items(record),
        None => vec![(column.spec.label.text().to_owned(), (column.shown)(record))],
    };
    let all = table.iter().enumerate().flat_map(|(place, column)| {
        let items = of(column).into_iter();
        items.map(move |(label, value)| FieldItem { place, label, value })
    });
    all.filter(|item| !item.value.is_empty()).collect()
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

/// The items of a list, each by its rank: `contact 1`.
fn numbered(name: &str, values: impl Iterator<Item = String>) -> Vec<(String, String)> {
    let ranked = (1..).zip(values);
    ranked
        .map(|(rank, value)| (format!("{name} {rank}"), value))
        .collect()
}

/// Yes or no.
fn yes(value: bool) -> String {
    if value { "oui" } else { "non" }.to_owned()
}
