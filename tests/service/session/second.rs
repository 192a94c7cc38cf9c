//! A second server, by the commands of `docs/second-serveur.md` as they stand there: two hosts, each with an sshd on the
//! loopback. Copies go over while thirty programs write; the first host is lost; the second takes its place, and hands it
//! back.

use std::collections::BTreeSet;
use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::{self, JoinHandle};

use nix::unistd::{User, getuid};

use super::setting::{Setting, shows};
use super::sshd::{self, Sshd};
use crate::raw::{Raw, note};
use crate::support::place::{Ran, ran};
use crate::support::site::PDF;

/// How many programs write.
const WRITERS: usize = 30;

const PAGE: &str = include_str!("../../../docs/second-serveur.md");
const SENDER: &str = include_str!("../../../packaging/preau-copie.service");
const LINE: &str = include_str!("../../../packaging/preau-copie-ligne@.service");

/// The blocks of the page, and which of them were used.
#[derive(Default)]
struct Page {
    used: BTreeSet<(String, usize)>,
}

impl Page {
    /// All blocks, under their headings.
    fn blocks() -> Vec<(String, Vec<String>)> {
        let mut found: Vec<(String, Vec<String>)> = Vec::new();
        for section in PAGE.split("\n## ").skip(1) {
            let (heading, text) = section.split_once('\n').unwrap();
            let blocks = text.split("```").skip(1).step_by(2);
            let blocks = blocks.map(|block| block.split_once('\n').unwrap().1.to_owned());
            found.push((heading.to_owned(), blocks.collect()));
        }
        found
    }

    /// A block under a heading.
    fn block(&mut self, heading: &str, number: usize) -> String {
        let blocks = Self::blocks();
        let (_, of) = blocks.iter().find(|(found, _)| found == heading).expect(heading);
        self.used.insert((heading.to_owned(), number));
        of[number].clone()
    }

    fn is_used_whole(&self) {
        for (heading, blocks) in Self::blocks() {
            for number in 0..blocks.len() {
                assert!(
                    self.used.contains(&(heading.clone(), number)),
                    "{heading}, block {number}"
                );
            }
        }
    }
}

/// The socket of `preau-copie-ligne.socket`: its service is started for each connection.
struct Line {
    over: Arc<AtomicBool>,
    socket: std::path::PathBuf,
    thread: Option<JoinHandle<()>>,
}

impl Line {
    fn open(socket: &Path, command: String) -> Self {
        let listener = UnixListener::bind(socket).unwrap();
        let over = Arc::new(AtomicBool::new(false));
        let ends = Arc::clone(&over);
        let thread = thread::spawn(move || {
            for end in listener.incoming() {
                if ends.load(Ordering::SeqCst) {
                    break;
                }
                let end = OwnedFd::from(end.unwrap());
                let mut ssh = Command::new("sh")
                    .args(["-c", &format!("exec {command}")])
                    .stdin(end.try_clone().unwrap())
                    .stdout(end)
                    .spawn()
                    .unwrap();
                ssh.wait().unwrap();
            }
        });
        Self {
            over,
            socket: socket.to_owned(),
            thread: Some(thread),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        drop(UnixStream::connect(&self.socket));
        let _ = self.thread.take().unwrap().join();
    }
}

/// A server: what it has on its disk, its service while there is one, its sshd while it is there.
struct Host {
    // Ends before its folder goes.
    line: Option<Line>,
    setting: Setting,
    sshd: Option<Sshd>,
}

impl Host {
    fn new(setting: Setting) -> Self {
        let (operator, _) = setting.operators();
        let sshd = Sshd::start(setting.folder(), &setting.socket(), &[&operator]);
        for made in ["copie", "backups"] {
            fs::create_dir(setting.folder().join(made)).unwrap();
        }
        Self {
            setting,
            sshd: Some(sshd),
            line: None,
        }
    }

    fn folder(&self) -> &Path {
        self.setting.folder()
    }

    /// A text of the page or of a unit, with the places and accounts of this host; `other` is the host that it calls the
    /// second.
    fn here(&self, text: &str, other: Option<&Self>) -> String {
        let folder = self.folder().to_str().unwrap();
        let account = User::from_uid(getuid()).unwrap().unwrap().name;
        let mut text = text
            .replace("runuser -u preau -- ", "")
            .replace(" -o preau -g preau", "")
            .replace("/usr/local/bin/preau", env!("CARGO_BIN_EXE_preau"))
            .replace("/usr/bin/preau", env!("CARGO_BIN_EXE_preau"))
            .replace("/etc/preau/copie", &format!("{folder}/copie"))
            .replace("/var/backups/preau", &format!("{folder}/backups"))
            .replace("/var/lib/preau", folder)
            .replace("/run/preau-copie/", &format!("{folder}/"))
            .replace("/run/preau/", &format!("{folder}/"))
            .replace("User preau\n", &format!("User {account}\n"));
        if let Some(sshd) = other.and_then(|other| other.sshd.as_ref()) {
            let port = sshd.port();
            text = text
                .replace(
                    "HostName second.dsden.example",
                    &format!("HostName 127.0.0.1\n    Port {port}"),
                )
                .replace("second.dsden.example", &format!("-p {port} 127.0.0.1"));
        }
        text
    }

    /// Runs a command in a shell, with the program on the path and the service where the configuration would say.
    fn shell(&self, command: &str, other: Option<&Self>) -> Ran {
        let program = Path::new(env!("CARGO_BIN_EXE_preau")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        ran(&Command::new("sh")
            .args(["-c", &self.here(command, other)])
            .env("PATH", format!("{}:{path}", program.display()))
            .env("HOME", self.folder())
            .env("PREAU_SOCKET", self.setting.socket())
            .env("LANG", "C.UTF-8")
            .current_dir(self.folder())
            .stdin(Stdio::null())
            .output()
            .unwrap())
    }

    /// Runs the commands of a block, each of which must succeed; what they said.
    fn run(&mut self, block: &str, other: Option<&Self>) -> String {
        let mut said = String::new();
        for command in block.lines() {
            let words: Vec<&str> = command.split_whitespace().collect();
            match words[..] {
                ["systemctl", ..] => said += &self.systemctl(&words[1..]),
                // The account of the test has a shell, and the key is its own.
                ["usermod", "--shell", "/bin/sh", "preau"]
                | ["chgrp", "preau-copie", _]
                | ["chmod", "640", _] => {}
                _ => said += &self.shell(command, other).expect(0).out,
            }
        }
        said
    }

    /// What systemd does of the units that are shipped.
    fn systemctl(&mut self, words: &[&str]) -> String {
        match words {
            ["enable", "--now", units @ ..] => {
                for unit in units {
                    match *unit {
                        "preau.socket" => self.setting.start(),
                        "preau-copie-ligne.socket" => self.open_line(),
                        timer => assert!(is_shipped(timer), "{timer}"),
                    }
                }
            }
            ["disable", "--now", units @ ..] => {
                assert!(units.iter().all(|unit| is_shipped(unit)), "{units:?}");
                if units.contains(&"preau.service") && self.setting.is_served() {
                    self.setting.stop();
                }
            }
            ["start", "preau-copie.service"] => return self.copy().expect(0).out,
            _ => panic!("{words:?}"),
        }
        String::new()
    }

    fn open_line(&mut self) {
        let ssh = self.here(exec_start(LINE), None);
        self.line = Some(Line::open(&self.folder().join("ligne.sock"), ssh));
    }

    /// What the timer does.
    fn copy(&self) -> Ran {
        self.shell(exec_start(SENDER), None)
    }
}

fn is_shipped(unit: &str) -> bool {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging");
    folder.join(unit).is_file()
}

fn exec_start(unit: &str) -> &str {
    let mut lines = unit.lines();
    lines.find_map(|line| line.strip_prefix("ExecStart=")).unwrap()
}

/// Has one host send its copies to another, by the page.
fn set_up(page: &mut Page, from: &mut Host, to: &mut Host) -> String {
    const HEADING: &str = "Mettre en place";
    let known = from.run(&page.block(HEADING, 0), Some(to));
    assert!(known.contains("(ED25519)"), "{known}");
    let config = from.here(&page.block(HEADING, 1), Some(to));
    fs::write(from.folder().join("copie/ssh_config"), config).unwrap();
    to.run(&page.block(HEADING, 2), None);
    let key = fs::read_to_string(from.folder().join("copie/cle.pub")).unwrap();
    let allowed = to.here(&page.block(HEADING, 3), None);
    let line = allowed.replace("ssh-ed25519 AAAA… preau-copie", key.trim());
    assert_ne!(line, allowed);
    fs::write(to.folder().join(".ssh/authorized_keys"), line).unwrap();
    from.run(&page.block(HEADING, 4), None)
}

/// What was acknowledged to those who write.
#[derive(Default)]
struct Acknowledged {
    seqs: Mutex<BTreeSet<u64>>,
    more: Condvar,
}

impl Acknowledged {
    fn now(&self) -> BTreeSet<u64> {
        self.seqs.lock().unwrap().clone()
    }

    /// Waits until so many more orders are acknowledged.
    fn until_more(&self, count: usize) {
        let seqs = self.seqs.lock().unwrap();
        let wanted = seqs.len() + count;
        drop(self.more.wait_while(seqs, |seqs| seqs.len() < wanted).unwrap());
    }

    /// Writes until the service is gone.
    fn write(&self, socket: &Path, writer: usize) {
        let mut raw = Raw::greeted(socket);
        for id in 0.. {
            raw.ask("execute", note(&format!("note {writer} {id}"), None));
            let Some(answer) = raw.receive() else { return };
            let seq = answer["Ok"]["seq"].as_u64().expect("an acknowledgement");
            self.seqs.lock().unwrap().insert(seq);
            self.more.notify_all();
        }
    }
}

/// Sends two copies while many write, and loses the host under them; what was acknowledged before the last copy began, and
/// in all.
fn lost_under_many(first: &mut Host, second: &Host) -> (BTreeSet<u64>, BTreeSet<u64>) {
    let acknowledged = Acknowledged::default();
    let socket = first.setting.socket();
    let before = thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (acknowledged, socket) = (&acknowledged, &socket);
            scope.spawn(move || acknowledged.write(socket, writer));
        }
        acknowledged.until_more(3 * WRITERS);
        let one = first.copy();
        acknowledged.until_more(3 * WRITERS);
        let before = acknowledged.now();
        let other = first.copy();
        acknowledged.until_more(WRITERS);
        let probe = second.shell("preau etat --copies /var/backups/preau --sonde", None);
        first.setting.kill();
        first.sshd = None;
        one.expect(0);
        other.expect(0);
        probe.expect(0);
        before
    });
    (before, acknowledged.now())
}

#[test]
fn the_second_server_takes_the_place_of_the_first_and_hands_it_back() {
    if let Some(program) = sshd::missing() {
        println!("skipped: {program} is not there");
        return;
    }
    let mut page = Page::default();
    let (mut first, mut second) = (Host::new(Setting::imported()), Host::new(Setting::empty()));
    let (operator, _) = first.setting.operators();
    let scan = first.folder().join("signée.pdf");
    fs::write(&scan, PDF).unwrap();
    first
        .shell(
            "preau joindre convention/26-0100 signée.pdf --type convention_signee",
            None,
        )
        .expect(0);
    let said = set_up(&mut page, &mut first, &mut second);
    assert!(
        said.contains("copie reçue et vérifiée") && said.contains("\ncopie         le "),
        "{said}"
    );

    // Nothing but a copy is to be had by the key.
    let opened = "ssh -T -F /etc/preau/copie/ssh_config second cat /etc/passwd";
    let asked = first.shell(opened, Some(&second)).expect(2).out;
    assert!(
        asked.starts_with("{\"failed\":") && !asked.contains("root:"),
        "{asked}"
    );

    let mut screen = first
        .sshd
        .as_ref()
        .unwrap()
        .client(&operator)
        .size(160, 40)
        .start();
    shows(&mut screen, "Bienvenue dans Préau").keys("<espace>");
    shows(&mut screen, "2 Écoles 627 (664 lignes)");
    let (before, acknowledged) = lost_under_many(&mut first, &second);
    screen.exit();

    let said = second.run(&page.block("Prendre la place du premier", 0), None);
    let revision = second.setting.revision();
    assert!(said.contains(&format!("tête {revision}:")), "{said}");
    assert!(said.contains("la base est saine"), "{said}");
    let kept = acknowledged.iter().filter(|seq| **seq <= revision).count();
    let lost = acknowledged.len() - kept;
    println!(
        "{} acknowledged, {kept} kept, {lost} lost since the last copy",
        acknowledged.len()
    );
    assert!(
        before.iter().all(|seq| *seq <= revision),
        "what was there as the last copy began is kept"
    );
    assert!(lost >= WRITERS, "and what came after it is counted");
    let document = second
        .shell("preau document convention/26-0100", None)
        .expect(0)
        .out;
    assert!(document.contains("signée.pdf"), "{document}");

    // Programs and screens come back.
    let socket = second.setting.socket();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let socket = &socket;
            scope.spawn(move || {
                let answer = Raw::greeted(socket).call("execute", note(&format!("de retour {writer}"), None));
                assert!(answer["Ok"]["seq"].is_u64(), "{answer}");
            });
        }
    });
    assert_eq!(second.setting.revision(), revision + WRITERS as u64);
    let (operator, _) = second.setting.operators();
    let mut screen = second
        .sshd
        .as_ref()
        .unwrap()
        .client(&operator)
        .size(160, 40)
        .start();
    shows(&mut screen, "Bienvenue dans Préau").keys("<espace>");
    shows(&mut screen, "2 Écoles 627 (664 lignes)").keys("/0380123C");
    shows(&mut screen, "1 résultat").keys("<entrée>");
    shows(&mut screen, "Fiche · ECOLE PRIMAIRE VENDEMIAIRE");
    assert_eq!(screen.keys("<ctrl-c>").exit().code, 0);

    // The first comes back: its line is closed, and what it alone has is what was lost.
    let sent = first.shell(
        "preau transmettre /run/preau-copie/ligne.sock --base /var/lib/preau/preau.base",
        None,
    );
    assert!(sent.expect(2).err.contains("la ligne s’est fermée"));
    let back = page.block("Quand le premier revient", 0);
    let from = format!("--depuis {}", revision + 1);
    let said = first.run(&back.replace("--depuis 1", &from), None);
    let told = said.lines().filter(|line| line.contains("note")).count();
    let end = *acknowledged.last().unwrap();
    assert!(
        told as u64 >= end - revision,
        "{told} told, {end} less {revision} acknowledged"
    );
    first.line = None;
    let (operator, _) = first.setting.operators();
    first.sshd = Some(Sshd::start(first.folder(), &first.setting.socket(), &[&operator]));
    handed_back(&mut page, &mut first, &mut second);
    page.is_used_whole();
}

/// Makes the former first host the second of the other, and gives it its place back.
fn handed_back(page: &mut Page, first: &mut Host, second: &mut Host) {
    first.run(&page.block("Une copie écartée", 0), None);
    set_up(page, second, first);
    let watched = page.block("Surveiller", 0);
    let [own, others] = watched.lines().collect::<Vec<_>>()[..] else {
        panic!("{watched}");
    };
    // The one that sends says of the copy only what is wrong with it.
    let probe = second.shell(own, None).out;
    assert!(probe.starts_with("PREAU ") && !probe.contains("copie"), "{probe}");
    let late = second
        .shell(&own.replace("--sonde", "--sonde --copie 0"), None)
        .expect(2)
        .out;
    assert!(late.contains("copie "), "{late}");
    first.shell(others, None).expect(0);
    let raised = Raw::greeted(&second.setting.socket()).call("execute", note("la dernière", None));
    let said = second.run(&page.block("Échanger les rôles sans rien perdre", 0), None);
    assert!(said.contains("copie reçue et vérifiée"), "{said}");
    first.run(&page.block("Prendre la place du premier", 0), None);
    assert_eq!(
        Some(first.setting.revision()),
        raised["Ok"]["seq"].as_u64(),
        "nothing is lost"
    );
}
