//! Characters: UTF-8, or one byte each in the character set that the locale names.

use encoding_rs::Encoding;

/// How the terminal writes characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// In UTF-8.
    #[default]
    Utf8,
    /// Each in one byte.
    OneByte(&'static Encoding),
}

/// The first bytes of a character in UTF-8. Invariant: fewer than it takes.
#[derive(Debug)]
pub(super) struct Partial {
    bytes: [u8; 4],
    held: usize,
    whole: usize,
    after_escape: bool,
}

/// What a byte is.
#[derive(Debug)]
pub(super) enum Step {
    Char(char),
    /// The start of one.
    More(Partial),
    Wrong,
    /// A control character beyond ASCII: no key types it.
    Nothing,
}

impl Charset {
    /// Reads the character set that a locale names after its point; UTF-8 where it names none that takes one byte.
    ///
    /// A locale without a name for it, such as `C`, says nothing of the terminal.
    pub fn of_locale(locale: &str) -> Self {
        let (place, modifier) = locale.split_once('@').unwrap_or((locale, ""));
        let label = match place.split_once('.') {
            Some((_, label)) => label,
            None if modifier == "euro" => "iso-8859-15",
            None => return Self::Utf8,
        };
        match Encoding::for_label_no_replacement(label.as_bytes()) {
            Some(encoding) if encoding.is_single_byte() => Self::OneByte(encoding),
            _ => Self::Utf8,
        }
    }

    /// Takes a first byte.
    pub(super) fn first(self, byte: u8, after_escape: bool) -> Step {
        match (self, byte) {
            (_, 0x00..=0x7f) => Step::Char(byte.into()),
            (Self::OneByte(encoding), _) => one_byte(encoding, byte),
            (Self::Utf8, _) => Partial::new(byte, after_escape).map_or(Step::Wrong, Step::More),
        }
    }

    /// Reads a whole text, with U+FFFD for what is none.
    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::OneByte(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

fn one_byte(encoding: &'static Encoding, byte: u8) -> Step {
    let bytes = [byte];
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    text.and_then(|text| text.chars().next())
        .map_or(Step::Wrong, typed)
}

fn typed(character: char) -> Step {
    if character.is_control() {
        Step::Nothing
    } else {
        Step::Char(character)
    }
}

impl Partial {
    fn new(byte: u8, after_escape: bool) -> Option<Self> {
        let whole = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        Some(Self {
            bytes: [byte, 0, 0, 0],
            held: 1,
            whole,
            after_escape,
        })
    }

    /// Takes the next byte; none where it does not belong to the character.
    pub(super) fn next(mut self, byte: u8) -> Option<Step> {
        if !matches!(byte, 0x80..=0xbf) {
            return None;
        }
        self.bytes[self.held] = byte;
        self.held += 1;
        if self.held < self.whole {
            return Some(Step::More(self));
        }
        let text = std::str::from_utf8(&self.bytes[..self.whole]);
        Some(
            text.ok()
                .and_then(|text| text.chars().next())
                .map_or(Step::Wrong, typed),
        )
    }

    /// Whether it came right after an ESC.
    pub(super) fn after_escape(&self) -> bool {
        self.after_escape
    }
}
