//! The file of a base: its rights, its lock, files that are no base, formats, saving and restoring.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::entries::{commune, contents, creation, now, story};
use nix::sys::stat::Mode;
use nix::unistd::{Uid, mkfifo};
use preau::store::backup::{backup, lay_down, restore};
use preau::store::{FORMAT, FileStore, Head, MemoryStore, Reader, Store, StoreError, copy, verify};
use tempfile::TempDir;

/// A folder with a base that was told the story.
fn told() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.preau");
    let mut store = FileStore::create(&path, now()).unwrap();
    store.commit(&story()).unwrap();
    (folder, path)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The error of an opening that must fail and leave the file as it was.
fn refused(path: &Path) -> StoreError {
    let before = fs::read(path).ok();
    let error = FileStore::open(path).unwrap_err();
    assert_eq!(fs::read(path).ok(), before, "the file was changed");
    error
}

#[test]
fn a_base_is_its_owner_s_alone_in_a_folder_of_its_owner_s() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b/base.preau");
    drop(FileStore::create(&path, now()).unwrap());
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(
        fs::read_dir(path.parent().unwrap()).unwrap().count(),
        1,
        "nothing else is left there"
    );
}

#[test]
fn an_existing_folder_keeps_its_rights_and_a_file_loses_those_of_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let path = folder.path().join("base.preau");
    drop(FileStore::create(&path, now()).unwrap());
    assert_eq!(mode(folder.path()), 0o755);
    fs::set_permissions(&path, Permissions::from_mode(0o664)).unwrap();
    drop(FileStore::open(&path).unwrap());
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_file_that_is_no_base_keeps_its_rights() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.csv");
    for bytes in [b"x\n".to_vec(), b"nom;prenom\n".repeat(1000)] {
        fs::write(&path, &bytes).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        assert!(FileStore::open(&path).is_err());
        assert!(FileStore::diagnose(&path).is_ok());
        assert_eq!(mode(&path), 0o755);
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}

#[test]
fn a_second_opener_is_told_what_to_do() {
    let (_folder, path) = told();
    let first = FileStore::open(&path).unwrap();
    let error = FileStore::open(&path).unwrap_err();
    assert!(matches!(&error, StoreError::Busy { path: busy, holder: None } if *busy == path));
    assert!(error.to_string().contains("fermez l’autre Préau"), "{error}");
    drop(first);
    FileStore::open(&path).unwrap();
}

#[test]
fn a_base_is_never_made_over_a_file() {
    let (_folder, path) = told();
    let before = fs::read(&path).unwrap();
    assert!(FileStore::create(&path, now()).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
    let again = FileStore::open_or_create(&path, now()).unwrap();
    assert_eq!(again.head().unwrap().seq, 6);
}

#[test]
fn what_is_no_base_is_refused_and_left_as_it_is() {
    let (folder, base) = told();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("vide"), b"").unwrap();
    fs::write(at("texte"), b"Identifiant_de_l_etablissement;Nom_etablissement\n").unwrap();
    fs::write(at("zeros"), vec![0; 200_000]).unwrap();
    fs::create_dir(at("dossier")).unwrap();
    symlink(&base, at("lien")).unwrap();
    mkfifo(&at("tube"), Mode::S_IRWXU).unwrap();
    let table = [
        ("vide", "le fichier est vide"),
        ("texte", "il ne commence pas comme une base"),
        ("zeros", "il ne commence pas comme une base"),
        ("dossier", "c’est un dossier"),
        ("lien", "c’est un lien symbolique"),
        ("tube", "c’est un tube nommé"),
    ];
    for (name, why) in table {
        let path = at(name);
        // Reading a FIFO would wait for a writer.
        let error = if name == "tube" {
            FileStore::open(&path).unwrap_err()
        } else {
            refused(&path)
        };
        assert!(matches!(error, StoreError::NotABase { .. }), "{name}: {error}");
        assert!(error.to_string().contains(why), "{error}");
    }
}

#[test]
fn a_missing_file_and_a_forbidden_one_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let error = FileStore::open(&folder.path().join("absent")).unwrap_err();
    assert!(error.to_string().contains("ce chemin n’existe pas"), "{error}");
    if Uid::effective().is_root() {
        eprintln!("run as root, to whom no file is forbidden: not tested");
        return;
    }
    let (_folder, path) = told();
    fs::set_permissions(&path, Permissions::from_mode(0o000)).unwrap();
    let error = FileStore::open(&path).unwrap_err();
    assert!(
        error.to_string().contains("vous n’en avez pas le droit"),
        "{error}"
    );
}

#[test]
fn a_truncated_base_is_found_whatever_is_left_of_it() {
    let (folder, path) = told();
    let whole = fs::read(&path).unwrap();
    let cut = folder.path().join("coupe.preau");
    let lengths = [
        1,
        7,
        8,
        100,
        4095,
        4096,
        4097,
        4200,
        8192,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ];
    for len in lengths {
        fs::write(&cut, &whole[..len]).unwrap();
        let error = FileStore::open(&cut).unwrap_err();
        assert!(
            matches!(error, StoreError::Damaged { .. }),
            "{len} bytes of {}: {error}",
            whole.len()
        );
    }
}

#[test]
fn a_later_format_is_refused_before_anything_is_touched() {
    let (_folder, path) = told();
    let mut bytes = fs::read(&path).unwrap();
    bytes[8..12].copy_from_slice(&(FORMAT + 1).to_le_bytes());
    let sum = xxhash_rust::xxh3::xxh3_64(&bytes[..16]);
    bytes[16..24].copy_from_slice(&sum.to_le_bytes());
    fs::write(&path, &bytes).unwrap();
    let error = refused(&path);
    assert!(
        matches!(error, StoreError::TooNew { known: FORMAT, .. }),
        "{error}"
    );
}

#[test]
fn a_copy_has_the_same_journal_and_the_same_records() {
    let (folder, path) = told();
    let from = FileStore::open(&path).unwrap();
    let mut to = FileStore::create(&folder.path().join("copie.preau"), now()).unwrap();
    assert_eq!(copy(&from, &mut to).unwrap(), from.head().unwrap());
    assert_eq!(contents(&to).unwrap(), contents(&from).unwrap());
    let mut memory = MemoryStore::new();
    copy(&to, &mut memory).unwrap();
    assert_eq!(contents(&memory).unwrap(), contents(&from).unwrap());
    assert!(copy(&from, &mut to).is_err(), "only an empty store takes a copy");
}

#[test]
fn a_saved_base_is_private_sound_and_the_same() {
    let (folder, path) = told();
    let saved = folder.path().join("sauvegarde.preau");
    fs::write(&saved, b"an older one").unwrap();
    let report = backup(&FileStore::open(&path).unwrap(), &saved, now()).unwrap();
    assert_eq!((report.head.seq, report.is_sound()), (6, true));
    assert_eq!(mode(&saved), 0o600);
    let (original, copied) = (FileStore::open(&path).unwrap(), FileStore::open(&saved).unwrap());
    assert_eq!(contents(&copied).unwrap(), contents(&original).unwrap());
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing else is left there"
    );
}

#[test]
fn a_base_is_not_saved_over_itself_or_over_a_base_in_use() {
    let (folder, path) = told();
    let store = FileStore::open(&path).unwrap();
    assert!(matches!(
        backup(&store, &path, now()),
        Err(StoreError::Busy { .. })
    ));
    assert!(backup(&store, folder.path(), now()).is_err(), "nor over a folder");
    assert!(
        backup(&store, &folder.path().join("absent/copie"), now()).is_err(),
        "nor into one that is not there"
    );
    assert_eq!(store.head().unwrap().seq, 6);
}

#[test]
fn a_damaged_base_is_not_saved_over_a_good_copy() {
    let (folder, _) = told();
    let saved = folder.path().join("sauvegarde.preau");
    fs::write(&saved, b"a good one").unwrap();
    let mut wrong = MemoryStore::new();
    wrong.commit(&[crate::entries::removal(1, commune(1))]).unwrap();
    assert!(matches!(
        backup(&wrong, &saved, now()),
        Err(StoreError::Damaged { .. })
    ));
    assert_eq!(fs::read(&saved).unwrap(), b"a good one");
}

#[test]
fn a_copy_made_while_others_write_is_the_base_as_of_one_entry() {
    let (folder, path) = told();
    let saved = folder.path().join("sauvegarde.preau");
    let store = Mutex::new(FileStore::open(&path).unwrap());
    let made = AtomicU64::new(0);
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut seq = 6;
            while made.load(Ordering::SeqCst) < 5 {
                seq += 1;
                let entry = creation(seq, [commune(u32::try_from(seq).unwrap() + 100)]);
                store.lock().unwrap().commit(&[entry]).unwrap();
            }
            seq
        });
        let mut last = Head::EMPTY;
        while made.load(Ordering::SeqCst) < 5 {
            let snapshot = store.lock().unwrap().snapshot().unwrap();
            let head = snapshot.head().unwrap();
            if head.seq < last.seq + 2 {
                drop(snapshot);
                thread::yield_now();
                continue;
            }
            let report = backup(&*snapshot, &saved, now()).unwrap();
            let copied = FileStore::open(&saved).unwrap();
            assert_eq!((report.head, copied.head().unwrap()), (head, head));
            assert_eq!(contents(&copied).unwrap(), contents(&*snapshot).unwrap());
            assert_eq!(mode(&saved), 0o600);
            last = head;
            made.fetch_add(1, Ordering::SeqCst);
        }
        assert!(
            writer.join().unwrap() > last.seq,
            "the writer was not held up by the last copy"
        );
    });
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no draft is left"
    );
}

#[test]
fn a_restoration_keeps_the_base_that_it_replaces() {
    let (folder, path) = told();
    let saved = folder.path().join("sauvegarde.preau");
    backup(&FileStore::open(&path).unwrap(), &saved, now()).unwrap();
    let mut store = FileStore::open(&path).unwrap();
    store.commit(&[creation(7, [commune(50)])]).unwrap();
    assert!(matches!(
        restore(&saved, &path, now()),
        Err(StoreError::Busy { .. })
    ));
    drop(store);
    let before = fs::read(&saved).unwrap();
    let restored = restore(&saved, &path, now()).unwrap();
    assert_eq!(
        fs::read(&saved).unwrap(),
        before,
        "the saved base is left as it is"
    );
    assert_eq!(FileStore::open(&path).unwrap().head().unwrap().seq, 6);
    assert_eq!(mode(&path), 0o600);
    let kept = restored.kept.unwrap();
    assert_eq!(
        kept,
        folder
            .path()
            .join("base.preau.avant-restauration-20261123-083000")
    );
    assert_eq!(FileStore::open(&kept).unwrap().head().unwrap().seq, 7);
}

#[test]
fn a_damaged_base_can_be_replaced_and_a_missing_one_restored() {
    let (folder, path) = told();
    let saved = folder.path().join("sauvegarde.preau");
    backup(&FileStore::open(&path).unwrap(), &saved, now()).unwrap();
    fs::write(&path, b"ruins").unwrap();
    let kept = restore(&saved, &path, now()).unwrap().kept.unwrap();
    assert_eq!(fs::read(kept).unwrap(), b"ruins");
    let elsewhere = folder.path().join("neuf/base.preau");
    assert_eq!(restore(&saved, &elsewhere, now()).unwrap().kept, None);
    assert_eq!(FileStore::open(&elsewhere).unwrap().head().unwrap().seq, 6);
}

#[test]
fn a_candidate_that_is_not_sound_replaces_nothing() {
    let (folder, path) = told();
    let candidate = folder.path().join("candidat.preau");
    let before = fs::read(&path).unwrap();
    let mut wrong = FileStore::create(&candidate, now()).unwrap();
    wrong.commit(&[crate::entries::removal(1, commune(1))]).unwrap();
    assert!(
        matches!(restore(&candidate, &path, now()), Err(StoreError::Busy { .. })),
        "nor one in use"
    );
    drop(wrong);
    assert!(matches!(
        restore(&candidate, &path, now()),
        Err(StoreError::Damaged { .. })
    ));
    fs::write(&candidate, b"hello").unwrap();
    let error = restore(&candidate, &path, now()).unwrap_err();
    assert!(
        error.to_string().contains("candidat.preau n’est pas une base"),
        "{error}"
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing else is left there"
    );
}

/// Where the file of a format is kept.
fn fixture(format: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/base/format-{format}.preau"))
}

/// Writes the fixture of the current format: `cargo test --test store_file -- --ignored`, once for each new format.
#[test]
#[ignore = "a fixture is written once and never again"]
fn write_the_fixture_of_the_current_format() {
    let mut store = FileStore::create(&fixture(FORMAT), now()).unwrap();
    store.commit(&story()).unwrap();
}

#[test]
fn every_format_ever_written_still_opens() {
    for format in 1..=FORMAT {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ancienne.preau");
        fs::copy(fixture(format), &path).unwrap();
        let mut store = FileStore::open(&path).unwrap();
        let mut told = MemoryStore::new();
        told.commit(&story()).unwrap();
        assert_eq!(
            contents(&store).unwrap(),
            contents(&told).unwrap(),
            "format {format}"
        );
        let report = verify(&mut store);
        assert!(report.is_sound(), "format {format}: {report}");
        let mut copied = MemoryStore::new();
        assert_eq!(
            copy(&store, &mut copied).unwrap(),
            store.head().unwrap(),
            "format {format}"
        );
    }
}

/// A base for trials beside that of a folder.
fn trial(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("essai.preau");
    FileStore::create_trial(&path, now()).unwrap();
    path
}

fn is_trial(path: &Path) -> bool {
    FileStore::open(path).unwrap().is_trial()
}

#[test]
fn a_copy_of_a_base_for_trials_is_one_and_a_copy_of_another_is_none() {
    let (folder, path) = told();
    let saved = folder.path().join("sauvegarde.preau");
    let store = FileStore::open(&trial(&folder)).unwrap();
    backup(&store, &saved, now()).unwrap();
    assert!(is_trial(&saved));
    backup(&*store.snapshot().unwrap(), &saved, now()).unwrap();
    assert!(is_trial(&saved));
    backup(&FileStore::open(&path).unwrap(), &saved, now()).unwrap();
    assert!(!is_trial(&saved));
}

#[test]
fn a_base_for_trials_is_restored_over_no_other() {
    let (folder, path) = told();
    let trial = trial(&folder);
    let held = || contents(&FileStore::open(&path).unwrap()).unwrap();
    let before = held();
    let error = restore(&trial, &path, now()).unwrap_err();
    assert!(matches!(&error, StoreError::Trial(at) if *at == path), "{error}");
    assert!(held() == before && !is_trial(&path));
    let fresh = folder.path().join("neuve.preau");
    restore(&trial, &fresh, now()).unwrap();
    restore(&trial, &fresh, now()).unwrap();
    assert!(is_trial(&fresh));
    restore(&path, &fresh, now()).unwrap();
    assert!(!is_trial(&fresh));
}

#[test]
fn a_base_laid_down_takes_a_free_name_alone() {
    let (folder, path) = told();
    let mut memory = MemoryStore::trial();
    memory.commit(&story()).unwrap();
    let fresh = folder.path().join("a/b/essai.preau");
    lay_down(&memory, &fresh, now()).unwrap();
    let laid = FileStore::open(&fresh).unwrap();
    assert!(laid.is_trial());
    assert_eq!(contents(&laid).unwrap(), contents(&memory).unwrap());
    let before = fs::read(&path).unwrap();
    assert!(lay_down(&memory, &path, now()).is_err());
    assert!(fs::read(&path).unwrap() == before, "it was changed");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "no draft is left"
    );
}

/// What another program does to the file of a base that is open.
type Harm = fn(&Path, &Path);

/// Moves, removes, replaces or overwrites the base of a folder in which `saved` is a copy of it.
const HARMS: [(&str, Harm, &str); 9] = [
    (
        "moved",
        |base, _| fs::rename(base, base.with_extension("ailleurs")).unwrap(),
        "a été déplacée (elle est maintenant à ",
    ),
    (
        "its folder moved",
        |base, _| {
            let folder = base.parent().unwrap();
            fs::rename(folder, folder.with_extension("ailleurs")).unwrap();
        },
        "a été déplacée (elle est maintenant à ",
    ),
    (
        "removed",
        |base, _| fs::remove_file(base).unwrap(),
        "a été supprimée",
    ),
    (
        "renamed over",
        |base, saved| fs::rename(saved, base).unwrap(),
        "a été remplacée par un autre fichier",
    ),
    (
        "replaced by a link to itself",
        |base, _| {
            let aside = base.with_extension("ailleurs");
            fs::rename(base, &aside).unwrap();
            symlink(aside, base).unwrap();
        },
        "a été remplacée par un autre fichier",
    ),
    (
        "overwritten by an older copy",
        |base, saved| fs::write(base, fs::read(saved).unwrap()).unwrap(),
        "a été modifiée par un autre programme",
    ),
    (
        "cut",
        |base, _| {
            let file = fs::OpenOptions::new().write(true).open(base).unwrap();
            file.set_len(4096).unwrap();
        },
        "a été modifiée par un autre programme",
    ),
    (
        "emptied",
        |base, _| fs::write(base, b"").unwrap(),
        "a été modifiée par un autre programme",
    ),
    (
        "overwritten by another base at the same entry",
        |base, _| {
            let other = base.with_extension("autre");
            let mut told = MemoryStore::new();
            told.commit(&story()).unwrap();
            told.commit(&[creation(7, [commune(50)])]).unwrap();
            backup(&told, &other, now()).unwrap();
            fs::write(base, fs::read(other).unwrap()).unwrap();
        },
        "a été modifiée par un autre programme",
    ),
];

#[test]
fn nothing_more_is_written_once_the_file_is_not_the_base_any_more() {
    for (name, harm, said) in HARMS {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("base/base.preau");
        let saved = root.path().join("copie.preau");
        let mut store = FileStore::create(&path, now()).unwrap();
        store.commit(&story()).unwrap();
        backup(&store, &saved, now()).unwrap();
        store.commit(&[creation(7, [commune(50)])]).unwrap();
        store.commit(&[]).unwrap();
        harm(&path, &saved);
        let there = || {
            fs::symlink_metadata(&path)
                .is_ok_and(|found| found.is_file())
                .then(|| fs::read(&path).unwrap())
        };
        let left = there();
        for _ in 0..2 {
            let error = store.commit(&[creation(8, [commune(51)])]).unwrap_err();
            assert!(matches!(error, StoreError::Gone { .. }), "{name}: {error}");
            let text = error.to_string();
            assert!(
                text.contains(said) && text.contains("relancez le programme"),
                "{name}: {text}"
            );
            assert!(store.commit(&[]).is_err(), "{name}");
        }
        assert_eq!(store.head().map_or(7, |head| head.seq), 7, "{name}");
        drop(store);
        assert!(there() == left, "{name}: what is there now is left as it is");
    }
}

#[test]
fn a_base_that_is_put_back_is_not_written_to_before_it_is_opened_again() {
    let (folder, path) = told();
    let aside = folder.path().join("ailleurs.preau");
    let mut store = FileStore::open(&path).unwrap();
    fs::rename(&path, &aside).unwrap();
    assert!(store.commit(&[creation(7, [commune(50)])]).is_err());
    fs::rename(&aside, &path).unwrap();
    assert!(store.commit(&[creation(7, [commune(50)])]).is_err());
    drop(store);
    FileStore::open(&path)
        .unwrap()
        .commit(&[creation(7, [commune(50)])])
        .unwrap();
}

#[test]
fn what_was_overwritten_while_nothing_was_written_is_left_as_the_program_ends() {
    let (folder, path) = told();
    let saved = folder.path().join("copie.preau");
    let store = FileStore::open(&path).unwrap();
    backup(&store, &saved, now()).unwrap();
    fs::write(&path, fs::read(&saved).unwrap()).unwrap();
    drop(store);
    assert!(fs::read(&path).unwrap() == fs::read(&saved).unwrap());
    assert!(verify(&mut FileStore::open(&path).unwrap()).is_sound());
}

#[test]
fn other_names_and_rights_of_the_file_change_nothing() {
    let (folder, path) = told();
    let mut store = FileStore::open(&path).unwrap();
    fs::hard_link(&path, folder.path().join("autre.preau")).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    fs::File::open(&path)
        .unwrap()
        .set_modified(std::time::SystemTime::UNIX_EPOCH)
        .unwrap();
    store.commit(&[creation(7, [commune(50)])]).unwrap();
}
