//! `preau paquet`: the pages of the manual, the scripts of the shells, the configuration of a server.

use std::fs;
use std::process::Command;

use crate::support::place::{Place, ran};

/// The files of a package, by name.
fn package(place: &Place) -> Vec<(String, String)> {
    fs::create_dir(place.path("paquet")).unwrap();
    place.now(["paquet", "paquet"]).expect(0);
    let files = fs::read_dir(place.path("paquet")).unwrap();
    let mut files: Vec<_> = files
        .map(|file| {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Requires that man finds nothing wrong in a page, where it is installed.
fn is_read(place: &Place, name: &str) {
    let man = Command::new("man")
        .args(["--warnings=w", "-E", "UTF-8", "-l"])
        .arg(place.path("paquet").join(name))
        .env("MANWIDTH", "90")
        .env("LC_ALL", "C.UTF-8")
        .output();
    let Ok(man) = man else {
        println!("skipped: man is not there");
        return;
    };
    let man = ran(&man).expect(0);
    assert_eq!(man.err, "", "{name}");
    assert!(
        man.out.contains("STATUT DE SORTIE") || name.ends_with(".5"),
        "{}",
        man.out
    );
}

#[test]
fn every_command_has_a_page_under_french_headings() {
    let place = Place::new();
    let files = package(&place);
    let help = place.run(["--help"]).expect(0).out;
    let (_, commands) = help.split_once("Commandes\u{a0}:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(
        commands.contains(&"verifier") && !commands.contains(&"paquet"),
        "{commands:?}"
    );
    let expected = [
        "NOM",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "EXEMPLES",
        "\"STATUT DE SORTIE\"",
        "\"VOIR AUSSI\"",
    ];
    for command in &commands {
        let name = format!("preau-{command}.1");
        let (_, page) = files.iter().find(|(file, _)| *file == name).unwrap();
        let headings: Vec<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix(".SH "))
            .collect();
        assert_eq!(headings, expected, "{name}");
        is_read(&place, &name);
    }
    for name in ["preau.1", "preau-configuration.5"] {
        is_read(&place, name);
    }
    let pages = files.iter().filter(|(name, _)| name.ends_with(".1")).count();
    assert_eq!(pages, commands.len() + 1, "and that of the program");
}

#[test]
fn pages_are_as_reviewed() {
    let files = package(&Place::new());
    for name in ["preau-verifier.1", "preau-configuration.5"] {
        let (_, page) = files.iter().find(|(file, _)| file == name).unwrap();
        insta::assert_snapshot!(name, page);
    }
}

#[test]
fn the_configuration_of_a_server_declares_its_service_and_nothing_else() {
    let place = Place::new();
    let files = package(&place);
    let (_, config) = files.iter().find(|(name, _)| name == "config.toml").unwrap();
    let set: Vec<&str> = config
        .lines()
        .filter(|line| !line.starts_with('#') && line.contains('='))
        .collect();
    assert_eq!(set, ["socket = \"/run/preau/preau.sock\""]);
    let model = place.run(["modele", "configuration"]).expect(0).out;
    assert_eq!(config.replace("\nsocket", "\n#socket"), model);
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let place = Place::new();
    let said = place.now(["paquet", "absent"]).expect(2).err;
    assert!(said.contains("absent"), "{said}");
}
