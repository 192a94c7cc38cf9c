//! The format of the file, and the steps from each format to the next.
//!
//! The table in the file is what counts: a migration changes it in the same transaction as the data. The prefix
//! repeats it so that a later format is refused before the engine touches the file.

use redb::{Database, ReadableDatabase, WriteTransaction};

use super::meta::{self, Meta};
use super::tables::{FORMAT as TABLE, HISTORY, JOURNAL, LINKS, META, RECORDS};
use crate::store::StoreError;

/// The format that this program writes.
pub const FORMAT: u32 = 1;

/// A step from one format to the next, within the transaction that also writes the new number.
type Migration = fn(&WriteTransaction) -> Result<(), StoreError>;

/// The steps, the first from format 1 to format 2.
const MIGRATIONS: [Migration; FORMAT as usize - 1] = [];

/// The key of the mark of a base that was made for trials.
const TRIAL: &str = "essai";

/// Makes the tables of a new base. The mark *essai* is given here, and nowhere else.
pub fn create(engine: &Database, created: i64, trial: bool) -> Result<(), StoreError> {
    let txn = engine.begin_write()?;
    {
        let mut format = txn.open_table(TABLE)?;
        format.insert("numero", u64::from(FORMAT))?;
        format.insert("creation", created.cast_unsigned())?;
        if trial {
            format.insert(TRIAL, 1)?;
        }
        txn.open_table(RECORDS)?;
        txn.open_table(JOURNAL)?;
        txn.open_table(LINKS)?;
        txn.open_table(HISTORY)?;
        meta::put(&mut txn.open_table(META)?, Meta::EMPTY)?;
    }
    txn.commit()?;
    Ok(())
}

/// True where the base was made with the mark *essai*.
pub fn is_trial(engine: &Database) -> Result<bool, StoreError> {
    let txn = engine.begin_read()?;
    Ok(txn.open_table(TABLE)?.get(TRIAL)?.is_some())
}

/// Brings an opened file to the current format; returns whether it was older.
pub fn migrate(engine: &Database) -> Result<bool, StoreError> {
    migrate_with(engine, &MIGRATIONS)
}

fn migrate_with(engine: &Database, migrations: &[Migration]) -> Result<bool, StoreError> {
    let found = read(engine)?;
    let known = u32::try_from(migrations.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    for from in found..known {
        step(engine, from, migrations[from as usize - 1])?;
    }
    Ok(found < known)
}

fn step(engine: &Database, from: u32, migration: Migration) -> Result<(), StoreError> {
    let txn = engine.begin_write()?;
    migration(&txn)?;
    txn.open_table(TABLE)?.insert("numero", u64::from(from) + 1)?;
    txn.commit()?;
    Ok(())
}

/// The number in the table.
fn read(engine: &Database) -> Result<u32, StoreError> {
    let txn = engine.begin_read()?;
    let number = txn.open_table(TABLE)?.get("numero")?.map(|number| number.value());
    number
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| *number > 0)
        .ok_or_else(|| StoreError::Damaged {
            place: "table «\u{a0}format\u{a0}»".into(),
            what: "absente ou illisible".into(),
        })
}

#[cfg(test)]
mod tests {
    use redb::ReadableTable;
    use redb::backends::InMemoryBackend;

    use super::*;

    fn engine() -> Database {
        let engine = Database::builder()
            .create_with_backend(InMemoryBackend::new())
            .unwrap();
        create(&engine, 0, false).unwrap();
        engine
    }

    fn rename_a_record(txn: &WriteTransaction) -> Result<(), StoreError> {
        txn.open_table(RECORDS)?.insert("apres", b"2".as_slice())?;
        Ok(())
    }

    fn fail(txn: &WriteTransaction) -> Result<(), StoreError> {
        rename_a_record(txn)?;
        Err(StoreError::Full)
    }

    fn migrated_rows(engine: &Database) -> usize {
        let txn = engine.begin_read().unwrap();
        let table = txn.open_table(RECORDS).unwrap();
        table.iter().unwrap().count()
    }

    #[test]
    fn a_new_base_is_at_the_current_format() {
        let engine = engine();
        assert_eq!(read(&engine).unwrap(), FORMAT);
        assert!(!migrate(&engine).unwrap());
    }

    #[test]
    fn the_mark_is_given_with_the_tables_and_a_migration_keeps_it() {
        assert!(!is_trial(&engine()).unwrap());
        let marked = Database::builder()
            .create_with_backend(InMemoryBackend::new())
            .unwrap();
        create(&marked, 0, true).unwrap();
        assert!(migrate_with(&marked, &[rename_a_record]).unwrap());
        assert!(is_trial(&marked).unwrap());
    }

    #[test]
    fn a_migration_changes_the_data_and_the_number_together() {
        let engine = engine();
        assert!(migrate_with(&engine, &[rename_a_record]).unwrap());
        assert_eq!((read(&engine).unwrap(), migrated_rows(&engine)), (2, 1));
        assert!(!migrate_with(&engine, &[rename_a_record]).unwrap());
    }

    #[test]
    fn a_migration_that_fails_changes_nothing_and_the_steps_before_it_stay() {
        let engine = engine();
        assert!(migrate_with(&engine, &[fail]).is_err());
        assert_eq!((read(&engine).unwrap(), migrated_rows(&engine)), (1, 0));
        assert!(migrate_with(&engine, &[rename_a_record, fail]).is_err());
        assert_eq!((read(&engine).unwrap(), migrated_rows(&engine)), (2, 1));
    }

    #[test]
    fn a_later_format_is_refused() {
        let engine = engine();
        migrate_with(&engine, &[rename_a_record]).unwrap();
        let error = migrate(&engine).unwrap_err();
        assert!(
            matches!(error, StoreError::TooNew { found: 2, known: 1 }),
            "{error}"
        );
    }
}
