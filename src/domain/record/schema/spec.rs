//! A column of the table of a kind: one field.

use chrono::NaiveDate;

use crate::domain::authority::{Label, Phrase};

/// What is said of a field, whatever the kind of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Its place in the stored form, names of members joined by `.`; of a list, that of the list.
    pub path: &'static str,
    pub label: Label,
    /// Who gives its value.
    pub giver: Giver,
    /// What its texts are, where they are free.
    pub text: Option<TextKind>,
    /// The record does not exist without this text.
    pub needed: bool,
}

/// Who gives the value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Giver {
    /// It is the key, or part of it: a record of another key is another record.
    Key,
    /// The operator, who types it.
    Operator,
    /// The operator, as the record is made; it does not change after that.
    Once,
    /// A command of its own, or an import.
    Command,
    /// The decision: who acts, the day, the number. Nothing that a client sends.
    Decision,
}

/// What a free text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    Line,
    Lines,
}

/// Gives each day of a field on which something came to pass to a function.
type Facts<T> = fn(&T, &mut dyn FnMut(NaiveDate));

/// Gives each text of a field to a function, which may change it.
type Texts<T> = fn(&mut T, &mut dyn FnMut(&mut String));

/// The items of a field: a name of each, and its value in French.
type Items<T> = fn(&T) -> Vec<(String, String)>;

/// A field of records of `T`.
#[derive(Debug)]
pub(super) struct Column<T: 'static> {
    /// What is said of it.
    pub(super) spec: Spec,
    /// Its value in French; empty where there is none.
    pub(super) shown: fn(&T) -> String,
    /// Its items, where a history shows them one by one.
    pub(super) items: Option<Items<T>>,
    pub(super) texts: Option<Texts<T>>,
    /// Its days that are facts: none is to come. Other days are plans.
    pub(super) facts: Option<Facts<T>>,
}

/// A field that the operator types.
pub(super) const fn field<T>(path: &'static str, label: &'static str, shown: fn(&T) -> String) -> Column<T> {
    Column {
        spec: Spec {
            path,
            label: Label::Own(label),
            giver: Giver::Operator,
            text: None,
            needed: false,
        },
        shown,
        items: None,
        texts: None,
        facts: None,
    }
}

impl<T> Column<T> {
    /// The same field, named by a phrase about the authority.
    pub(super) const fn named(mut self, phrase: Phrase) -> Self {
        self.spec.label = Label::Authority(phrase);
        self
    }

    /// The same field, as the key or part of it.
    pub(super) const fn key(self) -> Self {
        self.given(Giver::Key)
    }

    /// The same field, given as the record is made.
    pub(super) const fn once(self) -> Self {
        self.given(Giver::Once)
    }

    /// The same field, given by a command of its own.
    pub(super) const fn commanded(self) -> Self {
        self.given(Giver::Command)
    }

    /// The same field, given by the decision.
    pub(super) const fn decided(self) -> Self {
        self.given(Giver::Decision)
    }

    /// The same field, whose items a history shows one by one.
    pub(super) const fn items(mut self, items: Items<T>) -> Self {
        self.items = Some(items);
        self
    }

    /// The same field, of free texts of one line.
    pub(super) const fn free(mut self, texts: Texts<T>) -> Self {
        self.spec.text = Some(TextKind::Line);
        self.texts = Some(texts);
        self
    }

    /// The same field, of free texts of several lines.
    pub(super) const fn free_lines(mut self, texts: Texts<T>) -> Self {
        self.spec.text = Some(TextKind::Lines);
        self.texts = Some(texts);
        self
    }

    /// The same field, without which the record does not exist.
    pub(super) const fn needed(mut self) -> Self {
        self.spec.needed = true;
        self
    }

    /// The same field, of which these days are facts.
    pub(super) const fn fact(mut self, facts: Facts<T>) -> Self {
        self.facts = Some(facts);
        self
    }

    const fn given(mut self, giver: Giver) -> Self {
        self.spec.giver = giver;
        self
    }
}
