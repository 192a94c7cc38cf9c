//! Every identifier of the open data of `fixtures/` is read, and comes back as it was written.

mod files;

use std::collections::BTreeSet;

use files::{Row, annuaires, communes, epci, france_communes, france_schools};
use preau::domain::id::{DepartementCode, IdError, InseeCode, Siren, Siret, Uai};

/// The column of a school's UAI.
const UAI: &str = "identifiant_de_l_etablissement";

/// Collects the values that `parse` refuses or gives back otherwise, with the place of each.
fn wrong<T: ToString>(rows: &[Row], column: &str, parse: fn(&str) -> Result<T, IdError>) -> Vec<String> {
    let problem = |row: &Row| {
        let value = row.value(column)?;
        match parse(value) {
            Ok(read) if read.to_string() == value => None,
            Ok(read) => Some(format!("{}: {value} read as {}", row.place, read.to_string())),
            Err(error) => Some(format!("{}: {error}", row.place)),
        }
    };
    rows.iter().filter_map(problem).collect()
}

/// Counts the rows that have a value in `column`.
fn filled(rows: &[Row], column: &str) -> usize {
    rows.iter().filter(|row| row.value(column).is_some()).count()
}

/// Asserts that a column has `count` values and that each is right.
fn all_right<T: ToString>(rows: &[Row], column: &str, count: usize, parse: fn(&str) -> Result<T, IdError>) {
    assert_eq!(wrong(rows, column, parse), Vec::<String>::new(), "{column}");
    assert_eq!(filled(rows, column), count, "{column}");
}

/// Asserts that the département written in three characters is that of the UAI, in every row.
fn departements_agree(rows: &[Row]) {
    for row in rows {
        let uai = Uai::parse(row.value(UAI).unwrap()).unwrap();
        let departement = uai.departement().unwrap();
        assert_eq!(
            row.value("code_departement"),
            Some(departement.padded()),
            "{}",
            row.place
        );
    }
}

#[test]
fn the_schools_of_france() {
    let rows = france_schools();
    all_right(&rows, UAI, 30_059, Uai::parse);
    all_right(&rows, "code_commune", 30_059, InseeCode::parse);
    departements_agree(&rows);
}

#[test]
fn the_schools_of_france_lie_in_101_departements() {
    let rows = france_schools();
    let of = |row: &Row| Uai::parse(row.value(UAI)?).ok()?.departement();
    let departements: BTreeSet<DepartementCode> = rows.iter().filter_map(of).collect();
    assert_eq!(departements.len(), 101);
}

#[test]
fn the_communes_of_france() {
    let rows = france_communes();
    all_right(&rows, "code_insee", 34_875, InseeCode::parse);
    all_right(&rows, "siren", 34_875, Siren::parse);
    all_right(&rows, "departement", 34_875, DepartementCode::parse);
    for row in &rows {
        let departement = InseeCode::parse(row.value("code_insee").unwrap())
            .unwrap()
            .departement();
        let shown = departement.map(|code| code.to_string());
        assert_eq!(shown.as_deref(), row.value("departement"), "{}", row.place);
    }
}

#[test]
fn the_annuaires() {
    let counts = [(613, 0, 613), (613, 0, 613), (996, 29, 841)];
    for (rows, (records, mothers, poles)) in annuaires().into_iter().zip(counts) {
        all_right(&rows, UAI, records, Uai::parse);
        all_right(&rows, "code_commune", records, InseeCode::parse);
        all_right(&rows, "etablissement_mere", mothers, Uai::parse);
        all_right(&rows, "pial", poles, Uai::parse);
        departements_agree(&rows);
    }
}

#[test]
fn a_siret_alone_may_be_wrong_and_these_files_have_none() {
    let sirets = annuaires().map(|rows| {
        let wrong = wrong(&rows, "siren_siret", Siret::parse);
        (filled(&rows, "siren_siret"), wrong.len())
    });
    assert_eq!(sirets, [(612, 0), (612, 0), (960, 0)], "values, and wrong ones");
}

#[test]
fn a_siret_gives_its_siren() {
    for rows in annuaires() {
        for value in rows.iter().filter_map(|row| row.value("siren_siret")) {
            let siren = Siret::parse(value).unwrap().siren();
            assert_eq!(Siren::parse(&value[..9]), Ok(siren));
        }
    }
}

#[test]
fn the_communes_and_epci_of_the_academie() {
    let communes = communes();
    all_right(&communes, "code", 1_761, InseeCode::parse);
    all_right(&communes, "siren", 1_761, Siren::parse);
    all_right(&communes, "departement", 1_761, DepartementCode::parse);
    let (members, groups): (Vec<Row>, Vec<Row>) =
        epci().into_iter().partition(|row| row.value("siren").is_some());
    all_right(&groups, "code", 89, Siren::parse);
    all_right(&members, "code", 1_900, InseeCode::parse);
    all_right(&members, "siren", 1_900, Siren::parse);
}
