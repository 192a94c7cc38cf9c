//! The first program of an account on a base serves the account's other terminals: screens and commands; when it ends they
//! say so, and the next one takes its place.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use nix::sys::signal::Signal;

use super::setting::{SAVED, Setting, hides, past_the_first_page, provider_form, shows};
use crate::support::clock::SetClock;
use crate::support::place::{Ran, ran};
use crate::support::pty::{Pty, Spawn};
use crate::support::service::base;

const AWAY: &str = "Le service ne répond pas";

/// Waits until the header says that the account has another terminal there, in as many words as it has room for.
fn with_another(pty: &mut Pty) {
    pty.wait_until("another terminal", |screen| {
        screen.contains("(autre session)") || screen.contains(" +1 ")
    });
}

/// The terminals of one account, on a base that no service holds.
struct Account {
    setting: Setting,
    clock: SetClock,
    _folder: tempfile::TempDir,
}

impl Account {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = SetClock::at(folder.path(), "2026-11-23T12:00:00Z");
        let mut setting = Setting::by(&clock);
        setting.stop();
        let run = setting.folder().join("run");
        fs::create_dir(&run).unwrap();
        fs::set_permissions(run, Permissions::from_mode(0o700)).unwrap();
        Self {
            setting,
            clock,
            _folder: folder,
        }
    }

    fn variables(&self) -> Vec<(&str, String)> {
        let folder = self.setting.folder().to_str().unwrap();
        let own = [
            ("HOME", folder.to_owned()),
            ("XDG_RUNTIME_DIR", format!("{folder}/run")),
            ("TZ", "UTC0".to_owned()),
        ];
        let clock = self.clock.variables();
        let clock = clock.map(|(name, value)| (name, value.to_str().unwrap().to_owned()));
        own.into_iter().chain(clock).collect()
    }

    fn spawn(&self) -> Pty {
        let spawn = Spawn::preau().arg("--base").arg(base(self.setting.folder()));
        let variables = self.variables();
        let of = |spawn: Spawn, (name, value): &(&str, String)| spawn.env(name, value);
        variables.iter().fold(spawn, of).start()
    }

    fn command(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_preau"));
        command.args(args).arg("--base").arg(base(self.setting.folder()));
        command.env_clear().env("LANG", "C.UTF-8").stdin(Stdio::null());
        ran(&command.envs(self.variables()).output().unwrap())
    }

    /// How many sockets there are.
    fn sockets(&self) -> usize {
        fs::read_dir(self.setting.folder().join("run/preau")).map_or(0, Iterator::count)
    }
}

#[test]
fn a_second_terminal_works_on_the_base_of_the_first() {
    let account = Account::new();
    let mut one = past_the_first_page(account.spawn());
    shows(&mut one, "lun. 23 nov. 2026").settle().settle().settle();
    let before = (one.wake_ups(), one.written());
    one.settle();
    assert_eq!((one.wake_ups(), one.written()), before, "alone it is never woken");
    let mut other = account.spawn();
    with_another(&mut other);
    with_another(&mut one);
    provider_form(&mut other);
    other.keys("directrice<ctrl-s>");
    shows(&mut other, SAVED);
    one.keys("3m");
    shows(&mut one, "directrice").keys("<échap>");
    let journal = account.command(&["journal"]).expect(0).out;
    assert!(journal.contains("EDREDON"), "{journal}");
    let refused = account.command(&["restaurer", "copie.base"]).expect(2).err;
    assert!(
        refused.contains("ouverte dans un autre terminal de ce compte"),
        "{refused}"
    );
    assert_eq!(other.keys("q").exit().code, 0);
    assert_eq!(one.keys("q").exit().code, 0);
    assert_eq!(account.sockets(), 0, "nothing is left");
}

#[test]
fn when_the_first_ends_or_is_killed_the_others_say_so_and_the_next_takes_its_place() {
    let account = Account::new();
    let mut first = past_the_first_page(account.spawn());
    shows(&mut first, "lun. 23 nov. 2026");
    account.clock.next_day();
    shows(&mut first, "mar. 24 nov. 2026");
    let mut second = account.spawn();
    with_another(&mut second);
    first.keys("q");
    assert_eq!(first.exit().code, 0);
    shows(&mut second, AWAY);
    let mut third = account.spawn();
    with_another(&mut third);
    hides(&mut second, AWAY);
    third.signal(Signal::SIGKILL);
    shows(&mut second, AWAY);
    let mut fourth = account.spawn();
    with_another(&mut fourth);
    hides(&mut second, AWAY);
    account.command(&["journal"]).expect(0);
}

#[test]
fn a_first_that_looks_at_another_day_has_the_base_for_itself() {
    let account = Account::new();
    let spawn = Spawn::preau()
        .args(["--date", "2026-12-24", "--base"])
        .arg(base(account.setting.folder()));
    let variables = account.variables();
    let mut one = variables
        .iter()
        .fold(spawn, |spawn, (name, value)| spawn.env(name, value))
        .start();
    one.wait_for("24 déc. 2026");
    assert_eq!(account.sockets(), 0);
    let refused = account.command(&["journal"]).expect(2).err;
    assert!(
        refused.contains("est ouverte par un autre programme"),
        "{refused}"
    );
}
