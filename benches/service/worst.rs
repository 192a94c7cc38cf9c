//! The memory of the service, with the whole of France, under the worst client of each right: connections that read
//! nothing, requests that do not come whole, long lists, records with much on them, other days, extracts that are not
//! fetched, files made to take much. The peak of each is told.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use preau::domain::command::{Command, Order, OrderId};
use preau::store::FileStore;
use serde_json::{Value, json};

use crate::memory::{Memory, megabytes};
use crate::raw::{Raw, hello, schools};
use crate::support::pty::Spawn;
use crate::support::service::{Service, base, socket};
use crate::world::DAY;

/// The budget, in MB.
const BUDGET: u64 = 400;

/// Connections of one account, but for two.
const CONNECTIONS: usize = 126;

/// How long clients that read nothing are let be: longer than the service waits for them.
const DEAF: Duration = Duration::from_secs(4);

/// The longest file that the service takes, in bytes.
const FILE: usize = 64 << 20;

/// The most bytes of a part of a file.
const PART: usize = 128 << 10;

/// A client, with its name: the calls that it may make by one right.
type Client = (&'static str, fn(&Clients));

/// The school that much is noted on.
const SCHOOL: &str = "ecole/0660242E";

/// Where clients of one service are.
struct Clients<'a> {
    socket: &'a Path,
    /// How much of each thing is done: all of it, or little.
    scale: usize,
}

/// Measures a service of a base for each right; `short` does little of each.
pub fn measure(folder: &Path, short: bool) {
    let clients: [(&str, &[Client]); 4] = [
        (
            "lecture",
            &[
                ("answers that are not read", unread),
                ("frames that do not come whole", unfinished),
                ("dense requests", dense),
                ("a record with much on it", record),
                ("other days", days),
                ("extracts", extracts),
            ],
        ),
        (
            "gestion",
            &[("notes", notes), ("previews", previews), ("conseils", councils)],
        ),
        ("DPD", &[("reviews", reviews), ("a register", register)]),
        (
            "administration",
            &[
                ("the whole base", whole),
                ("files", files),
                ("an import taken back", undo),
            ],
        ),
    ];
    let scale = if short { 16 } else { 1 };
    let service = Service::start(folder, DAY);
    burden(&socket(folder), scale);
    service.stop();
    for (right, worst) in clients {
        let service = Service::start(folder, DAY);
        let mut peak: f64 = 0.0;
        for (what, client) in worst {
            // The peak counts anew.
            fs::write(format!("/proc/{}/clear_refs", service.pid()), "5").unwrap();
            client(&Clients {
                socket: &socket(folder),
                scale,
            });
            let own = megabytes(Memory::of(service.pid()).peak);
            println!("    {what}: {own:.1} MB");
            peak = peak.max(own);
        }
        // What is free goes back once the service does something.
        for _ in 0..20 {
            thread::sleep(Duration::from_millis(200));
            Raw::greeted(&socket(folder)).call("query", schools("grenoble"));
        }
        let left = megabytes(Memory::of(service.pid()).now);
        println!(
            "memory of the service under the worst client of {right}: {peak:.1} MB, {left:.1} MB once it is gone   \
             (budget {BUDGET} MB)"
        );
        service.stop();
    }
    refill(folder, scale);
}

/// Notes so much on one school that its dossier and its history are longer than an answer.
fn burden(socket: &Path, scale: usize) {
    let mut raw = Raw::greeted(socket);
    for _ in 0..8 {
        let order = Order {
            id: Some(fresh()),
            ..long_notes(200 / scale, 3_900)
        };
        let done = raw.call("execute", json!({ "order": order }));
        assert!(done.get("Ok").is_some(), "{done}");
    }
}

/// Notes of so many characters on the school, as one order.
fn long_notes(count: usize, characters: usize) -> Order {
    let notes = (0..count).map(|number| Command::AddNote {
        about: SCHOOL.parse().unwrap(),
        text: format!("{number} {}", "x".repeat(characters)),
    });
    Order::blind(Command::Many {
        commands: notes.collect(),
    })
}

/// Fills an empty base with what was taken out of the one of a folder, or with as much of it as a file may have.
fn refill(folder: &Path, scale: usize) {
    let out = folder.join("base.json");
    let exports = Spawn::preau().args(["exporter", "base", "-o"]).arg(out.clone());
    let exit = exports.arg("--base").arg(base(folder)).start().exit();
    assert_eq!(exit.code, 0, "the base is not taken out");
    let mut bytes = fs::read(out).unwrap();
    bytes.truncate(FILE / scale);
    let empty = tempfile::tempdir().unwrap();
    drop(FileStore::create_trial(&base(empty.path()), "2026-09-01T08:00:00Z".parse().unwrap()).unwrap());
    let service = Service::start(empty.path(), DAY);
    let mut raw = Raw::greeted(&socket(empty.path()));
    deliver(&mut raw, &Value::Null, &bytes);
    let done = raw.call("refill", json!({}));
    let told = if done.get("Ok").is_some() {
        "taken"
    } else {
        "refused"
    };
    let peak = megabytes(Memory::of(service.pid()).peak);
    println!(
        "memory of the service that is filled with a file of {} MB, {told}: {peak:.1} MB   (budget {BUDGET} MB)",
        bytes.len() >> 20
    );
    service.stop();
}

/// Sends a file.
fn deliver(raw: &mut Raw, kind: &Value, bytes: &[u8]) {
    let delivery = json!({"kind": kind, "name": "x.csv", "length": bytes.len()});
    let noted = raw.call("deliver", json!({ "file": delivery }));
    assert!(noted.get("Err").is_none(), "{noted}");
    for part in bytes.chunks(PART) {
        let octets: String = part.iter().copied().map(char::from).collect();
        let taken = raw.call("push", json!({ "bytes": octets }));
        assert!(taken.get("Err").is_none(), "{taken}");
    }
}

impl Clients<'_> {
    /// Connections that all do the same and read nothing.
    fn deaf(&self, send: impl Fn(&mut Raw) + Copy + Send + 'static) {
        let clients = (0..CONNECTIONS / self.scale).map(|_| {
            let raw = Raw::greeted(self.socket);
            let mut writes = Raw(raw.0.try_clone().unwrap());
            (raw, thread::spawn(move || send(&mut writes)))
        });
        let clients: Vec<_> = clients.collect();
        thread::sleep(DEAF / u32::try_from(self.scale).unwrap());
        for (raw, _) in &clients {
            let _ = raw.0.shutdown(std::net::Shutdown::Both);
        }
        for (_, thread) in clients {
            thread.join().unwrap();
        }
    }

    /// The same, which make one call so many times.
    fn repeat(&self, times: usize, verb: &'static str, arguments: &Value) {
        let request = request(verb, arguments);
        self.deaf(move |raw| (0..times).for_each(|_| raw.frame(request)));
    }

    /// Connections that each make a call, wait for its end and keep what it made.
    fn four(&self, verb: &str, arguments: &Value) {
        let made: Vec<Raw> = thread::scope(|scope| {
            let calls = (0..4).map(|_| {
                scope.spawn(|| {
                    let mut raw = Raw::greeted(self.socket);
                    raw.ask(verb, arguments.clone());
                    assert!(raw.receive().is_some(), "{verb} is not answered");
                    raw
                })
            });
            let calls: Vec<_> = calls.collect();
            calls.into_iter().map(|call| call.join().unwrap()).collect()
        });
        drop(made);
    }

    /// Sends a file of a kind made of a head and of rows, as long as one may be, has it planned and imported.
    fn file(&self, kind: &str, head: &str, row: impl Fn(usize) -> String) {
        let mut text = head.to_owned();
        let rows = (0..).map(row);
        for row in rows {
            if text.len() + row.len() > FILE / self.scale {
                break;
            }
            text.push_str(&row);
        }
        let mut raw = Raw::greeted(self.socket);
        deliver(&mut raw, &json!(kind), text.as_bytes());
        raw.call("plan", json!({ "detail": "all" }));
        raw.call("import", json!({ "id": fresh(), "stages": false }));
    }
}

/// The bytes of a call, made once for all connections: made by each, they would be more than the service takes.
fn request(verb: &'static str, arguments: &Value) -> &'static [u8] {
    let mut call = serde_json::Map::new();
    call.insert(verb.to_owned(), arguments.clone());
    Box::leak(serde_json::to_vec(&call).unwrap().into_boxed_slice())
}

/// A number of an order that no other has.
fn fresh() -> OrderId {
    static LAST: AtomicU64 = AtomicU64::new(1);
    OrderId::new(LAST.fetch_add(1, Ordering::Relaxed).into())
}

fn unread(clients: &Clients) {
    let records = json!({ "records": vec![SCHOOL; 1_000] });
    for (verb, arguments) in [
        ("names", records.clone()),
        ("ties", records),
        ("query", schools("")),
    ] {
        clients.repeat(40, verb, &arguments);
    }
}

fn unfinished(clients: &Clients) {
    clients.deaf(|raw| {
        raw.bytes(&(1_u32 << 20).to_be_bytes());
        raw.bytes(&vec![b' '; (1 << 20) - 1]);
    });
}

fn dense(clients: &Clients) {
    let command = json!({"undo": {"entry": 1}});
    let order = json!({"command": {"many": {"commands": vec![command; 45_000]}}, "seen": []});
    clients.repeat(8, "preview", &json!({ "order": order }));
    let mut marked = schools("");
    marked["query"]["marked"] = vec![SCHOOL; 39_999].into();
    clients.repeat(8, "query", &marked);
}

fn record(clients: &Clients) {
    let asked = json!({ "record": SCHOOL });
    for verb in ["open", "history"] {
        clients.repeat(8, verb, &asked);
    }
}

/// As many days as an account may look at, asked for all schools.
fn days(clients: &Clients) {
    let looks: Vec<Raw> = ["2027-03-01", "2027-09-01"]
        .into_iter()
        .map(|day| {
            let mut raw = Raw::silent(clients.socket);
            let mut word = hello();
            word["day"] = day.into();
            raw.send(&word);
            assert!(raw.receive().unwrap().get("welcome").is_some(), "{day}");
            raw.ask("query", schools("a_traiter:oui"));
            assert!(raw.receive().is_some(), "{day}");
            raw
        })
        .collect();
    clients.repeat(8, "query", &schools(""));
    drop(looks);
}

fn extracts(clients: &Clients) {
    for what in [
        json!({"schools": {"filter": ""}}),
        json!({"register": {"at": DAY}}),
        json!({"journal": {"from": 1, "about": null}}),
        json!({"verify": {"since": null}}),
    ] {
        clients.four("extract", &json!({ "what": what }));
    }
}

/// A thousand notes of a thousand characters, as one order.
fn notes(clients: &Clients) {
    let order = long_notes(1_000, 900);
    let preview = request("preview", &json!({ "order": order }));
    // The same number for all: it is carried out once, and answered to each.
    let id = Some(fresh());
    let execute = request("execute", &json!({ "order": Order { id, ..order } }));
    clients.deaf(move |raw| {
        (0..4).for_each(|_| raw.frame(preview));
        raw.frame(execute);
    });
}

fn previews(clients: &Clients) {
    let note = |number: usize| {
        Order::blind(Command::AddNote {
            about: SCHOOL.parse().unwrap(),
            text: format!("{number} {}", "x".repeat(800)),
        })
    };
    let orders: Vec<Order> = (0..1_000).map(note).collect();
    clients.repeat(8, "preview_each", &json!({ "orders": orders }));
}

fn councils(clients: &Clients) {
    let head = "uai;date;ent_a_l_ordre_du_jour;familles_informees;pv_recu_le\n";
    clients.file("conseils", head, |number| {
        let day = chrono::NaiveDate::default() + chrono::Days::new(number as u64 % 20_000);
        format!("0660242E;{day};oui;oui;\n")
    });
    clients.file("conseils", head, |number| {
        format!("{number};{};\n", "z".repeat(3_000))
    });
}

/// A register, which a DPD takes over who may import.
fn register(clients: &Clients) {
    let head = "uai;categorie;solution;inscrite_le;reference;motif\n";
    clients.file("registre", head, |number| {
        format!("0660242E;ENT;s1;2023-10-06;R{number};{}\n", "z".repeat(500))
    });
}

fn reviews(clients: &Clients) {
    let order = json!({"command": {"review": {"entry": 1}}, "seen": []});
    clients.repeat(8, "preview_each", &json!({ "orders": vec![&order; 1_000] }));
}

fn whole(clients: &Clients) {
    for what in ["base", "links"] {
        clients.four("extract", &json!({ "what": what }));
    }
}

fn files(clients: &Clients) {
    const SOLUTIONS: &str = "code;nom;categorie;prestataire_siren;prestataire_nom\n";
    clients.file("solutions", SOLUTIONS, |_| "a;b\n".to_owned());
    clients.file("solutions", SOLUTIONS, |_| {
        format!("a;{};x;1;y\n", "z".repeat(3_000))
    });
    clients.file("solutions", SOLUTIONS, |number| {
        format!("s{number};{};ENT;999000102;E\n", "z".repeat(3_900))
    });
    let contracts = "reference;collectivite;solution;ecoles;debut;fin\n";
    clients.file("contrats", contracts, |number| {
        format!("C{number};210100012;s1;;;\n")
    });
    let lists = "numero;article;prestataire;collectivite;solutions;ecoles\n";
    clients.file("conventions", lists, |number| {
        let schools = "0660242E|".repeat(20_000);
        format!("26-{number};26;;210100012;{};{schools}\n", "s1|".repeat(40_000))
    });
    clients.file("fiches", "[", |number| {
        let texts = vec!["\"a\""; 100_000].join(",");
        format!(
            "{{\"solution\":\"s1\",\"version\":\"{number}\",\"date\":\"2026-01-01\",\"finalites\":[{texts}]}},"
        )
    });
}

/// What taking the largest import back would do, then done.
fn undo(clients: &Clients) {
    let order = json!({"command": {"undo": {"entry": 2}}, "seen": []});
    clients.four("preview", &json!({ "order": order }));
    clients.four(
        "execute",
        &json!({ "order": Order { id: Some(fresh()), ..Order::blind(Command::Undo { entry: 2 }) } }),
    );
}
