//! Files that nobody thought of: random bytes and real files damaged at random.

use std::path::Path;

use proptest::prelude::*;

use super::{SCHEMA, read};
use preau::exchange::source::Source;
use preau::exchange::table::{Cells, Table};

/// The beginning of a real file, up to the end of a line near `size` bytes.
fn beginning(path: &str, size: usize) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path);
    let mut bytes = std::fs::read(path).expect("a fixture reads");
    bytes.truncate(size);
    bytes
}

/// Reads a table to its end, every cell with a parser; what it says does not matter here.
fn read_through(bytes: Vec<u8>) {
    let Ok(source) = Source::from_bytes("essai", bytes) else {
        return;
    };
    let Ok(table) = Table::open(&source, SCHEMA) else {
        return;
    };
    for row in table.rows().flatten() {
        let mut reading = Cells::of(&row);
        for column in SCHEMA {
            reading.text(*column);
            reading.tolerated(*column, preau::exchange::cell::school_label);
            reading.tolerated(*column, preau::exchange::cell::date);
            reading.tolerated(*column, preau::exchange::cell::phone);
            reading.tolerated(*column, preau::exchange::cell::insee);
        }
        let problems = reading.into_problems();
        assert!(
            problems
                .iter()
                .all(|problem| !problem.to_string().contains(char::is_control))
        );
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(tail in prop::collection::vec(any::<u8>(), 0..200)) {
        for head in ["", "uai;nom\n", "[{\"uai\":", "\u{feff}uai,nom\r\n"] {
            read_through([head.as_bytes(), &tail].concat());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[0-9A-F;,\t\r\n\"'=(){}\\[\\]:|/é\u{1b}\u{202e}\u{a0}]{0,120}") {
        for head in ["uai;nom\n", "[{\"uai\":\""] {
            read_through(format!("{head}{text}").into_bytes());
        }
    }

    #[test]
    fn a_real_file_with_a_damaged_byte_reads_or_is_refused(at in 0_usize..6_000, byte in any::<u8>()) {
        for path in ["annuaire/annuaire-035-2023.csv", "annuaire/annuaire-094-2026.json"] {
            let mut bytes = beginning(path, 6_000);
            bytes[at] = byte;
            read_through(bytes);
        }
    }

    #[test]
    fn a_truncated_json_is_refused_whole(size in 1_usize..6_000) {
        prop_assert!(read(beginning("annuaire/annuaire-094-2026.json", size)).is_err());
    }
}
