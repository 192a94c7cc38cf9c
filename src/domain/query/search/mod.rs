//! Search by fragments, abbreviations and slips.
//!
//! An [`Index`] holds the folded words of every [`Document`] and answers each keystroke with [`Hits`], ranked
//! by [`Tier`]: the start of an identifier; all words typed as words or starts of words, in any order, in the
//! name or in the place; the same without the words that all names share; parts of words; slips; and last the
//! letters in order. A tier is asked for only where those above found too few. Within a tier, whole words
//! come before starts of words, and those before generic words; then the shorter name; then the place.
//!
//! The index knows nothing of records: a document is a number, and its caller knows what the number stands
//! for. Filters are the caller's too: [`Index::search`] asks it about each document found.
//!
//! ```
//! use preau::domain::query::search::{Document, Index, Tier};
//!
//! let documents = [
//!     Document { identifiers: &["0380123A"], name: "École élémentaire Jean Jaurès", place: "Grenoble" },
//!     Document { identifiers: &["0381234B"], name: "ECOLE PRIMAIRE ST MARTIN", place: "Vif" },
//! ];
//! let index = Index::build(documents.into_iter());
//! let mut hits = index.search("jaures gre", |_| true);
//! assert_eq!((hits.total(), hits.page(0, 20)[0].number), (1, 0));
//! assert_eq!(index.search("jaurse", |_| true).page(0, 20)[0].tier, Tier::Slip);
//! ```

mod abbreviation;
mod bits;
mod exact;
mod fuzzy;
mod hits;
mod index;
mod letters;
mod lexicon;
mod near;
mod reach;
mod row;
mod run;
mod slip;
mod spans;
#[cfg(test)]
mod tests;

pub use hits::{Hit, Hits, Tier};
pub use index::Index;
pub use spans::{Spans, spans};

/// One line that can be searched: a school, a collectivité, a prestataire, a convention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// Codes that are typed from their start: UAI, SIREN, number of a convention. Separators do not count.
    pub identifiers: &'a [&'a str],
    pub name: &'a str,
    /// Where it is: the commune.
    pub place: &'a str,
}
