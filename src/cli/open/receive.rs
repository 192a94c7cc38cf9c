//! A copy that another server sends: taken into a folder of dated copies where it goes on from the last one, else kept
//! apart while that one stays in force.

use std::fs::{self, DirBuilder, File};
use std::io::{self, BufRead, ErrorKind, IsTerminal, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::received::Received;
use super::save::pruned;
use super::upkeep::noted_in_file;
use crate::cli::args::Recevoir;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::domain::document::DocumentId;
use crate::domain::upkeep::Task;
use crate::exchange::sent_copy::{self, DOCUMENT, FORMAT, Given, Opening, Reply};
use crate::store::backup::{backup, backup_with_documents, folder};
use crate::store::{FileStore, Head, Reader, StoreError, io_error};
use crate::system;
use crate::system::outfile::{Fault, Over, Target};

/// The folder, among the copies, of those that were kept apart.
pub(super) const ASIDE: &str = "ecartees";

/// Beside what name, among the copies, the last one is noted.
pub(super) const NOTED: &str = "copies";

/// What ends the name of a journal that no base could be made of.
const JOURNAL: &str = "journal";

/// How many documents that a copy lacks are named.
const NAMED: usize = 20;

/// What is read and said: standard input and output, at whose other end is the sender.
struct Receiver<'a> {
    from: &'a mut dyn BufRead,
    to: &'a mut dyn Write,
}

/// Takes a copy; true where it is in force and whole. What became of it is told to who sent it.
pub(in crate::cli) fn receive(args: &Recevoir) -> Result<bool, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::new(
            "la copie vient d’un autre serveur, par l’entrée standard\u{a0}: c’est sshd qui lance «\u{a0}preau recevoir\u{a0}» pour \
             «\u{a0}preau transmettre\u{a0}»",
        ));
    }
    let (mut from, mut to) = (io::stdin().lock(), io::stdout().lock());
    let mut receiver = Receiver {
        from: &mut from,
        to: &mut to,
    };
    let taken = receiver.take(args);
    let reply = match &taken {
        Ok(reply) => reply.clone(),
        Err(failure) => Reply::Failed(failure.to_string()),
    };
    let told = sent_copy::say(receiver.to, &reply);
    let reply = taken?;
    told.map_err(|cause| cut(&cause))?;
    Ok(matches!(reply, Reply::Taken { remarks } if remarks.is_empty()))
}

impl Receiver<'_> {
    fn take(&mut self, args: &Recevoir) -> Result<Reply, Failure> {
        let copies = &args.folder;
        let _turn = held(copies)?;
        let opening: Opening = sent_copy::hear(self.from).map_err(|cause| cut(&cause))?;
        if opening.format != FORMAT {
            return Err(Failure::new(format!(
                "il envoie au format {}, et celui-ci (preau {}) connaît le format {FORMAT}\u{a0}: mettez-le à jour",
                opening.format,
                env!("CARGO_PKG_VERSION")
            )));
        }
        let journal = Received::written(copies, opening.trial, |out| {
            sent_copy::hear_journal(self.from, opening.head.seq, out).map_err(|cause| cut(&cause))
        })?;
        let since = last_head(copies, opening.trial)?;
        let target = folder::dated_last(copies, clock::local()).map_err(Failure::of)?;
        let give = &mut |id: DocumentId, out: &mut dyn Write| self.document(id, out);
        let done = match since {
            Ok(since) => backup_with_documents(&journal, since, give, &target, clock::now()),
            Err(parted) => Err(parted),
        };
        match done {
            Ok((report, lacking)) => {
                noted_in_file(&copies.join(NOTED), Task::Save, report.head, lacking.is_empty());
                let mut remarks = named(lacking);
                let stuck = pruned(copies, &args.garder, &target).err();
                remarks.extend(stuck.map(|failure| failure.to_string()));
                Ok(Reply::Taken { remarks })
            }
            Err(error @ (StoreError::Parted { .. } | StoreError::Damaged { .. })) => {
                aside(copies, &journal, &error)?;
                Ok(Reply::Aside(reason(&error, &opening)))
            }
            Err(error) => Err(Failure::of(error)),
        }
    }

    /// Asks for a document, and writes what comes.
    fn document(&mut self, id: DocumentId, out: &mut dyn Write) -> Result<(), String> {
        let told = |cause: io::Error| cut(&cause).to_string();
        sent_copy::say(self.to, &Reply::Document(id)).map_err(told)?;
        match sent_copy::hear(self.from).map_err(told)? {
            Given::Lacking(why) => Err(why),
            Given::Bytes(length) if length > DOCUMENT => Err(format!(
                "elle a {length} octets, et il n’en est pris que {DOCUMENT}"
            )),
            Given::Bytes(length) => match io::copy(&mut self.from.take(length), out).map_err(told)? {
                copied if copied == length => Ok(()),
                _ => Err(told(ErrorKind::UnexpectedEof.into())),
            },
        }
    }
}

/// Holds the folder of the copies, which is there: one copy comes at a time.
fn held(copies: &Path) -> Result<File, Failure> {
    let failed = |cause| Failure::of(io_error(&format!("le dossier {}", copies.display()), cause));
    let held = File::open(copies).map_err(failed)?;
    if !held.metadata().map_err(failed)?.is_dir() {
        return Err(failed(ErrorKind::NotADirectory.into()));
    }
    held.try_lock()
        .map_err(|_| Failure::new("une autre copie arrive en ce moment\u{a0}: celle-ci n’est pas prise"))?;
    Ok(held)
}

/// The head that a copy must go on from: that of the last copy, where there is one. The inner error is of a base that is
/// for trials where the other is not.
fn last_head(copies: &Path, trial: bool) -> Result<Result<Head, StoreError>, Failure> {
    let Some(last) = folder::last(copies).map_err(Failure::of)? else {
        return Ok(Ok(Head::EMPTY));
    };
    let opened = FileStore::open(&last).and_then(|base| Ok((base.head()?, base.is_trial())));
    let (head, was_trial) = opened.map_err(|error| {
        Failure::new(format!(
            "la dernière copie, {}, ne s’ouvre pas, et rien n’est pris sans elle\u{a0}: {error}",
            last.display()
        ))
    })?;
    if was_trial == trial {
        return Ok(Ok(head));
    }
    Ok(Err(StoreError::Parted {
        place: "la marque «\u{a0}essai\u{a0}»".to_owned(),
        what: "une base d’essai et une autre ne sont pas la même".to_owned(),
    }))
}

/// Keeps a copy apart: its base without documents, or the lines as they came where no base can be made of them. The first
/// that was kept apart stays, the later ones take each other's place.
fn aside(copies: &Path, journal: &Received, why: &StoreError) -> Result<(), Failure> {
    let folder = copies.join(ASIDE);
    let failed = |cause| Failure::of(io_error(&format!("le dossier {}", folder.display()), cause));
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => made.map_err(failed)?,
    }
    for former in kept_aside(copies).map_err(failed)?.iter().skip(1) {
        fs::remove_file(former).map_err(failed)?;
    }
    let target = folder::dated_last(&folder, clock::local()).map_err(Failure::of)?;
    if matches!(why, StoreError::Parted { .. }) && backup(journal, &target, clock::now()).is_ok() {
        return Ok(());
    }
    let target = target.with_extension(JOURNAL);
    let fault = |cause| Failure::of(Fault::system(&target, cause));
    let place = Target::at(&target).map_err(Failure::of)?;
    let mut draft = place.draft().map_err(Failure::of)?;
    io::copy(&mut journal.lines().map_err(fault)?, &mut draft).map_err(fault)?;
    draft.put(Over::Own).map_err(Failure::of)
}

/// The copies that were kept apart, the oldest first by their names; none where there is no such folder.
pub(super) fn kept_aside(copies: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(copies.join(ASIDE)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if folder::is_dated(&path.with_extension("base"))
            && path
                .extension()
                .is_some_and(|end| end == "base" || end == JOURNAL)
        {
            found.push(path);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Why a copy was kept apart; two versions of the program may not write an operation as the same bytes.
fn reason(error: &StoreError, opening: &Opening) -> String {
    let own = env!("CARGO_PKG_VERSION");
    if opening.version == own {
        return error.to_string();
    }
    format!("{error} (preau {} y est, preau {own} ici)", opening.version)
}

/// The first lines of a list, and how many more there are.
fn named(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > NAMED {
        let more = lines.len() - NAMED;
        lines.truncate(NAMED);
        lines.push(format!("et {more} autres"));
    }
    lines
}

/// What comes is not what a sender says, or not to its end.
fn cut(cause: &io::Error) -> Failure {
    let what = match cause.kind() {
        ErrorKind::UnexpectedEof => "la ligne s’est fermée avant la fin".to_owned(),
        ErrorKind::InvalidData => {
            "ce qui vient n’est pas ce qu’envoie «\u{a0}preau transmettre\u{a0}»".to_owned()
        }
        _ => system::answer(cause).clone(),
    };
    Failure::new(format!("{what}\u{a0}: aucune copie n’est prise"))
}
