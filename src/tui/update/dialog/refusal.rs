//! The dialogs of a refusal: each reason with its source, or the record as somebody else left it.

use crate::domain::refusal::{Reason, Refusal};
use crate::service::Dossier;
use crate::tui::model::Model;
use crate::tui::model::layer::{Layer, Paper};
use crate::tui::theme::Role;

use super::subject_title;

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
    let mut paper = Paper::new(title);
    paper.say(Role::Title, subject_title(model));
    paper.say(Role::Text, "");
    paper.say(Role::Text, said);
    for reason in reasons {
        add(&mut paper, reason);
    }
    paper.say(Role::Text, "");
    paper.say(Role::Muted, "Rien n’a été enregistré.");
    model.layer = Some(Layer::Paper(paper));
}

fn add(paper: &mut Paper, reason: &Reason) {
    let head = format!("⚑ {:<4}", reason.rule.as_str());
    paper.item((Role::Blocking, head), (Role::Text, reason.message.clone()));
    if !reason.source.is_empty() {
        paper.item((Role::Muted, " ".repeat(6)), (Role::Muted, reason.source.clone()));
    }
}

/// Shows a record as it is now, after somebody else changed it.
pub fn conflict(model: &mut Model, said: &str, dossier: &Dossier) {
    let mut paper = Paper::new("Fiche modifiée entre-temps");
    paper.say(Role::Title, &dossier.title);
    paper.say(Role::Text, "");
    paper.say(Role::Error, format!("! {said}"));
    paper.say(
        Role::Text,
        "Rien n’a été écrasé. Voici la fiche telle qu’elle est maintenant\u{a0}:",
    );
    paper.say(Role::Text, "");
    for section in &dossier.sections {
        paper.say(Role::Title, &section.title);
        for line in &section.lines {
            let head = if line.label.is_empty() {
                "  ".to_owned()
            } else {
                format!("  {}  ", line.label)
            };
            paper.item((Role::Muted, head), (Role::Text, line.value.clone()));
        }
    }
    model.layer = Some(Layer::Paper(paper));
}
