//! The messages of W0 to W21.

use chrono::NaiveDate;

use crate::domain::authority::AWAITS_AUTHORITY;
use crate::domain::date::{SchoolYear, day_fr};
use crate::domain::deployment::Stage;

use super::super::finding::{Cause, Finding};
use super::Words;
use super::names::{of_the, to_the, with_article};

impl Words<'_> {
    pub(super) fn to_regularise(self, cause: &Cause) -> String {
        match cause {
            Cause::Lapsed(number, findings) => {
                let reasons: Vec<_> = findings.iter().map(|finding| self.reason(finding)).collect();
                format!(
                    "Inscription n°\u{a0}{number} à régulariser\u{a0}: {}",
                    reasons.join(" ")
                )
            }
            _ => format!(
                "Comptes ouverts (étape «\u{a0}{}\u{a0}») sans inscription active au registre.",
                self.of.stage.map_or("", Stage::label)
            ),
        }
    }

    /// A finding behind its code, within W0.
    fn reason(self, finding: &Finding) -> String {
        format!("{} {}", finding.rule.as_str(), self.say(finding))
    }

    pub(super) fn ends_soon(self, cause: &Cause) -> String {
        let (what, end) = match cause {
            Cause::ConventionEnds(number, end) => (format!("La {}", self.convention_with(number)), *end),
            Cause::ContractEnds(reference, end) => (format!("Le contrat {reference}"), *end),
            _ => return "Une échéance est proche.".into(),
        };
        format!("{what} prend fin le {} ({}).", day_fr(end), self.left(end))
    }

    /// How long is left: `dans 17 jours`.
    fn left(self, end: NaiveDate) -> String {
        match (end - self.day).num_days() {
            0 => "aujourd’hui".into(),
            1 => "demain".into(),
            days => format!("dans {days} jours"),
        }
    }

    pub(super) fn council_not_told(self) -> String {
        let year = SchoolYear::containing(self.day);
        format!("Aucune information en conseil d’école pour l’année scolaire {year}.")
    }

    pub(super) fn transferred(self, cause: &Cause) -> String {
        let Cause::Transfer(number, from, on) = cause else {
            return "La compétence a été transférée depuis la signature.".into();
        };
        let holder = self.of.holder.map_or_else(String::new, |siren| self.name(siren));
        format!(
            "Compétence transférée le {} {} {}\u{a0}: la convention {number} continue, un avenant est dû.",
            day_fr(*on),
            of_the(&with_article(&self.name(*from))),
            to_the(&with_article(&holder))
        )
    }

    pub(super) fn wrong_order(self, cause: &Cause) -> String {
        match cause {
            Cause::Convention(number) => self.effect_before_signature(number),
            Cause::Early(stage, day, entry) => {
                let entered = self
                    .registry
                    .entries()
                    .get(entry)
                    .map(|entry| day_fr(entry.entered_on));
                format!(
                    "Étape «\u{a0}{}\u{a0}» atteinte le {}, avant l’inscription n°\u{a0}{entry} du {}.",
                    stage.label(),
                    day_fr(*day),
                    entered.unwrap_or_else(|| "?".into())
                )
            }
            _ => "Des dates se contredisent.".into(),
        }
    }

    fn effect_before_signature(self, number: &crate::domain::id::ConventionNumber) -> String {
        let dates = self
            .convention(number)
            .and_then(|convention| convention.effect.zip(convention.signed_on()));
        let (effect, signed) = dates.map_or(("?".into(), "?".into()), |(effect, signed)| {
            (day_fr(effect), day_fr(signed))
        });
        format!(
            "La {} prend effet le {effect}, avant sa dernière signature ({signed}).",
            self.convention_with(number)
        )
    }

    pub(super) fn for_parapheur(self, cause: &Cause) -> String {
        let Cause::Convention(number) = cause else {
            return "Une convention est au parapheur.".into();
        };
        let signed = self.convention(number).and_then(|found| found.signed_party);
        format!(
            "La {} {AWAITS_AUTHORITY} depuis le {}\u{a0}: au parapheur.",
            self.convention_with(number),
            signed.map_or_else(|| "?".into(), day_fr)
        )
    }

    pub(super) fn unanswered(self, cause: &Cause) -> String {
        let Cause::Convention(number) = cause else {
            return "Une convention est sans réponse.".into();
        };
        let standing = self
            .convention(number)
            .map_or_else(|| "sans réponse".into(), |convention| self.standing(convention));
        format!(
            "La {} est à relancer\u{a0}: {standing}.",
            self.convention_with(number)
        )
    }
}
