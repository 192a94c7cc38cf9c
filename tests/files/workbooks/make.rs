//! Workbooks of the three formats, made of the same rows.

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a cell holds.
#[derive(Debug, Clone)]
pub enum Value {
    Empty,
    Text(String),
    Number(f64),
    Day(NaiveDate),
    Yes(bool),
    /// A formula whose value this text is.
    Formula(String),
    /// `#N/A`.
    Lost,
}

pub type Rows = Vec<Vec<Value>>;

/// Makes a workbook of named sheets.
pub type Make = fn(&[(&str, Rows)]) -> Vec<u8>;

/// The three formats.
pub const ALL: [Make; 3] = [xlsx, ods, xls];

/// Rows of texts, given as a table separated by `;` without quotes.
pub fn rows(text: &str) -> Rows {
    let cell = |cell: &str| match cell {
        "" => Value::Empty,
        text => Value::Text(text.to_owned()),
    };
    let row = |line: &str| match line {
        "" => Vec::new(),
        line => line.split(';').map(cell).collect(),
    };
    text.lines().map(row).collect()
}

/// Days since the one from which spreadsheets count.
fn count(day: NaiveDate) -> i32 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
    i32::try_from((day - first).num_days()).unwrap()
}

pub fn xlsx(sheets: &[(&str, Rows)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let days = Format::new().set_num_format("dd/mm/yyyy");
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            let row = u32::try_from(row).unwrap();
            for (column, value) in cells.iter().enumerate() {
                let column = u16::try_from(column).unwrap();
                match value {
                    Value::Empty => continue,
                    Value::Text(text) => sheet.write_string(row, column, text),
                    Value::Number(number) => sheet.write_number(row, column, *number),
                    Value::Day(day) => {
                        let day = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &days)
                    }
                    Value::Yes(yes) => sheet.write_boolean(row, column, *yes),
                    Value::Formula(value) => {
                        sheet.write_formula(row, column, Formula::new("=A1&\"\"").set_result(value))
                    }
                    Value::Lost => sheet.write_formula(row, column, Formula::new("=NA()").set_result("#N/A")),
                }
                .unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// An archive of these members.
pub fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub fn ods(sheets: &[(&str, Rows)]) -> Vec<u8> {
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content(sheets).as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
    ])
}

/// The content of an ODS, with the blanks and the empty cells that a spreadsheet leaves.
pub fn content(sheets: &[(&str, Rows)]) -> String {
    let table = |(name, rows): &(&str, Rows)| {
        let row = |cells: &Vec<Value>| {
            let cells: Vec<String> = cells.iter().map(cell).collect();
            format!(
                "<table:table-row table:visibility=\"collapse\">\n{}<table:table-cell \
                 table:number-columns-repeated=\"16380\"/></table:table-row>\n",
                cells.concat()
            )
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        format!(
            "<table:table table:name=\"{}\">\n{}<table:table-row table:number-rows-repeated=\"1048000\">\
             <table:table-cell/></table:table-row></table:table>",
            escaped(name),
            rows.concat()
        )
    };
    let tables: Vec<String> = sheets.iter().map(table).collect();
    body(&tables.concat())
}

/// A content of these tables.
pub fn body(tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    )
}

fn cell(value: &Value) -> String {
    let shown = |kind: &str, text: &str| {
        format!(
            "<table:table-cell {kind}><office:annotation><text:p>une note</text:p></office:annotation>\
             <text:p>{}</text:p></table:table-cell>",
            escaped(text)
        )
    };
    match value {
        Value::Empty => "<table:table-cell/>".to_owned(),
        Value::Text(text) => shown("office:value-type=\"string\"", text),
        Value::Number(number) => shown(
            &format!("office:value-type=\"float\" office:value=\"{number}\""),
            "affiché",
        ),
        Value::Day(day) => shown(
            &format!("office:value-type=\"date\" office:date-value=\"{day}T00:00:00\""),
            "affiché",
        ),
        Value::Yes(yes) => shown(
            &format!("office:value-type=\"boolean\" office:value=\"{yes}\""),
            "affiché",
        ),
        Value::Formula(value) => shown("office:value-type=\"string\" table:formula=\"of:=[.A1]\"", value),
        Value::Lost => shown(
            "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
            "#N/D",
        ),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\'', "&apos;")
}

pub fn xls(sheets: &[(&str, Rows)]) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = sheets.iter().map(|(_, rows)| part(rows)).collect();
    let names: Vec<Vec<u8>> = sheets
        .iter()
        .map(|(name, _)| name.encode_utf16().flat_map(u16::to_le_bytes).collect())
        .collect();
    // Of cells: the usual format, then the one of days.
    let formats = [0_u16, 14].map(|format| record(0x00E0, &[[0, 0], format.to_le_bytes()].concat()));
    let head: usize = names.iter().map(|name| 12 + name.len()).sum();
    let mut records = [begin(5), formats.concat()].concat();
    let mut start = records.len() + head + 4;
    for (name, part) in names.iter().zip(&parts) {
        let units = u8::try_from(name.len() / 2).unwrap();
        let sheet = [
            &u32::try_from(start).unwrap().to_le_bytes()[..],
            &[0, 0, units, 1],
            name,
        ]
        .concat();
        records.extend(record(0x0085, &sheet));
        start += part.len();
    }
    records.extend(record(0x000A, &[]));
    records.extend(parts.concat());
    compound(&records)
}

/// A compound file of a stream of records.
pub fn compound(records: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook")
        .unwrap()
        .write_all(records)
        .unwrap();
    file.into_inner().into_inner()
}

/// The records of a sheet.
fn part(rows: &Rows) -> Vec<u8> {
    let mut records = begin(16);
    for (row, cells) in rows.iter().enumerate() {
        for (column, value) in cells.iter().enumerate() {
            let format = u16::from(matches!(value, Value::Day(_)));
            let place = [row, column].map(|place| u16::try_from(place).unwrap().to_le_bytes());
            let place = [place[0], place[1], format.to_le_bytes()].concat();
            let with = |kind, data: &[u8]| record(kind, &[&place, data].concat());
            records.extend(match value {
                Value::Empty => Vec::new(),
                Value::Text(text) => with(0x0204, &long(text)),
                Value::Number(number) => with(0x0203, &number.to_le_bytes()),
                Value::Day(day) => with(0x0203, &f64::from(count(*day)).to_le_bytes()),
                Value::Yes(yes) => with(0x0205, &[u8::from(*yes), 0]),
                Value::Lost => with(0x0205, &[0x2A, 1]),
                Value::Formula(value) => {
                    let no_number = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
                    let formula = with(0x0006, &[&no_number[..], &[0; 6], &[3, 0, 0x1E, 1, 0]].concat());
                    [formula, record(0x0207, &long(value))].concat()
                }
            });
        }
    }
    records.extend(record(0x000A, &[]));
    records
}

fn begin(kind: u16) -> Vec<u8> {
    record(
        0x0809,
        &[0x0600_u16.to_le_bytes(), kind.to_le_bytes(), [0; 2], [0; 2]].concat(),
    )
}

fn long(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap().to_le_bytes();
    [
        &length[..],
        &[1],
        &units.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
    ]
    .concat()
}

pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}
