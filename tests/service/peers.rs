//! Operators of other accounts: what each may do is the kernel's and the system's matter, not the client's.
//!
//! The accounts are those that a Debian has; it takes root to be one of them. Elsewhere these tests say so and pass.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nix::unistd::{Gid, Group, User, geteuid};
use serde_json::{Value, json};

use super::house::{House, warnings};
use super::raw::{Raw, hello, note};
use crate::support::place::{Place, Ran, demo, ran};

/// Accounts that stand for a right each; the group of each has its name.
const READER: &str = "games";
const CLERK: &str = "www-data";
const OFFICER: &str = "backup";
const ADMIN: &str = "list";

/// An account in no group.
const STRANGER: &str = "nobody";

const SOCKET: &str = "PREAU_TEST_SOCKET";
const SENT: &str = "PREAU_TEST_SENT";

/// A service that the accounts reach, and the programs that they run.
struct Server {
    house: House,
}

impl Server {
    /// None where the test is not root, or the accounts are not there.
    fn open() -> Option<Self> {
        let known = |name: &str| matches!(User::from_name(name), Ok(Some(_)));
        let groups = [READER, CLERK, OFFICER, ADMIN];
        let grouped = |name: &str| matches!(Group::from_name(name), Ok(Some(_)));
        let able = geteuid().is_root()
            && Path::new("/usr/bin/setpriv").exists()
            && groups.iter().all(|name| known(name) && grouped(name))
            && known(STRANGER);
        if !able {
            eprintln!("skipped: it takes root, setpriv and the accounts of a Debian");
            return None;
        }
        let place = Place::demo();
        open_to_all(&place.path(""), 0o755);
        fs::copy(env!("CARGO_BIN_EXE_preau"), place.path("preau")).unwrap();
        fs::copy(env::current_exe().unwrap(), place.path("peer")).unwrap();
        let house = House::with(place, &groups);
        // As though all of them were in the group of the socket.
        open_to_all(&house.socket(), 0o666);
        Some(Self { house })
    }

    /// Prepares a program under an account, without any other group than its own.
    fn program(&self, account: &str, program: &str) -> Command {
        let user = User::from_name(account).unwrap().unwrap();
        let mut command = Command::new("/usr/bin/setpriv");
        command
            .args([
                "--reuid",
                &user.uid.to_string(),
                "--regid",
                &user.gid.to_string(),
                "--clear-groups",
                "--",
            ])
            .arg(self.house.path(program))
            .env_clear()
            .env("HOME", "/nonexistent")
            .env("LANG", "C.UTF-8")
            .current_dir("/")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, account: &str, args: &[&str]) -> Ran {
        let mut command = self.program(account, "preau");
        ran(&command
            .args(args)
            .arg("--socket")
            .arg(self.house.socket())
            .output()
            .unwrap())
    }

    /// Sends frames by hand under an account; the answers.
    fn send(&self, account: &str, frames: &[Value]) -> Vec<Value> {
        let mut command = self.program(account, "peer");
        let out: Output = command
            .args(["peers::child", "--exact", "--ignored", "--nocapture"])
            .env(SOCKET, self.house.socket())
            .env(SENT, Value::from(frames.to_vec()).to_string())
            .output()
            .unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        let line = text.lines().find_map(|line| line.split_once("answers: "));
        let (_, answers) = line.unwrap_or_else(|| panic!("{text}\n{}", String::from_utf8_lossy(&out.stderr)));
        serde_json::from_str(answers).unwrap()
    }

    /// A call under an account, after a sound greeting.
    fn call(&self, account: &str, verb: &str, arguments: &Value) -> Value {
        let answers = self.send(account, &[hello(), json!([verb, arguments])]);
        answers[1].clone()
    }
}

fn open_to_all(path: &PathBuf, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn the_group_of_readers_may_open_the_socket_that_the_service_makes_and_no_other() {
    let Some(server) = Server::open() else { return };
    let socket = server.house.socket();
    let readers = Group::from_name(READER).unwrap().unwrap();
    assert_eq!(fs::metadata(&socket).unwrap().gid(), readers.gid.as_raw());
    open_to_all(&socket, 0o660);
    server.run(READER, &["journal"]).expect(0);
    let refused = server.run(STRANGER, &["journal"]).expect(2);
    assert!(
        refused.err.contains("n’est pas ouverte à votre compte"),
        "{}",
        refused.err
    );
}

/// Sends what it is told by the environment: first a greeting, then calls `[verb, arguments]`.
#[test]
#[ignore = "a client of another account, run by the tests"]
fn child() {
    let Some(socket) = env::var_os(SOCKET) else { return };
    let frames: Vec<Value> = serde_json::from_str(&env::var(SENT).unwrap()).unwrap();
    let mut raw = Raw::silent(Path::new(&socket));
    let mut answers = Vec::new();
    for frame in frames {
        match frame.as_array() {
            Some(call) => raw.ask(call[0].as_str().unwrap(), call[1].clone()),
            None => raw.send(&frame),
        }
        answers.push(raw.receive().unwrap_or(Value::Null));
    }
    println!("answers: {}", Value::from(answers));
}

fn forbidden(answer: &Value, right: &str) -> bool {
    let told = answer["Err"].to_string();
    told.contains("Forbidden") && told.contains(right)
}

#[test]
fn an_account_in_no_group_is_turned_away_at_once() {
    let Some(mut server) = Server::open() else { return };
    let ran = server.run(STRANGER, &["controler"]).expect(2);
    assert!(
        ran.err.contains("« nobody »") || ran.err.contains("nobody"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("aucun des groupes"), "{}", ran.err);
    let log = server.house.close();
    let warned = warnings(&log);
    assert_eq!(warned.len(), 1, "{log}");
    assert!(warned[0].contains("aucun groupe"), "{log}");
}

#[test]
fn lecture_sees_and_changes_nothing() {
    let Some(server) = Server::open() else { return };
    server.run(READER, &["controler", "commune:grenoble"]).expect(1);
    let looked_at = ["controler", "commune:grenoble", "--date", "2025-10-01"];
    assert!(
        server
            .run(READER, &looked_at)
            .expect(1)
            .out
            .contains("01/10/2025")
    );
    server.run(READER, &["exporter", "registre"]).expect(0);
    server.run(READER, &["journal"]).expect(0);
    server.run(READER, &["verifier"]).expect(0);
    let refused = server
        .run(READER, &["importer", "conseils", &demo("conseils.csv")])
        .expect(1);
    assert!(refused.err.contains("gestion"), "{}", refused.err);
    for args in [["exporter", "base"], ["sauvegarder", "/tmp/preau-lecture.base"]] {
        let refused = server.run(READER, &args).expect(1);
        assert!(refused.err.contains("administration"), "{}", refused.err);
    }
    let answer = server.call(READER, "execute", &note("non", None));
    assert!(forbidden(&answer, "gestion"), "{answer}");
    let answer = server.call(READER, "preview", &note("non", None));
    assert!(forbidden(&answer, "gestion"), "{answer}");
}

#[test]
fn gestion_changes_and_neither_reviews_nor_imports_nor_takes_the_base() {
    let Some(server) = Server::open() else { return };
    let answer = server.call(CLERK, "execute", &note("oui", None));
    assert!(answer.get("Ok").is_some(), "{answer}");
    server
        .run(CLERK, &["importer", "conseils", &demo("conseils.csv")])
        .expect(0);
    let refused = server
        .run(CLERK, &["importer", "contrats", &demo("contrats.csv")])
        .expect(1);
    assert!(refused.err.contains("administration"), "{}", refused.err);
    let review = json!({"order": {"command": {"review": {"entry": 1}}, "seen": []}});
    let answer = server.call(CLERK, "execute", &review);
    assert!(forbidden(&answer, "DPD"), "{answer}");
    let import = json!({"order": {"command": {"import": {
        "kind": "communes", "source": "x", "sha256": "0", "records": [],
    }}, "seen": []}});
    let answer = server.call(CLERK, "execute", &import);
    assert!(forbidden(&answer, "administration"), "{answer}");
    let many = json!({"order": {"command": {"many": {"commands": [
        {"review": {"entry": 1}}, note("x", None)["order"]["command"],
    ]}}, "seen": []}});
    let answer = server.call(CLERK, "execute", &many);
    assert!(forbidden(&answer, "DPD"), "{answer}");
    for what in ["base", "links"] {
        let answer = server.call(CLERK, "extract", &json!({ "what": what }));
        assert!(forbidden(&answer, "administration"), "{answer}");
    }
    let whole = json!({"file": {"kind": null, "name": "x", "length": 1}});
    let answer = server.call(CLERK, "deliver", &whole);
    assert!(forbidden(&answer, "administration"), "{answer}");
    // A file that was let in as something smaller does not fill a base.
    let smaller = json!(["deliver", {"file": {"kind": "conseils", "name": "x", "length": 1}}]);
    for (account, refused) in [(CLERK, "Forbidden"), (ADMIN, "TurnedAway")] {
        let answers = server.send(account, &[hello(), smaller.clone(), json!(["refill", {}])]);
        let told = answers[2]["Err"].to_string();
        assert!(told.contains(refused), "{answers:?}");
    }
}

#[test]
fn dpd_reviews_and_notes_and_changes_nothing_else_and_administration_imports_and_saves() {
    let Some(server) = Server::open() else { return };
    let answer = server.call(OFFICER, "execute", &note("oui", None));
    assert!(answer.get("Ok").is_some(), "{answer}");
    let change = json!({"set_circonscription": {"school": "0380123C", "name": "Grenoble 2"}});
    let noted = note("non", None)["order"]["command"].clone();
    for command in [change.clone(), json!({"many": {"commands": [noted, change]}})] {
        let order = json!({"order": {"command": command, "seen": []}});
        let answer = server.call(OFFICER, "execute", &order);
        assert!(forbidden(&answer, r#""gestion""#), "{answer}");
    }
    let review = json!({"order": {"command": {"review": {"entry": 1}}, "seen": []}});
    let answer = server.call(OFFICER, "execute", &review);
    assert!(
        answer.get("Err").is_some() && !forbidden(&answer, "DPD"),
        "{answer}"
    );
    let answer = server.call(ADMIN, "execute", &review);
    assert!(forbidden(&answer, "DPD"), "{answer}");
    for (account, right) in [(ADMIN, "DPD"), (OFFICER, "administration"), (CLERK, "DPD")] {
        let register = ["importer", "registre", &demo("inscriptions.csv")];
        let refused = server.run(account, &register).expect(1);
        assert!(refused.err.contains(right), "{account}: {}", refused.err);
    }
    server
        .run(ADMIN, &["importer", "contrats", &demo("contrats.csv")])
        .expect(0);
    let folder = server.house.path("a-elle");
    fs::create_dir(&folder).unwrap();
    let admin = User::from_name(ADMIN).unwrap().unwrap();
    nix::unistd::chown(&folder, Some(admin.uid), Some(admin.gid)).unwrap();
    let copy = folder.join("copie.base").display().to_string();
    server.run(ADMIN, &["sauvegarder", &copy]).expect(0);
    let made = fs::metadata(&copy).unwrap();
    assert_eq!(std::os::unix::fs::MetadataExt::uid(&made), admin.uid.as_raw());
    assert_eq!(made.permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_forged_name_or_account_is_not_believed() {
    let Some(server) = Server::open() else { return };
    let mut greeting = hello();
    let forged = json!({"uid": 0, "name": "root"});
    greeting["operator"] =
        json!({"actor": forged, "rights": ["lecture", "gestion", "dpd", "administration"]});
    greeting["uid"] = json!(0);
    let mut order = note("de qui ?", None);
    order["order"]["actor"] = forged.clone();
    order["operator"] = json!({"actor": forged, "rights": ["administration"]});
    let answers = server.send(CLERK, &[greeting, json!(["execute", order])]);
    let welcome = &answers[0]["welcome"]["operator"];
    assert_eq!(welcome["actor"]["name"], CLERK, "{welcome}");
    assert_eq!(welcome["rights"], json!(["lecture", "gestion"]), "{welcome}");
    assert!(answers[1].get("Ok").is_some(), "{}", answers[1]);
    let base: Value = serde_json::from_str(&server.house.run(["exporter", "base"]).expect(0).out).unwrap();
    let clerk = User::from_name(CLERK).unwrap().unwrap();
    let last = base["journal"].as_array().unwrap().last().unwrap();
    assert_eq!(
        last["entry"]["actor"],
        json!({"uid": clerk.uid.as_raw(), "name": CLERK})
    );
    // The group of the process counts as the account's own: the kernel tells it.
    assert_ne!(clerk.gid, Gid::from_raw(0));
}
