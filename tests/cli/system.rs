//! What the system answers: told in French, with what was tried.

use std::fs;
use std::os::unix::net::UnixListener;

use crate::support::place::{Place, ran};

/// Runs a command that the system refuses, and gives what is said of it.
fn refused(place: &Place, args: &[&str]) -> String {
    let said = ran(&place.command(args).output().unwrap()).expect(2).err;
    for english in ["os error", "No such", "denied", "Input/output", "must be shorter"] {
        assert!(!said.contains(english), "{args:?}: {said}");
    }
    place.neutral(&said)
}

#[test]
fn a_service_that_is_not_there_is_told() {
    let place = Place::new();
    let listener = UnixListener::bind(place.path("morte.sock")).unwrap();
    drop(listener);
    for (socket, why) in [
        ("absente.sock", "ce chemin n’existe pas"),
        ("morte.sock", "la connexion est refusée"),
    ] {
        assert_eq!(
            refused(&place, &["verifier", "--socket", socket]),
            format!(
                "preau\u{a0}: aucun service ne répond sur {socket}\u{a0}: {why}\u{a0}; démarrez le service \
                 («\u{a0}preau servir\u{a0}»), ou donnez une autre socket avec --socket\n"
            )
        );
    }
}

#[test]
fn a_path_too_long_for_a_socket_is_told_on_both_sides() {
    let place = Place::new();
    let long = place.path(&"a".repeat(120));
    let long = long.to_str().unwrap();
    for command in ["journal", "servir"] {
        let said = refused(&place, &[command, "--socket", long]);
        assert!(
            said.contains("trop long pour une socket (107 octets au plus)"),
            "{said}"
        );
    }
}

#[test]
fn a_socket_that_cannot_be_made_is_told() {
    let place = Place::new();
    let said = refused(&place, &["servir", "--socket", "nulle/part.sock"]);
    assert!(
        said.ends_with(
            "preau\u{a0}: la socket nulle/part.sock ne s’ouvre pas\u{a0}: le dossier …/nulle n’existe pas\u{a0}; créez-le, \
             ou donnez un autre chemin avec --socket\n"
        ),
        "{said}"
    );
    place.file("fichier", "x");
    let said = refused(&place, &["servir", "--socket", "fichier/x.sock"]);
    assert!(
        said.contains("un des dossiers de ce chemin est un fichier"),
        "{said}"
    );
}

#[test]
fn a_file_that_the_disk_does_not_give_is_told_by_the_number_of_the_error() {
    let place = Place::new();
    let said = refused(&place, &["importer", "annuaire", "/proc/self/mem"]);
    assert!(said.contains("(le système a répondu par l’erreur 5)"), "{said}");
}

#[test]
fn what_is_at_the_place_of_a_base_is_named() {
    let place = Place::new();
    let _listener = UnixListener::bind(place.path("x.sock")).unwrap();
    fs::create_dir(place.path("dossier")).unwrap();
    place.file("fichier", "x");
    for (base, what) in [
        ("x.sock", "c’est une socket"),
        ("dossier", "c’est un dossier"),
        ("fichier/x.base", "un des dossiers de ce chemin est un fichier"),
    ] {
        let said = refused(&place, &["verifier", "--base", base]);
        assert!(said.contains(what), "{base}: {said}");
    }
}
