//! Names that the base holds: communes, circonscriptions, collectivités, prestataires, solutions.

use super::field::{Field, FieldName};
use super::lexer::{Operator, Typed};
use super::name::{NameValue, short};
use super::problem::Problem;
use super::value::Value;
use crate::domain::query::day_index::Name;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::text::nearest_folded;

/// Reads a name, and makes sure that the base holds one that answers.
pub(super) fn read(
    field: &Field,
    operator: Operator,
    typed: &Typed<'_>,
    source: Source<'_>,
) -> Result<Vec<Value>, Problem> {
    let name = NameValue::new(&typed.text, operator);
    if name.folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = known(field.field, source);
    if all.any(|known| name.matches(known.folded) || name.matches_code(known.code)) {
        return Ok(vec![Value::Name(name)]);
    }
    let all = known(field.field, source).map(|known| (known.folded, known));
    let nearest = nearest_folded(&typed.text, all).map(|known| known.written());
    Err(Problem::unknown_value(field, typed, nearest))
}

/// The name of a circonscription without what all of them share, folded and as it is written.
pub fn circonscription(name: &Name) -> (&str, &str) {
    (short(&name.folded), short_written(&name.written))
}

/// A name that the base holds.
#[derive(Clone, Copy)]
pub(super) struct KnownName<'a> {
    pub(super) folded: &'a str,
    /// The code that may be typed in its place; empty where there is none.
    pub(super) code: &'a str,
    written: Written<'a>,
}

/// Where the written form of a name is found.
#[derive(Clone, Copy)]
enum Written<'a> {
    Here(&'a str),
    Of(&'a RecordId, &'a Registry),
}

impl<'a> KnownName<'a> {
    /// The name as it is written.
    pub(super) fn written(&self) -> &'a str {
        match self.written {
            Written::Here(written) => written,
            Written::Of(id, registry) => written_name(id, registry),
        }
    }
}

/// The names of a field that the base holds, but for those that say nothing.
pub(super) fn known<'a>(
    field: FieldName,
    source: Source<'a>,
) -> Box<dyn Iterator<Item = KnownName<'a>> + 'a> {
    Box::new(all(field, source).filter(|known| !known.folded.is_empty()))
}

fn all<'a>(field: FieldName, source: Source<'a>) -> Box<dyn Iterator<Item = KnownName<'a>> + 'a> {
    let day_index = source.day_index;
    match field {
        FieldName::Commune => Box::new(day_index.communes().iter().map(|(_, name)| KnownName {
            folded: &name.folded,
            code: "",
            written: Written::Here(&name.written),
        })),
        FieldName::Circo => Box::new(day_index.circonscriptions().iter().map(|(_, name)| KnownName {
            folded: short(&name.folded),
            code: "",
            written: Written::Here(short_written(&name.written)),
        })),
        _ => Box::new(day_index.named().iter().filter_map(move |named| {
            Some(KnownName {
                folded: &named.name,
                code: code_of(field, &named.id)?,
                written: Written::Of(&named.id, source.registry),
            })
        })),
    }
}

/// The code of a record, where it is of the kind that the field looks for.
fn code_of(field: FieldName, id: &RecordId) -> Option<&str> {
    match (field, id) {
        (FieldName::Collectivite, RecordId::Collectivite(siren))
        | (FieldName::Prestataire, RecordId::Provider(siren)) => Some(siren.as_str()),
        (FieldName::Solution, RecordId::Solution(code)) => Some(code.as_str()),
        _ => None,
    }
}

fn written_name<'a>(id: &RecordId, registry: &'a Registry) -> &'a str {
    match id {
        RecordId::Collectivite(siren) => registry.collectivite_name(*siren),
        RecordId::Provider(siren) => registry.provider_name(*siren),
        RecordId::Solution(code) => registry.solutions().get(code).map_or("", |found| &found.name),
        _ => "",
    }
}

/// The same of a name as it is written.
fn short_written(written: &str) -> &str {
    let rest = written.split_once(" degré ").map_or(written, |(_, rest)| rest);
    let articles = ["de la ", "de ", "d'", "d’"];
    articles
        .iter()
        .find_map(|article| rest.strip_prefix(article))
        .unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn a_name_answers_by_the_start_of_its_words() {
        let table = [
            ("gren", Operator::Has, "Grenoble", true),
            ("martin vin", Operator::Has, "Saint-Martin-le-Vinoux", false),
            ("martin-le vin", Operator::Has, "Saint-Martin-le-Vinoux", true),
            ("artin", Operator::Has, "Saint-Martin", false),
            ("vif", Operator::Has, "Viffort", true),
            ("vif", Operator::Is, "Viffort", false),
            ("VIF", Operator::Is, "Vif", true),
            (
                "Grenoble 1",
                Operator::Has,
                "Circonscription d'inspection du 1er degré de Grenoble 1",
                true,
            ),
            (
                "Grenoble 1",
                Operator::Has,
                "Circonscription d'inspection du 1er degré de Grenoble 10",
                false,
            ),
            (
                "Grenoble 1",
                Operator::Is,
                "Circonscription d'inspection du 1er degré de Grenoble 1",
                true,
            ),
            (
                "circonscription",
                Operator::Has,
                "Circonscription d'inspection du 1er degré de Grenoble 1",
                false,
            ),
        ];
        for (typed, operator, name, expected) in table {
            assert_eq!(
                NameValue::new(typed, operator).matches(&fold(name)),
                expected,
                "{typed} {name}"
            );
        }
    }
}
