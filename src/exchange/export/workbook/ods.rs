//! ODS (OASIS, Open Document Format 1.2, part 1): one compressed stream of rows, and the two files that say what it is.

use std::io::{self, Cursor, Write};

use chrono::NaiveDate;
use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Cell, SHEET};

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// What the names of the elements stand for.
pub(super) const NAMESPACES: &str = concat!(
    r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0""#,
    r#" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0""#,
    r#" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#,
    r#" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#,
    r#" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0""#,
    r#" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2""#,
);

/// How a day is shown.
pub(super) const DAY_STYLE: &str = concat!(
    r#"<number:date-style style:name="jour" number:language="fr" number:country="FR"><number:day number:style="long"/><number:text>/</number:text>"#,
    r#"<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>"#,
);

/// The styles of a day, of a title and of a column.
const STYLES: &str = concat!(
    r#"<style:style style:name="colonne" style:family="table-column"><style:table-column-properties style:column-width="3.2cm"/></style:style>"#,
    r#"<style:style style:name="date" style:family="table-cell" style:data-style-name="jour"/>"#,
    r#"<style:style style:name="titre" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>"#,
    "</office:automatic-styles><office:body><office:spreadsheet>"
);

const TAIL: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

/// The file as it is made, in memory.
pub(super) type Package = ZipWriter<Cursor<Vec<u8>>>;

/// Writes an ODS.
pub(in crate::exchange::export) struct OdsWriter {
    zip: Package,
}

impl OdsWriter {
    pub(super) fn new(titles: &[&'static str]) -> io::Result<Self> {
        let mut zip = package(&[])?;
        content(&mut zip)?;
        write!(
            zip,
            r#"{DAY_STYLE}{STYLES}<table:table table:name="{SHEET}"><table:table-column table:style-name="colonne" table:number-columns-repeated="{}"/><table:table-header-rows><table:table-row>"#,
            titles.len().max(1)
        )?;
        for title in titles {
            text_paragraphs(&mut zip, r#" table:style-name="titre""#, title)?;
        }
        zip.write_all(b"</table:table-row></table:table-header-rows>")?;
        Ok(Self { zip })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let zip = &mut self.zip;
        zip.write_all(b"<table:table-row>")?;
        for cell in cells {
            match cell {
                Cell::Empty => zip.write_all(b"<table:table-cell/>")?,
                Cell::Text(text) => text_paragraphs(zip, "", text)?,
                Cell::Number(number) => number_cell(zip, "", *number)?,
                Cell::Day(day) => day_cell(zip, r#" table:style-name="date""#, *day)?,
            }
        }
        zip.write_all(b"</table:table-row>")
    }

    pub(super) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.zip.write_all(TAIL.as_bytes())?;
        Ok(self.zip.finish()?.into_inner())
    }
}

/// Begins a file: what it is, and files of it.
pub(super) fn package(files: &[(&str, &str)]) -> io::Result<Package> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // First, and stored: it is by this that the file is known for what it is.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", stored)?;
    zip.write_all(MIME.as_bytes())?;
    zip.start_file("META-INF/manifest.xml", SimpleFileOptions::default())?;
    write!(
        zip,
        r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>"#
    )?;
    for name in files.iter().map(|(name, _)| *name).chain(["content.xml"]) {
        write!(
            zip,
            r#"<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>"#
        )?;
    }
    zip.write_all(b"</manifest:manifest>")?;
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip)
}

/// Begins what holds the tables, up to its styles.
pub(super) fn content(zip: &mut Package) -> io::Result<()> {
    zip.start_file("content.xml", SimpleFileOptions::default())?;
    write!(
        zip,
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:automatic-styles>"#
    )
}

pub(super) fn number_cell(out: &mut impl Write, style: &str, number: u64) -> io::Result<()> {
    write!(
        out,
        r#"<table:table-cell{style} office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
    )
}

pub(super) fn day_cell(out: &mut impl Write, style: &str, day: NaiveDate) -> io::Result<()> {
    write!(
        out,
        r#"<table:table-cell{style} office:value-type="date" office:date-value="{day}"><text:p>{}</text:p></table:table-cell>"#,
        day.format("%d/%m/%Y")
    )
}

/// Writes a text, a paragraph a line.
pub(super) fn text_paragraphs(out: &mut impl Write, style: &str, text: &str) -> io::Result<()> {
    write!(out, r#"<table:table-cell{style} office:value-type="string">"#)?;
    for line in text.lines() {
        out.write_all(b"<text:p>")?;
        spaced(out, line)?;
        out.write_all(b"</text:p>")?;
    }
    out.write_all(b"</table:table-cell>")
}

/// Writes a line; blanks at its ends and beside each other, which a reader would fold, are counted.
fn spaced(out: &mut impl Write, line: &str) -> io::Result<()> {
    let last = line.len();
    let mut at = 0;
    while at < last {
        let rest = &line[at..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        if blanks > 1 || (blanks == 1 && (at == 0 || at + 1 == last)) {
            write!(out, r#"<text:s text:c="{blanks}"/>"#)?;
            at += blanks;
            continue;
        }
        if rest.starts_with('\t') {
            out.write_all(b"<text:tab/>")?;
            at += 1;
            continue;
        }
        let end = rest[blanks..]
            .find([' ', '\t'])
            .map_or(rest.len(), |end| end + blanks);
        out.write_all(escape(&rest[..end]).as_bytes())?;
        at += end;
    }
    Ok(())
}
