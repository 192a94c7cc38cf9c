//! What becomes of a record, and why it does not, in the few words of a line.

use crate::domain::change::Change;
use crate::domain::convention::{Annexe, AnnexeLine};
use crate::domain::deployment::Deployment;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::tui::wording::{self, numbered};

/// How a field is told: its name, before and after.
type Telling = fn(&str, &str, &str) -> String;

/// What changes come to, each field under its name: `étape : contrat souscrit → en usage`.
pub fn changes<'a>(changes: impl IntoIterator<Item = &'a Change>) -> String {
    all(changes, named)
}

/// The same under a title that names the stage or the solution: `contrat souscrit → en usage`.
pub fn changes_under_title<'a>(changes: impl IntoIterator<Item = &'a Change>) -> String {
    let told: Telling = |field, before, after| match field {
        "étape" | "solution" => wording::step(before, after),
        field => named(field, before, after),
    };
    all(changes, told)
}

fn all<'a>(changes: impl IntoIterator<Item = &'a Change>, told: Telling) -> String {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let deployed = |change: &&Change| matches!(change.after, Some(Record::Deployment(_)));
    let registers =
        |change: &&Change| change.before.is_none() && matches!(change.after, Some(Record::Entry(_)));
    let alone = !changes.iter().any(deployed);
    let entered = changes.iter().copied().find(registers).filter(|_| alone);
    let words = changes.iter().filter_map(|one| change(one, told));
    joined(words.chain(entered.map(|_| "inscrite au registre".to_owned())))
}

/// True where a deployment goes back to an earlier stage.
pub fn recedes<'a>(changes: impl IntoIterator<Item = &'a Change>) -> bool {
    changes
        .into_iter()
        .any(|change| match (&change.before, &change.after) {
            (Some(Record::Deployment(before)), Some(Record::Deployment(after))) => {
                before.stage.recedes_to(after.stage)
            }
            _ => false,
        })
}

fn change(change: &Change, told: Telling) -> Option<String> {
    match (&change.before, &change.after) {
        // What the deployment says already: it becomes « inscrite ».
        (None, Some(Record::Entry(_))) => None,
        (None, Some(Record::Note(_))) => Some("note ajoutée".to_owned()),
        (None, Some(Record::Reminder(_))) => Some("relance notée".to_owned()),
        (None, Some(Record::View(view))) => Some(format!("vue «\u{a0}{}\u{a0}»", view.name)),
        (None, Some(Record::Deployment(after))) => Some(begun(after, told)),
        (Some(before), None) => Some(format!(
            "{} {}",
            before.kind().label(),
            before.kind().agree("retiré")
        )),
        (Some(Record::Entry(before)), Some(Record::Entry(after))) => Some(entry(change, before, after, told)),
        (Some(Record::Convention(before)), Some(Record::Convention(after))) => {
            let annexe = (before.annexe != after.annexe).then(|| annexe(&before.annexe, &after.annexe));
            let others = fields(change, &["écoles"], told);
            Some(joined(annexe.into_iter().chain(others)))
        }
        // The days of the stages follow the stage.
        (Some(Record::Deployment(before)), Some(Record::Deployment(after)))
            if before.stage != after.stage =>
        {
            Some(joined(fields(change, &["étapes atteintes"], told)))
        }
        _ => Some(joined(fields(change, &[], told))),
    }
}

/// Each field that changes, but for some: `signée par le DASEN le : 23/11/2026 → (vide)`.
fn fields(change: &Change, but: &[&str], told: Telling) -> Vec<String> {
    let fields = change.fields().into_iter();
    let kept = fields.filter(|field| !but.contains(&field.label));
    kept.map(|field| told(field.label, &field.before, &field.after))
        .collect()
}

fn named(field: &str, before: &str, after: &str) -> String {
    format!("{field}\u{a0}: {}", wording::step(before, after))
}

fn joined(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().collect::<Vec<_>>().join(" · ")
}

/// A deployment that comes to be: its solution, else its stage.
fn begun(deployment: &Deployment, told: Telling) -> String {
    match &deployment.solution {
        Some(solution) => told("solution", "sans déploiement", &solution.to_string()),
        None => told("étape", "aucune étape", deployment.stage.label()),
    }
}

/// An entry that is closed or open again is said to be; anything else of it, field by field.
fn entry(change: &Change, before: &RegisterEntry, after: &RegisterEntry, told: Telling) -> String {
    if before.is_active() == after.is_active() {
        return joined(fields(change, &[], told));
    }
    let state = if after.is_active() {
        "de nouveau active"
    } else {
        "close"
    };
    let state = format!("inscription {} {state}", numbered(after.number));
    let others = fields(change, &["close le", "close par", "motif de clôture"], told);
    joined(std::iter::once(state).chain(others))
}

/// The schools of an annexe: how many, or which ones come, go or have other days where there are as many.
fn annexe(before: &Annexe, after: &Annexe) -> String {
    let (from, to) = (covered(before), covered(after));
    if from != to {
        return named("annexe", &from, &to);
    }
    let (old, new) = (before.lines(), after.lines());
    let only = |of: &[AnnexeLine], others: &[AnnexeLine]| {
        let alone = of.iter().filter(|line| !others.contains(line));
        alone.map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    named("annexe", &only(old, new), &only(new, old))
}

/// How many schools an annexe names from now on.
fn covered(annexe: &Annexe) -> String {
    match annexe {
        Annexe::All => "toutes".to_owned(),
        Annexe::Listed(lines) => {
            let open = lines.iter().filter(|line| line.period.to.is_none()).count();
            wording::schools(open)
        }
    }
}

/// Why a record is refused; its name is on the line already.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Move { why, .. } => why.to_string(),
        Refusal::Blocked { reasons, .. } | Refusal::AccountsClosed { reasons, .. } => {
            let reasons: Vec<String> = reasons
                .iter()
                .map(|reason| format!("{} {}", reason.rule.as_str(), reason.message))
                .collect();
            reasons.join(" ")
        }
        Refusal::AlreadyRegistered(_) => "déjà inscrite au registre".to_owned(),
        Refusal::Invalid { why, .. } => why.clone(),
        Refusal::Nothing => "rien ne change".to_owned(),
        other => other.to_string(),
    }
}
