//! The panes as tabs, where the screen shows one.

use super::{List, ListName, Model};

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// The list that it leads to; none for the dossier.
    pub to: Option<ListName>,
    /// It is the one shown.
    pub here: bool,
    /// Its text.
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
                model.list(name).count()
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
    /// How many rows it has, and of how many where it is narrowed; nothing before it was read.
    pub fn count(&self) -> String {
        if !self.loaded {
            String::new()
        } else if self.total == self.unfiltered {
            self.total.to_string()
        } else {
            format!("{} sur {}", self.total, self.unfiltered)
        }
    }
}
