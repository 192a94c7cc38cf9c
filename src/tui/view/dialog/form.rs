//! A form: what it is about, what follows, its field, what is wrong.

use ratatui::layout::{Position, Size};

use crate::tui::model::layer::{Form, FormKind};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::field;
use crate::tui::view::pen::Pen;

use super::chooser::draw_day;
use super::{FORM, window};

/// Draws a form; returns the caret of its field.
pub fn draw(pen: &mut Pen, size: Size, form: &Form) -> Option<Position> {
    let intro = u16::try_from(form.intro.len()).unwrap_or(0);
    let inner = window(pen, size, FORM, intro + 6, &form.title);
    pen.put(inner.x, inner.y, inner.width, Role::Title, &form.about);
    let mut y = inner.y + 1;
    for line in &form.intro {
        pen.put(inner.x, y, inner.width, Role::Text, line);
        y += 1;
    }
    let caret = match &form.kind {
        FormKind::Day(day) => draw_day(pen, inner.x, y + 1, inner.width, day),
        FormKind::Text(text) => field::draw(pen, inner.x, y + 1, inner.width, text),
    };
    let (role, said) = match (&form.error, form.busy.is_some()) {
        (Some(error), _) => (Role::Error, format!("✗ {error}")),
        (None, true) => (Role::Muted, "Enregistrement…".to_owned()),
        (None, false) => return caret,
    };
    for (y, line) in (y + 3..inner.bottom()).zip(wrap(&said, inner.width.into())) {
        pen.put(inner.x, y, inner.width, role, &line);
    }
    caret
}
