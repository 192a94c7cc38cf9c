//! Fuzz targets: workbooks and JSON files bred from sound ones, as many as `PREAU_FUZZ` says, the same at each run. Each is
//! read whole, or refused in a sentence.

use std::io::{Cursor, Read};

use preau::domain::command::ImportKind::{self, *};
use preau::domain::registry::Registry;
use preau::exchange::{Given, read};
use zip::ZipArchive;

use crate::support::breed::{breed, count};
use crate::support::chance::Chance;
use crate::workbooks::make::{ALL, archive, rows};
use crate::world::bytes;

/// One in so many of what other targets try: a workbook takes as many times longer.
const SHARE: usize = 20;

const TABLE: &str = "code;nom;categorie;prestataire_siren;prestataire_nom\n\
    fictif-z;Fictif Z;ENT;999001001;Éditeur\nfictif-y;=1+1;vie scolaire;999001001;Éditeur\n";

fn workbooks() -> Vec<Vec<u8>> {
    let sheet = rows(TABLE);
    let made = ALL
        .iter()
        .map(|make| make(&[("Notes", rows("a;b\n1;2\n")), ("Feuille", sheet.clone())]));
    made.collect()
}

/// Reads bytes as a file of a kind; what it says is one line that acts on no terminal.
fn read_whole(kind: ImportKind, bytes: Vec<u8>, registry: &Registry) {
    let source = Given::from_bytes("essai", bytes)
        .map_err(|error| error.to_string())
        .and_then(|given| given.table(kind, None).map_err(|error| error.to_string()));
    let read = source.and_then(|source| {
        let today = "2026-11-23".parse().unwrap();
        read(kind, &source, registry, today, &[]).map_err(|error| error.to_string())
    });
    if let Err(said) = read {
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(!said.is_empty() && !said.contains(acts), "{said:?}");
    }
}

#[test]
fn bred_workbooks_are_read_or_refused() {
    let corpus = workbooks();
    let registry = Registry::default();
    let mut chance = Chance::seeded(13);
    for _ in 0..count().div_ceil(SHARE) {
        read_whole(Solutions, breed(&mut chance, &corpus), &registry);
    }
}

/// The files within an archive.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let one = |place| {
        let mut member = zip.by_index(place).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        (member.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(one).collect()
}

#[test]
fn workbooks_whose_parts_are_bred_are_read_or_refused() {
    let books: Vec<_> = workbooks().iter().take(2).map(|book| members(book)).collect();
    let registry = Registry::default();
    let mut chance = Chance::seeded(14);
    for _ in 0..count().div_ceil(SHARE) {
        let mut book = chance.pick(&books).clone();
        let corpus: Vec<Vec<u8>> = book.iter().map(|(_, bytes)| bytes.clone()).collect();
        let place = chance.below(book.len());
        book[place].1 = breed(&mut chance, &corpus[place..=place]);
        let members: Vec<(&str, &[u8])> = book
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        read_whole(Solutions, archive(&members), &registry);
    }
}

#[test]
fn bred_json_is_read_or_refused() {
    let mut annuaire = bytes("annuaire/annuaire-094-2026.json");
    let end = annuaire
        .windows(2)
        .position(|two| two == b"}}" || two == b"},")
        .unwrap();
    annuaire.truncate(end + 1);
    annuaire.push(b']');
    let corpus = [
        (Annuaire, annuaire),
        (Annuaire, br#"{"total_count":2,"results":[{"identifiant_de_l_etablissement":"0940176F","etat":null}]}"#.to_vec()),
        (Communes, br#"[{"code":"38185","nom":"Grenoble","type":"commune-actuelle","siren":"213801855","codesPostaux":["38000"]}]"#.to_vec()),
        (Epci, br#"[{"code":"200040715","nom":"M","type":"METRO","membres":[{"code":"38185","siren":"213801855"}]}]"#.to_vec()),
        (Fiches, br#"[{"solution":"x","version":"1","date":"2026-01-01","donnees":[{"categorie":"a","conservation":"b"}]}]"#.to_vec()),
    ];
    let registry = Registry::default();
    let mut chance = Chance::seeded(15);
    for _ in 0..count().div_ceil(4) {
        let (kind, sound) = chance.pick(&corpus);
        read_whole(*kind, breed(&mut chance, std::slice::from_ref(sound)), &registry);
    }
}
