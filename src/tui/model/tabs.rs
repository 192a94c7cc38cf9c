//! The panes as tabs, where the screen shows one.

use super::{List, ListName, Model};
use crate::tui::wording::lines;

/// The name of a pane on the one line that stands for all panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// The list that it leads to; none for the dossier.
    pub to: Option<ListName>,
    /// It is the one shown.
    pub here: bool,
    pub text: String,
}

/// The tabs, from left to right.
pub fn tabs(model: &Model) -> Vec<Tab> {
    let list = |name: ListName| {
        let here = name == model.current && !model.reading;
        let text = if here {
            format!(
                "[{} {} {}]",
                name.number(),
                name.title(),
                model.list(name).records()
            )
        } else {
            format!(" {} {} ", name.number(), name.title())
        };
        Tab {
            to: Some(name),
            here,
            text,
        }
    };
    let dossier = Tab {
        to: None,
        here: model.reading,
        text: if model.reading { "[Fiche]" } else { " → Fiche " }.to_owned(),
    };
    ListName::ALL.into_iter().map(list).chain([dossier]).collect()
}

impl List {
    /// How many records it has, of how many where it is narrowed, and on how many rows where that is another count;
    /// nothing before it was read.
    pub fn count(&self) -> String {
        let count = self.records();
        match self.rows_apart() {
            Some(rows) => format!("{count} ({rows})"),
            None => count,
        }
    }

    /// On how many rows its records are, where that is another count.
    pub fn rows_apart(&self) -> Option<String> {
        (self.loaded && self.total != self.records.0).then(|| lines(self.total))
    }

    /// How many records it has, and of how many where it is narrowed; nothing before it was read.
    pub fn records(&self) -> String {
        match self.records {
            _ if !self.loaded => String::new(),
            (records, all) if records == all => records.to_string(),
            (records, all) => format!("{records} sur {all}"),
        }
    }
}
