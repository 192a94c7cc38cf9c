//! Where the keys of a verb serve: contexts in which they are the same are told together.

use super::{Context, Key, VerbKeys};

/// A key as it is shown, and what it does.
pub type Hint = (String, String);

/// The contexts in the order in which they are told.
const TOLD: [Context; 6] = [
    Context::List,
    Context::Review,
    Context::Figures,
    Context::Dialog,
    Context::Field,
    Context::Everywhere,
];

/// Keys of a verb, with the contexts in which it has just these.
///
/// A field that has them all but those that type a character is told with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    pub places: Vec<Context>,
    /// The keys, never empty, in the order of the table.
    pub keys: Vec<Key>,
}

impl Served {
    /// Names the places as an operator does: `revue, tableau de bord`.
    pub fn places(&self) -> String {
        let names: Vec<&str> = self.places.iter().map(|place| place.place()).collect();
        names.join(", ")
    }

    /// Shows the keys as the footer does, each as `show` has it.
    pub fn keys(&self, show: impl Fn(&Key) -> String) -> String {
        let keys: Vec<String> = self.keys.iter().map(show).collect();
        keys.join(" ")
    }

    /// True where the keys serve in a context.
    pub fn holds(&self, context: Context) -> bool {
        self.places.contains(&context) || self.places == [Context::Everywhere]
    }

    fn takes(&self, context: Context, keys: &[Key]) -> bool {
        let possible = self.keys.iter().filter(|key| key.typed().is_none());
        self.keys == keys || (context == Context::Field && possible.eq(keys))
    }
}

impl VerbKeys {
    /// Lists the keys of the verb with where they serve, those that serve in `here` first.
    pub fn served(&self, here: Context) -> Vec<Served> {
        let mut served: Vec<Served> = Vec::new();
        for context in TOLD {
            let keys: Vec<Key> = self
                .bindings()
                .filter(|(place, _)| *place == context)
                .map(|(_, key)| key)
                .collect();
            if keys.is_empty() {
                continue;
            }
            match served.iter_mut().find(|one| one.takes(context, &keys)) {
                Some(one) => one.places.push(context),
                None => served.push(Served {
                    places: vec![context],
                    keys,
                }),
            }
        }
        served.sort_by_key(|one| !one.places.contains(&here));
        served
    }
}
