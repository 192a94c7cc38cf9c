//! The keymap: each verb declared once, from which come the keys, the footer, the help and the palette.

mod azerty;
mod check;
mod context;
mod fault;
mod key;
mod merge;
mod press;
mod serving;
mod table;
mod verb;
mod written;

use std::collections::{BTreeMap, HashMap};

use crossterm::event::KeyEvent;

pub use context::Context;
pub use fault::{BadBinding, Fault};
pub use key::Key;
pub use press::{Edit, Press, Step};
pub use serving::{Hint, Served};
pub use verb::Verb;
pub use written::model;

use crate::config::KeyOverride;

/// A verb with its words and the keys in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbKeys {
    pub verb: Verb,
    /// One or two words, for the footer.
    pub name: String,
    /// A sentence, for help and palette.
    pub sentence: String,
    /// The heading in help.
    pub group: String,
    /// Other words under which the palette finds it.
    pub words: Vec<String>,
    /// The place in the footer, smallest first.
    pub footer: Option<u16>,
    keys: BTreeMap<Context, Vec<Key>>,
}

impl VerbKeys {
    /// Gives the keys that serve the verb where the focus is, its own first.
    pub fn keys(&self, context: Context) -> impl Iterator<Item = Key> + '_ {
        let own = self.keys.get(&context).into_iter().flatten();
        let everywhere = (context != Context::Everywhere).then(|| self.keys.get(&Context::Everywhere));
        own.chain(everywhere.flatten().into_iter().flatten()).copied()
    }

    /// Lists every key with its context.
    pub fn bindings(&self) -> impl Iterator<Item = (Context, Key)> + '_ {
        self.keys
            .iter()
            .flat_map(|(context, keys)| keys.iter().map(|key| (*context, *key)))
    }

    /// Tells whether the verb has a place, bound or not, where the focus is.
    pub fn serves(&self, context: Context) -> bool {
        self.keys.contains_key(&context) || self.keys.contains_key(&Context::Everywhere)
    }
}

/// The table with the keys in force.
///
/// Invariant: one entry for each verb, in the order of [`Verb::ALL`]; no key serves two verbs in one context.
#[derive(Debug, Clone)]
pub struct Keymap {
    entries: Vec<VerbKeys>,
    /// The verbs in the order of the table, for help and palette.
    shown: Vec<Verb>,
    index: HashMap<(Context, Key), Verb>,
}

impl Keymap {
    /// Takes the embedded table and the operator's keys, or tells all that is wrong with them.
    pub fn new(overrides: &[KeyOverride]) -> Result<Self, Vec<BadBinding>> {
        merge::merge(overrides)
    }

    /// Finds the verb that a key asks for where the focus is.
    ///
    /// In a field, a key without a verb may be typed text: see [`Key::typed`].
    pub fn verb(&self, context: Context, event: KeyEvent) -> Option<Verb> {
        let key = Key::from(event);
        [context, Context::Everywhere]
            .into_iter()
            .find_map(|place| self.index.get(&(place, key)).copied())
    }

    /// Finds what a key asks for where the focus is.
    pub fn press(&self, context: Context, event: KeyEvent) -> Option<Press> {
        let verb = self.verb(context, event).map(Press::from);
        verb.or_else(|| Key::from(event).typed().map(Press::Char))
    }

    /// Gives the entry of a verb.
    pub fn entry(&self, verb: Verb) -> &VerbKeys {
        &self.entries[verb as usize]
    }

    /// Lists the entries in the order of the table, in which groups are together.
    pub fn entries(&self) -> impl Iterator<Item = &VerbKeys> {
        self.shown.iter().map(|verb| self.entry(*verb))
    }

    /// Lists what the footer shows where the focus is, in its order.
    pub fn footer(&self, context: Context) -> Vec<&VerbKeys> {
        let shown = |entry: &&VerbKeys| entry.footer.is_some() && entry.keys(context).next().is_some();
        let mut entries: Vec<&VerbKeys> = self.entries().filter(shown).collect();
        entries.sort_by_key(|entry| entry.footer);
        entries
    }

    /// Gives the first key of a verb where the focus is, as it is shown; empty if it has none.
    pub fn shown(&self, context: Context, what: impl Into<Press>) -> String {
        let key = |verb| self.entry(verb).keys(context).next();
        let key = what.into().verb().and_then(key);
        key.map(|key| key.to_string()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
