//! What an account may do is asked again: a right that is taken away is gone at the next order, an account that is no
//! more is cut off. The groups are those that the test says.

use std::env;
use std::fs;
use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use preau::domain::change::Change;
use preau::domain::command::Command as Ask;
use preau::domain::journal::{Actor, Entry};
use preau::domain::permit::{Right, granted};
use preau::domain::query::{Pane, Sort};
use preau::domain::record::{Note, RecordId};
use preau::domain::rule::Policy;
use preau::domain::view::View;
use preau::service::server::{Accounts, Listening, Settings, serve};
use preau::service::{Local, Operator};
use preau::store::{MemoryStore, Store};
use serde_json::{Value, json};

use super::raw::{Raw, hello, note, order};
use crate::support::seeing::conforme;
use crate::support::values::day;
use crate::support::world::{TODAY, World};

const FOLDER: &str = "PREAU_TEST_FOLDER";

/// The SHA-256 of `%PDF-`.
const PDF_ID: &str = "38523c087796e5d5dd1cf9bad1fb026781a838dd9dd2cf8af58b9f6502a46778";

/// The account's groups, each by the right that it stands for, which a file has: nothing where the account is no more.
#[derive(Debug)]
struct Listed(PathBuf);

impl Accounts for Listed {
    fn operator(&self, uid: u32, _: u32) -> io::Result<Operator> {
        let text = fs::read_to_string(&self.0)?;
        let right = |name: &str| match name {
            "gestion" => granted(Right::Gestion),
            "dpd" => granted(Right::Dpd),
            "administration" => granted(Right::Administration),
            _ => granted(Right::Lecture),
        };
        let name = "m.test".to_owned();
        Ok(Operator {
            actor: Actor { uid, name },
            rights: text.split_whitespace().flat_map(right).copied().collect(),
        })
    }
}

/// The service of a folder, in a process of its own.
#[test]
#[ignore = "a service, run by the tests"]
fn child() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let world = World::registered("2026-09-15");
    let theirs = View {
        number: 1,
        name: "à surveiller".to_owned(),
        pane: Pane::Schools,
        text: String::new(),
        sort: Sort::default(),
        columns: Vec::new(),
        owner: Some(Actor {
            uid: 4_242,
            name: "m.autre".to_owned(),
        }),
    };
    let on_it = Note {
        number: 900,
        about: RecordId::View(1),
        text: "écoles à surveiller".to_owned(),
        date: day(TODAY),
        by: "m.autre".to_owned(),
    };
    let private = [theirs.into(), on_it.into()];
    let changes = world.records().cloned().chain(private).map(|record| Change {
        before: None,
        after: Some(record),
    });
    let at = "2026-11-23T08:00:00Z".parse().unwrap();
    let name = "m.test".to_owned();
    let actor = Actor { uid: 0, name };
    let entry = Entry {
        seq: 1,
        at,
        actor: actor.clone(),
        command: Ask::Undo { entry: 0 },
        changes: changes.collect(),
        order: None,
        edition: Entry::FIRST_EDITION,
    };
    let mut store = MemoryStore::default();
    store.commit(&[entry]).unwrap();
    let desk = Local::new(Box::new(store), actor, move || at, day(TODAY), Policy::default()).unwrap();
    let log = fs::File::create(folder.join("log")).unwrap();
    tracing_subscriber::fmt().with_writer(log).with_ansi(false).init();
    let settings = Settings {
        accounts: Arc::new(Listed(folder.join("groups"))),
        office: preau::service::Office::default(),
    };
    let listening = Listening::open(&folder.join("preau.sock"), "").unwrap();
    serve(listening, desk, settings, Box::new(|| false)).unwrap();
}

/// A service whose groups the test says.
struct Served {
    folder: tempfile::TempDir,
    child: Child,
}

impl Served {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let told = UnixDatagram::bind(folder.path().join("notify.sock")).unwrap();
        told.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let child = Command::new(env::current_exe().unwrap())
            .args(["rights::child", "--exact", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .env("NOTIFY_SOCKET", folder.path().join("notify.sock"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let served = Self { folder, child };
        served.groups("lecture gestion");
        told.recv(&mut [0; 64]).unwrap();
        served
    }

    fn groups(&self, names: &str) {
        // In one step: the service reads while the test writes.
        let new = self.folder.path().join("groups.new");
        fs::write(&new, names).unwrap();
        fs::rename(new, self.folder.path().join("groups")).unwrap();
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("preau.sock")
    }

    /// Ends the service and gives its log.
    fn close(mut self) -> String {
        kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGTERM).unwrap();
        assert!(self.child.wait().unwrap().success());
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_done(answer: &Value) -> bool {
    answer.get("Ok").is_some()
}

#[test]
fn a_right_taken_away_is_gone_at_the_next_order_of_an_open_screen() {
    let served = Served::open();
    let mut raw = Raw::greeted(&served.socket());
    assert!(is_done(&raw.call("execute", note("avant", None))));
    served.groups("lecture");
    let refused = raw.call("execute", note("après", None));
    assert!(refused.to_string().contains("Forbidden"), "{refused}");
    // What it may still do, it does; given back, the right is there at once.
    assert!(is_done(&raw.call("undoable", json!({}))));
    served.groups("lecture gestion");
    assert!(is_done(&raw.call("execute", note("de nouveau", None))));
}

#[test]
fn a_review_is_lifted_by_who_may_review_alone() {
    let served = Served::open();
    let mut raw = Raw::greeted(&served.socket());
    let record = RecordId::Entry(1).to_string();
    let seen = raw.call("open", json!({ "record": record }))["Ok"]["rests_on"].clone();
    let mut asks = |groups: &str, order: Value| {
        served.groups(groups);
        raw.call("execute", order)
    };
    let lift = || Ask::LiftReview {
        entry: 1,
        reason: "relu de travers".to_owned(),
    };
    let forbidden = |answer: &Value| answer.to_string().contains(r#""Forbidden":{"right":"DPD"}"#);
    let mut review = order(conforme(1), None);
    let blind = asks("dpd", review.clone());
    assert!(blind.to_string().contains("UnseenPart"), "{blind}");
    review["order"]["seen"] = seen;
    let reviewed = asks("dpd", review);
    assert!(is_done(&reviewed), "{reviewed}");
    let refused = asks("gestion", order(lift(), None));
    assert!(forbidden(&refused), "{refused}");
    let lifted = asks("dpd", order(lift(), None));
    assert!(is_done(&lifted), "{lifted}");
    let back = lifted["Ok"]["seq"].as_u64().unwrap();
    let undo = || Ask::Undo { entry: back };
    // Who reviews no more takes back no review either; who does, and changes nothing, does.
    let refused = asks("gestion", order(undo(), None));
    assert!(forbidden(&refused), "{refused}");
    let undone = asks("dpd", order(undo(), None));
    assert!(is_done(&undone), "{undone}");
    let noted = asks("dpd", note("fiche à relire", None));
    assert!(is_done(&noted), "{noted}");
    let refused = asks("lecture", note("fiche à relire", None));
    assert!(
        refused.to_string().contains("gestion\u{a0}ou\u{a0}DPD"),
        "{refused}"
    );
}

#[test]
fn an_account_that_is_no_more_is_cut_off_with_all_its_connections() {
    let served = Served::open();
    let (mut raw, mut other) = (Raw::greeted(&served.socket()), Raw::greeted(&served.socket()));
    let wait = json!({"since": 1_000, "wait": {"secs": 30, "nanos": 0}});
    other.ask("changes", wait);
    assert!(is_done(&raw.call("execute", note("avant", None))));
    served.groups("");
    let refused = raw.call("execute", note("après", None));
    assert!(refused.to_string().contains("aucun des groupes"), "{refused}");
    assert!(raw.is_over());
    // Whoever waits for what others do waits no more, and hears nothing of it.
    let told = other.receive().unwrap().to_string();
    assert!(told.contains("aucun des groupes"), "{told}");
    assert!(other.is_over());
    let mut again = Raw::silent(&served.socket());
    again.send(&hello());
    assert!(again.receive().unwrap()["sorry"].is_string());
    let log = served.close();
    assert_eq!(log.matches("connexion coupée").count(), 2, "{log}");
}

#[test]
fn a_document_is_sent_and_attached_by_who_may_change_alone() {
    let served = Served::open();
    let mut raw = Raw::greeted(&served.socket());
    let delivery = json!({"file": {"kind": null, "document": true, "name": "a.pdf", "length": 5}});
    assert!(is_done(&raw.call("deliver", delivery.clone())));
    assert!(is_done(&raw.call("push", json!({"bytes": "%PDF-"}))));
    served.groups("lecture");
    let document = json!({"id": PDF_ID, "kind": "autre", "name": "a.pdf"});
    let command = json!({"attach": {"document": document, "to": "ecole/0380123C"}});
    let refused = raw.call("attach", json!({"order": {"command": command}}));
    assert!(refused.to_string().contains("Forbidden"), "{refused}");
    let refused = raw.call("deliver", delivery);
    assert!(refused.to_string().contains("Forbidden"), "{refused}");
    assert!(is_done(&raw.call("extract", json!({"what": "documents"}))));
}

#[test]
fn the_personal_views_of_another_and_what_is_noted_of_them_are_not_read() {
    let served = Served::open();
    let mut raw = Raw::greeted(&served.socket());
    assert!(is_done(&raw.call("execute", note("la sienne", None))));
    let kinds = json!(["view", "note", "school"]);
    let length = raw.call("extract", json!({"what": {"records": {"kinds": kinds}}}));
    assert!(is_done(&length), "{length}");
    let read = raw.call("part", json!({"at": 0})).to_string();
    assert!(read.contains("0380123C") && read.contains("la sienne"), "{read}");
    assert!(!read.contains("surveiller"), "{read}");
}

#[test]
fn a_document_that_was_detached_since_is_given_to_who_may_copy_the_base_alone() {
    let served = Served::open();
    let mut raw = Raw::greeted(&served.socket());
    let delivery = json!({"file": {"kind": null, "document": true, "name": "a.pdf", "length": 5}});
    assert!(is_done(&raw.call("deliver", delivery)));
    assert!(is_done(&raw.call("push", json!({"bytes": "%PDF-"}))));
    let document = json!({"id": PDF_ID, "kind": "autre", "name": "a.pdf"});
    let attach = json!({"attach": {"document": document, "to": "ecole/0380123C"}});
    let attached = raw.call(
        "attach",
        json!({"order": {"command": attach, "id": "0".repeat(31) + "1"}}),
    );
    assert!(is_done(&attached), "{attached}");
    let detach = json!({"detach": {"document": PDF_ID, "from": "ecole/0380123C"}});
    assert!(is_done(
        &raw.call("execute", json!({"order": {"command": detach}}))
    ));
    let extract = || json!({"what": {"document": {"id": PDF_ID}}});
    let refused = raw.call("extract", extract());
    assert!(refused.to_string().contains("Unknown"), "{refused}");
    // An order has the rights read again.
    served.groups("administration");
    assert!(is_done(&raw.call("execute", note("à copier", None))));
    let given = raw.call("extract", extract());
    assert_eq!(given["Ok"], json!(5), "{given}");
}
