//! A screen that is too small for the panes says so.

use ratatui::layout::Size;

use crate::tui::model::frame::SMALLEST;
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::pen::Pen;

/// Draws the sentence.
pub fn draw(pen: &mut Pen, size: Size) {
    let text = format!(
        "Écran trop petit ({} × {}). Agrandissez la fenêtre jusqu’à {} × {}.",
        size.width, size.height, SMALLEST.width, SMALLEST.height
    );
    for (y, line) in (0..size.height).zip(wrap(&text, size.width.into())) {
        pen.put(0, y, size.width, Role::Text, &line);
    }
}
