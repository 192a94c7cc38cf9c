//! The folder of documents beside a base: what is put there, what is found missing or altered, what nobody names.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use preau::domain::command::{Command, Order};
use preau::domain::document::{Described, DocumentFormat, DocumentKind, Measured};
use preau::domain::journal::Actor;
use preau::domain::record::{Record, RecordId};
use preau::domain::rule::Policy;
use preau::exchange::document::measure;
use preau::service::{Desk, Local};
use preau::store::{DocumentFault, DocumentFolder, FileStore, Reader, verify_file};
use tempfile::TempDir;

use crate::support::values::{day, number};

const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Count 2>> endobj\n";
const OTHER: &[u8] = b"%PDF-1.4\nrien";

/// A base that the program before documents wrote, with a convention whose document was a path and 64 digits.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/base/before-documents.preau");
        fs::copy(kept, place.base()).unwrap();
        place
    }

    fn base(&self) -> PathBuf {
        self.folder.path().join("essai.base")
    }

    fn pieces(&self) -> PathBuf {
        self.folder.path().join("essai.base.pieces")
    }

    fn file(&self, bytes: &[u8]) -> File {
        let path = self.folder.path().join("scan.pdf");
        fs::write(&path, bytes).unwrap();
        File::open(path).unwrap()
    }

    fn desk(&self) -> Local {
        let at: DateTime<Utc> = "2026-11-24T09:00:00Z".parse().unwrap();
        let actor = Actor {
            uid: 60001,
            name: "a.exemple".to_owned(),
        };
        let store = FileStore::open(&self.base()).unwrap();
        Local::new(
            Box::new(store),
            actor,
            move || at,
            day("2026-11-24"),
            Policy::default(),
        )
        .unwrap()
        .with_documents(DocumentFolder::beside(&self.base()), 1_000)
    }

    fn attach(&self, bytes: &[u8]) -> Measured {
        let file = self.file(bytes);
        let read = measure(&file, 1_000).unwrap();
        self.desk().attach(&order(&read), &file).unwrap();
        read
    }

    fn said(&self) -> String {
        verify_file(&self.base(), None).unwrap().to_string()
    }
}

fn order(read: &Measured) -> Order {
    Order::blind(Command::Attach {
        document: Described {
            id: read.id,
            kind: DocumentKind::SignedConvention,
            name: "signée.pdf".to_owned(),
            date: None,
            amendment: None,
        },
        to: RecordId::Convention(number("28-0001")),
    })
}

#[test]
fn a_base_of_before_documents_opens_is_sound_and_its_last_operation_is_undone() {
    let place = Place::new();
    assert!(place.said().contains("la base est saine"), "{}", place.said());
    let store = FileStore::open(&place.base()).unwrap();
    let loaded = store.load().unwrap();
    let convention = loaded.records.iter().find_map(|(record, _)| match record {
        Record::Convention(found) => Some(found.clone()),
        _ => None,
    });
    let named = convention.unwrap().document.unwrap();
    assert_eq!(
        (named.path.as_str(), named.sha256.len()),
        ("/srv/signees/28-0001.pdf", 64)
    );
    drop(store);
    let mut desk = place.desk();
    let entry = loaded.head.seq;
    desk.execute(&Order::blind(Command::Undo { entry })).unwrap();
    let dossier = desk.open(&RecordId::Convention(number("28-0001"))).unwrap();
    let Record::Convention(convention) = dossier.record else {
        panic!("not a convention");
    };
    assert_eq!(
        (convention.signed_dasen, convention.document),
        (None, Some(named))
    );
}

#[test]
fn a_document_is_kept_under_its_digest_for_its_owner_alone() {
    let place = Place::new();
    let read = place.attach(PDF);
    assert_eq!((read.pages, read.format), (Some(2), DocumentFormat::Pdf));
    let kept = place.pieces().join(read.id.to_string());
    assert_eq!(fs::read(&kept).unwrap(), PDF);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&kept), mode(&place.pieces())), (0o600, 0o700));
    let said = place.said();
    assert!(
        said.contains("1 pièce") && said.contains("saine") && !said.contains("remarque"),
        "{said}"
    );
    let mut out = Vec::new();
    place.desk().document(read.id, &mut out).unwrap();
    assert_eq!(out, PDF);
}

#[test]
fn a_missing_or_altered_file_is_damage_said_with_its_name_and_its_record() {
    let place = Place::new();
    let read = place.attach(PDF);
    let kept = place.pieces().join(read.id.to_string());
    fs::write(&kept, OTHER).unwrap();
    let said = place.said();
    assert!(
        said.contains("1 anomalie") && said.contains("n’est plus celui"),
        "{said}"
    );
    assert!(
        said.contains("signée.pdf") && said.contains("convention 28-0001"),
        "{said}"
    );
    let error = place.desk().document(read.id, &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("n’est plus celui"), "{error}");
    fs::remove_file(&kept).unwrap();
    assert!(place.said().contains("son fichier manque"), "{}", place.said());
    let folder = DocumentFolder::beside(&place.base());
    assert!(matches!(folder.check(read.id), Err(DocumentFault::Missing)));
    folder.put(&read, &place.file(PDF)).unwrap();
    assert!(place.said().contains("saine"), "put back: {}", place.said());
}

#[test]
fn a_file_that_a_crash_left_without_its_record_is_a_remark_and_is_attached_after_that() {
    let place = Place::new();
    let file = place.file(PDF);
    let read = measure(&file, 1_000).unwrap();
    DocumentFolder::beside(&place.base()).put(&read, &file).unwrap();
    let said = place.said();
    assert!(
        said.contains("saine") && said.contains("sans enregistrement qui le nomme"),
        "{said}"
    );
    // By its digest alone: what is recorded is read from the file that is there.
    place.desk().execute(&order(&read)).unwrap();
    assert!(!place.said().contains("remarque"), "{}", place.said());
}

#[test]
fn a_refused_order_leaves_no_file() {
    let place = Place::new();
    let file = place.file(PDF);
    let read = measure(&file, 1_000).unwrap();
    let mut order = order(&read);
    if let Command::Attach { to, .. } = &mut order.command {
        *to = RecordId::Convention(number("28-9999"));
    }
    place.desk().attach(&order, &file).unwrap_err();
    assert!(!place.pieces().exists());
}

#[test]
fn bytes_that_are_not_those_of_the_order_are_refused_and_so_are_other_files() {
    let place = Place::new();
    let read = measure(&place.file(PDF), 1_000).unwrap();
    let refused = |bytes: &[u8]| {
        let error = place.desk().attach(&order(&read), &place.file(bytes));
        error.unwrap_err().to_string()
    };
    assert!(refused(OTHER).contains("a changé"), "{}", refused(OTHER));
    assert!(refused(b"").contains("est vide"));
    assert!(refused(b"PK\x03\x04").contains("PDF, ou une image"));
    assert!(refused(&[PDF, &[b' '; 1_000]].concat()).contains("trop grand"));
    assert!(!place.pieces().exists());
}

#[test]
fn what_a_killed_program_left_is_cleared_by_the_next_owner() {
    let place = Place::new();
    place.attach(PDF);
    let left = place.pieces().join(".preau-abcdefgh");
    fs::write(&left, b"%PDF-").unwrap();
    assert!(!place.said().contains("remarque"), "{}", place.said());
    drop(place.desk());
    assert!(!left.exists());
}

#[test]
fn a_file_in_the_place_of_the_folder_takes_nothing() {
    let place = Place::new();
    fs::write(place.pieces(), b"").unwrap();
    let file = place.file(PDF);
    let read = measure(&file, 1_000).unwrap();
    place.desk().attach(&order(&read), &file).unwrap_err();
    fs::remove_file(place.pieces()).unwrap();
    // A folder of one's own elsewhere, on a larger disk, is followed.
    let elsewhere = place.folder.path().join("ailleurs");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, place.pieces()).unwrap();
    place.desk().attach(&order(&read), &file).unwrap();
    assert!(elsewhere.join(read.id.to_string()).exists());
    assert!(place.said().contains("saine"), "{}", place.said());
}

#[test]
fn nothing_is_written_to_a_folder_of_another_account() {
    if !nix::unistd::geteuid().is_root() {
        eprintln!("only root gives a folder to another account: not tested");
        return;
    }
    let place = Place::new();
    fs::create_dir(place.pieces()).unwrap();
    chown(place.pieces(), Some(4_242), Some(4_242)).unwrap();
    let file = place.file(PDF);
    let read = measure(&file, 1_000).unwrap();
    let error = place.desk().attach(&order(&read), &file).unwrap_err().to_string();
    assert!(
        error.contains("appartient à un autre compte") && error.contains("chown"),
        "{error}"
    );
    assert_eq!(fs::read_dir(place.pieces()).unwrap().count(), 0);
}
