//! The review with real keys on the demo base: how many keys a school takes, and that each registration is said.

use std::path::Path;

use chrono::Utc;
use preau::store::FileStore;

use super::start::{SIZES, demo, shows};
use crate::support::pty::{Pty, Spawn};
use crate::support::sample::DEMO;

/// The schools that a walk goes through.
const WALKED: usize = 30;

/// The register entries of the demo base at its start.
const ENTERED: usize = 193;

/// A terminal that counts the keys typed since the review was open.
struct Walk {
    pty: Pty,
    keys: usize,
}

impl Walk {
    /// Filters the schools, and opens the review of those that are left.
    fn of(size: (u16, u16), filter: &str) -> Self {
        let mut pty = demo(size);
        pty.keys("/").keys(filter).keys("<entrée>");
        shows(&mut pty, "Recherche").settle();
        pty.keys("R");
        shows(&mut pty, "Revue · 1 sur").settle();
        Self { pty, keys: 0 }
    }

    /// A walk of a base of the operator's own, opened at a filter or at what was left of it.
    fn at_home(home: &Path, filter: &str, said: &str) -> Self {
        let spawn = Spawn::preau()
            .args(["--base", home.join("essai.base").to_str().unwrap()])
            .args(["--date", "2026-11-23"])
            .env("HOME", home.to_str().unwrap());
        let mut pty = spawn.size(80, 24).start();
        pty.wait_until("the first page or the schools", |screen| {
            screen.contains("Bienvenue") || screen.contains("0381548B")
        })
        .settle();
        if pty.screen().contains("Bienvenue") {
            pty.keys("<espace>").wait_for("0381548B").settle();
        }
        pty.keys("/").keys(filter).keys("<entrée>");
        shows(&mut pty, "Recherche").settle();
        pty.keys("R");
        shows(&mut pty, said).settle();
        Self { pty, keys: 0 }
    }

    /// Types one key.
    fn key(&mut self, key: &str) -> &mut Pty {
        self.keys += 1;
        self.pty.keys(key)
    }

    /// The number before a word of the title: `21 faites`.
    fn counted(&self, word: &str) -> usize {
        let screen = self.pty.screen();
        let title = screen.lines().find(|line| line.contains("Revue ·"));
        let parts = title.unwrap_or_default().split(['·', '─']).map(str::trim);
        let found = parts.filter_map(|part| part.split_once(' '));
        found
            .filter(|(_, said)| said.starts_with(word))
            .find_map(|(count, _)| count.parse().ok())
            .unwrap_or(0)
    }

    /// How many schools are settled: done or put off.
    fn settled(&self) -> usize {
        self.counted("faite") + self.counted("remise")
    }

    /// Settles the school shown as an operator would: by what the screen says.
    fn settle(&mut self) {
        self.pty.settle();
        let before = self.settled();
        let screen = self.pty.screen();
        if screen.contains("» Prête") {
            self.key("i");
        } else {
            let (opens, said) = if screen.contains("Signature attendue") {
                ("s", "Signée par")
            } else {
                ("d", "À revoir le")
            };
            shows(self.key(opens), said);
            self.key("<entrée>");
            self.pty.settle();
            if self.pty.screen().contains("Avancer aussi") {
                self.key("o");
            }
        }
        let mut patience = 0;
        while self.settled() == before && patience < 100 {
            self.pty.settle();
            patience += 1;
        }
        assert!(self.settled() > before, "{}", self.pty.screen());
    }
}

#[test]
fn thirty_registrations_in_a_row_are_each_said_and_take_one_key() {
    let mut walk = Walk::of((120, 40), "inscriptible:oui");
    for number in 1..=WALKED {
        let entry = ENTERED + number;
        shows(walk.key("i"), &format!("inscrite au registre sous le n° {entry}"));
        let next = number + 1;
        shows(&mut walk.pty, &format!("Revue · {next} sur 46 · {number} faite"));
    }
    assert_eq!(walk.keys, WALKED);
    assert_eq!(walk.key("q").keys("q").exit().code, 0);
}

#[test]
fn thirty_schools_of_every_kind_take_at_most_two_keys_each() {
    for size in SIZES {
        let mut walk = Walk::of(size, "inscrite:non -etape:aucune");
        while walk.settled() < WALKED {
            walk.settle();
        }
        let settled = walk.settled();
        few_keys(walk.keys, settled);
        assert_eq!(walk.key("<échap>").settle().keys("q").exit().code, 0);
    }
}

/// Prints the keys that a school took, and checks that they are two at most on average.
fn few_keys(keys: usize, settled: usize) {
    let tenths = (10 * keys).div_ceil(settled);
    println!(
        "{keys} keys for {settled} schools: {},{} a school",
        tenths / 10,
        tenths % 10
    );
    assert!(keys <= 2 * settled, "{keys} keys for {settled} schools");
}

/// A base for trials, of the operator's own, with the records of the demo.
fn sample(home: &Path) {
    let base = home.join("essai.base");
    drop(FileStore::create_trial(&base, Utc::now()).unwrap());
    let base = base.to_str().unwrap();
    for (what, file) in DEMO {
        let file = format!("{}/fixtures/demo/{file}", env!("CARGO_MANIFEST_DIR"));
        let import = Spawn::preau().args(["--base", base, "importer", what, &file]);
        let mut import = import.env("HOME", home.to_str().unwrap()).start();
        assert!(import.exit().code < 2, "{}", import.screen());
    }
}

#[test]
fn a_queue_of_thirty_is_left_half_way_and_gone_on_with_after_a_restart() {
    let home = tempfile::tempdir().unwrap();
    sample(home.path());
    let filter = "categorie:ent inscrite:non -etape:aucune";
    let mut walk = Walk::at_home(home.path(), filter, "Revue · 1 sur");
    while walk.settled() < WALKED / 2 {
        walk.settle();
    }
    let (settled, mut keys) = (walk.settled(), walk.keys);
    assert_eq!(walk.pty.keys("<ctrl-c>").exit().code, 0);
    let mut walk = Walk::at_home(home.path(), filter, "Revue reprise");
    assert_eq!(walk.settled(), settled, "{}", walk.pty.screen());
    while walk.settled() < WALKED {
        walk.settle();
    }
    keys += walk.keys;
    few_keys(keys, walk.settled());
    assert_eq!(walk.pty.keys("<ctrl-c>").exit().code, 0);
}

#[test]
fn a_signature_that_many_wait_for_is_recorded_once() {
    let mut walk = Walk::of((80, 24), "collectivite:213801855 seul_blocage=B7");
    shows(&mut walk.pty, "34 écoles attendent la même signature (Grenoble)");
    shows(walk.key("s"), "33 écoles de la revue l’attendent");
    shows(walk.key("<entrée>"), "Avancer aussi l’étape de ces");
    shows(walk.key("o"), "33 écoles prêtes");
    shows(walk.key("I"), "33 écoles seront inscrites au registre");
    shows(walk.key("o"), "33 écoles inscrites au registre");
    assert_eq!((walk.settled(), walk.keys), (33, 5));
}
