//! Verbs on all the marked records: previewed, confirmed by their own key, written once, undone at once.

use preau::domain::command::Command;
use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::deployment::Stage;
use preau::domain::record::{Kind, Record, RecordId};
use preau::service::Desk;

use crate::support::isere::{MEYLAN, VOIRON, isere};
use preau::config::state::StateStore;

use crate::stepper::{Stepper, open, open_at};
use crate::support::values::{amendment, day, number, uai};
use crate::support::world::{C26, GRENOBLE, World};

fn revision(stepper: &Stepper) -> u64 {
    stepper.desk.registry().revision()
}

fn stage(stepper: &Stepper, school: &str) -> Stage {
    let registry = stepper.desk.registry();
    let mut found = registry.deployments_of(uai(school));
    found.next().unwrap().stage
}

fn marks(stepper: &Stepper) -> usize {
    stepper.model.lists.iter().map(|list| list.marks.count()).sum()
}

/// Goes to the choice of that name.
pub fn choose(stepper: &mut Stepper, label: &str) {
    (0..30).for_each(|_| {
        stepper.press("haut");
    });
    for _ in 0..30 {
        if stepper.line(label).starts_with('▶') {
            return;
        }
        stepper.press("bas");
    }
    panic!("no choice {label}:\n{}", stepper.screen());
}

#[test]
fn those_that_go_back_are_counted_and_come_first() {
    let mut stepper = open(&isere());
    stepper.press("* e");
    choose(&mut stepper, "convention 26 signée");
    stepper.press("entrée");
    assert!(
        stepper.shows("4 changeront, dont 1 recule"),
        "{}",
        stepper.screen()
    );
    let screen = stepper.screen();
    let first = screen
        .lines()
        .skip_while(|line| !line.contains("4 changeront,"))
        .nth(1);
    assert!(first.unwrap().contains("conseil d’école informé →"), "{screen}");
}

#[test]
fn a_stage_on_all_is_previewed_confirmed_written_once_and_undone_at_once() {
    let mut stepper = open(&isere());
    stepper.press("* e");
    assert!(stepper.shows("6 lignes cochées"));
    choose(&mut stepper, "convention 26 signée");
    stepper.press("entrée");
    for said in [
        "Étape « convention 26 signée » le 23/11/2026",
        "6 lignes cochées",
        "4 changeront",
        "contrat souscrit → convention 26 signée",
        "conseil d’école informé → convention 26",
        "2 sont refusées",
        "après l’inscription, on ne revient pas aux",
        "elle n’a pas encore de solution",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    let before = revision(&stepper);
    stepper.press("entrée");
    assert_eq!(revision(&stepper), before, "Enter alone confirms nothing");
    assert!(stepper.shows("« o » confirme, Entrée ne suffit pas"));
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1, "one entry of the journal");
    assert_eq!(stage(&stepper, "0380126F"), Stage::ConventionSignee);
    assert!(stepper.shows("4 sur 6 : étape « convention 26 signée » le 23/11/2026"));
    assert_eq!(marks(&stepper), 2, "those that were refused stay marked");
    stepper.press("u").press("o entrée");
    assert_eq!(revision(&stepper), before + 2);
    assert_eq!(stage(&stepper, "0380126F"), Stage::ContratSouscrit);
    assert_eq!(stage(&stepper, "0380123C"), Stage::ConseilInforme);
}

#[test]
fn what_the_search_hides_is_told_and_done_too() {
    let mut stepper = open(&isere());
    stepper.press("* /").write("jaures").press("entrée a");
    assert!(stepper.shows("6 lignes cochées, dont 5 masquées par la recherche ou la portée"));
    stepper.write("Vu au téléphone").press("entrée");
    assert!(stepper.shows("5 écoles changeront, pour 6 lignes cochées"));
    assert!(stepper.shows("note ajoutée · pour 2 lignes cochées"));
    stepper.press("o");
    assert!(stepper.shows("5 sur 5 : note « Vu au téléphone »"));
    assert_eq!(marks(&stepper), 0);
    let notes = stepper
        .desk
        .registry()
        .notes()
        .iter()
        .map(|note| note.about.kind());
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [Kind::School; 5],
        "once on a school, however many lines it has"
    );
}

#[test]
fn a_verb_of_one_record_is_not_taken_for_one_of_the_marked_lines() {
    let mut stepper = open(&isere());
    for key in ["t", "m", "F"] {
        stepper.press("4 début espace").press(key);
        assert!(
            stepper.shows("une ligne à la fois ; décochez d’abord (-), ou lisez la fiche (→)"),
            "{key}\n{}",
            stepper.screen()
        );
        assert!(stepper.model.dialog.is_none(), "{key}");
        stepper.press("-");
    }
    stepper.press("m");
    assert!(stepper.model.dialog.is_some(), "without a mark it is possible");
}

#[test]
fn an_empty_note_is_not_sent() {
    let mut stepper = open(&isere());
    stepper.press("* a entrée");
    assert!(stepper.shows("la note est vide"));
}

#[test]
fn keys_typed_before_the_preview_is_seen_do_not_confirm_it() {
    let mut stepper = open(&isere());
    stepper.press("* i échap");
    let before = revision(&stepper);
    stepper.slow = true;
    stepper.press("i o o");
    stepper.settle();
    assert_eq!(revision(&stepper), before);
    assert!(stepper.shows("Inscription au registre"));
    stepper.slow = false;
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1);
}

#[test]
fn registrations_are_done_for_those_that_the_rules_let_in() {
    let mut stepper = open(&isere());
    stepper.press("* i");
    for said in [
        "2 changeront",
        "4 sont refusées",
        "B7 ",
        "déjà inscrite au registre",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("o");
    assert!(stepper.shows("inscription au registre sous les n° 2 à 3"));
    assert!(stepper.shows("✓ 3 inscrites"));
}

#[test]
fn a_solution_leaves_the_lines_of_another_category_as_they_are() {
    let mut stepper = open(&isere());
    stepper.press("bas bas bas espace espace espace c");
    choose(&mut stepper, "ENT · EDREDON");
    stepper.press("entrée");
    assert!(stepper.shows("1 changera"), "{}", stepper.screen());
    assert!(stepper.shows("sans déploiement → olm"));
    assert!(
        stepper.shows("Solution OLM choisie le 23/11/2026"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows("la ligne cochée est de la catégorie"));
    stepper.press("o");
    assert_eq!(stage(&stepper, "0380125E"), Stage::SolutionChoisie);
}

#[test]
fn a_relance_on_schools_goes_once_to_the_convention_that_they_wait_for() {
    let mut stepper = open(&isere());
    stepper.press("fin espace haut espace r");
    assert!(stepper.shows("Noter une relance faite aujourd’hui"));
    choose(&mut stepper, "téléphone");
    stepper.write("+8j").press("entrée");
    assert!(
        stepper.shows("26-0002 · art. 26 · Voiron"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows("1 convention changera, pour 2 lignes cochées"));
    stepper.press("o");
    let reminders: Vec<_> = stepper.desk.registry().reminders().iter().cloned().collect();
    assert_eq!(reminders.len(), 1);
    assert_eq!(reminders[0].to, "Voiron");
    assert_eq!(reminders[0].channel, "téléphone");
    assert_eq!(reminders[0].next_due, Some(day("2026-12-01")));
    assert_eq!(marks(&stepper), 0);
}

#[test]
fn a_relance_on_one_convention_is_confirmed_by_enter() {
    let mut stepper = open(&isere());
    stepper.press("4 fin r entrée");
    assert!(stepper.shows("relance notée"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("✓ 26-0002 · art. 26 · Voiron : relance par courriel, à reprendre le 08/12/2026"));
}

#[test]
fn the_signatures_of_a_parapheur_take_four_keys_and_their_day() {
    let world = at_the_parapheur().convention26("26-0003", MEYLAN, |convention| {
        convention.sent = Some(day("2026-09-12"));
        convention.signed_party = Some(day("2026-10-10"));
        convention.amendments = vec![amendment("1", "2026-11-02", "")];
    });
    let mut stepper = open(&world);
    stepper.press("4 /").write("attend:dasen").press("entrée");
    let before = revision(&stepper);
    stepper.press("* s");
    assert!(stepper.shows("3 signatures attendues"), "{}", stepper.screen());
    stepper.write("20/11").press("entrée");
    for said in [
        "Signée par le DASEN le 20/11/2026",
        "26-0003 · art. 26 · Meylan · avenant 1",
        "3 conventions changeront, pour 2 lignes cochées",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert_eq!(revision(&stepper), before, "Enter alone confirms nothing");
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1, "one entry of the journal");
    let signed = |stepper: &Stepper, id: &str| {
        let registry = stepper.desk.registry();
        let convention = registry.conventions().get(&number(id)).unwrap().clone();
        let of_amendments = convention.amendments.iter().map(|found| found.signed_dasen);
        (convention.signed_dasen, of_amendments.collect::<Vec<_>>())
    };
    let on = Some(day("2026-11-20"));
    assert_eq!(signed(&stepper, "26-0002"), (on, vec![]));
    assert_eq!(signed(&stepper, "26-0003"), (on, vec![on]));
    stepper.press("u").press("o entrée");
    assert_eq!(signed(&stepper, "26-0003"), (None, vec![None]));
}

#[test]
fn a_signature_asked_of_schools_goes_to_the_convention_they_wait_for() {
    let mut stepper = open(&isere());
    stepper.press("* s");
    assert!(stepper.shows("Signées par"), "{}", stepper.screen());
    choose(&mut stepper, "Signées par");
    stepper.press("bas entrée");
    for said in [
        "1 convention changera, pour 2 lignes cochées",
        "aucune convention n’attend cette signature : 4",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
}

#[test]
fn conventions_are_sent_together_and_those_sent_before_are_refused() {
    let world = isere()
        .convention26("26-0003", MEYLAN, |_| {})
        .convention26("26-0004", GRENOBLE, |_| {});
    let mut stepper = open(&world);
    stepper.press("4 * v");
    assert!(stepper.shows("Envoyées le"), "{}", stepper.screen());
    stepper.press("entrée");
    for said in [
        "6 lignes cochées : 2 changeront et 4 sont refusées",
        "26-0003 · art. 26 · Meylan",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    let before = revision(&stepper);
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1);
    let sent = |id: &str| {
        stepper
            .desk
            .registry()
            .conventions()
            .get(&number(id))
            .unwrap()
            .sent
    };
    assert_eq!(sent("26-0003"), Some(day("2026-11-23")));
    assert_eq!(sent("26-0004"), Some(day("2026-11-23")));
}

/// Voiron has signed; what it signed waits for the authority alone.
fn at_the_parapheur() -> World {
    isere().edit_convention("26-0002", |convention| {
        convention.signed_party = Some(day("2026-10-03"));
    })
}

/// What is said where a relance is asked for about it.
const PARAPHEUR: &str = "la convention attend le DASEN : au parapheur, pas de relance";

#[test]
fn a_party_that_has_signed_is_not_reminded() {
    let mut stepper = open(&at_the_parapheur());
    // The convention, its collectivité, its schools.
    for keys in ["4 fin r", "1 fin r", "2 fin r", "2 espace espace espace * r"] {
        stepper.press(keys);
        assert!(
            stepper.shows(PARAPHEUR) || stepper.shows("Rien à relancer"),
            "{keys}: {}",
            stepper.screen()
        );
        assert!(stepper.model.dialog.is_none(), "{keys}");
    }
    stepper.press("- 4 fin r");
    assert!(stepper.shows(PARAPHEUR), "{}", stepper.screen());
    assert_eq!(stepper.desk.registry().reminders().iter().count(), 0);
}

#[test]
fn of_several_conventions_only_the_parties_awaited_are_reminded() {
    let world = at_the_parapheur().convention26("26-0003", VOIRON, |convention| {
        convention.sent = Some(day("2026-10-01"));
    });
    let mut stepper = open(&world);
    stepper.press("4 * r entrée");
    assert!(
        stepper.shows("26-0003 · art. 26 · Voiron"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows(PARAPHEUR), "{}", stepper.screen());
    assert!(
        stepper.shows("5 lignes cochées : 1 changera et 4 sont refusées"),
        "{}",
        stepper.screen()
    );
    stepper.press("o");
    let reminders: Vec<_> = stepper.desk.registry().reminders().iter().cloned().collect();
    assert_eq!(reminders.len(), 1);
    assert_eq!(reminders[0].convention.as_str(), "26-0003");
}

#[test]
fn who_is_awaited_is_said_in_the_list() {
    let said = |world: &World, sober: bool| {
        let mut stepper = open(world);
        stepper.model.options.look.sober = sober;
        stepper.press("4 fin");
        stepper.screen()
    };
    let dasen = at_the_parapheur();
    let party = isere().edit_convention("26-0002", |c| c.signed_dasen = Some(day("2026-10-03")));
    assert!(said(&dasen, false).contains("att. DASEN"));
    assert!(said(&dasen, true).contains("26-0002, Voiron : attend le DASEN"));
    assert!(said(&party, false).contains("att. coll."));
    assert!(said(&party, true).contains("26-0002, Voiron : attend la collectivité"));
}

#[test]
fn schools_that_wait_for_nothing_are_not_reminded() {
    let mut stepper = open(&isere());
    stepper.press("espace r");
    assert!(stepper.shows("aucune convention n’est attendue"));
    assert!(stepper.model.dialog.is_none());
}

fn listed() -> World {
    isere().edit_convention(C26, |convention| {
        convention.open_annexe = true;
        convention.annexe = Annexe::Listed(vec![AnnexeLine::new(
            uai("0380123C"),
            preau::domain::date::Period::default(),
        )]);
    })
}

fn named(stepper: &Stepper, on: &str) -> Vec<String> {
    let registry = stepper.desk.registry();
    let convention = registry
        .conventions()
        .iter()
        .find(|one| one.number.as_str() == C26)
        .unwrap();
    let Annexe::Listed(lines) = &convention.annexe else {
        panic!("no list");
    };
    let there = lines.iter().filter(|line| line.period.contains(day(on)));
    there.map(|line| line.uai.to_string()).collect()
}

#[test]
fn schools_join_an_annexe_and_leave_it() {
    let mut stepper = open(&listed());
    stepper.press("* y");
    choose(&mut stepper, "entrer : 26-0001");
    stepper.press("entrée");
    choose(&mut stepper, "Sans avenant");
    stepper.press("entrée");
    for said in [
        "2 changeront",
        "y figure déjà",
        "l’école ne relève pas de Grenoble",
        "annexe : 2 écoles → 3 écoles",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("o");
    assert_eq!(named(&stepper, "2026-11-23").len(), 3);
    assert_eq!(named(&stepper, "2026-11-22").len(), 1);
    stepper.press("- bas espace y");
    choose(&mut stepper, "sortir : 26-0001");
    stepper.write("01/12/2026").press("entrée");
    choose(&mut stepper, "Sans avenant");
    stepper.press("entrée entrée");
    assert_eq!(named(&stepper, "2026-11-30").len(), 3);
    assert_eq!(named(&stepper, "2026-12-01").len(), 2);
}

#[test]
fn an_annexe_that_names_all_schools_has_no_list_to_change() {
    let mut stepper = open(&isere());
    stepper.press("* y");
    choose(&mut stepper, "entrer : 26-0001");
    stepper.press("entrée");
    assert!(
        stepper.shows("elle dit « toutes les écoles »"),
        "{}",
        stepper.screen()
    );
    stepper.press("o");
    assert!(
        stepper.shows("elle dit « toutes les écoles »"),
        "nothing to confirm"
    );
}

#[test]
fn a_circonscription_is_given_once_to_each_school() {
    let mut stepper = open(&isere());
    stepper
        .press("/")
        .write("voiron")
        .press("entrée * z")
        .write("Voiron 2");
    assert!(stepper.shows("Nouvelle : « Voiron 2 »"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(
        stepper.shows("1 école changera, pour 2 lignes cochées"),
        "{}",
        stepper.screen()
    );
    assert!(
        stepper.shows("École élémentaire du Bourg Vif, Voiron  circonscription : (vide) → Voiron 2"),
        "a school has one circonscription"
    );
    stepper.press("o");
    let schools = stepper.desk.registry().schools();
    assert_eq!(schools.get(&uai("0380124D")).unwrap().circonscription, "Voiron 2");
    assert_eq!(marks(&stepper), 0, "both lines of the school are settled");
}

#[test]
fn what_moved_since_the_preview_is_shown_again_and_nothing_is_written() {
    let mut stepper = open(&isere());
    stepper.press("bas espace espace e");
    choose(&mut stepper, "convention 26 signée");
    stepper.press("entrée");
    assert!(stepper.shows("2 changeront"));
    stepper.colleague(Command::MoveStage {
        deployment: preau::domain::deployment::DeploymentId::first(
            uai("0380126F"),
            preau::domain::provider::Category::Ent,
        ),
        to: Stage::ConventionEnvoyee,
        on: day("2026-11-20"),
    });
    let before = revision(&stepper);
    stepper.press("o");
    assert_eq!(revision(&stepper), before);
    assert!(stepper.shows("Voici l’aperçu refait"), "{}", stepper.screen());
    assert!(stepper.shows("convention 26 envoyée → convention 26 signée"));
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1);
    assert_eq!(marks(&stepper), 0);
}

#[test]
fn on_marked_collectivites_their_conventions_are_reminded() {
    let mut stepper = open(&isere());
    stepper.press("1 * r entrée");
    assert!(
        stepper.shows("26-0002 · art. 26 · Voiron"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows("✓ 1 changera"));
    assert!(stepper.shows("2 sont refusées"));
    stepper.press("o");
    let first = RecordId::Reminder(1);
    let Record::Reminder(reminder) = stepper.desk.open(&first).unwrap().record else {
        panic!("no relance");
    };
    assert_eq!(reminder.to, "Voiron");
    assert!(
        stepper
            .desk
            .registry()
            .collectivites()
            .iter()
            .any(|one| one.siren.to_string() == VOIRON)
    );
}

#[test]
fn the_dossier_that_is_read_is_acted_on_alone() {
    let mut stepper = open(&isere());
    stepper.press("* début bas droite e");
    assert!(stepper.shows("École primaire Paul Langevin, Grenoble · ENT"));
    assert!(!stepper.shows("6 lignes cochées"));
}

#[test]
fn a_list_of_a_thousand_is_previewed_and_scrolled() {
    let mut stepper = open_at(&isere(), 80, 24);
    stepper
        .press("* a")
        .write("note")
        .press("entrée pgsuiv fin début");
    assert!(stepper.shows("5 écoles changeront"));
}

#[test]
fn a_note_is_not_lost_by_one_escape() {
    let mut stepper = open(&isere());
    stepper.press("a").write("Rappeler").press("échap");
    assert!(stepper.shows("ce texte n’est pas enregistré : Échap encore l’abandonne"));
    stepper.write(" lundi").press("échap échap");
    assert!(stepper.model.dialog.is_none());
    stepper.press("a échap");
    assert!(stepper.model.dialog.is_none(), "an empty one is left at once");
    stepper.press("* a").write("Vu").press("échap");
    assert!(stepper.shows("Échap encore l’abandonne"), "nor one for several");
}

#[test]
fn a_note_that_a_cut_line_ends_is_a_draft() {
    let mut stepper = open(&isere());
    stepper.press("a").write("Rappeler lundi");
    stepper.send(preau::tui::events::Event::HangUp);
    assert_eq!(stepper.memory.0.drafts.len(), 1);
    let mut next = open(&isere());
    next.model.state = stepper.memory.load().0;
    next.restart();
    assert!(next.shows("Brouillons"));
    next.press("entrée");
    assert!(next.shows("Rappeler lundi"), "{}", next.screen());
}

#[test]
fn a_circonscription_is_picked_among_those_that_schools_are_in() {
    let world = isere().edit_school("0380126F", |school| {
        school.circonscription = "Grenoble 3".to_owned();
    });
    let mut stepper = open(&world);
    stepper.press("fin z");
    assert!(stepper.shows("Grenoble 3"), "{}", stepper.screen());
    stepper.write("gren");
    assert!(stepper.line("Grenoble 3").starts_with('▶'));
    assert!(stepper.shows("Nouvelle : « gren »"));
    stepper.press("entrée");
    assert!(
        stepper.shows("Circonscription « Grenoble 3 »"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    let schools = stepper.desk.registry().schools();
    assert_eq!(
        schools.get(&uai("0380124D")).unwrap().circonscription,
        "Grenoble 3"
    );
}

#[test]
fn where_it_is_sober_keys_are_said_in_words() {
    let mut stepper = open(&isere());
    stepper.model.options.look.sober = true;
    stepper.press("* m");
    assert!(
        stepper.shows("ou lisez la fiche (Droite)"),
        "{}",
        stepper.screen()
    );
}
