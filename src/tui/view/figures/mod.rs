//! The dashboard: the tabs of its pictures, the picture shown, and the mark under the hand in words.

mod bars;
mod calendar;
mod curve;
mod split;

use ratatui::layout::Rect;

use crate::domain::query::figures::Figures;
use crate::tui::model::figures::{Dashboard, Mark, Picture};
use crate::tui::model::frame::inside;
use crate::tui::theme::Role;
use crate::tui::wording::{lines, schools};

use super::pen::Pen;

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
pub fn draw(pen: &mut Pen, area: Rect, board: &Dashboard) {
    pen.frame(area, Role::Focused, &tabs(board));
    let inner = inside(area);
    let inner = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        ..inner
    };
    match (&board.figures, &board.error) {
        (_, Some(why)) => {
            pen.put(inner.x, inner.y, inner.width, Role::Error, &format!("✗ {why}"));
        }
        (None, None) => {
            pen.put(inner.x, inner.y, inner.width, Role::Muted, "Comptage…");
        }
        (Some(figures), None) => {
            picture(pen, Dashboard::body(area), board, figures);
            caption(pen, inner, board);
        }
    }
}

fn tabs(board: &Dashboard) -> Vec<(Role, String)> {
    let mut pieces: Vec<(Role, String)> = Picture::ALL
        .iter()
        .map(|picture| {
            if *picture == board.picture {
                (Role::Focused, format!("[{}]", picture.title()))
            } else {
                (Role::Muted, format!(" {} ", picture.title()))
            }
        })
        .collect();
    if !board.label.is_empty() {
        pieces.push((Role::Focused, " · ".to_owned()));
        pieces.push((Role::Text, board.label.clone()));
    }
    pieces
}

fn picture(pen: &mut Pen, area: Rect, board: &Dashboard, figures: &Figures) {
    match board.picture {
        Picture::Stages => {
            let head = format!(
                "{}, {}\u{a0}: une par école et par catégorie de solution",
                schools(figures.schools),
                lines(figures.total)
            );
            bars::draw(pen, area, board, &head, &|mark| mark.label.clone());
        }
        Picture::Circonscriptions => {
            split::draw(pen, area, board, "Les plus bloquées d’abord");
        }
        Picture::Collectivites => split::draw(pen, area, board, &collectivites(figures)),
        Picture::Pace => curve::draw(pen, area, board, &figures.curve),
        Picture::Reasons => split::reasons(pen, area, board, &figures.reasons),
        Picture::Ends => calendar::draw(pen, area, board, &figures.ends),
        Picture::Councils => {
            let head = "Écoles, par semaine de leur prochain conseil d’école";
            let label = |mark: &Mark| mark.label.trim_start_matches("conseils ").to_owned();
            bars::draw(pen, area, board, head, &label);
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

/// The mark under the hand, in words, on the last line.
fn caption(pen: &mut Pen, inner: Rect, board: &Dashboard) {
    let Some(mark) = board.mark() else {
        return;
    };
    let said = format!("▸ {}\u{a0}: {}", mark.label, mark.counted());
    let y = inner.bottom().saturating_sub(1);
    pen.put(inner.x, y, inner.width, Role::Title, &said);
}
