//! A dialog to read: a refusal, a history, the help; and perhaps an order to confirm.

use std::path::PathBuf;

use crate::domain::command::{Command, Order};
use crate::domain::query::day_index::Effects;
use crate::service::export::Export;
use crate::text::{fold, inert};
use crate::tui::effect::Slot;
use crate::tui::model::Field;
use crate::tui::model::editor::Annexe;
use crate::tui::spoken;
use crate::tui::text::{width, wrap};
use crate::tui::theme::Role;

use super::{Applied, Dialog};

/// The least room of a text beside its head, in columns; with less it goes under it.
const LEAST: usize = 20;

/// A paragraph: a head, and a text that hangs behind it when it is wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The head: a mark, a rule, a key; empty for plain text.
    pub head: (Role, String),
    pub text: (Role, String),
}

/// An order that the dialog proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub order: Order,
    /// What it does, in French, for the status line.
    pub what: String,
    /// What Enter does, in the footer: `inscrire`.
    pub verb: String,
    /// Why Enter alone does not confirm it, in French; none where it does.
    pub own_key: Option<&'static str>,
    /// What it takes from schools is not known yet: it is asked, and confirmed, before the order is sent.
    pub asks_first: bool,
    /// The batch that it carries out, if it is one.
    pub applied: Option<Box<Applied>>,
    /// The stages that it may move too.
    pub stages: Option<StagesAnswer>,
    /// The file of the document that it attaches, if it does.
    pub file: Option<PathBuf>,
}

/// Whether an order moves the stages of schools that its facts leave behind: a line of the dialog has the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StagesAnswer {
    /// How many schools it would move.
    pub count: usize,
    /// The paragraph that says the answer.
    pub line: usize,
    /// Why Enter alone does not confirm the order without the moves.
    pub otherwise: Option<&'static str>,
}

impl Proposal {
    /// Of several records: Enter alone does not confirm it.
    pub const SEVERAL: &str = "Plusieurs enregistrements";
    /// A record goes by it: Enter alone does not confirm it.
    pub const WITHDRAWN: &str = "Un enregistrement se retire";
    /// Schools lose something by it: Enter alone does not confirm it.
    pub const LOSSES: &str = "Des écoles y perdent";

    /// The same, with a command after its own that attaches a document, and the file of that.
    #[must_use]
    pub fn with_document(self, attached: Option<(Command, PathBuf)>) -> Self {
        let Some((command, file)) = attached else {
            return self;
        };
        Self {
            order: self.order.followed_by(command),
            file: Some(file),
            ..self
        }
    }

    /// An order that Enter sends.
    pub fn new(order: Order, what: impl Into<String>, verb: impl Into<String>) -> Self {
        Self {
            order,
            what: what.into(),
            verb: verb.into(),
            own_key: None,
            asks_first: false,
            applied: None,
            stages: None,
            file: None,
        }
    }

    /// Takes its own key, for a reason, where `holds`; a reason that stands already stays.
    #[must_use]
    pub fn by_own_key(mut self, holds: bool, why: &'static str) -> Self {
        self.own_key = self.own_key.or(holds.then_some(why));
        self
    }
}

/// The words looked for in a text.
#[derive(Debug, Clone, Default)]
pub struct Find {
    pub words: Field,
    /// They were accepted: the keys move in what they found.
    pub read: bool,
}

/// A dialog to read.
#[derive(Debug, Clone, Default)]
pub struct TextDialog {
    pub title: String,
    pub body: Vec<Paragraph>,
    /// The first visible line.
    pub top: usize,
    /// What Enter does; without it, Enter closes.
    pub proposal: Option<Proposal>,
    /// The export that it proposes: it takes the place of a file.
    pub overwrite: Option<Box<Export>>,
    /// The marks that it previews: closing it goes back to them.
    pub back: Option<Box<Annexe>>,
    /// The dialog over which it lies: closing it goes back to that.
    pub over: Option<Box<Dialog>>,
    /// What it waits for: its order, or the file that it named.
    pub busy: Option<Slot>,
    /// What its order brings about, where some school is counted and not named.
    pub effects: Option<Box<Effects>>,
    /// True for the help.
    pub help: bool,
    /// The words that keep those of its paragraphs which have them.
    pub find: Option<Box<Find>>,
    /// True for the page of the first start, which any key closes.
    pub welcome: bool,
}

impl TextDialog {
    /// An empty dialog.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// True while words are typed that are looked for in it.
    pub fn is_finding(&self) -> bool {
        self.find.as_ref().is_some_and(|find| !find.read)
    }

    /// The field of the words that are looked for, while it has the focus.
    pub fn find_field(&mut self) -> Option<&mut Field> {
        self.top = 0;
        self.find
            .as_mut()
            .filter(|find| !find.read)
            .map(|find| &mut find.words)
    }

    /// The paragraphs shown: those with the words looked for, under their headings.
    fn found(&self) -> Vec<&Paragraph> {
        let words = self
            .find
            .as_ref()
            .map_or_else(String::new, |find| fold(find.words.text()));
        if words.trim().is_empty() {
            return self.body.iter().collect();
        }
        let mut found = Vec::new();
        let mut heading = None;
        for paragraph in &self.body {
            if paragraph.is_heading() {
                heading = Some(paragraph);
            } else if paragraph.has(&words) {
                found.extend(heading.take());
                found.push(paragraph);
            }
        }
        found
    }

    /// True where Enter alone does not confirm what it proposes.
    pub fn takes_its_own_key(&self) -> bool {
        self.overwrite.is_some()
            || self
                .proposal
                .as_ref()
                .is_some_and(|proposal| proposal.own_key.is_some())
    }

    /// Proposes to move the stages of so many schools with the order, unless the operator says no.
    pub fn propose_stages(&mut self, count: usize) {
        let line = self.body.len();
        self.say(Role::Title, "");
        if let Some(proposal) = &mut self.proposal {
            let otherwise = proposal.own_key;
            proposal.stages = Some(StagesAnswer {
                count,
                line,
                otherwise,
            });
            self.answer_stages(true);
        }
    }

    /// True where the answer about the stages may be turned.
    pub fn asks_of_stages(&self) -> bool {
        let asks = self.proposal.as_ref().is_some_and(|one| one.stages.is_some());
        asks && self.busy.is_none()
    }

    /// Turns the answer about the stages.
    pub fn turn_stages(&mut self) {
        let with = self.proposal.as_ref().is_some_and(|one| one.order.stages);
        self.answer_stages(!with);
    }

    /// Says yes or no to the stages; of several schools Enter alone does not confirm it.
    fn answer_stages(&mut self, with: bool) {
        let Some(proposal) = &mut self.proposal else {
            return;
        };
        let Some(asked) = proposal.stages else { return };
        proposal.order.stages = with;
        let several = (with && asked.count > 1).then_some(Proposal::SEVERAL);
        proposal.own_key = asked.otherwise.or(several);
        if let Some(paragraph) = self.body.get_mut(asked.line) {
            let whose = match asked.count {
                1 => "Avancer aussi cette étape".to_owned(),
                count => format!("Avancer aussi l’étape de ces {count} écoles"),
            };
            let answer = if with { "oui" } else { "non" };
            paragraph.text.1 = format!("{whose}\u{a0}: {answer}");
        }
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
        self.found().into_iter().flat_map(lines).collect()
    }
}

impl Paragraph {
    fn is_heading(&self) -> bool {
        self.head.1.is_empty() && self.text.0 == Role::Title
    }

    /// True where it has all of some folded words.
    fn has(&self, words: &str) -> bool {
        let text = fold(&format!("{} {}", self.head.1, self.text.1));
        words.split_whitespace().all(|word| text.contains(word))
    }

    /// The same in one sentence, the head in words.
    fn spoken(&self) -> Self {
        let said = spoken::item(self.head.0, &self.head.1, (self.text.0, &self.text.1));
        Self {
            head: (self.head.0, String::new()),
            text: (self.text.0, said),
        }
    }

    fn lines(&self, columns: usize) -> Vec<Vec<(Role, String)>> {
        let head = inert(&self.head.1).into_owned();
        let indent = width(&head);
        let text = inert(&self.text.1);
        if indent + LEAST > columns && width(&text) > columns.saturating_sub(indent) {
            return self.apart(columns, &head, &text);
        }
        let pieces = wrap(&text, columns.saturating_sub(indent));
        let start =
            std::iter::once((self.head.0, head)).chain(std::iter::repeat((Role::Text, " ".repeat(indent))));
        start
            .zip(pieces)
            .map(|(start, piece)| vec![start, (self.text.0, piece)])
            .collect()
    }

    /// A head that leaves too little room beside it, then its text under it.
    fn apart(&self, columns: usize, head: &str, text: &str) -> Vec<Vec<(Role, String)>> {
        const UNDER: &str = "    ";
        let lead = " ".repeat(head.len() - head.trim_start().len());
        let heads = wrap(head.trim(), columns.saturating_sub(lead.len())).into_iter();
        let pieces = wrap(text, columns.saturating_sub(UNDER.len())).into_iter();
        heads
            .map(|head| vec![(self.head.0, format!("{lead}{head}"))])
            .chain(pieces.map(|piece| vec![(Role::Text, UNDER.to_owned()), (self.text.0, piece)]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(head: &str, text: &str) -> Vec<String> {
        let mut dialog = TextDialog::new("");
        dialog.item((Role::Text, head.to_owned()), (Role::Text, text.to_owned()));
        let lines = dialog.lines(40, false).into_iter();
        let joined = lines.map(|line| line.into_iter().map(|(_, text)| text).collect());
        joined.collect()
    }

    #[test]
    fn a_text_hangs_beside_its_head_or_goes_under_one_that_is_long() {
        assert_eq!(
            lines("  B7  ", "Aucune convention 26 en vigueur avec Voiron."),
            ["  B7  Aucune convention 26 en vigueur", "      avec Voiron."]
        );
        assert_eq!(
            lines("  École primaire Le Petit Prince  ", "besoin recensé → en usage"),
            [
                "  École primaire Le Petit Prince",
                "    besoin recensé → en usage"
            ]
        );
        assert_eq!(
            lines("  École primaire Le Petit Prince  ", "ok"),
            ["  École primaire Le Petit Prince  ok"]
        );
    }
}
