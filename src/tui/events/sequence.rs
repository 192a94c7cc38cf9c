//! The keys of xterm, rxvt, the Linux console, screen and `PuTTY`: from control sequences to keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::framer::Sequence;

/// Keys whose sequence ends with a number and `~`, or with one of the signs of rxvt.
const NUMBERED: [(u32, KeyCode); 28] = [
    (1, KeyCode::Home),
    (2, KeyCode::Insert),
    (3, KeyCode::Delete),
    (4, KeyCode::End),
    (5, KeyCode::PageUp),
    (6, KeyCode::PageDown),
    (7, KeyCode::Home),
    (8, KeyCode::End),
    (11, KeyCode::F(1)),
    (12, KeyCode::F(2)),
    (13, KeyCode::F(3)),
    (14, KeyCode::F(4)),
    (15, KeyCode::F(5)),
    (17, KeyCode::F(6)),
    (18, KeyCode::F(7)),
    (19, KeyCode::F(8)),
    (20, KeyCode::F(9)),
    (21, KeyCode::F(10)),
    (23, KeyCode::F(11)),
    (24, KeyCode::F(12)),
    (25, KeyCode::F(13)),
    (26, KeyCode::F(14)),
    (28, KeyCode::F(15)),
    (29, KeyCode::F(16)),
    (31, KeyCode::F(17)),
    (32, KeyCode::F(18)),
    (33, KeyCode::F(19)),
    (34, KeyCode::F(20)),
];

/// Keys whose sequence ends with a letter, after `[` and after `O` alike.
const LETTERED: [(u8, KeyCode); 11] = [
    (b'A', KeyCode::Up),
    (b'B', KeyCode::Down),
    (b'C', KeyCode::Right),
    (b'D', KeyCode::Left),
    (b'E', KeyCode::KeypadBegin),
    (b'F', KeyCode::End),
    (b'H', KeyCode::Home),
    (b'P', KeyCode::F(1)),
    (b'Q', KeyCode::F(2)),
    (b'R', KeyCode::F(3)),
    (b'S', KeyCode::F(4)),
];

/// Keys of the keypad in application mode, after `O`; and the function keys of a VT100, as `PuTTY` may be set.
const KEYPAD: [(u8, KeyCode); 27] = [
    (b' ', KeyCode::Char(' ')),
    (b'I', KeyCode::Tab),
    (b'M', KeyCode::Enter),
    (b'T', KeyCode::F(5)),
    (b'U', KeyCode::F(6)),
    (b'V', KeyCode::F(7)),
    (b'W', KeyCode::F(8)),
    (b'X', KeyCode::F(9)),
    (b'Y', KeyCode::F(10)),
    (b'Z', KeyCode::F(11)),
    (b'[', KeyCode::F(12)),
    (b'j', KeyCode::Char('*')),
    (b'k', KeyCode::Char('+')),
    (b'l', KeyCode::Char(',')),
    (b'm', KeyCode::Char('-')),
    (b'n', KeyCode::Char('.')),
    (b'o', KeyCode::Char('/')),
    (b'p', KeyCode::Char('0')),
    (b'q', KeyCode::Char('1')),
    (b'r', KeyCode::Char('2')),
    (b's', KeyCode::Char('3')),
    (b't', KeyCode::Char('4')),
    (b'u', KeyCode::Char('5')),
    (b'v', KeyCode::Char('6')),
    (b'w', KeyCode::Char('7')),
    (b'x', KeyCode::Char('8')),
    (b'y', KeyCode::Char('9')),
];

/// The numbers of a sequence, as far as they are given, each with what follows it after `:`.
struct Numbers(Vec<(Option<u32>, Option<u32>)>);

/// Reads the key that a sequence stands for; none where it stands for no key, such as an answer of the terminal.
pub(super) fn key(sequence: &Sequence) -> Option<KeyEvent> {
    let last = sequence.last()?;
    match (sequence.introducer(), sequence.parameters()) {
        (b'[', b"[") => console(last),
        (b'[', parameters) => control(last, &Numbers::parse(parameters)?),
        (b'O', parameters) => application(last, &Numbers::parse(parameters)?),
        _ => None,
    }
}

/// F1 to F5 of the Linux console.
fn console(last: u8) -> Option<KeyEvent> {
    let number = last.checked_sub(b'A').filter(|number| *number < 5)?;
    Some(KeyCode::F(number + 1).into())
}

/// After `[`.
fn control(last: u8, numbers: &Numbers) -> Option<KeyEvent> {
    if !numbers.is_pressed() {
        return None;
    }
    let (code, also) = match last {
        b'~' if numbers.get(0) == Some(27) => return typed(numbers.get(2)?, numbers.get(1)?),
        b'u' => return typed(numbers.get(0)?, numbers.get(1).unwrap_or(1)),
        b'~' => (numbered(numbers)?, KeyModifiers::NONE),
        b'$' => (numbered(numbers)?, KeyModifiers::SHIFT),
        b'^' => (numbered(numbers)?, KeyModifiers::CONTROL),
        b'@' => (numbered(numbers)?, KeyModifiers::SHIFT | KeyModifiers::CONTROL),
        _ if numbers.get(0).is_some_and(|number| number != 1) => return None,
        b'Z' => (KeyCode::BackTab, KeyModifiers::SHIFT),
        b'G' => (KeyCode::KeypadBegin, KeyModifiers::NONE),
        b'a'..=b'd' => (lettered(last.to_ascii_uppercase())?, KeyModifiers::SHIFT),
        b'P'..=b'S' => return function(last, numbers.get(1)?),
        _ => (lettered(last)?, KeyModifiers::NONE),
    };
    Some(KeyEvent::new(
        code,
        also | modifiers(numbers.get(1).unwrap_or(1))?,
    ))
}

/// F1 to F4 with modifiers. The sequence of F3 is also how a terminal tells that its cursor is on the first row: with
/// Alt, which acts as Escape, it is taken for that.
fn function(last: u8, mask: u32) -> Option<KeyEvent> {
    let held = modifiers(mask)?;
    let told = last == b'R' && (held.is_empty() || held.contains(KeyModifiers::ALT));
    let code = lettered(last).filter(|_| !told)?;
    Some(KeyEvent::new(code, held))
}

/// After `O`: one number, or the second of two, says which modifiers are held.
fn application(last: u8, numbers: &Numbers) -> Option<KeyEvent> {
    let mask = numbers.get(1).or(numbers.get(0)).unwrap_or(1);
    let held = modifiers(mask)?;
    let (code, also) = match last {
        b'a'..=b'd' => (lettered(last.to_ascii_uppercase())?, KeyModifiers::CONTROL),
        _ => (
            lettered(last).or_else(|| find(&KEYPAD, last))?,
            KeyModifiers::NONE,
        ),
    };
    Some(KeyEvent::new(code, held | also))
}

/// A key that types a character, given by its number: modifyOtherKeys of xterm, and its shorter form.
fn typed(number: u32, mask: u32) -> Option<KeyEvent> {
    let mut held = modifiers(mask)?;
    let code = match number {
        8 | 127 => KeyCode::Backspace,
        9 if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        _ => {
            let character = char::from_u32(number).filter(|character| !character.is_control())?;
            let capital = held.contains(KeyModifiers::SHIFT) && character.is_ascii_lowercase();
            let character = if capital {
                character.to_ascii_uppercase()
            } else {
                character
            };
            held.set(KeyModifiers::SHIFT, character.is_uppercase());
            KeyCode::Char(character)
        }
    };
    Some(KeyEvent::new(code, held))
}

fn numbered(numbers: &Numbers) -> Option<KeyCode> {
    find(&NUMBERED, numbers.get(0)?)
}

fn lettered(letter: u8) -> Option<KeyCode> {
    find(&LETTERED, letter)
}

fn find<T: Copy + PartialEq>(table: &[(T, KeyCode)], wanted: T) -> Option<KeyCode> {
    let found = table.iter().find(|(known, _)| *known == wanted);
    found.map(|(_, code)| *code)
}

/// The modifiers that a number stands for: one more than a sum of bits. Alt and Meta are one; none for keys held that
/// no key here has.
fn modifiers(mask: u32) -> Option<KeyModifiers> {
    // The two locks mean nothing here.
    let bits = mask.checked_sub(1)? & !0xc0;
    let mut held = KeyModifiers::NONE;
    held.set(KeyModifiers::SHIFT, bits & 1 != 0);
    held.set(KeyModifiers::ALT, bits & (2 | 8) != 0);
    held.set(KeyModifiers::CONTROL, bits & 4 != 0);
    (bits < 16).then_some(held)
}

impl Numbers {
    /// Reads numbers between `;`; none where a sign among them marks an answer of the terminal.
    fn parse(parameters: &[u8]) -> Option<Self> {
        let text = str::from_utf8(parameters).ok()?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !text.split([';', ':']).all(digits) {
            return None;
        }
        let given = text.split(';').map(|part| {
            let (number, event) = part.split_once(':').unwrap_or((part, ""));
            (number_of(number), number_of(event))
        });
        Some(Self(given.collect()))
    }

    fn get(&self, index: usize) -> Option<u32> {
        self.0.get(index).and_then(|(number, _)| *number)
    }

    /// False of a key that was let go, for terminals that tell it.
    fn is_pressed(&self) -> bool {
        self.0.get(1).and_then(|(_, event)| *event) != Some(3)
    }
}

/// A number that may not be given; one too large for all keys stands for itself.
fn number_of(digits: &str) -> Option<u32> {
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u32::MAX))
}
