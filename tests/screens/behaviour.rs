//! What the screens do: selection, portée, search, orders, refusals, conflicts.

use preau::domain::command::Command;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::permit::Right;
use preau::domain::provider::Category;
use preau::domain::record::RecordId;

use preau::tui::model::Tone;

use crate::stepper::{Stepper, open, open_as, open_at};
use crate::support::isere::{JAURES, VOIRON, isere};
use crate::support::values::{day, number, siren, uai};
use crate::support::world::{C26, SCHOOL, World};

fn moved(school: &str, to: Stage) -> Command {
    Command::MoveStage {
        deployment: DeploymentId::first(uai(school), Category::Ent),
        to,
        on: day("2026-11-20"),
    }
}

fn selected(stepper: &Stepper) -> String {
    stepper
        .model
        .subject()
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[test]
fn the_selection_stays_on_its_record_when_the_list_changes_around_it() {
    let mut stepper = open(&isere());
    stepper.press("bas bas");
    let before = selected(&stepper);
    assert_eq!(before, format!("deploiement/{SCHOOL}@ENT"));
    let row = stepper.model.focused().place;
    // A colleague gives a second deployment, hence a row, to a school listed above.
    stepper.colleague(Command::ChooseSolution {
        deployment: DeploymentId::first(uai("0380127G"), Category::VieScolaire),
        solution: Some("embruns".parse().unwrap()),
        on: day("2026-11-20"),
    });
    stepper.press("ctrl-l");
    assert_eq!(selected(&stepper), before);
    assert_eq!(stepper.model.focused().place, row + 1);
    assert!(stepper.line(JAURES).starts_with('▶'));
}

#[test]
fn the_first_deployment_takes_the_selection_of_its_school() {
    let mut stepper = open(&isere());
    stepper.press("bas bas bas");
    assert_eq!(selected(&stepper), "ecole/0380125E");
    stepper.press("c entrée");
    assert_eq!(selected(&stepper), "deploiement/0380125E@ENT");
    assert!(stepper.shows("solution OLM choisie le 23/11/2026"));
    stepper.press("u entrée");
    assert_eq!(selected(&stepper), "ecole/0380125E");
    stepper.press("U entrée");
    assert_eq!(selected(&stepper), "deploiement/0380125E@ENT");
}

#[test]
fn a_stage_is_changed_on_the_day_typed() {
    let mut stepper = open(&isere());
    stepper.press("bas e").write("12/9").press("entrée");
    assert!(stepper.shows("étape « convention 26 envoyée » le 12/09/2026"));
    assert!(stepper.line("Prim. Paul Langevin").contains("conv. 26 envoyée"));
}

#[test]
fn a_day_that_is_none_is_said_and_nothing_is_sent() {
    let mut stepper = open(&isere());
    stepper.press("bas e").write("32/13").press("entrée");
    assert!(stepper.shows("jour non compris"));
    assert!(stepper.model.dialog.is_some());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_refused_stage_says_why_and_stays_open() {
    let mut stepper = open(&isere());
    stepper.press("bas e bas bas bas bas");
    assert!(stepper.shows("Impossible : C1 L’école n’est pas inscrite au registre"));
    stepper.press("entrée");
    assert!(stepper.model.dialog.is_some());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn the_stage_of_registration_leads_to_the_registration() {
    let mut stepper = open(&isere());
    stepper.press("bas bas e");
    assert!(stepper.line("inscrite au registre").starts_with('▶'));
    stepper.press("entrée");
    assert!(stepper.shows("Inscrire au registre de traitement"));
}

#[test]
fn a_registration_shows_its_number() {
    let mut stepper = open(&isere());
    stepper.press("bas bas i entrée");
    assert!(stepper.shows("inscrite au registre sous le n° 2"));
    assert!(stepper.line(JAURES).contains(" ✓ 0380123C"));
    assert!(stepper.shows("✓ 2 inscrites"));
}

#[test]
fn a_registration_that_the_rules_refuse_writes_nothing() {
    let mut stepper = open(&isere());
    stepper.press("fin i");
    for reason in ["B7", "B9", "RGPD art. 26", "Rien n’a été enregistré"] {
        assert!(stepper.shows(reason), "{reason}");
    }
    stepper.press("entrée");
    assert!(stepper.model.dialog.is_none());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn signatures_bring_a_convention_into_force() {
    let mut stepper = open(&isere());
    stepper.press("4 fin s entrée");
    assert!(stepper.shows("signée par le DASEN le 23/11/2026"));
    stepper.press("s");
    assert!(stepper.shows("signature déjà notée au 23/11/2026"));
    stepper.press("entrée o");
    assert!(stepper.line("26-0002").contains('✓'));
    assert!(stepper.line("Voiron   ").contains('.'));
}

#[test]
fn a_conflict_shows_the_record_as_it_is_and_overwrites_nothing() {
    let mut stepper = open(&isere());
    stepper.press("bas e");
    stepper.colleague(moved("0380126F", Stage::ConventionSignee));
    stepper.press("entrée");
    assert!(stepper.shows("Fiche modifiée entre-temps"));
    assert!(stepper.shows("contrat souscrit → convention 26 signée"));
    assert!(stepper.shows("Vous demandiez"));
    assert_eq!(stepper.written(), 0);
    stepper.press("échap");
    assert!(stepper.line("Prim. Paul Langevin").contains("conv. 26 signée"));
}

#[test]
fn pinning_narrows_every_pane_and_escape_widens_them() {
    let mut stepper = open(&isere());
    stepper.press("1 fin entrée");
    assert_eq!(stepper.model.scope_ids(), [RecordId::Collectivite(siren(VOIRON))]);
    assert!(stepper.shows("2 Écoles 1 sur 5 (2 lignes) · Voiron"));
    assert!(stepper.shows("4 Conventions"));
    stepper.press("échap");
    assert!(stepper.shows("Portée retirée : Voiron"));
    assert!(stepper.shows("2 Écoles 5 (6 lignes)"));
    stepper.press("échap");
    assert!(stepper.shows("aucune portée, vue ni recherche à retirer"));
}

#[test]
fn the_search_finds_as_one_types_and_letters_do_nothing_else() {
    let mut stepper = open(&isere());
    stepper.press("/").write("vif");
    assert!(stepper.shows("2 Écoles 1 sur 5 (2 lignes) · vif"));
    assert_eq!(selected(&stepper), "deploiement/0380124D@ENT");
    stepper.press("entrée");
    assert!(!stepper.model.searching);
    assert!(stepper.shows("Recherche vif"));
    stepper.press("échap");
    assert!(stepper.shows("2 Écoles 5 (6 lignes)"));
    assert_eq!(
        selected(&stepper),
        "deploiement/0380124D@ENT",
        "the selection is kept"
    );
    stepper.press("/").write("quie").press("échap");
    assert!(!stepper.left, "letters are text while a field has the focus");
    assert!(stepper.model.focused().search.is_empty());
}

#[test]
fn a_search_that_finds_nothing_says_how_to_leave() {
    let mut stepper = open(&isere());
    stepper.press("/").write("zzzzzz");
    assert!(stepper.shows("Rien ne correspond à la recherche. Échap la retire."));
}

#[test]
fn going_to_a_record_outside_the_scope_removes_the_scope() {
    let mut stepper = open(&isere());
    stepper
        .press("1 fin entrée ctrl-p")
        .write("jaures")
        .press("entrée");
    assert_eq!(selected(&stepper), format!("deploiement/{SCHOOL}@ENT"));
    assert!(stepper.model.scope.is_empty());
    assert!(stepper.shows("Portée retirée"));
}

#[test]
fn a_record_that_no_pane_lists_is_shown_in_the_dossier() {
    let mut stepper = open(&isere());
    stepper.press("ctrl-p").write("embruns");
    stepper.press("bas entrée");
    assert!(stepper.model.dossier_pane.visiting.is_some() || !selected(&stepper).is_empty());
    stepper.press("échap");
    assert!(stepper.model.dossier_pane.visiting.is_none());
}

#[test]
fn a_link_of_the_dossier_leads_to_its_record() {
    let mut stepper = open(&isere());
    stepper.press("bas droite");
    while stepper.model.dossier_pane.link().is_none() {
        stepper.press("bas");
    }
    stepper.press("entrée");
    assert_eq!(selected(&stepper), "collectivite/213801855");
}

#[test]
fn a_verb_that_is_not_possible_says_why() {
    let mut stepper = open(&isere());
    stepper.press("3 e");
    assert!(stepper.shows("« étape » : choisissez d’abord une école, dans le volet 2"));
    // In that very pane, without a row to choose.
    for (pane, key) in [("2", "y"), ("4", "v")] {
        let mut stepper = open(&isere());
        stepper
            .press(pane)
            .press("/")
            .write("introuvable")
            .press("entrée")
            .press(key);
        assert!(stepper.shows("la liste est vide"), "{key}\n{}", stepper.screen());
    }
    stepper.press("u");
    assert!(stepper.shows("Rien à défaire"));
    let mut reader = open_as(&isere(), 120, 40, Right::Lecture);
    reader.press("e");
    assert!(reader.shows("il faut le droit « gestion »"));
    reader.press(": bas").write("inscrire").press("entrée");
    assert!(reader.shows("il faut le droit « gestion »"));
}

#[test]
fn an_empty_base_says_what_to_do() {
    let mut stepper = open(&World::new());
    for said in [
        "Aucune école. La base est vide : quittez (q) et commencez par « preau importer",
        "communes FICHIER », puis epci, annuaire, solutions.",
    ] {
        assert!(stepper.shows(said), "{}", stepper.screen());
    }
    stepper.press("e i a h s entrée bas fin pgsuiv");
    assert!(stepper.model.dialog.is_none());
}

#[test]
fn answers_that_come_late_are_dropped() {
    let mut stepper = open(&isere());
    stepper.slow = true;
    stepper.press("/").write("vi").write("f");
    stepper.press("retour retour retour").write("jaures");
    let late = stepper.asked.pop_front().unwrap();
    stepper.settle();
    stepper.asked.push_back(late);
    stepper.settle();
    assert!(stepper.shows("2 Écoles 1 sur 5 · jaures"));
    assert!(stepper.shows(JAURES));
}

#[test]
fn keys_typed_while_a_dialog_is_on_its_way_are_meant_for_it() {
    let mut stepper = open(&isere());
    stepper.press("bas");
    stepper.slow = true;
    stepper.press("e").write("12/9").press("entrée");
    assert_eq!(selected(&stepper), "deploiement/0380126F@ENT");
    stepper.settle();
    assert!(stepper.shows("étape « convention 26 envoyée » le 12/09/2026"));
}

#[test]
fn a_dialog_on_its_way_is_closed_by_escape() {
    let mut stepper = open(&isere());
    stepper.slow = true;
    stepper.press("e échap");
    stepper.settle();
    assert!(stepper.model.dialog.is_none());
}

#[test]
fn an_order_on_its_way_is_told_even_when_its_dialog_was_closed() {
    let mut stepper = open(&isere());
    stepper.press("bas e");
    stepper.slow = true;
    stepper.press("entrée entrée échap");
    stepper.settle();
    assert!(stepper.shows("étape « convention 26 envoyée »"));
    assert_eq!(stepper.written(), 1, "Enter twice is one order");
}

#[test]
fn one_pane_at_a_time_keeps_the_same_keys() {
    let mut stepper = open_at(&isere(), 80, 24);
    stepper.press("bas droite");
    assert!(stepper.shows("[Fiche]"));
    stepper.press("gauche");
    assert!(stepper.shows("[2 Écoles 5]"));
    stepper.press("é tab tab tab");
    assert!(stepper.shows("[Fiche]"));
    stepper.press("tab");
    assert!(stepper.shows("[1 Collectivités 3]"));
}

#[test]
fn names_from_files_are_inert_on_the_screen() {
    let world = isere().edit_school("0380126F", |school| {
        school.name = "\u{1b}[2Jrouge\u{202e}".to_owned();
    });
    let screen = open(&world).screen();
    assert!(screen.contains("·[2Jrouge·"));
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'));
}

#[test]
fn a_search_counts_the_rows_that_it_finds_and_no_more() {
    let mut stepper = open(&isere());
    stepper.press("/").write("œe");
    assert!(stepper.shows("2 Écoles 2 sur 5 (3 lignes)"));
}

#[test]
fn a_filter_that_is_unknown_is_said_at_once_and_the_rows_stay() {
    let mut stepper = open(&isere());
    stepper.press("/").write("comune");
    let before = stepper.model.focused().total;
    stepper.write(":voiron");
    assert!(stepper.shows("filtre inconnu : « comune »"));
    assert!(stepper.shows("« commune »"), "the nearest is named");
    assert_eq!(stepper.model.focused().total, before, "the rows of before stay");
    stepper.press("ctrl-u").write("commune:voiron");
    assert!(stepper.shows("2 Écoles 1 sur 5 (2 lignes)"));
}

#[test]
fn tab_completes_what_is_typed_in_the_search_bar() {
    let mut stepper = open(&isere());
    stepper.press("/").write("comm");
    assert!(stepper.shows("Tab : commune:"));
    stepper.press("tab").write("voi");
    stepper.press("tab");
    assert_eq!(stepper.model.focused().search.text(), "commune:Voiron");
    assert!(stepper.shows("2 Écoles 1 sur 5 (2 lignes)"));
}

#[test]
fn keys_typed_ahead_of_a_registration_confirm_nothing() {
    let mut stepper = open(&isere());
    stepper.press("bas bas");
    stepper.slow = true;
    stepper.press("i entrée");
    stepper.settle();
    assert!(stepper.shows("Inscrire au registre de traitement"));
    assert_eq!(stepper.written(), 0, "what is written was read first");
}

#[test]
fn keys_typed_ahead_of_a_dialog_that_does_not_open_reach_no_pane() {
    let mut stepper = open(&isere());
    // The eligible school's convention is signed by both, so that no dialog opens.
    stepper.press("4 s entrée s");
    let before = selected(&stepper);
    stepper.slow = true;
    stepper.press("v").write("12/1q");
    stepper.settle();
    assert!(!stepper.left);
    assert_eq!(selected(&stepper), before);
}

#[test]
fn a_registration_shown_before_a_colleague_changed_its_convention_is_refused() {
    let mut stepper = open(&isere());
    stepper.press("bas bas i");
    assert!(stepper.shows("Inscrire au registre de traitement"));
    // The convention still binds: the registration would pass, on another convention than the one shown.
    stepper.colleague(Command::Terminate {
        convention: number(C26),
        on: day("2027-06-01"),
    });
    stepper.press("entrée");
    assert!(stepper.shows("Fiche modifiée entre-temps"));
    assert_eq!(stepper.written(), 0);
}

#[test]
fn a_key_that_means_nothing_here_says_so() {
    let mut stepper = open(&isere());
    let said = |stepper: &mut Stepper, key: &str, words: &str| {
        stepper.press(key);
        assert!(stepper.shows(words), "{key}: no {words}\n{}", stepper.screen());
    };
    said(&mut stepper, "N", "N ne sert à rien ici ; ? montre les touches");
    said(&mut stepper, "f7", "F7 ne sert à rien ici ; ? montre les touches");
    said(&mut stepper, "alt-e", "Alt-E ne sert à rien ici");
    stepper.press("bas");
    assert!(!stepper.shows("ne sert à rien"), "until the next key");
    stepper.press("/");
    said(
        &mut stepper,
        "f7",
        "F7 ne sert à rien ici ; F1 montre les touches",
    );
    stepper.press("échap T");
    said(&mut stepper, "e", "e ne sert à rien ici ; ? montre les touches");
    stepper.press("échap ?");
    said(&mut stepper, "e", "e ne sert à rien ici");
    said(&mut stepper, "o", "o ne sert à rien ici");
    assert!(stepper.shows("Aide"));
    stepper.press("échap :");
    said(&mut stepper, "f7", "F7 ne sert à rien ici");
    stepper.press("échap a").write("e");
    assert!(!stepper.shows("ne sert à rien"), "a letter is text in a field");
}

/// The screen as one line, with single spaces.
fn flat(stepper: &mut Stepper) -> String {
    let screen = stepper.screen().replace(['│', '▶'], " ");
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// More schools than a screen has rows.
fn crowded() -> World {
    const KEYS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    (381_001_usize..381_041).fold(isere(), |world, number| {
        let key = char::from(KEYS[number % 23]);
        world.school(
            &format!("0{number}{key}"),
            &format!("École Zoé {number}"),
            "38563",
        )
    })
}

#[test]
fn a_sentence_that_is_longer_than_its_line_takes_more_of_them_and_the_selected_row_stays() {
    let words: Vec<String> = (1..=40).map(|number| format!("mot{number}")).collect();
    let words = words.join(" ");
    for sober in [false, true] {
        for keys in ["fin", "droite fin", "fin ?", "fin T"] {
            let mut stepper = open_at(&crowded(), 80, 24);
            stepper.model.options.look.sober = sober;
            stepper.press(keys);
            stepper.model.say(Tone::Info, words.clone());
            assert!(
                flat(&mut stepper).contains(&words),
                "{keys}\n{}",
                stepper.screen()
            );
            if keys == "fin" {
                let row = selected(&stepper).split('/').next_back().unwrap().to_owned();
                assert!(stepper.shows(&row), "{row}\n{}", stepper.screen());
            }
            stepper.press("bas");
            assert!(!flat(&mut stepper).contains("mot40"), "until the next key");
        }
    }
}

#[test]
fn a_sentence_under_a_field_leaves_it_where_it_is() {
    let words: Vec<String> = (1..=20).map(|number| format!("mot{number}")).collect();
    let words = words.join(" ");
    for sober in [false, true] {
        let mut stepper = open_at(&crowded(), 80, 24);
        stepper.model.options.look.sober = sober;
        stepper.press("/").write("zoe");
        let place = stepper.cursor();
        stepper.model.say(Tone::Info, words.clone());
        assert!(flat(&mut stepper).contains(&words), "{}", stepper.screen());
        assert_eq!(stepper.cursor(), place);
    }
}

#[test]
fn a_school_without_convention_says_how_to_make_one() {
    let mut stepper = open_at(&isere(), 80, 24);
    stepper.press("1 /").write("meylan").press("entrée v");
    assert!(
        stepper.shows("Aucune convention ici ; n : nouvelle convention"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.model.dialog.is_none());
    stepper.press("n");
    assert!(stepper.shows("convention 26"), "{}", stepper.screen());
}

#[test]
fn behind_a_screen_that_is_too_small_only_leaving_does_anything() {
    let mut stepper = open(&isere());
    stepper.press("bas bas").resize(60, 20);
    stepper.press("i entrée / e entrée échap : entrée");
    assert!(stepper.shows("Écran trop petit"));
    stepper.resize(120, 40);
    assert!(stepper.written() == 0 && stepper.model.dialog.is_none() && !stepper.model.searching);
    stepper.resize(60, 20).press("q");
    assert!(stepper.left);
}

#[test]
fn a_search_that_is_wrong_is_not_kept() {
    let mut stepper = open(&isere());
    stepper.press("/").write("foo:bar").press("entrée");
    assert!(stepper.model.searching);
    assert!(stepper.line("filtre inconnu").contains("(liste précédente)"));
    assert!(!stepper.shows("Recherche foo:bar"));
    stepper.press("échap /");
    stepper.slow = true;
    stepper.write("foo:bar").press("entrée").settle();
    assert!(
        stepper
            .line("Recherche foo:bar")
            .contains("✗ non appliquée, liste précédente")
    );
}

#[test]
fn the_palette_ranks_words_before_letters() {
    let mut stepper = open(&isere());
    stepper.press(":").write("sig");
    let screen = stepper.screen();
    let lines: Vec<&str> = screen
        .lines()
        .skip(3)
        .filter(|line| line.contains("   ") && line.contains('│'))
        .collect();
    let found = lines
        .iter()
        .position(|line| line.contains("la signature d’une partie"));
    let other = lines
        .iter()
        .position(|line| line.contains("convention a été envoyée"));
    assert!(found.is_some() && other.is_none(), "{screen}");
}
