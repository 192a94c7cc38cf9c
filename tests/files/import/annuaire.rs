//! The annuaire: its layouts, the schools that vanish, and what spreadsheets do to it.

use preau::domain::command::ImportKind::Annuaire;
use preau::domain::id::{DepartementCode, Uai};
use preau::domain::school::{Nature, Rpi, School, SchoolState};

use crate::world::{Base, bytes, motives};

const HEADER: &str = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;\
    Code_commune;Nom_commune;Code_departement;Telephone;etat;code_nature;multi_uai";

fn csv(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn school<'b>(base: &'b Base, uai: &str) -> &'b School {
    base.registry.schools().get(&Uai::parse(uai).unwrap()).unwrap()
}

#[test]
fn csv_and_json_give_the_same_613_schools() {
    let mut base = Base::default();
    let plan = base.import_file(Annuaire, "annuaire/annuaire-094-2026.csv");
    assert_eq!((plan.rows, plan.created.len()), (613, 613));
    let by_csv: Vec<School> = base.registry.schools().iter().cloned().collect();
    base.again(Annuaire, bytes("annuaire/annuaire-094-2026.json"));

    let mut other = Base::default();
    other.import_file(Annuaire, "annuaire/annuaire-094-2026.json");
    let by_json: Vec<School> = other.registry.schools().iter().cloned().collect();
    assert_eq!(by_csv, by_json);
    other.again(Annuaire, bytes("annuaire/annuaire-094-2026.csv"));
}

#[test]
fn a_school_is_read_whole() {
    let base = Base::with(&[(Annuaire, "annuaire/annuaire-094-2026.csv")]);
    let read = school(&base, "0940209S");
    assert_eq!(read.name, "Ecole élémentaire Jardin Parisien A");
    assert_eq!(read.address, "26 rue Jules Ferry, 94240 L HAY LES ROSES");
    assert_eq!(
        (read.commune.as_str(), read.postcode.as_str()),
        ("L'Haÿ-les-Roses", "94240")
    );
    assert_eq!(read.circonscription, "Cachan");
    assert_eq!(read.email, "ce.0940209S@ac-creteil.fr");
    assert_eq!((read.nature, read.rpi.clone()), (Nature(151), None));
    assert_eq!(read.opened, "1965-05-01".parse().ok());
    let closing = base
        .registry
        .schools()
        .iter()
        .filter(|school| school.state == SchoolState::Closing);
    assert_eq!(closing.count(), 2);
}

#[test]
fn the_older_layout_gives_685_schools_and_counts_the_rest() {
    let mut base = Base::default();
    let plan = base.import_file(Annuaire, "annuaire/annuaire-035-2023.csv");
    assert_eq!((plan.rows, plan.created.len()), (996, 685));
    assert_eq!(plan.out_of_scope.values().sum::<usize>(), 311);
    assert_eq!(plan.out_of_scope["type «\u{a0}Collège\u{a0}»"], 117);
    assert_eq!(plan.out_of_scope["sans type d’établissement"], 9);
    let rpi = |wanted: fn(&Rpi) -> bool| {
        let has = |school: &&School| school.rpi.as_ref().is_some_and(wanted);
        base.registry.schools().iter().filter(has).count()
    };
    assert_eq!(rpi(|rpi| *rpi == Rpi::Concentre), 10);
    assert_eq!(rpi(|rpi| matches!(rpi, Rpi::Disperse(_))), 65);
    base.again(Annuaire, bytes("annuaire/annuaire-035-2023.csv"));
}

#[test]
fn the_whole_of_france_is_read() {
    let mut base = Base::default();
    let plan = base.import_file(Annuaire, "france/france-ecoles.csv");
    assert_eq!(plan.created.len(), 30_059);
    base.again(Annuaire, bytes("france/france-ecoles.csv"));
}

#[test]
fn a_column_that_the_file_lacks_leaves_the_field_and_an_empty_cell_clears_it() {
    let mut base = Base::with(&[(Annuaire, "annuaire/annuaire-094-2026.csv")]);
    let before = school(&base, "0940209S").clone();
    let row = "0940209S;Jardin Parisien;Ecole;Public;94038;L'Haÿ-les-Roses;094;;OUVERT;151;0";
    base.import(Annuaire, csv(&[row]));
    let after = school(&base, "0940209S");
    assert_eq!(
        (after.name.as_str(), after.telephone.as_str()),
        ("Jardin Parisien", "")
    );
    assert_eq!(
        (&after.address, &after.email, &after.circonscription, after.opened),
        (
            &before.address,
            &before.email,
            &before.circonscription,
            before.opened
        )
    );
}

#[test]
fn schools_absent_from_a_whole_file_have_vanished_and_come_back() {
    let text = String::from_utf8(bytes("annuaire/annuaire-094-2026.csv")).unwrap();
    let mut base = Base::default();
    base.import(Annuaire, &text);
    let shorter: String = text
        .lines()
        .filter(|line| !line.starts_with("0940176F"))
        .fold(String::new(), |text, line| text + line + "\n");
    let plan = base.import(Annuaire, &shorter);
    assert_eq!(
        (plan.absent.len(), plan.updated.len(), plan.unchanged),
        (1, 0, 612)
    );
    assert_eq!(school(&base, "0940176F").state, SchoolState::Vanished);
    base.again(Annuaire, &shorter);
    let plan = base.import(Annuaire, &text);
    assert_eq!((plan.updated.len(), plan.absent.len()), (1, 0));
    assert_eq!(school(&base, "0940176F").state, SchoolState::Open);
}

#[test]
fn an_extract_makes_no_school_vanish() {
    let text = String::from_utf8(bytes("annuaire/annuaire-094-2026.csv")).unwrap();
    let head = text.lines().next().unwrap();
    let keep = |kept: fn(&str) -> bool| {
        let rows = text.lines().skip(1).filter(|line| kept(line));
        std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
    };
    let extracts: [fn(&str) -> bool; 3] = [
        |line| line.contains("ECOLE MATERNELLE"),
        |line| line.starts_with("0940209S"),
        |line| line.contains(";OUVERT;") && !line.contains("ECOLE MATERNELLE"),
    ];
    for (at, extract) in extracts.into_iter().enumerate() {
        let mut base = Base::with(&[(Annuaire, "annuaire/annuaire-094-2026.csv")]);
        let plan = base.import(Annuaire, keep(extract));
        assert!(plan.absent.is_empty(), "{at}: {}", plan.absent.len());
        assert!(
            plan.remarks.iter().any(|remark| remark.contains("partiel")),
            "{at}"
        );
    }
}

#[test]
fn a_rejected_row_makes_no_school_of_its_departement_vanish() {
    let text = String::from_utf8(bytes("annuaire/annuaire-094-2026.csv")).unwrap();
    let mut base = Base::default();
    base.import(Annuaire, &text);
    let plan = base.import(Annuaire, text.replace("0940176F;", "0940176A;"));
    assert_eq!((plan.rejected.len(), plan.absent.len()), (1, 0));
    assert_eq!(
        motives(&plan),
        [
            "Identifiant_de_l_etablissement «\u{a0}0940176A\u{a0}»\u{a0}: n’est pas un UAI\u{a0}: la clé attendue est F"
        ]
    );
}

#[test]
fn a_school_that_the_base_holds_closed_stays_closed() {
    let mut base = Base::default();
    let row = |state| {
        csv(&[&format!(
            "0940209S;Jardin;Ecole;Public;94038;L'Haÿ;094;;{state};151;0"
        )])
    };
    base.import(Annuaire, row("FERME"));
    let plan = base.import(Annuaire, row("OUVERT"));
    assert_eq!((plan.updated.len(), plan.warnings.len()), (0, 1));
    assert_eq!(school(&base, "0940209S").state, SchoolState::Closed);
}

#[test]
fn rows_that_share_a_uai() {
    let one = "0940209S;Jardin;Ecole;Public;94038;L’Haÿ;094;;OUVERT;101;1";
    let two = "0940209S;Jardin;Ecole;Public;94038;L’Haÿ;094;;OUVERT;151;1";
    for rows in [[one, two], [two, one]] {
        let mut base = Base::default();
        let plan = base.import(Annuaire, csv(&rows));
        assert_eq!(
            (plan.created.len(), plan.out_of_scope["autre ligne du même UAI"]),
            (1, 1)
        );
        assert_eq!(
            school(&base, "0940209S").nature,
            Nature(151),
            "the order does not matter"
        );
    }
    let comma = two.replace(";1", ";0");
    let plan = Base::default().import(Annuaire, csv(&[&comma, &comma]));
    assert_eq!(
        (
            plan.created.len(),
            plan.out_of_scope["ligne répétée à l’identique"]
        ),
        (1, 1)
    );
    let plan = Base::default().import(Annuaire, csv(&[&comma, &comma.replace("Jardin", "Parc")]));
    assert_eq!((plan.created.len(), plan.rejected.len()), (1, 1));
    assert!(
        motives(&plan)[0].contains("déjà présent, ligne 2"),
        "{:?}",
        motives(&plan)
    );
}

#[test]
fn what_is_wrong_in_a_row() {
    let right = "0940209S;Jardin;Ecole;Public;94038;L’Haÿ;094;;OUVERT;151;0";
    let cases = [
        ("0940209S", "940209S", "n’est pas un UAI\u{a0}: la forme attendue"),
        (
            "Public",
            "Mixte",
            "valeur inconnue\u{a0}: écrivez Public ou Privé",
        ),
        ("Jardin", "", "Nom_etablissement\u{a0}: la cellule est vide"),
        ("OUVERT", "PEUT-ETRE", "valeur inconnue\u{a0}: écrivez OUVERT"),
        (";151;0", ";151;0;x", "12 colonnes au lieu de 11"),
    ];
    for (from, to, motive) in cases {
        let plan = Base::default().import(Annuaire, csv(&[&right.replacen(from, to, 1)]));
        assert!(
            motives(&plan).join("").contains(motive),
            "{to}: {:?}",
            motives(&plan)
        );
    }
}

#[test]
fn a_wrong_commune_code_is_left_out_and_said() {
    let plan = Base::default().import(
        Annuaire,
        csv(&["0940209S;Jardin;Ecole;Public;9x;L'Haÿ;094;;OUVERT;151;0"]),
    );
    assert_eq!((plan.created.len(), plan.warnings.len()), (1, 1));
}

#[test]
fn lost_zeros_come_back() {
    let rows = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;\
        Code_commune;Nom_commune;Code_departement;Telephone;rpi_disperse;date_ouverture\n\
        0010009E;Jardin;Ecole;Public;1500;1004;Ambérieu;1;474380123;1002;27/05/1970\n\
        6200001G;Plage;Ecole;Public;20000;2A004;Ajaccio;#N/A;;;\n";
    let mut base = Base::default();
    let plan = base.import(Annuaire, rows);
    assert_eq!((motives(&plan), plan.warnings.len()), (vec![], 0));
    let read = school(&base, "0010009E");
    assert_eq!(read.insee.unwrap().as_str(), "01004");
    assert_eq!(read.departement.unwrap().as_str(), "01");
    assert_eq!(
        (read.postcode.as_str(), read.telephone.as_str()),
        ("01500", "0474380123")
    );
    assert_eq!(read.rpi, Some(Rpi::Disperse("001002".to_owned())));
    assert_eq!(read.opened, "1970-05-27".parse().ok());
    assert_eq!(school(&base, "6200001G").departement.unwrap().as_str(), "2A");
}

/// The annuaire of 094 as a spreadsheet gives it back.
#[test]
fn what_a_spreadsheet_damaged_is_mended() {
    let text = String::from_utf8(bytes("annuaire/annuaire-094-2026.csv")).unwrap();
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = rows.headers().unwrap().clone();
    let damaged = |header: &str, cell: &str| match header {
        "Code_departement" | "Code_commune" | "Telephone" | "Code_postal" => {
            cell.trim_start_matches('0').to_owned()
        }
        "date_ouverture" if cell.len() == 10 => format!("{}/{}/{}", &cell[8..], &cell[5..7], &cell[..4]),
        "SIREN_SIRET" if !cell.is_empty() => "2,19400E+13".to_owned(),
        _ => cell.to_owned(),
    };
    let mut lines = vec![headers.iter().collect::<Vec<_>>().join("\t")];
    for row in rows.records().map(Result::unwrap) {
        let cells = headers
            .iter()
            .zip(&row)
            .map(|(header, cell)| damaged(header, cell));
        lines.push(cells.collect::<Vec<_>>().join("\t"));
    }
    let lines = lines.join("\r\n");
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(&lines);
    assert!(!lossy, "the names are in Windows-1252");
    let mut base = Base::with(&[(Annuaire, "annuaire/annuaire-094-2026.csv")]);
    let plan = base.import(Annuaire, &bytes);
    assert!(
        plan.is_empty(),
        "{}",
        plan.text(preau::exchange::Detail::First(5))
    );
    assert!(plan.repaired.len() > 600 && plan.warnings.len() > 600);
}

/// A row of a school of Isère, one of Corse-du-Sud, and one of Paris whose sector is none.
const THREE: [&str; 3] = [
    "0380901Y;Les Tilleuls;Ecole;Public;38185;Grenoble;038;;OUVERT;151;0",
    "6200001G;Jules Ferry;Ecole;Public;2A004;Ajaccio;;;OUVERT;151;0",
    "0750001U;Les Lilas;Ecole;Autre;75104;Paris;075;;OUVERT;151;0",
];

/// The reasons why rows are out of scope, and how often.
fn reasons(plan: &preau::exchange::Plan) -> Vec<(&str, usize)> {
    let reasons = plan.out_of_scope.iter();
    reasons.map(|(reason, count)| (reason.as_str(), *count)).collect()
}

#[test]
fn the_departements_of_the_configuration_are_kept_and_the_others_counted() {
    let codes = |codes: &[&str]| {
        codes
            .iter()
            .map(|code| DepartementCode::parse(code).unwrap())
            .collect()
    };
    for (kept, uai, of) in [("38", "0380901Y", "38"), ("2A", "6200001G", "2A")] {
        let mut base = Base {
            departements: codes(&[kept]),
            ..Base::default()
        };
        let plan = base.import(Annuaire, csv(&THREE));
        assert_eq!(
            reasons(&plan),
            [(
                format!("autre département que ceux de la configuration ({of})").as_str(),
                2
            )]
        );
        assert_eq!((plan.rejected.len(), plan.created.len()), (0, 1));
        assert_eq!(school(&base, uai).departement, DepartementCode::parse(kept).ok());
        base.again(Annuaire, csv(&THREE));
    }
    let mut base = Base {
        departements: codes(&["38", "2A"]),
        ..Base::default()
    };
    let plan = base.import(Annuaire, csv(&THREE));
    assert_eq!(plan.created.len(), 2);
    assert_eq!(
        reasons(&plan),
        [("autre département que ceux de la configuration (2A, 38)", 1)]
    );
}

#[test]
fn where_the_configuration_is_silent_the_base_tells_its_departement() {
    let mut base = Base::with(&[(Annuaire, "annuaire/annuaire-094-2026.csv")]);
    let plan = base.import(Annuaire, csv(&THREE));
    assert_eq!(
        reasons(&plan),
        [("autre département que ceux de la base (94)", 3)]
    );
    assert_eq!(plan.absent.len(), 0);
    let mut few = Base::default();
    few.import(Annuaire, csv(&THREE[..1]));
    assert_eq!(few.import(Annuaire, csv(&THREE[1..2])).created.len(), 1);
    few.departements = vec![DepartementCode::parse("2A").unwrap()];
    assert_eq!(reasons(&few.import(Annuaire, csv(&THREE[..1]))).len(), 1);
}

#[test]
fn a_uai_of_another_departement_is_said() {
    let mut base = Base {
        departements: vec![DepartementCode::parse("38").unwrap()],
        ..Base::default()
    };
    let plan = base.import(Annuaire, csv(&[&THREE[0].replace("0380901Y", "0690001B")]));
    let said: Vec<String> = plan.warnings.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|said| said.contains("UAI du département 69")),
        "{said:?}"
    );
}

#[test]
fn one_code_is_one_circonscription_however_its_rows_name_it() {
    let head = HEADER.to_owned() + ";nom_circonscription;code_circonscription";
    let row = |uai: &str, name: &str, code: &str| {
        format!("{uai};É;Ecole;Public;38185;Grenoble;038;;OUVERT;151;;{name};{code}")
    };
    let rows = [
        row(
            "0380001V",
            "Circonscription d'inspection du 1er degré de Grenoble 1",
            "0381111B",
        ),
        row(
            "0380002W",
            "Circonscription du 1er degré de Grenoble 1",
            "0381111B",
        ),
        row("0380003X", "GRENOBLE-1", "0381111B"),
        row("0380004Y", "Grenoble 2", ""),
        row("0380005Z", "", "0381111B"),
    ];
    let file = format!("{head}\n{}\n", rows.join("\n"));
    let mut base = Base::default();
    let plan = base.import(Annuaire, &file);
    assert!(plan.rejected.is_empty(), "{:?}", motives(&plan));
    let names: Vec<&str> = base
        .registry
        .schools()
        .iter()
        .map(|school| school.circonscription.as_str())
        .collect();
    assert_eq!(
        names,
        ["Grenoble 1", "Grenoble 1", "Grenoble 1", "Grenoble 2", ""]
    );
    base.again(Annuaire, &file);
}

#[test]
fn the_code_of_a_circonscription_and_the_mother_of_a_school_are_kept() {
    let head = HEADER.to_owned() + ";nom_circonscription;code_circonscription;etablissement_mere";
    let row = |uai: &str, more: &str| format!("{uai};É;Ecole;Public;38185;Grenoble;038;;OUVERT;151;;{more}");
    let first = [
        row("0380001V", "Grenoble 1;0381111B;0380004Y"),
        row("0380002W", "Grenoble 1;0381111B;"),
        row("0380003X", "Grenoble 1;0381111B;"),
    ];
    let file = format!("{head}\n{}\n", first.join("\n"));
    let mut base = Base::default();
    base.import(Annuaire, &file);
    base.again(Annuaire, &file);
    let code = |base: &Base, uai| {
        school(base, uai)
            .circonscription_code
            .map(|code| code.to_string())
    };
    let mother = |base: &Base| school(base, "0380001V").mother.map(|uai| uai.to_string());
    assert_eq!(code(&base, "0380001V").as_deref(), Some("0381111B"));
    assert_eq!(mother(&base).as_deref(), Some("0380004Y"));
    // An extract that names the same circonscription otherwise: its code says that it is the one of the base.
    base.import(
        Annuaire,
        format!("{head}\n{}\n", row("0380001V", "DE GRENOBLE 1;0381111B;0380004Y")),
    );
    assert_eq!(school(&base, "0380001V").circonscription, "Grenoble 1");
    // A file without the columns leaves them, a cell that cannot be read too, an empty one clears.
    base.import(
        Annuaire,
        csv(&["0380001V;É;Ecole;Public;38185;Grenoble;038;;OUVERT;151;"]),
    );
    let plan = base.import(
        Annuaire,
        format!("{head}\n{}\n", row("0380001V", "Grenoble 1;#N/A;0380004Z")),
    );
    assert!(motives(&plan).is_empty());
    assert_eq!(code(&base, "0380001V").as_deref(), Some("0381111B"));
    assert_eq!(mother(&base).as_deref(), Some("0380004Y"));
    base.import(Annuaire, format!("{head}\n{}\n", row("0380001V", "Grenoble 1;;")));
    assert_eq!((code(&base, "0380001V"), mother(&base)), (None, None));
}
