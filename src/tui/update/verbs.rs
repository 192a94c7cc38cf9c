//! What each verb does on the panes. A verb that is not possible says why.

use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::dialog::Act;
use crate::tui::model::{Field, ListName, Mode, Model, Tone};

use super::available::why_not;
use super::lists::{self, Step};
use super::{dialog, editor, figures, many, marks, review, scope};

/// Carries a verb out.
pub fn act(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) {
    if let Some(why) = why_not(model, verb) {
        let name = &model.options.keymap.entry(verb).name;
        let text = format!("«\u{a0}{name}\u{a0}»\u{a0}: {why}");
        return model.say(Tone::Info, text);
    }
    if in_mode(model, verb, effects) {
        return;
    }
    match verb {
        Verb::Quit => quit(model, effects),
        Verb::Suspend => effects.push(Effect::Suspend),
        Verb::Redraw => redraw(model, effects),
        Verb::Mouse => switch_mouse(model, effects),
        Verb::Pin if model.reading => follow(model, effects),
        Verb::Pin => scope::pin(model, effects),
        Verb::Back => scope::back(model, effects),
        Verb::Search => search(model),
        _ => move_or_open(model, verb, effects),
    }
}

/// Carries a verb out as the mode means it; false where it means what it does on the panes.
fn in_mode(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) -> bool {
    match model.mode {
        Mode::Panes => false,
        Mode::Review(_) => review::act(model, verb, effects),
        Mode::Figures(_) => figures::act(model, verb, effects),
    }
}

fn move_or_open(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) {
    match verb {
        Verb::PaneCollectivites => focus(model, ListName::Collectivites),
        Verb::PaneSchools => focus(model, ListName::Schools),
        Verb::PaneProviders => focus(model, ListName::Providers),
        Verb::PaneConventions => focus(model, ListName::Conventions),
        Verb::NextPane => turn(model, 1),
        Verb::PreviousPane => turn(model, 4),
        Verb::Dossier => model.reading = true,
        Verb::LeaveDossier => (model.reading, model.dossier_pane.visiting) = (false, None),
        Verb::Up => lists::step(model, Step::Up),
        Verb::Down => lists::step(model, Step::Down),
        Verb::PageUp => lists::step(model, Step::PageUp),
        Verb::PageDown => lists::step(model, Step::PageDown),
        Verb::First => lists::step(model, Step::First),
        Verb::Last => lists::step(model, Step::Last),
        Verb::Mark => marks::toggle(model),
        Verb::MarkRange => marks::range(model, effects),
        Verb::MarkAll => marks::all(model, effects),
        Verb::MarkInverse => marks::inverse(model, effects),
        Verb::MarkNone => marks::none(model),
        Verb::DossierDown => model.dossier_pane.scroll(true),
        Verb::DossierUp => model.dossier_pane.scroll(false),
        _ => open(model, verb, effects),
    }
}

fn open(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) {
    if verb == Verb::Annexe && editor::annexe::is_here(model) {
        return editor::annexe::open(model, effects);
    }
    if many::takes(model, verb) {
        return many::open(model, verb, effects);
    }
    match verb {
        Verb::Views => dialog::views::open(model, effects),
        Verb::SaveView => dialog::save_view::open(model, effects),
        Verb::Sort => dialog::columns::sort(model),
        Verb::Columns => dialog::columns::choose(model),
        Verb::Export => dialog::export::open(model),
        Verb::Copy => dialog::copy::open(model),
        Verb::Dashboard => figures::open(model, effects),
        Verb::Review => review::open(model, effects),
        Verb::Palette => dialog::palette::open(model),
        Verb::GoTo => dialog::go_to::open(model, effects),
        Verb::Help => dialog::help::open(model),
        Verb::Stage => dialog::stage::open(model, effects),
        Verb::Solution => dialog::solution::open(model, effects),
        Verb::Register => dialog::register::open(model, effects),
        Verb::ConventionSent => dialog::convention::open(model, Act::Sent, effects),
        Verb::ConventionSigned => dialog::convention::open(model, Act::Signed, effects),
        Verb::ConventionTerminated => dialog::convention::open(model, Act::Terminated, effects),
        Verb::New => editor::new(model),
        Verb::Modify => editor::modify(model, effects),
        Verb::Close => editor::close(model, effects),
        Verb::Check => editor::open_check(model, effects),
        Verb::Drafts => editor::drafts(model),
        Verb::Note => dialog::note::open(model),
        Verb::History => dialog::history::open(model, effects),
        Verb::Undo => dialog::undo::open(model, false, effects),
        Verb::Redo => dialog::undo::open(model, true, effects),
        _ => {}
    }
}

/// Gives a list the focus. A record that was being gone to is sought no more: the operator went elsewhere.
pub fn focus(model: &mut Model, name: ListName) {
    model.current = name;
    model.seeking = None;
    model.reading = false;
    model.dossier_pane.visiting = None;
}

/// Moves the focus along the four lists and the dossier, round and round.
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

/// Leaves, at once where nothing is marked; marks are lost with the screens, so that leaving is asked for twice.
fn quit(model: &mut Model, effects: &mut Vec<Effect>) {
    let marked: usize = model.lists.iter().map(|list| list.marks.count()).sum();
    if marked == 0 || model.leaving {
        return effects.push(Effect::Quit);
    }
    model.leaving = true;
    let key = model.key(model.context(), Verb::Quit);
    let what = if marked == 1 {
        "1 ligne est cochée et ne le sera plus".to_owned()
    } else {
        format!("{marked} lignes sont cochées et ne le seront plus")
    };
    model.say(Tone::Info, format!("{what}\u{a0}: {key} encore pour quitter"));
}

fn search(model: &mut Model) {
    model.reading = false;
    model.dossier_pane.visiting = None;
    model.searching = true;
    model.completing.forget();
    begin_word(&mut model.list_mut(model.current).search);
}

/// Puts a space after a filter, so that what is typed next is a word of its own; a word goes on being typed.
fn begin_word(search: &mut Field) {
    let last = search.before().rsplit(' ').next().unwrap_or_default();
    let at_end = search.before().len() == search.text().len();
    if at_end && (last.contains([':', '<', '>', '=']) || last.ends_with('"')) {
        search.insert(" ");
    }
}

fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.dossier_pane.link().cloned() {
        scope::go_to(model, id, effects);
    }
}

/// Listens to the mouse, or leaves it to the terminal, which then selects text to copy.
fn switch_mouse(model: &mut Model, effects: &mut Vec<Effect>) {
    let heard = !model.options.mouse;
    model.options.mouse = heard;
    effects.push(Effect::Mouse(heard));
    let key = model.options.keymap.shown(Context::Everywhere, Verb::Mouse);
    let text = if heard {
        "Souris écoutée\u{a0}: clic et molette agissent ici".to_owned()
    } else {
        format!("Souris laissée au terminal, pour copier\u{a0}; {key} la reprend")
    };
    model.say(Tone::Info, text);
}

fn redraw(model: &mut Model, effects: &mut Vec<Effect>) {
    model.revealed = None;
    effects.push(Effect::Repaint);
    lists::refresh_all(model, effects);
}
