//! What two servers say to each other as one sends the other a copy of its base: messages, a line of JSON each, the lines
//! of the journal, and the bytes of documents. What is read is bounded; nothing of it is checked beyond its form.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::document::DocumentId;
use crate::domain::journal::Head;

/// What both speak; the receiver refuses another.
pub const FORMAT: u32 = 1;

/// The longest message, in bytes.
const MESSAGE: u64 = 1 << 20;

/// The longest line of a journal, in bytes: three times the operation that brings all schools of France in takes 130 million.
const LONGEST: u64 = 256 << 20;

/// The longest journal, in bytes.
const JOURNAL: u64 = 8 << 30;

/// The longest document, in bytes.
pub const DOCUMENT: u64 = 256 << 20;

/// The most that the documents of one copy take, in bytes.
pub const DOCUMENTS: u64 = 16 << 30;

/// The longest text that is shown of what the other server says, in letters.
const SHOWN: usize = 300;

/// The sender's first message. The lines of the journal follow, as many as the number of the head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub format: u32,
    /// Of the program that sends.
    pub version: String,
    /// The base bears the mark *essai*.
    pub trial: bool,
    /// The end of the journal.
    pub head: Head,
}

/// What the receiver says once it has the journal: which document it lacks, as often as it lacks one, then what became of
/// the copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    Document(DocumentId),
    /// The copy is in force; in French, what is wrong with it: documents that it lacks; and what is to be known beside.
    Taken {
        remarks: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        notes: Vec<String>,
    },
    /// The copy is kept apart, and the former is still in force; why, in French.
    Aside(String),
    /// Nothing is kept; why, in French.
    Failed(String),
}

/// What the sender says of a document that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// So many bytes follow.
    Bytes(u64),
    /// It is not had; why, in French.
    Lacking(String),
}

/// Writes a message, and what was written before it.
pub fn say(to: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.flush()
}

/// Reads a message.
///
/// # Errors
///
/// [`ErrorKind::UnexpectedEof`] where the line was cut, [`ErrorKind::InvalidData`] where what came is no such message.
pub fn hear<T: DeserializeOwned>(from: &mut dyn BufRead) -> io::Result<T> {
    let mut line = Vec::new();
    from.take(MESSAGE).read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        return serde_json::from_slice(&line).map_err(|error| io::Error::new(ErrorKind::InvalidData, error));
    }
    Err(if line.len() as u64 == MESSAGE {
        ErrorKind::InvalidData.into()
    } else {
        ErrorKind::UnexpectedEof.into()
    })
}

/// A text of the other server, or the beginning of one that is too long to be shown.
pub fn shown(text: &str) -> String {
    let mut letters = text.chars();
    let mut shown: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Copies the lines of a journal, which are so many.
///
/// # Errors
///
/// As [`hear`], what `to` answers, and [`ErrorKind::FileTooLarge`] where a line or the whole is longer than is taken.
pub fn hear_journal(from: &mut dyn BufRead, lines: u64, to: &mut dyn Write) -> io::Result<()> {
    hear_lines(from, lines, [LONGEST, JOURNAL], to)
}

/// Copies so many lines, of which the longest, and all together, take so many bytes at most.
fn hear_lines(
    from: &mut dyn BufRead,
    lines: u64,
    [longest, most]: [u64; 2],
    to: &mut dyn Write,
) -> io::Result<()> {
    let (mut left, mut length, mut all) = (lines, 0, 0);
    while left > 0 {
        let bytes = match from.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            bytes => bytes?,
        };
        if bytes.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let part = end.map_or(bytes.len(), |end| end + 1);
        length += part as u64;
        all += part as u64;
        if length > longest || all > most {
            return Err(ErrorKind::FileTooLarge.into());
        }
        to.write_all(&bytes[..part])?;
        from.consume(part);
        if end.is_some() {
            (left, length) = (left - 1, 0);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_is_too_long_is_told_from_what_is_something_else() {
        for (bounds, wrong) in [([4, 8], false), ([3, 8], true), ([4, 7], true)] {
            let heard = hear_lines(&mut &b"xxx\nxxx\n"[..], 2, bounds, &mut io::sink());
            let kind = heard.err().map(|error| error.kind());
            assert_eq!(kind, wrong.then_some(ErrorKind::FileTooLarge), "{bounds:?}");
        }
    }

    #[test]
    fn a_long_text_is_shown_by_its_beginning() {
        assert_eq!(shown("é"), "é");
        assert_eq!(shown(&"é".repeat(301)), "é".repeat(300) + "…");
    }

    #[test]
    fn a_journal_is_so_many_lines_and_what_follows_is_left() {
        let (mut from, mut to) = (&b"un\ndeux\n\"suite\"\n"[..], Vec::new());
        hear_journal(&mut from, 2, &mut to).unwrap();
        assert_eq!(to, b"un\ndeux\n");
        assert_eq!(hear::<String>(&mut from).unwrap(), "suite");
    }

    #[test]
    fn what_is_cut_or_is_something_else_is_told_apart() {
        let cut = hear_journal(&mut &b"un\nde"[..], 2, &mut Vec::new());
        assert_eq!(cut.unwrap_err().kind(), ErrorKind::UnexpectedEof);
        for (bytes, kind) in [
            (&b""[..], ErrorKind::UnexpectedEof),
            (b"\"cou", ErrorKind::UnexpectedEof),
            (b"SSH-2.0\n", ErrorKind::InvalidData),
        ] {
            assert_eq!(hear::<String>(&mut &*bytes).unwrap_err().kind(), kind);
        }
        let endless = vec![b'x'; 2 << 20];
        let heard = hear::<String>(&mut endless.as_slice());
        assert_eq!(heard.unwrap_err().kind(), ErrorKind::InvalidData);
    }
}
