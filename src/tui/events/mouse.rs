//! The mouse: presses and the wheel. Releases, drags and moves are nothing that the screens react to.

use super::framer::Sequence;

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
    pub gesture: Gesture,
    pub x: u16,
    pub y: u16,
}

/// The bits of the keys that may be held with a button: Shift, Meta, Control.
const HELD: u16 = 0b1_1100;

/// Reads a report; none where it is none, or nothing reacts to what it tells.
pub(super) fn read(sequence: &Sequence) -> Option<Mouse> {
    let last = sequence.last()?;
    let [button, column, row] = match (sequence.introducer(), sequence.parameters(), last) {
        (b'[', [b'<', numbers @ ..], b'M') => numbered(numbers)?,
        // The first form: three bytes, each from a blank on.
        (b'M', &[button, column], row) => [button, column, row].map(|byte| u16::from(byte - b' ')),
        _ => return None,
    };
    let gesture = match button & !HELD {
        0 => Gesture::Press,
        64 => Gesture::WheelUp,
        65 => Gesture::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        gesture,
        x: column.checked_sub(1)?,
        y: row.checked_sub(1)?,
    })
}

/// Three numbers between `;`.
fn numbered(numbers: &[u8]) -> Option<[u16; 3]> {
    let text = str::from_utf8(numbers).ok()?;
    let given: Option<Vec<u16>> = text.split(';').map(|number| number.parse().ok()).collect();
    given?.try_into().ok()
}
