//! How JSON writes its texts: the value is kept to the letter, and no character of it acts where the file is shown.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::text::{Nature, natures};

/// Writes a value as JSON on one line; what acts and what is not seen is written as its number, `\u202e`.
pub(in crate::exchange) fn write_json(out: impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Numbered))?;
    Ok(())
}

/// JSON without blanks, whose texts hold plain characters alone.
struct Numbered;

impl Formatter for Numbered {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        let mut at = 0;
        for (c, nature) in natures(fragment) {
            if nature != Nature::Plain {
                out.write_all(&fragment.as_bytes()[plain..at])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
                plain = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_once_it_is_read() {
        let text = "École\u{9b}31m \u{202e}x\u{200b}\u{e0041}\"\n\u{1b}é e\u{301}\u{301}\u{301}\u{301}";
        let mut bytes = Vec::new();
        write_json(&mut bytes, &text).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        let numbered = r#""École\u009b31m \u202ex\u200b\udb40\udc41\"\n\u001bé "#;
        assert_eq!(written, format!("{numbered}e\u{301}\u{301}\u{301}\\u0301\""));
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
