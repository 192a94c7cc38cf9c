//! The circonscription given to several schools: one that schools are in, or a new one.

use crate::domain::query::language::Completion;
use crate::domain::query::search::fold;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog, Pick, Purpose};
use crate::tui::model::{Field, ListName, Model};
use crate::tui::update::ask::request;

/// Opens the list of those that schools are in.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let many = super::many::of(model, Verb::Circonscription);
    let about = many.about();
    let purpose = Purpose::Circonscription(Box::new(many));
    let chooser = Chooser::new(
        "Changer la circonscription\u{a0}: quelques lettres de son nom",
        &about,
        Vec::new(),
        purpose,
    )
    .with(ChooserField::Filter(Field::default()))
    .or_else("Tapez le nom de la circonscription");
    model.dialog = Some(Dialog::Chooser(chooser));
    search(model, "", effects);
}

/// Asks for those that the words find, as the filter of the search bar does.
pub fn search(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let text = format!("circo:\"{}", words.trim().replace('"', ""));
    let caret = text.len();
    let ask = Ask::Complete(ListName::Schools, format!("{text}\""), caret);
    request(model, ask, effects);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.late = true;
    }
}

/// Lists those that were found, then what is typed as a new one.
pub fn list(chooser: &mut Chooser, found: &[Completion]) {
    let typed = chooser.field().map_or("", |field| field.text().trim()).to_owned();
    let names: Vec<&str> = found.iter().map(|found| found.text.trim_matches('"')).collect();
    let known = names.iter().any(|name| fold(name) == fold(&typed));
    let pick = |name: &str| Pick::Text(name.to_owned());
    let mut choices: Vec<Choice> = names
        .into_iter()
        .map(|name| Choice::new(pick(name), name, ""))
        .collect();
    if !typed.is_empty() && !known {
        let label = format!("Nouvelle\u{a0}: «\u{a0}{typed}\u{a0}»");
        choices.push(Choice::new(pick(&typed), label, "aucune école n’y est encore"));
    }
    chooser.list(choices);
}
