//! The export of schools.

use preau::domain::deployment::{Rank, Stage};
use preau::domain::id::{DepartementCode, Siren, SolutionCode, Uai};
use preau::domain::provider::Category;
use preau::domain::query::common_cause::CommonCause;
use preau::domain::query::page::{FindingLine, SchoolRow};
use preau::domain::register::ReviewState;
use preau::domain::rule::{RuleCode, Severity, Standing};
use preau::exchange::export::{ByteOrderMark, Format, SchoolsWriter};

/// A blocked school of the example of the documents, its name a formula.
pub fn blocked() -> SchoolRow {
    SchoolRow {
        uai: Uai::parse("0380123C").unwrap(),
        name: "=Élém. \"Jean Jaurès\"; A".to_owned(),
        spans: Vec::new(),
        commune: "Grenoble".to_owned(),
        departement: DepartementCode::parse("38").ok(),
        circonscription: "Grenoble 1".to_owned(),
        collectivite: Some((Siren::parse("213801855").unwrap(), "Grenoble".to_owned())),
        category: Some(Category::Ent),
        rank: Rank::FIRST,
        solution: Some((SolutionCode::parse("olm").unwrap(), "OLM".to_owned())),
        stage: Some(Stage::ContratSouscrit),
        standing: Standing::Blocked,
        state: Standing::Blocked,
        eligible: false,
        entry: None,
        review: None,
        art28: Some(true),
        art26: Some(false),
        findings: vec![
            finding(
                RuleCode::B7,
                Severity::Blocking,
                "Aucune convention 26 en vigueur avec Grenoble",
            ),
            finding(RuleCode::C2, Severity::Accounts, "Aucun contrat"),
        ],
        end: "2027-08-31".parse().ok(),
        council: None,
        revisit: None,
        email: String::new(),
        notice: None,
        exit: None,
        certificate: None,
    }
}

/// A registered school of which the rules say nothing.
pub fn registered() -> SchoolRow {
    SchoolRow {
        uai: Uai::parse("0380124D").unwrap(),
        name: "Bayard".to_owned(),
        collectivite: None,
        standing: Standing::Registered,
        state: Standing::Registered,
        entry: Some(12),
        review: Some(ReviewState::Due),
        art26: Some(true),
        findings: Vec::new(),
        end: None,
        council: None,
        revisit: None,
        email: String::new(),
        ..blocked()
    }
}

fn finding(rule: RuleCode, severity: Severity, message: &str) -> FindingLine {
    FindingLine {
        rule,
        severity,
        urgent: false,
        flagged: severity == Severity::Blocking,
        message: message.to_owned(),
        cause: CommonCause {
            record: None,
            name: String::new(),
            party: String::new(),
            lacks: rule.title().to_owned(),
        },
        source: rule.source().to_owned(),
        lapsed: false,
        lifted_by: rule.remedy_kind(),
    }
}

fn written(format: Format) -> String {
    let mut writer = SchoolsWriter::new(Vec::new(), format, false).unwrap();
    writer.row(&blocked()).unwrap();
    writer.row(&registered()).unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn csv_has_stable_columns_and_no_formula() {
    assert_eq!(
        written(Format::Csv(ByteOrderMark::None)),
        "uai;nom;commune;departement;circonscription;collectivite;collectivite_nom;categorie;solution;solution_nom;\
         etape;situation;inscription;convention_28;convention_26;echeance;regles;etat;controle\n\
         0380123C;\"'=Élém. \"\"Jean Jaurès\"\"; A\";Grenoble;38;Grenoble 1;213801855;Grenoble;ENT;olm;OLM;\
         contrat_souscrit;bloquée;;oui;non;2027-08-31;B7|C2;bloquee;\n\
         0380124D;Bayard;Grenoble;38;Grenoble 1;;;ENT;olm;OLM;contrat_souscrit;inscrite;12;oui;oui;;;inscrite;a_refaire\n"
    );
}

#[test]
fn json_has_the_same_columns() {
    let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
    assert_eq!(json[0]["nom"], "=Élém. \"Jean Jaurès\"; A");
    assert_eq!(json[0]["convention_26"], false);
    assert_eq!(json[0]["regles"], serde_json::json!(["B7", "C2"]));
    assert_eq!(json[1]["inscription"], 12);
    assert_eq!(json[1]["collectivite"], serde_json::Value::Null);
    assert_eq!(json[0].as_object().unwrap().len(), 19);
}

#[test]
fn nothing_to_export_is_an_empty_list() {
    let empty = SchoolsWriter::new(Vec::new(), Format::Json, false)
        .unwrap()
        .finish()
        .unwrap();
    assert_eq!(empty, b"[]\n");
}
