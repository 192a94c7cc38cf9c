//! The dossier of each kind of record, and the dialogs of undo and of saved views, at 120 by 40 and at 80 by 24.

use preau::domain::command::Command;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::provider::{Category, Opinion, Stance};

use crate::scenes::{scene, scenes};
use crate::stepper::Stepper;
use crate::support::isere::isere;
use crate::support::values::{day, opinion, uai};

/// Opens the dossier of the record that a text finds.
fn dossier(stepper: &mut Stepper, text: &str) {
    stepper.press("ctrl-p").write(text).press("entrée droite");
}

scenes! {
    isere();
    dossier_of_a_collectivite => |s| { s.press("1 fin droite"); };
    dossier_of_a_provider => |s| { s.press("3 droite"); };
    dossier_of_a_solution => |s| dossier(s, "olm");
    dossier_of_a_sheet => |s| dossier(s, "fiche olm");
    dossier_of_a_contract => |s| dossier(s, "CT-0001");
    dossier_of_a_registered_school => |s| { s.press("début droite"); };
    dossier_of_an_entry => |s| { s.press("début droite fin haut haut haut haut haut haut haut entrée"); };
    redo => |s| { s.press("bas e entrée u entrée U"); };
    redone => |s| { s.press("bas e entrée u entrée U entrée"); };
    undo_of_many => |s| { s.press("bas espace espace a").write("vu").press("entrée o u"); };
    undo_of_nothing => |s| { s.press("u"); };
    view_of_a_name_taken => |s| { s.press("W entrée").write("À traiter").press("entrée"); };
    view_replaced => |s| {
        s.press("/").write("voiron").press("entrée W entrée").write("Mes écoles").press("entrée");
        s.press("échap /").write("grenoble").press("entrée W bas bas entrée entrée");
    };
    view_managed => |s| {
        s.press("W entrée").write("Mes écoles").press("entrée W fin entrée");
    };
    view_removed_first_asked => |s| {
        s.press("W entrée").write("Mes écoles").press("entrée W fin entrée fin entrée");
    };
    view_removed => |s| {
        s.press("W entrée").write("Mes écoles").press("entrée W fin entrée fin entrée entrée");
    };
}

#[test]
fn undo_of_many_refused() {
    scene("undo_of_many_refused", &isere(), |stepper| {
        stepper
            .press("bas espace espace e")
            .write("besoin")
            .press("entrée o");
        for school in ["0380123C", "0380126F"] {
            stepper.colleague(Command::MoveStage {
                deployment: DeploymentId::first(uai(school), Category::Ent),
                to: Stage::OffreEvaluee,
                on: day("2026-11-20"),
            });
        }
        stepper.press("u");
    });
}

#[test]
fn undo_refused() {
    scene("undo_refused", &isere(), |stepper| {
        stepper.press("bas e entrée");
        stepper.colleague(Command::MoveStage {
            deployment: DeploymentId::first(uai("0380126F"), Category::Ent),
            to: Stage::ConventionSignee,
            on: day("2026-11-20"),
        });
        stepper.press("u");
    });
}

#[test]
fn dossier_of_a_solution_with_opinions() {
    let world = isere().edit_solution("olm", |olm| {
        olm.opinions = vec![
            opinion("DRANE", "2026-05-04", Stance::Favourable),
            opinion("DPD", "2025-03-12", Stance::Favourable),
            Opinion {
                text: "durées de conservation à préciser, et hébergeur à nommer".to_owned(),
                next_review: Some(day("2026-09-12")),
                ..opinion("DPD", "2026-03-12", Stance::Reserved)
            },
        ];
    });
    scene("dossier_of_a_solution_with_opinions", &world, |stepper| {
        dossier(stepper, "olm");
    });
}
