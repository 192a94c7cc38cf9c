//! Typed values, read as their field asks.

use super::field::{Field, FieldName, ValueKind};
use super::lexer::{Operator, Typed};
use super::problem::Problem;
use super::value::Value;
use super::{accounts, day, known, names};
use crate::domain::id::DepartementCode;
use crate::domain::query::source::Source;
use crate::text::fold;

/// Reads one typed value; a start that several known values share gives them all.
pub(super) fn read(
    field: &Field,
    operator: Operator,
    typed: &Typed<'_>,
    source: Source<'_>,
) -> Result<Vec<Value>, Problem> {
    if may_be_nothing(field.field) && matches!(fold(&typed.text).as_str(), "aucun" | "aucune") {
        return Ok(vec![Value::Nothing]);
    }
    let unknown = || Problem::unknown_value(field, typed, None);
    match field.values {
        ValueKind::Name => names::read(field, operator, typed, source),
        ValueKind::OneOf | ValueKind::Ranked => known::read(field, operator, typed),
        ValueKind::Words => Ok(words(typed)),
        ValueKind::Code => Ok(vec![Value::Text(fold(&typed.text).replace(' ', ""))]),
        ValueKind::Departement => DepartementCode::parse(&typed.text)
            .map(|code| vec![Value::Departement(code)])
            .map_err(|_| unknown()),
        ValueKind::Ahead | ValueKind::Past => {
            let past = field.values == ValueKind::Past;
            let read = day::read(&typed.text, source.day_index.day(), past);
            read.map(|day| vec![Value::Day(day)]).ok_or_else(unknown)
        }
        ValueKind::Account => accounts::read(field, typed, source),
        ValueKind::Rpi => match known::flag(&typed.text) {
            Some(flag) => Ok(vec![Value::Flag(flag)]),
            None => Ok(words(typed)),
        },
    }
}

/// The fields of which a record may have nothing.
fn may_be_nothing(field: FieldName) -> bool {
    use FieldName::{Circo, Collectivite, Convention, Echeance, Etape, Prestataire, Revoir, Solution, Suivi};
    matches!(
        field,
        Circo | Collectivite | Convention | Echeance | Etape | Prestataire | Revoir | Solution | Suivi
    )
}

/// The folded words; nothing where signs alone were typed.
fn words(typed: &Typed<'_>) -> Vec<Value> {
    let folded = fold(&typed.text);
    if folded.is_empty() {
        Vec::new()
    } else {
        vec![Value::Text(folded)]
    }
}
