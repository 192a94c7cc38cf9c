//! The head of the journal: printed, noted elsewhere, and held against a base that was written anew.

use preau::domain::journal::{Entry, Head};
use preau::exchange::base::{BaseJournalWriter, read_base};
use preau::exchange::source::Source;
use preau::store::chain;

use crate::support::place::{Place, Ran};

/// The head that a command prints.
fn head(ran: &Ran) -> Head {
    let line = ran
        .out
        .lines()
        .find_map(|line| line.trim().strip_prefix("tête du journal\u{a0}: "));
    line.unwrap_or_else(|| panic!("{ran:#?}")).parse().unwrap()
}

fn since(place: &Place, base: &str, head: &str) -> Ran {
    place.run(["verifier", "--base", base, "--depuis", head])
}

/// The whole base with every author replaced, and the hashes computed again.
fn forged(place: &Place) -> String {
    let bytes = place.content().into_bytes();
    let base = read_base(&Source::from_bytes("base.json", bytes).unwrap()).unwrap();
    let mut writer = BaseJournalWriter::new(Vec::new(), base.trial).unwrap();
    let mut previous = Head::EMPTY.hash;
    for link in base.journal {
        let mut entry: Entry = link.entry;
        "quelqu’un d’autre".clone_into(&mut entry.actor.name);
        let hash = chain::link(&previous, &chain::encode(&entry).unwrap());
        writer.link(&entry, &previous, &hash).unwrap();
        previous = hash;
    }
    let mut writer = writer.records().unwrap();
    for (record, version) in base.records {
        writer.record(&record, version).unwrap();
    }
    place.file("forgee.json", writer.finish().unwrap())
}

#[test]
fn the_head_is_printed_by_what_verifies_and_by_what_copies() {
    let place = Place::demo();
    let first = head(&place.run(["verifier"]).expect(0));
    assert_eq!(first.seq, 11);
    assert_eq!(head(&place.run(["sauvegarder", "copie.base"]).expect(0)), first);
    assert_eq!(
        head(&place.run(["verifier", "--base", "copie.base"]).expect(0)),
        first
    );
    place.run(["inscrire", "0381548B"]).expect(0);
    let second = head(&place.run(["verifier"]).expect(0));
    assert_eq!(second.seq, 12);
    assert_ne!(second.hash, first.hash);
    let again = place.run(["verifier", "--depuis", &first.to_string()]).expect(0);
    assert!(
        again
            .out
            .contains("le journal continue la tête notée à l’opération 11\u{a0}: 1 opération depuis"),
        "{}",
        again.out
    );
    let shorter = since(&place, "copie.base", &second.to_string()).expect(1);
    assert!(shorter.out.contains("elle s’arrête à la 11"), "{}", shorter.out);
    assert_eq!(head(&place.now(["restaurer", "copie.base"]).expect(0)), first);
}

#[test]
fn a_base_written_anew_by_another_is_consistent_and_has_another_head() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let noted = head(&place.run(["verifier"]).expect(0));
    let file = forged(&place);
    let other = ["--base", "autre.base"];
    let ran = place
        .now(["importer", "base", &file].into_iter().chain(other))
        .expect(0);
    let taken = head(&ran);
    assert_eq!(taken.seq, noted.seq);
    assert_ne!(taken.hash, noted.hash);
    assert!(ran.out.contains("forgee.json (SHA-256 "), "{}", ran.out);
    assert!(ran.out.contains("--depuis"), "{}", ran.out);
    let sound = place.run(["verifier", "--base", "autre.base"]).expect(0);
    assert!(sound.out.contains("la base est saine"), "{}", sound.out);
    let held = since(&place, "autre.base", &noted.to_string()).expect(1);
    assert!(!held.out.contains("saine"), "{}", held.out);
    assert!(
        held.out
            .contains("son empreinte n’est pas celle de la tête notée"),
        "{}",
        held.out
    );
    let first = chain_from(&place, "autre.base");
    assert_eq!(
        since(&place, "autre.base", &first).status,
        0,
        "its own past is its own"
    );
}

/// The head after the first operation of a base.
fn chain_from(place: &Place, base: &str) -> String {
    let bytes = place
        .run(["exporter", "base", "--base", base])
        .expect(0)
        .out
        .into_bytes();
    let read = read_base(&Source::from_bytes("base.json", bytes).unwrap()).unwrap();
    let link = &read.journal[0];
    Head {
        seq: link.entry.seq,
        hash: link.hash,
    }
    .to_string()
}

#[test]
fn the_head_of_an_empty_base_is_gone_on_from_by_any_and_a_wrong_one_is_said() {
    let place = Place::demo();
    place
        .run(["verifier", "--depuis", &Head::EMPTY.to_string()])
        .expect(0);
    for wrong in ["", "12", "12:abc", "onze:00", &format!("11:{}", "g".repeat(64))] {
        let ran = place.run(["verifier", "--depuis", wrong]).expect(2);
        assert!(
            ran.err.contains("64 chiffres hexadécimaux"),
            "{wrong}: {}",
            ran.err
        );
        assert_eq!(ran.out, "");
    }
    let upper = head(&place.run(["verifier"]).expect(0))
        .to_string()
        .to_uppercase();
    place.run(["verifier", "--depuis", &upper]).expect(0);
}
