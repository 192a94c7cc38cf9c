//! The real files of `fixtures/`, read whole.

use std::path::Path;

use preau::exchange::cell;
use preau::exchange::source::Source;
use preau::exchange::table::{Cells, Column, Table};

const UAI: Column = Column::required("Identifiant_de_l_etablissement");
const POSTCODE: Column = Column::optional("Code_postal");
const PHONE: Column = Column::optional("Telephone");
const MAIL: Column = Column::optional("Mail");
const OPENED: Column = Column::optional("date_ouverture");
const COMMUNE: Column = Column::required("Code_commune");
const DEPARTEMENT: Column = Column::required("Code_departement");
const RPI: Column = Column::optional("rpi_disperse");
const SCHEMA: &[Column] = &[UAI, POSTCODE, PHONE, MAIL, OPENED, COMMUNE, DEPARTEMENT, RPI];

const INSEE: Column = Column::required("code_insee");
const SIREN: Column = Column::required("siren");
const CODE: Column = Column::required("departement");

fn open(path: &str) -> Source {
    Source::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path))
        .expect("a real file reads")
}

/// Reads every school of a file; returns how many rows it has, how many are refused and what is said.
fn schools(path: &str) -> (usize, usize, Vec<String>) {
    let source = open(path);
    let table = Table::open(&source, SCHEMA).expect("a real file reads");
    let (mut rows, mut refused, mut said) = (0, 0, Vec::new());
    for row in table.rows() {
        let row = row.expect("a real file reads");
        let mut reading = Cells::of(&row);
        reading.required(UAI, cell::uai);
        reading.required(DEPARTEMENT, cell::departement);
        reading.optional(COMMUNE, cell::insee);
        reading.optional(POSTCODE, cell::postcode);
        reading.optional(OPENED, cell::date);
        reading.optional(RPI, cell::rpi);
        reading.tolerated(PHONE, cell::phone);
        reading.tolerated(MAIL, cell::email);
        rows += 1;
        refused += usize::from(reading.is_rejected());
        said.extend(reading.into_problems().iter().map(ToString::to_string));
    }
    (rows, refused, said)
}

#[test]
fn every_row_of_every_annuaire_reads() {
    let files = [
        ("annuaire/annuaire-094-2026.csv", 613),
        ("annuaire/annuaire-094-2026.json", 613),
        ("annuaire/annuaire-035-2023.csv", 996),
        ("france/france-ecoles.csv", 30_059),
    ];
    for (path, count) in files {
        let (rows, refused, said) = schools(path);
        assert_eq!((rows, refused), (count, 0), "{path}: {said:?}");
    }
}

#[test]
fn both_forms_of_one_annuaire_say_the_same() {
    let uais = |path: &str| {
        let source = open(path);
        let table = Table::open(&source, SCHEMA).unwrap();
        let row = |row: Result<preau::exchange::table::TableRow<'_>, _>| {
            let row = row.unwrap();
            SCHEMA
                .iter()
                .map(|column| row.get(*column).to_owned())
                .collect::<Vec<_>>()
        };
        let mut rows: Vec<_> = table.rows().map(row).collect();
        rows.sort();
        rows
    };
    assert_eq!(
        uais("annuaire/annuaire-094-2026.csv"),
        uais("annuaire/annuaire-094-2026.json")
    );
}

#[test]
fn every_commune_of_france_reads() {
    let source = open("france/france-communes.csv");
    let table = Table::open(&source, &[INSEE, SIREN, CODE]).unwrap();
    let mut count = 0;
    for row in table.rows() {
        let row = row.unwrap();
        let mut reading = Cells::of(&row);
        reading.required(INSEE, cell::insee);
        reading.optional(SIREN, cell::siren);
        reading.required(CODE, cell::departement);
        assert_eq!(reading.into_problems(), [], "{:?}", row.line());
        count += 1;
    }
    assert_eq!(count, 34_875);
}
