//! The checklist of the clauses that art. 28(3) RGPD requires, a to h.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A clause of art. 28(3), by its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    A,
    B,
    C,
    D,
    /// Assistance with the rights of persons.
    E,
    /// Assistance with art. 32 to 36.
    F,
    /// Deletion or return at the end.
    G,
    H,
}

impl Clause {
    /// Every clause, a to h.
    pub const ALL: [Self; 8] = [
        Self::A,
        Self::B,
        Self::C,
        Self::D,
        Self::E,
        Self::F,
        Self::G,
        Self::H,
    ];

    /// The clause's letter.
    pub fn letter(self) -> char {
        char::from(b'a' + self as u8)
    }

    /// The clause of a letter, in either case.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|clause| clause.letter() == letter.to_ascii_lowercase())
    }
}

/// What is known of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseState {
    #[serde(rename = "presente")]
    Present,
    /// Absent: the convention does not serve (rule B6).
    #[serde(rename = "absente")]
    Absent,
}

/// The checklist; a clause that it does not name is *non vérifiée*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clauses(BTreeMap<Clause, ClauseState>);

impl Clauses {
    /// What is known of a clause; `None` is *non vérifiée*.
    pub fn get(&self, clause: Clause) -> Option<ClauseState> {
        self.0.get(&clause).copied()
    }

    /// Sets what is known of a clause.
    pub fn set(&mut self, clause: Clause, state: Option<ClauseState>) {
        match state {
            Some(state) => self.0.insert(clause, state),
            None => self.0.remove(&clause),
        };
    }

    /// The clauses marked *absente*, in order.
    pub fn absent(&self) -> impl Iterator<Item = Clause> {
        self.of_state(ClauseState::Absent)
    }

    /// The clauses of which a state is known, in order.
    pub fn of_state(&self, state: ClauseState) -> impl Iterator<Item = Clause> {
        let known = self.0.iter().filter(move |(_, known)| **known == state);
        known.map(|(clause, _)| *clause)
    }

    /// True when no clause was verified.
    pub fn is_unverified(&self) -> bool {
        self.0.is_empty()
    }
}
