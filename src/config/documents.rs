//! The section `[pieces]`: how large a document may be, and the folder of scans to file.

use std::path::{Path, PathBuf};

use super::reader::{Pair, Reader};
use super::schema;
use crate::domain::document::{DEFAULT_LARGEST, LARGEST};

/// The section `[pieces]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSettings {
    /// `taille_mo`: the most bytes of a document, given in millions.
    pub largest: u64,
    /// `a_ranger`: the folder of scans that are still to be attached, a whole path.
    pub to_file: Option<PathBuf>,
}

impl Default for DocumentSettings {
    fn default() -> Self {
        Self {
            largest: DEFAULT_LARGEST,
            to_file: None,
        }
    }
}

/// Reads one line of `[pieces]`.
pub(super) fn documents(reader: &mut Reader, into: &mut DocumentSettings, pair: Pair) {
    match pair.0.get_ref().as_ref() {
        "taille_mo" => into.largest = size(reader, pair).unwrap_or(DEFAULT_LARGEST),
        "a_ranger" => into.to_file = folder(reader, pair),
        _ => reader.unknown(pair.0, "clé", &schema::keys("pieces")),
    }
}

fn size(reader: &mut Reader, pair: Pair) -> Option<u64> {
    let most = LARGEST / 1_000_000;
    let size = reader.number(pair).map(u64::from)?;
    if (1..=most).contains(&size) {
        return Some(size * 1_000_000);
    }
    reader.fault(
        &pair.1.span(),
        format!("«\u{a0}taille_mo\u{a0}» va de 1 à {most}, en millions d’octets"),
    );
    None
}

fn folder(reader: &mut Reader, pair: Pair) -> Option<PathBuf> {
    let path = PathBuf::from(reader.text(pair)?);
    if path.is_absolute() {
        return Some(path);
    }
    let home = path
        .strip_prefix("~")
        .ok()
        .and_then(|rest| Some(etcetera::home_dir().ok()?.join(rest)));
    if home.is_none() {
        let message = "«\u{a0}a_ranger\u{a0}» attend un chemin entier, comme \"~/a-ranger\"".to_owned();
        reader.fault(&pair.1.span(), message);
    }
    home.filter(|path: &PathBuf| Path::is_absolute(path))
}
