//! References to records of the base: a cell that names one the base lacks says which file to import first.

use super::cell::{Cell, CellError, CellResult, Note, key, siren, uai, without_decimals};
use crate::domain::convention::Convention;
use crate::domain::document::DocumentId;
use crate::domain::id::{
    AmendmentNumber, ContractReference, ConventionNumber, SheetVersion, Siren, SolutionCode, Uai,
};
use crate::domain::provider::SheetId;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;

/// Makes a parser of UAIs of schools that the base has.
pub(super) fn school(registry: &Registry) -> impl Fn(&str) -> CellResult<Uai> {
    move |cell| {
        let read = uai(cell)?;
        match registry.schools().get(&read.value) {
            Some(_) => Ok(read),
            None => match corrected(registry, &RecordId::School(read.value)) {
                Some((RecordId::School(uai), note)) => Ok(Cell::noted(uai, note)),
                _ => Err(CellError::Unknown(no_school(read.value))),
            },
        }
    }
}

/// Makes a parser of the SIREN of a collectivité that the base has.
pub(super) fn collectivite(registry: &Registry) -> impl Fn(&str) -> CellResult<Siren> {
    move |cell| {
        let read = siren(cell)?;
        match registry.collectivites().get(&read.value) {
            Some(_) => Ok(read),
            None => match corrected(registry, &RecordId::Collectivite(read.value)) {
                Some((RecordId::Collectivite(siren), note)) => Ok(Cell::noted(siren, note)),
                _ => Err(CellError::Unknown(format!(
                    "collectivité {} inconnue\u{a0}: importez d’abord les communes ou les EPCI",
                    read.value
                ))),
            },
        }
    }
}

/// Makes a parser of the SIREN of a prestataire that the base has.
pub(super) fn provider(registry: &Registry) -> impl Fn(&str) -> CellResult<Siren> {
    move |cell| {
        let read = siren(cell)?;
        match registry.providers().get(&read.value) {
            Some(_) => Ok(read),
            None => match corrected(registry, &RecordId::Provider(read.value)) {
                Some((RecordId::Provider(siren), note)) => Ok(Cell::noted(siren, note)),
                _ => Err(CellError::Unknown(format!(
                    "prestataire {} inconnu\u{a0}: importez d’abord les solutions",
                    read.value
                ))),
            },
        }
    }
}

/// Makes a parser of the code of a solution that the base has.
pub(super) fn solution(registry: &Registry) -> impl Fn(&str) -> CellResult<SolutionCode> {
    move |cell| {
        let read = key(SolutionCode::parse)(cell)?;
        match registry.solutions().get(&read.value) {
            Some(_) => Ok(read),
            None => match corrected(registry, &RecordId::Solution(read.value.clone())) {
                Some((RecordId::Solution(code), note)) => Ok(Cell::noted(code, note)),
                _ => Err(CellError::Unknown(no_solution(&read.value))),
            },
        }
    }
}

/// Makes a parser of the number of a convention that the base has.
pub(super) fn convention(registry: &Registry) -> impl Fn(&str) -> CellResult<ConventionNumber> {
    move |cell| {
        let read = convention_number(registry)(cell)?;
        match registry.conventions().get(&read.value) {
            Some(_) => Ok(read),
            None => Err(CellError::Unknown(format!(
                "convention {} inconnue\u{a0}: importez d’abord les conventions",
                read.value
            ))),
        }
    }
}

/// Makes a parser of numbers of conventions, known or not; one that was corrected is read as the one that it is now.
pub(super) fn convention_number(registry: &Registry) -> impl Fn(&str) -> CellResult<ConventionNumber> {
    move |cell| {
        let read = key(ConventionNumber::parse)(cell)?;
        match corrected(registry, &RecordId::Convention(read.value.clone())) {
            Some((RecordId::Convention(number), note)) => Ok(Cell::noted(number, note)),
            _ => Ok(read),
        }
    }
}

/// Makes a parser of numbers of avenants of a convention, known or not; one that is the same as a known one but for the
/// zeros that it begins with is read as that.
pub(super) fn amendment(
    convention: Option<&Convention>,
) -> impl Fn(&str) -> CellResult<AmendmentNumber> + use<'_> {
    move |cell| {
        let read = key(AmendmentNumber::parse)(without_decimals(cell))?;
        match convention.and_then(|found| found.amendment_like(&read.value)) {
            Some(held) if held.number != read.value => {
                let said = Note::SameAmendment(held.number.to_string());
                Ok(Cell::noted(held.number.clone(), said))
            }
            None if !read.value.is_plain() => Err(CellError::Unknown(AmendmentNumber::NOT_PLAIN.to_owned())),
            _ => Ok(read),
        }
    }
}

/// Makes a parser of versions of the fiche of a solution, known or not; `2.0` is 2 where 2 alone is known, for a spreadsheet
/// writes 2 so.
pub(super) fn sheet_version(
    registry: &Registry,
    solution: Option<&SolutionCode>,
) -> impl Fn(&str) -> CellResult<SheetVersion> {
    let is_known = move |version: &SheetVersion| {
        solution.is_some_and(|solution| {
            let (solution, version) = (solution.clone(), version.clone());
            registry.sheets().get(&SheetId { solution, version }).is_some()
        })
    };
    move |cell| {
        let read = key(SheetVersion::parse)(cell)?;
        let whole = key(SheetVersion::parse)(without_decimals(cell))?;
        let is_whole = !is_known(&read.value) && is_known(&whole.value);
        Ok(if is_whole { whole } else { read })
    }
}

/// Makes a parser of documents, by their SHA-256, that are attached to a convention.
pub(super) fn document<'a>(
    registry: &'a Registry,
    convention: &ConventionNumber,
) -> impl Fn(&str) -> CellResult<DocumentId> + use<'a> {
    let to = RecordId::Convention(convention.clone());
    move |cell| {
        let id = DocumentId::parse(&cell.to_ascii_lowercase());
        let found = id.and_then(|id| registry.documents().get(&id));
        match found.filter(|found| found.about.contains(&to)) {
            Some(found) => Ok(Cell::plain(found.sha256)),
            None => Err(CellError::Unknown(format!(
                "aucune pièce de cette empreinte n’est jointe à la {}\u{a0}: joignez-la d’abord",
                to.label()
            ))),
        }
    }
}

/// Makes a parser of references of contracts, known or not; one that was corrected is read as the one that it is now.
pub(super) fn contract(registry: &Registry) -> impl Fn(&str) -> CellResult<ContractReference> {
    move |cell| {
        let read = key(ContractReference::parse)(cell)?;
        match corrected(registry, &RecordId::Contract(read.value.clone())) {
            Some((RecordId::Contract(reference), note)) => Ok(Cell::noted(reference, note)),
            _ => Ok(read),
        }
    }
}

/// The key that took the place of one that no record has, and what is said of it.
fn corrected(registry: &Registry, id: &RecordId) -> Option<(RecordId, Note)> {
    let now = registry.follow(id);
    let moved = now != *id && registry.version(&now).is_some();
    moved.then(|| {
        let said = format!("{} est {} {}", id.label(), id.kind().agree("devenu"), now.label());
        (now, Note::Corrected(said))
    })
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
