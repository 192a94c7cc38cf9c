//! `preau ecole`, `competence`, `collectivite` and `fusionner`.

use crate::support::place::{Place, Ran};

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
