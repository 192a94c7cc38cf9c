//! The dossier pane.

use ratatui::layout::Rect;

use crate::tui::model::Model;
use crate::tui::model::frame::{Parts, Room, is_low};
use crate::tui::text::wrap;
use crate::tui::theme::Role;

use super::list::tabs;
use super::pen::Pen;
use super::rows;

/// Draws the dossier of the subject.
pub fn draw(pen: &mut Pen, parts: &Parts, model: &Model) {
    let area = parts.dossier;
    let border = if model.reading {
        Role::Focused
    } else {
        Role::Border
    };
    let inner = parts.sheet();
    if parts.room == Room::All {
        pen.frame(area, border, &title(model, border));
    } else {
        let title = model.sheet.dossier.as_ref().map_or("", |dossier| &dossier.title);
        if pen.is_sober() {
            plain_title(pen, area, title);
        } else {
            pen.frame(area, border, &tabs(model));
            pen.put(inner.x, inner.y - 1, inner.width, Role::Title, title);
        }
    }
    if model.sheet.dossier.is_none() {
        let said = model
            .sheet
            .error
            .as_deref()
            .unwrap_or("Choisissez un enregistrement dans un volet.");
        pen.put(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(2),
            Role::Muted,
            said,
        );
        return;
    }
    lines(pen, inner, model);
    around(pen, area, model, border);
    if model.sheet.more() && !(pen.is_sober() && is_low(area)) {
        let y = area.bottom().saturating_sub(1);
        pen.more(area.x, y, area.width.saturating_sub(2), border);
    }
}

/// Writes the title of a dossier without borders: it may take the line under it.
fn plain_title(pen: &mut Pen, area: Rect, title: &str) {
    let said = if title.is_empty() {
        "Fiche".to_owned()
    } else {
        format!("Fiche\u{a0}: {title}")
    };
    let width = area.width.saturating_sub(1);
    let lines = rows::kept(wrap(&pen.words(Role::Title, &said), width.into()), 2);
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        pen.put(area.x + 1, y, width, Role::Title, &line);
    }
}

/// Says on the lower border who else has the record open. Without borders the header says it.
pub fn around(pen: &mut Pen, area: Rect, model: &Model, border: Role) {
    if pen.is_sober() {
        return;
    }
    let pieces: Vec<(Role, String)> = company(model, border)
        .into_iter()
        .map(|(role, text)| (role, format!(" {text} ")))
        .collect();
    let y = area.bottom().saturating_sub(1);
    pen.pieces(area.x + 2, y, area.width.saturating_sub(14), &pieces);
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
    if let Some(dossier) = &model.sheet.dossier {
        pieces.push((border, " · ".to_owned()));
        pieces.push((Role::Text, dossier.title.clone()));
    }
    pieces
}

fn lines(pen: &mut Pen, inner: Rect, model: &Model) {
    let sheet = &model.sheet;
    let hidden = (sheet.at + 1).saturating_sub(sheet.top + usize::from(inner.height));
    let hidden = if model.reading { hidden } else { 0 };
    let shown = sheet.lines.iter().enumerate().skip(sheet.top + hidden);
    for (y, (index, line)) in (inner.y..inner.bottom()).zip(shown) {
        pen.pieces(inner.x, y, inner.width, &line.pieces);
        if model.reading && index == sheet.at {
            pen.paint(Rect::new(inner.x, y, inner.width, 1), Role::Selected);
        }
    }
}
