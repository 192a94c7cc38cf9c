//! The ground of the terminal, from what it answers to the question of its colour.

use crate::config::Ground;

/// The relative luminance up to which the colours for a dark ground have their contrast.
const DARK: f64 = 0.05;

/// The relative luminance from which on the colours for a light ground have theirs.
const LIGHT: f64 = 0.8;

/// Reads `11;rgb:RRRR/GGGG/BBBB`, or with one to four digits a part; none where the answer is to another question, or
/// the ground is neither dark nor light.
pub(super) fn read(answer: &[u8]) -> Option<Ground> {
    let colour = str::from_utf8(answer).ok()?.strip_prefix("11;")?;
    let parts = colour.strip_prefix("rgb:").or(colour.strip_prefix("rgba:"))?;
    let mut parts = parts.split('/').map(part);
    let [red, green, blue] = [parts.next()??, parts.next()??, parts.next()??];
    match 0.2126 * red + 0.7152 * green + 0.0722 * blue {
        ..=DARK => Some(Ground::Dark),
        LIGHT.. => Some(Ground::Light),
        _ => None,
    }
}

/// The linear light of a part, from 0 to 1, as the W3C's guidelines on accessibility define it.
fn part(digits: &str) -> Option<f64> {
    let most = match digits.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        4 => 0xffff,
        _ => return None,
    };
    // A sign is no digit, but is one for the standard library.
    let bare = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| bare)?;
    let value = f64::from(number) / f64::from(most);
    Some(if value <= 0.040_45 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_of_terminals_are_read() {
        for (answer, ground) in [
            ("11;rgb:0000/0000/0000", Some(Ground::Dark)),
            ("11;rgb:00/2b/36", Some(Ground::Dark)),
            ("11;rgb:3030/0a0a/2424", Some(Ground::Dark)),
            ("11;rgba:1e1e/1e1e/1e1e/ffff", Some(Ground::Dark)),
            ("11;rgb:ffff/ffff/ffff", Some(Ground::Light)),
            ("11;rgb:f/f/d", Some(Ground::Light)),
            ("11;rgb:fdfd/f6f6/e3e3", Some(Ground::Light)),
            ("11;rgb:8080/8080/8080", None),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:fffff/0/0", None),
            ("11;rgb:+f/0/0", None),
            ("11;?", None),
            ("", None),
        ] {
            assert_eq!(read(answer.as_bytes()), ground, "{answer}");
        }
    }
}
