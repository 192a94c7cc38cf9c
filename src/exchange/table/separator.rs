//! Which character separates the cells of a CSV file, told by its header line.

use std::fmt;

use super::Column;
use crate::text::fold_name;

/// A character that separates the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `;`, as French spreadsheets write.
    Semicolon,
    /// `,`.
    Comma,
    Tab,
}

/// All separators; of two that fit equally, the first is taken.
const ALL: [Separator; 3] = [Separator::Semicolon, Separator::Comma, Separator::Tab];

/// How much of a file the header is looked for in, in bytes.
const HEAD: usize = 256 << 10;

impl Separator {
    /// Returns its byte.
    pub fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
        }
    }

    /// Tells the separator of `text`: the one under which the header has most of the wanted columns, then the
    /// one that gives most columns.
    pub(super) fn of(text: &str, schema: &[Column]) -> Self {
        let head = &text[..text.floor_char_boundary(HEAD)];
        let mut best = (Self::Semicolon, (0, 0));
        for separator in ALL {
            let score = separator.score(head, schema);
            if score > best.1 {
                best = (separator, score);
            }
        }
        best.0
    }

    /// Counts the wanted columns and all columns that this separator makes of the header.
    fn score(self, head: &str, schema: &[Column]) -> (usize, usize) {
        let cells = first_record(head, self);
        let folded: Vec<String> = cells.iter().take(super::COLUMNS).map(fold_name).collect();
        let has = |name: &str| folded.contains(&fold_name(name));
        let wanted = schema
            .iter()
            .filter(|column| has(column.name) || column.aliases.iter().any(|name| has(name)));
        (wanted.count(), cells.len())
    }
}

/// Reads the first record of `text`, or an empty one.
pub(super) fn first_record(text: &str, separator: Separator) -> csv::StringRecord {
    let mut builder = csv::ReaderBuilder::new();
    builder
        .delimiter(separator.byte())
        .has_headers(false)
        .flexible(true);
    let mut record = csv::StringRecord::new();
    match builder.from_reader(text.as_bytes()).read_record(&mut record) {
        Ok(true) => record,
        Ok(false) | Err(_) => csv::StringRecord::new(),
    }
}

/// Returns where the header begins: after a line `sep=;`, which spreadsheets write for each other.
pub(super) fn header_start(text: &str) -> usize {
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    let said = line.trim_end_matches(['\r', '\n']).to_ascii_lowercase();
    match said.strip_prefix("sep=") {
        Some(rest) if rest.chars().count() <= 1 => line.len(),
        _ => 0,
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Semicolon => "point-virgule",
            Self::Comma => "virgule",
            Self::Tab => "tabulation",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &[Column] = &[Column::required("uai"), Column::optional("nom").or(&["libellé"])];

    #[test]
    fn tells_the_separator() {
        let cases = [
            ("uai;nom\n", Separator::Semicolon),
            ("uai,nom\n", Separator::Comma),
            ("uai\tnom\n", Separator::Tab),
            ("a,b,c,d;uai;libelle\n", Separator::Semicolon),
            ("\"a;b;c;d\",uai\n", Separator::Comma),
            ("\n\nuai,nom;x;y;z\n", Separator::Comma),
            ("uai\n", Separator::Semicolon),
            ("", Separator::Semicolon),
        ];
        for (text, separator) in cases {
            assert_eq!(Separator::of(text, SCHEMA), separator, "{text:?}");
        }
    }

    #[test]
    fn skips_the_line_of_spreadsheets() {
        assert_eq!(header_start("sep=;\r\nuai;nom\r\n"), 7);
        assert_eq!(header_start("separation;nom\n"), 0);
    }
}
