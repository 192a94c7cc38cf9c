//! What is said over everything else: the service does not answer, or a colleague changed the record of the dialog.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::tui::model::Model;
use crate::tui::model::frame::Parts;
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::painter::{Painter, columns};
use super::{header, message};

/// Draws the banner over the header, and what changed over the message line.
pub fn draw(painter: &mut Painter, parts: &Parts, model: &Model) {
    let mark = header::marks(&model.options).unwrap_or_default();
    let kept = if mark.is_empty() { 0 } else { columns(&mark) + 3 };
    if let Some(text) = trouble(model, parts.header.width.saturating_sub(kept)) {
        line(painter, parts.header, Role::Error, &format!("! {text}"));
        let inner = parts.header.width.saturating_sub(2);
        painter.put_right(parts.header.x + 1, parts.header.y, inner, Role::Warning, &mark);
    }
    let changed = model.changed.as_ref().and_then(|changed| changed.words());
    if let Some(words) = changed.filter(|_| model.dialog.is_some() && model.status.is_none()) {
        let lines = wrap(
            &format!("! {words}"),
            parts.message().width.saturating_sub(2).into(),
        );
        message::over(painter, parts.message(), Role::Warning, &lines);
    }
}

/// What is said while the service does not answer, or nothing is written any more, in a line of so many columns.
pub fn trouble(model: &Model, columns: u16) -> Option<String> {
    let said = match model.company.away {
        Some(away) => sentences(model, away),
        None if model.company.closed => CLOSED.map(ToOwned::to_owned).into(),
        None => return None,
    };
    Some(fitting(&said, columns.saturating_sub(4)))
}

/// What is said then in full, but for how long: it is the same until the service is back.
pub fn trouble_in_full(model: &Model) -> Option<String> {
    match model.company.away {
        Some(_) => sentences(model, Duration::ZERO).into_iter().next(),
        None => model.company.closed.then(|| CLOSED[0].to_owned()),
    }
}

/// What is said where nothing is written any more, in ever fewer words.
const CLOSED: [&str; 2] = [
    "Plus rien n’est enregistré\u{a0}: ce qui s’affiche vient de la mémoire du programme",
    "Plus rien n’est enregistré\u{a0}; affiché de mémoire",
];

/// Writes a line over whatever was there.
fn line(painter: &mut Painter, area: Rect, role: Role, text: &str) {
    let blank = " ".repeat(area.width.into());
    painter.put(area.x, area.y, area.width, Role::Text, &blank);
    painter.put(area.x + 1, area.y, area.width.saturating_sub(2), role, text);
}

/// What is said, in ever fewer words.
fn sentences(model: &Model, away: Duration) -> Vec<String> {
    let silent = match &model.company.why {
        Some(why) => why.clone(),
        None => format!("Le service ne répond pas{}", since(away)),
    };
    let kept = if model.work.as_ref().is_some_and(|work| work.doubted) {
        [
            "l’enregistrement en cours lui sera redemandé à son retour, une seule fois",
            "l’enregistrement lui sera redemandé",
        ]
    } else {
        [
            "rien de ce que vous avez tapé n’est perdu",
            "votre saisie est gardée",
        ]
    };
    kept.map(|kept| format!("{silent}\u{a0}; {kept}"))
        .into_iter()
        .chain([silent.clone()])
        .collect()
}

/// For how long: in seconds, then in minutes.
fn since(away: Duration) -> String {
    match away.as_secs() {
        0 => String::new(),
        seconds @ 1..120 => format!(" depuis {seconds}\u{a0}s"),
        seconds => format!(" depuis {}\u{a0}min", seconds / 60),
    }
}

/// The first sentence that fits, else the last.
fn fitting(sentences: &[String], room: u16) -> String {
    let fits = |text: &&String| columns(text) <= room;
    let found = sentences.iter().find(fits).or(sentences.last());
    found.cloned().unwrap_or_default()
}
