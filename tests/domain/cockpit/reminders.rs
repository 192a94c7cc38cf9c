//! Relances: made, due, answered, and shown where they matter.

use preau::domain::command::Command;
use preau::domain::convention::{Amendment, Annexe, AnnexeLine, Renewal, Signatory};
use preau::domain::date::Period;
use preau::domain::query::agenda::AgendaKind;
use preau::domain::query::page::{ConventionRow, Row};
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::reminder::Reminder;
use preau::domain::rule::Policy;
use preau::domain::vacances::{Vacances, Zone};
use preau::service::{Desk, Dossier};

use super::office::{Office, class, found, pupils};
use crate::support::values::{amendment, day, number, uai};
use crate::support::world::{C26, SCHOOL, World};

fn remind(on: &str, next_due: Option<&str>) -> Command {
    Command::AddReminder {
        convention: number(C26),
        to: "mairie@exemple.invalid".to_owned(),
        channel: "courriel".to_owned(),
        on: day(on),
        next_due: next_due.map(day),
    }
}

fn answer(number: u32) -> Command {
    Command::CloseReminder {
        number,
        outcome: "le conseil municipal délibère le 4".to_owned(),
    }
}

/// A convention 26 sent on a day and signed by nobody.
fn waiting(sent: &str) -> World {
    class(2).edit_convention(C26, |c| {
        c.sent = Some(day(sent));
        c.signed_dasen = None;
        c.signed_party = None;
    })
}

fn due(office: &Office, pane: Pane) -> usize {
    found(office, pane, "relance:due").len()
}

#[test]
fn a_relance_is_recorded_with_the_day_to_come_back_to_it() {
    let mut office = Office::of(waiting("2026-11-10"));
    office.does(remind("2026-11-20", Some("2026-12-04")));
    let made = office.0.registry().reminders().get(&1).unwrap().clone();
    assert_eq!(
        (made.date, made.next_due),
        (day("2026-11-20"), Some(day("2026-12-04")))
    );
    assert!(made.is_open());
    office.does(answer(1));
    let closed = office.0.registry().reminders().get(&1).unwrap().clone();
    assert_eq!(closed.closed_on, Some(day("2026-11-23")));
    assert!(closed.outcome.unwrap().contains("délibère"));
}

#[test]
fn a_relance_is_refused_where_it_makes_no_sense() {
    let mut office = Office::of(waiting("2026-11-10"));
    let to_nobody = match remind("2026-11-20", None) {
        Command::AddReminder {
            convention,
            channel,
            on,
            next_due,
            ..
        } => Command::AddReminder {
            convention,
            to: " ".to_owned(),
            channel,
            on,
            next_due,
        },
        other => other,
    };
    let about_nothing = Command::AddReminder {
        convention: number("26-9999"),
        to: "mairie".to_owned(),
        channel: "courrier".to_owned(),
        on: day("2026-11-20"),
        next_due: None,
    };
    assert!(matches!(office.refuses(to_nobody), Refusal::Invalid { .. }));
    assert!(matches!(office.refuses(about_nothing), Refusal::Unknown(_)));
    assert!(matches!(
        office.refuses(remind("2026-11-24", None)),
        Refusal::Invalid { .. }
    ));
    assert!(matches!(
        office.refuses(remind("2026-11-20", Some("2026-11-20"))),
        Refusal::Order { .. }
    ));
    assert!(matches!(
        office.refuses(answer(1)),
        Refusal::Unknown(RecordId::Reminder(1))
    ));
    office.does(remind("2026-11-20", None));
    office.does(answer(1));
    assert!(matches!(office.refuses(answer(1)), Refusal::AlreadyDone { .. }));
}

#[test]
fn a_relance_is_due_once_sent_long_ago_or_once_its_day_is_reached() {
    for (sent, promised, expected) in [
        ("2026-10-23", None, 1),
        ("2026-10-24", None, 0),
        ("2026-11-10", Some("2026-11-23"), 1),
        ("2026-11-10", Some("2026-11-24"), 0),
        ("2026-10-01", Some("2026-11-24"), 0),
    ] {
        let mut office = Office::of(waiting(sent));
        if promised.is_some() {
            office.does(remind("2026-11-20", promised));
        }
        assert_eq!(due(&office, Pane::Conventions), expected, "{sent} {promised:?}");
        assert_eq!(
            due(&office, Pane::Schools),
            3 * expected,
            "its schools: {sent} {promised:?}"
        );
    }
}

#[test]
fn a_relance_is_due_to_a_party_whose_signature_is_missing_alone() {
    let signed = |dasen: Option<&str>, party: Option<&str>| {
        waiting("2026-10-01").edit_convention(C26, |c| {
            c.signed_dasen = dasen.map(day);
            c.signed_party = party.map(day);
        })
    };
    let (long_ago, of_late) = (Some("2026-10-05"), Some("2026-11-20"));
    for (dasen, party, expected, attend) in [
        (None, None, 1, "collectivite"),
        (long_ago, None, 1, "collectivite"),
        (None, Some("2026-11-22"), 0, "dasen"),
        (None, Some("2026-11-23"), 0, "dasen"),
        (None, Some("2026-11-24"), 1, "collectivite"),
        (None, long_ago, 0, "dasen"),
        (of_late, long_ago, 0, "-"),
    ] {
        let office = Office::of(signed(dasen, party));
        assert_eq!(due(&office, Pane::Conventions), expected, "{dasen:?} {party:?}");
        assert_eq!(due(&office, Pane::Schools), 3 * expected, "{dasen:?} {party:?}");
        for who in ["collectivite", "dasen", "prestataire"] {
            let found = |pane| found(&office, pane, &format!("attend:{who}")).len();
            let waits = usize::from(who == attend);
            assert_eq!(found(Pane::Conventions), waits, "{dasen:?} {party:?} {who}");
            assert_eq!(found(Pane::Schools), 3 * waits, "{dasen:?} {party:?} {who}");
        }
    }
}

/// A convention in force with an avenant that names its schools, sent and signed on some days.
fn amended(sent: &str, party: &str, dasen: &str) -> World {
    class(2).edit_convention(C26, |c| {
        c.amendments = vec![Amendment {
            sent: sent.parse().ok(),
            ..amendment("2", party, dasen)
        }];
        let schools = pupils(2).into_iter().chain([uai(SCHOOL)]);
        let joined = schools.map(|school| AnnexeLine {
            joined_by: "2".parse().ok(),
            ..AnnexeLine::new(school, Period::default())
        });
        c.annexe = Annexe::Listed(joined.collect());
    })
}

#[test]
fn an_avenant_is_in_the_lists_of_what_is_awaited() {
    let table = [
        // Sent, signed by the party and by the authority: due, by whom it is awaited, at the parapheur, the status.
        ("", "", "", 0, "-", 0, "en vigueur"),
        (
            "2026-10-23",
            "",
            "",
            1,
            "collectivite",
            0,
            "en vigueur, avenant 2 attend la collectivité",
        ),
        (
            "2026-10-24",
            "",
            "",
            0,
            "collectivite",
            0,
            "en vigueur, avenant 2 attend la collectivité",
        ),
        (
            "2026-10-01",
            "",
            "2026-10-05",
            1,
            "collectivite",
            0,
            "en vigueur, avenant 2 attend la collectivité",
        ),
        (
            "2026-10-01",
            "2026-11-07",
            "",
            0,
            "dasen",
            1,
            "en vigueur, avenant 2 attend le DASEN",
        ),
        (
            "2026-10-01",
            "2026-11-08",
            "",
            0,
            "dasen",
            0,
            "en vigueur, avenant 2 attend le DASEN",
        ),
        ("2026-10-01", "2026-10-02", "2026-11-23", 0, "-", 0, "en vigueur"),
    ];
    for (sent, party, dasen, to_remind, attend, parapheur, status) in table {
        let (office, of) = (
            Office::of(amended(sent, party, dasen)),
            format!("{sent} {party} {dasen}"),
        );
        assert_eq!(due(&office, Pane::Conventions), to_remind, "{of}");
        assert_eq!(due(&office, Pane::Schools), 3 * to_remind, "{of}");
        for who in ["collectivite", "dasen", "prestataire"] {
            let found = found(&office, Pane::Conventions, &format!("attend:{who}")).len();
            assert_eq!(found, usize::from(who == attend), "{of} {who}");
        }
        let found = found(&office, Pane::Conventions, "attend:parapheur").len();
        assert_eq!(found, parapheur, "{of}");
        assert_eq!(row(&office).status, status, "{of}");
    }
    let late = row(&Office::of(amended("2026-10-01", "", "")));
    assert_eq!(
        (late.party_since, late.authority_since),
        (Some(day("2026-10-01")), None)
    );
    let signed = row(&Office::of(amended("2026-10-01", "2026-10-09", "")));
    assert_eq!(
        (signed.party_since, signed.authority_since),
        (None, Some(day("2026-10-09")))
    );
}

/// The row of the convention.
fn row(office: &Office) -> ConventionRow {
    let query = Query {
        text: C26.to_owned(),
        ..Query::all(Pane::Conventions, 1)
    };
    match office.0.query(&query).unwrap().rows.pop() {
        Some(Row::Convention(row)) => row,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_party_of_a_signed_convention_is_reminded_of_its_avenant_alone() {
    let mut office = Office::of(amended("2026-10-01", "", ""));
    office.does(remind("2026-11-20", None));
    assert_eq!(due(&office, Pane::Conventions), 0);
    let why = |world| match Office::of(world).refuses(remind("2026-11-20", None)) {
        Refusal::Invalid { why, .. } => why,
        other => panic!("{other:?}"),
    };
    let parapheur = "la convention attend le DASEN\u{a0}: au parapheur, pas de relance";
    assert_eq!(why(amended("2026-10-01", "2026-11-20", "")), parapheur);
    assert!(why(amended("", "", "")).starts_with("la collectivité a signé le"));
    Office::of(amended("2026-10-01", "2026-11-21", "")).does(remind("2026-11-20", None));
}

#[test]
fn a_promise_is_due_only_while_the_party_s_signature_is_missing() {
    let promised = |signs: Option<&str>| {
        let mut office = Office::of(waiting("2026-11-10"));
        office.does(remind("2026-11-20", Some("2026-11-23")));
        if let Some(on) = signs {
            office.does(Command::Sign {
                convention: number(C26),
                by: Signatory::Party,
                on: day(on),
            });
        }
        due(&office, Pane::Conventions)
    };
    assert_eq!(promised(None), 1);
    assert_eq!(
        promised(Some("2026-11-23")),
        0,
        "it came on the day of the promise"
    );
}

#[test]
fn a_party_that_has_signed_is_not_reminded() {
    let signed = |on: &str| waiting("2026-10-01").edit_convention(C26, |c| c.signed_party = Some(day(on)));
    let why = |world| match Office::of(world).refuses(remind("2026-11-20", None)) {
        Refusal::Invalid { field, why, .. } => (field, why),
        other => panic!("{other:?}"),
    };
    let parapheur = "la convention attend le DASEN\u{a0}: au parapheur, pas de relance";
    assert_eq!(
        why(signed("2026-11-19")),
        ("relance".to_owned(), parapheur.to_owned())
    );
    assert_eq!(
        why(signed("2026-11-20")),
        ("relance".to_owned(), parapheur.to_owned())
    );
    Office::of(signed("2026-11-21")).does(remind("2026-11-20", None));
    let both = signed("2026-10-05").edit_convention(C26, |c| c.signed_dasen = Some(day("2026-10-06")));
    assert_eq!(why(both).1, "la collectivité a signé le 05/10/2026");
}

#[test]
fn the_dossier_has_a_line_for_each_missing_signature() {
    let lines = |world: World| {
        let dossier = Office::of(world)
            .0
            .open(&RecordId::Convention(number(C26)))
            .unwrap();
        let signatures = dossier
            .sections
            .iter()
            .find(|section| section.title == "Signatures")
            .unwrap();
        let awaited = signatures
            .lines
            .iter()
            .filter(|line| line.label == "signature attendue");
        let awaited: Vec<String> = awaited.map(|line| line.value.clone()).collect();
        let status = dossier.sections[0]
            .lines
            .iter()
            .find(|line| line.label == "statut")
            .unwrap();
        (status.value.clone(), awaited)
    };
    let party = |on: &str| waiting("2026-10-01").edit_convention(C26, |c| c.signed_party = Some(day(on)));
    let dasen = waiting("2026-10-01").edit_convention(C26, |c| c.signed_dasen = Some(day("2026-10-05")));
    assert_eq!(
        lines(waiting("2026-10-01")),
        (
            "envoyée".to_owned(),
            vec![
                "la collectivité, depuis le 01/10/2026".to_owned(),
                "le DASEN, ensuite".to_owned()
            ]
        )
    );
    assert_eq!(
        lines(party("2026-10-05")),
        (
            "attend le DASEN".to_owned(),
            vec!["le DASEN, depuis le 05/10/2026".to_owned()]
        )
    );
    assert_eq!(
        lines(dasen),
        (
            "attend la collectivité".to_owned(),
            vec!["la collectivité, depuis le 05/10/2026".to_owned()]
        )
    );
    assert_eq!(lines(class(2)), ("en vigueur".to_owned(), Vec::new()));
}

#[test]
fn the_end_of_a_convention_is_what_it_is_on_the_day() {
    let ends = |terminated: Option<&str>, today: &str| {
        let world = class(0).edit_convention(C26, |c| {
            c.end = Some(day("2027-08-31"));
            c.renewal = Renewal::Tacite {
                months: 12,
                ceiling: Some(2),
            };
            c.terminated = terminated.map(day);
        });
        let office = Office::on(world.records().cloned(), today);
        let dossier = office.0.open(&RecordId::Convention(number(C26))).unwrap();
        let term = dossier
            .sections
            .iter()
            .find(|section| section.title == "Durée")
            .unwrap();
        let dated = term.lines.iter().filter(|line| line.value.contains('/'));
        let dated: Vec<String> = dated
            .map(|line| format!("{} {}", line.label, line.value))
            .collect();
        dated.join(", ")
    };
    let table = [
        (
            None,
            "2026-11-23",
            "échéance 31/08/2027, dernier jour possible 31/08/2029",
        ),
        (
            None,
            "2027-09-01",
            "échéance 31/08/2028, en cours depuis le 01/09/2027, dernier jour possible 31/08/2029",
        ),
        (None, "2029-09-01", "a pris fin le 31/08/2029"),
        (
            Some("2026-11-24"),
            "2026-11-23",
            "échéance 23/11/2026, dernier jour possible 23/11/2026",
        ),
        (Some("2026-11-24"), "2026-11-24", "a pris fin le 23/11/2026"),
        (Some("2026-11-24"), "2026-11-25", "a pris fin le 23/11/2026"),
    ];
    for (terminated, today, expected) in table {
        assert_eq!(ends(terminated, today), expected, "{terminated:?} on {today}");
    }
}

#[test]
fn the_last_relance_and_its_outcome_take_the_place_of_an_earlier_promise() {
    let mut office = Office::of(waiting("2026-11-01"));
    office.does(remind("2026-11-10", Some("2026-11-20")));
    assert_eq!(due(&office, Pane::Conventions), 1);
    office.does(remind("2026-11-22", Some("2026-12-05")));
    assert_eq!(due(&office, Pane::Conventions), 0, "reminded again, for later");
    let mut office = Office::of(waiting("2026-11-01"));
    office.does(remind("2026-11-10", Some("2026-11-20")));
    office.does(answer(1));
    assert_eq!(due(&office, Pane::Conventions), 0, "answered");
}

#[test]
fn dossiers_of_the_convention_and_of_its_schools_show_it() {
    let mut office = Office::of(waiting("2026-11-01"));
    office.does(remind("2026-11-10", Some("2026-12-01")));
    for id in [RecordId::Convention(number(C26)), RecordId::School(uai(SCHOOL))] {
        let dossier = office.0.open(&id).unwrap();
        let lines = section(&dossier, "Relances");
        assert_eq!(lines.len(), 1, "{id}");
        assert!(
            lines[0].contains("courriel") && lines[0].contains("01/12/2026"),
            "{lines:?}"
        );
    }
    office.does(answer(1));
    let dossier = office.0.open(&RecordId::School(uai(SCHOOL))).unwrap();
    assert!(section(&dossier, "Relances")[0].contains("délibère"));
}

#[test]
fn days_ahead_filter_what_ends_and_what_meets() {
    let world = class(1)
        .edit_convention(C26, |c| c.end = Some(day("2027-01-15")))
        .council(SCHOOL, "2026-12-08")
        .council(SCHOOL, "2027-03-01");
    let office = Office::of(world);
    for (text, expected) in [
        ("echeance<90j", 2),
        ("echeance<30j", 0),
        ("echeance:2027-01-15", 2),
        ("conseil<=15j", 1),
        ("conseil<15j", 0),
        ("-conseil<=15j", 1),
    ] {
        assert_eq!(found(&office, Pane::Schools, text).len(), expected, "{text}");
    }
    let page = office.0.query(&Query::all(Pane::Conventions, 10)).unwrap();
    assert_eq!(page.total, 2);
}

/// The lines of a section of a dossier.
pub fn section(dossier: &Dossier, title: &str) -> Vec<String> {
    let sections = dossier.sections.iter().filter(|section| section.title == title);
    sections
        .flat_map(|section| section.lines.iter().map(|line| line.value.clone()))
        .collect()
}

#[test]
fn the_history_of_a_school_has_its_notes_put_offs_and_relances() {
    use super::office::ent;
    let mut office = Office::of(waiting("2026-11-10"));
    office.does(Command::AddNote {
        about: RecordId::Deployment(ent(uai(SCHOOL))),
        text: "le maire hésite".to_owned(),
    });
    office.does(Command::Postpone {
        school: uai(SCHOOL),
        until: Some(day("2026-12-08")),
        reason: "après le conseil".to_owned(),
    });
    office.does(remind("2026-11-20", Some("2026-12-04")));
    for id in [
        RecordId::School(uai(SCHOOL)),
        RecordId::Deployment(ent(uai(SCHOOL))),
    ] {
        let history = office.0.history(&id).unwrap();
        let after = |field: &str| {
            let found = history.iter().find(|line| line.field == field && !line.own);
            found.map(|line| line.after.clone()).unwrap_or_default()
        };
        assert_eq!(after("note"), "le maire hésite");
        assert_eq!(after("à revoir"), "08/12/2026, après le conseil");
        assert!(after("relance").starts_with("courriel à mairie@"), "{history:#?}");
        assert!(history.windows(2).all(|pair| pair[0].seq >= pair[1].seq));
    }
}

#[test]
fn a_school_waits_for_the_avenant_that_moves_it_alone() {
    let schools = pupils(2);
    let line = AnnexeLine {
        joined_by: "1".parse().ok(),
        ..AnnexeLine::new(schools[0], Period::default())
    };
    let world = class(2).edit_convention(C26, |c| {
        c.annexe = Annexe::Listed(vec![line]);
        c.amendments = vec![Amendment {
            sent: Some(day("2026-09-20")),
            ..Amendment::draft("1".parse().unwrap())
        }];
    });
    let office = Office::of(world);
    assert_eq!(found(&office, Pane::Schools, "relance:due"), schools[..1]);
    let to_remind = |school| {
        let ids = [RecordId::School(school)];
        let ties = office.0.ties(&ids).unwrap().remove(0);
        let tie = ties.into_iter().find(|tie| tie.number == number(C26)).unwrap();
        tie.not_to_remind
    };
    assert_eq!(to_remind(schools[0]), None);
    assert_eq!(
        to_remind(schools[1]).as_deref(),
        Some("aucune signature n’y manque")
    );
}

#[test]
fn no_relance_falls_due_in_holidays() {
    let holidays = Vacances {
        zone: Zone::A,
        from: day("2026-12-19"),
        to: day("2027-01-03"),
        name: "Vacances de Noël".into(),
    };
    let mut policy = Policy::default();
    policy.elections.zone = Some(Zone::A);
    let on = |world: &World, policy: Policy, today: &str| {
        let world = world.clone().with(holidays.clone());
        Office::under(policy, world.records().cloned(), today)
    };
    let is_due =
        |world: &World, policy: Policy, today: &str| due(&on(world, policy, today), Pane::Conventions) > 0;
    let reminded = waiting("2026-12-10");
    let reminded = reminded.with(Reminder {
        number: 1,
        convention: number(C26),
        to: "mairie@exemple.invalid".into(),
        channel: "courriel".into(),
        date: day("2026-12-11"),
        outcome: None,
        closed_on: None,
        next_due: Some(day("2026-12-22")),
    });
    let table = [
        // Unanswered from 21 December on, and to come back to on the 22nd.
        (waiting("2026-11-20"), "2026-12-21"),
        (reminded.clone(), "2026-12-22"),
    ];
    for (world, falls) in table {
        let eve = day(falls).pred_opt().unwrap().to_string();
        let plain = [eve.as_str(), falls].map(|today| is_due(&world, Policy::default(), today));
        assert_eq!(plain, [false, true], "{falls}: without a zone");
        let days = [falls, "2027-01-03", "2027-01-04"];
        let with = days.map(|today| is_due(&world, policy, today));
        assert_eq!(with, [false, false, true], "{falls}");
    }
    // One that was due before them stays so.
    assert!(is_due(&waiting("2026-11-10"), policy, "2026-12-25"));
    let office = on(&reminded, policy, "2026-12-15");
    let convention = RecordId::Convention(number(C26));
    let all = Query::all(Pane::Conventions, 0);
    let agenda = office
        .0
        .agenda(&all, day("2026-12-15"), day("2027-01-31"))
        .unwrap();
    let falls = agenda
        .items
        .iter()
        .filter(|item| item.kind == AgendaKind::Reminder);
    let falls: Vec<_> = falls.map(|item| (item.day, item.record.clone())).collect();
    assert_eq!(falls, [(day("2027-01-04"), convention.clone())]);
    let dossier = office.0.open(&convention).unwrap();
    let lines = dossier.sections.iter().flat_map(|section| &section.lines);
    let said = lines.into_iter().any(|line| {
        line.value
            .contains("à reprendre le 22/12/2026 · vacances\u{a0}: le 04/01/2027")
    });
    assert!(said, "{dossier:?}");
}
