//! Which rights each command takes.

use std::collections::BTreeSet;

use preau::domain::command::{Command, Import, ImportKind};
use preau::domain::permit::{OneOf, Right, granted, required};

const GESTION: &[&str] = &["gestion"];
const REVIEWS: &[&str] = &["DPD"];
const NOTES: &[&str] = &["gestion\u{a0}ou\u{a0}DPD"];

const NOTE: &str = r#"{"add_note":{"about":"ecole/0380123C","text":"vu"}}"#;

/// Each command, as the journal writes it, and what it takes: each of these.
const COMMANDS: [(&str, &[&str]); 28] = [
    (
        r#"{"leave":{"deployment":{"school":"0380123C","category":"ENT"},"on":"2026-11-23","reason":"fin"}}"#,
        GESTION,
    ),
    (
        r#"{"leave":{"deployment":{"school":"0380123C","category":"ENT","rank":2},"on":"2026-11-23","reason":"fin","keep_entry":true,"next":"one"}}"#,
        GESTION,
    ),
    (
        r#"{"choose_solution":{"deployment":{"school":"0380123C","category":"ENT"},"solution":null,"on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"move_stage":{"deployment":{"school":"0380123C","category":"ENT"},"to":"en_usage","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"register":{"deployment":{"school":"0380123C","category":"ENT"}}}"#,
        GESTION,
    ),
    (r#"{"review":{"entry":1}}"#, REVIEWS),
    (r#"{"lift_review":{"entry":1,"reason":"erreur"}}"#, REVIEWS),
    (r#"{"close_entry":{"entry":1,"reason":"erreur"}}"#, GESTION),
    (
        r#"{"mark_sent":{"convention":"26-1","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"sign":{"convention":"26-1","by":"partie","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"terminate":{"convention":"26-1","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"join_annexe":{"convention":"26-1","school":"0380123C","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"leave_annexe":{"convention":"26-1","school":"0380123C","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (
        r#"{"set_circonscription":{"school":"0380123C","name":"Grenoble 1"}}"#,
        GESTION,
    ),
    (
        r#"{"attach":{"document":{"id":"9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f","kind":"pv","name":"pv.pdf"},"to":"ecole/0380123C"}}"#,
        GESTION,
    ),
    (
        r#"{"detach":{"document":"9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f","from":"ecole/0380123C"}}"#,
        GESTION,
    ),
    (NOTE, NOTES),
    (
        r#"{"add_reminder":{"convention":"26-1","to":"mairie","channel":"courriel","on":"2026-11-23"}}"#,
        GESTION,
    ),
    (r#"{"close_reminder":{"number":1,"outcome":"signée"}}"#, GESTION),
    (r#"{"postpone":{"school":"0380123C","until":null}}"#, GESTION),
    (
        r#"{"save_view":{"view":{"name":"À tous","pane":"schools","shared":true}}}"#,
        GESTION,
    ),
    (
        r#"{"save_view":{"view":{"name":"À moi","pane":"schools"}}}"#,
        &["lecture"],
    ),
    (r#"{"remove_view":{"number":1,"shared":true}}"#, GESTION),
    (r#"{"remove_view":{"number":1,"shared":false}}"#, &["lecture"]),
    (
        r#"{"save":{"record":{"note":{"number":1,"about":"ecole/0380123C","date":"2026-11-23","by":"x","text":"vu"}}}}"#,
        GESTION,
    ),
    (r#"{"resume_clock":{"reason":"panne"}}"#, &["administration"]),
    // What it takes back takes its right again.
    (r#"{"undo":{"entry":1}}"#, &["lecture"]),
    (
        r#"{"many":{"commands":[{"add_note":{"about":"ecole/0380123C","text":"vu"}},{"review":{"entry":1}}]}}"#,
        &["DPD", "gestion\u{a0}ou\u{a0}DPD"],
    ),
];

fn taken(command: &Command) -> Vec<String> {
    let taken: BTreeSet<String> = required(command).into_iter().map(OneOf::label).collect();
    taken.into_iter().collect()
}

#[test]
fn each_command_takes_the_rights_of_the_table() {
    for (text, expected) in COMMANDS {
        let command = serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(taken(&command), expected, "{text}");
    }
}

#[test]
fn each_import_takes_the_rights_of_the_table() {
    for &kind in ImportKind::ALL {
        let import = Command::Import(Import {
            kind,
            source: "essai.csv".to_owned(),
            sha256: String::new(),
            records: Vec::new(),
            covers: Vec::new(),
            dated: None,
            site: None,
        });
        let expected: &[&str] = match kind {
            ImportKind::Conseils | ImportKind::Demarches => &["gestion"],
            ImportKind::Registre => &["DPD", "administration"],
            _ => &["administration"],
        };
        assert_eq!(taken(&import), expected, "{kind:?}");
    }
}

#[test]
fn a_note_is_written_by_who_changes_and_by_who_reviews() {
    let note = serde_json::from_str(NOTE).unwrap();
    let writes = |group: Right| {
        let held: BTreeSet<Right> = granted(group).iter().copied().collect();
        required(&note).iter().all(|one| one.is_among(&held))
    };
    assert_eq!(Right::ALL.map(writes), [false, true, true, true]);
}
