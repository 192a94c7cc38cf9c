//! The dialog that explains a school: every rule, those that speak first, with the facts looked at and the legal source.

use crate::domain::rule::{Explained, RuleExplained, Verdict};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::company::school_of;
use crate::tui::model::dialog::{Dialog, TextDialog};
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
            for (verdict, sign, role) in VERDICTS {
                let rules = used.rules.iter().filter(|rule| verdict(&rule.verdict));
                rules.for_each(|rule| describe(&mut dialog, (role, sign), rule));
            }
        }
        model.dialog = Some(Dialog::Text(dialog));
    }

    fn asked(&self) -> String {
        self.title.clone()
    }
}

/// Whether a verdict is of a group, and the sign and the role of the group.
type Group = (fn(&Verdict) -> bool, &'static str, Role);

/// Those that speak, those that do not, those that were not looked at.
const VERDICTS: [Group; 3] = [
    (|verdict| matches!(verdict, Verdict::Holds), "! ", Role::Warning),
    (|verdict| matches!(verdict, Verdict::HoldsNot), "✓ ", Role::Ok),
    (
        |verdict| matches!(verdict, Verdict::NotLookedAt(_)),
        "– ",
        Role::Muted,
    ),
];

fn describe(dialog: &mut TextDialog, (tone, sign): (Role, &str), explained: &RuleExplained) {
    let rule = explained.rule;
    let source = match rule.source() {
        "" => String::new(),
        source => format!(", {source}"),
    };
    let text = format!("{}{source}\u{a0}: {}", rule.title(), explained.verdict.words());
    dialog.item((tone, format!("{sign}{:<4}", rule.as_str())), (Role::Text, text));
    for message in &explained.messages {
        dialog.item((Role::Muted, "      ".to_owned()), (tone, message.clone()));
    }
    for fact in &explained.facts {
        let head = (Role::Muted, format!("      {}\u{a0}: ", fact.label));
        dialog.item(head, (Role::Muted, fact.value.clone()));
    }
}
