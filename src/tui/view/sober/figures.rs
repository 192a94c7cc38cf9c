//! The dashboard in sentences: each mark is a line, and the cursor is on the one under the hand.

use ratatui::layout::Rect;

use crate::tui::model::figures::{Dashboard, Mark, Picture};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::figures::pace;
use crate::tui::view::pen::Pen;
use crate::tui::view::rows;

/// Draws the picture shown.
pub fn draw(pen: &mut Pen, body: Rect, board: &Dashboard) {
    let area = rows::title(pen, body, &title(board));
    let Some(figures) = &board.figures else {
        let said = board.error.as_deref().unwrap_or("Comptage…");
        pen.put(area.x, area.y, area.width, Role::Text, said);
        return;
    };
    let mut y = area.y;
    if board.picture == Picture::Pace {
        for line in wrap(&pace(&figures.curve), area.width.into()) {
            pen.put(area.x, y, area.width, Role::Text, &line);
            y += 1;
        }
    }
    marks(
        pen,
        Rect {
            y: y.min(area.bottom()),
            height: area.bottom().saturating_sub(y),
            ..area
        },
        board,
    );
}

/// `Tableau de bord, image 1 sur 7, Étapes`.
fn title(board: &Dashboard) -> String {
    let place = Picture::ALL.iter().position(|one| *one == board.picture);
    let mut said = format!(
        "Tableau de bord, image {} sur {}, {}",
        place.unwrap_or(0) + 1,
        Picture::ALL.len(),
        board.picture.full_title()
    );
    if !board.label.is_empty() {
        said.push_str(", ");
        said.push_str(&board.label);
    }
    said
}

fn marks(pen: &mut Pen, area: Rect, board: &Dashboard) {
    let all: Vec<((usize, usize), &Mark)> = board
        .rows
        .iter()
        .enumerate()
        .flat_map(|(row, marks)| {
            let marks = marks.iter().enumerate();
            marks.map(move |(place, mark)| ((row, place), mark))
        })
        .collect();
    if all.is_empty() {
        pen.put(
            area.x,
            area.y,
            area.width,
            Role::Text,
            "Rien à montrer sur cette image.",
        );
        return;
    }
    let at = all.iter().position(|(hand, _)| *hand == board.hand).unwrap_or(0);
    let said: Vec<String> = all.iter().map(|(_, mark)| sentence(mark)).collect();
    rows::page(pen, area, &said, at);
}

fn sentence(mark: &Mark) -> String {
    format!("{}\u{a0}: {}", mark.label, mark.counted())
}
