//! The review with real keys on the demo base: how many keys a school takes, and that each registration is said.

use super::start::{SIZES, demo, shows};
use crate::support::pty::Pty;

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
        if screen.contains(". Prête") {
            self.key("i");
        } else {
            let (opens, said) = if screen.contains("Signature attendue") {
                ("s", "Signée par")
            } else {
                ("d", "À revoir le")
            };
            shows(self.key(opens), said);
            self.key("<entrée>");
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
        assert!(
            walk.keys <= 2 * settled,
            "{} keys for {settled} schools",
            walk.keys
        );
        assert_eq!(walk.key("<échap>").keys("q").exit().code, 0);
    }
}

#[test]
fn a_signature_that_many_wait_for_is_recorded_once() {
    let mut walk = Walk::of((80, 24), "collectivite:213801855 seul_blocage=B7");
    shows(&mut walk.pty, "35 écoles attendent la même signature (Grenoble)");
    shows(walk.key("s"), "33 écoles de la revue l’attendent");
    shows(walk.key("<entrée>"), "33 écoles prêtes");
    shows(walk.key("I"), "33 écoles seront inscrites au registre");
    shows(walk.key("o"), "33 écoles inscrites au registre");
    assert_eq!((walk.settled(), walk.keys), (33, 4));
}
