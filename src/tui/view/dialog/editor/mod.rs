//! The form of a record: a labelled field a line, what is wrong under it, and what lies over it.

mod clash;
mod foot;
mod over;

use ratatui::layout::{Position, Rect, Size};

use crate::tui::form::spec::Input;
use crate::tui::form::{At, Cell};
use crate::tui::keymap::Keymap;
use crate::tui::model::dialog::WIDEST;
use crate::tui::model::editor::{Editor, FormRow};
use crate::tui::model::frame::{is_low, is_narrow, outside};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::painter::{Painter, columns};

use super::window;

/// The widest column of labels.
const LABELS: u16 = 30;

/// The columns of the field of a day.
const DAY: u16 = 12;

/// Below this height, which only a sober screen has, a form shows the field under the cursor and little else.
const SHORT: u16 = 16;

enum FormLine {
    /// The name of a cell that has a line of its own.
    Label(At),
    Heading(&'static str),
    FormRow(FormRow),
    Fault(String),
}

/// Draws the form; returns the caret of the field under the cursor.
pub fn draw(painter: &mut Painter, size: Size, keymap: &Keymap, form: &Editor) -> Option<Position> {
    if let Some(clash) = &form.clash {
        clash::draw(painter, size, form, clash);
        return None;
    }
    let stacked = painter.is_sober() && is_narrow(size);
    let is_short = size.height < SHORT;
    let about = u16::from(!form.about.is_empty() && !is_short);
    let labels = if stacked { 0 } else { labels(form) };
    let width = WIDEST.min(size.width.saturating_sub(4));
    let below = if is_short {
        1
    } else {
        foot::rows(painter, form, width)
    };
    let most = size
        .height
        .saturating_sub(outside(painter.is_sober()) + about + below);
    let all = lines(painter, form, faults(painter, size, labels), stacked);
    let wanted = u16::try_from(all.len()).unwrap_or(u16::MAX);
    let rows = wanted.max(8).min(most);
    let mut inner = window(painter, size, WIDEST, about + rows + below, &form.title);
    if about > 0 {
        painter.put(inner.x, inner.y, inner.width, Role::Title, &form.about);
        inner.y += 1;
        inner.height = inner.height.saturating_sub(1);
    }
    let body = Rect {
        height: inner.height.saturating_sub(below),
        ..inner
    };
    let (caret, cursor) = fields(painter, body, form, &all, labels);
    let under = Rect {
        y: body.bottom(),
        height: below.min(inner.height),
        ..inner
    };
    foot::draw(painter, under, keymap, form);
    if let Some(question) = &form.question {
        over::question(painter, size, question);
        return None;
    }
    match &form.picker {
        Some(picker) if painter.is_sober() => {
            over::plain_picker(painter, size, &form.label(picker.cell), picker)
        }
        Some(picker) => over::picker(painter, body, cursor, labels, picker),
        None => caret,
    }
}

/// The lines of the form, each fault under its field, and each name above it where they are stacked.
fn lines(painter: &Painter, form: &Editor, (_, room): (u16, u16), stacked: bool) -> Vec<FormLine> {
    let mut lines = Vec::new();
    for row in form.rows() {
        if let FormRow::Cell(at @ (place, item, part)) = row {
            let spec = form.values.specs[place];
            if item == 0 && part == 0 && !spec.section.is_empty() {
                lines.push(FormLine::Heading(spec.section));
            }
            if stacked {
                lines.push(FormLine::Label(at));
            }
            lines.push(FormLine::FormRow(row));
            if let Some(fault) = form.fault(at) {
                let pieces = wrap(
                    &painter.words(Role::Error, &format!("✗ {fault}")),
                    room.max(20).into(),
                );
                lines.extend(pieces.into_iter().map(FormLine::Fault));
            }
        } else {
            lines.push(FormLine::FormRow(row));
        }
    }
    lines
}

/// Where what is wrong with a field is written under it, from the first column of the form, and in how many columns:
/// under its value, or where signs are said in words under its name.
fn faults(painter: &Painter, size: Size, labels: u16) -> (u16, u16) {
    if painter.is_sober() {
        return (2, size.width.saturating_sub(6));
    }
    let width = WIDEST.min(size.width.saturating_sub(4));
    (labels + 4, width.saturating_sub(labels + 8))
}

/// The columns of the labels.
fn labels(form: &Editor) -> u16 {
    let widths = form.rows().into_iter().filter_map(|row| match row {
        FormRow::Cell(at) => Some(columns(&label(form, at))),
        FormRow::Save => None,
    });
    widths.max().unwrap_or(0).min(LABELS)
}

/// The name of a row, with the sign of one that is needed.
fn label(form: &Editor, at: At) -> String {
    let name = form.label(at);
    let needed = form.is_needed(at) && form.may_edit(FormRow::Cell(at));
    if needed { format!("{name} *") } else { name }
}

/// Draws the fields around the one under the cursor; returns its caret and its row on the screen.
fn fields(
    painter: &mut Painter,
    body: Rect,
    form: &Editor,
    lines: &[FormLine],
    labels: u16,
) -> (Option<Position>, u16) {
    let here = form.here();
    let at = lines
        .iter()
        .position(|line| matches!(line, FormLine::FormRow(row) if *row == here))
        .unwrap_or(0);
    let room = usize::from(body.height);
    let last = lines.len().saturating_sub(room);
    let top = at.saturating_sub(room / 2).min(last);
    let (mut caret, mut cursor) = (None, body.y);
    for (y, line) in (body.y..body.bottom()).zip(&lines[top..]) {
        let area = Rect::new(body.x, y, body.width, 1);
        match line {
            FormLine::Heading(text) => {
                painter.put(area.x, y, area.width, Role::Title, text);
            }
            FormLine::Label(at) => {
                painter.put(area.x, y, area.width, Role::Muted, &label(form, *at));
            }
            FormLine::Fault(text) => {
                let x = if painter.is_sober() { 2 } else { labels + 4 };
                painter.put(area.x + x, y, area.width.saturating_sub(x), Role::Error, text);
            }
            FormLine::FormRow(FormRow::Save) => save(painter, area, here == FormRow::Save, labels),
            FormLine::FormRow(FormRow::Cell(at)) => {
                let found = cell(painter, area, form, *at, labels);
                if here == FormRow::Cell(*at) {
                    (caret, cursor) = (found, y);
                }
            }
        }
    }
    if top + room < lines.len() && !(painter.is_sober() && is_low(body)) {
        painter.put_right(
            body.x,
            body.bottom().saturating_sub(1),
            body.width,
            Role::Focused,
            "↓ suite",
        );
    }
    (caret, cursor)
}

fn save(painter: &mut Painter, area: Rect, here: bool, labels: u16) {
    let role = if here { Role::Selected } else { Role::Key };
    let x = labels + 4;
    painter.put(
        area.x + x,
        area.y,
        area.width.saturating_sub(x),
        role,
        "[ Enregistrer ]",
    );
    if here {
        painter.put(area.x, area.y, 2, Role::Title, "▸ ");
    }
}

/// Draws a cell; returns its caret where it has the cursor and takes typed text.
fn cell(painter: &mut Painter, area: Rect, form: &Editor, at: At, labels: u16) -> Option<Position> {
    let here = form.here() == FormRow::Cell(at);
    let open = form.may_edit(FormRow::Cell(at));
    let head = if here {
        ("▸ ", Role::Title)
    } else {
        ("  ", Role::Muted)
    };
    painter.put(area.x, area.y, 2, head.1, head.0);
    painter.put(area.x + 2, area.y, labels, head.1, &label(form, at));
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
        let caret = field::draw(painter, x, area.y, width, &value.field);
        let after = width + 2;
        painter.put(
            x + after,
            area.y,
            room.saturating_sub(after),
            Role::Muted,
            echo.as_deref().unwrap_or_default(),
        );
        return caret;
    }
    plain(painter, (x, area.y, room), form, at, value, echo.as_ref());
    if here {
        painter.paint(Rect::new(x, area.y, room, 1), Role::Selected);
    }
    None
}

/// Writes what a cell holds.
fn plain(
    painter: &mut Painter,
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
        (None, true) => (
            Role::Muted,
            empty(painter, form.values.specs[at.0].many).to_owned(),
        ),
        (None, false) => (Role::Text, shown),
    };
    painter.put(x, y, room, role, &text);
}

/// What a cell that holds nothing shows: whether one more can be added there.
fn empty(painter: &Painter, many: bool) -> &'static str {
    match (painter.is_sober(), many) {
        (true, true) => "ajouter",
        (true, false) => "vide",
        (false, true) => "+",
        (false, false) => "–",
    }
}
