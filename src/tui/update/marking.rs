//! What marking says where no sign stands beside a row: what has changed, and how many are marked now. On the other
//! screens the sign and the count say it, at fewer bytes.

use crate::tui::model::{ListName, Model, Tone};

/// What is said in place of a count where nothing is marked.
const NONE: &str = "plus rien n’est coché";

/// Says that a row was marked or unmarked.
pub fn row(model: &mut Model, name: ListName, label: &str) {
    let list = model.list(name);
    let is = list.selected.as_ref().is_some_and(|id| list.marks.has(id));
    let verb = if is { "Coché" } else { "Décoché" };
    let count = count(model, name);
    say(model, format!("{verb}\u{a0}: {label}, {count}"));
}

/// Says that all rows of a list were marked.
pub fn all(model: &mut Model, name: ListName) {
    let count = count(model, name);
    say(model, format!("Toute la liste est cochée\u{a0}: {count}"));
}

/// Says that the marks of a list were inverted.
pub fn inverse(model: &mut Model, name: ListName) {
    let count = count(model, name);
    say(model, format!("Coches inversées\u{a0}: {count}"));
}

/// Says that a range was marked, of which so many rows were not marked before.
pub fn range(model: &mut Model, name: ListName, more: usize) {
    let count = count(model, name);
    say(model, format!("Plage cochée, {more} de plus\u{a0}: {count}"));
}

/// Says that nothing is marked any more, where so many were.
pub fn none(model: &mut Model, name: ListName, before: usize) {
    let count = count(model, name);
    match before {
        0 => say(model, count),
        before => say(model, format!("{before} de moins\u{a0}: {count}")),
    }
}

/// Says that a line of a dialog was marked or unmarked, of which so many are marked now.
pub fn line(model: &mut Model, label: &str, is: bool, marked: usize) {
    let verb = if is { "Coché" } else { "Décoché" };
    let plural = if marked < 2 { "" } else { "s" };
    let count = match marked {
        0 => NONE.to_owned(),
        marked => format!("{marked} cochée{plural}"),
    };
    say(model, format!("{verb}\u{a0}: {label}, {count}"));
}

/// Says how many lines of a dialog are marked, where several changed at once.
pub fn lines(model: &mut Model, marked: usize) {
    let text = match marked {
        0 => "Plus rien n’est coché".to_owned(),
        1 => "1 cochée".to_owned(),
        marked => format!("{marked} cochées"),
    };
    say(model, text);
}

/// Says where a line of a dialog was moved to, from 1.
pub fn placed(model: &mut Model, label: &str, place: usize, of: usize) {
    say(model, format!("{label}\u{a0}: place {place} sur {of}"));
}

/// Says which value of a field in conflict is taken now.
pub fn side(model: &mut Model, label: &str, whose: &str, value: &str) {
    let value = if value.is_empty() { "vide" } else { value };
    say(model, format!("{label}, {whose}\u{a0}: {value}"));
}

fn count(model: &Model, name: ListName) -> String {
    let marks = &model.list(name).marks;
    if marks.is_empty() {
        NONE.to_owned()
    } else {
        name.marked(marks.count(), marks.hidden())
    }
}

fn say(model: &mut Model, text: String) {
    if model.options.look.sober {
        model.say(Tone::Info, text);
    }
}
