//! A conflict: each field that both changed, with the value that both had seen, the operator's and the other's.

use ratatui::layout::{Rect, Size};

use crate::domain::change::{FieldConflict, Side};
use crate::tui::model::dialog::WIDEST;
use crate::tui::model::editor::{Clash, Editor};
use crate::tui::text::wrap;
use crate::tui::theme::Role;
use crate::tui::view::painter::Painter;

use super::window;

/// The rows of a field: its name and its three values.
const LEAST: u16 = 4;

/// A line: its role, its text, and whether it is of the field under the cursor.
type ClashLine = (Role, String, bool);

/// Draws the fields in conflict.
pub fn draw(painter: &mut Painter, size: Size, form: &Editor, clash: &Clash) {
    let frame = if painter.is_sober() { 0 } else { 4 };
    let room = WIDEST.min(size.width.saturating_sub(frame)).saturating_sub(4);
    let (who, several) = clash.authors();
    let have = if several { "ont" } else { "a" };
    let said = format!("{who} {have} aussi modifié cette fiche. Choisissez une valeur pour chaque champ.");
    let said = wrap(&said, room.into());
    let head = u16::try_from(said.len()).unwrap_or(u16::MAX).saturating_add(2);
    let lines = lines(clash, room.into(), painter.is_sober());
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let most = size.height.saturating_sub(7);
    let inner = window(
        painter,
        size,
        WIDEST,
        rows.min(most) + head + 1,
        "Fiche modifiée entre-temps",
    );
    // A short window has the fields alone.
    let head = if inner.height < head + LEAST { 0 } else { head };
    if head > 0 {
        painter.put(inner.x, inner.y, inner.width, Role::Title, &form.about);
        for (y, line) in (inner.y + 1..inner.bottom()).zip(&said) {
            painter.put(inner.x, y, inner.width, Role::Text, line);
        }
    }
    let body = Rect {
        y: inner.y + head,
        height: inner.height.saturating_sub(head),
        ..inner
    };
    let cursor = lines.iter().position(|(.., here)| *here).unwrap_or(0);
    let shown = usize::from(body.height);
    let top = cursor
        .saturating_sub(shown / 3)
        .min(lines.len().saturating_sub(shown));
    for (y, (role, text, here)) in (body.y..body.bottom()).zip(lines.iter().skip(top)) {
        painter.put(body.x, y, body.width, *role, text);
        if *here && *role == Role::Title {
            painter.paint(Rect::new(body.x, y, body.width, 1), Role::Selected);
        }
    }
}

fn lines(clash: &Clash, room: usize, sober: bool) -> Vec<ClashLine> {
    let fields = clash.merge.conflicts.iter().zip(&clash.sides).zip(&clash.credits);
    fields
        .enumerate()
        .flat_map(|(at, ((field, side), credit))| {
            let title = match credit.as_str() {
                "" => field.label.clone(),
                credit => format!("{}, changé par {credit}", field.label),
            };
            of_field(&title, field, *side, at == clash.at, (room, sober))
        })
        .collect()
}

fn of_field(
    title: &str,
    field: &FieldConflict,
    side: Side,
    here: bool,
    (room, sober): (usize, bool),
) -> Vec<ClashLine> {
    let title = wrap(title, room).into_iter();
    let mut lines: Vec<ClashLine> = title.map(|piece| (Role::Title, piece, here)).collect();
    let taken = |of| {
        if side == of {
            ("●", Role::Text)
        } else {
            ("○", Role::Muted)
        }
    };
    let (mine, theirs) = (taken(Side::Mine), taken(Side::Theirs));
    let values = [
        ("  vu      ", Role::Muted, &field.seen),
        ("  ", mine.1, &field.mine),
        ("  ", theirs.1, &field.theirs),
    ];
    let heads = [
        values[0].0.to_owned(),
        format!("  {} le mien  ", mine.0),
        format!("  {} le sien  ", theirs.0),
    ];
    let heads = if sober { in_words(side) } else { heads };
    for (head, (_, role, value)) in heads.into_iter().zip(values) {
        let value = match (value.as_str(), sober) {
            ("", true) => "vide",
            ("", false) => "–",
            (value, _) => value,
        };
        let indent = head.chars().count();
        let mut head = Some(head);
        for piece in wrap(value, room.saturating_sub(indent)) {
            let start = head.take().unwrap_or_else(|| " ".repeat(indent));
            lines.push((role, format!("{start}{piece}"), here));
        }
    }
    lines
}

/// What stands before the three values where no sign says which is kept.
fn in_words(side: Side) -> [String; 3] {
    let kept = |of| if side == of { ", gardé" } else { "" };
    [
        "vu\u{a0}: ".to_owned(),
        format!("le mien{}\u{a0}: ", kept(Side::Mine)),
        format!("le sien{}\u{a0}: ", kept(Side::Theirs)),
    ]
}
