//! What becomes of a form that is left before it is saved: kept, thrown away, gone on with; and taken up again.

use crate::config::state::Draft;
use crate::tui::effect::Effect;
use crate::tui::form::FormKind;
use crate::tui::keymap::{Context, Press, Step, Verb};
use crate::tui::model::dialog::{Dialog, FormKind as OneField};
use crate::tui::model::editor::{Editor, FormRow, Question};
use crate::tui::model::{Model, Tone};

use crate::tui::verb::{Typing, amendment, form};

use super::{editor, version};

/// The answers to « what becomes of what was typed ».
pub const DRAFT_ANSWERS: [&str; 3] = [
    "Garder le brouillon et fermer",
    "Abandonner ce qui est saisi",
    "Continuer la saisie",
];

/// The last answer of either question.
fn last(question: &Question) -> usize {
    match question {
        Question::Leave(_) => DRAFT_ANSWERS.len() - 1,
        Question::Resume(..) | Question::NewVersion(..) => 1,
    }
}

/// Asks what becomes of what was typed; closes a form in which nothing was.
pub(super) fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    if form.along.is_some() {
        let cancel = model.key(Context::Field, Press::Cancel);
        return amendment::leave(model, &cancel);
    }
    if form.is_changed() {
        form.question = Some(Question::Leave(0));
        return;
    }
    drop_draft(model, effects);
    close(model);
}

fn close(model: &mut Model) {
    model.dialog = None;
    model.dialog_request = 0;
}

/// Forgets the draft of the form, once nothing is left of it.
pub(super) fn drop_draft(model: &mut Model, effects: &mut Vec<Effect>) {
    let number = editor(model).and_then(|form| form.draft);
    if let Some(number) = number
        && model.state.forget_draft(number)
    {
        effects.push(Effect::Remember(Box::new(model.state.clone())));
    }
}

/// Takes a key while an order is on its way: the form may be left, what was typed is kept until the answer.
pub(super) fn leave_busy(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    if press != Press::Cancel {
        return;
    }
    let number = keep(model, effects);
    if let Some(work) = &mut model.work {
        work.draft = number;
    }
    close(model);
}

/// Takes a key of a question.
pub(super) fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    let Some(question) = &mut form.question else {
        return;
    };
    let last = last(question);
    let (Question::Leave(at) | Question::Resume(at, _) | Question::NewVersion(at, _)) = question;
    match press {
        Press::Step(Step::Up) | Press::PreviousField => *at = at.saturating_sub(1),
        Press::Step(Step::Down) | Press::NextField => *at = (*at + 1).min(last),
        Press::Accept => {
            let question = question.clone();
            answer(model, question, effects);
        }
        // A second Esc leaves, and loses nothing.
        Press::Cancel => match question {
            Question::Leave(_) => keep_and_close(model, effects),
            Question::Resume(..) => close(model),
            Question::NewVersion(..) => form.question = None,
        },
        _ => {}
    }
}

fn answer(model: &mut Model, question: Question, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    form.question = None;
    match question {
        Question::Leave(0) => keep_and_close(model, effects),
        Question::Leave(1) => {
            drop_draft(model, effects);
            close(model);
            model.say(Tone::Info, "Saisie abandonnée");
        }
        Question::Resume(0, draft) => form::take_up(model, draft.number, effects),
        Question::NewVersion(0, next) => {
            drop_draft(model, effects);
            version::open(model, next.as_ref());
        }
        Question::Leave(_) | Question::Resume(..) | Question::NewVersion(..) => {}
    }
}

fn keep_and_close(model: &mut Model, effects: &mut Vec<Effect>) {
    keep(model, effects);
    close(model);
    let key = model.options.keymap.shown(Context::List, Verb::Drafts);
    model.say(
        Tone::Info,
        format!("Brouillon gardé\u{a0}: «\u{a0}{key}\u{a0}» le reprend"),
    );
}

/// Keeps what was typed in the open form, where something was; gives the number of the draft.
fn keep(model: &mut Model, effects: &mut Vec<Effect>) -> Option<u64> {
    let base = model.options.base.clone();
    let kept = model.options.today;
    let form = editor(model).filter(|form| form.is_changed() && form.along.is_none())?;
    let draft = Draft {
        number: form.draft.unwrap_or(0),
        base,
        form: form.kind.table().code.to_owned(),
        about: form.about.clone(),
        kept,
        was: form.was.clone(),
        texts: form.values.texts(),
    };
    let number = model.state.keep_draft(draft);
    if let Some(form) = editor(model) {
        form.draft = Some(number);
        form.kept = form.values.texts();
    }
    effects.push(Effect::Remember(Box::new(model.state.clone())));
    Some(number)
}

/// Keeps the open form before the program ends, however it ends. The answer to an order on its way is heard by nobody
/// then: the draft stays.
pub fn keep_before_leaving(model: &mut Model, effects: &mut Vec<Effect>) {
    keep(model, effects);
    keep_note(model, effects);
}

/// Keeps the words of a note as a draft of its form.
fn keep_note(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Form(form)) = model.dialog.as_ref().filter(|_| model.work.is_none()) else {
        return;
    };
    let (Typing::Note(note), OneField::Note(field)) = (&form.flow, &form.kind) else {
        return;
    };
    if !form.has_words() {
        return;
    }
    let held = |text: &str| vec![vec![text.trim().to_owned()]];
    let texts = [
        ("about", note.about.to_string()),
        ("text", field.text().to_owned()),
    ];
    let draft = Draft {
        number: 0,
        base: model.options.base.clone(),
        form: FormKind::Note.table().code.to_owned(),
        about: String::new(),
        kept: model.options.today,
        was: None,
        texts: texts.map(|(path, text)| (path.to_owned(), held(&text))).into(),
    };
    model.state.keep_draft(draft);
    effects.push(Effect::Remember(Box::new(model.state.clone())));
}

/// Forgets the drafts of what was saved: they hold what it was before.
pub(super) fn forget_like(model: &mut Model, form: &Editor) -> bool {
    let id = form.was.as_ref().map(|(record, _)| record.id());
    let texts = form.values.texts();
    let keys = form.values.specs.iter().filter(|spec| spec.key);
    let keys: Vec<&str> = keys.map(|spec| spec.path).collect();
    let like = |draft: &&Draft| {
        let about = draft.was.as_ref().map(|(record, _)| record.id());
        let same = keys.iter().all(|key| draft.texts.get(*key) == texts.get(*key));
        draft.form == form.kind.table().code && about == id && (id.is_some() || (same && !keys.is_empty()))
    };
    let drafts = model.state.drafts_of(&model.options.base).filter(like);
    let mut numbers: Vec<u64> = drafts.map(|draft| draft.number).collect();
    numbers.extend(form.draft);
    let forgotten: Vec<bool> = numbers
        .into_iter()
        .map(|number| model.state.forget_draft(number))
        .collect();
    forgotten.contains(&true)
}

/// Where the cursor is in the open form, and whether something is asked over it.
pub fn focus(model: &Model) -> Option<(FormRow, bool)> {
    match &model.dialog {
        Some(Dialog::Editor(form)) => Some((form.here(), form.question.is_some())),
        _ => None,
    }
}

/// Keeps what was typed once its field is left: a program that is killed loses the field under the cursor at most.
pub fn keep_once_left(model: &mut Model, before: Option<(FormRow, bool)>, effects: &mut Vec<Effect>) {
    let now = focus(model);
    if before.is_some() && now.is_some() && now != before {
        keep_typed(model, effects);
    }
}

/// Keeps what was typed where it is not kept yet; what is again as it was at first needs no draft.
pub fn keep_typed(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model).filter(|form| form.is_unkept()) else {
        return;
    };
    if form.is_changed() {
        keep(model, effects);
        return;
    }
    form.kept.clone_from(&form.first);
    drop_draft(model, effects);
    if let Some(form) = editor(model) {
        form.draft = None;
    }
}
