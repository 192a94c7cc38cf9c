//! What the choices of a cell mean. Several are joined by a comma, which their labels may hold: the longest known label is
//! taken, never what stands between two commas.

use crate::domain::demarche::Choice;
use crate::text::fold_name;

/// The choices that are known, by their folded labels, the longest first.
pub(super) struct Choices(Vec<(String, String, Choice)>);

impl Choices {
    pub(super) fn of(choices: &[(String, Choice)]) -> Self {
        let folded = choices
            .iter()
            .map(|(label, choice)| (fold_name(label), label.clone(), choice.clone()));
        let mut known: Vec<_> = folded.collect();
        known.sort_by_key(|(folded, ..)| std::cmp::Reverse(folded.len()));
        Self(known)
    }

    /// The labels that are known.
    pub(super) fn labels(&self) -> Vec<String> {
        let mut labels: Vec<String> = self.0.iter().map(|(_, label, _)| label.clone()).collect();
        labels.sort();
        labels
    }

    /// What a cell says, each choice with its label.
    ///
    /// # Errors
    ///
    /// The part of the cell that is no known label.
    pub(super) fn read<'c>(&self, cell: &'c str) -> Result<Vec<(String, &Choice)>, &'c str> {
        let mut found = Vec::new();
        let mut rest = cell.trim();
        while !rest.is_empty() {
            let (label, choice, after) = self.first(rest).ok_or(rest)?;
            found.push((label, choice));
            rest = after;
        }
        Ok(found)
    }

    /// The longest known label at the beginning of a text, ended by a comma or by the text itself, and what is after it.
    fn first<'t>(&self, text: &'t str) -> Option<(String, &Choice, &'t str)> {
        let commas = text.match_indices(", ").map(|(at, _)| at);
        let mut ends: Vec<usize> = commas.chain([text.len()]).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| {
            let folded = fold_name(&text[..end]);
            let (_, label, choice) = self.0.iter().find(|(known, ..)| *known == folded)?;
            Some((label.clone(), choice, text[end..].trim_start_matches([',', ' '])))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_with_a_comma_is_one_choice() {
        let code = |code: &str| Choice::Solution(code.to_owned());
        let choices = Choices::of(&[
            ("ONE, l’ENT d’Édifice".to_owned(), code("one")),
            ("ONE".to_owned(), code("un")),
            ("Edumoov".to_owned(), code("edumoov")),
            ("Autre, à préciser".to_owned(), Choice::Asked),
        ]);
        let read = |cell: &'static str| {
            choices.read(cell).map(|found| {
                found
                    .into_iter()
                    .map(|(_, choice)| choice.clone())
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(read("ONE, l'ENT d'Edifice"), Ok(vec![code("one")]));
        assert_eq!(
            read("EDUMOOV, ONE, l’ENT d’Édifice, Autre, à préciser"),
            Ok(vec![code("edumoov"), code("one"), Choice::Asked])
        );
        assert_eq!(read("Edumoov, Klasstest"), Err("Klasstest"));
    }
}
