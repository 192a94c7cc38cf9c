//! What may come next in the search bar.

use std::ops::Range;

use super::MAX_LEN;
use super::accounts;
use super::field::{Field, ValueKind};
use super::known::{self, Known};
use super::lexer::{Filter, Operator, Token, token_at};
use super::name::NameValue;
use super::names::{self, KnownName};
use crate::domain::query::Pane;
use crate::domain::query::source::Source;
use crate::text::fold;
use serde::{Deserialize, Serialize};

/// No more are proposed at once.
const MOST: usize = 20;

/// A text that may take the place of a part of the search bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// What to write: `commune:`, `"Grenoble 1"`.
    pub text: String,
    /// What it means, in a few French words.
    pub sentence: String,
    /// The bytes of the search bar whose place it takes.
    pub span: (usize, usize),
}

/// What may be written at the cursor, a byte offset: fields at the start of a word, values after an operator.
pub fn completions(text: &str, cursor: usize, source: Source<'_>, pane: Pane) -> Vec<Completion> {
    let cursor = (0..=cursor.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    if text.chars().count() > MAX_LEN {
        return Vec::new();
    }
    match token_at(text, cursor) {
        None => fields("", cursor..cursor, pane),
        Some((_, Token::Nothing(_) | Token::Twice(_))) => Vec::new(),
        Some((span, Token::Word { negated, .. })) => {
            let start = span.start + usize::from(negated);
            fields(&text[start.min(cursor)..cursor], start..span.end, pane)
        }
        Some((_, Token::Filter(filter))) if cursor <= filter.name_span.end => fields(
            &text[filter.name_span.start.min(cursor)..cursor],
            filter.name_span.start..filter.operator_span.end,
            pane,
        ),
        Some((span, Token::Filter(filter))) => values(&filter, cursor, span.end, source),
    }
}

fn fields(typed: &str, span: Range<usize>, pane: Pane) -> Vec<Completion> {
    let typed = fold(typed).replace(' ', "_");
    Field::over(pane)
        .filter(|field| field.name.starts_with(&typed))
        .map(|field| completion(format!("{}:", field.name), field.sentence, &span))
        .collect()
}

fn values(filter: &Filter<'_>, cursor: usize, end: usize, source: Source<'_>) -> Vec<Completion> {
    let Some(field) = Field::find(filter.name) else {
        return Vec::new();
    };
    let typed = filter
        .values
        .iter()
        .find(|value| value.span.start <= cursor && cursor <= value.span.end);
    let (text, span) = typed.map_or_else(
        || ("", cursor..cursor.min(end)),
        |typed| (typed.text.as_ref(), typed.span.clone()),
    );
    match field.values {
        ValueKind::Name => named(field, text, &span, source),
        ValueKind::OneOf | ValueKind::Ranked => listed(&known::values(field.field), text, &span),
        ValueKind::Account => followers(text, &span, source),
        ValueKind::Rpi => listed(&known::flags(), text, &span),
        ValueKind::Ahead | ValueKind::Past if text.is_empty() => ["7j", "15j", "30j", "90j"]
            .into_iter()
            .map(|days| completion(days.to_owned(), "jours", &span))
            .collect(),
        _ => Vec::new(),
    }
}

fn listed(all: &[Known], typed: &str, span: &Range<usize>) -> Vec<Completion> {
    let typed = fold(typed);
    let starts = |known: &&Known| fold(known.code).starts_with(&typed);
    all.iter()
        .filter(starts)
        .map(|known| completion(known.code.to_owned(), known.label, span))
        .collect()
}

/// The operator, then the accounts that follow a collectivité.
fn followers(typed: &str, span: &Range<usize>, source: Source<'_>) -> Vec<Completion> {
    let typed = fold(typed);
    let me = (accounts::ME, "les collectivités que vous suivez");
    let nobody = ("aucune", "les collectivités que personne ne suit");
    let others = accounts::known(source).into_iter().map(|name| (name, ""));
    [me, nobody]
        .into_iter()
        .chain(others)
        .filter(|(name, _)| fold(name).starts_with(&typed))
        .take(MOST)
        .map(|(name, sentence)| completion(quoted(name), sentence, span))
        .collect()
}

/// The names that start with what was typed, then those that have it as the start of a later word.
fn named(field: &Field, typed: &str, span: &Range<usize>, source: Source<'_>) -> Vec<Completion> {
    let folded = fold(typed);
    let sought = NameValue::new(typed, Operator::Has);
    let mut found: Vec<(bool, &str, KnownName<'_>)> = names::known(field.field, source)
        .filter(|known| folded.is_empty() || sought.matches(known.folded))
        .map(|known| (!known.folded.starts_with(&folded), known.folded, known))
        .collect();
    found.sort_unstable_by_key(|(later, folded, _)| (*later, *folded));
    found.dedup_by_key(|(_, folded, _)| *folded);
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(_, _, known)| completion(quoted(known.written()), "", span))
        .collect()
}

/// A name as it must be typed: in quotes where it would be cut.
pub fn quoted(name: &str) -> String {
    let name = name.replace('"', "");
    if name.contains(|c: char| c.is_whitespace() || c == ',') {
        format!("\"{name}\"")
    } else {
        name
    }
}

fn completion(text: String, sentence: &str, span: &Range<usize>) -> Completion {
    Completion {
        text,
        sentence: sentence.to_owned(),
        span: (span.start, span.end),
    }
}
