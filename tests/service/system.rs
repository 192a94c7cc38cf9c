//! What the service and systemd tell each other: a socket that is open already, ready, alive, stopping.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::house::House;
use super::raw::{Raw, schools};

#[test]
fn it_says_that_it_is_ready_that_it_lives_and_that_it_stops() {
    let mut house = House::open();
    house.close();
    while house.notified() != "STOPPING=1" {}
    house.start(|command| {
        command.env("WATCHDOG_USEC", "300000");
    });
    assert_eq!(house.notified(), "WATCHDOG=1");
    assert_eq!(house.notified(), "WATCHDOG=1");
    house.close();
    while house.notified() != "STOPPING=1" {}
}

#[test]
fn it_takes_the_socket_that_systemd_opened_and_leaves_it() {
    let mut house = House::open();
    house.close();
    while house.notified() != "STOPPING=1" {}
    let opened = UnixListener::bind(house.path("systemd.sock")).unwrap();
    let given: OwnedFd = opened.into();
    house.start(|command| {
        // The socket has the number 3 and the process its own, as systemd has it.
        let mut shell = Command::new("sh");
        let env: Vec<_> = command
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect();
        shell
            .args([
                "-c",
                "LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" \"$@\" 3<&0 </dev/null",
            ])
            .arg(command.get_program())
            .args(command.get_args())
            .env_clear()
            .envs(env)
            .stdin(given);
        *command = shell;
    });
    assert!(!house.socket().exists(), "it opens no other");
    let mut raw = Raw::greeted(&house.path("systemd.sock"));
    assert!(raw.call("query", schools("")).get("Ok").is_some());
    drop(raw);
    house.close();
    assert!(house.path("systemd.sock").exists());
}
