//! Formats that are plainly no CSV and no JSON, told by their first bytes.

use super::place::line_after;
use crate::domain::BASE_MAGIC;

/// What a file is, when it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// An image: PNG, JPEG, GIF.
    Image,
    Pdf,
    /// A workbook of Excel, of `OpenDocument` or an older Office.
    Workbook,
    /// A ZIP archive that is no workbook.
    Zip,
    /// A file compressed by gzip.
    Gzip,
    /// A base of `SQLite`.
    Sqlite,
    /// A base of this program.
    Base,
    WebPage,
    /// A text in UTF-16.
    Utf16,
    /// Any other file with a NUL byte.
    Binary {
        /// The line of the first NUL byte.
        line: u64,
    },
}

/// First bytes and what they mean.
const MAGIC: &[(&[u8], Foreign)] = &[
    (b"\x89PNG\r\n", Foreign::Image),
    (b"\xff\xd8\xff", Foreign::Image),
    (b"GIF8", Foreign::Image),
    (b"%PDF-", Foreign::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign::Workbook),
    (b"\x1f\x8b", Foreign::Gzip),
    (b"SQLite format 3\0", Foreign::Sqlite),
    (&BASE_MAGIC, Foreign::Base),
    (b"\xff\xfe", Foreign::Utf16),
    (b"\xfe\xff", Foreign::Utf16),
];

/// How far into an archive or a page its kind is looked for, in bytes.
const HEAD: usize = 4096;

impl Foreign {
    /// Says what `bytes` are, or nothing when they may be a text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let magic = MAGIC
            .iter()
            .find(|(start, _)| bytes.starts_with(start))
            .map(|(_, kind)| *kind);
        magic
            .or_else(|| archive(bytes))
            .or_else(|| web_page(bytes))
            .or_else(|| binary(bytes))
    }

    /// Returns what it is in French, with the article.
    pub fn what(self) -> String {
        match self {
            Self::Image => "une image".to_owned(),
            Self::Pdf => "un document PDF".to_owned(),
            Self::Workbook => "un classeur de tableur".to_owned(),
            Self::Zip => "une archive ZIP".to_owned(),
            Self::Gzip => "un fichier compressé (gzip)".to_owned(),
            Self::Sqlite => "une base SQLite".to_owned(),
            Self::Base => "une base de Préau".to_owned(),
            Self::WebPage => "une page web".to_owned(),
            Self::Utf16 => "un texte en UTF-16".to_owned(),
            Self::Binary { line } => format!("un fichier binaire (octet nul, ligne {line})"),
        }
    }

    /// Returns what to do about it, in French.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Workbook => "Ouvrez-le dans un tableur et enregistrez la feuille en CSV (UTF-8).",
            Self::Zip | Self::Gzip => "Décompressez-le, puis donnez le fichier CSV ou JSON qu’il contient.",
            Self::Base => {
                "Ouvrez-la avec --base, ou importez le fichier produit par «\u{a0}preau exporter base\u{a0}»."
            }
            Self::WebPage => {
                "Le portail a rendu une page au lieu du fichier\u{a0}: téléchargez à nouveau l’export."
            }
            Self::Utf16 => "Enregistrez-le à nouveau en CSV (UTF-8).",
            Self::Image | Self::Pdf | Self::Sqlite | Self::Binary { .. } => {
                "Donnez un export en CSV ou en JSON."
            }
        }
    }
}

/// Tells a workbook from any other ZIP archive by the names of its first members.
fn archive(bytes: &[u8]) -> Option<Foreign> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let members: [&[u8]; 3] = [b"opendocument.spreadsheet", b"xl/", b"[Content_Types].xml"];
    let workbook = members
        .iter()
        .any(|member| head.windows(member.len()).any(|seen| seen == *member));
    Some(if workbook { Foreign::Workbook } else { Foreign::Zip })
}

/// Recognises a page that a portal gives in place of the file.
fn web_page(bytes: &[u8]) -> Option<Foreign> {
    let bytes = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let starts = |tag: &[u8]| {
        bytes
            .get(..tag.len())
            .is_some_and(|seen| seen.eq_ignore_ascii_case(tag))
    };
    (starts(b"<!doctype html") || starts(b"<html")).then_some(Foreign::WebPage)
}

/// Recognises a file with a NUL byte, which no text holds.
fn binary(bytes: &[u8]) -> Option<Foreign> {
    let at = bytes.iter().position(|byte| *byte == 0)?;
    Some(Foreign::Binary {
        line: line_after(&bytes[..at]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_apart() {
        let cases: [(&[u8], Option<Foreign>); 13] = [
            (b"PREAU\r\n\x1a\x01\0\0\0", Some(Foreign::Base)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(Foreign::Image)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(Foreign::Image)),
            (b"%PDF-1.7\n", Some(Foreign::Pdf)),
            (
                b"PK\x03\x04\x14\0\x06\0\x08\0xl/workbook.xml",
                Some(Foreign::Workbook),
            ),
            (
                b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                Some(Foreign::Workbook),
            ),
            (b"PK\x03\x04annuaire.csv", Some(Foreign::Zip)),
            (b"\x1f\x8b\x08\0", Some(Foreign::Gzip)),
            (b"\xff\xfeu\0a\0i\0", Some(Foreign::Utf16)),
            (b"\n <!DOCTYPE HTML><html>", Some(Foreign::WebPage)),
            (b"uai;nom\n0380\x000123A;x\n", Some(Foreign::Binary { line: 2 })),
            (b"uai;nom\n", None),
            (b"", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(Foreign::of(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
