//! What a kind of file to import costs: its line in the table, its reader, and the `mod` of that.

use std::collections::BTreeSet;

use preau::domain::command::ImportKind;

use crate::layers::{self, sources};

/// The table of the kinds.
const TABLE: &str = "domain/command/import_kind.rs";

/// Where the readers are declared.
const READERS: &str = "exchange/mod.rs";

#[test]
fn an_import_kind_is_named_in_its_line_of_the_table_its_reader_and_the_mod_of_that_alone() {
    for kind in ImportKind::ALL {
        let (name, code) = (format!("{kind:?}"), kind.code());
        let own = [format!("exchange/{code}.rs"), format!("exchange/{code}/")];
        let naming: BTreeSet<String> = sources()
            .into_iter()
            .filter(|(path, _)| !own.iter().any(|own| path.starts_with(own)))
            .filter(|(_, text)| names(text, &name, code))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(
            naming,
            BTreeSet::from([TABLE, READERS].map(str::to_owned)),
            "{name}"
        );
    }
}

#[test]
fn a_second_list_of_kinds_is_found() {
    let is_found = |text: &str| names(text, "Contrats", "contrats");
    assert!(is_found("match kind { ImportKind::Contrats => 1, _ => 2 }"));
    assert!(is_found("use super::contrats::FORMAT;"));
    assert!(is_found("    Contrats contrats [Administration] [Contract];"));
    assert!(!is_found("registry.contrats()"));
    assert!(!is_found(
        "#[cfg(test)]\nmod tests { const KIND: ImportKind = ImportKind::Contrats; }"
    ));
}

/// Whether a file names a kind: as a value, as the module of its reader, or as a line of a table. The sample names the
/// kinds of its files, as they come.
fn names(text: &str, name: &str, code: &str) -> bool {
    layers::code(text).any(|line| {
        let spaced = line.replace("::", " :: ");
        let words: Vec<&str> = spaced
            .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
            .collect();
        words
            .windows(2)
            .any(|two| two == [name, code] || two == ["mod", code] || two == [code, "::"])
            || words.windows(3).any(|three| three == ["ImportKind", "::", name])
    })
}
