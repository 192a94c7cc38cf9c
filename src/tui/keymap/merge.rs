//! Merges the embedded table with the operator's keys, gathering every fault on the way.

use std::collections::{BTreeMap, HashMap};

use super::table::{self, KeymapRow};
use super::{BadBinding, Context, Fault, Key, Keymap, Verb, VerbKeys, check};
use crate::config::KeyOverride;

/// The merge under way.
struct Merge {
    entries: Vec<VerbKeys>,
    /// The line of the configuration that last gave a verb its keys.
    lines: HashMap<Verb, usize>,
    faults: Vec<BadBinding>,
}

/// Merges the table and the operator's keys, or tells all that is wrong.
pub(super) fn merge(overrides: &[KeyOverride]) -> Result<Keymap, Vec<BadBinding>> {
    let rows = table::rows().map_err(|cause| vec![whole(Fault::Table(cause))])?;
    let mut merge = Merge {
        entries: Vec::new(),
        lines: HashMap::new(),
        faults: Vec::new(),
    };
    merge.declare(&rows);
    for given in overrides {
        merge.apply(given);
    }
    merge.finish(&rows)
}

impl Merge {
    /// Takes the table's rows, one for each verb.
    fn declare(&mut self, rows: &[KeymapRow]) {
        for verb in Verb::ALL.iter().copied() {
            let Some(row) = table::row(rows, verb) else {
                self.fault(None, verb.id(), Fault::UnknownVerb);
                continue;
            };
            let mut entry = entry(verb, row);
            for (context, names) in &row.touches {
                let keys = self.keys(None, verb, *context, names);
                entry.keys.insert(*context, keys.unwrap_or_default());
            }
            self.entries.push(entry);
        }
    }

    /// Takes one line of the configuration.
    fn apply(&mut self, given: &KeyOverride) {
        let line = given.line;
        let Some(verb) = Verb::from_id(&given.verb) else {
            return self.fault(line, &given.verb, Fault::UnknownVerb);
        };
        let own = self.contexts(verb);
        let contexts = match named(given, &own) {
            Ok(contexts) => contexts,
            Err(fault) => return self.fault(line, &given.verb, fault),
        };
        if let Some(line) = line {
            self.lines.insert(verb, line);
        }
        if given.context.is_none()
            && let Some(fault) = check::letters_only(verb, &own, &given.keys)
        {
            self.fault(line, verb.id(), fault);
        }
        for context in contexts {
            let names = match given.context {
                Some(_) => given.keys.clone(),
                None => context.possible(&given.keys),
            };
            if names.is_empty() && !given.keys.is_empty() {
                continue;
            }
            if let Some(keys) = self.keys(line, verb, context, &names) {
                self.set(verb, context, keys);
            }
        }
    }

    /// Lists the contexts that a verb serves.
    fn contexts(&self, verb: Verb) -> Vec<Context> {
        let entry = self.entries.iter().find(|entry| entry.verb == verb);
        entry
            .into_iter()
            .flat_map(|entry| entry.keys.keys().copied())
            .collect()
    }

    fn keys(
        &mut self,
        line: Option<usize>,
        verb: Verb,
        context: Context,
        names: &[String],
    ) -> Option<Vec<Key>> {
        let read = check::keys(names, context).and_then(|keys| match check::needed(verb, context, &keys) {
            Some(fault) => Err(vec![fault]),
            None => Ok(keys),
        });
        match read {
            Ok(keys) => Some(keys),
            Err(faults) => {
                for fault in faults {
                    self.fault(line, verb.id(), fault);
                }
                None
            }
        }
    }

    fn set(&mut self, verb: Verb, context: Context, keys: Vec<Key>) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.verb == verb) {
            entry.keys.insert(context, keys);
        }
    }

    fn fault(&mut self, line: Option<usize>, verb: &str, fault: Fault) {
        let bad = BadBinding {
            line,
            verb: verb.to_owned(),
            fault,
        };
        if !self.faults.contains(&bad) {
            self.faults.push(bad);
        }
    }

    /// Tells each clash at the verb that the configuration gave its key last.
    fn clashes(&mut self) {
        for (verb, fault) in check::clashes(&self.entries) {
            let Fault::Taken(key, other, context) = fault else {
                continue;
            };
            let (blamed, kept) = match (self.lines.get(&verb), self.lines.get(&other)) {
                (None, Some(_)) => (other, verb),
                (Some(mine), Some(theirs)) if theirs > mine => (other, verb),
                _ => (verb, other),
            };
            let line = self.lines.get(&blamed).copied();
            self.fault(line, blamed.id(), Fault::Taken(key, kept, context));
        }
    }

    fn finish(mut self, rows: &[KeymapRow]) -> Result<Keymap, Vec<BadBinding>> {
        self.clashes();
        if !self.faults.is_empty() {
            self.faults.sort_by_key(|bad| bad.line);
            return Err(self.faults);
        }
        let index = self
            .entries
            .iter()
            .flat_map(|entry| entry.bindings().map(|binding| (binding, entry.verb)))
            .collect();
        Ok(Keymap {
            entries: self.entries,
            shown: rows.iter().filter_map(|row| Verb::from_id(&row.id)).collect(),
            index,
        })
    }
}

/// Lists the contexts that a line speaks of: the one it names, or all that the verb serves.
fn named(given: &KeyOverride, own: &[Context]) -> Result<Vec<Context>, Fault> {
    let Some(name) = &given.context else {
        return Ok(own.to_vec());
    };
    let context = Context::from_name(name).ok_or_else(|| Fault::UnknownContext(name.clone()))?;
    if own.contains(&context) {
        Ok(vec![context])
    } else {
        Err(Fault::NotThere(context, own.to_vec()))
    }
}

fn entry(verb: Verb, row: &KeymapRow) -> VerbKeys {
    VerbKeys {
        verb,
        name: row.nom.clone(),
        sentence: row.phrase.clone(),
        group: row.groupe.clone(),
        words: row.mots.clone(),
        footer: row.pied,
        keys: BTreeMap::new(),
    }
}

fn whole(fault: Fault) -> BadBinding {
    BadBinding {
        line: None,
        verb: "keymap.toml".to_owned(),
        fault,
    }
}
