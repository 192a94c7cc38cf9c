//! A screen that is too small for the panes says so.

use ratatui::layout::Size;

use crate::tui::keymap::{Context, Press};
use crate::tui::model::Model;
use crate::tui::model::frame::{SMALLEST_SOBER, smallest};
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::header::marks;
use super::painter::Painter;
use crate::tui::wording::capital;

/// Draws the sentence: what is needed, and how to leave.
pub fn draw(painter: &mut Painter, size: Size, model: &Model) {
    let sober = model.options.look.sober;
    let least = smallest(sober);
    let quit = model.key(Context::Everywhere, Press::Quit);
    let other = if sober {
        String::new()
    } else {
        format!(
            ", ou {}\u{a0}×\u{a0}{} avec --sobre",
            SMALLEST_SOBER.width, SMALLEST_SOBER.height
        )
    };
    let text = format!(
        "Écran trop petit\u{a0}: {}\u{a0}×\u{a0}{}. Il faut {}\u{a0}×\u{a0}{}{other}. {quit}\u{a0}quitte.",
        size.width, size.height, least.width, least.height
    );
    let mark = marks(&model.options).map(|mark| format!("{}.", capital(&mark)));
    let lines = mark.into_iter().chain([text]);
    let lines = lines.flat_map(|text| wrap(&text, size.width.into()));
    for (y, line) in (0..size.height).zip(lines) {
        painter.put(0, y, size.width, Role::Text, &line);
    }
}
