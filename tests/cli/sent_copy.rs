//! `preau transmettre` and `preau recevoir`: a copy that goes on from the last one is in force, another is kept apart; both
//! sides know.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;

use crate::support::place::{Place, Ran, ran};
use crate::support::site::PDF;

/// Two servers, without the network between them.
struct Two {
    first: Place,
    second: Place,
}

impl Two {
    fn new() -> Self {
        let (first, second) = (Place::demo(), Place::new());
        fs::create_dir(second.path("copies")).unwrap();
        Self { first, second }
    }

    /// The receiver, at one end of a socket.
    fn receiver(&self, end: UnixStream) -> Child {
        let end = OwnedFd::from(end);
        self.second
            .command(["recevoir", "copies"])
            .stdin(end.try_clone().unwrap())
            .stdout(end)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Sends a copy of the first server's base: what the sender and the receiver did.
    fn send(&self) -> (Ran, Ran) {
        let line = UnixListener::bind(self.first.path("ligne.sock")).unwrap();
        let both = thread::scope(|scope| {
            let received = scope.spawn(|| {
                let (end, _) = line.accept().unwrap();
                ran(&self.receiver(end).wait_with_output().unwrap())
            });
            (
                self.first.run(["transmettre", "ligne.sock"]),
                received.join().unwrap(),
            )
        });
        fs::remove_file(self.first.path("ligne.sock")).unwrap();
        both
    }

    fn sent(&self) {
        let (sent, received) = self.send();
        assert!(
            sent.out.contains("copie reçue et vérifiée"),
            "{sent:?}{received:?}"
        );
        sent.expect(0);
        received.expect(0);
    }

    /// Tells a receiver these bytes, and no more; what it answered, and did.
    fn told(&self, bytes: &[u8]) -> (String, Ran) {
        let (mut own, end) = UnixStream::pair().unwrap();
        let receiver = self.receiver(end);
        // It may have ended before it has read all.
        let _ = own.write_all(bytes);
        let _ = own.shutdown(std::net::Shutdown::Write);
        let mut answer = String::new();
        own.read_to_string(&mut answer).unwrap();
        (answer, ran(&receiver.wait_with_output().unwrap()))
    }

    /// What the second server has under a folder, but for the note of the last copy.
    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let mut found: Vec<_> = fs::read_dir(self.second.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_none_or(|end| end != "json"))
            .collect();
        found.sort();
        found
    }

    /// Writes an operation on the first server: a conseil of a day of November.
    fn write(&self, day: u8) {
        let csv = format!(
            "uai;date;ent_a_l_ordre_du_jour;familles_informees;pv_recu_le\n0380113S;2026-11-{day:02};oui;oui;\n"
        );
        let file = self.first.file("conseils.csv", csv);
        let args = ["importer", "conseils", &file, "--confirmer"];
        self.first.run(args).expect(0);
    }

    fn probe(&self) -> Ran {
        self.second.now(["etat", "--copies", "copies", "--sonde"])
    }

    /// What the second server says of its copies.
    fn state(&self) -> String {
        self.second.now(["etat", "--copies", "copies"]).expect(0).out
    }

    /// What the first server says of the copy.
    fn noted(&self) -> String {
        let state = self.first.run(["etat"]).expect(0).out;
        let line = state.lines().find(|line| line.starts_with("copie "));
        line.unwrap_or_default().to_owned()
    }
}

#[test]
fn a_copy_is_taken_with_its_documents_which_are_sent_once() {
    let two = Two::new();
    let scan = two.first.file("signée.pdf", PDF);
    let join = [
        "joindre",
        "convention/26-0100",
        &scan,
        "--type",
        "convention_signee",
    ];
    two.first.run(join).expect(0);
    let probe = two.probe().expect(2).out;
    assert!(probe.contains("copie\u{a0}: aucune notée"), "{probe}");
    assert_eq!(two.noted(), "");
    two.sent();
    two.write(3);
    // What the other server has is not asked for again.
    fs::remove_dir_all(two.first.path(".local/share/preau/preau.base.pieces")).unwrap();
    two.sent();
    let files = two.files("copies");
    let [copy, pieces] = &files[..] else {
        panic!("of one day one is kept: {files:?}");
    };
    assert_eq!(fs::metadata(copy).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(pieces).unwrap().count(), 1);
    let path = copy.to_str().unwrap();
    two.second.now(["verifier", "--base", path]).expect(0);
    let same = two.second.now(["exporter", "base", "--base", path]).expect(0).out;
    assert_eq!(same, two.first.content());
    assert_eq!(two.probe().expect(0).out, "PREAU OK - rien à signaler\n");
    assert!(
        two.noted().contains("rien n’a été écrit depuis"),
        "{}",
        two.noted()
    );
    let state = two.state();
    assert!(
        state.contains("dernière      le ") && !state.contains("ÉCARTÉE"),
        "{state}"
    );
}

#[test]
fn a_document_that_is_not_had_is_told_to_both_and_asked_for_again() {
    let two = Two::new();
    let scan = two.first.file("signée.pdf", PDF);
    let join = [
        "joindre",
        "convention/26-0100",
        &scan,
        "--type",
        "convention_signee",
    ];
    two.first.run(join).expect(0);
    let pieces = two.first.path(".local/share/preau/preau.base.pieces");
    fs::rename(&pieces, two.first.path("ailleurs")).unwrap();
    let (sent, received) = two.send();
    let said = sent.expect(1).out;
    assert!(said.contains("son fichier manque"), "{said}");
    received.expect(1);
    assert!(two.state().contains("DES PIÈCES LUI MANQUENT"), "{}", two.state());
    two.probe().expect(2);
    assert!(two.noted().contains("INCOMPLÈTE"), "{}", two.noted());
    fs::rename(two.first.path("ailleurs"), pieces).unwrap();
    two.sent();
    two.probe().expect(0);
}

#[test]
fn a_copy_that_does_not_go_on_from_the_last_is_kept_apart_and_the_last_stays() {
    let two = Two::new();
    let before = fs::read(two.first.base()).unwrap();
    two.write(3);
    two.sent();
    let in_force = two.files("copies");
    let shown = |copy: &PathBuf| {
        two.second
            .now(["exporter", "base", "--base", copy.to_str().unwrap()])
            .expect(0)
            .out
    };
    let content = shown(&in_force[0]);
    // An older one, one that was rewritten, and one that was rewritten and went on.
    fs::write(two.first.base(), before).unwrap();
    for days in [&[][..], &[4], &[5, 6]] {
        for day in days {
            two.write(*day);
        }
        let (sent, received) = two.send();
        let said = sent.expect(1).out;
        assert!(
            said.contains("COPIE ÉCARTÉE") && said.contains("ne continue pas la copie précédente"),
            "{said}"
        );
        received.expect(1);
    }
    let files = two.files("copies");
    let apart = two.second.path("copies/ecartees");
    assert_eq!(files, [apart, in_force[0].clone()]);
    assert_eq!(shown(&in_force[0]), content);
    let aside = two.files("copies/ecartees");
    let [oldest, last] = &aside[..] else {
        panic!("the first and the last: {aside:?}");
    };
    assert_eq!(shown(last), two.first.content());
    assert_ne!(shown(oldest), shown(last));
    assert!(two.noted().contains("ÉCARTÉE"), "{}", two.noted());
    let own = two.first.run(["etat", "--sonde"]).expect(2).out;
    assert!(own.contains("écartée ou incomplète"), "{own}");
    let probe = two.probe().expect(2).out;
    assert!(
        probe.contains("CRITICAL - copie écartée, la précédente reste en vigueur"),
        "{probe}"
    );
    assert_eq!(two.state().matches("ÉCARTÉE").count(), 2, "{}", two.state());
}

#[test]
fn a_base_for_trials_goes_on_from_no_other() {
    let two = Two::new();
    two.sent();
    let other = Place::new();
    let communes = crate::support::place::demo("communes-038.json");
    other.naming(["importer", "communes", &communes]).expect(0);
    fs::copy(other.base(), two.first.base()).unwrap();
    let (sent, _) = two.send();
    let said = sent.expect(1).out;
    assert!(said.contains("la marque «\u{a0}essai\u{a0}»"), "{said}");
}

#[test]
fn what_is_no_copy_or_not_a_whole_one_is_refused_and_leaves_nothing() {
    let two = Two::new();
    let head = format!("3:{}", "0".repeat(64));
    let opening = |format: u32| {
        format!("{{\"format\":{format},\"version\":\"0.1.0\",\"trial\":true,\"head\":\"{head}\"}}\n")
    };
    let link = "{\"entry\":{},\"previous\":\"\",\"hash\":\"\"}\n";
    for (bytes, said) in [
        (String::new(), "la ligne s’est fermée avant la fin"),
        ("SSH-2.0-OpenSSH\n".to_owned(), "n’est pas ce qu’envoie"),
        (opening(2), "mettez-le à jour"),
        (opening(1), "la ligne s’est fermée avant la fin"),
        (opening(1) + link + link, "la ligne s’est fermée avant la fin"),
        (opening(1) + &link.repeat(3), "impossible de lire le journal"),
    ] {
        let (answer, received) = two.told(bytes.as_bytes());
        assert!(
            answer.starts_with("{\"failed\":") && answer.contains(said),
            "{said}: {answer}"
        );
        assert!(received.expect(2).err.contains(said));
        assert_eq!(two.files("copies"), [] as [PathBuf; 0], "{said}");
    }
    assert_eq!(fs::read_dir(two.second.path("copies")).unwrap().count(), 0);
}

#[test]
fn a_journal_that_is_altered_on_the_way_is_kept_apart_as_it_came() {
    let two = Two::new();
    two.write(3);
    let line = UnixListener::bind(two.first.path("ligne.sock")).unwrap();
    let heard = thread::scope(|scope| {
        let heard = scope.spawn(|| {
            let (mut end, _) = line.accept().unwrap();
            end.set_read_timeout(Some(std::time::Duration::from_millis(500)))
                .unwrap();
            let mut bytes = Vec::new();
            let _ = end.read_to_end(&mut bytes);
            bytes
        });
        let ran = two.first.run(["transmettre", "ligne.sock"]).expect(2);
        assert!(
            ran.err
                .contains("on ne sait pas si l’autre serveur a pris la copie"),
            "{ran:?}"
        );
        heard.join().unwrap()
    });
    let text = String::from_utf8(heard).unwrap();
    let altered = text.replace("2026-11-03", "2026-11-04");
    assert_ne!(altered, text);
    let (answer, received) = two.told(altered.as_bytes());
    assert!(answer.starts_with("{\"aside\":"), "{answer}");
    received.expect(1);
    let aside = two.files("copies/ecartees");
    let [journal] = &aside[..] else {
        panic!("{aside:?}")
    };
    let lines = altered.split_once('\n').unwrap().1;
    assert_eq!(fs::read_to_string(journal).unwrap(), lines);
    assert_eq!(fs::metadata(journal).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn one_copy_comes_at_a_time_into_a_folder_that_is_there() {
    let two = Two::new();
    let held = File::open(two.second.path("copies")).unwrap();
    held.lock().unwrap();
    let (sent, received) = two.send();
    assert!(sent.expect(2).err.contains("une autre copie arrive en ce moment"));
    received.expect(2);
    drop(held);
    fs::rename(two.second.path("copies"), two.second.path("ailleurs")).unwrap();
    let (sent, _) = two.send();
    let said = sent.expect(2).err;
    assert!(said.contains("le dossier copies"), "{said}");
    assert_eq!(two.noted(), "", "nothing was taken");
}

#[test]
fn a_line_that_leads_nowhere_is_told_and_the_base_is_left() {
    let two = Two::new();
    let ran = two.first.run(["transmettre", "ligne.sock"]).expect(2);
    assert!(
        ran.err
            .contains("la ligne vers l’autre serveur, ligne.sock, ne s’ouvre pas"),
        "{}",
        ran.err
    );
    assert_eq!(two.noted(), "");
    let ran = two.first.run(["etat", "--sonde", "--copie", "45"]).expect(2);
    assert!(ran.out.contains("copie\u{a0}: aucune notée"), "{}", ran.out);
}

#[test]
fn the_last_copy_is_late_past_a_threshold_on_both_sides() {
    let two = Two::new();
    two.sent();
    let ages = [
        (
            two.first.path(".local/share/preau/preau.base.entretien.json"),
            true,
        ),
        (two.second.path("copies/copies.entretien.json"), false),
    ];
    for (note, own) in ages {
        let text = fs::read_to_string(&note).unwrap();
        for (minutes, word, said) in [
            (44, "", ""),
            (46, "WARNING", "copie il y a 46"),
            (91, "CRITICAL", "copie il y a 1"),
        ] {
            let at = chrono::Utc::now() - chrono::TimeDelta::minutes(minutes);
            let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let task = if own { "sent" } else { "saved" };
            value[task]["at"] = serde_json::json!(at);
            fs::write(&note, value.to_string()).unwrap();
            let ran = if own {
                two.first.now(["etat", "--sonde"])
            } else {
                two.probe()
            };
            let found = ran.out.contains("copie il y a");
            assert_eq!(found, !word.is_empty(), "{minutes}: {}", ran.out);
            assert!(ran.out.contains(said), "{minutes}: {}", ran.out);
            assert!(own || ran.out.contains(word), "{minutes}: {}", ran.out);
            let later = if own {
                two.first.now(["etat", "--sonde", "--copie", "120"])
            } else {
                two.second
                    .now(["etat", "--copies", "copies", "--sonde", "--copie", "120"])
            };
            assert!(!later.out.contains("copie il y a"), "{}", later.out);
        }
    }
}
