//! The text of the search bar cut into words and filters, each with its place.

use std::borrow::Cow;
use std::ops::Range;

/// How a field is compared with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    /// `:` has, or begins with.
    Has,
    /// `=` is exactly.
    Is,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Operator {
    /// The operator as it is typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Has => ":",
            Self::Is => "=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The operator that a text starts with, the longer where two do.
    fn at_start(text: &str) -> Option<Self> {
        let all = [
            Self::AtMost,
            Self::AtLeast,
            Self::Has,
            Self::Is,
            Self::Less,
            Self::More,
        ];
        all.into_iter()
            .find(|operator| text.starts_with(operator.as_str()))
    }

    /// The operator that holds between two things when they change sides.
    pub fn flipped(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::More => Self::Less,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
            same => same,
        }
    }

    /// True when two values stand in that order.
    pub fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Has | Self::Is => left == right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// A part of the text, between spaces.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A free word, without its quotes.
    Word {
        /// It must be absent.
        negated: bool,
        text: &'a str,
    },
    Nothing(Range<usize>),
    Twice(Range<usize>),
    /// A field, an operator and values.
    Filter(Filter<'a>),
}

/// A filter as it is typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Filter<'a> {
    pub(super) negated: bool,
    pub(super) name: &'a str,
    pub(super) name_span: Range<usize>,
    pub(super) operator: Operator,
    pub(super) operator_span: Range<usize>,
    pub(super) values: Vec<Typed<'a>>,
}

/// A value as it is typed, quotes taken away; its place has them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Range<usize>,
}

/// The parts of a text, in order. Any text has some: nothing is an error here.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    spans(text, char::is_whitespace)
        .map(|span| token(text, span))
        .collect()
}

/// The part of a text that holds a place in it, the place after its end included.
pub(super) fn token_at(text: &str, place: usize) -> Option<(Range<usize>, Token<'_>)> {
    let span = spans(text, char::is_whitespace).find(|span| span.start <= place && place <= span.end)?;
    Some((span.clone(), token(text, span)))
}

fn token(text: &str, span: Range<usize>) -> Token<'_> {
    let whole = &text[span.clone()];
    let negated = whole.len() > 1 && whole.starts_with('-');
    let start = span.start + usize::from(negated);
    let rest = &text[start..span.end];
    if negated && rest.starts_with('-') {
        return Token::Twice(span);
    }
    let length = rest
        .find(|c: char| !c.is_alphabetic() && c != '_')
        .unwrap_or(rest.len());
    match Operator::at_start(&rest[length..]).filter(|_| length > 0) {
        None if rest.trim_matches('"').is_empty() => Token::Nothing(span),
        None => Token::Word {
            negated,
            text: rest.trim_matches('"'),
        },
        Some(operator) => {
            let operator_at = start + length;
            let values_at = operator_at + operator.as_str().len();
            Token::Filter(Filter {
                negated,
                name: &rest[..length],
                name_span: start..operator_at,
                operator,
                operator_span: operator_at..values_at,
                values: values(text, values_at..span.end),
            })
        }
    }
}

fn values(text: &str, span: Range<usize>) -> Vec<Typed<'_>> {
    spans(&text[span.clone()], |c| c == ',')
        .map(|value| span.start + value.start..span.start + value.end)
        .map(|value| Typed {
            text: unquoted(&text[value.clone()]),
            span: value,
        })
        .collect()
}

fn unquoted(text: &str) -> Cow<'_, str> {
    if text.contains('"') {
        text.replace('"', "").into()
    } else {
        text.into()
    }
}

/// The parts of a text between separators that are not within quotes; an open quote runs to the end.
fn spans(text: &str, separates: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        if !quoted && separates(c) {
            parts.push(start..at);
            start = at + c.len_utf8();
        }
    }
    parts.push(start..text.len());
    parts.into_iter().filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter<'a>(token: &'a Token<'a>) -> &'a Filter<'a> {
        match token {
            Token::Filter(filter) => filter,
            Token::Word { .. } | Token::Nothing(_) | Token::Twice(_) => panic!("a filter"),
        }
    }

    #[test]
    fn words_and_filters_are_told_apart() {
        let text = "jaures -mat \"a:b\" -commune:vif,\"Le Bourg\" etape>=inscrite :x";
        let tokens = tokens(text);
        let word = |negated, text| Token::Word { negated, text };
        assert_eq!(
            tokens[..3],
            [word(false, "jaures"), word(true, "mat"), word(false, "a:b")]
        );
        let commune = filter(&tokens[3]);
        assert!(commune.negated);
        assert_eq!((commune.name, commune.operator), ("commune", Operator::Has));
        assert_eq!(commune.values[1].text, "Le Bourg");
        assert_eq!(&text[commune.values[1].span.clone()], "\"Le Bourg\"");
        assert_eq!(filter(&tokens[4]).operator, Operator::AtLeast);
        assert_eq!(tokens[5], word(false, ":x"));
    }

    #[test]
    fn an_open_quote_runs_to_the_end() {
        let tokens = tokens("circo:\"Grenoble 1");
        assert_eq!(filter(&tokens[0]).values[0].text, "Grenoble 1");
    }

    #[test]
    fn the_token_at_the_cursor_is_found_at_its_end_too() {
        let text = "é commune:gre";
        assert_eq!(
            token_at(text, text.len()).map(|(span, _)| span),
            Some(3..text.len())
        );
        assert_eq!(token_at("a  b", 2), None);
    }
}
