//! Files that clients send: so long, and read within the memory that others leave.

use std::fs;

use preau::domain::command::{Command, Import, ImportKind, SiteRun, Stopped};
use serde_json::json;

use super::house::House;
use super::raw::{Raw, order, schools};
use crate::support::world::World;

/// The most bytes of one part.
const PART: usize = 128 << 10;

/// How far the service may grow while it reads a file, in kilobytes: what is read, what is planned of it, its bytes.
const ROOM: u64 = 300 << 10;

/// Sends a file of a kind; what the service says to its plan, and how far it grew.
fn planned(kind: &str, text: &str) -> (String, u64) {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    raw.call("query", schools(""));
    let before = house.memory("VmRSS");
    let delivery = json!({"kind": kind, "name": "fichier.csv", "length": text.len()});
    raw.call("deliver", json!({ "file": delivery }));
    for part in text.as_bytes().chunks(PART) {
        let octets: String = part.iter().copied().map(char::from).collect();
        raw.call("push", json!({ "bytes": octets }));
    }
    let said = raw.call("plan", json!({ "detail": "all" })).to_string();
    let mut other = Raw::greeted(&house.socket());
    assert!(other.call("query", schools("")).get("Ok").is_some());
    (said, house.memory("VmHWM").saturating_sub(before))
}

#[test]
fn a_file_has_its_length_and_is_refused_before_its_first_byte() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let deliver = |length: u64| json!({"file": {"kind": "annuaire", "name": "a.csv", "length": length}});
    let refused = raw.call("deliver", deliver((64 << 20) + 1));
    assert!(
        refused["Err"].to_string().contains("64\u{a0}Mio au plus"),
        "{refused}"
    );
    let taken = raw.call("deliver", deliver(64 << 20));
    assert!(taken.get("Ok").is_some(), "{taken}");
    let long = house.place.file("long.csv", vec![b'a'; (64 << 20) + 1]);
    let said = house.run(["importer", "annuaire", &long]).expect(2);
    assert!(said.err.contains("64\u{a0}Mio au plus"), "{}", said.err);
}

#[test]
fn what_is_said_of_a_file_has_its_length() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let long = "a".repeat(9 << 10);
    let site = |mapping: &str, after: &str| json!({"demarche": 1, "mapping": mapping, "since": null, "stopped": {"since": null, "after": after}});
    for said in [
        json!({"name": long}),
        json!({"workbook": long}),
        json!({"site": site(&long, "")}),
        json!({"site": site("", &long)}),
    ] {
        let mut file = json!({"kind": "demarches", "name": "a.csv", "length": 1});
        let said = said.as_object().unwrap().clone();
        file.as_object_mut().unwrap().extend(said);
        let refused = raw.call("deliver", json!({ "file": file }));
        assert!(refused["Err"].to_string().contains("trop long"), "{refused}");
    }
    let file = json!({"kind": "demarches", "name": "a.csv", "length": 1, "site": site("ab12", "abc=")});
    let taken = raw.call("deliver", json!({ "file": file }));
    assert!(taken.get("Ok").is_some(), "{taken}");
}

#[test]
fn how_far_a_site_was_asked_is_kept_as_a_site_says_it() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let import = |name: &str, mapping: &str, since: &str| {
        let world = World::new().commune("38563", "213805633", name);
        let import = Import {
            kind: ImportKind::Communes,
            source: "a.csv".to_owned(),
            sha256: String::new(),
            records: world.records().cloned().collect(),
            covers: Vec::new(),
            dated: None,
            site: Some(Box::new(SiteRun {
                demarche: 7,
                mapping: mapping.to_owned(),
                since: since.parse().ok(),
                stopped: Some(Stopped {
                    since: None,
                    after: "a\u{1b}[2J".to_owned(),
                }),
            })),
        };
        order(Command::Import(import), None)
    };
    let digest = "ab".repeat(32);
    for (name, mapping, since, kept) in [
        (
            "Voiron-le-Vieux",
            digest.as_str(),
            "2026-11-20T08:00:00Z",
            json!("2026-11-20T08:00:00Z"),
        ),
        ("Voiron-le-Neuf", "\u{202e}x", "2126-11-20T08:00:00Z", json!(null)),
    ] {
        let done = raw.call("execute", import(name, mapping, since));
        assert!(done.get("Ok").is_some(), "{done}");
        let made = raw.call("extract", json!({"what": {"site_run": {"demarche": 7}}}));
        assert!(made.get("Ok").is_some(), "{made}");
        let part = raw.call("part", json!({"at": 0}));
        let run: serde_json::Value = serde_json::from_str(part["Ok"].as_str().unwrap()).unwrap();
        assert_eq!(run["since"], kept, "{run}");
        assert!(run.get("stopped").is_none(), "{run}");
        let expected = if mapping == digest { digest.as_str() } else { "" };
        assert_eq!(run["mapping"], expected, "{run}");
    }
}

#[test]
fn a_file_of_which_most_rows_are_rejected_is_not_kept_whole() {
    let rows =
        "code;nom;categorie;prestataire_siren;prestataire_nom\n".to_owned() + &"a;b\n".repeat(2_000_000);
    let (said, grown) = planned("solutions", &rows);
    assert!(said.contains("20000 lignes sont rejetées"), "{said:.300}");
    assert!(grown < ROOM, "{grown} kB");
}

#[test]
fn a_file_that_takes_many_times_its_length_is_refused() {
    let texts = vec!["\"a\""; 150_000].join(",");
    let fiche = |version| {
        format!(
            "{{\"solution\":\"one\",\"version\":\"v{version}\",\"date\":\"2026-01-01\",\"finalites\":[{texts}]}}"
        )
    };
    let fiches: Vec<String> = (0..40).map(fiche).collect();
    let (said, grown) = planned("fiches", &format!("[{}]", fiches.join(",")));
    assert!(said.contains("la mémoire"), "{said:.300}");
    assert!(grown < ROOM, "{grown} kB");
}

#[test]
fn a_long_file_of_another_encoding_is_to_be_saved_in_utf_8() {
    let house = House::open();
    let path = house.place.path("ecoles.csv");
    let mut bytes = b"reference;collectivite;solution;ecoles;debut;fin\n".to_vec();
    while bytes.len() < 25 << 20 {
        bytes.extend(b"C1;213801855;one;;;;\xe9cole\n");
    }
    fs::write(&path, bytes).unwrap();
    let said = house
        .run(["importer", "contrats", path.to_str().unwrap()])
        .expect(2);
    assert!(said.err.contains("enregistrez-le en UTF-8"), "{}", said.err);
}
