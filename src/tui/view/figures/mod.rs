//! The dashboard: the tabs of its pictures, the picture shown, and the mark under the cursor in words.

mod bars;
mod calendar;
mod curve;
mod split;

use ratatui::layout::Rect;

use crate::domain::query::figures::Figures;
use crate::tui::model::figures::{Dashboard, Picture, PictureCount};
use crate::tui::model::frame::inside;
use crate::tui::theme::Role;
use crate::tui::wording::{lines, schools};

use super::painter::Painter;

pub use curve::words as pace;

/// What fills a bar.
const FULL: &str = "█";

/// What fills the part of a bar that is ready.
const READY: &str = "▄";

/// What fills the part of a bar that is held back.
const HELD: &str = "░";

/// What fills the part of a bar that is to regularise.
const CRITICAL: &str = "!";

/// Draws the dashboard.
pub fn draw(painter: &mut Painter, area: Rect, dashboard: &Dashboard) {
    painter.frame(area, Role::Focused, &tabs(dashboard));
    let inner = inside(area);
    let inner = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    };
    match (&dashboard.figures, &dashboard.error) {
        (_, Some(why)) => {
            painter.put(inner.x, inner.y, inner.width, Role::Error, &format!("✗ {why}"));
        }
        (None, None) => {
            painter.put(inner.x, inner.y, inner.width, Role::Muted, "Comptage…");
        }
        (Some(figures), None) => {
            picture(painter, Dashboard::body(area), dashboard, figures);
            caption(painter, inner, dashboard);
        }
    }
}

fn tabs(dashboard: &Dashboard) -> Vec<(Role, String)> {
    let mut pieces: Vec<(Role, String)> = Picture::ALL
        .iter()
        .map(|picture| {
            if *picture == dashboard.picture {
                (Role::Focused, format!("[{}]", picture.title()))
            } else {
                (Role::Muted, format!(" {} ", picture.title()))
            }
        })
        .collect();
    if !dashboard.label.is_empty() {
        pieces.push((Role::Focused, " · ".to_owned()));
        pieces.push((Role::Text, dashboard.label.clone()));
    }
    pieces
}

fn picture(painter: &mut Painter, area: Rect, dashboard: &Dashboard, figures: &Figures) {
    match dashboard.picture {
        Picture::Stages => {
            let head = format!(
                "{}, {}\u{a0}: une par école et par catégorie de solution",
                schools(figures.schools),
                lines(figures.total)
            );
            split::stages(painter, area, dashboard, &head);
        }
        Picture::Circonscriptions => {
            split::draw(painter, area, dashboard, "Les plus bloquées d’abord");
        }
        Picture::Collectivites => split::draw(painter, area, dashboard, &collectivites(figures)),
        Picture::Pace => curve::draw(painter, area, dashboard, &figures.curve),
        Picture::Reasons => split::reasons(painter, area, dashboard, &figures.reasons),
        Picture::Ends => calendar::draw(painter, area, dashboard, &figures.ends),
        Picture::Councils => {
            let head = "Écoles, par semaine de leur prochain conseil d’école";
            let label = |mark: &PictureCount| mark.label.trim_start_matches("conseils ").to_owned();
            bars::draw(painter, area, dashboard, head, &label);
        }
    }
}

fn collectivites(figures: &Figures) -> String {
    let (shown, all) = (figures.collectivites.len(), figures.collectivites_in_all);
    if shown < all {
        format!("Les {shown} plus bloquées")
    } else {
        "Les plus bloquées d’abord".to_owned()
    }
}

/// The mark under the cursor, in words, on the last line.
fn caption(painter: &mut Painter, inner: Rect, dashboard: &Dashboard) {
    let Some(mark) = dashboard.mark() else {
        return;
    };
    let said = format!("▸ {}\u{a0}: {}", mark.label, mark.counted());
    let y = inner.bottom().saturating_sub(1);
    painter.put(inner.x, y, inner.width, Role::Title, &said);
}
