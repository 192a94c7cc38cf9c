//! The circonscription given to several schools: one that schools are in, or a new one.

use crate::domain::command::Command;
use crate::text::fold;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::{Field, ListName, Model};
use crate::tui::update::ask::{filter, relist, request};

use super::batch::{self, Plan};
use super::many::{self, Many, no_school, school};
use super::{Chooses, Taken, unexpected};

/// The circonscription of several schools.
#[derive(Debug, Clone)]
pub struct Choosing {
    many: Many,
    /// Those that are listed.
    names: Vec<String>,
}

/// Opens the list of those that schools are in.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let many = many::of(model);
    let about = many.about();
    let names = Vec::new();
    let chooser = Chooser::new(
        "Changer la circonscription\u{a0}: quelques lettres de son nom",
        &about,
        Vec::new(),
        Choosing { many, names },
    )
    .with(ChooserField::Filter(Field::default()))
    .or_else("Tapez le nom de la circonscription");
    model.dialog = Some(Dialog::Chooser(chooser));
    search(model, "", effects);
}

/// Asks for those that the words find, as the filter of the search bar does.
fn search(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let text = format!("circo:\"{}", words.trim().replace('"', ""));
    let caret = text.len();
    let ask = Ask::Complete(ListName::Schools, format!("{text}\""), caret);
    request(model, ask, effects);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.late = true;
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let name = &self.names[taken.place];
        let plan = Plan {
            title: "Changer la circonscription",
            what: format!("circonscription «\u{a0}{name}\u{a0}»"),
            unit: batch::SCHOOLS,
        };
        batch::each(model, &self.many, plan, effects, |id| {
            Ok(Command::SetCirconscription {
                school: school(id).ok_or_else(no_school)?,
                name: name.clone(),
            })
        });
    }

    fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
        search(model, words, effects);
    }

    /// Lists those that were found, then what is typed as a new one.
    fn found(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::Completions(found) = answer else {
            return unexpected(model);
        };
        let typed = filter(model).trim().to_owned();
        let found = found.iter().map(|found| found.text.trim_matches('"').to_owned());
        let mut names: Vec<String> = found.collect();
        let mut choices: Vec<Choice> = names.iter().map(|name| Choice::new(name, "")).collect();
        let known = names.iter().any(|name| fold(name) == fold(&typed));
        if !typed.is_empty() && !known {
            let label = format!("Nouvelle\u{a0}: «\u{a0}{typed}\u{a0}»");
            choices.push(Choice::new(label, "aucune école n’y est encore"));
            names.push(typed);
        }
        let many = self.many.clone();
        relist(model, choices, Self { many, names }, 0);
    }
}
