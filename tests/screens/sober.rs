//! The sober screens: each screen and dialog in plain lines, the cursor where the operator is, no sign nor border.

use insta::{assert_snapshot, with_settings};
use preau::domain::permit::Right;

use crate::isere::isere;
use crate::stepper::{Stepper, open_as};

/// What only the eye reads.
const SIGNS: &[char] = &[
    '│', '─', '┌', '┐', '└', '┘', '├', '┤', '⚑', '✓', '✗', '•', '●', '▸', '→', '←', '↑', '↓', '█', '▄', '░',
];

/// Opens the sober screens.
fn open(width: u16, height: u16) -> Stepper {
    let mut stepper = open_as(&isere(), width, height, Right::Gestion);
    stepper.model.options.look.sober = true;
    stepper.model.sheet.sober = true;
    stepper.resize(width, height);
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
    dashboard_reasons => |s| { s.press("T tab tab tab tab"); };
}

#[test]
fn a_move_of_the_selection_changes_nothing_but_the_cursor() {
    let mut stepper = open(80, 24);
    let before = stepper.screen();
    let cursor = stepper.cursor();
    stepper.press("bas");
    assert_eq!(stepper.screen(), before);
    assert_eq!(stepper.cursor(), (cursor.0, cursor.1 + 1));
}
