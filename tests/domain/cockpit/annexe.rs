//! The annexe of a convention 26, the circonscription of a school, and the conventions that concern a record.

use preau::domain::command::{AnnexeMove, Command, Order};
use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::date::Period;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::school::Sector;
use preau::service::{Desk, DeskError};

use super::office::{Office, class, ent, pupils};
use crate::support::values::{day, number, siren, uai};
use crate::support::world::{C26, C28, EDREDON, SCHOOL, World};

fn joins(school: &str, on: &str) -> Command {
    Command::annexe(number(C26), uai(school), AnnexeMove::new(true, day(on)))
}

fn leaves(school: &str, on: &str) -> Command {
    Command::annexe(number(C26), uai(school), AnnexeMove::new(false, day(on)))
}

/// A world whose convention 26 names schools, each between two days; an empty text is an open end.
fn naming(lines: &[(&str, &str, &str)]) -> World {
    let lines = lines.iter().map(|(school, from, to)| {
        AnnexeLine::new(
            uai(school),
            Period {
                from: from.parse().ok(),
                to: to.parse().ok(),
            },
        )
    });
    let lines = lines.collect();
    class(1).edit_convention(C26, |c| {
        c.annexe = Annexe::Listed(lines);
        c.open_annexe = true;
    })
}

fn lines(office: &Office) -> Vec<String> {
    let convention = office.0.registry().conventions().get(&number(C26)).unwrap();
    let Annexe::Listed(lines) = &convention.annexe else {
        return vec!["toutes".to_owned()];
    };
    let end = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let shown = lines
        .iter()
        .map(|line| format!("{} {}/{}", line.uai, end(line.period.from), end(line.period.to)));
    shown.collect()
}

fn why(refusal: &Refusal) -> String {
    let Refusal::Invalid { why, .. } = refusal else {
        panic!("{refusal}");
    };
    why.clone()
}

#[test]
fn a_school_joins_from_a_day_and_leaves_from_another() {
    let mut office = Office::of(naming(&[]));
    office.does(joins(SCHOOL, "2026-11-23"));
    assert_eq!(lines(&office), [format!("{SCHOOL} 2026-11-23/")]);
    office.does(leaves(SCHOOL, "2027-09-01"));
    assert_eq!(lines(&office), [format!("{SCHOOL} 2026-11-23/2027-08-31")]);
    let again = office.does(joins(SCHOOL, "2027-09-01"));
    assert_eq!(lines(&office).len(), 2, "what was is kept");
    office.does(Command::Undo { entry: again.seq });
    assert_eq!(lines(&office), [format!("{SCHOOL} 2026-11-23/2027-08-31")]);
}

#[test]
fn a_line_that_had_not_begun_goes_altogether() {
    let mut office = Office::of(naming(&[(SCHOOL, "2026-12-01", "")]));
    office.does(leaves(SCHOOL, "2026-12-01"));
    assert_eq!(lines(&office), Vec::<String>::new());
}

#[test]
fn what_the_annexe_says_already_is_refused() {
    let mut office = Office::of(naming(&[(SCHOOL, "2026-12-01", "2027-06-30")]));
    let told = [
        (joins(SCHOOL, "2026-12-01"), "l’école y figure déjà ce jour-là"),
        (
            joins(SCHOOL, "2026-11-01"),
            "l’école y figure à partir du 01/12/2026",
        ),
        (
            leaves(SCHOOL, "2027-07-01"),
            "l’école n’y figure pas à partir de ce jour",
        ),
    ];
    for (command, said) in told {
        assert_eq!(why(&office.refuses(command)), said);
    }
}

#[test]
fn an_annexe_without_a_list_is_left_as_it_is() {
    let mut office = Office::of(class(0));
    assert!(why(&office.refuses(joins(SCHOOL, "2026-11-23"))).contains("en fait déjà partie"));
    assert!(why(&office.refuses(leaves(SCHOOL, "2026-11-23"))).contains("dressez d’abord la liste"));
    let on28 = Command::annexe(number(C28), uai(SCHOOL), AnnexeMove::new(true, day("2026-11-23")));
    assert_eq!(why(&office.refuses(on28)), "une convention 28 n’a pas d’annexe");
    let out = AnnexeMove::new(false, day("2026-11-23"));
    let unknown = Command::annexe(number("26-9999"), uai(SCHOOL), out);
    assert!(matches!(office.refuses(unknown), Refusal::Unknown(_)));
}

#[test]
fn a_private_school_joins_no_annexe() {
    let world = naming(&[]).edit_school(SCHOOL, |school| school.sector = Sector::Private);
    let mut office = Office::of(world);
    assert_eq!(
        why(&office.refuses(joins(SCHOOL, "2026-11-23"))),
        "une école privée est hors des conventions 26 (B2)"
    );
}

#[test]
fn a_school_joins_the_annexe_of_the_collectivite_that_it_comes_under_alone() {
    let world = naming(&[])
        .commune("38563", "213805633", "Voiron")
        .school("0380124D", "Bourg Vif", "38563");
    let mut office = Office::of(world);
    assert_eq!(
        why(&office.refuses(joins("0380124D", "2026-11-23"))),
        "l’école ne relève pas de Grenoble"
    );
    assert!(matches!(
        office.refuses(joins("0380069U", "2026-11-23")),
        Refusal::Unknown(_)
    ));
}

#[test]
fn a_circonscription_is_a_name_on_a_line() {
    let mut office = Office::of(class(0));
    let set = |name: &str| Command::SetCirconscription {
        school: uai(SCHOOL),
        name: name.to_owned(),
    };
    office.does(set("  Grenoble 3 "));
    let found = office.0.registry().schools().get(&uai(SCHOOL)).unwrap();
    assert_eq!(found.circonscription, "Grenoble 3");
    assert_eq!(office.refuses(set("Grenoble 3")), Refusal::Nothing);
    assert_eq!(why(&office.refuses(set(" "))), "le texte est vide");
    assert!(why(&office.refuses(set("a\nb"))).contains("une seule ligne"));
    assert!(why(&office.refuses(set(&"a".repeat(101)))).contains("100 caractères"));
}

#[test]
fn the_conventions_that_concern_a_record() {
    let unsigned = class(1).edit_convention(C26, |c| c.signed_dasen = None);
    let office = Office::of(unsigned);
    let school = pupils(1)[0];
    let asked = [
        RecordId::Deployment(ent(school)),
        RecordId::School(school),
        RecordId::Provider(siren(EDREDON)),
        RecordId::Convention(number(C28)),
        RecordId::Note(7),
    ];
    let ties = office.0.ties(&asked).unwrap();
    let told: Vec<Vec<(String, bool)>> = ties
        .iter()
        .map(|ties| {
            ties.iter()
                .map(|tie| (tie.number.to_string(), tie.awaited))
                .collect()
        })
        .collect();
    let both = vec![(C26.to_owned(), true), (C28.to_owned(), false)];
    assert_eq!(told[0], both);
    assert_eq!(told[1], both);
    assert_eq!(told[2], [(C28.to_owned(), false)]);
    assert_eq!(told[3], [(C28.to_owned(), true)], "it is named itself");
    assert!(told[4].is_empty());
}

#[test]
fn a_preview_gives_the_versions_with_which_its_order_is_carried_out() {
    let mut office = Office::of(naming(&[]));
    let told = office
        .0
        .preview_each(&[Order::blind(joins(SCHOOL, "2026-11-23"))])
        .unwrap();
    let seen = told.into_iter().next().unwrap().unwrap().seen;
    assert_eq!(seen.len(), 1);
    let order = Order {
        command: joins(SCHOOL, "2026-11-23"),
        seen,
        id: None,
        stages: false,
    };
    office.does(joins(pupils(1)[0].as_str(), "2026-11-23"));
    assert!(matches!(
        office.0.execute(&order),
        Err(DeskError::Refused(refusal)) if matches!(*refusal, Refusal::Conflict { .. })
    ));
    let note = Order::blind(Command::AddNote {
        about: RecordId::School(uai(SCHOOL)),
        text: "à voir".to_owned(),
    });
    assert!(
        office.0.preview(&note).unwrap().seen.is_empty(),
        "its number is the base's"
    );
}

#[test]
fn the_history_of_an_annexe_tells_the_schools_that_moved_alone() {
    let world = naming(&[(SCHOOL, "", ""), ("0380126F", "", "")]);
    let mut office = Office::of(world.school("0380126F", "Langevin", "38185"));
    office.does(leaves(SCHOOL, "2026-11-23"));
    let history = office.0.history(&RecordId::Convention(number(C26))).unwrap();
    let latest = history.first().unwrap().seq;
    let told: Vec<(String, String, String)> = history
        .into_iter()
        .filter(|line| line.seq == latest)
        .map(|line| (line.field, line.before, line.after))
        .collect();
    let [(field, before, after)] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert!(field.ends_with(&format!(", Grenoble ({SCHOOL})")), "{field}");
    assert_eq!([before, after], ["nommée", "nommée jusqu’au 22/11/2026"]);
}
