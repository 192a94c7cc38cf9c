//! The form of a record: a labelled field a line, what is wrong under it, and what lies over it.

mod clash;
mod foot;
mod over;

use ratatui::layout::{Position, Rect, Size};

use crate::tui::form::spec::Input;
use crate::tui::form::{At, Cell};
use crate::tui::keymap::Keymap;
use crate::tui::model::editor::{Editor, Row};
use crate::tui::model::frame::{is_low, is_narrow, outside};
use crate::tui::model::layer::WIDEST;
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::pen::{Pen, columns};

use super::window;

/// The widest column of labels.
const LABELS: u16 = 30;

/// The columns of the field of a day.
const DAY: u16 = 12;

/// Below this height, which only a sober screen has, a form shows the field under the hand and little else.
const SHORT: u16 = 16;

/// A line of the form.
enum Line {
    /// The name of a cell that has a line of its own.
    Label(At),
    Heading(&'static str),
    Row(Row),
    Fault(String),
}

/// Draws the form; returns the caret of the field under the hand.
pub fn draw(pen: &mut Pen, size: Size, keymap: &Keymap, form: &Editor) -> Option<Position> {
    if let Some(clash) = &form.clash {
        clash::draw(pen, size, form, clash);
        return None;
    }
    let stacked = pen.is_sober() && is_narrow(size);
    let is_short = size.height < SHORT;
    let about = u16::from(!form.about.is_empty() && !is_short);
    let labels = if stacked { 0 } else { labels(form) };
    let width = WIDEST.min(size.width.saturating_sub(4));
    let below = if is_short { 1 } else { foot::rows(pen, form, width) };
    let most = size
        .height
        .saturating_sub(outside(pen.is_sober()) + about + below);
    let all = lines(pen, form, faults(pen, size, labels), stacked);
    let wanted = u16::try_from(all.len()).unwrap_or(u16::MAX);
    let rows = wanted.max(8).min(most);
    let mut inner = window(pen, size, WIDEST, about + rows + below, &form.title);
    if about > 0 {
        pen.put(inner.x, inner.y, inner.width, Role::Title, &form.about);
        inner.y += 1;
        inner.height = inner.height.saturating_sub(1);
    }
    let body = Rect {
        height: inner.height.saturating_sub(below),
        ..inner
    };
    let (caret, hand) = fields(pen, body, form, &all, labels);
    let under = Rect {
        y: body.bottom(),
        height: below.min(inner.height),
        ..inner
    };
    foot::draw(pen, under, keymap, form);
    if let Some(question) = &form.question {
        over::question(pen, size, question);
        return None;
    }
    match &form.picker {
        Some(picker) if pen.is_sober() => over::plain_picker(pen, size, &form.label(picker.cell), picker),
        Some(picker) => over::picker(pen, body, hand, labels, picker),
        None => caret,
    }
}

/// The lines of the form, each fault under its field, and each name above it where they are stacked.
fn lines(pen: &Pen, form: &Editor, (_, room): (u16, u16), stacked: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in form.rows() {
        if let Row::Cell(at @ (place, item, part)) = row {
            let spec = form.values.specs[place];
            if item == 0 && part == 0 && !spec.section.is_empty() {
                lines.push(Line::Heading(spec.section));
            }
            if stacked {
                lines.push(Line::Label(at));
            }
            lines.push(Line::Row(row));
            if let Some(fault) = form.fault(at) {
                let pieces = wrap(
                    &pen.words(Role::Error, &format!("✗ {fault}")),
                    room.max(20).into(),
                );
                lines.extend(pieces.into_iter().map(Line::Fault));
            }
        } else {
            lines.push(Line::Row(row));
        }
    }
    lines
}

/// Where what is wrong with a field is written under it, from the first column of the form, and in how many columns:
/// under its value, or where signs are said in words under its name.
fn faults(pen: &Pen, size: Size, labels: u16) -> (u16, u16) {
    if pen.is_sober() {
        return (2, size.width.saturating_sub(6));
    }
    let width = WIDEST.min(size.width.saturating_sub(4));
    (labels + 4, width.saturating_sub(labels + 8))
}

/// The columns of the labels.
fn labels(form: &Editor) -> u16 {
    let widths = form.rows().into_iter().filter_map(|row| match row {
        Row::Cell(at) => Some(columns(&label(form, at))),
        Row::Save => None,
    });
    widths.max().unwrap_or(0).min(LABELS)
}

/// The name of a row, with the sign of one that is needed.
fn label(form: &Editor, at: At) -> String {
    let name = form.label(at);
    let spec = form.values.specs[at.0];
    let needed = spec.needed && !spec.many && form.may_edit(Row::Cell(at));
    if needed { format!("{name} *") } else { name }
}

/// Draws the fields around the one under the hand; returns its caret and its row on the screen.
fn fields(pen: &mut Pen, body: Rect, form: &Editor, lines: &[Line], labels: u16) -> (Option<Position>, u16) {
    let here = form.here();
    let at = lines
        .iter()
        .position(|line| matches!(line, Line::Row(row) if *row == here))
        .unwrap_or(0);
    let room = usize::from(body.height);
    let last = lines.len().saturating_sub(room);
    let top = at.saturating_sub(room / 2).min(last);
    let (mut caret, mut hand) = (None, body.y);
    for (y, line) in (body.y..body.bottom()).zip(&lines[top..]) {
        let area = Rect::new(body.x, y, body.width, 1);
        match line {
            Line::Heading(text) => {
                pen.put(area.x, y, area.width, Role::Title, text);
            }
            Line::Label(at) => {
                pen.put(area.x, y, area.width, Role::Muted, &label(form, *at));
            }
            Line::Fault(text) => {
                let x = if pen.is_sober() { 2 } else { labels + 4 };
                pen.put(area.x + x, y, area.width.saturating_sub(x), Role::Error, text);
            }
            Line::Row(Row::Save) => save(pen, area, here == Row::Save, labels),
            Line::Row(Row::Cell(at)) => {
                let found = cell(pen, area, form, *at, labels);
                if here == Row::Cell(*at) {
                    (caret, hand) = (found, y);
                }
            }
        }
    }
    if top + room < lines.len() && !(pen.is_sober() && is_low(body)) {
        pen.put_right(
            body.x,
            body.bottom().saturating_sub(1),
            body.width,
            Role::Focused,
            "↓ suite",
        );
    }
    (caret, hand)
}

fn save(pen: &mut Pen, area: Rect, here: bool, labels: u16) {
    let role = if here { Role::Selected } else { Role::Key };
    let x = labels + 4;
    pen.put(
        area.x + x,
        area.y,
        area.width.saturating_sub(x),
        role,
        "[ Enregistrer ]",
    );
    if here {
        pen.put(area.x, area.y, 2, Role::Title, "▸ ");
    }
}

/// Draws a cell; returns its caret where it has the hand and takes typed text.
fn cell(pen: &mut Pen, area: Rect, form: &Editor, at: At, labels: u16) -> Option<Position> {
    let here = form.here() == Row::Cell(at);
    let open = form.may_edit(Row::Cell(at));
    let head = if here {
        ("▸ ", Role::Title)
    } else {
        ("  ", Role::Muted)
    };
    pen.put(area.x, area.y, 2, head.1, head.0);
    pen.put(area.x + 2, area.y, labels, head.1, &label(form, at));
    let x = area.x + labels + 4;
    let room = area.width.saturating_sub(labels + 4);
    let (value, input) = (form.values.cell(at)?, form.values.input(at)?);
    let echo = input.echo(value.field.text(), form.today());
    if here && open && !input.is_picked() && form.picker.is_none() {
        let width = if matches!(input, Input::Day | Input::Number(_)) {
            DAY.min(room)
        } else {
            room
        };
        let caret = field::draw(pen, x, area.y, width, &value.field);
        let after = width + 2;
        pen.put(
            x + after,
            area.y,
            room.saturating_sub(after),
            Role::Muted,
            echo.as_deref().unwrap_or_default(),
        );
        return caret;
    }
    plain(pen, (x, area.y, room), form, at, value, echo.as_ref());
    if here {
        pen.paint(Rect::new(x, area.y, room, 1), Role::Selected);
    }
    None
}

/// Writes what a cell holds.
fn plain(
    pen: &mut Pen,
    (x, y, room): (u16, u16, u16),
    form: &Editor,
    at: At,
    value: &Cell,
    echo: Option<&String>,
) {
    let shown = form.shown(at);
    let day = matches!(form.values.input(at), Some(Input::Day));
    let (role, text) = match (echo, shown.is_empty()) {
        (Some(echo), _) if day => (Role::Text, echo.clone()),
        (Some(unit), _) => (Role::Text, format!("{} {unit}", value.field.text())),
        (None, true) => (Role::Muted, empty(pen, form.values.specs[at.0].many).to_owned()),
        (None, false) => (Role::Text, shown),
    };
    pen.put(x, y, room, role, &text);
}

/// What a cell that holds nothing shows: whether one more can be added there.
fn empty(pen: &Pen, many: bool) -> &'static str {
    match (pen.is_sober(), many) {
        (true, true) => "ajouter",
        (true, false) => "vide",
        (false, true) => "+",
        (false, false) => "–",
    }
}
