//! The facts of what comes to pass with time: stages, uses that were left, renewals.

use crate::domain::convention::{Convention, Renewal};
use crate::domain::deployment::Stage;

use super::super::certificate;
use super::super::stage_facts::StageFacts;
use super::{Facts, on};

impl Facts<'_> {
    pub(super) fn renewals(&mut self) {
        let (subject, before) = (self.subject, self.lines.len());
        let tacit = |found: &&Convention| matches!(found.renewal, Renewal::Tacite { .. });
        for found in subject.relied_on().filter(tacit) {
            let value = format!(
                "terme en cours jusqu’au {}\u{a0}; reconduction\u{a0}: {}\u{a0}; préavis\u{a0}: {}",
                on(found.current_end(subject.at.day), "sans fin").trim_start_matches("le "),
                on(found.next_renewal(subject.at.day), "aucune à venir"),
                found
                    .notice_days
                    .map_or_else(|| "non noté".to_owned(), |days| format!("{days} jours"))
            );
            self.line(format!("reconduction de {}", found.number), value);
        }
        self.or_none(before, "conventions à reconduction tacite", "aucune");
    }

    pub(super) fn left(&mut self) {
        let (subject, before) = (self.subject, self.lines.len());
        for used in certificate::left(subject) {
            let solution = used.solution.as_ref();
            let name = solution.map_or_else(|| "usage".into(), |code| self.words.solution_name(code));
            let value = format!(
                "{}\u{a0}; comptes ouverts\u{a0}: {}\u{a0}; attestation\u{a0}: {}",
                on(used.last_day(), "jour non noté"),
                if used.had_accounts() { "oui" } else { "non" },
                on(used.deletion_certificate, "non notée")
            );
            self.line(format!("{name}, quittée"), value);
        }
        self.or_none(before, "usages quittés", "aucun");
    }

    pub(super) fn stages(&mut self) {
        let before = self.lines.len();
        let reached = self
            .subject
            .deployment
            .into_iter()
            .flat_map(|deployment| &deployment.reached);
        for (stage, day) in reached {
            self.line(
                format!("étape «\u{a0}{}\u{a0}»", Stage::label(*stage)),
                on(Some(*day), ""),
            );
        }
        self.or_none(before, "étapes datées", "aucune");
    }

    pub(super) fn stage_facts(&mut self) {
        for (stage, day) in StageFacts::of(self.subject).by_stage() {
            self.line(
                format!("fait, «\u{a0}{}\u{a0}»", stage.label()),
                on(day, "non noté"),
            );
        }
    }
}
