//! Each form and each dialog of the forms, at 120 by 40 and at 80 by 24.

use preau::domain::command::Command;
use preau::domain::permit::Right;
use preau::domain::record::{Record, RecordId};
use preau::domain::register::Review;

use crate::forms::to_field;
use crate::scenes::{scene, scenes};
use crate::stepper::Stepper;
use crate::support::isere::isere;
use crate::support::values::{day, number};
use crate::support::world::{C26, World};

/// Opens the form of a new record of a kind, from the record under the cursor.
fn new(stepper: &mut Stepper, at: &str, kind: &str) {
    stepper.press(at).press("n").write(kind).press("entrée");
}

/// Opens the form of a convention of Grenoble, signed by both.
fn change_convention(stepper: &mut Stepper) {
    stepper.press("4 /").write(C26).press("entrée m");
}

scenes! {
    isere();
    form_kinds => |s| { s.press("n"); };
    form_kinds_narrowed => |s| { s.press("n").write("conv"); };
    form_of_a_school => |s| new(s, "2", "école");
    form_of_a_school_found => |s| { s.press("bas m"); };
    form_of_a_school_changed => |s| { s.press("bas m bas entrée"); };
    form_of_a_collectivite => |s| new(s, "1", "collectivité");
    form_of_a_competence => |s| new(s, "1 fin", "compétence");
    form_of_a_provider => |s| new(s, "3", "prestataire");
    form_of_a_solution => |s| new(s, "3", "solution");
    form_of_an_opinion_without_its_day => |s| {
        s.press("ctrl-p").write("olm").press("entrée m bas bas bas").write("DPD").press("ctrl-s");
    };
    form_of_a_sheet => |s| new(s, "3", "fiche");
    form_of_a_sheet_changed => |s| { s.press("ctrl-p").write("olm").press("bas entrée m"); };
    form_of_a_sheet_at_its_end => |s| { new(s, "3", "fiche"); s.press("pgsuiv pgsuiv pgsuiv"); };
    form_of_a_convention_26 => |s| new(s, "1 fin", "convention 26");
    form_of_a_convention_28 => |s| new(s, "3", "convention 28");
    form_of_a_convention_found => change_convention;
    form_of_a_convention_28_found => |s| { s.press("4 m"); };
    form_of_a_contract => |s| new(s, "1 fin", "contrat");
    form_of_a_deployment => |s| new(s, "2 bas bas bas", "déploiement");
    form_of_a_deployment_changed => |s| { s.press("bas m entrée"); };
    form_of_a_council => |s| new(s, "2 bas bas bas", "conseil");
    form_of_a_reminder => |s| new(s, "4", "relance");
    form_of_a_note => |s| new(s, "4", "note");
    form_with_errors => |s| { new(s, "3", "prestataire"); s.write("12").press("ctrl-s"); };
    form_with_a_date_that_is_none => |s| {
        new(s, "1 fin", "convention 26");
        s.write("26-0100").press("bas bas bas").write("32/13");
    };
    form_with_a_date_read => |s| {
        new(s, "1 fin", "convention 26");
        s.write("26-0100").press("bas bas bas").write("12/9");
    };
    form_picks_a_choice => |s| { new(s, "2", "école"); s.press("bas bas espace"); };
    form_picks_a_record => |s| { new(s, "2", "école"); s.press("bas bas bas bas espace").write("voi"); };
    form_left => |s| { s.press("3 m bas").write("Contact nouveau").press("échap"); };
    form_saved => |s| { s.press("3 m bas").write("Contact nouveau").press("ctrl-s"); };
    drafts => |s| {
        s.press("3 m bas").write("Contact nouveau").press("échap entrée");
        new(s, "4", "convention 26");
        s.write("26-0777").press("échap entrée b");
    };
    drafts_none => |s| { s.press("b"); };
    draft_offered => |s| { s.press("3 m bas").write("Contact nouveau").press("échap entrée m"); };
    what_to_change => |s| { s.press("bas bas bas bas m"); };
    what_to_end => |s| { s.press("F"); };
    end_of_a_contract => |s| { s.press("F bas entrée"); };
    end_of_a_collectivite => |s| { s.press("1 fin F"); };
    end_of_a_school => |s| { s.press("bas bas bas F"); };
    annexe_marked => |s| { s.press("4 /").write(C26).press("entrée y espace bas espace"); };
    annexe_on_a_day_that_is_none => |s| {
        s.press("4 /").write(C26).press("entrée y espace bas espace tab ctrl-u").write("32/13").press("entrée");
    };
    annexe_asks_for_the_avenant => |s| { s.press("4 /").write(C26).press("entrée y espace bas espace entrée"); };
    annexe_new_avenant => |s| {
        s.press("4 /").write(C26).press("entrée y espace bas espace entrée").write("nouvel").press("entrée");
    };
    annexe_previewed => |s| {
        s.press("4 /").write(C26).press("entrée y espace bas espace entrée").write("nouvel").press("entrée ctrl-s");
    };
}

/// Saves a convention of which a colleague has changed the same field.
pub fn clash(stepper: &mut Stepper) {
    change_convention(stepper);
    let id = RecordId::Convention(number(C26));
    let Some(Record::Convention(mut theirs)) = stepper.desk.registry().get(&id) else {
        panic!("no convention")
    };
    theirs.notice_days = Some(60);
    to_field(stepper, "Préavis");
    stepper.press("ctrl-u").write("90");
    stepper.colleague(Command::Save {
        record: Record::Convention(theirs),
    });
    stepper.press("ctrl-s");
}

#[test]
fn form_with_a_clash() {
    scene("form_with_a_clash", &isere(), clash);
}

#[test]
fn outcome_of_a_reminder() {
    let world = isere().reminder(1, "26-0002", "2026-10-01");
    scene("outcome_of_a_reminder", &world, |stepper| {
        stepper.press("4 fin F");
    });
}

/// A school of the register, seen by the DPD.
fn as_dpd(name: &str, keys: &str) {
    as_dpd_in(name, &World::registered("2026-09-15"), keys);
}

fn as_dpd_in(name: &str, world: &World, keys: &str) {
    scene(name, world, |stepper| {
        stepper.model.options.operator.rights.insert(Right::Dpd);
        stepper.press(keys);
    });
}

#[test]
fn control_of_an_entry() {
    as_dpd("control_of_an_entry", "C entrée");
}

#[test]
fn lifting_of_a_review() {
    let review = Review::without_digests(day("2026-09-21"), "mmartin");
    let world = World::registered("2026-09-15").edit_entry(1, |entry| entry.reviewed = Some(review));
    as_dpd_in("lifting_of_a_review", &world, "C fin entrée");
}

#[test]
fn end_of_an_entry() {
    as_dpd("end_of_an_entry", "F fin entrée");
}
