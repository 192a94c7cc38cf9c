//! Bytes changed behind the store's back: each is found, or everything reads as before.
#![allow(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod store_support;

use std::fs;
use std::path::{Path, PathBuf};

use preau::store::{FileStore, Store};
use store_support::{Contents, contents, now, story};
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
    if let Some(damage) = store.check().map_err(|error| error.to_string())?.first() {
        return Err(format!("{} : {}", damage.place, damage.what));
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
