//! Formats that are plainly no CSV and no JSON, told by their first bytes.

use std::io::Cursor;

use zip::ZipArchive;

use super::place::line_after;
use crate::domain::BASE_MAGIC;

/// The formats of workbooks whose rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFormat {
    /// Office Open XML.
    Xlsx,
    /// `OpenDocument`.
    Ods,
    /// The records of Excel before 2007, or any other file of an Office of that time.
    Xls,
}

/// What a file is, when it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// An image: PNG, JPEG, GIF.
    Image,
    Pdf,
    Workbook(WorkbookFormat),
    /// A workbook in a format that is not read.
    OtherWorkbook(&'static str),
    /// A text document or a presentation of an Office.
    Document,
    /// A ZIP archive that is no workbook.
    Zip,
    /// A ZIP archive without its end.
    BrokenZip,
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
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Foreign::Workbook(WorkbookFormat::Xls),
    ),
    (b"\x1f\x8b", Foreign::Gzip),
    (b"SQLite format 3\0", Foreign::Sqlite),
    (&BASE_MAGIC, Foreign::Base),
    (b"\xff\xfe", Foreign::Utf16),
    (b"\xfe\xff", Foreign::Utf16),
];

/// The members of archives, by how their lower-case names begin, and what an archive with one is; the first counts.
const MEMBERS: &[(&str, Foreign)] = &[
    ("xl/workbook.bin", Foreign::OtherWorkbook("Excel binaire (XLSB)")),
    ("xl/", Foreign::Workbook(WorkbookFormat::Xlsx)),
    ("word/", Foreign::Document),
    ("ppt/", Foreign::Document),
    ("index/document.iwa", Foreign::OtherWorkbook("Numbers (Apple)")),
    ("content.xml", Foreign::Workbook(WorkbookFormat::Ods)),
];

/// What the first element of an XML file says that it is.
const XML: &[(&str, Foreign)] = &[
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        Foreign::OtherWorkbook("XML d’Excel 2003"),
    ),
    (
        "opendocument.spreadsheet",
        Foreign::OtherWorkbook("OpenDocument à plat (FODS)"),
    ),
];

/// How far into an XML file its kind is looked for, in bytes.
const HEAD: usize = 8192;

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
            .or_else(|| xml(bytes))
            .or_else(|| binary(bytes))
    }

    /// Returns what it is in French, with the article.
    pub fn what(self) -> String {
        match self {
            Self::Image => "une image".to_owned(),
            Self::Pdf => "un document PDF".to_owned(),
            Self::Workbook(_) => "un classeur de tableur".to_owned(),
            Self::OtherWorkbook(format) => format!("un classeur au format {format}"),
            Self::Document => "un document de bureautique, pas un classeur".to_owned(),
            Self::Zip => "une archive ZIP".to_owned(),
            Self::BrokenZip => "une archive ZIP ou un classeur dont la fin manque".to_owned(),
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
            Self::Workbook(_) => {
                "Une table se lit dans un classeur, mais pas ceci\u{a0}: donnez le fichier JSON."
            }
            Self::OtherWorkbook(_) => "Ouvrez-le dans un tableur et enregistrez-le en XLSX ou en ODS.",
            Self::Zip | Self::Gzip => {
                "Décompressez-le, puis donnez le classeur ou le fichier CSV ou JSON qu’il contient."
            }
            Self::BrokenZip => "Refaites le téléchargement ou la copie.",
            Self::Base => {
                "Ouvrez-la avec --base, ou importez le fichier produit par «\u{a0}preau exporter base\u{a0}»."
            }
            Self::WebPage => {
                "Si un tableur l’ouvre, enregistrez-la en XLSX ou en CSV\u{a0}; sinon le portail a rendu une page au lieu du \
                 fichier\u{a0}: téléchargez à nouveau l’export."
            }
            Self::Utf16 => "Enregistrez-le à nouveau en CSV (UTF-8).",
            Self::Image | Self::Pdf | Self::Document | Self::Sqlite | Self::Binary { .. } => {
                "Donnez un classeur (XLSX, ODS, XLS), ou un export en CSV ou en JSON."
            }
        }
    }
}

/// Tells a workbook from any other ZIP archive by the names of its members.
fn archive(bytes: &[u8]) -> Option<Foreign> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Some(Foreign::BrokenZip);
    };
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.replace('\\', "/").to_ascii_lowercase())
        .collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    let known = MEMBERS.iter().find(|(start, _)| has(start));
    Some(known.map_or(Foreign::Zip, |(_, kind)| *kind))
}

/// Recognises a workbook that is one XML text.
fn xml(bytes: &[u8]) -> Option<Foreign> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !bytes.trim_ascii_start().starts_with(b"<?xml") {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    XML.iter()
        .find(|(sign, _)| head.contains(sign))
        .map(|(_, kind)| *kind)
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
        let archive_of = |name: &str| {
            let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
            archive
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            archive.finish().unwrap().into_inner()
        };
        let whole: Vec<(Vec<u8>, Foreign)> = [
            ("xl/workbook.xml", Foreign::Workbook(WorkbookFormat::Xlsx)),
            ("xl\\Workbook.xml", Foreign::Workbook(WorkbookFormat::Xlsx)),
            ("content.xml", Foreign::Workbook(WorkbookFormat::Ods)),
            ("xl/workbook.bin", Foreign::OtherWorkbook("Excel binaire (XLSB)")),
            ("word/document.xml", Foreign::Document),
            ("annuaire.csv", Foreign::Zip),
        ]
        .map(|(name, kind)| (archive_of(name), kind))
        .into();
        for (bytes, kind) in whole {
            assert_eq!(Foreign::of(&bytes), Some(kind));
        }
        let cases: [(&[u8], Option<Foreign>); 14] = [
            (b"PREAU\r\n\x1a\x01\0\0\0", Some(Foreign::Base)),
            (b"\x89PNG\r\n\x1a\n\0\0", Some(Foreign::Image)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(Foreign::Image)),
            (b"%PDF-1.7\n", Some(Foreign::Pdf)),
            (
                b"PK\x03\x04\x14\0\x06\0\x08\0xl/workbook.xml",
                Some(Foreign::BrokenZip),
            ),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
                Some(Foreign::Workbook(WorkbookFormat::Xls)),
            ),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some(Foreign::OtherWorkbook("XML d’Excel 2003")),
            ),
            (b"<?xml version=\"1.0\"?><a/>", None),
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
