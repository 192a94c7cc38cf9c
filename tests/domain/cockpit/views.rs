//! Saved views, and the eleven that come with the program.

use std::collections::BTreeSet;

use preau::domain::collectivite::CollectiviteKind;
use preau::domain::command::Command;
use preau::domain::convention::{Party, Status};
use preau::domain::id::{Siren, Uai};
use preau::domain::permit::Right;
use preau::domain::query::row::ColumnId;
use preau::domain::query::{Pane, Query, Sort, SortBy};
use preau::domain::refusal::Refusal;
use preau::domain::registry::Registry;
use preau::domain::rule::{Assessment, Policy, RuleCode, Standing, assess};
use preau::domain::view::{NewView, SHIPPED};
use preau::service::Desk;

use super::office::{Office, class, found};
use crate::support::demo::{demo, today};
use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, World};

fn draft(name: &str, shared: bool) -> NewView {
    NewView {
        number: None,
        name: name.to_owned(),
        pane: Pane::Schools,
        text: "regle:B7".to_owned(),
        sort: Sort {
            by: SortBy::Column(ColumnId::Circonscription),
            descending: true,
        },
        columns: vec![ColumnId::Nom, ColumnId::Regles],
        shared,
    }
}

fn save(name: &str, shared: bool) -> Command {
    Command::SaveView {
        view: draft(name, shared),
    }
}

fn names(office: &Office) -> Vec<String> {
    office
        .0
        .views()
        .unwrap()
        .into_iter()
        .map(|view| view.name)
        .collect()
}

#[test]
fn a_view_is_the_operators_own_or_everybodys() {
    let mut office = Office::of(class(0));
    office.does(save("à moi", false));
    office.does(save("à tous", true));
    assert_eq!(names(&office), ["à moi", "à tous"]);
    let mut office = office.by("mmartin");
    assert_eq!(names(&office), ["à tous"]);
    office.does(save("À moi", false));
    assert!(matches!(
        office.refuses(Command::RemoveView {
            number: 1,
            shared: false
        }),
        Refusal::Unknown(_)
    ));
    let office = office.by("jdupont");
    assert_eq!(names(&office), ["à moi", "à tous"]);
    assert_eq!(
        office.0.views().unwrap()[0].columns,
        [ColumnId::Nom, ColumnId::Regles]
    );
}

#[test]
fn a_view_is_changed_removed_and_brought_back() {
    let mut office = Office::of(class(0));
    office.does(save("mienne", false));
    let changed = NewView {
        number: Some(1),
        text: "regle:B5".to_owned(),
        ..draft("mienne aussi", false)
    };
    office.does(Command::SaveView { view: changed });
    assert_eq!(names(&office), ["mienne aussi"]);
    let removed = office
        .does(Command::RemoveView {
            number: 1,
            shared: false,
        })
        .seq;
    assert_eq!(names(&office), Vec::<String>::new());
    office.does(Command::Undo { entry: removed });
    assert_eq!(names(&office), ["mienne aussi"]);
}

#[test]
fn a_reader_keeps_views_of_their_own_and_does_not_share() {
    let office = Office::of(class(0));
    let mut office = Office(office.0.with_rights([Right::Lecture]));
    office.does(save("mienne", false));
    assert!(matches!(
        office.refuses(save("nôtre", true)),
        Refusal::Forbidden { .. }
    ));
    let lie = NewView {
        number: Some(1),
        ..draft("mienne", true)
    };
    let office = Office(office.0.with_rights([Right::Lecture, Right::Gestion]));
    let mut office = office;
    assert!(matches!(
        office.refuses(Command::SaveView { view: lie }),
        Refusal::Invalid { .. }
    ));
    office.does(save("nôtre", true));
    let mut office = Office(office.0.with_rights([Right::Lecture]));
    let unshared = Command::RemoveView {
        number: 2,
        shared: false,
    };
    assert!(matches!(office.refuses(unshared), Refusal::Invalid { .. }));
    let shared = Command::RemoveView {
        number: 2,
        shared: true,
    };
    assert!(matches!(office.refuses(shared), Refusal::Forbidden { .. }));
}

/// What makes a view unsound.
type Edit = fn(&mut NewView);

#[test]
fn an_unsound_view_is_refused() {
    let mut office = Office::of(class(0));
    office.does(save("prise", false));
    let table: [(&str, Edit); 7] = [
        ("no name", |draft| draft.name = " ".to_owned()),
        ("a name taken", |draft| draft.name = "PRISE".to_owned()),
        ("a shipped name", |draft| draft.name = "à régulariser".to_owned()),
        ("two lines", |draft| draft.name = "a\nb".to_owned()),
        ("no such list", |draft| draft.pane = Pane::Everything),
        ("another list's column", |draft| {
            draft.columns.push(ColumnId::Siren);
        }),
        ("a column twice", |draft| draft.columns.push(ColumnId::Nom)),
    ];
    for (what, edit) in table {
        let mut view = draft("libre", false);
        edit(&mut view);
        assert!(
            matches!(
                office.refuses(Command::SaveView { view }),
                Refusal::Invalid { .. }
            ),
            "{what}"
        );
    }
}

/// What each shipped view is meant to hold, said without the language of filters.
type Meant = fn(&Registry, &Assessment) -> bool;

fn meant(name: &str) -> Meant {
    match name {
        "à traiter" => |_, a| {
            let going = a.solution.is_some() && a.registered.is_none();
            let over = a.stage >= Some(preau::domain::deployment::Stage::Suspendue);
            a.to_regularise() || (going && !over && !a.has(RuleCode::B1) && !a.has(RuleCode::B2))
        },
        "sans convention 26" => |_, a| (a.has(RuleCode::B7) || a.has(RuleCode::B8)) && lacks(a),
        "sans convention 28" => |_, a| (a.has(RuleCode::B5) || a.has(RuleCode::B6)) && lacks(a),
        "à régulariser" => |_, a| a.to_regularise(),
        "échéances à 90 jours" => |_, a| {
            a.end
                .is_some_and(|end| (0..=90).contains(&(end - today()).num_days()))
        },
        "conseil dans 15 jours" => |registry, a| {
            let mut days = registry
                .councils_of(a.school)
                .map(|c| (c.date - today()).num_days());
            days.any(|days| (0..=15).contains(&days))
        },
        "relances dues" => |registry, a| {
            let provider = a
                .solution
                .as_ref()
                .and_then(|code| registry.solutions().get(code));
            // Only of those that wait for the signature: a private school has none to wait for.
            let joint = lacks(a) && (a.has(RuleCode::B7) || a.has(RuleCode::B8));
            let processor = lacks(a) && (a.has(RuleCode::B5) || a.has(RuleCode::B6));
            let parties = [
                a.holder.map(Party::Collectivite).filter(|_| joint),
                provider
                    .map(|s| Party::Provider(s.provider))
                    .filter(|_| processor),
            ];
            let waiting = |party| {
                registry.conventions_with(party).any(|c| {
                    let unsigned = c.signed_party.is_none_or(|on| on > today())
                        && c.status(today()) != Status::Terminated;
                    unsigned && c.sent.is_some_and(|sent| (today() - sent).num_days() > 30)
                })
            };
            parties.into_iter().flatten().any(waiting)
        },
        "envoyées sans réponse" => |_, a| a.has(RuleCode::W20) && a.standing() != Standing::NoProject,
        "inscrites non contrôlées" => |registry, a| {
            let entry = a.registered.and_then(|number| registry.entries().get(&number));
            let year = day("2026-09-01");
            entry.is_some_and(|entry| entry.reviewed.as_ref().is_none_or(|review| review.on < year))
                || a.has(RuleCode::W18)
        },
        "contrôles à refaire" => |_, a| a.has(RuleCode::W13) || a.has(RuleCode::W18),
        "à dénoncer et reconductions" => |_, a| a.has(RuleCode::W2),
        "certificats en attente" => |_, a| a.has(RuleCode::W12),
        "notices à donner" => |_, a| a.registered.is_some() && a.has(RuleCode::C3),
        "rentrée" => |_, a| {
            use RuleCode::{W1, W3, W4, W8, W9, W10, W11, W13, W18, W22};
            let asked = [W1, W3, W4, W8, W9, W10, W11, W13, W18, W22];
            a.standing() != Standing::NoProject && asked.into_iter().any(|rule| a.has(rule))
        },
        "RPI divergents" => |registry, a| {
            let school = registry.schools().get(&a.school).unwrap();
            let Some(preau::domain::school::Rpi::Disperse(rpi)) = &school.rpi else {
                return false;
            };
            let all: Vec<_> = registry.schools_of_rpi(rpi).collect();
            // That an RPI spans communes is nothing: a group and a commune are two.
            let is_group = |holder: Siren| {
                let found = registry.collectivites().get(&holder);
                found.is_some_and(|found| found.kind != CollectiviteKind::Commune)
            };
            let holders: BTreeSet<_> = all
                .iter()
                .filter_map(|s| registry.holder(s, today()).map(|h| is_group(h.siren)))
                .collect();
            let chosen = all.iter().flat_map(|s| registry.deployments_of(s.uai));
            let ours = chosen
                .filter(|d| Some(d.category) == a.category)
                .filter_map(|d| d.solution.clone());
            let ours: BTreeSet<_> = ours.collect();
            holders.len() > 1 || (a.solution.is_some() && ours.len() > 1)
        },
        other => panic!("{other}"),
    }
}

/// A project that lacks something: a school without one waits for no convention.
fn lacks(assessment: &Assessment) -> bool {
    matches!(assessment.standing(), Standing::Blocked | Standing::ToRegularise)
}

#[test]
fn each_shipped_view_holds_the_schools_that_it_names() {
    let records = demo();
    let office = Office::on(records.records().map(|(record, _)| record), &today().to_string());
    // Whose records are all of one entry of the journal.
    let registry = office.0.registry();
    let policy = Policy::default();
    let assessed: Vec<Assessment> = registry
        .schools()
        .iter()
        .flat_map(|school| assess(registry, school, today(), &policy))
        .collect();
    for view in SHIPPED.iter().filter(|view| view.pane == Pane::Schools) {
        let holds = meant(view.name);
        let expected: BTreeSet<Uai> = assessed
            .iter()
            .filter(|a| holds(registry, a))
            .map(|a| a.school)
            .collect();
        let shown: BTreeSet<Uai> = found(&office, view.pane, view.text).into_iter().collect();
        assert_eq!(shown, expected, "{}", view.name);
        assert!(!shown.is_empty(), "{} has an example in the demo base", view.name);
    }
}

#[test]
fn the_view_of_the_parapheur_holds_what_the_authority_alone_has_yet_to_sign() {
    let registry = demo();
    let office = Office::on(registry.records().map(|(record, _)| record), &today().to_string());
    let view = SHIPPED.iter().find(|view| view.name == "au parapheur").unwrap();
    let query = Query {
        text: view.text.to_owned(),
        ..Query::all(view.pane, 1_000)
    };
    let rows = office.0.query(&query).unwrap().rows;
    let shown: BTreeSet<String> = rows.iter().map(|row| row.id().key()).collect();
    let waits = registry.conventions().iter().filter(|c| {
        let long_ago = c.signed_party.is_some_and(|on| (today() - on).num_days() > 15);
        let unsigned = c.signed_dasen.is_none_or(|on| on > today());
        long_ago && unsigned && c.terminated.is_none_or(|on| on > today())
    });
    let expected: BTreeSet<String> = waits.map(|c| c.number.to_string()).collect();
    assert_eq!(shown, expected);
    assert!(!shown.is_empty(), "it has an example in the demo base");
    // None of them is to be reminded.
    let due = Query {
        text: format!("{} relance:due", view.text),
        ..query
    };
    assert_eq!(office.0.query(&due).unwrap().total, 0);
}

/// The filter of the reviews finds what the column says, whatever the review, the day of the entry and what changed since.
#[test]
fn the_filter_and_the_column_say_the_same_of_a_review() {
    use preau::domain::query::page::Row;
    use preau::domain::register::{Conclusion, ReviewState};

    let conclusions = [
        None,
        Some(Conclusion::Conforme),
        Some(Conclusion::Reserve("à compléter".to_owned())),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for entered in ["2026-10-01", "2026-06-15"] {
        for conclusion in &conclusions {
            for is_changed in [false, true] {
                let world = World::registered(entered);
                let mut office = Office::of(world);
                if let Some(conclusion) = conclusion {
                    office.does(Command::Review {
                        entry: 1,
                        conclusion: Some(conclusion.clone()),
                    });
                }
                if is_changed {
                    let mut school = office.0.registry().schools().get(&uai(SCHOOL)).unwrap().clone();
                    school.name = "Élém. Jaurès".to_owned();
                    office.does(Command::Save {
                        record: school.into(),
                    });
                }
                let rows = office.0.query(&Query::all(Pane::Schools, 10)).unwrap().rows;
                let Row::School(row) = &rows[0] else { panic!() };
                let state = row.review.unwrap();
                for other in ["a_jour", "a_refaire", "avec_reserve", "non_controlee"] {
                    let listed = found(&office, Pane::Schools, &format!("controle:{other}"));
                    assert_eq!(!listed.is_empty(), other == state.code(), "{state:?} {other}");
                }
                let due = !found(&office, Pane::Schools, "regle:W13,W18").is_empty();
                assert_eq!(due, state == ReviewState::Due, "{state:?}");
                seen.insert(state.code());
            }
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}
