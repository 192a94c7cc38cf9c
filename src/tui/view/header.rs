//! The first line: where we are, the counts of the base, the day J.

use ratatui::layout::Rect;

use crate::domain::date::{SchoolYear, long_day_fr};
use crate::domain::query::page::Summary;
use crate::tui::model::{Model, Options};
use crate::tui::text::fit;
use crate::tui::theme::Role;

use super::pen::{Pen, columns};

/// The columns between the place, the counts and the day.
const GAP: u16 = 2;

/// Draws the header; what does not fit is said in fewer words.
pub fn draw(pen: &mut Pen, area: Rect, model: &Model) {
    let options = &model.options;
    let day = day(options);
    let inner = area.width.saturating_sub(2);
    pen.put_right(area.x + 1, area.y, inner, day_role(options), &day);
    let room = inner.saturating_sub(columns(&day) + GAP);
    let whole = place(options);
    let (counts, company) = fitting(model, room.saturating_sub(columns(&whole) + GAP));
    let others = columns(&company) + if company.is_empty() { 0 } else { GAP };
    let left = room.saturating_sub(others);
    pen.put(
        area.x + 1 + left + GAP.min(others),
        area.y,
        others,
        Role::Text,
        &company,
    );
    let place = cut(options, whole, left.saturating_sub(length(&counts) + GAP));
    let taken = pen.put(area.x + 1, area.y, left, Role::Title, &place) + GAP;
    let left = left.saturating_sub(taken);
    let middle = left.saturating_sub(length(&counts)) / 2;
    pen.pieces(area.x + 1 + taken + middle, area.y, left - middle, &counts);
}

/// The counts and the colleagues, in as many words as fit: the counts keep theirs longest.
fn fitting(model: &Model, room: u16) -> (Vec<(Role, String)>, String) {
    let in_words = counted(model.summary, true);
    let in_signs = counted(model.summary, false);
    let company = said(&model.company.names());
    let fits = |counts: &[(Role, String)], company: &str| {
        let gap = if company.is_empty() { 0 } else { GAP };
        length(counts) + gap + columns(company) <= room
    };
    for counts in [&in_words, &in_signs] {
        if let Some(found) = company.iter().find(|company| fits(counts, company)) {
            return (counts.clone(), found.clone());
        }
    }
    (in_signs, company.last().cloned().unwrap_or_default())
}

/// Who else is there, in so many columns; none where nobody is.
pub fn company(model: &Model, room: usize) -> Option<String> {
    let said = said(&model.company.names());
    let fits = |text: &&String| usize::from(columns(text)) <= room / 2;
    let found = said.iter().find(fits).or(said.last());
    found.filter(|text| !text.is_empty()).cloned()
}

/// Who else is there, in ever fewer words; one empty text where nobody is.
fn said(names: &[&str]) -> Vec<String> {
    match names {
        [] => vec![String::new()],
        [one] => vec![format!("avec {one}"), "+1".to_owned()],
        several => vec![
            format!("avec {}", several.join(", ")),
            format!("avec {} collègues", several.len()),
            format!("+{}", several.len()),
        ],
    }
}

/// The counts, with their words or with their signs alone; none before they are known.
fn counted(summary: Option<Summary>, words: bool) -> Vec<(Role, String)> {
    summary.map_or_else(Vec::new, |summary| counts(&summary, words))
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
    let mut pieces = Vec::new();
    for (role, sign, count, one, many) in all {
        if !pieces.is_empty() {
            pieces.push((Role::Text, if words { "   " } else { "  " }.to_owned()));
        }
        let word = if count < 2 { one } else { many };
        let text = if words {
            format!("{sign} {count} {word}")
        } else {
            format!("{sign} {count}")
        };
        pieces.push((role, text));
    }
    pieces
}

fn length(pieces: &[(Role, String)]) -> u16 {
    pieces.iter().map(|(_, text)| columns(text)).sum()
}
