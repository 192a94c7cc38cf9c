//! Data on standard output, or in a file written whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::cli::failure::Failure;
use crate::cli::open::same_file;
use crate::cli::terminal::{Messages, text_for};
use crate::exchange::source::Foreign;
use crate::service::export::why_not_written;
use crate::system;
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
pub(super) fn told(said: Result<(), Failure>) -> Result<(), Failure> {
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
pub(super) fn spared(path: &Path, read: &[&Path]) -> Result<(), Failure> {
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

/// What is at a place where no file can be put.
fn no_file(path: &Path) -> Option<&'static str> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Some("un dossier"),
        Ok(found) if !found.is_file() => Some("un périphérique ou un tube, et non un fichier"),
        _ => None,
    }
}

/// Writes a file beside its place and renames it there: it is whole, or it is not changed. Readable by its owner alone.
pub(super) fn file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        Failure::new(format!(
            "{}\u{a0}: {}",
            path.display(),
            why_not_written(path, &error)
        ))
    };
    if let Some(what) = no_file(path) {
        return Err(Failure::new(format!(
            "{} est {what}\u{a0}; donnez un nom de fichier",
            path.display()
        )));
    }
    // What a link leads to is written, and not in place of the link.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut temporary = NamedTempFile::new_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed)
}

/// Writes to the file named, which may not be one of those `read`, or to standard output.
pub(super) fn deliver(path: Option<&Path>, bytes: &[u8], read: &[&Path]) -> Result<(), Failure> {
    let Some(path) = path else {
        return print(bytes);
    };
    spared(path, read)?;
    file(path, bytes)
}
