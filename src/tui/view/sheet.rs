//! The dossier pane.

use ratatui::layout::Rect;

use crate::tui::model::Model;
use crate::tui::model::frame::{Room, inside};
use crate::tui::theme::Role;

use super::list::tabs;
use super::pen::Pen;

/// Draws the dossier of the subject.
pub fn draw(pen: &mut Pen, area: Rect, model: &Model, room: Room) {
    let border = if model.reading {
        Role::Focused
    } else {
        Role::Border
    };
    let inner = inside(area);
    let title = if room == Room::All {
        title(model, border)
    } else {
        tabs(model)
    };
    pen.frame(area, border, &title);
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
    if model.sheet.more() {
        let y = area.bottom().saturating_sub(1);
        pen.put_right(area.x, y, area.width.saturating_sub(2), border, " ↓ suite ");
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
    let shown = sheet.lines.iter().enumerate().skip(sheet.top);
    for (y, (index, line)) in (inner.y..inner.bottom()).zip(shown) {
        pen.pieces(inner.x, y, inner.width, &line.pieces);
        if model.reading && index == sheet.at {
            pen.paint(Rect::new(inner.x, y, inner.width, 1), Role::Selected);
        }
    }
}
