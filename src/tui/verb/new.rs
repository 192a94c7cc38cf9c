//! What is made: the kinds of records, those that go with the list and the selected record first.

use crate::domain::query::page::{Row, SchoolRow};
use crate::domain::record::RecordId;
use crate::tui::effect::Effect;
use crate::tui::form::FormKind;
use crate::tui::form::spec::Input;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog, Pick, Purpose};
use crate::tui::model::editor::{Found, Picker};
use crate::tui::model::{Field, ListName, Model};

use crate::tui::update::ask::subject_title;

use super::form;

/// Lists what can be made.
pub fn choose(model: &mut Model) {
    let chooser = Chooser::new("Nouveau", "", choices(model, ""), Purpose::Form)
        .with(ChooserField::Filter(Field::default()))
        .or_else("Rien de ce nom");
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Narrows the list to words.
pub fn narrow(model: &mut Model, words: &str) {
    let choices = choices(model, words);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.list(choices);
    }
}

fn choices(model: &Model, words: &str) -> Vec<Choice> {
    let list = if model.review().is_some() {
        ListName::Schools
    } else {
        model.current
    };
    let first = first(list);
    let others = FormKind::WHOLE.into_iter().filter(|kind| !first.contains(kind));
    let kinds: Vec<FormKind> = first.iter().copied().chain(others).collect();
    let all: Vec<Found> = kinds
        .iter()
        .map(|kind| Found {
            key: kind.table().code.to_owned(),
            label: kind.table().noun.to_owned(),
            detail: of(model, *kind),
            with: Vec::new(),
        })
        .collect();
    Picker::narrowed(&all, words)
        .into_iter()
        .filter_map(|found| {
            let kind = FormKind::from_code(&found.key)?;
            Some(Choice::new(Pick::Form(kind), found.label, found.detail))
        })
        .collect()
}

/// The forms that one expects in a list.
fn first(list: ListName) -> &'static [FormKind] {
    match list {
        ListName::Collectivites => &[
            FormKind::Joint,
            FormKind::Contract,
            FormKind::Competence,
            FormKind::Collectivite,
        ],
        ListName::Schools => &[
            FormKind::Council,
            FormKind::Deployment,
            FormKind::School,
            FormKind::Note,
        ],
        ListName::Providers => &[
            FormKind::Processing,
            FormKind::Solution,
            FormKind::Sheet,
            FormKind::Provider,
        ],
        ListName::Conventions => &[FormKind::Reminder, FormKind::Joint, FormKind::Processing],
    }
}

/// For which record, as the form would propose it.
fn of(model: &Model, kind: FormKind) -> String {
    let names: Vec<String> = presets(model, kind)
        .into_iter()
        .map(|(_, _, name)| name)
        .collect();
    names.join(" · ")
}

/// Opens the form of a new record.
pub fn make(model: &mut Model, kind: FormKind, effects: &mut Vec<Effect>) {
    let presets = presets(model, kind);
    let presets = presets.into_iter().map(|(path, key, _)| (path, key)).collect();
    form::form(model, kind, None, presets, effects);
}

/// What a new record is about, from the selected record and the portée: place, key, name.
fn presets(model: &Model, kind: FormKind) -> Vec<(String, String, String)> {
    let candidates = candidates(model);
    let mut presets = Vec::new();
    for spec in kind.specs(false).into_iter().filter(|spec| !spec.many) {
        let Some(Input::Record(target)) = spec.parts.first().map(|part| part.input) else {
            continue;
        };
        let found = candidates
            .iter()
            .find_map(|(id, name)| Some((target.key(id)?, name.clone())));
        if let Some((key, name)) = found {
            presets.push((spec.path.to_owned(), key, name));
        }
    }
    presets
}

/// The row of the school that the verbs act on, where it is known.
fn school(model: &Model) -> Option<&SchoolRow> {
    if let Some(card) = model.review().and_then(|review| review.card.as_deref()) {
        return Some(&card.row);
    }
    match model.focused().selected_row() {
        Some(Row::School(row)) if Some(&row.id()) == model.subject() => Some(row),
        _ => None,
    }
}

/// The records that a new one may be about, nearest first.
fn candidates(model: &Model) -> Vec<(RecordId, String)> {
    let mut found = Vec::new();
    if let Some(id) = model.subject() {
        found.push((id.clone(), subject_title(model)));
    }
    if let Some(row) = school(model) {
        let holder = row.collectivite.iter();
        found.extend(holder.map(|(siren, name)| (RecordId::Collectivite(*siren), name.clone())));
        let solution = row.solution.iter();
        found.extend(solution.map(|(code, name)| (RecordId::Solution(code.clone()), name.clone())));
    }
    let chips = model.scope.iter();
    found.extend(chips.map(|chip| (chip.id.clone(), chip.label.clone())));
    found
}
