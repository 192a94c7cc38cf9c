//! A service that the administrator's configuration declares: while it is away nothing stands in for it.

use std::fs;
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::support::place::{Place, Ran, demo, ran};

/// A folder with a base of its own, on a machine whose configuration is this.
fn machine(config: &str) -> Place {
    let place = Place::demo();
    fs::create_dir_all(place.path("etc/preau")).unwrap();
    place.file("etc/preau/config.toml", config);
    place
}

/// The same, whose configuration declares a service.
fn declaring() -> Place {
    let place = machine("");
    let socket = place.path("preau.sock").display().to_string();
    place.file(
        "etc/preau/config.toml",
        format!("[service]\nsocket = \"{socket}\"\n"),
    );
    place
}

/// Prepares a command on that machine.
fn command(place: &Place, args: &[&str]) -> Command {
    let mut command = place.command(args);
    command.env("XDG_CONFIG_DIRS", place.path("etc"));
    command
}

/// Runs a command on that machine.
fn on(place: &Place, args: &[&str]) -> Ran {
    ran(&command(place, args).output().unwrap())
}

#[test]
fn while_it_is_away_each_command_says_so_and_opens_no_other_base() {
    let place = declaring();
    let communes = demo("communes-038.json");
    let before = fs::read(place.base()).unwrap();
    let refuse = |why: &str| {
        for args in [
            &["controler"][..],
            &["exporter", "registre"],
            &["importer", "communes", &communes],
            &["importer", "communes", &communes, "--simuler"],
            &["importer", "base", &communes],
            &["inscrire", "0381548B"],
            &["journal"],
            &["verifier"],
            &["sauvegarder", "copie.base"],
            &["horloge"],
        ] {
            let said = on(&place, args).expect(2).err;
            let socket = place.path("preau.sock").display().to_string();
            let file = format!(
                "{} déclare ce service",
                place.path("etc/preau/config.toml").display()
            );
            for part in [&socket, why, &file, "démarrez le service", "--base"] {
                assert!(said.contains(part), "{args:?}: {part:?} is not in {said}");
            }
        }
    };
    refuse("ce chemin n’existe pas");
    drop(UnixListener::bind(place.path("preau.sock")).unwrap());
    refuse("la connexion est refusée");
    assert_eq!(fs::read(place.base()).unwrap(), before);
    assert!(!place.path("copie.base").exists());
    let said = on(&place, &["restaurer", "copie.base"]).expect(2).err;
    assert!(said.contains("--base"), "{said}");
}

#[test]
fn a_base_that_is_named_and_the_demo_are_opened_all_the_same() {
    let place = declaring();
    let base = place.base().display().to_string();
    on(&place, &["verifier", "--base", &base]).expect(0);
    let named = command(&place, &["verifier"]).env("PREAU_BASE", &base).output();
    ran(&named.unwrap()).expect(0);
    let made = on(&place, &["demo", "--base", "essai.base"]).expect(0).out;
    assert!(made.contains("base d’essai prête"), "{made}");
    // A socket that is named is another: its absence is told as that of any.
    let said = on(&place, &["verifier", "--socket", "autre.sock"]).expect(2).err;
    assert!(said.contains("autre.sock") && !said.contains("déclare"), "{said}");
}

#[test]
fn what_the_operator_configures_counts_more_and_faults_name_their_file() {
    let place = declaring();
    fs::create_dir_all(place.path(".config/preau")).unwrap();
    let own = |text: &str| place.file(".config/preau/config.toml", text);
    own("[dsden]\nnom = \"DSDEN 38\"\n");
    let said = on(&place, &["verifier"]).expect(2).err;
    assert!(said.contains("etc/preau/config.toml déclare"), "{said}");
    own("[service]\nsocket = \"/nulle/part.sock\"\n");
    let said = on(&place, &["verifier"]).expect(2).err;
    assert!(
        said.contains("/nulle/part.sock") && said.contains(".config/preau/config.toml déclare"),
        "{said}"
    );
    own("[service]\nsocket = \"part.sock\"\n");
    let said = on(&place, &["verifier"]).expect(2).err;
    assert!(
        said.contains(".config/preau/config.toml") && said.contains("un chemin entier"),
        "{said}"
    );
    own("");
    place.file("etc/preau/config.toml", "[service]\nsoket = \"/x.sock\"\n");
    let base = place.base().display().to_string();
    for args in [&["verifier"][..], &["controler", "--base", &base]] {
        let said = on(&place, args).expect(2).err;
        assert!(
            said.contains("etc/preau/config.toml") && said.contains("«\u{a0}socket\u{a0}»"),
            "{args:?}: {said}"
        );
    }
    // The keys of both go together: the one that clashes is told where it stands.
    place.file("etc/preau/config.toml", "[touches]\ninscrire = \"f5\"\n");
    own("\n[touches]\nrelancer = \"f5\"\n");
    let said = on(&place, &["controler"]).expect(2).err;
    assert!(
        said.contains(".config/preau/config.toml") && said.contains("ligne 3"),
        "{said}"
    );
    own("");
    on(&place, &["controler"]).expect(1);
}
