//! The RPI, as schools join them and leave them, and as they are dissolved.

use super::fields::invalid;
use super::once;
use crate::domain::change::Change;
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::{Rpi, School};

/// Puts schools in an RPI dispersé, or takes them out of theirs.
pub(super) fn set(registry: &Registry, schools: &[Uai], code: Option<&str>) -> Result<Vec<Change>, Refusal> {
    let mut changes = Vec::new();
    for uai in once(schools)? {
        let id = RecordId::School(uai);
        let found = registry.schools().get(&uai);
        let found = found.ok_or_else(|| Refusal::missing(registry, &id))?;
        let is_code = |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if code.is_some_and(|code| !is_code(code)) {
            return Err(invalid(id, "RPI", "son code a six lettres ou chiffres"));
        }
        if code.is_none() && found.rpi.is_none() {
            return Err(invalid(id, "RPI", "elle n’est d’aucun RPI"));
        }
        let after = School {
            rpi: code.map(|code| Rpi::Disperse(code.to_owned())),
            ..found.clone()
        };
        changes.push(Change::update(found.clone(), after));
    }
    Ok(changes)
}

/// Takes every school out of the RPI of some schools.
pub(super) fn dissolve(registry: &Registry, schools: &[Uai]) -> Result<Vec<Change>, Refusal> {
    let mut all = once(schools)?;
    for uai in all.clone() {
        let rpi = registry
            .schools()
            .get(&uai)
            .and_then(|school| school.rpi.as_ref());
        if let Some(Rpi::Disperse(code)) = rpi {
            let others = registry.schools_of_rpi(code).map(|school| school.uai);
            let others: Vec<Uai> = others.filter(|other| !all.contains(other)).collect();
            all.extend(others);
        }
    }
    set(registry, &all, None)
}
