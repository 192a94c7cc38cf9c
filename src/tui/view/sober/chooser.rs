//! A list of which one is chosen: one choice a line. Its field, if it has one, has the line of the search bar.

use ratatui::layout::Rect;

use crate::tui::model::dialog::{Choice, Chooser};
use crate::tui::text::wrap;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows;

/// Draws the title, what it is about, and the choices.
pub fn draw(painter: &mut Painter, body: Rect, chooser: &Chooser) {
    let title = if chooser.about.is_empty() {
        chooser.title.clone()
    } else {
        format!("{}\u{a0}: {}", chooser.title, chooser.about)
    };
    let area = rows::title(painter, body, &title);
    if chooser.choices.is_empty() {
        let lines = wrap(&chooser.empty, area.width.into());
        return rows::draw(painter, area, &lines, None);
    }
    let choices: Vec<String> = chooser.choices.iter().map(sentence).collect();
    rows::page(painter, area, &choices, chooser.at);
}

/// `contrat souscrit, depuis le 12/09/2026 (en cours)`.
pub fn sentence(choice: &Choice) -> String {
    let mut said = choice.label.clone();
    if !choice.detail.is_empty() {
        said.push_str(", ");
        said.push_str(&choice.detail);
    }
    if choice.current {
        said.push_str(" (en cours)");
    }
    if choice.marked {
        said.push_str(" (cochée)");
    }
    if choice.refused.is_some() {
        said.push_str(" (impossible)");
    }
    said
}
