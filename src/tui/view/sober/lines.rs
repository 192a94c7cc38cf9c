//! The lines that are always at the same place: where we are, what has just changed, the keys.

use ratatui::layout::{Position, Rect};

use crate::domain::date::{SchoolYear, long_day_fr};
use crate::tui::keymap::{Keymap, Verb};
use crate::tui::model::editor::Picker;
use crate::tui::model::frame::{Parts, is_narrow};
use crate::tui::model::layer::{Chooser, Entry, Form, FormKind, Layer};
use crate::tui::model::{Mode, Model, Tone};
use crate::tui::spoken;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;
use crate::tui::view::footer::Hint;
use crate::tui::view::pen::Pen;
use crate::tui::view::rows::{in_words, kept, shortened};
use crate::tui::view::{banner, field, footer, header, message, sheet};
use crate::tui::wording::capital;

use super::chooser as choices;
use super::row::counted;

/// Below this height a dialog has no line for what is wrong.
const SHORT: u16 = 16;

/// The verbs of the panes that are always on the last line: it does not change with the row.
const PANES: [Verb; 6] = [
    Verb::Search,
    Verb::Dossier,
    Verb::NextPane,
    Verb::Palette,
    Verb::Help,
    Verb::Quit,
];

/// Those of the dossier.
const SHEET: [Verb; 6] = [
    Verb::LeaveDossier,
    Verb::Pin,
    Verb::NextPane,
    Verb::Palette,
    Verb::Help,
    Verb::Quit,
];

/// Draws the first line.
pub fn header(pen: &mut Pen, area: Rect, model: &Model) {
    if let Some(away) = banner::away(model, area.width) {
        return put(pen, area, &away);
    }
    let options = &model.options;
    let mut parts = vec!["Préau".to_owned(), long_day_fr(options.today)];
    if let Some(counts) = &model.summary {
        parts.push(counted(counts.blocked, "bloquée", "bloquées"));
        parts.push(format!("{} à régulariser", counts.to_regularise));
        parts.push(counted(counts.registered, "inscrite", "inscrites"));
    }
    parts.extend(header::company(model, usize::from(area.width)));
    let about = sheet::company(model, Role::Text);
    parts.extend(about.into_iter().map(|(_, text)| format!("fiche {text}")));
    parts.extend(options.simulated.then(|| "date simulée".to_owned()));
    parts.extend(options.dsden.clone());
    parts.push(SchoolYear::containing(options.today).to_string());
    put(pen, area, &fitting(parts, area.width.saturating_sub(1).into()));
}

/// The parts that fit, first to last: none is cut.
fn fitting(parts: Vec<String>, room: usize) -> String {
    let mut said = String::new();
    for part in parts {
        let gap = if said.is_empty() { "" } else { ", " };
        if said.is_empty() || width(&said) + gap.len() + width(&part) <= room {
            said.push_str(gap);
            said.push_str(&part);
        }
    }
    said
}

/// Gives the parts of the screen with as many rows as what has just changed takes, wrapped: no sentence is cut. What is
/// found under a field keeps to its own rows.
pub fn raised(parts: Parts, model: &Model) -> Parts {
    let Some(said) = status(model) else {
        return parts;
    };
    let lines = wrap(&in_words(&said), room(&parts)).len();
    parts.saying(u16::try_from(lines).unwrap_or(u16::MAX))
}

/// Draws the field that has the focus, and what has just changed; returns the caret of the field.
pub fn message(pen: &mut Pen, parts: &Parts, model: &Model) -> Option<Position> {
    said(pen, parts, model);
    match &model.layer {
        Some(Layer::Chooser(chooser)) => entry(pen, parts.message, chooser),
        None if model.searching => typed(pen, parts.message, "Chercher", &model.focused().search),
        _ => None,
    }
}

/// Writes what has just changed, else the choice or the row under the hand where the cursor is in a field: that is
/// whole among the rows, and has here as many of its words as fit.
fn said(pen: &mut Pen, parts: &Parts, model: &Model) {
    let area = parts.said();
    let (room, height) = (room(parts), usize::from(area.height));
    let said = match (status(model), &model.layer) {
        (Some(said), _) => in_words(&said),
        (None, Some(Layer::Chooser(chooser))) if super::has_entry(model) => {
            shortened(&chosen(chooser), room, height)
        }
        (None, Some(Layer::Form(form))) if is_narrow(model.size) => in_words(&read(form)),
        (None, Some(Layer::Editor(form))) if form.question.is_none() => {
            let picked = form.picker.as_ref().map(picked);
            shortened(&picked.unwrap_or_default(), room, height)
        }
        (None, None) if model.searching => shortened(&found(model), room, height),
        _ => String::new(),
    };
    let blank = " ".repeat(area.width.into());
    let lines = kept(wrap(&said, room), height);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        pen.put(area.x, y, area.width, Role::Text, &blank);
        put(pen, Rect::new(area.x, y, area.width, 1), &line);
    }
}

/// The value under the hand of those that a field can take.
fn picked(picker: &Picker) -> String {
    match picker.chosen() {
        Some(one) => format!(
            "{} sur {}\u{a0}: {}",
            picker.at + 1,
            picker.found.len(),
            picker.sentence(one)
        ),
        None => picker.empty().to_owned(),
    }
}

/// The day of a form as it is read, which has no room beside its field.
fn read(form: &Form) -> String {
    match &form.kind {
        FormKind::Day(day) => day.echo().unwrap_or_else(|wrong| wrong),
        FormKind::Text(_) => String::new(),
    }
}

fn room(parts: &Parts) -> usize {
    parts.said().width.saturating_sub(1).into()
}

/// What was done or refused, or what is awaited.
fn status(model: &Model) -> Option<String> {
    if let Some(status) = &model.status {
        return Some(match status.tone {
            Tone::Error => format!("Erreur\u{a0}: {}", status.text),
            Tone::Done => done(&status.text),
            Tone::Info => status.text.clone(),
        });
    }
    let wrong = match &model.layer {
        Some(Layer::Chooser(chooser)) => wrong(chooser),
        Some(layer @ Layer::Form(_)) => layer.error().map(|error| format!("Erreur\u{a0}: {error}")),
        Some(layer) if model.size.height < SHORT => {
            let error = layer.error().or_else(|| fault(layer));
            error.map(|error| format!("Erreur\u{a0}: {error}"))
        }
        _ => None,
    };
    let changed = model.changed.as_ref().and_then(|changed| changed.words());
    let wrong = wrong.or_else(|| wrong_search(model));
    // Under a field the line says what is found: that the service is away is on the first line alone.
    let in_field = model.searching || super::has_entry(model);
    let away = banner::silent(model).filter(|_| !in_field);
    wrong.or(changed).or(away).or_else(|| message::on_its_way(model))
}

/// What was done, with a word for the sign unless the sentence says it.
fn done(text: &str) -> String {
    const SAID: [&str; 3] = ["défait", "refait", "Confirmé"];
    match text.strip_prefix("✓ ") {
        Some(what) if SAID.iter().any(|word| what.starts_with(word)) => capital(what),
        Some(what) => format!("Fait\u{a0}: {what}"),
        None => text.to_owned(),
    }
}

/// What is wrong with the search that is typed.
fn wrong_search(model: &Model) -> Option<String> {
    let typed = model.layer.is_none() && model.searching;
    let error = model.focused().error.as_ref().filter(|_| typed)?;
    Some(format!(
        "Erreur\u{a0}: {}{}",
        error.message,
        message::proposals(model)
    ))
}

/// What is wrong with the field of a form under the hand.
fn fault(layer: &Layer) -> Option<&str> {
    match layer {
        Layer::Editor(form) => form.fault(form.cell_here()?),
        _ => None,
    }
}

/// What is wrong with a choice.
fn wrong(chooser: &Chooser) -> Option<String> {
    if let Some(error) = &chooser.error {
        return Some(format!("Erreur\u{a0}: {error}"));
    }
    let why = chooser.chosen()?.refused.as_ref()?;
    Some(format!("{}, impossible\u{a0}: {why}", chooser.chosen()?.label))
}

/// The choice under the hand, where the cursor is in the field.
fn chosen(chooser: &Chooser) -> String {
    let echo = match &chooser.entry {
        Entry::Day(day) => match day.echo() {
            Ok(said) => format!(", {said}"),
            Err(said) => format!(", erreur\u{a0}: {said}"),
        },
        Entry::None | Entry::Filter(_) => String::new(),
    };
    match chooser.chosen() {
        Some(choice) => {
            let place = chooser.at + 1;
            let count = chooser.choices.len();
            format!("{place} sur {count}\u{a0}: {}{echo}", choices::sentence(choice))
        }
        None => chooser.empty.clone(),
    }
}

fn entry(pen: &mut Pen, area: Rect, chooser: &Chooser) -> Option<Position> {
    match &chooser.entry {
        Entry::None => None,
        Entry::Filter(field) => typed(pen, area, "Filtrer", field),
        Entry::Day(day) => typed(pen, area, &day.label, &day.field),
    }
}

/// How many rows the search finds, and the one under the hand.
fn found(model: &Model) -> String {
    let list = model.focused();
    let first = list.selected_row().map(super::row::sentence).unwrap_or_default();
    match list.total {
        0 => format!("Rien ne correspond{}", message::proposals(model)),
        1 => format!("1 résultat\u{a0}: {first}"),
        total => format!("{} sur {total}\u{a0}: {first}", list.place + 1),
    }
}

fn typed(pen: &mut Pen, area: Rect, label: &str, text: &crate::tui::model::Field) -> Option<Position> {
    let x = area.x + 1;
    let taken = pen.put(
        x,
        area.y,
        area.width.saturating_sub(1),
        Role::Text,
        &format!("{label}\u{a0}: "),
    );
    field::draw(pen, x + taken, area.y, area.width.saturating_sub(taken + 1), text)
}

/// Draws the last lines: keys that change with what the screen is used for, not with the row. Those of least use are
/// left out where there is no room.
pub fn footer(pen: &mut Pen, area: Rect, model: &Model) {
    let on_panes = matches!(model.mode, Mode::Panes) && model.layer.is_none() && !model.searching;
    let mut hints = if on_panes {
        fixed(&model.options.keymap, model)
    } else {
        footer::hints(model)
    };
    let kept = footer::kept(model);
    let room = usize::from(area.height);
    let mut lines = keys("Touches\u{a0}: ", &hints, area.width);
    while lines.len() > room {
        lines = keys("", &hints, area.width);
        let of_least_use = hints.iter().rposition(|(key, _)| !kept.contains(key));
        let Some(last) = of_least_use.filter(|_| lines.len() > room) else {
            break;
        };
        hints.remove(last);
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        put(pen, Rect::new(area.x, y, area.width, 1), line);
    }
}

/// The keys in lines, no key apart from what it does.
fn keys(head: &str, hints: &[Hint], columns: u16) -> Vec<String> {
    let words: Vec<String> = hints
        .iter()
        .map(|(key, name)| {
            let key = spoken::text(Role::Key, key);
            format!("{key} {name}").replace(' ', "\u{a0}")
        })
        .collect();
    wrap(
        &format!("{head}{}", words.join(", ")),
        columns.saturating_sub(1).into(),
    )
}

fn fixed(keymap: &Keymap, model: &Model) -> Vec<(String, String)> {
    let context = model.ground();
    let hint = |verb: &Verb| (keymap.shown(context, *verb), keymap.entry(*verb).name.clone());
    let verbs = if model.reading { SHEET } else { PANES };
    verbs
        .iter()
        .map(hint)
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

fn put(pen: &mut Pen, area: Rect, text: &str) {
    pen.put(area.x + 1, area.y, area.width.saturating_sub(1), Role::Text, text);
}
