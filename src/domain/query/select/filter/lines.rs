//! Filters asked of a line of a school.

use std::collections::HashMap;

use super::super::condition::LineTest;
use super::{days, due, sets, starts_a_word, work};
use crate::domain::convention::{Article, Status};
use crate::domain::deployment::Stage;
use crate::domain::id::Siren;
use crate::domain::query::common_cause::record_behind;
use crate::domain::query::day_index::{AssessedLine, DayIndex, SchoolEntry};
use crate::domain::query::language::{FieldName, Operator, Term, Value};
use crate::domain::query::shared::awaited_conventions;
use crate::domain::query::source::Source;
use crate::domain::rule::Standing;
use crate::domain::school::Rpi;
use crate::text::fold_identifier;

/// The condition of a filter, not negated.
pub(super) fn test<'a>(source: Source<'a>, term: &Term) -> LineTest<'a> {
    use FieldName as F;
    match term.field {
        F::Commune
        | F::Circo
        | F::Ecole
        | F::Uai
        | F::Departement
        | F::Secteur
        | F::Etat
        | F::Bloque
        | F::Rpi => of_school(source, term),
        F::Collectivite | F::Suivi | F::Prestataire | F::Solution | F::Relance | F::Attend | F::Purge => {
            of_parties(source, term)
        }
        F::Conseil | F::Echeance | F::Modifie | F::InscriteLe => of_days(source, term.clone()),
        F::Convention => convention(source.day_index, term.values.clone()),
        F::Controlee | F::Controle | F::SeulBlocage | F::ATraiter | F::Revoir | F::RpiDivergent | F::Pv => {
            work::test(source, term.field, term.values.clone())
        }
        F::Cause => {
            let exact = term.operator == Operator::Is;
            let typed: Vec<String> = texts(&term.values).map(str::to_owned).collect();
            Box::new(move |_, line| {
                behind(line).any(|key| typed.iter().any(|typed| is_key(&key, typed, exact)))
            })
        }
        F::Etape => {
            let (operator, values) = (term.operator, term.values.clone());
            Box::new(move |_, line| values.iter().any(|value| at_stage(line, operator, value)))
        }
        F::Categorie
        | F::Regle
        | F::Gravite
        | F::Situation
        | F::Inscriptible
        | F::Inscrite
        | F::ARegulariser
        | F::Article
        | F::Statut => {
            let (field, values) = (term.field, term.values.clone());
            Box::new(move |_, line| values.iter().any(|value| of_line(field, line, value)))
        }
    }
}

/// The condition of a filter on what the annuaire says of a school, or on what it is.
fn of_school<'a>(source: Source<'a>, term: &Term) -> LineTest<'a> {
    let values = term.values.clone();
    match term.field {
        FieldName::Commune => {
            let named = sets::names(source.day_index.communes(), &values);
            Box::new(move |entry, _| named[entry.commune.0 as usize])
        }
        FieldName::Circo => {
            let named = sets::names(source.day_index.circonscriptions(), &values);
            Box::new(move |entry, _| named[entry.circonscription.0 as usize])
        }
        FieldName::Ecole => {
            let words: Vec<String> = texts(&values).map(|text| format!(" {text}")).collect();
            Box::new(move |entry, _| words.iter().any(|word| starts_a_word(&entry.name, word)))
        }
        FieldName::Uai => {
            let starts: Vec<String> = texts(&values).map(str::to_ascii_uppercase).collect();
            Box::new(move |entry, _| starts.iter().any(|start| starts_uai(entry.uai.as_str(), start)))
        }
        FieldName::Bloque => {
            let blocked = |entry: &SchoolEntry| Value::Flag(entry.state() == Some(Standing::Blocked));
            Box::new(move |entry, _| values.contains(&blocked(entry)))
        }
        _ => Box::new(move |entry, _| values.iter().any(|value| is_school(source, entry, value))),
    }
}

/// The condition of a filter on who holds the competence, or on the solution and who sells it.
fn of_parties<'a>(source: Source<'a>, term: &Term) -> LineTest<'a> {
    let values = &term.values;
    let none = sets::nothing(values);
    match term.field {
        FieldName::Collectivite => {
            let named = sets::collectivites(source, values);
            Box::new(move |entry, _| entry.holder().map_or(none, |holder| named.contains(&holder)))
        }
        FieldName::Suivi => {
            let followed = sets::followed(source, values);
            Box::new(move |entry, _| entry.holder().map_or(none, |holder| followed.contains(&holder)))
        }
        FieldName::Prestataire => {
            let named = sets::providers(source, values);
            Box::new(move |_, line| line.provider.map_or(none, |provider| named.contains(&provider)))
        }
        FieldName::Solution => {
            let named = sets::solutions(source, values);
            Box::new(move |_, line| {
                let chosen = line.assessment.solution.as_ref();
                chosen.map_or(none, |code| named.contains(code))
            })
        }
        _ => {
            // What the verb takes: a school outside of the conventions, or covered already, waits for none.
            let values = values.clone();
            Box::new(move |entry, line| {
                let of = (entry.uai, line.assessment.solution.as_ref());
                awaited_conventions(source, line)
                    .filter_map(|number| source.registry.conventions().get(number))
                    .any(|convention| due::holds(source, (convention, Some(of)), &values))
            })
        }
    }
}

/// The condition of a filter on a day.
fn of_days(source: Source<'_>, term: Term) -> LineTest<'_> {
    Box::new(move |entry, line| {
        let day = match term.field {
            FieldName::Conseil => days::next_council(source, entry),
            FieldName::InscriteLe => days::entered(source, line),
            FieldName::Modifie => days::line_modified(source, entry, line),
            _ => line.assessment.end,
        };
        days::holds(&term, day)
    })
}

fn texts(values: &[Value]) -> impl Iterator<Item = &str> {
    values.iter().filter_map(|value| match value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

/// The keys of the records behind the findings of a line that has a project, folded.
fn behind(line: &AssessedLine) -> impl Iterator<Item = String> {
    let findings = line.assessment.findings.iter();
    let of_project = findings.filter(|_| line.standing.is_a_project());
    of_project
        .filter_map(record_behind)
        .map(|id| fold_identifier(&id.key()))
}

/// True of a key that is what was typed, or starts so.
fn is_key(key: &str, typed: &str, exact: bool) -> bool {
    if exact {
        key == typed
    } else {
        key.starts_with(typed)
    }
}

/// True when a UAI starts so; its leading zero may be missing.
fn starts_uai(uai: &str, start: &str) -> bool {
    uai.starts_with(start) || uai.strip_prefix('0').is_some_and(|rest| rest.starts_with(start))
}

fn is_school(source: Source<'_>, entry: &SchoolEntry, value: &Value) -> bool {
    match value {
        Value::Departement(code) => entry.departement == Some(*code),
        Value::Sector(sector) => entry.sector == *sector,
        Value::State(state) => entry.annuaire == *state,
        Value::Standing(standing) => entry.state() == Some(*standing),
        Value::Flag(flag) => entry.in_rpi == *flag,
        Value::Text(number) => entry.in_rpi && has_rpi(source, entry, number),
        _ => false,
    }
}

/// True when the number of a school's RPI starts so.
fn has_rpi(source: Source<'_>, entry: &SchoolEntry, number: &str) -> bool {
    let school = source.registry.schools().get(&entry.uai);
    match school.and_then(|school| school.rpi.as_ref()) {
        Some(Rpi::Disperse(known)) => known.to_lowercase().starts_with(number),
        Some(Rpi::Concentre) | None => false,
    }
}

fn of_line(field: FieldName, line: &AssessedLine, value: &Value) -> bool {
    match (field, value) {
        (FieldName::Inscriptible, Value::Flag(flag)) => line.is_eligible() == *flag,
        (FieldName::Inscrite, Value::Flag(flag)) => line.is_registered() == *flag,
        (FieldName::ARegulariser, Value::Flag(flag)) => (line.standing == Standing::ToRegularise) == *flag,
        (_, Value::Standing(standing)) => line.standing == *standing,
        (_, Value::Category(category)) => line.assessment.category == Some(*category),
        (_, Value::Rule(rule)) => line.has(*rule),
        (_, Value::Severity(severity)) => line.weighs(*severity),
        _ => false,
    }
}

/// True when the stage stands to another as the operator says. *Suspendue* and what follows it are no further than
/// the others: they come only under their own names.
fn at_stage(line: &AssessedLine, operator: Operator, value: &Value) -> bool {
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
fn convention(day_index: &DayIndex, values: Vec<Value>) -> LineTest<'_> {
    let best = best_statuses(day_index);
    Box::new(move |entry: &SchoolEntry, line: &AssessedLine| {
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
fn best_statuses(day_index: &DayIndex) -> HashMap<Siren, Status> {
    let mut best: HashMap<Siren, Status> = HashMap::new();
    let facts = day_index.named().iter().filter_map(|named| named.convention);
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
        Status::Terminated | Status::Refused | Status::Dropped => 0,
    }
}
