//! Disks without room: the base grows by what there is room for, and a full disk is said.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::place::{Place, Ran, ran};

/// A small disk in memory, mounted on a folder for as long as this lives.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    /// None where this account may not mount one.
    fn of(bytes: u64, folder: &'a Path) -> Option<Self> {
        fs::create_dir(folder).unwrap();
        let size = format!("size={bytes}");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder)
            .output();
        if mount.is_ok_and(|done| done.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("no disk may be mounted here: not tested");
        None
    }

    /// Gives it another size.
    fn resize(&self, bytes: u64) {
        let size = format!("remount,size={bytes}");
        let done = Command::new("mount").args(["-o", &size]).arg(self.0).status();
        assert!(done.unwrap().success());
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

/// A file of so many contracts.
fn contracts(place: &Place, batch: usize, many: usize) -> String {
    let head = "reference;collectivite;solution;ecoles;debut;fin\n".to_owned();
    let rows = (0..many).map(|n| format!("CT-{batch}-{n};213801855;one;0380069U;2026-09-01;2029-08-31\n"));
    place.file(&format!("contrats-{batch}.csv"), head + &rows.collect::<String>())
}

/// Imports so many contracts at a time until one is refused, at most so often; how many went in, and what was said.
fn filled(place: &Place, base: &str, first: usize, most: usize) -> (usize, Option<Ran>) {
    for batch in first..first + most {
        let file = contracts(place, batch, 200);
        let said = place.run(["importer", "contrats", &file, "--base", base]);
        if said.status != 0 {
            return (batch - first, Some(said));
        }
    }
    (most, None)
}

#[test]
fn a_base_grows_where_there_is_no_room_for_twice_its_length() {
    let place = Place::demo();
    let folder = place.path("disque");
    let len = fs::metadata(place.base()).unwrap().len();
    let Some(disk) = Disk::of(len + (2 << 20), &folder) else {
        return;
    };
    let base = folder.join("preau.base");
    fs::copy(place.base(), &base).unwrap();
    let name = base.to_str().unwrap();
    let (taken, said) = filled(&place, name, 0, 60);
    assert!(taken > 5, "the disk had room for more: {said:?}");
    let said = said.expect("a full disk in the end").expect(2);
    assert!(
        said.err.contains("le disque est plein") && said.err.contains("rien n’a été écrit"),
        "{}",
        said.err
    );
    let grown = fs::metadata(&base).unwrap().len();
    assert!(grown > len, "{grown} after {len}");
    for text in [format!("CT-{}-", taken - 1), format!("CT-{taken}-")] {
        let out = place.run(["exporter", "base", "--base", name]).expect(0).out;
        assert_eq!(
            out.contains(&text),
            !text.contains(&format!("-{taken}-")),
            "{text}"
        );
    }
    place.run(["verifier", "--base", name]).expect(0);
    disk.resize(4 * len);
    let (again, said) = filled(&place, name, taken, 2);
    assert_eq!(again, 2, "{said:?}");
    place.run(["verifier", "--base", name]).expect(0);
}

#[test]
fn a_limit_on_the_length_of_files_is_said_as_a_full_disk() {
    let place = Place::demo();
    let before = place.content();
    let len = fs::metadata(place.base()).unwrap().len();
    let file = contracts(&place, 1, 30_000);
    let blocks = len / 512;
    let args = [
        "--date",
        crate::support::place::DAY,
        "importer",
        "contrats",
        &file,
    ];
    let mut limited = place.after(&format!("ulimit -f {blocks}"), args);
    let said = ran(&limited.output().unwrap()).expect(2);
    assert!(said.err.contains("le disque est plein"), "{}", said.err);
    assert_eq!(place.content(), before);
}
