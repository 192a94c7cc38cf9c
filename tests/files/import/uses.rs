//! `deploiements.csv` where a school has several uses: which one a row is, and what begins another.

use preau::domain::command::ImportKind::Deploiements;
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::id::Uai;
use preau::domain::provider::Category;

use crate::world::{Base, FILES, motives};

const HEAD: &str = "uai;solution;etape;depuis;notice_familles_le;notice_version";
const FULL: &str = "uai;solution;etape;depuis;rang;sortie_le;motif_sortie;certificat_le";

/// A school of the demo without a deployment.
const SCHOOL: &str = "0382081F";

fn used(base: &Base, rank: &str) -> Option<Deployment> {
    let id = DeploymentId {
        rank: Rank::parse(rank).unwrap(),
        ..DeploymentId::first(Uai::parse(SCHOOL).unwrap(), Category::Ent)
    };
    base.registry.deployments().get(&id).cloned()
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

fn rows(head: &str, rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("{SCHOOL};{row}\n")).collect();
    format!("{head}\n{}", rows.concat())
}

/// Families of the school had accounts of FICTIF A from October 2025 on; it chose FICTIF B on 10 September 2026.
fn switched() -> Base {
    let mut base = Base::with(&FILES);
    base.import(
        Deploiements,
        rows(HEAD, &["fictif-a;comptes_familles;2025-10-01;2025-09-20;1"]),
    );
    base.import(
        Deploiements,
        rows(HEAD, &["fictif-b;solution_choisie;2026-09-10;;"]),
    );
    base
}

#[test]
fn another_solution_begins_another_use_and_the_former_is_left_on_its_day() {
    let base = switched();
    let former = used(&base, "1").unwrap();
    assert_eq!((former.stage, former.exit), (Stage::Sortie, day("2026-09-10")));
    assert_eq!(former.solution.as_ref().unwrap().as_str(), "fictif-a");
    assert!(former.family_notice.is_some() && former.reached.contains_key(&Stage::ComptesFamilles));
    let next = used(&base, "2").unwrap();
    assert_eq!((next.stage, next.exit), (Stage::SolutionChoisie, None));
    assert_eq!(next.solution.as_ref().unwrap().as_str(), "fictif-b");
}

#[test]
fn the_file_of_last_year_changes_nothing() {
    let mut base = switched();
    let row = "fictif-a;comptes_familles;2025-10-01;2025-09-20;1";
    let plan = base.import(Deploiements, rows(HEAD, &[row]));
    assert!(plan.is_empty(), "{plan:?}");
    assert!(plan.warnings[0].reason.contains("a quitté cette solution"));
    base.again(
        Deploiements,
        rows(HEAD, &["fictif-b;solution_choisie;2026-09-10;;"]),
    );
    // A solution of which no use holds the day, up to the first day of the current use.
    for on in ["2025-10-01", "2026-09-09", "2026-09-10"] {
        let plan = base.import(Deploiements, rows(HEAD, &[&format!("fictif-c;en_usage;{on};;")]));
        let said = motives(&plan).join("\n");
        let fr = day(on).unwrap().format("%d/%m/%Y").to_string();
        assert!(said.contains(&fr) && said.contains("10/09/2026"), "{said}");
    }
    assert!(used(&base, "3").is_none());
}

#[test]
fn a_row_without_a_day_begins_no_use_once_all_were_left() {
    let mut base = switched();
    base.import(Deploiements, rows(HEAD, &["fictif-b;sortie;2026-10-01;;"]));
    let plan = base.import(Deploiements, rows(HEAD, &["fictif-b;en_usage;;;"]));
    assert!(plan.is_empty(), "{plan:?}");
    assert!(plan.warnings[0].reason.contains("a quitté cette solution"));
    let plan = base.import(Deploiements, rows(HEAD, &["fictif-c;en_usage;;;"]));
    let said = motives(&plan).join("\n");
    assert!(said.contains("il faut le jour où elle a changé"), "{said}");
    assert!(used(&base, "3").is_none());
}

#[test]
fn what_was_reached_with_a_corrected_choice_no_longer_counts() {
    let mut base = switched();
    for row in [
        "fictif-b;contrat_souscrit;2026-09-20;;",
        "fictif-c;conseil_informe;2026-10-05;;",
    ] {
        base.import(Deploiements, rows(HEAD, &[row]));
    }
    let now = used(&base, "2").unwrap();
    assert_eq!(now.solution.as_ref().unwrap().as_str(), "fictif-c");
    let reached: Vec<String> = now.reached.values().map(ToString::to_string).collect();
    assert_eq!(reached, ["2026-10-05"], "{:?}", now.reached);
}

#[test]
fn a_choice_is_corrected_in_place_where_nothing_must_stay_from_the_day_after_its_first() {
    let mut base = switched();
    base.import(
        Deploiements,
        rows(HEAD, &["fictif-c;solution_choisie;2026-09-11;2026-09-20;1"]),
    );
    assert!(used(&base, "3").is_none());
    let now = used(&base, "2").unwrap();
    assert_eq!(now.solution.as_ref().unwrap().as_str(), "fictif-c");
    // Its notice was given: the next is another use.
    base.import(
        Deploiements,
        rows(HEAD, &["fictif-a;solution_choisie;2026-10-01;;"]),
    );
    assert_eq!(used(&base, "2").unwrap().exit, day("2026-10-01"));
    let again = used(&base, "3").unwrap();
    assert_eq!(again.solution.as_ref().unwrap().as_str(), "fictif-a");
    assert_eq!(
        used(&base, "1").unwrap().exit,
        day("2026-09-10"),
        "its first use is another"
    );
}

#[test]
fn the_end_of_a_use_is_that_of_the_solution_of_the_row() {
    let mut base = switched();
    let ended = "fictif-a;donnees_supprimees;2026-10-05;;2026-09-12;fin du contrat;2026-10-04";
    let plan = base.import(Deploiements, rows(FULL, &[ended]));
    assert_eq!(motives(&plan), [""; 0]);
    let former = used(&base, "1").unwrap();
    assert_eq!(
        (
            former.exit,
            former.exit_reason.as_str(),
            former.deletion_certificate
        ),
        (day("2026-09-12"), "fin du contrat", day("2026-10-04"))
    );
    assert_eq!(used(&base, "2").unwrap().exit, None);
    base.again(Deploiements, rows(FULL, &[ended]));
    // A day of leaving leaves the use of its row.
    base.import(
        Deploiements,
        rows(
            FULL,
            &["fictif-b;solution_choisie;2026-09-10;2;2026-10-10;essai;"],
        ),
    );
    let left = used(&base, "2").unwrap();
    assert_eq!((left.stage, left.exit), (Stage::Sortie, day("2026-10-10")));
}

#[test]
fn all_uses_of_a_school_come_in_one_file_by_their_ranks() {
    let mut base = Base::with(&FILES);
    let file = rows(
        FULL,
        &[
            "fictif-a;sortie;2025-12-01;1;2025-12-01;fin;2026-01-10",
            "fictif-b;en_usage;2026-02-01;2;;;",
            "fictif-c;sortie;2025-06-30;3;2025-06-30;;",
        ],
    );
    let plan = base.import(Deploiements, &file);
    assert_eq!(motives(&plan), [""; 0]);
    let present = base
        .registry
        .present_use(Uai::parse(SCHOOL).unwrap(), Category::Ent);
    assert_eq!(
        present.map(Deployment::id),
        used(&base, "2").map(|used| used.id())
    );
    base.again(Deploiements, file);
}

#[test]
fn what_is_wrong_with_a_row_of_a_use() {
    let mut base = switched();
    let table = [
        (
            "fictif-b;sortie;2026-10-01;1;;;",
            "l’usage 1 de l’école est celui de fictif-a",
        ),
        ("fictif-b;sortie;2026-10-01;4;;;", "le prochain est le 3"),
        ("fictif-c;en_usage;;;;;", "il faut le jour où elle a changé"),
        (
            "fictif-c;sortie;2026-10-01;;;;",
            "n’utilisait pas cette solution, mais fictif-b",
        ),
        (
            "fictif-b;solution_choisie;2026-09-10;;;motif;",
            "il faut le jour de la sortie",
        ),
        (
            "fictif-b;sortie;2026-09-10;;2026-09-09;;",
            "précède le premier jour de cet usage, le 10/09/2026",
        ),
        (
            "fictif-a;sortie;2026-09-10;;2026-09-10;;2026-09-09",
            "ce jour précède",
        ),
    ];
    for (row, why) in table {
        let plan = base.import(Deploiements, rows(FULL, &[row]));
        let said = motives(&plan).join("\n");
        assert!(said.contains(why), "{row}: {said}");
    }
}

#[test]
fn the_order_of_the_rows_of_two_uses_does_not_matter() {
    let first = "fictif-a;en_usage;2025-10-01;1;2026-06-30;fin du marché;";
    let second = "fictif-b;contrat_souscrit;2026-09-01;2;;;";
    let of = |order: [&str; 2]| {
        let mut base = Base::with(&FILES);
        base.import(
            Deploiements,
            rows(HEAD, &["fictif-a;comptes_enseignants;2025-09-15;2025-09-20;1"]),
        );
        let plan = base.import(Deploiements, rows(FULL, &order));
        assert_eq!(motives(&plan), [""; 0]);
        (used(&base, "1").unwrap(), used(&base, "2").unwrap())
    };
    let (former, next) = of([second, first]);
    assert_eq!((former.clone(), next), of([first, second]));
    assert_eq!(former.exit, day("2026-06-30"));
    assert_eq!(former.reached.get(&Stage::Sortie).copied(), former.exit);
    assert_eq!(former.reached.get(&Stage::EnUsage).copied(), day("2025-10-01"));
}

#[test]
fn an_exit_before_what_its_use_reached_is_rejected() {
    let mut base = Base::with(&FILES);
    let plan = base.import(
        Deploiements,
        rows(FULL, &["fictif-a;en_usage;2025-10-01;;2025-09-30;;"]),
    );
    let said = motives(&plan).join("\n");
    assert!(said.contains("30/09/2025 précède le premier jour"), "{said}");
}

#[test]
fn a_use_left_from_an_open_stage_without_a_day_keeps_that_accounts_were_open() {
    let mut base = Base::with(&FILES);
    base.import(Deploiements, rows(FULL, &["fictif-a;en_usage;;;2026-06-30;;"]));
    let left = used(&base, "1").unwrap();
    assert!(left.had_accounts(), "{:?}", left.reached);
    assert_eq!(left.first_day(), day("2026-06-30"));
}
