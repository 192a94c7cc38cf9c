//! Why a verb is not possible on what is selected: the reasons that several verbs share.

use crate::domain::record::RecordId;
use crate::tui::model::review::Card;
use crate::tui::model::{ListName, Model};

use super::many::on_marked;

/// Why a verb on one record is not possible.
pub fn no_subject(model: &Model) -> Option<String> {
    let none = model.subject().is_none();
    none.then(|| "aucun enregistrement n’est choisi".to_owned())
}

/// Why a verb on schools is not possible.
pub fn no_school(model: &Model) -> Option<String> {
    let marked = on_marked(model) && model.current == ListName::Schools;
    let none = !marked && !is_school(model);
    none.then(|| {
        said(
            model,
            ListName::Schools,
            "choisissez d’abord une école, dans le volet 2",
        )
    })
}

/// Why a verb on collectivités is not possible.
pub fn no_collectivite(model: &Model) -> Option<String> {
    let marked = on_marked(model) && model.current == ListName::Collectivites;
    let selected = matches!(model.subject(), Some(RecordId::Collectivite(_)));
    let none = !marked && !selected;
    let pane = ListName::Collectivites;
    none.then(|| {
        said(
            model,
            pane,
            "choisissez d’abord une collectivité, dans le volet 1",
        )
    })
}

/// What to choose in a pane; in that pane itself nothing can be chosen where its list is empty.
fn said(model: &Model, pane: ListName, choose: &str) -> String {
    let list = model.focused();
    if list.name == pane && list.loaded && list.total == 0 && !model.reading {
        return "la liste est vide".to_owned();
    }
    choose.to_owned()
}

/// True where a school is selected, or one of its deployments.
pub fn is_school(model: &Model) -> bool {
    matches!(
        model.subject(),
        Some(RecordId::School(_) | RecordId::Deployment(_))
    )
}

/// True where a convention is selected.
pub fn is_convention(model: &Model) -> bool {
    matches!(model.subject(), Some(RecordId::Convention(_)))
}

/// Why a verb on a convention is not possible: neither one is selected nor what may have some.
pub fn no_convention(model: &Model) -> Option<String> {
    let may = matches!(
        model.subject(),
        Some(
            RecordId::Convention(_)
                | RecordId::School(_)
                | RecordId::Deployment(_)
                | RecordId::Collectivite(_)
                | RecordId::Provider(_)
        )
    );
    let pane = ListName::Conventions;
    (!may).then(|| said(model, pane, "choisissez d’abord une convention, dans le volet 4"))
}

/// True of a school under review that conventions are made for.
pub fn in_conventions(card: Option<&Card>) -> bool {
    card.is_some_and(|card| !card.is_private())
}

/// Why a verb on the rows of the list is not possible.
pub fn no_rows(model: &Model) -> Option<String> {
    (model.focused().total == 0).then(|| "la liste est vide".to_owned())
}

/// Why a verb on the search is not possible.
pub fn wrong_search(model: &Model) -> Option<String> {
    let wrong = model.focused().error.is_some();
    wrong.then(|| "la recherche n’est pas comprise\u{a0}: corrigez-la d’abord".to_owned())
}
