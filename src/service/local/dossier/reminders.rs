//! Relances about conventions, latest first.

use std::cmp::Reverse;

use super::lines::Lines;
use crate::domain::convention::Convention;
use crate::domain::date::day_fr;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::reminder::Reminder;
use crate::service::Section;

/// The relances about some conventions; of several, each line names its convention.
pub(super) fn section<'a>(
    source: Source<'_>,
    conventions: impl IntoIterator<Item = &'a Convention>,
) -> Option<Section> {
    let conventions: Vec<&Convention> = conventions.into_iter().collect();
    let mut reminders: Vec<&Reminder> = conventions
        .iter()
        .flat_map(|convention| source.registry.reminders_of(&convention.number))
        .collect();
    reminders.sort_by_key(|reminder| Reverse((reminder.date, reminder.number)));
    let mut lines = Lines::default();
    for reminder in reminders {
        let mut words = in_words(source, reminder);
        if conventions.len() > 1 {
            words = format!("{} · {words}", reminder.convention);
        }
        lines.link(&day_fr(reminder.date), words, RecordId::Reminder(reminder.number));
    }
    lines.section("Relances")
}

/// `courriel à mairie@exemple.fr · à reprendre le 12/12/2026`, or what came of it; of a day in holidays, the day on which it
/// is due.
fn in_words(source: Source<'_>, reminder: &Reminder) -> String {
    let mut words = vec![format!("{} à {}", reminder.channel, reminder.to)];
    let elections = source.day_index.policy().elections;
    match (&reminder.outcome, reminder.next_due) {
        (Some(outcome), _) => words.push(outcome.clone()),
        (None, Some(due)) => {
            words.push(format!("à reprendre le {}", day_fr(due)));
            let out = elections.out_of_holidays(source.registry, due);
            if out != due {
                words.push(format!("vacances\u{a0}: le {}", day_fr(out)));
            }
        }
        (None, None) => {}
    }
    words.join(" · ")
}
