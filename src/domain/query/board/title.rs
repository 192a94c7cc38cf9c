//! What a record is called: what is searched of it, and what a list of all kinds shows.

use std::borrow::Cow;

use crate::domain::convention::Party;
use crate::domain::id::Siren;
use crate::domain::query::search::Document;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;

/// What is searched of a record, and what is shown of it in a list of all kinds.
#[derive(Debug, Clone, Default)]
pub struct Title<'a> {
    /// The codes by which it is known.
    pub identifiers: [Cow<'a, str>; 2],
    /// Its name, as searched.
    pub name: Cow<'a, str>,
    /// What it is called in a list.
    pub label: Cow<'a, str>,
    /// What tells it from others of the same name.
    pub detail: Cow<'a, str>,
}

impl<'a> Title<'a> {
    /// The title of a record that is on the board; none for another record or none such.
    pub fn of(registry: &'a Registry, id: &RecordId) -> Option<Self> {
        match id {
            RecordId::Collectivite(siren) => Self::collectivite(registry, *siren),
            RecordId::Provider(siren) => {
                let provider = registry.providers().get(siren)?;
                Some(Self::plain(
                    &provider.name,
                    "prestataire",
                    provider.siren.as_str(),
                ))
            }
            RecordId::Solution(code) => {
                let solution = registry.solutions().get(code)?;
                let detail = registry.provider_name(solution.provider);
                Some(Self::plain(&solution.name, detail, solution.code.as_str()))
            }
            RecordId::Convention(number) => {
                let convention = registry.conventions().get(number)?;
                let party = registry.party_name(convention.party);
                let dossier = convention.dossier.as_deref().unwrap_or_default();
                Some(Self {
                    identifiers: [convention.number.as_str().into(), dossier.into()],
                    name: party.into(),
                    label: format!("Convention {}", convention.number).into(),
                    detail: party.into(),
                })
            }
            RecordId::Contract(reference) => {
                let contract = registry.contracts().get(reference)?;
                let buyer = registry.collectivite_name(contract.collectivite);
                Some(Self {
                    identifiers: [contract.reference.as_str().into(), Cow::default()],
                    name: buyer.into(),
                    label: format!("Contrat {}", contract.reference).into(),
                    detail: buyer.into(),
                })
            }
            RecordId::Sheet(id) => {
                let sheet = registry.sheets().get(id)?;
                let solution = registry.solutions().get(&sheet.solution);
                let product = solution.map_or(sheet.solution.as_str(), |solution| &solution.name);
                let label = format!("Fiche de traitement {product}, version {}", sheet.version);
                Some(Self {
                    name: label.clone().into(),
                    label: label.into(),
                    ..Self::default()
                })
            }
            RecordId::Entry(number) => {
                let entry = registry.entries().get(number)?;
                let school = registry.schools().get(&entry.school);
                Some(Self {
                    name: format!("inscription {number}").into(),
                    label: format!("Inscription n°\u{a0}{number}").into(),
                    detail: school.map_or("", |school| &school.name).into(),
                    ..Self::default()
                })
            }
            _ => None,
        }
    }

    fn collectivite(registry: &'a Registry, siren: Siren) -> Option<Self> {
        let found = registry.collectivites().get(&siren)?;
        let insee = found.insee.as_ref().map_or("", |code| code.as_str());
        Some(Self {
            identifiers: [found.siren.as_str().into(), insee.into()],
            name: found.name.as_str().into(),
            label: found.name.as_str().into(),
            detail: found.kind.label().into(),
        })
    }

    fn plain(name: &'a str, detail: &'a str, key: &'a str) -> Self {
        Self {
            identifiers: [key.into(), Cow::default()],
            name: name.into(),
            label: name.into(),
            detail: detail.into(),
        }
    }

    /// The codes, as an index wants them.
    pub(super) fn codes(&self) -> [&str; 2] {
        [&self.identifiers[0], &self.identifiers[1]]
    }

    /// The document to be searched.
    pub(super) fn document<'d>(&'d self, codes: &'d [&'d str; 2]) -> Document<'d> {
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
