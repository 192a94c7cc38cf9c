//! Schools that join an annexe by an avenant, and leave it by another; signatures of avenants; what forms may not say.

use preau::domain::command::{AnnexeBy, AnnexeMove, Command, Order, Seen};
use preau::domain::convention::{Annexe, AnnexeLine, Convention, Renewal, Signatory};
use preau::domain::date::Period;
use preau::domain::id::Uai;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::service::Desk;

use super::office::{Office, class, found, pupils};
use crate::support::values::{amendment, day, number, solution_code, uai};
use crate::support::world::{C26, EDREDON, SCHOOL, World};

/// What is typed over a convention.
type Edit = fn(&mut Convention);

/// A signed convention 26 whose annexe names no school.
fn world() -> World {
    class(1).edit_convention(C26, |c| c.annexe = Annexe::Listed(Vec::new()))
}

fn moved(joins: bool, on: &str, by: AnnexeBy) -> Command {
    let moved = AnnexeMove {
        by,
        ..AnnexeMove::new(joins, day(on))
    };
    Command::annexe(number(C26), school(), moved)
}

fn school() -> Uai {
    pupils(1)[0]
}

fn noted(by: &str) -> AnnexeBy {
    AnnexeBy::Noted(by.parse().unwrap())
}

fn convention(office: &Office) -> Convention {
    office
        .0
        .registry()
        .conventions()
        .get(&number(C26))
        .unwrap()
        .clone()
}

fn line(office: &Office) -> String {
    let convention = convention(office);
    let lines: Vec<String> = convention
        .annexe
        .lines()
        .iter()
        .map(ToString::to_string)
        .collect();
    lines.join(" | ")
}

fn why(refusal: &Refusal) -> String {
    let Refusal::Invalid { why, .. } = refusal else {
        panic!("{refusal}");
    };
    why.clone()
}

#[test]
fn a_signed_convention_asks_by_which_avenant_a_school_joins() {
    let mut office = Office::of(world());
    let refused = office.refuses(moved(true, "2026-11-23", AnnexeBy::Nothing));
    assert!(
        why(&refused).contains("dites par quel avenant l’école y entre"),
        "{refused}"
    );
    let refused = office.refuses(moved(true, "2026-11-23", noted("1")));
    assert!(why(&refused).contains("elle n’a pas d’avenant 1"), "{refused}");
    let one = AnnexeBy::New(amendment("1", "2026-11-09", ""));
    let receipt = office.does(moved(true, "2026-11-23", one));
    assert_eq!(
        line(&office),
        format!("{} (du 23/11/2026, entrée par l’avenant 1)", school())
    );
    assert_eq!(convention(&office).amendments, [amendment("1", "2026-11-09", "")]);
    assert!(!convention(&office).open_annexe);
    office.does(Command::Undo { entry: receipt.seq });
    assert_eq!(line(&office), "");
    assert!(
        convention(&office).amendments.is_empty(),
        "one operation, one undo"
    );
}

#[test]
fn a_convention_that_nobody_signed_asks_for_none() {
    for lacking in [Signatory::Dasen, Signatory::Party] {
        let unsigned = world().edit_convention(C26, |c| match lacking {
            Signatory::Dasen => c.signed_dasen = None,
            Signatory::Party => c.signed_party = None,
        });
        let mut office = Office::of(unsigned);
        office.does(moved(true, "2026-11-23", AnnexeBy::Nothing));
        assert_eq!(line(&office), format!("{} (du 23/11/2026)", school()));
    }
}

#[test]
fn what_a_convention_allows_is_noted_on_it_once() {
    let mut office = Office::of(world());
    office.does(moved(true, "2026-11-23", AnnexeBy::Allowed));
    assert_eq!(line(&office), format!("{} (du 23/11/2026)", school()));
    assert!(convention(&office).open_annexe);
    office.does(moved(false, "2027-01-01", AnnexeBy::Nothing));
    office.does(moved(true, "2027-02-01", AnnexeBy::Nothing));
}

#[test]
fn several_schools_join_by_one_new_avenant() {
    let mut office = Office::of(class(3).edit_convention(C26, |c| c.annexe = Annexe::Listed(Vec::new())));
    let new = AnnexeBy::New(amendment("1", "", ""));
    let joins = |school: &Uai| {
        let moved = AnnexeMove {
            by: new.clone(),
            ..AnnexeMove::new(true, day("2026-11-23"))
        };
        Command::annexe(number(C26), *school, moved)
    };
    let commands = pupils(3).iter().map(joins).collect();
    office.does(Command::Many { commands });
    assert_eq!(convention(&office).amendments.len(), 1);
    assert_eq!(convention(&office).annexe.lines().len(), 3);
    let other = AnnexeBy::New(amendment("1", "2026-11-09", ""));
    let refused = office.refuses(moved(false, "2027-01-01", other));
    assert!(why(&refused).contains("elle a déjà un avenant 1"), "{refused}");
}

#[test]
fn a_school_leaves_by_an_avenant_after_its_first_day() {
    let mut office = Office::of(world());
    office.does(moved(true, "2026-11-23", AnnexeBy::New(amendment("1", "", ""))));
    let refused = office.refuses(moved(false, "2026-11-23", noted("1")));
    assert!(why(&refused).contains("qu’à partir du 23/11/2026"), "{refused}");
    office.does(moved(false, "2027-01-01", AnnexeBy::New(amendment("2", "", ""))));
    let expected = format!(
        "{} (du 23/11/2026 au 31/12/2026, entrée par l’avenant 1, sortie par l’avenant 2)",
        school()
    );
    assert_eq!(line(&office), expected);
}

#[test]
fn a_school_may_join_for_each_of_two_solutions() {
    let world = world()
        .solution("embruns", "EMBRUNS", crate::support::world::EDREDON)
        .edit_convention(C26, |c| {
            c.open_annexe = true;
            c.solutions = vec![solution_code("olm"), solution_code("embruns")];
        });
    let mut office = Office::of(world);
    let joins = |code: &str| {
        let moved = AnnexeMove {
            solution: Some(solution_code(code)),
            ..AnnexeMove::new(true, day("2026-11-23"))
        };
        Command::annexe(number(C26), school(), moved)
    };
    office.does(joins("olm"));
    assert!(why(&office.refuses(joins("olm"))).contains("y figure déjà"));
    office.does(joins("embruns"));
    assert_eq!(convention(&office).annexe.lines().len(), 2);
    let refused = office.refuses(joins("autre"));
    assert!(why(&refused).contains("ne vise pas autre"), "{refused}");
}

fn signs(by: Signatory, on: &str) -> Command {
    Command::SignAmendment {
        convention: number(C26),
        amendment: "1".parse().unwrap(),
        by,
        on: day(on),
    }
}

#[test]
fn an_avenant_is_signed_by_each_once() {
    let mut office = Office::of(world());
    let refused = office.refuses(signs(Signatory::Dasen, "2026-11-20"));
    assert!(why(&refused).contains("elle n’a pas d’avenant 1"), "{refused}");
    let sent = preau::domain::convention::Amendment {
        sent: Some(day("2026-11-03")),
        ..amendment("1", "", "")
    };
    office.does(moved(true, "2026-11-01", AnnexeBy::New(sent)));
    let early = office.refuses(signs(Signatory::Party, "2026-11-02"));
    assert!(matches!(early, Refusal::Order { .. }), "{early}");
    office.does(signs(Signatory::Party, "2026-11-09"));
    let again = office.refuses(signs(Signatory::Party, "2026-11-10"));
    assert!(matches!(again, Refusal::AlreadyDone { .. }), "{again}");
    let again = office.refuses(Command::SendAmendment {
        convention: number(C26),
        amendment: "1".parse().unwrap(),
        on: day("2026-11-10"),
    });
    let said = "convention 26-0001\u{a0}: l’envoi de l’avenant 1 est déjà noté au 03/11/2026";
    assert_eq!(again.to_string(), said);
    let told = office
        .0
        .preview(&Order::blind(signs(Signatory::Dasen, "2026-11-20")))
        .unwrap();
    assert_eq!(
        told.effects.gains().count(),
        1,
        "the school is ready by the second signature"
    );
    office.does(signs(Signatory::Dasen, "2026-11-20"));
    let refused = office.refuses(signs(Signatory::Dasen, "2026-11-24"));
    assert!(!matches!(refused, Refusal::Nothing), "{refused}");
}

/// The order that saves a convention as it was read and typed over.
fn seeing(office: &Office, record: Convention) -> Order {
    let id = RecordId::Convention(record.number.clone());
    let version = office.0.registry().version(&id).unwrap();
    let record = record.into();
    Order::seeing(Command::Save { record }, vec![Seen { id, version }])
}

#[test]
fn a_convention_that_is_typed_agrees_with_itself() {
    let mut office = Office::of(world());
    let new = AnnexeBy::New(amendment("1", "", ""));
    office.does(moved(true, "2026-11-23", new));
    let saved = |office: &Office, edit: fn(&mut Convention)| {
        let mut record = convention(office);
        edit(&mut record);
        seeing(office, record)
    };
    let table: [(Edit, &str); 8] = [
        (
            |c| c.amendments.push(amendment("01", "", "")),
            "les avenants 1 et 01 n’en font qu’un",
        ),
        (
            |c| c.amendments.push(amendment("2", "2026-08-31", "")),
            "avenant 2\u{a0}: le 31/08/2026 précède la signature de la convention, le 01/09/2026",
        ),
        (
            |c| c.annexe = Annexe::All,
            "toutes les écoles n’y entrent pas sans avenant",
        ),
        (
            |c| {
                let line = AnnexeLine::new(uai(SCHOOL), Period::default());
                c.annexe = Annexe::Listed(c.annexe.lines().iter().cloned().chain([line]).collect());
            },
            "signée des deux parties depuis le 01/09/2026\u{a0}: l’école 0380123C n’y entre pas sans avenant",
        ),
        (
            |c| c.amendments.push(amendment("1", "", "")),
            "deux avenants ont le numéro 1",
        ),
        (|c| c.amendments.clear(), "par l’avenant 1, qui n’y est pas"),
        (
            |c| {
                c.amendments[0].sent = Some(day("2026-11-10"));
                c.amendments[0].signed_party = Some(day("2026-11-09"));
            },
            "avenant 1\u{a0}: la première signature précède l’envoi",
        ),
        (
            |c| {
                c.solutions = vec![solution_code("olm")];
                let line = AnnexeLine {
                    solution: Some(solution_code("embruns")),
                    joined_by: "1".parse().ok(),
                    ..AnnexeLine::new(uai(SCHOOL), Period::default())
                };
                c.annexe = Annexe::Listed(vec![line]);
            },
            "pour embruns, que la convention ne vise pas",
        ),
    ];
    for (edit, expected) in table {
        let refused = office.0.preview(&saved(&office, edit)).unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}");
    }
}

/// The convention with an avenant that both have signed, by which the school is in.
fn with_signed() -> Office {
    let world = world().edit_convention(C26, |c| {
        c.amendments = vec![
            amendment("1", "2026-11-09", "2026-11-20"),
            amendment("2", "2026-11-09", ""),
        ];
        c.annexe = Annexe::Listed(vec![AnnexeLine {
            joined_by: "1".parse().ok(),
            ..AnnexeLine::new(uai(SCHOOL), Period::default())
        }]);
    });
    Office::of(world)
}

#[test]
fn an_avenant_that_both_have_signed_moves_no_other_school() {
    let why =
        "l’avenant 1 est signé des deux parties depuis le 20/11/2026\u{a0}: il ne déplace pas d’autre école";
    let mut office = with_signed();
    let joins = moved(true, "2026-11-23", noted("1"));
    let refused = office.refuses(joins.clone()).to_string();
    assert!(refused.contains(why), "{refused}");
    assert!(refused.contains("nouvel avenant"), "the way: {refused}");
    let leaves = AnnexeMove {
        by: noted("1"),
        ..AnnexeMove::new(false, day("2026-11-23"))
    };
    let refused = office
        .refuses(Command::annexe(number(C26), uai(SCHOOL), leaves))
        .to_string();
    assert!(refused.contains(why), "out, as in: {refused}");
    let many = Command::Many {
        commands: vec![moved(true, "2026-11-23", noted("2")), {
            let leaves = AnnexeMove {
                by: noted("1"),
                ..AnnexeMove::new(false, day("2026-11-24"))
            };
            Command::annexe(number(C26), school(), leaves)
        }],
    };
    let refused = office.refuses(many).to_string();
    assert!(refused.contains(why), "{refused}");
    let mut typed = convention(&office);
    typed.annexe = Annexe::Listed(vec![AnnexeLine {
        joined_by: "1".parse().ok(),
        ..AnnexeLine::new(school(), Period::default())
    }]);
    let refused = office.0.preview(&seeing(&office, typed)).unwrap_err().to_string();
    assert!(refused.contains(why), "by a form: {refused}");
    office.does(moved(true, "2026-11-23", noted("2")));
}

#[test]
fn a_new_avenant_that_both_have_signed_moves_all_the_schools_of_one_order() {
    let mut office = Office::of(class(2).edit_convention(C26, |c| c.annexe = Annexe::Listed(Vec::new())));
    let new = || AnnexeBy::New(amendment("1", "2026-11-09", "2026-11-20"));
    let joins = pupils(2).into_iter().map(|school| {
        let moved = AnnexeMove {
            by: new(),
            ..AnnexeMove::new(true, day("2026-11-23"))
        };
        Command::annexe(number(C26), school, moved)
    });
    office.does(Command::Many {
        commands: joins.collect(),
    });
    assert_eq!(convention(&office).annexe.lines().len(), 2);
    let later = AnnexeMove {
        by: new(),
        ..AnnexeMove::new(true, day("2026-11-23"))
    };
    let refused = office
        .refuses(Command::annexe(number(C26), uai(SCHOOL), later))
        .to_string();
    assert!(refused.contains("il ne déplace pas d’autre école"), "{refused}");
    let twin = AnnexeMove {
        by: AnnexeBy::New(amendment("01", "", "")),
        ..AnnexeMove::new(true, day("2026-11-23"))
    };
    let refused = office
        .refuses(Command::annexe(number(C26), uai(SCHOOL), twin))
        .to_string();
    assert!(refused.contains("elle a déjà un avenant 1"), "{refused}");
}

#[test]
fn an_avenant_is_signed_after_its_convention() {
    let world = world().edit_convention(C26, |c| c.amendments = vec![amendment("1", "", "")]);
    let mut office = Office::of(world);
    let signs = |on: &str| Command::SignAmendment {
        convention: number(C26),
        amendment: "1".parse().unwrap(),
        by: Signatory::Party,
        on: day(on),
    };
    let refused = office.refuses(signs("2026-08-31"));
    assert!(matches!(refused, Refusal::Order { .. }), "{refused}");
    office.does(signs("2026-09-01"));
}

#[test]
fn an_avenant_of_a_convention_that_is_not_signed_is_neither_sent_nor_signed() {
    let sends = |on: &str| Command::SendAmendment {
        convention: number(C26),
        amendment: "1".parse().unwrap(),
        on: day(on),
    };
    let unsigned: [(&str, Edit); 3] = [
        ("neither", |c| (c.signed_party, c.signed_dasen) = (None, None)),
        ("the party alone", |c| c.signed_dasen = None),
        ("the DASEN alone", |c| c.signed_party = None),
    ];
    for (case, edit) in unsigned {
        let world = world().edit_convention(C26, |c| {
            edit(c);
            c.amendments = vec![amendment("1", "", "")];
        });
        let mut office = Office::of(world);
        for command in [sends("2026-11-20"), signs(Signatory::Party, "2026-11-20")] {
            let refused = office.refuses(command);
            let why = why(&refused);
            assert!(why.contains("n’est pas signée des deux parties"), "{case}: {why}");
        }
    }
    // Nor from the day on which the convention stopped.
    for (on, taken) in [("2026-11-19", true), ("2026-11-20", true), ("2026-11-21", false)] {
        let stopped = world().edit_convention(C26, |c| {
            c.terminated = Some(day("2026-11-20"));
            c.amendments = vec![amendment("1", "", "")];
        });
        for command in [sends(on), signs(Signatory::Dasen, on)] {
            let mut office = Office::of(stopped.clone());
            if taken {
                office.does(command);
            } else {
                let refused = office.refuses(command);
                assert!(matches!(refused, Refusal::Order { .. }), "{on}: {refused}");
            }
        }
    }
}

/// Nothing of an avenant comes after what ends its convention, by whatever way it is noted.
#[test]
fn an_avenant_comes_before_the_end_of_its_convention() {
    let ends: [(Edit, &str); 3] = [
        (|c| c.terminated = Some(day("2026-11-20")), "la résiliation"),
        (|c| c.refused = Some(day("2026-11-20")), "le refus"),
        (|c| c.end = Some(day("2026-11-20")), "l’échéance"),
    ];
    for (end, what) in ends {
        for (on, taken) in [("2026-11-19", true), ("2026-11-20", true), ("2026-11-21", false)] {
            let ended = |c: &mut Convention| {
                c.renewal = Renewal::None;
                end(c);
            };
            let office = Office::of(world().edit_convention(C26, ended));
            let mut typed = convention(&office);
            typed.amendments.push(amendment("1", on, ""));
            let said = office.0.preview(&seeing(&office, typed));
            let why = format!("suit {what} de la convention, le 20/11/2026");
            match said {
                Ok(_) => assert!(taken, "{what} {on}"),
                Err(refused) => assert!(!taken && refused.to_string().contains(&why), "{on}: {refused}"),
            }
            // What ends it is not noted before what was signed.
            let noted = |c: &mut Convention| c.amendments = vec![amendment("1", on, "")];
            let office = Office::of(world().edit_convention(C26, noted));
            let mut typed = convention(&office);
            ended(&mut typed);
            let said = office.0.preview(&seeing(&office, typed));
            assert_eq!(said.is_ok(), taken, "{what} {on}");
        }
    }
    let noted = |c: &mut Convention| c.amendments = vec![amendment("1", "2026-11-20", "")];
    for (on, taken) in [("2026-11-19", false), ("2026-11-20", true)] {
        let mut office = Office::of(world().edit_convention(C26, noted));
        let terminate = Command::Terminate {
            convention: number(C26),
            on: day(on),
        };
        if taken {
            office.does(terminate);
        } else {
            let refused = office.refuses(terminate);
            assert!(matches!(refused, Refusal::Order { .. }), "{refused}");
        }
    }
}

/// A school joins no annexe of a convention that binds no more.
#[test]
fn a_school_joins_while_the_convention_binds() {
    for (on, taken) in [("2026-12-09", true), ("2026-12-10", false)] {
        let ended = world().edit_convention(C26, |c| {
            c.terminated = Some(day("2026-12-10"));
            c.open_annexe = true;
        });
        let mut office = Office::of(ended);
        let joins = moved(true, on, AnnexeBy::Nothing);
        if taken {
            office.does(joins);
        } else {
            let refused = office.refuses(joins);
            assert!(
                why(&refused).contains("ne lie plus après le 09/12/2026"),
                "{refused}"
            );
        }
    }
}

#[test]
fn what_an_avenant_waits_for_is_said_with_its_convention_as_a_cause() {
    use preau::domain::convention::Amendment;
    use preau::domain::query::Pane::Schools;
    use preau::domain::query::Query;
    use preau::domain::query::page::Row;

    // An avenant that moves no school concerns each that the convention covers.
    let sent = Amendment {
        sent: Some(day("2026-09-10")),
        ..amendment("1", "2026-09-20", "")
    };
    let office = Office::of(World::eligible().edit_convention(C26, |c| c.amendments = vec![sent]));
    assert_eq!(found(&office, Schools, "cause:26-0001"), [uai(SCHOOL)]);
    let rows = office.0.query(&Query::all(Schools, 10)).unwrap().rows;
    let told: Vec<String> = rows
        .iter()
        .flat_map(|row| match row {
            Row::School(row) => row.findings.iter(),
            _ => [].iter(),
        })
        .filter(|finding| finding.rule == preau::domain::rule::RuleCode::W21)
        .map(|finding| finding.cause.words())
        .collect();
    assert_eq!(told, ["26-0001 (Grenoble), avenant 1 attend le DASEN"]);
    // Of two, each is said alone.
    let each = ["1", "2"].map(|number| Amendment {
        sent: Some(day("2026-09-10")),
        ..amendment(number, "2026-09-20", "")
    });
    let office = Office::of(World::eligible().edit_convention(C26, |c| c.amendments = each.to_vec()));
    let rows = office.0.query(&Query::all(Schools, 10)).unwrap().rows;
    let findings = rows.iter().flat_map(|row| match row {
        Row::School(row) => row.findings.iter(),
        _ => [].iter(),
    });
    let told = findings.filter(|finding| finding.rule == preau::domain::rule::RuleCode::W21);
    let told: Vec<String> = told.map(|finding| finding.cause.words()).collect();
    let expected = ["1", "2"].map(|number| format!("26-0001 (Grenoble), avenant {number} attend le DASEN"));
    assert_eq!(told, expected);
}

/// A school waits for the avenants that move it for its own solution, in the lists as in the rules.
#[test]
fn a_school_is_listed_with_the_avenant_that_moves_it_for_its_own_solution() {
    use preau::domain::convention::Amendment;
    use preau::domain::query::Pane::Schools;

    for (solution, said) in [("olm", true), ("embruns", false)] {
        let sent = Amendment {
            sent: Some(day("2026-09-10")),
            ..amendment("1", "2026-09-20", "")
        };
        let of = |joined_by: &str, code: &str| AnnexeLine {
            joined_by: joined_by.parse().ok(),
            solution: Some(solution_code(code)),
            ..AnnexeLine::new(uai(SCHOOL), Period::default())
        };
        let world = World::eligible().solution("embruns", "EMBRUNS", EDREDON);
        let world = world.edit_convention(C26, |c| {
            c.annexe = Annexe::Listed(vec![of("1", solution)]);
            c.amendments = vec![sent];
        });
        let office = Office::of(world);
        let listed = |text: &str| !found(&office, Schools, text).is_empty();
        assert_eq!(listed("attend:dasen"), said, "{solution}");
        assert_eq!(listed("regle:W21"), said, "{solution}");
        assert_eq!(listed("attend:parapheur"), said, "{solution}");
    }
}
