//! The known name nearest to a name that is not known.

/// Finds the known name that a person most likely meant, if one is near enough.
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wrong = any_ascii::any_ascii(wrong).to_lowercase();
    let allowed = (wrong.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (distance(&wrong, &any_ascii::any_ascii(name).to_lowercase()), name))
        .filter(|(far, _)| *far <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// Counts the characters to add, remove, replace, or swap with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for row in 0..left.len() {
        let mut line = vec![row + 1];
        for column in 0..right.len() {
            let changed = above[column] + usize::from(left[row] != right[column]);
            let mut best = changed.min(above[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column] {
                best = best.min(before[column - 1] + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut above, line);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_meant_is_found() {
        let known = ["inscrire", "historique", "chercher", "etape"];
        let cases = [
            ("inscire", Some("inscrire")),
            ("étape", Some("etape")),
            ("etpae", Some("etape")),
            ("hsitorique", Some("historique")),
            ("xyz", None),
        ];
        for (wrong, expected) in cases {
            assert_eq!(nearest(wrong, known), expected, "{wrong}");
        }
    }
}
