//! What is done to several records at once: for whom, and what is asked of each.

use crate::domain::command::Command;
use crate::domain::query::ties::Tie;
use crate::domain::record::RecordId;
use crate::tui::keymap::Verb;
use crate::tui::model::Target;

/// A verb on several records, of which the choices are not all made yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many {
    pub verb: Verb,
    pub targets: Vec<Target>,
    /// How many of them the list does not show.
    pub hidden: usize,
    /// The conventions that concern each of them, once they were asked for.
    pub ties: Vec<Vec<Tie>>,
}

impl Many {
    /// What a dialog is about: the one record, or how many.
    pub fn about(&self) -> String {
        match self.targets.as_slice() {
            [one] => one.label.clone(),
            several => counted(several.len(), self.hidden),
        }
    }
}

/// `12 lignes cochées, dont 3 masquées par la liste`.
fn counted(count: usize, hidden: usize) -> String {
    let plural = |count: usize| if count < 2 { "" } else { "s" };
    let marked = format!("{count} ligne{0} cochée{0}", plural(count));
    if hidden == 0 {
        return marked;
    }
    format!(
        "{marked}, dont {hidden} masquée{} par la recherche ou la portée",
        plural(hidden)
    )
}

/// One of the orders of a batch, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is about.
    pub label: String,
    /// The marks that it settles.
    pub settles: Vec<RecordId>,
    /// What is asked, or why nothing can be.
    pub command: Result<Command, String>,
}

/// Orders on several records, of which the desk is asked what they would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The title: the verb.
    pub title: String,
    /// What is done to each, in French: `étape « en usage » le 12/09/2026`.
    pub what: String,
    /// How many records were marked, in French.
    pub marked: String,
    /// The records that the orders change, one of them and several, where they are not the marked lines.
    pub unit: Option<[&'static str; 2]>,
    /// More than one was.
    pub several: bool,
    pub items: Vec<Item>,
}

/// A batch that was shown, and is about to be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The batch, to be shown again where the base has changed meanwhile.
    pub batch: Batch,
    /// The marks that it settles.
    pub settles: Vec<RecordId>,
}
