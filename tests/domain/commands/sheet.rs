//! A version of a fiche on which something rests keeps its content.

use preau::domain::command::Command;
use preau::domain::provider::{Sheet, SubProcessor, Transfer};
use preau::domain::refusal::Refusal;

use super::desk::Desk;
use crate::support::values::{day, version};
use crate::support::world::{SCHOOL, World};

/// The fiche of the world, edited.
fn saved(desk: &Desk, edit: fn(&mut Sheet)) -> Command {
    let mut sheet = desk.registry.sheets().iter().next().unwrap().clone();
    edit(&mut sheet);
    Command::Save { record: sheet.into() }
}

/// A change of a fiche.
type Edit = fn(&mut Sheet);

fn sub_processor(sheet: &mut Sheet) {
    sheet.sub_processors.push(SubProcessor {
        name: "Hébergeur".into(),
        country: "France".into(),
        updated: None,
    });
}

/// What never changes once something rests on the version.
const CONTENT: [(&str, Edit); 9] = [
    ("its date", |sheet| sheet.date = day("2026-06-02")),
    ("purposes", |sheet| sheet.purposes.push("autre".into())),
    ("legal basis", |sheet| sheet.legal_basis = "consentement".into()),
    ("persons", |sheet| sheet.persons.push("visiteurs".into())),
    ("retention", |sheet| sheet.data[0].retention = "2 ans".into()),
    ("recipients", |sheet| sheet.recipients.push("mairie".into())),
    ("sub-processors", sub_processor),
    ("transfers", |sheet| {
        sheet.transfers.push(Transfer {
            country: "Suisse".into(),
            safeguard: "adéquation".into(),
            ..Transfer::default()
        });
    }),
    ("security", |sheet| sheet.security.push("chiffrement".into())),
];

/// What may be noted later.
const NOTED_LATER: [(&str, Edit); 3] = [
    ("the impact assessment is done", |sheet| {
        sheet.aipd.done = Some(day("2026-11-01"));
    }),
    ("it is due after all", |sheet| sheet.aipd.due = !sheet.aipd.due),
    ("a line was confirmed", |sheet| {
        sheet.sub_processors[0].updated = Some(day("2026-11-01"));
    }),
];

fn without_notice(world: World) -> World {
    world.edit_deployment(SCHOOL, |used| used.family_notice = None)
}

fn with_line(world: World) -> World {
    world.edit_sheet("olm", "1", sub_processor)
}

#[test]
fn the_content_stays_once_an_entry_or_a_notice_rests_on_it() {
    let worlds = [
        ("une notice aux familles repose", World::eligible()),
        (
            "une inscription au registre repose",
            without_notice(World::registered("2026-11-20")),
        ),
        (
            "une inscription au registre et une notice aux familles reposent",
            World::registered("2026-11-20"),
        ),
    ];
    for (why, world) in worlds {
        let desk = Desk::of(world);
        for (what, edit) in CONTENT {
            let refusal = desk.refuses(saved(&desk, edit));
            assert!(
                matches!(refusal, Refusal::SheetRelied { .. }),
                "{what}: {refusal}"
            );
            assert!(refusal.to_string().contains(why), "{what}: {refusal}");
            assert!(
                refusal.to_string().contains("sous une autre version"),
                "{refusal}"
            );
        }
    }
}

#[test]
fn what_comes_later_may_be_noted() {
    let mut desk = Desk::of(with_line(World::registered("2026-11-20")));
    for (what, edit) in NOTED_LATER {
        let command = saved(&desk, edit);
        desk.orders(desk.seeing(command))
            .unwrap_or_else(|why| panic!("{what}: {why}"));
    }
}

#[test]
fn the_content_changes_freely_where_nothing_rests_on_it() {
    let worlds = [
        without_notice(World::eligible()),
        World::eligible().edit_deployment(SCHOOL, |used| {
            used.family_notice.as_mut().unwrap().version = Some(version("0"));
        }),
    ];
    for world in worlds {
        let desk = Desk::of(world);
        for (what, edit) in CONTENT {
            let order = desk.seeing(saved(&desk, edit));
            assert!(desk.decide(&order).is_ok(), "{what}");
        }
    }
}

#[test]
fn another_content_is_another_version() {
    let mut desk = Desk::of(World::registered("2026-11-20"));
    desk.does(saved(&desk, |sheet| {
        sheet.version = version("2");
        sheet.purposes.push("autre".into());
    }));
    assert_eq!(desk.registry.sheets().len(), 2);
}
