//! The memory of the service, with the whole of France, under the worst client of each right: connections that read
//! nothing, requests that do not come whole, long lists, extracts that are not fetched, files made to take much.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use preau::domain::command::{Command, Order, OrderId};
use serde_json::{Value, json};

use crate::memory::{Memory, megabytes};
use crate::raw::{Raw, schools};
use crate::support::service::{Service, socket};
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

/// A client: the calls that it may make by one right.
type Client = fn(&Clients);

/// Where clients of one service are.
struct Clients<'a> {
    socket: &'a Path,
    /// How much of each thing is done: all of it, or little.
    scale: usize,
}

/// Measures a service of a base for each right; `short` does little of each.
pub fn measure(folder: &Path, short: bool) {
    let clients: [(&str, &[Client]); 4] = [
        ("lecture", &[unread, unfinished, dense, extracts]),
        ("gestion", &[notes]),
        ("DPD", &[reviews]),
        ("administration", &[whole, files, undo]),
    ];
    for (right, worst) in clients {
        let service = Service::start(folder, DAY);
        for client in worst {
            client(&Clients {
                socket: &socket(folder),
                scale: if short { 16 } else { 1 },
            });
        }
        let peak = megabytes(Memory::of(service.pid()).peak);
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

    /// Connections that each make a call, wait for its end and keep what it made.
    fn four(&self, verb: &str, arguments: &Value) {
        let made: Vec<Raw> = thread::scope(|scope| {
            let calls = (0..4).map(|_| {
                scope.spawn(|| {
                    let mut raw = Raw::greeted(self.socket);
                    raw.ask(verb, arguments.clone());
                    raw.receive();
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
        for number in 0.. {
            text.push_str(&row(number));
            if text.len() > FILE / self.scale - (8 << 10) {
                break;
            }
        }
        let mut raw = Raw::greeted(self.socket);
        let delivery = json!({"kind": kind, "name": "x.csv", "length": text.len()});
        raw.call("deliver", json!({ "file": delivery }));
        for part in text.as_bytes().chunks(PART) {
            let octets: String = part.iter().copied().map(char::from).collect();
            raw.call("push", json!({ "bytes": octets }));
        }
        raw.call("plan", json!({ "detail": "all" }));
        raw.call("import", json!({ "id": fresh() }));
    }
}

/// A number of an order that no other has.
fn fresh() -> OrderId {
    static LAST: AtomicU64 = AtomicU64::new(1);
    OrderId::new(LAST.fetch_add(1, Ordering::Relaxed).into())
}

fn unread(clients: &Clients) {
    let records = json!({ "records": vec!["ecole/0010072Y"; 1_000] });
    for (verb, arguments) in [
        ("names", records.clone()),
        ("ties", records),
        ("query", schools("")),
    ] {
        let arguments: &'static Value = Box::leak(Box::new(arguments));
        clients.deaf(move |raw| {
            for _ in 0..40 {
                raw.ask(verb, arguments.clone());
            }
        });
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
    let order: &'static Value = Box::leak(Box::new(json!({ "order": order })));
    clients.deaf(|raw| {
        for _ in 0..8 {
            raw.ask("preview", order.clone());
        }
    });
    let mut marked = schools("");
    marked["query"]["marked"] = vec!["ecole/0010072Y"; 39_999].into();
    let marked: &'static Value = Box::leak(Box::new(marked));
    clients.deaf(|raw| {
        for _ in 0..8 {
            raw.ask("query", marked.clone());
        }
    });
}

fn extracts(clients: &Clients) {
    for what in [
        json!({"schools": {"filter": ""}}),
        json!({"register": {"at": DAY}}),
        json!({"journal": {"from": 1, "about": null}}),
        json!("verify"),
    ] {
        clients.four("extract", &json!({ "what": what }));
    }
}

/// A thousand notes of a thousand characters, as one order.
fn notes(clients: &Clients) {
    clients.deaf(|raw| {
        let notes = (0..1_000).map(|number| Command::AddNote {
            about: "ecole/0010072Y".parse().unwrap(),
            text: format!("{number} {}", "x".repeat(900)),
        });
        let order = Order::blind(Command::Many {
            commands: notes.collect(),
        });
        for _ in 0..4 {
            raw.ask("preview", json!({ "order": order }));
        }
        let id = Some(fresh());
        raw.ask("execute", json!({ "order": Order { id, ..order } }));
    });
}

fn reviews(clients: &Clients) {
    clients.deaf(|raw| {
        let order = json!({"command": {"review": {"entry": 1}}, "seen": []});
        for _ in 0..8 {
            raw.ask("preview_each", json!({ "orders": vec![&order; 1_000] }));
        }
    });
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
        let schools = "0010072Y|".repeat(20_000);
        format!("26-{number};26;;210100012;{};{schools}\n", "s1|".repeat(40_000))
    });
    clients.file("fiches", "[", |number| {
        let texts = vec!["\"a\""; 100_000].join(",");
        format!(
            "{{\"solution\":\"s1\",\"version\":\"{number}\",\"date\":\"2026-01-01\",\"finalites\":[{texts}]}},"
        )
    });
}

/// What taking the largest import back would do.
fn undo(clients: &Clients) {
    let order = json!({"command": {"undo": {"entry": 2}}, "seen": []});
    clients.four("preview", &json!({ "order": order }));
}
