//! A base that another program holds: which one, where it runs, and how to share it; and which base was written.

use std::fs::File;
use std::process;

use nix::unistd::{User, getuid};

use crate::support::place::{Place, demo};

#[test]
fn a_second_program_is_told_the_process_and_the_account_that_hold_the_base() {
    let place = Place::demo();
    let held = File::open(place.base()).unwrap();
    held.lock().unwrap();
    // Another program that reads the file and does not hold it.
    let _read = File::open(place.base()).unwrap();
    let pid = format!("processus {}", process::id());
    let account = User::from_uid(getuid()).ok().flatten();
    let account = account.map_or_else(|| format!("uid {}", getuid()), |user| user.name);
    let commands: [&[&str]; 5] = [
        &["journal"],
        &["verifier"],
        &["inscrire", "0381548B"],
        &["sauvegarder", "copie.base"],
        &["restaurer", "copie.base"],
    ];
    drop(held);
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let held = File::open(place.base()).unwrap();
    held.lock().unwrap();
    for command in commands {
        let command = command.iter().copied().chain(
            ["--remplacer"]
                .into_iter()
                .filter(|_| command[0] == "sauvegarder"),
        );
        let said = place.now(command).expect(2).err;
        assert!(
            said.contains(&pid) && said.contains(&format!("compte {account}")),
            "{said}"
        );
        assert!(said.contains("«\u{a0}preau servir\u{a0}»"), "{said}");
        assert!(!said.contains("copie.base est"), "{said}");
    }
}

#[test]
fn each_writing_names_the_base_that_it_wrote() {
    let place = Place::new();
    let said = |args: &[&str]| place.neutral(&place.now(args.iter().copied()).expect(0).out);
    let communes = demo("communes-038.json");
    let own = "la base …/.local/share/preau/preau.base";
    let simulated = said(&["importer", "communes", &communes, "--simuler"]);
    assert!(
        simulated.starts_with(&format!("Dans {own}\u{a0}:\n")),
        "{simulated}"
    );
    let written = place.naming(["importer", "communes", &communes]).expect(0).out;
    let written = place.neutral(&written);
    assert!(written.starts_with(&format!("Dans {own}\u{a0}:\n")), "{written}");
    assert!(
        written.ends_with(&format!("enregistrements écrits dans {own}.\n")),
        "{written}"
    );
    let elsewhere = said(&["importer", "communes", &communes, "--base", "ici/la.base"]);
    assert!(elsewhere.contains("dans la base …/ici/la.base."), "{elsewhere}");
}
