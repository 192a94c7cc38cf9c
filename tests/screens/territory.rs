//! What changes under the conventions, from keys to the register: each is one operation, shown before it is confirmed, and one
//! undo gives all back.

use preau::domain::collectivite::{Collectivite, CollectiviteKind, Competence, CompetenceNature};
use preau::domain::record::{Record, RecordId};
use preau::domain::registry::Registry;
use preau::domain::school::SchoolState;

use crate::forms::to_field;
use crate::stepper::{Stepper, open};
use crate::support::isere::{MEYLAN, VOIRON, isere};
use crate::support::values::{day, insee, number, period, siren, uai};
use crate::support::world::{C26, EDREDON, GRENOBLE, SCHOOL, World};

const CC: &str = "200000008";
const NEXT: &str = "0380456P";
const SAINT_MARTIN: &str = "0380127G";
const BOURG: &str = "0380124D";

fn said(stepper: &mut Stepper, text: &str) {
    assert!(stepper.shows(text), "{text}\n{}", stepper.screen());
}

fn world() -> World {
    let mut group = Collectivite::new(siren(CC), CollectiviteKind::CommunauteDeCommunes, "CC Bièvre");
    group.members = vec![siren(VOIRON), siren(MEYLAN)];
    isere().with(group)
}

fn texts(registry: &Registry) -> Vec<String> {
    let records = registry.records().map(|(record, _)| record);
    let records = records.filter(|record| !matches!(record, Record::Entry(_)));
    records
        .map(|record| serde_json::to_string(&record).unwrap())
        .collect()
}

/// Selects a school, or a record of the pane of a key.
fn select<'s>(stepper: &'s mut Stepper, pane: &str, text: &str) -> &'s mut Stepper {
    stepper.press(pane).press("/").write(text).press("entrée")
}

/// Confirms what is shown, by its own key, looks at the base, and takes it back.
fn confirmed(stepper: &mut Stepper, before: &[String], holds: impl Fn(&Registry)) {
    said(stepper, "Ce qui change");
    assert_eq!(
        texts(stepper.desk.registry()),
        before,
        "nothing before it is confirmed"
    );
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    holds(stepper.desk.registry());
    stepper.press("échap échap u");
    if stepper.written() == 1 {
        stepper.press("o");
    }
    assert_eq!(stepper.written(), 2, "{}", stepper.screen());
    assert_eq!(texts(stepper.desk.registry()), before, "one undo");
}

fn holder(registry: &Registry, school: &str, on: &str) -> Option<String> {
    let school = registry.schools().get(&uai(school)).unwrap();
    registry.competent(school, day(on)).map(|siren| siren.to_string())
}

#[test]
fn a_school_gets_another_uai_and_its_entry_is_closed() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "2", SAINT_MARTIN)
        .press("M")
        .write("renum")
        .press("entrée");
    said(&mut stepper, "le nouvel UAI");
    stepper.write(NEXT);
    said(&mut stepper, "Nouveau : 0380456P");
    stepper.press("entrée");
    said(&mut stepper, "le motif");
    stepper.write("nouvel UAI").press("entrée");
    said(&mut stepper, "+ école 0380456P");
    confirmed(&mut stepper, &before, |registry| {
        let closed = registry.schools().get(&uai(SAINT_MARTIN)).unwrap();
        assert_eq!(closed.successors, [uai(NEXT)]);
        assert!(!registry.entries().get(&1).unwrap().is_active());
    });
}

#[test]
fn marked_schools_close_merge_or_form_an_rpi_together() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "2", "meylan")
        .press("M")
        .write("fermer")
        .press("entrée");
    stepper.write("carte scolaire").press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        let closed = registry.schools().get(&uai("0380125E")).unwrap();
        assert_eq!(closed.state, SchoolState::Closed);
    });
    let mut stepper = open(&world());
    select(&mut stepper, "2", "grenoble").press("*").press("M");
    said(&mut stepper, "lignes cochées");
    stepper
        .write("former")
        .press("entrée")
        .write("380042")
        .press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        assert!(registry.schools_of_rpi("380042").count() > 1);
    });
    let mut stepper = open(&world());
    select(&mut stepper, "2", "grenoble").press("*").press("M");
    stepper.write("fusionner des").press("entrée").write(SCHOOL);
    stepper.press("entrée").write("arrêté").press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        let gone = registry.schools().get(&uai(SAINT_MARTIN)).unwrap();
        assert_eq!(gone.successors, [uai(SCHOOL)]);
        assert_eq!(
            registry.schools().get(&uai(SCHOOL)).unwrap().state,
            SchoolState::Open
        );
    });
}

#[test]
fn the_competence_of_one_school_goes_to_a_group_and_comes_back() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "2", BOURG)
        .press("M")
        .write("transf")
        .press("entrée");
    stepper.write("bièvre").press("entrée").press("entrée");
    said(&mut stepper, "+ compétence scolaire 0380124D");
    stepper.press("o entrée");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    assert_eq!(
        holder(stepper.desk.registry(), BOURG, "2026-11-23").as_deref(),
        Some(CC)
    );
    assert_eq!(
        holder(stepper.desk.registry(), BOURG, "2026-11-22").as_deref(),
        Some(VOIRON)
    );
    stepper.press("échap échap u");
    if stepper.written() == 1 {
        stepper.press("o");
    }
    assert_eq!(texts(stepper.desk.registry()), before);
}

#[test]
fn a_group_takes_the_competence_of_its_members_and_gives_it_back() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "ctrl-p échap 1", "bièvre");
    stepper.press("échap ctrl-p").write("bièvre").press("entrée");
    stepper.press("M").write("transf").press("entrée");
    said(&mut stepper, "service des écoles");
    stepper.press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        for school in [BOURG, "0380125E"] {
            assert_eq!(holder(registry, school, "2026-11-23").as_deref(), Some(CC));
        }
    });
}

#[test]
fn what_banatic_proposed_is_confirmed_over_marked_schools() {
    let proposal = Competence {
        nature: CompetenceNature::Unknown,
        to_confirm: true,
        ..Competence::confirmed("38563".parse().unwrap(), siren(CC), period("2020-01-01", ""))
    };
    let mut stepper = open(&world().with(proposal));
    select(&mut stepper, "2", "voiron")
        .press("*")
        .press("M")
        .write("confirmer");
    stepper.press("entrée").press("entrée");
    said(&mut stepper, "Ce qui change");
    stepper.press("o entrée");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let registry = stepper.desk.registry();
    assert_eq!(holder(registry, BOURG, "2026-11-23").as_deref(), Some(CC));
}

#[test]
fn a_proposal_is_confirmed_from_the_day_that_is_typed() {
    let proposal = |from: &str| Competence {
        nature: CompetenceNature::Unknown,
        to_confirm: true,
        ..Competence::confirmed("38563".parse().unwrap(), siren(CC), period(from, ""))
    };
    let table = [
        // What the proposal says, what is typed, the first day of the holder.
        ("", "01/10/2026", "2026-10-01"),
        ("2020-01-01", "01/10/2026", "2026-10-01"),
        ("2020-01-01", "", "2026-11-23"),
        ("", "", "2026-11-23"),
    ];
    for (from, typed, since) in table {
        let mut stepper = open(&world().with(proposal(from)));
        select(&mut stepper, "1", "voiron").press("M").write("confirmer");
        stepper.write(typed).press("entrée").press("entrée");
        stepper.press("o entrée");
        assert_eq!(stepper.written(), 1, "{from} {typed}: {}", stepper.screen());
        let registry = stepper.desk.registry();
        let eve = day(since).pred_opt().unwrap().to_string();
        let holders = [eve.as_str(), since].map(|on| holder(registry, BOURG, on));
        assert_eq!(holders[0].as_deref(), Some(VOIRON), "{from} {typed}");
        assert_eq!(holders[1].as_deref(), Some(CC), "{from} {typed}");
    }
}

#[test]
fn communes_go_into_a_commune_nouvelle_and_one_is_one_again() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "1", "meylan")
        .press("M")
        .write("fusionner des")
        .press("entrée");
    stepper.write(VOIRON).press("entrée").press("entrée");
    said(&mut stepper, "+ code de commune 38229 depuis le 23/11/2026");
    confirmed(&mut stepper, &before, |registry| {
        assert_eq!(
            holder(registry, "0380125E", "2026-11-23").as_deref(),
            Some(VOIRON)
        );
        assert_eq!(
            holder(registry, "0380125E", "2026-11-22").as_deref(),
            Some(MEYLAN)
        );
    });
    let mut stepper = open(&world());
    select(&mut stepper, "1", "meylan")
        .press("M")
        .write("fusionner des")
        .press("entrée");
    stepper.write("200000016").press("entrée").press("entrée");
    stepper
        .write("38229")
        .press("entrée")
        .write("Meylan-Nouvelle")
        .press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        let made = registry.collectivites().get(&siren("200000016")).unwrap();
        assert_eq!(
            (made.insee, made.name.as_str()),
            (Some(insee("38229")), "Meylan-Nouvelle")
        );
        assert_eq!(
            holder(registry, "0380125E", "2026-11-23").as_deref(),
            Some("200000016")
        );
    });
}

#[test]
fn a_commune_is_renamed_and_gets_another_siren() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "1", "voiron")
        .press("M")
        .write("changer")
        .press("entrée");
    stepper.write("200000016").press("entrée").press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        assert_eq!(
            holder(registry, BOURG, "2026-11-23").as_deref(),
            Some("200000016")
        );
    });
    let mut stepper = open(&world());
    select(&mut stepper, "1", "voiron")
        .press("M")
        .write("renommer")
        .press("entrée");
    stepper.write("Voiron-la-Neuve").press("entrée");
    said(&mut stepper, "nom Voiron → Voiron-la-Neuve");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 1, "one record: {}", stepper.screen());
}

#[test]
fn two_records_that_are_one_are_merged_and_the_former_key_leads_on() {
    let world = world().convention26("26-001", GRENOBLE, |convention| {
        convention.dossiers = vec!["123456".into()];
    });
    let mut stepper = open(&world);
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "4", "26-001")
        .press("M")
        .write("fusionner")
        .press("entrée");
    stepper.write("26-0001").press("entrée");
    stepper.write("saisie deux fois").press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        let id = |text: &str| RecordId::Convention(number(text));
        assert_eq!(registry.follow(&id("26-001")), id(C26));
    });
}

#[test]
fn a_prestataire_is_absorbed_and_its_conventions_go_on() {
    let mut stepper = open(&world());
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "3", "edredon")
        .press("M")
        .write("fusion")
        .press("entrée");
    stepper
        .write("200000016")
        .press("entrée")
        .write("MATELAS")
        .press("entrée");
    said(&mut stepper, "+ prestataire 200000016");
    said(&mut stepper, "Touchées : 4 écoles, 2 collectivités");
    confirmed(&mut stepper, &before, |registry| {
        let former = registry.providers().get(&siren(EDREDON)).unwrap();
        assert_eq!(former.successors[0].provider, siren("200000016"));
        assert_eq!(registry.solutions_of(siren("200000016")).count(), 1);
    });
}

#[test]
fn what_is_wrong_is_said_where_it_is_typed_and_nothing_is_written() {
    let mut stepper = open(&world());
    select(&mut stepper, "2", BOURG)
        .press("M")
        .write("scinder")
        .press("entrée");
    stepper
        .write("0380456X")
        .press("entrée")
        .write("x")
        .press("entrée");
    said(&mut stepper, "0380456X");
    let mut stepper = open(&world());
    select(&mut stepper, "2", BOURG)
        .press("M")
        .write("scinder")
        .press("entrée");
    stepper
        .write("0380456P 0380456P")
        .press("entrée")
        .write("x")
        .press("entrée");
    said(&mut stepper, "deux au moins");
    assert_eq!(stepper.written(), 0);
}

#[test]
fn whoever_a_prestataire_touches_is_counted_when_it_sells_is_renamed_or_its_convention_ends() {
    let mut stepper = open(&world().solution("drap", "DRAP", EDREDON));
    select(&mut stepper, "3", "edredon")
        .press("M")
        .write("noter une cession");
    stepper
        .press("entrée")
        .write("200000016")
        .press("entrée")
        .write("olm");
    stepper.press("entrée").write("MATELAS").press("entrée");
    said(&mut stepper, "Touchées : 4 écoles, 2 collectivités");
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    // Its form keeps what passed.
    let passed = |stepper: &Stepper| {
        let former = stepper.desk.registry().providers().get(&siren(EDREDON)).unwrap();
        former
            .successors
            .iter()
            .map(|one| one.solutions.clone())
            .collect::<Vec<_>>()
    };
    let of_one = passed(&stepper);
    assert_eq!(of_one, [Some(vec!["olm".parse().unwrap()])]);
    select(&mut stepper, "3", "edredon").press("m");
    to_field(&mut stepper, "Nom");
    stepper.write(" SA").press("ctrl-s");
    said(&mut stepper, "Touchées : aucune école");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 2, "{}", stepper.screen());
    assert_eq!(passed(&stepper), of_one);
    let mut stepper = open(&world());
    select(&mut stepper, "3", "edredon").press("m");
    to_field(&mut stepper, "Nom");
    stepper.write(" SA").press("ctrl-s");
    said(
        &mut stepper,
        "Touchées : 4 écoles, 2 collectivités, 1 convention 28",
    );
    said(&mut stepper, "solution:olm");
    let mut stepper = open(&world());
    select(&mut stepper, "4", "28-0001").press("t entrée");
    said(
        &mut stepper,
        "Touchées : 4 écoles, 2 collectivités, 1 convention 28",
    );
}

#[test]
fn groups_are_one_and_communes_enter_and_leave_them() {
    let next = "200000024";
    let mut stepper = open(&world().competence("38563", CC, "2026-09-01", ""));
    let before = texts(stepper.desk.registry());
    stepper.press("ctrl-p").write("bièvre").press("entrée");
    stepper.press("M").write("réunir").press("entrée").write(next);
    stepper.press("entrée").write("CC nouvelle").press("entrée");
    confirmed(&mut stepper, &before, |registry| {
        let made = registry.collectivites().get(&siren(next)).unwrap();
        assert_eq!(made.members, [siren(VOIRON), siren(MEYLAN)]);
        assert_eq!(holder(registry, BOURG, "2026-11-23").as_deref(), Some(next));
        assert_eq!(holder(registry, BOURG, "2026-11-22").as_deref(), Some(CC));
    });
    let members = |stepper: &Stepper| {
        let group = stepper.desk.registry().collectivites().get(&siren(CC)).unwrap();
        group.members.clone()
    };
    for (act, expected) in [
        ("entrer", vec![siren(VOIRON), siren(MEYLAN), siren(GRENOBLE)]),
        ("quitter", vec![siren(VOIRON), siren(MEYLAN)]),
    ] {
        select(&mut stepper, "échap échap 1", "grenoble")
            .press("M")
            .write(act);
        stepper.press("entrée").write("bièvre").press("entrée entrée");
        assert_eq!(members(&stepper), expected, "{act}: {}", stepper.screen());
    }
}

#[test]
fn one_school_leaves_its_rpi_and_all_do_once_it_is_dissolved() {
    use preau::domain::school::Rpi;
    let schools = [SCHOOL, SAINT_MARTIN, BOURG];
    let world = schools.into_iter().fold(world(), |world, school| {
        world.edit_school(school, |found| found.rpi = Some(Rpi::Disperse("380042".into())))
    });
    let count = |registry: &Registry| registry.schools_of_rpi("380042").count();
    let mut stepper = open(&world);
    select(&mut stepper, "2", SAINT_MARTIN)
        .press("M")
        .write("quitter")
        .press("entrée entrée");
    assert_eq!(count(stepper.desk.registry()), 2, "{}", stepper.screen());
    let mut stepper = open(&world);
    let before = texts(stepper.desk.registry());
    select(&mut stepper, "2", SAINT_MARTIN)
        .press("M")
        .write("dissoudre")
        .press("entrée");
    confirmed(&mut stepper, &before, |registry| assert_eq!(count(registry), 0));
}

#[test]
fn a_succession_that_is_typed_in_the_form_is_of_what_the_prestataire_sells() {
    let mut stepper = open(&world());
    select(&mut stepper, "3", "edredon").press("m");
    to_field(&mut stepper, "Repreneur");
    stepper.press("espace").write("embruns").press("entrée");
    to_field(&mut stepper, "Repreneur 1, à compter du");
    stepper.write("1/10/2026");
    to_field(&mut stepper, "Repreneur 1, nature");
    stepper.press("espace").write("cession").press("entrée ctrl-s");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
    let former = stepper.desk.registry().providers().get(&siren(EDREDON)).unwrap();
    let passed = former.successors[0].solutions.clone();
    assert_eq!(passed, Some(vec!["olm".parse().unwrap()]));
}
