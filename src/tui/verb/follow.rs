//! Who follows collectivités: the operator, nobody, an account that follows some, or a new one.

use crate::domain::command::Command;
use crate::domain::record::RecordId;
use crate::text::fold;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::{Field, ListName, Model};
use crate::tui::update::ask::{filter, relist, request};

use super::batch::{self, Plan};
use super::many::{self, Many};
use super::{Chooses, Taken, unexpected};

/// The collectivités to be followed.
#[derive(Debug, Clone)]
pub struct Choosing {
    many: Many,
    /// The accounts that are listed; none for nobody.
    accounts: Vec<Option<String>>,
}

/// Opens the list of accounts.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let many = many::of(model);
    let about = many.about();
    let accounts = Vec::new();
    let chooser = Chooser::new("Qui suit\u{a0}?", &about, Vec::new(), Choosing { many, accounts })
        .with(ChooserField::Filter(Field::default()))
        .or_else("Tapez le nom d’un compte");
    model.dialog = Some(Dialog::Chooser(chooser));
    search(model, "", effects);
}

/// Asks for the accounts that follow some, as the filter of the search bar lists them.
fn search(model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
    let text = format!("suivi:\"{}", words.trim().replace('"', ""));
    let caret = text.len();
    let ask = Ask::Complete(ListName::Collectivites, format!("{text}\""), caret);
    request(model, ask, effects);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.late = true;
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let by = &self.accounts[taken.place];
        let plan = Plan {
            title: "Suivi",
            what: match by {
                Some(name) => format!("suivie par {name}"),
                None => "suivie par personne".to_owned(),
            },
            unit: Some(["collectivité", "collectivités"]),
        };
        batch::each(model, &self.many, plan, effects, |id| match id {
            RecordId::Collectivite(siren) => Ok(Command::Follow {
                collectivite: *siren,
                by: by.clone(),
            }),
            _ => Err("ce n’est pas une collectivité".to_owned()),
        });
    }

    fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
        search(model, words, effects);
    }

    /// Lists the operator, nobody, the accounts that were found, then what is typed as a new one.
    fn found(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::Completions(found) = answer else {
            return unexpected(model);
        };
        let typed = filter(model).trim().to_owned();
        let me = model.options.operator.name.clone();
        let mut accounts = Vec::new();
        let mut choices = Vec::new();
        for found in &found {
            let (account, choice) = match found.text.as_str() {
                "moi" => (Some(me.clone()), Choice::new("moi", &me)),
                "aucune" => (None, Choice::new("personne", "")),
                name => {
                    let name = name.trim_matches('"').to_owned();
                    let choice = Choice::new(&name, "");
                    (Some(name), choice)
                }
            };
            if !accounts.contains(&account) {
                accounts.push(account);
                choices.push(choice);
            }
        }
        let is_listed =
            |account: &Option<String>| account.as_deref().is_some_and(|name| fold(name) == fold(&typed));
        if !typed.is_empty() && !accounts.iter().any(is_listed) {
            choices.push(Choice::new(
                format!("Autre compte\u{a0}: «\u{a0}{typed}\u{a0}»"),
                "ne suit encore rien",
            ));
            accounts.push(Some(typed));
        }
        let many = self.many.clone();
        relist(model, choices, Self { many, accounts }, 0);
    }
}
