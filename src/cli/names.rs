//! Arguments that are one of some names, which tables give.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Makes a parser of one of some names.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    all: Vec<(&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|(name, _)| *name)).try_map(move |given| {
        let found = all.iter().find(|(name, _)| *name == given);
        found.map(|(_, value)| value.clone()).ok_or("nom inconnu")
    })
}

/// The names, as help lists them.
pub(super) fn names<T>(all: Vec<(&'static str, T)>, between: &str) -> String {
    all.into_iter()
        .map(|(name, _)| name)
        .collect::<Vec<_>>()
        .join(between)
}
