//! Going through the table of records in the order of the kinds and then of the keys, and checking each.

use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable};

use super::codec::{self, Value};
use super::meta::{self, Meta};
use super::tables::RECORDS;
use crate::domain::record::Kind;
use crate::store::{Damage, StoreError};

/// The table of records, open for reading.
pub trait Records: ReadableTable<&'static str, &'static [u8]> {}

impl<T: ReadableTable<&'static str, &'static [u8]>> Records for T {}

/// What is done with a record: its kind, its stored key, and its value or the damage.
pub type Visit<'a> = dyn FnMut(Kind, &str, Result<Value<'_>, StoreError>) -> Result<(), StoreError> + 'a;

/// Visits every record until `visit` fails; returns the number and the sum of those that are sound.
///
/// Fails where the table holds a key of no known kind.
pub fn walk(table: &impl Records, visit: &mut Visit<'_>) -> Result<Meta, StoreError> {
    let mut counted = Meta::EMPTY;
    let mut visited = 0;
    for kind in Kind::ALL {
        let (from, to) = (format!("{}/", kind.code()), format!("{}0", kind.code()));
        for row in table.range(from.as_str()..to.as_str())? {
            let (key, value) = row?;
            let value = codec::open(key.value(), value.value());
            if let Ok(value) = &value {
                counted.add(value.checksum);
            }
            visit(kind, key.value(), value)?;
            visited += 1;
        }
    }
    if table.len()? == visited {
        Ok(counted)
    } else {
        Err(StoreError::Damaged {
            place: "table des enregistrements".into(),
            what: "une clé n’est d’aucun type connu".into(),
        })
    }
}

/// Every damage of the records, and of what the file says of them.
pub fn inspect(engine: &Database) -> Result<Vec<Damage>, StoreError> {
    let txn = engine.begin_read()?;
    let mut damages = Vec::new();
    let counted = walk(&txn.open_table(RECORDS)?, &mut |kind, key, value| {
        let read = value.and_then(|value| codec::decode(kind, key, value.json));
        damages.extend(read.err().map(Damage::from));
        Ok(())
    })?;
    if damages.is_empty() {
        let meta = meta::read(&txn)?;
        damages.extend(meta.agree(counted).err().map(Damage::from));
    }
    Ok(damages)
}

/// What the engine says of its own pages.
///
/// It goes through them only when nobody else reads. While a snapshot is held nothing is said of them: they were checked
/// when the file was opened, and what is read from them has checksums of its own.
pub fn integrity(engine: &mut Database) -> Option<Damage> {
    let what = match engine.check_integrity() {
        Ok(true) | Err(DatabaseError::TransactionInProgress) => return None,
        Ok(false) => "le moteur de stockage a dû la réparer".to_owned(),
        Err(error) => return Some(StoreError::from(error).into()),
    };
    Some(Damage {
        place: "structure du fichier".into(),
        what,
    })
}
