//! ASCII for terminals whose locale is not UTF-8.

use std::borrow::Cow;

/// Our own signs, each with one ASCII character that keeps it apart from the others.
///
/// `⚑` blocked, `!` to regularise, `✓` in order, `✗` not: four signs, four characters.
const SIGNS: &[(&str, &str)] = &[
    ("⚑", "#"),
    ("✓✔", "+"),
    ("✗✘", "x"),
    ("…", "~"),
    ("·•∙", "."),
    ("→▶▸›»❯", ">"),
    ("←◀◂‹«❮", "<"),
    ("↑▲▴", "^"),
    ("↓▼▾", "v"),
    ("─━═╌┄┈", "-"),
    ("│┃║╎┆┊", "|"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬", "+"),
    ("█▇▆▅", "#"),
    ("▄▃▂▁▀▌▐", "="),
    ("░▒▓", ":"),
    ("●◆■", "*"),
    ("○◇□", "o"),
    ("×", "x"),
    ("≤", "<"),
    ("≥", ">"),
    ("°", "o"),
    ("\u{a0}\u{202f}\u{2009}", " "),
];

/// Folds a text to ASCII: accents removed, ligatures spelt out, signs replaced.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(folded).collect())
}

/// Folds what one cell of `width` columns shows, to exactly as many ASCII characters.
pub fn ascii_symbol(symbol: &str, width: u16) -> Cow<'_, str> {
    if symbol.is_ascii() {
        return Cow::Borrowed(symbol);
    }
    let width = usize::from(width.max(1));
    let text: String = ascii(symbol)
        .chars()
        .filter(|shown| !shown.is_control())
        .take(width)
        .collect();
    Cow::Owned(format!("{text:?<width$}"))
}

/// The locale, in the order in which POSIX reads it: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty;
/// none means the C locale.
pub fn locale(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
}

/// Tells whether the locale names UTF-8.
pub fn speaks_utf8(variable: impl Fn(&str) -> Option<String>) -> bool {
    locale(variable).is_some_and(|value| names_utf8(&value))
}

fn names_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn folded(character: char) -> &'static str {
    SIGNS
        .iter()
        .find(|(signs, _)| signs.contains(character))
        .map_or_else(|| any_ascii::any_ascii_char(character), |(_, shown)| shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_ligatures_are_spelt_out() {
        assert_eq!(ascii("Élém. Jean Jaurès"), "Elem. Jean Jaures");
        assert_eq!(ascii("L’Œuvre – Saint-Égrève"), "L'Oeuvre - Saint-Egreve");
    }

    #[test]
    fn the_signs_of_the_screens_stay_apart() {
        let shown: Vec<_> = ["⚑", "!", "✓", "✗", "…"].into_iter().map(ascii).collect();
        let mut apart = shown.clone();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), shown.len(), "{shown:?}");
    }

    #[test]
    fn a_cell_keeps_its_columns() {
        for (symbol, width, shown) in [
            ("é", 1, "e"),
            ("œ", 1, "o"),
            ("日", 2, "Ri"),
            ("┌", 1, "+"),
            ("\u{10fffd}", 1, "?"),
            ("e\u{301}", 1, "e"),
        ] {
            assert_eq!(ascii_symbol(symbol, width), shown, "{symbol}");
        }
    }

    #[test]
    fn the_first_variable_set_decides() {
        let cases: [(&[(&str, &str)], bool); 7] = [
            (&[("LANG", "fr_FR.UTF-8")], true),
            (&[("LANG", "fr_FR.utf8")], true),
            (&[("LANG", "C.UTF-8"), ("LC_ALL", "C")], false),
            (&[("LANG", "C"), ("LC_CTYPE", "fr_FR.UTF-8")], true),
            (&[("LC_ALL", ""), ("LANG", "fr_FR.UTF-8")], true),
            (&[("LANG", "fr_FR@euro")], false),
            (&[], false),
        ];
        for (set, expected) in cases {
            let read = |name: &str| {
                set.iter()
                    .find(|(set, _)| *set == name)
                    .map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(speaks_utf8(read), expected, "{set:?}");
        }
    }
}
