//! Communes, the codes that stand for them, and EPCI.

use preau::domain::collectivite::{CollectiviteKind, LocalityKind};
use preau::domain::command::ImportKind::{Communes, Epci};
use preau::domain::id::{InseeCode, Siren};

use crate::world::{Base, bytes, motives};

fn siren(text: &str) -> Siren {
    Siren::parse(text).unwrap()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn insee(text: &str) -> InseeCode {
    InseeCode::parse(text).unwrap()
}

#[test]
fn communes_and_the_codes_that_stand_for_them() {
    let mut base = Base::default();
    let plan = base.import_file(Communes, "demo/communes-038.json");
    assert_eq!((plan.rows, plan.created.len()), (516, 515));
    assert_eq!(
        plan.out_of_scope["code qui est aussi celui d’une commune actuelle"],
        1
    );
    let grenoble = base.registry.commune(insee("38185"), day("2026-11-23")).unwrap();
    assert_eq!(
        (grenoble.siren, grenoble.name.as_str()),
        (siren("213801855"), "Grenoble")
    );
    let part = base.registry.localities().get(&insee("38305").into()).unwrap();
    assert_eq!(
        (part.kind, part.commune),
        (LocalityKind::CommuneDeleguee, insee("38292"))
    );
    let abrets = base.registry.commune(insee("38028"), day("2026-11-23")).unwrap();
    assert_eq!(abrets.name, "Les Abrets en Dauphiné");
    base.again(Communes, bytes("demo/communes-038.json"));
}

#[test]
fn json_and_csv_agree() {
    let mut base = Base::default();
    let plan = base.import_file(Communes, "territory/communes-acad-grenoble.json");
    assert_eq!(plan.created.len(), 1761);
    let plan = base.import_file(Communes, "france/france-communes.csv");
    assert_eq!((plan.created.len(), plan.updated.len()), (34_875 - 1761, 0));
    base.again(Communes, bytes("france/france-communes.csv"));
}

#[test]
fn the_order_of_the_lines_does_not_matter() {
    let text = r#"[
        {"code":"75101","nom":"Paris 1er","type":"arrondissement-municipal","commune":"75056"},
        {"code":"38292","nom":"Paladru","type":"commune-deleguee","chefLieu":"38001"},
        {"code":"75056","nom":"Paris","type":"commune-actuelle","siren":"217500016"},
        {"code":"38001","nom":"Les Abrets","type":"commune-actuelle","siren":"200060127"},
        {"code":"38292","nom":"Villages du Lac","type":"commune-actuelle","siren":"200057917"}]"#;
    let mut base = Base::default();
    let plan = base.import(Communes, text);
    assert_eq!(
        (plan.created.len(), plan.rejected.len(), plan.out_of_scope.len()),
        (4, 0, 1)
    );
    assert_eq!(
        base.registry
            .commune(insee("75101"), day("2026-11-23"))
            .unwrap()
            .name,
        "Paris"
    );
    assert_eq!(
        base.registry
            .commune(insee("38292"), day("2026-11-23"))
            .unwrap()
            .name,
        "Villages du Lac"
    );
}

#[test]
fn a_commune_nouvelle_takes_the_place_of_a_commune_of_the_base() {
    let mut base = Base::default();
    base.import(
        Communes,
        r#"[{"code":"38028","nom":"La Bâtie-Divisin","type":"commune-actuelle","siren":"213800287"}]"#,
    );
    base.import_from(
        Communes,
        "2016-01-01",
        r#"[{"code":"38001","nom":"Les Abrets","type":"commune-actuelle","siren":"200060127"},
            {"code":"38028","nom":"La Bâtie-Divisin","type":"commune-deleguee","chefLieu":"38001"}]"#,
    );
    assert_eq!(
        base.registry
            .commune(insee("38028"), day("2026-11-23"))
            .unwrap()
            .name,
        "Les Abrets"
    );
}

#[test]
fn what_is_wrong_in_a_commune() {
    let mut base = Base::with(&[(Communes, "demo/communes-038.json")]);
    let header = "code_insee;nom;siren;departement";
    let cases = [
        ("38185;Grenoble;213801856;38", "Luhn"),
        ("3818x;Grenoble;213801855;38", "n’est pas un code INSEE"),
        ("38185;;213801855;38", "nom\u{a0}: la cellule est vide"),
    ];
    for (row, motive) in cases {
        let plan = base.import(Communes, format!("{header}\n{row}\n"));
        assert!(
            motives(&plan).join("").contains(motive),
            "{row}: {:?}",
            motives(&plan)
        );
    }
    let error = base
        .read(Communes, format!("{header}\n38185;Grenoble;200060127;38\n"))
        .unwrap_err()
        .to_string();
    let change = "38185\u{a0}: Grenoble (SIREN 200060127) à la place de Grenoble (SIREN 213801855)";
    assert!(error.contains(change) && error.contains("--effet"), "{error}");
    base.import_file(Epci, "demo/epci-038.json");
    let plan = base.import(Communes, "code;nom;siren\n38999;Ville;200018166\n");
    assert!(
        motives(&plan)[0].contains("d’une autre nature"),
        "{:?}",
        motives(&plan)
    );
    let plan = base.import(Epci, r#"[{"code":"213801855","nom":"Grenoble","type":"CC"}]"#);
    assert!(motives(&plan)[0].contains("une commune"), "{:?}", motives(&plan));
    let unknown =
        r#"[{"code":"75101","nom":"Paris 1er","type":"arrondissement-municipal","commune":"75056"}]"#;
    let plan = base.import(Communes, unknown);
    assert!(
        motives(&plan)[0].contains("commune 75056 inconnue"),
        "{:?}",
        motives(&plan)
    );
    let error = base
        .read(Communes, "code;nom\n38185;Grenoble\n")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("il manque la colonne «\u{a0}siren\u{a0}»"),
        "{error}"
    );
    let plan = base.import(Communes, "code;nom;siren\n97801;Saint-Martin;\n");
    assert_eq!(plan.out_of_scope["commune sans SIREN"], 1);
}

#[test]
fn groups_and_their_members_come_before_or_after_the_communes() {
    let mut base = Base::default();
    let plan = base.import_file(Epci, "territory/epci-acad-grenoble.json");
    assert_eq!(plan.created.len(), 89);
    base.import_file(Communes, "territory/communes-acad-grenoble.json");
    base.again(Epci, bytes("territory/epci-acad-grenoble.json"));
    let metropole = base
        .registry
        .collectivites()
        .iter()
        .find(|r| r.kind == CollectiviteKind::Metropole)
        .unwrap();
    assert_eq!(metropole.name, "Grenoble-Alpes-Métropole");
    assert_eq!(metropole.departement.unwrap().as_str(), "38");
    let groups: Vec<_> = base
        .registry
        .groups_of(siren("213801855"))
        .map(|group| group.siren)
        .collect();
    assert_eq!(groups, [metropole.siren]);
    let plan = base.import_file(Epci, "demo/syndicats-038.json");
    assert_eq!(plan.created.len(), 4);
}

#[test]
fn what_is_wrong_in_a_group() {
    let cases = [
        (r#"{"code":"200018167","nom":"CC","type":"CC"}"#, "Luhn"),
        (
            r#"{"code":"200018166","nom":"CC","type":"club"}"#,
            "type «\u{a0}club\u{a0}»\u{a0}: valeur inconnue",
        ),
        (r#"{"code":"200018166","type":"CC"}"#, "nom"),
        (
            r#"{"code":"200018166","nom":"CC","type":"CC","membres":[{"siren":"1"}]}"#,
            "membres «\u{a0}1\u{a0}»",
        ),
        (r#"{"code":3,"nom":"CC","type":"CC"}"#, "n’est pas un SIREN"),
        (r#"{"code":"200018166","nom":3,"type":"CC"}"#, "ligne 1, colonne"),
    ];
    for (item, motive) in cases {
        let plan = Base::default().import(Epci, format!("[{item}]"));
        assert!(
            motives(&plan).join("").contains(motive),
            "{item}: {:?}",
            motives(&plan)
        );
    }
}
