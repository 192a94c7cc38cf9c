//! Each field of the search bar, as a table: pane, text, what it finds.

use preau::domain::query::Pane::{Collectivites, Conventions, Providers, Schools};
use preau::domain::query::language::{FIELDS, MAX_LEN};
use preau::service::Desk;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

use super::bench::{desk, keys, page, problem, query};
use super::town::{ANNE, BOURG, CHAMPA, INVENTE, METRO, PRES, VERDERET, VIF, town};
use crate::support::world::{EDREDON, GRENOBLE, SCHOOL};

#[test]
#[allow(clippy::too_many_lines, reason = "one table, which is read whole")]
fn each_filter_finds_what_it_says() {
    let desk = desk(&town());
    let table: &[(preau::domain::query::Pane, &str, &[&str])] = &[
        (Schools, "commune:vif", &[BOURG, CHAMPA]),
        (Schools, "commune:VI", &[BOURG, CHAMPA]),
        (Schools, "commune=vif", &[BOURG, CHAMPA]),
        (Schools, "commune:vif,grenoble ecole:pres", &[PRES]),
        (Schools, "circo:\"Grenoble 1\"", &[SCHOOL, SCHOOL]),
        (Schools, "circo:grenoble", &[SCHOOL, SCHOOL, VERDERET]),
        (Schools, "collectivite:metropole", &[PRES]),
        (Schools, "collectivite:200040715", &[PRES]),
        (
            Schools,
            "collectivite=grenoble -solution:aucune",
            &[SCHOOL, SCHOOL, VERDERET],
        ),
        (Schools, "departement:38 uai:0381", &[ANNE]),
        (Schools, "uai:382801", &[BOURG]),
        (Schools, "secteur:prive", &[ANNE]),
        (Schools, "etat:a_fermer", &[CHAMPA]),
        (Schools, "état:\"à fermer\"", &[CHAMPA]),
        (Schools, "rpi:oui", &[BOURG, CHAMPA]),
        (Schools, "rpi:038012 -etat:ouverte", &[CHAMPA]),
        (Schools, "solution:olm", &[SCHOOL, VERDERET]),
        (Schools, "solution:primaire", &[PRES]),
        (Schools, "solution:aucune commune:grenoble", &[ANNE]),
        (Schools, "prestataire:invente", &[SCHOOL, PRES]),
        (Schools, "categorie:vie", &[SCHOOL]),
        (Schools, "etape:contrat_souscrit", &[PRES]),
        (Schools, "etape:contrat", &[PRES]),
        (Schools, "etape>=conseil_informe", &[SCHOOL, VERDERET]),
        (Schools, "etape<contrat_souscrit", &[SCHOOL]),
        (Schools, "etape:aucune commune:vif", &[BOURG, CHAMPA]),
        (Schools, "regle:B2", &[ANNE]),
        (Schools, "regle:B7 regle:B5", &[PRES]),
        (Schools, "regle:b7 commune:vif", &[BOURG, CHAMPA]),
        (Schools, "gravite:critique", &[]),
        (Schools, "bloque:oui", &[PRES]),
        (
            Schools,
            "bloque:non",
            &[SCHOOL, SCHOOL, VERDERET, ANNE, BOURG, CHAMPA],
        ),
        (Schools, "etat:hors_champ", &[ANNE]),
        (Schools, "etat:a_regulariser", &[]),
        (Schools, "etat:inscrite", &[VERDERET]),
        (Schools, "etat:prete", &[SCHOOL, SCHOOL]),
        (Schools, "etat:bloquee", &[PRES]),
        (Schools, "etat:sans_projet", &[BOURG, CHAMPA]),
        (Schools, "etat:\"sans projet\" etat:ouverte", &[BOURG]),
        (Schools, "etat:prete situation:prete", &[SCHOOL]),
        (Schools, "situation:bloquee", &[SCHOOL, PRES]),
        (Schools, "inscriptible:oui", &[SCHOOL]),
        (Schools, "inscrite:oui", &[VERDERET]),
        (Schools, "inscrite:o", &[VERDERET]),
        (Schools, "a_regulariser:oui", &[]),
        (Schools, "convention:partiellement_signee", &[PRES]),
        (Schools, "convention:echue", &[BOURG, CHAMPA]),
        (Schools, "conseil<15j", &[BOURG]),
        (Schools, "conseil<8j", &[]),
        (Schools, "echeance<90j", &[SCHOOL, VERDERET]),
        (Schools, "echeance<=31/01/2027", &[SCHOOL, VERDERET]),
        (Schools, "echeance<31/01/2027", &[]),
        (Schools, "relance:due", &[SCHOOL, PRES]),
        (Schools, "attend:dasen", &[PRES]),
        (Schools, "attend:prestataire", &[SCHOOL, PRES]),
        (Schools, "attend:collectivite", &[]),
        (Schools, "modifie>2026-09-01 uai:0381958X", &[ANNE]),
        (Schools, "modifie<7j", &[]),
        (Schools, "jaures etape:conseil_informe", &[SCHOOL]),
        (Schools, "ecole -maternelle -primaire -jaures", &[VERDERET]),
        (Schools, "-commune:grenoble -etat:a_fermer", &[BOURG]),
        (Collectivites, "collectivite:vif", &[VIF]),
        (Collectivites, "inscrite:oui", &[GRENOBLE]),
        (Collectivites, "bloque:oui commune:grenoble", &[METRO]),
        (Collectivites, "relance:due", &[]),
        (Collectivites, "attend:dasen", &[METRO]),
        (Collectivites, "-vif -metropole", &[GRENOBLE]),
        (Providers, "solution:embruns", &[INVENTE]),
        (Providers, "inscrite:oui", &[EDREDON]),
        (Conventions, "article:28", &["28-0001", "28-0002"]),
        (Conventions, "statut:envoyee", &["28-0002"]),
        (
            Conventions,
            "statut:echue,partiellement_signee",
            &["26-0002", "26-0003"],
        ),
        (Conventions, "echeance<31/12/2026", &["26-0003"]),
        (Conventions, "echeance<90j", &[]),
        (Conventions, "echeance:aucune article:26", &["26-0001", "26-0002"]),
        (Conventions, "relance:due", &["28-0002"]),
        (Conventions, "attend:dasen", &["26-0002"]),
        (Conventions, "attend:parapheur", &["26-0002"]),
        (Conventions, "attend:collectivite", &[]),
        (Conventions, "attend:prestataire", &["28-0002"]),
        (Conventions, "relance:faite", &["26-0002"]),
        (Conventions, "collectivite:vif", &["26-0003"]),
        (Conventions, "prestataire:edredon", &["28-0001"]),
        (Conventions, "solution:plumier article:28", &["28-0002"]),
        (Conventions, "metropole statut:part", &["26-0002"]),
    ];
    for (pane, text, expected) in table {
        let mut found = keys(&desk, *pane, text);
        found.sort();
        let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
        expected.sort();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table, which is read whole")]
fn what_is_unknown_is_told_with_its_place_and_the_nearest() {
    let desk = desk(&town());
    let table = [
        (
            "jaures comune:vif",
            "comune",
            "filtre inconnu\u{a0}: «\u{a0}comune\u{a0}»\u{a0}; vouliez-vous «\u{a0}commune\u{a0}»\u{a0}?",
        ),
        (
            "commune:Grenobel",
            "Grenobel",
            "aucune valeur «\u{a0}Grenobel\u{a0}» pour «\u{a0}commune\u{a0}»\u{a0}; vouliez-vous «\u{a0}Grenoble\u{a0}»\u{a0}?",
        ),
        (
            "commune=Vi",
            "Vi",
            "aucune valeur «\u{a0}Vi\u{a0}» pour «\u{a0}commune\u{a0}»\u{a0}; vouliez-vous «\u{a0}Vif\u{a0}»\u{a0}?",
        ),
        (
            "circo:\"Grenoble 2\"",
            "\"Grenoble 2\"",
            "aucune valeur «\u{a0}Grenoble 2\u{a0}» pour «\u{a0}circo\u{a0}»\u{a0}; vouliez-vous «\u{a0}Grenoble 1\u{a0}»\u{a0}?",
        ),
        (
            "collectivite:vif,Vfi",
            "Vfi",
            "aucune valeur «\u{a0}Vfi\u{a0}» pour «\u{a0}collectivite\u{a0}»\u{a0}; vouliez-vous «\u{a0}Vif\u{a0}»\u{a0}?",
        ),
        (
            "etape:insrite",
            "insrite",
            "aucune valeur «\u{a0}insrite\u{a0}» pour «\u{a0}etape\u{a0}»\u{a0}; vouliez-vous «\u{a0}inscrite\u{a0}»\u{a0}?",
        ),
        (
            "etape>=convention",
            "convention",
            "«\u{a0}convention\u{a0}» peut être convention_envoyee ou convention_signee",
        ),
        (
            "regle:Z99",
            "Z99",
            "aucune valeur «\u{a0}Z99\u{a0}» pour «\u{a0}regle\u{a0}», par exemple regle:B7",
        ),
        (
            "regle:W200",
            "W200",
            "aucune valeur «\u{a0}W200\u{a0}» pour «\u{a0}regle\u{a0}»\u{a0}; vouliez-vous «\u{a0}W20\u{a0}»\u{a0}?",
        ),
        (
            "regle:B",
            "B",
            "aucune valeur «\u{a0}B\u{a0}» pour «\u{a0}regle\u{a0}»\u{a0}; vouliez-vous «\u{a0}B1\u{a0}»\u{a0}?",
        ),
        (
            "etat:a_",
            "a_",
            "«\u{a0}a_\u{a0}» peut être a_regulariser ou a_fermer ou a_ouvrir",
        ),
        (
            "inscrite:peut",
            "peut",
            "aucune valeur «\u{a0}peut\u{a0}» pour «\u{a0}inscrite\u{a0}», par exemple inscrite:non",
        ),
        (
            "echeance<bientot",
            "bientot",
            "aucune valeur «\u{a0}bientot\u{a0}» pour «\u{a0}echeance\u{a0}», par exemple echeance<90j",
        ),
        (
            "--commune:vif",
            "--commune:vif",
            "un seul tiret dit «\u{a0}sauf\u{a0}»\u{a0}: -commune:vif",
        ),
        (
            "etape<>inscrite",
            "<",
            "«\u{a0}etape\u{a0}» se compare par : = < <= > >=, par exemple etape>=inscrite",
        ),
        (
            "commune<vif",
            "<",
            "«\u{a0}commune\u{a0}» se compare par : =, par exemple commune:grenoble",
        ),
        (
            "statut:echue",
            "statut",
            "«\u{a0}statut\u{a0}» ne filtre pas les écoles",
        ),
        (
            "jaures solution:",
            "solution:",
            "il manque une valeur à «\u{a0}solution\u{a0}», par exemple solution:one",
        ),
        (
            "-solution:\"\"",
            "solution:",
            "il manque une valeur à «\u{a0}solution\u{a0}», par exemple solution:one",
        ),
        ("jaures \"", "\"", "il manque un mot entre les guillemets"),
        (
            "departement:99",
            "99",
            "aucune valeur «\u{a0}99\u{a0}» pour «\u{a0}departement\u{a0}», par exemple departement:38",
        ),
    ];
    for (text, wrong, message) in table {
        assert_eq!(
            problem(&desk, Schools, text),
            (message.to_owned(), wrong.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let desk = desk(&town());
    let text = "é".repeat(MAX_LEN + 1);
    assert_eq!(problem(&desk, Schools, &text).1, "é");
    assert_eq!(page(&desk, Schools, &text[2..]).total, 0);
}

#[test]
fn the_example_of_each_field_is_read_over_its_panes() {
    // The examples name a product of the demo.
    let world = town()
        .edit_school(SCHOOL, |school| school.name = "Jean Jaurès".to_owned())
        .provider("999000300", "EDIFICE")
        .solution("one", "ONE", "999000300");
    let desk = desk(&world);
    for field in FIELDS {
        for pane in field.panes {
            page(&desk, *pane, field.example);
        }
    }
}

#[test]
fn completion_knows_fields_and_values() {
    let desk = desk(&town());
    let table: [(&str, &[&str]); 9] = [
        ("com", &["commune:"]),
        ("jaures -in", &["inscriptible:", "inscrite:", "inscrite_le:"]),
        ("commune:v", &["Vif"]),
        ("commune:vif,gr", &["Grenoble"]),
        ("circo:gren", &["\"Grenoble 1\"", "\"Grenoble 10\""]),
        ("etape:conv", &["convention_envoyee", "convention_signee"]),
        ("regle:C", &["C1", "C2", "C3", "C4"]),
        ("inscrite:", &["oui", "non"]),
        ("xyz:", &[]),
    ];
    for (text, expected) in table {
        let found = desk.complete(Schools, text, text.len()).unwrap();
        let texts: Vec<&str> = found.iter().map(|completion| completion.text.as_str()).collect();
        assert_eq!(texts, expected, "{text}");
        for completion in found {
            let (from, to) = completion.span;
            let completed = format!("{}{}{}", &text[..from], completion.text, &text[to..]);
            let asks = !completed.ends_with(':');
            assert_eq!(
                desk.query(&query(Schools, &completed)).is_ok(),
                asks,
                "{completed}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_makes_the_desk_panic(text in "\\PC{0,40}", cursor in any::<usize>()) {
        let desk = desk(&town());
        for pane in [Schools, Collectivites, Providers, Conventions] {
            drop(desk.query(&query(pane, &text)));
            prop_assert!(desk.complete(pane, &text, cursor).is_ok());
        }
    }

    #[test]
    fn no_filter_makes_the_desk_panic(
        field in 0..FIELDS.len(),
        operator in proptest::sample::select(vec![":", "=", "<", "<=", ">", ">="]),
        value in "\\PC{0,12}|[0-9]{1,9}[jms]?|\"[a-z ]{0,8}",
    ) {
        let desk = desk(&town());
        let text = format!("{}{operator}{value}", FIELDS[field].name);
        for pane in [Schools, Collectivites, Providers, Conventions] {
            drop(desk.query(&query(pane, &text)));
        }
    }
}
