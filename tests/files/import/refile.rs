//! Solutions that a file gives another category: their uses go with them, as the plan shows.

use preau::domain::command::ImportKind::{Deploiements, Registre, Solutions};
use preau::domain::deployment::{Deployment, DeploymentId, Rank};
use preau::domain::provider::Category;
use preau::exchange::Detail;

use crate::support::values::{solution_code, uai};
use crate::world::{Base, FILES, bytes};

const HEADER: &str = "code;nom;categorie;prestataire_siren;prestataire_nom\n";

/// Rows of the solutions of the demo, with the categories of each other exchanged.
fn refiled(codes: &[&str]) -> String {
    let text = String::from_utf8(bytes("demo/solutions.csv")).unwrap();
    let rows = text
        .lines()
        .skip(1)
        .filter(|row| codes.contains(&row.split(';').next().unwrap()));
    let other = |row: &str| {
        if row.contains(";ENT;") {
            row.replace(";ENT;", ";vie scolaire;")
        } else {
            row.replace(";vie scolaire;", ";ENT;")
        }
    };
    HEADER.to_owned() + &rows.map(|row| other(row) + "\n").collect::<String>()
}

#[test]
fn the_plan_shows_what_goes_with_a_solution_and_a_second_time_nothing_changes() {
    let mut base = Base::with(&FILES);
    let uses = base.registry.deployments_with(&solution_code("pronote")).count();
    assert!(uses > 5);
    let file = refiled(&["pronote"]);
    let plan = base.import(Solutions, &file);
    assert_eq!((plan.updated.len(), plan.rejected.len()), (1, 0));
    assert!(plan.refiled.len() >= 3 * uses);
    let text = plan.text(Detail::First(10)).to_string().replace('\u{a0}', " ");
    assert!(
        text.contains("La solution pronote passe de la catégorie « ENT » à « vie scolaire »."),
        "{text}"
    );
    assert!(
        text.contains(&format!("{uses} usages la suivent : école ")),
        "{text}"
    );
    for used in base.registry.deployments_with(&solution_code("pronote")) {
        assert_eq!(used.category, Category::VieScolaire);
    }
    base.again(Solutions, &file);
    // Back again: each use takes another rank.
    let held: Vec<Rank> = base
        .registry
        .deployments_with(&solution_code("pronote"))
        .map(|one| one.rank)
        .collect();
    assert!(held.iter().all(Rank::is_first));
    let back = base.import(
        Solutions,
        HEADER.to_owned() + "pronote;PRONOTE PRIMAIRE;ENT;999000300;INDEX EDUCATION\n",
    );
    assert!(back.rejected.is_empty());
    let code = solution_code("pronote");
    let held = base.registry.deployments_with(&code);
    assert!(held.map(|one| one.rank).all(|rank| !rank.is_first()));
}

#[test]
fn a_row_is_rejected_where_schools_would_have_two_uses_and_two_rows_may_exchange_theirs() {
    let mut base = Base::with(&FILES);
    // The school uses EDUMOOV already.
    base.import(
        Deploiements,
        "uai;solution;etape;depuis\n0381548B;one;solution_choisie;2026-10-01\n",
    );
    let plan = base.planned(Solutions, refiled(&["one"]));
    let reason = plan.rejected[0].problems[0].reason.replace('\u{a0}', " ");
    assert!(reason.starts_with("avec ONE, "), "{reason}");
    assert!(reason.contains("en « vie scolaire » : "), "{reason}");
    let all: Vec<String> = base
        .registry
        .solutions()
        .keys()
        .map(ToString::to_string)
        .collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let plan = base.planned(Solutions, refiled(&all));
    assert_eq!(plan.updated.len(), all.len());
    let others = plan
        .rejected
        .iter()
        .map(|reject| reject.problems[0].reason.clone());
    assert_eq!(others.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_row_with_the_rank_of_before_is_the_use_that_had_it() {
    let mut base = Base::with(&FILES);
    let code = Some(solution_code("pronote"));
    let is_current = |one: &&Deployment| one.solution == code && !one.is_left();
    let held = base.registry.deployments().iter().find(is_current);
    let used = held.unwrap().clone();
    let (school, day) = (used.school, used.first_day());
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    // A school with an earlier use of vie scolaire: the ranks differ.
    let first = format!(
        "uai;solution;etape;depuis;sortie_le;motif_sortie\n{school};fictif-d;comptes_enseignants;2024-09-02;2025-07-01;essai\n"
    );
    let plan = base.import(Deploiements, &first);
    assert_eq!(plan.rejected.len(), 0, "{:?}", plan.rejected);
    base.import(Solutions, refiled(&["pronote"]));
    let now = base
        .registry
        .present_use(school, Category::VieScolaire)
        .unwrap()
        .clone();
    assert_eq!(now.rank.to_string(), "2");
    let row = format!("uai;solution;etape;depuis;rang\n{school};pronote;en_usage;{day};1\n");
    let plan = base.import(Deploiements, &row);
    assert_eq!(plan.rejected.len(), 0, "{:?}", plan.rejected);
    assert_eq!(plan.created.len(), 0, "no other use begins");
    let id = DeploymentId {
        school: uai(&school.to_string()),
        category: Category::VieScolaire,
        rank: now.rank,
    };
    assert_eq!(
        base.registry.deployments().get(&id).unwrap().stage.code(),
        "en_usage"
    );
}

#[test]
fn a_register_of_before_is_read_in_the_category_of_now() {
    let mut base = Base::with(&FILES);
    base.import_file(Registre, "demo/inscriptions.csv");
    let entry = base.registry.entries().iter().next().unwrap().clone();
    let code = entry.solution.to_string();
    let row = format!(
        "uai;categorie;solution;inscrite_le\n{};{};{code};{}\n",
        entry.school,
        entry.category.label(),
        entry.entered_on
    );
    let plan = base.import(Solutions, refiled(&[&code]));
    assert_eq!(plan.rejected.len(), 0, "{:?}", plan.rejected);
    let plan = base.planned(Registre, row);
    assert_eq!(plan.rejected.len(), 0, "{:?}", plan.rejected);
    assert!(plan.is_empty());
    let said = plan
        .warnings
        .iter()
        .any(|one| one.reason.contains("est classée depuis en"));
    assert!(said, "{:?}", plan.warnings);
}
