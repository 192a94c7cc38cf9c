//! What spreadsheets and exports do to a file: accents read in a wrong encoding, cells left out, values lost.

use preau::domain::command::ImportKind::{Annuaire, Communes, Contrats, Conventions, Deploiements, Epci};
use preau::domain::id::Uai;
use preau::domain::school::School;

use crate::world::{Base, FILES, motives};

const HEADER: &str = "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;\
    Adresse_1;Code_postal;Code_commune;Nom_commune;Code_departement;Telephone;Mail;nom_circonscription;etat;code_nature";

const ROW: &str = "0380280Y;École André Malraux;Ecole;Public;1 rue de l’Église;38000;38185;Grenoble;038;0476000000;\
    ce.0380280Y@exemple.invalid;Grenoble 1;OUVERT;151";

fn csv(row: &str) -> String {
    format!("{HEADER}\n{row}\n")
}

fn school(base: &Base) -> &School {
    let uai = Uai::parse("0380280Y").unwrap();
    base.registry.schools().get(&uai).unwrap()
}

/// A base that knows the school of [`ROW`].
fn base() -> Base {
    let mut base = Base::default();
    base.import(Annuaire, csv(ROW));
    base
}

#[test]
fn accents_read_in_a_wrong_encoding_come_back_and_are_said() {
    for (wrong, right) in [
        ("Ã‰cole AndrÃ© Malraux", "École André Malraux"),
        ("Ãƒâ€°cole", "École"),
        ("√âcole Andr√©", "École André"),
        ("Sacr├®-C┼ôur", "Sacré-Cœur"),
        ("Sacré-C\u{9c}ur de l\u{92}Église", "Sacré-Cœur de l’Église"),
    ] {
        let mut base = base();
        let plan = base.import(Annuaire, csv(&ROW.replace("École André Malraux", wrong)));
        assert_eq!(school(&base).name, right);
        assert!(
            plan.repaired[0].reason.contains("accents rétablis"),
            "{:?}",
            plan.repaired
        );
    }
    let mut base = base();
    base.import(Annuaire, csv(&ROW.replace("École", "E\u{301}cole")));
    assert_eq!(school(&base).name, "École André Malraux", "composed");
}

#[test]
fn headers_too() {
    let mut base = Base::with(&FILES);
    let text = "rÃ©fÃ©rence;collectivite;solution;ecoles;debut;fin\nM-1;213801855;one;toutes;;\n";
    assert_eq!(base.import(Contrats, text).created.len(), 1);
}

#[test]
fn a_row_without_its_last_empty_cells_is_a_row() {
    let mut base = Base::with(&FILES);
    let plan = base.import(
        Deploiements,
        "uai;solution;etape;depuis;notice_familles_le;notice_version\n0380280Y;fictif-a;contrat_souscrit\n",
    );
    assert!(plan.rejected.is_empty(), "{:?}", motives(&plan));
    let plan = base.import(Deploiements, "uai;solution;etape;depuis\n0380280Y;one\n");
    assert!(
        motives(&plan)[0].contains("la cellule est vide"),
        "{:?}",
        motives(&plan)
    );
    let plan = base.import(
        Deploiements,
        "uai;solution;etape;depuis\n0380280Y,one,contrat_souscrit,\n0380280Y;one;contrat_souscrit\n",
    );
    assert!(
        motives(&plan)[0].contains("vérifiez le séparateur"),
        "{:?}",
        motives(&plan)
    );
}

#[test]
fn a_cell_that_cannot_be_read_takes_nothing_away() {
    let cells = [
        ("38185", "2,17E+13"),
        ("38185", "#N/A"),
        (";151", ";#REF!"),
        ("ce.0380280Y@exemple.invalid", "nan"),
        ("ce.0380280Y@exemple.invalid", "adresse"),
        ("0476000000", "4,76E+08"),
        ("Grenoble 1", "NULL"),
        ("1 rue de l’Église", "#NOM?"),
        (";Grenoble;", ";None;"),
        ("École André Malraux", "NaN"),
        ("École André Malraux", "\u{fffd}cole Andr\u{fffd} Malraux"),
        (";Public;", ";#VALEUR!;"),
        ("OUVERT", "#N/D"),
        ("38000", "########"),
    ];
    for (cell, damaged) in cells {
        let mut base = base();
        let known = school(&base).clone();
        let plan = base.import(Annuaire, csv(&ROW.replacen(cell, damaged, 1)));
        assert_eq!(*school(&base), known, "{damaged}");
        assert!(
            plan.warnings
                .iter()
                .any(|problem| problem.reason.contains("illisible, valeur gardée")),
            "{damaged}: {:?}",
            plan.warnings
        );
        base.again(Annuaire, csv(ROW));
    }
}

#[test]
fn an_empty_cell_takes_the_value_away() {
    let mut base = base();
    base.import(
        Annuaire,
        csv(&ROW.replace("0476000000", "").replace("Grenoble 1", "")),
    );
    let emptied = school(&base);
    assert_eq!(
        (emptied.telephone.as_str(), emptied.circonscription.as_str()),
        ("", "")
    );
}

#[test]
fn of_a_new_school_what_cannot_be_read_is_empty_and_what_is_required_is_refused() {
    let mut base = Base::default();
    let plan = base.import(
        Annuaire,
        csv(&ROW.replace("38185", "#N/A").replace("1 rue de l’Église", "NULL")),
    );
    assert_eq!((plan.created.len(), plan.warnings.len()), (1, 2));
    assert_eq!((school(&base).insee, school(&base).address.as_str()), (None, ""));
    let plan = Base::default().import(Annuaire, csv(&ROW.replace("École André Malraux", "#N/A")));
    assert!(
        motives(&plan)[0].contains("n’a plus sa valeur"),
        "{:?}",
        motives(&plan)
    );
}

#[test]
fn a_convention_keeps_its_days_where_a_formula_failed() {
    let mut base = Base::with(&FILES);
    let header = "numero;article;prestataire;collectivite;solutions;departements;ecoles;signee_dasen_le;echeance;\
        reconduction;reconduction_mois;preavis_jours";
    let row = "26-9001;26;;213801855;one;;toutes;2026-09-01;2027-08-31;tacite;12;60";
    base.import(Conventions, format!("{header}\n{row}\n"));
    let before = base.registry.conventions().iter().cloned().collect::<Vec<_>>();
    for (cell, damaged) in [
        ("2026-09-01", "#REF!"),
        ("2027-08-31", "#N/A"),
        (";12;", ";NaN;"),
        ("tacite", "NULL"),
        ("60", "#VALUE!"),
        (";one;", ";#N/A;"),
    ] {
        base.import(
            Conventions,
            format!("{header}\n{}\n", row.replacen(cell, damaged, 1)),
        );
        assert_eq!(
            base.registry.conventions().iter().cloned().collect::<Vec<_>>(),
            before,
            "{damaged}"
        );
    }
}

#[test]
fn codes_and_numbers_as_spreadsheets_write_them() {
    let mut base = base();
    let before = school(&base).clone();
    let row = ROW
        .replace("38185", "38185.0")
        .replace(";151", ";151.0")
        .replace("0476000000", "476000000.0")
        .replace(";038;", ";38.0;");
    base.import(Annuaire, csv(&row));
    assert_eq!(*school(&base), before);
    let mut base = Base::with(&FILES);
    let header = "numero;article;collectivite;solutions;departements;ecoles";
    base.import(
        Conventions,
        format!("{header}\n26-9001;26;213801855;one|edumoov;;toutes\n"),
    );
    base.again(
        Conventions,
        format!("{header}\n26\u{2011}9001;26;213801855;edumoov|one;;toutes\n"),
    );
}

#[test]
fn a_day_of_another_clock_or_of_the_year_9999() {
    let mut base = Base::with(&FILES);
    let text = |day: &str| {
        format!(
            "reference;collectivite;solution;ecoles;debut;fin\nM-1;213801855;one;toutes;2024-08-31T22:00:00.000Z;{day}\n"
        )
    };
    base.import(Contrats, text("31/12/9999"));
    let contract = base
        .registry
        .contracts()
        .iter()
        .find(|contract| contract.reference.as_str() == "M-1")
        .unwrap();
    assert_eq!(
        (contract.period.from, contract.period.to),
        ("2024-09-01".parse().ok(), None)
    );
    let plan = base.import(Contrats, text("31.08.2027"));
    assert!(
        motives(&plan)[0].contains("date écrite avec des points"),
        "{:?}",
        motives(&plan)
    );
    let plan = base.import(Contrats, text("01/01/3000"));
    assert!(
        motives(&plan)[0].contains("l’année n’est pas de 1800 à 2199"),
        "{:?}",
        motives(&plan)
    );
}

#[test]
fn a_page_of_a_list_marks_no_school_as_gone() {
    let mut base = base();
    let page = |total: &str| {
        format!(
            "{{\"total_count\": {total}, \"results\": [{{\"identifiant_de_l_etablissement\": \"0380281Z\", \
             \"nom_etablissement\": \"Bourg\", \"type_etablissement\": \"Ecole\", \"statut_public_prive\": \"Public\", \
             \"code_commune\": \"38185\", \"nom_commune\": \"Grenoble\"}}]}}"
        )
    };
    let plan = base.import(Annuaire, page("2"));
    assert!(plan.absent.is_empty());
    assert!(
        plan.remarks[0].contains("1 enregistrements sur 2"),
        "{:?}",
        plan.remarks
    );
    let plan = base.import(Annuaire, page("1"));
    assert!(
        !plan.remarks.iter().any(|remark| remark.contains("page")),
        "{:?}",
        plan.remarks
    );
}

#[test]
fn a_commune_on_a_line_for_each_postcode_is_one() {
    let mut base = Base::default();
    let text = "code;nom;siren;codePostal\n38185;Grenoble;213801855;38000\n38185;Grenoble;213801855;38100\n";
    let plan = base.import(Communes, text);
    assert_eq!(
        (
            plan.created.len(),
            plan.out_of_scope["ligne qui répète une commune"]
        ),
        (1, 1)
    );
    let plan = base.import(Communes, text.replacen("Grenoble", "Autre", 1));
    assert!(motives(&plan)[0].contains("déjà présent"), "{:?}", motives(&plan));
}

#[test]
fn numbers_stand_for_codes_in_json() {
    let mut base = Base::default();
    let text = "[{\"code\": 200040715, \"nom\": \"Grenoble-Alpes\", \"type\": \"METRO\", \
        \"membres\": [{\"code\": 38185, \"siren\": 213801855}]}]";
    assert_eq!(base.import(Epci, text).created.len(), 1);
}
