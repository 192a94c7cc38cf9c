//! What becomes of a record, and why it does not, in the few words of a line.

use crate::domain::change::{Change, FieldChange};
use crate::domain::convention::{Annexe, Convention};
use crate::domain::deployment::Deployment;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::tui::wording::{self, numbered};

/// What changes come to: before → after.
pub fn changes<'a>(changes: impl IntoIterator<Item = &'a Change>) -> String {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let deployed = |change: &&Change| matches!(change.after, Some(Record::Deployment(_)));
    let registers =
        |change: &&Change| change.before.is_none() && matches!(change.after, Some(Record::Entry(_)));
    let alone = !changes.iter().any(deployed);
    let entered = changes.iter().copied().find(registers).filter(|_| alone);
    let mut words: Vec<String> = changes.iter().copied().filter_map(change).collect();
    words.extend(entered.map(|_| "inscrite au registre".to_owned()));
    words.join(" · ")
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

fn change(change: &Change) -> Option<String> {
    match (&change.before, &change.after) {
        (before, Some(Record::Deployment(after))) => {
            let before = match before {
                Some(Record::Deployment(before)) => Some(before.as_ref()),
                _ => None,
            };
            Some(deployment(before, after).unwrap_or_else(|| fields(change)))
        }
        (Some(Record::Convention(before)), Some(Record::Convention(after)))
            if before.annexe != after.annexe =>
        {
            Some(format!("annexe\u{a0}: {} → {}", annexe(before), annexe(after)))
        }
        // What the deployment says already: it becomes « inscrite ».
        (None, Some(Record::Entry(_))) => None,
        (Some(_), Some(Record::Entry(entry))) => Some(self::entry(entry)),
        (None, Some(Record::Note(_))) => Some("note ajoutée".to_owned()),
        (None, Some(Record::Reminder(_))) => Some("relance notée".to_owned()),
        (None, Some(Record::View(view))) => Some(format!("vue «\u{a0}{}\u{a0}»", view.name)),
        (Some(before), None) => Some(format!(
            "{} {}",
            before.kind().label(),
            before.kind().agree("retiré")
        )),
        _ => Some(fields(change)),
    }
}

/// The stage before and after where it moves, else the solution; none where neither is another.
fn deployment(before: Option<&Deployment>, after: &Deployment) -> Option<String> {
    let moved = before.is_none_or(|before| before.stage != after.stage);
    let solution = |of: &Deployment| {
        let code = of.solution.as_ref();
        code.map_or_else(|| "sans solution".to_owned(), ToString::to_string)
    };
    let chosen = before.map_or_else(|| "sans déploiement".to_owned(), solution);
    if chosen != solution(after) && (before.is_none() || after.solution.is_some()) {
        return Some(format!("{chosen} → {}", solution(after)));
    }
    moved.then(|| {
        let from = before.map_or("aucune étape", |before| before.stage.label());
        format!("{from} → {}", after.stage.label())
    })
}

fn entry(entry: &RegisterEntry) -> String {
    let state = if entry.is_active() {
        "de nouveau active"
    } else {
        "close"
    };
    format!("inscription {} {state}", numbered(entry.number))
}

fn annexe(convention: &Convention) -> String {
    match &convention.annexe {
        Annexe::All => "toutes".to_owned(),
        Annexe::Listed(lines) => {
            let open = lines.iter().filter(|line| line.period.to.is_none()).count();
            wording::schools(open)
        }
    }
}

/// Any other change, field by field.
fn fields(change: &Change) -> String {
    let fields = change.fields();
    let step = |field: &FieldChange| wording::step(&field.before, &field.after);
    match fields.as_slice() {
        [one] => step(one),
        several => {
            let named = several
                .iter()
                .map(|field| format!("{} {}", field.label, step(field)));
            named.collect::<Vec<_>>().join(" · ")
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
