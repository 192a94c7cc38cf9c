//! `preau ecole`, `competence`, `collectivite`, `prestataire` and `fusionner`.

use crate::support::place::{DAY, Place, Ran};

fn said(place: &Place, ran: &Ran) -> String {
    let text = format!("{}{}", ran.out, ran.err);
    place.neutral(&text).replace('\u{a0}', " ")
}

const FORMER: &str = "0383019A";
const NEXT: &str = "0389990C";

#[test]
fn a_school_gets_another_uai_in_one_operation_that_the_journal_tells() {
    let place = Place::demo();
    let before = place.content();
    let command = [
        "ecole",
        "renumeroter",
        FORMER,
        "--en",
        NEXT,
        "--motif",
        "nouvel UAI",
    ];
    let ran = place.run(command.into_iter().chain(["--simuler"])).expect(0);
    let text = said(&place, &ran);
    assert!(
        text.contains("+ école 0389990C\n") && text.contains("rien n’a été écrit"),
        "{text}"
    );
    let ran = place.run(command).expect(2);
    assert!(
        said(&place, &ran).contains("relancez avec --confirmer"),
        "{}",
        ran.err
    );
    assert_eq!(
        place.content(),
        before,
        "nothing is written before it is confirmed"
    );
    let ran = place.run(command.into_iter().chain(["--confirmer"])).expect(0);
    let text = said(&place, &ran);
    assert!(text.contains("l’école 0383019A a l’UAI 0389990C"), "{text}");
    let ran = place.run(["journal", "--sur", "ecole/0383019A"]).expect(0);
    assert!(ran.out.contains("école devenue 0389990C"), "{}", ran.out);
    place.run(["expliquer", NEXT]).expect(0);
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_competence_goes_to_a_group_and_what_is_wrong_is_said() {
    let place = Place::demo();
    let table: [(&[&str], i32, &str); 7] = [
        (
            &["competence", "transferer", "38185", "--le", "2027-01-01"],
            2,
            "à quelle collectivité",
        ),
        (
            &["competence", "transferer", "38185", "--a", "200040715"],
            2,
            "à partir de quel jour",
        ),
        (
            &[
                "competence",
                "transferer",
                "38185",
                "--a",
                "200040715",
                "--le",
                "2027-01-01",
                "--simuler",
            ],
            0,
            "rien n’a été écrit",
        ),
        (
            &[
                "competence",
                "transferer",
                "38185",
                "--a",
                "200040715",
                "--le",
                "2027-01-01",
                "--confirmer",
            ],
            0,
            "compétence de 1 périmètre à 200040715",
        ),
        (
            &[
                "competence",
                "rendre",
                "38185",
                "--le",
                "2028-01-01",
                "--confirmer",
            ],
            0,
            "compétence de 1 périmètre rendue",
        ),
        (&["competence", "confirmer"], 0, "Aucune compétence à confirmer"),
        (
            &[
                "fusionner",
                "collectivite/213801855",
                "--en",
                "convention/26-0100",
                "--motif",
                "x",
            ],
            1,
            "se fusionnent",
        ),
    ];
    for (args, status, words) in table {
        let ran = place.run(args.iter().copied()).expect(status);
        let text = said(&place, &ran);
        assert!(text.contains(words), "{args:?}: {text}");
    }
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_collectivite_is_renamed_and_replaced() {
    let place = Place::demo();
    place
        .run([
            "collectivite",
            "renommer",
            "213800030",
            "--nom",
            "Agnin-sur-Rhône",
        ])
        .expect(0);
    let command = [
        "collectivite",
        "remplacer",
        "213800030",
        "--par",
        "200000008",
        "--le",
        "2026-11-01",
        "--confirmer",
    ];
    let ran = place.run(command).expect(0);
    assert!(
        said(&place, &ran).contains("200000008 prend la place de 213800030"),
        "{}",
        ran.out
    );
    place.run(["verifier"]).expect(0);
}

#[test]
fn what_does_not_fit_an_act_is_refused_and_nothing_is_written() {
    let place = Place::demo();
    let before = place.content();
    let table: [(&str, i32, &str); 18] = [
        (
            "ecole fermer 0383019A --motif x --code 038001",
            2,
            "--code ne vaut que pour rpi",
        ),
        (
            "ecole fermer 0383019A --motif x --en 0381528E",
            2,
            "--en ne vaut que pour fusionner, scinder, renumeroter",
        ),
        (
            "ecole rpi 0383019A --code 038001 --motif x",
            2,
            "--motif ne vaut que pour",
        ),
        (
            "ecole scinder 0383019A --en 0381528E 0381528E --motif x",
            2,
            "deux au moins",
        ),
        (
            "ecole fusionner 0383019A 0383019A --en 0381528E --motif x",
            2,
            "plusieurs écoles",
        ),
        (
            "ecole fermer 0383019A --motif x --le 0026-09-01",
            2,
            "il faut un jour comme",
        ),
        (
            "ecole fermer 0383019A --motif x --le 1202-09-01",
            2,
            "l’année 1202 n’est pas de 1800 à 2199",
        ),
        ("ecole fermer 0383019A --motif x --le 2099-01-01", 1, "à venir"),
        (
            "competence rendre 38002 --a 243800745 --le 2026-09-01",
            2,
            "--a ne vaut que pour transferer, confirmer, informer",
        ),
        (
            "competence transferer 38002 --a 243800745 --le 2026-09-01 --par x",
            2,
            "--par ne vaut que pour informer",
        ),
        (
            "competence transferer --membres --a 213801855 --le 2026-09-01",
            1,
            "Grenoble (213801855) n’a pas de commune membre",
        ),
        (
            "competence transferer 38002 --a 243800745 --le 2026-09-01 --nature tout",
            2,
            "possible : les_deux, service, batiments",
        ),
        ("competence confirmer 38185@", 1, "aucune n’y est proposée"),
        ("competence confirmer 38005", 1, "elle est déjà confirmée"),
        (
            "collectivite renommer 213801855 --nom X --le 2027-01-01",
            2,
            "--le ne vaut que pour remplacer",
        ),
        (
            "collectivite remplacer 213801855 --par 213800030 --le 2026-09-01",
            1,
            "déjà une collectivité sous ce SIREN",
        ),
        (
            "fusionner contrat/CT-2026-0001 --en contrat/CT-2025-0002 --motif x",
            1,
            "se fusionnent",
        ),
        (
            "fusionner convention/26-9999 --en convention/26-0100 --motif x",
            1,
            "convention 26-9999 introuvable",
        ),
    ];
    for (line, status, words) in table {
        let ran = place
            .run(line.split(' ').chain(["--confirmer", "--date", DAY]))
            .expect(status);
        let text = said(&place, &ran);
        assert!(text.contains(words), "{line}: {text}");
        assert_eq!(place.content(), before, "{line}");
    }
}

#[test]
fn communes_merge_and_a_prestataire_is_absorbed_with_everyone_touched_counted() {
    let place = Place::demo();
    let command = [
        "collectivite",
        "fusionner",
        "213800030",
        "213800055",
        "--par",
        "200000016",
        "--code",
        "38003",
        "--nom",
        "Agnin-Nouvelle",
        "--le",
        "2026-11-01",
    ];
    let ran = place.run(command.into_iter().chain(["--simuler"])).expect(0);
    let text = said(&place, &ran);
    assert!(text.contains("+ code de commune 38005"), "{text}");
    place.run(command.into_iter().chain(["--confirmer"])).expect(0);
    let restore = [
        "collectivite",
        "retablir",
        "38005",
        "--par",
        "213800055",
        "--le",
        "2026-11-20",
        "--confirmer",
    ];
    let ran = place.run(restore).expect(0);
    assert!(
        said(&place, &ran).contains("38005 est de nouveau une commune"),
        "{}",
        ran.out
    );
    let ran = place.run(["exporter", "solutions"]).expect(0);
    let row = ran
        .out
        .lines()
        .find(|line| line.starts_with("one;"))
        .unwrap()
        .to_owned();
    let siren = row
        .split(';')
        .find(|cell| cell.len() == 9 && cell.bytes().all(|b| b.is_ascii_digit()));
    let command = [
        "prestataire",
        "fusionner",
        siren.unwrap(),
        "--par",
        "200000024",
        "--nom",
        "MATELAS",
        "--confirmer",
    ];
    let ran = place.run(command).expect(0);
    let text = said(&place, &ran);
    assert!(
        text.contains("Touchées : ") && text.contains(" écoles, "),
        "{text}"
    );
    assert!(
        text.contains("preau exporter ecoles --filtre 'solution:one'"),
        "{text}"
    );
    place.run(["verifier"]).expect(0);
}
