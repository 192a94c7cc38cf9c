//! Each screen and dialog, at 120 by 40 and at 80 by 24: a world, keys, the screen.

use insta::{assert_snapshot, with_settings};
use preau::domain::command::Command;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::provider::Category;

use crate::least::{invented, least};
use crate::stepper::{Stepper, open_at};
use crate::support::isere::isere;
use crate::support::values::{day, uai};
use crate::support::world::World;

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

/// Shows what keys lead to, at each size.
pub fn scene(name: &str, world: &World, play: impl Fn(&mut Stepper)) {
    for (width, height) in SIZES {
        let mut stepper = open_at(world, width, height);
        play(&mut stepper);
        let screen = stepper.screen();
        with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
            assert_snapshot!(name, screen);
        });
    }
    least(name, world, &play);
    invented(name, world, &play);
}

/// Declares scenes in a world: a name, and what is done there.
macro_rules! scenes {
    ($world:expr; $($name:ident => $play:expr;)*) => {
        $(#[test]
        fn $name() {
            $crate::scenes::scene(stringify!($name), &$world, $play);
        })*
    };
}

pub(crate) use scenes;

scenes! {
    isere();
    schools => |_| {};
    collectivites => |s| { s.press("1"); };
    providers => |s| { s.press("3"); };
    conventions => |s| { s.press("4"); };
    dossier_of_a_school => |s| { s.press("bas droite bas bas bas"); };
    dossier_of_a_convention => |s| { s.press("4 fin droite"); };
    scope_of_a_collectivite => |s| { s.press("1 fin entrée 2"); };
    search_as_typed => |s| { s.press("/").write("vif"); };
    search_kept => |s| { s.press("/").write("vif").press("entrée"); };
    search_completed => |s| { s.press("/").write("co"); };
    search_in_error => |s| { s.press("/").write("martin comune:x"); };
    search_without_result => |s| { s.press("/").write("zzzzz"); };
    marked => |s| { s.press("bas espace espace espace"); };
    marked_and_hidden => |s| { s.press("bas espace espace espace /").write("grenoble"); };
    many_stages => |s| { s.press("* e bas bas bas bas bas"); };
    many_stages_previewed => |s| { s.press("* e bas bas bas bas entrée"); };
    many_registrations_previewed => |s| { s.press("* i"); };
    many_done => |s| { s.press("* i o"); };
    many_annexe => |s| { s.press("* y"); };
    stages => |s| { s.press("bas e"); };
    stage_refused => |s| { s.press("bas e bas bas bas bas"); };
    stage_on_a_day_that_is_none => |s| { s.press("bas e").write("32/13"); };
    stage_recorded => |s| { s.press("bas e").write("12/9").press("entrée"); };
    solution_of_a_school_without_any => |s| { s.press("bas bas bas e"); };
    solution_of_a_deployment => |s| { s.press("bas c"); };
    registration => |s| { s.press("bas bas i"); };
    registration_done => |s| { s.press("bas bas i entrée"); };
    registration_refused => |s| { s.press("fin i"); };
    convention_sent => |s| { s.press("4 v"); };
    convention_already_sent => |s| { s.press("4 fin v"); };
    convention_signed => |s| { s.press("4 fin s"); };
    convention_terminated => |s| { s.press("4 t"); };
    school_explained => |s| { s.press("bas E"); };
    convention_of_a_school => |s| { s.press("fin s"); };
    note => |s| { s.press("a").write("Rappeler Mme Durand après le conseil"); };
    note_empty => |s| { s.press("a entrée"); };
    history => |s| { s.press("bas e entrée h"); };
    undo => |s| { s.press("bas e entrée u"); };
    undone => |s| { s.press("bas e entrée u entrée"); };
    palette => |s| { s.press(":"); };
    palette_narrowed => |s| { s.press(":").write("conv"); };
    go_to => |s| { s.press("ctrl-p").write("mart"); };
    help => |s| { s.press("?"); };
    help_end => |s| { s.press("? fin"); };
    views_offered => |s| { s.press("w"); };
    view_open => |s| { s.press("w début bas entrée"); };
    view_modified => |s| { s.press("w début bas entrée /").write(" voiron").press("entrée"); };
    view_saved_where => |s| { s.press("/").write("voiron").press("entrée W"); };
    view_named => |s| { s.press("W entrée").write("Le Voironnais"); };
    sorts => |s| { s.press("o début entrée o"); };
    sorted => |s| { s.press("o début entrée o entrée"); };
    columns => |s| { s.press("l"); };
    columns_chosen => |s| { s.press("l espace bas droite fin haut haut haut haut espace entrée"); };
    export => |s| { s.press("espace x"); };
    export_named => |s| { s.press("x entrée"); };
    unavailable => |s| { s.press("3 e"); };
}

#[test]
fn conflict() {
    scene("conflict", &isere(), |stepper| {
        stepper.press("bas e");
        stepper.colleague(Command::MoveStage {
            deployment: DeploymentId::first(uai("0380126F"), Category::Ent),
            to: Stage::ConventionSignee,
            on: day("2026-11-20"),
        });
        stepper.press("entrée");
    });
}

#[test]
fn empty_base() {
    scene("empty_base", &World::new(), |_| {});
}

#[test]
fn first_start() {
    scene("first_start", &isere(), |stepper| {
        preau::tui::update::welcome::recall(&mut stepper.model, preau::config::state::State::default());
    });
}

#[test]
fn another_day() {
    scene("another_day", &isere(), |stepper| {
        stepper.model.options.looking = true;
    });
}

#[test]
fn on_its_way() {
    scene("on_its_way", &isere(), |stepper| {
        stepper.slow = true;
        stepper.press("e");
    });
}

#[test]
fn too_small() {
    let mut stepper = open_at(&isere(), 60, 20);
    with_settings!({ omit_expression => true }, {
        assert_snapshot!("too_small", stepper.screen());
    });
}
