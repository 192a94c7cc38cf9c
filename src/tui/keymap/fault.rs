//! What is wrong with a binding, and how it is said.

use std::fmt;

use super::{Context, Key, Verb};
use crate::text::nearest;

/// A binding that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadBinding {
    /// The line of the configuration, from one; none for the embedded table.
    pub line: Option<usize>,
    /// The verb as it was written.
    pub verb: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The table cannot be read.
    Table(String),
    UnknownVerb,
    UnknownContext(String),
    /// The verb does nothing there; where it serves.
    NotThere(Context, Vec<Context>),
    /// A key without a name.
    Empty,
    UnknownKey(String),
    /// Terminals send another key instead.
    Twin(Key, &'static str),
    /// The keys type a character, where text may be meant; what to write to bind them elsewhere only.
    Types(Vec<Key>, Context, Option<String>),
    /// The character needs Shift on AZERTY.
    Shifted(char),
    /// The digit needs Shift on AZERTY, and the sign of the same key is not bound with it.
    LoneDigit(char, char),
    /// The character needs `AltGr` on AZERTY.
    AltGr(char),
    /// The character waits for a letter on AZERTY.
    Dead(char),
    /// The character is not on an AZERTY keyboard.
    Absent(char),
    /// The key already serves another verb where this one does.
    Taken(Key, Verb, Context),
    /// The verb must keep a key there: nothing else leaves that place.
    Needed(Context),
}

impl fmt::Display for BadBinding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "ligne {line}\u{a0}: ")?;
        }
        write!(formatter, "«\u{a0}{}\u{a0}»\u{a0}: ", self.verb)?;
        match &self.fault {
            Fault::UnknownVerb => unknown_verb(formatter, &self.verb),
            Fault::Empty => write!(
                formatter,
                "touche vide\u{a0}; pour ne laisser aucune touche à la commande, écrivez «\u{a0}{} = []\u{a0}»",
                self.verb
            ),
            fault => write!(formatter, "{fault}"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(cause) => write!(formatter, "table des touches illisible\u{a0}: {cause}"),
            Self::UnknownVerb => formatter.write_str("commande inconnue"),
            Self::UnknownContext(name) => unknown_context(formatter, name),
            Self::NotThere(context, own) => {
                let (place, own) = (context.name(), names(own));
                write!(
                    formatter,
                    "ne sert pas dans «\u{a0}{place}\u{a0}», mais dans\u{a0}: {own}"
                )
            }
            Self::Empty => formatter.write_str("touche vide"),
            Self::UnknownKey(name) => unknown_key(formatter, name),
            Self::Twin(key, twin) => write!(
                formatter,
                "{key}\u{a0}: les terminaux la confondent avec «\u{a0}{twin}\u{a0}»"
            ),
            Self::Types(keys, context, elsewhere) => types(formatter, keys, *context, elsewhere.as_deref()),
            Self::Shifted(sign) => write!(
                formatter,
                "«\u{a0}{sign}\u{a0}» demande Maj sur un clavier AZERTY"
            ),
            Self::LoneDigit(digit, sign) => {
                write!(
                    formatter,
                    "«\u{a0}{digit}\u{a0}» demande Maj sur un clavier AZERTY\u{a0}: donnez aussi «\u{a0}{sign}\u{a0}»"
                )
            }
            Self::AltGr(sign) => write!(
                formatter,
                "«\u{a0}{sign}\u{a0}» demande AltGr sur un clavier AZERTY"
            ),
            Self::Dead(sign) => write!(
                formatter,
                "«\u{a0}{sign}\u{a0}» attend une lettre sur un clavier AZERTY"
            ),
            Self::Absent(sign) => write!(formatter, "«\u{a0}{sign}\u{a0}» n’est pas sur un clavier AZERTY"),
            Self::Taken(key, other, context) => {
                let (other, place) = (other.id(), context.name());
                write!(
                    formatter,
                    "{key} sert déjà à «\u{a0}{other}\u{a0}» dans «\u{a0}{place}\u{a0}»\u{a0}; donnez-lui une autre touche"
                )
            }
            Self::Needed(context) => {
                write!(
                    formatter,
                    "doit garder une touche dans «\u{a0}{}\u{a0}», où rien ne la remplace",
                    context.name()
                )
            }
        }
    }
}

fn types(
    formatter: &mut fmt::Formatter<'_>,
    keys: &[Key],
    context: Context,
    elsewhere: Option<&str>,
) -> fmt::Result {
    let place = context.name();
    for (at, key) in keys.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        write!(formatter, "{comma}«\u{a0}{key}\u{a0}»")?;
    }
    let write = if keys.len() < 2 {
        "s’écrirait"
    } else {
        "s’écriraient"
    };
    write!(
        formatter,
        " {write} dans un champ\u{a0}: dans «\u{a0}{place}\u{a0}», prenez Ctrl ou F1 à F12"
    )?;
    elsewhere.map_or(Ok(()), |line| {
        write!(formatter, "\u{a0}; ou, hors des champs seulement\u{a0}: {line}")
    })
}

fn names(contexts: &[Context]) -> String {
    let names: Vec<&str> = contexts.iter().map(|context| context.name()).collect();
    names.join(", ")
}

fn unknown_verb(formatter: &mut fmt::Formatter<'_>, verb: &str) -> fmt::Result {
    formatter.write_str("commande inconnue")?;
    hint(formatter, nearest(verb, Verb::ALL.iter().map(|verb| verb.id())))?;
    formatter.write_str(" («\u{a0}preau modele touches\u{a0}» les montre toutes)")
}

fn unknown_context(formatter: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    let known = Context::ALL.map(Context::name).join(", ");
    write!(
        formatter,
        "contexte «\u{a0}{name}\u{a0}» inconnu\u{a0}; connus\u{a0}: {known}"
    )
}

fn unknown_key(formatter: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    const NAMES: [&str; 12] = [
        "entrée", "espace", "échap", "tab", "haut", "bas", "gauche", "droite", "début", "fin", "retour",
        "suppr",
    ];
    write!(formatter, "touche «\u{a0}{name}\u{a0}» inconnue")?;
    hint(formatter, nearest(name, NAMES))
}

fn hint(formatter: &mut fmt::Formatter<'_>, near: Option<&str>) -> fmt::Result {
    near.map_or(Ok(()), |near| {
        write!(formatter, "\u{a0}; vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}?")
    })
}
