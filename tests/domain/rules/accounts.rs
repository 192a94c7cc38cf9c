//! C1 to C4, and W0: accounts, and what is to be regularised.

use preau::domain::contract::ContractSchools;
use preau::domain::convention::Convention;
use preau::domain::deployment::{FamilyNotice, Stage};
use preau::domain::provider::{Sheet, Transfer};
use preau::domain::register::Closure;
use preau::domain::rule::RuleCode::{self, B7, C1, C2, C3, C4, W0};
use preau::domain::rule::Severity;
use preau::domain::school::Sector;

use super::look::{assessed, codes, codes_today, message, message_on, says};
use crate::support::values::{day, uai, version};
use crate::support::world::{C26, C28, CONTRACT, SCHOOL, TODAY, World};

fn registered() -> World {
    World::registered("2026-10-01")
}

fn unsigned(convention: &mut Convention) {
    convention.signed_dasen = None;
}

#[test]
fn c1_registered_and_still_eligible() {
    assert_eq!(
        message(&World::eligible(), C1),
        "L’école n’est pas inscrite au registre."
    );
    assert!(!says(&registered(), C1, TODAY));
    let lost = registered().edit_convention(C26, unsigned);
    assert_eq!(
        message(&lost, C1),
        "L’école est inscrite (n°~1), mais n’est plus inscriptible~: B7."
    );
    let closed = registered().edit_entry(1, |entry| {
        entry.closed = Some(Closure {
            on: day("2026-11-20"),
            by: "jdupont".into(),
            reason: "erreur".into(),
        });
    });
    assert_eq!(message(&closed, C1), "L’école n’est pas inscrite au registre.");
}

#[test]
fn c2_a_contract_is_in_force() {
    let world = registered().edit_contract(CONTRACT, |contract| {
        contract.period = crate::support::values::period("2026-10-01", "2026-11-23");
    });
    let table = [
        (
            "2026-09-30",
            Some("Aucun contrat en cours pour OLM avec Grenoble~: le contrat CT-0001 débute le 01/10/2026."),
        ),
        ("2026-10-01", None),
        ("2026-11-23", None),
        (
            "2026-11-24",
            Some(
                "Aucun contrat en cours pour OLM avec Grenoble~: le contrat CT-0001 a pris fin le 23/11/2026.",
            ),
        ),
    ];
    for (on, expected) in table {
        assert_eq!(says(&world, C2, on), expected.is_some(), "{on}");
        if let Some(expected) = expected {
            assert_eq!(message_on(&world, C2, on), expected);
        }
    }
}

#[test]
fn c2_for_this_school_this_solution_and_its_holder() {
    let listed = |id: &str| {
        let id = uai(id);
        registered().edit_contract(CONTRACT, move |c| c.schools = ContractSchools::Listed(vec![id]))
    };
    assert!(!says(&listed(SCHOOL), C2, TODAY));
    assert_eq!(
        message(&listed("0380069U"), C2),
        "Aucun contrat en cours pour OLM avec Grenoble."
    );
    let other = registered().edit_contract(CONTRACT, |c| c.solution = "embruns".parse().expect("a code"));
    assert!(says(&other, C2, TODAY));
    let elsewhere =
        registered().edit_contract(CONTRACT, |c| c.collectivite = "200040715".parse().expect("it"));
    assert!(says(&elsewhere, C2, TODAY));
}

#[test]
fn c2_the_predecessor_s_contract_continues() {
    let world = registered().competence("38185", "200040715", "2026-10-01", "");
    assert!(!says(&world, C2, TODAY), "begun on 2026-09-01");
    let late = world.edit_contract(CONTRACT, |c| c.period.from = Some(day("2026-10-01")));
    assert!(says(&late, C2, TODAY), "begun with the transfer");
}

#[test]
fn c3_families_were_told_of_the_latest_fiche() {
    let notice = |date: &str, of: Option<&str>| {
        let notice = FamilyNotice {
            date: day(date),
            version: of.map(version),
        };
        registered()
            .sheet("olm", "2", "2026-10-10")
            .edit_sheet("olm", "2", |sheet| sheet.purposes.push("cantine".into()))
            .edit_deployment(SCHOOL, |deployment| deployment.family_notice = Some(notice))
    };
    let older = "La notice aux familles a été remise le 15/10/2026 sur la fiche 1, avant la fiche 2 de OLM (10/10/2026) \
                 qui en diffère par~: finalités.";
    assert_eq!(message(&notice("2026-10-15", Some("1")), C3), older);
    let table = [
        ("2026-10-15", Some("2"), false),
        ("2026-10-09", Some("2"), false),
        ("2026-10-09", None, true),
        ("2026-10-10", None, false),
        ("2026-10-09", Some("0"), true),
        ("2026-10-10", Some("0"), false),
    ];
    for (date, of, missing) in table {
        assert_eq!(says(&notice(date, of), C3, TODAY), missing, "{date} {of:?}");
    }
    let never = registered().edit_deployment(SCHOOL, |deployment| deployment.family_notice = None);
    assert_eq!(
        message(&never, C3),
        "Aucune remise de la notice aux familles n’est notée."
    );
}

#[test]
fn c3_an_older_fiche_of_the_same_content_does() {
    type Edit = fn(&mut Sheet);
    let later = |edit: Edit| {
        registered()
            .sheet("olm", "2", "2026-10-16")
            .edit_sheet("olm", "2", edit)
    };
    let table: [(Edit, Option<&str>); 8] = [
        (|_| {}, None),
        (|sheet| sheet.security.clear(), None),
        (|sheet| sheet.purposes.push("cantine".into()), Some("finalités")),
        (
            |sheet| sheet.legal_basis = "consentement".into(),
            Some("base légale"),
        ),
        (|sheet| sheet.data[0].category = "santé".into(), Some("données")),
        (
            |sheet| sheet.data[0].retention = "deux ans".into(),
            Some("conservation"),
        ),
        (|sheet| sheet.recipients.clear(), Some("destinataires")),
        (
            |sheet| {
                sheet.transfers.push(Transfer {
                    country: "Royaume-Uni".into(),
                    safeguard: "décision d’adéquation".into(),
                    ..Transfer::default()
                });
            },
            Some("transferts"),
        ),
    ];
    for (edit, part) in table {
        let world = later(edit);
        assert_eq!(says(&world, C3, TODAY), part.is_some(), "{part:?}");
        if let Some(part) = part {
            let said = message(&world, C3);
            assert!(said.ends_with(&format!("qui en diffère par~: {part}.")), "{said}");
        }
    }
}

#[test]
fn c3_a_notice_to_come_does_not_count_yet() {
    for (on, missing) in [("2026-10-14", true), ("2026-10-15", false), ("2026-10-16", false)] {
        assert_eq!(says(&registered(), C3, on), missing, "{on}");
    }
}

#[test]
fn c4_the_impact_assessment_is_done_where_it_is_due() {
    let aipd = |due: bool, done: Option<&str>| {
        let done = done.map(day);
        registered().edit_sheet("olm", "1", move |sheet| {
            sheet.aipd.due = due;
            sheet.aipd.done = done;
        })
    };
    let table = [
        (false, None, false),
        (true, None, true),
        (true, Some("2026-11-22"), false),
        (true, Some("2026-11-23"), false),
        (true, Some("2026-11-24"), true),
    ];
    for (due, done, missing) in table {
        assert_eq!(says(&aipd(due, done), C4, TODAY), missing, "{due} {done:?}");
    }
    assert_eq!(
        message(&aipd(true, None), C4),
        "L’analyse d’impact (AIPD) de OLM (fiche 1) est requise et n’est pas faite."
    );
}

#[test]
fn c_rules_keep_no_school_out_of_the_register() {
    let world = World::eligible()
        .without(&"contrat/CT-0001".parse().expect("a key"))
        .edit_sheet("olm", "1", |sheet| sheet.aipd.due = true)
        .edit_deployment(SCHOOL, |deployment| deployment.family_notice = None);
    let assessment = assessed(&world, TODAY);
    assert_eq!(codes(assessment.account_findings()), "C1 C2 C3 C4");
    assert!(assessment.may_be_registered());
}

#[test]
fn w0_accounts_open_without_an_active_entry() {
    for stage in Stage::ALL {
        let world = World::eligible().edit_deployment(SCHOOL, |deployment| deployment.stage = stage);
        assert_eq!(says(&world, W0, TODAY), stage.accounts_open(), "{stage:?}");
        let entered = registered().edit_deployment(SCHOOL, |deployment| deployment.stage = stage);
        assert_eq!(says(&entered, W0, TODAY), stage.is_left(), "{stage:?}");
    }
    let open = World::eligible().edit_deployment(SCHOOL, |d| d.stage = Stage::ComptesFamilles);
    assert_eq!(
        message(&open, W0),
        "Comptes ouverts (étape «~comptes familles~») sans inscription active au registre."
    );
}

#[test]
fn w0_takes_in_what_would_block() {
    let lost = registered().edit_convention(C26, unsigned);
    let assessment = assessed(&lost, TODAY);
    assert_eq!(codes(assessment.findings.iter()), "C1 W0 W21");
    assert_eq!(codes(assessment.failures()), "B7");
    assert!(!assessment.may_be_registered());
    assert!(assessment.to_regularise() && assessment.has(B7));
    assert_eq!(assessment.art26(), Some(false));
    let w0 = assessment
        .findings
        .iter()
        .find(|finding| finding.rule == W0)
        .expect("W0");
    assert_eq!(w0.severity(), Severity::Critical);
    assert_eq!(codes(w0.within().iter()), "B7");
    assert_eq!(
        message(&lost, W0),
        "Inscription n°~1 à régulariser~: B7 Aucune convention 26 en vigueur avec Grenoble~: envoyée le \
         20/08/2026, signée par la commune le 01/09/2026, signature du DASEN manquante."
    );
    let both = lost.edit_convention(C28, unsigned);
    assert_eq!(codes(assessed(&both, TODAY).failures()), "B5 B7");
}

#[test]
fn w0_comes_and_goes_with_the_days_of_the_convention() {
    let world = registered().edit_convention(C26, |c| c.end = Some(day("2026-11-23")));
    for (on, lapsed) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
        assert_eq!(says(&world, W0, on), lapsed, "{on}");
    }
}

#[test]
fn w0_an_entry_with_another_solution_does_not_make_the_school_inscrite() {
    let world = registered()
        .solution("balises", "BALISES SCHOOL", "999000102")
        .sheet("balises", "1", "2026-06-01")
        .edit_deployment(SCHOOL, |d| d.solution = "balises".parse().ok());
    assert_eq!(codes_today(&world), "B11 C1 C2");
    assert_eq!(assessed(&world, TODAY).registered, None);
}

#[test]
fn w0_of_a_private_school_only_what_its_entry_shows() {
    let private = |world: World| world.edit_school(SCHOOL, |school| school.sector = Sector::Private);
    let open = World::eligible().edit_deployment(SCHOOL, |d| d.stage = Stage::EnUsage);
    assert_eq!(codes_today(&private(open)), "B2");
    assert_eq!(codes_today(&private(registered())), "W0");
    assert_eq!(
        codes(assessed(&private(registered()), TODAY).failures()),
        RuleCode::B2.as_str()
    );
}
