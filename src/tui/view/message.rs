//! The lines above the footer: the search bar, what was done, or what narrows the lists.

use ratatui::layout::{Position, Rect};

use crate::tui::keymap::{Context, Verb};
use crate::tui::model::frame::Parts;
use crate::tui::model::layer::Layer;
use crate::tui::model::review::Review;
use crate::tui::model::{List, Model, Status, Tone};
use crate::tui::theme::Role;

use super::chosen::sort_in_words;
use super::field;
use super::list::{marked, view_name};
use super::pen::{Pen, columns};

/// Draws the lines; returns the caret of the search bar where it has the focus.
pub fn draw(pen: &mut Pen, parts: &Parts, model: &Model) -> Option<Position> {
    if model.searching {
        let area = marks(pen, parts.hint, model);
        match &model.status {
            Some(status) => said(pen, area, status),
            None => hint(pen, area, model),
        }
        return bar(pen, parts.message, model.focused());
    }
    let area = marks(pen, parts.message, model);
    match (&model.status, on_its_way(model)) {
        (Some(status), _) => said(pen, area, status),
        (None, Some(text)) => {
            pen.put(
                area.x + 1,
                area.y,
                area.width.saturating_sub(2),
                Role::Muted,
                &text,
            );
        }
        (None, None) if model.on_panes() => narrowed(pen, area, model),
        (None, None) => {}
    }
    None
}

/// Says at the end of a line how many records of the current list are marked; returns what is left of the line.
fn marks(pen: &mut Pen, area: Rect, model: &Model) -> Rect {
    let Some(text) = marked(model.focused()) else {
        return area;
    };
    let text = format!("● {text}");
    let taken = columns(&text) + 2;
    pen.put_right(area.x, area.y, area.width.saturating_sub(1), Role::Marked, &text);
    Rect {
        width: area.width.saturating_sub(taken),
        ..area
    }
}

/// What the desk was asked for and has not answered.
pub fn on_its_way(model: &Model) -> Option<String> {
    let cancel = model.key(Context::Dialog, Verb::Cancel);
    match &model.layer {
        Some(Layer::Wait(_)) => Some(format!("Lecture… ({cancel} pour annuler)")),
        _ if model.work.is_some() => Some("Enregistrement…".to_owned()),
        _ if model.review().is_some_and(Review::is_listing) => Some("Lecture…".to_owned()),
        _ => None,
    }
}

fn said(pen: &mut Pen, area: Rect, status: &Status) {
    let (role, text) = match status.tone {
        Tone::Done => (Role::Done, status.text.clone()),
        Tone::Info => (Role::Text, status.text.clone()),
        Tone::Error => (Role::Error, format!("✗ {}", status.text)),
    };
    pen.put(area.x + 1, area.y, area.width.saturating_sub(2), role, &text);
}

fn bar(pen: &mut Pen, area: Rect, list: &List) -> Option<Position> {
    let label = format!("{} / ", list.name.title());
    let taken = pen.put(
        area.x + 1,
        area.y,
        area.width.saturating_sub(2),
        Role::Title,
        &label,
    ) + 1;
    let room = area.width.saturating_sub(taken + 1);
    let caret = field::draw(pen, area.x + taken, area.y, room, &list.search);
    if let Some(error) = &list.error {
        field::mark(pen, area.x + taken, area.y, room, &list.search, error.span);
    }
    caret
}

/// What is wrong with the search, or how much it finds.
fn hint(pen: &mut Pen, area: Rect, model: &Model) {
    let list = model.focused();
    let (role, text) = match (&list.error, list.search.is_empty(), list.total) {
        (Some(error), ..) => {
            let text = format!("✗ {} (liste précédente){}", error.message, proposals(model));
            (Role::Error, text)
        }
        (None, true, _) => {
            let examples = "fragments de nom, ou filtres\u{a0}: commune:grenoble  regle:B7  etape>=inscrite  solution:one";
            (Role::Muted, examples.to_owned())
        }
        (None, false, 0) => (Role::Text, format!("rien ne correspond{}", proposals(model))),
        (None, false, 1) => (Role::Muted, format!("1 résultat{}", proposals(model))),
        (None, false, total) => (Role::Muted, format!("{total} résultats{}", proposals(model))),
    };
    pen.put(area.x + 1, area.y, area.width.saturating_sub(2), role, &text);
}

/// What Tab writes, first to last.
pub fn proposals(model: &Model) -> String {
    let key = model.key(Context::Field, Verb::NextField);
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
fn narrowed(pen: &mut Pen, area: Rect, model: &Model) {
    let mut x = area.x + 1;
    let room = |x: u16| (area.x + area.width).saturating_sub(x + 1);
    if !model.scope.is_empty() {
        x += pen.put(x, area.y, room(x), Role::Muted, "Portée ");
    }
    for chip in &model.scope {
        x += pen.put(x, area.y, room(x), Role::Chip, &format!(" {} ", chip.label)) + 1;
    }
    let list = model.focused();
    if let Some(view) = view_name(list) {
        x += pen.put(x, area.y, room(x), Role::Muted, "Vue ");
        x += pen.put(x, area.y, room(x), Role::Title, &view) + 1;
    }
    if let Some(sort) = sort_in_words(list) {
        x += pen.put(x, area.y, room(x), Role::Muted, &sort) + 1;
    }
    if list.search.is_empty() {
        return;
    }
    x += pen.put(x, area.y, room(x), Role::Muted, "Recherche ");
    x += pen.put(x, area.y, room(x), Role::Field, list.search.text());
    if list.error.is_some() {
        pen.put(
            x,
            area.y,
            room(x),
            Role::Error,
            " ✗ non appliquée, liste précédente",
        );
    }
}
