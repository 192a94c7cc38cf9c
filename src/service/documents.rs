//! Documents on the operator's side: files looked at, found by the beginning of their path, sent, and written out again.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::export::{ExportError, place};
use super::{Desk, DeskError, Receipt};
use crate::domain::command::Order;
use crate::domain::document::{DocumentId, LARGEST, Measured, pages_text, size_text};
use crate::domain::record::{Document, Record, RecordId};
use crate::exchange::document::{look, measure, open, open_unlinked};
use crate::system::outfile::{Over, Target};

/// The most entries of a folder that are looked at.
const LOOKED_AT: usize = 10_000;

/// The most scans that are offered.
const SCANS: usize = 200;

/// The folder of scans where the configuration names none: in the one where the program was started.
const TO_FILE: &str = "a-ranger";

/// The folder in that one where scans go once they are attached.
const FILED: &str = "ranges";

/// The ends of names of files that may be documents.
const ENDS: [&str; 4] = ["pdf", "png", "jpg", "jpeg"];

/// A file that may be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    pub path: PathBuf,
    /// Its name, without its folder.
    pub name: String,
    pub measured: Measured,
    /// What is recorded of its bytes already, with its version.
    pub known: Option<(Document, u64)>,
}

impl Looked {
    /// What it is, in French: `signée.pdf, 3 pages, 312 Ko`.
    pub fn words(&self) -> String {
        let Measured { pages, size, .. } = self.measured;
        format!("{}, {}, {}", self.name, pages_text(pages), size_text(size))
    }
}

/// A path as far as it can be completed, and what it may go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completed {
    /// What was typed.
    pub typed: String,
    pub text: String,
    /// The names that begin as typed, folders with a `/`.
    pub names: Vec<String>,
}

/// A scan that is still to be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    pub path: PathBuf,
    pub name: String,
    pub size: u64,
}

/// A document as it is recorded, with its version; none where it is not, or where nothing answers.
pub fn known(desk: &dyn Desk, id: DocumentId) -> Option<(Document, u64)> {
    let found = desk.open(&RecordId::Document(id)).ok()?;
    match found.record {
        Record::Document(document) => Some((*document, found.version)),
        _ => None,
    }
}

/// Reads a file that is to be attached.
///
/// # Errors
///
/// Says in French why it is none.
pub fn looked(desk: &dyn Desk, typed: &str) -> Result<Looked, String> {
    let path = place::whole(Path::new(typed));
    let file = open(&path).map_err(|why| why.to_string())?;
    let measured = measure(&file, LARGEST).map_err(|why| why.to_string())?;
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let known = known(desk, measured.id);
    Ok(Looked {
        path,
        name,
        measured,
        known,
    })
}

/// Completes the beginning of a path from the names in its folder. A folder that is not to be read has none.
pub fn completed(typed: &str) -> Completed {
    let (folder, start) = typed.split_at(typed.rfind('/').map_or(0, |at| at + 1));
    let here = if folder.is_empty() { "." } else { folder };
    let mut names = names(&place::whole(Path::new(here)), start);
    names.sort_unstable();
    let common = names.iter().skip(1).fold(names.first().cloned(), |common, name| {
        Some(shared(&common?, name).to_owned())
    });
    let text = common.map_or_else(|| typed.to_owned(), |common| format!("{folder}{common}"));
    Completed {
        typed: typed.to_owned(),
        text,
        names,
    }
}

/// The names of a folder that begin with a text, of folders and of files that may be documents.
fn names(folder: &Path, start: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let hidden = name.starts_with('.') && !start.starts_with('.');
        if hidden || !name.starts_with(start) {
            return None;
        }
        let is_folder = entry.path().is_dir();
        (is_folder || may_be_document(&name)).then(|| if is_folder { name + "/" } else { name })
    };
    entries.take(LOOKED_AT).flatten().filter_map(name).collect()
}

fn may_be_document(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str());
    end.is_some_and(|end| ENDS.contains(&end.to_lowercase().as_str()))
}

/// What two names begin with.
fn shared<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.char_indices().zip(other.chars());
    let end = same.take_while(|((_, a), b)| a == b).last();
    &one[..end.map_or(0, |((at, a), _)| at + a.len_utf8())]
}

/// The scans that are still to be attached, the latest first, without links: others may put some in the folder; `folder` is the one that the configuration names.
pub fn scans(folder: Option<&Path>) -> Vec<Scan> {
    let folder = place::whole(folder.unwrap_or(Path::new(TO_FILE)));
    let Ok(entries) = fs::read_dir(&folder) else {
        return Vec::new();
    };
    let scan = |entry: fs::DirEntry| {
        let name = entry
            .file_name()
            .into_string()
            .ok()
            .filter(|name| may_be_document(name))?;
        let file = open_unlinked(&entry.path()).ok()?;
        let (_, size) = look(&file, LARGEST).ok()?;
        let at = file
            .metadata()
            .and_then(|found| found.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        let path = entry.path();
        Some((at, Scan { path, name, size }))
    };
    let mut found: Vec<_> = entries.take(LOOKED_AT).flatten().filter_map(scan).collect();
    found.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.name.cmp(&b.name)));
    found.into_iter().map(|(_, scan)| scan).take(SCANS).collect()
}

/// Attaches the file of a path. A scan that was to be attached goes to the folder `ranges` beside it after that; where it
/// cannot, it stays.
///
/// # Errors
///
/// [`DeskError`] as [`Desk::attach`] gives it.
pub fn attach(desk: &mut dyn Desk, order: &Order, path: &Path, is_scan: bool) -> Result<Receipt, DeskError> {
    let unread = |why: String| DeskError::TurnedAway(format!("{}\u{a0}: {why}", path.display()));
    let opened = if is_scan { open_unlinked(path) } else { open(path) };
    let file: File = opened.map_err(|why| unread(why.to_string()))?;
    let receipt = desk.attach(order, &file)?;
    if is_scan {
        put_away(path);
    }
    Ok(receipt)
}

fn put_away(scan: &Path) -> Option<()> {
    let (folder, name) = (scan.parent()?.join(FILED), scan.file_name()?);
    if folder.symlink_metadata().is_err() {
        fs::create_dir(&folder).ok()?;
    }
    let to = folder.join(name);
    // One of that name stays: the scan is found among those to be attached.
    if to.symlink_metadata().is_ok() {
        return None;
    }
    fs::rename(scan, to).ok()
}

/// Writes the bytes of a document to a file that is not there yet; its whole path.
///
/// # Errors
///
/// [`ExportError`]: nothing was written.
pub fn write(desk: &dyn Desk, id: DocumentId, path: &Path) -> Result<PathBuf, ExportError> {
    let path = place::whole(path);
    place::free(&path, false)?;
    let target = Target::at(&path).map_err(place::refused)?;
    let mut draft = target.draft().map_err(place::refused)?;
    desk.document(id, &mut draft)?;
    draft.put(Over::Nothing).map_err(place::refused)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_as_far_as_its_names_agree() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "convention 26.pdf",
            "convention 28.PDF",
            "notes.txt",
            ".caché.pdf",
        ] {
            fs::write(folder.path().join(name), "%PDF-").unwrap();
        }
        fs::create_dir(folder.path().join("signées")).unwrap();
        let at = |rest: &str| format!("{}/{rest}", folder.path().display());
        let both = completed(&at("c"));
        assert_eq!(both.text, at("convention 2"));
        assert_eq!(both.names, ["convention 26.pdf", "convention 28.PDF"]);
        assert_eq!(completed(&at("s")).text, at("signées/"));
        assert_eq!(completed(&at("convention 26")).text, at("convention 26.pdf"));
        assert_eq!(completed(&at("n")).text, at("n"), "no document");
        assert_eq!(completed(&at("absent/x")).names, Vec::<String>::new());
        assert_eq!(
            completed("src/service/archi").text,
            "src/service/archi",
            "no document"
        );
        assert_eq!(completed("fixt").text, "fixtures/", "in the folder where one is");
        assert_eq!(completed(&at(".c")).text, at(".caché.pdf"));
    }

    #[test]
    fn a_link_in_the_folder_of_scans_is_not_offered() {
        let folder = tempfile::tempdir().unwrap();
        let (private, scans_in) = (folder.path().join("privé.pdf"), folder.path().join("scans"));
        fs::write(&private, "%PDF-1").unwrap();
        fs::create_dir(&scans_in).unwrap();
        fs::write(scans_in.join("b.pdf"), "%PDF-2").unwrap();
        std::os::unix::fs::symlink(&private, scans_in.join("a.pdf")).unwrap();
        let names: Vec<_> = scans(Some(&scans_in)).into_iter().map(|scan| scan.name).collect();
        assert_eq!(names, ["b.pdf"]);
        assert!(open_unlinked(&scans_in.join("a.pdf")).is_err() && open(&scans_in.join("a.pdf")).is_ok());
    }

    #[test]
    fn a_scan_goes_to_another_folder_and_never_over_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let scan = folder.path().join("a.pdf");
        fs::write(&scan, "%PDF-1").unwrap();
        assert_eq!(scans(Some(folder.path())).len(), 1);
        put_away(&scan).unwrap();
        assert!(scans(Some(folder.path())).is_empty());
        fs::write(&scan, "%PDF-2").unwrap();
        assert_eq!(put_away(&scan), None);
        assert_eq!(fs::read(folder.path().join("ranges/a.pdf")).unwrap(), b"%PDF-1");
        assert!(scan.exists());
    }
}
