//! Random histories of every verb: taken back, each gives the former records exactly; done again, those that it had made.

use std::collections::{BTreeMap, BTreeSet};

use preau::domain::command::{AnnexeBy, AnnexeMove, Command, Import, ImportKind};
use preau::domain::convention::{Annexe, Signatory};
use preau::domain::deployment::Stage;
use preau::domain::record::{Kind, Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::service::{Desk, DeskError};

use super::office::{Office, class, ent, pupils};
use crate::support::chance::Chance;
use crate::support::seeing::{conforme, seeing};
use crate::support::values::{amendment, day, number};
use crate::support::world::{C26, GRENOBLE, World, signed};

/// The histories, and the verbs tried in each.
const HISTORIES: u64 = 12;
const TRIES: usize = 60;

/// A convention that both sign, one that none has, a second solution.
fn world() -> World {
    let listed = |convention: &mut preau::domain::convention::Convention| {
        convention.annexe = Annexe::Listed(Vec::new());
        signed(convention);
    };
    class(5)
        .convention26("26-LISTE", GRENOBLE, listed)
        .convention26("26-NEUVE", GRENOBLE, |_| {})
        .solution("autre", "AUTRE", crate::support::world::EDREDON)
}

/// All records but the entries of the register, which are closed and never removed.
fn records(office: &Office) -> BTreeMap<RecordId, Record> {
    let records = office.0.registry();
    let records = records.records().map(|(record, _)| (record.id(), record));
    records.filter(|(id, _)| id.kind() != Kind::Entry).collect()
}

/// The register entries that are active.
fn active(office: &Office) -> BTreeSet<String> {
    let registry = office.0.registry();
    let entries = registry.entries().iter().filter(|entry| entry.is_active());
    entries
        .map(|entry| format!("{} {}", entry.school, entry.solution))
        .collect()
}

/// A verb on one record, or on several at once.
fn verb(office: &Office, chance: &mut Chance) -> Command {
    if chance.below(5) == 0 {
        // An entry is opened again alone: with facts that might let it in, the gate refuses it.
        let alone = |one: &Command| matches!(one, Command::Import(_) | Command::CloseEntry { .. });
        let commands = (0..2 + chance.below(3)).map(|_| one(office, chance));
        return Command::Many {
            commands: commands.filter(|one| !alone(one)).collect(),
        };
    }
    one(office, chance)
}

fn one(office: &Office, chance: &mut Chance) -> Command {
    let schools = pupils(5);
    let school = *chance.pick(&schools);
    let deployment = ent(school);
    let convention = number(chance.pick::<&str>(&[C26, "26-LISTE", "26-NEUVE"]));
    let on = *chance.pick(&[day("2026-11-02"), day("2026-11-20"), day("2026-11-23")]);
    let later = day("2026-12-15");
    match chance.below(20) {
        0 => Command::ChooseSolution {
            deployment,
            solution: [None, Some("olm".parse().unwrap()), Some("autre".parse().unwrap())][chance.below(3)]
                .clone(),
            on,
        },
        1 | 2 => Command::MoveStage {
            deployment,
            to: Stage::ALL.into_iter().nth(chance.below(15)).unwrap(),
            on,
        },
        3..=5 => Command::Register { deployment },
        6 => conforme(u32::try_from(1 + chance.below(4)).unwrap()),
        17 => Command::LiftReview {
            entry: u32::try_from(1 + chance.below(4)).unwrap(),
            reason: "erreur".to_owned(),
        },
        7 => Command::CloseEntry {
            entry: u32::try_from(1 + chance.below(4)).unwrap(),
            reason: "erreur".to_owned(),
        },
        8 => Command::MarkSent { convention, on },
        9 => Command::Sign {
            convention,
            by: *chance.pick(&[Signatory::Dasen, Signatory::Party]),
            on,
        },
        10 => Command::Terminate {
            convention,
            on: later,
        },
        11 => Command::annexe(
            number("26-LISTE"),
            school,
            AnnexeMove {
                by: [
                    AnnexeBy::Nothing,
                    AnnexeBy::Allowed,
                    AnnexeBy::New(amendment("1", "2026-11-02", "")),
                ][chance.below(3)]
                .clone(),
                ..AnnexeMove::new(chance.below(2) == 0, on)
            },
        ),
        19 => Command::SignAmendment {
            convention: number("26-LISTE"),
            amendment: "1".parse().unwrap(),
            by: Signatory::Dasen,
            on,
        },
        12 => Command::SetCirconscription {
            school,
            name: (*chance.pick(&["Grenoble 1", "Grenoble 2"])).to_owned(),
        },
        13 => Command::AddNote {
            about: RecordId::School(school),
            text: "à voir".to_owned(),
        },
        14 => Command::AddReminder {
            convention,
            to: "Grenoble".to_owned(),
            channel: "courriel".to_owned(),
            on,
            next_due: Some(later),
        },
        15 => Command::Postpone {
            school,
            until: [None, Some(later)][chance.below(2)],
            reason: String::new(),
        },
        16 => Command::Save {
            record: renamed(office, &RecordId::School(school), chance),
        },
        _ => Command::Import(Import {
            kind: ImportKind::Annuaire,
            source: "essai.csv".to_owned(),
            sha256: String::new(),
            records: vec![renamed(office, &RecordId::School(school), chance)],
            covers: Vec::new(),
            dated: None,
            site: None,
        }),
    }
}

/// A school under another name.
fn renamed(office: &Office, id: &RecordId, chance: &mut Chance) -> Record {
    match office.0.open(id).unwrap().record {
        Record::School(mut school) => {
            school.name = format!("École n° {}", chance.below(1000));
            Record::School(school)
        }
        other => other,
    }
}

fn tried(office: &mut Office, command: Command) -> Result<u64, Refusal> {
    let order = seeing(office.0.registry(), command);
    match office.0.execute(&order) {
        Ok(receipt) => Ok(receipt.seq),
        Err(DeskError::Refused(refusal)) => Err(*refusal),
        Err(other) => panic!("{other:?}"),
    }
}

/// The name of a verb, for the count of those tried.
fn name(command: &Command) -> String {
    let said = format!("{command:?}");
    said.split([' ', '(']).next().unwrap().to_owned()
}

/// Takes a verb back and does it again; false where a rule keeps it from being taken back.
fn there_and_back(office: &mut Office, command: &Command) -> Option<bool> {
    let (before, before_active) = (records(office), active(office));
    let seq = tried(office, command.clone()).ok()?;
    let (after, after_active) = (records(office), active(office));
    let undone = match tried(office, Command::Undo { entry: seq }) {
        Ok(undone) => undone,
        // What opens an entry again passes the gate anew.
        Err(Refusal::Blocked { .. }) if before_active != after_active => return Some(false),
        Err(refusal) => panic!("{command:?}: {refusal}"),
    };
    assert_eq!(records(office), before, "{command:?}");
    assert_eq!(active(office), before_active, "{command:?}");
    match tried(office, Command::Undo { entry: undone }) {
        Ok(_) => {
            assert_eq!(records(office), after, "again: {command:?}");
            assert_eq!(active(office), after_active, "again: {command:?}");
        }
        Err(refusal) => panic!("again: {command:?}: {refusal}"),
    }
    Some(true)
}

#[test]
fn every_verb_taken_back_gives_the_former_records_and_done_again_its_own() {
    let mut seen = BTreeSet::new();
    for seed in 0..HISTORIES {
        let mut chance = Chance::seeded(seed);
        let mut office = Office::of(world());
        for _ in 0..TRIES {
            let command = verb(&office, &mut chance);
            if there_and_back(&mut office, &command) == Some(true) {
                seen.insert(name(&command));
            }
        }
    }
    let all = [
        "AddNote",
        "AddReminder",
        "ChooseSolution",
        "CloseEntry",
        "Import",
        "JoinAnnexe",
        "LeaveAnnexe",
        "Many",
        "MarkSent",
        "MoveStage",
        "Postpone",
        "Register",
        "Review",
        "Save",
        "SetCirconscription",
        "Sign",
        "SignAmendment",
        "Terminate",
    ];
    let missing: Vec<&str> = all.into_iter().filter(|verb| !seen.contains(*verb)).collect();
    assert!(missing.is_empty(), "never carried out: {missing:?}");
}

#[test]
fn a_whole_history_is_taken_back_to_its_start_one_after_the_other() {
    for seed in 100..100 + HISTORIES {
        let mut chance = Chance::seeded(seed);
        let mut office = Office::of(world());
        let mut states = vec![records(&office)];
        for _ in 0..TRIES / 3 {
            let command = verb(&office, &mut chance);
            // What closes an entry may rest on what has changed since: it has its own test above.
            if !format!("{command:?}").contains("CloseEntry") && tried(&mut office, command).is_ok() {
                states.push(records(&office));
            }
        }
        while let Some(deed) = office.0.undoable().unwrap() {
            states.pop();
            tried(&mut office, Command::Undo { entry: deed.seq }).unwrap();
            assert_eq!(
                Some(&records(&office)),
                states.last(),
                "seed {seed}, entry {}",
                deed.seq
            );
        }
        assert_eq!(states.len(), 1, "seed {seed}");
    }
}
