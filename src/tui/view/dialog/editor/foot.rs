//! Below the fields of a form: what is wrong with the whole, or what is said of the field under the cursor.

use ratatui::layout::Rect;

use crate::tui::form::spec::Input;
use crate::tui::keymap::{Context, Edit, Keymap, Press, Verb};
use crate::tui::model::editor::{Editor, FormRow};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;

/// The rows below the fields: what is said of the one under the cursor, or of the whole.
const FOOT: u16 = 3;

/// The rows below the fields: more where what is wrong with the whole takes more.
pub fn rows(painter: &Painter, form: &Editor, columns: u16) -> u16 {
    let error = form.error.as_deref().unwrap_or_default();
    let error = painter.words(Role::Error, &format!("✗ {error}"));
    let lines = wrap(&error, columns.saturating_sub(4).into()).len();
    u16::try_from(lines + 1).unwrap_or(FOOT).clamp(FOOT, 2 * FOOT)
}

/// What is wrong with the whole, what is under way, or what is said of the field under the cursor.
pub fn draw(painter: &mut Painter, area: Rect, keymap: &Keymap, form: &Editor) {
    let (role, text) = match (&form.error, form.busy.is_some()) {
        (Some(error), _) => (Role::Error, format!("✗ {error}")),
        (None, true) => (Role::Muted, "Enregistrement…".to_owned()),
        (None, false) => (Role::Muted, hint(keymap, form)),
    };
    let pieces = wrap(&painter.words(role, &text), area.width.into());
    let gap = u16::from(area.height > 1);
    for (y, piece) in (area.y + gap..area.bottom()).zip(pieces) {
        painter.put(area.x, y, area.width, role, &piece);
    }
}

fn hint(keymap: &Keymap, form: &Editor) -> String {
    let Some(at) = form.cell_here() else {
        return format!("{} enregistre", keymap.shown(Context::Dialog, Press::Accept));
    };
    if !form.may_edit(FormRow::Cell(at)) {
        return form.key_words(&keymap.shown(Context::List, Verb::Correct));
    }
    let hint = form.values.specs[at.0].hint;
    let empty = keymap.shown(Context::Field, Press::Edit(Edit::DeleteBefore));
    let how = match form.values.input(at) {
        Some(Input::Record(_)) => format!("tapez un fragment pour choisir, {empty} pour vider"),
        Some(input) if input.is_picked() => format!("Espace ou une lettre pour choisir, {empty} pour vider"),
        Some(Input::Day) => "12/9, 12/09/26, auj, hier, +15j".to_owned(),
        _ => String::new(),
    };
    let forbidden = form.values.input(at).and_then(Input::forbids).unwrap_or_default();
    let parts: Vec<&str> = [hint, forbidden, &how]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    parts.join(" · ")
}
