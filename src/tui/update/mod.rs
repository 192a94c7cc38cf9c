//! What each event does to the model, and what must then be done outside it.

mod answers;
pub mod ask;
pub mod bar;
pub mod becoming;
mod day;
mod dialog;
mod done;
mod doubts;
pub mod edit;
pub mod editor;
mod heard;
pub mod keys;
mod link;
pub mod lists;
pub mod marking;
mod mouse;
pub mod orders;
mod reveal;
pub mod review;
mod typed;
pub mod welcome;

pub use editor::DRAFT_ANSWERS;

use crate::tui::effect::{Effect, Reply};
use crate::tui::events::Event;
use crate::tui::model::{FirstScreen, Model};
use crate::tui::verb::{drafts, help, scope, trail, views};

/// Changes the model after an event. What it returns is to be done, in order.
pub fn update(model: &mut Model, event: Event<Reply>) -> Vec<Effect> {
    let mut effects = Vec::new();
    // Any event but a move of the selection, an answer, or what others do, brings the dossier up to the selection.
    model.dossier_pane.late &= matches!(event, Event::Wake(_) | Event::Heard(_) | Event::NewDay);
    let focus = editor::focus(model);
    let covered = reveal::is_covered(model);
    if matches!(event, Event::Resize(_)) {
        model.revealed = None;
    }
    match event {
        Event::Key(key) => keys::press(model, key, &mut effects),
        Event::KeyAfterEscape(key) => keys::press_after_escape(model, key, &mut effects),
        Event::NotText => keys::not_text(model),
        Event::Mouse(mouse) => mouse::take(model, mouse, &mut effects),
        Event::Paste(text) => keys::paste(model, &text, &mut effects),
        Event::Resize(size) => model.size = size,
        Event::Ground(ground) => model.options.look.hear(ground),
        Event::Terminate(_) | Event::HangUp => effects.push(Effect::Quit),
        Event::Wake(reply) => answers::take(model, reply, &mut effects),
        Event::Heard(heard) => heard::take(model, heard, &mut effects),
        Event::NewDay => day::read_again(model, &mut effects),
        // The loop has taken the terminal again.
        Event::Resumed => {}
        Event::Deadline => editor::keep_typed(model, &mut effects),
    }
    keys::take_typed(model, &mut effects);
    editor::keep_once_left(model, focus, &mut effects);
    heard::follow_dialog(model);
    heard::settle(model, &mut effects);
    lists::settle(model, &mut effects);
    heard::tell(model, &mut effects);
    reveal::follow(model, covered);
    trail::note(model);
    note(model, &effects);
    keep_before_leaving(model, effects)
}

/// Notes what is asked, so that it can be asked again.
fn note(model: &mut Model, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Ask(ticket, ask) = effect {
            model.pending.put(*ticket, ask.clone());
        }
    }
}

/// Keeps the review and the open form before the program ends, however it ends.
fn keep_before_leaving(model: &mut Model, effects: Vec<Effect>) -> Vec<Effect> {
    let leaves = effects.contains(&Effect::Quit);
    let mut kept = Vec::new();
    if leaves {
        help::aside(model);
        editor::keep_before_leaving(model, &mut kept);
        review::keep(model, &mut kept);
    }
    kept.into_iter().chain(effects).collect()
}

/// Asks for what the first screen shows.
pub fn start(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let state = std::mem::take(&mut model.state);
    for list in &mut model.lists {
        list.recall(&state);
    }
    model.state = state;
    lists::fit(model);
    lists::refresh_all(model, &mut effects);
    match std::mem::take(&mut model.options.first) {
        FirstScreen::Panes => {}
        FirstScreen::Record(id) => scope::go_to(model, id, &mut effects),
        FirstScreen::View(pane, view) => views::open_in(model, pane, *view, &mut effects),
    }
    doubts::ask(model, &mut effects);
    note(model, &effects);
    drafts::offer(model);
    effects
}
