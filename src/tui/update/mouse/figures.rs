//! The mouse on the dashboard: a click chooses a tab or a mark, a click on the chosen mark opens the list behind it.

use ratatui::layout::Position;

use crate::tui::effect::Effect;
use crate::tui::events::{Gesture, Mouse};
use crate::tui::model::Model;
use crate::tui::model::figures::Dashboard;
use crate::tui::model::frame::Parts;
use crate::tui::verb::dashboard;

use super::notches;

/// Takes what the mouse did.
pub(super) fn take(model: &mut Model, mouse: Mouse, effects: &mut Vec<Effect>) {
    let area = Parts::of(model.size, model.room(), model.searching).body;
    let at = Position::new(mouse.x, mouse.y);
    let Some(dashboard) = model.figures_mut() else {
        return;
    };
    if mouse.gesture != Gesture::Press {
        return dashboard.step(notches(mouse.gesture));
    }
    if let Some(picture) = Dashboard::tab_at(area, at) {
        return dashboard.show(picture);
    }
    let Some(cursor) = dashboard.mark_at(area, at) else {
        return;
    };
    if dashboard.cursor == cursor {
        dashboard::list(model, effects);
    } else {
        dashboard.point(cursor);
    }
}
