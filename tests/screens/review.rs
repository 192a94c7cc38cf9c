//! The review: a queue of schools, one a screen, a few keys each.

use preau::config::state::Progress;
use preau::domain::command::Command;
use preau::domain::council::CouncilId;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::permit::Right;
use preau::domain::provider::Category;

use preau::domain::convention::{Annexe, AnnexeLine};
use preau::domain::date::Period;
use preau::domain::record::RecordId;
use preau::domain::register::Review;
use preau::domain::rule::{RemedyKind, RuleCode};
use preau::domain::school::{School, Sector};
use preau::tui::keymap::Context;
use preau::tui::model::dialog::Dialog;
use preau::tui::model::remedy::verb_for;
use preau::tui::model::review::remedy_verb;

use crate::stepper::{Stepper, open, open_as, open_at};
use crate::support::isere::VOIRON;
use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, World};

/// Three schools of Voiron wait for the same signature, one of Grenoble is ready, one has no solution.
pub fn season() -> World {
    World::eligible()
        .commune("38563", VOIRON, "Voiron")
        .convention26("26-0002", VOIRON, |convention| {
            convention.sent = Some(day("2026-09-12"));
            convention.signed_party = Some(day("2026-10-03"));
        })
        .school("0380124D", "École élémentaire du Bourg Vif", "38563")
        .school("0380125E", "École maternelle Les Mésanges", "38563")
        .school("0380126F", "École primaire Paul Langevin", "38563")
        .school("0380127G", "École sans solution", "38185")
        .deployment("0380124D", "olm", Stage::ConventionEnvoyee)
        .deployment("0380125E", "olm", Stage::ConventionEnvoyee)
        .deployment("0380126F", "olm", Stage::ContratSouscrit)
}

fn progress(stepper: &Stepper) -> Progress {
    stepper.model.review().unwrap().queue.progress()
}

fn shown(stepper: &Stepper) -> String {
    stepper.model.review().unwrap().subject().unwrap().to_string()
}

/// The lines of the school shown that say what would lift a finding.
fn remedies(stepper: &mut Stepper) -> Vec<String> {
    let screen = stepper.screen();
    let lines = screen.lines().filter(|line| line.contains("      → "));
    lines
        .map(|line| line.trim_matches(['│', ' ']).to_owned())
        .collect()
}

/// Passes over schools until one is shown.
pub fn to(stepper: &mut Stepper, name: &str) {
    for _ in 0..10 {
        let card = stepper.model.review().and_then(|review| review.card.as_ref());
        if card.is_some_and(|card| card.dossier.title.contains(name)) {
            return;
        }
        stepper.press("n");
    }
    panic!("{name} is not in the queue");
}

#[test]
fn the_list_becomes_a_queue_that_nothing_reorders() {
    let mut stepper = open(&season());
    stepper.press("R");
    assert!(stepper.shows("Revue · 1 sur 5"));
    stepper.colleague(Command::ChooseSolution {
        deployment: DeploymentId::first(uai("0380127G"), Category::Ent),
        solution: Some("olm".parse().unwrap()),
        on: day("2026-11-20"),
    });
    let order = stepper.model.review().unwrap().queue.order().to_vec();
    stepper.press("n n n n n p p");
    assert_eq!(stepper.model.review().unwrap().queue.order(), order);
}

#[test]
fn the_queue_is_the_filtered_list() {
    let mut stepper = open(&season());
    stepper.press("/").write("commune:voiron").press("entrée R");
    assert!(stepper.shows("Revue · 1 sur 3 · commune:voiron"));
}

#[test]
fn a_ready_school_is_registered_by_one_key_and_the_next_is_there() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Jean Jaurès");
    let here = shown(&stepper);
    stepper.press("i");
    assert!(stepper.shows("Jean Jaurès, Grenoble : inscrite au registre sous le n° 1"));
    assert_eq!(progress(&stepper).done, 1);
    assert_ne!(shown(&stepper), here);
    assert!(stepper.shows("1 faite"));
    assert!(stepper.shows("✓ 1 inscrite"), "the header counts it");
}

#[test]
fn a_blocked_school_is_not_registered_and_stays() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    let here = shown(&stepper);
    stepper.press("i");
    assert!(stepper.shows("« inscrire » : B7 l’empêche"));
    assert_eq!(shown(&stepper), here);
    assert_eq!(progress(&stepper).left(), 5);
}

#[test]
fn a_shared_signature_is_recorded_once_and_the_queue_moves_past_those_it_made_ready() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    assert!(stepper.shows("3 écoles attendent la même signature (Voiron) : à noter une seule fois"));
    stepper.press("s");
    assert!(
        stepper
            .line("Signée par le DASEN")
            .contains("3 écoles de la revue l’attendent")
    );
    stepper.press("entrée o");
    assert!(stepper.shows("3 écoles prêtes"));
    assert_eq!((progress(&stepper).ready, progress(&stepper).left()), (3, 2));
    let on = shown(&stepper);
    for waited in ["0380124D", "0380125E", "0380126F"] {
        assert!(!on.contains(waited), "{on}");
    }
    stepper.press("I");
    assert!(stepper.shows("3 écoles seront inscrites"));
    stepper.press("entrée");
    assert!(
        stepper.model.dialog.is_some(),
        "Enter alone confirms nothing on several schools"
    );
    stepper.press("o");
    assert!(stepper.shows("3 écoles inscrites au registre"));
    assert_eq!((progress(&stepper).ready, progress(&stepper).done), (0, 3));
}

#[test]
fn what_is_registered_at_once_is_what_was_shown() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    stepper.press("s entrée o I");
    assert!(stepper.shows("3 écoles seront inscrites"));
    let written = stepper.written();
    stepper.colleague(Command::MoveStage {
        deployment: DeploymentId::first(uai("0380124D"), Category::Ent),
        to: Stage::ContratSouscrit,
        on: day("2026-11-20"),
    });
    stepper.press("o");
    assert_eq!(stepper.written(), written);
    assert!(
        stepper.shows("Fiche modifiée entre-temps"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn taking_the_signature_back_brings_the_schools_back() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    let here = shown(&stepper);
    stepper.press("s entrée o u entrée");
    assert!(
        stepper.shows("3 écoles ne sont plus prêtes"),
        "{}",
        stepper.screen()
    );
    stepper.press("o");
    assert_eq!(progress(&stepper).left(), 5);
    assert_eq!(shown(&stepper), here);
    stepper.press("U entrée o");
    assert_eq!(progress(&stepper).ready, 3);
}

#[test]
fn each_verb_records_and_leads_to_the_next_school() {
    let mut stepper = open(&season());
    for (place, (keys, said)) in [
        ("a V u espace entrée", "note ajoutée"),
        ("d entrée", "à revoir le 08/12/2026"),
    ]
    .into_iter()
    .enumerate()
    {
        if place == 0 {
            stepper.press("R");
        }
        let before = shown(&stepper);
        stepper.press(keys);
        assert!(stepper.shows(said), "{said}");
        assert_ne!(shown(&stepper), before);
    }
    assert_eq!((progress(&stepper).done, progress(&stepper).put_off), (1, 1));
    assert!(stepper.shows("1 faite · 1 remise"));
}

#[test]
fn a_relance_goes_to_the_party_whose_signature_is_awaited() {
    let mut stepper = open(&season().edit_convention("26-0002", |c| c.signed_party = None));
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    stepper.press("r entrée");
    assert!(stepper.shows("26-0002 : relance par courriel notée, à reprendre le 08/12/2026"));
    stepper.press("p");
    assert!(stepper.shows("courriel à Voiron"));
}

#[test]
fn no_relance_is_noted_where_the_authority_alone_is_awaited() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    assert!(stepper.shows("Signature attendue sur 26-0002 · Voiron : le DASEN."));
    stepper.press("r");
    assert!(
        stepper.shows("la convention attend le DASEN : au parapheur, pas de relance"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.model.dialog.is_none());
    assert_eq!(stepper.desk.registry().reminders().iter().count(), 0);
}

#[test]
fn a_stage_is_changed_by_two_keys() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Paul Langevin");
    stepper.press("e entrée");
    assert!(stepper.shows("étape « convention 26 envoyée » le 23/11/2026"));
}

#[test]
fn keys_typed_ahead_wait_for_the_school_that_they_are_meant_for() {
    let mut stepper = open(&season());
    stepper.slow = true;
    stepper.press("R n i i");
    stepper.slow = false;
    stepper.settle();
    assert_eq!(
        progress(&stepper).done,
        1,
        "the second school is ready, the third is not"
    );
    assert!(shown(&stepper).contains("0380124D"));
    assert!(stepper.shows("« inscrire » : B7 l’empêche"));
}

#[test]
fn keys_typed_after_a_refused_order_are_forgotten() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Jean Jaurès");
    let here = shown(&stepper);
    stepper.colleague(Command::Register {
        deployment: DeploymentId::first(uai(crate::support::world::SCHOOL), Category::Ent),
    });
    stepper.slow = true;
    stepper.press("i n n");
    stepper.slow = false;
    stepper.settle();
    assert_eq!(shown(&stepper), here);
    assert_eq!(progress(&stepper).done, 0);
}

#[test]
fn escape_leaves_for_the_panes_and_the_review_goes_on_where_it_was() {
    let mut stepper = open(&season());
    stepper.press("R d entrée n");
    let here = shown(&stepper);
    stepper.press("échap");
    assert!(stepper.model.on_panes());
    stepper.press("R");
    assert_eq!(shown(&stepper), here);
    assert_eq!(progress(&stepper).put_off, 1);
    assert!(stepper.shows("Revue reprise : 3 sur 5"));
}

#[test]
fn a_review_of_another_list_is_offered_first() {
    let mut stepper = open(&season());
    stepper
        .press("/")
        .write("commune:voiron")
        .press("entrée R n échap échap R");
    assert!(stepper.line("Reprendre : commune:voiron").contains("2 sur 3"));
    stepper.press("entrée");
    assert!(stepper.shows("2 sur 3"));
    stepper.press("échap R bas entrée");
    assert!(stepper.shows("1 sur 5"));
}

#[test]
fn another_day_the_review_goes_on_where_it_was_left() {
    let mut stepper = open(&season());
    stepper.press("R d entrée n");
    let here = shown(&stepper);
    stepper.press("ctrl-c");
    assert!(stepper.left);
    let memory = stepper.memory;
    let mut stepper = open(&season());
    stepper.model.state = memory.0;
    stepper.press("R");
    assert!(stepper.shows("Revue reprise : 3 sur 5"));
    assert_eq!(shown(&stepper), here);
    assert_eq!(progress(&stepper).put_off, 1);
}

#[test]
fn what_cuts_the_line_keeps_the_place_too() {
    let mut stepper = open(&season());
    stepper.press("R n");
    stepper.send(preau::tui::events::Event::HangUp);
    assert_eq!(stepper.memory.0.queues[0].progress().place, 2);
}

#[test]
fn who_may_only_read_passes_over_schools_and_changes_nothing() {
    let mut stepper = open_as(&season(), 120, 40, Right::Lecture);
    stepper.press("R d");
    assert!(stepper.shows("il faut le droit"));
    stepper.press("i s e a n");
    assert_eq!(progress(&stepper).left(), 5);
}

#[test]
fn what_is_read_of_a_school_that_is_gone_says_so() {
    let mut stepper = open(&season());
    stepper.press("R");
    let review = stepper.model.review_mut().unwrap();
    review.fail("inconnue".to_owned());
    assert!(stepper.shows("✗ inconnue"));
    stepper.press("n");
    assert!(!stepper.shows("✗ inconnue"));
}

#[test]
fn the_key_that_lifts_a_finding_stands_beside_it() {
    let world = season().school("0380128H", "École de Veurey", "38540");
    let mut stepper = open(&world);
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    assert_eq!(
        remedies(&mut stepper)[0],
        "→ s  noter sur la convention 26 la signature qui manque"
    );
    to(&mut stepper, "École sans solution");
    assert_eq!(remedies(&mut stepper)[0], "→ c  choisir la solution de l’école");
    to(&mut stepper, "École de Veurey");
    assert!(
        remedies(&mut stepper)
            .contains(&"→ N  noter quelle collectivité détient la compétence scolaire".to_owned()),
        "{}",
        stepper.screen()
    );
}

#[test]
fn where_no_convention_is_known_the_key_is_that_of_a_new_one() {
    let world = season()
        .commune("38540", "213805401", "Veurey")
        .school("0380128H", "École de Veurey", "38540")
        .deployment("0380128H", "olm", Stage::ContratSouscrit);
    let mut stepper = open(&world);
    stepper.press("R");
    to(&mut stepper, "École de Veurey");
    assert!(
        remedies(&mut stepper)[0].starts_with("→ N  "),
        "{}",
        stepper.screen()
    );
    stepper.press("N").write("convention 26").press("entrée");
    assert!(stepper.shows("Veurey"), "{}", stepper.screen());
    assert!(matches!(stepper.model.dialog, Some(Dialog::Editor(_))));
}

#[test]
fn of_a_private_school_no_verb_of_the_conventions_is_named() {
    let world = season().edit_school("0380127G", |school| school.sector = Sector::Private);
    let mut stepper = open_at(&world, 80, 24);
    stepper.press("R");
    to(&mut stepper, "École sans solution");
    assert!(stepper.shows("→ rien à faire ici"), "{}", stepper.screen());
    assert!(!stepper.shows("étape"), "{}", stepper.screen());
    assert!(stepper.shows("d remettre  n passer"), "{}", stepper.screen());
}

#[test]
fn a_council_noted_in_the_review_leads_to_the_next_school() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    let here = shown(&stepper);
    stepper.press("N entrée");
    stepper.press("tab").write("12/12").press("ctrl-s");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    assert_ne!(shown(&stepper), here);
    assert_eq!(progress(&stepper).done, 1);
    stepper.press("p");
    assert!(stepper.shows("12/12/2026"), "{}", stepper.screen());
}

/// Two schools of Voiron are not yet in the annexe of its convention, signed by both.
pub fn outside_the_annexe() -> World {
    season().edit_convention("26-0002", |convention| {
        convention.signed_dasen = Some(day("2026-10-05"));
        convention.open_annexe = true;
        convention.annexe = Annexe::Listed(vec![AnnexeLine::new(uai("0380126F"), Period::default())]);
    })
}

#[test]
fn schools_that_an_annexe_lacks_join_it_together() {
    let mut stepper = open(&outside_the_annexe());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    assert!(
        remedies(&mut stepper)[0].starts_with("→ y  "),
        "{}",
        stepper.screen()
    );
    stepper.press("y");
    assert!(stepper.shows("2 lignes cochées"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("la convention le permet"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(
        stepper.shows("Bourg Vif") && stepper.shows("Mésanges"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert_eq!(
        stepper.written(),
        0,
        "Enter alone confirms nothing on several schools"
    );
    stepper.press("o");
    assert_eq!(stepper.written(), 1, "one entry of the journal");
    assert!(stepper.shows("2 écoles prêtes"), "{}", stepper.screen());
    assert_eq!(progress(&stepper).ready, 2);
    stepper.press("u o");
    assert_eq!(progress(&stepper).ready, 0);
}

#[test]
fn a_queue_of_which_all_is_done_says_what_to_press() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    stepper.press("s entrée o d entrée d entrée");
    assert!(
        stepper.shows("Fin de la revue : rien n’est plus à voir dans cette file"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows("I  inscrire au registre les écoles prêtes"));
    assert!(stepper.shows("Échap  quitter la revue"));
    stepper.press("I o échap");
    assert!(stepper.model.on_panes());
}

#[test]
fn a_school_put_off_already_by_another_line_is_passed() {
    let mut stepper = open(&season());
    stepper.press("R");
    to(&mut stepper, "Bourg Vif");
    let here = shown(&stepper);
    stepper.press("d entrée p");
    assert_eq!(shown(&stepper), here);
    stepper.press("d entrée");
    assert_ne!(shown(&stepper), here);
    assert_eq!(progress(&stepper).put_off, 1);
    assert!(stepper.shows("École déjà remise au 08/12/2026"));
    assert_eq!(stepper.written(), 1);
}

#[test]
fn going_past_the_last_school_names_what_keeps_schools_out_before_the_queue_begins_again() {
    let mut stepper = open(&season());
    stepper.press("R");
    let first = shown(&stepper);
    for _ in 0..4 {
        stepper.press("n");
        assert!(!stepper.shows("Fin de la file"), "{}", stepper.screen());
    }
    let last = shown(&stepper);
    stepper.press("n");
    for said in [
        "Fin de la file : 5 écoles passées restent à voir",
        "26-0002 (Voiron), signature du DASEN : 3 écoles",
        "n  revoir les écoles passées",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("p");
    assert_eq!(shown(&stepper), last);
    stepper.press("n n");
    assert_eq!(shown(&stepper), first);
}

/// A school entered last school year, without a notice to families or a conseil; for W18, reviewed since.
fn with_hints(rule: RuleCode) -> World {
    let review = (rule == RuleCode::W18).then(|| Review::without_digests(day("2026-09-20"), "mmartin"));
    World::registered("2026-04-24")
        .edit_entry(1, |entry| entry.reviewed = review)
        .edit_deployment(SCHOOL, |used| {
            used.stage = Stage::Inscrite;
            used.family_notice = None;
        })
        .without(&RecordId::Council(CouncilId {
            school: uai(SCHOOL),
            date: day("2026-11-06"),
        }))
}

/// The key of the line of the school shown that says what would lift a finding.
fn key_of(stepper: &Stepper, rule: RuleCode) -> Option<String> {
    let review = stepper.model.review().unwrap();
    let card = review.card.as_ref().unwrap();
    let found = card.dossier.findings.iter().find(|found| found.rule == rule);
    let found = found.unwrap_or_else(|| panic!("{rule:?}"));
    remedy_verb(card, found).and_then(|verb| review.keys.get(&verb).cloned())
}

#[test]
fn the_key_beside_a_finding_opens_the_verb_that_lifts_it() {
    let cases = [
        (RuleCode::C3, Right::Gestion, "D", "Noter un fait"),
        (RuleCode::W3, Right::Gestion, "D", "Noter un fait"),
        (
            RuleCode::W13,
            Right::Dpd,
            "C",
            "Contrôler l’inscription au registre",
        ),
        (
            RuleCode::W18,
            Right::Dpd,
            "C",
            "Contrôler l’inscription au registre",
        ),
    ];
    for (rule, right, key, title) in cases {
        let mut stepper = open_as(&with_hints(rule), 120, 40, right);
        if rule == RuleCode::W18 {
            let school = stepper.desk.registry().schools().get(&uai(SCHOOL)).cloned();
            let name = "École Jean Jaurès".into();
            let record = School {
                name,
                ..school.unwrap()
            }
            .into();
            stepper.colleague(Command::Save { record });
        }
        stepper.press("R");
        assert_eq!(key_of(&stepper, rule).as_deref(), Some(key), "{rule:?}");
        stepper.press(key);
        assert!(stepper.shows(title), "{rule:?}\n{}", stepper.screen());
    }
}

/// Each verb that stands beside a finding has a key, in the review and on the panes.
#[test]
fn each_verb_named_beside_a_finding_has_its_key() {
    let stepper = open(&season());
    let kinds = RuleCode::ALL.iter().map(|rule| rule.remedy_kind());
    for kind in kinds.chain([RemedyKind::Sign, RemedyKind::Send]) {
        let Some(verb) = verb_for(kind, true) else {
            continue;
        };
        for context in [Context::Review, Context::List] {
            assert!(!stepper.model.key(context, verb).is_empty(), "{verb:?}");
        }
    }
    // Of facts that only some configurations and days find.
    for rule in [RuleCode::W4, RuleCode::W12] {
        assert_eq!(rule.remedy_kind(), RemedyKind::Fact, "{rule:?}");
    }
}
