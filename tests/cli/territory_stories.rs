//! The stories of a territory that changes, from files and orders to the register: each is shown before it is written.

use std::fs;

use crate::support::place::{Place, Ran, demo};

/// The school of Allemond, registered under the convention of its communauté de communes.
const ALLEMOND: &str = "0383019A";
const CC: &str = "243800745";
const SIVU: &str = "200000008";
/// That a SIVU holds the competence over Agnin.
const BANATIC: &str = "Code Insee Commune\tNom Commune\tSiren Groupement\tNom Groupement\tNature Juridique Groupement\n\
                       38003\tAgnin\t200000008\tSIVU des écoles\tSIVU\n";

/// The demo with its register.
fn place() -> Place {
    let place = Place::demo();
    place
        .run(["importer", "registre", &demo("inscriptions.csv"), "--confirmer"])
        .expect(0);
    place
}

fn said(ran: &Ran) -> String {
    format!("{}{}", ran.out, ran.err).replace('\u{a0}', " ")
}

/// Runs a line of words; what it writes is confirmed.
fn does(place: &Place, line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    said(&place.run(words.into_iter().chain(["--confirmer"])).expect(0))
}

/// Shows what a line of words would write, and sees that nothing is.
fn shows(place: &Place, line: &str) -> String {
    let before = place.content();
    let words: Vec<&str> = line.split(' ').collect();
    let text = said(&place.run(words.into_iter().chain(["--simuler"])).expect(0));
    assert_eq!(place.content(), before, "{line}");
    text
}

fn imported(place: &Place, what: &[&str], text: &str) -> String {
    let file = place.path("fichier.csv");
    fs::write(&file, text).unwrap();
    let name = file.to_str().unwrap();
    let args = [&["importer", what[0], name], &what[1..]].concat();
    said(&place.run(args.iter().copied().chain(["--confirmer"])).expect(0))
}

/// The rules that speak of a school.
fn rules(place: &Place, school: &str) -> Vec<String> {
    let ran = place.run(["controler", &format!("uai:{school}"), "--format", "csv"]);
    let header: Vec<&str> = ran.out.lines().next().unwrap().split(';').collect();
    let at = header.iter().position(|cell| *cell == "regle").unwrap();
    let rows = ran.out.lines().skip(1);
    rows.map(|row| row.split(';').nth(at).unwrap_or_default().to_owned())
        .collect()
}

fn has(place: &Place, school: &str, rule: &str) -> bool {
    rules(place, school).iter().any(|found| found == rule)
}

fn holder(place: &Place, school: &str) -> String {
    let ran = place.run(["controler", &format!("uai:{school}"), "--format", "csv"]);
    ran.out
        .lines()
        .nth(1)
        .unwrap()
        .split(';')
        .nth(4)
        .unwrap()
        .to_owned()
}

#[test]
fn a_competence_is_proposed_listed_confirmed_and_given_back() {
    let place = place();
    imported(&place, &["banatic"], BANATIC);
    assert!(has(&place, "0381528E", "W22"));
    let listed = said(&place.run(["competence", "confirmer"]).expect(0));
    assert!(listed.contains("38003\t200000008\tSIVU des écoles"), "{listed}");
    let ran = place
        .run(["competence", "confirmer", "38003@", "--confirmer"])
        .expect(1);
    assert!(said(&ran).contains("ne dit pas depuis quel jour"), "{}", ran.err);
    does(
        &place,
        "competence confirmer 38003@ --le 2026-11-01 --nature service",
    );
    assert_eq!(holder(&place, "0381528E"), "200000008");
    assert!(!has(&place, "0381528E", "W22"));
    does(&place, "competence rendre 38003 --le 2026-11-15");
    assert_eq!(holder(&place, "0381528E"), "213800030");
    // Of one school alone.
    let text = shows(
        &place,
        "competence transferer 0383019A --a 200000008 --le 2026-11-10",
    );
    assert!(text.contains("+ compétence scolaire 0383019A"), "{text}");
    does(
        &place,
        "competence transferer 0383019A --a 200000008 --le 2026-11-10",
    );
    assert!(has(&place, ALLEMOND, "W8") && !has(&place, ALLEMOND, "W0"));
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_commune_becomes_nouvelle_by_its_file_and_the_register_stands() {
    let place = place();
    let school = "0380315L";
    let text = "code;nom;siren;type;chefLieu\n38098;Chélieu-Nouvelle;200000016;commune-actuelle;\n";
    let ran = {
        let file = place.path("communes.csv");
        fs::write(&file, text).unwrap();
        let name = file.to_str().unwrap().to_owned();
        place
            .run([
                "importer",
                "communes",
                &name,
                "--effet",
                "2026-11-01",
                "--simuler",
            ])
            .expect(0)
    };
    assert!(said(&ran).contains("Chélieu-Nouvelle"), "{}", said(&ran));
    imported(&place, &["communes", "--effet", "2026-11-01"], text);
    assert_eq!(holder(&place, school), "200000016");
    assert!(has(&place, school, "W9") && !has(&place, school, "W0"));
    // Then it goes to a group that has no convention, and that of the first goes on.
    imported(
        &place,
        &["banatic"],
        &BANATIC.replace("38003\tAgnin", "38098\tChélieu"),
    );
    does(&place, "competence confirmer 38098@ --le 2026-11-15");
    assert_eq!(holder(&place, school), SIVU);
    assert!(has(&place, school, "W8") && has(&place, school, "W9") && !has(&place, school, "W0"));
    place.run(["verifier"]).expect(0);
}

#[test]
fn groups_are_one_and_their_members_change() {
    let place = place();
    let line = format!("collectivite reunir {CC} --par 200000024 --nom Oisans --le 2026-11-01");
    let text = shows(&place, &line);
    assert!(text.contains("+ collectivité 200000024"), "{text}");
    does(&place, &line);
    assert_eq!(holder(&place, ALLEMOND), "200000024");
    assert!(has(&place, ALLEMOND, "W8") && !has(&place, ALLEMOND, "W0"));
    let explained = said(&place.run(["expliquer", ALLEMOND]).expect(0));
    assert!(explained.contains("L5211-41-3"), "{explained}");
    does(&place, "collectivite membres 200000024 --ajouter 213800030");
    does(&place, "collectivite membres 200000024 --retirer 213800030");
    let refused = [
        (
            "collectivite membres 200000024 --retirer 213800030",
            "n’en est pas membre",
        ),
        (
            "collectivite membres 213800030 --ajouter 213800055",
            "c’est une commune",
        ),
        (
            "collectivite reunir 213800030 --par 200000024 --le 2026-11-02",
            "c’est une commune",
        ),
    ];
    for (line, words) in refused {
        let ran = place.run(line.split(' ').chain(["--confirmer"])).expect(1);
        assert!(said(&ran).contains(words), "{line}: {}", said(&ran));
    }
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_school_closes_and_the_register_tells_it() {
    let place = place();
    let line = "ecole renumeroter 0383019A --en 0389990C --le 2026-11-16 --motif arrêté";
    let text = shows(&place, line);
    assert!(text.contains("inscription"), "{text}");
    does(&place, line);
    let register = place.run(["exporter", "registre", "--format", "csv"]);
    let row = register.out.lines().find(|row| row.contains(ALLEMOND)).unwrap();
    assert!(row.contains("remplacée par 0389990C"), "{row}");
    let next = said(&place.run(["expliquer", "0389990C"]).expect(0));
    assert!(next.contains("0389990C"), "{next}");
    place.run(["verifier"]).expect(0);
}

#[test]
fn an_rpi_is_formed_left_and_dissolved() {
    let place = place();
    let schools = [ALLEMOND, "0381528E", "0380315L"];
    let code = |school: &str| {
        let ran = place.run([
            "exporter",
            "ecoles",
            "--filtre",
            &format!("uai:{school} rpi:380042"),
        ]);
        ran.out.contains(school)
    };
    does(&place, &format!("ecole rpi {} --code 380042", schools.join(" ")));
    assert!(has(&place, ALLEMOND, "W11"), "{:?}", rules(&place, ALLEMOND));
    does(&place, "ecole rpi 0381528E --quitte");
    assert_eq!(schools.map(code), [true, false, true]);
    does(&place, "ecole rpi 0383019A --dissous");
    assert_eq!(schools.map(code), [false; 3]);
    let ran = place
        .run(["ecole", "rpi", ALLEMOND, "--dissous", "--confirmer"])
        .expect(1);
    assert!(said(&ran).contains("elle n’est d’aucun RPI"), "{}", said(&ran));
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_prestataire_sells_and_everyone_touched_is_counted_and_listed() {
    let place = place();
    let table = place.run(["exporter", "solutions"]).expect(0);
    let row = table.out.lines().find(|line| line.starts_with("one;")).unwrap();
    let seller = row
        .split(';')
        .find(|cell| cell.len() == 9 && cell.parse::<u32>().is_ok())
        .unwrap();
    let line = format!("prestataire ceder {seller} --par 200000024 --nom MATELAS --solutions one");
    let text = shows(&place, &line);
    let list = place
        .run(["exporter", "ecoles", "--filtre", "solution:one"])
        .expect(0);
    let count = list.out.lines().count() - 1;
    assert!(
        text.contains(&format!("Touchées : {count} écoles, ")),
        "{count}: {text}"
    );
    does(&place, &line);
    assert!(has(&place, ALLEMOND, "W0"), "a cession needs its avenant");
    let after = place
        .run(["exporter", "ecoles", "--filtre", "solution:one"])
        .expect(0);
    assert_eq!(after.out.lines().count() - 1, count, "the same list");
    place.run(["verifier"]).expect(0);
}

#[test]
fn two_records_of_one_school_are_made_one_and_two_active_entries_refuse() {
    let place = place();
    let line = "fusionner ecole/0380703H --en ecole/0382790B --motif doublon --confirmer";
    let ran = place.run(line.split(' ')).expect(1);
    assert!(said(&ran).contains("inscription"), "{}", said(&ran));
    does(
        &place,
        "ecole scinder 0381922H --en 0389990C 0389991D --le 2026-11-16 --motif arrêté",
    );
    does(
        &place,
        "fusionner ecole/0389991D --en ecole/0389990C --motif doublon",
    );
    for school in ["0389990C", "0389991D"] {
        let history = said(
            &place
                .run(["journal", "--sur", &format!("ecole/{school}")])
                .expect(0),
        );
        assert!(
            history.contains("fusion") && history.contains("scindée"),
            "{school}: {history}"
        );
    }
    place.run(["verifier"]).expect(0);
}

#[test]
fn what_is_to_come_is_shown_today_and_is_so_on_its_day() {
    let place = place();
    let line = format!("competence transferer 38003 --a {CC} --le 2027-01-01");
    let text = shows(&place, &line);
    assert!(
        text.contains("à partir du 01/01/2027, 1 école devient prête"),
        "{text}"
    );
    does(&place, &line);
    let on = |day: &str| {
        let ran = place.run(["controler", "uai:0381528E", "--format", "csv", "--date", day]);
        ran.out.contains(";B7;")
    };
    assert_eq!(["2026-12-31", "2027-01-01"].map(on), [true, false]);
}
