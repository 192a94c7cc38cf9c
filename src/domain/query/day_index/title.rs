//! What a record is called: what is searched of it, and what a list of all kinds shows.

use std::borrow::Cow;
use std::iter;

use crate::domain::collectivite::Collectivite;
use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party};
use crate::domain::id::Siren;
use crate::domain::provider::{Provider, Sheet};
use crate::domain::query::search::Document;
use crate::domain::record::{Document as Piece, RecordId};
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// What is searched of a record, and what is shown of it in a list of all kinds.
#[derive(Debug, Clone, Default)]
pub struct Title<'a> {
    /// The codes by which it is known.
    pub identifiers: Vec<Cow<'a, str>>,
    /// Its name, as searched.
    pub name: Cow<'a, str>,
    /// What it is called in a list.
    pub label: Cow<'a, str>,
    /// What tells it from others of the same name.
    pub detail: Cow<'a, str>,
}

impl<'a> Title<'a> {
    /// The title of a record that is on the day index; none for another record or none such.
    pub fn of(registry: &'a Registry, id: &RecordId) -> Option<Self> {
        match id {
            RecordId::Collectivite(siren) => registry.collectivites().get(siren).map(Self::collectivite),
            RecordId::Provider(siren) => registry.providers().get(siren).map(Self::provider),
            RecordId::Solution(code) => {
                let solution = registry.solutions().get(code)?;
                let detail = registry.provider_name(solution.provider);
                Some(Self::plain(&solution.name, detail, solution.code.as_str()))
            }
            RecordId::Convention(number) => {
                let convention = registry.conventions().get(number)?;
                Some(Self::convention(
                    convention,
                    registry.party_name(convention.party),
                ))
            }
            RecordId::Contract(reference) => {
                let contract = registry.contracts().get(reference)?;
                Some(Self::contract(
                    contract,
                    registry.collectivite_name(contract.collectivite),
                ))
            }
            RecordId::Sheet(id) => registry
                .sheets()
                .get(id)
                .map(|sheet| Self::sheet(registry, sheet)),
            RecordId::Entry(number) => registry
                .entries()
                .get(number)
                .map(|entry| Self::entry(registry, entry)),
            RecordId::Document(id) => registry.documents().get(id).map(Self::piece),
            _ => None,
        }
    }

    fn collectivite(found: &'a Collectivite) -> Self {
        let insee = found.insee.as_ref().map_or("", |code| code.as_str());
        Self {
            identifiers: vec![found.siren.as_str().into(), insee.into()],
            name: found.name.as_str().into(),
            label: found.name.as_str().into(),
            detail: found.kind_label().into(),
        }
    }

    fn provider(found: &'a Provider) -> Self {
        Self::plain(&found.name, "prestataire", found.siren.as_str())
    }

    fn convention(found: &'a Convention, party: &'a str) -> Self {
        let dossiers = found.dossiers.iter().map(|dossier| dossier.as_str().into());
        Self {
            identifiers: iter::once(found.number.as_str().into()).chain(dossiers).collect(),
            name: party.into(),
            label: format!("Convention {}", found.number).into(),
            detail: party.into(),
        }
    }

    fn contract(found: &'a Contract, buyer: &'a str) -> Self {
        Self {
            identifiers: vec![found.reference.as_str().into()],
            name: buyer.into(),
            label: format!("Contrat {}", found.reference).into(),
            detail: buyer.into(),
        }
    }

    fn sheet(registry: &Registry, found: &Sheet) -> Self {
        let solution = registry.solutions().get(&found.solution);
        let product = solution.map_or(found.solution.as_str(), |solution| &solution.name);
        let label = format!("Fiche de traitement {product}, version {}", found.version);
        Self {
            name: label.clone().into(),
            label: label.into(),
            ..Self::default()
        }
    }

    fn entry(registry: &'a Registry, found: &RegisterEntry) -> Self {
        let school = registry.schools().get(&found.school);
        Self {
            name: format!("inscription {}", found.number).into(),
            label: format!("Inscription n°\u{a0}{}", found.number).into(),
            detail: school.map_or("", |school| &school.name).into(),
            ..Self::default()
        }
    }

    fn piece(found: &'a Piece) -> Self {
        Self {
            identifiers: vec![found.sha256.to_string().into()],
            name: found.name.as_str().into(),
            label: found.name.as_str().into(),
            detail: found.words().into(),
        }
    }

    fn plain(name: &'a str, detail: &'a str, key: &'a str) -> Self {
        Self {
            identifiers: vec![key.into()],
            name: name.into(),
            label: name.into(),
            detail: detail.into(),
        }
    }

    /// The codes, as an index wants them.
    pub(super) fn codes(&self) -> Vec<&str> {
        self.identifiers.iter().map(AsRef::as_ref).collect()
    }

    /// The document to be searched.
    pub(super) fn document<'d>(&'d self, codes: &'d [&'d str]) -> Document<'d> {
        Document {
            identifiers: codes,
            name: &self.name,
            place: "",
        }
    }
}

impl Registry {
    /// The name of a collectivité, or nothing where there is none.
    pub fn collectivite_name(&self, siren: Siren) -> &str {
        self.collectivites().get(&siren).map_or("", |found| &found.name)
    }

    /// The name of a prestataire, or nothing where there is none.
    pub fn provider_name(&self, siren: Siren) -> &str {
        self.providers().get(&siren).map_or("", |found| &found.name)
    }

    /// The name of the party to a convention, or nothing where there is none.
    pub fn party_name(&self, party: Party) -> &str {
        match party {
            Party::Provider(siren) => self.provider_name(siren),
            Party::Collectivite(siren) => self.collectivite_name(siren),
        }
    }
}
