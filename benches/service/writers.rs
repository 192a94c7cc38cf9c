//! Programs that write through the service: this bench itself, started again.

use std::env;
use std::io::{BufRead, BufReader, Read, Write, stdin, stdout};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use preau::domain::command::{Command as Ask, Order};
use preau::domain::record::RecordId;
use preau::service::{Client, Desk};

use crate::support::service::{Service, base, socket};
use crate::took::Took;
use crate::world::{DAY, found, schools};

const SOCKET: &str = "PREAU_BENCH_SOCKET";
const EACH: &str = "PREAU_BENCH_EACH";

/// True in a program that writes.
pub fn is_one() -> bool {
    env::var_os(SOCKET).is_some()
}

/// Writes, each order once the one before it is acknowledged; prints the microseconds of each.
pub fn write() {
    let mut client = Client::connect(Path::new(&env::var_os(SOCKET).unwrap())).unwrap();
    let each: usize = env::var(EACH).unwrap().parse().unwrap();
    let schools = schools();
    println!("ready");
    stdin().lock().read_line(&mut String::new()).unwrap();
    let mut took = Vec::new();
    for number in 0..each {
        let order = Order::blind(Ask::AddNote {
            about: RecordId::School(schools[number % schools.len()]),
            text: format!("La mairie rappelle : la délibération passe au conseil de la semaine {number}."),
        });
        let start = Instant::now();
        client.execute(&order).unwrap();
        writeln!(took, "{}", start.elapsed().as_micros()).unwrap();
    }
    stdout().write_all(&took).unwrap();
}

/// So many programs on a new base of a folder, which is left closed.
pub fn measure(folder: &Path, programs: usize, each: usize) -> Took {
    found(&base(folder));
    let service = Service::start(folder, DAY);
    let mut programs: Vec<(Child, BufReader<_>)> = (0..programs).map(|_| start(folder, each)).collect();
    for (_, out) in &mut programs {
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
    }
    let start = Instant::now();
    for (program, _) in &mut programs {
        program.stdin.take().unwrap().write_all(b"go\n").unwrap();
    }
    let mut took = String::new();
    for (_, out) in &mut programs {
        out.read_to_string(&mut took).unwrap();
    }
    let seconds = start.elapsed().as_secs_f64();
    for (mut program, _) in programs {
        assert!(program.wait().unwrap().success());
    }
    service.stop();
    Took::new(seconds, took.lines().map(|line| line.parse().unwrap()))
}

fn start(folder: &Path, each: usize) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut child = Command::new(env::current_exe().unwrap())
        .env(SOCKET, socket(folder))
        .env(EACH, each.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}
