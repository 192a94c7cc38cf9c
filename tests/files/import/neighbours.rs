//! The program's own tables as other programs leave them: each way of writing the same rows changes nothing.

use preau::domain::command::ImportKind::{
    self, Competences, Conseils, Contrats, Conventions, Deploiements, Solutions,
};
use preau::exchange::export::{ByteOrderMark, Format, own_table};
use unicode_normalization::UnicodeNormalization;

use crate::world::{Base, FILES};

const KINDS: [ImportKind; 6] = [
    Solutions,
    Conventions,
    Contrats,
    Deploiements,
    Competences,
    Conseils,
];

/// How many rows of a table are tried.
const ROWS: usize = 25;

type Rows = Vec<Vec<String>>;

/// A way of writing a table, and its bytes.
type Way = (&'static str, fn(&Rows) -> Vec<u8>);

fn rows_of(base: &Base, kind: ImportKind) -> Rows {
    let form = Format::Csv(ByteOrderMark::None);
    let bytes = own_table(Vec::new(), kind, &base.registry, form, false).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .from_reader(bytes.as_slice());
    let rows = reader.records().take(ROWS + 1);
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn text(rows: &Rows) -> String {
    String::from_utf8(written(rows, b';', csv::QuoteStyle::Necessary)).unwrap()
}

fn written(rows: &Rows, separator: u8, quotes: csv::QuoteStyle) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .quote_style(quotes)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The rows with each cell under the header written otherwise.
fn cells(rows: &Rows, otherwise: impl Fn(&str) -> String) -> Rows {
    let body = rows[1..].iter();
    let body = body.map(|row| row.iter().map(|cell| otherwise(cell)).collect());
    std::iter::once(rows[0].clone()).chain(body).collect()
}

fn around(cell: &str, before: &str, after: &str) -> String {
    if cell.is_empty() {
        String::new()
    } else {
        format!("{before}{cell}{after}")
    }
}

fn is_day(cell: &str) -> bool {
    cell.len() == 10 && cell.parse::<chrono::NaiveDate>().is_ok()
}

fn french(cell: &str) -> String {
    match cell.parse::<chrono::NaiveDate>() {
        Ok(day) if is_day(cell) => day.format("%d/%m/%Y").to_string(),
        _ => cell.to_owned(),
    }
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.len() < 10 && cell.bytes().all(|byte| byte.is_ascii_digit())
}

const WAYS: [Way; 26] = [
    ("with a mark", |rows| {
        [b"\xef\xbb\xbf", text(rows).as_bytes()].concat()
    }),
    ("with two marks", |rows| {
        format!("\u{feff}\u{feff}{}", text(rows)).into_bytes()
    }),
    ("in Windows-1252", |rows| {
        encoding_rs::WINDOWS_1252.encode(&text(rows)).0.into_owned()
    }),
    ("decoded twice", |rows| {
        let bytes = text(rows).into_bytes();
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned()
            .into_bytes()
    }),
    ("decomposed", |rows| {
        text(rows).nfd().collect::<String>().into_bytes()
    }),
    ("with C1", |rows| {
        text(rows)
            .replace('’', "\u{92}")
            .replace('œ', "\u{9c}")
            .into_bytes()
    }),
    ("with CRLF", |rows| text(rows).replace('\n', "\r\n").into_bytes()),
    ("with CR alone", |rows| {
        text(rows).replace('\n', "\r").into_bytes()
    }),
    ("with commas", |rows| {
        written(rows, b',', csv::QuoteStyle::Necessary)
    }),
    ("with tabs", |rows| {
        written(rows, b'\t', csv::QuoteStyle::Necessary)
    }),
    ("all quoted", |rows| written(rows, b';', csv::QuoteStyle::Always)),
    ("with the line of Excel", |rows| {
        format!("sep=;\n{}", text(rows)).into_bytes()
    }),
    ("with a title", |rows| {
        format!("Suivi au 23/11;;;\n;;;\n{}", text(rows)).into_bytes()
    }),
    ("with short rows", |rows| {
        let text = text(rows);
        let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches(';')).collect();
        lines.join("\n").into_bytes()
    }),
    ("with long rows", |rows| {
        text(rows).replace('\n', ";;;\n").into_bytes()
    }),
    ("with blank rows", |rows| {
        text(rows).replace('\n', "\n;;\n\n").into_bytes()
    }),
    ("with an end of DOS", |rows| (text(rows) + "\u{1a}").into_bytes()),
    ("with headers in capitals", |rows| {
        let mut rows = rows.clone();
        rows[0] = rows[0]
            .iter()
            .map(|name| name.to_uppercase().replace('_', " "))
            .collect();
        text(&rows).into_bytes()
    }),
    ("in another order of columns", |rows| {
        let turned = rows.iter().map(|row| row.iter().rev().cloned().collect());
        text(&turned.collect()).into_bytes()
    }),
    ("with blanks around cells", |rows| {
        text(&cells(rows, |cell| around(cell, "  ", "\u{a0}"))).into_bytes()
    }),
    ("with invisible signs", |rows| {
        text(&cells(rows, |cell| around(cell, "\u{feff}", "\u{200b}"))).into_bytes()
    }),
    ("with French days", |rows| text(&cells(rows, french)).into_bytes()),
    ("with midnight", |rows| {
        let midnight = |cell: &str| around(cell, "", if is_day(cell) { " 00:00:00" } else { "" });
        text(&cells(rows, midnight)).into_bytes()
    }),
    ("with decimals", |rows| {
        let decimals = |cell: &str| around(cell, "", if is_number(cell) { ".0" } else { "" });
        text(&cells(rows, decimals)).into_bytes()
    }),
    ("with look-alike hyphens", |rows| {
        let is_key = |cell: &str| !is_day(cell) && !cell.contains(' ');
        let hyphens = |cell: &str| {
            if is_key(cell) {
                cell.replace('-', "‑")
            } else {
                cell.to_owned()
            }
        };
        text(&cells(rows, hyphens)).into_bytes()
    }),
    ("with codes as formulas", |rows| {
        let formula = |cell: &str| {
            if is_number(cell) {
                format!("=\"{cell}\"")
            } else {
                cell.to_owned()
            }
        };
        text(&cells(rows, formula)).into_bytes()
    }),
];

#[test]
fn a_table_that_is_written_otherwise_changes_nothing() {
    let mut base = Base::with(&FILES);
    for kind in KINDS {
        let rows = rows_of(&base, kind);
        assert!(rows.len() > 2, "{kind:?}");
        for (way, bytes) in WAYS {
            println!("{kind:?} {way}");
            let plan = base.planned(kind, bytes(&rows));
            assert_eq!(plan.rejected.len(), 0, "{:?}", crate::world::motives(&plan));
            base.again(kind, bytes(&rows));
        }
    }
}

#[test]
fn a_cell_beside_the_key_that_cannot_be_read_stays() {
    let mut base = Base::with(&FILES);
    for (kind, keys) in [(Solutions, 1), (Conventions, 1), (Contrats, 1)] {
        let rows = rows_of(&base, kind);
        for column in keys..rows[0].len() {
            let mut damaged = rows.clone();
            let filled = damaged.iter_mut().skip(1).filter(|row| !row[column].is_empty());
            filled.for_each(|row| "#REF!".clone_into(&mut row[column]));
            if damaged == rows {
                continue;
            }
            let name = &rows[0][column];
            let file = text(&damaged);
            let plan = base.planned(kind, &file);
            assert!(
                plan.rejected.is_empty(),
                "{name} {:?}",
                crate::world::motives(&plan)
            );
            assert!(!plan.warnings.is_empty(), "{name}");
            base.again(kind, file);
        }
    }
}
