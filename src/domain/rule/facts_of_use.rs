//! The facts of what people have done with a use: the notice to families, and the review of its entry.

use crate::domain::covered::Coverage;
use crate::domain::date::day_fr;
use crate::domain::register::{Part, day_and_author};

use super::facts::Facts;
use super::notice;

impl Facts<'_> {
    pub(super) fn notice(&mut self) {
        let notice = self
            .subject
            .deployment
            .and_then(|deployment| deployment.family_notice.as_ref());
        let value = notice.map_or_else(
            || "aucune remise notée".to_owned(),
            |notice| {
                let version = notice.version.as_ref();
                let of = version.map(|version| format!(", sur la fiche {version}"));
                format!("remise le {}{}", day_fr(notice.date), of.unwrap_or_default())
            },
        );
        self.line("notice aux familles", value);
        if let Some(gap) = notice::gap(self.subject) {
            for difference in &gap.differences {
                let label = format!("fiche {}, {}", gap.now.version, difference.part);
                self.line(label, difference.text());
            }
        }
        let kept = self
            .subject
            .deployment
            .into_iter()
            .flat_map(|used| &used.notice_kept);
        for kept in kept {
            let when = day_and_author(kept.on, &kept.by);
            let label = format!("notice dite valable pour la fiche {}", kept.serves);
            self.line(label, format!("{when}\u{a0}: {}", kept.reason));
        }
    }

    pub(super) fn reviews(&mut self) {
        let subject = self.subject;
        let reviewed = subject
            .entry
            .and_then(|entry| Some((entry, entry.reviewed.as_ref()?)));
        let Some((entry, review)) = reviewed else {
            return self.line("dernier contrôle", "aucun");
        };
        let conclusion = review.conclusion.as_ref();
        let conclusion = conclusion.map_or_else(String::new, |found| format!(", {}", found.text()));
        let value = format!("{}{conclusion}", day_and_author(review.on, &review.by));
        self.line("dernier contrôle", value);
        let coverage = Coverage::with_holder(subject.at.registry, entry, subject.at.holder);
        let changed: Vec<String> = coverage.changed(review).iter().map(Part::label).collect();
        let value = if changed.is_empty() {
            "rien".to_owned()
        } else {
            changed.join(", ")
        };
        self.line("changé depuis ce contrôle", value);
    }
}
