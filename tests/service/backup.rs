//! A copy made while others write: of one moment, verified, its owner's alone; and the copies that are kept.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use preau::store::{FileStore, Link, Reader};

use super::house::House;
use super::raw::{Raw, note};

fn links(path: &std::path::Path) -> Vec<Link> {
    let mut links = Vec::new();
    let store = FileStore::open(path).unwrap();
    store
        .journal(1, &mut |link| {
            links.push(link);
            true
        })
        .unwrap();
    links
}

#[test]
fn a_copy_made_while_others_write_is_the_base_of_one_moment() {
    let mut house = House::open();
    let enough = AtomicBool::new(false);
    let socket = house.socket();
    thread::scope(|scope| {
        for writer in 0..4 {
            let (enough, socket) = (&enough, &socket);
            scope.spawn(move || {
                let mut raw = Raw::greeted(socket);
                let mut id = 0;
                while !enough.load(Ordering::Relaxed) {
                    let done = raw.call("execute", note(&format!("note {writer} {id}"), None));
                    assert!(done.get("Ok").is_some(), "{done}");
                    id += 1;
                }
            });
        }
        let copies = ["un.base", "deux.base", "un.base"];
        let ran = copies.map(|copy| house.run(["sauvegarder", "--remplacer", copy]));
        // The writers end whatever became of the copies.
        enough.store(true, Ordering::Relaxed);
        for ran in ran {
            let said = ran.expect(0).out;
            assert!(said.contains("la base est saine"), "{said}");
        }
    });
    house.close();
    let whole = links(&house.place.base());
    for copy in ["un.base", "deux.base"] {
        let path = house.path(copy);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let copied = links(&path);
        assert!(copied.len() > 11, "{} operations", copied.len());
        assert_eq!(copied, whole[..copied.len()]);
        house
            .place
            .run(["verifier", "--base", path.to_str().unwrap()])
            .expect(0);
    }
    let left: Vec<_> = fs::read_dir(house.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".preau") || name.starts_with(".tmp"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn the_copies_of_a_folder_are_sorted_through_the_service_too() {
    let house = House::open();
    house.run(["sauvegarder", "modele.base"]).expect(0);
    fs::create_dir(house.path("copies")).unwrap();
    for name in ["preau-2020-01-01T080000.base", "preau-2020-01-01T200000.base"] {
        fs::copy(house.path("modele.base"), house.path("copies").join(name)).unwrap();
    }
    let ran = house.run(["sauvegarder", "copies", "--garder", "2j"]).expect(0);
    assert!(ran.out.contains("supprimées\u{a0}: 1"), "{}", ran.out);
    assert_eq!(fs::read_dir(house.path("copies")).unwrap().count(), 2);
}

#[test]
fn a_copy_does_not_replace_what_is_no_base() {
    let house = House::open();
    let file = house.place.file("lettre.txt", "Bonjour");
    house.run(["sauvegarder", &file]).expect(2);
    assert_eq!(fs::read_to_string(&file).unwrap(), "Bonjour");
}
