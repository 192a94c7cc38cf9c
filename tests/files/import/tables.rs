//! The program's own tables: what they keep, what they clear, and what they refuse.

use preau::domain::command::ImportKind::{self, *};
use preau::domain::command::{Command, Import, Order};
use preau::domain::contact::Contact;
use preau::domain::convention::{Annexe, AnnexeLine, Clause, ClauseState, Convention, Renewal};
use preau::domain::date::Period;
use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use preau::domain::provider::{Category, Stance};
use preau::domain::refusal::Refusal;
use preau::exchange::cell::Problem;
use preau::exchange::export::{Format, own_table};
use preau::exchange::models;

use crate::support::values::opinion;
use crate::world::{Base, FILES, bytes, motives};

const CONVENTIONS: &str = "numero;article;prestataire;collectivite;solutions;departements;ecoles;envoyee_le;effet;\
    echeance;reconduction;reconduction_mois;reconductions_max;clauses_absentes";

fn convention<'b>(base: &'b Base, number: &str) -> &'b Convention {
    let number = ConventionNumber::parse(number).unwrap();
    base.registry.conventions().get(&number).unwrap()
}

fn deployment<'b>(base: &'b Base, uai: &str) -> &'b Deployment {
    let id = DeploymentId::first(Uai::parse(uai).unwrap(), Category::Ent);
    base.registry.deployments().get(&id).unwrap()
}

fn save(base: &mut Base, record: impl Into<preau::domain::record::Record>) {
    base.order(Command::Save {
        record: record.into(),
    });
}

#[test]
fn a_convention_keeps_what_the_file_cannot_say() {
    let mut base = Base::with(&FILES);
    let mut held = convention(&base, "28-0016").clone();
    held.published = "2026-09-01".parse().ok();
    (held.end, held.duration_months) = (None, Some(36));
    held.clauses.set(Clause::A, Some(ClauseState::Present));
    held.clauses.set(Clause::B, Some(ClauseState::Absent));
    save(&mut base, held.clone());
    let row = "28-0016;28;999001001;;fictif-a;38;;2023-05-26;;;;;;g";
    base.import(Conventions, format!("{CONVENTIONS}\n{row}\n"));
    let after = convention(&base, "28-0016");
    assert_eq!(after.published, held.published);
    assert_eq!(after.duration_months, Some(36));
    assert_eq!(after.clauses.get(Clause::A), Some(ClauseState::Present));
    assert_eq!(
        after.clauses.absent().map(Clause::letter).collect::<String>(),
        "g",
        "those that the cell names no more are not verified"
    );
    assert_eq!(
        (after.effect, after.end, after.renewal),
        (None, None, Renewal::None),
        "empty cells clear"
    );
    assert_eq!(
        after.signed_dasen, held.signed_dasen,
        "the file has no such column"
    );
}

#[test]
fn an_annexe_keeps_the_days_of_the_schools_that_it_has() {
    let mut base = Base::with(&FILES);
    let uai = |text: &str| Uai::parse(text).unwrap();
    let line = |text: &str, from: &str, to: &str| {
        AnnexeLine::new(
            uai(text),
            Period {
                from: from.parse().ok(),
                to: to.parse().ok(),
            },
        )
    };
    let mut held = convention(&base, "26-0012").clone();
    let (kept, out) = (
        line("0380123C", "2026-09-01", ""),
        line("0380124D", "2024-09-01", "2026-08-31"),
    );
    held.annexe = Annexe::Listed(vec![
        kept.clone(),
        out.clone(),
        line("0380125E", "2026-09-01", ""),
    ]);
    save(&mut base, held);
    let row = "26-0012;26;;213801855;;;0380123C|0382801N|0382801N;;;;;;;";
    base.import(Conventions, format!("{CONVENTIONS}\n{row}\n"));
    let expected = Annexe::Listed(vec![kept, out, line("0382801N", "", "")]);
    assert_eq!(convention(&base, "26-0012").annexe, expected);
}

#[test]
fn a_clause_is_not_there_and_not_there() {
    let mut base = Base::with(&FILES);
    let head = "numero;article;prestataire;departements;clauses_absentes;clauses_presentes";
    let plan = base.import(Conventions, format!("{head}\n28-0016;28;999001001;38;c;a|b|c\n"));
    let motives = motives(&plan).join("");
    assert!(
        motives.contains("la clause c est aussi parmi les absentes"),
        "{motives}"
    );
}

#[test]
fn what_is_wrong_in_a_convention() {
    let cases = [
        (
            "26-9;27;;213801855;;;toutes;;;;;;;",
            "article «\u{a0}27\u{a0}»\u{a0}: valeur inconnue\u{a0}: écrivez 28 ou 26",
        ),
        (
            "26-9;26;;;;;toutes;;;;;;;",
            "collectivite\u{a0}: la cellule est vide",
        ),
        (
            "26-9;26;999000102;213801855;;;toutes;;;;;;;",
            "une convention 26 lie une collectivité",
        ),
        (
            "28-9;28;;213801855;;38;;;;;;;;",
            "une convention 28 lie un prestataire",
        ),
        (
            "28-9;28;999000102;;;;;;;;;;;",
            "departements\u{a0}: la cellule est vide",
        ),
        ("28-9;28;999000102;;;38|20;;;;;;;;", "«\u{a0}20\u{a0}»\u{a0}: "),
        (
            "26-9;26;;213801855;;;;;;;;;;",
            "ecoles\u{a0}: la cellule est vide",
        ),
        (
            "26-9;26;;213801855;;;0380123C|0380123D;;;;;;;",
            "«\u{a0}0380123D\u{a0}»\u{a0}: n’est pas un UAI",
        ),
        (
            "26-9;26;;213801855;;;0382999X;;;;;;;",
            "«\u{a0}0382999X\u{a0}»\u{a0}: ",
        ),
        (
            "26-9;26;;213801855;one|deux;;toutes;;;;;;;",
            "«\u{a0}deux\u{a0}»\u{a0}: solution deux inconnue",
        ),
        (
            "26-9;26;;213801855;;;toutes;31/02/2026;;;;;;",
            "ce n’est pas une date",
        ),
        (
            "26-9;26;;213801855;;;toutes;;2026-09-01;2026-08-31;;;;",
            "ce jour précède «\u{a0}effet\u{a0}», le 01/09/2026",
        ),
        (
            "26-9;26;;213801855;;;toutes;;;;aucune;12;;",
            "ne vaut que pour «\u{a0}tacite\u{a0}»",
        ),
        (
            "26-9;26;;213801855;;;toutes;;;;tacite;0;;",
            "nombre entier entre 1 et 600",
        ),
        (
            "28-9;28;999000102;;;38;;;;;;;;i",
            "«\u{a0}i\u{a0}»\u{a0}: valeur inconnue",
        ),
        (
            "26-0012;28;999000102;;;38;;;;;;;;",
            "la base a sous ce numéro une convention 26",
        ),
    ];
    let mut base = Base::with(&FILES);
    for (row, motive) in cases {
        let plan = base.import(Conventions, format!("{CONVENTIONS}\n{row}\n"));
        assert!(
            motives(&plan).join("").contains(motive),
            "{row}: {:?}",
            motives(&plan)
        );
    }
    let row = "26-9;26;;213801855;;;toutes;;;;;;;";
    let plan = base.import(Conventions, format!("{CONVENTIONS}\n{row}\n{row}\n"));
    assert!(
        motives(&plan)[0].contains("déjà présent, ligne 2"),
        "{:?}",
        motives(&plan)
    );
}

#[test]
fn a_tacit_renewal_without_a_period_is_of_a_year() {
    let mut base = Base::with(&FILES);
    let row = "26-9;26;;213801855;;;toutes;;;;tacite;;;";
    base.import(Conventions, format!("{CONVENTIONS}\n{row}\n"));
    let expected = Renewal::Tacite {
        months: 12,
        ceiling: None,
    };
    assert_eq!(convention(&base, "26-9").renewal, expected);
}

#[test]
fn a_deployment_keeps_the_days_of_its_earlier_stages() {
    let mut base = Base::with(&FILES);
    let csv = |rows: &str| format!("uai;solution;etape;depuis;notice_familles_le;notice_version\n{rows}\n");
    base.import(
        Deploiements,
        csv("0382081F;one;solution_choisie;2026-09-01;2026-09-02;1"),
    );
    base.import(
        Deploiements,
        csv("0382081F;one;Contrat souscrit;2026-10-01;2026-09-02;1"),
    );
    let read = deployment(&base, "0382081F");
    assert_eq!(read.stage, Stage::ContratSouscrit);
    assert_eq!(read.reached.len(), 2);
    let plan = base.import(Deploiements, csv("0382081F;one;contrat_souscrit;;2026-09-02;1"));
    assert!(plan.is_empty(), "an empty day keeps the one of the base");
    base.import(Deploiements, csv("0382081F;one;contrat_souscrit;2026-10-02;;"));
    let read = deployment(&base, "0382081F");
    assert_eq!(read.reached[&Stage::ContratSouscrit].to_string(), "2026-10-02");
    assert_eq!(read.family_notice, None, "empty cells clear");
    base.import(Deploiements, csv("0382081F;pronote;besoin_recense;2026-11-01;;"));
    let read = deployment(&base, "0382081F");
    assert_eq!(
        (read.stage, read.reached.len()),
        (Stage::BesoinRecense, 1),
        "another solution starts anew"
    );
}

#[test]
fn what_is_wrong_in_the_other_tables() {
    let cases: [(ImportKind, &str, &str); 17] = [
        (
            Deploiements,
            "uai;solution;etape;depuis\n0380123C;one;presque;2026-09-01",
            "valeur inconnue\u{a0}: écrivez besoin_recense",
        ),
        (
            Deploiements,
            "uai;solution;etape;depuis\n0380123C;;en_usage;2026-09-01",
            "solution\u{a0}: la cellule est vide",
        ),
        (
            Deploiements,
            "uai;solution;etape;depuis\n0380123C;one;en_usage;\n0380123C;one;en_usage;",
            "déjà présent",
        ),
        (
            Deploiements,
            "uai;solution;etape;depuis;notice_familles_le;notice_version\n0380123C;one;en_usage;;;2",
            "sans le jour",
        ),
        (
            Competences,
            "perimetre;collectivite;debut;fin\n0380123C;213801855;2026-09-01;2026-08-31",
            "ce jour précède «\u{a0}debut\u{a0}»",
        ),
        (
            Competences,
            "perimetre;collectivite;debut;fin\nGrenoble;213801855;;",
            "ni un code INSEE ni un UAI",
        ),
        (
            Competences,
            "perimetre;collectivite;debut;fin\n0382999X;213801855;;",
            "0382999X",
        ),
        (
            Competences,
            "perimetre;collectivite;debut;fin\n38185;213801855;;\n38185;213801855;;",
            "déjà présent",
        ),
        (
            Contrats,
            "reference;collectivite;solution;ecoles;debut;fin\n;213801855;one;toutes;;",
            "reference\u{a0}: la cellule est vide",
        ),
        (
            Contrats,
            "reference;collectivite;solution;ecoles;debut;fin\nC1;213801855;one;;;",
            "ecoles\u{a0}: la cellule est vide",
        ),
        (
            Contrats,
            "reference;collectivite;solution;ecoles;debut;fin\nC1;213801855;one;toutes;2026-09-01;2026-08-31",
            "ce jour précède",
        ),
        (Conseils, "uai;date\n0380123C;", "date\u{a0}: la cellule est vide"),
        (
            Conseils,
            "uai;date;familles_informees\n0380123C;2026-11-02;bof",
            "écrivez oui ou non",
        ),
        (
            Solutions,
            "code;nom;categorie;prestataire_siren;prestataire_nom\nx;X;jeu;999000102;EDIFICE",
            "écrivez ENT ou vie scolaire",
        ),
        (
            Solutions,
            "code;nom;categorie;prestataire_siren;prestataire_nom\nx;X;ENT;999000607;",
            "prestataire_nom\u{a0}: la cellule est vide",
        ),
        (
            Solutions,
            "code;nom;categorie;prestataire_siren;prestataire_nom\nx;X;ENT;999000607;A\ny;Y;ENT;999000607;B",
            "se nomme «\u{a0}A\u{a0}» plus haut",
        ),
        (
            Solutions,
            "code;nom;categorie;prestataire_siren;prestataire_nom\nx;X;ENT;999000102;E\nx;Y;ENT;999000102;E",
            "déjà présent",
        ),
    ];
    for (kind, text, motive) in cases {
        let plan = Base::with(&FILES).import(kind, text);
        assert!(
            motives(&plan).join("").contains(motive),
            "{text}: {:?}",
            motives(&plan)
        );
    }
}

#[test]
fn a_prestataire_keeps_its_contacts_and_may_go_unnamed() {
    let mut base = Base::with(&FILES);
    let siren = Siren::parse("999000102").unwrap();
    let mut provider = base.registry.providers().get(&siren).unwrap().clone();
    provider.contacts.push(Contact {
        role: "DPO".to_owned(),
        name: String::new(),
        email: "dpo@exemple.invalid".to_owned(),
        telephone: String::new(),
    });
    save(&mut base, provider.clone());
    let row = "code;nom;categorie;prestataire_siren;prestataire_nom\none;ONE 2;ENT;999000102;\n";
    let plan = base.import(Solutions, row);
    assert_eq!((plan.updated.len(), plan.unchanged), (1, 1));
    assert_eq!(base.registry.providers().get(&siren), Some(&provider));
    let code = SolutionCode::parse("one").unwrap();
    assert_eq!(base.registry.solutions().get(&code).unwrap().name, "ONE 2");
}

#[test]
fn a_solution_keeps_its_opinions() {
    let mut base = Base::with(&FILES);
    let code = SolutionCode::parse("one").unwrap();
    let mut held = base.registry.solutions().get(&code).unwrap().clone();
    held.opinions
        .push(opinion("DPD", "2026-03-12", Stance::Unfavourable));
    save(&mut base, held.clone());
    base.again(Solutions, bytes("demo/solutions.csv"));
    let row = "code;nom;categorie;prestataire_siren;prestataire_nom\none;ONE 2;ENT;999000102;\n";
    base.import(Solutions, row);
    held.name = "ONE 2".to_owned();
    assert_eq!(base.registry.solutions().get(&code), Some(&held));
}

#[test]
fn a_solution_that_schools_use_is_filed_under_no_other_category() {
    let mut base = Base::with(&FILES);
    let row = "code;nom;categorie;prestataire_siren;prestataire_nom\none;ONE;vie scolaire;999000102;\n";
    let code = SolutionCode::parse("one").unwrap();
    let mut refiled = base.registry.solutions().get(&code).unwrap().clone();
    refiled.category = Category::VieScolaire;
    let order = Order::blind(Command::Import(Import {
        kind: Solutions,
        source: "solutions.csv".to_owned(),
        sha256: String::new(),
        records: vec![refiled.into()],
        covers: Vec::new(),
        dated: None,
        site: None,
    }));
    let Err(Refusal::Invalid { why, .. }) = base.decided(&order) else {
        panic!("the commit takes it")
    };
    let plan = base.import(Solutions, row);
    assert_eq!(
        motives(&plan),
        [format!("categorie «\u{a0}vie scolaire\u{a0}»\u{a0}: {why}")],
        "the plan says why, as the commit does"
    );
    assert!(plan.is_empty());
}

#[test]
fn a_solution_that_no_school_ever_used_may_be_filed_under_another_category() {
    let mut base = Base::with(&FILES[..5]);
    let row = "code;nom;categorie;prestataire_siren;prestataire_nom\none;ONE;vie scolaire;999000102;\n";
    let plan = base.import(Solutions, row);
    assert_eq!((plan.updated.len(), plan.rejected.len()), (1, 0));
    let code = SolutionCode::parse("one").unwrap();
    let category = base.registry.solutions().get(&code).unwrap().category;
    assert_eq!(category, Category::VieScolaire);
}

#[test]
fn what_is_wrong_in_a_fiche() {
    let cases = [
        (
            "[\n{\"solution\":\"one\",\"version\":\"9\",\"date\":\"2026-09-01\",\n\"finalite\":[]}]",
            "ligne 3, colonne 10\u{a0}: champ inconnu\u{a0}: «\u{a0}finalite\u{a0}»",
        ),
        (
            "[{\"solution\":\"one\",\"version\":\"9\",\"date\":\"2026-09-01\",\"finalites\":\"x\"}]",
            "ligne 1, colonne",
        ),
        ("[{\"solution\":\"one\",\"version\":\"9\"}]", "date"),
        (
            "[{\"solution\":\"one\",\"version\":\"9\",\"date\":\"hier\"}]",
            "date «\u{a0}hier\u{a0}»\u{a0}: ce n’est pas une date",
        ),
        (
            "[{\"solution\":\"deux\",\"version\":\"9\",\"date\":\"2026-09-01\"}]",
            "solution deux inconnue",
        ),
        (
            "[{\"solution\":\"one\",\"version\":\"\",\"date\":\"2026-09-01\"}]",
            "version\u{a0}: la cellule est vide",
        ),
        (
            "[{\"solution\":\"one\",\"version\":\"9\",\"date\":\"2026-09-01\"},\n{\"solution\":\"one\",\"version\":9,\"date\":\"2026-09-01\"}]",
            "déjà présente",
        ),
    ];
    let mut base = Base::with(&FILES);
    for (text, motive) in cases {
        let plan = base.import(Fiches, text);
        assert!(
            motives(&plan).join("").contains(motive),
            "{text}: {:?}",
            motives(&plan)
        );
    }
}

fn model(kind: ImportKind) -> Option<String> {
    let found = models().into_iter().find(|(code, _)| *code == kind.code());
    found.map(|(_, text)| text)
}

#[test]
fn models_import_cleanly_and_once() {
    let kinds = [
        Solutions,
        Fiches,
        Conventions,
        Contrats,
        Deploiements,
        Competences,
        Conseils,
    ];
    let mut base = Base::with(&FILES[..4]);
    for kind in kinds {
        let text = model(kind).unwrap();
        let plan = base.import(kind, &text);
        // The schools of the example are real ones, of other communes than its party.
        let said = |warning: &&Problem| {
            !warning
                .to_string()
                .contains("une autre collectivité a la compétence")
        };
        assert_eq!(
            (motives(&plan), plan.warnings.iter().filter(said).count()),
            (vec![], 0),
            "{}",
            kind.code()
        );
        assert!(!plan.created.is_empty(), "{}", kind.code());
        base.again(kind, &text);
    }
    assert!(
        [Annuaire, Communes, Epci]
            .into_iter()
            .all(|kind| model(kind).is_none())
    );
}

#[test]
fn rejected_rows_come_back_with_their_motive_and_can_be_mended() {
    let mut base = Base::with(&FILES);
    let header = "uai;date;familles_informees";
    let text =
        format!("{header}\n0380123C;2026-11-02;bof\n0380123C;2026-11-03;oui\n0380124D;31/02/2026;=1+1\n");
    let reading = base.read(Conseils, &text).unwrap();
    let rejects = String::from_utf8(reading.write_rejects(Vec::new()).unwrap()).unwrap();
    assert_eq!(
        rejects,
        "\u{feff}uai;date;familles_informees;motif\n\
         0380123C;2026-11-02;bof;familles_informees «\u{a0}bof\u{a0}»\u{a0}: écrivez oui ou non\n\
         0380124D;31/02/2026;'=1+1;\"date «\u{a0}31/02/2026\u{a0}»\u{a0}: ce n’est pas une date\u{a0}: écrivez AAAA-MM-JJ ou JJ/MM/AAAA\u{a0}; \
         familles_informees «\u{a0}=1+1\u{a0}»\u{a0}: écrivez oui ou non\"\n"
    );
    base.import(Conseils, &text);
    let mended = rejects
        .replace(";bof;", ";oui;")
        .replace("31/02/2026", "28/02/2026")
        .replace(";'=1+1;", ";non;");
    let plan = base.import(Conseils, mended);
    assert_eq!((plan.created.len(), motives(&plan)), (2, vec![]));
}

#[test]
fn a_fiche_on_which_entries_rest_is_rejected_with_another_content() {
    let base = Base::with(&FILES);
    let told = |text: String| base.read(Fiches, text.into_bytes()).unwrap();
    let text = String::from_utf8(bytes("demo/fiches.json")).unwrap();
    assert!(told(text.clone()).rejects.is_empty());
    let reading = told(text.replace("\"élèves\"", "\"élèves de l’école\""));
    assert!(
        !reading.import.records.is_empty(),
        "of some versions no notice was drawn"
    );
    let why = reading.rejects[0].problems[0].to_string();
    assert!(
        why.contains("notices aux familles reposent sur cette version"),
        "{why}"
    );
}

/// A fiche of a solution of the demo that nothing rests on.
fn families(family: &str) -> String {
    format!(
        r#"[{{"solution":"fictif-a","version":"99","date":"2026-10-01","finalites":["x"],"personnes":["y"],"destinataires":["z"],
        "donnees":[{{"categorie":"Cantine","conservation":"1 an","famille":"{family}"}},{{"categorie":"Notes"}}],
        "transferts":[{{"pays":"Canada","garantie":"adéquation","organisme":"Nuage inc.","lien":"https://exemple.invalid/cct"}}]}}]"#
    )
}

#[test]
fn a_fiche_says_the_family_of_its_data_and_who_receives_a_transfer() {
    let mut base = Base::with(&FILES);
    for family in ["sante", "Santé"] {
        let plan = base.import(Fiches, families(family));
        assert_eq!(motives(&plan), [""; 0], "{family}");
    }
    base.again(Fiches, families("sante"));
    let written = own_table(Vec::new(), Fiches, &base.registry, Format::Json, false).unwrap();
    let text = String::from_utf8(written.clone()).unwrap();
    for said in [
        r#""famille":"sante""#,
        r#""organisme":"Nuage inc.""#,
        r#""lien":"https://exemple.invalid/cct""#,
    ] {
        assert!(text.replace(": ", ":").contains(said), "{said}: {text}");
    }
    base.again(Fiches, written);
    let why = motives(&base.planned(Fiches, families("bof"))).join("\n");
    assert!(why.contains("sante"), "{why}");
}

#[test]
fn a_promised_deliberation_comes_with_its_day_and_is_cleared_by_an_empty_cell() {
    const HEAD: &str = "numero;article;collectivite;ecoles;deliberation";
    let row = "26-0100;26;213800030;toutes;";
    let promised = |base: &Base| convention(base, "26-0100").deliberation_promised;
    let mut base = Base::with(&FILES);
    for (column, cell, expected) in [
        (
            ";deliberation_promise_le",
            ";2027-01-15",
            "2027-01-15".parse().ok(),
        ),
        ("", "", "2027-01-15".parse().ok()),
        (";deliberation_promise_le", ";", None),
    ] {
        let file = format!("{HEAD}{column}\n{row}{cell}\n");
        let plan = base.import(Conventions, file.clone());
        assert_eq!(motives(&plan), [""; 0]);
        assert_eq!(promised(&base), expected, "{column}{cell}");
        base.again(Conventions, file);
    }
}

#[test]
fn a_refusal_comes_with_its_day_and_reason_and_the_dossiers_are_a_list() {
    const HEAD: &str = "numero;article;collectivite;ecoles;dossier_ds;refusee_le;classee_le;motif";
    let row = "26-0100;26;213800030;toutes;";
    let mut base = Base::with(&FILES);
    for (cells, dossiers, refused, dropped, reason) in [
        (
            "21800101|21800105;2026-10-09;;Non conventionnée",
            &["21800101", "21800105"][..],
            "2026-10-09".parse().ok(),
            None,
            Some("Non conventionnée"),
        ),
        (
            "21800105;;2026-09-14;",
            &["21800105"],
            None,
            "2026-09-14".parse().ok(),
            None,
        ),
        (";;;", &[], None, None, None),
    ] {
        let file = format!("{HEAD}\n{row}{cells}\n");
        let plan = base.import(Conventions, file.clone());
        assert_eq!(motives(&plan), [""; 0]);
        let held = convention(&base, "26-0100");
        assert_eq!(held.dossiers, dossiers, "{cells}");
        assert_eq!((held.refused, held.dropped), (refused, dropped), "{cells}");
        assert_eq!(held.reason.as_deref(), reason, "{cells}");
        base.again(Conventions, file);
    }
    let to_come = format!("{HEAD}\n{row};2999-01-01;;\n");
    let reading = base.read(Conventions, to_come).expect("read");
    assert_eq!(reading.rejects.len(), 1, "a refusal is a fact");
}

#[test]
fn a_school_of_another_collectivite_in_a_convention_26_is_said() {
    let base = Base::with(&FILES);
    let file = "numero;article;collectivite;ecoles\n26-0900;26;213800030;0381528E|0381548B\n26-0901;26;213800030;0381528E\n";
    let reading = base.read(Conventions, file).unwrap();
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("une autre collectivité a la compétence\u{a0}: 0381548B (CC de Bièvre Est)"),
        "{said:?}"
    );
    assert!(reading.rejects.is_empty());
}

#[test]
fn a_conseil_of_a_day_on_which_its_school_is_not_open_is_a_rejected_row() {
    use preau::domain::change::Change;
    use preau::domain::id::Uai;

    let mut base = Base::with(&FILES);
    let held = base
        .registry
        .schools()
        .get(&Uai::parse("0380123C").unwrap())
        .unwrap();
    let mut school = held.clone();
    school.opened = "2025-09-01".parse().ok();
    school.closed = "2026-11-10".parse().ok();
    let change = Change::update(held.clone(), school);
    base.registry
        .apply_changes(&[change], base.registry.revision() + 1);
    for (on, why) in [
        ("2025-08-31", "l’école n’ouvre que le 01/09/2025"),
        ("2025-09-01", ""),
        ("2026-11-09", ""),
        ("2026-11-10", "l’école est fermée depuis le 10/11/2026"),
        ("2026-11-11", "l’école est fermée depuis le 10/11/2026"),
    ] {
        let plan = base.planned(Conseils, format!("uai;date\n0380123C;{on}\n"));
        let said = motives(&plan).join("\n");
        assert_eq!(said.is_empty(), why.is_empty(), "{on}: {said}");
        assert!(said.contains(why), "{on}: {said}");
    }
}
