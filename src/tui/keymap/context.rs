//! Where a key is pressed.

use serde::Deserialize;

use super::Key;

/// What has the focus when a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Context {
    /// Any place; holds keys that type nothing.
    #[serde(rename = "partout")]
    Everywhere,
    #[serde(rename = "liste")]
    List,
    /// The review of a queue.
    #[serde(rename = "revue")]
    Review,
    #[serde(rename = "tableau")]
    Figures,
    /// A dialog, outside its fields.
    #[serde(rename = "dialogue")]
    Dialog,
    /// A field, in which letters are typed.
    #[serde(rename = "champ")]
    Field,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 6] = [
        Self::Everywhere,
        Self::List,
        Self::Review,
        Self::Figures,
        Self::Dialog,
        Self::Field,
    ];

    /// Gives the name used in `keymap.toml` and in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "partout",
            Self::List => "liste",
            Self::Review => "revue",
            Self::Figures => "tableau",
            Self::Dialog => "dialogue",
            Self::Field => "champ",
        }
    }

    /// Gives those of the keys that it can have, where none is named: a field has none that types a character. Names
    /// that are not understood stay, to be told.
    pub(super) fn possible(self, names: &[String]) -> Vec<String> {
        let types = |name: &String| Key::parse(name).is_some_and(|key| key.typed().is_some());
        let kept = |name: &&String| !(self.takes_text() && types(name));
        names.iter().filter(kept).cloned().collect()
    }

    /// Names the place as an operator does, for help.
    pub fn place(self) -> &'static str {
        match self {
            Self::Everywhere => "partout",
            Self::List => "volets",
            Self::Review => "revue",
            Self::Figures => "tableau de bord",
            Self::Dialog => "dialogues",
            Self::Field => "champs",
        }
    }

    /// Finds a context by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }

    /// Tells whether a key of one context can be pressed in the other.
    pub fn meets(self, other: Self) -> bool {
        self == other || self == Self::Everywhere || other == Self::Everywhere
    }

    /// Tells whether a character pressed here may be meant as text.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Everywhere | Self::Field)
    }
}
