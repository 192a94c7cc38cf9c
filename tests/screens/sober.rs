//! The sober screens: each screen and dialog in plain lines, the cursor where the operator is, no sign nor border.

use insta::{assert_snapshot, with_settings};
use preau::domain::permit::Right;
use preau::tui::model::dialog::Dialog;

use crate::form_scenes::clash;
use crate::forms::to_field;
use crate::least::{invented, least};
use crate::stepper::{Stepper, open_as, open_shared, share};
use crate::support::isere::isere;

/// What only the eye reads.
const SIGNS: &[char] = &[
    '│', '─', '┌', '┐', '└', '┘', '├', '┤', '⚑', '✓', '✗', '•', '●', '▸', '→', '←', '↑', '↓', '█', '▄', '░',
];

/// Opens the sober screens.
fn open(width: u16, height: u16) -> Stepper {
    sober(open_as(&isere(), width, height, Right::Gestion))
}

/// Makes the screens sober.
fn sober(mut stepper: Stepper) -> Stepper {
    stepper.model.options.look.sober = true;
    stepper.model.dossier_pane.sober = true;
    let size = stepper.model.size;
    stepper.resize(size.width, size.height);
    stepper
}

fn scene(name: &str, play: impl Fn(&mut Stepper)) {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut stepper = open(width, height);
        play(&mut stepper);
        let screen = stepper.screen_with_cursor();
        for sign in SIGNS {
            assert!(!screen.contains(*sign), "{sign} is on\n{screen}");
        }
        with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
            assert_snapshot!(format!("sober_{name}"), screen);
        });
    }
    least(name, &isere(), &play);
    invented(name, &isere(), &play);
}

macro_rules! scenes {
    ($($name:ident => $play:expr;)*) => {
        $(#[test]
        fn $name() {
            scene(stringify!($name), $play);
        })*
    };
}

scenes! {
    schools => |s| { s.press("bas"); };
    collectivites => |s| { s.press("1"); };
    providers => |s| { s.press("3"); };
    conventions => |s| { s.press("4 bas"); };
    scope => |s| { s.press("1 fin entrée 2"); };
    dossier => |s| { s.press("bas droite bas bas bas"); };
    search_as_typed => |s| { s.press("/").write("vif"); };
    search_kept => |s| { s.press("/").write("vif").press("entrée"); };
    search_in_error => |s| { s.press("/").write("martin comune:x"); };
    search_without_result => |s| { s.press("/").write("zzzzz").press("entrée"); };
    marked => |s| { s.press("espace espace"); };
    stages => |s| { s.press("bas e bas"); };
    stage_recorded => |s| { s.press("bas e").write("12/9").press("entrée"); };
    registration_refused => |s| { s.press("fin i"); };
    registration_done => |s| { s.press("bas bas i entrée"); };
    many_previewed => |s| { s.press("* e bas bas bas bas bas entrée"); };
    note_empty => |s| { s.press("a entrée"); };
    history => |s| { s.press("bas e entrée h"); };
    palette => |s| { s.press(":").write("conv"); };
    go_to => |s| { s.press("ctrl-p").write("mart"); };
    help => |s| { s.press("?"); };
    review => |s| { s.press("R"); };
    dashboard => |s| { s.press("T bas"); };
    dashboard_pace => |s| { s.press("T tab tab tab"); };
    picker => |s| { s.press("n").write("conseil").press("entrée").write("gre"); };
    picker_without_value => |s| { s.press("n").write("conseil").press("entrée").write("zzzz"); };
    form_in_error => |s| { s.press("n").write("note").press("entrée ctrl-s"); };
    day_in_error => |s| { s.press("n").write("conseil").press("entrée bas").write("32/9"); };
    left_unsaved => |s| { s.press("n").write("note").press("entrée bas").write("Rappeler").press("échap"); };
    draft_to_resume => |s| {
        s.press("n").write("note").press("entrée bas").write("Rappeler").press("échap entrée");
        s.press("n").write("note").press("entrée");
    };
    columns_chosen => |s| { s.press("l bas espace bas droite"); };
    form_with_a_clash => |s| { clash(s); s.press("espace"); };
    annexe => |s| { s.press("4 fin y espace bas espace"); };
    dashboard_reasons => |s| { s.press("T tab tab tab tab"); };
}

#[test]
fn a_move_among_rows_that_fit_moves_the_cursor_and_says_the_place() {
    let mut stepper = open(160, 40);
    let before = stepper.screen();
    let cursor = stepper.cursor();
    stepper.press("bas");
    assert_eq!(stepper.screen(), before.replace("1 sur 6", "2 sur 6"));
    assert_eq!(stepper.cursor(), (cursor.0, cursor.1 + 1));
}

/// The screen as one line.
fn flat(stepper: &mut Stepper) -> String {
    let screen = stepper.screen();
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_selected_row_is_whole_and_the_cursor_on_its_first_line() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut stepper = open(width, height);
        for _ in 0..6 {
            let row = stepper.model.focused().selected_row().unwrap();
            let said = preau::tui::model::label(row);
            let name = said.split(" · ").next().unwrap().to_owned();
            let screen = flat(&mut stepper);
            let uai = ["0380127G", "0380126F", "0380123C", "0380125E", "0380124D"];
            assert!(
                screen.contains(&name),
                "no {name} at {width}:\n{}",
                stepper.screen()
            );
            let found = uai.iter().filter(|uai| screen.contains(**uai)).count();
            assert!(found > 0, "no UAI at {width}x{height}:\n{}", stepper.screen());
            let (_, y) = stepper.cursor();
            let line = stepper.screen().lines().nth(y.into()).unwrap().trim().to_owned();
            assert!(
                name.starts_with(&line) || line.starts_with(&name),
                "{line} is not {name}"
            );
            stepper.press("bas");
        }
    }
}

#[test]
fn a_mark_is_counted_before_what_narrows_the_list() {
    let mut stepper = open(40, 12);
    stepper.press("1 fin entrée 2 espace");
    assert!(
        stepper.line("Volet 2").contains("1 cochée"),
        "{}",
        stepper.screen()
    );
}

/// The line above the keys, where what has just changed is said.
fn status(stepper: &mut Stepper) -> String {
    let screen = stepper.screen();
    let line = screen.lines().rev().nth(1).unwrap();
    line.trim().to_owned()
}

#[test]
fn what_a_mark_changes_is_said_and_how_many_are_marked() {
    let mut stepper = open(120, 40);
    stepper.press("espace");
    assert_eq!(
        status(&mut stepper),
        "Coché : École élémentaire Saint-Martin, Grenoble, ENT, 1 cochée"
    );
    stepper.press("bas");
    assert_eq!(status(&mut stepper), "3 sur 6", "it is said until the next key");
    stepper.press("bas p");
    assert!(
        status(&mut stepper).starts_with("Plage cochée, 3 de plus : 4 cochées"),
        "{}",
        status(&mut stepper)
    );
    stepper.press("début espace");
    assert_eq!(
        status(&mut stepper),
        "Décoché : École élémentaire Saint-Martin, Grenoble, ENT, 3 cochées"
    );
    stepper.press("!");
    assert_eq!(status(&mut stepper), "Coches inversées : 3 cochées");
    stepper.press("*");
    assert_eq!(status(&mut stepper), "Toute la liste est cochée : 6 cochées");
    stepper.press("/").write("vif").press("entrée espace");
    assert_eq!(
        status(&mut stepper),
        "Décoché : École élémentaire du Bourg Vif, Voiron, ENT, 5 cochées, 4 masquées"
    );
    stepper.press("-");
    assert_eq!(status(&mut stepper), "5 de moins : plus rien n’est coché");
}

#[test]
fn what_a_mark_changes_in_a_dialog_is_said() {
    let mut stepper = open(120, 40);
    stepper.press("l espace");
    let said = status(&mut stepper);
    assert!(
        said.starts_with("Décoché : ") && said.ends_with(" cochées"),
        "{said}"
    );
}

#[test]
fn an_undone_order_is_said_once() {
    let mut stepper = open(120, 40);
    stepper.press("bas e entrée u entrée");
    let said = status(&mut stepper);
    assert!(said.starts_with("Défait : étape"), "{said}");
}

#[test]
fn that_the_service_is_away_is_said_in_place_of_what_was_done() {
    let shared = share(&isere());
    let mut stepper = sober(open_shared(&shared, "jdupont", 1000, 120, 40));
    stepper.press("bas e entrée");
    assert!(status(&mut stepper).starts_with("Fait : École primaire Paul Langevin"));
    shared.stop();
    stepper.hear().later(12).hear();
    let away = "Le service ne répond pas ; rien de ce que vous avez tapé n’est perdu";
    assert_eq!(status(&mut stepper), away);
    assert!(
        stepper
            .line("Le service ne répond pas depuis")
            .starts_with("  Le service")
    );
    stepper.press("bas");
    assert_eq!(status(&mut stepper), away, "as long as it is away");
    stepper.press("espace");
    assert!(
        status(&mut stepper).starts_with("Coché : "),
        "the answer to a key comes first"
    );
    shared.start();
    stepper.press("bas").hear();
    assert_eq!(status(&mut stepper), "Le service répond de nouveau");
}

#[test]
fn what_is_wrong_in_a_form_is_said_whole() {
    for (width, height) in [(120, 40), (80, 24), (60, 18), (40, 12)] {
        let mut stepper = open(width, height);
        stepper.press("4 fin m");
        to_field(&mut stepper, "Envoyée le");
        stepper.press("ctrl-u").write("32/9").press("ctrl-s");
        let screen = stepper.screen();
        let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = "Erreur : jour non compris : essayez 12/9, 12/09/2026, auj, hier, +15j";
        assert!(flat.contains(said), "{width}x{height}\n{screen}");
    }
}

#[test]
fn how_to_leave_is_among_the_keys_at_each_size() {
    for (width, height) in [(120, 40), (80, 24), (40, 12), (30, 8)] {
        let mut reviewing = open(width, height);
        reviewing.press("R");
        assert!(flat(&mut reviewing).contains("Échap "), "{}", reviewing.screen());
        let mut stepper = open(width, height);
        assert!(flat(&mut stepper).contains("q quitter"), "{}", stepper.screen());
        stepper.slow = true;
        stepper.press("e");
        assert!(flat(&mut stepper).contains("q quitter"), "{}", stepper.screen());
    }
}

#[test]
fn a_value_that_is_picked_is_said_while_the_service_is_away() {
    let shared = share(&isere());
    let mut stepper = sober(open_shared(&shared, "jdupont", 1000, 80, 24));
    stepper.press("n").write("conseil").press("entrée").write("gre");
    shared.stop();
    stepper.hear().later(12).hear();
    assert!(stepper.shows("Le service ne répond pas"));
    stepper.press("bas");
    assert_eq!(
        status(&mut stepper),
        "2 sur 3 : École élémentaire Saint-Martin, 0380127G, Grenoble"
    );
}

#[test]
fn the_place_in_a_list_to_choose_from_is_said() {
    for keys in ["x bas", "Y bas", "4 fin y bas"] {
        let mut stepper = open(120, 40);
        stepper.press(keys);
        let count = match &stepper.model.dialog {
            Some(Dialog::Chooser(chooser)) => chooser.choices.len(),
            Some(Dialog::Annexe(annexe)) => annexe.members.len() + 1,
            other => panic!("{keys}: {other:?}"),
        };
        let said = status(&mut stepper);
        assert_eq!(said, format!("2 sur {count}"), "{keys}: {}", stepper.screen());
    }
}

#[test]
fn what_a_dialog_and_a_dossier_are_about_is_whole() {
    for (width, height) in [(80, 24), (40, 12), (30, 8)] {
        let mut stepper = open(width, height);
        stepper.press("bas droite");
        let name = "École primaire Paul Langevin, Grenoble";
        assert!(flat(&mut stepper).contains(name), "{}", stepper.screen());
    }
    let mut stepper = open(40, 12);
    stepper.press("a");
    let name = "École élémentaire Saint-Martin, Grenoble";
    assert!(flat(&mut stepper).contains(name), "{}", stepper.screen());
}

#[test]
fn after_a_dialog_only_the_selected_row_is_read_again_then_each_that_one_moves_to() {
    let mut stepper = open(120, 40);
    let whole = stepper.screen();
    let rows = |screen: &str| screen.matches("0380").count();
    stepper.press("bas e échap");
    assert_eq!(rows(&stepper.screen()), 1, "{}", stepper.screen());
    assert!(stepper.screen().contains("Paul Langevin"));
    stepper.press("bas");
    assert_eq!(rows(&stepper.screen()), 2);
    stepper.press("haut haut");
    assert_eq!(rows(&stepper.screen()), 3);
    stepper.press("fin");
    assert_eq!(rows(&stepper.screen()), rows(&whole), "a jump shows all");
    stepper.press("début e échap ctrl-l");
    assert_eq!(stepper.screen(), whole);
}

#[test]
fn the_cursor_is_on_the_choice_while_one_moves_and_in_the_field_while_one_types() {
    let mut stepper = open(120, 40);
    stepper.press("bas e bas");
    let (_, y) = stepper.cursor();
    let line = stepper.screen().lines().nth(y.into()).unwrap().to_owned();
    assert!(line.contains("convention 26"), "{line}");
    stepper.write("12/9");
    let (_, y) = stepper.cursor();
    let line = stepper.screen().lines().nth(y.into()).unwrap().to_owned();
    assert!(line.contains("12/9"), "{line}");
    stepper.press("échap échap :").write("conv").press("bas");
    let (_, y) = stepper.cursor();
    let line = stepper.screen().lines().nth(y.into()).unwrap().to_owned();
    assert!(!line.contains("Filtrer"), "{line}");
}

#[test]
fn a_line_of_a_dossier_is_said_with_its_place() {
    let mut stepper = open(80, 24);
    stepper.press("bas droite bas");
    let said = status(&mut stepper);
    assert!(said.starts_with("ligne 2 sur "), "{said}");
    stepper.press("bas");
    assert!(status(&mut stepper).starts_with("ligne 3 sur "));
}

#[test]
fn on_forty_cells_the_word_for_more_and_the_label_of_a_note_are_in_sight() {
    let mut stepper = open(40, 24);
    stepper.press("bas bas droite");
    let screen = stepper.screen();
    let line = screen.lines().find(|line| line.contains("suite plus bas"));
    assert!(
        line.is_some_and(|line| line.find("suite").unwrap() < 10),
        "{screen}"
    );
    stepper.press("gauche a");
    assert!(!stepper.line("Texte").is_empty(), "{}", stepper.screen());
}
