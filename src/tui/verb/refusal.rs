//! The dialogs of a refusal: each reason with its source, or what somebody else changed.

use crate::domain::command::Order;
use crate::domain::refusal::{Reason, Refusal};
use crate::service::{DeskError, HistoryLine};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::model::{Model, Tone, authors};
use crate::tui::theme::Role;
use crate::tui::wording::names;

use crate::tui::update::ask::subject_title;

use super::{Waits, history};
use crate::tui::effect::{Ask, Effect};
use crate::tui::update::ask::wait;
use crate::tui::update::{lists, orders};

/// Says why there is no answer to what was asked.
pub fn failed(model: &mut Model, asked: &str, error: DeskError, effects: &mut Vec<Effect>) {
    match error {
        DeskError::Refused(refusal) => refused(model, *refusal, asked, None, effects),
        error => model.say(Tone::Error, error.to_string()),
    }
}

/// Says why an order was refused; a conflict shows what somebody else changed, and the order that would go over it.
pub fn refused(
    model: &mut Model,
    refusal: Refusal,
    asked: &str,
    again: Option<Order>,
    effects: &mut Vec<Effect>,
) {
    match refusal {
        Refusal::Conflict { id, seen, .. } => {
            let asked = asked.to_owned();
            lists::refresh_all(model, effects);
            let conflict = Conflict { asked, seen, again };
            wait(model, conflict, Ask::History(id), effects);
        }
        Refusal::Blocked { .. } | Refusal::AccountsClosed { .. } => show(model, &refusal),
        // The only field of its dialog is the one that is wrong.
        Refusal::Invalid { why, .. } if matches!(model.dialog, Some(Dialog::Form(_))) => {
            orders::say_error(model, why);
        }
        other => orders::say_error(model, other.to_string()),
    }
}

/// Lists the reasons of a refusal.
fn show(model: &mut Model, refusal: &Refusal) {
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

/// The history of a record that somebody else changed.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// What was asked, in French.
    asked: String,
    /// The version that the operator had seen.
    seen: u64,
    /// The same over what was changed, where the operator may choose that.
    again: Option<Order>,
}

impl Waits<Vec<HistoryLine>> for Conflict {
    /// Shows what somebody else changed since the version that the operator had seen, beside what was asked; offers to
    /// keep either where that can be.
    fn answered(self, model: &mut Model, lines: Vec<HistoryLine>, _effects: &mut Vec<Effect>) {
        let Self { asked, seen, again } = self;
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
                (Role::Text, asked.clone()),
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
            asks_first: true,
            ..Proposal::new(order, asked, "enregistrer la mienne")
        });
        model.dialog = Some(Dialog::Text(dialog));
    }
}
