//! A question to the operator, where there is a terminal to ask it on.

use std::io::{self, BufRead, IsTerminal, Write};

/// Asks a question that is answered by oui or non; none where nobody is there to answer. Anything but `o` and `oui` is no.
pub(super) fn yes(question: &str) -> Option<bool> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return None;
    }
    let _ = write!(io::stderr(), "{question} [o/N] ");
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    let answer = answer.trim().to_lowercase();
    Some(read.is_ok() && (answer == "o" || answer == "oui"))
}
