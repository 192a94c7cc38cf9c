//! The checks of a binding: the embedded table passes them as any configuration must.

use super::azerty::{KeyAccess, reach};
use super::{Context, Fault, Key, Verb, VerbKeys, written};

/// Verbs that must keep a key where they are named: nothing else, the palette included, leaves that place, moves
/// within it or answers there.
const NEEDED: [(Verb, Context); 17] = [
    (Verb::Cancel, Context::Dialog),
    (Verb::Cancel, Context::Field),
    (Verb::Back, Context::Review),
    (Verb::Back, Context::Figures),
    (Verb::Quit, Context::Everywhere),
    (Verb::Accept, Context::Dialog),
    (Verb::Accept, Context::Field),
    (Verb::Confirm, Context::Dialog),
    (Verb::Up, Context::List),
    (Verb::Up, Context::Dialog),
    (Verb::Up, Context::Field),
    (Verb::Down, Context::List),
    (Verb::Down, Context::Dialog),
    (Verb::Down, Context::Field),
    (Verb::Palette, Context::List),
    (Verb::Palette, Context::Review),
    (Verb::Palette, Context::Figures),
];

/// Tells whether keys given for every place are letters only, though the verb serves where text is typed too.
pub(super) fn letters_only(verb: Verb, own: &[Context], names: &[String]) -> Option<Fault> {
    let (text, other): (Vec<Context>, Vec<Context>) = own.iter().partition(|place| place.takes_text());
    let context = *text.first()?;
    if names.is_empty() || !context.possible(names).is_empty() {
        return None;
    }
    let keys = names.iter().filter_map(|name| Key::parse(name)).collect();
    if other.is_empty() {
        return Some(Fault::Types(keys, context, None));
    }
    let elsewhere: Vec<(Context, &[String])> = other.into_iter().map(|place| (place, names)).collect();
    Some(Fault::Types(
        keys,
        context,
        Some(written::by_context(verb, &elsewhere)),
    ))
}

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
pub(super) fn clashes(entries: &[VerbKeys]) -> Vec<(Verb, Fault)> {
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
    if name.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let key = Key::parse(name).ok_or_else(|| Fault::UnknownKey(name.to_owned()))?;
    if let Some(twin) = key.twin() {
        return Err(Fault::Twin(key, twin));
    }
    let Some(character) = key.typed() else {
        return Ok(key);
    };
    if context.takes_text() {
        return Err(Fault::Types(vec![key], context, None));
    }
    match reach(character) {
        KeyAccess::Plain => Ok(key),
        KeyAccess::Digit(sign) if all.iter().any(|other| *other == sign.to_string()) => Ok(key),
        KeyAccess::Digit(sign) => Err(Fault::LoneDigit(character, sign)),
        KeyAccess::Shift => Err(Fault::Shifted(character)),
        KeyAccess::AltGr => Err(Fault::AltGr(character)),
        KeyAccess::Dead => Err(Fault::Dead(character)),
        KeyAccess::Absent => Err(Fault::Absent(character)),
    }
}
