//! Counts over schools: of the whole base, of each collectivité, of each prestataire.

use std::collections::{BTreeSet, HashMap};

use super::line::AssessedLine;
use super::school::SchoolEntry;
use crate::domain::id::Siren;
use crate::domain::query::page::Summary;
use crate::domain::rule::Standing;

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

    pub(super) fn of_collectivite(&self, siren: Siren) -> Summary {
        self.collectivites.get(&siren).copied().unwrap_or_default()
    }

    pub(super) fn of_provider(&self, siren: Siren) -> usize {
        self.providers.get(&siren).copied().unwrap_or_default()
    }

    /// Counts a school in.
    pub(super) fn add(&mut self, entry: &SchoolEntry) {
        self.change(entry, Summary::add, |count, by| *count += by);
    }

    /// Counts a school out, as it was counted in.
    pub(super) fn subtract(&mut self, entry: &SchoolEntry) {
        self.change(entry, Summary::subtract, |count, by| *count -= by);
    }

    fn change(
        &mut self,
        entry: &SchoolEntry,
        school: fn(&mut Summary, Standing),
        number: fn(&mut usize, usize),
    ) {
        number(&mut self.lines, entry.lines().len());
        let Some(state) = entry.state() else { return };
        school(&mut self.all, state);
        if let Some(holder) = entry.holder() {
            let summary = self.collectivites.entry(holder).or_default();
            school(summary, state);
            if summary.schools() == 0 {
                self.collectivites.remove(&holder);
            }
        }
        for provider in providers(entry.lines()) {
            let schools = self.providers.entry(provider).or_default();
            number(schools, 1);
            if *schools == 0 {
                self.providers.remove(&provider);
            }
        }
    }
}

/// The prestataires whose solutions a school chose, each once.
fn providers(lines: &[AssessedLine]) -> BTreeSet<Siren> {
    lines.iter().filter_map(|line| line.provider).collect()
}
