//! What a test invents is told of no real product or company: its worlds name invented ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Real products for schools and their companies, in lower case.
const REAL: [&str; 12] = [
    "beneylu",
    "edifice",
    "edumoov",
    "educartable",
    "index education",
    "itslearning",
    "klassly",
    "kosmos",
    "livreval",
    "pronote",
    "skolengo",
    "toutemonannee",
];

/// A product whose name is also a word of English.
const IN_CAPITALS: &str = "ONE";

/// Files of open data, as they were published, which name schools by the thousand.
const PUBLISHED: [&str; 3] = ["fixtures/annuaire", "fixtures/france", "fixtures/territory"];

/// The files that hold a real name, and why: five products of the demo are real and nothing is wrong with them, and what
/// reads the demo names them.
const HOLDERS: [(&str, &str); 31] = [
    ("README.md", "the picture of the demo"),
    ("fixtures/base/format-1.preau", "a base of an earlier program"),
    (
        "fixtures/demarches/config.toml",
        "the labels of the samples of dossiers",
    ),
    (
        "fixtures/demarches/dossiers_convention-art-26_2026-11-23_08-30.csv",
        "a sample of dossiers, whose applicants are invented",
    ),
    ("fixtures/demarches/expected.json", "what that sample means"),
    ("fixtures/demarches/modele-export.csv", "the same sample"),
    ("fixtures/demo/README.md", "the demo"),
    ("fixtures/demo/contrats.csv", "the demo"),
    ("fixtures/demo/conventions.csv", "the demo"),
    ("fixtures/demo/deploiements-suite.csv", "the demo"),
    ("fixtures/demo/deploiements.csv", "the demo"),
    ("fixtures/demo/fiches.json", "the demo"),
    ("fixtures/demo/inscriptions.csv", "the demo"),
    ("fixtures/demo/solutions.csv", "the demo"),
    ("tests/cli/hostile.rs", "reads the demo"),
    ("tests/cli/inscrire.rs", "reads the demo"),
    ("tests/cli/keep.rs", "reads the demo"),
    ("tests/cli/looking.rs", "reads the demo"),
    ("tests/cli/public_list.rs", "reads the demo"),
    (
        "tests/cli/snapshots/cli__exporter__register.snap",
        "reads the demo",
    ),
    (
        "tests/cli/snapshots/cli__public_list__public_list_csv.snap",
        "reads the demo",
    ),
    (
        "tests/cli/snapshots/cli__public_list__public_list_html.snap",
        "reads the demo",
    ),
    (
        "tests/cli/snapshots/cli__public_list__public_list_md.snap",
        "reads the demo",
    ),
    (
        "tests/domain/desk/filters.rs",
        "the program's examples of a filter, which name a product of the demo",
    ),
    ("tests/domain/rules_demo/products.rs", "reads the demo"),
    ("tests/files/import/demo.rs", "reads the demo"),
    (
        "tests/files/import/dossiers.rs",
        "reads samples of dossiers beside the demo",
    ),
    ("tests/files/import/reading.rs", "reads the demo"),
    ("tests/files/import/refile.rs", "reads the demo"),
    ("tests/files/import/tables.rs", "reads the demo"),
    ("tests/terminal/screens/stories.rs", "reads the demo"),
];

#[test]
fn no_real_product_is_named_but_where_the_demo_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("README.md")];
    for folder in ["tests", "fixtures", "benches"] {
        add(&mut paths, &root.join(folder));
    }
    let named = |path: &PathBuf| path.strip_prefix(root).unwrap().display().to_string();
    let is_read = |path: &PathBuf| {
        let name = named(path);
        name != "tests/tidy/products.rs" && !PUBLISHED.iter().any(|folder| name.starts_with(folder))
    };
    let holds = |path: &&PathBuf| holds_a_name(&String::from_utf8_lossy(&fs::read(path).unwrap()));
    let holders: BTreeSet<String> = paths
        .iter()
        .filter(|path| is_read(path))
        .filter(holds)
        .map(named)
        .collect();
    let listed: BTreeSet<String> = HOLDERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(holders, listed, "a real product or company is named");
}

fn holds_a_name(text: &str) -> bool {
    let folded = text.to_lowercase();
    let stands_alone = |word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|one| one == word);
    REAL.iter().any(|name| folded.contains(name)) || stands_alone(IN_CAPITALS)
}

#[test]
fn a_name_is_found_in_any_letters_and_a_word_of_english_is_none() {
    assert!(holds_a_name("AIPD de Klassly"));
    assert!(holds_a_name("la fiche de ONE (1)"));
    assert!(!holds_a_name("one of them; STONE, COMPONENT, édifice"));
}

/// Adds every file below a folder.
fn add(paths: &mut Vec<PathBuf>, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add(paths, &path);
        } else {
            paths.push(path);
        }
    }
}
