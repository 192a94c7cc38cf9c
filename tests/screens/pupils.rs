//! Whoever types free text is told what it never holds, in every form and dialog, on screens of both kinds.

use std::collections::BTreeSet;

use preau::domain::permit::Right;
use preau::domain::record::{Note, Record, RecordId};
use preau::domain::register::Review;
use preau::tui::form::spec::Input;
use preau::tui::form::{FormKind, whole_of};
use preau::tui::model::dialog::{Dialog, Form};
use preau::tui::model::editor::Editor;
use preau::tui::verb::Typing;

use crate::stepper::{Stepper, open_as};
use crate::support::isere::{VOIRON, isere};
use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, World, today};

/// The texts that say what something is: no note is written there.
const NAMES: [&str; 30] = [
    "address",
    "address.city",
    "address.street",
    "base_legale",
    "circonscription",
    "commune",
    "contacts/name",
    "contacts/role",
    "contacts/telephone",
    "deliberation",
    "destinataires",
    "donnees/categorie",
    "donnees/conservation",
    "dossier",
    "finalites",
    "followed_by",
    "kind_name",
    "name",
    "opinions/authority",
    "personnes",
    "rpi.code",
    "securite",
    "sous_traitants/nom",
    "sous_traitants/pays",
    "telephone",
    "to",
    "transferts/garantie",
    "transferts/lien",
    "transferts/organisme",
    "transferts/pays",
];

/// The sizes and looks under which each field is read.
const LOOKS: [(u16, u16, bool); 4] = [(120, 40, false), (80, 24, false), (120, 40, true), (80, 24, true)];

fn opened(world: &World, right: Right, (width, height, sober): (u16, u16, bool)) -> Stepper {
    let mut stepper = open_as(world, width, height, right);
    stepper.model.options.look.sober = sober;
    stepper.model.dossier_pane.sober = sober;
    stepper.resize(width, height);
    stepper
}

fn warns(stepper: &mut Stepper) -> bool {
    stepper
        .screen()
        .to_lowercase()
        .contains("aucune donnée sur un élève")
}

/// The isère with a record of each kind that has a field of its own once it exists.
fn world() -> World {
    isere().reminder(1, "26-0002", "2026-10-01").with(Note {
        number: 1,
        about: RecordId::School(uai(SCHOOL)),
        text: "à rappeler".to_owned(),
        date: today(),
        by: "jdupont".to_owned(),
    })
}

/// The form of a record that exists; of a new one where the world has none, which leaves no field out.
fn editor(kind: FormKind, world: &World) -> Editor {
    let of_kind = |record: &&Record| whole_of(record) == Some(kind);
    let record = world.records().find(of_kind).cloned();
    let exists = record.is_some();
    assert_eq!(kind.specs(exists).len(), kind.specs(true).len(), "{kind:?}");
    Editor::new(kind, record.map(|record| (record, 1)), String::new(), today())
}

fn form(stepper: &Stepper) -> &Editor {
    match &stepper.model.dialog {
        Some(Dialog::Editor(form)) => form,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_field_of_notes_of_every_form_says_so_and_no_other() {
    let world = world();
    let (mut names, mut notes) = (BTreeSet::new(), 0);
    for look in LOOKS {
        let mut stepper = opened(&world, Right::Gestion, look);
        for kind in FormKind::WHOLE.into_iter().chain(FormKind::ENDS) {
            stepper.model.dialog = Some(Dialog::Editor(Box::new(editor(kind, &world))));
            while let Some(at @ (place, item, part)) = form(&stepper).cell_here() {
                let spec = form(&stepper).values.specs[place];
                let input = form(&stepper).values.input(at).unwrap();
                let field = match spec.parts[part].member {
                    "" => spec.path.to_owned(),
                    member => format!("{}/{member}", spec.path),
                };
                if (item, part) == (0, 0) && spec.many && input == Input::Text {
                    // The other parts of an item are asked once the first has a text.
                    stepper.write("x");
                }
                match input {
                    Input::Note => notes += 1,
                    Input::Text => drop(names.insert(field.clone())),
                    _ => {}
                }
                assert_eq!(
                    warns(&mut stepper),
                    input == Input::Note,
                    "{field} of {kind:?} on {look:?}\n{}",
                    stepper.screen()
                );
                stepper.press("bas");
            }
        }
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(names, NAMES, "a name, or a note that says what it never holds?");
    assert_eq!(
        notes,
        5 * LOOKS.len(),
        "a note, the answer to a relance, an opinion, why a convention of either article was refused"
    );
}

/// What a dialog of one field is called here, and whether its text is a note.
fn named(form: &Form) -> (&'static str, bool) {
    match (&form.flow, form.title.split(' ').next()) {
        (Typing::Note(_), _) => ("note", true),
        (Typing::NoteForMany(_), _) => ("several", true),
        (Typing::LiftReview(_), _) => ("lift", true),
        (Typing::LiftForMany(_), _) => ("lifts", true),
        (Typing::KeepNotice(_), _) => ("kept", true),
        (Typing::Reserve(_), _) => ("reserve", true),
        (Typing::ReserveForMany(_), _) => ("reserves", true),
        (Typing::Close(_), _) if form.title.contains("relance") => ("reminder", true),
        (Typing::Close(_), _) => ("entry", true),
        (Typing::MistakeWhy(_), _) => ("mistake", true),
        (Typing::Leave(_), _) => ("leave", true),
        (Typing::LeaveForMany(_), _) => ("leave several", true),
        (Typing::MistakeKey(_), _) => ("key", false),
        (Typing::Postpone(_), _) => ("postpone", false),
        (Typing::View(_), _) => ("view", false),
        (Typing::Export(_), _) => ("export", false),
        (Typing::Attach(_), _) => ("attach", false),
        (Typing::Document(_), _) => ("document", false),
        (Typing::Convention(_), Some("Résilier")) => ("terminated", false),
        (Typing::Convention(_), _) => ("sent", false),
        (Typing::FactName(_), _) if form.title.starts_with("Attestation") => ("solution", false),
        (Typing::FactName(_), _) => ("version", false),
        (Typing::SendingForMany(_), _) => ("several sent", false),
        (Typing::Territory(_), _) if form.title.ends_with("le motif") => ("territory", true),
        (Typing::Territory(_), _) => ("rpi", false),
    }
}

#[test]
fn every_dialog_of_a_note_says_so_and_no_other() {
    let review = Review::without_digests(day("2026-09-21"), "mmartin");
    let drafted = isere().convention26("26-0009", VOIRON, |_| {});
    let registered = World::registered("2026-09-15");
    let reviewed = registered
        .clone()
        .edit_entry(1, |entry| entry.reviewed = Some(review));
    let cases: [(&str, &World, Right, &str); 21] = [
        ("note", &world(), Right::Gestion, "a"),
        ("several", &world(), Right::Gestion, "espace bas espace a"),
        ("lift", &reviewed, Right::Dpd, "C fin entrée"),
        ("lifts", &reviewed, Right::Dpd, "espace C fin entrée"),
        ("reserve", &registered, Right::Dpd, "C bas entrée"),
        ("reserves", &registered, Right::Dpd, "espace C bas entrée"),
        ("entry", &registered, Right::Gestion, "F fin entrée"),
        ("reminder", &world(), Right::Gestion, "4 fin F bas entrée"),
        ("mistake", &world(), Right::Gestion, "4 X"),
        ("key", &world(), Right::Gestion, "4 K"),
        ("postpone", &world(), Right::Gestion, "R d"),
        ("view", &world(), Right::Gestion, "W entrée"),
        ("export", &world(), Right::Gestion, "x entrée"),
        ("attach", &world(), Right::Gestion, "4 J"),
        ("sent", &drafted, Right::Gestion, "4 fin v"),
        ("several sent", &drafted, Right::Gestion, "4 * v"),
        (
            "version",
            &world(),
            Right::Gestion,
            "2 d bas bas bas bas bas entrée",
        ),
        (
            "solution",
            &world(),
            Right::Gestion,
            "2 d bas bas bas bas bas bas entrée",
        ),
        ("terminated", &world(), Right::Gestion, "4 t"),
        ("territory", &world(), Right::Gestion, "2 M entrée"),
        ("rpi", &world(), Right::Gestion, "2 M bas bas bas bas entrée"),
    ];
    for (name, world, right, keys) in cases {
        for look in LOOKS {
            let mut stepper = opened(world, right, look);
            stepper.press(keys);
            let Some(Dialog::Form(form)) = &stepper.model.dialog else {
                panic!("{name}, no dialog\n{}", stepper.screen())
            };
            let (shown, notes) = named(form);
            assert_eq!(shown, name);
            assert_eq!(
                warns(&mut stepper),
                notes,
                "{name} on {look:?}\n{}",
                stepper.screen()
            );
        }
    }
}
