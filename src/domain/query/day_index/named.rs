//! The records that have a name and are no school: collectivités, prestataires, conventions and the like.

use chrono::NaiveDate;

use super::title::Title;
use crate::domain::convention::{Article, Convention, Party, Status};
use crate::domain::id::{DepartementCode, Siren};
use crate::domain::record::{Kind, RecordId};
use crate::domain::registry::Registry;
use crate::text::fold;

/// A record that has a name and is no school.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: RecordId,
    /// Its name, folded; of a convention or a contract, the party's.
    pub name: Box<str>,
    /// The record was removed; its place stays.
    pub is_gone: bool,
    /// The département of a collectivité, or of the collectivité that is party to a convention.
    pub departement: Option<DepartementCode>,
    /// What filters ask of a convention.
    pub convention: Option<ConventionFacts>,
}

/// What filters and sorts ask of a convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConventionFacts {
    /// The article that it applies.
    pub article: Article,
    /// The party's SIREN.
    pub party: Siren,
    /// Where it stands on the day.
    pub status: Status,
    /// The last day on which it can bind.
    pub end: Option<NaiveDate>,
}

impl ConventionFacts {
    pub(super) fn of(convention: &Convention, day: NaiveDate) -> Self {
        Self {
            article: convention.article(),
            party: convention.party.siren(),
            status: convention.status(day),
            end: convention.last_day(),
        }
    }
}

/// The kinds on the day index, in the order of [`RecordId`], so that the places of a new day index hold keys in order.
pub(super) const KINDS: [Kind; 8] = [
    Kind::Collectivite,
    Kind::Provider,
    Kind::Solution,
    Kind::Sheet,
    Kind::Convention,
    Kind::Contract,
    Kind::Entry,
    Kind::Document,
];

impl Named {
    /// The record as it stands on the day index.
    pub(super) fn new(registry: &Registry, id: RecordId, title: &Title<'_>, day: NaiveDate) -> Self {
        let convention = match &id {
            RecordId::Convention(number) => registry.conventions().get(number),
            _ => None,
        };
        Self {
            name: fold(&title.name).into(),
            is_gone: title.label.is_empty(),
            departement: departement(registry, &id, convention),
            convention: convention.map(|convention| ConventionFacts::of(convention, day)),
            id,
        }
    }
}

impl Named {
    /// The same record on another day.
    pub(super) fn on(&self, registry: &Registry, day: NaiveDate) -> Self {
        let convention = match &self.id {
            RecordId::Convention(number) => registry.conventions().get(number),
            _ => None,
        };
        Self {
            convention: convention.map(|convention| ConventionFacts::of(convention, day)),
            ..self.clone()
        }
    }
}

/// The département of a collectivité: its own, else that of its INSEE code.
fn departement(
    registry: &Registry,
    id: &RecordId,
    convention: Option<&Convention>,
) -> Option<DepartementCode> {
    let siren = match (id, convention.map(|convention| convention.party)) {
        (RecordId::Collectivite(siren), _) => *siren,
        (_, Some(Party::Collectivite(siren))) => siren,
        _ => return None,
    };
    let found = registry.collectivites().get(&siren)?;
    found.departement.or_else(|| found.insee?.departement())
}

/// The keys of the records of a kind that is on the day index, in order.
pub(super) fn keys(registry: &Registry, kind: Kind) -> Vec<RecordId> {
    match kind {
        Kind::Collectivite => registry
            .collectivites()
            .iter()
            .map(|r| RecordId::Collectivite(r.siren))
            .collect(),
        Kind::Provider => registry
            .providers()
            .iter()
            .map(|r| RecordId::Provider(r.siren))
            .collect(),
        Kind::Solution => registry
            .solutions()
            .iter()
            .map(|r| RecordId::Solution(r.code.clone()))
            .collect(),
        Kind::Convention => registry
            .conventions()
            .iter()
            .map(|r| RecordId::Convention(r.number.clone()))
            .collect(),
        Kind::Contract => registry
            .contracts()
            .iter()
            .map(|r| RecordId::Contract(r.reference.clone()))
            .collect(),
        Kind::Sheet => registry
            .sheets()
            .iter()
            .map(|r| RecordId::Sheet(r.id()))
            .collect(),
        Kind::Entry => registry
            .entries()
            .iter()
            .map(|r| RecordId::Entry(r.number))
            .collect(),
        Kind::Document => registry
            .documents()
            .keys()
            .map(|id| RecordId::Document(*id))
            .collect(),
        _ => Vec::new(),
    }
}
