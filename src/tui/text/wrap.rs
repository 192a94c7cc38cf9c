//! Wrapping a text at its blanks.

use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// Cuts a text into lines of at most `columns`, at blanks where there are some; at least one line.
///
/// A word that is longer than a line is cut. Several blanks count as one, but a non-breaking one does not count.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        add(&mut lines, word, columns);
    }
    lines
}

fn add(lines: &mut Vec<String>, word: &str, columns: usize) {
    if let Some(line) = lines.last_mut() {
        let gap = usize::from(!line.is_empty());
        if width(line) + gap + width(word) <= columns {
            line.push_str(&" ".repeat(gap));
            line.push_str(word);
            return;
        }
        if !line.is_empty() {
            lines.push(String::new());
        }
    }
    for grapheme in word.graphemes(true) {
        let full = lines
            .last()
            .is_some_and(|line| !line.is_empty() && width(line) + width(grapheme) > columns);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(grapheme);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_blanks() {
        let cases: [(&str, usize, &[&str]); 6] = [
            ("", 10, &[""]),
            ("une école", 10, &["une école"]),
            ("une école du bourg", 9, &["une école", "du bourg"]),
            ("anticonstitutionnel", 8, &["anticons", "titution", "nel"]),
            ("a  bc", 3, &["a", "bc"]),
            ("日本語", 4, &["日本", "語"]),
        ];
        for (text, columns, lines) in cases {
            assert_eq!(wrap(text, columns), lines, "{text} in {columns}");
        }
    }
}
