//! Draws the model and changes nothing.

mod agenda;
mod banner;
mod day_page;
mod dialog;
mod dossier_pane;
mod field;
mod figures;
mod footer;
mod header;
mod list;
mod message;
mod names;
mod painter;
mod review;
mod rows;
mod small;
mod sober;

use ratatui::Frame;

use crate::tui::model::frame::{Parts, ScreenSize};
use crate::tui::model::{ListName, Mode, Model};
use crate::tui::theme::Role;

use self::painter::Painter;

/// Draws one frame.
pub fn view(model: &Model, frame: &mut Frame) {
    let size = frame.area().as_size();
    let mut painter = Painter::new(frame.buffer_mut(), model.options.look);
    if model.room() == ScreenSize::None {
        small::draw(&mut painter, size, model);
        if model.options.look.sober {
            frame.set_cursor_position((0, 0));
        }
        return;
    }
    if model.options.look.sober {
        let cursor = sober::draw(&mut painter, model);
        return frame.set_cursor_position(cursor);
    }
    let parts = message::raised(model.parts(), model);
    header::draw(&mut painter, parts.header, model);
    match &model.mode {
        Mode::Panes => panes(&mut painter, &parts, model),
        Mode::Figures(dashboard) => figures::draw(&mut painter, parts.body, dashboard),
        Mode::Day(page) => day_page::draw(&mut painter, parts.body, page, model),
        Mode::Agenda(page) => agenda::draw(&mut painter, parts.body, page, model),
        Mode::Review(review) => {
            review::draw(&mut painter, parts.body, review, &review::bar(model));
            dossier_pane::around(&mut painter, parts.body, model, Role::Focused);
        }
    }
    footer::draw(&mut painter, parts.footer, model);
    let mut caret = message::draw(&mut painter, &parts, model);
    if let Some(dialog) = &model.dialog {
        caret = dialog::draw(&mut painter, size, &model.options.keymap, dialog);
    }
    if model.dialog.is_some() && model.status.is_some() {
        message::draw_message(&mut painter, &parts, model);
    }
    banner::draw(&mut painter, &parts, model);
    if let Some(cursor) = caret.or(painter.cursor()) {
        frame.set_cursor_position(cursor);
    }
}

fn panes(painter: &mut Painter, parts: &Parts, model: &Model) {
    let room = parts.room;
    if room == ScreenSize::All {
        for name in ListName::ALL {
            list::draw(painter, parts.lists[name as usize], model, name, room);
        }
        dossier_pane::draw(painter, parts, model);
    } else if model.reading {
        dossier_pane::draw(painter, parts, model);
    } else {
        list::draw(
            painter,
            parts.lists[model.current as usize],
            model,
            model.current,
            room,
        );
    }
}
