//! The messages of C1 to C4.

use crate::domain::date::day_fr;
use crate::domain::deployment::{DeploymentId, FamilyNotice};

use super::super::finding::Cause;
use super::Words;
use super::names::with_article;

impl Words<'_> {
    pub(super) fn not_registered(cause: &Cause) -> String {
        let Cause::Lost(number, rules) = cause else {
            return "L’école n’est pas inscrite au registre.".into();
        };
        let codes: Vec<_> = rules.iter().map(|rule| rule.as_str()).collect();
        format!(
            "L’école est inscrite (n°\u{a0}{number}), mais n’est plus inscriptible\u{a0}: {}.",
            codes.join(", ")
        )
    }

    pub(super) fn no_contract(self, cause: &Cause) -> String {
        let holder = self
            .of
            .holder
            .map(|siren| format!(" avec {}", with_article(&self.name(siren))));
        let why = match cause {
            Cause::Contract(reference) => self.registry.contracts().get(reference).map(|contract| {
                match (contract.period.from, contract.period.to) {
                    (Some(from), _) if from > self.day => {
                        format!("\u{a0}: le contrat {reference} débute le {}", day_fr(from))
                    }
                    (_, Some(to)) => format!("\u{a0}: le contrat {reference} a pris fin le {}", day_fr(to)),
                    _ => String::new(),
                }
            }),
            _ => None,
        };
        format!(
            "Aucun contrat en cours pour {}{}{}.",
            self.chosen(),
            holder.unwrap_or_default(),
            why.unwrap_or_default()
        )
    }

    pub(super) fn families_not_told(self, cause: &Cause) -> String {
        match (self.sheet(cause), self.notice()) {
            (Some(sheet), Some(notice)) => {
                let on = notice
                    .version
                    .as_ref()
                    .map(|version| format!(" sur la fiche {version}"));
                format!(
                    "La notice aux familles a été remise le {}{}, avant la fiche {} de {} ({}).",
                    day_fr(notice.date),
                    on.unwrap_or_default(),
                    sheet.version,
                    self.chosen(),
                    day_fr(sheet.date)
                )
            }
            _ => "Aucune remise de la notice aux familles n’est notée.".into(),
        }
    }

    fn notice(&self) -> Option<&FamilyNotice> {
        let id = DeploymentId {
            school: self.of.school,
            category: self.of.category?,
        };
        self.registry.deployments().get(&id)?.family_notice.as_ref()
    }

    pub(super) fn impact_not_done(self, cause: &Cause) -> String {
        let version = self
            .sheet(cause)
            .map(|sheet| format!(" (fiche {})", sheet.version));
        format!(
            "L’analyse d’impact (AIPD) de {}{} est requise et n’est pas faite.",
            self.chosen(),
            version.unwrap_or_default()
        )
    }
}
