//! The verb that goes back: out of the dossier, the dashboard, the search, the view, the portée, the review.

use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Press};
use crate::tui::model::{Mode, Model, Tone};
use crate::tui::update::{bar, lists, review};

use super::{dashboard, day_page};

/// Takes one step back, or leaves the mode.
pub fn act(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.mode {
        Mode::Panes => back(model, effects),
        Mode::Review(_) => review::leave(model, effects),
        Mode::Figures(_) | Mode::Day(_) | Mode::Agenda(_) => model.mode = Mode::Panes,
    }
}

/// Why there is nothing to go back from.
pub fn why_not(model: &Model) -> Option<String> {
    let free = model.on_panes()
        && !model.reading
        && model.dossier_pane.visiting.is_none()
        && model.focused().search.is_empty()
        && model.focused().view.is_none()
        && model.scope.is_empty();
    free.then(|| "aucune portée, vue ni recherche à retirer".to_owned())
}

/// What it leads to from a mode.
pub fn called(model: &Model) -> Option<&'static str> {
    (!model.on_panes()).then_some("volets")
}

/// Takes one step back: out of the dossier, then to the dashboard that led here, then the search or the view, then the
/// last chip.
fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.reading || model.dossier_pane.visiting.is_some() {
        model.reading = false;
        model.dossier_pane.visiting = None;
        return;
    }
    if day_page::leads_back(model) {
        return day_page::open(model, effects);
    }
    if dashboard::leads_back(model) {
        return dashboard::open(model, effects);
    }
    if bar::clear(model, effects) {
        return say_marks(model);
    }
    if let Some(chip) = model.scope.pop() {
        model.say(Tone::Info, format!("Portée retirée\u{a0}: {}", chip.label));
        lists::refresh_all(model, effects);
    }
}

/// Says, once a search is dropped, which marks stay: they are on rows of that search.
fn say_marks(model: &mut Model) {
    let marked = model.focused().marks.count();
    let none = model.key(Context::List, Press::MarkNone);
    let stay = match marked {
        0 => return,
        1 => "1 ligne reste cochée".to_owned(),
        marked => format!("{marked} lignes restent cochées"),
    };
    let then = if none.is_empty() {
        String::new()
    } else {
        format!(" ({none} les décoche)")
    };
    model.say(Tone::Info, format!("Recherche retirée\u{a0}; {stay}{then}"));
}
