//! Where a convention that does not do stands on the way to being in force, and what it lacks.

use chrono::NaiveDate;

use crate::domain::authority::Phrase;
use crate::domain::convention::{Amendment, Convention, Party, Renewal, Status};
use crate::domain::date::day_fr;
use crate::domain::id::DepartementCode;

use super::super::finding::Cause;
use super::super::place::departement;
use super::Words;
use super::names::{of_the, with_article};

impl Words<'_> {
    /// What a convention lacks to be in force: `envoyée le 12/09/2026, aucune signature`.
    pub(in super::super) fn standing(self, convention: &Convention) -> String {
        let on = |day: Option<NaiveDate>| day.map_or_else(|| "?".into(), day_fr);
        match convention.status(self.day) {
            Status::Draft => convention.sent.map_or_else(
                || "brouillon, pas encore envoyée".into(),
                |sent| format!("brouillon, envoi prévu le {}", day_fr(sent)),
            ),
            Status::Sent => format!("envoyée le {}, aucune signature", on(convention.sent)),
            Status::PartlySigned => self.partly_signed(convention),
            Status::SignedFuture => format!("signée, effet le {}", on(convention.effect_day())),
            Status::InForce => "en vigueur".into(),
            Status::Ended => ended(convention),
            Status::Terminated => format!("résiliée le {}", on(convention.terminated)),
            Status::Refused => refused("refusée", &on(convention.refused), convention),
            Status::Dropped => refused("classée sans suite", &on(convention.dropped), convention),
        }
    }

    /// `envoyée le …, signée par la commune le …, signature du DASEN manquante`.
    fn partly_signed(self, convention: &Convention) -> String {
        let days = [convention.sent, convention.signed_dasen, convention.signed_party];
        self.signatures(["envoyée", "signée"], convention.party, days)
    }

    /// Where an avenant stands: `envoyé le …, signé par la commune le …, signature du DASEN manquante`.
    pub(in super::super) fn amendment(self, convention: &Convention, amendment: &Amendment) -> String {
        if amendment.in_effect(self.day) {
            let effect = amendment.effect_day().map(day_fr).unwrap_or_default();
            return format!("signé des deux parties le {effect}");
        }
        let days = [amendment.sent, amendment.signed_dasen, amendment.signed_party];
        self.signatures(["envoyé", "signé"], convention.party, days)
    }

    /// What was sent and signed by the day, then the signatures that are missing.
    fn signatures(
        self,
        [was_sent, was_signed]: [&str; 2],
        party: Party,
        [sent, dasen, other]: [Option<NaiveDate>; 3],
    ) -> String {
        let mut said = Vec::new();
        if let Some(sent) = sent.filter(|sent| *sent <= self.day) {
            said.push(format!("{was_sent} le {}", day_fr(sent)));
        }
        let mut missing = Vec::new();
        for (who, signed) in [(Phrase::Authority.text(), dasen), (self.role(party), other)] {
            match signed {
                Some(on) if on <= self.day => said.push(format!("{was_signed} par {who} le {}", day_fr(on))),
                Some(on) => missing.push(format!("signature {} le {} seulement", of_the(who), day_fr(on))),
                None => missing.push(format!("signature {} manquante", of_the(who))),
            }
        }
        said.append(&mut missing);
        said.join(", ")
    }

    /// Why a convention in force does not do for B5: `la 28-0002 est en vigueur, mais pas pour OLM`.
    pub(in super::super) fn elsewhere(self, convention: &Convention) -> String {
        let number = &convention.number;
        let solution = self.of.solution.as_ref();
        if solution.is_some_and(|code| !convention.covers_solution(code)) {
            return format!(
                "la convention {number} est en vigueur, mais pas pour {}",
                self.chosen()
            );
        }
        if self.waits_after_sale(convention) {
            return format!(
                "la convention {number} est en vigueur, et ne se poursuit après la cession que par un avenant signé \
                 depuis"
            );
        }
        let named: Vec<_> = convention
            .departements
            .iter()
            .map(DepartementCode::as_str)
            .collect();
        match named.as_slice() {
            [] => format!("la convention {number} est en vigueur, mais ne nomme aucun département"),
            _ => format!(
                "la convention {number} est en vigueur, mais pour d’autres départements ({})",
                named.join(", ")
            ),
        }
    }

    /// True of a convention with a prestataire that sold the solution, which no avenant signed since carries on.
    fn waits_after_sale(self, convention: &Convention) -> bool {
        let solution = self.of.solution.as_ref();
        let solution = solution.and_then(|code| self.registry.solutions().get(code));
        solution.is_some_and(|held| {
            let mut before = self.registry.predecessors_of(held, self.day).into_iter();
            let party = before.find(|one| Party::Provider(one.provider) == convention.party);
            party.is_some_and(|party| !party.goes_on(convention, self.day))
        })
    }

    /// What a convention with a predecessor, which holds the competence no more from `until` on, lacks.
    pub(in super::super) fn inherited(self, convention: &Convention, until: NaiveDate) -> String {
        let name = with_article(&self.party(convention.party));
        if convention.in_force(self.day) {
            let why = if convention.signed_on().is_some_and(|signed| signed < until) {
                "a été signée avant que celui-ci détienne la compétence".to_owned()
            } else {
                format!(
                    "n’était pas signée des deux parties avant le transfert du {}",
                    day_fr(until)
                )
            };
            return format!(
                "la convention {} avec {name}, titulaire précédent, {why}",
                convention.number
            );
        }
        format!(
            "{} (convention {} avec {name}, titulaire précédent)",
            self.standing(convention),
            convention.number
        )
    }
}

/// `refusée le 09/10/2026 (Solution non conventionnée)`.
fn refused(what: &str, on: &str, convention: &Convention) -> String {
    match convention.reason.as_deref() {
        Some(reason) => format!("{what} le {on} ({reason})"),
        None => format!("{what} le {on}"),
    }
}

fn ended(convention: &Convention) -> String {
    let day = convention.final_end().map_or_else(|| "?".into(), day_fr);
    match convention.renewal {
        Renewal::Express => format!("échue le {day}, reconduction expresse non enregistrée"),
        _ => format!("échue le {day}"),
    }
}

impl Words<'_> {
    /// What there is with a party with which no convention would do: nothing at all, or nothing that covers.
    pub(in super::super) fn nothing_with(self, party: Party) -> String {
        let others = self.registry.conventions_with(party).next().is_some();
        match (party, self.school().and_then(departement)) {
            (Party::Provider(_), Some(departement)) if others => {
                format!(
                    "il n’en existe aucune pour {} dans le département {departement}",
                    self.chosen()
                )
            }
            _ => "il n’en existe aucune".into(),
        }
    }

    /// A miss and, where another convention takes the place of one that is over, where that one stands.
    pub(in super::super) fn and_next(self, cause: &Cause, miss: String) -> String {
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

    /// The convention that a cause is about.
    pub(in super::super) fn cause_convention(&self, cause: &Cause) -> Option<&Convention> {
        match cause {
            Cause::Convention(number) | Cause::LastAndNext(number, _) => {
                self.registry.conventions().get(number)
            }
            _ => None,
        }
    }
}
