//! The files that commands write: through no link of another account, over no file but one's own, whole or not at all.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::unistd::geteuid;

use crate::support::place::{DAY, Place, Ran, ran};

/// Another account.
const OTHER: u32 = 65_533;

/// What each command writes to a file: the command, up to the name of that file.
const WRITERS: [&[&str]; 4] = [
    &["exporter", "registre", "-o"],
    &["exporter", "base", "-o"],
    &["importer", "contrats", "rejetes.csv", "--ignorer-rejets"],
    &["sauvegarder", "--remplacer"],
];

/// A place with a file of contracts of which one row is rejected.
fn place() -> Place {
    let place = Place::demo();
    place.file(
        "rejetes.csv",
        "reference;collectivite;solution;ecoles;debut;fin\nx;y;z;;;\n",
    );
    place
}

fn write(place: &Place, command: &[&str], to: &Path) -> Ran {
    let to = to.to_str().unwrap();
    place.run(command.iter().copied().chain([to]))
}

fn is_root() -> bool {
    let root = geteuid().is_root();
    if !root {
        eprintln!("only root gives files to another account: not tested");
    }
    root
}

/// A folder that everybody writes to, as /tmp, with a private file beside it.
fn shared(place: &Place) -> (PathBuf, PathBuf) {
    let folder = place.path("commun");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o1777)).unwrap();
    let private = place.path("prive.txt");
    fs::write(&private, "privé").unwrap();
    (folder, private)
}

#[test]
fn no_command_writes_through_a_link_of_another_account() {
    if !is_root() {
        return;
    }
    let place = place();
    let (folder, private) = shared(&place);
    fs::create_dir(place.path("intime")).unwrap();
    let links: [(&str, &Path, &str); 3] = [
        ("vers-un-fichier", &private, ""),
        ("vers-rien", &place.path("nouveau.txt"), ""),
        ("vers-un-dossier", &place.path("intime"), "nouveau.txt"),
    ];
    for (name, to, rest) in links {
        let link = folder.join(name);
        symlink(to, &link).unwrap();
        lchown(&link, Some(OTHER), Some(OTHER)).unwrap();
        for command in WRITERS {
            let said = write(&place, command, &link.join(rest));
            assert_eq!(said.status, 2, "{command:?} {name}: {said:#?}");
            assert!(
                said.err.contains("lien symbolique d’un autre compte") && said.err.contains("uid 65533"),
                "{command:?} {name}: {}",
                said.err
            );
            assert_eq!(fs::read_to_string(&private).unwrap(), "privé", "{command:?}");
            assert!(link.is_symlink(), "{command:?}");
            assert!(!place.path("nouveau.txt").exists() && !place.path("intime/nouveau.txt").exists());
        }
    }
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        links.len(),
        "nothing is left there"
    );
}

#[test]
fn no_command_replaces_a_file_of_another_account() {
    if !is_root() {
        return;
    }
    let place = place();
    let (folder, _) = shared(&place);
    let theirs = folder.join("la-leur.csv");
    for command in WRITERS {
        fs::write(&theirs, "à eux").unwrap();
        chown(&theirs, Some(OTHER), Some(OTHER)).unwrap();
        let said = write(&place, command, &theirs);
        assert_eq!(said.status, 2, "{command:?}: {said:#?}");
        assert_eq!(fs::read_to_string(&theirs).unwrap(), "à eux", "{command:?}");
        assert!(said.err.contains("la-leur.csv"), "{}", said.err);
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn one_s_own_links_are_followed_and_a_file_keeps_its_rights() {
    let place = place();
    let file = place.path("sortie.csv");
    symlink("sortie.csv", place.path("lien.csv")).unwrap();
    symlink(place.path(""), place.path("ici")).unwrap();
    for (through, before, after) in [("lien.csv", None, 0o600), ("ici/lien.csv", Some(0o640), 0o640)] {
        for command in &WRITERS[..3] {
            let _ = fs::remove_file(&file);
            if let Some(mode) = before {
                fs::write(&file, "ancien").unwrap();
                fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            }
            write(&place, command, &place.path(through)).expect(0);
            let found = fs::metadata(&file).unwrap();
            assert_eq!(found.mode() & 0o777, after, "{command:?} {through}");
            assert_ne!(fs::read(&file).unwrap(), b"ancien");
            assert!(place.path("lien.csv").is_symlink());
        }
    }
}

#[test]
fn standard_output_devices_and_open_files_are_written_as_they_are() {
    let place = place();
    let wanted = place.run(["exporter", "ecoles"]).expect(0).out;
    let export = |to: &str| place.command(["--date", DAY, "exporter", "ecoles", "--format", "csv", "-o", to]);
    let bom = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
    for to in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let said = ran(&export(to).output().unwrap()).expect(0);
        assert!(bom(&said.out) == wanted, "{to} into a pipe");
        let file = place.path("redirige.csv");
        let said = export(to).stdout(File::create(&file).unwrap()).status().unwrap();
        assert!(
            said.success() && bom(&fs::read_to_string(&file).unwrap()) == wanted,
            "{to} into a file"
        );
    }
    ran(&export("./-").output().unwrap()).expect(0);
    assert!(
        bom(&fs::read_to_string(place.path("-")).unwrap()) == wanted,
        "a file of that name"
    );
    fs::remove_file(place.path("-")).unwrap();
    let said = place.run(["sauvegarder", "-"]).expect(2).err;
    assert!(said.contains("donnez un nom de fichier"), "{said}");
    assert!(!place.path("-").exists());
    let said = ran(&export("/dev/stderr").output().unwrap()).expect(0);
    assert!(bom(&said.err) == wanted);
    ran(&export("/dev/null").output().unwrap()).expect(0);
    let full = ran(&export("/dev/full").output().unwrap()).expect(2);
    assert!(full.err.contains("/dev/full"), "{}", full.err);
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "\"$0\" \"$@\" 3>par-un-numero.csv"])
        .arg(env!("CARGO_BIN_EXE_preau"))
        .args(["--date", DAY, "exporter", "ecoles", "-o", "/dev/fd/3"])
        .env("HOME", place.path(""))
        .current_dir(place.path(""))
        .stdin(Stdio::null());
    assert!(shell.status().unwrap().success());
    assert!(bom(&fs::read_to_string(place.path("par-un-numero.csv")).unwrap()) == wanted);
}

#[test]
fn the_open_files_of_another_process_are_not_written() {
    let place = place();
    let theirs = place.path("ouvert.txt");
    let mut other = Command::new("sleep")
        .arg("60")
        .stdout(File::create(&theirs).unwrap())
        .spawn()
        .unwrap();
    let said = write(
        &place,
        WRITERS[0],
        Path::new(&format!("/proc/{}/fd/1", other.id())),
    );
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(said.status, 2, "{said:#?}");
    assert_eq!(fs::read(&theirs).unwrap(), b"");
}

/// A file that a program of this account made beside a place and left as it was killed.
fn left(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, "une copie").unwrap();
    path
}

#[test]
fn what_a_killed_program_left_goes_and_nothing_else() {
    let place = place();
    let folder = place.path("copies");
    fs::create_dir(&folder).unwrap();
    let workshop = |name: &str| {
        let path = folder.join(name);
        fs::create_dir(&path).unwrap();
        left(&path, "copie");
        left(&path, ".preau-brouil22");
        path
    };
    let gone = [
        workshop(".preau-Ab3dEf"),
        workshop(".preau-abcdefgh"),
        left(&folder, ".preau-zyxwvuts"),
    ];
    let held = [workshop(".preau-tenu2222"), left(&folder, ".preau-tenu3333")];
    let locks: Vec<File> = held.iter().map(|path| File::open(path).unwrap()).collect();
    for lock in &locks {
        lock.lock().unwrap();
    }
    let other = workshop(".preau-autre222");
    let foreign = left(&other, "notes.txt");
    let mut kept = vec![
        left(&folder, ".preau-a"),
        left(&folder, ".preau-abc.def"),
        left(&folder, "preau-abcdefgh"),
        foreign,
    ];
    symlink(place.base(), folder.join(".preau-lien2222")).unwrap();
    if geteuid().is_root() {
        let theirs = left(&folder, ".preau-leur2222");
        chown(&theirs, Some(OTHER), Some(OTHER)).unwrap();
        kept.push(theirs);
    }
    for command in WRITERS {
        write(&place, command, &folder.join("sortie")).expect(0);
        let _ = fs::remove_file(folder.join("sortie"));
    }
    for path in &gone {
        assert!(!path.exists(), "{}", path.display());
    }
    for path in kept.iter().chain(&held) {
        assert!(path.exists(), "{}", path.display());
    }
    assert!(folder.join(".preau-lien2222").is_symlink() && place.base().exists());
    drop(locks);
    write(&place, WRITERS[3], &folder.join("sortie")).expect(0);
    assert!(held.iter().all(|path| !path.exists()), "once nobody holds them");
}

#[test]
fn an_older_copy_is_replaced_where_that_is_asked_for() {
    let place = place();
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let before = fs::read(place.path("copie.base")).unwrap();
    place.run(["inscrire", "0381548B"]).expect(0);
    let said = place.run(["sauvegarder", "copie.base"]).expect(2);
    assert!(
        said.err.contains("copie.base existe déjà") && said.err.contains("--remplacer"),
        "{}",
        said.err
    );
    assert!(fs::read(place.path("copie.base")).unwrap() == before);
    place.run(["sauvegarder", "copie.base", "--remplacer"]).expect(0);
    let verified = place.run(["verifier", "--base", "copie.base"]).expect(0);
    assert!(verified.out.contains("1 inscription active"), "{}", verified.out);
}
