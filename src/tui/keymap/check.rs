//! The checks of a binding: the embedded table passes them as any configuration must.

use super::azerty::{Reach, reach};
use super::{Context, Entry, Fault, Key, Verb};

/// Verbs that must keep a key where they are named: nothing else leaves that place.
const NEEDED: [(Verb, Context); 5] = [
    (Verb::Cancel, Context::Dialog),
    (Verb::Cancel, Context::Field),
    (Verb::Back, Context::Review),
    (Verb::Back, Context::Figures),
    (Verb::Quit, Context::Everywhere),
];

/// Reads the keys of one verb in one context, or tells what is wrong with each.
pub(super) fn keys(names: &[String], context: Context) -> Result<Vec<Key>, Vec<Fault>> {
    let (mut keys, mut faults) = (Vec::new(), Vec::new());
    for name in names {
        match key(name, names, context) {
            Ok(key) => keys.push(key),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(keys) } else { Err(faults) }
}

/// Tells whether a verb would lose its last key where it needs one.
pub(super) fn needed(verb: Verb, context: Context, keys: &[Key]) -> Option<Fault> {
    (keys.is_empty() && NEEDED.contains(&(verb, context))).then_some(Fault::Needed(context))
}

/// Lists, for each verb, the keys that serve another verb where it does.
///
/// Each clash is told once, at the later of the two.
pub(super) fn clashes(entries: &[Entry]) -> Vec<(Verb, Fault)> {
    let mut found = Vec::new();
    let mut seen: Vec<(Context, Key, Verb)> = Vec::new();
    for entry in entries {
        for (context, key) in entry.bindings() {
            let other = seen
                .iter()
                .find(|(place, taken, verb)| *taken == key && place.meets(context) && *verb != entry.verb);
            if let Some((_, _, other)) = other {
                found.push((entry.verb, Fault::Taken(key, *other, context)));
            }
            seen.push((context, key, entry.verb));
        }
    }
    found
}

fn key(name: &str, all: &[String], context: Context) -> Result<Key, Fault> {
    let key = Key::parse(name).ok_or_else(|| Fault::UnknownKey(name.to_owned()))?;
    if let Some(twin) = key.twin() {
        return Err(Fault::Twin(key, twin));
    }
    let Some(character) = key.typed() else {
        return Ok(key);
    };
    if context.takes_text() {
        return Err(Fault::Types(key, context));
    }
    match reach(character) {
        Reach::Plain => Ok(key),
        Reach::Digit(sign) if all.iter().any(|other| *other == sign.to_string()) => Ok(key),
        Reach::Digit(sign) => Err(Fault::LoneDigit(character, sign)),
        Reach::Shift => Err(Fault::Shifted(character)),
        Reach::AltGr => Err(Fault::AltGr(character)),
        Reach::Dead => Err(Fault::Dead(character)),
        Reach::Absent => Err(Fault::Absent(character)),
    }
}
