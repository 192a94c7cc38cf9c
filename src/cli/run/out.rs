//! Data on standard output, or in a file written whole.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::cli::failure::Failure;

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::silent(),
            _ => Failure::new(format!("la sortie standard ne s’écrit pas\u{a0}: {error}")),
        })
}

/// Writes a line to standard output.
pub(super) fn line(text: &str) -> Result<(), Failure> {
    print(format!("{text}\n").as_bytes())
}

/// Writes a file beside its place and renames it there: it is whole, or it is not changed. Readable by its owner alone.
pub(super) fn file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::new(format!("{} ne s’écrit pas\u{a0}: {error}", path.display()));
    if path.is_dir() {
        return Err(Failure::new(format!(
            "{} est un dossier\u{a0}; donnez un nom de fichier",
            path.display()
        )));
    }
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

/// Writes to the file named, or to standard output.
pub(super) fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    path.map_or_else(|| print(bytes), |path| file(path, bytes))
}
