//! Starts the program for the other files.

use crate::support::pty::{Pty, Spawn};

/// The sizes that the screens serve, in columns and rows.
pub const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

/// A school of which only the convention 26-0100 lacks a signature, the DASEN's.
pub const BLOCKED: &str = "0381528E";

/// Its name on screen.
pub const NAME: &str = "ECOLE PRIMAIRE LE VILLAGE";

/// Prepares the demo.
pub fn spawn() -> Spawn {
    Spawn::preau().arg("demo")
}

/// Starts the demo at a size, and waits until its schools are shown.
pub fn demo((columns, rows): (u16, u16)) -> Pty {
    ready(spawn().size(columns, rows))
}

/// Starts what was prepared, and waits until the schools of the demo are shown.
pub fn ready(spawn: Spawn) -> Pty {
    let mut pty = spawn.start();
    pty.wait_for("0381548B").settle();
    pty
}

/// Searches the school [`BLOCKED`], keeps the search and waits for its row alone.
pub fn find_blocked(pty: &mut Pty) {
    pty.keys("/").keys(BLOCKED);
    shows(pty, "1 résultat");
    pty.keys("<entrée>");
    shows(pty, "Recherche 0381528E").settle();
}

/// Waits until the screen shows a text, spaces that do not break taken for spaces.
pub fn shows<'a>(pty: &'a mut Pty, text: &str) -> &'a mut Pty {
    pty.wait_until(&format!("{text:?}"), |screen| {
        screen.replace('\u{a0}', " ").contains(text)
    })
}
