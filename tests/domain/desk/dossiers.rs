//! Dossiers: titles, sections, links, moves.

use preau::domain::deployment::{Deployment, DeploymentId, NoMove, Rank, Stage};
use preau::domain::follow_up::FollowUp;
use preau::domain::provider::{Category, Opinion, Stance, Succession, SuccessionNature};
use preau::domain::query::{Pane, Sort};
use preau::domain::record::{FormerKey, Kind, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::vacances::{Vacances, Zone};
use preau::domain::view::View;
use preau::service::{Desk, Dossier, Local};

use super::bench::desk;
use super::town::{BOURG, PRES, VIF, town};
use crate::support::values::{day, number, opinion, siren, solution_code, uai};
use crate::support::world::{EDREDON, SCHOOL, World};

fn open(desk: &Local, id: &RecordId) -> Dossier {
    desk.open(id).unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// Each line as `section | label | value`.
fn lines(dossier: &Dossier) -> Vec<String> {
    let sections = dossier.sections.iter();
    sections
        .flat_map(|section| {
            let lines = section.lines.iter();
            lines.map(|line| format!("{} | {} | {}", section.title, line.label, line.value))
        })
        .collect()
}

fn has(dossier: &Dossier, expected: &[&str]) {
    let lines = lines(dossier);
    for line in expected {
        assert!(
            lines.iter().any(|known| known == line),
            "{line} is not in {lines:#?}"
        );
    }
}

#[test]
fn the_dossier_of_a_school_tells_its_uses_in_order() {
    let first = DeploymentId::first(uai(SCHOOL), Category::Ent);
    let world = World::eligible()
        .solution("autre", "AUTRE", EDREDON)
        .edit_deployment(SCHOOL, |used| {
            used.leave(day("2026-11-02"), "fin du contrat");
            used.reach(Stage::DonneesSupprimees, day("2026-11-20"));
            used.deletion_certificate = Some(day("2026-11-22"));
        });
    let mut next = Deployment::new(DeploymentId {
        rank: Rank::FIRST.next().unwrap(),
        ..first
    });
    next.solution = Some(solution_code("autre"));
    next.reach(Stage::SolutionChoisie, day("2026-11-02"));
    let desk = desk(&world.with(next.clone()));
    for id in [RecordId::School(uai(SCHOOL)), RecordId::Deployment(first)] {
        has(
            &open(&desk, &id),
            &[
                "Usages · ENT | depuis le 15/10/2026 | OLM · quittée le 02/11/2026 · fin du contrat · données supprimées le 20/11/2026 · attestation du 22/11/2026",
                "Usages · ENT | depuis le 02/11/2026 | AUTRE · solution choisie",
            ],
        );
    }
    let shown = open(&desk, &RecordId::School(uai(SCHOOL))).deployment;
    assert_eq!(shown, Some(next.id()), "the use that counts");
    let of_left = open(&desk, &RecordId::Deployment(first)).findings;
    assert!(
        of_left.iter().any(|finding| finding.rule.as_str() == "B3"),
        "{of_left:?}"
    );
}

#[test]
fn the_dossier_of_a_school_tells_what_counts() {
    let desk = desk(&town());
    let dossier = open(&desk, &RecordId::School(uai(PRES)));
    assert_eq!(dossier.title, "École primaire les Prés, Grenoble");
    assert!(
        dossier
            .findings
            .iter()
            .any(|finding| finding.rule.as_str() == "B7")
    );
    has(
        &dossier,
        &[
            "Compétence scolaire | collectivité | Grenoble-Alpes-Métropole",
            "Compétence scolaire | depuis le | 01/09/2025",
            "Compétence scolaire | auparavant | Grenoble",
            "Solution · ENT | solution | PLUMIER PRIMAIRE",
            "Solution · ENT | étape | contrat souscrit",
            "Conventions | art. 28 | 28-0002 · envoyée · envoyée le 01/09/2026",
            "Conventions | art. 26 | 26-0002 · attend le DASEN · envoyée le 12/09/2026 · signée par la collectivité le 03/10/2026",
            "École | UAI | 0382646V",
        ],
    );
    let links: Vec<_> = dossier
        .sections
        .iter()
        .flat_map(|s| &s.lines)
        .filter_map(|l| l.link.clone())
        .collect();
    assert!(links.contains(&RecordId::Convention(number("26-0002"))));
}

#[test]
fn a_school_without_a_deployment_has_one_to_begin() {
    let desk = desk(&town());
    let dossier = open(&desk, &RecordId::School(uai("0382801N")));
    assert_eq!(dossier.deployment.map(|id| id.category), Some(Category::Ent));
    assert_eq!(dossier.moves.len(), Stage::ALL.into_iter().count());
    assert_eq!(dossier.choices.len(), 3);
}

#[test]
fn moves_say_why_not() {
    let desk = desk(&town());
    let id = DeploymentId::first(uai(PRES), Category::Ent);
    let dossier = open(&desk, &RecordId::Deployment(id));
    let refused = |to| {
        let found = dossier.moves.iter().find(|known| known.to == to).expect("a move");
        found.refused.clone()
    };
    assert_eq!(refused(Stage::ConventionEnvoyee), None);
    assert!(matches!(
        refused(Stage::ContratSouscrit),
        Some(
            Refusal::Move {
                why: NoMove::Already,
                ..
            } | Refusal::Nothing
        )
    ));
    let rules = |to| match refused(to) {
        Some(Refusal::Blocked { reasons, .. } | Refusal::AccountsClosed { reasons, .. }) => {
            reasons.iter().map(|reason| reason.rule.as_str()).collect()
        }
        other => panic!("{other:?}"),
    };
    let (entering, opening): (Vec<&str>, Vec<&str>) = (rules(Stage::Inscrite), rules(Stage::ComptesFamilles));
    assert!(entering.contains(&"B7"), "{entering:?}");
    assert!(opening.contains(&"C1"), "{opening:?}");
    let dossier = open(&desk, &RecordId::School(uai(SCHOOL)));
    let inscrite = dossier.moves.iter().find(|known| known.to == Stage::Inscrite);
    assert_eq!(inscrite.expect("a move").refused, None);
}

#[test]
fn the_dossiers_of_parties_and_conventions_lead_on() {
    let desk = desk(&town());
    let vif = open(&desk, &RecordId::Collectivite(siren(VIF)));
    has(
        &vif,
        &[
            "Compétence scolaire | écoles | 2",
            "Collectivité | nature | commune",
        ],
    );
    let convention = open(&desk, &RecordId::Convention(number("26-0003")));
    assert_eq!(convention.title, "Convention 26-0003 · Vif");
    has(
        &convention,
        &[
            "Convention de responsabilité conjointe · RGPD art. 26 | statut | échue",
            "Durée | reconduction | expresse",
            "Écoles |  | 0382801N École maternelle du Bourg, Vif",
        ],
    );
}

fn put_off() -> FollowUp {
    FollowUp {
        school: uai(BOURG),
        due: day("2026-12-01"),
        reason: "le maire rappelle".to_owned(),
        since: day("2026-11-20"),
        by: "jdupont".to_owned(),
    }
}

fn view() -> View {
    View {
        number: 1,
        name: "mes écoles".to_owned(),
        pane: Pane::Schools,
        text: "commune:vif".to_owned(),
        sort: Sort::default(),
        columns: Vec::new(),
        owner: None,
    }
}

fn holidays() -> Vacances {
    Vacances {
        zone: Zone::A,
        from: day("2026-10-17"),
        to: day("2026-11-01"),
        name: "Vacances de la Toussaint".to_owned(),
    }
}

fn former_key() -> FormerKey {
    FormerKey {
        key: RecordId::Note(99),
        became: None,
        merged: false,
        withdrawn: true,
        reason: "essai".to_owned(),
        on: day("2026-11-20"),
        by: "jdupont".to_owned(),
    }
}

#[test]
fn every_record_opens() {
    let desk = desk(
        &town()
            .with(put_off())
            .with(view())
            .with(former_key())
            .with(holidays()),
    );
    let mut kinds = std::collections::BTreeSet::new();
    let ids: Vec<RecordId> = desk.registry().records().map(|(record, _)| record.id()).collect();
    for id in ids {
        let dossier = open(&desk, &id);
        assert!(!dossier.title.is_empty() && !dossier.sections.is_empty(), "{id}");
        kinds.insert(id.kind());
    }
    assert!(kinds.len() >= Kind::ALL.into_iter().count() - 3, "{kinds:?}");
    assert!(desk.open(&RecordId::Entry(99)).is_err());
}

#[test]
fn the_dossier_of_a_solution_tells_its_opinions() {
    let world = World::eligible().edit_solution("olm", |olm| {
        let given = |authority, on, stance, review| Opinion {
            text: format!("vu par {authority}"),
            next_review: Some(day(review)),
            ..opinion(authority, on, stance)
        };
        olm.opinions = vec![
            given("DRANE", "2026-05-01", Stance::Favourable, "2026-11-23"),
            given("DPD", "2025-03-12", Stance::Favourable, "2026-03-12"),
            given("DPD", "2026-03-12", Stance::Reserved, "2027-03-12"),
            given("RSSI", "2026-01-05", Stance::Unfavourable, "2026-11-22"),
        ];
    });
    let dossier = open(&desk(&world), &RecordId::Solution(solution_code("olm")));
    let of_opinions: Vec<String> = lines(&dossier)
        .into_iter()
        .filter(|line| line.starts_with("Avis"))
        .collect();
    assert_eq!(
        of_opinions,
        [
            "Avis | RSSI | défavorable le 05/01/2026 · à revoir depuis le 22/11/2026 · vu par RSSI",
            "Avis | DPD | avec réserve le 12/03/2026 · à revoir le 12/03/2027 · vu par DPD",
            "Avis | DRANE | favorable le 01/05/2026 · à revoir le 23/11/2026 · vu par DRANE",
            "Avis | DPD | favorable le 12/03/2025 · remplacé le 12/03/2026 · vu par DPD",
        ]
    );
}

#[test]
fn the_dossiers_of_prestataires_say_who_takes_the_place_of_whom() {
    let buyer = "999000201";
    let built = World::eligible().build();
    let mut former = built.providers().get(&siren(EDREDON)).unwrap().clone();
    former.successors = vec![Succession {
        provider: siren(buyer),
        on: day("2026-10-01"),
        nature: SuccessionNature::Merger,
        solutions: None,
    }];
    let desk = desk(&World::eligible().provider(buyer, "ACQUÉREUR").with(former));
    let dossier = open(&desk, &RecordId::Provider(siren(EDREDON)));
    has(
        &dossier,
        &["Prestataire | reprise par | ACQUÉREUR, fusion du 01/10/2026"],
    );
    let lines = dossier.sections.iter().flat_map(|section| &section.lines);
    let found = lines.into_iter().find(|line| line.label == "reprise par");
    assert_eq!(found.unwrap().link, Some(RecordId::Provider(siren(buyer))));
    let dossier = open(&desk, &RecordId::Provider(siren(buyer)));
    has(
        &dossier,
        &["Prestataire | reprend | EDREDON, fusion du 01/10/2026"],
    );
}
