//! Counts over schools: of the whole base, of each collectivité, of each prestataire.

use std::collections::{BTreeSet, HashMap};

use super::line::Line;
use super::school::Entry;
use crate::domain::id::Siren;
use crate::domain::query::page::Summary;

/// The counts over the schools of a collectivité.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The schools over which it holds the competence.
    pub schools: usize,
    /// Those that are blocked.
    pub blocked: usize,
    /// Those in the register.
    pub registered: usize,
}

/// The counts that lists show, kept as schools come and go.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tallies {
    all: Summary,
    lines: usize,
    collectivites: HashMap<Siren, Summary>,
    providers: HashMap<Siren, usize>,
}

impl Tallies {
    pub(super) fn all(&self) -> Summary {
        self.all
    }

    /// How many lines the schools have.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    pub(super) fn of_collectivite(&self, siren: Siren) -> Tally {
        let found = self.collectivites.get(&siren).copied().unwrap_or_default();
        Tally {
            schools: found.schools,
            blocked: found.blocked,
            registered: found.registered,
        }
    }

    pub(super) fn of_provider(&self, siren: Siren) -> usize {
        self.providers.get(&siren).copied().unwrap_or_default()
    }

    /// Counts a school in.
    pub(super) fn add(&mut self, entry: &Entry) {
        self.change(entry, |count, by| *count += by);
    }

    /// Counts a school out, as it was counted in.
    pub(super) fn subtract(&mut self, entry: &Entry) {
        self.change(entry, |count, by| *count -= by);
    }

    fn change(&mut self, entry: &Entry, change: fn(&mut usize, usize)) {
        let mut counted = Summary::default();
        entry.count(&mut counted, u8::MAX);
        combine(&mut self.all, counted, change);
        change(&mut self.lines, entry.lines().len());
        if let Some(holder) = entry.holder() {
            let summary = self.collectivites.entry(holder).or_default();
            combine(summary, counted, change);
            if *summary == Summary::default() {
                self.collectivites.remove(&holder);
            }
        }
        for provider in providers(entry.lines()) {
            let schools = self.providers.entry(provider).or_default();
            change(schools, 1);
            if *schools == 0 {
                self.providers.remove(&provider);
            }
        }
    }
}

/// The prestataires whose solutions a school chose, each once.
fn providers(lines: &[Line]) -> BTreeSet<Siren> {
    lines.iter().filter_map(|line| line.provider).collect()
}

fn combine(summary: &mut Summary, counted: Summary, change: fn(&mut usize, usize)) {
    change(&mut summary.schools, counted.schools);
    change(&mut summary.registered, counted.registered);
    change(&mut summary.eligible, counted.eligible);
    change(&mut summary.blocked, counted.blocked);
    change(&mut summary.to_regularise, counted.to_regularise);
}
