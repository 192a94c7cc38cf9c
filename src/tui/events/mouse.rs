//! The mouse: presses and the wheel. Releases, drags and moves are nothing that the screens react to.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// The first button was pressed.
    Press,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

/// What the mouse did, and where: a column and a row, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What it did.
    pub gesture: Gesture,
    /// The column.
    pub x: u16,
    /// The row.
    pub y: u16,
}

/// What a report means; none where nothing does.
pub(super) fn read(report: MouseEvent) -> Option<Mouse> {
    let gesture = match report.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        gesture,
        x: report.column,
        y: report.row,
    })
}
