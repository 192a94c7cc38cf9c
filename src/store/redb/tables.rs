//! The tables of the file.

use redb::TableDefinition;

/// The format of the file and its creation: `numero`, `creation` (seconds since 1970), and `essai`, which is 1 in a base
/// that was made for trials and absent from any other.
pub const FORMAT: TableDefinition<&str, u64> = TableDefinition::new("format");

/// Each record under `ecole/0380123A`: see [`codec`](super::codec).
pub const RECORDS: TableDefinition<&str, &[u8]> = TableDefinition::new("records");

/// The bytes of each entry of the journal, cut into parts numbered from 0, under (entry, part).
pub const JOURNAL: TableDefinition<(u64, u32), &[u8]> = TableDefinition::new("journal");

/// The previous hash and the hash of each entry, 64 bytes.
pub const LINKS: TableDefinition<u64, &[u8; 64]> = TableDefinition::new("links");

/// The entries that touched each record, oldest first, 8 bytes each.
pub const HISTORY: TableDefinition<&str, &[u8]> = TableDefinition::new("history");

/// One row: see [`meta`](super::meta).
pub const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");
