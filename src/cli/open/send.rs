//! A copy of the base sent to another server, which verifies it and answers what became of it.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Seek, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use super::keep::Kept;
use super::listed::listed;
use super::original::{Copied, copied};
use crate::cli::args::{Common, Transmettre};
use crate::cli::failure::Failure;
use crate::domain::document::DocumentId;
use crate::domain::upkeep::Task;
use crate::exchange::base::write_link;
use crate::exchange::sent_copy::{self, FORMAT, Given, Opening, Reply};
use crate::store::backup::Giver;
use crate::store::{Head, Reader, StoreError, io_error};
use crate::system;
use crate::text::escaped_lines;

/// How long the other server may be silent: it verifies all of the copy before it answers.
const PATIENCE: Duration = Duration::from_mins(10);

/// Sends a copy of the base and its documents over a line; that it was taken, or not, is noted where the base is.
pub(in crate::cli) fn send(common: &Common, args: &Transmettre) -> Result<Kept, Failure> {
    copied(common, &std::env::temp_dir(), |base, give| {
        sent(&args.line, base, give)
    })
}

/// Sends what a reader gives over the line of a socket; what became of the copy.
fn sent(line: &Path, base: &dyn Reader, give: Giver<'_>) -> Result<Copied<Kept>, Failure> {
    let head = base.head().map_err(Failure::of)?;
    let stream = connected(line).map_err(|cause| {
        Failure::new(format!(
            "la ligne vers l’autre serveur, {}, ne s’ouvre pas\u{a0}: {}",
            line.display(),
            system::answer(&cause)
        ))
    })?;
    let mut sender = Sender {
        from: BufReader::new(&stream),
        to: BufWriter::new(&stream),
    };
    let (task, text, sound) = match sender.copy(base, head, give)? {
        Reply::Taken { remarks, notes } => {
            let taken = format!("copie reçue et vérifiée par l’autre serveur\u{a0}: tête {head}");
            let lines = |of: &[String]| of.iter().map(|line| format!("\n  {line}")).collect::<Vec<_>>();
            let told = listed("à voir", lines(&remarks).into_iter())
                + &listed("à savoir", lines(&notes).into_iter());
            (Task::Send, taken + &told, remarks.is_empty())
        }
        Reply::Aside(why) => (
            Task::SetAside,
            format!("COPIE ÉCARTÉE par l’autre serveur, qui garde la précédente\u{a0}: {why}"),
            false,
        ),
        Reply::Failed(why) => {
            return Err(Failure::new(escaped_lines(&format!(
                "l’autre serveur n’a pas pris la copie\u{a0}: {why}"
            ))));
        }
        Reply::Document(_) => return Err(cut(&ErrorKind::InvalidData.into())),
    };
    let text = escaped_lines(&text);
    Ok(Copied {
        task,
        head,
        sound,
        outcome: Kept { text, sound },
    })
}

fn connected(line: &Path) -> io::Result<UnixStream> {
    let stream = UnixStream::connect(line)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// The line to the other server.
struct Sender<'a> {
    from: BufReader<&'a UnixStream>,
    to: BufWriter<&'a UnixStream>,
}

impl Sender<'_> {
    /// Sends the journal, then each document that is asked for, until the other server says what became of the copy.
    fn copy(&mut self, base: &dyn Reader, head: Head, give: Giver<'_>) -> Result<Reply, Failure> {
        if let Err(failure) = self.journal(base, head) {
            // Who takes no more of it has said why before.
            return sent_copy::hear(&mut self.from).map_err(|_| failure);
        }
        loop {
            match sent_copy::hear(&mut self.from).map_err(|cause| cut(&cause))? {
                Reply::Document(id) => self.document(id, give)?,
                reply => return Ok(reply),
            }
        }
    }

    fn journal(&mut self, base: &dyn Reader, head: Head) -> Result<(), Failure> {
        let opening = Opening {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            trial: base.is_trial(),
            head,
        };
        let mut sent = sent_copy::say(&mut self.to, &opening);
        if sent.is_ok() {
            let link = &mut |link: crate::store::Link| {
                sent = write_link(&mut self.to, &link.entry, &link.previous, &link.hash);
                sent.is_ok()
            };
            base.journal(1, link).map_err(Failure::of)?;
        }
        sent.and_then(|()| self.to.flush()).map_err(|cause| cut(&cause))
    }

    fn document(&mut self, id: DocumentId, give: Giver<'_>) -> Result<(), Failure> {
        let (file, given) = spooled(id, give).map_err(Failure::of)?;
        let said = sent_copy::say(&mut self.to, &given);
        let sent = said.and_then(|()| match given {
            Given::Bytes(_) => io::copy(&mut &file, &mut self.to).and_then(|_| self.to.flush()),
            Given::Lacking(_) => Ok(()),
        });
        sent.map_err(|cause| cut(&cause))
    }
}

/// The bytes of a document in a file without a name, read from its first on, and how many they are.
fn spooled(id: DocumentId, give: Giver<'_>) -> Result<(File, Given), StoreError> {
    let failed = |cause| io_error("le fichier de passage d’une pièce", cause);
    let mut file = tempfile::tempfile().map_err(failed)?;
    let given = match give(id, &mut file) {
        Ok(()) => Given::Bytes(file.stream_position().map_err(failed)?),
        Err(why) => Given::Lacking(why),
    };
    file.rewind().map_err(failed)?;
    Ok((file, given))
}

/// The line to the other server broke, or something else than Préau is at its end.
fn cut(cause: &io::Error) -> Failure {
    let what = match cause.kind() {
        ErrorKind::InvalidData => {
            "ce qui répond n’est pas «\u{a0}preau recevoir\u{a0}», ou est d’une autre version".to_owned()
        }
        ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe | ErrorKind::ConnectionReset => {
            "la ligne s’est fermée avant sa réponse".to_owned()
        }
        // The socket gives up after its time.
        ErrorKind::WouldBlock => format!("elle est restée muette {}\u{a0}min", PATIENCE.as_secs() / 60),
        _ => system::answer(cause),
    };
    Failure::new(format!(
        "on ne sait pas si l’autre serveur a pris la copie\u{a0}: {what}\u{a0}; «\u{a0}journalctl -u 'preau-copie-ligne@*'\u{a0}» dit ce \
         qu’il en est de ssh, et la copie suivante repart de là"
    ))
}
