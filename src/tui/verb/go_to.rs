//! « Aller à »: any record of any kind, by fragments of its name.

use crate::domain::query::page::Row;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::{Field, Model};

use crate::tui::update::ask::{filter, relist, request};

use super::{Chooses, Taken, scope, unexpected};

/// The records shown.
const SHOWN: usize = 50;

/// The records that were found.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// Opens the dialog; nothing is listed until something is typed.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let chooser = Chooser::new("Aller à", "", Vec::new(), Choosing(Vec::new()))
        .with(ChooserField::Filter(Field::default()))
        .or_else("Tapez un fragment\u{a0}: nom, commune, UAI, SIREN, numéro");
    model.dialog = Some(Dialog::Chooser(chooser));
    search(model, "", effects);
}

/// Asks for the records that the words find.
fn search(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let query = Query {
        text: words.to_owned(),
        ..Query::all(Pane::Everything, SHOWN)
    };
    request(model, Ask::Query(Box::new(query)), effects);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.late = true;
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        model.dialog = None;
        scope::go_to(model, self.0[taken.place].clone(), effects);
    }

    fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
        search(model, words, effects);
    }

    fn found(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::Page(page) = answer else {
            return unexpected(model);
        };
        let (choices, records) = page.rows.iter().filter_map(choice).unzip();
        let typed = !filter(model).is_empty();
        relist(model, choices, Self(records), 0);
        if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
            chooser.error = None;
            chooser.about = page.followed.join("\u{a0}; ");
            if typed {
                "Aucun enregistrement de ce nom".clone_into(&mut chooser.empty);
            }
        }
    }
}

/// A record that was found, as a choice.
pub(super) fn choice(row: &Row) -> Option<(Choice, RecordId)> {
    let Row::Any(row) = row else {
        return None;
    };
    let kind = row.id.kind().label();
    let detail = if row.detail.is_empty() {
        kind.to_owned()
    } else {
        format!("{} · {kind}", row.detail)
    };
    Some((Choice::new(&row.label, detail), row.id.clone()))
}
