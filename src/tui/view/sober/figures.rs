//! The dashboard in sentences: each mark is a line, and the cursor of the terminal is on the chosen one.

use ratatui::layout::Rect;

use crate::tui::model::figures::{Dashboard, Picture, PictureCount};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::figures::pace;
use crate::tui::view::painter::Painter;
use crate::tui::view::rows;

/// Draws the picture shown.
pub fn draw(painter: &mut Painter, body: Rect, dashboard: &Dashboard) {
    let area = rows::title(painter, body, &title(dashboard));
    let Some(figures) = &dashboard.figures else {
        let said = dashboard.error.as_deref().unwrap_or("Comptage…");
        painter.put(area.x, area.y, area.width, Role::Text, said);
        return;
    };
    let mut y = area.y;
    if dashboard.picture == Picture::Pace {
        for line in wrap(&pace(&figures.curve), area.width.into()) {
            painter.put(area.x, y, area.width, Role::Text, &line);
            y += 1;
        }
    }
    marks(
        painter,
        Rect {
            y: y.min(area.bottom()),
            height: area.bottom().saturating_sub(y),
            ..area
        },
        dashboard,
    );
}

/// `Tableau de bord, image 1 sur 7, Étapes`.
fn title(dashboard: &Dashboard) -> String {
    let place = Picture::ALL.iter().position(|one| *one == dashboard.picture);
    let mut said = format!(
        "Tableau de bord, image {} sur {}, {}",
        place.unwrap_or(0) + 1,
        Picture::ALL.len(),
        dashboard.picture.full_title()
    );
    if !dashboard.label.is_empty() {
        said.push_str(", ");
        said.push_str(&dashboard.label);
    }
    said
}

fn marks(painter: &mut Painter, area: Rect, dashboard: &Dashboard) {
    let all: Vec<((usize, usize), &PictureCount)> = dashboard
        .rows
        .iter()
        .enumerate()
        .flat_map(|(row, marks)| {
            let marks = marks.iter().enumerate();
            marks.map(move |(place, mark)| ((row, place), mark))
        })
        .collect();
    if all.is_empty() {
        painter.put(
            area.x,
            area.y,
            area.width,
            Role::Text,
            "Rien à montrer sur cette image.",
        );
        return;
    }
    let at = all
        .iter()
        .position(|(cursor, _)| *cursor == dashboard.cursor)
        .unwrap_or(0);
    let said: Vec<String> = all.iter().map(|(_, mark)| sentence(mark)).collect();
    rows::page(painter, area, &said, at);
}

fn sentence(mark: &PictureCount) -> String {
    format!("{}\u{a0}: {}", mark.label, mark.counted())
}
