//! A dialog that lists choices of which one is taken.

use chrono::NaiveDate;

use crate::text::fold;
use crate::tui::effect::Slot;
use crate::tui::model::Field;

use crate::tui::verb::{Choosing, Taken};

use super::DayField;

/// The fewest characters of a number that is picked by its digits: a day has fewer before its first sign.
const LEAST_NUMBER: usize = 4;

/// A line that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its place among those that were listed: it stays where others are moved.
    pub place: usize,
    /// What it is called.
    pub label: String,
    /// What is said beside it.
    pub detail: String,
    /// Why it cannot be chosen; none where it can.
    pub refused: Option<String>,
    /// True for where things stand now.
    pub current: bool,
    /// True where it is one of those marked.
    pub marked: bool,
}

impl Choice {
    /// A line that can be chosen.
    pub fn new(label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            place: 0,
            label: label.into(),
            detail: detail.into(),
            refused: None,
            current: false,
            marked: false,
        }
    }

    /// What stands beside the label: why it is refused, where nothing else is said.
    pub fn beside(&self) -> &str {
        match &self.refused {
            Some(why) if self.detail.is_empty() => why,
            _ => &self.detail,
        }
    }

    /// The same, refused for a reason where there is one.
    pub fn unless(mut self, refused: Option<String>) -> Self {
        self.refused = refused;
        self
    }
}

/// The field of a chooser: what is typed goes there.
#[derive(Debug, Clone)]
pub enum ChooserField {
    None,
    /// Words that narrow the list.
    Filter(Field),
    /// The day of what is chosen.
    Day(DayField),
}

/// Where what is typed goes, in a list that no words narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChooserFocus {
    /// To the list: the beginning of a choice, as typed so far.
    List(String),
    /// To the list, where no choice begins so: none is taken until the cursor moves or the letters go.
    Nowhere(String),
    /// To the field of the day.
    Day,
}

/// A dialog that lists choices.
#[allow(clippy::struct_excessive_bools, reason = "each is a condition of its own")]
#[derive(Debug, Clone)]
pub struct Chooser {
    pub title: String,
    /// What it is about: the record's name.
    pub about: String,
    /// The choices shown, best first.
    pub choices: Vec<Choice>,
    /// The choice under the cursor.
    pub at: usize,
    pub entry: ChooserField,
    /// Where what is typed goes, where no words narrow the list.
    pub focus: ChooserFocus,
    /// What a choice is for.
    pub flow: Choosing,
    /// True where choices are marked and moved, and no text picks one.
    pub arranges: bool,
    /// What is said where there is no choice.
    pub empty: String,
    pub error: Option<String>,
    /// True from a move in the list until one types: the cursor is on the choice, and not in the field.
    pub pointing: bool,
    /// What it waits for: its order, or the file that it named.
    pub busy: Option<Slot>,
    /// True while the choices are not yet those that the words ask for.
    pub late: bool,
}

impl Chooser {
    /// A dialog of choices, the cursor on the current one or else on the first that can be chosen.
    pub fn new(title: &str, about: &str, choices: Vec<Choice>, flow: impl Into<Choosing>) -> Self {
        let at = first(&choices);
        let mut chooser = Self {
            title: title.to_owned(),
            about: about.to_owned(),
            choices: Vec::new(),
            at: 0,
            entry: ChooserField::None,
            focus: ChooserFocus::List(String::new()),
            flow: flow.into(),
            arranges: false,
            empty: "Rien à choisir".to_owned(),
            error: None,
            pointing: false,
            busy: None,
            late: false,
        };
        chooser.list(choices);
        chooser.at = at;
        chooser
    }

    /// The same, with a field.
    pub fn with(mut self, entry: ChooserField) -> Self {
        self.entry = entry;
        self
    }

    /// The same, with what is said where there is no choice.
    pub fn or_else(mut self, empty: &str) -> Self {
        empty.clone_into(&mut self.empty);
        self
    }

    /// The same, with the cursor on the first choice that is so, where there is one.
    pub fn at(mut self, wanted: impl Fn(&Choice) -> bool) -> Self {
        self.at = self.choices.iter().position(wanted).unwrap_or(self.at);
        self
    }

    /// The same, with the cursor on the first choice.
    pub fn at_first(mut self) -> Self {
        self.at = 0;
        self
    }

    /// The same, with choices that are marked and moved.
    pub fn arranged(mut self) -> Self {
        self.arranges = true;
        self
    }

    /// Marks the choice under the cursor, or unmarks it.
    pub fn toggle(&mut self) {
        if let Some(choice) = self.choices.get_mut(self.at) {
            choice.marked = !choice.marked;
        }
    }

    /// Moves the choice under the cursor before the one above it, or after the one below.
    pub fn shift(&mut self, by: isize) {
        let to = self.at.saturating_add_signed(by);
        if to < self.choices.len() {
            self.choices.swap(self.at, to);
            self.at = to;
        }
    }

    /// The choice under the cursor.
    pub fn chosen(&self) -> Option<&Choice> {
        self.choices.get(self.at)
    }

    /// The choice under the cursor as it is taken, on the day typed, else on the day J.
    pub fn taken(&self, today: NaiveDate) -> Result<Option<Taken>, String> {
        let given = match &self.entry {
            ChooserField::Day(day) => day.given()?,
            ChooserField::None | ChooserField::Filter(_) => None,
        };
        let marked = self.choices.iter().filter(|choice| choice.marked);
        Ok(self.chosen().map(|choice| Taken {
            place: choice.place,
            label: choice.label.clone(),
            about: self.about.clone(),
            on: given.unwrap_or(today),
            given,
            marked: marked.map(|choice| choice.place).collect(),
        }))
    }

    /// Puts other choices in place.
    pub fn list(&mut self, choices: Vec<Choice>) {
        self.choices = choices;
        for (place, choice) in self.choices.iter_mut().enumerate() {
            choice.place = place;
        }
        self.at = 0;
    }

    /// Moves the cursor to the first choice that begins with a text, else the first of which a word does, of its name or
    /// of what stands beside it; false where there is none.
    pub fn pick(&mut self, typed: &str) -> bool {
        let typed = fold(typed);
        let word = format!(" {typed}");
        let labels: Vec<String> = self.choices.iter().map(|choice| fold(&choice.label)).collect();
        let begins = labels.iter().position(|label| label.starts_with(&typed));
        let found = begins
            .or_else(|| labels.iter().position(|label| label.contains(&word)))
            .or_else(|| {
                let mut choices = self.choices.iter();
                choices.position(|choice| format!(" {}", fold(&choice.detail)).contains(&word))
            });
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }

    /// Moves the cursor to the first choice with a number that begins with a text: `26-0012`, a UAI, a SIREN. False where
    /// none has.
    pub fn pick_number(&mut self, typed: &str) -> bool {
        let begins = |word: &str| word.len() >= LEAST_NUMBER && word.starts_with(typed);
        let has = |choice: &Choice| choice.label.split_whitespace().any(begins);
        let found = self.choices.iter().position(has).filter(|_| !typed.is_empty());
        self.at = found.unwrap_or(self.at);
        found.is_some()
    }

    /// Puts the cursor on a choice.
    pub fn put(&mut self, at: usize) {
        self.at = at;
        self.pointing = true;
        self.error = None;
        self.focus = ChooserFocus::List(String::new());
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        let last = self.choices.len().saturating_sub(1);
        self.put(self.at.saturating_add_signed(by).min(last));
    }

    /// True where typed characters are text: of a field, or of the choice that they pick.
    pub fn takes_text(&self) -> bool {
        !self.arranges
    }

    /// The words that narrow the list.
    pub fn filter(&self) -> Option<&str> {
        match &self.entry {
            ChooserField::Filter(field) => Some(field.text()),
            ChooserField::None | ChooserField::Day(_) => None,
        }
    }

    /// The field, where there is one.
    pub fn field(&mut self) -> Option<&mut Field> {
        match &mut self.entry {
            ChooserField::None => None,
            ChooserField::Filter(field) => Some(field),
            ChooserField::Day(day) => Some(&mut day.field),
        }
    }
}

/// The first choice after the current one that can be chosen: the next thing to say, most often.
fn first(choices: &[Choice]) -> usize {
    let current = choices.iter().position(|choice| choice.current);
    let after = current.map_or(0, |current| current + 1);
    let open = |choice: &Choice| choice.refused.is_none() && !choice.current;
    choices
        .iter()
        .skip(after)
        .position(open)
        .map(|index| after + index)
        .or_else(|| choices.iter().position(open))
        .unwrap_or(current.unwrap_or(0))
}
