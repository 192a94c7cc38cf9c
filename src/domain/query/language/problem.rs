//! What is wrong in the search bar, where, and what was probably meant.

use std::ops::Range;

use super::MAX_LEN;
use super::field::Field;
use super::lexer::{Filter, Typed};
use crate::domain::query::Pane;
use crate::text::nearest;
use crate::text::quoted;

/// Something unknown in the search bar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// What is wrong, in French.
    pub message: String,
    /// The bytes that are wrong.
    pub span: (usize, usize),
}

impl Problem {
    fn at(span: &Range<usize>, message: String) -> Self {
        Self {
            message,
            span: (span.start, span.end),
        }
    }

    pub(super) fn too_long(from: usize, to: usize) -> Self {
        Self::at(&(from..to), format!("la recherche dépasse {MAX_LEN} caractères"))
    }

    pub(super) fn unknown_field(filter: &Filter<'_>, pane: Pane) -> Self {
        let known = Field::over(pane).map(|field| field.name);
        let message = format!("filtre inconnu\u{a0}: «\u{a0}{}\u{a0}»", quoted(filter.name));
        Self::at(&filter.name_span, meant(message, nearest(filter.name, known)))
    }

    pub(super) fn other_pane(filter: &Filter<'_>, field: &Field, pane: Pane) -> Self {
        let list = match pane {
            Pane::Collectivites => "les collectivités",
            Pane::Schools => "les écoles",
            Pane::Providers => "les prestataires",
            Pane::Conventions => "les conventions",
            Pane::Everything => "cette liste",
        };
        let message = format!("«\u{a0}{}\u{a0}» ne filtre pas {list}", field.name);
        Self::at(&filter.name_span, message)
    }

    pub(super) fn operator(filter: &Filter<'_>, field: &Field) -> Self {
        let known: Vec<&str> = field
            .operators()
            .iter()
            .map(|operator| operator.as_str())
            .collect();
        let message = format!(
            "«\u{a0}{}\u{a0}» se compare par {}, par exemple {}",
            field.name,
            known.join(" "),
            field.example
        );
        Self::at(&filter.operator_span, message)
    }

    pub(super) fn no_value(filter: &Filter<'_>, field: &Field) -> Self {
        let message = format!(
            "il manque une valeur à «\u{a0}{}\u{a0}», par exemple {}",
            field.name, field.example
        );
        Self::at(&(filter.name_span.start..filter.operator_span.end), message)
    }

    pub(super) fn nothing_quoted(span: &Range<usize>) -> Self {
        Self::at(span, "il manque un mot entre les guillemets".to_owned())
    }

    pub(super) fn two_hyphens(typed: &str, span: &Range<usize>) -> Self {
        let one = quoted(typed.trim_start_matches('-'));
        Self::at(
            span,
            format!("un seul tiret dit «\u{a0}sauf\u{a0}»\u{a0}: -{one}"),
        )
    }

    pub(super) fn unknown_value(field: &Field, typed: &Typed<'_>, nearest: Option<&str>) -> Self {
        let message = format!(
            "aucune valeur «\u{a0}{}\u{a0}» pour «\u{a0}{}\u{a0}»",
            quoted(&typed.text),
            field.name
        );
        let message = match nearest {
            None => format!("{message}, par exemple {}", field.example),
            some => meant(message, some),
        };
        Self::at(&typed.span, message)
    }

    pub(super) fn ambiguous(typed: &Typed<'_>, candidates: &[&str]) -> Self {
        let message = format!(
            "«\u{a0}{}\u{a0}» peut être {}",
            quoted(&typed.text),
            candidates.join(" ou ")
        );
        Self::at(&typed.span, message)
    }
}

/// Adds what was probably meant.
fn meant(message: String, nearest: Option<&str>) -> String {
    match nearest {
        Some(name) => format!("{message}\u{a0}; vouliez-vous «\u{a0}{name}\u{a0}»\u{a0}?"),
        None => message,
    }
}
