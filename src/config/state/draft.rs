//! What was typed in a form that was left before it was saved.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::record::{Record, RecordId};

use super::State;

/// How many drafts are remembered; the oldest goes first.
const MOST: usize = 50;

/// What was typed in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its number, of no other draft.
    pub number: u64,
    /// The base, as it is named when it is opened.
    pub base: String,
    /// The code of the form.
    pub form: String,
    /// What the record is called; empty for a new one.
    #[serde(default)]
    pub about: String,
    /// The day on which it was kept.
    pub kept: NaiveDate,
    /// The record as it was read, and its version; none for a new one.
    #[serde(default)]
    pub was: Option<(Record, u64)>,
    /// The texts, by the places of the fields.
    pub texts: BTreeMap<String, Vec<Vec<String>>>,
}

impl State {
    /// The drafts of a base, latest first.
    pub fn drafts_of(&self, base: &str) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(move |draft| draft.base == base)
    }

    /// The latest draft of a form of a record, or of a new one.
    pub fn draft_of(&self, base: &str, form: &str, id: Option<&RecordId>) -> Option<&Draft> {
        let about = |draft: &Draft| draft.was.as_ref().map(|(record, _)| record.id());
        self.drafts_of(base)
            .find(|draft| draft.form == form && about(draft).as_ref() == id)
    }

    /// Remembers a draft, in place of the one of its number; returns its number.
    pub fn keep_draft(&mut self, mut draft: Draft) -> u64 {
        self.forget_draft(draft.number);
        if draft.number == 0 {
            let last = self.drafts.iter().map(|known| known.number).max();
            draft.number = last.unwrap_or(0) + 1;
        }
        let number = draft.number;
        self.drafts.insert(0, draft);
        self.drafts.truncate(MOST);
        number
    }

    /// Forgets a draft; false where there is none of that number.
    pub fn forget_draft(&mut self, number: u64) -> bool {
        let before = self.drafts.len();
        self.drafts.retain(|draft| draft.number != number);
        self.drafts.len() < before
    }
}
