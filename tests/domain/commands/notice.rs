//! The notice to families (C3): what a later fiche says otherwise, and that it still serves for it.

use preau::domain::command::Command;
use preau::domain::deployment::NoticeKept;
use preau::domain::provider::Sheet;
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::rule::RuleCode::C3;
use preau::domain::rule::{Assessment, assess, notice_gap};

use super::desk::{Desk, ent};
use crate::support::values::{day, uai, version};
use crate::support::world::{SCHOOL, World};

/// The families were told of version 1; the second, of a later day, has more data and keeps it longer.
fn desk() -> Desk {
    let world = World::eligible().sheet("olm", "2", "2026-11-01");
    let mut later = None;
    for record in world.records() {
        if let Record::Sheet(found) = record
            && found.version == version("2")
        {
            later = Some(found.as_ref().clone());
        }
    }
    let mut later: Sheet = later.unwrap();
    later.data[0].retention = "dix ans".into();
    later.recipients.push("collectivité".into());
    Desk::of(world.with(later))
}

fn keep(of: &str, reason: &str) -> Command {
    Command::KeepNotice {
        deployment: ent(),
        version: version(of),
        reason: reason.to_owned(),
    }
}

fn says(desk: &Desk, on: &str) -> bool {
    let school = desk.registry.schools().get(&uai(SCHOOL)).unwrap();
    let found: Assessment = assess(&desk.registry, school, day(on), &desk.policy).remove(0);
    found.has(C3)
}

#[test]
fn what_the_later_fiche_says_otherwise_is_shown() {
    let desk = desk();
    let gap = notice_gap(&desk.registry, desk.deployment(), desk.today).unwrap();
    assert_eq!(gap.now.version, version("2"));
    let told: Vec<String> = gap
        .differences
        .iter()
        .map(|difference| {
            format!(
                "{}~: {}",
                difference.part,
                difference.text().replace('\u{a0}', "~")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "conservation~: avant~: «~identité (un an)~»~; maintenant~: «~identité (dix ans)~»",
            "destinataires~: maintenant~: «~collectivité~»",
        ]
    );
}

#[test]
fn it_is_said_with_a_reason_that_the_notice_still_serves_for_that_version() {
    let mut desk = desk();
    assert!(says(&desk, "2026-11-23"));
    assert!(matches!(desk.refuses(keep("2", "  ")), Refusal::Invalid { .. }));
    assert!(
        desk.refuses(keep("1", "même chose"))
            .to_string()
            .contains("version 2")
    );
    let seq = desk.does(keep("2", "la notice disait déjà dix ans"));
    assert_eq!(
        desk.deployment().notice_kept,
        [NoticeKept {
            told: Some(version("1")),
            serves: version("2"),
            on: desk.today,
            by: "jdupont".into(),
            reason: "la notice disait déjà dix ans".into(),
        }]
    );
    for (on, said) in [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false)] {
        assert_eq!(says(&desk, on), said, "on {on}");
    }
    assert!(
        desk.refuses(keep("2", "encore"))
            .to_string()
            .contains("rien ne dit")
    );
    desk.does(Command::Undo { entry: seq });
    assert!(says(&desk, "2026-11-23"));
    assert!(desk.deployment().notice_kept.is_empty());
}

#[test]
fn a_version_after_that_one_asks_again() {
    let mut desk = desk();
    desk.does(keep("2", "la notice disait déjà dix ans"));
    let mut third = match desk.registry.sheets().iter().last() {
        Some(sheet) => sheet.clone(),
        None => panic!("no fiche"),
    };
    third.version = version("3");
    third.date = day("2026-11-20");
    third.purposes.push("statistiques".into());
    desk.does(Command::Save {
        record: Record::from(third.clone()),
    });
    assert!(says(&desk, "2026-11-23"));
    // What the notice was said to serve for keeps its content.
    let mut second = third;
    second.version = version("2");
    second.date = day("2026-11-01");
    assert!(matches!(
        desk.refuses(Command::Save {
            record: Record::from(second)
        }),
        Refusal::SheetRelied { .. }
    ));
}

#[test]
fn it_is_not_saved_with_the_use() {
    let desk = desk();
    let mut used = desk.deployment().clone();
    used.notice_kept.push(NoticeKept {
        told: Some(version("1")),
        serves: version("2"),
        on: desk.today,
        by: "personne".into(),
        reason: "sans raison".into(),
    });
    let refusal = desk.refuses(Command::Save {
        record: Record::from(used),
    });
    assert!(
        refusal.to_string().contains("se change par sa propre commande"),
        "{refusal}"
    );
    assert!(desk.registry.get(&RecordId::Deployment(ent())).is_some());
}
