//! The stored form of the dossiers of a convention: one alone is a text, as it was before there could be several, so that
//! the bytes of a record of before stay as they are.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One dossier, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    One(String),
    Several(Vec<String>),
}

pub(super) fn serialize<S: Serializer>(dossiers: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    match dossiers {
        [one] => one.serialize(serializer),
        several => several.serialize(serializer),
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match Stored::deserialize(deserializer)? {
        Stored::One(dossier) => vec![dossier],
        Stored::Several(dossiers) => dossiers,
    })
}
