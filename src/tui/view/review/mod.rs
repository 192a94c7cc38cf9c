//! The review: how far it is, and the school shown.

use ratatui::layout::Rect;

use crate::config::state::Progress;
use crate::tui::model::frame::inside;
use crate::tui::model::review::Review;
use crate::tui::theme::Role;

use super::pen::Pen;

/// Draws the school under review.
pub fn draw(pen: &mut Pen, area: Rect, review: &Review) {
    pen.frame(area, Role::Focused, &title(review));
    let inner = inside(area);
    let shown = review.lines.iter().skip(review.top);
    for (y, line) in (inner.y..inner.bottom()).zip(shown) {
        pen.pieces(inner.x, y, inner.width, line);
    }
    if review.more() {
        let y = area.bottom().saturating_sub(1);
        pen.put_right(
            area.x,
            y,
            area.width.saturating_sub(2),
            Role::Focused,
            " ↓ suite ",
        );
    }
}

/// `Revue · 37 sur 112 · 21 faites · 5 remises · commune:grenoble`.
fn title(review: &Review) -> Vec<(Role, String)> {
    let mut parts = vec!["Revue".to_owned()];
    if !review.is_listing() {
        let progress = review.queue.progress();
        let place = progress.place.min(progress.total);
        parts.push(format!("{place} sur {}", progress.total));
        parts.extend(counted(progress));
    }
    let mut pieces = vec![(Role::Focused, parts.join(" · "))];
    if !review.label.is_empty() {
        pieces.push((Role::Focused, " · ".to_owned()));
        pieces.push((Role::Text, review.label.clone()));
    }
    pieces
}

/// `21 faites · 5 remises`, each where there is one.
fn counted(counts: Progress) -> Vec<String> {
    let words = [
        (counts.done, "faite", "faites"),
        (counts.put_off, "remise", "remises"),
        (counts.ready, "prête", "prêtes"),
    ];
    words
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect()
}
