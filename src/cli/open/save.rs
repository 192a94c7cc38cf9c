//! The base saved to a file, or to a folder that keeps some of the earlier backups.

use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::keep::{Kept, of};
use super::listed::{listed, without};
use super::original::{Copied, copied};
use super::own_base;
use super::place::{is_missing, same_file};
use crate::cli::args::{Common, Sauvegarder};
use crate::cli::ask;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::domain::journal::Head;
use crate::domain::retention::{Retention, Span};
use crate::domain::upkeep::Task;
use crate::store::backup::backup_with_documents;
use crate::store::backup::folder::{self, Pruned};
use crate::store::{FileStore, Report, StoreError};
use crate::system::outfile::{Fault, Target};
use crate::text::escaped_lines;

/// Copies the base to a file or into a folder, verified. An older base is replaced where that is asked for, and no other
/// file, nor one that a later version of the program made.
pub(in crate::cli) fn back_up(common: &Common, args: &Sauvegarder) -> Result<Kept, Failure> {
    let target = target(args)?;
    if let Some(base) = own_base(common)? {
        other_than(&base, &target)?;
    }
    if replaceable(&target)? && !args.remplacer && target == args.target {
        replacing(&target)?;
    }
    let (report, lacking) = saved(common, &target)?;
    let mut text = format!("{}\u{a0}: {report}", target.display());
    text.push_str(&without("la copie", &lacking));
    if let Some(retention) = &args.garder {
        text.push_str(&pruned(&args.target, retention, &target)?);
    }
    Ok(Kept {
        text: escaped_lines(&text),
        sound: lacking.is_empty(),
    })
}

/// Saves the base to a file, and its documents beside it.
fn saved(common: &Common, target: &Path) -> Result<(Report, Vec<String>), Failure> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    copied(common, folder.unwrap_or(Path::new(".")), |base, give| {
        let outcome =
            backup_with_documents(base, Head::EMPTY, give, target, clock::now()).map_err(Failure::of)?;
        Ok(Copied {
            task: Task::Save,
            head: outcome.0.head,
            sound: outcome.1.is_empty(),
            outcome,
        })
    })
}

/// The file to write: the one named, or a dated one in the folder named. With a retention, the folder is to be there: made
/// in place of the one of a disk that is not mounted, it would hide that the copies go elsewhere.
fn target(args: &Sauvegarder) -> Result<PathBuf, Failure> {
    let named = &args.target;
    let why = match &args.garder {
        _ if named.is_dir() => return Ok(folder::dated(named, clock::local())),
        None => return Ok(named.clone()),
        Some(_) if named.extension().is_some_and(|end| end == "base") => "est le nom d’un fichier",
        Some(_) if is_missing(named) => {
            return Err(Failure::new(format!(
                "il n’y a pas de dossier à {}\u{a0}: aucune copie n’est faite\u{a0}; si son disque n’est pas monté, montez-le\u{a0}; \
                 sinon créez le dossier, avec mkdir -p",
                named.display()
            )));
        }
        Some(_) => "n’est pas un dossier",
    };
    Err(Failure::new(format!(
        "{} {why}, et --garder trie les copies d’un dossier\u{a0}; donnez un dossier, ou faites une seule copie sans --garder",
        named.display()
    )))
}

/// Refuses the base itself as a target.
fn other_than(base: &Path, target: &Path) -> Result<(), Failure> {
    if !same_file(base, target) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} est la base elle-même\u{a0}: une sauvegarde se fait sous un autre nom",
        target.display()
    )))
}

/// Refuses a target that takes no file, or has one that is no base; true where there is a base.
fn replaceable(target: &Path) -> Result<bool, Failure> {
    let place = match Target::at(target) {
        // Its folder may still be made.
        Err(Fault::System { .. }) => return Ok(false),
        place => place.map_err(Failure::of)?,
    };
    if !place.is_taken().map_err(Failure::of)? {
        return Ok(false);
    }
    let file = File::open(target).map_err(|cause| Failure::of(Fault::system(target, cause)))?;
    match FileStore::recognise(&file, target) {
        Err(error @ (StoreError::NotABase { .. } | StoreError::TooNew { .. })) => {
            let fault = of(target, &error);
            Err(Failure::new(format!("{fault}\u{a0}; donnez un autre nom")))
        }
        _ => Ok(true),
    }
}

/// Has the operator say that a copy may be replaced.
fn replacing(target: &Path) -> Result<(), Failure> {
    let there = format!("{} existe déjà", target.display());
    let question = format!("{}\u{a0}: le remplacer\u{a0}?", escaped_lines(&there));
    match ask::yes(&question) {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::refused("rien n’a été écrit")),
        None => Err(Failure::new(format!(
            "{there}\u{a0}: rien n’a été écrit\u{a0}; remplacez-le avec --remplacer, ou donnez un autre nom"
        ))),
    }
}

/// Removes the backups that are not kept, and says what became of each.
fn pruned(folder: &Path, retention: &Retention, made: &Path) -> Result<String, Failure> {
    let failed = |error| {
        Failure::new(format!(
            "la copie est faite, mais les anciennes restent\u{a0}: {error}"
        ))
    };
    let Pruned { kept, removed, left } = folder::prune(folder, retention, made).map_err(failed)?;
    let kept = kept.iter().map(|(path, spans)| {
        let spans: Vec<&str> = spans.iter().copied().map(Span::label).collect();
        let alone = if spans.is_empty() { "la nouvelle" } else { "" };
        line(path, &(spans.join(", ") + alone))
    });
    let removed = removed.iter().map(|path| line(path, ""));
    let left = left.iter().map(|(path, why)| line(path, why));
    Ok(listed("gardées", kept) + &listed("supprimées", removed) + &listed("laissées telles quelles", left))
}

fn line(path: &Path, what: &str) -> String {
    let mut line = format!("\n  {}", path.file_name().unwrap_or_default().display());
    if !what.is_empty() {
        let _ = write!(line, "\u{a0}: {what}");
    }
    line
}
