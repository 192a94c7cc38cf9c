//! The facts of the fiche de traitement: what it says, and what it lacks.

use crate::domain::date::day_fr;

use super::super::sheet::lacks;
use super::{Facts, on};

impl Facts<'_> {
    pub(super) fn sheet(&mut self) {
        let value = match self.subject.sheet {
            None => "aucune à cette date".to_owned(),
            Some(sheet) => {
                let lacking: Vec<_> = lacks(sheet).collect();
                let lacking = if lacking.is_empty() {
                    "rien d’obligatoire n’y manque".to_owned()
                } else {
                    format!("il manque\u{a0}: {}", lacking.join(", "))
                };
                format!(
                    "version {} du {}\u{a0}; {lacking}",
                    sheet.version,
                    day_fr(sheet.date)
                )
            }
        };
        self.line("fiche de traitement", value);
    }

    pub(super) fn transfers(&mut self) {
        let before = self.lines.len();
        for transfer in self.subject.sheet.into_iter().flat_map(|sheet| &sheet.transfers) {
            let safeguard = transfer.safeguard.trim();
            let value = if safeguard.is_empty() {
                "sans garantie"
            } else {
                safeguard
            };
            self.line(format!("transfert vers {}", transfer.country), value);
        }
        self.or_none(before, "transferts hors de l’Union européenne", "aucun");
    }

    pub(super) fn aipd(&mut self) {
        let value = match self.subject.sheet.map(|sheet| &sheet.aipd) {
            None => "aucune fiche à cette date".to_owned(),
            Some(aipd) if !aipd.due => "non requise".to_owned(),
            Some(aipd) => aipd.done.map_or_else(
                || "requise, pas faite".to_owned(),
                |done| format!("requise, faite le {}", day_fr(done)),
            ),
        };
        self.line("analyse d’impact (AIPD)", value);
    }

    pub(super) fn retention(&mut self) {
        let before = self.lines.len();
        for data in self.subject.sheet.into_iter().flat_map(|sheet| &sheet.data) {
            let kept = data.retention.trim();
            let value = if kept.is_empty() { "non dite" } else { kept };
            self.line(format!("conservation, {}", data.category), value);
        }
        if let Some(sheet) = self.subject.sheet {
            self.line("mesures de sécurité", sheet.security.len().to_string());
        }
        self.or_none(before, "fiche de traitement", "aucune à cette date");
    }

    pub(super) fn sub_processors(&mut self) {
        let before = self.lines.len();
        for found in self
            .subject
            .sheet
            .into_iter()
            .flat_map(|sheet| &sheet.sub_processors)
        {
            let value = on(found.updated, "sans date");
            self.line(format!("sous-traitant {}, confirmé", found.name), value);
        }
        self.or_none(before, "sous-traitants", "aucun");
    }
}
