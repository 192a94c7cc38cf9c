//! Filters asked of a line of a school.

use std::collections::HashMap;

use super::super::sieve::LineTest;
use super::{Source, days, due, sets, starts_a_word, work};
use crate::domain::convention::{Article, Status};
use crate::domain::deployment::Stage;
use crate::domain::id::Siren;
use crate::domain::query::board::{Board, Entry, Line};
use crate::domain::query::language::{FieldName, Operator, Term, Value};
use crate::domain::school::Rpi;

/// The condition of a filter, not negated.
pub(super) fn test<'a>(source: Source<'a>, term: &Term) -> LineTest<'a> {
    let values = term.values.clone();
    match term.field {
        FieldName::Commune => {
            let named = sets::names(source.board.communes(), &values);
            Box::new(move |entry, _| named[entry.commune.0 as usize])
        }
        FieldName::Circo => {
            let named = sets::names(source.board.circonscriptions(), &values);
            Box::new(move |entry, _| named[entry.circonscription.0 as usize])
        }
        FieldName::Collectivite => {
            let (named, nobody) = (sets::collectivites(source, &values), sets::nothing(&values));
            Box::new(move |entry, _| entry.holder().map_or(nobody, |holder| named.contains(&holder)))
        }
        FieldName::Prestataire => {
            let (named, nobody) = (sets::providers(source, &values), sets::nothing(&values));
            Box::new(move |_, line| line.provider.map_or(nobody, |provider| named.contains(&provider)))
        }
        FieldName::Solution => {
            let (named, none) = (sets::solutions(source, &values), sets::nothing(&values));
            Box::new(move |_, line| {
                line.assessment
                    .solution
                    .as_ref()
                    .map_or(none, |code| named.contains(code))
            })
        }
        FieldName::Ecole => {
            let words: Vec<String> = texts(&values).map(|text| format!(" {text}")).collect();
            Box::new(move |entry, _| words.iter().any(|word| starts_a_word(&entry.name, word)))
        }
        FieldName::Departement | FieldName::Secteur | FieldName::Etat | FieldName::Rpi => {
            Box::new(move |entry, _| values.iter().any(|value| of_school(source, entry, value)))
        }
        FieldName::Uai => {
            let starts: Vec<String> = texts(&values).map(str::to_ascii_uppercase).collect();
            Box::new(move |entry, _| starts.iter().any(|start| starts_uai(entry.uai.as_str(), start)))
        }
        FieldName::Convention => convention(source.board, values),
        FieldName::Relance => {
            let parties = due::parties(source, &values);
            let has = move |party: Option<Siren>| party.is_some_and(|siren| parties.contains(&siren));
            Box::new(move |entry, line| has(entry.holder()) || has(line.provider))
        }
        FieldName::InscriteLe => {
            let term = term.clone();
            Box::new(move |_, line| days::holds(&term, days::entered(source, line)))
        }
        FieldName::Controlee
        | FieldName::SeulBlocage
        | FieldName::ATraiter
        | FieldName::Revoir
        | FieldName::RpiDivergent => work::test(source, term.field, values),
        FieldName::Conseil => {
            let term = term.clone();
            Box::new(move |entry, _| days::holds(&term, days::next_council(source, entry)))
        }
        FieldName::Echeance => {
            let term = term.clone();
            Box::new(move |_, line| days::holds(&term, line.assessment.end))
        }
        FieldName::Modifie => {
            let term = term.clone();
            Box::new(move |entry, line| days::holds(&term, days::line_modified(source, entry, line)))
        }
        FieldName::Etape => {
            let operator = term.operator;
            Box::new(move |_, line| values.iter().any(|value| at_stage(line, operator, value)))
        }
        FieldName::Categorie
        | FieldName::Regle
        | FieldName::Gravite
        | FieldName::Bloque
        | FieldName::Inscriptible
        | FieldName::Inscrite
        | FieldName::ARegulariser
        | FieldName::Article
        | FieldName::Statut => {
            let field = term.field;
            Box::new(move |_, line| values.iter().any(|value| of_line(field, line, value)))
        }
    }
}

fn texts(values: &[Value]) -> impl Iterator<Item = &str> {
    values.iter().filter_map(|value| match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

/// True when a UAI starts so; its leading zero may be missing.
fn starts_uai(uai: &str, start: &str) -> bool {
    uai.starts_with(start) || uai.strip_prefix('0').is_some_and(|rest| rest.starts_with(start))
}

fn of_school(source: Source<'_>, entry: &Entry, value: &Value) -> bool {
    match value {
        Value::Departement(code) => entry.departement == Some(*code),
        Value::Sector(sector) => entry.sector == *sector,
        Value::State(state) => entry.state == *state,
        Value::Flag(flag) => entry.in_rpi == *flag,
        Value::Text(number) => entry.in_rpi && has_rpi(source, entry, number),
        _ => false,
    }
}

/// True when the number of a school's RPI starts so.
fn has_rpi(source: Source<'_>, entry: &Entry, number: &str) -> bool {
    let school = source.registry.schools().get(&entry.uai);
    match school.and_then(|school| school.rpi.as_ref()) {
        Some(Rpi::Disperse(known)) => known.to_lowercase().starts_with(number),
        Some(Rpi::Concentre) | None => false,
    }
}

fn of_line(field: FieldName, line: &Line, value: &Value) -> bool {
    match (field, value) {
        (FieldName::Bloque, Value::Flag(flag)) => line.is_blocked() == *flag,
        (FieldName::Inscriptible, Value::Flag(flag)) => line.is_eligible() == *flag,
        (FieldName::Inscrite, Value::Flag(flag)) => line.is_registered() == *flag,
        (FieldName::ARegulariser, Value::Flag(flag)) => line.is_to_regularise() == *flag,
        (_, Value::Category(category)) => line.assessment.category == Some(*category),
        (_, Value::Rule(rule)) => line.has(*rule),
        (_, Value::Severity(severity)) => line.weighs(*severity),
        _ => false,
    }
}

/// True when the stage stands to another as the operator says. *Suspendue* and what follows it are no further than
/// the others: they come only under their own names.
fn at_stage(line: &Line, operator: Operator, value: &Value) -> bool {
    match (line.assessment.stage, value) {
        (None, Value::Nothing) => true,
        (Some(stage), Value::Stage(bound)) => {
            let apart = (stage >= Stage::Suspendue) != (*bound >= Stage::Suspendue);
            operator.holds(&stage, bound) && !apart
        }
        _ => false,
    }
}

/// The condition on the convention 26 of a line: the best that the holder of the competence has.
fn convention(board: &Board, values: Vec<Value>) -> LineTest<'_> {
    let best = best_statuses(board);
    Box::new(move |entry: &Entry, line: &Line| {
        let of_holder = || entry.holder().and_then(|holder| best.get(&holder).copied());
        let status = if line.assessment.art26() == Some(true) {
            Some(Status::InForce)
        } else {
            of_holder()
        };
        let value = status.map_or(Value::Nothing, Value::Status);
        values.contains(&value)
    })
}

/// Of each collectivité, the status of its convention 26 that is nearest to being in force.
fn best_statuses(board: &Board) -> HashMap<Siren, Status> {
    let mut best: HashMap<Siren, Status> = HashMap::new();
    let facts = board.named().iter().filter_map(|named| named.convention);
    for facts in facts.filter(|facts| facts.article == Article::Art26) {
        let status = best.entry(facts.party).or_insert(facts.status);
        if nearness(facts.status) > nearness(*status) {
            *status = facts.status;
        }
    }
    best
}

/// How near a status is to *en vigueur*; what is over comes last.
fn nearness(status: Status) -> u8 {
    match status {
        Status::InForce => 6,
        Status::SignedFuture => 5,
        Status::PartlySigned => 4,
        Status::Sent => 3,
        Status::Draft => 2,
        Status::Ended => 1,
        Status::Terminated => 0,
    }
}
