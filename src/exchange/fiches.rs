//! `fiches.json`: the fiches de traitement, with the fields of RGPD art. 30(1).
//!
//! A fiche is a whole: the file replaces what the base holds under the same solution and version. A field that
//! the program does not know is refused rather than lost.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::ExchangeError;
use super::against::Against;
use super::cell::{Cell, CellError, CellResult, date, free_text, key};
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::item::{Item, items};
use super::known;
use super::source::Source;
use crate::domain::id::SheetVersion;
use crate::domain::provider::{Aipd, DataCategory, DataFamily, Sheet, SheetId, SubProcessor, Transfer};
use crate::domain::registry::Registry;
use crate::text::fold_name;

/// A fiche as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fiche {
    solution: String,
    version: Version,
    date: String,
    #[serde(default)]
    finalites: Vec<Text>,
    #[serde(default)]
    base_legale: Text,
    #[serde(default)]
    personnes: Vec<Text>,
    #[serde(default)]
    donnees: Vec<Donnee>,
    #[serde(default)]
    destinataires: Vec<Text>,
    #[serde(default)]
    sous_traitants: Vec<SousTraitant>,
    #[serde(default)]
    transferts: Vec<Transfert>,
    #[serde(default)]
    securite: Vec<Text>,
    #[serde(default)]
    aipd: AipdFields,
}

/// A category of data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Donnee {
    categorie: Text,
    #[serde(default)]
    conservation: Text,
    #[serde(default)]
    famille: Option<String>,
}

/// A processor of the prestataire.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SousTraitant {
    nom: Text,
    #[serde(default)]
    pays: Text,
    #[serde(default)]
    maj: Option<String>,
}

/// A transfer outside the European Union.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Transfert {
    pays: Text,
    #[serde(default)]
    garantie: Text,
    #[serde(default)]
    organisme: Text,
    #[serde(default)]
    lien: Text,
}

/// The impact assessment.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AipdFields {
    #[serde(default)]
    requise: bool,
    #[serde(default)]
    faite_le: Option<String>,
}

/// A text, cleaned as it is read; `null` is an empty one.
#[derive(Debug, Default)]
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text: Option<String> = Option::deserialize(deserializer)?;
        let cleaned = free_text(&text.unwrap_or_default());
        cleaned
            .map(|cell| Self(cell.value))
            .map_err(serde::de::Error::custom)
    }
}

/// A version: a text, or a whole number as people write it.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "la version est un texte ou un nombre entier")]
enum Version {
    Text(String),
    Number(u32),
}

/// A fiche with every field.
const EXAMPLE: &str = r#"[
  {
    "solution": "exemple",
    "version": "1",
    "date": "2026-09-01",
    "finalites": ["Mettre à disposition un espace numérique de travail"],
    "base_legale": "mission d’intérêt public (RGPD art. 6(1)(e))",
    "personnes": ["élèves", "responsables légaux", "enseignants"],
    "donnees": [
      {"categorie": "Identité (nom, prénom, classe)", "conservation": "durée de la scolarité dans l’école", "famille": "identite"}
    ],
    "destinataires": ["enseignants de l’école", "responsables légaux"],
    "sous_traitants": [{"nom": "Hébergeur", "pays": "France", "maj": "2026-09-01"}],
    "transferts": [
      {"pays": "Suisse", "garantie": "décision d’adéquation (RGPD art. 45)", "organisme": "Hébergeur", "lien": "https://exemple.invalid/garanties"}
    ],
    "securite": ["chiffrement des échanges", "sauvegarde quotidienne"],
    "aipd": {"requise": true, "faite_le": "2026-08-15"}
  }
]
"#;

pub(super) const FORMAT: Format = Format {
    columns: &[],
    model: Model::Text(EXAMPLE),
    mapped: false,
    read,
    written: Written::Objects(written),
};

/// Writes the fiches, whose stored form is that of the file.
fn written(registry: &Registry) -> Vec<serde_json::Value> {
    let sheets = registry.sheets().iter();
    sheets
        .filter_map(|sheet| serde_json::to_value(sheet).ok())
        .collect()
}

/// Reads a file of fiches.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let mut seen = HashSet::new();
    items(source, against, |item, fiche: Fiche| {
        if let Some(sheet) = sheet(item, fiche, registry) {
            once(item, &sheet, &mut seen);
            keeps_content(item, &sheet, registry);
            item.take(sheet);
        }
    })
}

/// Refuses a fiche that the file gives twice.
fn once(item: &mut Item<'_>, sheet: &Sheet, seen: &mut HashSet<(String, String)>) {
    let SheetId { solution, version } = sheet.id();
    if !seen.insert((solution.to_string(), version.to_string())) {
        item.reject(
            "version",
            version.as_str(),
            "déjà présente dans le fichier\u{a0}: gardez une seule fiche",
        );
    }
}

/// Refuses another content of a version on which something rests.
fn keeps_content(item: &mut Item<'_>, sheet: &Sheet, registry: &Registry) {
    let known = registry.sheets().get(&sheet.id());
    if known.is_none_or(|known| known.describes_as(sheet)) {
        return;
    }
    let resting = registry.resting_on(&sheet.id());
    if !resting.is_none() {
        item.reject("version", sheet.version.as_str(), &resting.to_string());
    }
}

/// Makes a sheet of a fiche; nothing when its key or its date is wrong.
fn sheet(item: &mut Item<'_>, fiche: Fiche, registry: &Registry) -> Option<Sheet> {
    let version = match fiche.version {
        Version::Text(text) => text,
        Version::Number(number) => number.to_string(),
    };
    let solution = item.required("solution", &fiche.solution, known::solution(registry));
    let version = item.required("version", &version, key(SheetVersion::parse));
    let day = item.required("date", &fiche.date, date);
    let sub_processors = sub_processors(item, fiche.sous_traitants);
    let data = data(item, fiche.donnees);
    let done = optional_day(item, "aipd.faite_le", fiche.aipd.faite_le.as_deref());
    Some(Sheet {
        solution: solution?,
        version: version?,
        date: day?,
        purposes: texts(fiche.finalites),
        legal_basis: fiche.base_legale.0,
        persons: texts(fiche.personnes),
        data,
        recipients: texts(fiche.destinataires),
        sub_processors,
        transfers: transfers(fiche.transferts),
        security: texts(fiche.securite),
        aipd: Aipd {
            due: fiche.aipd.requise,
            done,
        },
    })
}

/// Returns the texts that say something: a blank purpose is none.
fn texts(list: Vec<Text>) -> Vec<String> {
    list.into_iter()
        .map(|text| text.0)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Returns the categories of data that are named.
fn data(item: &mut Item<'_>, list: Vec<Donnee>) -> Vec<DataCategory> {
    let mut lines = Vec::with_capacity(list.len());
    for line in list {
        let said = line.famille.filter(|text| !text.trim().is_empty());
        let family = said.and_then(|text| item.required("donnees.famille", &text, family));
        lines.push(DataCategory {
            category: line.categorie.0,
            retention: line.conservation.0,
            family,
        });
    }
    lines.retain(|line| !line.category.is_empty());
    lines
}

/// Reads a family of data, by its code or its French name.
fn family(text: &str) -> CellResult<DataFamily> {
    let folded = fold_name(text);
    let is = |known: &DataFamily| {
        [known.code(), known.label()]
            .iter()
            .any(|name| fold_name(name) == folded)
    };
    let found = DataFamily::ALL.into_iter().find(is);
    found
        .map(Cell::plain)
        .ok_or_else(|| CellError::Choice(DataFamily::ALL.map(DataFamily::code).to_vec()))
}

/// Returns the transfers.
fn transfers(list: Vec<Transfert>) -> Vec<Transfer> {
    let lines = list.into_iter().map(|line| Transfer {
        country: line.pays.0,
        safeguard: line.garantie.0,
        organisation: line.organisme.0,
        link: line.lien.0,
    });
    lines.collect()
}

/// Returns the processors of the prestataire.
fn sub_processors(item: &mut Item<'_>, list: Vec<SousTraitant>) -> Vec<SubProcessor> {
    let mut lines = Vec::with_capacity(list.len());
    for line in list {
        lines.push(SubProcessor {
            name: line.nom.0,
            country: line.pays.0,
            updated: optional_day(item, "sous_traitants.maj", line.maj.as_deref()),
        });
    }
    lines
}

/// Reads a day that may be missing.
fn optional_day(item: &mut Item<'_>, field: &str, text: Option<&str>) -> Option<NaiveDate> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    item.required(field, text, date)
}
