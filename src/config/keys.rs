//! The section `[touches]`: keys other than the table's.
//!
//! Verbs and keys are names here; the keymap, which knows them, checks them.

use toml::de::DeValue;

use super::reader::{Pair, Reader};

/// The keys of one verb, in one context or in all of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOverride {
    /// The line of the file that is read, from one; none for a key of one that was read before and found right.
    pub line: Option<usize>,
    /// The verb, such as `inscrire`.
    pub verb: String,
    /// The context, such as `liste`; none means every context in which the verb has keys.
    pub context: Option<String>,
    /// The keys, such as `e` or `ctrl-p`; none leaves the verb to the palette.
    pub keys: Vec<String>,
}

/// Reads one line of `[touches]`: `verbe = "e"`, `verbe = ["e", "f2"]` or `verbe = { liste = "e" }`.
pub(super) fn overrides(reader: &mut Reader, into: &mut Vec<KeyOverride>, pair: Pair) {
    let verb = pair.0.get_ref().to_string();
    let Some(table) = pair.1.get_ref().as_table() else {
        return push(reader, into, &verb, None, pair);
    };
    for inner in table {
        let context = Some(inner.0.get_ref().to_string());
        push(reader, into, &verb, context, inner);
    }
}

fn push(
    reader: &mut Reader,
    into: &mut Vec<KeyOverride>,
    verb: &str,
    context: Option<String>,
    (name, value): Pair,
) {
    let line = Some(reader.line(&name.span()));
    match names(value.get_ref()) {
        Some(keys) => into.push(KeyOverride {
            line,
            verb: verb.to_owned(),
            context,
            keys,
        }),
        None => reader.fault(
            &value.span(),
            format!("«\u{a0}{verb}\u{a0}» attend une touche ou une liste\u{a0}: [\"e\", \"f2\"]"),
        ),
    }
}

fn names(value: &DeValue) -> Option<Vec<String>> {
    if let Some(one) = value.as_str() {
        return Some(vec![one.to_owned()]);
    }
    value
        .as_array()?
        .iter()
        .map(|key| key.get_ref().as_str().map(str::to_owned))
        .collect()
}
