//! What an operator changes of a collectivité by itself: who follows it.

use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::collectivite::Collectivite;
use crate::domain::id::Siren;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// The longest name of an account, in characters.
const LONGEST_ACCOUNT: usize = 64;

/// Says which account follows a collectivité, or that nobody does.
pub(super) fn follow(registry: &Registry, siren: Siren, by: Option<&str>) -> Result<Vec<Change>, Refusal> {
    let id = RecordId::Collectivite(siren);
    let before = registry
        .collectivites()
        .get(&siren)
        .ok_or_else(|| Refusal::Unknown(id.clone()))?;
    let account = |name| fields::text(id.clone(), "followed_by", name);
    let followed_by = by.map(account).transpose()?;
    let too_long = |name: &String| name.chars().count() > LONGEST_ACCOUNT || name.contains('\n');
    if followed_by.as_ref().is_some_and(too_long) {
        let why = format!("{LONGEST_ACCOUNT} caractères au plus, sur une seule ligne");
        return Err(invalid(id, "followed_by", why));
    }
    let after = Collectivite {
        followed_by,
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}
