//! What keeps the schools of the list out, gathered by cause: each with its count and its list.

use crate::domain::query::causes::CauseCount;
use crate::domain::rule::Severity;
use crate::text::fold;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::{Field, ListName, Model, Tone, Want};
use crate::tui::update::ask::{relist, wait};
use crate::tui::update::{bar, lists};

use super::scope::label;
use super::{Chooses, Taken, Waits};

/// The causes, of which the schools are to be listed.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What narrows the list of schools, in French; empty where nothing does.
    narrowed: String,
}

/// The causes, and those of them that are listed.
#[derive(Debug, Clone)]
pub struct Choosing {
    all: Vec<CauseCount>,
    listed: Vec<usize>,
}

/// Asks for the causes of the schools as they are listed.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let schools = model.list(ListName::Schools);
    let query = schools.query(model.scope_of(ListName::Schools), 0, &Want::Place);
    let narrowed = label(model, &query);
    wait(model, Asked { narrowed }, Ask::Causes(Box::new(query)), effects);
}

impl Waits<Vec<CauseCount>> for Asked {
    fn answered(self, model: &mut Model, all: Vec<CauseCount>, _effects: &mut Vec<Effect>) {
        if all.is_empty() {
            let which = match self.narrowed.as_str() {
                "" => String::new(),
                narrowed => format!(" ({narrowed})"),
            };
            return model.say(
                Tone::Info,
                format!("Rien ne retient les écoles de la liste{which}"),
            );
        }
        let choices = all.iter().map(choice).collect();
        let listed = (0..all.len()).collect();
        let about = match self.narrowed {
            narrowed if narrowed.is_empty() => "de toute la liste".to_owned(),
            narrowed => narrowed,
        };
        let flow = Choosing { all, listed };
        let chooser = Chooser::new("Ce qui retient les écoles", &about, choices, flow)
            .with(ChooserField::Filter(Field::default()))
            .or_else("Aucune cause de ce nom");
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

/// `26-0012 (Grenoble), signature du DASEN`, and how many schools it keeps out.
fn choice(one: &CauseCount) -> Choice {
    let noun = if one.schools < 2 { "école" } else { "écoles" };
    let codes: Vec<&str> = one.rules.iter().map(|rule| rule.as_str()).collect();
    let wrong = match one.severity {
        Severity::Critical => " · à régulariser",
        Severity::Blocking | Severity::Accounts | Severity::Warning => "",
    };
    let detail = format!("{} {noun} · {}{wrong}", one.schools, codes.join(", "));
    Choice::new(one.cause.words(), detail)
}

impl Chooses for Choosing {
    /// Lists the schools of the cause: its filter goes into the search bar.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let one = &self.all[self.listed[taken.place]];
        let name = ListName::Schools;
        model.dialog = None;
        bar::leave_view(model, name);
        (model.current, model.reading, model.searching) = (name, false, false);
        model.dossier_pane.visiting = None;
        let schools = model.list_mut(name);
        schools.error = None;
        schools.search.set(one.filter.clone());
        (schools.place, schools.top) = (0, 0);
        lists::ask(model, name, 0, Want::Place, effects);
        let key = model.key(Context::List, Press::Back);
        let text = format!("{} ({key} retire la recherche)", one.cause.words());
        model.say(Tone::Info, text);
    }

    /// Keeps the causes that have the typed words.
    fn narrowed(&self, model: &mut Model, words: &str, _effects: &mut Vec<Effect>) {
        let words = fold(words);
        let has = |one: &CauseCount| {
            let text = fold(&one.cause.words());
            words.split_whitespace().all(|word| text.contains(word))
        };
        let listed: Vec<usize> = (0..self.all.len()).filter(|at| has(&self.all[*at])).collect();
        let choices = listed.iter().map(|at| choice(&self.all[*at])).collect();
        let all = self.all.clone();
        relist(model, choices, Self { all, listed }, 0);
    }
}
