//! B9 and B10: the fiche de traitement; B11: the entry with another solution.

use preau::domain::provider::{Category, Sheet, Transfer};
use preau::domain::register::Closure;
use preau::domain::rule::RuleCode::{B9, B10, B11};

use super::look::{codes_today, message, message_on, says};
use crate::support::values::day;
use crate::support::world::{EDREDON, SCHOOL, TODAY, World};

/// What makes a fiche lack something.
type Edit = fn(&mut Sheet);

fn sheet(edit: impl FnOnce(&mut Sheet)) -> World {
    World::eligible().edit_sheet("olm", "1", edit)
}

#[test]
fn b9_dated_at_or_before_j() {
    let world = sheet(|s| s.date = day("2026-11-23"));
    for (on, blocks) in [("2026-11-22", true), ("2026-11-23", false), ("2026-11-24", false)] {
        assert_eq!(says(&world, B9, on), blocks, "{on}");
    }
    assert_eq!(
        message_on(&world, B9, "2026-11-22"),
        "Aucune fiche de traitement de OLM datée au plus tard du 22/11/2026."
    );
}

#[test]
fn b9_purposes_persons_data_and_recipients() {
    let table: [(Edit, &str); 6] = [
        (|s| s.purposes.clear(), "finalités"),
        (|s| s.persons.clear(), "personnes concernées"),
        (|s| s.data.clear(), "données"),
        (|s| s.recipients.clear(), "destinataires"),
        (|s| s.recipients = vec![" ".into()], "destinataires"),
        (
            |s| {
                s.purposes.clear();
                s.data.iter_mut().for_each(|data| data.category.clear());
            },
            "finalités, données",
        ),
    ];
    for (edit, lacking) in table {
        let world = sheet(edit);
        assert_eq!(codes_today(&world), "B9 C1", "{lacking}");
        assert_eq!(
            message(&world, B9),
            format!("Fiche 1 de OLM (01/06/2026)~: il manque {lacking}.")
        );
    }
}

#[test]
fn b9_retention_and_security_do_not_block() {
    let world = sheet(|s| {
        s.security.clear();
        s.legal_basis.clear();
        s.data.iter_mut().for_each(|data| data.retention.clear());
    });
    assert!(!says(&world, B9, TODAY));
}

#[test]
fn b9_the_latest_counts() {
    let worse = World::eligible()
        .sheet("olm", "2", "2026-11-23")
        .edit_sheet("olm", "2", |s| s.recipients.clear());
    assert!(!says(&worse, B9, "2026-11-22"));
    assert!(says(&worse, B9, "2026-11-23"));
    let better = sheet(|s| s.recipients.clear()).sheet("olm", "2", "2026-11-23");
    assert!(says(&better, B9, "2026-11-22"));
    assert!(!says(&better, B9, "2026-11-23"));
}

#[test]
fn b10_each_transfer_has_a_safeguard() {
    let transfers = |list: &'static [(&str, &str)]| {
        sheet(move |s| {
            s.transfers = list
                .iter()
                .map(|(country, safeguard)| Transfer {
                    country: (*country).into(),
                    safeguard: (*safeguard).into(),
                    ..Transfer::default()
                })
                .collect();
        })
    };
    let none = transfers(&[
        ("États-Unis", ""),
        ("Canada", "décision d’adéquation"),
        ("Inde", " "),
    ]);
    assert_eq!(codes_today(&none), "B10 C1");
    assert_eq!(
        message(&none, B10),
        "Fiche 1 de OLM (01/06/2026)~: transfert hors de l’Union européenne sans garantie (États-Unis, Inde)."
    );
    assert!(!says(
        &transfers(&[("Canada", "décision d’adéquation")]),
        B10,
        TODAY
    ));
    let mended = none.sheet("olm", "2", "2026-11-23");
    assert!(says(&mended, B10, "2026-11-22"));
    assert!(!says(&mended, B10, "2026-11-23"));
}

#[test]
fn b11_an_active_entry_with_another_solution() {
    let other = World::eligible()
        .solution("balises", "BALISES SCHOOL", EDREDON)
        .entry(7, SCHOOL, "balises", "2026-09-15");
    assert_eq!(codes_today(&other), "B11 C1");
    assert_eq!(
        message(&other, B11),
        "L’inscription n°~7 est active avec BALISES SCHOOL~: la clore d’abord."
    );
    let closed = other.edit_entry(7, |entry| {
        entry.closed = Some(Closure {
            on: day("2026-11-20"),
            by: "jdupont".into(),
            reason: "changement de solution".into(),
        });
    });
    assert!(!says(&closed, B11, TODAY));
}

#[test]
fn b11_an_entry_of_another_category_does_not_block() {
    let world = World::eligible()
        .solution_of(Category::VieScolaire, "embruns", "EMBRUNS", EDREDON)
        .entry(7, SCHOOL, "embruns", "2026-09-15");
    assert!(!says(&world, B11, TODAY));
}
