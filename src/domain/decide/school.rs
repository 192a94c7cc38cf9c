//! What an operator changes of a school by itself: its circonscription.

use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::School;

/// The longest name of a circonscription, in characters.
const LONGEST_NAME: usize = 100;

/// Puts a school in a circonscription.
pub(super) fn set_circonscription(registry: &Registry, uai: Uai, name: &str) -> Result<Vec<Change>, Refusal> {
    let id = RecordId::School(uai);
    let before = registry
        .schools()
        .get(&uai)
        .ok_or_else(|| Refusal::Unknown(id.clone()))?;
    let name = fields::text(id.clone(), "circonscription", name)?;
    if name.chars().count() > LONGEST_NAME || name.contains('\n') {
        let why = format!("{LONGEST_NAME} caractères au plus, sur une seule ligne");
        return Err(invalid(id, "circonscription", why));
    }
    let named = |other: &&School| other.uai != uai && other.circonscription == name;
    let code = registry
        .schools()
        .iter()
        .filter(named)
        .find_map(|other| other.circonscription_code);
    let after = School {
        circonscription_code: code.filter(|_| !name.is_empty()),
        circonscription: name,
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}
