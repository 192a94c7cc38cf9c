//! The dialog of views, and opening one.

use crate::domain::query::Pane;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{Choice, Chooser, Dialog};
use crate::tui::model::showing::{Offered, Opened, Origin};
use crate::tui::model::{ListName, Model, Tone, Want};
use crate::tui::update::ask::wait;
use crate::tui::update::lists;

use super::{Chooses, Taken, Waits};

/// The views, of which one is to be opened.
#[derive(Debug, Clone)]
pub struct Asked;

/// The views that are listed.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<Offered>);

/// Asks for the views.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let scope = model.scope_ids();
    wait(model, Asked, Ask::Views(scope), effects);
}

impl Waits<Vec<Offered>> for Asked {
    /// Lists the views; the cursor is on the one that is open, else on the one that was open last.
    fn answered(self, model: &mut Model, views: Vec<Offered>, _effects: &mut Vec<Effect>) {
        let opened = model.focused().view.as_ref().map(|view| view.name.clone());
        let last = opened.clone().or_else(|| model.state.last_view.clone());
        let choice = |offered: &Offered| {
            let mut choice = Choice::new(&offered.view.name, detail(offered));
            choice.current = opened.as_ref() == Some(&offered.view.name);
            choice.unless(offered.count.clone().err())
        };
        let choices = views.iter().map(choice).collect();
        let chooser = Chooser::new("Ouvrir une vue", "", choices, Choosing(views))
            .at(|choice| last.as_ref() == Some(&choice.label));
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        show(model, &self.0[taken.place], effects);
    }
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
fn show(model: &mut Model, offered: &Offered, effects: &mut Vec<Effect>) {
    open_in(model, offered.pane, offered.view.clone(), effects);
}

/// Opens a view over a list.
pub fn open_in(model: &mut Model, pane: Pane, view: Opened, effects: &mut Vec<Effect>) {
    let Some(name) = ListName::ALL.into_iter().find(|name| name.pane() == pane) else {
        return;
    };
    model.dialog = None;
    let said = view.name.clone();
    (model.current, model.reading, model.searching) = (name, false, false);
    model.dossier_pane.visiting = None;
    let state = model.state.clone();
    let list = model.list_mut(name);
    list.open_view(view, &state);
    (list.place, list.top) = (0, 0);
    // What is followed was no part of what was counted.
    model.follow_no_record();
    model.state.last_view = Some(said.clone());
    effects.push(Effect::Remember(Box::new(model.state.clone())));
    lists::ask(model, name, 0, Want::Place, effects);
    let back = model.key(Context::List, Press::Back);
    model.say(
        Tone::Info,
        format!("Vue «\u{a0}{said}\u{a0}» ({back} pour la quitter)"),
    );
}
