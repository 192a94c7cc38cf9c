//! The accounts that follow collectivités, by name.

use std::collections::BTreeSet;

use super::field::Field;
use super::lexer::Typed;
use super::problem::Problem;
use super::value::Value;
use crate::domain::query::source::Source;
use crate::text::{fold, nearest};

/// What stands for the account of the operator.
pub(super) const ME: &str = "moi";

/// The accounts that follow a collectivité.
pub(super) fn known(source: Source<'_>) -> BTreeSet<&str> {
    let collectivites = source.registry.collectivites().iter();
    collectivites
        .filter_map(|collectivite| collectivite.followed_by.as_deref())
        .collect()
}

/// Reads the name of an account that follows a collectivité, or `moi`, which may follow none; the start of a name that
/// several share gives them all.
pub(super) fn read(field: &Field, typed: &Typed<'_>, source: Source<'_>) -> Result<Vec<Value>, Problem> {
    let folded = fold(&typed.text);
    if folded == ME {
        return Ok(vec![Value::Account(source.operator.to_owned())]);
    }
    let known = known(source);
    let whole = known.iter().filter(|name| fold(name) == folded);
    let mut found: Vec<Value> = whole.map(|name| Value::Account((*name).to_owned())).collect();
    if found.is_empty() && !folded.is_empty() {
        let begun = known.iter().filter(|name| fold(name).starts_with(&folded));
        found = begun.map(|name| Value::Account((*name).to_owned())).collect();
    }
    if found.is_empty() {
        let meant = nearest(&folded, known.iter().copied().chain([ME]));
        return Err(Problem::unknown_value(field, typed, meant));
    }
    Ok(found)
}
