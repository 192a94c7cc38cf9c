//! Programs of other versions: a clear word at the connection, on either side, and under open screens.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;

use super::setting::{Setting, hides, shows};
use crate::support::pty::Spawn;

/// What the real service says of an older program.
const OLDER: &str = concat!(
    "ce programme (0.0.9) et le service (",
    env!("CARGO_PKG_VERSION"),
    ") ne sont pas de versions qui se comprennent ; ce programme est à mettre à jour"
);

/// The answer of the real service to a program that speaks a protocol.
fn answer(socket: &Path, protocol: u32, version: &str) -> String {
    let hello = serde_json::json!({
        "protocol": protocol, "version": version, "face": "desk", "session": "0".repeat(32),
    });
    let mut line = UnixStream::connect(socket).unwrap();
    send(&mut line, &hello.to_string());
    receive(&mut line).replace('\u{a0}', " ")
}

/// The number of the protocol that this version speaks: the one with which it lets a program in.
fn protocol(socket: &Path) -> u32 {
    let mut numbers = 1..1_000;
    let spoken = |number: &u32| answer(socket, *number, "0.1.1").contains("welcome");
    numbers.find(spoken).expect("a protocol that the service speaks")
}

fn send(line: &mut UnixStream, text: &str) {
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    line.write_all(&[&length, text.as_bytes()].concat()).unwrap();
}

fn receive(line: &mut UnixStream) -> String {
    let mut length = [0; 4];
    line.read_exact(&mut length).unwrap();
    let mut text = vec![0; u32::from_be_bytes(length).try_into().unwrap()];
    line.read_exact(&mut text).unwrap();
    String::from_utf8(text).unwrap()
}

/// A service of another version, which turns everybody away as ours does.
fn other_service(socket: &Path, why: &str) {
    let listener = UnixListener::bind(socket).unwrap();
    let sorry = serde_json::json!({ "sorry": why }).to_string();
    thread::spawn(move || {
        for line in listener.incoming() {
            let mut line = line.unwrap();
            receive(&mut line);
            send(&mut line, &sorry);
        }
    });
}

#[test]
fn the_service_says_which_of_the_two_is_to_be_brought_up_to_date() {
    let setting = Setting::new();
    // The protocol decides, not the version of the program.
    let own = protocol(&setting.socket());
    let older = answer(&setting.socket(), own - 1, "0.0.9");
    assert_eq!(older, format!("{{\"sorry\":\"{OLDER}\"}}"));
    let newer = answer(&setting.socket(), own + 1, "9.0.0");
    assert!(
        newer.contains("ce programme (9.0.0) et le service")
            && newer.contains("le service est à mettre à jour"),
        "{newer}"
    );
}

#[test]
fn a_program_shows_what_a_service_of_another_version_says_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("autre.sock");
    other_service(&socket, OLDER);
    for command in [&[][..], &["controler"], &["journal"]] {
        let spawn = Spawn::preau()
            .args(command.iter().copied())
            .arg("--socket")
            .arg(&socket);
        let mut pty = spawn
            .size(200, 40)
            .env("HOME", folder.path().to_str().unwrap())
            .start();
        assert_eq!(pty.exit().code, 2, "{command:?}");
        let said = pty.screen();
        assert!(said.contains(OLDER), "{command:?}: {said}");
    }
}

#[test]
fn a_service_that_is_replaced_by_one_of_another_version_says_so_on_the_open_screens() {
    let mut setting = Setting::new();
    let (operator, _) = setting.operators();
    let mut one = setting.open(&operator);
    one.keys("a");
    shows(&mut one, "Ajouter une note").keys("Rappeler");
    shows(&mut one, "Rappeler");
    setting.stop();
    other_service(&setting.socket(), OLDER);
    shows(&mut one, "ne sont pas de versions qui se comprennent");
    assert!(one.screen().contains("Rappeler"), "what was typed stays");
    one.keys("<échap>");
    shows(&mut one, "Échap encore l’abandonne").keys("<échap>");
    hides(&mut one, "Ajouter une note");
    assert_eq!(one.keys("q").exit().code, 0);
}

#[test]
fn what_is_no_service_of_preau_is_said_to_be_none() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("autre.sock");
    let listener = UnixListener::bind(&socket).unwrap();
    thread::spawn(move || {
        for line in listener.incoming() {
            let _ = line.unwrap().write_all(b"SSH-2.0-OpenSSH_9.2\r\n");
        }
    });
    let spawn = Spawn::preau().arg("--socket").arg(&socket).size(200, 40);
    let mut pty = spawn.env("HOME", folder.path().to_str().unwrap()).start();
    assert_eq!(pty.exit().code, 2);
    assert!(
        pty.screen().contains("n’est pas le service de Préau"),
        "{}",
        pty.screen()
    );
}
