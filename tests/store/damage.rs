//! Bytes changed behind the store's back: each is found, or everything reads as before.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::entries::{Contents, contents, now, story};
use preau::store::{FileStore, Store, verify, verify_file};
use tempfile::TempDir;

/// A folder in memory where the system has one: thousands of openings sync nothing to a disk.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// The bytes of a small base, closed properly or as a crash leaves it, and what it holds.
fn image(clean: bool) -> (Vec<u8>, Contents) {
    let folder = folder();
    let path = folder.path().join("base.preau");
    let mut store = FileStore::create(&path, now()).unwrap();
    for entry in story() {
        store.commit(&[entry]).unwrap();
    }
    let expected = contents(&store).unwrap();
    let crashed = fs::read(&path).unwrap();
    drop(store);
    let closed = fs::read(&path).unwrap();
    (if clean { closed } else { crashed }, expected)
}

/// What became of a change: an error or a damage, in words, or nothing at all.
fn outcome(path: &Path, expected: &Contents) -> Result<(), String> {
    let mut store = FileStore::open(path).map_err(|error| error.to_string())?;
    let found = contents(&store).map_err(|error| error.to_string())?;
    let report = verify(&mut store);
    if !report.is_sound() {
        return Err(report.to_string());
    }
    assert_eq!(&found, expected, "a difference was accepted without a word");
    Ok(())
}

/// The offsets to change: every byte of what each opening reads first, and a sample of the rest.
fn offsets(image: &[u8]) -> impl Iterator<Item = usize> + use<> {
    let len = image.len();
    (0..64)
        .chain(500..1100)
        .chain(4096..4096 + 400)
        .chain((4500..len).step_by(37))
}

fn flip_every(image: &[u8], expected: &Contents) -> (usize, usize) {
    let folder = folder();
    let path: PathBuf = folder.path().join("base.preau");
    let (mut found, mut harmless) = (0, 0);
    for at in offsets(image) {
        let mut changed = image.to_vec();
        changed[at] ^= 1 << (at % 8);
        fs::write(&path, &changed).unwrap();
        match outcome(&path, expected) {
            Ok(()) => harmless += 1,
            Err(_) => found += 1,
        }
    }
    (found, harmless)
}

#[test]
fn a_byte_changed_in_a_closed_base_is_found_or_harmless() {
    let (image, expected) = image(true);
    let (found, harmless) = flip_every(&image, &expected);
    println!("{} bytes: {found} found, {harmless} harmless", image.len());
    assert!(found > 100, "{found} found, {harmless} harmless");
}

#[test]
fn a_byte_changed_in_a_base_left_by_a_crash_is_found_or_harmless() {
    let (image, expected) = image(false);
    let (found, harmless) = flip_every(&image, &expected);
    println!("{} bytes: {found} found, {harmless} harmless", image.len());
    assert!(found > 100, "{found} found, {harmless} harmless");
}

/// What happens to 512 bytes, a disk's sector.
type Harm = fn(&mut [u8], usize);

#[test]
fn a_sector_zeroed_filled_or_written_elsewhere_is_found_or_harmless() {
    let table: [(&str, Harm); 3] = [
        ("zeroed", |image, at| image[at..at + 512].fill(0)),
        ("filled", |image, at| image[at..at + 512].fill(0xff)),
        ("written elsewhere", |image, at| {
            image.copy_within(at..at + 512, (at + 4096) % (1 << 16));
        }),
    ];
    let (image, expected) = image(true);
    let folder = folder();
    let path = folder.path().join("base.preau");
    for (name, harm) in table {
        let mut found = 0;
        for at in (0..image.len() - 512).step_by(512) {
            let mut changed = image.clone();
            harm(&mut changed, at);
            fs::write(&path, &changed).unwrap();
            found += usize::from(outcome(&path, &expected).is_err());
        }
        assert!(found > 10, "{name}: {found} found");
    }
}

#[test]
fn a_damaged_record_or_entry_is_named_and_the_file_left_as_it_is() {
    let (image, expected) = image(true);
    let name = "École n° 17".as_bytes();
    let folder = folder();
    let path = folder.path().join("base.preau");
    let mut said = BTreeSet::new();
    for at in (0..image.len() - name.len()).filter(|at| image[*at..].starts_with(name)) {
        let mut changed = image.clone();
        changed[at] = b'X';
        fs::write(&path, &changed).unwrap();
        if outcome(&path, &expected).is_ok() {
            continue;
        }
        fs::write(&path, &changed).unwrap();
        said.insert(FileStore::open(&path).unwrap_err().to_string());
        assert_eq!(fs::read(&path).unwrap(), changed, "the file was changed");
        let report = verify_file(&path, None).unwrap();
        assert_eq!(report.damages.len(), 1, "{report}");
    }
    let school = crate::entries::uai(17);
    let record = format!("endommagée, enregistrement ecole/{school}\u{a0}: son contenu");
    let entry = "endommagée, opération 2 du journal\u{a0}: son empreinte";
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(said.iter().any(|said| said.contains(&record)), "{said:#?}");
    assert!(said.iter().any(|said| said.contains(entry)), "{said:#?}");
}
