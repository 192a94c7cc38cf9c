//! The values that a list names: stages, rules, statuses, yes and no.

use super::field::{Field, FieldName, ValueKind};
use super::lexer::{Operator, Typed};
use super::nearest::nearest;
use super::problem::Problem;
use super::value::Value;
use crate::domain::convention::{Article, Status};
use crate::domain::deployment::Stage;
use crate::domain::provider::Category;
use crate::domain::query::search::fold;
use crate::domain::rule::{RuleCode, Severity};
use crate::domain::school::{SchoolState, Sector};

/// Where the reminders of a convention are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reminding {
    /// One is due: promised for a day that is reached, or sent long ago without an answer nor a reminder.
    Due,
    /// One was made.
    Made,
    /// None was made.
    Never,
}

/// Whether the day on which to look at a school again is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Revisit {
    /// It is.
    Due,
    /// It is to come.
    Later,
}

/// A value of a list: as typed, as explained, as read.
pub(super) struct Known {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) value: Value,
}

fn known(code: &'static str, label: &'static str, value: Value) -> Known {
    Known { code, label, value }
}

/// The values of a field; none for a field whose values no list names.
pub(super) fn values(field: FieldName) -> Vec<Known> {
    use FieldName as F;
    match field {
        F::Etape => Stage::all()
            .map(|stage| known(stage.code(), stage.label(), Value::Stage(stage)))
            .collect(),
        F::Regle => RuleCode::ALL
            .iter()
            .map(|rule| known(rule.as_str(), rule.title(), Value::Rule(*rule)))
            .collect(),
        F::Statut | F::Convention => Status::all()
            .map(|status| known(status.code(), status.label(), Value::Status(status)))
            .collect(),
        F::Gravite => vec![
            known(
                "bloquant",
                "empêche l’inscription",
                Value::Severity(Severity::Blocking),
            ),
            known("critique", "à régulariser", Value::Severity(Severity::Critical)),
            known(
                "comptes",
                "empêche l’ouverture des comptes",
                Value::Severity(Severity::Accounts),
            ),
            known(
                "avertissement",
                "avertissement",
                Value::Severity(Severity::Warning),
            ),
        ],
        F::Categorie => vec![
            known(
                "ent",
                "espace numérique de travail",
                Value::Category(Category::Ent),
            ),
            known(
                "vie_scolaire",
                "vie scolaire",
                Value::Category(Category::VieScolaire),
            ),
        ],
        F::Secteur => vec![
            known("public", "école publique", Value::Sector(Sector::Public)),
            known("prive", "école privée", Value::Sector(Sector::Private)),
        ],
        F::Etat => vec![
            known("ouverte", "ouverte", Value::State(SchoolState::Open)),
            known("a_fermer", "à fermer", Value::State(SchoolState::Closing)),
            known("a_ouvrir", "à ouvrir", Value::State(SchoolState::Opening)),
            known("fermee", "fermée", Value::State(SchoolState::Closed)),
            known(
                "disparue",
                "disparue de l’annuaire",
                Value::State(SchoolState::Vanished),
            ),
        ],
        F::Article => vec![
            known("26", "responsabilité conjointe", Value::Article(Article::Art26)),
            known("28", "sous-traitance", Value::Article(Article::Art28)),
        ],
        F::Relance => vec![
            known("due", "une relance est à faire", Value::Reminding(Reminding::Due)),
            known(
                "faite",
                "une relance a été faite",
                Value::Reminding(Reminding::Made),
            ),
            known(
                "aucune",
                "aucune relance n’a été faite",
                Value::Reminding(Reminding::Never),
            ),
        ],
        F::SeulBlocage => RuleCode::ALL
            .iter()
            .filter(|rule| rule.severity() == Severity::Blocking)
            .map(|rule| known(rule.as_str(), rule.title(), Value::Rule(*rule)))
            .collect(),
        F::Revoir => vec![
            known("due", "le jour est venu", Value::Revisit(Revisit::Due)),
            known("plus_tard", "le jour est à venir", Value::Revisit(Revisit::Later)),
        ],
        F::Bloque
        | F::Inscriptible
        | F::Inscrite
        | F::ARegulariser
        | F::Controlee
        | F::ATraiter
        | F::RpiDivergent => flags(),
        _ => Vec::new(),
    }
}

/// Yes and no.
pub(super) fn flags() -> Vec<Known> {
    vec![
        known("oui", "oui", Value::Flag(true)),
        known("non", "non", Value::Flag(false)),
    ]
}

/// Reads `oui` or `non`, or a start of one.
pub(super) fn flag(text: &str) -> Option<bool> {
    let typed = fold(text);
    let starts = |word: &str| !typed.is_empty() && word.starts_with(&typed);
    match (starts("oui"), starts("non")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Reads a value of a list: the whole code, else its start, else the start of a word of its label.
pub(super) fn read(field: &Field, operator: Operator, typed: &Typed<'_>) -> Result<Vec<Value>, Problem> {
    let all = values(field.field);
    let folded = fold(&typed.text);
    let tiers: [fn(&str, &str) -> bool; 3] = [
        |code, typed| code == typed,
        |code, typed| code.starts_with(typed),
        |code, typed| format!(" {code}").contains(&format!(" {typed}")),
    ];
    let names = |known: &Known| [fold(known.code), fold(known.label)];
    for (tier, matches) in tiers.iter().enumerate() {
        let answers = |known: &&Known| {
            let [code, label] = names(known);
            matches(&code, &folded) || (tier != 1 && matches(&label, &folded))
        };
        let found: Vec<&Known> = all.iter().filter(answers).collect();
        if folded.is_empty() || found.is_empty() {
            continue;
        }
        let compares = field.values == ValueKind::Ranked && !matches!(operator, Operator::Has | Operator::Is);
        if compares && found.len() > 1 {
            let codes: Vec<&str> = found.iter().map(|known| known.code).collect();
            return Err(Problem::ambiguous(typed, &codes));
        }
        return Ok(found.into_iter().map(|known| known.value.clone()).collect());
    }
    Err(Problem::unknown_value(field, typed, nearest_code(&folded, &all)))
}

/// The code nearest to what was typed, or to its underscored form.
fn nearest_code(folded: &str, all: &[Known]) -> Option<&'static str> {
    nearest(folded, all.iter().map(|known| known.code))
}
