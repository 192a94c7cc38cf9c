//! The page of the first start: ten lines, once for each operator; any key closes it.

use crate::config::state::State;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, TextDialog};
use crate::tui::theme::Role;

/// Takes up what was remembered for the operator; at their first start, opens the page.
pub fn recall(model: &mut Model, state: State) {
    if !state.welcomed {
        model.dialog = Some(Dialog::Text(page(model)));
    }
    model.state = state;
}

/// Closes the page, and remembers that it was seen; false where it is not open.
pub fn close(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let open = matches!(&model.dialog, Some(Dialog::Text(dialog)) if dialog.welcome);
    if open {
        model.dialog = None;
        model.state.welcomed = true;
        effects.push(Effect::Remember(Box::new(model.state.clone())));
    }
    open
}

/// The verbs of the page, with what they do in a few words.
const VERBS: [(&[Verb], &str); 8] = [
    (
        &[
            Verb::PaneCollectivites,
            Verb::PaneSchools,
            Verb::PaneProviders,
            Verb::PaneConventions,
        ],
        "collectivités, écoles, prestataires, conventions",
    ),
    (
        &[Verb::Search],
        "chercher\u{a0}: des bouts de nom, ou commune:grenoble",
    ),
    (&[Verb::Dossier], "lire la fiche\u{a0}: ce qui bloque est en tête"),
    (
        &[Verb::Pin, Verb::Back],
        "limiter les volets à cette ligne, et revenir",
    ),
    (
        &[Verb::Stage, Verb::ConventionSigned, Verb::Register],
        "noter une étape, une signature\u{a0}; inscrire",
    ),
    (
        &[Verb::Mark],
        "cocher\u{a0}: la suite vaut pour tout ce qui est coché",
    ),
    (&[Verb::Review], "passer la liste en revue, une école par écran"),
    (
        &[Verb::Undo, Verb::Help, Verb::Palette],
        "défaire\u{a0}; toutes les touches\u{a0}; les commandes",
    ),
];

fn page(model: &Model) -> TextDialog {
    let mut dialog = TextDialog::new("Bienvenue dans Préau");
    dialog.welcome = true;
    dialog.say(
        Role::Title,
        "Les solutions numériques des écoles, leurs conventions, le registre.",
    );
    for (verbs, words) in VERBS {
        let keys: Vec<String> = verbs
            .iter()
            .map(|verb| model.options.keymap.shown(Context::List, *verb))
            .filter(|key| !key.is_empty())
            .collect();
        let head = format!("{:<14}", keys.join(" "));
        dialog.item((Role::Key, head), (Role::Text, words.to_owned()));
    }
    dialog.say(
        Role::Muted,
        "N’importe quelle touche ferme cette page, qui ne reviendra pas.",
    );
    dialog
}
