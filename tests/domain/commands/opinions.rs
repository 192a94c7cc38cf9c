//! The opinions on a solution: what is kept of them, in which order they are shown, what is refused, and what stays.

use preau::domain::command::Command;
use preau::domain::covered::{content, digest};
use preau::domain::provider::{Opinion, Solution, Stance};
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::register::Part;

use super::desk::Desk;
use crate::support::values::{day, opinion, solution_code, uai};
use crate::support::world::{SCHOOL, World};

fn olm(opinions: &[Opinion]) -> Solution {
    let world = World::eligible().edit_solution("olm", |olm| olm.opinions = opinions.to_vec());
    let code = solution_code("olm");
    world.build().solutions().get(&code).unwrap().clone()
}

fn save(opinions: &[Opinion]) -> Command {
    Command::Save {
        record: olm(opinions).into(),
    }
}

fn held(desk: &Desk) -> Vec<Opinion> {
    let olm = desk.registry.solutions().get(&solution_code("olm"));
    olm.unwrap().opinions.clone()
}

#[test]
fn a_solution_without_opinions_is_stored_as_it_was() {
    let stored = r#"{"code":"olm","name":"OLM","provider":"999000102","category":"ENT"}"#;
    assert_eq!(serde_json::to_string(&olm(&[])).unwrap(), stored);
    assert_eq!(serde_json::from_str::<Solution>(stored).unwrap(), olm(&[]));
}

#[test]
fn an_opinion_is_stored_with_what_it_says_and_no_more() {
    let mut whole = opinion("DPD", "2026-03-12", Stance::Reserved);
    whole.text = "durées à préciser".to_owned();
    whole.next_review = Some(day("2027-03-12"));
    let short = opinion("RSSI", "2026-03-12", Stance::Favourable);
    let stored = serde_json::to_value(olm(&[whole, short])).unwrap();
    assert_eq!(
        stored["opinions"],
        serde_json::json!([
            {
                "authority": "DPD",
                "date": "2026-03-12",
                "stance": "avec_reserve",
                "text": "durées à préciser",
                "next_review": "2027-03-12",
            },
            { "authority": "RSSI", "date": "2026-03-12", "stance": "favorable" },
        ])
    );
    let read: Solution = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), stored);
}

#[test]
fn the_present_opinions_come_first_and_the_worst_of_them() {
    use Stance::{Favourable, Reserved, Unfavourable};
    let olm = olm(&[
        opinion("DPD", "2025-03-01", Unfavourable),
        opinion("DRANE", "2026-05-01", Favourable),
        opinion("RSSI", "2026-02-01", Reserved),
        opinion("dpd", "2026-03-01", Reserved),
        opinion("Recteur", "2024-01-01", Unfavourable),
        opinion("DPD", "2026-04-01", Favourable),
        opinion("DPD", "2026-04-01", Favourable),
    ]);
    let shown: Vec<String> = olm
        .opinions_by_weight()
        .iter()
        .map(|one| {
            let opinion = one.opinion;
            let replaced = one.replaced.map(|on| format!(" -> {on}")).unwrap_or_default();
            let stance = opinion.stance.code();
            format!("{} {} {stance}{replaced}", opinion.authority, opinion.date)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Recteur 2024-01-01 defavorable",
            "RSSI 2026-02-01 avec_reserve",
            "DRANE 2026-05-01 favorable",
            "DPD 2026-04-01 favorable",
            "DPD 2026-04-01 favorable -> 2026-04-01",
            "dpd 2026-03-01 avec_reserve -> 2026-04-01",
            "DPD 2025-03-01 defavorable -> 2026-03-01",
        ]
    );
}

#[test]
fn a_review_is_overdue_from_the_day_after_its_day_on() {
    let mut first = opinion("DPD", "2026-03-12", Stance::Favourable);
    first.next_review = Some(day("2026-11-23"));
    let later = opinion("DPD", "2026-11-20", Stance::Favourable);
    let overdue = |opinions: &[Opinion], on| {
        let olm = olm(opinions);
        let all = olm.opinions_by_weight();
        all.iter().any(|one| one.is_overdue(day(on)))
    };
    let cases = [
        (vec![first.clone()], "2026-11-22", false),
        (vec![first.clone()], "2026-11-23", false),
        (vec![first.clone()], "2026-11-24", true),
        (vec![first, later], "2026-11-24", false),
    ];
    for (opinions, on, expected) in cases {
        assert_eq!(overdue(&opinions, on), expected, "{on} {opinions:?}");
    }
}

#[test]
fn an_opinion_says_whose_it_is_and_is_reviewed_after_its_day() {
    let given = opinion("DPD", "2026-03-12", Stance::Favourable);
    let reviewed = |on| Opinion {
        next_review: Some(day(on)),
        ..given.clone()
    };
    let nobody = Opinion {
        authority: " \u{200b} ".to_owned(),
        ..given.clone()
    };
    let long = Opinion {
        text: "a".repeat(4_001),
        ..given.clone()
    };
    let cases = [
        (nobody, "dites quelle autorité"),
        (reviewed("2026-03-11"), "se revoit après"),
        (reviewed("2026-03-12"), "se revoit après"),
        (opinion("DPD", "2026-11-24", Stance::Favourable), "est à venir"),
        (long, "dépasse 4000"),
    ];
    for (wrong, said) in cases {
        match Desk::eligible().refuses(save(&[given.clone(), wrong])) {
            Refusal::Invalid { path, why, .. } => {
                assert_eq!(path, "opinions");
                assert!(why.contains(said), "{why}");
            }
            other => panic!("{other:?}"),
        }
    }
    Desk::eligible().does(save(&[reviewed("2026-03-13")]));
}

#[test]
fn an_opinion_is_told_item_by_item_and_can_be_taken_back() {
    let first = opinion("DPD", "2026-03-12", Stance::Reserved);
    let mut second = opinion("RSSI", "2026-04-01", Stance::Favourable);
    second.text = "hébergement vu".to_owned();
    second.next_review = Some(day("2027-04-01"));
    let mut desk = Desk::eligible();
    desk.does(save(std::slice::from_ref(&first)));
    let seq = desk.does(save(&[first.clone(), second]));
    let id = RecordId::Solution(solution_code("olm"));
    let items = desk.registry.get(&id).unwrap().items();
    let opinions: Vec<(&str, &str)> = items
        .iter()
        .filter(|item| item.label.starts_with("avis"))
        .map(|item| (item.label.as_str(), item.value.as_str()))
        .collect();
    assert_eq!(
        opinions,
        [
            ("avis 1", "DPD, avec réserve le 12/03/2026"),
            (
                "avis 2",
                "RSSI, favorable le 01/04/2026 (hébergement vu), à revoir le 01/04/2027"
            ),
        ]
    );
    desk.does(Command::Undo { entry: seq });
    assert_eq!(held(&desk), [first]);
}

#[test]
fn an_opinion_voids_no_review_of_the_register() {
    let part = |opinions: &[Opinion]| {
        let record: Record = olm(opinions).into();
        digest(&Part::Solution, &content(&record, uai(SCHOOL)))
    };
    let given = opinion("DPD", "2026-03-12", Stance::Unfavourable);
    assert_eq!(part(&[]), part(&[given]));
}
