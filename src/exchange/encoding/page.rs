//! The encodings of one byte a character that files of the trade are in, or were once read in by mistake.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// An encoding of one byte a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// Windows-1252, as Excel writes CSV.
    Windows1252,
    /// Mac Roman, as Excel wrote CSV on a Mac.
    MacRoman,
    /// CP850, as programs of DOS and exports of old databases write it.
    Cp850,
}

impl Page {
    /// Every one, the one that is read first.
    pub const ALL: [Self; 3] = [Self::Windows1252, Self::MacRoman, Self::Cp850];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows1252 => "Windows-1252",
            Self::MacRoman => "Mac Roman",
            Self::Cp850 => "CP850",
        }
    }

    /// Returns the character of a byte. The five bytes that Windows-1252 has not are the controls of their numbers.
    pub fn character(self, byte: u8) -> char {
        let encoding = match self {
            Self::Windows1252 => WINDOWS_1252,
            Self::MacRoman => MACINTOSH,
            Self::Cp850 => return cp850(byte),
        };
        let bytes = [byte];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Returns the characters of the bytes from 0x80 on.
    pub fn upper_half(self) -> [char; 128] {
        std::array::from_fn(|place| self.character(0x80 + u8::try_from(place).unwrap_or_default()))
    }
}

/// The character of a byte in CP850.
fn cp850(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        Some(place) => oem_cp::code_table::DECODING_TABLE_CP850[usize::from(place)],
        None => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_is_one_character_in_each() {
        let of = |byte| Page::ALL.map(|page| page.character(byte));
        assert_eq!(of(b'a'), ['a'; 3]);
        assert_eq!(of(0xe9), ['é', 'È', 'Ú']);
        assert_eq!(of(0x8e), ['Ž', 'é', 'Ä']);
        assert_eq!(of(0x82), ['‚', 'Ç', 'é']);
        assert_eq!(of(0x81)[0], '\u{81}');
    }
}
