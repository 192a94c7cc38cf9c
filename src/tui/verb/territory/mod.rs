//! The verb on what changes under the conventions: schools that close, merge, split or get another UAI, RPI, the competence,
//! communes and prestataires that others take the place of, two records that are one. What is needed is asked one after the
//! other; then all is one order, shown before it is sent.

mod act;
mod command;

use chrono::NaiveDate;

use crate::domain::collectivite::Perimeter;
use crate::domain::command::{Command, Order};
use crate::domain::id::{Siren, Uai};
use crate::domain::record::{Record, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::form::spec::Target;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Form, FormKind};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::update::ask::{filter, relist, request, wait};

use super::close::needed;
use super::many::{self, Many, school};
use super::{Chooses, Taken, Typed, Types, Waits, outcome, unexpected};
use act::{Act, Question};

/// What may be done with some records.
#[derive(Debug, Clone)]
pub struct Choosing {
    many: Many,
    acts: &'static [Act],
}

/// What is to be done, with the answers so far.
#[derive(Debug, Clone)]
pub struct Draft {
    act: Act,
    on: NaiveDate,
    /// The day that was typed; none where it was left out.
    given: Option<NaiveDate>,
    records: Vec<RecordId>,
    labels: Vec<String>,
    about: String,
    /// The places of the collectivités among the records.
    places: Vec<Perimeter>,
    /// The group among them, whose members these places are.
    holder: Option<Siren>,
    answers: Vec<String>,
    /// The record that was named is one that the base lacks.
    is_new: bool,
}

/// The dossiers of the collectivités, whose codes say their places.
#[derive(Debug, Clone)]
pub struct AskedPlaces(Draft);

/// The records among which one is picked: their keys, and whether each is new.
#[derive(Debug, Clone)]
pub struct Picking {
    draft: Draft,
    target: Target,
    new: bool,
    keys: Vec<(String, bool)>,
}

/// The answers among which one is taken.
#[derive(Debug, Clone)]
pub struct ChoosingOne {
    draft: Draft,
    codes: Vec<String>,
}

/// What is typed of it.
#[derive(Debug, Clone)]
pub struct Typing {
    draft: Draft,
    optional: bool,
}

/// Why nothing of this is done here.
pub fn why_not(model: &Model) -> Option<String> {
    let many = many::of(model);
    let first = many.targets.first();
    let nothing = first.is_none_or(|target| Act::of(&target.id).is_empty());
    nothing.then(|| "choisissez une école, une collectivité, un prestataire ou une convention".to_owned())
}

/// Lists what may be done, with its day.
pub fn open(model: &mut Model, _effects: &mut Vec<Effect>) {
    let many = many::of(model);
    let Some(first) = many.targets.first() else {
        return;
    };
    let acts = Act::of(&first.id);
    let several = many.targets.len() > 1;
    let choices = acts.iter().map(|act| {
        let (name, detail) = act.words();
        let refused = (several && act.is_of_one()).then(|| "une ligne à la fois".to_owned());
        Choice::new(name, detail).unless(refused)
    });
    let choices = choices.collect();
    let day = DayField::new("À compter du", model.options.today);
    let flow = Choosing {
        many: many.clone(),
        acts,
    };
    many.choose(model, "Ce qui change", choices, flow, day);
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let mut records: Vec<RecordId> = Vec::new();
        let mut labels = Vec::new();
        for target in &self.many.targets {
            if !records.iter().any(|known| whole(known) == whole(&target.id)) {
                records.push(target.id.clone());
                labels.push(target.label.clone());
            }
        }
        let draft = Draft {
            act: self.acts[taken.place],
            on: taken.on,
            given: taken.given,
            records,
            labels,
            about: taken.about.clone(),
            places: Vec::new(),
            holder: None,
            answers: Vec::new(),
            is_new: false,
        };
        let is_of_collectivites = matches!(draft.records.first(), Some(RecordId::Collectivite(_)));
        if draft.act.is_of_places() && is_of_collectivites {
            let ask = Ask::OpenEach(draft.records.clone());
            return wait(model, AskedPlaces(draft), ask, effects);
        }
        draft.go_on(model, effects);
    }
}

impl Waits<Vec<Dossier>> for AskedPlaces {
    /// Notes the places of communes; of a group, asks for its members.
    fn answered(self, model: &mut Model, dossiers: Vec<Dossier>, effects: &mut Vec<Effect>) {
        let mut draft = self.0;
        let mut members = Vec::new();
        for dossier in dossiers {
            if let Record::Collectivite(found) = dossier.record {
                draft.places.extend(found.insee.map(Perimeter::Commune));
                if found.insee.is_none() && draft.holder.is_none() {
                    draft.holder = Some(found.siren);
                    members = found.members;
                }
            }
        }
        if !members.is_empty() {
            let ask = Ask::OpenEach(members.into_iter().map(RecordId::Collectivite).collect());
            return wait(model, Self(draft), ask, effects);
        }
        if draft.places.is_empty() {
            let text =
                "Ce groupement n’a pas de communes membres dans la base\u{a0}: choisissez des communes";
            model.dialog = None;
            return model.say(Tone::Info, text);
        }
        draft.go_on(model, effects);
    }
}

impl Draft {
    /// Asks for what is not answered yet, or sends the order.
    fn go_on(self, model: &mut Model, effects: &mut Vec<Effect>) {
        let (name, _) = self.act.words();
        let title = |asked: &str| format!("{name}\u{a0}: {asked}");
        let about = self.about.clone();
        match self.questions().into_iter().nth(self.answers.len()) {
            None => self.send(model, effects),
            Some(Question::Record { asked, target, new }) => {
                let flow = Picking {
                    draft: self,
                    target,
                    new,
                    keys: Vec::new(),
                };
                flow.open(model, &title(asked), &about, effects);
            }
            Some(Question::One { asked, of }) => {
                let (codes, labels): (Vec<String>, Vec<String>) = of.into_iter().unzip();
                let choices = labels.into_iter().map(|label| Choice::new(label, "")).collect();
                let flow = ChoosingOne { draft: self, codes };
                let chooser = Chooser::new(&title(asked), &about, choices, flow);
                model.dialog = Some(Dialog::Chooser(chooser));
            }
            Some(Question::Text { asked, optional }) => {
                let flow = Typing {
                    draft: self,
                    optional,
                };
                let kind = FormKind::Name(Field::default());
                model.dialog = Some(Dialog::Form(Form::new(&title(asked), &about, kind, flow)));
            }
            Some(Question::Note { asked }) => {
                let flow = Typing {
                    draft: self,
                    optional: false,
                };
                let kind = FormKind::Note(Field::default());
                model.dialog = Some(Dialog::Form(Form::new(&title(asked), &about, kind, flow)));
            }
        }
    }

    /// The same, with another answer.
    fn with(&self, answer: String) -> Self {
        let mut next = self.clone();
        next.answers.push(answer);
        next
    }

    /// Sends the order, once what it changes was shown.
    fn send(self, model: &mut Model, effects: &mut Vec<Effect>) {
        match self.command() {
            Ok(command) => {
                let what = command.words();
                let order = Order::blind(Command::Territory(command));
                outcome::send(model, order, what, self.act.verb(), effects);
            }
            Err(why) => {
                model.dialog = None;
                model.say(Tone::Error, why);
            }
        }
    }
}

impl Picking {
    fn open(self, model: &mut Model, title: &str, about: &str, effects: &mut Vec<Effect>) {
        let (target, empty) = (self.target, self.empty());
        let chooser = Chooser::new(title, about, Vec::new(), self)
            .with(ChooserField::Filter(Field::default()))
            .or_else(empty);
        model.dialog = Some(Dialog::Chooser(chooser));
        search(model, target, "", effects);
    }

    fn empty(&self) -> &'static str {
        match (self.new, self.target) {
            (true, Target::School) => "Tapez un nom, ou un UAI que la base n’a pas",
            (true, _) => "Tapez un nom, ou un SIREN que la base n’a pas",
            (false, _) => "Rien de ce nom",
        }
    }

    /// The key of a record that the base lacks, where the words are one.
    fn new_key(&self, words: &str) -> Option<String> {
        let key = match self.target {
            Target::School => Uai::parse(words).ok()?.to_string(),
            _ => Siren::parse(words).ok()?.to_string(),
        };
        let is_known = self.keys.iter().any(|(known, _)| *known == key);
        (self.new && !is_known).then_some(key)
    }
}

fn search(model: &mut Model, target: Target, words: &str, effects: &mut Vec<Effect>) {
    request(model, Ask::Pick(target, words.to_owned(), None), effects);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.late = true;
    }
}

impl Chooses for Picking {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (key, is_new) = self.keys[taken.place].clone();
        let mut draft = self.draft.with(key);
        draft.is_new = is_new;
        draft.go_on(model, effects);
    }

    fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
        search(model, self.target, words, effects);
    }

    fn found(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::Found(found) = answer else {
            return unexpected(model);
        };
        let mut choices: Vec<Choice> = Vec::new();
        let mut flow = Self {
            keys: Vec::new(),
            ..self.clone()
        };
        for one in found {
            choices.push(Choice::new(one.label, format!("{} · {}", one.key, one.detail)));
            flow.keys.push((one.key, false));
        }
        if let Some(key) = flow.new_key(filter(model).trim()) {
            choices.push(Choice::new(format!("Nouveau\u{a0}: {key}"), "la base ne l’a pas"));
            flow.keys.push((key, true));
        }
        relist(model, choices, flow, 0);
    }
}

impl Chooses for ChoosingOne {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        self.draft
            .with(self.codes[taken.place].clone())
            .go_on(model, effects);
    }
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        if !self.optional {
            needed(&typed.text, "il faut une réponse")?;
        }
        let next = self.draft.with(typed.text.clone());
        let answered = next.answers.len() == next.questions().len();
        if answered {
            next.command()?;
        }
        next.go_on(model, effects);
        Ok(())
    }
}

/// The record that a line is of: a use is of its school.
fn whole(id: &RecordId) -> RecordId {
    school(id).map_or_else(|| id.clone(), RecordId::School)
}
