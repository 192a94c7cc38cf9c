//! A solution filed under another category, at a desk: what it brings about, what the former key opens, and what its
//! history says.

use preau::domain::change::Rewritten;
use preau::domain::command::{Command, Order};
use preau::domain::deployment::{DeploymentId, Rank, Stage};
use preau::domain::provider::{Category, Solution};
use preau::domain::query::Pane;
use preau::domain::record::RecordId;
use preau::domain::rule::RuleCode;
use preau::service::{Archive, Desk};

use super::office::{Office, class, ent, found, pupils};
use crate::support::seeing::{conforme, seeing};
use crate::support::values::{solution_code, uai};
use crate::support::world::{EDREDON, SCHOOL, World};

const VIE: Category = Category::VieScolaire;

fn order(office: &Office, category: Category) -> Order {
    let registry = office.0.registry();
    let held = registry.solutions().get(&solution_code("olm")).unwrap().clone();
    let record = Solution { category, ..held }.into();
    seeing(registry, Command::Save { record })
}

fn files(office: &mut Office, category: Category) -> u64 {
    let order = order(office, category);
    office.0.execute(&order).unwrap().seq
}

fn vie(rank: &str) -> RecordId {
    RecordId::Deployment(DeploymentId {
        school: uai(SCHOOL),
        category: VIE,
        rank: Rank::parse(rank).unwrap(),
    })
}

#[test]
fn it_changes_nothing_of_what_schools_are_and_its_preview_says_what_goes_with_it() {
    // Registered, ready and blocked schools.
    let world = pupils(3).into_iter().fold(class(3), |world, school| {
        world.deployment(&school.to_string(), "olm", Stage::ConseilInforme)
    });
    let world = world
        .entry(1, SCHOOL, "olm", "2026-11-20")
        .edit_deployment(SCHOOL, |used| used.stage = Stage::Inscrite);
    let mut office = Office::of(world);
    office.does(conforme(1));
    let outcome = office.0.preview(&order(&office, VIE)).unwrap();
    assert_eq!(outcome.effects.all().count(), 0, "{:?}", outcome.effects);
    assert_eq!(outcome.effects.entries_touched, 0);
    let rewritten = Rewritten::among(&outcome.changes.as_slice()).unwrap();
    assert!(rewritten.ask_for_confirmation());
    let lines = rewritten.lines().join("\n").replace('\u{a0}', " ");
    assert_eq!(
        lines,
        format!(
            "La solution olm passe de la catégorie « ENT » à « vie scolaire ».\n4 usages la suivent : école {SCHOOL} \
             (vie scolaire), école {} (vie scolaire), école {} (vie scolaire), école {} (vie scolaire).\nRécrits aussi : \
             inscription au registre n° 1.\n1 contrôle ne vaut plus et est à refaire : la catégorie en fait partie (W18).",
            pupils(3)[0],
            pupils(3)[1],
            pupils(3)[2],
        )
    );
    let states = |office: &Office| {
        ["inscrite:oui", "etat:prete", "etat:bloquee"].map(|text| found(office, Pane::Schools, text))
    };
    let before = states(&office);
    files(&mut office, VIE);
    assert_eq!(states(&office), before);
    assert_eq!(found(&office, Pane::Schools, "categorie:ent"), []);
    assert_eq!(
        found(&office, Pane::Schools, "categorie:\"vie scolaire\" solution:olm").len(),
        4
    );
}

#[test]
fn the_former_key_opens_the_use_whose_history_is_its_own_then_that_of_the_former() {
    let world = World::registered("2026-11-20").solution("tiers", "TIERS", EDREDON);
    let mut office = Office::of(world);
    office.does(Command::AddNote {
        about: RecordId::Deployment(ent(uai(SCHOOL))),
        text: "avant".to_owned(),
    });
    files(&mut office, VIE);
    office.does(Command::AddNote {
        about: vie("1"),
        text: "après".to_owned(),
    });
    let former = RecordId::Deployment(ent(uai(SCHOOL)));
    assert_eq!(office.0.open(&former).unwrap().id, vie("1"));
    let history = office.0.history(&vie("1")).unwrap();
    assert_eq!(office.0.history(&former).unwrap(), history);
    let told: Vec<(u64, String)> = history
        .iter()
        .filter(|line| line.seq > 1)
        .map(|line| {
            (
                line.seq,
                format!("{}: {} → {}", line.field, line.before, line.after),
            )
        })
        .collect();
    assert_eq!(
        told.iter()
            .map(|(seq, text)| (*seq, text.as_str()))
            .collect::<Vec<_>>(),
        [
            (4, "note:  → après"),
            (3, "catégorie: ENT → vie scolaire"),
            (
                3,
                "inscription au registre n°\u{a0}1, catégorie: ENT → vie scolaire"
            ),
            (2, "note:  → avant"),
        ]
    );
    for key in [former.clone(), vie("1")] {
        let journal = office.0.journal(1, Some(&key)).unwrap();
        assert_eq!(
            journal.iter().map(|line| line.seq).collect::<Vec<_>>(),
            [1, 2, 3, 4],
            "{key}"
        );
    }
    // Another use begins in the category that the solution left: the histories stay apart.
    office.does(Command::ChooseSolution {
        deployment: ent(uai(SCHOOL)),
        solution: Some(solution_code("tiers")),
        on: crate::support::world::today(),
    });
    assert_eq!(office.0.open(&former).unwrap().id, vie("1"));
}

#[test]
fn what_voids_the_review_is_said_with_its_author() {
    let mut office = Office::of(World::registered("2026-11-20"));
    office.does(conforme(1));
    let seq = files(&mut office, VIE);
    let explained = office.0.explain(uai(SCHOOL)).unwrap();
    let rules = explained.into_iter().flat_map(|one| one.rules);
    let facts = rules
        .filter(|rule| rule.rule == RuleCode::W18)
        .flat_map(|rule| rule.facts);
    let told: Vec<String> = facts
        .map(|fact| fact.value)
        .filter(|text| text.contains("opération"))
        .collect();
    assert!(
        matches!(told.as_slice(), [one] if one.contains("jdupont") && one.ends_with(&format!("(opération {seq})\u{a0}: catégorie"))),
        "{told:?}"
    );
}
