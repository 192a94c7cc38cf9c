//! What is done for the safety of a base is noted where it is. What was done stands even where it cannot be noted.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use crate::cli::clock;
use crate::domain::journal::Head;
use crate::domain::upkeep::{Done, Task};
use crate::store::UpkeepFile;
use crate::text::escaped_lines;

/// Notes a task done on the base of a file, which ends at a head.
pub(super) fn noted_in_file(base: &Path, task: Task, head: Head, sound: bool) {
    let at = clock::now();
    unless_noted(UpkeepFile::beside(base).note(task, Done { at, head, sound }));
}

/// Says that a task is not noted.
pub(super) fn unless_noted(noted: Result<(), impl Display>) {
    if let Err(why) = noted {
        let why = format!("preau\u{a0}: attention, «\u{a0}preau etat\u{a0}» n’en saura rien\u{a0}: {why}");
        let _ = writeln!(io::stderr(), "{}", escaped_lines(&why));
    }
}
