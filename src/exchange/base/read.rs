//! Reading a base: each value straight from the text, with line and column where it is wrong.

use serde::{Deserialize, Deserializer};

use super::{BaseFile, BaseLink, FORMAT};
use crate::domain::journal::{Entry, unhex};
use crate::domain::record::Record;
use crate::exchange::ExchangeError;
use crate::exchange::json::document;
use crate::exchange::source::Source;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(default)]
    essai: bool,
    journal: Vec<Link>,
    records: Vec<Held>,
}

/// The format alone, of a file that may be of a later one.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    entry: Entry,
    previous: Digest,
    hash: Digest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    version: u64,
    record: Record,
}

struct Digest([u8; 32]);

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digest = unhex(&text);
        digest
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("une empreinte a 64 chiffres hexadécimaux"))
    }
}

/// Reads the file of a base; its chain and its records are not checked here.
pub fn read_base(source: &Source) -> Result<BaseFile, ExchangeError> {
    match document::<File>(source) {
        Ok(file) if file.format == FORMAT => Ok(file.into()),
        Ok(file) => Err(later(source, file.format)),
        Err(error) => match document::<Head>(source) {
            Ok(head) if head.format != FORMAT => Err(later(source, head.format)),
            _ => Err(error.into()),
        },
    }
}

/// Reads a link that [`write_link`](super::write_link) wrote.
pub fn link_of_line(line: &str) -> serde_json::Result<BaseLink> {
    serde_json::from_str::<Link>(line).map(BaseLink::from)
}

/// Says that the file is of a format that this program does not know.
fn later(source: &Source, found: u32) -> ExchangeError {
    ExchangeError::BaseFormat {
        name: source.name().to_owned(),
        found,
        known: FORMAT,
    }
}

impl From<Link> for BaseLink {
    fn from(link: Link) -> Self {
        Self {
            entry: link.entry,
            previous: link.previous.0,
            hash: link.hash.0,
        }
    }
}

impl From<File> for BaseFile {
    fn from(file: File) -> Self {
        Self {
            trial: file.essai,
            journal: file.journal.into_iter().map(BaseLink::from).collect(),
            records: file
                .records
                .into_iter()
                .map(|held| (held.record, held.version))
                .collect(),
        }
    }
}
