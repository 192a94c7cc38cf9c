//! Opening the form of a record: of a new one, of one that exists, of a draft; and the records that a dossier leads to.

use crate::domain::record::{Kind, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect, FormRead};
use crate::tui::form::{FormKind, Values, whole_of};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Dialog};
use crate::tui::model::editor::{Editor, Question};
use crate::tui::update::ask::wait;

use super::Waits;

/// A form that is to be opened.
#[derive(Debug, Clone)]
pub struct Opening {
    kind: FormKind,
    /// The texts that it proposes, by the places of the fields.
    presets: Vec<(String, String)>,
    /// The draft that it takes up.
    draft: Option<u64>,
}

/// Asks for the record of a form, and for the names that it shows.
pub fn open(
    model: &mut Model,
    kind: FormKind,
    id: Option<RecordId>,
    presets: Vec<(String, String)>,
    effects: &mut Vec<Effect>,
) {
    let mut names = Vec::new();
    if id.is_none() {
        let mut values = Values::of(kind, None);
        for (path, text) in &presets {
            values.set(path, text);
        }
        names.extend(values.records().into_iter().map(|(_, id)| id));
    }
    let opening = Opening {
        kind,
        presets,
        draft: None,
    };
    wait(model, opening, Ask::Form { id, names }, effects);
}

/// Asks for the names that a draft shows.
pub fn take_up(model: &mut Model, number: u64, effects: &mut Vec<Effect>) {
    let found = model
        .state
        .drafts_of(&model.options.base)
        .find(|draft| draft.number == number);
    let Some(draft) = found.cloned() else {
        return;
    };
    let Some(kind) = FormKind::from_code(&draft.form) else {
        return;
    };
    let values = Editor::of(&draft, kind, model.options.today).values;
    let names = values.records().into_iter().map(|(_, id)| id).collect();
    let opening = Opening {
        kind,
        presets: Vec::new(),
        draft: Some(number),
    };
    wait(model, opening, Ask::Form { id: None, names }, effects);
}

impl Waits<Box<FormRead>> for Opening {
    fn answered(self, model: &mut Model, read: Box<FormRead>, _effects: &mut Vec<Effect>) {
        let editor = match self.draft {
            Some(number) => drafted(model, self.kind, number),
            None => Some(fresh(model, &self, read.dossier)),
        };
        let Some(mut editor) = editor else {
            return;
        };
        editor.values.name(&read.names);
        model.dialog = Some(Dialog::Editor(Box::new(editor)));
    }
}

fn drafted(model: &Model, kind: FormKind, number: u64) -> Option<Editor> {
    let mut drafts = model.state.drafts_of(&model.options.base);
    let draft = drafts.find(|draft| draft.number == number)?;
    Some(Editor::of(draft, kind, model.options.today))
}

fn fresh(model: &Model, opening: &Opening, dossier: Option<Dossier>) -> Editor {
    let whole = dossier.as_ref().and_then(|dossier| whole_of(&dossier.record));
    let kind = if opening.kind.is_end() {
        opening.kind
    } else {
        whole.unwrap_or(opening.kind)
    };
    let today = model.options.today;
    let about = dossier.as_ref().map(|dossier| dossier.title.clone());
    let was = dossier.map(|dossier| (dossier.record, dossier.version));
    let exists = was.is_some();
    let mut editor = Editor::new(kind, was, about.unwrap_or_default(), today);
    for (path, text) in &opening.presets {
        editor.values.set(path, text);
    }
    if !exists || kind.is_end() {
        editor.values.propose(kind.table().proposed, today);
    }
    editor.values.tidy();
    editor.begin();
    let id = editor.id();
    let draft = model
        .state
        .draft_of(&model.options.base, kind.table().code, id.as_ref());
    editor.question = draft.map(|draft| Question::Resume(0, Box::new(draft.clone())));
    editor
}

/// The records of some kinds to which a dossier leads, each once, with the words of its line.
pub fn dependent(dossier: &Dossier, kinds: &[Kind]) -> Vec<(RecordId, String)> {
    let mut found: Vec<(RecordId, String)> = Vec::new();
    for line in dossier.sections.iter().flat_map(|section| &section.lines) {
        if let Some(id) = &line.link
            && kinds.contains(&id.kind())
            && *id != dossier.id
            && !found.iter().any(|(known, _)| known == id)
        {
            // The kind stands beside these words already.
            let label = Some(line.label.as_str()).filter(|label| *label != id.kind().label());
            let words = label.into_iter().chain([line.value.as_str()]);
            let words: Vec<&str> = words.filter(|text| !text.is_empty()).collect();
            found.push((id.clone(), words.join(" · ")));
        }
    }
    found
}

/// A record that may be taken.
pub fn choice(id: &RecordId, words: &str) -> Choice {
    let kind = id.kind().label();
    let label = match id {
        RecordId::Deployment(deployment) => format!("{kind} {}", deployment.category.label()),
        _ => kind.to_owned(),
    };
    Choice::new(label, words)
}
