//! The drafts of a base: saying what each is of, taking one up.

use crate::config::state::Draft;
use crate::domain::date::day_fr;
use crate::tui::effect::Effect;
use crate::tui::form::FormKind;
use crate::tui::form::spec::Spec;
use crate::tui::keymap::{Context, Press};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Chooser, Dialog};

use super::{Chooses, Taken, form};

/// The numbers of the drafts.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<u64>);

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        form::take_up(model, self.0[taken.place], effects);
    }
}

/// What a draft is of: `convention 26 · 26-0002`.
fn label(draft: &Draft) -> String {
    let noun = FormKind::from_code(&draft.form).map_or(draft.form.as_str(), |kind| kind.table().noun);
    let of = match (&draft.was, draft.about.as_str()) {
        (None, _) => new_label(draft),
        (Some((record, _)), "") => record.id().key(),
        (Some(_), about) => about.to_owned(),
    };
    format!("{noun} · {of}")
}

/// What tells the draft of a new record from another: the first text that was typed.
fn new_label(draft: &Draft) -> String {
    let kind = FormKind::from_code(&draft.form);
    let specs = kind.map(|kind| kind.specs(false)).unwrap_or_default();
    let text = |spec: &&'static Spec| {
        let first = draft.texts.get(spec.path)?.first()?.first()?;
        (!first.is_empty()).then(|| first.clone())
    };
    specs
        .iter()
        .find_map(text)
        .unwrap_or_else(|| "nouveau".to_owned())
}

/// Lists the drafts of the base.
pub fn list(model: &mut Model) {
    let drafts = model.state.drafts_of(&model.options.base);
    let (choices, numbers): (Vec<Choice>, Vec<u64>) = drafts
        .filter(|draft| FormKind::from_code(&draft.form).is_some())
        .map(|draft| {
            let detail = format!("gardé le {}", day_fr(draft.kept));
            (Choice::new(label(draft), detail), draft.number)
        })
        .unzip();
    let cancel = model.key(Context::Field, Press::Cancel);
    let chooser = Chooser::new(
        "Brouillons\u{a0}: saisies laissées en route",
        "",
        choices,
        Choosing(numbers),
    )
    .or_else(&format!(
        "Aucun brouillon pour cette base\u{a0}: {cancel}, dans un formulaire, en garde un"
    ));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Offers the drafts of the base, where there are some, when the program starts.
pub fn offer(model: &mut Model) {
    let known = |draft: &Draft| FormKind::from_code(&draft.form).is_some();
    let free = model.dialog.is_none();
    if free && model.state.drafts_of(&model.options.base).any(known) {
        list(model);
    }
}
