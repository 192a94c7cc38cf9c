//! What is made: the kinds of records, those that go with the list and the selected record first.

use crate::domain::query::page::{Row, SchoolRow};
use crate::domain::record::RecordId;
use crate::tui::effect::Effect;
use crate::tui::form::FormKind;
use crate::tui::form::spec::Input;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::editor::{Found, Picker};
use crate::tui::model::{Field, ListName, Model};

use crate::tui::update::ask::{relist, subject_title};

use super::{Chooses, Taken, form};

/// The kinds of records that are listed.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<FormKind>);

/// Lists what can be made.
pub fn choose(model: &mut Model) {
    let (choices, kinds) = choices(model, "");
    let chooser = Chooser::new("Nouveau", "", choices, Choosing(kinds))
        .with(ChooserField::Filter(Field::default()))
        .or_else("Rien de ce nom");
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Choosing {
    /// Opens the form of a new record.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let kind = self.0[taken.place];
        let presets = presets(model, kind);
        let presets = presets.into_iter().map(|(path, key, _)| (path, key)).collect();
        form::open(model, kind, None, presets, effects);
    }

    fn narrowed(&self, model: &mut Model, words: &str, _effects: &mut Vec<Effect>) {
        let (choices, kinds) = choices(model, words);
        relist(model, choices, Self(kinds), 0);
    }
}

fn choices(model: &Model, words: &str) -> (Vec<Choice>, Vec<FormKind>) {
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
            Some((Choice::new(found.label, found.detail), kind))
        })
        .unzip()
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
