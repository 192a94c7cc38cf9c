//! The dialog of views, and opening one.

use crate::domain::query::Pane;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Intent, Pick, Purpose};
use crate::tui::model::showing::{Offered, Origin};
use crate::tui::model::{ListName, Model, Tone, Want};
use crate::tui::update::ask::wait;
use crate::tui::update::lists;

/// Asks for the views.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let scope = model.scope_ids();
    wait(model, Intent::Views, Ask::Views(scope), effects);
}

/// Lists the views; the cursor is on the one that is open, else on the one that was open last.
pub fn show(model: &mut Model, views: Vec<Offered>) {
    let opened = model.focused().view.as_ref().map(|view| view.name.clone());
    let last = opened.clone().or_else(|| model.state.last_view.clone());
    let choices: Vec<Choice> = (0..)
        .zip(&views)
        .map(|(place, offered)| {
            let mut choice = Choice::new(Pick::View(place), &offered.view.name, detail(offered));
            choice.current = opened.as_ref() == Some(&offered.view.name);
            choice.unless(offered.count.clone().err())
        })
        .collect();
    let chooser = Chooser::new("Ouvrir une vue", "", choices, Purpose::Views(views))
        .at(|choice| last.as_ref() == Some(&choice.label));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// `112 écoles · partagée`.
fn detail(offered: &Offered) -> String {
    let count = match &offered.count {
        Ok(count) => format!("{count} {}", noun(offered.pane, *count)),
        Err(_) => return String::new(),
    };
    match (offered.view.origin, offered.shared) {
        (Origin::Shipped, _) => count,
        (Origin::Saved(_), true) => format!("{count} · partagée"),
        (Origin::Saved(_), false) => format!("{count} · personnelle"),
    }
}

/// What a list counts.
fn noun(pane: Pane, count: usize) -> &'static str {
    match (pane, count < 2) {
        (Pane::Schools, true) => "école",
        (Pane::Everything, true) => "enregistrement",
        (Pane::Collectivites, true) => "collectivité",
        (Pane::Providers, true) => "prestataire",
        (Pane::Conventions, true) => "convention",
        (pane, false) => pane.label(),
    }
}

/// Opens a view: its list, its filter, its order, its columns. The portée stays.
pub fn take(model: &mut Model, offered: &Offered, effects: &mut Vec<Effect>) {
    let Some(name) = ListName::ALL.into_iter().find(|name| name.pane() == offered.pane) else {
        return;
    };
    model.dialog = None;
    (model.current, model.reading, model.searching) = (name, false, false);
    model.dossier_pane.visiting = None;
    let state = model.state.clone();
    let list = model.list_mut(name);
    list.open_view(offered.view.clone(), &state);
    (list.place, list.top) = (0, 0);
    model.state.last_view = Some(offered.view.name.clone());
    effects.push(Effect::Remember(Box::new(model.state.clone())));
    lists::ask(model, name, 0, Want::Place, effects);
    let back = model.key(Context::List, Press::Back);
    model.say(
        Tone::Info,
        format!("Vue «\u{a0}{}\u{a0}» ({back} pour la quitter)", offered.view.name),
    );
}
