//! Filters asked of a collectivité, a prestataire or a convention.

use super::super::condition::NamedTest;
use super::{days, due, sets};
use crate::domain::convention::{Convention, Party};
use crate::domain::id::{DepartementCode, Siren, SolutionCode};
use crate::domain::query::day_index::Named;
use crate::domain::query::language::{FieldName, Term, Value};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;

/// The condition of a filter, not negated.
pub(super) fn test<'a>(source: Source<'a>, term: &Term) -> NamedTest<'a> {
    use FieldName::{
        Article, Attend, Collectivite, Departement, Echeance, Modifie, Prestataire, Purge, Relance, Solution,
        Statut, Suivi,
    };
    match term.field {
        Collectivite | Suivi | Prestataire | Solution | Relance | Attend | Purge => of_parties(source, term),
        Departement | Article | Statut => {
            let values = term.values.clone();
            Box::new(move |named| values.iter().any(|value| is_record(source, named, value)))
        }
        Echeance => {
            let term = term.clone();
            Box::new(move |named| ends(source, named, &term))
        }
        Modifie => {
            let term = term.clone();
            Box::new(move |named| days::holds(&term, days::modified(source, &named.id)))
        }
        _ => Box::new(|_| true),
    }
}

/// The condition of a filter on the parties, the solutions or the reminders of a record.
fn of_parties<'a>(source: Source<'a>, term: &Term) -> NamedTest<'a> {
    let values = term.values.clone();
    match term.field {
        FieldName::Collectivite => {
            let found = sets::collectivites(source, &values);
            let is = move |party| matches!(party, Party::Collectivite(siren) if found.contains(&siren));
            Box::new(move |named| party(source, named).is_some_and(&is))
        }
        FieldName::Suivi => {
            let found = sets::followed(source, &values);
            let is = move |party| matches!(party, Party::Collectivite(siren) if found.contains(&siren));
            Box::new(move |named| party(source, named).is_some_and(&is))
        }
        FieldName::Prestataire => {
            let found = sets::providers(source, &values);
            let is = move |party| matches!(party, Party::Provider(siren) if found.contains(&siren));
            Box::new(move |named| party(source, named).is_some_and(&is))
        }
        FieldName::Solution => {
            let found = sets::solutions(source, &values);
            Box::new(move |named| found.iter().any(|code| has_solution(source, named, code)))
        }
        _ => {
            let parties = due::parties(source, &values);
            Box::new(move |named| match convention(source, named) {
                Some(convention) => due::holds(source, (convention, None), &values),
                None => siren(&named.id).is_some_and(|siren| parties.contains(&siren)),
            })
        }
    }
}

/// True when a convention, or one of a prestataire's, ends as a filter says.
fn ends(source: Source<'_>, named: &Named, term: &Term) -> bool {
    match &named.id {
        RecordId::Provider(siren) => {
            let mut conventions = source.registry.conventions_with(Party::Provider(*siren));
            conventions.any(|convention| days::holds(term, convention.last_day()))
        }
        _ => named.convention.is_some_and(|facts| days::holds(term, facts.end)),
    }
}

/// True when a record is in a département, or has an article or a status.
fn is_record(source: Source<'_>, named: &Named, value: &Value) -> bool {
    match value {
        Value::Departement(code) => in_departement(source, named, *code),
        Value::Article(article) => named.convention.is_some_and(|facts| facts.article == *article),
        Value::Status(status) => named.convention.is_some_and(|facts| facts.status == *status),
        _ => false,
    }
}

/// True when a prestataire sells a solution, or a convention covers it; of a convention 28, its prestataire sells it.
fn has_solution(source: Source<'_>, named: &Named, code: &SolutionCode) -> bool {
    let covers = convention(source, named).is_none_or(|convention| convention.covers_solution(code));
    match party(source, named) {
        Some(Party::Provider(siren)) => {
            let solution = source.registry.solutions().get(code);
            covers && solution.is_some_and(|solution| solution.provider == siren)
        }
        Some(Party::Collectivite(_)) => covers,
        None => false,
    }
}

/// The party that a record is, or that a convention has.
fn party(source: Source<'_>, named: &Named) -> Option<Party> {
    match &named.id {
        RecordId::Collectivite(siren) => Some(Party::Collectivite(*siren)),
        RecordId::Provider(siren) => Some(Party::Provider(*siren)),
        _ => convention(source, named).map(|convention| convention.party),
    }
}

fn siren(id: &RecordId) -> Option<Siren> {
    match id {
        RecordId::Collectivite(siren) | RecordId::Provider(siren) => Some(*siren),
        _ => None,
    }
}

fn convention<'a>(source: Source<'a>, named: &Named) -> Option<&'a Convention> {
    match &named.id {
        RecordId::Convention(number) => source.registry.conventions().get(number),
        _ => None,
    }
}

/// True when a collectivité is in a département, or a convention is with one that is, or names the département.
fn in_departement(source: Source<'_>, named: &Named, code: DepartementCode) -> bool {
    named.departement == Some(code)
        || convention(source, named).is_some_and(|convention| convention.covers_departement(code))
}
