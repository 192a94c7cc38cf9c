//! `preau exporter` as a workbook: the cells of the CSV, a day as a date, a code as text, nothing that runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, open_workbook_auto};
use chrono::NaiveDate;

use crate::support::place::Place;

/// The rows of a CSV of the program.
pub fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// A day of a sheet: so many days after the 30th of December 1899.
fn day(serial: f64) -> String {
    let days = chrono::Days::new(serial.to_string().parse().unwrap());
    (NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + days).to_string()
}

/// The rows of the one sheet of a workbook, a day as the CSV has it.
fn sheet_rows(place: &Place, file: &str) -> Vec<Vec<String>> {
    let mut book = open_workbook_auto(place.path(file)).unwrap();
    let range = book.worksheet_range("Préau").unwrap();
    let cell = |data: &Data| match data {
        Data::DateTime(moment) => day(moment.as_f64()),
        Data::DateTimeIso(day) => day.clone(),
        Data::Error(error) => panic!("{error}"),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(cell).collect()).collect()
}

/// Rows without the empty cells at their ends, which a sheet does not keep.
fn trimmed(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    for row in &mut rows {
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
    }
    rows
}

fn plain(text: &str) -> String {
    // What a spreadsheet would run begins with an apostrophe in a CSV alone.
    let run = text
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    run.unwrap_or(text).to_owned()
}

fn registered() -> Place {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    place
}

/// The exports that are tables.
const TABLES: [&str; 6] = [
    "conventions",
    "ecoles",
    "relances",
    "contacts",
    "conseils",
    "liste-publique",
];

#[test]
fn a_workbook_has_the_cells_of_the_csv() {
    let place = registered();
    for what in TABLES {
        let csv = place.run(["exporter", what]).expect(0).out;
        let wanted: Vec<Vec<String>> = csv_rows(&csv)
            .into_iter()
            .map(|row| row.iter().map(|cell| plain(cell)).collect())
            .collect();
        for form in ["xlsx", "ods"] {
            let file = format!("{what}.{form}");
            place.run(["exporter", what, "-o", &file]).expect(0);
            assert_eq!(
                trimmed(sheet_rows(&place, &file)),
                trimmed(wanted.clone()),
                "{file}"
            );
        }
    }
}

#[test]
fn a_day_is_a_date_and_a_code_is_text() {
    let place = registered();
    for form in ["xlsx", "ods"] {
        let file = format!("registre.{form}");
        place.run(["exporter", "registre", "-o", &file]).expect(0);
        let mut book = open_workbook_auto(place.path(&file)).unwrap();
        let range = book.worksheet_range("Écoles").unwrap();
        let titles: Vec<String> = range
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        let of = |title: &str| {
            let column = titles.iter().position(|other| other == title).unwrap();
            range.rows().nth(1).unwrap()[column].clone()
        };
        assert!(
            matches!(of("Inscrite le"), Data::DateTime(_) | Data::DateTimeIso(_)),
            "{form}"
        );
        assert!(matches!(of("UAI"), Data::String(_)), "{form}");
        assert!(
            matches!(of("N° d’inscription"), Data::Float(_) | Data::Int(_)),
            "{form}"
        );
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let place = registered();
    for form in ["xlsx", "ods"] {
        let write = |name: &str| {
            place
                .run(["exporter", "ecoles", "--format", form, "-o", name])
                .expect(0);
            fs::read(place.path(name)).unwrap()
        };
        assert_eq!(write("un"), write("autre"), "{form}");
    }
}

/// What `LibreOffice` makes of a file; none where it is not installed.
pub fn through_libreoffice(place: &Place, file: &str, to: &str) -> Option<()> {
    let home = place.path("libreoffice");
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", home.display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(place.path("lu"))
        .arg(place.path(file))
        .output();
    let Ok(ran) = ran else {
        println!("skipped: LibreOffice (soffice) is not installed");
        return None;
    };
    // It ends with 0 where it read nothing.
    let read = String::from_utf8_lossy(&ran.stdout).contains(" -> ");
    assert!(ran.status.success() && read, "{ran:?}");
    Some(())
}

/// The cells of every sheet, as they are shown.
fn shown(file: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = open_workbook_auto(file).unwrap();
    let cell = |data: &Data| match data {
        Data::DateTime(moment) => day(moment.as_f64()),
        Data::DateTimeIso(day) => day.clone(),
        other => other.to_string(),
    };
    let of = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        let rows = range.rows().map(|row| row.iter().map(cell).collect());
        (name, trimmed(rows.collect()))
    };
    let names = open_workbook_auto(file).unwrap().sheet_names();
    names.into_iter().map(of).collect()
}

#[test]
fn libreoffice_keeps_each_cell_of_the_register() {
    let place = registered();
    for (form, other) in [("xlsx", "ods"), ("ods", "xlsx")] {
        let file = format!("registre.{form}");
        place.run(["exporter", "registre", "-o", &file]).expect(0);
        if through_libreoffice(&place, &file, other).is_none() {
            return;
        }
        let read = shown(&place.path(&format!("lu/registre.{other}")));
        assert_eq!(read, shown(&place.path(&file)), "{form}");
    }
}

#[test]
fn libreoffice_reads_the_cells_of_the_csv() {
    let place = registered();
    let csv = place.run(["exporter", "ecoles"]).expect(0).out;
    let wanted = csv_rows(&csv);
    for form in ["xlsx", "ods"] {
        let file = format!("ecoles.{form}");
        place.run(["exporter", "ecoles", "-o", &file]).expect(0);
        // A semicolon, a quote, UTF-8, from the first row on, cells as they are shown.
        let to = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false";
        if through_libreoffice(&place, &file, to).is_none() {
            return;
        }
        let read = csv_rows(&fs::read_to_string(place.path("lu/ecoles.csv")).unwrap());
        let iso = |cell: &String| {
            let day = NaiveDate::parse_from_str(cell, "%d/%m/%Y");
            day.map_or_else(|_| cell.clone(), |day| day.to_string())
        };
        let read: Vec<Vec<String>> = read.iter().map(|row| row.iter().map(iso).collect()).collect();
        let wanted: Vec<Vec<String>> = wanted
            .iter()
            .map(|row| row.iter().map(|cell| plain(cell)).collect())
            .collect();
        let (read, wanted) = (trimmed(read), trimmed(wanted));
        let differs = read.iter().zip(&wanted).find(|(read, wanted)| read != wanted);
        assert_eq!(differs, None, "{file}");
        assert_eq!(read.len(), wanted.len(), "{file}");
    }
}
