//! Pieces of French that several screens say: each is written here once.

use std::fmt::Display;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::date::day_fr;
use crate::domain::permit::OneOf;
use crate::domain::refusal::Edit;
use crate::text::enumerated;

/// A number, kept on one line with its sign: `n° 12`.
pub fn numbered(number: impl Display) -> String {
    format!("n°\u{a0}{number}")
}

/// A text with a capital letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A value and what takes its place: `60 jours → 90 jours`. What is empty is said.
pub fn step(before: &str, after: &str) -> String {
    let shown = |value: &str| match value {
        "" => "(vide)".to_owned(),
        value => value.to_owned(),
    };
    format!("{} → {}", shown(before), shown(after))
}

/// A count of schools: `aucune école`, `1 école`, `3 écoles`.
pub fn schools(count: usize) -> String {
    match count {
        0 => "aucune école".to_owned(),
        1 => "1 école".to_owned(),
        many => format!("{many} écoles"),
    }
}

/// A count of rows: `0 ligne`, `1 ligne`, `2 lignes`.
pub fn lines(count: usize) -> String {
    let noun = if count < 2 { "ligne" } else { "lignes" };
    format!("{count} {noun}")
}

/// A day and an hour, in local time: `23/11/2026 14:05`.
pub fn moment(at: NaiveDateTime) -> String {
    at.format("%d/%m/%Y %H:%M").to_string()
}

/// Names one after the other: `mmartin`, `mmartin et pbernard`, `a, b et c`.
pub fn names(names: &[&str]) -> String {
    match names {
        [] => "quelqu’un d’autre".to_owned(),
        several => enumerated(several),
    }
}

/// Who made edits, and the verb that goes with them: `mmartin` and `vient`.
pub fn just_changed(edits: &[Edit]) -> (String, &'static str) {
    let authors: Vec<&str> = Edit::authors(edits)
        .into_iter()
        .map(|who| who.name.as_str())
        .collect();
    (
        names(&authors),
        if authors.len() > 1 { "viennent" } else { "vient" },
    )
}

/// What is said to whom lacks a right.
pub fn right_needed(right: OneOf) -> String {
    format!("il faut le droit «\u{a0}{}\u{a0}»", right.label())
}

/// What is said of an order on a day that is for looking.
pub fn only_looking(day: NaiveDate) -> String {
    format!(
        "consultation au {}, rien ne s’y écrit\u{a0}; relancez sans --date",
        day_fr(day)
    )
}

#[cfg(test)]
mod tests {
    use super::{capital, lines, names, schools, step};

    #[test]
    fn counts_agree() {
        assert_eq!([0, 1, 2].map(schools), ["aucune école", "1 école", "2 écoles"]);
        assert_eq!([0, 1, 2].map(lines), ["0 ligne", "1 ligne", "2 lignes"]);
    }

    #[test]
    fn names_are_joined() {
        let said = [&["a"][..], &["a", "b"], &["a", "b", "c"]].map(names);
        assert_eq!(said, ["a", "a et b", "a, b et c"]);
    }

    #[test]
    fn what_is_empty_is_said() {
        assert_eq!(step("", "60"), "(vide) → 60");
        assert_eq!(step("60", ""), "60 → (vide)");
    }

    #[test]
    fn a_capital_may_have_an_accent() {
        assert_eq!(capital("école"), "École");
        assert_eq!(capital(""), "");
    }
}
