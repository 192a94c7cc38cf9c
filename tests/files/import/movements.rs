//! Communes that change: what their file says from a day on, and what becomes of the schools.

use preau::domain::command::ImportKind::{self, Annuaire, Banatic, Communes, Competences, Epci, Mouvements};
use preau::exchange::Plan;

use crate::world::{Base, motives};

const BEFORE: &str = r#"[
    {"code":"01138","nom":"Culoz","type":"commune-actuelle","siren":"210101382"},
    {"code":"01039","nom":"Béon","type":"commune-actuelle","siren":"210100392"}]"#;

/// The commune nouvelle, under the code of its seat and a SIREN of its own, as the official file has it.
const AFTER: &str = r#"[
    {"code":"01138","nom":"Culoz-Béon","type":"commune-actuelle","siren":"200083996"},
    {"code":"01138","nom":"Culoz","type":"commune-deleguee","chefLieu":"01138"},
    {"code":"01039","nom":"Béon","type":"commune-deleguee","chefLieu":"01138"}]"#;

/// The commune nouvelle of which Béon is out again.
const AGAIN: &str = r#"[
    {"code":"01138","nom":"Culoz-Béon","type":"commune-actuelle","siren":"200083996"},
    {"code":"01039","nom":"Béon","type":"commune-actuelle","siren":"210100392"}]"#;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// An annuaire of a school in Culoz and one in Béon, which carries a code.
fn annuaire(code: &str) -> String {
    format!(
        "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_commune;Nom_commune\n\
         0010001W;École de Culoz;Ecole;Public;01138;Culoz\n\
         0010002X;École de Béon;Ecole;Public;{code};Béon\n"
    )
}

fn base() -> Base {
    let mut base = Base {
        departements: vec!["01".parse().unwrap()],
        ..Base::default()
    };
    base.import(Communes, BEFORE);
    base.import(Annuaire, annuaire("01039"));
    base
}

/// Who holds the competence over the school of Culoz and that of Béon on a day, by name.
fn holders(base: &Base, on: &str) -> [String; 2] {
    ["0010001W", "0010002X"].map(|uai| {
        let school = base.registry.schools().get(&uai.parse().unwrap()).unwrap();
        let siren = base.registry.competent(school, day(on));
        let found = siren.and_then(|siren| base.registry.collectivites().get(&siren));
        found.map_or("personne".to_owned(), |found| found.name.clone())
    })
}

fn territoire(base: &Base) -> Option<String> {
    let school = base.registry.schools().get(&"0010002X".parse().unwrap()).unwrap();
    school.territoire.map(|code| code.to_string())
}

fn refused(base: &Base, kind: ImportKind, text: &str) -> String {
    base.read(kind, text).unwrap_err().to_string()
}

#[test]
fn the_official_file_of_a_commune_nouvelle_counts_from_its_day() {
    let mut base = base();
    let error = refused(&base, Communes, AFTER);
    for said in [
        "01138\u{a0}: Culoz-Béon (SIREN 200083996) à la place de Culoz (SIREN 210101382)",
        "01039\u{a0}: Béon, désormais 01138",
        "--effet AAAA-MM-JJ",
    ] {
        assert!(error.contains(said), "{error}");
    }
    let plan: Plan = base.import_from(Communes, "2019-01-01", AFTER);
    assert_eq!(
        (plan.created.len(), plan.updated.len(), plan.rejected.len()),
        (2, 2, 0)
    );
    let rows = [
        ("2018-12-31", ["Culoz", "Béon"]),
        ("2019-01-01", ["Culoz-Béon", "Culoz-Béon"]),
        ("2026-11-23", ["Culoz-Béon", "Culoz-Béon"]),
    ];
    for (on, names) in rows {
        assert_eq!(holders(&base, on), names, "{on}");
    }
    for siren in ["210101382", "210100392"] {
        let former = base
            .registry
            .collectivites()
            .get(&siren.parse().unwrap())
            .unwrap();
        assert_eq!(former.open.to, Some(day("2018-12-31")), "{siren}");
        let successors: Vec<String> = former.successors.iter().map(ToString::to_string).collect();
        assert_eq!(successors, ["200083996"], "{siren}");
    }
    base.again(Communes, AFTER);
    let plan = base.import_from(Communes, "2019-01-01", AFTER);
    assert!(plan.is_empty(), "the same day again changes nothing");
}

#[test]
fn a_commune_that_is_one_again_is_so_from_its_day() {
    let mut base = base();
    base.import_from(Communes, "2019-01-01", AFTER);
    assert!(refused(&base, Communes, AGAIN).contains("01039\u{a0}: Béon, de nouveau une commune"));
    base.import_from(Communes, "2024-01-01", AGAIN);
    let rows = [
        ("2018-12-31", ["Culoz", "Béon"]),
        ("2023-12-31", ["Culoz-Béon", "Culoz-Béon"]),
        ("2024-01-01", ["Culoz-Béon", "Béon"]),
        ("2024-01-02", ["Culoz-Béon", "Béon"]),
    ];
    for (on, names) in rows {
        assert_eq!(holders(&base, on), names, "{on}");
    }
    base.again(Communes, AGAIN);
}

#[test]
fn a_movement_to_come_is_recorded_and_counts_on_its_day() {
    let mut base = base();
    let plan = base.import_from(Communes, "2027-01-01", AFTER);
    assert!(plan.rejected.is_empty());
    assert_eq!(holders(&base, "2026-12-31"), ["Culoz", "Béon"]);
    assert_eq!(holders(&base, "2027-01-01"), ["Culoz-Béon", "Culoz-Béon"]);
    // The name of a commune that stays is not changed before its day.
    let renamed = BEFORE.replace("\"Culoz\"", "\"Culoz-en-Bugey\"");
    let mut base = self::base();
    let plan = base.import_from(Communes, "2027-01-01", &renamed);
    assert!(plan.is_empty() && plan.warnings.len() == 1, "{:?}", plan.warnings);
    base.import(Communes, &renamed);
    assert_eq!(holders(&base, "2026-11-23"), ["Culoz-en-Bugey", "Béon"]);
}

#[test]
fn a_rejected_commune_leaves_its_deleguees_where_they_were() {
    let mut base = base();
    let wrong = AFTER.replace("200083996", "200083997");
    let plan = base.import_from(Communes, "2019-01-01", &wrong);
    let motives = motives(&plan);
    assert_eq!(motives.len(), 2, "{motives:?}");
    assert!(
        motives[1].contains("la ligne de la commune 01138 ne se lit pas"),
        "{motives:?}"
    );
    // The rest of the file is nothing: Béon stays under its own conventions, never under those of Culoz.
    assert_eq!(holders(&base, "2026-11-23"), ["Culoz", "Béon"]);
}

#[test]
fn the_annuaire_keeps_the_territoire_of_a_school_whose_commune_went_into_another() {
    let mut base = base();
    base.import_from(Communes, "2019-01-01", AFTER);
    assert_eq!(territoire(&base), None);
    base.import(Annuaire, annuaire("01138"));
    assert_eq!(territoire(&base).as_deref(), Some("01039"));
    assert_eq!(holders(&base, "2018-12-31"), ["Culoz", "Béon"]);
    base.again(Annuaire, annuaire("01138"));
    // Another code is another place.
    base.import(Annuaire, annuaire("01004"));
    assert_eq!(territoire(&base), None);
}

#[test]
fn a_school_that_moves_to_another_commune_has_no_territoire() {
    let mut base = base();
    base.import(Annuaire, annuaire("01138"));
    assert_eq!(territoire(&base), None);
}

/// Movements as INSEE publishes them.
fn table(rows: &str) -> String {
    format!(
        "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,\
         LIBELLE_AP\n{rows}"
    )
}

const NOUVELLE: &str = "\
    32,2019-01-01,COM,01039,0,BEON,Béon,Béon,COM,01138,0,CULOZ BEON,Culoz-Béon,Culoz-Béon\n\
    32,2019-01-01,COM,01039,0,BEON,Béon,Béon,COMD,01039,0,BEON,Béon,Béon\n\
    32,2019-01-01,COM,01138,0,CULOZ,Culoz,Culoz,COM,01138,0,CULOZ BEON,Culoz-Béon,Culoz-Béon\n";

#[test]
fn a_movement_of_an_unknown_type_is_rejected_where_the_base_has_the_commune() {
    let row = |kind: &str, before: &str, [from, to]: [&str; 2]| {
        table(&format!(
            "{kind},2023-01-01,{before},{from},0,B,B,Béon,COM,{to},0,C,C,Culoz\n"
        ))
    };
    let harmless = "mouvement qui ne change pas ce que désigne un code";
    let absent = "commune que la base n’a pas";
    let table = [
        ("99", "COM", ["01039", "01138"], Err("«\u{a0}99\u{a0}»")),
        ("32", "COMX", ["01039", "01138"], Err("«\u{a0}COMX\u{a0}»")),
        ("99", "COM", ["01039", "88002"], Err("«\u{a0}99\u{a0}»")),
        ("99", "COM", ["88001", "88002"], Ok(absent)),
        ("10", "COM", ["01039", "01039"], Ok(harmless)),
        ("72", "COM", ["01039", "01039"], Ok(harmless)),
    ];
    for (kind, before, codes, expected) in table {
        let plan = base().import(Mouvements, row(kind, before, codes));
        let motives = motives(&plan);
        match expected {
            Ok(reason) => {
                assert_eq!(plan.out_of_scope[reason], 1, "{kind}");
                assert!(motives.is_empty(), "{motives:?}");
            }
            Err(cell) => {
                assert_eq!(motives.len(), 1, "{kind}");
                assert!(motives[0].contains(cell), "{motives:?}");
                assert!(motives[0].contains("communes --effet 2023-01-01"), "{motives:?}");
                assert!(plan.created.is_empty() && plan.updated.is_empty());
            }
        }
    }
}

#[test]
fn a_simple_merge_is_in_the_movements() {
    let mut base = base();
    let rows = "31,2023-01-01,COM,01039,0,BEON,Béon,Béon,COM,01138,0,CULOZ,Culoz,Culoz\n\
                31,2023-01-01,COM,88001,0,X,X,X,COM,88002,0,Y,Y,Y\n\
                31,1974-03-01,COM,01777,0,LANDAIZE,Landaize,Landaize,COM,01039,0,BEON,Béon,Béon\n";
    let plan = base.import(Mouvements, table(rows));
    assert_eq!(
        (plan.created.len(), plan.updated.len(), plan.rejected.len()),
        (2, 1, 0)
    );
    assert_eq!(plan.out_of_scope["commune que la base n’a pas"], 1);
    for (on, of_beon) in [
        ("2022-12-31", "Béon"),
        ("2023-01-01", "Culoz"),
        ("2026-11-23", "Culoz"),
    ] {
        assert_eq!(holders(&base, on), ["Culoz", of_beon], "{on}");
    }
    let through = |on: &str| {
        base.registry
            .stands_for("01777".parse().unwrap(), day(on))
            .to_string()
    };
    assert_eq!(
        ["1974-02-28", "1974-03-01", "2023-01-01"].map(through),
        ["01777", "01039", "01138"],
        "a code is followed from one commune to the next"
    );
    base.again(Mouvements, table(rows));
}

#[test]
fn a_commune_nouvelle_needs_its_siren_first() {
    let mut base = base();
    let plan = base.import(Mouvements, table(NOUVELLE));
    let motives = motives(&plan);
    assert!(
        motives[0].contains("importez d’abord communes --effet 2019-01-01"),
        "{motives:?}"
    );
    assert_eq!(
        holders(&base, "2026-11-23"),
        ["Culoz", "Béon"],
        "never under the conventions of Culoz"
    );
    base.import_from(Communes, "2019-01-01", AFTER);
    base.again(Mouvements, table(NOUVELLE));
}

#[test]
fn movements_say_which_day_a_commune_is_one_again() {
    let mut base = base();
    base.import_from(Communes, "2019-01-01", AFTER);
    let again = "21,2024-01-01,COM,01138,0,CULOZ BEON,Culoz-Béon,Culoz-Béon,COM,01039,0,BEON,Béon,Béon\n\
                 21,2024-01-01,COM,01138,0,CULOZ BEON,Culoz-Béon,Culoz-Béon,COM,01138,0,CULOZ,Culoz,Culoz\n";
    base.import(Mouvements, table(&format!("{NOUVELLE}{again}")));
    base.import_from(Communes, "2024-01-01", AGAIN);
    assert_eq!(holders(&base, "2023-12-31"), ["Culoz-Béon", "Culoz-Béon"]);
    assert_eq!(holders(&base, "2024-01-01"), ["Culoz-Béon", "Béon"]);
    base.again(Mouvements, table(&format!("{NOUVELLE}{again}")));
}

const EXTRACT: &str = "\
    Code Insee Commune\tNom Commune\tDépartement Commune\tSiren Groupement\tNom Groupement\tNature Juridique Groupement\n\
    01039\tBéon\t01\t200040350\tCC Bugey Sud\tCommunauté de communes\n\
    88001\tX\t88\t200040350\tCC Bugey Sud\tCC\n";

#[test]
fn banatic_proposes_and_competences_csv_confirms_in_bulk() {
    let mut base = base();
    let plan = base.import(Banatic, EXTRACT);
    assert_eq!((plan.created.len(), plan.rejected.len()), (2, 0));
    assert_eq!(plan.out_of_scope["commune que la base n’a pas"], 1);
    assert_eq!(
        holders(&base, "2026-11-23"),
        ["Culoz", "Béon"],
        "a proposal leaves the holder"
    );
    base.again(Banatic, EXTRACT);
    let header = "perimetre;collectivite;debut;fin;nature\n";
    base.again(Competences, format!("{header}01039;200040350;;;a_confirmer\n"));
    base.import(
        Competences,
        format!("{header}01039;200040350;2020-01-01;;service\n01039;200040350;;;a_confirmer\n"),
    );
    assert_eq!(holders(&base, "2019-12-31"), ["Culoz", "Béon"]);
    assert_eq!(holders(&base, "2020-01-01"), ["Culoz", "CC Bugey Sud"]);
    let group = base
        .registry
        .collectivites()
        .get(&"200040350".parse().unwrap())
        .unwrap();
    assert_eq!(group.kind.label(), "communauté de communes");
}

#[test]
fn a_proposal_beside_a_competence_since_ever_keeps_both() {
    let mut base = base();
    base.import(
        Competences,
        "perimetre;collectivite;debut;fin\n01039;210101382;;\n",
    );
    base.import(Banatic, EXTRACT);
    assert_eq!(base.registry.competences().len(), 2);
    assert_eq!(holders(&base, "2026-11-23"), ["Culoz", "Culoz"]);
    base.again(Banatic, EXTRACT);
}

#[test]
fn the_table_of_groups_proposes_over_members_and_asks_school_by_school() {
    let mut base = base();
    let group = r#"[{"code":"200000008","nom":"CC Bugey Sud","type":"CC","membres":[
        {"code":"01138","siren":"210101382"},{"code":"01039","siren":"210100392"}]}]"#;
    base.import(ImportKind::Epci, group);
    let table = |said: &str| {
        format!(
            "Siren Groupement;Nom Groupement;Nature Juridique Groupement;C5010 - Écoles\n\
             200000008;CC Bugey Sud;CC;{said}\n200000016;Syndicat X;Association syndicale;NON\n"
        )
    };
    let proposed = |base: &Base| {
        let all = base.registry.competences().iter();
        let of = all
            .filter(|found| found.to_confirm)
            .map(|found| found.perimeter.to_string());
        of.collect::<Vec<String>>().join(" ")
    };
    base.import(Banatic, table("NON"));
    assert_eq!(proposed(&base), "");
    base.import(Banatic, table("avec intérêt communautaire"));
    assert_eq!(proposed(&base), "0010001W 0010002X", "school by school");
    base.import(Banatic, table("OUI"));
    assert_eq!(proposed(&base), "01039 01138 0010001W 0010002X");
    base.again(Banatic, table("OUI"));
    let said = motives(&base.planned(Banatic, table("peut-être"))).join(" ");
    assert!(said.contains("ni OUI, ni NON"), "{said}");
}

#[test]
fn a_group_of_a_kind_that_is_not_known_keeps_its_name() {
    let mut base = base();
    let row = "Code Insee Commune\tSiren Groupement\tNom Groupement\tNature Juridique Groupement\n\
               01138\t200000016\tEntente X\tEntente scolaire\n01039\t200000008\tPETR Y\tPETR\n";
    base.import(Banatic, row);
    let kind = |siren: &str| {
        let found = base
            .registry
            .collectivites()
            .get(&siren.parse().unwrap())
            .unwrap();
        found.kind_label().to_owned()
    };
    assert_eq!(kind("200000016"), "Entente scolaire");
    assert_eq!(kind("200000008"), "PETR");
}

/// The base, where Béon holds the competence over its code and over the school of Culoz by records, and both are in a group.
fn with_records() -> Base {
    let mut base = base();
    base.import(
        Epci,
        r#"[{"code":"240100610","nom":"CC Bugey Sud","type":"CC","membres":[
            {"code":"01039","siren":"210100392"},{"code":"01138","siren":"210101382"}]}]"#,
    );
    base.import(
        Competences,
        "perimetre;collectivite;debut;fin;nature\n01039;210100392;2010-09-01;;\n0010001W;210100392;2012-09-01;;\n",
    );
    base
}

/// The records over a perimeter: whose, from and to.
fn over(base: &Base, perimeter: &str) -> Vec<String> {
    let text = |on: Option<chrono::NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
    let all = base.registry.competences_over(perimeter.parse().unwrap());
    all.map(|held| {
        format!(
            "{} {}/{}",
            held.collectivite,
            text(held.period.from),
            text(held.period.to)
        )
    })
    .collect()
}

fn is_member(base: &Base, siren: &str) -> bool {
    let group = base
        .registry
        .collectivites()
        .get(&"240100610".parse().unwrap())
        .unwrap();
    group.members.contains(&siren.parse().unwrap())
}

#[test]
fn the_competences_and_the_places_in_groups_of_a_commune_pass_with_it() {
    let mut base = with_records();
    let plan = base.import_from(Communes, "2019-01-01", AFTER);
    assert!(plan.rejected.is_empty(), "{:?}", motives(&plan));
    assert!(is_member(&base, "200083996"));
    let before = "210100392 2010-09-01/2018-12-31";
    assert_eq!(over(&base, "01039"), [before, "200083996 2019-01-01/"]);
    let of_school = ["210100392 2012-09-01/2018-12-31", "200083996 2019-01-01/"];
    assert_eq!(over(&base, "0010001W"), of_school);
    assert_eq!(holders(&base, "2018-12-31"), ["Béon", "Béon"]);
    assert_eq!(holders(&base, "2019-01-01"), ["Culoz-Béon", "Culoz-Béon"]);
    // What the file says again changes nothing.
    let again = base.planned(Communes, AFTER);
    assert!(again.is_empty());
    // Béon is a commune again: it has back what is over its own code.
    base.import_from(Communes, "2024-01-01", AGAIN);
    let back = [before, "200083996 2019-01-01/2023-12-31", "210100392 2024-01-01/"];
    assert_eq!(over(&base, "01039"), back);
    assert_eq!(over(&base, "0010001W"), of_school);
    assert_eq!(holders(&base, "2024-01-01"), ["Culoz-Béon", "Béon"]);
}

#[test]
fn what_a_commune_has_passes_by_the_movements_too_over_several_steps() {
    let mut base = with_records();
    let third = r#"[{"code":"01004","nom":"Ambérieu","type":"commune-actuelle","siren":"210100046"}]"#;
    base.import(Communes, third);
    let rows = "31,2020-01-01,COM,01138,0,CULOZ,Culoz,Culoz,COM,01004,0,AMBERIEU,Ambérieu,Ambérieu\n\
                31,2017-01-01,COM,01039,0,BEON,Béon,Béon,COM,01138,0,CULOZ,Culoz,Culoz\n";
    let plan = base.import(Mouvements, table(rows));
    assert!(plan.rejected.is_empty(), "{:?}", motives(&plan));
    let steps = [
        "210100392 2010-09-01/2016-12-31",
        "210101382 2017-01-01/2019-12-31",
        "210100046 2020-01-01/",
    ];
    assert_eq!(over(&base, "01039"), steps);
    assert!(is_member(&base, "210100046"));
    base.again(Mouvements, table(rows));
}

#[test]
fn the_competences_over_a_code_are_over_the_one_that_replaces_it() {
    let mut base = with_records();
    base.import(
        Competences,
        "perimetre;collectivite;debut;fin;nature\n01138;240100610;2015-09-01;;\n",
    );
    let recoded = BEFORE.replace("01138", "01777");
    base.import_from(Communes, "2018-01-01", &recoded);
    assert_eq!(over(&base, "01777"), ["240100610 2015-09-01/"]);
    // A school that the annuaire gives the new code has the same holder as before.
    let schools = annuaire("01039")
        .replace("01138", "01777")
        .replace("0010001W", "0010003Y");
    base.import(Annuaire, schools);
    let school = base.registry.schools().get(&"0010003Y".parse().unwrap()).unwrap();
    let holder = base.registry.competent(school, day("2026-11-23"));
    assert_eq!(holder, Some("240100610".parse().unwrap()));
    base.again(Communes, &recoded);
}

#[test]
fn a_movement_of_next_year_is_taken_today_and_counts_on_its_day() {
    let mut base = with_records();
    let rows = "31,2027-01-01,COM,01039,0,BEON,Béon,Béon,COM,01138,0,CULOZ,Culoz,Culoz\n";
    let plan = base.import(Mouvements, table(rows));
    assert!(plan.rejected.is_empty(), "{:?}", motives(&plan));
    assert_eq!(holders(&base, "2026-12-31"), ["Béon", "Béon"]);
    assert_eq!(holders(&base, "2027-01-01"), ["Culoz", "Culoz"]);
    base.again(Mouvements, table(rows));
}
