//! The dossier pane.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::tui::model::Model;
use crate::tui::model::frame::{Parts, ScreenSize, is_low};
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::list::tabs;
use super::names;
use super::painter::Painter;
use super::rows;

/// Draws the dossier of the subject.
pub fn draw(painter: &mut Painter, parts: &Parts, model: &Model) {
    let area = parts.dossier;
    let border = if model.reading {
        Role::Focused
    } else {
        Role::Border
    };
    let inner = parts.dossier_pane();
    if parts.room == ScreenSize::All {
        painter.frame(area, border, &title(model, border));
    } else {
        let title = model
            .dossier_pane
            .dossier
            .as_ref()
            .map_or(Cow::Borrowed(""), |dossier| names::title(model, dossier));
        if painter.is_sober() {
            plain_title(painter, area, &title);
        } else {
            painter.frame(area, border, &tabs(model));
            painter.put(inner.x, inner.y - 1, inner.width, Role::Title, &title);
        }
    }
    if model.dossier_pane.dossier.is_none() {
        let said = model
            .dossier_pane
            .error
            .as_deref()
            .unwrap_or("Choisissez un enregistrement dans un volet.");
        painter.put(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(2),
            Role::Muted,
            said,
        );
        return;
    }
    lines(painter, inner, model);
    around(painter, area, model, border);
    if model.dossier_pane.more() && !(painter.is_sober() && is_low(area)) {
        let y = area.bottom().saturating_sub(1);
        painter.more(area.x, y, area.width.saturating_sub(2), border);
    }
}

/// Writes the title of a dossier without borders: it may take the line under it.
fn plain_title(painter: &mut Painter, area: Rect, title: &str) {
    let said = if title.is_empty() {
        "Fiche".to_owned()
    } else {
        format!("Fiche\u{a0}: {title}")
    };
    let width = area.width.saturating_sub(1);
    let lines = rows::kept(wrap(&painter.words(Role::Title, &said), width.into()), 2);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        painter.put(area.x + 1, y, width, Role::Title, &line);
    }
}

/// Says on the lower border who else has the record open. Without borders the header says it.
pub fn around(painter: &mut Painter, area: Rect, model: &Model, border: Role) {
    if painter.is_sober() {
        return;
    }
    let pieces: Vec<(Role, String)> = company(model, border)
        .into_iter()
        .map(|(role, text)| (role, format!(" {text} ")))
        .collect();
    let y = area.bottom().saturating_sub(1);
    painter.pieces(area.x + 2, y, area.width.saturating_sub(14), &pieces);
}

/// Who else has the record open: who changes it, and who reads it.
pub fn company(model: &Model, plain: Role) -> Vec<(Role, String)> {
    let Some(subject) = model.subject() else {
        return Vec::new();
    };
    let (readers, editors) = model.company.around(subject);
    let said = [
        (Role::Warning, "en cours de modification par", editors),
        (plain, "ouverte aussi par", readers),
    ];
    said.into_iter()
        .filter(|(_, _, who)| !who.is_empty())
        .map(|(role, words, who)| (role, format!("{words} {}", names(&who))))
        .collect()
}

/// Names as one says them: `mdurand`, `mdurand et pmartin`, `mdurand, pmartin et 3 autres`.
fn names(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} et {other}"),
        [one, other, _] => format!("{one}, {other} et un autre"),
        [one, other, more @ ..] => format!("{one}, {other} et {} autres", more.len()),
    }
}

fn title(model: &Model, border: Role) -> Vec<(Role, String)> {
    let mut pieces = vec![(border, "Fiche".to_owned())];
    if let Some(dossier) = &model.dossier_pane.dossier {
        pieces.push((border, " · ".to_owned()));
        pieces.push((Role::Text, names::title(model, dossier).into_owned()));
    }
    pieces
}

fn lines(painter: &mut Painter, inner: Rect, model: &Model) {
    let dossier_pane = &model.dossier_pane;
    let hidden = (dossier_pane.at + 1).saturating_sub(dossier_pane.top + usize::from(inner.height));
    let hidden = if model.reading { hidden } else { 0 };
    let shown = dossier_pane
        .lines
        .iter()
        .enumerate()
        .skip(dossier_pane.top + hidden);
    for (y, (index, line)) in (inner.y..inner.bottom()).zip(shown) {
        painter.pieces(inner.x, y, inner.width, &line.pieces);
        if model.reading && index == dossier_pane.at {
            painter.paint(Rect::new(inner.x, y, inner.width, 1), Role::Selected);
        }
    }
}
