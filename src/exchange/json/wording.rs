//! What `serde_json` says, in French.

use crate::text::quoted_long;

/// Beginnings of its sentences that say all by themselves.
const WHOLE: &[(&str, &str)] = &[
    (
        "EOF while parsing",
        "le fichier s’arrête avant la fin, il est sans doute tronqué",
    ),
    (
        "expected `,` or",
        "il manque une virgule, ou la fin d’une liste ou d’un objet",
    ),
    ("expected `:`", "il manque un deux-points après le nom d’un champ"),
    ("expected value", "une valeur est attendue ici"),
    ("expected ident", "une valeur est attendue ici"),
    ("trailing comma", "il y a une virgule de trop"),
    ("trailing characters", "il y a du texte après la fin"),
    (
        "key must be a string",
        "le nom d’un champ doit être entre guillemets",
    ),
    (
        "control character",
        "un texte contient un caractère de contrôle ou une fin de ligne",
    ),
    ("invalid number", "ce nombre est mal écrit"),
    ("number out of range", "ce nombre est trop grand"),
    (
        "invalid escape",
        "un texte contient une barre oblique inverse mal employée",
    ),
    (
        "invalid length",
        "une liste se trouve là où un objet est attendu, ou il y manque des valeurs",
    ),
    ("recursion limit exceeded", "trop de niveaux imbriqués"),
];

/// Beginnings that a name from the file, between backquotes, follows.
const NAMING: &[(&str, &str)] = &[
    ("missing field `", "il manque le champ"),
    ("unknown field `", "champ inconnu\u{a0}:"),
    ("duplicate field `", "champ en double\u{a0}:"),
    ("unknown variant `", "valeur inconnue\u{a0}:"),
];

/// Kinds of values in "invalid type: …, expected …", the longest words first.
const KINDS: &[(&str, &str)] = &[
    ("integer", "un nombre"),
    ("floating point", "un nombre"),
    ("boolean", "vrai ou faux"),
    ("string", "un texte"),
    ("null", "rien"),
    ("sequence", "une liste"),
    ("map", "un objet"),
];

/// Returns what an error says, without its place; what comes from the file is inert.
pub(super) fn french(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(reason, _)| reason);
    let whole = WHOLE
        .iter()
        .find(|(start, _)| said.starts_with(start))
        .map(|(_, french)| (*french).to_owned());
    let worded = whole.or_else(|| naming(said)).or_else(|| mistyped(said));
    quoted_long(&worded.unwrap_or_else(|| said.to_owned()))
}

/// Words a sentence about a field or a value by its name.
fn naming(said: &str) -> Option<String> {
    let (start, french) = NAMING.iter().find(|(start, _)| said.starts_with(start))?;
    let (name, rest) = said[start.len()..].split_once('`')?;
    let known = rest.split_once("expected ").map_or("", |(_, known)| known);
    let known = known
        .trim_start_matches("one of ")
        .replace(" or ", ", ")
        .replace('`', "");
    let expected = if known.is_empty() {
        String::new()
    } else {
        format!(" (attendu\u{a0}: {known})")
    };
    Some(format!("{french} «\u{a0}{name}\u{a0}»{expected}"))
}

/// Words a sentence about a value of another kind than was asked for.
fn mistyped(said: &str) -> Option<String> {
    let (found, _) = said.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    let (_, kind) = KINDS.iter().find(|(word, _)| found.starts_with(word))?;
    Some(format!("{kind} ne convient pas ici"))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Sheet {
        version: String,
        kind: Kind,
    }

    #[derive(Debug, Deserialize)]
    enum Kind {
        One,
        Two,
    }

    #[test]
    fn speaks_french() {
        let cases = [
            (
                r#"{"version": "1""#,
                "le fichier s’arrête avant la fin, il est sans doute tronqué",
            ),
            (r#"{"version": "1",}"#, "il y a une virgule de trop"),
            (r#"{"version": "1"}"#, "il manque le champ «\u{a0}kind\u{a0}»"),
            (r#"{"version": 1}"#, "un nombre ne convient pas ici"),
            (
                r#"{"autre": 1}"#,
                "champ inconnu\u{a0}: «\u{a0}autre\u{a0}» (attendu\u{a0}: version, kind)",
            ),
            (
                r#"{"kind": "Three"}"#,
                "valeur inconnue\u{a0}: «\u{a0}Three\u{a0}» (attendu\u{a0}: One, Two)",
            ),
            (
                r#"{"kind": "\u001b[2J"}"#,
                "valeur inconnue\u{a0}: «\u{a0}\\u{1b}[2J\u{a0}» (attendu\u{a0}: One, Two)",
            ),
        ];
        for (text, french_text) in cases {
            let error = serde_json::from_str::<Sheet>(text).unwrap_err();
            assert_eq!(french(&error), french_text, "{text}");
        }
    }
}
