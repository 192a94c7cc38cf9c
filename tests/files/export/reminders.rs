//! The export of relances.

use chrono::{DateTime, NaiveDate, Utc};
use preau::domain::command::Command;
use preau::domain::contact::Contact;
use preau::domain::convention::{Amendment, Annexe, AnnexeLine};
use preau::domain::date::Period;
use preau::domain::id::{ConventionNumber, Siren, Uai};
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::query::source::{Dates, Source};
use preau::domain::reminder::Reminder;
use preau::domain::rule::Policy;
use preau::exchange::export::{
    ByteOrderMark, Format, ReminderLine, RemindersWriter, due_lines, reminder_lines,
};

use crate::world::{Base, FILES};

const HEADER: &str = "numero;convention;article;partie;partie_nom;destinataire;contact_role;contact_nom;\
                      contact_courriel;moyen;date;reponse;a_reprendre_le;envoyee_le;signee_dasen_le;signee_partie_le;\
                      rang;ecoles;manque;contact_telephone;avenants\n";

struct NoDates;

impl Dates for NoDates {
    fn day_of(&self, _: u64) -> Option<NaiveDate> {
        None
    }

    fn recorded_at(&self, _: u32) -> Option<DateTime<Utc>> {
        None
    }
}

/// What is written of a base on a day.
fn written(base: &Base, on: &str, lines: fn(Source<'_>) -> Vec<ReminderLine>) -> String {
    let day_index = DayIndex::build(&base.registry, on.parse().unwrap(), Policy::default(), &InTurn);
    let source = Source {
        registry: &base.registry,
        day_index: &day_index,
        dates: &NoDates,
        operator: "",
    };
    let mut writer = RemindersWriter::new(Vec::new(), Format::Csv(ByteOrderMark::None), false).unwrap();
    for line in lines(source) {
        writer.line(&line).unwrap();
    }
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    text.strip_prefix(HEADER).expect("the columns").to_owned()
}

fn relance(number: u32, on: &str, next_due: Option<&str>) -> Reminder {
    Reminder {
        number,
        convention: ConventionNumber::parse("26-0012").unwrap(),
        to: "Mairie".to_owned(),
        channel: "courriel".to_owned(),
        date: on.parse().unwrap(),
        outcome: None,
        closed_on: None,
        next_due: next_due.map(|day| day.parse().unwrap()),
    }
}

/// A base of which Grenoble has a contact, and its convention 26-0012 the signatures given.
fn base(dasen: Option<&str>, party: Option<&str>) -> Base {
    let mut base = Base::with(&FILES);
    let grenoble = Siren::parse("213801855").unwrap();
    let mut collectivite = base.registry.collectivites().get(&grenoble).unwrap().clone();
    collectivite.contacts.push(Contact {
        role: "service éducation".to_owned(),
        name: String::new(),
        email: "ecoles@exemple.invalid".to_owned(),
        telephone: "0476000000".to_owned(),
    });
    let number = ConventionNumber::parse("26-0012").unwrap();
    let mut convention = base.registry.conventions().get(&number).unwrap().clone();
    convention.signed_dasen = dasen.map(|day| day.parse().unwrap());
    convention.signed_party = party.map(|day| day.parse().unwrap());
    for record in [collectivite.into(), convention.into()] {
        base.order(Command::Save { record });
    }
    base
}

#[test]
fn a_relance_noted_has_what_a_letter_says() {
    let mut base = base(None, Some("2026-10-03"));
    for reminder in [
        relance(1, "2026-11-02", Some("2026-11-30")),
        relance(2, "2026-11-20", None),
    ] {
        base.order(Command::Save {
            record: reminder.into(),
        });
    }
    let text = written(&base, "2026-11-23", reminder_lines);
    let mut lines = text.lines();
    let first = lines.next().unwrap();
    assert!(first.starts_with(
        "1;26-0012;26;213801855;Grenoble;Mairie;service éducation;;ecoles@exemple.invalid;courriel;2026-11-02;;\
         2026-11-30;2026-09-12;;2026-10-03;1;"
    ), "{first}");
    assert!(first.ends_with(";signature du DASEN;0476000000;"), "{first}");
    assert!(lines.next().unwrap().contains(";2026-10-03;2;"), "{text}");
}

#[test]
fn a_letter_is_due_for_an_avenant_with_its_number_and_its_sending() {
    let mut base = base(Some("2026-10-05"), Some("2026-10-03"));
    let number = ConventionNumber::parse("26-0012").unwrap();
    let mut convention = base.registry.conventions().get(&number).unwrap().clone();
    let mut second = Amendment::draft("2".parse().unwrap());
    second.sent = "2026-10-20".parse().ok();
    convention.amendments.push(second);
    base.order(Command::Save {
        record: convention.into(),
    });
    let of = |on: &str| {
        let text = written(&base, on, due_lines);
        let line = text.lines().find(|line| line.contains(";26-0012;"));
        line.map(str::to_owned)
    };
    assert_eq!(of("2026-11-19"), None);
    let due = of("2026-11-20").unwrap();
    assert!(
        due.ends_with(
            ";avenant 2\u{a0}: signature de la collectivité|avenant 2\u{a0}: signature du DASEN;0476000000;2 (envoyé le \
             20/10/2026)"
        ),
        "{due}"
    );
}

#[test]
fn a_letter_about_an_avenant_names_the_schools_that_it_moves() {
    let mut base = base(Some("2026-10-05"), Some("2026-10-03"));
    let number = ConventionNumber::parse("26-0012").unwrap();
    let mut convention = base.registry.conventions().get(&number).unwrap().clone();
    let mut second = Amendment::draft("2".parse().unwrap());
    second.sent = "2026-10-20".parse().ok();
    let schools = ["0382801N", "0380123C"].map(|uai| Uai::parse(uai).unwrap());
    let mut lines = schools.map(|uai| AnnexeLine::new(uai, Period::default()));
    convention.amendments.push(second);
    let mut named = |base: &mut Base, moved: Option<usize>| {
        if let Some(at) = moved {
            lines[at].joined_by = "2".parse().ok();
        }
        convention.annexe = Annexe::Listed(lines.to_vec());
        base.order(Command::Save {
            record: convention.clone().into(),
        });
        let text = written(base, "2026-11-20", due_lines);
        let line = text.lines().find(|line| line.contains(";26-0012;")).unwrap();
        line.split(';').nth(17).unwrap().to_owned()
    };
    assert_eq!(named(&mut base, None), "");
    assert_eq!(named(&mut base, Some(1)), "0380123C");
}

#[test]
fn a_letter_is_due_to_a_party_whose_signature_is_missing_alone() {
    // 26-0012 was sent on 2026-09-12: 30 days later is 2026-10-12.
    let of = |base: &Base, on: &str| -> Option<String> {
        let text = written(base, on, due_lines);
        text.lines()
            .find(|line| line.contains(";26-0012;"))
            .map(str::to_owned)
    };
    let unsigned = base(None, None);
    assert_eq!(of(&unsigned, "2026-10-12"), None);
    let due = of(&unsigned, "2026-10-13").unwrap();
    assert!(due.starts_with(
        ";26-0012;26;213801855;Grenoble;Grenoble;service éducation;;ecoles@exemple.invalid;;;;;2026-09-12;;;1;"
    ), "{due}");
    assert!(
        due.ends_with(";signature de la collectivité|signature du DASEN;0476000000;"),
        "{due}"
    );
    let schools: Vec<&str> = due.split(';').nth(17).unwrap().split('|').collect();
    assert!(schools.contains(&"0382801N"), "a school that waits for it: {due}");
    for (signed, on, is_due) in [
        ("2026-11-23", "2026-11-22", true),
        ("2026-11-23", "2026-11-23", false),
        ("2026-11-23", "2026-11-24", false),
    ] {
        assert_eq!(
            of(&base(None, Some(signed)), on).is_some(),
            is_due,
            "signed on {signed}, {on}"
        );
    }
    let by_dasen = of(&base(Some("2026-10-01"), None), "2026-10-13").unwrap();
    assert!(
        by_dasen.ends_with(";signature de la collectivité;0476000000;"),
        "{by_dasen}"
    );
}
