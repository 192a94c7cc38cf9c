//! The abbreviations of school names, and the words that most names share.

use crate::text::clip;

/// A short form and the folded words that it stands for.
pub(super) struct Abbreviation {
    pub(super) short: &'static str,
    pub(super) long: &'static str,
}

const fn short(short: &'static str, long: &'static str) -> Abbreviation {
    Abbreviation { short, long }
}

/// Single words, sorted by `short`. They are read both ways: in a name, the long form is what is indexed; in
/// a search, the short form also finds it.
pub(super) const WORDS: &[Abbreviation] = &[
    short("cdt", "commandant"),
    short("dr", "docteur"),
    short("ec", "ecole"),
    short("eea", "ecole elementaire application"),
    short("eepr", "ecole elementaire privee"),
    short("eepu", "ecole elementaire publique"),
    short("elem", "elementaire"),
    short("ema", "ecole maternelle application"),
    short("emat", "ecole maternelle"),
    short("empr", "ecole maternelle privee"),
    short("empu", "ecole maternelle publique"),
    short("epa", "ecole primaire application"),
    short("eppr", "ecole primaire privee"),
    short("eppu", "ecole primaire publique"),
    short("gal", "general"),
    short("gpe", "groupe"),
    short("grp", "groupe"),
    short("grpe", "groupe"),
    short("gs", "groupe scolaire"),
    short("mal", "marechal"),
    short("mat", "maternelle"),
    short("nd", "notre dame"),
    short("rpc", "regroupement pedagogique concentre"),
    short("rpi", "regroupement pedagogique intercommunal"),
    short("sco", "scolaire"),
    short("scol", "scolaire"),
    short("st", "saint"),
    short("ste", "sainte"),
    short("stes", "saintes"),
    short("sts", "saints"),
];

/// Abbreviations written in several words, the longer first, as in Paris: "E E PU LAUGIER".
const SPELT: &[Abbreviation] = &[
    short("e e a pu", "ecole elementaire application publique"),
    short("e e a", "ecole elementaire application"),
    short("e e pr", "ecole elementaire privee"),
    short("e e pu", "ecole elementaire publique"),
    short("e m a pu", "ecole maternelle application publique"),
    short("e m a", "ecole maternelle application"),
    short("e m pr", "ecole maternelle privee"),
    short("e m pu", "ecole maternelle publique"),
    short("e p a pu", "ecole primaire application publique"),
    short("e p a", "ecole primaire application"),
    short("e p pr", "ecole primaire privee"),
    short("e p pu", "ecole primaire publique"),
    short("r p i", "regroupement pedagogique intercommunal"),
];

/// Words that tell no school from another, sorted. They rank last, and may be missing from the name.
const GENERIC: &[&str] = &[
    "a",
    "application",
    "arrondissement",
    "au",
    "aux",
    "collectivite",
    "commune",
    "concentre",
    "d",
    "de",
    "des",
    "du",
    "ecole",
    "elementaire",
    "en",
    "et",
    "groupe",
    "intercommunal",
    "intercommunale",
    "l",
    "la",
    "le",
    "les",
    "maternelle",
    "mixte",
    "pedagogique",
    "primaire",
    "prive",
    "privee",
    "public",
    "publique",
    "regroupement",
    "scolaire",
    "sous",
    "sur",
];

const LONGEST_SHORT: usize = 4;

/// The words that `word` stands for, if it is an abbreviation.
pub(super) fn expand(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST_SHORT {
        return None;
    }
    let at = WORDS.binary_search_by(|entry| entry.short.cmp(word)).ok()?;
    Some(WORDS[at].long)
}

/// The next word of a folded text, or the next few where they spell an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) written: &'a str,
    /// What it stands for, if it is an abbreviation.
    pub(super) long: Option<&'static str>,
}

/// Splits a folded text into words and abbreviations.
pub(super) fn pieces(folded: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = folded.trim_start();
    std::iter::from_fn(move || {
        let end = rest.find(' ').unwrap_or(rest.len());
        let (length, long) = if end == 1 { spelt(rest) } else { None }.unwrap_or((end, expand(&rest[..end])));
        let written = &rest[..length];
        rest = rest[length..].trim_start();
        (length > 0).then_some(Piece { written, long })
    })
}

/// The abbreviation that the first words of `rest` spell: how long it is, and what it stands for.
fn spelt(rest: &str) -> Option<(usize, Option<&'static str>)> {
    let ends = |entry: &&Abbreviation| matches!(rest.as_bytes().get(entry.short.len()), None | Some(b' '));
    let entry = SPELT
        .iter()
        .filter(|entry| rest.starts_with(entry.short))
        .find(ends)?;
    Some((entry.short.len(), Some(entry.long)))
}

/// Whether `word` is shared by so many names that it tells none from another.
pub(super) fn is_generic(word: &str) -> bool {
    GENERIC.binary_search(&word).is_ok()
}

/// Whether what was typed is on the way to a generic word or to an abbreviation of only such words.
pub(super) fn is_generic_start(typed: &str) -> bool {
    let starts_generic = || typed.len() >= 3 && GENERIC.iter().any(|word| word.starts_with(typed));
    let abbreviates = || expand(typed).is_some_and(|long| long.split(' ').all(is_generic));
    is_generic(typed) || starts_generic() || abbreviates() || matches!(typed, "e" | "p" | "m" | "pu" | "pr")
}

/// Calls `each` with the words that are indexed for a folded text: abbreviations written out.
pub(super) fn each_indexed_word(folded: &str, mut each: impl FnMut(&str)) {
    for piece in pieces(folded) {
        match piece.long {
            None => each(clip(piece.written)),
            Some(long) => long.split(' ').for_each(&mut each),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexed(folded: &str) -> String {
        let mut words = Vec::new();
        each_indexed_word(folded, |word| words.push(word.to_owned()));
        words.join(" ")
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(WORDS.is_sorted_by_key(|entry| entry.short));
        assert!(GENERIC.is_sorted());
        assert!(WORDS.iter().all(|entry| entry.short.len() <= LONGEST_SHORT));
    }

    #[test]
    fn names_are_indexed_written_out() {
        for (name, words) in [
            ("e e pu laugier", "ecole elementaire publique laugier"),
            ("ecole st martin", "ecole saint martin"),
            ("gs jules ferry", "groupe scolaire jules ferry"),
            ("e e puits", "e e puits"),
            (
                "e e a pu bossuet",
                "ecole elementaire application publique bossuet",
            ),
            ("ecole r p i", "ecole regroupement pedagogique intercommunal"),
            ("", ""),
        ] {
            assert_eq!(indexed(name), words);
        }
    }

    #[test]
    fn generic_words_are_known_from_their_start() {
        for typed in ["ecole", "ecol", "prim", "elem", "eepu", "gs", "de", "pu"] {
            assert!(is_generic_start(typed), "{typed}");
        }
        for typed in ["jaures", "st", "nd", "bourg", "ec0"] {
            assert!(!is_generic_start(typed), "{typed}");
        }
    }
}
