//! The dialogs of a refusal: each reason with its source, or what somebody else changed.

use crate::domain::command::Order;
use crate::domain::refusal::{Reason, Refusal};
use crate::service::HistoryLine;
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::model::{Model, authors};
use crate::tui::theme::Role;
use crate::tui::wording::names;

use crate::tui::update::ask::subject_title;

use super::history;

/// Lists the reasons of a refusal.
pub fn show(model: &mut Model, refusal: &Refusal) {
    let (title, said, reasons) = match refusal {
        Refusal::Blocked { reasons, .. } => {
            let said = "Cette école ne peut pas être inscrite au registre\u{a0}:".to_owned();
            ("Inscription refusée", said, reasons)
        }
        Refusal::AccountsClosed { to, reasons, .. } => {
            let said = format!(
                "L’étape «\u{a0}{}\u{a0}» n’est pas encore possible\u{a0}:",
                to.label()
            );
            ("Étape refusée", said, reasons)
        }
        _ => return,
    };
    let mut dialog = TextDialog::new(title);
    dialog.say(Role::Title, subject_title(model));
    dialog.say(Role::Text, "");
    dialog.say(Role::Text, said);
    for reason in reasons {
        add(&mut dialog, reason);
    }
    dialog.say(Role::Text, "");
    dialog.say(Role::Muted, "Rien n’a été enregistré.");
    model.dialog = Some(Dialog::Text(dialog));
}

fn add(dialog: &mut TextDialog, reason: &Reason) {
    let head = format!("⚑ {:<4}", reason.rule.as_str());
    dialog.item((Role::Blocking, head), (Role::Text, reason.message.clone()));
    if !reason.source.is_empty() {
        dialog.item((Role::Muted, " ".repeat(6)), (Role::Muted, reason.source.clone()));
    }
}

/// Shows what somebody else changed since the version that the operator had seen, beside what was asked; offers to keep
/// either where that can be.
pub fn conflict(model: &mut Model, asked: &str, seen: u64, again: Option<Box<Order>>, lines: &[HistoryLine]) {
    let mut dialog = TextDialog::new("Fiche modifiée entre-temps");
    let later: Vec<HistoryLine> = lines
        .iter()
        .filter(|line| line.own && line.seq > seen)
        .cloned()
        .collect();
    let authors = authors(&later);
    let have = if authors.len() > 1 { "ont" } else { "a" };
    let who = match authors.as_slice() {
        [] => "Quelqu’un d’autre".to_owned(),
        authors => names(authors),
    };
    dialog.say(
        Role::Error,
        format!("! {who} {have} modifié cette fiche depuis que vous l’avez ouverte."),
    );
    dialog.say(Role::Text, "Rien n’a été écrasé. Voici ce qui a changé\u{a0}:");
    history::list(&mut dialog, &later, model.options.local_time);
    if !asked.is_empty() {
        dialog.say(Role::Text, "");
        dialog.item(
            (Role::Muted, "Vous demandiez  ".to_owned()),
            (Role::Text, asked.to_owned()),
        );
        let then = if again.is_some() {
            let accept = model.key(Context::Dialog, Press::Accept);
            let cancel = model.key(Context::Dialog, Press::Cancel);
            format!(
                "{accept} enregistre votre valeur par-dessus\u{a0}; {cancel} garde celle qui est enregistrée."
            )
        } else {
            "Recommencez si c’est encore utile.".to_owned()
        };
        dialog.say(Role::Text, then);
    }
    dialog.proposal = again.map(|order| Proposal {
        order: *order,
        what: asked.to_owned(),
        verb: "enregistrer la mienne".to_owned(),
        many: false,
        applied: None,
    });
    model.dialog = Some(Dialog::Text(dialog));
}

/// The head of the dialog of an entry that cannot be taken back, or done again.
pub fn not_taken_back(redo: bool, words: &str) -> TextDialog {
    let mut dialog = TextDialog::new(if redo {
        "Impossible à refaire"
    } else {
        "Impossible à défaire"
    });
    dialog.say(Role::Title, words);
    dialog.say(Role::Text, "");
    dialog
}

/// Ends that dialog with who changed the record since, and what of it.
pub fn changed_since(
    model: &mut Model,
    mut dialog: TextDialog,
    name: &str,
    entry: u64,
    lines: &[HistoryLine],
) {
    dialog.say(Role::Error, format!("! {name} a changé depuis."));
    dialog.say(Role::Text, "Rien n’a été modifié. Voici ce qui a changé\u{a0}:");
    let later: Vec<HistoryLine> = lines
        .iter()
        .filter(|line| line.own && line.seq > entry)
        .cloned()
        .collect();
    history::list(&mut dialog, &later, model.options.local_time);
    model.dialog = Some(Dialog::Text(dialog));
}
