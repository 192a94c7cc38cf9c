//! Dossiers of Démarches Simplifiées on the command line: what they take away is confirmed, and the token is never said.

use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::thread::{self, JoinHandle};

use crate::support::dossiers::{ACCEPTED, SENT_BACK, export};
use crate::support::place::Place;

const TOKEN: &str = "jeton-tres-secret-0042";

#[test]
fn a_dossier_sent_back_shows_the_register_that_it_leaves_without_ground_and_is_confirmed() {
    let place = Place::demo();
    place.dossiers("");
    let accepted = place.file("acceptes.csv", export(&ACCEPTED));
    place.run(["importer", "demarches", &accepted]).expect(0);
    place.run(["inscrire", "0381548B"]).expect(0);
    let before = place.content();

    let back = place.file("renvoyes.csv", export(&SENT_BACK));
    let ran = place.run(["importer", "demarches", &back]).expect(2);
    assert!(ran.out.contains("n’est plus accepté"), "{ran:#?}");
    let effect = "1 école inscrite devient à régulariser\u{a0}: ECOLE PRIMAIRE SAINT EXUPERY (Apprieu)";
    assert!(ran.out.contains(effect), "{ran:#?}");
    assert!(ran.err.contains("relancez avec --confirmer"), "{ran:#?}");
    assert_eq!(place.content(), before);

    place
        .run(["importer", "demarches", &back, "--confirmer"])
        .expect(0);
    let ran = place.run(["controler", "uai:0381548B"]);
    assert!(ran.out.contains("W0"), "{ran:#?}");
    place.run(["importer", "demarches", &accepted]).expect(0);
    let ran = place.run(["controler", "uai:0381548B"]);
    assert!(!ran.out.contains("W0"), "{ran:#?}");
}

/// A site that answers one question with a refusal, and gives what it was asked.
fn refusing() -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}/api/v2/graphql", listener.local_addr().unwrap());
    let asked = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "the question ends");
            bytes.extend(&buffer[..read]);
        }
        write!(
            stream,
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    });
    (address, asked)
}

#[test]
fn the_token_is_read_from_a_file_of_ones_own_and_no_output_holds_it() {
    let (address, asked) = refusing();
    let place = Place::demo();
    let token = place.file("jeton", format!("{TOKEN}\n"));
    place.dossiers(&format!(
        "numero = 104512\nadresse = \"{address}\"\njeton = \"{token}\"\n"
    ));
    for mode in [0o640, 0o604, 0o660, 0o644] {
        fs::set_permissions(&token, Permissions::from_mode(mode)).unwrap();
        let ran = place.run(["importer", "demarches", "--api"]).expect(2);
        assert!(ran.err.contains("chmod 600"), "{mode:o} {ran:#?}");
        assert!(!format!("{ran:?}").contains(TOKEN), "{mode:o} {ran:#?}");
    }
    fs::set_permissions(&token, Permissions::from_mode(0o600)).unwrap();
    let ran = place.run(["importer", "demarches", "--api"]).expect(2);
    assert!(ran.err.contains("lié à d’autres adresses"), "{ran:#?}");
    assert!(!format!("{ran:?}").contains(TOKEN), "{ran:#?}");
    let question = asked.join().unwrap();
    assert!(
        question
            .to_lowercase()
            .contains(&format!("authorization: bearer {TOKEN}")),
        "{question}"
    );
}
