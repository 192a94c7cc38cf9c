//! `preau transmettre` and `preau recevoir`: a copy that goes on from the last one is in force, another is kept apart; both
//! sides know.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
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

    /// The bytes of a copy that the first server sends, as far as it says something without an answer.
    fn bytes(&self) -> String {
        let line = UnixListener::bind(self.first.path("ligne.sock")).unwrap();
        let heard = thread::scope(|scope| {
            let heard = scope.spawn(|| {
                let mut from = BufReader::new(line.accept().unwrap().0);
                let mut text = String::new();
                from.read_line(&mut text).unwrap();
                let opening: serde_json::Value = serde_json::from_str(&text).unwrap();
                let (lines, _) = opening["head"].as_str().unwrap().split_once(':').unwrap();
                for _ in 0..lines.parse().unwrap() {
                    from.read_line(&mut text).unwrap();
                }
                text
            });
            let ran = self.first.run(["transmettre", "ligne.sock"]).expect(2);
            assert!(
                ran.err
                    .contains("on ne sait pas si l’autre serveur a pris la copie"),
                "{ran:?}"
            );
            heard.join().unwrap()
        });
        fs::remove_file(self.first.path("ligne.sock")).unwrap();
        heard
    }

    /// Joins a document on the first server.
    fn join(&self) {
        let scan = self.first.file("signée.pdf", PDF);
        let args = [
            "joindre",
            "convention/26-0100",
            &scan,
            "--type",
            "convention_signee",
        ];
        self.first.run(args).expect(0);
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
    two.join();
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
    two.join();
    let pieces = two.first.path(".local/share/preau/preau.base.pieces");
    fs::rename(&pieces, two.first.path("ailleurs")).unwrap();
    let (sent, received) = two.send();
    let said = sent.expect(1).out;
    assert!(said.contains("son fichier manque"), "{said}");
    received.expect(1);
    assert!(two.state().contains("DES PIÈCES LUI MANQUENT"), "{}", two.state());
    two.probe().expect(2);
    let noted = two.noted();
    assert!(noted.contains("DES PIÈCES LUI MANQUENT"), "{noted}");
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
    let sent = two.noted();
    let good = fs::read(two.first.base()).unwrap();
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
    let state = two.first.run(["etat"]).expect(0).out;
    assert!(state.contains("\ncopie écartée le "), "{state}");
    let date = |line: &str| line.split(',').next().map(str::to_owned);
    assert_eq!(date(&two.noted()), date(&sent), "the last that was taken");
    let own = two.first.run(["etat", "--sonde"]).expect(2).out;
    assert!(own.contains("CRITICAL - copie écartée à l’instant"), "{own}");
    let probe = two.probe().expect(2).out;
    assert!(
        probe.contains("CRITICAL - copie écartée, la précédente reste en vigueur"),
        "{probe}"
    );
    let state = two.state();
    assert_eq!(state.matches("\nÉCARTÉE").count(), 1, "{state}");
    assert_eq!(state.matches("\nécartée").count(), 1, "{state}");

    // The right one goes on, and those that were kept apart are behind it.
    fs::write(two.first.base(), good).unwrap();
    two.write(7);
    two.sent();
    let probe = two.probe().expect(0).out;
    assert!(
        probe.contains("OK - une copie écartée avant la dernière"),
        "{probe}"
    );
    assert_eq!(two.state().matches("\nécartée").count(), 2, "{}", two.state());
    let state = two.first.run(["etat"]).expect(0).out;
    assert!(!state.contains("écartée"), "{state}");
}

#[test]
fn the_copy_that_is_said_to_be_there_is_looked_at() {
    let two = Two::new();
    two.sent();
    let copy = two.files("copies").remove(0);
    let bytes = fs::read(&copy).unwrap();
    let told = |said: &str| {
        let probe = two.probe().expect(2).out;
        assert!(
            probe.contains("copie qui manque") && probe.contains(said),
            "{probe}"
        );
        let state = two.state();
        assert!(state.contains("ELLE MANQUE") && state.contains(said), "{state}");
    };
    fs::write(&copy, &bytes[..4096]).unwrap();
    told("il est tronqué");
    fs::remove_file(&copy).unwrap();
    told("n’est plus là");
    let before = bytes;
    two.write(3);
    two.sent();
    two.probe().expect(0);
    let copy = two.files("copies").remove(0);
    fs::write(&copy, before).unwrap();
    told(" est à l’opération ");
    fs::remove_file(two.second.path("copies/copies.entretien.json")).unwrap();
    told("rien ne dit quand elle est arrivée");
}

#[test]
fn a_line_that_is_silent_is_left() {
    let two = Two::new();
    let text = two.bytes();
    let (opening, _) = text.split_once('\n').unwrap();
    for said in ["", opening, &format!("{opening}\n")] {
        let (mut own, end) = UnixStream::pair().unwrap();
        own.write_all(said.as_bytes()).unwrap();
        let end = OwnedFd::from(end);
        let silent = two
            .second
            .command(["recevoir", "copies", "--silence", "1"])
            .stdin(end.try_clone().unwrap())
            .stdout(end)
            .output()
            .unwrap();
        let silent = ran(&silent).expect(2).err;
        assert!(
            silent.contains("la ligne est restée muette") && silent.contains("aucune copie n’est prise"),
            "{silent}"
        );
    }
    two.sent();
}

#[test]
fn a_line_that_is_cut_in_the_documents_leaves_a_copy_that_lacks_them() {
    let two = Two::new();
    two.join();
    let text = two.bytes();
    for given in ["", "{\"bytes\":5}\nabc"] {
        let (answer, received) = two.told((text.clone() + given).as_bytes());
        let taken = answer.lines().last().unwrap();
        assert!(
            taken.starts_with("{\"taken\":") && taken.contains("la ligne s’est fermée avant la fin"),
            "{answer}"
        );
        assert!(!answer.contains("aucune copie n’est prise"), "{answer}");
        received.expect(1);
        two.probe().expect(2);
    }
    two.sent();
    two.probe().expect(0);
}

#[test]
fn what_the_other_server_says_of_a_document_is_bounded() {
    let two = Two::new();
    two.join();
    let long = format!("{}{{\"lacking\":\"{}\"}}\n", two.bytes(), "x".repeat(900_000));
    let (answer, received) = two.told(long.as_bytes());
    let taken = answer.lines().last().unwrap();
    assert!(
        taken.contains(&"x".repeat(200)) && taken.len() < 1_000,
        "{} bytes",
        taken.len()
    );
    received.expect(1);
}

#[test]
fn documents_are_copied_where_the_disk_shares_no_file() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let two = Two::new();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else {
        println!("skipped: no second disk");
        return;
    };
    let disk = |path: &std::path::Path| fs::metadata(path).unwrap().dev();
    if disk(other.path()) == disk(&two.second.path("copies")) {
        println!("skipped: /dev/shm is on the same disk");
        return;
    }
    two.join();
    two.sent();
    let pieces = two.files("copies").remove(1);
    for entry in fs::read_dir(&pieces).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), other.path().join(entry.file_name())).unwrap();
        fs::remove_file(entry.path()).unwrap();
    }
    fs::remove_dir(&pieces).unwrap();
    symlink(other.path(), &pieces).unwrap();
    two.write(3);
    fs::remove_dir_all(two.first.path(".local/share/preau/preau.base.pieces")).unwrap();
    two.sent();
}

#[test]
fn what_is_to_be_known_of_a_copy_is_told_and_the_copy_is_whole() {
    let two = Two::new();
    two.sent();
    let other = "preau-2020-01-01T000000.base";
    fs::write(two.second.path("copies").join(other), "autre chose").unwrap();
    let (sent, received) = two.send();
    let said = sent.expect(0).out;
    assert!(
        said.contains("à savoir\u{a0}: 1") && said.contains(other) && said.contains("laissée"),
        "{said}"
    );
    received.expect(0);
    two.probe().expect(0);
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
    let text = two.bytes();
    let altered = text.replace("2026-11-03", "2026-11-04");
    assert_ne!(altered, text);
    let (answer, received) = two.told(altered.as_bytes());
    assert!(
        answer.starts_with("{\"aside\":\"le journal qui est arrivé n’est pas celui d’une base saine"),
        "{answer}"
    );
    assert!(!answer.contains("restaurez"), "{answer}");
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
