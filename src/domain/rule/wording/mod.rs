//! What the messages are written from: names, dates and where a convention stands. French typography: « », ’, and U+00A0
//! before : ; ! ?
//!
//! A finding holds keys; names and dates are read in the registry when the message is asked for.

mod ladder;
mod names;

pub(super) use names::{of_the, to_the, with_article};

use chrono::NaiveDate;

use crate::domain::registry::Registry;

use super::assessment::Assessment;
use super::finding::Finding;

/// What a message is written from.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) registry: &'a Registry,
    pub(super) of: &'a Assessment,
    pub(super) day: NaiveDate,
    say: fn(Words<'_>, &Finding) -> String,
}

impl<'a> Words<'a> {
    /// `say` words a finding of any rule.
    pub(super) fn new(
        registry: &'a Registry,
        of: &'a Assessment,
        day: NaiveDate,
        say: fn(Words<'_>, &Finding) -> String,
    ) -> Self {
        Self {
            registry,
            of,
            day,
            say,
        }
    }

    /// The message of a finding, one that another holds included.
    pub(super) fn finding(self, finding: &Finding) -> String {
        (self.say)(self, finding)
    }
}
