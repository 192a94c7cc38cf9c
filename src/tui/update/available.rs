//! When each verb is possible, and why it is not.

use crate::domain::permit::OneOf;
use crate::domain::record::RecordId;
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::{ListName, Model};
use crate::tui::spoken;
use crate::tui::theme::Role;
use crate::tui::wording::{only_looking, right_needed};

use super::many::on_marked;

use super::review;

/// Why a verb is not possible on the panes now; none where it is.
pub fn why_not(model: &Model, verb: Verb) -> Option<String> {
    if let Some(why) = model.review().and_then(|review| review::why_not(review, verb)) {
        return Some(why);
    }
    if let Some(why) = withheld(model, verb) {
        return Some(why);
    }
    if let Some(why) = one_at_a_time(model, verb) {
        return Some(why);
    }
    match verb {
        Verb::Check => no_entry(model),
        Verb::Annexe if super::editor::annexe::is_here(model) => None,
        Verb::Stage | Verb::Solution | Verb::Register | Verb::Annexe | Verb::Circonscription => {
            no_school(model)
        }
        Verb::Remind => no_party(model),
        Verb::ConventionSent | Verb::ConventionSigned | Verb::ConventionTerminated => no_convention(model),
        Verb::Note => no_subject_nor_mark(model),
        Verb::Modify | Verb::Close | Verb::History => no_subject(model),
        Verb::Pin => no_row(model),
        Verb::Export => no_rows(model).or_else(|| wrong_search(model)),
        Verb::Copy => copy_is_off(model).or_else(|| no_rows(model)),
        Verb::SaveView => wrong_search(model),
        Verb::Mouse => sober(model),
        Verb::Mark | Verb::MarkRange => not_in_list(model).or_else(|| no_subject(model)),
        Verb::MarkAll | Verb::MarkInverse => not_in_list(model).or_else(|| no_rows(model)),
        Verb::MarkNone => no_marks(model),
        Verb::Back if model.on_panes() => nothing_to_leave(model),
        _ => None,
    }
}

/// Why the orders of a verb would not be taken, whatever is selected: the right that the operator has not, or the day,
/// which is for looking.
pub fn withheld(model: &Model, verb: Verb) -> Option<String> {
    let right = right(verb)?;
    if !right.is_among(&model.options.operator.rights) {
        return Some(right_needed(right));
    }
    model.options.looking.then(|| only_looking(model.options.today))
}

/// True of a verb that leads to a change of the base.
pub fn writes(verb: Verb) -> bool {
    right(verb).is_some()
}

/// The right that the orders of a verb take, at the least; none for what only shows.
fn right(verb: Verb) -> Option<OneOf> {
    match verb {
        Verb::Stage
        | Verb::Solution
        | Verb::Register
        | Verb::RegisterReady
        | Verb::New
        | Verb::Modify
        | Verb::Close
        | Verb::Drafts
        | Verb::ConventionSent
        | Verb::ConventionSigned
        | Verb::ConventionTerminated
        | Verb::Postpone
        | Verb::Remind
        | Verb::Annexe
        | Verb::Circonscription => Some(OneOf::GESTION),
        Verb::Check => Some(OneOf::DPD),
        Verb::Note => Some(OneOf::NOTE),
        // What is taken back is the operator's own, and the desk asks for what it took; a view may be the operator's
        // own, and where it is to be shared the dialog asks for more.
        Verb::Undo | Verb::Redo | Verb::SaveView => Some(OneOf::LECTURE),
        Verb::PaneCollectivites
        | Verb::PaneSchools
        | Verb::PaneProviders
        | Verb::PaneConventions
        | Verb::NextPane
        | Verb::PreviousPane
        | Verb::Up
        | Verb::Down
        | Verb::PageUp
        | Verb::PageDown
        | Verb::First
        | Verb::Last
        | Verb::Dossier
        | Verb::LeaveDossier
        | Verb::DossierDown
        | Verb::DossierUp
        | Verb::Search
        | Verb::GoTo
        | Verb::Pin
        | Verb::Back
        | Verb::Mark
        | Verb::MarkRange
        | Verb::MarkAll
        | Verb::MarkInverse
        | Verb::MarkNone
        | Verb::Save
        | Verb::History
        | Verb::Views
        | Verb::Sort
        | Verb::Columns
        | Verb::ColumnLeft
        | Verb::ColumnRight
        | Verb::Export
        | Verb::Copy
        | Verb::Dashboard
        | Verb::Review
        | Verb::Skip
        | Verb::SkipBack
        | Verb::Accept
        | Verb::Confirm
        | Verb::Cancel
        | Verb::NextField
        | Verb::PreviousField
        | Verb::CaretLeft
        | Verb::CaretRight
        | Verb::CaretStart
        | Verb::CaretEnd
        | Verb::DeleteBefore
        | Verb::DeleteAfter
        | Verb::DeleteWord
        | Verb::ClearField
        | Verb::Palette
        | Verb::Help
        | Verb::Redraw
        | Verb::Mouse
        | Verb::Suspend
        | Verb::Quit => None,
    }
}

/// Why a verb of one record is not possible beside marked lines: it would take the line under the cursor, which is
/// another.
fn one_at_a_time(model: &Model, verb: Verb) -> Option<String> {
    let one = matches!(
        verb,
        Verb::ConventionSent
            | Verb::ConventionSigned
            | Verb::ConventionTerminated
            | Verb::Modify
            | Verb::Close
            | Verb::Check
    );
    (one && on_marked(model)).then(|| {
        let [key, fiche] = [Verb::MarkNone, Verb::Dossier].map(|verb| {
            let shown = model.key(Context::List, verb);
            if model.options.look.sober {
                spoken::text(Role::Key, &shown).into_owned()
            } else {
                shown
            }
        });
        format!("une ligne à la fois\u{a0}; décochez d’abord ({key}), ou lisez la fiche ({fiche})")
    })
}

fn copy_is_off(model: &Model) -> Option<String> {
    (!model.options.copy.decide(true))
        .then(|| "la configuration l’a coupé (copie = \"non\" dans [ecran])".to_owned())
}

fn no_entry(model: &Model) -> Option<String> {
    match model.subject() {
        Some(RecordId::Entry(_) | RecordId::School(_) | RecordId::Deployment(_)) => None,
        _ => Some("choisissez d’abord une école ou une inscription".to_owned()),
    }
}

fn no_subject(model: &Model) -> Option<String> {
    model
        .subject()
        .is_none()
        .then(|| "aucun enregistrement n’est choisi".to_owned())
}

fn no_subject_nor_mark(model: &Model) -> Option<String> {
    (!on_marked(model)).then(|| no_subject(model)).flatten()
}

fn no_party(model: &Model) -> Option<String> {
    no_convention(model).filter(|_| !on_marked(model))
}

fn no_row(model: &Model) -> Option<String> {
    if model.reading {
        let plain = model.dossier_pane.link().is_none();
        return plain.then(|| "cette ligne ne mène à aucun enregistrement".to_owned());
    }
    no_subject(model)
}

fn no_school(model: &Model) -> Option<String> {
    if on_marked(model) && model.current == ListName::Schools {
        return None;
    }
    match model.subject() {
        Some(RecordId::School(_) | RecordId::Deployment(_)) => None,
        _ => Some("choisissez d’abord une école, dans le volet 2".to_owned()),
    }
}

fn no_convention(model: &Model) -> Option<String> {
    match model.subject() {
        Some(
            RecordId::Convention(_)
            | RecordId::School(_)
            | RecordId::Deployment(_)
            | RecordId::Collectivite(_)
            | RecordId::Provider(_),
        ) => None,
        _ => Some("choisissez d’abord une convention, dans le volet 4".to_owned()),
    }
}

fn not_in_list(model: &Model) -> Option<String> {
    let elsewhere = model.reading || model.dossier_pane.visiting.is_some();
    elsewhere.then(|| {
        let key = model.key(Context::List, Verb::LeaveDossier);
        format!("revenez d’abord au volet ({key})")
    })
}

fn no_rows(model: &Model) -> Option<String> {
    (model.focused().total == 0).then(|| "la liste est vide".to_owned())
}

fn sober(model: &Model) -> Option<String> {
    let sober = model.options.look.sober;
    sober.then(|| "l’écran sobre laisse la souris au terminal".to_owned())
}

fn wrong_search(model: &Model) -> Option<String> {
    let wrong = model.focused().error.is_some();
    wrong.then(|| "la recherche n’est pas comprise\u{a0}: corrigez-la d’abord".to_owned())
}

fn no_marks(model: &Model) -> Option<String> {
    let none = model.focused().marks.is_empty();
    none.then(|| "aucune ligne n’est cochée dans ce volet".to_owned())
}

fn nothing_to_leave(model: &Model) -> Option<String> {
    let free = !model.reading
        && model.dossier_pane.visiting.is_none()
        && model.focused().search.is_empty()
        && model.focused().view.is_none()
        && model.scope.is_empty();
    free.then(|| "aucune portée, vue ni recherche à retirer".to_owned())
}
