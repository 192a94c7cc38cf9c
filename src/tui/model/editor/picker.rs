//! The list of which the value of a cell is picked, narrowed as one types.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::tui::form::At;
use crate::tui::form::spec::Target;
use crate::tui::model::Field;

/// A value that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the cell holds then.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What tells it from others of that name.
    pub detail: String,
    /// What it brings with it: the texts of other fields.
    pub with: Vec<(&'static str, String)>,
}

/// The list of which a value is picked.
#[derive(Debug, Clone)]
pub struct Picker {
    pub cell: At,
    /// The records among which one is picked; none for a list that is known.
    pub target: Option<Target>,
    /// The words that narrow it.
    pub words: Field,
    /// What is left, best first.
    pub found: Vec<Found>,
    /// The one under the cursor.
    pub at: usize,
    /// True until the desk has answered for these words.
    pub late: bool,
    /// True from a move in the list until one types: the cursor is on the value, and not in the words.
    pub pointing: bool,
    /// Every value, where they are known.
    all: Vec<Found>,
}

impl Picker {
    /// A list of known values, the cursor on the current one.
    pub fn of(cell: At, choices: &[(&str, &str)], current: &str) -> Self {
        let found = |(code, label): &(&str, &str)| Found {
            key: (*code).to_owned(),
            label: (*label).to_owned(),
            detail: String::new(),
            with: Vec::new(),
        };
        let all: Vec<Found> = choices.iter().map(found).collect();
        Self {
            cell,
            target: None,
            words: Field::default(),
            at: all.iter().position(|one| one.key == current).unwrap_or(0),
            found: all.clone(),
            late: false,
            pointing: false,
            all,
        }
    }

    /// A list of records, which the desk is asked for.
    pub fn among(cell: At, target: Target) -> Self {
        Self {
            cell,
            target: Some(target),
            words: Field::default(),
            found: Vec::new(),
            at: 0,
            late: true,
            pointing: false,
            all: Vec::new(),
        }
    }

    /// The value under the cursor.
    pub fn chosen(&self) -> Option<&Found> {
        self.found.get(self.at)
    }

    /// A value with what tells it from others, in a sentence.
    pub fn sentence(&self, one: &Found) -> String {
        let key = Some(one.key.as_str()).filter(|_| self.target.is_some() || !one.detail.is_empty());
        let parts = [Some(one.label.as_str()), key, Some(one.detail.as_str())];
        let said: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        said.join(", ")
    }

    /// What is said where there is no value to pick.
    pub fn empty(&self) -> &'static str {
        if self.late { "Lecture…" } else { "Rien de ce nom" }
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        let last = self.found.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        self.pointing = true;
    }

    /// Narrows a list of known values to the words.
    pub fn narrow(&mut self) {
        self.found = Self::narrowed(&self.all, self.words.text());
        self.at = 0;
    }

    /// Those of some values that words name, best first.
    pub fn narrowed(all: &[Found], words: &str) -> Vec<Found> {
        let words = plain(words);
        if words.trim().is_empty() {
            return all.to_vec();
        }
        let matcher = SkimMatcherV2::default();
        let score = |one: &Found| matcher.fuzzy_match(&plain(&format!("{} {}", one.label, one.key)), &words);
        let mut scored: Vec<(i64, Found)> = all
            .iter()
            .filter_map(|one| Some((score(one)?, one.clone())))
            .collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, one)| one).collect()
    }

    /// Takes what the desk found.
    pub fn take(&mut self, found: Vec<Found>) {
        self.found = found;
        self.at = 0;
        self.late = false;
    }
}

/// A text without accents nor capitals.
fn plain(text: &str) -> String {
    any_ascii::any_ascii(text).to_lowercase()
}
