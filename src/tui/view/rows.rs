//! Rows of which one is under the cursor: that one is whole, on as many lines as the longest takes, and each other has one
//! line. A title, which has the empty line under it where it is long.

use ratatui::layout::Rect;

use crate::text::inert;
use crate::tui::model::frame::gap;
use crate::tui::spoken;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;

/// The end of a row that is not whole.
const MORE: char = '…';

/// Draws rows from the top of an area, with the place of the one under the cursor among them; where that one would end
/// below the area, those above it make room. It has the lines of the longest: as the cursor moves, the rows below it stay.
pub fn draw(painter: &mut Painter, area: Rect, rows: &[String], cursor: Option<usize>) {
    let room = usize::from(area.height).max(1);
    let all: Vec<Vec<String>> = rows.iter().map(|row| pieces(row, area.width)).collect();
    let most = all.iter().map(Vec::len).max().unwrap_or(1).min(room);
    let mut lines: Vec<String> = Vec::new();
    let mut whole = 0..0;
    for (place, mut pieces) in all.into_iter().enumerate() {
        if cursor == Some(place) {
            pieces = kept(pieces, room);
            whole = lines.len()..lines.len() + pieces.len();
            pieces.resize(most.max(pieces.len()), String::new());
        } else if pieces.len() > 1 {
            pieces.truncate(1);
            pieces[0].push(MORE);
        }
        lines.extend(pieces);
    }
    let above = whole.end.saturating_sub(area.height.into()).min(whole.start);
    for (y, (place, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate().skip(above)) {
        painter.put(area.x, y, area.width, Role::Text, line);
        if place == whole.start && cursor.is_some() {
            painter.flatten(Rect::new(area.x, y, area.width, 1), Role::Selected);
        }
    }
}

/// Draws the page of all rows that the one under the cursor is on: a move inside it writes few rows again.
pub fn page(painter: &mut Painter, area: Rect, rows: &[String], at: usize) {
    let room = usize::from(area.height).max(1);
    let top = (at / room * room).min(rows.len().saturating_sub(room));
    let shown = rows.get(top..rows.len().min(top + room)).unwrap_or_default();
    draw(painter, area, shown, at.checked_sub(top));
}

/// A row in lines. Whole or not, its first line has the same words: a move of the cursor writes few of them again.
fn pieces(row: &str, columns: u16) -> Vec<String> {
    let row = in_words(row);
    if width(&row) <= columns.into() {
        vec![row]
    } else {
        wrap(&row, columns.saturating_sub(1).into())
    }
}

/// Draws the title of a body; returns the area of its rows.
pub fn title(painter: &mut Painter, body: Rect, text: &str) -> Rect {
    let (columns, room) = (body.width.saturating_sub(1).into(), usize::from(1 + gap(body)));
    let lines = wrap(&shortened(text, columns, room), columns);
    for (y, line) in (body.y..).zip(kept(lines, room)) {
        painter.put(body.x + 1, y, body.width.saturating_sub(1), Role::Title, &line);
    }
    let taken = (1 + gap(body)).min(body.height);
    Rect {
        x: body.x + 1,
        y: body.y + taken,
        width: body.width.saturating_sub(1),
        height: body.height - taken,
    }
}

/// So many lines: the last takes the rest, and is cut.
pub fn kept(mut lines: Vec<String>, room: usize) -> Vec<String> {
    let rest = lines.split_off(lines.len().min(room.saturating_sub(1)));
    if !rest.is_empty() {
        lines.push(rest.join(" "));
    }
    lines
}

/// Leaves out the last parts of an enumeration until it fits in so many lines; the first stays.
pub fn shortened(text: &str, columns: usize, rows: usize) -> String {
    let mut said = in_words(text);
    while wrap(&said, columns).len() > rows {
        let Some(end) = said.rfind(", ") else { break };
        said.truncate(end);
    }
    said
}

/// The text as it is drawn, before it is wrapped: a word is longer than its sign.
pub fn in_words(text: &str) -> String {
    spoken::text(Role::Text, &inert(text)).into_owned()
}
