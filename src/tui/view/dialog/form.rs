//! A form: what it is about, what follows, its field, what is wrong.

use ratatui::layout::{Position, Size};

use crate::tui::model::dialog::{Form, FormKind};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::painter::Painter;
use crate::tui::wording::capital;

use super::chooser::{day_rows, draw_day};
use super::{FORM, window};

/// The rows of a form but for its intro: what it is about, its field, what is wrong, and two empty ones.
const OTHERS: u16 = 6;

/// Draws a form; returns the caret of its field, which is always in sight: a short window leaves out the rest.
pub fn draw(painter: &mut Painter, size: Size, form: &Form) -> Option<Position> {
    let room = text_room(size, painter.is_sober());
    let about = wrap(&form.about, room);
    let intro: Vec<String> = form.intro.iter().flat_map(|line| wrap(line, room)).collect();
    let said = hint(form).map(|(role, text)| (role, wrap(&painter.words(role, &text), room)));
    let rows = |lines: &[String]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let more = said
        .as_ref()
        .map_or(0, |(_, lines)| rows(lines).saturating_sub(2));
    let wanted = rows(&about).saturating_sub(1) + rows(&intro) + OTHERS + more;
    let inner = window(painter, size, FORM, wanted, &form.title);
    let gap = u16::from(inner.height >= wanted);
    let field = match &form.kind {
        FormKind::Day(day) => day_rows(inner.width, day),
        FormKind::Name(_) | FormKind::File(_) | FormKind::Path(_) | FormKind::Note(_) => 1,
    };
    let last = inner.bottom().saturating_sub(field + gap).max(inner.y + 1);
    for (row, line) in (inner.y..last).zip(&about) {
        painter.put(inner.x, row, inner.width, Role::Title, line);
    }
    let mut y = last.min(inner.y + rows(&about));
    for (row, line) in (y..last).zip(&intro) {
        painter.put(inner.x, row, inner.width, Role::Text, line);
    }
    y = last.min(y + rows(&intro)) + gap;
    let caret = match &form.kind {
        FormKind::Day(day) => draw_day(painter, inner.x, y, inner.width, day),
        FormKind::Name(text) | FormKind::File(text) | FormKind::Path(text) | FormKind::Note(text) => {
            let taken = if painter.is_sober() {
                painter.put(inner.x, y, inner.width, Role::Text, "Texte\u{a0}: ")
            } else {
                0
            };
            field::draw(
                painter,
                inner.x + taken,
                y,
                inner.width.saturating_sub(taken),
                text,
            )
        }
    };
    if let Some((role, lines)) = said {
        for (y, line) in (y + field + gap..inner.bottom()).zip(lines) {
            painter.put(inner.x, y, inner.width, role, &line);
        }
    }
    caret
}

/// The columns for what a form says.
fn text_room(size: Size, sober: bool) -> usize {
    let columns = if sober {
        size.width
    } else {
        FORM.min(size.width.saturating_sub(4))
    };
    columns.saturating_sub(4).into()
}

/// What is wrong, what is awaited, or what is never to be typed.
fn hint(form: &Form) -> Option<(Role, String)> {
    match (&form.error, form.busy.is_some()) {
        (Some(error), _) => Some((Role::Error, format!("✗ {error}"))),
        (None, true) => Some((Role::Muted, "Enregistrement…".to_owned())),
        (None, false) => {
            let forbidden = form.kind.input().forbids()?;
            Some((Role::Muted, format!("{}.", capital(forbidden))))
        }
    }
}
