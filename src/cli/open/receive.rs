//! A copy that another server sends: taken into a folder of dated copies where it goes on from the last one, else kept
//! apart while that one stays in force.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::time::Duration;

use super::copies::{next_moment, noted, put_aside};
use super::received::Received;
use super::upkeep::noted_in_file;
use crate::cli::args::Recevoir;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::domain::document::DocumentId;
use crate::domain::upkeep::Task;
use crate::exchange::sent_copy::{self, DOCUMENT, DOCUMENTS, FORMAT, Given, Opening, Reply, shown};
use crate::store::backup::{backup_with_documents, folder};
use crate::store::{FileStore, Head, Reader, StoreError, held_by, io_error};
use crate::system;
use crate::system::bounded_read::BoundedRead;

/// How many documents that a copy lacks are named.
const NAMED: usize = 20;

/// How long a copy may take to come.
const WHOLE: Duration = Duration::from_hours(1);

/// The sender, at the other end of standard input and output.
struct Receiver<'a> {
    from: BufReader<BoundedRead<File>>,
    to: &'a mut dyn Write,
    /// Why nothing more is to be had of it, in French.
    gone: Option<String>,
    /// How many bytes of documents are still taken.
    left: u64,
}

/// Takes a copy; true where it is in force and whole. What became of it is told to who sent it.
pub(in crate::cli) fn receive(args: &Recevoir) -> Result<bool, Failure> {
    if io::stdin().is_terminal() {
        return Err(Failure::new(
            "la copie vient d’un autre serveur, par l’entrée standard\u{a0}: c’est sshd qui lance «\u{a0}preau recevoir\u{a0}» pour \
             «\u{a0}preau transmettre\u{a0}»",
        ));
    }
    let from = io::stdin().as_fd().try_clone_to_owned();
    let from = from.map_err(|cause| Failure::of(io_error("l’entrée standard", cause)))?;
    let silence = Duration::from_secs(args.silence.into());
    let mut receiver = Receiver {
        from: BufReader::new(BoundedRead::of(File::from(from), silence, WHOLE)),
        to: &mut io::stdout().lock(),
        gone: None,
        left: DOCUMENTS,
    };
    let taken = receiver.take(args);
    let reply = match &taken {
        Ok(reply) => reply.clone(),
        Err(failure) => Reply::Failed(failure.to_string()),
    };
    let told = sent_copy::say(receiver.to, &reply);
    let reply = taken?;
    told.map_err(|cause| untold(&reply, &cause))?;
    Ok(matches!(reply, Reply::Taken { remarks, .. } if remarks.is_empty()))
}

impl Receiver<'_> {
    fn take(&mut self, args: &Recevoir) -> Result<Reply, Failure> {
        let copies = &args.folder;
        let _turn = held(copies)?;
        let opening: Opening = sent_copy::hear(&mut self.from).map_err(|cause| not_taken(&cause))?;
        if opening.format != FORMAT {
            return Err(Failure::new(format!(
                "il envoie au format {}, et celui-ci (preau {}) connaît le format {FORMAT}\u{a0}: mettez-le à jour",
                opening.format,
                env!("CARGO_PKG_VERSION")
            )));
        }
        let journal = Received::written(copies, opening.trial, |out| {
            sent_copy::hear_journal(&mut self.from, opening.head.seq, out).map_err(|cause| not_taken(&cause))
        })?;
        let since = last_head(copies, opening.trial)?;
        let moment = next_moment(copies)?;
        let target = folder::dated(copies, moment);
        let give = &mut |id: DocumentId, out: &mut dyn Write| self.document(id, out);
        let done = match since {
            Ok(since) => backup_with_documents(&journal, since, give, &target, clock::now()),
            Err(parted) => Err(parted),
        };
        match done {
            Ok((report, lacking)) => {
                noted_in_file(&noted(copies), Task::Save, report.head, lacking.is_empty());
                let mut notes = report.remarks;
                notes.extend(left(copies, args, &target));
                Ok(Reply::Taken {
                    remarks: named(&lacking),
                    notes: named(&notes),
                })
            }
            Err(error @ (StoreError::Parted { .. } | StoreError::Damaged { .. })) => {
                put_aside(copies, moment, &journal, &error)?;
                Ok(Reply::Aside(reason(&error, &opening)))
            }
            Err(error) => Err(Failure::of(error)),
        }
    }

    /// Asks for a document, and writes what comes.
    fn document(&mut self, id: DocumentId, out: &mut dyn Write) -> Result<(), String> {
        if let Some(why) = &self.gone {
            return Err(why.clone());
        }
        let length = match self.asked(id) {
            Ok(Given::Lacking(why)) => return Err(shown(&why)),
            Ok(Given::Bytes(length)) => length,
            Err(cause) => return Err(self.lost(&cause)),
        };
        let refused = too_long(length, self.left);
        let mut nowhere = io::sink();
        // What is not taken comes all the same.
        let to = if refused.is_some() { &mut nowhere } else { out };
        match io::copy(&mut (&mut self.from).take(length), to) {
            Ok(copied) if copied == length => {}
            Ok(_) => return Err(self.lost(&ErrorKind::UnexpectedEof.into())),
            Err(cause) => return Err(self.lost(&cause)),
        }
        refused.map_or(Ok(()), Err)?;
        self.left -= length;
        Ok(())
    }

    fn asked(&mut self, id: DocumentId) -> io::Result<Given> {
        sent_copy::say(self.to, &Reply::Document(id))?;
        sent_copy::hear(&mut self.from)
    }

    /// Takes note that nothing more is to be had of the sender; why.
    fn lost(&mut self, cause: &io::Error) -> String {
        let why = what(cause);
        self.gone = Some(why.clone());
        why
    }
}

/// Why a document of so many bytes is not taken.
fn too_long(length: u64, left: u64) -> Option<String> {
    if length > DOCUMENT {
        return Some(format!(
            "elle a {length} octets, et il n’en est pris que {DOCUMENT}"
        ));
    }
    let too_many = format!("avec elle, les pièces de cette copie ont plus de {DOCUMENTS} octets");
    (length > left).then_some(too_many)
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
    let (head, was_trial) = opened.map_err(|error| unopened(&last, &error))?;
    if was_trial == trial {
        return Ok(Ok(head));
    }
    Ok(Err(StoreError::Parted {
        place: "la marque «\u{a0}essai\u{a0}»".to_owned(),
        what: "une base d’essai et une autre ne sont pas la même".to_owned(),
    }))
}

/// Why the last copy says nothing of what must follow it, and what to do.
fn unopened(last: &Path, error: &StoreError) -> Failure {
    let why = match error {
        StoreError::Damaged { place, what } => format!(
            "est endommagée, {place}\u{a0}: {what}\u{a0}; ôtez-la du dossier, et la copie suivante repart de celle d’avant"
        ),
        StoreError::Busy { holder, .. } => {
            let holder = held_by(holder.as_deref());
            format!("est ouverte par {holder}\u{a0}; la copie suivante passera")
        }
        error => format!("ne s’ouvre pas\u{a0}: {error}"),
    };
    Failure::new(format!(
        "rien n’est pris sans la dernière copie, et {} {why}",
        last.display()
    ))
}

/// Removes the copies that are not kept; what is left that should not be.
fn left(copies: &Path, args: &Recevoir, made: &Path) -> Vec<String> {
    match folder::prune(copies, &args.garder, made) {
        Ok(pruned) => {
            let left = pruned.left.iter();
            left.map(|(path, why)| format!("{} est laissée dans le dossier\u{a0}: {why}", path.display()))
                .collect()
        }
        Err(error) => vec![format!("les anciennes copies restent toutes\u{a0}: {error}")],
    }
}

/// Why a copy was kept apart; two versions of the program may not write an operation as the same bytes.
fn reason(error: &StoreError, opening: &Opening) -> String {
    let own = env!("CARGO_PKG_VERSION");
    let why = match error {
        StoreError::Damaged { place, what } => {
            format!("le journal qui est arrivé n’est pas celui d’une base saine, {place}\u{a0}: {what}")
        }
        error => error.to_string(),
    };
    if opening.version == own {
        return why;
    }
    format!("{why} (preau {} y est, preau {own} ici)", shown(&opening.version))
}

/// The first lines of a list, and how many more there are.
fn named(lines: &[String]) -> Vec<String> {
    let mut named: Vec<String> = lines.iter().take(NAMED).map(|line| shown(line)).collect();
    if lines.len() > NAMED {
        named.push(format!("et {} autres", lines.len() - NAMED));
    }
    named
}

/// What became of the line.
fn what(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe => "la ligne s’est fermée avant la fin".to_owned(),
        ErrorKind::InvalidData => {
            "ce qui vient n’est pas ce qu’envoie «\u{a0}preau transmettre\u{a0}»".to_owned()
        }
        ErrorKind::TimedOut => "la ligne est restée muette, ou n’en finit pas".to_owned(),
        ErrorKind::FileTooLarge => {
            "le journal est trop long, ou une de ses opérations (8\u{a0}Gio et 256\u{a0}Mio au plus)"
                .to_owned()
        }
        _ => system::answer(cause),
    }
}

/// The copy did not come to its end.
fn not_taken(cause: &io::Error) -> Failure {
    Failure::new(format!("{}\u{a0}: aucune copie n’est prise", what(cause)))
}

/// Who sent the copy does not know what became of it.
fn untold(reply: &Reply, cause: &io::Error) -> Failure {
    let became = match reply {
        Reply::Taken { .. } => "la copie est prise",
        Reply::Aside(_) => "la copie est écartée",
        Reply::Failed(_) | Reply::Document(_) => "aucune copie n’est prise",
    };
    let what = what(cause);
    Failure::new(format!(
        "{became}, et l’autre serveur ne le sait pas\u{a0}: {what}"
    ))
}
