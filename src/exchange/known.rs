//! References to records of the base: a cell that names one the base lacks says which file to import first.

use super::cell::{CellError, CellResult, key, siren, uai};
use crate::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use crate::domain::registry::Registry;

/// Makes a parser of UAIs of schools that the base has.
pub(super) fn school(registry: &Registry) -> impl Fn(&str) -> CellResult<Uai> {
    move |cell| {
        let read = uai(cell)?;
        match registry.schools().get(&read.value) {
            Some(_) => Ok(read),
            None => Err(CellError::Unknown(no_school(read.value))),
        }
    }
}

/// Makes a parser of the SIREN of a collectivité that the base has.
pub(super) fn collectivite(registry: &Registry) -> impl Fn(&str) -> CellResult<Siren> {
    move |cell| {
        let read = siren(cell)?;
        match registry.collectivites().get(&read.value) {
            Some(_) => Ok(read),
            None => Err(CellError::Unknown(format!(
                "collectivité {} inconnue\u{a0}: importez d’abord les communes ou les EPCI",
                read.value
            ))),
        }
    }
}

/// Makes a parser of the SIREN of a prestataire that the base has.
pub(super) fn provider(registry: &Registry) -> impl Fn(&str) -> CellResult<Siren> {
    move |cell| {
        let read = siren(cell)?;
        match registry.providers().get(&read.value) {
            Some(_) => Ok(read),
            None => Err(CellError::Unknown(format!(
                "prestataire {} inconnu\u{a0}: importez d’abord les solutions",
                read.value
            ))),
        }
    }
}

/// Makes a parser of the code of a solution that the base has.
pub(super) fn solution(registry: &Registry) -> impl Fn(&str) -> CellResult<SolutionCode> {
    move |cell| {
        let read = key(SolutionCode::parse)(cell)?;
        match registry.solutions().get(&read.value) {
            Some(_) => Ok(read),
            None => Err(CellError::Unknown(no_solution(&read.value))),
        }
    }
}

/// Makes a parser of the number of a convention that the base has.
pub(super) fn convention(registry: &Registry) -> impl Fn(&str) -> CellResult<ConventionNumber> {
    move |cell| {
        let read = key(ConventionNumber::parse)(cell)?;
        match registry.conventions().get(&read.value) {
            Some(_) => Ok(read),
            None => Err(CellError::Unknown(format!(
                "convention {} inconnue\u{a0}: importez d’abord les conventions",
                read.value
            ))),
        }
    }
}

/// Says that the base lacks a solution, and which file to import.
pub(super) fn no_solution(code: &SolutionCode) -> String {
    format!("solution {code} inconnue\u{a0}: importez d’abord les solutions")
}

/// Says that the base lacks a school, and which file to import.
fn no_school(uai: Uai) -> String {
    let of = uai
        .departement()
        .map(|code| format!(" du département {}", code.padded()));
    format!(
        "école {uai} inconnue\u{a0}: importez d’abord l’annuaire{}",
        of.unwrap_or_default()
    )
}
