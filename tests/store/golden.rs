//! What earlier programs hashed is hashed so still: each entry of their journals, written anew, and each part of a review.

use preau::domain::convention::{Annexe, AnnexeLine, Clause, ClauseState, Renewal};
use preau::domain::covered::Coverage;
use preau::domain::id::hex;
use preau::domain::provider::{SubProcessor, Transfer};
use preau::store::{MemoryStore, Reader, Store};

use crate::former::{former, journal};
use crate::support::values::{amendment, day, period, solution_code, uai};
use crate::support::world::{C26, C28, SCHOOL, TODAY, World};

/// The digest of each part of the review of [`world`].
const DIGESTS: [(&str, &str); 7] = [
    (
        "l’école",
        "146f8202d2903911b04fec3b8fafe37bfeb2544101a9fe4a77bb7589ec5e513a",
    ),
    (
        "l’usage",
        "154a7b9742d31924663f7e6bb04f4b8fd2d38b430072df0f48e1e6510605c035",
    ),
    (
        "la solution",
        "49cf584694dd12143ee95b459deccd09e2c303843ca06994bc766001ba0ec805",
    ),
    (
        "la fiche de traitement",
        "cd6df44cb1d7f642f5e8e773868e397ecff0b2d9ce40f061698dcda5f281607d",
    ),
    (
        "la convention 28-0001",
        "bade5ba43f287944ed40c7fe0c59badc425dbbd7b120e792657aaf493dfa946a",
    ),
    (
        "la convention 26-0001",
        "dc3e8f1869419f54debdeb5988e324d6e5d4f1cefd414589cfbad45e9e0da74d",
    ),
    (
        "le titulaire de la compétence",
        "983b12e77421542cb7a4a945b173494afd60a84a1ea7785e8b87bfd61ab862dc",
    ),
];

/// The bases that earlier programs wrote, each with the head of its journal.
const HEADS: [(&str, &str); 7] = [
    (
        "before-avenant-documents.preau",
        "10:52a490dd36ae410959d12f026cb97490d62ff4c1f95198fafbc270e320dc24d0",
    ),
    (
        "before-avenants.preau",
        "8:256a836814c031ab7fe715ae7f09c260b85be1554ae8066ba879471d5d27a701",
    ),
    (
        "before-digests.preau",
        "8:4edf5f59f526b9433f76326a63740cd5533ff7852b200a03a3fcd10240c6df3a",
    ),
    (
        "before-documents.preau",
        "3:dc51dac0ba24f1b96889dcbab33b2f7d90023c61c437f0407a15a5506079de44",
    ),
    (
        "before-ranks.preau",
        "9:5c37049467224647adf8aea3525f19154c13dd2eb89cb5e66597799f1c374df1",
    ),
    (
        "before-territory.preau",
        "10:8c52d1aa243582d91fe274f0b439346c4532f16fa075ba61109725b5468a9a3c",
    ),
    (
        "format-1.preau",
        "6:eea0838b9f735b03c4380bb5fd82fa30a92181e5bae6893fee09b05771d64ade",
    ),
];

#[test]
fn a_journal_of_before_that_is_written_anew_ends_with_the_same_hash() {
    let folder = tempfile::tempdir().unwrap();
    let heads: Vec<(&str, String)> = HEADS
        .iter()
        .map(|(name, _)| {
            let store = former(folder.path(), name);
            let entries = journal(&store);
            let mut anew = MemoryStore::new();
            for entry in &entries {
                anew.commit(std::slice::from_ref(entry)).unwrap();
            }
            assert_eq!(anew.head().unwrap(), store.head().unwrap(), "{name}");
            (*name, store.head().unwrap().to_string())
        })
        .collect();
    let expected = HEADS.map(|(name, head)| (name, head.to_owned()));
    assert_eq!(heads, expected);
}

/// What a review may keep, with every field that its digests take.
fn world() -> World {
    let line = |from: &str, to: &str| AnnexeLine {
        solution: Some(solution_code("olm")),
        joined_by: "1".parse().ok(),
        left_by: "2".parse().ok(),
        ..AnnexeLine::new(uai(SCHOOL), period(from, to))
    };
    World::registered("2026-11-20")
        .edit_sheet("olm", "1", |sheet| {
            sheet.sub_processors = vec![SubProcessor {
                name: "Hébergeur".to_owned(),
                country: "France".to_owned(),
                updated: None,
            }];
            sheet.transfers = vec![Transfer {
                country: "Canada".to_owned(),
                safeguard: "décision d’adéquation".to_owned(),
                ..Transfer::default()
            }];
        })
        .edit_convention(C28, |convention| {
            convention.solutions = vec![solution_code("olm")];
            convention.clauses.set(Clause::A, Some(ClauseState::Absent));
            convention.terminated = Some(day("2028-01-01"));
        })
        .edit_convention(C26, |convention| {
            convention.annexe = Annexe::Listed(vec![line("2026-09-01", "2027-07-05")]);
            convention.amendments = vec![
                amendment("1", "2026-09-02", "2026-09-03"),
                amendment("2", "2026-09-04", ""),
            ];
            convention.effect = Some(day("2026-09-01"));
            convention.end = Some(day("2027-08-31"));
            convention.duration_months = Some(12);
            convention.renewal = Renewal::Tacite {
                months: 12,
                ceiling: Some(3),
            };
            convention.notice_days = Some(60);
        })
}

#[test]
fn each_part_of_a_review_has_the_digest_that_it_had() {
    let registry = world().build();
    let entry = registry.entries().get(&1).unwrap();
    let digests = Coverage::new(&registry, entry, day(TODAY)).digests();
    let told: Vec<(String, String)> = digests
        .iter()
        .map(|one| (one.part.label(), hex(&one.sha256)))
        .collect();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(part, digest)| (part.as_str(), digest.as_str()))
        .collect();
    assert_eq!(told, DIGESTS);
}
