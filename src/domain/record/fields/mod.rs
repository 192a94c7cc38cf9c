//! The fields of a record in French, for histories, plans of imports and dialogs that show two values.

mod convention;
mod place;
mod school;
mod solution;
mod view;

use std::fmt::Display;

use chrono::NaiveDate;

use super::Record;
use crate::domain::date::{Period, day_fr};

/// A field of a record, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its French name, the only one of that name in its record.
    pub label: &'static str,
    /// Its value in French; empty where there is none.
    pub value: String,
}

impl Record {
    /// The fields of the record, its key included, in the order in which they are shown.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Self::Collectivite(r) => place::collectivite(r),
            Self::Locality(r) => place::locality(r),
            Self::Competence(r) => place::competence(r),
            Self::School(r) => school::school(r),
            Self::Deployment(r) => school::deployment(r),
            Self::Council(r) => school::council(r),
            Self::Provider(r) => solution::provider(r),
            Self::Solution(r) => solution::solution(r),
            Self::Sheet(r) => solution::sheet(r),
            Self::Convention(r) => convention::convention(r),
            Self::Contract(r) => convention::contract(r),
            Self::Reminder(r) => convention::reminder(r),
            Self::Entry(r) => school::entry(r),
            Self::Note(r) => school::note(r),
            Self::FollowUp(r) => school::follow_up(r),
            Self::View(r) => view::view(r),
        }
    }
}

/// A field of any value that is shown as it is.
fn field(label: &'static str, value: impl Display) -> Field {
    Field {
        label,
        value: value.to_string(),
    }
}

/// A field that may have no value.
fn maybe(label: &'static str, value: Option<impl Display>) -> Field {
    field(label, value.map(|value| value.to_string()).unwrap_or_default())
}

/// A day, or nothing.
fn day(label: &'static str, value: Option<NaiveDate>) -> Field {
    maybe(label, value.map(day_fr))
}

/// A list.
fn list(label: &'static str, values: impl IntoIterator<Item = impl Display>) -> Field {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    field(label, values.join(", "))
}

/// Yes or no.
fn yes(label: &'static str, value: bool) -> Field {
    field(label, if value { "oui" } else { "non" })
}

/// The two ends of a period.
fn ends(from: &'static str, to: &'static str, period: Period) -> [Field; 2] {
    [day(from, period.from), day(to, period.to)]
}
