//! The shortest way of the cursor from one place to another.

use ratatui::layout::Position;

/// Appends the shortest sequence that brings the cursor to `to`.
///
/// `from` is `None` when the place is not known, such as after the last column was written.
/// Line feeds keep the column: the terminal is in raw mode.
pub(super) fn travel(from: Option<Position>, to: Position, out: &mut Vec<u8>) {
    if from == Some(to) {
        return;
    }
    let mut best = absolute(to);
    if let Some(from) = from {
        for way in [along_row(from, to), along_column(from, to)]
            .into_iter()
            .flatten()
        {
            if way.len() < best.len() {
                best = way;
            }
        }
    }
    out.extend_from_slice(best.as_bytes());
}

fn absolute(to: Position) -> String {
    match (to.x, to.y) {
        (0, 0) => "\x1b[H".to_owned(),
        (0, y) => format!("\x1b[{}H", y + 1),
        (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
    }
}

fn along_row(from: Position, to: Position) -> Option<String> {
    if from.y != to.y {
        return None;
    }
    if to.x == 0 {
        return Some("\r".to_owned());
    }
    let steps = from.x.abs_diff(to.x);
    Some(match (to.x < from.x, steps) {
        (true, ..=3) => "\x08".repeat(usize::from(steps)),
        (true, _) => relative(steps, 'D'),
        (false, _) => relative(steps, 'C'),
    })
}

/// Goes up or down, then along the row.
fn along_column(from: Position, to: Position) -> Option<String> {
    let steps = from.y.abs_diff(to.y);
    let down = match (to.y < from.y, steps) {
        (true, _) => relative(steps, 'A'),
        (false, ..=3) => "\n".repeat(usize::from(steps)),
        (false, _) => relative(steps, 'B'),
    };
    if from.x == to.x {
        return Some(down);
    }
    let along = along_row(Position { x: from.x, y: to.y }, to)?;
    Some(format!("{down}{along}"))
}

fn relative(steps: u16, letter: char) -> String {
    match steps {
        0 => String::new(),
        1 => format!("\x1b[{letter}"),
        _ => format!("\x1b[{steps}{letter}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let mut out = Vec::new();
        travel(from.map(Position::from), to.into(), &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn the_shortest_way_is_taken() {
        let cases = [
            (None, (0, 0), "E[H"),
            (None, (0, 4), "E[5H"),
            (None, (9, 4), "E[5;10H"),
            (Some((9, 4)), (9, 4), ""),
            (Some((9, 4)), (10, 4), "E[C"),
            (Some((9, 4)), (30, 4), "E[21C"),
            (Some((9, 4)), (7, 4), "\u{8}\u{8}"),
            (Some((9, 4)), (0, 4), "\r"),
            (Some((9, 4)), (0, 5), "\n\r"),
            (Some((9, 4)), (9, 6), "\n\n"),
            (Some((9, 4)), (9, 3), "E[A"),
            (Some((9, 4)), (6, 5), "\n\u{8}\u{8}\u{8}"),
            (Some((89, 4)), (30, 5), "\nE[59D"),
            (Some((9, 4)), (0, 3), "E[4H"),
            (Some((9, 4)), (30, 9), "E[10;31H"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(way(from, to), expected, "{from:?} -> {to:?}");
        }
    }
}
