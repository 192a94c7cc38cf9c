//! The known name nearest to one that is not known.

use crate::domain::query::search::fold;

/// Longer names are compared by this many characters only.
const LONGEST: usize = 64;

/// The known name that a person most likely meant, if one is near enough: one slip in three letters.
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    nearest_folded(wrong, known.into_iter().map(|name| (fold(name), name)))
}

/// The same among things whose names come folded.
pub(super) fn nearest_folded<F: AsRef<str>, K>(
    wrong: &str,
    known: impl IntoIterator<Item = (F, K)>,
) -> Option<K> {
    let wrong = fold(wrong);
    let wrong = clipped(wrong.as_bytes());
    let mut allowed = (wrong.len() / 3).max(1);
    let mut best = None;
    let mut rows = Rows::default();
    for (folded, name) in known {
        let folded = clipped(folded.as_ref().as_bytes());
        if folded.len().abs_diff(wrong.len()) > allowed || lacking(wrong, folded) > allowed {
            continue;
        }
        let far = rows.distance(wrong, folded);
        if far <= allowed && best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, name));
            allowed = far;
        }
    }
    best.map(|(_, name)| name)
}

fn clipped(text: &[u8]) -> &[u8] {
    &text[..text.len().min(LONGEST)]
}

/// How many kinds of letters the first name has and the second has not: no more than their distance.
fn lacking(left: &[u8], right: &[u8]) -> usize {
    let letters = |text: &[u8]| text.iter().fold(0_u64, |all, byte| all | 1 << (byte & 63));
    (letters(left) & !letters(right)).count_ones() as usize
}

/// The rows of the table of distances, kept from one name to the next.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    above: Vec<usize>,
    line: Vec<usize>,
}

impl Rows {
    /// Counts the letters to add, remove, replace, or swap with their neighbour.
    fn distance(&mut self, left: &[u8], right: &[u8]) -> usize {
        self.above.clear();
        self.above.extend(0..=right.len());
        for row in 0..left.len() {
            self.line.clear();
            self.line.push(row + 1);
            for column in 0..right.len() {
                let changed = self.above[column] + usize::from(left[row] != right[column]);
                let mut best = changed.min(self.above[column + 1] + 1).min(self.line[column] + 1);
                if row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column] {
                    best = best.min(self.before[column - 1] + 1);
                }
                self.line.push(best);
            }
            std::mem::swap(&mut self.before, &mut self.above);
            std::mem::swap(&mut self.above, &mut self.line);
        }
        self.above[right.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_meant_is_found() {
        let known = ["commune", "collectivité", "étape", "règle", "échéance"];
        let cases = [
            ("comune", Some("commune")),
            ("etpae", Some("étape")),
            ("regles", Some("règle")),
            ("Collectivte", Some("collectivité")),
            ("rgele", Some("règle")),
            ("échéence", Some("échéance")),
            ("xyz", None),
            ("", None),
        ];
        for (wrong, expected) in cases {
            assert_eq!(nearest(wrong, known), expected, "{wrong}");
        }
    }
}
