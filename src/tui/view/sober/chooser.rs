//! A list of which one is chosen: one choice a line. Its field, if it has one, has the line of the search bar.

use ratatui::layout::Rect;

use crate::tui::model::frame::gap;
use crate::tui::model::layer::{Choice, Chooser};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Draws the title, what it is about, and the choices.
pub fn draw(pen: &mut Pen, body: Rect, chooser: &Chooser) {
    let mut area = super::under_title(body);
    let title = if chooser.about.is_empty() {
        chooser.title.clone()
    } else {
        format!("{}\u{a0}: {}", chooser.title, chooser.about)
    };
    pen.put(area.x, body.y, area.width, Role::Title, &title);
    let gap = gap(body);
    (area.y, area.height) = (area.y + gap, area.height.saturating_sub(gap));
    if chooser.choices.is_empty() {
        let lines = wrap(&chooser.empty, area.width.into());
        for (y, line) in (area.y..area.bottom()).zip(lines) {
            pen.put(area.x, y, area.width, Role::Text, &line);
        }
        return;
    }
    let rows = usize::from(area.height);
    let last = chooser.choices.len().saturating_sub(rows);
    // By whole pages: a move inside one writes no row again.
    let top = (chooser.at / rows.max(1) * rows).min(last);
    for (y, (index, choice)) in (area.y..area.bottom()).zip(chooser.choices.iter().enumerate().skip(top)) {
        pen.put(area.x, y, area.width, Role::Text, &sentence(choice));
        if index == chooser.at {
            pen.paint(Rect::new(area.x, y, area.width, 1), Role::Selected);
        }
    }
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
