//! Documents through the service: sent and fetched in parts, read there, never believed; nothing is left of one that is
//! half sent.

use std::fs;
use std::path::PathBuf;

use preau::domain::command::{Command, Order};
use preau::domain::document::{Described, DocumentKind};
use preau::domain::record::RecordId;
use preau::service::{Client, Desk};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::house::House;
use super::raw::Raw;

const PDF: &str =
    "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 2>> endobj\n";

fn hex(bytes: &[u8]) -> String {
    preau::domain::journal::hex(&Sha256::digest(bytes).into())
}

fn pieces(house: &House) -> PathBuf {
    PathBuf::from(format!("{}.pieces", house.place.base().display()))
}

/// How many files there are in the folder of the documents.
fn files(house: &House) -> usize {
    fs::read_dir(pieces(house)).map_or(0, Iterator::count)
}

fn deliver(raw: &mut Raw, bytes: &[u8], length: usize) {
    let file = json!({"kind": null, "document": true, "name": "a.pdf", "length": length});
    let taken = raw.call("deliver", json!({ "file": file }));
    assert!(taken.get("Ok").is_some(), "{taken}");
    for part in bytes.chunks(128 << 10) {
        let octets: String = part.iter().copied().map(char::from).collect();
        let pushed = raw.call("push", json!({ "bytes": octets }));
        assert!(pushed.get("Ok").is_some(), "{pushed}");
    }
}

fn attach(raw: &mut Raw, sha256: &str, id: u8) -> Value {
    let document = json!({"id": sha256, "kind": "convention_signee", "name": "a.pdf"});
    let command = json!({"attach": {"document": document, "to": "convention/26-0100"}});
    let order = json!({"command": command, "id": format!("{id:032x}")});
    raw.call("attach", json!({ "order": order }))
}

#[test]
fn a_document_is_attached_listed_fetched_saved_and_verified() {
    let house = House::open();
    // Of several parts, each byte among them.
    let every: Vec<u8> = (0..=255).cycle().take(300 << 10).collect();
    let bytes = [PDF.as_bytes(), &every].concat();
    let scan = house.place.file("signée.pdf", &bytes);
    let said = house.run([
        "joindre",
        "convention/26-0100",
        &scan,
        "--type",
        "convention_signee",
    ]);
    assert!(said.expect(0).out.contains("est jointe à la convention 26-0100"));
    let kept = pieces(&house).join(hex(&bytes));
    assert!(fs::read(&kept).unwrap() == bytes);
    let listed = house.run(["document"]).expect(0).out;
    assert!(
        listed.contains("2 pages") && listed.contains("signée.pdf"),
        "{listed}"
    );
    house
        .run(["document", &hex(&bytes)[..12], "-o", "sortie.pdf"])
        .expect(0);
    assert!(fs::read(house.path("sortie.pdf")).unwrap() == bytes);
    let said = house.run(["sauvegarder", "copie.base"]).expect(0).out;
    assert!(said.contains("1 pièce"), "{said}");
    assert!(fs::read(house.path("copie.base.pieces").join(hex(&bytes))).unwrap() == bytes);
    assert!(house.run(["verifier"]).expect(0).out.contains("1 pièce"));
    fs::write(&kept, "abîmé").unwrap();
    let said = house.run(["verifier"]).expect(1).out;
    assert!(said.contains("n’est plus celui"), "{said}");
    let said = house
        .run(["document", &hex(&bytes)[..12], "-o", "autre.pdf"])
        .expect(2);
    assert!(said.err.contains("n’est plus celui"), "{}", said.err);
    assert!(!house.path("autre.pdf").exists());
}

#[test]
fn a_document_goes_with_the_other_commands_of_its_order() {
    let house = House::open();
    let path = house.place.file("avenant.pdf", PDF);
    let mut client = Client::connect(&house.socket()).unwrap();
    let looked = preau::service::documents::looked(&client, &path).unwrap();
    let to: RecordId = "convention/26-0100".parse().unwrap();
    let document = Described {
        id: looked.measured.id,
        kind: DocumentKind::Amendment,
        name: looked.name.clone(),
        date: None,
        amendment: None,
    };
    let note = Command::AddNote {
        about: to.clone(),
        text: "reçu par courrier".to_owned(),
    };
    let attach = Command::Attach { document, to };
    let commands = vec![note, attach.clone()];
    let file = fs::File::open(&looked.path).unwrap();
    let order = Order::blind(Command::Many { commands });
    client.attach(&order, &file).unwrap();
    assert_eq!(files(&house), 1);
    let told = house.run(["journal"]).expect(0).out;
    assert!(
        told.contains("reçu par courrier") || told.contains("2 "),
        "{told}"
    );
    assert!(house.run(["document"]).expect(0).out.contains("avenant.pdf"));
    // One file is one document.
    let commands = vec![attach.clone(), attach];
    let two = Order::blind(Command::Many { commands });
    assert!(client.attach(&two, &file).is_err());
}

#[test]
fn the_service_believes_the_bytes_and_not_the_client() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let pdf = PDF.as_bytes();
    deliver(&mut raw, pdf, pdf.len());
    let said = attach(&mut raw, &"9f".repeat(32), 1);
    assert!(said["Err"].to_string().contains("a changé"), "{said}");
    // By a plain order, no bytes having come: nothing is recorded.
    let document = json!({"id": hex(pdf), "kind": "pv", "name": "a.pdf"});
    let command = json!({"attach": {"document": document, "to": "convention/26-0100"}});
    let said = raw.call("execute", json!({"order": {"command": command}}));
    assert!(said["Err"].to_string().contains("NoFile"), "{said}");
    deliver(&mut raw, b"PK\x03\x04", 4);
    let said = attach(&mut raw, &hex(b"PK\x03\x04"), 2);
    assert!(said["Err"].to_string().contains("PDF, ou une image"), "{said}");
    assert_eq!(files(&house), 0);
}

#[test]
fn a_document_that_is_half_sent_leaves_nothing() {
    let house = House::open();
    let pdf = PDF.as_bytes();
    {
        let mut raw = Raw::greeted(&house.socket());
        deliver(&mut raw, &pdf[..20], pdf.len());
        let said = attach(&mut raw, &hex(&pdf[..20]), 1);
        assert!(said["Err"].to_string().contains("n’a plus ce travail"), "{said}");
        deliver(&mut raw, &pdf[..20], pdf.len());
    }
    let mut raw = Raw::greeted(&house.socket());
    let said = attach(&mut raw, &hex(pdf), 2);
    assert!(said["Err"].to_string().contains("n’a plus ce travail"), "{said}");
    assert_eq!(files(&house), 0);
    assert_eq!(house.run(["document"]).expect(0).out, "Aucune pièce.\n");
}

#[test]
fn an_order_given_again_after_its_answer_was_lost_is_done_once() {
    let house = House::open();
    let pdf = PDF.as_bytes();
    let mut raw = Raw::greeted(&house.socket());
    deliver(&mut raw, pdf, pdf.len());
    let first = attach(&mut raw, &hex(pdf), 7);
    assert!(first.get("Ok").is_some(), "{first}");
    let again = attach(&mut Raw::greeted(&house.socket()), &hex(pdf), 7);
    assert_eq!(first["Ok"]["seq"], again["Ok"]["seq"], "{again}");
    let mut raw = Raw::greeted(&house.socket());
    deliver(&mut raw, pdf, pdf.len());
    let sent_again = attach(&mut raw, &hex(pdf), 7);
    assert_eq!(first["Ok"]["seq"], sent_again["Ok"]["seq"], "{sent_again}");
}

#[test]
fn one_larger_than_the_service_takes_is_refused() {
    let house = House::open();
    let large = [PDF.as_bytes(), &vec![b' '; 20_000_000]].concat();
    let scan = house.place.file("grand.pdf", &large);
    let ran = house.run(["joindre", "convention/26-0100", &scan, "--type", "autre"]);
    assert!(ran.expect(2).err.contains("trop grand"));
    assert_eq!(files(&house), 0);
}
