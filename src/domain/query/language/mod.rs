//! The language of the search bar: free words and filters.
//!
//! `jaures gre commune:grenoble -etape>=inscrite circo:"Grenoble 1",Voiron`: spaces mean *and*, commas *or* within
//! a field, a hyphen *not*. Fields, their operators, their values, completion and help come from one table,
//! [`FIELDS`]. A filter without a value and quotes around nothing are problems: they never mean everything.

mod accounts;
mod completion;
mod day;
mod field;
mod known;
mod lexer;
mod name;
mod names;
mod problem;
mod read;
mod value;

pub use completion::{Completion, completions, quoted};
pub use day::Day;
pub use field::{FIELDS, Field, FieldName, ValueKind};
pub use lexer::Operator;
pub use name::NameValue;
pub use names::circonscription;
pub use problem::Problem;
pub use value::{Awaiting, Minutes, Purging, Reminding, Revisit, Value};

use super::Pane;
use super::source::Source;
use lexer::{Filter, Token, Typed};

/// The longest text that is read, in characters.
pub const MAX_LEN: usize = 512;

/// What a text in the search bar asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expression {
    /// The free words, as typed.
    pub words: String,
    /// Words that must be absent, folded.
    pub without: Vec<String>,
    /// The filters, all of which must hold.
    pub terms: Vec<Term>,
}

/// A filter that has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// It must not hold.
    pub negated: bool,
    /// What is looked at.
    pub field: FieldName,
    /// How it is compared.
    pub operator: Operator,
    /// With what: one of these.
    pub values: Vec<Value>,
}

/// Reads the text of the search bar over a pane.
///
/// # Errors
///
/// A [`Problem`] that names what is unknown, where it is, and the nearest known name.
pub fn parse(text: &str, source: Source<'_>, pane: Pane) -> Result<Expression, Problem> {
    if let Some((at, _)) = text.char_indices().nth(MAX_LEN) {
        return Err(Problem::too_long(at, text.len()));
    }
    let mut expression = Expression::default();
    for token in lexer::tokens(text) {
        match token {
            Token::Word { negated: true, text } => expression.without.push(crate::text::fold(text)),
            Token::Word { text, .. } => {
                expression.words.push_str(text);
                expression.words.push(' ');
            }
            Token::Nothing(span) => return Err(Problem::nothing_quoted(&span)),
            Token::Twice(span) => return Err(Problem::two_hyphens(&text[span.clone()], &span)),
            Token::Filter(filter) => expression.terms.push(term(&filter, source, pane)?),
        }
    }
    expression.words.truncate(expression.words.trim_end().len());
    expression.without.retain(|word| !word.is_empty());
    Ok(expression)
}

/// Reads one filter.
fn term(filter: &Filter<'_>, source: Source<'_>, pane: Pane) -> Result<Term, Problem> {
    let field = Field::find(filter.name).ok_or_else(|| Problem::unknown_field(filter, pane))?;
    if !field.panes.contains(&pane) {
        return Err(Problem::other_pane(filter, field, pane));
    }
    if !field.operators().contains(&filter.operator) {
        return Err(Problem::operator(filter, field));
    }
    // A sign left before a value is an operator that there is none of: `etape<>inscrite`.
    let bare = |typed: &Typed<'_>| typed.span.len() == typed.text.len();
    let signed = |typed: &Typed<'_>| bare(typed) && typed.text.starts_with([':', '=', '<', '>']);
    if filter.values.first().is_some_and(signed) {
        return Err(Problem::operator(filter, field));
    }
    let mut values = Vec::new();
    for typed in filter.values.iter().filter(|typed| !typed.text.trim().is_empty()) {
        values.extend(read::read(field, filter.operator, typed, source)?);
    }
    if values.is_empty() {
        return Err(Problem::no_value(filter, field));
    }
    Ok(Term {
        negated: filter.negated,
        field: field.field,
        operator: filter.operator,
        values,
    })
}
