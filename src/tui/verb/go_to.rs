//! « Aller à »: any record of any kind, by fragments of its name.

use crate::domain::query::page::Row;
use crate::domain::query::{Pane, Query};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog, Pick, Purpose};
use crate::tui::model::{Field, Model};

use crate::tui::update::ask::request;

/// The records shown.
const SHOWN: usize = 50;

/// Opens the dialog; nothing is listed until something is typed.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let chooser = Chooser::new("Aller à", "", Vec::new(), Purpose::GoTo)
        .with(ChooserField::Filter(Field::default()))
        .or_else("Tapez un fragment\u{a0}: nom, commune, UAI, SIREN, numéro");
    model.dialog = Some(Dialog::Chooser(chooser));
    search(model, "", effects);
}

/// Asks for the records that the words find.
pub fn search(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let query = Query {
        text: words.to_owned(),
        ..Query::all(Pane::Everything, SHOWN)
    };
    request(model, Ask::Query(Box::new(query)), effects);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.late = true;
    }
}

/// A record that was found, as a choice.
pub fn choice(row: &Row) -> Option<Choice> {
    let Row::Any(row) = row else {
        return None;
    };
    let kind = row.id.kind().label();
    let detail = if row.detail.is_empty() {
        kind.to_owned()
    } else {
        format!("{} · {kind}", row.detail)
    };
    Some(Choice::new(Pick::Record(row.id.clone()), &row.label, detail))
}
