//! W1, W2, W3, W8, W15, W17, W20 and W21.

use preau::domain::convention::{Convention, Renewal};
use preau::domain::deployment::Stage;
use preau::domain::rule::RuleCode::{self, W1, W2, W3, W8, W15, W17, W20, W21};

use super::look::{assessed, codes_on, message, message_on, messages_on, says};
use crate::support::values::{day, period, solution_code};
use crate::support::world::{C26, C28, CONTRACT, EDREDON, GRENOBLE, SCHOOL, TODAY, World, signed};

fn registered() -> World {
    World::registered("2026-10-01")
}

/// `-` where the rule is silent, `!` where it is urgent.
fn weight(world: &World, rule: RuleCode, on: &str) -> &'static str {
    let assessment = assessed(world, on);
    match assessment.findings.iter().find(|finding| finding.rule == rule) {
        None => "-",
        Some(finding) if finding.urgent => "!",
        Some(_) => "w",
    }
}

#[test]
fn w1_within_90_days_urgent_within_30_or_before_31_august() {
    let table = [
        // On 2026-11-23: 30 days are 2026-12-23, 90 days are 2027-02-21.
        ("2026-11-23", TODAY, "!"),
        ("2026-12-22", TODAY, "!"),
        ("2026-12-23", TODAY, "!"),
        ("2026-12-24", TODAY, "w"),
        ("2027-02-20", TODAY, "w"),
        ("2027-02-21", TODAY, "w"),
        ("2027-02-22", TODAY, "w"),
        ("2027-08-30", TODAY, "w"),
        ("2027-08-31", TODAY, "-"),
        ("2027-09-01", TODAY, "-"),
        // On 2027-08-20, 31 August is near: the 90 days alone count.
        ("2027-09-19", "2027-08-20", "!"),
        ("2027-09-20", "2027-08-20", "w"),
        ("2027-11-18", "2027-08-20", "w"),
        ("2027-11-19", "2027-08-20", "-"),
    ];
    for (end, on, expected) in table {
        let world = registered().edit_convention(C26, |c| c.end = Some(day(end)));
        assert_eq!(weight(&world, W1, on), expected, "ends {end}, on {on}");
    }
}

#[test]
fn w1_tells_which_and_when() {
    let world = registered()
        .edit_convention(C28, |c| c.end = Some(day("2027-01-31")))
        .edit_convention(C26, |c| c.terminated = Some(day("2026-11-25")))
        .edit_contract(CONTRACT, |c| c.period = period("2026-09-01", "2026-11-23"));
    assert_eq!(
        messages_on(&world, W1, TODAY),
        [
            "La convention 28-0001 avec EDREDON prend fin le 31/01/2027 (dans 69 jours).",
            "La convention 26-0001 avec Grenoble prend fin le 24/11/2026 (demain).",
            "Le contrat CT-0001 prend fin le 23/11/2026 (aujourd’hui).",
        ]
    );
    assert_eq!(
        assessed(&world, TODAY).end,
        Some(day("2026-11-23")),
        "the earliest"
    );
    assert_eq!(assessed(&registered(), TODAY).end, None);
}

#[test]
fn w1_counts_the_renewals_that_will_come() {
    let tacit = |ceiling: Option<u32>| {
        registered().edit_convention(C26, move |c| {
            c.end = Some(day("2026-12-15"));
            c.renewal = Renewal::Tacite { months: 1, ceiling };
        })
    };
    let table = [(None, "-"), (Some(0), "!"), (Some(1), "w"), (Some(24), "-")];
    for (ceiling, expected) in table {
        assert_eq!(weight(&tacit(ceiling), W1, TODAY), expected, "{ceiling:?}");
    }
}

#[test]
fn w1_relies_on_what_lasts_longest() {
    let two = |end: Option<&str>| {
        let end = end.map(day);
        registered()
            .edit_convention(C26, |c| c.end = Some(day("2026-12-01")))
            .convention26("26-0002", GRENOBLE, move |c| {
                signed(c);
                c.end = end;
            })
    };
    assert_eq!(weight(&two(None), W1, TODAY), "-");
    assert_eq!(weight(&two(Some("2027-01-31")), W1, TODAY), "w");
    assert_eq!(weight(&two(Some("2026-11-30")), W1, TODAY), "!");
}

#[test]
fn w1_says_nothing_of_what_is_not_relied_on() {
    let world = registered().convention26("26-0002", GRENOBLE, |c| {
        signed(c);
        c.end = Some(day("2026-12-01"));
        c.solutions = vec![solution_code("embruns")];
    });
    assert_eq!(weight(&world, W1, TODAY), "-");
}

/// A first term up to 31 March 2027, renewed by a year, with 90 days of notice: the last day for notice is 31 December.
fn tacit(edit: impl FnOnce(&mut Convention)) -> World {
    registered().edit_convention(C26, |c| {
        c.end = Some(day("2027-03-31"));
        c.notice_days = Some(90);
        c.renewal = Renewal::Tacite {
            months: 12,
            ceiling: Some(2),
        };
        edit(c);
    })
}

#[test]
fn w2_to_denounce_then_renews_then_renewed() {
    let table = [
        // 30 days before 31 December, the last 7, that day included.
        ("2026-11-30", "-", ""),
        (
            "2026-12-01",
            "w",
            "à dénoncer au plus tard le 31/12/2026, sinon elle sera reconduite le 01/04/2027",
        ),
        ("2026-12-23", "w", "à dénoncer au plus tard le 31/12/2026"),
        ("2026-12-24", "!", "à dénoncer au plus tard le 31/12/2026"),
        ("2026-12-31", "!", "à dénoncer au plus tard le 31/12/2026"),
        // From the day after until the end.
        (
            "2027-01-01",
            "w",
            "sera reconduite le 01/04/2027~: elle pouvait être dénoncée jusqu’au 31/12/2026",
        ),
        ("2027-03-31", "w", "sera reconduite le 01/04/2027"),
        // 30 days after the renewal.
        (
            "2027-04-01",
            "w",
            "a été reconduite le 01/04/2027 jusqu’au 31/03/2028.",
        ),
        ("2027-05-01", "w", "a été reconduite le 01/04/2027"),
        ("2027-05-02", "-", ""),
        // The second renewal is the last: nothing is to be denounced after it.
        ("2027-12-01", "-", ""),
        ("2027-12-02", "w", "à dénoncer au plus tard le 01/01/2028"),
        ("2028-01-02", "w", "sera reconduite le 01/04/2028"),
        (
            "2028-04-01",
            "w",
            "a été reconduite le 01/04/2028 jusqu’au 31/03/2029, pour la dernière fois.",
        ),
        ("2028-05-02", "-", ""),
        ("2028-12-20", "-", ""),
        ("2029-03-31", "-", ""),
    ];
    for (on, expected, words) in table {
        let world = tacit(|_| {});
        assert_eq!(weight(&world, W2, on), expected, "{on}");
        let said = messages_on(&world, W2, on).concat();
        assert!(said.contains(words), "{on}: {said}");
    }
    assert_eq!(
        message_on(&tacit(|_| {}), W2, "2026-12-01"),
        "La convention 26-0001 avec Grenoble est à dénoncer au plus tard le 31/12/2026, sinon elle sera reconduite le \
         01/04/2027."
    );
}

#[test]
fn w2_without_notice_days_the_end_itself() {
    let world = tacit(|c| c.notice_days = None);
    let table = [
        ("2027-02-28", "-", ""),
        ("2027-03-01", "w", "à dénoncer au plus tard le 31/03/2027"),
        ("2027-03-31", "!", "à dénoncer au plus tard le 31/03/2027"),
        ("2027-04-01", "w", "a été reconduite le 01/04/2027"),
    ];
    for (on, expected, words) in table {
        assert_eq!(weight(&world, W2, on), expected, "{on}");
        let said = messages_on(&world, W2, on).concat();
        assert!(said.contains(words), "{on}: {said}");
    }
}

#[test]
fn w2_needs_another_renewal_to_come() {
    let on = "2026-12-15";
    let renewal = |renewal| tacit(move |c| c.renewal = renewal);
    let months = |months, ceiling| renewal(Renewal::Tacite { months, ceiling });
    let table = [
        (months(12, None), "w"),
        (months(12, Some(1)), "w"),
        (months(12, Some(0)), "-"),
        (months(0, None), "-"),
        (renewal(Renewal::Express), "-"),
        (renewal(Renewal::None), "-"),
        (tacit(|c| c.terminated = Some(day("2027-04-01"))), "-"),
        (tacit(|c| c.terminated = Some(day("2027-04-02"))), "w"),
        (tacit(|c| c.solutions = vec![solution_code("embruns")]), "-"),
        (tacit(|c| c.signed_dasen = None), "-"),
    ];
    for (place, (world, expected)) in table.iter().enumerate() {
        assert_eq!(weight(world, W2, on), *expected, "line {place}");
    }
}

#[test]
fn w3_a_conseil_was_told_this_school_year() {
    let held = |date: &str| {
        registered()
            .without(&format!("conseil/{SCHOOL}@2026-11-06").parse().expect("a key"))
            .council(SCHOOL, date)
    };
    let table = [
        ("2026-08-31", "w"),
        ("2026-09-01", "-"),
        ("2026-11-22", "-"),
        ("2026-11-23", "-"),
        ("2026-11-24", "w"),
    ];
    for (date, expected) in table {
        assert_eq!(weight(&held(date), W3, TODAY), expected, "{date}");
    }
    assert_eq!(
        codes_on(&registered(), "2027-09-01"),
        "W3 W13",
        "another year begins"
    );
    assert_eq!(
        message(&held("2026-08-31"), W3),
        "Aucune information en conseil d’école pour l’année scolaire 2026-2027."
    );
}

#[test]
fn w3_is_urgent_once_families_have_accounts() {
    for stage in Stage::ALL {
        let world = registered()
            .without(&format!("conseil/{SCHOOL}@2026-11-06").parse().expect("a key"))
            .edit_deployment(SCHOOL, |deployment| deployment.stage = stage);
        let expected = match stage {
            stage if stage.is_left() => "-",
            stage if stage.family_accounts_open() => "!",
            _ => "w",
        };
        assert_eq!(weight(&world, W3, TODAY), expected, "{stage:?}");
    }
}

#[test]
fn w3_an_agenda_is_no_information() {
    let registry = registered().build();
    let mut meeting = registry.councils().iter().next().expect("one").clone();
    meeting.families_informed = false;
    assert_eq!(weight(&registered().with(meeting), W3, TODAY), "w");
}

#[test]
fn w8_the_competence_was_transferred_since_the_signature() {
    let metro = "200040715";
    let world = registered().group(
        metro,
        preau::domain::collectivite::CollectiviteKind::Metropole,
        "la Métro",
    );
    assert!(!says(&world, W8, TODAY));
    let transferred = world.competence("38185", metro, "2026-11-23", "");
    for (on, said) in [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true)] {
        assert_eq!(says(&transferred, W8, on), said, "{on}");
    }
    assert_eq!(
        message(&transferred, W8),
        "Compétence transférée le 23/11/2026 de Grenoble à la Métro~: la convention 26-0001 continue~; \
         l’information du cocontractant est à noter, un avenant est conseillé."
    );
    let own = transferred.convention26("26-0002", metro, signed);
    assert!(!says(&own, W8, TODAY), "the new holder has its own");
}

#[test]
fn w15_the_deliberation_is_named_from_the_partys_signature_on() {
    let unnamed = |edit: fn(&mut Convention)| {
        registered().edit_convention(C26, |c| {
            c.signed_party = Some(day("2026-11-23"));
            c.deliberation = None;
            edit(c);
        })
    };
    for (on, said) in [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true)] {
        assert_eq!(says(&unnamed(|_| {}), W15, on), said, "{on}");
    }
    assert_eq!(
        message(&unnamed(|_| {}), W15),
        "La convention 26-0001 avec Grenoble est signée par la commune depuis le 23/11/2026, sans la référence de sa \
         délibération."
    );
    let blank = unnamed(|c| c.deliberation = Some(" ".into()));
    assert!(says(&blank, W15, TODAY), "a blank reference");
    let named = unnamed(|c| c.deliberation = Some("2026-41".into()));
    assert!(!says(&named, W15, TODAY), "named");
    let waits = unnamed(|c| c.signed_dasen = None);
    assert!(says(&waits, W15, TODAY), "the authority has not signed");
    for (end, said) in [("2026-11-24", true), ("2026-11-25", false)] {
        let ended = unnamed(|c| {
            c.signed_party = Some(day("2026-09-01"));
            c.end = Some(day("2026-11-24"));
        });
        assert_eq!(says(&ended, W15, end), said, "ends on 2026-11-24, on {end}");
    }
    let provider = registered().edit_convention(C28, |c| c.deliberation = None);
    assert!(!says(&provider, W15, TODAY), "article 28");
    let elsewhere = unnamed(|c| c.solutions = vec![solution_code("embruns")]);
    assert!(!says(&elsewhere, W15, TODAY), "of another solution");
}

#[test]
fn w15_is_silent_until_a_promised_day_has_passed() {
    let promised = registered().edit_convention(C26, |c| {
        c.deliberation = None;
        c.deliberation_promised = Some(day("2026-12-15"));
    });
    for (on, said) in [("2026-12-14", false), ("2026-12-15", false), ("2026-12-16", true)] {
        assert_eq!(says(&promised, W15, on), said, "{on}");
    }
    assert_eq!(
        message_on(&promised, W15, "2026-12-16"),
        "La convention 26-0001 avec Grenoble est signée par la commune depuis le 01/09/2026, sans la référence de sa \
         délibération, promise pour le 15/12/2026."
    );
    let named = promised.edit_convention(C26, |c| c.deliberation = Some("2026-41".into()));
    assert!(!says(&named, W15, "2026-12-16"), "named since");
}

#[test]
fn w15_of_the_predecessors_that_serves() {
    let metro = "200040715";
    let world = registered()
        .edit_convention(C26, |c| c.deliberation = None)
        .group(
            metro,
            preau::domain::collectivite::CollectiviteKind::Metropole,
            "la Métro",
        )
        .competence("38185", metro, "2026-11-23", "");
    assert_eq!(codes_on(&world, TODAY), "W8 W15");
}

#[test]
fn w8_until_the_day_on_which_the_co_contractant_was_told() {
    use preau::domain::convention::Substitution;

    let metro = "200040715";
    let told = |to: &str, on: &str| Substitution {
        to: preau::domain::id::Siren::parse(to).unwrap(),
        on: day(on),
        by: "courrier".into(),
        reference: String::new(),
    };
    let kind = preau::domain::collectivite::CollectiviteKind::Metropole;
    let moved = registered()
        .group(metro, kind, "la Métro")
        .competence("38185", metro, "2026-10-01", "");
    for (noted, said) in [
        (vec![], [true; 3]),
        (vec![told(metro, "2026-11-23")], [true, false, false]),
        (vec![told(GRENOBLE, "2026-10-05")], [true; 3]),
        (
            vec![told(metro, "2026-11-24"), told(metro, "2026-11-22")],
            [false, false, false],
        ),
    ] {
        let world = moved
            .clone()
            .edit_convention(C26, |c| c.substitutions.clone_from(&noted));
        for (on, said) in ["2026-11-22", "2026-11-23", "2026-11-24"].into_iter().zip(said) {
            assert_eq!(says(&world, W8, on), said, "{noted:?}, {on}");
        }
    }
}

#[test]
fn w17_effect_before_the_later_signature() {
    let effect = |on: &str| {
        let on = day(on);
        registered().edit_convention(C26, move |c| {
            c.signed_party = Some(day("2026-09-10"));
            c.effect = Some(on);
        })
    };
    for (on, said) in [("2026-09-09", true), ("2026-09-10", false), ("2026-09-11", false)] {
        assert_eq!(says(&effect(on), W17, TODAY), said, "{on}");
    }
    assert_eq!(
        message(&effect("2026-09-09"), W17),
        "La convention 26-0001 avec Grenoble prend effet le 09/09/2026, avant sa dernière signature (10/09/2026)."
    );
}

#[test]
fn w17_of_the_entry_of_the_use() {
    use preau::domain::deployment::{Deployment, DeploymentId, Rank};

    let rank = Rank::FIRST.next().unwrap();
    let first = registered().edit_deployment(SCHOOL, |used| used.leave(day("2026-10-15"), ""));
    let registry = first.clone().build();
    let entry = registry.entries().get(&1).unwrap().clone();
    let mut again = Deployment::new(DeploymentId {
        rank,
        ..entry.deployment()
    });
    again.solution = Some(solution_code("olm"));
    again.reach(Stage::ComptesEnseignants, day("2026-11-10"));
    let world = first.with(again).edit_entry(1, |entry| {
        entry.closed = Some(preau::domain::register::Closure {
            on: day("2026-10-15"),
            by: "jdupont".into(),
            reason: "sortie".into(),
        });
    });
    for (on, said) in [("2026-11-09", false), ("2026-11-10", false), ("2026-11-11", true)] {
        let mut second = entry.clone();
        (second.number, second.rank, second.entered_on) = (2, rank, day(on));
        assert_eq!(says(&world.clone().with(second), W17, TODAY), said, "{on}");
    }
}

#[test]
fn w17_accounts_before_registration() {
    let opened = |stage: Stage, on: &str| {
        let on = day(on);
        registered().edit_deployment(SCHOOL, move |deployment| {
            deployment.reached.insert(stage, on);
        })
    };
    let table = [
        (Stage::ComptesEnseignants, "2026-09-30", true),
        (Stage::ComptesEnseignants, "2026-10-01", false),
        (Stage::ComptesEnseignants, "2026-10-02", false),
        (Stage::EnUsage, "2026-09-30", true),
        (Stage::ConseilInforme, "2026-09-30", false),
        (Stage::Suspendue, "2026-09-30", false),
    ];
    for (stage, on, said) in table {
        assert_eq!(says(&opened(stage, on), W17, TODAY), said, "{stage:?} {on}");
    }
    assert_eq!(
        message(&opened(Stage::ComptesFamilles, "2026-09-30"), W17),
        "Étape «~comptes familles~» atteinte le 30/09/2026, avant l’inscription n°~1 du 01/10/2026."
    );
}

/// A second convention 26, sent on 2026-10-01 and not signed: 30 days later is 2026-10-31.
fn sent(edit: impl FnOnce(&mut Convention)) -> World {
    registered().convention26("26-0002", GRENOBLE, |c| {
        c.sent = Some(day("2026-10-01"));
        edit(c);
    })
}

#[test]
fn w20_sent_more_than_30_days_ago() {
    for (on, said) in [("2026-10-30", false), ("2026-10-31", false), ("2026-11-01", true)] {
        assert_eq!(says(&sent(|_| {}), W20, on), said, "{on}");
    }
    assert_eq!(
        message(&sent(|_| {}), W20),
        "La convention 26-0002 avec Grenoble est à relancer~: envoyée le 01/10/2026, aucune signature."
    );
}

#[test]
fn w20_unsigned_and_not_terminated() {
    assert!(!says(
        &sent(|c| c.signed_party = Some(day("2026-11-23"))),
        W20,
        TODAY
    ));
    assert!(says(
        &sent(|c| c.signed_party = Some(day("2026-11-24"))),
        W20,
        TODAY
    ));
    assert!(!says(
        &sent(|c| c.terminated = Some(day("2026-11-23"))),
        W20,
        TODAY
    ));
}

#[test]
fn w20_is_for_the_party_whose_signature_is_missing() {
    let dasen_first = || sent(|c| c.signed_dasen = Some(day("2026-10-05")));
    for (on, said) in [("2026-10-30", false), ("2026-10-31", false), ("2026-11-01", true)] {
        assert_eq!(
            says(&dasen_first(), W20, on),
            said,
            "the authority has signed, {on}"
        );
    }
    let party_first = sent(|c| c.signed_party = Some(day("2026-11-10")));
    for (on, said) in [("2026-11-09", true), ("2026-11-10", false), ("2026-11-11", false)] {
        assert_eq!(
            says(&party_first, W20, on),
            said,
            "the party signs on 2026-11-10, {on}"
        );
    }
    assert!(
        !says(
            &registered().convention26("26-0002", GRENOBLE, |_| {}),
            W20,
            TODAY
        ),
        "a draft"
    );
}

#[test]
fn w21_signed_by_the_party_more_than_15_days_ago_and_not_by_the_authority() {
    let signed_by_party = |on: &str| {
        let on = day(on);
        sent(move |c| c.signed_party = Some(on))
    };
    // The party signs on 2026-11-08: 15 days later is 2026-11-23.
    let waits = signed_by_party("2026-11-08");
    for (on, said) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
        assert_eq!(says(&waits, W21, on), said, "{on}");
        assert!(!says(&waits, W20, on), "nobody is to be reminded, {on}");
    }
    assert_eq!(
        message_on(&waits, W21, "2026-11-24"),
        "La convention 26-0002 avec Grenoble attend le DASEN depuis le 08/11/2026~: au parapheur."
    );
    let signs = |on: &str| {
        let on = day(on);
        sent(move |c| {
            c.signed_party = Some(day("2026-10-05"));
            c.signed_dasen = Some(on);
        })
    };
    for (on, said) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
        assert_eq!(says(&signs(on), W21, TODAY), said, "the authority signs on {on}");
    }
    let unsigned = sent(|_| {});
    assert!(!says(&unsigned, W21, "2027-06-01"), "the party has not signed");
    let over = sent(|c| {
        c.signed_party = Some(day("2026-10-05"));
        c.terminated = Some(day("2026-11-01"));
    });
    assert!(!says(&over, W21, TODAY), "terminated");
}

#[test]
fn w20_no_relance_in_the_last_15_days() {
    let reminded = |on: &str| sent(|_| {}).reminder(1, "26-0002", on);
    let table = [
        ("2026-11-07", true),
        ("2026-11-08", false),
        ("2026-11-09", false),
        ("2026-11-23", false),
        ("2026-11-24", true),
    ];
    for (on, said) in table {
        assert_eq!(says(&reminded(on), W20, TODAY), said, "{on}");
    }
    let other = sent(|_| {}).reminder(1, C26, "2026-11-20");
    assert!(says(&other, W20, TODAY), "about another convention");
}

#[test]
fn w20_of_what_would_serve_the_school() {
    assert!(!says(
        &sent(|c| c.solutions = vec![solution_code("embruns")]),
        W20,
        TODAY
    ));
    let provider = registered().convention28("28-0002", EDREDON, |c| c.sent = Some(day("2026-10-01")));
    assert!(says(&provider, W20, TODAY));
    let undecided = sent(|_| {}).edit_deployment(SCHOOL, |deployment| deployment.solution = None);
    assert!(
        says(&undecided, W20, TODAY),
        "a convention 26 does not wait for the choice"
    );
}
