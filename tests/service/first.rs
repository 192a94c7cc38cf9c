//! The first start: a base is made for a service when that is asked, and never in passing.

use std::fs;
use std::process::Command;

use super::house::{House, NOBODY};
use crate::support::place::{Place, Ran, demo, ran};

/// Runs `servir` in a folder, on a socket of it; it must end by itself.
fn served(place: &Place, args: &[&str]) -> Ran {
    ended(&place.command([&["servir", "--socket", "preau.sock"], args].concat()))
}

/// What a command did that must end by itself, and soon.
fn ended(command: &Command) -> Ran {
    let mut shell = Command::new("timeout");
    shell
        .arg("60")
        .arg(command.get_program())
        .args(command.get_args());
    shell.env_clear();
    for (name, value) in command.get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    shell.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    shell.current_dir(command.get_current_dir().unwrap());
    ran(&shell.output().unwrap())
}

#[test]
fn a_base_that_is_missing_is_refused_and_none_is_made() {
    let place = Place::new();
    let said = served(&place, &[]).expect(2).err;
    let base = place.base();
    let told = format!("il n’y a pas de base à {}", base.display());
    let todo = format!("preau servir --creer --base {}", base.display());
    for part in [&told, "n’est pas monté", &todo] {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
    assert!(!base.exists() && !place.path("preau.sock").exists(), "{said}");
    // A name that cannot be looked at, or leads elsewhere, is not one of a base to make.
    place.file("fichier", "x");
    std::os::unix::fs::symlink(place.path("parti"), place.path("lien.base")).unwrap();
    for wrong in ["fichier/x.base", "lien.base"] {
        for creating in [&[][..], &["--creer"]] {
            served(&place, &[&["--base", wrong], creating].concat()).expect(2);
        }
    }
    assert!(!place.path("parti").exists());
}

#[test]
fn it_is_made_once_and_then_served() {
    let place = Place::new();
    let said = served(&place, &["--creer"]).expect(0).out;
    let base = place.base();
    assert_eq!(said, format!("{}\u{a0}: base créée, vide\n", base.display()));
    assert!(!place.path("preau.sock").exists(), "it does not serve");
    place.now(["verifier"]).expect(0);
    let made = fs::read(&base).unwrap();
    let again = served(&place, &["--creer"]).expect(2).err;
    assert!(
        again.contains("existe déjà") && again.contains("sans --creer"),
        "{again}"
    );
    assert_eq!(fs::read(&base).unwrap(), made);

    let mut house = House::with(Place::new(), &NOBODY);
    house
        .run(["importer", "communes", &demo("communes-038.json")])
        .expect(0);
    house.close();
    house.place.now(["verifier"]).expect(0);
}

#[test]
fn a_service_that_is_declared_listens_there_and_is_found_there() {
    let mut house = House::open();
    let declared = house.path("etc/preau/preau.sock");
    fs::create_dir_all(house.path("etc/preau")).unwrap();
    let config = format!("[service]\nsocket = \"{}\"\n", declared.display());
    house.place.file("etc/preau/config.toml", config);
    let dirs = house.path("etc");
    house.close();
    while house.notified() != "STOPPING=1" {}
    house.start(|command| {
        command.env_remove("PREAU_SOCKET").env("XDG_CONFIG_DIRS", &dirs);
    });
    assert!(declared.exists());
    let mut asked = house.place.command(["verifier"]);
    ran(&asked.env("XDG_CONFIG_DIRS", &dirs).output().unwrap()).expect(0);
    house.close();
    let mut asked = house.place.command(["verifier"]);
    let said = ran(&asked.env("XDG_CONFIG_DIRS", &dirs).output().unwrap()).expect(2);
    assert!(said.err.contains("déclare ce service"), "{}", said.err);
}

#[test]
fn where_another_service_has_the_socket_nothing_is_made() {
    let mut house = House::open();
    let socket = house.socket();
    let socket = socket.to_str().unwrap();
    let elsewhere = Place::new();
    for creating in [&[][..], &["--creer"]] {
        let args = [&["servir", "--socket", socket], creating].concat();
        let said = ended(&elsewhere.command(args)).expect(2).err;
        assert!(said.contains("un service répond déjà"), "{said}");
        assert!(!elsewhere.base().exists());
    }
    house.run(["verifier"]).expect(0);
    let log = house.close();
    let faults: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("WARN") && !line.contains("group="))
        .collect();
    assert!(
        faults.is_empty(),
        "to look whether it is there is no fault: {log}"
    );
}
