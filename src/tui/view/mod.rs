//! Draws the model and changes nothing.

mod banner;
mod dialog;
mod field;
mod figures;
mod footer;
mod header;
mod list;
mod message;
mod pen;
mod review;
mod rows;
mod sheet;
mod small;
mod sober;

use ratatui::Frame;

use crate::tui::model::frame::{Parts, Room};
use crate::tui::model::{ListName, Mode, Model};
use crate::tui::theme::Role;

use self::pen::Pen;

/// Draws one frame.
pub fn view(model: &Model, frame: &mut Frame) {
    let size = frame.area().as_size();
    let mut pen = Pen::new(frame.buffer_mut(), model.options.look);
    if model.room() == Room::None {
        small::draw(&mut pen, size, model);
        if model.options.look.sober {
            frame.set_cursor_position((0, 0));
        }
        return;
    }
    if model.options.look.sober {
        let cursor = sober::draw(&mut pen, model);
        return frame.set_cursor_position(cursor);
    }
    let parts = message::raised(model.parts(), model);
    header::draw(&mut pen, parts.header, model);
    match &model.mode {
        Mode::Panes => panes(&mut pen, &parts, model),
        Mode::Figures(board) => figures::draw(&mut pen, parts.body, board),
        Mode::Review(review) => {
            review::draw(&mut pen, parts.body, review, &review::bar(model));
            sheet::around(&mut pen, parts.body, model, Role::Focused);
        }
    }
    footer::draw(&mut pen, parts.footer, model);
    let mut caret = message::draw(&mut pen, &parts, model);
    if let Some(layer) = &model.layer {
        caret = dialog::draw(&mut pen, size, &model.options.keymap, layer);
    }
    if model.layer.is_some() && model.status.is_some() {
        message::said(&mut pen, &parts, model);
    }
    banner::draw(&mut pen, &parts, model);
    if let Some(cursor) = caret.or(pen.hand()) {
        frame.set_cursor_position(cursor);
    }
}

fn panes(pen: &mut Pen, parts: &Parts, model: &Model) {
    let room = parts.room;
    if room == Room::All {
        for name in ListName::ALL {
            list::draw(pen, parts.lists[name as usize], model, name, room);
        }
        sheet::draw(pen, parts, model);
    } else if model.reading {
        sheet::draw(pen, parts, model);
    } else {
        list::draw(
            pen,
            parts.lists[model.current as usize],
            model,
            model.current,
            room,
        );
    }
}
