//! The style: colours and attributes in force, and the shortest way from one style to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Attributes that show on a blank cell.
const SHOWN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK);

/// Attributes with the code that sets each and the code that clears it.
const ATTRIBUTES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

/// Colours and attributes with which the terminal writes the next character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellStyle {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl CellStyle {
    /// The style after a reset.
    pub(super) const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// Reads the style that a cell asks for.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Tells whether a blank written with this style equals an erased cell.
    pub(super) fn erases(self) -> bool {
        self.background == Color::Reset && !self.modifier.intersects(SHOWN_ON_BLANK)
    }

    /// Tells whether a blank looks the same with both pens.
    pub(super) fn same_blank(self, other: Self) -> bool {
        let shown = (self.modifier | other.modifier).intersects(SHOWN_ON_BLANK);
        self == other || (!shown && self.background == other.background)
    }

    /// Appends the shortest sequence that turns this style into `to`.
    pub(super) fn switch(self, to: Self, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let changed = self.changes(to);
        let afresh = to.after_reset();
        let codes = if afresh.len() < changed.len() {
            afresh
        } else {
            changed
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.as_bytes());
        out.push(b'm');
    }

    /// Lists the codes that change only what differs.
    fn changes(self, to: Self) -> String {
        let mut codes = String::new();
        let removed = self.modifier - to.modifier;
        let mut added = to.modifier - self.modifier;
        // Bold and dim share the code that clears them: what stays must be set again.
        if removed.intersects(Modifier::BOLD | Modifier::DIM) {
            added |= to.modifier & (Modifier::BOLD | Modifier::DIM);
        }
        for (attribute, _, off) in ATTRIBUTES {
            if removed.contains(attribute) {
                push(&mut codes, off);
            }
        }
        push_attributes(&mut codes, added);
        if self.foreground != to.foreground {
            push(&mut codes, &colour(to.foreground, 30));
        }
        if self.background != to.background {
            push(&mut codes, &colour(to.background, 40));
        }
        codes
    }

    /// Lists the codes that reset, then set what this style has; empty for the plain style.
    fn after_reset(self) -> String {
        let mut codes = String::new();
        if self == Self::PLAIN {
            return codes;
        }
        push(&mut codes, "0");
        push_attributes(&mut codes, self.modifier);
        for (value, base) in [(self.foreground, 30), (self.background, 40)] {
            if value != Color::Reset {
                push(&mut codes, &colour(value, base));
            }
        }
        codes
    }
}

fn push_attributes(codes: &mut String, set: Modifier) {
    for (attribute, on, _) in ATTRIBUTES {
        if set.contains(attribute) {
            push(codes, on);
        }
    }
}

fn push(codes: &mut String, code: &str) {
    if !codes.is_empty() {
        codes.push(';');
    }
    codes.push_str(code);
}

/// Names a colour; `base` is 30 for the foreground, 40 for the background.
fn colour(value: Color, base: u8) -> String {
    let named = |offset: u8| (base + offset).to_string();
    match value {
        Color::Reset => named(9),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(60),
        Color::LightRed => named(61),
        Color::LightGreen => named(62),
        Color::LightYellow => named(63),
        Color::LightBlue => named(64),
        Color::LightMagenta => named(65),
        Color::LightCyan => named(66),
        Color::White => named(67),
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(foreground: Color, modifier: Modifier) -> CellStyle {
        CellStyle {
            foreground,
            background: Color::Reset,
            modifier,
        }
    }

    fn sequence(from: CellStyle, to: CellStyle) -> String {
        let mut out = Vec::new();
        from.switch(to, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn the_shorter_of_change_and_reset_is_sent() {
        let bold_red = style(Color::Red, Modifier::BOLD);
        let cases = [
            (CellStyle::PLAIN, CellStyle::PLAIN, ""),
            (CellStyle::PLAIN, style(Color::Red, Modifier::empty()), "E[31m"),
            (CellStyle::PLAIN, bold_red, "E[1;31m"),
            (bold_red, CellStyle::PLAIN, "E[m"),
            (bold_red, style(Color::Red, Modifier::empty()), "E[22m"),
            (bold_red, style(Color::Red, Modifier::DIM), "E[22;2m"),
            (
                style(Color::Red, Modifier::BOLD | Modifier::DIM),
                style(Color::Red, Modifier::DIM),
                "E[22;2m",
            ),
            (bold_red, style(Color::LightBlue, Modifier::BOLD), "E[94m"),
            (
                style(Color::Reset, Modifier::REVERSED),
                style(Color::Reset, Modifier::UNDERLINED),
                "E[0;4m",
            ),
        ];
        for (from, to, expected) in cases {
            assert_eq!(sequence(from, to), expected, "{from:?} -> {to:?}");
        }
    }

    #[test]
    fn blanks_ignore_what_does_not_show() {
        let red = style(Color::Red, Modifier::BOLD);
        assert!(red.erases() && red.same_blank(CellStyle::PLAIN));
        let reversed = style(Color::Red, Modifier::REVERSED);
        assert!(!reversed.erases() && !reversed.same_blank(CellStyle::PLAIN));
    }
}
