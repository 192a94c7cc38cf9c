//! A client: this same test program, told by the environment where the service is. It reads and writes at random until
//! it hears that it is enough, finishes what is not acknowledged, and reads its last page when all have done so.

use std::env;
use std::fs;
use std::io::{BufRead, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use preau::domain::command::{Command, Order, OrderId, Seen};
use preau::domain::convention::Signatory;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::id::Uai;
use preau::domain::provider::Category;
use preau::domain::query::page::MAX_ROWS;
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::service::{Client, Desk, DeskError};

use super::history::{Event, Writer};
use super::world::schools;
use crate::support::chance::Chance;
use crate::support::values::{number, solution_code};
use crate::support::world::today;

/// The socket, the folder of the histories, and the client's number.
pub const SOCKET: &str = "PREAU_TEST_SOCKET";
pub const FOLDER: &str = "PREAU_TEST_FOLDER";
pub const NUMBER: &str = "PREAU_TEST_NUMBER";

/// The arguments that make this program run the client.
pub const CHILD: [&str; 4] = ["stress::client::child", "--exact", "--ignored", "--nocapture"];

/// How long a client waits before it asks a service that is away again.
const AGAIN: Duration = Duration::from_millis(20);

/// The page that every client reads last.
pub fn last_query() -> Query {
    Query::all(Pane::Schools, MAX_ROWS)
}

/// Where a client's history and its last page are.
pub fn history(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number:02}.jsonl"))
}

pub fn page(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number:02}.page.json"))
}

/// The deployment of the category ENT of a school.
fn ent(school: Uai) -> DeploymentId {
    DeploymentId::first(school, Category::Ent)
}

/// The client: not a test by itself.
#[test]
#[ignore = "run by the test of this file, as another process"]
fn child() {
    let (Ok(socket), Ok(folder), Ok(number)) = (env::var(SOCKET), env::var(FOLDER), env::var(NUMBER)) else {
        return;
    };
    let number: usize = number.parse().unwrap();
    let words = words();
    let mut operator = Operator::new(Path::new(&socket), &history(Path::new(&folder), number), number);
    while words.try_recv().is_err() {
        operator.step();
    }
    say("settled");
    words.recv().unwrap();
    let last = operator.insist(|client| client.query(&last_query()));
    fs::write(
        page(Path::new(&folder), number),
        serde_json::to_vec(&last).unwrap(),
    )
    .unwrap();
    say("read");
}

/// The lines that the parent writes.
fn words() -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        stdin()
            .lock()
            .lines()
            .map_while(Result::ok)
            .try_for_each(|line| send.send(line))
    });
    receive
}

fn say(line: &str) {
    // A line of its own, whatever the test harness has printed before.
    println!("\n{line}");
    stdout().flush().unwrap();
}

/// An operator at work.
struct Operator {
    client: Client,
    saw: Writer,
    chance: Chance,
    orders: u128,
    number: usize,
    /// The last entry that it wrote.
    own: Option<u64>,
}

impl Operator {
    fn new(socket: &Path, history: &Path, number: usize) -> Self {
        let client = loop {
            match Client::connect(socket) {
                Ok(client) => break client,
                Err(_) => thread::sleep(AGAIN),
            }
        };
        Self {
            client,
            saw: Writer::create(history),
            chance: Chance::seeded(number as u64 + 1),
            orders: 0,
            number,
            own: None,
        }
    }

    fn step(&mut self) {
        match self.chance.below(10) {
            0..3 => drop(self.read_one()),
            3 => {
                let found = self.insist(|client| client.query(&last_query()));
                let revision = found.revision;
                self.saw.write(&Event::Heard { revision });
            }
            _ => self.write_one(),
        }
    }

    /// Asks until the service answers.
    fn insist<T>(&mut self, ask: impl Fn(&Client) -> Result<T, DeskError>) -> T {
        loop {
            match ask(&self.client) {
                Ok(answer) => return answer,
                Err(DeskError::Away) => thread::sleep(AGAIN),
                Err(error) => panic!("{error}"),
            }
        }
    }

    fn read_one(&mut self) -> Option<Seen> {
        let school = *self.chance.pick(&schools());
        let id = match self.chance.below(5) {
            0 | 1 => RecordId::School(school),
            2 | 3 => RecordId::Deployment(ent(school)),
            _ => RecordId::Convention(number("26-0002")),
        };
        self.read(&id)
    }

    /// Reads a record; none where there is no such record.
    fn read(&mut self, id: &RecordId) -> Option<Seen> {
        let dossier = self.insist(|client| match client.open(id) {
            Ok(dossier) => Ok(Some(dossier)),
            Err(DeskError::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        })?;
        self.saw.write(&Event::Read {
            record: id.to_string(),
            version: dossier.version,
            value: serde_json::to_string(&dossier.record).unwrap(),
            revision: dossier.revision,
        });
        Some(Seen {
            id: id.clone(),
            version: dossier.version,
        })
    }

    /// Gives a random order, and gives it again until it is known what became of it.
    fn write_one(&mut self) {
        let (command, about) = self.command();
        let seen: Vec<Seen> = about.and_then(|id| self.read(&id)).into_iter().collect();
        self.orders += 1;
        let id = OrderId::new(((self.number as u128 + 1) << 64) | self.orders);
        let order = Order {
            command,
            seen,
            id: Some(id),
            stages: false,
        };
        self.saw.write(&Event::Asked {
            order: id.to_string(),
            seen: order
                .seen
                .iter()
                .map(|seen| (seen.id.to_string(), seen.version))
                .collect(),
        });
        loop {
            match self.client.execute(&order) {
                Ok(receipt) => {
                    self.own = Some(receipt.seq);
                    self.saw.write(&Event::Done {
                        order: id.to_string(),
                        seq: receipt.seq,
                    });
                    return say("done");
                }
                Err(DeskError::Refused(_)) => {
                    return self.saw.write(&Event::Refused {
                        order: id.to_string(),
                    });
                }
                Err(DeskError::Away | DeskError::Doubt) => thread::sleep(AGAIN),
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// A random command, and the record whose version it rests on.
    fn command(&mut self) -> (Command, Option<RecordId>) {
        let school = *self.chance.pick(&schools());
        let deployment = ent(school);
        let on = today();
        match self.chance.below(12) {
            0..2 => (
                Command::AddNote {
                    about: RecordId::School(school),
                    text: format!("note {} de {}", self.orders, self.number),
                },
                None,
            ),
            2..5 => (
                Command::SetCirconscription {
                    school,
                    name: format!("Grenoble {}", self.chance.below(9)),
                },
                Some(RecordId::School(school)),
            ),
            5..7 => (
                Command::ChooseSolution {
                    deployment,
                    solution: (self.chance.below(3) > 0).then(|| solution_code("olm")),
                    on,
                },
                Some(RecordId::Deployment(deployment)),
            ),
            7..9 => (
                Command::MoveStage {
                    deployment,
                    to: *self.chance.pick(&[
                        Stage::OffreEvaluee,
                        Stage::ContratSouscrit,
                        Stage::ConseilInforme,
                    ]),
                    on,
                },
                Some(RecordId::Deployment(deployment)),
            ),
            9 => (
                Command::Register { deployment },
                Some(RecordId::Deployment(deployment)),
            ),
            10 => (
                Command::Sign {
                    convention: number("26-0002"),
                    by: *self.chance.pick(&[Signatory::Dasen, Signatory::Party]),
                    on,
                },
                Some(RecordId::Convention(number("26-0002"))),
            ),
            _ => match self.own.take() {
                Some(entry) => (Command::Undo { entry }, None),
                None => (
                    Command::Postpone {
                        school,
                        until: on.succ_opt(),
                        reason: String::new(),
                    },
                    None,
                ),
            },
        }
    }
}
