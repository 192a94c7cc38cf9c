//! The lines above the footer: the search bar, what was done, or what narrows the lists. A sentence that is longer than
//! its line takes rows of the panes until the next key, or those of the footer where it is said under a field.

use ratatui::layout::{Position, Rect};

use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::Dialog;
use crate::tui::model::frame::{Parts, ScreenSize};
use crate::tui::model::review::Review;
use crate::tui::model::{List, Model, Tone, label};
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::field;
use super::list::sort_in_words;
use super::list::{following, marked, view_name};
use super::names;
use super::painter::{Painter, columns};

/// Gives the parts of the screen with as many rows as what is said takes, wrapped: no sentence is cut.
pub fn raised(parts: Parts, model: &Model) -> Parts {
    let Some((_, text)) = sentence(model) else {
        return parts;
    };
    let lines = wrap(&text, room(model, parts.message())).len();
    parts.saying(u16::try_from(lines).unwrap_or(u16::MAX))
}

/// Draws the lines; returns the caret of the search bar where it has the focus.
pub fn draw(painter: &mut Painter, parts: &Parts, model: &Model) -> Option<Position> {
    if sentence(model).is_some() {
        draw_message(painter, parts, model);
    } else {
        let area = marks(painter, parts.message, model);
        if model.on_panes() {
            narrowed(painter, area, model);
        }
    }
    model
        .searching
        .then(|| bar(painter, parts.message, model.focused()))
        .flatten()
}

/// Draws what is said, over whatever is there.
pub fn draw_message(painter: &mut Painter, parts: &Parts, model: &Model) {
    let Some((role, text)) = sentence(model) else {
        return;
    };
    let area = parts.message();
    let mut lines = wrap(&text, room(model, area));
    if let (None, true, Some(last)) = (&model.status, model.searching, lines.last_mut()) {
        last.push_str(&proposals(model));
    }
    over(painter, area, role, &lines);
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    marks(painter, last, model);
}

/// Writes lines of which the last is on the last row of an area, over whatever is there; they may rise above it.
pub fn over(painter: &mut Painter, area: Rect, role: Role, lines: &[String]) {
    let blank = " ".repeat(area.width.into());
    let left_out = lines.len().saturating_sub(area.bottom().into());
    let lines = &lines[left_out..];
    let first = area.bottom() - u16::try_from(lines.len()).unwrap_or(0);
    for (y, line) in (first..area.bottom()).zip(lines) {
        painter.put(area.x, y, area.width, Role::Text, &blank);
        painter.put(area.x + 1, y, area.width.saturating_sub(2), role, line);
    }
}

/// The columns for what is said: the rows marked are counted beside it.
fn room(model: &Model, area: Rect) -> usize {
    let taken = marked(model.focused()).map_or(0, |text| columns(&text) + 4);
    area.width.saturating_sub(taken + 2).into()
}

/// What is said now: what was done, what is awaited, or what is found.
fn sentence(model: &Model) -> Option<(Role, String)> {
    if let Some(status) = &model.status {
        return Some(match status.tone {
            Tone::Done => (Role::Done, status.text.clone()),
            Tone::Info => (Role::Text, status.text.clone()),
            Tone::Error => (Role::Error, format!("✗ {}", status.text)),
        });
    }
    if model.searching {
        return Some(hint(model));
    }
    on_its_way(model).map(|text| (Role::Muted, text))
}

/// Says at the end of a line how many records of the current list are marked; returns what is left of the line.
fn marks(painter: &mut Painter, area: Rect, model: &Model) -> Rect {
    let Some(text) = marked(model.focused()) else {
        return area;
    };
    let text = format!("● {text}");
    let taken = columns(&text) + 2;
    painter.put_right(area.x, area.y, area.width.saturating_sub(1), Role::Marked, &text);
    Rect {
        width: area.width.saturating_sub(taken),
        ..area
    }
}

/// What the desk was asked for and has not answered.
pub fn on_its_way(model: &Model) -> Option<String> {
    let cancel = model.key(Context::Dialog, Press::Cancel);
    match &model.dialog {
        Some(Dialog::Wait(_)) => Some(format!("Lecture… ({cancel} pour annuler)")),
        _ if model.work.is_some() => Some("Enregistrement…".to_owned()),
        _ if model.review().is_some_and(Review::is_listing) => Some("Lecture…".to_owned()),
        _ => None,
    }
}

fn bar(painter: &mut Painter, area: Rect, list: &List) -> Option<Position> {
    let label = format!("{} / ", list.name.title());
    let taken = painter.put(
        area.x + 1,
        area.y,
        area.width.saturating_sub(2),
        Role::Title,
        &label,
    ) + 1;
    let room = area.width.saturating_sub(taken + 1);
    let caret = field::draw(painter, area.x + taken, area.y, room, &list.search);
    if let Some(error) = &list.error {
        field::mark(painter, area.x + taken, area.y, room, &list.search, error.span);
    }
    caret
}

/// What is wrong with the search, or how much it finds.
fn hint(model: &Model) -> (Role, String) {
    let list = model.focused();
    match (&list.error, list.search.is_empty(), list.total) {
        (Some(error), ..) => (Role::Error, format!("✗ {} (liste précédente)", error.message)),
        (None, true, _) => (Role::Muted, examples(model.size.width)),
        (None, false, 0) => (Role::Text, "rien ne correspond".to_owned()),
        (None, false, 1) => (Role::Muted, "1 résultat".to_owned()),
        (None, false, total) if list.records.0 == total => (Role::Muted, format!("{total} résultats")),
        (None, false, total) => {
            let noun = if list.records.0 < 2 { "école" } else { "écoles" };
            (Role::Muted, format!("{} {noun}, {total} lignes", list.records.0))
        }
    }
}

/// What may be searched, with as many examples as fit.
fn examples(room: u16) -> String {
    let mut said = "fragments de nom, ou filtres\u{a0}:".to_owned();
    let examples = ["commune:grenoble", "regle:B7", "etape>=inscrite", "solution:one"];
    for (at, example) in examples.iter().enumerate() {
        let gap = if at == 0 { " " } else { ", " };
        if columns(&said) + columns(gap) + columns(example) + 2 <= room {
            said.push_str(gap);
            said.push_str(example);
        }
    }
    said
}

/// What Tab writes, first to last.
pub fn proposals(model: &Model) -> String {
    let key = model.key(Context::Field, Press::NextField);
    let texts: Vec<&str> = model
        .completing
        .list()
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    if texts.is_empty() {
        String::new()
    } else {
        format!("   {key}\u{a0}: {}", texts.join("  "))
    }
}

/// The chips of the portée and the search that is kept.
fn narrowed(painter: &mut Painter, area: Rect, model: &Model) {
    let mut x = area.x + 1;
    let room = |x: u16| (area.x + area.width).saturating_sub(x + 1);
    if !model.scope.is_empty() {
        x += painter.put(x, area.y, room(x), Role::Muted, "Portée ");
    }
    for chip in &model.scope {
        x += painter.put(x, area.y, room(x), Role::Chip, &format!(" {} ", chip.label)) + 1;
    }
    let list = model.focused();
    if let Some(followed) = following(model) {
        x += painter.put(x, area.y, room(x), Role::Muted, &followed) + 2;
    }
    if let Some(view) = view_name(list) {
        x += painter.put(x, area.y, room(x), Role::Muted, "Vue ");
        x += painter.put(x, area.y, room(x), Role::Title, &view) + 1;
    }
    if let Some(sort) = sort_in_words(list) {
        x += painter.put(x, area.y, room(x), Role::Muted, &sort) + 1;
    }
    if !list.search.is_empty() {
        x += painter.put(x, area.y, room(x), Role::Muted, "Recherche ");
        x += painter.put(x, area.y, room(x), Role::Field, list.search.text());
    }
    if list.error.is_some() {
        painter.put(
            x,
            area.y,
            room(x),
            Role::Error,
            " ✗ non appliquée, liste précédente",
        );
    } else if let Some(name) = whole_name(model) {
        painter.put_right(x + 2, area.y, room(x + 2), Role::Muted, &name);
    }
}

/// The whole name of the selected row, which its columns may cut; none where its dossier is beside it.
fn whole_name(model: &Model) -> Option<String> {
    let alone = model.room() != ScreenSize::All && !model.reading;
    let row = model.focused().selected_row().filter(|_| alone);
    row.map(|row| label(&names::row(model, row)))
}
