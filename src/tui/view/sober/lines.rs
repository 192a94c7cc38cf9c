//! The lines that are always at the same place: where we are, what has just changed, the keys.

use std::iter::once;

use ratatui::layout::{Position, Rect};

use crate::domain::date::{SchoolYear, day_fr, long_day_fr};
use crate::domain::rule::Standing;
use crate::tui::keymap::{Hint, Keymap, Press, Verb};
use crate::tui::model::dialog::{Chooser, ChooserField, Dialog};
use crate::tui::model::frame::Parts;
use crate::tui::model::{Mode, Model, Options};
use crate::tui::spoken;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows::{in_words, kept, shortened};
use crate::tui::view::{banner, dossier_pane, field, footer, header};

use super::said;

/// The verbs of the panes that are always on the last line: it does not change with the row.
const PANES: [Press; 6] = [
    Press::Verb(Verb::Search),
    Press::Verb(Verb::Dossier),
    Press::Verb(Verb::NextPane),
    Press::Palette,
    Press::Help,
    Press::Quit,
];

/// Those of the dossier.
const SHEET: [Press; 6] = [
    Press::Verb(Verb::LeaveDossier),
    Press::Verb(Verb::Pin),
    Press::Verb(Verb::NextPane),
    Press::Palette,
    Press::Help,
    Press::Quit,
];

/// The columns from which on the day of a base for trials is said with its name.
const WIDE: u16 = 60;

/// Draws the first line.
pub fn header(painter: &mut Painter, area: Rect, model: &Model) {
    if let Some(trouble) = banner::trouble(model, area.width) {
        let mark = header::marks(&model.options);
        let parts = once(trouble).chain(mark).collect();
        return put(
            painter,
            area,
            &fitting(parts, area.width.saturating_sub(1).into()),
        );
    }
    let options = &model.options;
    let mut parts = day(options, area.width);
    let counted = |standing: Standing| Some(standing.counted(model.summary?.of(standing)));
    let is_ready = |standing: &Standing| *standing == Standing::Ready;
    let others = header::COUNTED.into_iter().filter(|standing| !is_ready(standing));
    parts.extend(others.filter_map(counted));
    parts.extend(header::company(model, usize::from(area.width)));
    let about = dossier_pane::company(model, Role::Text);
    parts.extend(about.into_iter().map(|(_, text)| format!("fiche {text}")));
    parts.extend(counted(Standing::Ready));
    parts.extend(options.dsden.clone());
    parts.push(SchoolYear::containing(options.today).to_string());
    put(
        painter,
        area,
        &fitting(parts, area.width.saturating_sub(1).into()),
    );
}

/// The day, after what must be known of it at every width: that nothing is written on it, or that the base is for trials.
fn day(options: &Options, columns: u16) -> Vec<String> {
    let name = "Préau".to_owned();
    let trial = header::marks(options);
    match (options.looking, trial) {
        (false, None) => vec![name, long_day_fr(options.today)],
        (false, Some(trial)) if columns < WIDE => vec![trial, day_fr(options.today), name],
        (false, Some(trial)) => vec![trial, long_day_fr(options.today), name],
        (true, trial) => {
            let looked_at = format!("consultation au {}", day_fr(options.today));
            trial.into_iter().chain([looked_at, name]).collect()
        }
    }
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
    let Some(said) = said::now(model) else {
        return parts;
    };
    let lines = wrap(&in_words(&said), room(&parts)).len();
    parts.saying(u16::try_from(lines).unwrap_or(u16::MAX))
}

/// Draws the field that has the focus, and what has just changed; returns the caret of the field.
pub fn message(painter: &mut Painter, parts: &Parts, model: &Model) -> Option<Position> {
    draw_news(painter, parts, model);
    match &model.dialog {
        Some(Dialog::Chooser(chooser)) => entry(painter, parts.message, chooser),
        None if model.searching => typed(painter, parts.message, "Chercher", &model.focused().search),
        _ => None,
    }
}

/// Writes what has just changed, else the choice or the row under the cursor where the caret is in a field: that is
/// whole among the rows, and has here as many of its words as fit.
fn draw_news(painter: &mut Painter, parts: &Parts, model: &Model) {
    let area = parts.message();
    let (room, height) = (room(parts), usize::from(area.height));
    let said = match said::now(model) {
        Some(said) => in_words(&said),
        None => shortened(&said::under_cursor(model), room, height),
    };
    let blank = " ".repeat(area.width.into());
    let lines = kept(wrap(&said, room), height);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        painter.put(area.x, y, area.width, Role::Text, &blank);
        put(painter, Rect::new(area.x, y, area.width, 1), &line);
    }
}

fn room(parts: &Parts) -> usize {
    parts.message().width.saturating_sub(1).into()
}

fn entry(painter: &mut Painter, area: Rect, chooser: &Chooser) -> Option<Position> {
    match &chooser.entry {
        ChooserField::None => None,
        ChooserField::Filter(field) => typed(painter, area, "Filtrer", field),
        ChooserField::Day(day) => typed(painter, area, &day.label, &day.field),
    }
}

fn typed(
    painter: &mut Painter,
    area: Rect,
    label: &str,
    text: &crate::tui::model::Field,
) -> Option<Position> {
    let x = area.x + 1;
    let taken = painter.put(
        x,
        area.y,
        area.width.saturating_sub(1),
        Role::Text,
        &format!("{label}\u{a0}: "),
    );
    field::draw(
        painter,
        x + taken,
        area.y,
        area.width.saturating_sub(taken + 1),
        text,
    )
}

/// Draws the last lines: keys that change with what the screen is used for, not with the row. Those of least use are
/// left out where there is no room.
pub fn footer(painter: &mut Painter, area: Rect, model: &Model) {
    // What is awaited is said above: the keys stay.
    let alone = matches!(model.dialog, None | Some(Dialog::Wait(_)));
    let on_panes = matches!(model.mode, Mode::Panes) && alone && !model.searching;
    let mut hints = if on_panes {
        fixed(&model.options.keymap, model)
    } else {
        footer::hints(model)
    };
    let mut kept = footer::kept(model);
    let leave = if on_panes { Press::Quit } else { Press::Back };
    kept.extend(alone.then(|| model.key(model.ground(), leave)));
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
        put(painter, Rect::new(area.x, y, area.width, 1), line);
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
    let hint = |press: &Press| {
        let name = &keymap.entry(press.verb()?).name;
        Some((keymap.shown(context, *press), name.clone()))
    };
    let verbs = if model.reading { SHEET } else { PANES };
    verbs
        .iter()
        .filter_map(hint)
        .filter(|(key, _)| !key.is_empty())
        .collect()
}

fn put(painter: &mut Painter, area: Rect, text: &str) {
    painter.put(area.x + 1, area.y, area.width.saturating_sub(1), Role::Text, text);
}
