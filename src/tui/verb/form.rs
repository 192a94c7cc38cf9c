//! Opening a form: of a new record, of one that exists, of a draft.

use crate::domain::record::{Kind, Record, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect, FormRead};
use crate::tui::form::{FormKind, Values, whole_of};
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Intent, Opening, Pick, Purpose};
use crate::tui::model::editor::{Editor, Question};
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::wait;

/// The kinds of what depends on a record that are offered beside it.
const DEPENDENT: [Kind; 8] = [
    Kind::Deployment,
    Kind::Sheet,
    Kind::Council,
    Kind::Competence,
    Kind::Contract,
    Kind::Convention,
    Kind::Reminder,
    Kind::Note,
];

/// Asks for the record of a form, and for the names that it shows.
pub fn form(
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
    let intent = Intent::Form(Box::new(opening));
    wait(model, intent, Ask::Form { id, names }, effects);
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
    let intent = Intent::Form(Box::new(opening));
    wait(model, intent, Ask::Form { id: None, names }, effects);
}

/// Opens the form.
pub fn show(model: &mut Model, opening: &Opening, read: FormRead) {
    let editor = match opening.draft {
        Some(number) => drafted(model, opening.kind, number),
        None => Some(fresh(model, opening, read.dossier)),
    };
    let Some(mut editor) = editor else {
        return;
    };
    editor.values.name(&read.names);
    model.dialog = Some(Dialog::Editor(Box::new(editor)));
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

/// Asks for the record that is to be changed.
pub fn modify(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Intent::Modify, Ask::Open(id), effects);
    }
}

/// Opens the form of the record; where others depend on it, they are offered beside it.
pub fn modifying(model: &mut Model, dossier: &Dossier, effects: &mut Vec<Effect>) {
    let own = whole_of(&dossier.record).map(|_| choice(&dossier.id, &dossier.title, Pick::Change));
    let mut choices: Vec<Choice> = own.into_iter().collect();
    if let Record::Deployment(deployment) = &dossier.record {
        let school = RecordId::School(deployment.school);
        choices.push(choice(&school, &dossier.title, Pick::Change));
    }
    if let Some(id) = existing(dossier) {
        choices.push(choice(&id, &dossier.title, Pick::Change));
    }
    let gathers = matches!(
        dossier.record,
        Record::School(_) | Record::Deployment(_) | Record::Collectivite(_)
    );
    if gathers {
        for (id, words) in dependent(dossier, &DEPENDENT) {
            choices.push(choice(&id, &words, Pick::Change));
        }
    }
    let mut known = Vec::new();
    choices.retain(|choice| {
        let new = !known.contains(&choice.pick);
        known.push(choice.pick.clone());
        new
    });
    match choices.as_slice() {
        [] => model.say(Tone::Info, "Cet enregistrement ne se saisit pas à la main"),
        [one] => {
            let Pick::Change(id) = one.pick.clone() else {
                return;
            };
            change(model, id, effects);
        }
        _ => {
            let chooser = Chooser::new("Modifier", &dossier.title, choices, Purpose::Form);
            model.dialog = Some(Dialog::Chooser(chooser));
        }
    }
}

/// The deployment that the dossier of a school shows, where it exists.
fn existing(dossier: &Dossier) -> Option<RecordId> {
    let shown = RecordId::Deployment(dossier.deployment?);
    let exists = dossier.moves.iter().any(|one| one.reached.is_some());
    (matches!(dossier.record, Record::School(_)) && exists).then_some(shown)
}

/// The records of some kinds to which a dossier leads, each once, with the words of its line.
pub(super) fn dependent(dossier: &Dossier, kinds: &[Kind]) -> Vec<(RecordId, String)> {
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
pub(super) fn choice(id: &RecordId, words: &str, pick: fn(RecordId) -> Pick) -> Choice {
    let kind = id.kind().label();
    let label = match id {
        RecordId::Deployment(deployment) => format!("{kind} {}", deployment.category.label()),
        _ => kind.to_owned(),
    };
    Choice::new(pick(id.clone()), label, words)
}

/// Opens the form of a record.
pub fn change(model: &mut Model, id: RecordId, effects: &mut Vec<Effect>) {
    let kind = match &id {
        // Which of the two articles it applies is known once it is read.
        RecordId::Convention(_) => Some(FormKind::Joint),
        other => FormKind::WHOLE
            .into_iter()
            .find(|form| form.table().kind == other.kind()),
    };
    match kind {
        Some(kind) => form(model, kind, Some(id), Vec::new(), effects),
        None => model.say(Tone::Info, "Cet enregistrement ne se saisit pas à la main"),
    }
}
