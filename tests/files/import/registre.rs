//! Taking over an existing register: each entry on its own day, by the rules of that day.

use preau::domain::command::Command;
use preau::domain::command::ImportKind::Registre;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::id::{ConventionNumber, Uai};
use preau::domain::journal::Entry;
use preau::domain::provider::Category;
use preau::domain::register::RegisterEntry;
use preau::domain::rule::{Policy, RuleCode, assess};
use preau::exchange::Plan;

use crate::support::seeing::conforme;
use crate::world::{Base, FILES, bytes, motives};

const HEAD: &str =
    "uai;categorie;solution;fiche;inscrite_le;conventions;reference;controlee_le;closee_le;motif";

/// The school of which the convention 26 ended the day before the demo's.
const ENDED: &str = "0380280Y;ENT;fictif-a;1;2025-02-05;28-0016|26-0023;2025-005;;;";

fn table(rows: &[&str]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

fn base() -> Base {
    Base::with(&FILES)
}

/// What becomes of one row.
fn one(row: &str) -> Plan {
    base().import(Registre, table(&[row]))
}

/// The reasons for which one row is rejected.
fn rejected(row: &str) -> String {
    let motives = motives(&one(row));
    assert_eq!(motives.len(), 1, "{row}: {motives:?}");
    motives[0].clone()
}

fn ent(uai: &str) -> DeploymentId {
    DeploymentId::first(Uai::parse(uai).unwrap(), Category::Ent)
}

fn entries(base: &Base) -> Vec<RegisterEntry> {
    base.registry.entries().iter().cloned().collect()
}

#[test]
fn an_entry_has_the_day_and_the_reference_it_had_and_is_judged_on_that_day() {
    let mut base = base();
    let plan = base.import(Registre, table(&[ENDED]));
    assert_eq!(motives(&plan), [""; 0]);
    let [entry] = entries(&base).try_into().unwrap();
    assert_eq!(
        (entry.number, entry.entered_on.to_string().as_str()),
        (1, "2025-02-05")
    );
    assert_eq!(entry.taken_over.unwrap().reference, "2025-005");
    assert_eq!(entry.entered_by, "jdupont", "who took it over");
    let school = base
        .registry
        .schools()
        .get(&Uai::parse("0380280Y").unwrap())
        .unwrap();
    let today = "2026-11-23".parse().unwrap();
    let found = assess(&base.registry, school, today, &Policy::default());
    assert!(
        found[0].has(RuleCode::W0),
        "to be regularised on the day of the import"
    );
    let refused = rejected(&ENDED.replace("2025-02-05", "2026-11-23"));
    assert!(
        refused.contains("B7 Aucune convention 26 en vigueur avec Charancieu\u{a0}: échue le 22/11/2026"),
        "{refused}"
    );
}

#[test]
fn each_reason_of_the_rules_of_its_day_is_given() {
    let refused = rejected("0382251R;vie scolaire;fictif-d;;2020-11-02;;;;;");
    for rule in ["B5 ", "B7 ", "B9 "] {
        assert!(refused.contains(rule), "{rule} is not in {refused}");
    }
    let private = rejected("0381958X;ENT;one;;2025-11-03;;;;;");
    assert!(private.contains("B2 "), "{private}");
}

#[test]
fn a_row_that_cannot_be_an_entry_says_why() {
    let cases = [
        (ENDED.replace("2025-02-05", "2026-11-24"), "le jour est à venir"),
        (
            ENDED.replace("ENT", "vie scolaire"),
            "ce n’est pas la catégorie de cette solution",
        ),
        (
            ENDED.replace("fictif-a;1", "fictif-a;2"),
            "la fiche de fictif-a est la version 1",
        ),
        (
            ENDED.replace("26-0023", "26-0012"),
            "la convention 26-0012 ne valait pas",
        ),
        (
            ENDED.replace("26-0023", "26-9999"),
            "la convention 26-9999 ne valait pas",
        ),
        (ENDED.replace(";;;", ";2025-01-05;;"), "controlee_le"),
        (ENDED.replace(";;;", ";2026-11-24;;"), "le jour est à venir"),
        (ENDED.replace(";;;", ";;2025-01-05;x"), "closee_le"),
        (
            ENDED.replace(";;;", ";;2026-01-05;"),
            "il faut le motif de la clôture",
        ),
        (
            ENDED.replace(";;;", ";;;x"),
            "un motif est donné sans le jour de la clôture",
        ),
        (ENDED.replace(";;;", ";2026-03-02;2026-01-05;x"), "closee_le"),
        (ENDED.replace("fictif-a", "one"), "B8 "),
        (
            "0382844K;ENT;one;;2024-10-07;;;;;".to_owned(),
            "n’avait pas choisi cette solution",
        ),
        (ENDED.replace("0380280Y", "0382081F"), "B7 "),
        (ENDED.replace("2025-005", "#N/A"), "reference"),
        (ENDED.replace(";;;", ";;#REF!;x"), "closee_le"),
        (ENDED.replace("0380280Y", "0380281A"), "uai"),
        (
            ENDED.replace("fictif-a", "absente"),
            "importez d’abord les solutions",
        ),
    ];
    for (row, reason) in cases {
        let refused = rejected(&row);
        assert!(refused.contains(reason), "{row}: {reason} is not in {refused}");
    }
}

/// What the file does not say of the fiche and the conventions is what they were on the day.
#[test]
fn an_entry_rests_on_what_served_on_its_day() {
    for row in [
        "0380280Y;ENT;fictif-a;;2025-02-05;;;;;",
        "0380280Y;ENT;fictif-a;;2025-02-05;26-0023;;;;",
    ] {
        let mut base = base();
        assert_eq!(motives(&base.import(Registre, table(&[row]))), [""; 0]);
        let [entry] = entries(&base).try_into().unwrap();
        let mut conventions: Vec<_> = entry.conventions.iter().map(ConventionNumber::as_str).collect();
        conventions.sort_unstable();
        assert_eq!(conventions, ["26-0023", "28-0016"], "{row}");
        assert_eq!(entry.sheet.as_str(), "1");
        assert_eq!(entry.taken_over.unwrap().reference, "");
    }
}

#[test]
fn an_active_entry_takes_its_school_to_inscrite_and_no_further_stage_back() {
    let mut base = base();
    let plan = base.import(
        Registre,
        table(&["0382844K;ENT;fictif-a;1;2023-10-24;;;;;", ENDED]),
    );
    assert_eq!((plan.created.len(), plan.absent.len()), (2, 0));
    let stage = |base: &Base, uai| base.registry.deployments().get(&ent(uai)).unwrap().stage;
    assert_eq!(stage(&base, "0382844K"), Stage::Inscrite);
    assert_eq!(stage(&base, "0380280Y"), Stage::EnUsage);
    let reached = &base.registry.deployments().get(&ent("0382844K")).unwrap().reached;
    assert_eq!(reached[&Stage::Inscrite].to_string(), "2023-10-24");
    assert_eq!(plan.updated.len(), 1, "the deployment: {:?}", plan.updated);
}

#[test]
fn twice_the_same_register_changes_nothing() {
    let mut base = base();
    base.register();
    assert_eq!(entries(&base).len(), 193);
    assert!(entries(&base).iter().all(|entry| entry.taken_over.is_some()));
    base.again(Registre, bytes("demo/inscriptions.csv"));
    // What was done here since stays, whatever the file says of it.
    base.order(conforme(1));
    base.order(Command::CloseEntry {
        entry: 38,
        reason: "école fermée".into(),
    });
    let before = entries(&base);
    let plan = base.import(Registre, bytes("demo/inscriptions.csv"));
    assert_eq!((plan.is_empty(), plan.unchanged), (true, 193));
    assert_eq!(entries(&base), before);
    let said: Vec<_> = plan
        .warnings
        .iter()
        .map(|problem| problem.reason.clone())
        .collect();
    assert_eq!(
        said,
        ["c’est l’inscription n°\u{a0}38 du registre, laissée comme elle est"]
    );
}

#[test]
fn a_closed_entry_is_closed_and_judged_as_well() {
    let row = ENDED.replace(";;;", ";2025-09-10;2026-06-30;école fusionnée");
    let mut base = base();
    assert_eq!(motives(&base.import(Registre, table(&[&row]))), [""; 0]);
    let [entry] = entries(&base).try_into().unwrap();
    let closed = entry.closed.unwrap();
    assert_eq!(
        (closed.on.to_string().as_str(), closed.reason.as_str()),
        ("2026-06-30", "école fusionnée")
    );
    assert_eq!(entry.reviewed.unwrap().on.to_string(), "2025-09-10");
    base.again(Registre, table(&[&row]));
    let refused = rejected(&row.replace("2025-02-05", "2023-08-31"));
    assert!(refused.contains("B7 "), "{refused}");
    // The solution that it was about need not be the school's any more.
    let former = "0382844K;ENT;one;;2024-10-07;;;;2025-07-04;changement de solution";
    assert_eq!(motives(&one(former)), [""; 0]);
    let former = "0380280Y;ENT;one;;2025-10-07;;;;2026-07-03;changement de solution";
    let refused = rejected(former);
    assert!(refused.contains("B8 "), "{refused}");
}

#[test]
fn two_entries_of_one_school_and_category_are_never_active_together() {
    let first = ENDED.replace(";;;", ";;2025-07-04;autre");
    let after = ENDED
        .replace("2025-02-05", "2025-07-04")
        .replace("2025-005", "2025-090");
    let within = after.replace("2025-07-04", "2025-07-03");
    let mut both = base();
    let plan = both.import(Registre, table(&[&first, &after]));
    assert_eq!((motives(&plan), entries(&both).len()), (Vec::new(), 2));
    let plan = base().import(Registre, table(&[&first, &within]));
    assert!(
        motives(&plan)[0].contains("pour les mêmes jours"),
        "{:?}",
        motives(&plan)
    );
    let mut one_by_one = base();
    one_by_one.import(Registre, table(&[&after]));
    let plan = one_by_one.import(Registre, table(&[&first.replace("2025-07-04", "2025-07-05")]));
    assert!(
        motives(&plan)[0].contains("déjà au registre"),
        "{:?}",
        motives(&plan)
    );
    let plan = one_by_one.import(Registre, table(&[&first]));
    assert_eq!(motives(&plan), [""; 0]);
    let plan = base().import(Registre, table(&[ENDED, ENDED]));
    assert!(motives(&plan)[0].contains("déjà"), "{:?}", motives(&plan));
}

#[test]
fn an_entry_closed_on_its_first_day_and_the_one_made_again_that_day_are_two() {
    let mistaken = ENDED.replace(";;;", ";;2025-02-05;faite par erreur");
    for rows in [[&mistaken[..], ENDED], [ENDED, &mistaken]] {
        let mut base = base();
        let plan = base.import(Registre, table(&rows));
        assert_eq!((motives(&plan), entries(&base).len()), (Vec::new(), 2));
        base.again(Registre, table(&rows));
        let plan = base.import(Registre, table(&rows));
        assert!(plan.warnings.is_empty(), "each is its own: {:?}", plan.warnings);
        let mut one_by_one = self::base();
        for (count, row) in (1..).zip(rows) {
            one_by_one.import(Registre, table(&[row]));
            // A row that closes at once the entry that is there says something else of it, which is left as it is.
            let expected = if rows[0] == mistaken { count } else { 1 };
            assert_eq!(entries(&one_by_one).len(), expected);
        }
    }
    let plan = base().import(Registre, table(&[&mistaken, &mistaken]));
    assert!(motives(&plan)[0].contains("déjà"), "{:?}", motives(&plan));
}

#[test]
fn the_rest_goes_in_and_the_rejected_rows_keep_their_columns() {
    let refused = ENDED.replace(";;;", ";;2025-01-05;fusion");
    let mut base = base();
    let reading = base
        .read(
            Registre,
            table(&[&refused, "0382844K;ENT;fictif-a;1;2023-10-24;;;;;"]),
        )
        .unwrap();
    let rejects = String::from_utf8(reading.write_rejects(Vec::new()).unwrap()).unwrap();
    let (head, row) = rejects.trim_end().split_once('\n').unwrap();
    assert_eq!(head, format!("\u{feff}{HEAD};motif_du_rejet"));
    assert!(row.starts_with(&format!("{refused};")), "{row}");
    let mended = rejects.replace("2025-01-05", "2025-07-05");
    base.import(Registre, table(&["0382844K;ENT;fictif-a;1;2023-10-24;;;;;"]));
    assert_eq!(motives(&base.import(Registre, mended)), [""; 0]);
    assert_eq!(entries(&base).len(), 2);
}

/// What a client may send as a register is judged as what was read of a file.
#[test]
fn a_register_is_judged_where_it_is_written() {
    let mut base = base();
    let reading = base.read(Registre, table(&[ENDED])).unwrap();
    let forge = |change: &dyn Fn(&mut RegisterEntry)| {
        let mut order = reading.clone().into_order();
        if let Command::Import(import) = &mut order.command {
            for record in &mut import.records {
                if let preau::domain::record::Record::Entry(entry) = record {
                    change(entry);
                }
            }
        }
        order
    };
    let day = |text: &str| text.parse().unwrap();
    for refused in [
        forge(&|entry| entry.entered_on = day("2026-11-23")),
        forge(&|entry| entry.entered_on = day("2026-11-24")),
        forge(&|entry| entry.sheet = preau::domain::id::SheetVersion::parse("2").unwrap()),
        forge(&|entry| entry.conventions.clear()),
    ] {
        base.decided(&refused).unwrap_err();
    }
    let forged = forge(&|entry| {
        entry.number = 900;
        entry.entered_by = "autrui".into();
        entry.taken_over = None;
    });
    let changes = base.decided(&forged).unwrap();
    base.registry.apply(&Entry {
        seq: base.registry.revision() + 1,
        at: chrono::DateTime::UNIX_EPOCH,
        actor: preau::domain::journal::Actor {
            uid: 1,
            name: "x".into(),
        },
        command: forged.command,
        changes,
        order: None,
        edition: Entry::FIRST_EDITION,
    });
    let [entry] = entries(&base).try_into().unwrap();
    assert_eq!((entry.number, entry.entered_by.as_str()), (1, "jdupont"));
    assert!(entry.taken_over.is_some());
}
