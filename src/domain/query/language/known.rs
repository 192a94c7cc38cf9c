//! The values that a list names: stages, rules, statuses, yes and no.

use super::field::{Field, FieldName, ValueKind};
use super::lexer::{Operator, Typed};
use super::problem::Problem;
use super::value::{Awaiting, Minutes, Purging, Reminding, Revisit, Value};
use crate::domain::convention::{Article, Awaited, Status};
use crate::domain::deployment::Stage;
use crate::domain::provider::Category;
use crate::domain::register::ReviewState;
use crate::domain::rule::{RuleCode, Severity, Standing};
use crate::domain::school::{SchoolState, Sector};
use crate::text::fold;
use crate::text::nearest;

/// A value of a list: as typed, as explained, as read.
pub(super) struct Known {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) value: Value,
}

fn known(code: &'static str, label: &'static str, value: Value) -> Known {
    Known { code, label, value }
}

/// A list: each code with what explains it and what it stands for.
type List<T> = [(&'static str, &'static str, T)];

const FLAGS: &List<bool> = &[("oui", "oui", true), ("non", "non", false)];

const CATEGORIES: &List<Category> = &[
    ("ent", "espace numérique de travail", Category::Ent),
    ("vie_scolaire", "vie scolaire", Category::VieScolaire),
];

const SECTORS: &List<Sector> = &[
    ("public", "école publique", Sector::Public),
    ("prive", "école privée", Sector::Private),
];

const STATES: &List<SchoolState> = &[
    ("ouverte", "ouverte", SchoolState::Open),
    ("a_fermer", "à fermer", SchoolState::Closing),
    ("a_ouvrir", "à ouvrir", SchoolState::Opening),
    ("fermee", "fermée", SchoolState::Closed),
    ("disparue", "disparue de l’annuaire", SchoolState::Vanished),
];

const ARTICLES: &List<Article> = &[
    ("26", "responsabilité conjointe", Article::Art26),
    ("28", "sous-traitance", Article::Art28),
];

const REMINDINGS: &List<Reminding> = &[
    ("due", "une relance est à faire", Reminding::Due),
    ("faite", "une relance a été faite", Reminding::Made),
    ("aucune", "aucune relance n’a été faite", Reminding::Never),
];

const PURGES: &List<Purging> = &[(
    "proche",
    "dans 60 jours au plus, et la convention signée n’est pas jointe",
    Purging::Soon,
)];

const REVIEWINGS: &List<ReviewState> = &[
    ("a_jour", "contrôle qui vaut, sans réserve", ReviewState::UpToDate),
    (
        "a_refaire",
        "contrôle à faire cette année, ou qui ne vaut plus",
        ReviewState::Due,
    ),
    (
        "avec_reserve",
        "contrôle qui vaut, avec réserve",
        ReviewState::Reserve,
    ),
    (
        "non_controlee",
        "inscrite cette année, pas encore contrôlée",
        ReviewState::Never,
    ),
];

const MINUTES: &List<Minutes> = &[
    (
        "attendu",
        "un conseil tenu dont le PV n’est pas reçu",
        Minutes::Awaited,
    ),
    (
        "recu",
        "le PV du dernier conseil tenu est reçu",
        Minutes::Received,
    ),
];

const REVISITS: &List<Revisit> = &[
    ("due", "le jour est venu", Revisit::Due),
    ("plus_tard", "le jour est à venir", Revisit::Later),
];

/// The values of a field; none for a field whose values no list names.
pub(super) fn values(field: FieldName) -> Vec<Known> {
    use FieldName as F;
    match field {
        F::Etape => stages(),
        F::Regle => rules(|_| true),
        F::SeulBlocage => rules(|rule| rule.severity() == Severity::Blocking),
        F::Statut | F::Convention => statuses(),
        F::Gravite => severities(),
        F::Categorie => listed(CATEGORIES, Value::Category),
        F::Secteur => listed(SECTORS, Value::Sector),
        F::Etat => standings().chain(listed(STATES, Value::State)).collect(),
        F::Situation => standings().collect(),
        F::Article => listed(ARTICLES, Value::Article),
        F::Relance => listed(REMINDINGS, Value::Reminding),
        F::Purge => listed(PURGES, Value::Purging),
        F::Controle => listed(REVIEWINGS, Value::Reviewing),
        F::Pv => listed(MINUTES, Value::Minutes),
        F::Revoir => listed(REVISITS, Value::Revisit),
        F::Attend => awaited(),
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

fn listed<T: Copy>(list: &List<T>, value: fn(T) -> Value) -> Vec<Known> {
    list.iter()
        .map(|(code, label, of)| known(code, label, value(*of)))
        .collect()
}

fn standings() -> impl Iterator<Item = Known> {
    Standing::ALL
        .into_iter()
        .map(|standing| known(standing.code(), standing.label(), Value::Standing(standing)))
}

fn awaited() -> Vec<Known> {
    let by = Awaited::ALL
        .into_iter()
        .map(|who| known(who.code(), who.label(), Value::Awaiting(Awaiting::By(who))));
    let parapheur = known(
        "parapheur",
        "à faire signer, signée depuis longtemps par l’autre partie",
        Value::Awaiting(Awaiting::Parapheur),
    );
    by.chain([parapheur]).collect()
}

fn severities() -> Vec<Known> {
    let severities = Severity::ALL.into_iter();
    severities
        .map(|severity| known(severity.code(), severity.label(), Value::Severity(severity)))
        .collect()
}

fn stages() -> Vec<Known> {
    Stage::ALL
        .into_iter()
        .map(|stage| known(stage.code(), stage.label(), Value::Stage(stage)))
        .collect()
}

fn rules(kept: impl Fn(RuleCode) -> bool) -> Vec<Known> {
    let rules = RuleCode::ALL.iter().copied().filter(|rule| kept(*rule));
    rules
        .map(|rule| known(rule.as_str(), rule.title(), Value::Rule(rule)))
        .collect()
}

fn statuses() -> Vec<Known> {
    Status::ALL
        .into_iter()
        .map(|status| known(status.code(), words(status), Value::Status(status)))
        .collect()
}

/// What is said of a status beside its code: of one signature, `attend:` says whose is awaited.
fn words(status: Status) -> &'static str {
    match status {
        Status::PartlySigned => "attend une signature",
        other => other.label(),
    }
}

/// Yes and no.
pub(super) fn flags() -> Vec<Known> {
    listed(FLAGS, Value::Flag)
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

/// True of a field whose values are codes that a person knows: one of them is never completed to another.
fn is_exact(field: FieldName) -> bool {
    matches!(
        field,
        FieldName::Regle | FieldName::SeulBlocage | FieldName::Article
    )
}

/// Reads a value of a list: the whole code, else its start where one alone begins so, else the start of a word of its
/// label. The code of a rule or of an article is read whole only.
pub(super) fn read(field: &Field, operator: Operator, typed: &Typed<'_>) -> Result<Vec<Value>, Problem> {
    let all = values(field.field);
    let folded = fold(&typed.text);
    let tiers: [fn(&str, &str) -> bool; 3] = [
        |code, typed| code == typed,
        |code, typed| code.starts_with(typed),
        |code, typed| format!(" {code}").contains(&format!(" {typed}")),
    ];
    let names = |known: &Known| [fold(known.code), fold(known.label)];
    let tiers = if is_exact(field.field) {
        &tiers[..1]
    } else {
        &tiers[..]
    };
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
        if found.len() > 1 && (compares || tier == 1) {
            let codes: Vec<&str> = found.iter().map(|known| known.code).collect();
            return Err(Problem::ambiguous(typed, &codes));
        }
        return Ok(found.into_iter().map(|known| known.value.clone()).collect());
    }
    Err(Problem::unknown_value(field, typed, nearest_code(&folded, &all)))
}

/// The code nearest to what was typed, or to its underscored form.
fn nearest_code(folded: &str, all: &[Known]) -> Option<&'static str> {
    let begins = |known: &&Known| fold(known.code).starts_with(folded);
    let begun = all.iter().find(begins).map(|known| known.code);
    begun
        .filter(|_| !folded.is_empty())
        .or_else(|| nearest(folded, all.iter().map(|known| known.code)))
}
