//! `preau retirer` and `preau corriger`: records made by mistake.

use chrono::Utc;
use preau::store::FileStore;

use crate::support::place::{Place, Ran};

fn said(place: &Place, ran: &Ran) -> String {
    let text = format!("{}{}", ran.out, ran.err);
    place.neutral(&text).replace('\u{a0}', " ")
}

#[test]
fn a_record_is_withdrawn_with_a_reason_and_its_number_is_not_given_again() {
    let place = Place::demo();
    let ran = place
        .run(["retirer", "convention/26-0100", "--motif", "saisie deux fois"])
        .expect(0);
    let text = said(&place, &ran);
    assert!(
        text.contains("convention 26-0100 retirée, dans la base"),
        "{text}"
    );
    let ran = place
        .run(["retirer", "convention/26-0100", "--motif", "encore"])
        .expect(1);
    let text = said(&place, &ran);
    assert!(text.contains("convention 26-0100 a été retirée le"), "{text}");
    assert!(
        text.contains("(saisie deux fois) ; son numéro ne se redonne pas"),
        "{text}"
    );
    let ran = place.run(["journal", "--sur", "convention/26-0100"]).expect(0);
    assert!(
        ran.out.contains("retrait (convention 26-0100, saisie deux fois)"),
        "{}",
        ran.out
    );
    place.run(["verifier"]).expect(0);
}

#[test]
fn the_row_of_a_file_that_gives_a_withdrawn_number_again_is_rejected() {
    let place = Place::demo();
    let file = crate::support::place::demo("conventions.csv");
    place
        .run(["retirer", "convention/26-0100", "--motif", "erreur"])
        .expect(0);
    let before = place.content();
    let ran = place.run(["importer", "conventions", &file]).expect(1);
    let text = said(&place, &ran);
    assert!(text.contains("convention 26-0100 a été retirée"), "{text}");
    assert_eq!(place.content(), before);
    place
        .run(["importer", "conventions", &file, "--ignorer-rejets", "rejets.csv"])
        .expect(0);
    assert_eq!(place.content(), before, "the other rows say what the base says");
}

#[test]
fn what_rests_on_a_record_keeps_it() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let before = place.content();
    let ran = place
        .run(["retirer", "convention/28-0002", "--motif", "essai"])
        .expect(1);
    let text = said(&place, &ran);
    assert!(
        text.contains("la convention 28-0002 ne se retire pas : l’inscription au registre n° 1"),
        "{text}"
    );
    // The entry does not name the competence by which its holder was decided.
    let ran = place
        .run(["retirer", "competence/38013@2017-01-01", "--motif", "essai"])
        .expect(1);
    let text = said(&place, &ran);
    let why = "ne se retire pas : l’inscription au registre n° 1 repose sur elle";
    assert!(text.contains(why), "{text}");
    assert_eq!(place.content(), before);
}

#[test]
fn what_schools_lose_is_confirmed() {
    let place = Place::demo();
    let args = [
        "retirer",
        "convention/28-0002",
        "--motif",
        "saisie pour une autre",
    ];
    let ran = place.run(args).expect(2);
    let text = said(&place, &ran);
    assert!(text.contains("écoles ne sont plus prêtes"), "{text}");
    assert!(text.contains("relancez avec --confirmer"), "{text}");
    place.run(args.into_iter().chain(["--confirmer"])).expect(0);
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_key_is_corrected_with_the_entries_that_rest_on_it_and_the_old_one_leads_to_the_record() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let args = [
        "corriger",
        "convention/26-0074",
        "--en",
        "26-0921",
        "--motif",
        "chiffres inversés",
    ];
    let before = place.content();
    let ran = place.run(args).expect(2);
    assert!(
        said(&place, &ran).contains("Plusieurs enregistrements changent avec lui : rien n’a été écrit"),
        "{ran:#?}"
    );
    assert_eq!(place.content(), before);
    let ran = place.run(args.into_iter().chain(["--confirmer"])).expect(0);
    let text = said(&place, &ran);
    assert!(
        text.contains("Clé récrite aussi dans : inscription au registre n° 1."),
        "{text}"
    );
    assert!(
        text.contains("convention 26-0074 devenue convention 26-0921, dans la base"),
        "{text}"
    );
    let [old, new] = ["26-0074", "26-0921"].map(|number| {
        let sur = format!("convention/{number}");
        place.run(["journal", "--sur", &sur]).expect(0).out
    });
    assert_eq!(old, new);
    assert!(
        new.contains("import conventions") && new.contains("correction de clé"),
        "{new}"
    );
    let register = place.run(["exporter", "registre"]).expect(0).out;
    assert!(
        register.contains("26-0921") && !register.contains("26-0074"),
        "{register}"
    );
    place.run(["verifier"]).expect(0);
}

#[test]
fn the_old_key_leads_to_the_documents_of_the_record() {
    let place = Place::demo();
    let file = place.file("signee.pdf", "%PDF-1.4\n%%EOF\n");
    let args = [
        "joindre",
        "convention/26-0100",
        &file,
        "--type",
        "convention_signee",
    ];
    place.run(args).expect(0);
    let corrected = [
        "corriger",
        "convention/26-0100",
        "--en",
        "26-0921",
        "--motif",
        "essai",
    ];
    place.run(corrected.into_iter().chain(["--confirmer"])).expect(0);
    let [old, new] = ["26-0100", "26-0921"].map(|number| {
        place
            .run(["document", &format!("convention/{number}")])
            .expect(0)
            .out
    });
    assert!(old.contains("signee.pdf"), "{old}");
    assert_eq!(old, new);
}

#[test]
fn the_day_of_a_conseil_is_typed_as_a_day() {
    let place = Place::demo();
    place
        .run([
            "importer",
            "conseils",
            &crate::support::place::demo("conseils.csv"),
        ])
        .expect(0);
    let journal = place.run(["exporter", "base"]).expect(0).out;
    let at = journal.find("\"council\":{\"school\":\"").unwrap() + 21;
    let uai = &journal[at..at + 8];
    let at = journal[at..].find("\"date\":\"").unwrap() + at + 8;
    let record = format!("conseil/{uai}@{}", &journal[at..at + 10]);
    let ran = place
        .run(["corriger", &record, "--en", "31/02/2026", "--motif", "date du PV"])
        .expect(2);
    assert!(
        ran.err.contains("n’est pas la clé d’un enregistrement"),
        "{}",
        ran.err
    );
    place
        .run(["corriger", &record, "--en", "02/11/2026", "--motif", "date du PV"])
        .expect(0);
    let ran = place
        .run(["corriger", &record, "--en", "2026-11-03", "--motif", "encore"])
        .expect(1);
    assert!(
        said(&place, &ran).contains("est devenu conseil d’école"),
        "{ran:#?}"
    );
}

#[test]
fn the_uai_of_a_school_of_the_annuaire_is_not_corrected() {
    let place = Place::demo();
    let ran = place
        .run([
            "corriger",
            "ecole/0381548B",
            "--en",
            "0380124D",
            "--motif",
            "essai",
        ])
        .expect(1);
    assert!(said(&place, &ran).contains("vient de l’annuaire"), "{ran:#?}");
}

#[test]
fn a_correction_keeps_its_copy_in_base_json() {
    let place = Place::demo();
    place
        .run([
            "corriger",
            "convention/26-0074",
            "--en",
            "26-0921",
            "--motif",
            "essai",
        ])
        .expect(0);
    place
        .run(["retirer", "convention/26-0100", "--motif", "essai"])
        .expect(0);
    place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    drop(FileStore::create_trial(&place.path("autre.base"), Utc::now()).unwrap());
    let other = ["--base", "autre.base"];
    place
        .run(["importer", "base", "base.json"].into_iter().chain(other))
        .expect(0);
    place
        .run(["exporter", "base", "-o", "encore.json"].into_iter().chain(other))
        .expect(0);
    let [one, two] = ["base.json", "encore.json"].map(|name| std::fs::read(place.path(name)).unwrap());
    assert!(one == two);
    let ran = place
        .run(
            ["retirer", "convention/26-0100", "--motif", "encore"]
                .into_iter()
                .chain(other),
        )
        .expect(1);
    assert!(said(&place, &ran).contains("a été retirée"), "{ran:#?}");
}

/// A base of before there were ranks, in which another choice took the place of a use that was registered.
fn former() -> Place {
    let place = Place::new();
    std::fs::create_dir_all(place.base().parent().unwrap()).unwrap();
    std::fs::copy(
        crate::support::place::fixture("base/before-ranks.preau"),
        place.base(),
    )
    .unwrap();
    place
}

#[test]
fn uses_that_were_overwritten_are_proposed_then_written_as_left_once() {
    let place = former();
    let before = place.now(["exporter", "base"]).expect(0).out;
    let ran = place.now(["reprendre", "usages"]).expect(2);
    let text = said(&place, &ran);
    assert!(text.contains("0380123C") && text.contains("(sortie)"), "{text}");
    assert!(
        text.contains("rien n’a été écrit ; relancez avec --confirmer"),
        "{text}"
    );
    assert_eq!(place.now(["exporter", "base"]).expect(0).out, before);

    let ran = place.now(["reprendre", "usages", "--confirmer"]).expect(0);
    let text = said(&place, &ran);
    assert!(
        text.contains("1 usage écrits dans") || text.contains("usage"),
        "{text}"
    );
    let ran = place.now(["reprendre", "usages", "--confirmer"]).expect(0);
    assert!(said(&place, &ran).contains("Aucun usage à reprendre"), "{ran:#?}");
    let ran = place.now(["journal"]).expect(0);
    assert!(ran.out.contains("reprise des usages remplacés"), "{}", ran.out);
    place.now(["verifier"]).expect(0);
}

#[test]
fn a_file_that_names_a_corrected_key_is_read_as_what_it_is_now() {
    let place = Place::demo();
    let corrected = ["solution/fictif-a", "convention/26-0122", "contrat/CT-2025-0002"];
    for (record, to) in corrected.into_iter().zip(["fictif-aa", "26-0921", "CT-9001"]) {
        let args = ["corriger", record, "--en", to, "--motif", "erreur", "--confirmer"];
        place.run(args).expect(0);
    }
    let before = place.content();
    for (what, said_of) in [
        ("deploiements", "solution fictif-a est devenue solution fictif-aa"),
        ("conventions", "convention 26-0122 est devenue convention 26-0921"),
        ("contrats", "contrat CT-2025-0002 est devenu contrat CT-9001"),
    ] {
        let file = crate::support::place::demo(&format!("{what}.csv"));
        let ran = place.run(["importer", what, &file, "--confirmer"]).expect(0);
        let text = said(&place, &ran);
        assert!(text.contains(said_of), "{text}");
        assert_eq!(place.content(), before, "{what} says what the base says");
    }
}
