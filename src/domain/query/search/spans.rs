//! Which parts of a line on screen to highlight for what was typed.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::abbreviation::{self, WORDS};
use super::exact::words;
use super::slip::slip;
use crate::text::fold_with_sources;

/// The parts of a name and of a place to highlight: byte ranges on character bounds, ascending, apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    /// Ranges of the name.
    pub name: Vec<Range<usize>>,
    /// Ranges of the place.
    pub place: Vec<Range<usize>>,
}

/// Finds which parts of a name and of its place answer to `text`, as [`Index::search`](super::Index::search)
/// reads it.
///
/// For each word typed, the nearest kind of match in either field is shown: starts of words and
/// abbreviations, else parts of words, else slips, else scattered letters.
pub fn spans(name: &str, place: &str, text: &str) -> Spans {
    let line = FoldedLabel::new(name, place);
    let mut found: Vec<Range<usize>> = words(text).iter().flat_map(|typed| line.matches(typed)).collect();
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut spans = Spans::default();
    for range in found {
        let field = if range.start < line.place_at {
            &mut spans.name
        } else {
            &mut spans.place
        };
        add(field, line.source(&range));
    }
    spans
}

/// Adds a range that starts no earlier than those before it, joined to the last where they touch.
fn add(ranges: &mut Vec<Range<usize>>, range: Range<usize>) {
    match ranges.last_mut() {
        Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
        _ => ranges.push(range),
    }
}

/// A folded name and place, with the bytes that each folded letter came from.
struct FoldedLabel {
    folded: String,
    sources: Vec<Range<usize>>,
    place_at: usize,
    pieces: Vec<Piece>,
}

/// A word of the line, or an abbreviation of several, and what it stands for.
struct Piece {
    range: Range<usize>,
    long: Option<&'static str>,
}

impl FoldedLabel {
    fn new(name: &str, place: &str) -> FoldedLabel {
        let (mut folded, mut sources) = fold_with_sources(name);
        folded.push(' ');
        sources.push(name.len()..name.len());
        let place_at = folded.len();
        let (folded_place, place_sources) = fold_with_sources(place);
        folded.push_str(&folded_place);
        sources.extend(place_sources);
        let pieces = pieces(&folded);
        FoldedLabel {
            folded,
            sources,
            place_at,
            pieces,
        }
    }

    /// The bytes of the field that a folded range came from.
    fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.sources[range.start].start..self.sources[range.end - 1].end
    }

    /// The folded ranges that answer to one typed word, by the nearest kind of match.
    fn matches(&self, typed: &str) -> Vec<Range<usize>> {
        [FoldedLabel::start, FoldedLabel::inside, FoldedLabel::slip]
            .into_iter()
            .map(|kind| {
                self.pieces
                    .iter()
                    .filter_map(|piece| kind(self, piece, typed))
                    .collect::<Vec<_>>()
            })
            .find(|ranges| !ranges.is_empty())
            .unwrap_or_else(|| self.scattered(typed))
    }

    /// The start of a word; the whole of an abbreviation or of what the typed abbreviation stands for.
    fn start(&self, piece: &Piece, typed: &str) -> Option<Range<usize>> {
        let word = &self.folded[piece.range.clone()];
        if word.starts_with(typed) {
            return Some(piece.range.start..piece.range.start + typed.len());
        }
        let stands_for = piece
            .long
            .is_some_and(|long| long.split(' ').any(|long| long.starts_with(typed)));
        (stands_for || abbreviates(typed, word)).then(|| piece.range.clone())
    }

    fn inside(&self, piece: &Piece, typed: &str) -> Option<Range<usize>> {
        let at = self.folded[piece.range.clone()]
            .find(typed)
            .filter(|_| typed.len() >= 3)?
            + piece.range.start;
        Some(at..at + typed.len())
    }

    fn slip(&self, piece: &Piece, typed: &str) -> Option<Range<usize>> {
        let slip = slip(typed, &self.folded[piece.range.clone()])?;
        let end = if slip.start_only {
            piece.range.start + typed.len()
        } else {
            piece.range.end
        };
        Some(piece.range.start..end.min(piece.range.end))
    }

    fn scattered(&self, typed: &str) -> Vec<Range<usize>> {
        let matched = SkimMatcherV2::default()
            .respect_case()
            .fuzzy_indices(&self.folded, typed);
        matched
            .filter(|_| typed.len() >= 3)
            .map_or_else(Vec::new, |(_, letters)| {
                letters.into_iter().map(|letter| letter..letter + 1).collect()
            })
    }
}

/// Whether `typed` is the start of an abbreviation that stands for `word`, among others.
fn abbreviates(typed: &str, word: &str) -> bool {
    typed.len() >= 2
        && WORDS
            .iter()
            .any(|entry| entry.short.starts_with(typed) && entry.long.split(' ').any(|long| long == word))
}

fn pieces(folded: &str) -> Vec<Piece> {
    let mut end = 0;
    let ranges = abbreviation::pieces(folded).map(|piece| {
        let gap = folded[end..].len() - folded[end..].trim_start().len();
        let start = end + gap;
        end = start + piece.written.len();
        Piece {
            range: start..end,
            long: piece.long,
        }
    });
    ranges.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line with its highlighted parts in brackets.
    fn shown(name: &str, place: &str, text: &str) -> String {
        let Spans {
            name: in_name,
            place: in_place,
        } = spans(name, place, text);
        format!("{} · {}", bracketed(name, &in_name), bracketed(place, &in_place))
    }

    fn bracketed(text: &str, ranges: &[Range<usize>]) -> String {
        let mut shown = String::new();
        let mut from = 0;
        for range in ranges {
            shown.extend([&text[from..range.start], "[", &text[range.clone()], "]"]);
            from = range.end;
        }
        shown + &text[from..]
    }

    #[test]
    fn each_kind_of_match_is_shown() {
        for (name, place, text, expected) in [
            (
                "Élém. Jean Jaurès",
                "Grenoble",
                "jaures gre",
                "Élém. Jean [Jaurès] · [Gre]noble",
            ),
            ("École Sacré-Cœur", "Vif", "coeu", "École Sacré-[Cœu]r · Vif"),
            (
                "ECOLE ST MARTIN",
                "SAINTE ADRESSE",
                "sain",
                "ECOLE [ST] MARTIN · [SAIN]TE ADRESSE",
            ),
            (
                "ECOLE SAINT MARTIN",
                "Vif",
                "st mart",
                "ECOLE [SAINT] [MART]IN · Vif",
            ),
            (
                "E E PU LAUGIER",
                "PARIS",
                "elem laug",
                "[E E PU] [LAUG]IER · PARIS",
            ),
            (
                "Groupe scolaire Ferry",
                "Gap",
                "gs",
                "[Groupe] [scolaire] Ferry · Gap",
            ),
            ("École Pasteur", "Vif", "pasteru", "École [Pasteur] · Vif"),
            ("École Pasteur", "Grenoble", "noble", "École Pasteur · Gre[noble]"),
            (
                "École Jean Jaurès",
                "Vif",
                "jnjrs",
                "École [J]ea[n] [J]au[r]è[s] · Vif",
            ),
            ("École", "Vif", "", "École · Vif"),
            ("", "", "ecole", " · "),
            ("ÉCOLE É", "", "e", "[É]COLE [É] · "),
        ] {
            assert_eq!(shown(name, place, text), expected, "{text}");
        }
    }
}
