//! Reads every French sentence that the program can show and fails on one whose typography is wrong.

use std::fs;
use std::path::{Path, PathBuf};

/// What is no French sentence, or is one that rightly holds the sign: the file, the literal's head, and why.
const EXCEPTIONS: [(&str, &str, &str); 15] = [
    (
        "exchange/export/register/mod.rs",
        "Responsable(s)",
        "a column of the CNIL's template",
    ),
    (
        "exchange/export/register/workbook/sheet.rs",
        "Responsable(s)",
        "a label of the same",
    ),
    (
        "exchange/export/register/workbook/sheet.rs",
        "Finalité(s)",
        "a label of the same",
    ),
    (
        "exchange/conventions/columns.rs",
        "2026-09-18 n",
        "as a clerk types it",
    ),
    ("exchange/plan/text.rs", "  ! {remark}", "the sign is a bullet"),
    ("exchange/annuaire/words.rs", "d'inspection", "read, never shown"),
    (
        "exchange/json/wording.rs",
        "invalid type: ",
        "read from a library, never shown",
    ),
    (
        "domain/id/departement.rs",
        "a département code",
        "a word of serde for programmers, in English",
    ),
    ("domain/id/insee.rs", "an INSEE code", "the same"),
    ("domain/id/siren.rs", "a SIREN", "the same"),
    ("domain/id/siret.rs", "a SIRET", "the same"),
    ("domain/id/uai.rs", "a UAI", "the same"),
    (
        "domain/registry/get.rs",
        "The meetings",
        "a note for programmers, in English",
    ),
    ("domain/date/typed.rs", "aujourd'hui", "read, never shown"),
    ("tui/view/dialog/annexe.rs", "Espace coche", "the sign is a key"),
];

/// The notice that families are given when accounts open (C3) and the information given in a conseil d'école (W3) are two
/// facts: no sentence tells families of being informed, which could be either.
#[test]
fn what_families_are_given_and_what_a_conseil_is_told_are_never_in_the_same_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for path in files(&root) {
        let text = fs::read_to_string(&path).unwrap();
        for (line, literal) in literals(&text) {
            let said = literal.to_lowercase();
            if said.contains("famille") && said.contains("inform") && !said.contains("familles_informees") {
                faults.push(format!("{}:{line}: {literal}", path.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_sentence_has_the_typography_of_french() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for path in files(&root.join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root.join("src")).unwrap().display().to_string();
        let shown = match name.as_str() {
            HELP => [literals(&text), summaries(&text)].concat(),
            _ => literals(&text),
        };
        for (line, literal) in shown {
            if EXCEPTIONS
                .iter()
                .any(|(file, head, _)| name == *file && literal.starts_with(head))
            {
                continue;
            }
            for fault in faults_of(&literal) {
                faults.push(format!("src/{name}:{line}: {fault}: {literal:?}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Where clap takes the summaries of fields for its help.
const HELP: &str = "cli/args.rs";

#[test]
fn every_verb_has_the_typography_of_french() {
    let table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/keymap/keymap.toml"));
    let table: toml::Table = table.unwrap().parse().unwrap();
    let verbs = table["verbe"].as_array().unwrap();
    let mut read = 0;
    for verb in verbs {
        for name in ["nom", "phrase", "groupe"] {
            let said = verb[name].as_str().unwrap();
            assert_eq!(faults_of(said), [""; 0], "{name}: {said:?}");
            read += 1;
        }
    }
    assert!(read > 200, "only {read} texts were read");
}

#[test]
fn a_wrong_sentence_is_found() {
    let wrong = [
        "l'école n’est pas là",
        "Cette école : fermée",
        "Cette école; fermée",
        "Fermer cette école ?",
        "dire « oui\u{a0}» ici",
        "dire «\u{a0}oui » ici",
        "il attend...",
        "3 école(s)",
        "c’est fini!",
        "la convention n° 3",
    ];
    for text in wrong {
        assert_eq!(faults_of(text).len(), 1, "{text}");
    }
    let right = [
        "l’école\u{a0}: «\u{a0}Jules\u{a0}»",
        "commune:grenoble",
        "{:?}",
        "{}: {}",
        "{a}:{b}",
    ];
    for text in right {
        assert!(faults_of(text).is_empty(), "{text}");
    }
    assert_eq!(
        literals("// \"l'un\"\nlet a = \"d\\u{a0}e \\\n   f\"; '\"'; r#\"g\"#").len(),
        2
    );
}

/// Returns what is wrong with `text`, one line for each kind of fault.
fn faults_of(text: &str) -> Vec<&'static str> {
    let at: Vec<char> = text.chars().collect();
    let prose = text.contains(' ') || text.contains('\u{a0}');
    let mut found = Vec::new();
    let mut add = |fault| {
        if !found.contains(&fault) {
            found.push(fault);
        }
    };
    for (place, &c) in at.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| at[place]);
        let after = at.get(place + 1).copied();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match c {
            '\'' if letter(before) && letter(after) => add("straight apostrophe"),
            ':' | ';' | '!' | '?' | '»' if prose && before == Some(' ') => {
                add("breaking space before a sign");
            }
            ';' | '?' | '!' | ':' if prose && letter(before) && matches!(after, None | Some(' ')) => {
                add("no space before a sign");
            }
            '»' if letter(before) => add("no space before a sign"),
            '«' if after == Some(' ') || letter(after) => add("no no-break space after «"),
            '°' if before == Some('n') && after != Some('\u{a0}') => add("no no-break space after n°"),
            '.' if prose && before == Some('.') && after == Some('.') => add("three dots"),
            '(' if letter(before) && at[place..].starts_with(&['(', 's', ')']) => add("plural in brackets"),
            _ => {}
        }
    }
    found
}

/// Returns the files of Rust under `folder`, those of tests alone left out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// Returns each line of a doc comment that is in French, with its place.
fn summaries(text: &str) -> Vec<(usize, String)> {
    text.lines()
        .enumerate()
        .filter_map(|(place, line)| Some((place + 1, line.trim().strip_prefix("/// ")?.to_owned())))
        .collect()
}

/// Returns each literal before the tests of a file, with its line, its escapes read.
fn literals(text: &str) -> Vec<(usize, String)> {
    let text = text.split("#[cfg(test)]").next().unwrap();
    let at: Vec<char> = text.chars().collect();
    let (mut place, mut line, mut found) = (0, 1, Vec::new());
    while place < at.len() {
        let rest = &at[place..];
        if rest.starts_with(&['/', '/']) {
            place += rest.iter().take_while(|c| **c != '\n').count();
        } else if rest.starts_with(&['\'', '\\']) {
            place += 3 + rest[3..].iter().take_while(|c| **c != '\'').count() + 1;
        } else if rest.len() > 2 && rest[0] == '\'' && rest[2] == '\'' {
            place += 3;
        } else if rest[0] == '"' {
            let (literal, length) = plain(rest);
            found.push((line, literal));
            line += rest[..length].iter().filter(|c| **c == '\n').count();
            place += length;
        } else if rest[0] == 'r' && (rest.get(1) == Some(&'"') || rest.starts_with(&['r', '#', '"'])) {
            let end: &[char] = if rest[1] == '"' { &['"'] } else { &['"', '#'] };
            let start = end.len() + 1;
            let length = rest[start..]
                .windows(end.len())
                .position(|part| part == end)
                .unwrap();
            let literal: String = rest[start..start + length].iter().collect();
            found.push((line, literal.clone()));
            line += literal.matches('\n').count();
            place += start + length + end.len();
        } else {
            line += usize::from(rest[0] == '\n');
            place += 1;
        }
    }
    found
}

/// Reads the literal at the head of `at`; returns its text and its length in the source.
fn plain(at: &[char]) -> (String, usize) {
    let (mut text, mut place) = (String::new(), 1);
    while at[place] != '"' {
        if at[place] != '\\' {
            text.push(at[place]);
            place += 1;
            continue;
        }
        place += 2;
        match at[place - 1] {
            'n' => text.push('\n'),
            'u' => {
                let code: String = at[place + 1..].iter().take_while(|c| **c != '}').collect();
                place += code.len() + 2;
                text.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
            }
            '\n' => place += at[place..].iter().take_while(|c| c.is_whitespace()).count(),
            other => text.push(other),
        }
    }
    (text, place + 1)
}
