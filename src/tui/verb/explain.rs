//! The dialog that explains a school: every rule, those that speak first, with the facts looked at and the legal source.

use crate::domain::rule::{Explained, RuleExplained, Verdict};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::company::school_of;
use crate::tui::model::dialog::{Dialog, TextDialog};
use crate::tui::model::dossier_pane::severity_mark;
use crate::tui::theme::Role;
use crate::tui::update::ask::{subject_title, wait};

use super::Waits;

/// The school of which the rules are explained.
#[derive(Debug, Clone)]
pub struct Asked {
    title: String,
}

/// Asks what every rule makes of the school that is selected, or under review.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(school) = model.subject().and_then(school_of) {
        let title = subject_title(model);
        wait(model, Asked { title }, Ask::Explain(school), effects);
    }
}

impl Waits<Vec<Explained>> for Asked {
    fn answered(self, model: &mut Model, explained: Vec<Explained>, _effects: &mut Vec<Effect>) {
        let mut dialog = TextDialog::new("Les règles, une à une");
        dialog.say(Role::Title, self.title);
        for used in &explained {
            dialog.say(Role::Text, "");
            dialog.say(Role::Title, used.words());
            let mut rules: Vec<&RuleExplained> = used.rules.iter().collect();
            rules.sort_by_key(|rule| match rule.verdict {
                Verdict::Holds => 0,
                Verdict::HoldsNot => 1,
                Verdict::NotLookedAt(_) => 2,
            });
            for rule in rules {
                describe(&mut dialog, rule);
            }
        }
        model.dialog = Some(Dialog::Text(dialog));
    }

    fn asked(&self) -> String {
        self.title.clone()
    }
}

/// The sign and the role of a rule that speaks, as on the dossier; of one that does not; of one that was not looked at.
fn mark(explained: &RuleExplained) -> (char, Role) {
    match explained.verdict {
        Verdict::Holds => severity_mark(explained.rule.severity()),
        Verdict::HoldsNot => ('✓', Role::Ok),
        Verdict::NotLookedAt(_) => ('–', Role::Muted),
    }
}

fn describe(dialog: &mut TextDialog, explained: &RuleExplained) {
    let ((sign, tone), rule) = (mark(explained), explained.rule);
    let source = match rule.source() {
        "" => String::new(),
        source => format!(", {source}"),
    };
    let text = format!("{}{source}\u{a0}: {}", rule.title(), explained.verdict.words());
    dialog.item((tone, format!("{sign} {:<4}", rule.as_str())), (Role::Text, text));
    for message in &explained.messages {
        dialog.item((Role::Muted, "      ".to_owned()), (tone, message.clone()));
    }
    for fact in &explained.facts {
        let head = (Role::Muted, format!("      {}\u{a0}: ", fact.label));
        dialog.item(head, (Role::Muted, fact.value.clone()));
    }
}
