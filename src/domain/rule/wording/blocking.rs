//! The messages of B1 to B11.

use crate::domain::convention::{Annexe, Convention};
use crate::domain::date::day_fr;
use crate::domain::school::School;

use super::super::finding::Cause;
use super::super::open::{NotOpen, not_open};
use super::super::sheet::{lacks, unguarded};
use super::Words;
use super::names::with_article;

impl Words<'_> {
    pub(super) fn not_open(self) -> String {
        match self.school().and_then(|school| not_open(school, self.day)) {
            Some(NotOpen::Closed(Some(on))) => format!("École fermée le {}.", day_fr(on)),
            Some(NotOpen::Vanished) => "École disparue de l’annuaire.".into(),
            Some(NotOpen::OpensOn(on)) => {
                format!("École pas encore ouverte\u{a0}: ouverture le {}.", day_fr(on))
            }
            Some(NotOpen::Closed(None)) | None => "École fermée.".into(),
        }
    }

    pub(super) fn no_solution(self) -> String {
        match self.of.category {
            Some(category) => format!("Aucune solution choisie ({}).", category.label()),
            None => "Aucune solution choisie.".into(),
        }
    }

    pub(super) fn no_holder(self) -> String {
        let code = self.school().and_then(|school| school.insee);
        let why = code.map_or_else(
            || "l’école n’a pas de code de commune".into(),
            |code| format!("le code de commune {code} est inconnu"),
        );
        format!(
            "Aucune collectivité n’a la compétence scolaire au {}\u{a0}: {why}.",
            day_fr(self.day)
        )
    }

    pub(super) fn no_convention28(self, cause: &Cause) -> String {
        let (with, why) = match cause {
            Cause::UnknownSolution(code) => {
                return format!(
                    "Aucune convention 28 possible\u{a0}: la solution «\u{a0}{code}\u{a0}» est inconnue."
                );
            }
            Cause::NoConvention(party) => (self.party(*party), self.nothing_with(*party)),
            _ => match self.cause_convention(cause) {
                Some(convention) => (
                    self.party(convention.party),
                    self.and_next(cause, self.miss28(convention)),
                ),
                None => return "Aucune convention 28 en vigueur.".into(),
            },
        };
        format!(
            "Aucune convention 28 en vigueur avec {with} pour {}\u{a0}: {why}.",
            self.chosen()
        )
    }

    fn miss28(self, convention: &Convention) -> String {
        if convention.in_force(self.day) {
            self.elsewhere(convention)
        } else {
            self.standing(convention)
        }
    }

    pub(super) fn absent_clauses(self, cause: &Cause) -> String {
        let Cause::Clauses(number, clauses) = cause else {
            return "Une clause de l’art. 28(3) est absente.".into();
        };
        let letters: Vec<_> = clauses.iter().map(|clause| clause.letter().to_string()).collect();
        let noun = if letters.len() == 1 {
            "la clause"
        } else {
            "les clauses"
        };
        format!(
            "La {} est en vigueur, mais sans {noun} {} de l’art. 28(3).",
            self.convention_with(number),
            letters.join(", ")
        )
    }

    pub(super) fn no_convention26(self, cause: &Cause) -> String {
        let holder = self
            .of
            .holder
            .map_or_else(String::new, |siren| with_article(&self.name(siren)));
        let why = match cause {
            Cause::NoConvention(party) => self.nothing_with(*party),
            _ => self.cause_convention(cause).map_or_else(
                || "?".into(),
                |convention| self.and_next(cause, self.miss26(convention)),
            ),
        };
        format!("Aucune convention 26 en vigueur avec {holder}\u{a0}: {why}.")
    }

    fn miss26(self, convention: &Convention) -> String {
        let own = Some(convention.party.siren()) == self.of.holder;
        let holder = self
            .school()
            .and_then(|school| self.registry.holder(school, self.day));
        match holder.and_then(|holder| holder.since) {
            Some(since) if !own => self.inherited(convention, since),
            _ => self.standing(convention),
        }
    }

    /// A miss and, where another convention takes the place of one that is over, where that one stands.
    fn and_next(self, cause: &Cause, miss: String) -> String {
        let Cause::LastAndNext(last, next) = cause else {
            return miss;
        };
        match self.convention(next) {
            Some(convention) => {
                let standing = self.standing(convention);
                format!("{miss} ({last})\u{a0}; la suivante, {next}\u{a0}: {standing}")
            }
            None => miss,
        }
    }

    pub(super) fn not_covered(self, cause: &Cause) -> String {
        let (in_force, last) = match cause {
            Cause::LastAndNext(last, in_force) => (self.convention(in_force), self.convention(last)),
            _ => (self.cause_convention(cause), None),
        };
        let (Some(convention), Some(school)) = (in_force, self.school()) else {
            return "La convention 26 en vigueur ne couvre pas cette école.".into();
        };
        let why = if convention.covers_school(school.uai, self.day) {
            let named: Vec<_> = convention
                .solutions
                .iter()
                .map(|code| self.solution_name(code))
                .collect();
            format!("elle ne vise pas {} mais {}", self.chosen(), named.join(", "))
        } else {
            self.out_of_annexe(convention, school)
        };
        let after = last.map_or_else(String::new, |last| {
            format!(
                " Celle qui la couvrait, {}, est {}.",
                last.number,
                self.standing(last)
            )
        });
        format!(
            "La {} est en vigueur, mais {why}.{after}",
            self.convention_with(&convention.number)
        )
    }

    fn out_of_annexe(self, convention: &Convention, school: &School) -> String {
        let Annexe::Listed(lines) = &convention.annexe else {
            return "son annexe ne nomme pas l’école".into();
        };
        let of_school = || lines.iter().filter(|line| line.uai == school.uai);
        let next = of_school()
            .filter_map(|line| line.period.from)
            .filter(|day| *day > self.day)
            .min();
        let last = of_school()
            .filter_map(|line| line.period.to)
            .filter(|day| *day < self.day)
            .max();
        match (next, last) {
            (Some(next), _) => format!("son annexe ne nomme l’école qu’à partir du {}", day_fr(next)),
            (None, Some(last)) => format!("son annexe ne nomme l’école que jusqu’au {}", day_fr(last)),
            (None, None) => "son annexe ne nomme pas l’école".into(),
        }
    }

    pub(super) fn incomplete_sheet(self, cause: &Cause) -> String {
        match self.sheet(cause) {
            None => format!(
                "Aucune fiche de traitement de {} datée au plus tard du {}.",
                self.chosen(),
                day_fr(self.day)
            ),
            Some(sheet) => format!(
                "Fiche {} de {} ({})\u{a0}: il manque {}.",
                sheet.version,
                self.chosen(),
                day_fr(sheet.date),
                lacks(sheet).collect::<Vec<_>>().join(", ")
            ),
        }
    }

    pub(super) fn unsafe_transfer(self, cause: &Cause) -> String {
        let Some(sheet) = self.sheet(cause) else {
            return "Transfert hors de l’Union européenne sans garantie.".into();
        };
        format!(
            "Fiche {} de {} ({})\u{a0}: transfert hors de l’Union européenne sans garantie ({}).",
            sheet.version,
            self.chosen(),
            day_fr(sheet.date),
            unguarded(sheet).collect::<Vec<_>>().join(", ")
        )
    }

    pub(super) fn other_entry(self, cause: &Cause) -> String {
        let Cause::Entry(number) = cause else {
            return "Une inscription est active avec une autre solution.".into();
        };
        let solution = self.registry.entries().get(number).map(|entry| &entry.solution);
        let name = solution.map_or_else(|| "une autre solution".into(), |code| self.solution_name(code));
        format!("L’inscription n°\u{a0}{number} est active avec {name}\u{a0}: la clore d’abord.")
    }

    /// The convention that a cause is about.
    pub(super) fn cause_convention(&self, cause: &Cause) -> Option<&Convention> {
        match cause {
            Cause::Convention(number) | Cause::LastAndNext(number, _) => {
                self.registry.conventions().get(number)
            }
            _ => None,
        }
    }
}
