//! An export with real keys: the file holds the rows of the list and its columns, in their order.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::start::{SIZES, demo, ready, shows};
use crate::support::pty::{Pty, Spawn};

/// The columns chosen, by their codes in files.
const COLUMNS: [&str; 3] = ["uai", "commune", "nom"];

/// Narrows the list to the schools that a rule blocks, sorts it, and chooses three columns.
fn prepare(pty: &mut Pty) {
    pty.keys("/regle:B5<entrée>");
    shows(pty, "Recherche regle:B5").settle();
    // By commune, the greatest first.
    for _ in 0..2 {
        pty.keys("o");
        shows(pty, "Trier : Écoles").settle();
        pty.keys("<début><bas><bas><entrée>").settle();
    }
    shows(pty, "Commune▼");
    pty.keys("l");
    shows(pty, "Colonnes : Écoles").settle();
    // The name goes after the commune; solution, stage and both conventions go.
    pty.keys("<début><bas><droite><bas><espace><bas><espace><bas><espace><bas><espace><entrée>")
        .settle();
}

/// The UAI of the rows as the screen shows them.
fn rows(screen: &str) -> Vec<String> {
    let found = screen.split_whitespace().filter(|word| {
        word.len() == 8 && word.starts_with("038") && word.ends_with(|last: char| last.is_ascii_uppercase())
    });
    found.map(str::to_owned).collect()
}

#[test]
fn the_file_is_what_the_screen_shows() {
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bloquees.csv");
        let mut pty = demo(size);
        prepare(&mut pty);
        let shown = rows(&pty.screen());
        assert!(shown.len() > 3, "{}", pty.screen());
        pty.keys("x");
        shows(&mut pty, "Exporter la liste").settle();
        pty.keys("<entrée>");
        shows(&mut pty, "nom du fichier").settle();
        pty.keys("<ctrl-u>").keys(path.to_str().unwrap()).keys("<entrée>");
        shows(&mut pty, "écrites dans");
        let text = fs::read_to_string(&path).unwrap();
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let head: Vec<&str> = lines.next().unwrap().split(';').collect();
        // The demo is a base for trials.
        assert_eq!(head.split_last(), Some((&"essai", &COLUMNS[..])));
        let written: Vec<String> = lines
            .map(|line| line.split(';').next().unwrap().to_owned())
            .collect();
        assert_eq!(written[..shown.len()], shown, "the rows, in their order");
        assert!(
            pty.screen()
                .contains(&format!("✓ {} lignes écrites", written.len()))
        );
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

        // The same name again: nothing is replaced before its own key.
        fs::write(&path, "à moi").unwrap();
        pty.settle().keys("x").settle();
        pty.keys("<entrée>").settle();
        pty.keys("<ctrl-u>").keys(path.to_str().unwrap()).keys("<entrée>");
        shows(&mut pty, "Ce fichier existe déjà").settle();
        pty.keys("<entrée>").settle();
        assert_eq!(fs::read_to_string(&path).unwrap(), "à moi");
        pty.keys("o");
        shows(&mut pty, "écrites dans");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(pty.settle().keys("q").exit().code, 0);
    }
}

/// Starts the demo where no file may grow: every write to a disk fails, and nothing else does.
fn on_a_full_disk(size: (u16, u16)) -> Pty {
    let spawn = Spawn::program("sh").args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" demo"]);
    ready(spawn.arg(env!("CARGO_BIN_EXE_preau")).size(size.0, size.1))
}

#[test]
fn a_full_disk_and_a_forbidden_folder_are_said_where_the_name_can_be_changed() {
    for size in SIZES {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ecoles.csv");
        let mut pty = on_a_full_disk(size);
        pty.keys("x");
        shows(&mut pty, "Exporter la liste").settle();
        pty.keys("<entrée>");
        shows(&mut pty, "nom du fichier").settle();
        pty.keys("<ctrl-u>").keys(path.to_str().unwrap()).keys("<entrée>");
        shows(&mut pty, "ecoles.csv n’est pas écrit").settle();
        assert!(pty.screen().contains("plein"), "{}", pty.screen());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no half file");
        // The name is still there to be changed: to a folder that takes none, then to nothing at all.
        pty.keys("<ctrl-u>/proc/ecoles.csv<entrée>");
        pty.wait_until("another reason", |screen| {
            screen.contains("n’est pas écrit") && !screen.contains("plein")
        });
        assert!(pty.screen().contains("nom du fichier"), "{}", pty.screen());
        pty.keys("<échap>").settle();
        assert_eq!(pty.keys("q").exit().code, 0);
    }
}
