//! The portée, and going to a record wherever it is.

use crate::domain::query::Query;
use crate::domain::query::page::Row;
use crate::domain::record::RecordId;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Press};
use crate::tui::model::{Chip, ListName, Model, Tone};

use crate::tui::update::{bar, lists};

use super::when;

/// Pins the selected record: every list is narrowed to what is tied to it. In the dossier, follows the line instead.
pub fn pin(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.reading {
        return follow(model, effects);
    }
    let Some(chip) = model.focused().selected_row().map(chip) else {
        return;
    };
    if model.scope.contains(&chip) {
        return model.say(Tone::Info, format!("{} est déjà dans la portée", chip.label));
    }
    let back = model.key(Context::List, Press::Back);
    model.say(
        Tone::Info,
        format!("Portée\u{a0}: {} ({back} pour la retirer)", chip.label),
    );
    model.scope.push(chip);
    lists::refresh_all(model, effects);
}

/// Why nothing can be pinned or followed.
pub fn no_row(model: &Model) -> Option<String> {
    if model.reading {
        let plain = model.dossier_pane.link().is_none();
        return plain.then(|| "cette ligne ne mène à aucun enregistrement".to_owned());
    }
    when::no_subject(model)
}

/// Goes to the record that the line under the cursor leads to.
pub fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.dossier_pane.link().cloned() {
        go_to(model, id, effects);
    }
}

/// Goes to a record: to its row where a list has one, else to its dossier.
pub fn go_to(model: &mut Model, id: RecordId, effects: &mut Vec<Effect>) {
    model.searching = false;
    let Some(name) = ListName::of(&id) else {
        return visit(model, id);
    };
    (model.current, model.reading) = (name, false);
    model.dossier_pane.visiting = None;
    model.seeking = Some(id.clone());
    let list = model.list_mut(name);
    list.error = None;
    list.search.clear();
    list.selected = Some(id);
    bar::leave_view(model, name);
    lists::refresh(model, name, effects);
}

/// Says where the record sought in this list was found; outside what the schools follow, they follow it no more, and
/// outside the portée, the portée is removed.
pub fn sought(model: &mut Model, name: ListName, found: bool, effects: &mut Vec<Effect>) {
    let sought_here = |id: &mut RecordId| ListName::of(id) == Some(name);
    let Some(id) = model.seeking.take_if(sought_here) else {
        return;
    };
    if found {
        return;
    }
    let followed = model.followed_chip().filter(|_| name == ListName::Schools);
    if let Some(chip) = followed.cloned() {
        model.follow_no_record();
        let text = format!(
            "Les écoles ne suivent plus {}\u{a0}: l’enregistrement n’en faisait pas partie",
            chip.label
        );
        model.say(Tone::Info, text);
    } else if model.scope.is_empty() {
        return visit(model, id);
    } else {
        model.scope.clear();
        model.say(
            Tone::Info,
            "Portée retirée\u{a0}: l’enregistrement n’en faisait pas partie",
        );
    }
    model.seeking = Some(id.clone());
    model.list_mut(name).selected = Some(id);
    lists::refresh_all(model, effects);
}

/// Shows the dossier of a record that no list shows.
fn visit(model: &mut Model, id: RecordId) {
    model.dossier_pane.visiting = Some(id);
    model.reading = true;
}

/// The chip of a row: of a deployment, its school.
fn chip(row: &Row) -> Chip {
    let (id, label) = match row {
        Row::School(row) => (RecordId::School(row.uai), &row.name),
        Row::Collectivite(row) => (RecordId::Collectivite(row.siren), &row.name),
        Row::Provider(row) => (RecordId::Provider(row.siren), &row.name),
        Row::Convention(row) => (row.id.clone(), &row.number),
        Row::Any(row) => (row.id.clone(), &row.label),
    };
    Chip {
        id,
        label: label.clone(),
    }
}

/// What narrows a list, in words.
pub fn label(model: &Model, query: &Query) -> String {
    let named = |id: &RecordId| {
        let mut chips = model.scope.iter().chain(model.followed_chip());
        let chip = chips.find(|chip| chip.id == *id);
        chip.map_or_else(|| id.label(), |chip| chip.label.clone())
    };
    let search = Some(query.text.clone()).filter(|text| !text.is_empty());
    let words: Vec<String> = query.scope.iter().map(named).chain(search).collect();
    words.join(" · ")
}
