//! The dossier of a register entry, and the entries of a school.

use chrono::NaiveDateTime;

use super::lines::Lines;
use crate::domain::covered::{Coverage, Value};
use crate::domain::date::{day_fr, moment_fr};
use crate::domain::deployment::Rank;
use crate::domain::id::Uai;
use crate::domain::provider::SheetId;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::register::{Conclusion, Part, RegisterEntry, day_and_author};
use crate::service::{COVERED, Section};
use crate::system::wall;

/// The entries of a school, latest first.
pub(super) fn of_school(source: Source<'_>, school: Uai) -> Option<Section> {
    let mut lines = Lines::default();
    for entry in source.registry.entries_of(school).rev() {
        let label = format!("n°\u{a0}{}", entry.number);
        let recorded = recorded_at(source, entry).map(|at| at.date());
        let other_day = recorded.filter(|day| *day != entry.entered_on);
        let value = format!(
            "{}{} · inscrite le {}{} · {}{}",
            entry.solution,
            match entry.rank {
                Rank::FIRST => String::new(),
                rank => format!(" (usage {rank})"),
            },
            day_fr(entry.entered_on),
            entry.taken_over.as_ref().map_or("", |_| " · reprise"),
            state(entry),
            other_day.map_or_else(String::new, |day| format!(" · enregistrée le {}", day_fr(day)))
        );
        lines.link(&label, value, RecordId::Entry(entry.number));
    }
    lines.section("Registre")
}

/// When an entry was made, or last made active again, in local time.
fn recorded_at(source: Source<'_>, entry: &RegisterEntry) -> Option<NaiveDateTime> {
    source.dates.recorded_at(entry.number).map(wall::local)
}

fn state(entry: &RegisterEntry) -> String {
    match (&entry.closed, &entry.reviewed) {
        (Some(closed), _) => format!("close le {}", day_fr(closed.on)),
        (None, Some(review)) => {
            let conclusion = review.conclusion.as_ref();
            let conclusion = conclusion.map_or_else(String::new, |found| format!(", {}", found.label()));
            format!("contrôlée le {}{conclusion}", day_fr(review.on))
        }
        (None, None) => "active, non contrôlée".to_owned(),
    }
}

/// Every section of a register entry.
pub(super) fn sections(source: Source<'_>, entry: &RegisterEntry) -> Vec<Section> {
    let own = [
        what(source, entry),
        conventions(source, entry),
        life(source, entry),
    ];
    own.into_iter().flatten().chain(covered(source, entry)).collect()
}

/// What a review of the entry covers, a section a part.
fn covered(source: Source<'_>, entry: &RegisterEntry) -> Vec<Section> {
    let coverage = Coverage::new(source.registry, entry, source.day_index.day());
    // The use says its solution, which the entry names already.
    let parts = coverage.parts().into_iter().filter(|part| *part != Part::Use);
    parts
        .filter_map(|part| {
            let mut lines = Lines::default();
            for field in coverage.fields(&part) {
                match &field.value {
                    Value::Provider(siren) => lines.provider(source, &field.label, *siren),
                    Value::Collectivite(siren) => lines.collectivite(source, &field.label, *siren),
                    value => lines.text(&field.label, value.shown()),
                }
            }
            lines.section(&format!("{COVERED}{}", part.label()))
        })
        .collect()
}

fn what(source: Source<'_>, entry: &RegisterEntry) -> Option<Section> {
    let mut lines = Lines::default();
    lines.text("numéro", entry.number.to_string());
    lines.school(source, "école", entry.school);
    lines.text("catégorie", entry.category.label());
    if !entry.rank.is_first() {
        lines.text("usage", entry.rank.to_string());
    }
    let solution = source.registry.solutions().get(&entry.solution);
    let name = solution.map_or(entry.solution.as_str(), |solution| &solution.name);
    lines.link("solution", name, RecordId::Solution(entry.solution.clone()));
    let sheet = SheetId {
        solution: entry.solution.clone(),
        version: entry.sheet.clone(),
    };
    lines.link(
        "fiche de traitement",
        format!("version {}", entry.sheet),
        RecordId::Sheet(sheet),
    );
    lines.section("Inscription au registre")
}

fn conventions(source: Source<'_>, entry: &RegisterEntry) -> Option<Section> {
    let mut lines = Lines::default();
    for number in &entry.conventions {
        match source.registry.conventions().get(number) {
            Some(convention) => super::served::add(&mut lines, source, convention),
            None => lines.text("convention", number.to_string()),
        }
    }
    lines.section("Conventions sur lesquelles elle repose")
}

fn life(source: Source<'_>, entry: &RegisterEntry) -> Option<Section> {
    let mut lines = Lines::default();
    match &entry.taken_over {
        None => lines.text("inscrite", day_and_author(entry.entered_on, &entry.entered_by)),
        Some(from) => {
            lines.text("inscrite", day_and_author(entry.entered_on, ""));
            lines.text("reprise", format!("{}, par {}", from.text(), entry.entered_by));
        }
    }
    if let Some(at) = recorded_at(source, entry) {
        lines.text("enregistrée", format!("le {}", moment_fr(at)));
    }
    if let Some(review) = &entry.reviewed {
        lines.text("contrôlée", day_and_author(review.on, &review.by));
        let conclusion = review.conclusion.as_ref();
        lines.text("conclusion", conclusion.map(Conclusion::text).unwrap_or_default());
    }
    if let Some(closed) = &entry.closed {
        lines.text("close", day_and_author(closed.on, &closed.by));
        lines.text("motif", &closed.reason);
    }
    lines.section("Suivi")
}
