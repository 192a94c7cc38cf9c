//! The first line: where we are, the counts of the base, the day J.

use ratatui::layout::Rect;

use crate::domain::date::{SchoolYear, long_day_fr};
use crate::domain::query::page::Summary;
use crate::tui::model::{Model, Options};
use crate::tui::text::fit;
use crate::tui::theme::Role;

use super::pen::{Pen, columns};

/// Draws the header; what does not fit is said in fewer words.
pub fn draw(pen: &mut Pen, area: Rect, model: &Model) {
    let place = place(&model.options);
    let day = day(&model.options);
    let room = area.width.saturating_sub(columns(&day) + 1);
    pen.put_right(
        area.x,
        area.y,
        area.width.saturating_sub(1),
        day_role(&model.options),
        &day,
    );
    let full = model
        .summary
        .map(|summary| counts(&summary, true))
        .unwrap_or_default();
    let short = model
        .summary
        .map(|summary| counts(&summary, false))
        .unwrap_or_default();
    let wide = columns(&place) + length(&full) + 6 <= room;
    let counts = if wide { full } else { short };
    let place_room = room.saturating_sub(length(&counts) + 4);
    let place = cut(&model.options, place, place_room);
    let taken = pen.put(area.x + 1, area.y, place_room, Role::Title, &place);
    let from = area.x + 1 + taken + 3;
    let gap = (room.saturating_sub(from + length(&counts))) / 2;
    pen.pieces(from + gap, area.y, room.saturating_sub(from + gap), &counts);
}

fn place(options: &Options) -> String {
    let year = SchoolYear::containing(options.today);
    match &options.dsden {
        Some(name) => format!("Préau · {name} · {year}"),
        None => format!("Préau · {year}"),
    }
}

/// The place in its room: the name of the DSDEN is cut, never the school year.
fn cut(options: &Options, whole: String, room: u16) -> String {
    if columns(&whole) <= room {
        return whole;
    }
    let year = SchoolYear::containing(options.today).to_string();
    let left = usize::from(room.saturating_sub(columns(&year) + 3));
    let name = options.dsden.as_deref().unwrap_or("Préau");
    format!("{} · {year}", fit(name, left))
}

fn day(options: &Options) -> String {
    let day = long_day_fr(options.today);
    if options.simulated {
        format!("{day} (date simulée)")
    } else {
        day
    }
}

fn day_role(options: &Options) -> Role {
    if options.simulated {
        Role::Warning
    } else {
        Role::Text
    }
}

/// The counts, with their words or with their signs alone.
fn counts(summary: &Summary, words: bool) -> Vec<(Role, String)> {
    let all = [
        (Role::Blocking, "⚑", summary.blocked, "bloquée", "bloquées"),
        (
            Role::Critical,
            "!",
            summary.to_regularise,
            "à régulariser",
            "à régulariser",
        ),
        (Role::Ok, "✓", summary.registered, "inscrite", "inscrites"),
    ];
    let word = |(_, sign, count, one, many): (Role, &str, usize, &str, &str)| {
        if words {
            format!("{sign} {count} {}   ", if count < 2 { one } else { many })
        } else {
            format!("{sign} {count}  ")
        }
    };
    all.map(|count| (count.0, word(count))).into()
}

fn length(pieces: &[(Role, String)]) -> u16 {
    pieces.iter().map(|(_, text)| columns(text)).sum()
}
