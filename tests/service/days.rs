//! Another day looked at through the service: by anyone, and with nothing written.

use serde_json::{Value, json};

use super::house::House;
use super::raw::{Raw, hello, note, schools};
use crate::support::place::{DAY, Place, demo};
use preau::service::{Client, Desk, DeskError};

/// Days on which the rules say something else of the demo.
const DAYS: [&str; 3] = ["2025-10-01", "2026-09-01", "2027-03-01"];

/// The connection of a program that looks at a day.
fn looking(house: &House, day: &str) -> (Raw, Value) {
    let mut raw = Raw::silent(&house.socket());
    let mut words = hello();
    words["day"] = json!(day);
    raw.send(&words);
    let answer = raw.receive().unwrap();
    (raw, answer)
}

#[test]
fn every_command_that_reads_says_what_it_says_of_the_file_on_that_day() {
    let (house, file) = (House::open(), Place::demo());
    let before = house.run(["exporter", "base"]).expect(0).out;
    for day in DAYS {
        for args in [
            &["controler", "--format", "json"][..],
            &["controler", "commune:grenoble"],
            &["exporter", "ecoles"],
            &["exporter", "ecoles", "--filtre", "commune:voiron bloque:oui"],
            &["exporter", "relances"],
            &["exporter", "registre"],
            &["expliquer", "0381548B"],
            &["expliquer", "0381542V", "--format", "json"],
            &["journal"],
        ] {
            let through = house.run(["--date", day].iter().chain(args).copied());
            let on_file = file.on(day, args.iter().copied());
            assert!(through.status < 2, "{args:?}: {through:#?}");
            assert_eq!(
                (through.status, through.out, through.err),
                (on_file.status, on_file.out, on_file.err),
                "{day} {args:?}"
            );
        }
    }
    let said = |day: &str| house.run(["controler", "--date", day]).out;
    assert_ne!(said(DAYS[0]), said(DAYS[2]));
    assert_eq!(house.run(["exporter", "base"]).expect(0).out, before);
}

#[test]
fn no_command_writes_on_another_day() {
    let house = House::open();
    house.run(["exporter", "base", "-o", "tout.json"]).expect(0);
    let before = house.run(["exporter", "base"]).expect(0).out;
    let contracts = "reference;collectivite;solution;ecoles;debut;fin\nCT-1;213801855;one;0380069U;2026-09-01;x\n\
                     CT-2;213801855;one;0380069U;2026-09-01;2029-08-31\n";
    let file = house.place.file("contrats.csv", contracts);
    for day in DAYS {
        for args in [
            &["inscrire", "0381548B"][..],
            &["importer", "epci", &demo("epci-038.json")],
            &["importer", "contrats", &file, "--ignorer-rejets", "rejets.csv"],
            &["importer", "base", "tout.json"],
        ] {
            let ran = house.run(["--date", day].iter().chain(args).copied()).expect(1);
            assert!(ran.err.contains("consultation au"), "{args:?}: {}", ran.err);
        }
        let planned = ["--date", day, "importer", "contrats", &file, "--simuler"];
        assert!(house.run(planned).expect(1).out.contains("Simulation"));
    }
    assert!(!house.path("rejets.csv").exists());
    assert!(house.run(["exporter", "base"]).expect(0).out == before);
    house.run(["--date", DAY, "inscrire", "0381548B"]).expect(0);
}

#[test]
fn no_client_is_believed_about_the_day() {
    let house = House::open();
    let (mut raw, welcome) = looking(&house, "2025-10-01");
    assert_eq!(welcome["welcome"]["today"], "2025-10-01");
    assert_eq!(welcome["welcome"]["present"], DAY);
    let said = raw.call("execute", note("vu", None)).to_string();
    assert!(said.contains("Looking") && said.contains(DAY), "{said}");
    let page = raw.call("query", schools("")).to_string();
    assert!(
        page.contains("\"day\":\"2025-10-01\"") && page.contains("\"looking\":true"),
        "{page}"
    );
    for day in [
        "+262142-12-31",
        "-262143-01-01",
        "0000-01-01",
        "hier",
        "2026-02-30",
    ] {
        let mut raw = Raw::silent(&house.socket());
        let mut words = hello();
        words["day"] = json!(day);
        raw.send(&words);
        let answer = raw.receive();
        assert!(
            answer.as_ref().is_none_or(|answer| answer.get("sorry").is_some()),
            "{day}: {answer:?}"
        );
    }
    let journal = house.run(["journal"]).expect(0).out;
    assert!(!journal.contains("note"), "{journal}");
}

#[test]
fn few_days_are_looked_at_at_once_and_one_that_is_left_makes_room() {
    let mut house = House::open();
    let (mut one, _) = looking(&house, "2025-01-01");
    let (two, _) = looking(&house, "2025-01-02");
    let (_shared, answer) = looking(&house, "2025-01-01");
    assert!(answer.get("welcome").is_some(), "{answer}");
    let (_, refused) = looking(&house, "2025-01-03");
    assert!(
        refused["sorry"]
            .as_str()
            .is_some_and(|why| why.contains("autres jours")),
        "{refused}"
    );
    let page = one.call("query", schools("")).to_string();
    assert!(page.contains("2025-01-01"), "{page}");
    drop(two);
    let again = (0..200).map(|_| looking(&house, "2025-01-03").1);
    assert!(
        again.into_iter().any(|answer| answer.get("welcome").is_some()),
        "the day of a connection that ended is let go"
    );
    house.close();
}

#[test]
fn those_who_write_meanwhile_are_seen_on_the_day_that_is_looked_at() {
    let house = House::open();
    let looks = Client::connect_on(&house.socket(), Some("2027-03-01".parse().unwrap())).unwrap();
    let page = |text: &str| {
        let query = preau::domain::query::Query {
            text: text.to_owned(),
            ..preau::domain::query::Query::all(preau::domain::query::Pane::Schools, 10)
        };
        looks.query(&query).unwrap()
    };
    let before = page("inscrite:oui");
    assert!(before.looking && before.total == 0, "{before:?}");
    house.run(["inscrire", "0381548B"]).expect(0);
    let after = page("inscrite:oui");
    assert_eq!((after.total, after.day.to_string()), (1, "2027-03-01".to_owned()));
    assert!(after.revision > before.revision);
    let mut looks = looks;
    let order = preau::domain::command::Order::blind(preau::domain::command::Command::Undo {
        entry: after.revision,
    });
    let refused = looks.execute(&order);
    assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
}
