//! The facts of where a school stands: what took its place, the RPI, probable duplicates.

use crate::domain::date::SchoolYear;
use crate::domain::school::Rpi;

use super::super::{council, duplicates, rpi};
use super::{Facts, on};

impl Facts<'_> {
    pub(super) fn elections(&mut self) {
        let Some((results, due)) = council::days(self.subject) else {
            let year = SchoolYear::containing(self.subject.at.day);
            let unknown =
                "non noté dans la configuration ([regles] resultats_elections)\u{a0}: la règle se tait";
            return self.line(format!("résultats des élections de parents {year}"), unknown);
        };
        self.line("résultats des élections de parents", on(Some(results), ""));
        self.line("conseil d’école dû avant", on(Some(due), ""));
        let elections = self.subject.at.policy.elections;
        if let Some(zone) = elections.zone.filter(|_| elections.skip_holidays) {
            self.line("vacances non comptées", zone.label());
        }
    }

    pub(super) fn standing(&mut self) {
        let (at, before) = (self.subject.at, self.lines.len());
        for uai in &at.school.successors {
            self.line("école qui a pris sa place", self.words.school_name(*uai));
        }
        self.or_none(before, "écoles qui ont pris sa place", "aucune");
        let standing = at.registry.still_standing(at.school.uai, at.day);
        for id in standing.iter().filter(|_| !at.school.successors.is_empty()) {
            self.line("ce qui reste d’elle", id.label());
        }
    }

    pub(super) fn rpi(&mut self) {
        let (subject, before) = (self.subject, self.lines.len());
        match &subject.at.school.rpi {
            None => self.line("RPI", "aucun"),
            Some(Rpi::Concentre) => self.line("RPI", "concentré"),
            Some(Rpi::Disperse(code)) => self.line("RPI", format!("dispersé {code}")),
        }
        let category = subject.deployment.map(|used| used.category);
        for other in rpi::others(subject) {
            let used = category.and_then(|category| subject.at.registry.present_use(other.uai, category));
            let solution = used.and_then(|used| used.solution.as_ref());
            let solution =
                solution.map_or_else(|| "aucune solution".into(), |code| self.words.solution_name(code));
            let holder = subject.at.registry.competent(other, subject.at.day);
            let holder = holder.map_or_else(|| "aucune collectivité".into(), |siren| self.words.name(siren));
            self.line(
                self.words.school_name(other.uai),
                format!("{solution}\u{a0}; compétence\u{a0}: {holder}"),
            );
        }
        self.or_none(before, "RPI", "aucun");
    }

    pub(super) fn duplicates(&mut self) {
        let before = self.lines.len();
        for (one, other) in duplicates::pairs(self.subject) {
            self.line(one.label(), format!("ressemble à {}", other.with_article()));
        }
        self.or_none(before, "fiches qui se ressemblent", "aucune");
    }
}
