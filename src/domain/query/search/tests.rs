//! Searches as operators type them, over a handful of documents.

use super::*;

const SCHOOLS: &[(&str, &str, &str)] = &[
    ("0380001A", "ECOLE ELEMENTAIRE JEAN JAURES", "GRENOBLE"),
    ("0380002B", "ECOLE PRIMAIRE PUBLIQUE", "GRENOBLE"),
    ("0380003C", "Groupe scolaire Jean-Jaurès", "Échirolles"),
    ("0380004D", "ECOLE PRIMAIRE ST MARTIN", "VIF"),
    ("0380005E", "ECOLE PRIMAIRE DU BOURG", "SAINT MARTIN D'HERES"),
    ("0750006F", "E E PU LAUGIER", "PARIS 17E ARRONDISSEMENT"),
    ("0570007G", "ECOLE ELEMENTAIRE R SCHUMAN", "YUTZ"),
    ("0380008H", "ECOLE MATERNELLE LES PRIMEVERES", "VOIRON"),
    ("0380009J", "ECOLE PRIMAIRE NOTRE DAME", "VOIRON"),
    ("0380010K", "ECOLE PRIMAIRE LOUIS PASTEUR", "VOREPPE"),
];

fn index() -> Index {
    let identifiers: Vec<[&str; 1]> = SCHOOLS.iter().map(|(uai, ..)| [*uai]).collect();
    let documents = SCHOOLS
        .iter()
        .zip(&identifiers)
        .map(|((_, name, place), identifiers)| Document {
            identifiers,
            name,
            place,
        });
    Index::build(documents)
}

fn found(index: &Index, text: &str) -> Vec<u32> {
    index
        .search(text, |_| true)
        .page(0, usize::MAX)
        .iter()
        .map(|hit| hit.number)
        .collect()
}

fn tier(index: &Index, text: &str) -> Option<Tier> {
    index
        .search(text, |_| true)
        .page(0, 1)
        .first()
        .map(|hit| hit.tier)
}

#[test]
fn each_tier_finds_what_it_is_for() {
    let index = index();
    for (text, best, under) in [
        ("0380001", 0, Tier::Identifier),
        ("038 0001 a", 0, Tier::Identifier),
        ("380001", 0, Tier::Identifier),
        ("jaures gre", 0, Tier::Words),
        ("gre jaures", 0, Tier::Words),
        ("JAURÈS éch", 2, Tier::Words),
        ("gs jaures", 2, Tier::Words),
        ("st mart vif", 3, Tier::Words),
        ("saint martin bourg", 4, Tier::Words),
        ("eepu laugier", 5, Tier::Words),
        ("elem laugier", 5, Tier::Words),
        ("emat prim", 7, Tier::Words),
        ("nd voiron", 8, Tier::Words),
        ("primaire jaures grenoble", 0, Tier::Loose),
        ("robert schuman", 6, Tier::Loose),
        ("irolles", 2, Tier::Substring),
        ("jaurse ech", 2, Tier::Slip),
        ("pasteru", 9, Tier::Slip),
        ("louispasteur", 9, Tier::Slip),
        ("lpstr", 9, Tier::Fuzzy),
    ] {
        assert_eq!(
            (found(&index, text).first(), tier(&index, text)),
            (Some(&best), Some(under)),
            "{text}"
        );
    }
}

#[test]
fn a_generic_word_does_not_drown_the_others() {
    assert_eq!(
        found(&index(), "prim")[0],
        7,
        "primevères before all the écoles primaires"
    );
}

#[test]
fn whole_words_come_first_then_shorter_names() {
    let index = Index::build(
        [
            ("Jean Martinet", ""),
            ("Jean Martin Pêcheur", ""),
            ("Jean Martin", "Vif"),
            ("Jean Martin", "Gap"),
        ]
        .map(|(name, place)| Document {
            identifiers: &[],
            name,
            place,
        })
        .into_iter(),
    );
    assert_eq!(found(&index, "martin"), [3, 2, 1, 0]);
}

#[test]
fn nothing_typed_finds_everything_and_nonsense_nothing() {
    let index = index();
    assert_eq!(found(&index, "  - "), (0..10).collect::<Vec<_>>());
    for text in ["zzzz", "x", "jaures zzzz", "\u{1b}[31m", "99999999"] {
        assert_eq!(found(&index, text), [0; 0], "{text:?}");
    }
    assert!(found(&Index::default(), "jaures").is_empty());
}

#[test]
fn typing_more_narrows_within_the_words() {
    let index = index();
    let text = "ecole primaire st martin vif";
    let mut before = usize::MAX;
    for end in 1..=text.len() {
        let total = index.search(&text[..end], |_| true).total();
        assert!(total <= before && total > 0, "{}", &text[..end]);
        before = total;
    }
}

#[test]
fn only_what_is_let_through_is_found_and_counted() {
    let mut asked = Vec::new();
    let mut hits = index().search("jaures", |number| {
        asked.push(number);
        number != 0
    });
    assert_eq!(hits.total(), 1);
    assert_eq!(
        hits.page(0, 9),
        [Hit {
            number: 2,
            tier: Tier::Words
        }]
    );
    asked.dedup();
    assert_eq!(asked, [0, 2], "each once, and no other");
}

#[test]
fn documents_change_come_and_go() {
    let mut index = index();
    let moved = Document {
        identifiers: &["0380001A"],
        name: "École Louise Michel",
        place: "Meylan",
    };
    index.replace(0, moved);
    assert!(!found(&index, "jaures gre").contains(&0));
    assert_eq!(found(&index, "louise mey"), [0]);
    assert_eq!(found(&index, "0380001a"), [0]);
    index.remove(0);
    assert!(!found(&index, "louise").contains(&0) && found(&index, "0380001").is_empty());
    let added = index.push(Document {
        identifiers: &["26-0012"],
        name: "Édifice",
        place: "",
    });
    assert_eq!((added, index.len()), (10, 11));
    assert_eq!(found(&index, "260012"), [10]);
    assert!(!found(&index, "").contains(&0));
}

#[test]
fn an_index_changed_step_by_step_equals_one_built_at_once() {
    let mut index = Index::default();
    for (uai, name, place) in SCHOOLS {
        let number = index.push(Document {
            identifiers: &["x"],
            name: "Provisoire",
            place: "Nulle part",
        });
        index.replace(
            number,
            Document {
                identifiers: &[uai],
                name,
                place,
            },
        );
    }
    let built = self::index();
    for text in [
        "j",
        "ecole",
        "st mart",
        "jaurse",
        "0380",
        "prim",
        "e e pu",
        "lpstr",
        "provisoire",
        "x",
    ] {
        assert_eq!(found(&index, text), found(&built, text), "{text}");
    }
}

#[test]
fn hostile_texts_are_bounded() {
    let long = "a".repeat(100_000);
    let many = "ecole ".repeat(10_000);
    let index = Index::build(
        [Document {
            identifiers: &[&long],
            name: &many,
            place: &long,
        }]
        .into_iter(),
    );
    assert_eq!(found(&index, &long), [0]);
    assert_eq!(found(&index, &many), [0]);
    assert_eq!(found(&index, "ecol"), [0]);
}
