//! Data on standard output, or in a file written whole.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::open::same_file;
use crate::cli::terminal::{Messages, text_for};
use crate::exchange::source::Foreign;
use crate::system;
use crate::system::outfile::{Destination, Fault, Over, Target, destination};
use crate::text::escaped_lines;

/// Writes to standard output; text is written as a terminal there can show it.
pub(super) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let text = str::from_utf8(bytes).map(|text| text_for(&out, text));
    out.write_all(text.as_deref().map_or(bytes, str::as_bytes))
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::silent(),
            _ => Failure::new(format!(
                "la sortie standard ne s’écrit pas\u{a0}: {}",
                system::answer(&error)
            )),
        })
}

/// Writes a line to standard output.
pub(super) fn line(text: &str) -> Result<(), Failure> {
    print(format!("{text}\n").as_bytes())
}

/// Makes an error of a closed pipe, which [`print`] says nothing of: what a command that writes has to tell must not be
/// lost in silence. Such a command calls this when all its orders are carried out.
pub(super) fn unless_closed(said: Result<(), Failure>) -> Result<(), Failure> {
    said.map_err(|failure| {
        if failure.is_silent() {
            Failure::new("la sortie standard s’est fermée avant la fin du compte rendu\u{a0}; «\u{a0}preau journal\u{a0}» dit ce qui a été écrit")
        } else {
            failure
        }
    })
}

/// Forgives a closed pipe where the status is known: it is the same whether or not anybody reads, as grep’s is.
pub(super) fn forgiven(said: Result<(), Failure>) -> Result<(), Failure> {
    said.or_else(|failure| if failure.is_silent() { Ok(()) } else { Err(failure) })
}

/// Writes a message to standard error, or to nobody where it is closed. What it holds of a file or of the base is inert.
pub(super) fn complain(text: &str) {
    let said = format!("{}\n", escaped_lines(text));
    let _ = Messages.write_all(said.as_bytes());
}

/// Refuses a place that holds a base, or one of the files that the command reads: writing there would lose it.
fn spared(path: &Path, read: &[&Path]) -> Result<(), Failure> {
    let why = if read.iter().any(|other| same_file(other, path)) {
        "est lu par cette commande"
    } else if path.is_file() && begins_as_base(path) {
        "est une base de Préau"
    } else {
        return Ok(());
    };
    Err(Failure::new(format!(
        "{} {why}\u{a0}: rien n’y est écrit\u{a0}; donnez un autre nom",
        path.display()
    )))
}

fn begins_as_base(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    read.is_ok() && Foreign::of(&head) == Some(Foreign::Base)
}

/// Writes a file of one's own.
fn filled(target: &Target, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut draft = target.draft().map_err(Failure::of)?;
    draft
        .write_all(bytes)
        .map_err(|cause| Failure::of(Fault::system(path, cause)))?;
    draft.put(Over::Own).map_err(Failure::of)
}

/// Writes to a file what comes in parts, or to standard output where that is no terminal. Where it fails, a file is as it
/// was.
pub(super) fn stream(
    path: &Path,
    read: &[&Path],
    write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    match destination(path).map_err(Failure::of)? {
        Destination::Output if io::stdout().is_terminal() => Err(Failure::new(
            "les octets d’une pièce ne s’écrivent pas dans un terminal\u{a0}; donnez un nom de fichier",
        )),
        Destination::Output => write(&mut io::stdout().lock()),
        Destination::Stream(stream) if stream.is_terminal() => Err(Failure::new(
            "les octets d’une pièce ne s’écrivent pas dans un terminal\u{a0}; donnez un nom de fichier",
        )),
        Destination::Stream(mut stream) => write(&mut stream),
        Destination::File(target) => {
            spared(path, read)?;
            let mut draft = target.draft().map_err(Failure::of)?;
            write(&mut draft)?;
            draft.put(Over::Own).map_err(Failure::of)
        }
    }
}

/// Writes to what is named, which may not be one of the files `read`, or to standard output.
pub(super) fn deliver(path: Option<&Path>, bytes: &[u8], read: &[&Path]) -> Result<(), Failure> {
    let Some(path) = path else {
        return print(bytes);
    };
    match destination(path).map_err(Failure::of)? {
        Destination::Output => print(bytes),
        Destination::Stream(mut stream) => stream
            .write_all(bytes)
            .map_err(|cause| Failure::of(Fault::system(path, cause))),
        Destination::File(target) => {
            spared(path, read)?;
            filled(&target, path, bytes)
        }
    }
}
