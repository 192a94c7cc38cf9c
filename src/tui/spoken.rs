//! Signs in words, for the screens that show none: what a sign stands for is said where it stood.

use std::borrow::Cow;

use super::keymap::Key;
use super::theme::Role;

/// The signs that are left out: what they set apart is on a line of its own, or said beside them.
const LEFT_OUT: &[char] = &['•', '●', '▸', '↓', '█', '▄', '░', '▲'];

/// Gives a text without a sign that only the eye understands.
pub fn text(role: Role, text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let named = text
        .replace("  ·  ", ", ")
        .replace(" · ", ", ")
        .replace("↑↓", "Haut ou Bas");
    let mut said = String::with_capacity(named.len());
    let mut after_word = false;
    for sign in named.chars() {
        match word(role, sign) {
            Some(word) => {
                said.push_str(word);
                after_word = true;
            }
            None if LEFT_OUT.contains(&sign) => after_word = said.is_empty(),
            None if after_word && sign == ' ' && said.is_empty() => {}
            None => {
                after_word = false;
                said.push(sign);
            }
        }
    }
    Cow::Owned(said)
}

/// Shows a key: as the footer does, or where no sign is drawn in words.
pub fn key(key: Key, sober: bool) -> String {
    let shown = key.to_string();
    if sober {
        text(Role::Key, &shown).into_owned()
    } else {
        shown
    }
}

/// Gives a head and its text as one sentence: `⚑ B7` and a message become `Bloquant B7 : ` and the message. A heading
/// says in its own words what its sign stands for.
pub fn item(role: Role, head: &str, (text_role, text): (Role, &str)) -> String {
    let is_sign = head.trim().chars().count() == 1;
    let head = if is_sign && text_role == Role::Title {
        String::new()
    } else {
        head_in_words(role, head.trim())
    };
    let text = self::text(Role::Text, text);
    match (head.is_empty(), text.is_empty()) {
        (true, _) => text.into_owned(),
        (false, true) => head,
        (false, false) if head.ends_with(',') => format!("{head} {text}"),
        (false, false) => format!("{head}\u{a0}: {text}"),
    }
}

fn head_in_words(role: Role, head: &str) -> String {
    let mut rest = head.chars();
    let word = match (rest.next(), role) {
        (Some('⚑'), _) => "Bloquant",
        (Some('!'), Role::Critical) => "À régulariser",
        (Some('✗'), Role::Warning) => "Comptes",
        (Some('✗'), _) => "Refusé",
        (Some('✓'), _) => "En règle",
        (Some('•'), Role::Critical) => "Urgent",
        (Some('•'), _) if head == "•" => "",
        (Some('•'), _) => "Avertissement",
        (Some('»'), _) => "Prête",
        (Some('–'), _) => "Constat",
        (Some('→'), Role::Key) if head == "→" => "",
        _ => return text(role, head).into_owned(),
    };
    let rest = text(role, rest.as_str().trim()).into_owned();
    match (word.is_empty(), rest.is_empty()) {
        (true, _) => rest,
        (false, true) => word.to_owned(),
        // « Bloquée » and « Bloquant » say the same.
        (false, false) if rest.to_lowercase().starts_with(&word.to_lowercase()[..4]) => rest,
        (false, false) if rest.starts_with(|first: char| first.is_uppercase()) && rest.contains(' ') => rest,
        (false, false) => format!("{word} {rest}"),
    }
}

/// The word of a sign that is not to be lost.
fn word(role: Role, sign: char) -> Option<&'static str> {
    Some(match (sign, role) {
        ('✓', Role::Done) => "Fait\u{a0}:",
        ('✗', Role::Error) => "Erreur\u{a0}:",
        ('✓', Role::Ok) => "",
        ('✓', _) => "avec",
        ('✗', _) => "sans",
        ('⚑', _) => "bloqué,",
        ('→', Role::Key) => "Droite",
        ('↓', Role::Key) => "Bas",
        ('←', _) => "Gauche",
        ('↑', _) => "Haut",
        ('→', _) => "devient",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_becomes_a_word_or_goes() {
        let cases = [
            (Role::Done, "✓ X · inscrite", "Fait\u{a0}: X, inscrite"),
            (Role::Error, "✗ refusée", "Erreur\u{a0}: refusée"),
            (
                Role::Muted,
                "besoin recensé → inscrite",
                "besoin recensé devient inscrite",
            ),
            (Role::Key, "→ f", "Droite f"),
            (Role::Focused, " ↓ suite ", " suite "),
            (Role::Text, "école", "école"),
            (
                Role::Ok,
                "✓ Aucune règle ne s’oppose.",
                "Aucune règle ne s’oppose.",
            ),
            (
                Role::Text,
                "2 écoles · ✗ convention 28",
                "2 écoles, sans convention 28",
            ),
        ];
        for (role, given, said) in cases {
            assert_eq!(text(role, given).trim(), said.trim(), "{given}");
        }
    }

    #[test]
    fn a_head_and_its_text_are_one_sentence() {
        let cases = [
            (
                Role::Blocking,
                "⚑ B7  ",
                "Aucune convention.",
                "Bloquant B7\u{a0}: Aucune convention.",
            ),
            (
                Role::Warning,
                "✗ C1  ",
                "Pas inscrite.",
                "Comptes C1\u{a0}: Pas inscrite.",
            ),
            (
                Role::Critical,
                "• W1  ",
                "Elle finit.",
                "Urgent W1\u{a0}: Elle finit.",
            ),
            (Role::Muted, "  solution  ", "ONE", "solution\u{a0}: ONE"),
            (Role::Blocking, "⚑ Bloquée  ", "École X", "Bloquée\u{a0}: École X"),
            (
                Role::Ok,
                "✓ Inscrite, n° 3  ",
                "École X",
                "Inscrite, n° 3\u{a0}: École X",
            ),
            (Role::Text, "", "Un texte", "Un texte"),
            (Role::Key, "      → ", "ce qui la lèverait", "ce qui la lèverait"),
        ];
        for (role, head, text, said) in cases {
            assert_eq!(item(role, head, (Role::Text, text)), said);
        }
        assert_eq!(
            item(Role::Blocking, "✗ ", (Role::Title, "2 sont refusées")),
            "2 sont refusées"
        );
    }
}
