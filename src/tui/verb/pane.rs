//! Moving: among the panes, and in what has the focus.

use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Step, Verb};
use crate::tui::model::figures::Picture;
use crate::tui::model::frame::{ScreenSize, room};
use crate::tui::model::{Follows, ListName, Mode, Model, Tone};
use crate::tui::update::lists;

use super::{agenda, dashboard, day_page};

/// The rows that a page of the dashboard moves by.
const PAGE: isize = 10;

/// Moves in what has the focus.
pub fn step(model: &mut Model, step: Step) {
    match &mut model.mode {
        Mode::Panes => lists::step(model, step),
        Mode::Review(review) => review.scroll(step.rows(review.room.1.cast_signed())),
        Mode::Figures(dashboard) => dashboard.step(step.rows(PAGE)),
        Mode::Day(page) => page.step(step.rows(PAGE)),
        Mode::Agenda(page) => page.step(step, model.options.today),
    }
}

/// Opens the list behind what is under the cursor of a page.
pub fn enter(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.mode {
        Mode::Figures(_) => dashboard::list(model, effects),
        Mode::Day(_) => day_page::list(model, effects),
        Mode::Agenda(_) => agenda::list(model, effects),
        Mode::Panes | Mode::Review(_) => {}
    }
}

/// What that is called.
pub fn entered(model: &Model) -> Option<&'static str> {
    match model.mode {
        Mode::Day(_) => Some("ouvrir"),
        Mode::Agenda(_) => Some("ce jour"),
        Mode::Panes | Mode::Review(_) | Mode::Figures(_) => Some("ouvrir la liste"),
    }
}

/// Gives a list the focus. A record that was being gone to is sought no more: the operator went elsewhere.
pub fn focus(model: &mut Model, name: ListName) {
    model.current = name;
    model.seeking = None;
    model.reading = false;
    model.dossier_pane.visiting = None;
}

/// Moves the focus on along the four lists and the dossier, round and round; on the dashboard, to the next picture;
/// on the day's work, to everybody's or the operator's own; in the agenda, to the week or the month.
pub fn next(model: &mut Model, effects: &mut Vec<Effect>) {
    match &mut model.mode {
        Mode::Figures(dashboard) => dashboard.turn(Picture::next),
        Mode::Day(_) => day_page::turn(model, effects),
        Mode::Agenda(_) => agenda::turn(model),
        Mode::Panes | Mode::Review(_) => turn(model, 1),
    }
}

/// The same, backwards.
pub fn previous(model: &mut Model, effects: &mut Vec<Effect>) {
    match &mut model.mode {
        Mode::Figures(dashboard) => dashboard.turn(Picture::before),
        Mode::Day(_) => day_page::turn(model, effects),
        Mode::Agenda(_) => agenda::turn(model),
        Mode::Panes | Mode::Review(_) => turn(model, 4),
    }
}

/// Gives the focused pane the whole screen, or all panes their places again.
pub fn enlarge(model: &mut Model) {
    model.enlarged = !model.enlarged;
}

/// Why a pane cannot be shown alone: it is already.
pub fn is_alone(model: &Model) -> Option<String> {
    let alone = room(model.size, model.options.look.sober) != ScreenSize::All;
    alone.then(|| "un volet est déjà montré seul sur cet écran".to_owned())
}

/// What that is called while a pane is shown alone.
pub fn enlarged(model: &Model) -> Option<&'static str> {
    model.enlarged.then_some("tous les volets")
}

/// Lets the schools follow what is selected in the other lists, or no more.
pub fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let key = model.key(Context::List, Verb::FollowSelection);
    let said = if model.follows.take().is_some() {
        lists::refresh(model, ListName::Schools, effects);
        "Les écoles ne suivent plus la sélection".to_owned()
    } else {
        model.follows = Some(Follows::default());
        format!("Les écoles suivent ce qui est choisi dans les autres volets ({key} l’arrête)")
    };
    model.say(Tone::Info, said);
}

/// Moves to the left or to the right, where a page has both.
pub fn aside(model: &mut Model, ahead: bool) {
    match &mut model.mode {
        Mode::Figures(dashboard) if ahead => dashboard.right(),
        Mode::Figures(dashboard) => dashboard.left(),
        Mode::Agenda(page) => page.turn(ahead),
        Mode::Panes | Mode::Review(_) | Mode::Day(_) => {}
    }
}

/// Leaves the dossier for its list.
pub fn leave_dossier(model: &mut Model) {
    model.reading = false;
    model.dossier_pane.visiting = None;
}

fn turn(model: &mut Model, by: usize) {
    let here = if model.reading { 4 } else { model.current as usize };
    turn_to(model, ListName::ALL.get((here + by) % 5).copied());
}

/// Gives a list the focus, or the dossier.
pub fn turn_to(model: &mut Model, name: Option<ListName>) {
    match name {
        Some(name) => focus(model, name),
        None => model.reading = true,
    }
}
