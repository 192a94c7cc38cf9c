//! A dialog to read: a refusal, a history, the help; and perhaps an order to confirm.

use crate::domain::command::Order;
use crate::service::export::Export;
use crate::tui::effect::Slot;
use crate::tui::model::editor::Annexe;
use crate::tui::spoken;
use crate::tui::text::{inert, width, wrap};
use crate::tui::theme::Role;

use super::Applied;

/// A paragraph: a head, and a text that hangs behind it when it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The head: a mark, a rule, a key; empty for plain text.
    pub head: (Role, String),
    /// The text.
    pub text: (Role, String),
}

/// An order that the dialog proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The order.
    pub order: Order,
    /// What it does, in French, for the status line.
    pub what: String,
    /// What Enter does, in the footer: `inscrire`.
    pub verb: String,
    /// True where it touches several records: Enter alone does not confirm it.
    pub many: bool,
    /// The batch that it carries out, if it is one.
    pub applied: Option<Box<Applied>>,
}

/// A dialog to read.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// What it says.
    pub body: Vec<Paragraph>,
    /// The first visible line.
    pub top: usize,
    /// What Enter does; without it, Enter closes.
    pub proposal: Option<Proposal>,
    /// The export that it proposes: it takes the place of a file.
    pub overwrite: Option<Box<Export>>,
    /// The marks that it previews: closing it goes back to them.
    pub back: Option<Box<Annexe>>,
    /// What it waits for: its order, or the file that it named.
    pub busy: Option<Slot>,
    /// True for the page of the first start, which any key closes.
    pub welcome: bool,
}

impl Paper {
    /// An empty dialog.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// True where Enter alone does not confirm what it proposes.
    pub fn takes_its_own_key(&self) -> bool {
        self.overwrite.is_some() || self.proposal.as_ref().is_some_and(|proposal| proposal.many)
    }

    /// Adds plain text.
    pub fn say(&mut self, role: Role, text: impl Into<String>) {
        self.item((role, String::new()), (role, text.into()));
    }

    /// Adds a text behind a head.
    pub fn item(&mut self, head: (Role, String), text: (Role, String)) {
        self.body.push(Paragraph { head, text });
    }

    /// The lines, wrapped; where it is sober, without heads.
    pub fn lines(&self, columns: usize, sober: bool) -> Vec<Vec<(Role, String)>> {
        let lines = |paragraph: &Paragraph| {
            if sober {
                paragraph.spoken().lines(columns)
            } else {
                paragraph.lines(columns)
            }
        };
        self.body.iter().flat_map(lines).collect()
    }
}

impl Paragraph {
    /// The same in one sentence, the head in words.
    fn spoken(&self) -> Self {
        let said = spoken::item(self.head.0, &self.head.1, &self.text.1);
        Self {
            head: (self.head.0, String::new()),
            text: (self.text.0, said),
        }
    }

    fn lines(&self, columns: usize) -> Vec<Vec<(Role, String)>> {
        let head = inert(&self.head.1).into_owned();
        let indent = width(&head);
        let text = inert(&self.text.1);
        let pieces = wrap(&text, columns.saturating_sub(indent));
        let start =
            std::iter::once((self.head.0, head)).chain(std::iter::repeat((Role::Text, " ".repeat(indent))));
        start
            .zip(pieces)
            .map(|(start, piece)| vec![start, (self.text.0, piece)])
            .collect()
    }
}
