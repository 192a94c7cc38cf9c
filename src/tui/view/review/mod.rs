//! The review: how far it is, the school shown, and what can be done about it.

mod bar;

pub use bar::{bar, is_beside, is_made_for};

use ratatui::layout::Rect;

use crate::config::state::Progress;
use crate::tui::keymap::Hint;
use crate::tui::model::frame::{framed, is_low};
use crate::tui::model::review::{Review, bar_rows};
use crate::tui::theme::Role;

use super::painter::{Painter, columns};

/// The columns between two verbs.
const GAP: u16 = 2;

/// Draws the school under review; where signs are not said in words, the last rows name the verbs.
pub fn draw(painter: &mut Painter, area: Rect, review: &Review, verbs: &[Hint]) {
    painter.frame(area, Role::Focused, &title(review));
    let mut inner = framed(area, review.sober);
    if !review.sober {
        let rows = u16::try_from(bar_rows(inner.width.into()))
            .unwrap_or(0)
            .min(inner.height);
        inner.height -= rows;
        let bar = Rect {
            y: inner.bottom(),
            height: rows,
            ..inner
        };
        self::verbs(painter, bar, verbs);
    }
    let shown = review.lines.iter().skip(review.top);
    for (y, line) in (inner.y..inner.bottom()).zip(shown) {
        painter.pieces(inner.x, y, inner.width, line);
    }
    if review.more() && !(review.sober && is_low(area)) {
        let y = area.bottom().saturating_sub(1);
        painter.put_right(
            area.x,
            y,
            area.width.saturating_sub(2),
            Role::Focused,
            " ↓ suite ",
        );
    }
}

/// The verbs on the last rows, as many as they need; those for which there is no room are in the palette.
fn verbs(painter: &mut Painter, area: Rect, verbs: &[Hint]) {
    let wide = |(key, name): &Hint| columns(key) + 1 + columns(name);
    let (mut places, mut x, mut row) = (Vec::new(), 0, 0);
    for hint in verbs {
        if x > 0 && x + wide(hint) > area.width {
            (x, row) = (0, row + 1);
        }
        places.push((x, row));
        x += wide(hint) + GAP;
    }
    let first = area.height.saturating_sub(row + 1);
    for (hint, (x, row)) in verbs.iter().zip(places) {
        let y = area.y + first + row;
        if y >= area.bottom() {
            return;
        }
        let room = area.width.saturating_sub(x);
        let taken = painter.put(area.x + x, y, room, Role::Key, &hint.0) + 1;
        let left = room.saturating_sub(taken);
        painter.put(area.x + x + taken, y, left, Role::Text, &hint.1);
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
