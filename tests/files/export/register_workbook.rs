//! The register as the CNIL's template: its labels, cell by cell, and what stands beside them.

use std::io::Cursor;

use calamine::{Data, Ods, Reader, Xlsx, open_workbook_from_rs};
use chrono::NaiveDate;
use preau::domain::change::Change;
use preau::domain::command::Command;
use preau::domain::official::Official;
use preau::domain::provider::{DataFamily, Transfer};
use preau::exchange::export::{Controller, RegisterCover, WorkbookForm, register_lines, register_workbook};

use crate::support::place::fixture;
use crate::world::{Base, FILES};

/// The cells of a sheet, as they are shown.
type Cells = Vec<Vec<String>>;

/// A sheet and its cells.
type Sheet = (String, Cells);

/// A day of a sheet: so many days after the 30th of December 1899.
fn day(serial: f64) -> String {
    let days = chrono::Days::new(serial.to_string().parse().unwrap());
    (NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + days).to_string()
}

fn cells<RS: std::io::Read + std::io::Seek, R: Reader<RS>>(mut book: R) -> Vec<Sheet>
where
    R::Error: std::fmt::Debug,
{
    let shown = |data: &Data| match data {
        Data::DateTime(moment) => day(moment.as_f64()),
        Data::DateTimeIso(day) => day.clone(),
        Data::Error(error) => panic!("{error}"),
        other => other.to_string(),
    };
    let sheets = book.sheet_names();
    let read = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        assert_eq!(range.start(), Some((0, 0)), "{name}");
        let rows = range.rows().map(|row| row.iter().map(shown).collect());
        (name, rows.collect())
    };
    sheets.into_iter().map(read).collect()
}

fn sheets(form: WorkbookForm, bytes: Vec<u8>) -> Vec<Sheet> {
    match form {
        WorkbookForm::Xlsx => cells(open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)).unwrap()),
        WorkbookForm::Ods => cells(open_workbook_from_rs::<Ods<_>, _>(Cursor::new(bytes)).unwrap()),
    }
}

const FORMS: [WorkbookForm; 2] = [WorkbookForm::Xlsx, WorkbookForm::Ods];

fn whole() -> Controller {
    let of = |name: &str, first_name: &str| {
        Some(Official {
            name: name.to_owned(),
            first_name: first_name.to_owned(),
            service: format!("service de {name}"),
            email: "dpd@exemple.invalid".to_owned(),
            postcode: "01000".to_owned(),
            ..Official::default()
        })
    };
    Controller {
        controller: of("Exemple", "Camille"),
        dpo: of("Modèle", "Dominique"),
    }
}

fn written(base: &Base, form: WorkbookForm, controller: Controller) -> Vec<Sheet> {
    let cover = RegisterCover {
        controller,
        office: "DSDEN de l’Isère".to_owned(),
        on: "2026-11-23".parse().unwrap(),
        trial: false,
    };
    let lines = register_lines(&base.registry);
    sheets(form, register_workbook(Vec::new(), form, &lines, &cover).unwrap())
}

fn demo() -> Base {
    let mut base = Base::with(&FILES);
    base.register();
    base
}

fn sheet<'s>(sheets: &'s [Sheet], name: &str) -> &'s Cells {
    let found = sheets.iter().find(|(other, _)| other == name);
    let names = || sheets.iter().map(|(name, _)| name).collect::<Vec<_>>();
    &found.unwrap_or_else(|| panic!("{name}: {:?}", names())).1
}

/// What a template has for its reader to fill in, or to read once.
fn is_advice(text: &str) -> bool {
    [
        "Sélectionnez",
        "ref-001",
        "Cet onglet",
        "(EXEMPLE)",
        "1 - Exemple",
        "Modèle de fiche",
    ]
    .iter()
    .any(|begun| text.starts_with(begun))
}

/// A text whose blanks at the ends and beside each other do not count, with the apostrophes and spaces of French.
fn squeezed(text: &str) -> String {
    let text = text.replace('\'', "’").replace('\u{a0}', " ");
    let lines = text.lines().map(|line| {
        line.split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The labels of a sheet of the template, by row and column; its first nine columns are those of the form.
fn labels(of: &str) -> Vec<(usize, usize, String)> {
    let bytes = std::fs::read(fixture("cnil/registre-simplifie.ods")).unwrap();
    let sheets = sheets(WorkbookForm::Ods, bytes);
    let (_, rows) = sheets.iter().find(|(name, _)| name.starts_with(of)).unwrap();
    let mut labels = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().take(9).enumerate() {
            let example = of.starts_with('2') && row >= 8;
            if !text.trim().is_empty() && !is_advice(text) && !example {
                labels.push((row, column, squeezed(text)));
            }
        }
    }
    labels
}

#[test]
fn the_list_has_the_labels_of_the_template_each_in_its_cell() {
    let base = demo();
    let labels = labels("2_");
    assert_eq!(labels.len(), 33, "{labels:?}");
    for form in FORMS {
        let sheets = written(&base, form, whole());
        let list = sheet(&sheets, "Liste des traitements");
        for (row, column, label) in &labels {
            assert_eq!(&squeezed(&list[*row][*column]), label, "{form:?} {row} {column}");
        }
    }
}

#[test]
fn a_fiche_has_the_labels_of_the_template_in_its_order_with_the_rows_it_lacks() {
    let base = demo();
    let labels = labels("3_");
    assert!(labels.len() > 60, "{}", labels.len());
    for form in FORMS {
        let sheets = written(&base, form, whole());
        let mut rows = sheet(&sheets, "T-FICTIF-A").iter();
        let mut by_row = labels.iter().peekable();
        while let Some((row, ..)) = by_row.peek() {
            let row = *row;
            let of: Vec<_> = std::iter::from_fn(|| by_row.next_if(|(other, ..)| *other == row)).collect();
            let has = |cells: &&Vec<String>| {
                of.iter()
                    .all(|(_, column, label)| &squeezed(&cells[*column]) == label)
            };
            assert!(rows.by_ref().any(|cells| has(&cells)), "{form:?}: {of:?}");
        }
    }
}

/// The answer beside the first label that is this.
fn answer<'c>(cells: &'c Cells, label: &str, column: usize) -> &'c str {
    let row = cells.iter().find(|row| row[0] == label);
    &row.unwrap_or_else(|| panic!("{label}"))[column]
}

#[test]
fn a_fiche_says_what_article_30_asks() {
    let base = demo();
    for form in FORMS {
        let sheets = written(&base, form, whole());
        let fiche = sheet(&sheets, "T-FICTIF-A");
        for (label, column, wanted) in [
            ("N° / RÉF", 1, "T-FICTIF-A"),
            ("Nom du traitement", 1, "FICTIF A (ENT)"),
            ("Responsable du traitement", 1, "Camille Exemple"),
            ("Responsable du traitement", 3, "01000"),
            ("Délégué à la protection des données", 7, "dpd@exemple.invalid"),
            (
                "Base légale (RGPD art. 6)",
                1,
                "mission d’intérêt public (RGPD art. 6(1)(e))",
            ),
            (
                "État civil, identité, données d’identification, images…",
                1,
                "Identité (nom, prénom, classe)\nCoordonnées des responsables légaux",
            ),
            ("Données de connexion (adress IP, logs, etc.)", 4, "12 mois"),
            ("Autres données", 1, "Productions et messages"),
            (
                "Catégorie de personnes 4",
                4,
                "personnels des collectivités intervenant dans l’école",
            ),
            ("Mesure de sécurité 3", 1, "Mesures de traçabilité"),
        ] {
            assert_eq!(answer(fiche, label, column), wanted, "{form:?} {label}");
        }
        let joint = answer(fiche, "Responsable(s) conjoint(s)", 1);
        assert!(joint.contains("collectivités\u{a0}: voir la feuille"), "{joint}");
    }
}

#[test]
fn a_fiche_has_the_family_that_it_names_and_who_receives_a_transfer_in_their_cells() {
    let mut base = demo();
    let of = base.registry.sheets().iter();
    let of = of.filter(|sheet| sheet.solution.as_str() == "fictif-a");
    let changes = of.map(|before| {
        let mut after = before.clone();
        for data in &mut after.data {
            data.family = (data.category == "Productions et messages").then_some(DataFamily::Health);
        }
        after.transfers = vec![Transfer {
            country: "Canada".to_owned(),
            safeguard: "Clauses contractuelles types (CCT)".to_owned(),
            organisation: "Nuage inc.".to_owned(),
            link: "https://exemple.invalid/cct".to_owned(),
        }];
        Change::update(before.clone(), after)
    });
    let changes: Vec<Change> = changes.collect();
    base.registry.apply_changes(&changes, 9_999);
    for form in FORMS {
        let sheets = written(&base, form, whole());
        let fiche = sheet(&sheets, "T-FICTIF-A");
        for (label, column, wanted) in [
            ("Données concernant la santé", 1, "Productions et messages"),
            ("Organisme destinataire 1", 1, "Nuage inc."),
            ("Organisme destinataire 1", 2, "Canada"),
            (
                "Organisme destinataire 1",
                3,
                "Clauses contractuelles types (CCT)",
            ),
            ("Organisme destinataire 1", 5, "https://exemple.invalid/cct"),
        ] {
            assert_eq!(answer(fiche, label, column), wanted, "{form:?} {label}");
        }
        let list = sheet(&sheets, "Liste des traitements");
        assert_eq!(answer(list, "FICTIF A (ENT)", 7), "Oui", "{form:?}");
    }
}

#[test]
fn a_name_and_its_service_have_each_a_cell() {
    let base = demo();
    for form in FORMS {
        let sheets = written(&base, form, whole());
        let list = sheet(&sheets, "Liste des traitements");
        for (row, column, wanted) in [
            (0, 2, "Exemple"),
            (0, 4, "Camille"),
            (1, 7, "Service\u{a0}:"),
            (1, 8, "service de Exemple"),
            (3, 7, ""),
            (4, 2, "Modèle"),
            (4, 6, "service de Modèle"),
        ] {
            assert_eq!(list[row][column], wanted, "{form:?} {row} {column}");
        }
        let fiche = sheet(&sheets, "T-FICTIF-A");
        for (label, wanted) in [
            ("Responsable du traitement", "Camille Exemple"),
            ("Service du responsable du traitement", "service de Exemple"),
            ("Délégué à la protection des données", "Dominique Modèle"),
            ("Société du DPO (si celui-ci est externe)", "service de Modèle"),
        ] {
            assert_eq!(answer(fiche, label, 1), wanted, "{form:?} {label}");
        }
        // A service that answers by itself is what is named.
        let alone = |service: &str| {
            Some(Official {
                service: service.to_owned(),
                email: "x@exemple.invalid".to_owned(),
                ..Official::default()
            })
        };
        let services = Controller {
            controller: alone("DSDEN"),
            dpo: alone("Rectorat"),
        };
        let sheets = written(&base, form, services);
        let list = sheet(&sheets, "Liste des traitements");
        assert_eq!((list[0][2].as_str(), list[1][8].as_str()), ("DSDEN", ""));
        assert_eq!((list[4][2].as_str(), list[4][6].as_str()), ("Rectorat", ""));
    }
}

#[test]
fn every_entry_is_in_the_annex_and_every_joint_controller_once() {
    let mut base = demo();
    base.order(Command::CloseEntry {
        entry: 1,
        reason: "=départ".to_owned(),
    });
    for form in FORMS {
        let sheets = written(&base, form, whole());
        let schools = sheet(&sheets, "Écoles");
        assert_eq!(schools.len(), 194, "{form:?}");
        let first = schools.iter().find(|row| row[5] == "1").unwrap();
        assert_eq!(first[2], "0381798Y");
        assert_eq!(
            (first[12].as_str(), first[13].as_str()),
            ("2026-11-23", "=départ")
        );
        let joint = sheet(&sheets, "Responsables conjoints");
        let names: std::collections::BTreeSet<_> = joint.iter().skip(1).map(|row| &row[1]).collect();
        assert_eq!(names.len() + 1, joint.len(), "{form:?}");
        let counted = joint.iter().skip(1).map(|row| row[7].parse::<usize>().unwrap());
        let active: std::collections::BTreeSet<_> = schools
            .iter()
            .skip(1)
            .filter(|row| row[12].is_empty())
            .map(|row| &row[2])
            .collect();
        assert_eq!(counted.sum::<usize>(), active.len(), "{form:?}");
    }
}

#[test]
fn what_article_30_1_a_asks_and_is_not_there_is_said_in_the_file() {
    let base = demo();
    let cases = [
        (
            Controller::default(),
            2,
            "le responsable du traitement et le délégué",
        ),
        (
            Controller {
                dpo: Some(Official::of_text("dpd@exemple.invalid")),
                ..Controller::default()
            },
            1,
            "le responsable du traitement\u{a0};",
        ),
        (
            Controller {
                dpo: Some(Official {
                    name: "Modèle".to_owned(),
                    town: "Grenoble".to_owned(),
                    ..Official::default()
                }),
                ..whole()
            },
            0,
            "les coordonnées du délégué",
        ),
    ];
    for (controller, missing, said) in cases {
        assert!(
            controller.fault().is_some_and(|fault| fault.contains(said)),
            "{said}"
        );
        for form in FORMS {
            let sheets = written(&base, form, controller.clone());
            let list = sheet(&sheets, "Liste des traitements");
            assert!(list[8][0].contains(said), "{}", list[8][0]);
            let fiche = sheet(&sheets, "T-FICTIF-A");
            let cells = fiche
                .iter()
                .flatten()
                .filter(|text| text.starts_with("NON RENSEIGNÉ"));
            assert_eq!(cells.count(), missing, "{form:?} {said}");
        }
    }
    assert_eq!(whole().fault(), None);
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    let base = demo();
    let lines = register_lines(&base.registry);
    let cover = RegisterCover {
        controller: whole(),
        office: String::new(),
        on: "2026-11-23".parse().unwrap(),
        trial: true,
    };
    for form in FORMS {
        let write = || register_workbook(Vec::new(), form, &lines, &cover).unwrap();
        assert_eq!(write(), write(), "{form:?}");
    }
}
