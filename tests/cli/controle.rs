//! `preau controle`: what a review covers, recorded and lifted, and whether it holds.

use std::fs;

use crate::support::place::{DAY, Place, Ran};
use crate::support::service::{Service, socket};

/// Runs `controle` on the entries of a place; gives its words, without no-break spaces.
fn controle(place: &Place, args: &[&str], status: i32) -> String {
    let ran = place.run(["controle"].iter().chain(args).copied()).expect(status);
    words(place, &ran)
}

fn words(place: &Place, ran: &Ran) -> String {
    place
        .neutral(&format!("{}{}", ran.out, ran.err))
        .replace('\u{a0}', " ")
}

/// A place with the entries 1 and 2.
fn registered() -> Place {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    place
        .run(["inscrire", "0382070U", "--categorie", "ENT"])
        .expect(0);
    place
}

#[test]
fn what_a_review_covers_is_shown_and_nothing_is_written() {
    let place = registered();
    let before = place.content();
    let said = controle(&place, &["1"], 1);
    for part in [
        "contrôle : non contrôlée",
        "Contrôle : l’école",
        "Contrôle : la fiche de traitement",
        "Contrôle : la convention 28-0002",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let said = controle(&place, &["1", "99"], 1);
    assert!(said.contains("inscription"), "{said}");
    assert_eq!(place.content(), before);
}

#[test]
fn what_the_reviews_of_several_cover_alike_is_shown_once() {
    let place = registered();
    let said = controle(&place, &["1", "2"], 1);
    let solutions = said.matches("Contrôle : la solution (inscription").count();
    assert_eq!(
        solutions,
        said.matches("Contrôle : la solution").count(),
        "{said}"
    );
    for own in [
        "Contrôle : l’école (inscription n° 1)",
        "Contrôle : l’école (inscription n° 2)",
    ] {
        assert_eq!(said.matches(own).count(), 1, "{own}\n{said}");
    }
    place.run(["inscrire", "0383019A"]);
    let alone = controle(&place, &["1"], 1);
    assert!(!alone.contains("(inscription"), "{alone}");
}

#[test]
fn a_review_is_confirmed_recorded_and_lifted() {
    let place = registered();
    let before = place.content();
    let said = controle(&place, &["1", "--conforme"], 2);
    assert!(said.contains("Contrôle : l’école"), "{said}");
    assert!(
        said.contains(
            "Un contrôle dit que ce qui précède a été lu : rien n’a été écrit ; relancez avec --confirmer"
        ),
        "{said}"
    );
    assert_eq!(place.content(), before);
    let said = controle(&place, &["1", "--conforme", "--confirmer"], 0);
    assert!(
        said.contains(" : inscription contrôlée, conforme : n° 1, dans la base"),
        "{said}"
    );
    let said = controle(&place, &["1"], 0);
    assert!(
        said.contains("contrôle : à jour (fait le 23/11/2026 par "),
        "{said}"
    );
    controle(&place, &["1", "2"], 1);
    let said = controle(&place, &["1", "--lever", "fiche mal lue"], 0);
    assert!(
        said.contains("contrôle levé de l’inscription n° 1, dans la base"),
        "{said}"
    );
    let said = controle(&place, &["1"], 1);
    assert!(said.contains("contrôle : non contrôlée"), "{said}");
    let journal = place.run(["journal", "--sur", "inscription/1"]).expect(0).out;
    assert!(journal.contains("fiche mal lue"), "{journal}");
    place.run(["verifier"]).expect(0);
}

#[test]
fn several_are_reviewed_by_one_operation_or_none_is() {
    let place = registered();
    let reserve = ["--reserve", "annexe à compléter", "--confirmer"];
    let before = place.content();
    for missing in [["1", "99"], ["99", "1"]] {
        controle(&place, &[&missing[..], &reserve].concat(), 1);
    }
    assert_eq!(place.content(), before);
    let said = controle(&place, &[&["2", "1", "2"][..], &reserve].concat(), 0);
    assert!(
        said.contains("inscriptions contrôlées, avec réserve : n° 2, 1, dans la base"),
        "{said}"
    );
    let said = controle(&place, &["1", "2"], 0);
    assert_eq!(said.matches("contrôle : avec réserve (fait").count(), 2, "{said}");
    assert!(said.contains("avec réserve : annexe à compléter"), "{said}");
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_review_of_what_changed_since_is_to_be_made_again() {
    let place = registered();
    controle(&place, &["1", "--conforme", "--confirmer"], 0);
    let args = [
        "corriger",
        "convention/28-0002",
        "--en",
        "28-0902",
        "--motif",
        "essai",
    ];
    place.run(args.into_iter().chain(["--confirmer"])).expect(0);
    controle(&place, &["1"], 0);
    let args = ["controle", "1"];
    // In the next school year the review is of another one.
    let later = place.on("2027-10-01", args).expect(1);
    let said = words(&place, &later);
    assert!(
        said.contains("contrôle : à refaire (fait le 23/11/2026"),
        "{said}"
    );
}

#[test]
fn what_is_refused_writes_nothing() {
    let place = registered();
    let before = place.content();
    for (args, status, why) in [
        (&["1", "--lever", "essai"][..], 1, "contrôle"),
        (&["1", "--reserve", " ", "--confirmer"], 1, "réserve"),
        (
            &["1", "--conforme", "--lever", "essai"],
            2,
            "ne vont pas ensemble",
        ),
        (
            &["1", "--conforme", "--reserve", "essai"],
            2,
            "ne vont pas ensemble",
        ),
        (&["1", "--conforme", "--conforme"], 2, "est donné deux fois"),
        (&["un"], 2, "il faut un numéro d’inscription, comme 12"),
        (&[], 2, "il manque <NUMERO>"),
    ] {
        let said = controle(&place, args, status);
        assert!(said.contains(why), "{args:?}\n{said}");
    }
    assert_eq!(place.content(), before);
}

#[test]
fn the_state_of_the_review_is_a_column_of_the_schools() {
    let place = registered();
    controle(&place, &["1", "--conforme", "--confirmer"], 0);
    let of = |filter: &str| {
        let csv = place
            .run(["exporter", "ecoles", "--filtre", filter])
            .expect(0)
            .out;
        let table: Vec<Vec<String>> = csv
            .lines()
            .map(|line| {
                line.trim_start_matches('\u{feff}')
                    .split(';')
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        let at = table[0].iter().position(|name| name == "controle").unwrap();
        assert_eq!(&table[0][at - 1..], ["etat", "controle", "essai"]);
        table[1..].iter().map(|row| row[at].clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("uai:0381548B"), ["a_jour"]);
    assert!(of("uai:0382070U").contains(&"non_controlee".to_owned()));
    assert_eq!(of("uai:0381528E"), [""]);
}

#[test]
fn the_same_is_done_through_the_service() {
    let place = registered();
    let folder = place.path("service");
    fs::create_dir(&folder).unwrap();
    let _service = Service::of(&place.base(), &folder, DAY);
    let socket = socket(&folder).display().to_string();
    for (args, status, said) in [
        (&["1"][..], 1, "contrôle : non contrôlée"),
        (&["1", "--conforme"], 2, "rien n’a été écrit"),
        (&["1", "--conforme", "--confirmer"], 0, "dans la base du service"),
        (&["1"], 0, "contrôle : à jour (fait le 23/11/2026"),
        (
            &["1", "--lever", "essai"],
            0,
            "contrôle levé de l’inscription n° 1",
        ),
    ] {
        let told = controle(&place, &[args, &["--socket", &socket]].concat(), status);
        assert!(told.contains(said), "{args:?}\n{told}");
    }
}
