//! A key as the table writes it, as the terminal sends it, and as the screens show it.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Keys with a name: the name in the table, the key, and how it is shown.
const NAMED: [(&str, KeyCode, &str); 16] = [
    ("entree", KeyCode::Enter, "Entrée"),
    ("espace", KeyCode::Char(' '), "Espace"),
    ("echap", KeyCode::Esc, "Échap"),
    ("tab", KeyCode::Tab, "Tab"),
    ("haut", KeyCode::Up, "↑"),
    ("bas", KeyCode::Down, "↓"),
    ("gauche", KeyCode::Left, "←"),
    ("droite", KeyCode::Right, "→"),
    ("pageprecedente", KeyCode::PageUp, "Pg préc."),
    ("pagesuivante", KeyCode::PageDown, "Pg suiv."),
    ("debut", KeyCode::Home, "Début"),
    ("fin", KeyCode::End, "Fin"),
    ("retour", KeyCode::Backspace, "Retour"),
    ("suppr", KeyCode::Delete, "Suppr"),
    ("inser", KeyCode::Insert, "Inser"),
    ("maj-tab", KeyCode::BackTab, "Maj-Tab"),
];

/// A key, freed of what differs between terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    /// No name has it: a key pressed with Alt is none of ours.
    alt: bool,
}

impl Key {
    /// Reads a key from its name, such as `e`, `U`, `espace`, `ctrl-p`, `entrée`, `f5`.
    pub fn parse(name: &str) -> Option<Self> {
        let (ctrl, rest) = strip(name, "ctrl-").map_or((false, name), |rest| (true, rest));
        let key = Self {
            code: code(rest)?,
            ctrl,
            alt: false,
        };
        Some(key.folded())
    }

    /// Gives the character that the key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }

    /// Gives the key that terminals send in this one's stead, where they cannot tell the two apart.
    pub fn twin(self) -> Option<&'static str> {
        match (self.ctrl, self.code) {
            (true, KeyCode::Char('i')) => Some("tab"),
            (true, KeyCode::Char('m')) => Some("entrée"),
            (true, KeyCode::Char('[')) => Some("échap"),
            _ => None,
        }
    }

    /// True for a key that no table can name, such as one of the sound.
    fn is_nameless(self) -> bool {
        let named = NAMED.iter().any(|(_, code, _)| *code == self.code);
        !named && !matches!(self.code, KeyCode::Char(_) | KeyCode::F(_))
    }

    /// Makes Ctrl with a letter one key, whatever its case.
    fn folded(mut self) -> Self {
        if let (true, KeyCode::Char(letter)) = (self.ctrl, self.code) {
            self.code = KeyCode::Char(letter.to_ascii_lowercase());
        }
        self
    }
}

impl From<KeyEvent> for Key {
    /// Drops Shift: a character already tells it, and Shift-Tab has a code of its own.
    fn from(event: KeyEvent) -> Self {
        let backwards = event.code == KeyCode::Tab && event.modifiers.contains(KeyModifiers::SHIFT);
        let key = Self {
            code: if backwards { KeyCode::BackTab } else { event.code },
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
        };
        key.folded()
    }
}

impl fmt::Display for Key {
    /// Shows the key as the footer and help do: `e`, `Espace`, `Ctrl-P`; nothing for one that has no name.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nameless() {
            return Ok(());
        }
        if self.ctrl {
            formatter.write_str("Ctrl-")?;
        }
        if self.alt {
            formatter.write_str("Alt-")?;
        }
        if let Some((_, _, shown)) = NAMED.iter().find(|(_, code, _)| *code == self.code) {
            return formatter.write_str(shown);
        }
        match self.code {
            KeyCode::Char(letter) if self.ctrl || self.alt => write!(formatter, "{}", letter.to_uppercase()),
            KeyCode::Char(letter) => write!(formatter, "{letter}"),
            KeyCode::F(number) => write!(formatter, "F{number}"),
            _ => Ok(()),
        }
    }
}

fn strip<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    (start.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

fn code(name: &str) -> Option<KeyCode> {
    let mut characters = name.chars();
    if let (Some(one), None) = (characters.next(), characters.next()) {
        return (!one.is_control() && one != ' ').then_some(KeyCode::Char(one));
    }
    let plain = any_ascii::any_ascii(name).to_lowercase();
    let named = NAMED
        .iter()
        .find(|(known, ..)| *known == plain)
        .map(|(_, code, _)| *code);
    named.or_else(|| function(&plain))
}

fn function(name: &str) -> Option<KeyCode> {
    let number: u8 = name.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_shown() {
        let cases = [
            ("e", "e"),
            ("U", "U"),
            ("é", "é"),
            ("\"", "\""),
            ("-", "-"),
            ("espace", "Espace"),
            ("entrée", "Entrée"),
            ("ENTREE", "Entrée"),
            ("échap", "Échap"),
            ("maj-tab", "Maj-Tab"),
            ("pagesuivante", "Pg suiv."),
            ("ctrl-p", "Ctrl-P"),
            ("Ctrl-P", "Ctrl-P"),
            ("ctrl--", "Ctrl--"),
            ("f5", "F5"),
        ];
        for (name, shown) in cases {
            let key = Key::parse(name).map(|key| key.to_string());
            assert_eq!(key.as_deref(), Some(shown), "{name}");
        }
    }

    #[test]
    fn unknown_names_are_refused() {
        for name in ["", " ", "ctrl-", "entrer", "f0", "f13", "ee", "alt-x", "\u{7}"] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
    }

    #[test]
    fn what_terminals_send_meets_the_table() {
        let sent = |code, modifiers| Key::from(KeyEvent::new(code, modifiers));
        let cases = [
            (sent(KeyCode::Char('U'), KeyModifiers::SHIFT), "U"),
            (sent(KeyCode::Char('U'), KeyModifiers::NONE), "U"),
            (sent(KeyCode::Char('?'), KeyModifiers::SHIFT), "?"),
            (
                sent(KeyCode::Char('P'), KeyModifiers::CONTROL | KeyModifiers::SHIFT),
                "ctrl-p",
            ),
            (sent(KeyCode::BackTab, KeyModifiers::SHIFT), "maj-tab"),
            (sent(KeyCode::Tab, KeyModifiers::SHIFT), "maj-tab"),
            (sent(KeyCode::Char(' '), KeyModifiers::NONE), "espace"),
        ];
        for (key, name) in cases {
            assert_eq!(Some(key), Key::parse(name), "{name}");
        }
    }
}
