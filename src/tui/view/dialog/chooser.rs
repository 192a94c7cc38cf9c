//! A chooser: what it is about, its field, its choices, and why the one under the cursor is refused.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::model::dialog::{Choice, Chooser, ChooserField, ChooserFocus, ChooserParts, DayField};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::painter::{Painter, columns};

use super::{frame, more};

/// Draws a chooser; returns the caret of its field.
pub fn draw(painter: &mut Painter, size: Size, chooser: &Chooser) -> Option<Position> {
    let parts = chooser.parts(size, painter.is_sober());
    frame(painter, parts.window, &chooser.title);
    if !chooser.about.is_empty() {
        let about = parts.about;
        painter.put(about.x, about.y, about.width, Role::Title, &chooser.about);
    }
    choices(painter, &parts, chooser);
    if parts.top + usize::from(parts.choices.height) < chooser.choices.len() {
        more(painter, parts.window);
    }
    reason(painter, parts.reason, chooser);
    match &chooser.entry {
        ChooserField::None => None,
        ChooserField::Filter(text) => {
            field::draw(painter, parts.filter.x, parts.filter.y, parts.filter.width, text)
        }
        ChooserField::Day(day) => draw_day(painter, parts.day.x, parts.day.y + 1, parts.day.width, day)
            .filter(|_| chooser.focus == ChooserFocus::Day),
    }
}

fn choices(painter: &mut Painter, parts: &ChooserParts, chooser: &Chooser) {
    let area = parts.choices;
    if chooser.choices.is_empty() {
        // Nothing is below it but the rows of a reason, of which there is none.
        let lines = wrap(&chooser.empty, area.width.into());
        for (y, line) in (area.y..parts.reason.bottom()).zip(lines) {
            painter.put(area.x, y, area.width, Role::Muted, &line);
        }
        return;
    }
    let label = chooser.label_columns(area.width);
    let shown = chooser.choices.iter().enumerate().skip(parts.top);
    for (y, (index, one)) in (area.y..area.bottom()).zip(shown) {
        let line = Rect::new(area.x, y, area.width, 1);
        choice(painter, line, one, label);
        if index == chooser.at {
            painter.paint(line, Role::Selected);
        }
    }
}

fn choice(painter: &mut Painter, line: Rect, choice: &Choice, label: u16) {
    let (mark, role) = match (choice.current, &choice.refused) {
        (true, _) => ("▸ ", Role::Title),
        (false, Some(_)) => ("✗ ", Role::Muted),
        (false, None) if choice.marked => ("● ", Role::Marked),
        (false, None) => ("  ", Role::Text),
    };
    painter.put(line.x, line.y, line.width, role, mark);
    let detail = choice.beside();
    let room = line.width.saturating_sub(2);
    let room = if detail.is_empty() { room } else { label.min(room) };
    painter.put(line.x + 2, line.y, room, role, &choice.label);
    let x = label + 4;
    painter.put(
        line.x + x,
        line.y,
        line.width.saturating_sub(x),
        Role::Muted,
        detail,
    );
}

/// The columns of the field of a day.
const DAY: u16 = 18;

/// The rows of the field of a day: two where its label leaves it too little room.
pub fn day_rows(room: u16, day: &DayField) -> u16 {
    1 + u16::from(columns(&day.label) + 1 + DAY > room)
}

/// Draws the field of a day and what was understood of it.
pub fn draw_day(painter: &mut Painter, x: u16, y: u16, room: u16, day: &DayField) -> Option<Position> {
    let taken = painter.put(x, y, room, Role::Text, &format!("{} ", day.label));
    let (label, y) = if day_rows(room, day) > 1 {
        (0, y + 1)
    } else {
        (taken, y)
    };
    let width = DAY.min(room.saturating_sub(label));
    let caret = field::draw(painter, x + label, y, width, &day.field);
    let (role, said) = match day.echo() {
        Ok(said) => (Role::Muted, said),
        Err(said) => (Role::Error, said),
    };
    let taken = label + width + 2;
    painter.put(x + taken, y, room.saturating_sub(taken), role, &said);
    caret
}

/// What is wrong, or what is said of the choice under the cursor, or what is typed of a choice.
fn reason(painter: &mut Painter, area: Rect, chooser: &Chooser) {
    let said = chosen_said(chooser, area.width);
    let (role, said) = match (&chooser.error, said) {
        (Some(error), _) => (Role::Error, format!("✗ {error}")),
        (None, None) if chooser.busy.is_some() => (Role::Muted, "Enregistrement…".to_owned()),
        (None, Some(said)) => (Role::Text, said),
        (None, None) => match &chooser.focus {
            ChooserFocus::List(typed) if !typed.is_empty() => (Role::Muted, format!("«\u{a0}{typed}\u{a0}»")),
            ChooserFocus::List(_) | ChooserFocus::Nowhere(_) | ChooserFocus::Day => return,
        },
    };
    let mut lines = wrap(&said, area.width.into());
    let room = usize::from(area.height.saturating_sub(1));
    if lines.len() > room {
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        painter.put(area.x, y, area.width, role, &line);
    }
}

/// What is said of the choice under the cursor, where something is.
fn chosen_said(chooser: &Chooser, room: u16) -> Option<String> {
    let said = chooser.said_of(chooser.chosen()?, room);
    (!said.is_empty()).then_some(said)
}
