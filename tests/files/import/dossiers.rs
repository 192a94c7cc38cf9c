//! Dossiers of Démarches Simplifiées: what each format, label and state of them makes of the conventions.

use std::collections::BTreeMap;

use preau::config::Config;
use preau::domain::command::ImportKind::{Competences, Demarches};
use preau::domain::convention::{Annexe, Convention, Status};
use preau::domain::demarche::Mapping;
use preau::domain::id::{ConventionNumber, SolutionCode, Uai};
use preau::exchange::site::proposed;
use preau::exchange::{Detail, Given, Plan};

use crate::support::values::day;
use crate::world::{Base, FILES, bytes, motives};

const CSV: &str = "demarches/dossiers_convention-art-26_2026-11-23_08-30.csv";
const XLSX: &str = "demarches/dossiers_convention-art-26_2026-11-23_08-30.xlsx";
const ODS: &str = "demarches/dossiers_convention-art-26_2026-11-23_08-30.ods";

/// The labels of the samples, with changes of the text.
fn mapping(edit: impl Fn(String) -> String) -> Mapping {
    let text = String::from_utf8(bytes("demarches/config.toml")).unwrap();
    Config::parse(&edit(text))
        .expect("a configuration")
        .dossiers
        .mapping
}

/// The demo, where the groups that apply hold the schools of their dossiers.
fn base() -> Base {
    let mut base = Base::with(&FILES);
    base.mapping = mapping(|text| text);
    let competences = "perimetre;collectivite;debut;fin\n38140;200018166;2020-01-01;\n\
        0380171E;259999019;2020-01-01;\n0381929R;259999019;2026-10-01;\n";
    base.import(Competences, competences);
    base
}

/// The same, where the collectivité of the dossier 21800103 holds Barraux too.
fn shared() -> Base {
    let mut base = base();
    base.import(
        Competences,
        "perimetre;collectivite;debut;fin\n0380171E;200018166;2026-11-02;2026-11-02\n",
    );
    base
}

fn held<'b>(base: &'b Base, dossier: &str) -> &'b Convention {
    let mut found = base
        .registry
        .conventions()
        .iter()
        .filter(|one| one.dossiers.iter().any(|number| number == dossier));
    let only = found
        .next()
        .unwrap_or_else(|| panic!("no convention has {dossier}"));
    assert!(found.next().is_none(), "{dossier}");
    only
}

fn schools(convention: &Convention) -> Vec<String> {
    match &convention.annexe {
        Annexe::All => vec!["toutes".to_owned()],
        Annexe::Listed(lines) => lines.iter().map(ToString::to_string).collect(),
    }
}

fn solutions(convention: &Convention) -> Vec<&str> {
    convention.solutions.iter().map(SolutionCode::as_str).collect()
}

fn text(plan: &Plan) -> String {
    plan.text(Detail::All).to_string()
}

/// A CSV of one dossier, each column as the sample has it unless it is said.
fn one(edits: &[(&str, &str)]) -> Vec<u8> {
    let mut cells: BTreeMap<usize, String> = BTreeMap::new();
    let columns = [
        ("ID", "21900001"),
        ("Établissement SIRET", "21380185500015"),
        ("Entreprise SIREN", "213801855"),
        ("Entreprise raison sociale", "COMMUNE DE GRENOBLE"),
        ("État du dossier", "En construction"),
        ("Dernière mise à jour du dossier le", "2026-10-20 12:00:00 +0200"),
        ("Déposé le", "2026-10-20 12:03:00 +0200"),
        ("Passé en instruction le", ""),
        ("Traité le", ""),
        ("Motivation de la décision", ""),
        ("Solution choisie", ""),
        ("Solution retenue (ENT ou vie scolaire)", "BENEYLU SCHOOL"),
        ("Autres solutions", ""),
        ("École principale", ""),
        ("Écoles concernées", "ECOLE PRIMAIRE LE LAC, Grenoble (0382140V)"),
        ("Codes UAI des écoles (texte libre)", ""),
        ("Référence de la délibération", ""),
        ("Date d’effet souhaitée", ""),
        ("Numéro de convention", ""),
        ("Dernière mise à jour le", ""),
    ];
    for (place, (name, value)) in columns.iter().enumerate() {
        let edit = edits.iter().find(|(edited, _)| edited == name);
        cells.insert(place, edit.map_or(*value, |(_, value)| value).to_owned());
    }
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let header: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let row: Vec<String> = cells.values().map(quoted).collect();
    format!("{}\n{}\n", header.join(","), row.join(",")).into_bytes()
}

/// What is wrong with a file as a whole.
fn refused(base: &Base, bytes: impl AsRef<[u8]>) -> String {
    base.read(Demarches, bytes)
        .expect_err("the file is refused")
        .to_string()
}

#[test]
fn each_dossier_of_the_sample_means_what_it_says() {
    let mut base = shared();
    let plan = base.import(Demarches, bytes(XLSX));
    let accepted = held(&base, "21800101");
    assert_eq!(accepted.number.as_str(), "26-0201", "the number that was noted");
    assert_eq!(accepted.signed_party, Some(day("2026-09-14")));
    assert_eq!(accepted.signed_dasen, Some(day("2026-10-02")));
    assert_eq!(accepted.effect, Some(day("2026-10-01")));
    assert_eq!(accepted.deliberation.as_deref(), Some("2026-041"));
    assert_eq!(
        (schools(accepted), solutions(accepted)),
        (vec!["0381528E".to_owned()], vec!["one"])
    );
    let deposited = held(&base, "21800102");
    assert_eq!(deposited.signed_party, Some(day("2026-10-20")));
    assert_eq!(deposited.signed_dasen, None);
    assert_eq!(schools(deposited), ["0381936Y", "0382059G", "0382140V"]);
    assert_eq!(solutions(deposited), ["beneylu"]);
    let group = held(&base, "21800103");
    assert_eq!(schools(group), ["0382238B", "0382690T", "0380171E"], "each once");
    assert_eq!(solutions(group), ["pronote", "edumoov", "one"]);
    let refused = held(&base, "21800104");
    assert_eq!(refused.status(day("2026-10-09")), Status::Refused);
    assert_eq!(
        refused.reason.as_deref(),
        Some("Solution non conventionnée avec le DASEN (art. 28).")
    );
    assert_eq!(solutions(refused), [""; 0]);
    let dropped = held(&base, "21800105");
    assert_eq!(dropped.status(day("2026-09-14")), Status::Dropped);
    assert_ne!(
        dropped.number, accepted.number,
        "it must not touch the accepted one"
    );
    let down = held(&base, "21790077");
    assert_eq!(down.party.siren().as_str(), "213800345", "the SIREN of its SIRET");
    assert_eq!(
        (schools(down), solutions(down)),
        (vec!["0380182S".to_owned()], vec!["edumoov"])
    );
    let mixed = held(&base, "21800107");
    assert_eq!(
        mixed.signed_party,
        Some(day("2026-10-24")),
        "one minute to midnight in Paris"
    );
    assert_eq!(mixed.signed_dasen, Some(day("2026-10-25")));
    assert_eq!(solutions(mixed), ["one", "edumoov"]);
    assert_eq!(schools(mixed), ["0380171E (one)", "0381929R (edumoov)"]);
    assert_eq!(motives(&plan).len(), 1, "{:?}", motives(&plan));
    assert!(motives(&plan)[0].contains("0380001X"), "{:?}", motives(&plan));
    assert!(!text(&plan).contains("=MODELE"), "{}", text(&plan));
}

#[test]
fn the_three_formats_of_one_export_give_one_plan() {
    let plans = [XLSX, ODS].map(|file| {
        let base = shared();
        text(&base.planned(Demarches, bytes(file)))
    });
    assert_eq!(plans[0], plans[1]);
    // A CSV has no blocks: it lacks what is there alone, and says so.
    let mut from_csv = shared();
    let plan = from_csv.import(Demarches, bytes(CSV));
    assert!(
        text(&plan).contains("n’a pas les blocs répétables"),
        "{}",
        text(&plan)
    );
    let mut from_xlsx = shared();
    from_xlsx.import(Demarches, bytes(XLSX));
    for dossier in [
        "21800101", "21800102", "21800103", "21800104", "21800105", "21790077",
    ] {
        assert_eq!(held(&from_csv, dossier), held(&from_xlsx, dossier), "{dossier}");
    }
    // What the workbook has in blocks comes with it, and a CSV afterwards takes nothing away.
    from_csv.import(Demarches, bytes(ODS));
    from_csv.import(Demarches, bytes(CSV));
    assert_eq!(held(&from_csv, "21800107"), held(&from_xlsx, "21800107"));
}

#[test]
fn the_same_export_again_changes_nothing() {
    for file in [XLSX, ODS, CSV] {
        let mut base = shared();
        base.import(Demarches, bytes(file));
        base.again(Demarches, bytes(file));
    }
}

#[test]
fn an_export_by_template_has_the_columns_that_were_chosen() {
    for file in ["demarches/modele-export.csv", "demarches/modele-export.xlsx"] {
        let mut base = base();
        base.mapping.blocks.clear();
        let plan = base.import(Demarches, bytes(file));
        let accepted = held(&base, "21800101");
        assert_eq!(accepted.signed_party, Some(day("2026-09-14")), "{file}");
        assert_eq!(accepted.signed_dasen, Some(day("2026-10-02")), "{file}");
        assert_eq!(solutions(accepted), ["one"], "{file}");
        assert_eq!(
            schools(held(&base, "21800102")),
            ["0381936Y", "0382059G", "0382140V"],
            "{file}"
        );
        assert!(!text(&plan).contains("Référence"), "{file}");
    }
}

#[test]
fn an_export_by_template_takes_nothing_away_and_makes_no_convention_for_every_solution() {
    for file in ["demarches/modele-export.csv", "demarches/modele-export.xlsx"] {
        let mut base = base();
        base.import(Demarches, bytes(XLSX));
        let before = held(&base, "21800104").clone();
        assert!(before.reason.is_some());
        base.mapping.blocks.clear();
        base.import(Demarches, bytes(file));
        assert_eq!(held(&base, "21800104").reason, before.reason, "{file}");
        let mut fresh = self::base();
        fresh.mapping.blocks.clear();
        let plan = fresh.planned(Demarches, bytes(file));
        fresh.import(Demarches, bytes(file));
        let of_dossiers = fresh.registry.conventions().iter();
        for one in of_dossiers.filter(|one| one.number.as_str().starts_with("DS-")) {
            let over = one.refused.is_some() || one.dropped.is_some();
            assert!(over || !one.solutions.is_empty(), "{file}: {}", one.number);
        }
        let why = motives(&plan).join("\n");
        assert!(
            why.contains("aucune solution n’est dite") || why.contains("est à choisir"),
            "{file}: {why}"
        );
    }
}

#[test]
fn an_export_without_a_dossier_is_no_error() {
    for file in ["demarches/vide.csv", "demarches/vide.xlsx", "demarches/vide.ods"] {
        let base = base();
        let plan = base.planned(Demarches, bytes(file));
        assert!(plan.is_empty(), "{file}");
        assert!(text(&plan).contains("aucun dossier"), "{file}: {}", text(&plan));
    }
}

#[test]
fn technical_ids_in_place_of_schools_are_refused_with_their_reason() {
    let mut base = base();
    base.mapping = mapping(|_| "[demarches]\necoles = \"Écoles concernées\"\n".to_owned());
    let why = refused(&base, bytes("demarches/referentiel-avant-2026-03.csv"));
    assert!(
        why.contains(
            "« 118232, 118240 »"
                .replace(' ', "\u{a0}")
                .replace(",\u{a0}", ", ")
                .as_str()
        ),
        "{why}"
    );
    assert!(why.contains("identifiants techniques"), "{why}");
    assert!(why.contains("Refaites l’export"), "{why}");
}

#[test]
fn labels_are_compared_folded() {
    for (written, asked) in [
        ("Écoles concernées", "ECOLES CONCERNEES"),
        ("Écoles\u{a0}concernées :", "Écoles concernées"),
        ("\u{feff}Écoles concernées", "Écoles concernées"),
        ("Écoles\r\nconcernées", "Écoles concernées :"),
    ] {
        let mut base = base();
        base.mapping = mapping(|text| text.replace("\"Écoles concernées\"", &format!("{asked:?}")));
        let file = String::from_utf8(one(&[])).unwrap();
        let file = file.replace("Écoles concernées", &format!("\"{written}\""));
        base.import(Demarches, file.into_bytes());
        assert_eq!(
            schools(held(&base, "21900001")),
            ["0382140V"],
            "{written:?} {asked:?}"
        );
    }
}

#[test]
fn labels_that_the_file_has_not_are_one_error_that_lists_those_that_it_has() {
    let mut base = base();
    base.mapping = mapping(|text| {
        text.replace("Solution choisie", "Solution élue")
            .replace("Date d’effet souhaitée", "Prise d’effet")
    });
    let why = refused(&base, bytes(XLSX));
    for said in [
        "Solution élue",
        "Prise d’effet",
        "Écoles concernées",
        "Solution choisie",
        "--proposer",
    ] {
        assert!(why.contains(said), "{said}: {why}");
    }
    // The export of something else.
    let why = refused(&base, "a;b\n1;2\n");
    assert!(why.contains("ce n’est pas un export de dossiers"), "{why}");
    base.mapping = Mapping::default();
    assert!(refused(&base, bytes(XLSX)).contains("[demarches]"));
}

#[test]
fn a_choice_that_the_configuration_does_not_know_is_an_error_that_lists_them() {
    let mut base = base();
    base.mapping = mapping(|text| text.replace("\"BENEYLU SCHOOL\" = \"beneylu\"\n", ""));
    let why = refused(&base, bytes(XLSX));
    assert!(why.contains("«\u{a0}BENEYLU SCHOOL\u{a0}»"), "{why}");
    assert!(why.contains("«\u{a0}EDUMOOV\u{a0}»"), "{why}");
}

#[test]
fn the_first_solution_that_is_filled_counts_and_one_that_differs_is_said() {
    for (retained, chosen, expected, is_said) in [
        ("", "Edumoov", "edumoov", false),
        ("BENEYLU SCHOOL", "", "beneylu", false),
        ("BENEYLU SCHOOL", "beneylu school", "beneylu", false),
        ("BENEYLU SCHOOL", "Edumoov", "beneylu", true),
    ] {
        let mut base = base();
        let plan = base.import(
            Demarches,
            one(&[
                ("Solution retenue (ENT ou vie scolaire)", retained),
                ("Solution choisie", chosen),
            ]),
        );
        assert_eq!(
            solutions(held(&base, "21900001")),
            [expected],
            "{retained} {chosen}"
        );
        assert_eq!(text(&plan).contains("est gardé"), is_said, "{}", text(&plan));
    }
}

/// The labels that are filled; the délibération, the effect, and how many differences are said.
type Labelled = (
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
    Option<&'static str>,
    usize,
);

#[test]
fn of_several_labels_the_first_that_is_filled_counts_and_each_that_differs_is_said() {
    let mapping = |_| {
        "[demarches]\nsolution = \"Solution choisie\"\necoles = \"Écoles concernées\"\n\
         deliberation = [\"Numéro de convention\", \"Référence de la délibération\", \"Autres solutions\"]\n\
         effet = [\"Date d’effet souhaitée\", \"École principale\"]\n[demarches.solutions]\n\"Edumoov\" = \"edumoov\"\n"
            .to_owned()
    };
    let cases: [Labelled; 6] = [
        (
            &[("Référence de la délibération", "2026-041")],
            Some("2026-041"),
            None,
            0,
        ),
        (
            &[
                ("Numéro de convention", "2026-7"),
                ("Référence de la délibération", "2026-041"),
                ("Autres solutions", "x"),
            ],
            Some("2026-7"),
            None,
            2,
        ),
        (
            &[("Numéro de convention", "N° 7"), ("Autres solutions", "n°7")],
            Some("N° 7"),
            None,
            0,
        ),
        (&[("École principale", "2026-12-01")], None, Some("2026-12-01"), 0),
        (
            &[
                ("Date d’effet souhaitée", "01/12/2026"),
                ("École principale", "2026-12-01"),
            ],
            None,
            Some("2026-12-01"),
            0,
        ),
        (
            &[
                ("Date d’effet souhaitée", "2026-12-02"),
                ("École principale", "2026-12-01"),
            ],
            None,
            Some("2026-12-02"),
            1,
        ),
    ];
    for (labels, deliberation, effect, said) in cases {
        let mut base = base();
        base.mapping = self::mapping(mapping);
        let chosen = [("Solution choisie", "Edumoov")];
        let plan = base.import(Demarches, one(&[labels, &chosen].concat()));
        let convention = held(&base, "21900001");
        assert_eq!(convention.deliberation.as_deref(), deliberation, "{labels:?}");
        assert_eq!(convention.effect, effect.map(day), "{labels:?}");
        assert_eq!(
            text(&plan).matches("est gardé").count(),
            said,
            "{labels:?} {}",
            text(&plan)
        );
    }
}

#[test]
fn the_section_that_is_proposed_names_the_label_of_today_first() {
    let text = proposed(Given::from_bytes("export.csv", bytes(CSV)).unwrap(), &[]).unwrap();
    let order = ["Solution retenue (ENT ou vie scolaire)", "Solution choisie"];
    let places = order.map(|label| text.find(label).unwrap());
    assert!(places[0] < places[1], "{text}");
}

#[test]
fn a_choice_for_a_person_waits_for_one_and_keeps_what_the_person_said() {
    let other = [("Solution retenue (ENT ou vie scolaire)", "Autre")];
    let mut base = base();
    let plan = base.import(Demarches, one(&other));
    assert!(motives(&plan)[0].contains("à choisir"), "{:?}", motives(&plan));
    assert!(
        base.registry
            .conventions()
            .get(&ConventionNumber::parse("DS-21900001").unwrap())
            .is_none()
    );
    base.import(Demarches, one(&[]));
    let plan = base.import(Demarches, one(&other));
    assert_eq!(motives(&plan), [""; 0]);
    assert_eq!(solutions(held(&base, "21900001")), ["beneylu"]);
}

#[test]
fn an_unknown_applicant_a_wrong_key_and_a_school_of_another_are_rejected_lines_with_reasons() {
    for (edits, reason) in [
        (
            &[
                ("Entreprise SIREN", "217500016"),
                ("Entreprise raison sociale", "AILLEURS"),
            ][..],
            "demandeur inconnu (AILLEURS)",
        ),
        (&[("Écoles concernées", "0382140X")], "0382140"),
        (&[("Écoles concernées", "Le Lac")], "Le Lac"),
        (
            &[("Écoles concernées", "0381528E")],
            "école d’une autre collectivité",
        ),
        (&[("Déposé le", "hier")], "hier"),
        (&[("État du dossier", "Rêvé")], "Rêvé"),
        (&[("État du dossier", "Accepté")], "traité le"),
        (&[("Déposé le", "2030-01-01 00:00:00 +0100")], "à venir"),
        (&[("ID", "pas un numéro")], "numéro de dossier"),
    ] {
        let mut base = base();
        let plan = base.import(Demarches, one(edits));
        assert_eq!(motives(&plan).len(), 1, "{edits:?} {:?}", motives(&plan));
        assert!(
            motives(&plan)[0].contains(reason),
            "{edits:?} {:?}",
            motives(&plan)
        );
    }
}

#[test]
fn a_wrong_school_is_a_line_of_its_own_and_the_rest_of_the_dossier_goes_in() {
    let mut base = base();
    let file = one(&[("Codes UAI des écoles (texte libre)", "0382059g, 0382059A")]);
    let reading = base.read(Demarches, &file).unwrap();
    let rejects = String::from_utf8(reading.write_rejects(Vec::new()).unwrap()).unwrap();
    base.import(Demarches, file);
    assert_eq!(schools(held(&base, "21900001")), ["0382140V", "0382059G"]);
    // The line, mended, is imported as it is.
    let mended = rejects.replace("0382059A;", "0381936Y;");
    assert_ne!(mended, rejects);
    base.import(Demarches, mended);
    assert_eq!(
        schools(held(&base, "21900001")),
        ["0382140V", "0382059G", "0381936Y"]
    );
}

#[test]
fn the_schools_that_are_refused_of_a_dossier_are_one_line_that_adds_them_once_mended() {
    let mut base = base();
    base.mapping.blocks.clear();
    let file = one(&[
        ("Codes UAI des écoles (texte libre)", "0382059A, 0381936Z"),
        ("Autres solutions", "EDUMOOV"),
        ("Dernière mise à jour du dossier le", "2026-11-05 08:00:00 +0100"),
    ]);
    let reading = base.read(Demarches, &file).unwrap();
    assert_eq!(reading.rejects.len(), 1);
    let motive = reading.rejects[0].motive();
    assert!(
        motive.contains("0382059A") && motive.contains("0381936Z"),
        "{motive}"
    );
    let rejects = String::from_utf8(reading.write_rejects(Vec::new()).unwrap()).unwrap();
    base.import(Demarches, file);
    // As it is, it is rejected again and takes nothing away.
    let plan = base.import(Demarches, &rejects);
    assert_eq!(motives(&plan).len(), 1);
    assert_eq!(schools(held(&base, "21900001")), ["0382140V"]);
    assert!(!text(&plan).contains("blocs répétables"), "{}", text(&plan));
    let mended = rejects.replace("0382059A|0381936Z;", "0382059G|0381936Y;");
    assert_ne!(mended, rejects);
    let plan = base.import(Demarches, &mended);
    assert_eq!(motives(&plan), [""; 0]);
    assert_eq!(
        schools(held(&base, "21900001")),
        ["0382140V", "0382059G", "0381936Y"]
    );
    assert_eq!(solutions(held(&base, "21900001")), ["beneylu", "edumoov"]);
    base.again(Demarches, mended);
}

/// The lines of a file that are set aside.
fn rejects_of(base: &Base, file: &[u8]) -> String {
    let reading = base.read(Demarches, file).unwrap();
    String::from_utf8(reading.write_rejects(Vec::new()).unwrap()).unwrap()
}

const ACCEPTED: [(&str, &str); 2] = [
    ("État du dossier", "Accepté"),
    ("Traité le", "2026-11-02 10:00:00 +0100"),
];

#[test]
fn a_line_that_waited_does_not_set_an_older_state_over_a_newer_one() {
    const THEN: (&str, &str) = ("Dernière mise à jour le", "2026-10-21 09:00:00 +0200");
    const SINCE: (&str, &str) = ("Dernière mise à jour le", "2026-11-02 10:00:00 +0100");
    let text_of = "Codes UAI des écoles (texte libre)";
    for since in [SINCE, ("Dernière mise à jour le", "")] {
        // Left out whole, then imported from a later export.
        let mut base = base();
        base.mapping.blocks.clear();
        let waiting = rejects_of(&base, &one(&[("Écoles concernées", "0382140X"), THEN]));
        base.import(Demarches, one(&[&ACCEPTED[..], &[since]].concat()));
        let before = held(&base, "21900001").clone();
        let plan = base.import(Demarches, waiting.replace("0382140X", "0382140V"));
        assert_eq!(held(&base, "21900001"), &before, "{since:?}");
        assert!(text(&plan).contains("son état est gardé"), "{}", text(&plan));
        // Left out in part: it adds its schools, and nothing else.
        let mut base = self::base();
        base.mapping.blocks.clear();
        let partly = one(&[(text_of, "0382059A"), THEN]);
        let waiting = rejects_of(&base, &partly);
        base.import(Demarches, partly);
        base.import(Demarches, one(&[&ACCEPTED[..], &[since]].concat()));
        let plan = base.import(Demarches, waiting.replace("0382059A", "0382059G"));
        assert_eq!(motives(&plan), [""; 0]);
        let convention = held(&base, "21900001");
        assert_eq!(convention.signed_dasen, Some(day("2026-11-02")), "{since:?}");
        assert_eq!(schools(convention), ["0382140V", "0382059G"]);
    }
}

#[test]
fn an_older_acceptance_does_not_sign_again_a_dossier_that_was_sent_back() {
    let accepted = [
        &ACCEPTED[..],
        &[("Dernière mise à jour le", "2026-11-02 10:00:00 +0100")],
    ]
    .concat();
    let back = [
        ("État du dossier", "En instruction"),
        ("Dernière mise à jour le", "2026-11-02 16:30:00 +0100"),
    ];
    let mut base = base();
    base.import(Demarches, one(&accepted));
    let plan = base.import(Demarches, one(&back));
    assert!(text(&plan).contains("n’est plus accepté"), "{}", text(&plan));
    let plan = base.import(Demarches, one(&accepted));
    assert_eq!(held(&base, "21900001").signed_dasen, None);
    assert!(text(&plan).contains("son état est gardé"), "{}", text(&plan));
    // Accepted once more.
    let again = [
        ("État du dossier", "Accepté"),
        ("Traité le", "2026-11-04 10:00:00 +0100"),
        ("Dernière mise à jour le", "2026-11-04 10:00:00 +0100"),
    ];
    base.import(Demarches, one(&again));
    assert_eq!(held(&base, "21900001").signed_dasen, Some(day("2026-11-04")));
    base.again(Demarches, one(&again));
}

#[test]
fn the_rejects_of_one_dossier_may_be_on_several_lines() {
    let mut base = base();
    base.mapping.blocks.clear();
    let file = |wrong: &str| one(&[("Codes UAI des écoles (texte libre)", wrong)]);
    let first = rejects_of(&base, &file("0382059A"));
    let second = rejects_of(&base, &file("0381936Z"));
    base.import(Demarches, file("0382059A"));
    let row = second.lines().nth(1).unwrap();
    let both = format!("{first}{row}\n")
        .replace("0382059A", "0382059G")
        .replace("0381936Z", "0381936Y");
    let plan = base.import(Demarches, &both);
    assert_eq!(motives(&plan), [""; 0]);
    assert_eq!(
        schools(held(&base, "21900001")),
        ["0382140V", "0382059G", "0381936Y"]
    );
    base.again(Demarches, both);
    // A dossier that stands twice as a whole is no dossier.
    let twice = String::from_utf8(one(&[])).unwrap();
    let row = twice.lines().nth(1).unwrap();
    let plan = base.planned(Demarches, format!("{twice}{row}\n"));
    assert_eq!(motives(&plan).len(), 2, "{:?}", motives(&plan));
}

/// A workbook of one dossier, and the rows of its block: school, solution.
fn with_block(rows: &[(&str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let text = String::from_utf8(one(&[
        ("Écoles concernées", ""),
        ("Solution retenue (ENT ou vie scolaire)", ""),
    ]))
    .unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let sheet = book.add_worksheet();
    sheet.set_name("Dossiers").unwrap();
    for (number, row) in (0..).zip(reader.records()) {
        for (column, cell) in (0..).zip(&row.unwrap()) {
            sheet.write_string(number, column, cell).unwrap();
        }
    }
    let block = book.add_worksheet();
    block.set_name("(901) Ecoles").unwrap();
    let header = [
        "Dossier ID",
        "Ligne",
        "École",
        "Code UAI (si l’école n’est pas trouvée)",
        "Solution de cette école",
    ];
    block.write_row(0, 0, header).unwrap();
    for (number, (school, solution)) in (1..).zip(rows) {
        let line = number.to_string();
        block
            .write_row(number, 0, ["21900001", &line, school, "", solution])
            .unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_row_of_a_block_may_name_several_solutions() {
    let lake = "ECOLE PRIMAIRE LE LAC, Grenoble (0382140V)";
    for rows in [
        &[(lake, "ONE (EDIFICE), EDUMOOV"), ("(0382059G)", "EDUMOOV")][..],
        &[
            (lake, "ONE (EDIFICE), EDUMOOV"),
            (lake, "EDUMOOV"),
            ("(0382059G)", "EDUMOOV"),
        ],
        &[
            (lake, "ONE (EDIFICE)"),
            (lake, "EDUMOOV"),
            ("(0382059G)", "EDUMOOV, EDUMOOV"),
        ],
    ] {
        let mut base = base();
        let plan = base.import(Demarches, with_block(rows));
        assert_eq!(motives(&plan), [""; 0], "{rows:?}");
        let convention = held(&base, "21900001");
        assert_eq!(solutions(convention), ["one", "edumoov"], "{rows:?}");
        let expected = ["0382140V (one)", "0382140V (edumoov)", "0382059G (edumoov)"];
        assert_eq!(schools(convention), expected, "{rows:?}");
        base.again(Demarches, with_block(rows));
    }
    // One that a person is to say waits.
    let mut base = base();
    let plan = base.import(Demarches, with_block(&[(lake, "ONE (EDIFICE), Autre")]));
    assert!(
        motives(&plan)[0].contains("à choisir (Autre)"),
        "{:?}",
        motives(&plan)
    );
}

#[test]
fn a_dossier_goes_in_without_its_refused_schools_and_not_at_all_where_none_is_left() {
    let with = |schools: &str| {
        one(&[
            ("Écoles concernées", ""),
            ("Codes UAI des écoles (texte libre)", schools),
        ])
    };
    // One of two.
    let mut base = base();
    base.mapping.blocks.clear();
    let file = with("0382140V, 0382059A");
    let planned = text(&base.planned(Demarches, &file));
    let says = |words: &str| assert!(planned.contains(words), "{words}\n{planned}");
    says("(demarches)\u{a0}: 1 ligne\n");
    says("créations             1");
    says("rejets                0");
    says("rejets en partie      1");
    says("importé sans 1 école\n");
    let cases = base.read(Demarches, &file).unwrap().cases;
    assert!(cases[0].imported);
    assert!(
        cases[0].why.starts_with("importé sans 1 école\u{a0}: 0382059A"),
        "{cases:?}"
    );
    base.import(Demarches, &file);
    assert_eq!(schools(held(&base, "21900001")), ["0382140V"]);
    let led = base
        .read(Demarches, &file)
        .unwrap()
        .cases
        .remove(0)
        .record
        .unwrap();
    assert_eq!(led.to_string(), "convention/DS-21900001");

    // None of two: the dossier waits, and is imported whole once it is mended.
    let mut base = self::base();
    base.mapping.blocks.clear();
    let file = with("0382059A, 0381936Z");
    let reading = base.read(Demarches, &file).unwrap();
    let plan = base.import(Demarches, &file);
    assert_eq!(motives(&plan).len(), 1);
    let planned = text(&plan);
    let says = |words: &str| assert!(planned.contains(words), "{words}\n{planned}");
    says("(demarches)\u{a0}: 1 ligne\n");
    says("créations             0");
    says("rejets                1");
    says("non importé, aucune de ses écoles n’est retenue");
    assert!(!planned.contains("en partie"), "{planned}");
    let bears = |one: &Convention| one.dossiers.iter().any(|number| number == "21900001");
    assert!(!base.registry.conventions().iter().any(bears));
    assert!(!reading.cases[0].imported);
    let rejects = String::from_utf8(reading.write_rejects(Vec::new()).unwrap()).unwrap();
    base.import(Demarches, rejects.replace("0382059A", "0382059G"));
    assert_eq!(schools(held(&base, "21900001")), ["0382059G"]);
}

#[test]
fn an_export_by_template_without_the_blocks_keeps_what_they_said() {
    for file in ["demarches/modele-export.csv", "demarches/modele-export.xlsx"] {
        let mut base = shared();
        base.import(Demarches, bytes(XLSX));
        let dossiers = ["21800101", "21800102", "21800103", "21800107", "21790077"];
        let before = dossiers.map(|dossier| held(&base, dossier).clone());
        let plan = base.import(Demarches, bytes(file));
        assert!(text(&plan).contains("n’a pas les blocs répétables"), "{file}");
        let after = dossiers.map(|dossier| held(&base, dossier).clone());
        assert_eq!(before, after, "{file}");
    }
}

#[test]
fn a_dossier_is_matched_by_its_number_then_by_its_collectivite() {
    const HEAD: &str = "numero;article;collectivite;ecoles;solutions;envoyee_le;dossier_ds\n";
    let convention = |row: &str| format!("{HEAD}{row}\n");
    // A convention of the collectivité that has no dossier takes it.
    let mut sent = base();
    sent.import(
        preau::domain::command::ImportKind::Conventions,
        convention("26-0900;26;213801855;toutes;beneylu;2026-10-01;"),
    );
    sent.import(Demarches, one(&[]));
    assert_eq!(held(&sent, "21900001").number.as_str(), "26-0900");
    // One that was signed long ago does not, nor one for another solution.
    let mut signed = base();
    signed.import(
        preau::domain::command::ImportKind::Conventions,
        "numero;article;collectivite;ecoles;solutions;signee_dasen_le;signee_partie_le\n\
         26-0900;26;213801855;toutes;beneylu;2024-10-01;2024-10-01\n",
    );
    signed.import(Demarches, one(&[]));
    assert_eq!(held(&signed, "21900001").number.as_str(), "DS-21900001");
    let mut other = base();
    other.import(
        preau::domain::command::ImportKind::Conventions,
        convention("26-0900;26;213801855;toutes;edumoov;2026-10-01;"),
    );
    other.import(Demarches, one(&[]));
    assert_eq!(held(&other, "21900001").number.as_str(), "DS-21900001");
    // Two that may be it are for a person.
    let mut two = base();
    two.import(
        preau::domain::command::ImportKind::Conventions,
        convention(
            "26-0900;26;213801855;toutes;beneylu;2026-10-01;\n26-0901;26;213801855;toutes;;2026-10-01;",
        ),
    );
    let plan = two.import(Demarches, one(&[]));
    assert!(
        motives(&plan)[0].contains("26-0900, 26-0901"),
        "{:?}",
        motives(&plan)
    );
    // The number comes first.
    two.import(
        preau::domain::command::ImportKind::Conventions,
        convention("26-0901;26;213801855;toutes;;2026-10-01;21900001"),
    );
    two.import(Demarches, one(&[]));
    assert_eq!(held(&two, "21900001").number.as_str(), "26-0901");
}

#[test]
fn a_dossier_sent_back_from_accepted_withdraws_the_signature_of_the_authority() {
    let accepted = [
        ("État du dossier", "Accepté"),
        ("Traité le", "2026-11-02 10:00:00 +0100"),
    ];
    let mut base = base();
    base.import(Demarches, one(&accepted));
    assert_eq!(held(&base, "21900001").signed_dasen, Some(day("2026-11-02")));
    let plan = base.import(Demarches, one(&[("État du dossier", "En instruction")]));
    assert_eq!(held(&base, "21900001").signed_dasen, None);
    assert!(text(&plan).contains("n’est plus accepté"), "{}", text(&plan));
    base.import(Demarches, one(&accepted));
    let refused = [
        ("État du dossier", "Refusé"),
        ("Traité le", "2026-11-03 10:00:00 +0100"),
        ("Motivation de la décision", "Non."),
    ];
    base.import(Demarches, one(&refused));
    let held = held(&base, "21900001");
    assert_eq!((held.signed_dasen, held.refused), (None, Some(day("2026-11-03"))));
    assert_eq!(held.reason.as_deref(), Some("Non."));
}

#[test]
fn a_change_after_the_deposit_moves_the_annexe_and_is_noted() {
    let mut base = base();
    base.mapping.blocks.clear();
    base.import(Demarches, one(&[]));
    let edited = [
        ("Écoles concernées", "0382059G"),
        ("Dernière mise à jour du dossier le", "2026-11-05 08:00:00 +0100"),
    ];
    base.import(Demarches, one(&edited));
    let convention = held(&base, "21900001");
    assert_eq!(schools(convention), ["0382059G"]);
    assert_eq!(convention.modified_after, Some(day("2026-11-05")));
    // Once more, and nothing moves.
    base.again(Demarches, one(&edited));
    // A later change of something else is none of the annexe.
    base.again(
        Demarches,
        one(&[
            ("Écoles concernées", "0382059G"),
            ("Dernière mise à jour du dossier le", "2026-11-12 08:00:00 +0100"),
        ]),
    );
}

/// A case: imports, each a dossier, its last change, its solutions, its schools, and `non lus` where its blocks were not
/// read; the schools that the convention then covers, each with a solution.
type Covered = (
    &'static str,
    &'static [[&'static str; 5]],
    &'static [(&'static str, &'static str)],
);

/// Two schools of Grenoble, a solution each.
const ONE_EACH: &str = "0382140V=one|0382059G=edumoov";
const EACH_COVERED: &[(&str, &str)] = &[("0382140V", "one"), ("0382059G", "edumoov")];

const COVERED: [Covered; 9] = [
    (
        "one each",
        &[["1", "", "one|edumoov", ONE_EACH, ""]],
        EACH_COVERED,
    ),
    (
        "both for one",
        &[[
            "1",
            "",
            "one|edumoov",
            "0382140V=one|0382140V=edumoov|0382059G=one",
            "",
        ]],
        &[("0382140V", "one"), ("0382140V", "edumoov"), ("0382059G", "one")],
    ),
    (
        "no school has its own",
        &[["1", "", "one|edumoov", "0382140V|0382059G", ""]],
        &[
            ("0382140V", "one"),
            ("0382140V", "edumoov"),
            ("0382059G", "one"),
            ("0382059G", "edumoov"),
        ],
    ),
    (
        "a second solution was added since",
        &[
            ["1", "", "one", "0382140V|0382059G", ""],
            ["1", "2026-11-02", "one|edumoov", ONE_EACH, ""],
        ],
        EACH_COVERED,
    ),
    (
        "they were exchanged since",
        &[
            ["1", "", "one|edumoov", ONE_EACH, ""],
            [
                "1",
                "2026-11-02",
                "one|edumoov",
                "0382140V=edumoov|0382059G=one",
                "",
            ],
        ],
        &[("0382140V", "edumoov"), ("0382059G", "one")],
    ),
    (
        "one was given up since",
        &[
            ["1", "", "one|edumoov", ONE_EACH, ""],
            ["1", "2026-11-02", "edumoov", "0382140V|0382059G", ""],
        ],
        &[("0382140V", "edumoov"), ("0382059G", "edumoov")],
    ),
    (
        "a file without the blocks came first",
        &[
            ["1", "", "one|edumoov", "0382140V|0382059G", "non lus"],
            ["1", "", "one|edumoov", ONE_EACH, ""],
        ],
        EACH_COVERED,
    ),
    (
        "a file without the blocks comes after",
        &[
            ["1", "", "one|edumoov", ONE_EACH, ""],
            ["1", "", "one", "0382140V|0382059G", "non lus"],
        ],
        EACH_COVERED,
    ),
    (
        "two dossiers of a solution each",
        &[
            ["1", "", "one", "0382140V", ""],
            ["2", "", "edumoov", "0382059G", ""],
        ],
        EACH_COVERED,
    ),
];

#[test]
fn a_school_is_covered_for_the_solutions_that_its_dossiers_name_it_for() {
    for (case, imports, expected) in COVERED {
        let mut base = base();
        let tables = imports.iter().map(|[number, edited, solutions, schools, blocks]| {
            format!(
                "dossier;etat;demandeur;convention;depose_le;modifie_le;solutions;ecoles;blocs\n\
                 {number};en_construction;213801855;26-0950;2026-10-20;{edited};{solutions};{schools};{blocks}\n"
            )
        });
        let tables: Vec<String> = tables.collect();
        for table in &tables {
            base.import(Demarches, table);
        }
        let convention = held(&base, "1");
        for school in ["0382140V", "0382059G"] {
            for code in ["one", "edumoov"] {
                let solution = SolutionCode::parse(code).unwrap();
                let covers = convention.covers(Uai::parse(school).unwrap(), &solution, day("2026-11-23"));
                let lines = schools(convention);
                assert_eq!(
                    covers,
                    expected.contains(&(school, code)),
                    "{case}: {school} {code} {lines:?}"
                );
            }
        }
        base.again(Demarches, &tables[tables.len() - 1]);
    }
}

#[test]
fn a_dossier_that_the_file_has_not_changes_nothing() {
    let mut base = shared();
    base.import(Demarches, bytes(XLSX));
    let before = held(&base, "21800101").clone();
    base.import(Demarches, one(&[]));
    assert_eq!(*held(&base, "21800101"), before);
}

#[test]
fn the_section_is_proposed_from_the_columns_of_a_file() {
    let known = [
        ("one".to_owned(), "ONE".to_owned()),
        ("beneylu".to_owned(), "BENEYLU SCHOOL".to_owned()),
        ("pronote".to_owned(), "PRONOTE PRIMAIRE".to_owned()),
        ("edumoov".to_owned(), "EDUMOOV".to_owned()),
    ];
    let text = proposed(Given::from_bytes("export.xlsx", bytes(XLSX)).unwrap(), &known).unwrap();
    let mut base = shared();
    base.mapping = Config::parse(&text).expect(&text).dossiers.mapping;
    base.import(Demarches, bytes(XLSX));
    let mut expected = shared();
    expected.import(Demarches, bytes(XLSX));
    for dossier in [
        "21800101", "21800102", "21800103", "21800104", "21790077", "21800107",
    ] {
        assert_eq!(
            held(&base, dossier),
            held(&expected, dossier),
            "{dossier}\n{text}"
        );
    }
}

/// What a dossier gives.
enum Gives {
    /// The same convention as the dossier of [`one`].
    Same,
    Schools(&'static [&'static str]),
    Solutions(&'static [&'static str]),
    /// The days on which the party and the authority signed.
    Signed(&'static str, Option<&'static str>),
    /// The state of its convention, and the reason.
    Over(Status, &'static str),
    Effect(&'static str),
    Deliberation(&'static str),
    /// A rejected line, with this reason.
    Rejected(&'static str),
    /// A convention, and this in the plan.
    Says(&'static str),
}
use Gives::{Deliberation, Effect, Over, Rejected, Same, Says, Schools, Signed, Solutions};

/// Cells that are changed, or with `@` before its name a column that is renamed; and what the dossier then gives.
type Neighbour = (&'static [(&'static str, &'static str)], Gives);

const STATE: &str = "État du dossier";
const PROCESSED: &str = "Traité le";
const SUBMITTED: &str = "Déposé le";
const EDITED: &str = "Dernière mise à jour du dossier le";
const REASON: &str = "Motivation de la décision";
const RETAINED: &str = "Solution retenue (ENT ou vie scolaire)";
const OLDER: &str = "Solution choisie";
const OTHERS: &str = "Autres solutions";
const LISTED: &str = "Écoles concernées";
const MAIN: &str = "École principale";
const FREE: &str = "Codes UAI des écoles (texte libre)";
const REFERENCE: &str = "Référence de la délibération";
const WISHED: &str = "Date d’effet souhaitée";

/// Each sentence about what the site writes, with the ways in which it is written.
const SENTENCES: [(&str, &[Neighbour]); 17] = [
    (
        "every name that a column of the site has borne is the same column",
        &[
            (&[("@ID", "N° dossier")], Same),
            (&[("@ID", "Numéro de dossier")], Same),
            (&[("@ID", "n° DOSSIER")], Same),
            (&[("@Déposé le", "Date de dépôt")], Same),
            (&[("@Déposé le", "Passé en construction le")], Same),
            (&[("@Déposé le", "Date de passage en construction")], Same),
            (&[("@Traité le", "Date de traitement")], Same),
            (&[("@État du dossier", "État")], Same),
            (&[("@Entreprise SIREN", "SIREN")], Same),
            (&[("@Motivation de la décision", "Motivation")], Same),
            (&[("@Entreprise raison sociale", "Raison sociale")], Same),
        ],
    ),
    (
        "a date and time is a day in Paris",
        &[
            (&[(SUBMITTED, "2026-10-20 23:59:59 +0200")], Same),
            (&[(SUBMITTED, "2026-10-20 00:00:00 +0200")], Same),
            (&[(SUBMITTED, "2026-10-19 22:00:00 +0000")], Same),
            (&[(SUBMITTED, "2026-10-19T22:00:00Z")], Same),
            (&[(SUBMITTED, "2026-10-20")], Same),
            (&[(SUBMITTED, "20/10/2026")], Same),
            (
                &[(SUBMITTED, "2026-10-20 22:00:00 +0000"), (EDITED, "")],
                Signed("2026-10-21", None),
            ),
            (
                &[(SUBMITTED, "2026-11-05 23:30:00 +0000")],
                Signed("2026-11-06", None),
            ),
        ],
    ),
    (
        "the day of the deposit is the signature of the collectivité, that of the decision the authority's",
        &[
            (&[(STATE, "En construction")], Signed("2026-10-20", None)),
            (&[(STATE, "En instruction")], Signed("2026-10-20", None)),
            (&[(STATE, "en_instruction")], Signed("2026-10-20", None)),
            (
                &[(STATE, "Accepté"), (PROCESSED, "2026-11-02 10:00:00 +0100")],
                Signed("2026-10-20", Some("2026-11-02")),
            ),
            (
                &[(STATE, "ACCEPTE"), (PROCESSED, "2026-11-02 23:59:00 +0100")],
                Signed("2026-10-20", Some("2026-11-02")),
            ),
            (&[(STATE, "Déposé")], Signed("2026-10-20", None)),
        ],
    ),
    (
        "a dossier that is turned down is said so, with the reason",
        &[
            (
                &[
                    (STATE, "Refusé"),
                    (PROCESSED, "2026-11-02 10:00:00 +0100"),
                    (REASON, "Hors champ."),
                ],
                Over(Status::Refused, "Hors champ."),
            ),
            (
                &[
                    (STATE, "Classé sans suite"),
                    (PROCESSED, "2026-11-02 10:00:00 +0100"),
                    (REASON, "Doublon.\r\nVoir l’autre."),
                ],
                Over(Status::Dropped, "Doublon. Voir l’autre."),
            ),
            (
                &[
                    (STATE, "sans_suite"),
                    (PROCESSED, "2026-11-02 10:00:00 +0100"),
                    (REASON, "Doublon."),
                ],
                Over(Status::Dropped, "Doublon."),
            ),
            (&[(STATE, "Refusé")], Rejected("traité le")),
        ],
    ),
    (
        "the keys of schools are read wherever and however they are written",
        &[
            (&[(LISTED, "0382140V")], Same),
            (&[(LISTED, "0382140v")], Same),
            (&[(LISTED, "ECOLE, LE LAC, Grenoble (0382140V)")], Same),
            (&[(LISTED, "LE LAC (0382140V)")], Same),
            (&[(LISTED, "UAI 038 2140 V")], Same),
            (&[(LISTED, "\u{feff}0382140\u{a0}V")], Same),
            (&[(LISTED, "0382140V, 0382140V")], Same),
            (
                &[(LISTED, "A, Grenoble (0382140V), B, Grenoble (0382059G)")],
                Schools(&["0382140V", "0382059G"]),
            ),
            (
                &[(LISTED, "0382140V\n0382059G")],
                Schools(&["0382140V", "0382059G"]),
            ),
            (
                &[(LISTED, "0382140V/0382059G")],
                Schools(&["0382140V", "0382059G"]),
            ),
        ],
    ),
    (
        "the schools are the union of what the labels hold",
        &[
            (&[(MAIN, "LE LAC (0382140V)"), (LISTED, "")], Same),
            (&[(MAIN, "LE LAC (0382140V)")], Same),
            (&[(FREE, "0382059g")], Schools(&["0382140V", "0382059G"])),
            (
                &[(MAIN, "(0381936Y)"), (FREE, "0382059G")],
                Schools(&["0382140V", "0381936Y", "0382059G"]),
            ),
        ],
    ),
    (
        "a label or a value may hold marks that nobody sees",
        &[
            (&[(RETAINED, "BENEYLU\u{a0}SCHOOL")], Same),
            (&[(RETAINED, "\u{feff}BENEYLU SCHOOL\u{200b}")], Same),
            (&[(RETAINED, " Beneylu  School ")], Same),
            (&[(RETAINED, "BENEYLU\nSCHOOL")], Same),
            (&[("@Solution choisie", "\u{feff}Solution\u{a0}choisie :")], Same),
            (&[("@Autres solutions", "AUTRES SOLUTIONS")], Same),
        ],
    ),
    (
        "the first label that is filled counts, and one that differs is said",
        &[
            (&[(OLDER, "BENEYLU SCHOOL")], Same),
            (&[(OLDER, "BENEYLU SCHOOL"), (RETAINED, "")], Same),
            (&[(OLDER, "EDUMOOV")], Says("est gardé")),
            (&[(OLDER, "EDUMOOV"), (RETAINED, "")], Solutions(&["edumoov"])),
        ],
    ),
    (
        "several choices are joined by a comma",
        &[
            (&[(OTHERS, "EDUMOOV")], Solutions(&["beneylu", "edumoov"])),
            (
                &[(OTHERS, "EDUMOOV, ONE (EDIFICE)")],
                Solutions(&["beneylu", "edumoov", "one"]),
            ),
            (&[(OTHERS, "BENEYLU SCHOOL")], Same),
            (
                &[(OTHERS, "EDUMOOV, EDUMOOV")],
                Solutions(&["beneylu", "edumoov"]),
            ),
        ],
    ),
    (
        "what a person is to say is a rejected line",
        &[
            (&[(RETAINED, "Autre")], Rejected("est à choisir (Autre)")),
            (&[(RETAINED, "")], Rejected("est à choisir")),
            (&[(OTHERS, "Autre")], Rejected("est à choisir (Autre)")),
        ],
    ),
    (
        "where the company is not known its SIREN is that of its SIRET, and its name ours",
        &[
            (&[("Entreprise SIREN", "")], Same),
            (
                &[("Entreprise SIREN", ""), ("Entreprise raison sociale", "")],
                Same,
            ),
            (
                &[
                    ("Entreprise SIREN", ""),
                    ("Établissement SIRET", "213 801 855 00015"),
                ],
                Same,
            ),
            (&[("Entreprise SIREN", "213801855.0")], Same),
            (
                &[("Entreprise SIREN", ""), ("Établissement SIRET", "")],
                Rejected("demandeur"),
            ),
            (
                &[("Entreprise SIREN", ""), ("Établissement SIRET", "2,13802E+13")],
                Rejected("demandeur"),
            ),
        ],
    ),
    (
        "the day of effect is a day however it is written",
        &[
            (&[(WISHED, "2026-12-01")], Effect("2026-12-01")),
            (&[(WISHED, "01/12/2026")], Effect("2026-12-01")),
            (&[(WISHED, "bientôt")], Says("bientôt")),
        ],
    ),
    (
        "the reference of the délibération is a text",
        &[
            (&[(REFERENCE, " 2026-041 ")], Deliberation("2026-041")),
            (
                &[(REFERENCE, "n°\u{a0}12 du 3\u{a0}mars")],
                Deliberation("n° 12 du 3 mars"),
            ),
            (&[(REFERENCE, "=MODELE()")], Deliberation("=MODELE()")),
        ],
    ),
    (
        "an applicant that the base has not is a rejected line",
        &[
            (
                &[("Entreprise SIREN", "217500016")],
                Rejected("demandeur inconnu"),
            ),
            (&[("Entreprise SIREN", "213801856")], Rejected("213801856")),
            (&[("Entreprise SIREN", "#N/A")], Rejected("n’a plus sa valeur")),
        ],
    ),
    (
        "a wrong key and a school of another are rejected lines",
        &[
            (&[(LISTED, "0382140X")], Rejected("0382140X")),
            (
                &[(LISTED, "0381528E")],
                Rejected("école d’une autre collectivité"),
            ),
            (&[(LISTED, "0380001X")], Rejected("0380001X")),
            (&[(LISTED, "0759999A")], Rejected("0759999A")),
            (&[(LISTED, "Le Lac")], Rejected("Le Lac")),
        ],
    ),
    (
        "the number of a dossier is digits",
        &[
            (&[("ID", "21900001.0")], Same),
            (&[("ID", " 21 900 001 ")], Same),
            (&[("ID", "")], Rejected("")),
            (&[("ID", "2,19E+07")], Rejected("")),
        ],
    ),
    (
        "an edit after the deposit is noted where it moves the annexe alone",
        &[
            (&[(EDITED, "2026-10-20 12:00:00 +0200")], Same),
            (&[(EDITED, "2026-11-02 12:00:00 +0100")], Same),
            (&[(EDITED, "")], Same),
        ],
    ),
];

/// The dossier of [`one`] with cells changed and columns renamed.
fn edited(edits: &[(&str, &str)]) -> String {
    let cells: Vec<(&str, &str)> = edits
        .iter()
        .copied()
        .filter(|(name, _)| !name.starts_with('@'))
        .collect();
    let text = String::from_utf8(one(&cells)).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let renamed = |name: &str| {
        let edit = edits
            .iter()
            .find(|(edited, _)| edited.strip_prefix('@') == Some(name));
        format!("\"{}\"", edit.map_or(name, |(_, new)| new))
    };
    let header: Vec<String> = header.split(',').map(renamed).collect();
    format!("{}\n{rows}", header.join(","))
}

#[test]
fn each_sentence_about_what_the_site_writes_holds_of_its_neighbours() {
    let fresh = || {
        let mut base = base();
        base.mapping.blocks.clear();
        base
    };
    let mut first = fresh();
    first.import(Demarches, one(&[]));
    let as_it_is = held(&first, "21900001").clone();
    for (sentence, neighbours) in SENTENCES {
        for (edits, gives) in neighbours {
            let case = format!("{sentence}: {edits:?}");
            let mut base = fresh();
            let plan = base.import(Demarches, edited(edits));
            if let Rejected(reason) = gives {
                assert_eq!(motives(&plan).len(), 1, "{case} {}", text(&plan));
                assert!(motives(&plan)[0].contains(reason), "{case} {:?}", motives(&plan));
                continue;
            }
            assert_eq!(motives(&plan), [""; 0], "{case}");
            let convention = held(&base, "21900001");
            match gives {
                Same => assert_eq!(*convention, as_it_is, "{case}"),
                Schools(expected) => assert_eq!(schools(convention), *expected, "{case}"),
                Solutions(expected) => assert_eq!(solutions(convention), *expected, "{case}"),
                Signed(party, dasen) => {
                    assert_eq!(convention.signed_party, Some(day(party)), "{case}");
                    assert_eq!(convention.signed_dasen, dasen.map(day), "{case}");
                }
                Over(status, reason) => {
                    assert_eq!(convention.status(day("2026-11-23")), *status, "{case}");
                    assert_eq!(convention.reason.as_deref(), Some(*reason), "{case}");
                }
                Effect(expected) => assert_eq!(convention.effect, Some(day(expected)), "{case}"),
                Deliberation(expected) => {
                    assert_eq!(convention.deliberation.as_deref(), Some(*expected), "{case}");
                }
                Says(expected) => assert!(text(&plan).contains(expected), "{case} {}", text(&plan)),
                Rejected(_) => {}
            }
            base.again(Demarches, edited(edits));
        }
    }
}
