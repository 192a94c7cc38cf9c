//! Circonscriptions, whose names vary from row to row: one code, the UAI of its inspector, is one of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::id::Uai;
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use crate::domain::school::School;

/// Gives the schools of one code one name: that of most of them, those that the base alone has counted too, and of several
/// such the first by the alphabet.
pub(super) fn named_alike(mut records: Vec<Record>, registry: &Registry) -> Vec<Record> {
    let names = names(&records, registry);
    for record in &mut records {
        if let Record::School(school) = record
            && !school.circonscription.is_empty()
            && let Some(name) = school.circonscription_code.and_then(|code| names.get(&code))
        {
            school.circonscription.clone_from(name);
        }
    }
    records
}

/// The name of each code that has several.
fn names(records: &[Record], registry: &Registry) -> HashMap<Uai, String> {
    let read: Vec<&School> = records
        .iter()
        .filter_map(|record| match record {
            Record::School(school) => Some(school.as_ref()),
            _ => None,
        })
        .collect();
    let keys: HashSet<Uai> = read.iter().map(|school| school.uai).collect();
    let others = registry
        .schools()
        .iter()
        .filter(|school| !keys.contains(&school.uai));
    let mut counts: HashMap<Uai, BTreeMap<&str, usize>> = HashMap::new();
    for school in read.into_iter().chain(others) {
        if let Some(code) = school.circonscription_code
            && !school.circonscription.is_empty()
        {
            *counts
                .entry(code)
                .or_default()
                .entry(&school.circonscription)
                .or_default() += 1;
        }
    }
    let several = counts.into_iter().filter(|(_, names)| names.len() > 1);
    let most = several.filter_map(|(code, names)| {
        let (name, _) = names.into_iter().rev().max_by_key(|(_, count)| *count)?;
        Some((code, name.to_owned()))
    });
    most.collect()
}
