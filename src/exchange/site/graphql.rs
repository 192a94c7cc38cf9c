//! The site's own interface: what is asked of it, and the pages of its answers, made the sheets of an export.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::dossier::Dossier;
use super::error::{Fault, SiteError};
use super::read::Reader;
use super::sheets::{Export, Sheet};
use crate::domain::demarche::{DossierState, Mapping};
use crate::domain::document::DocumentKind;
use crate::exchange::cell::paris_moment;
use crate::text::quoted;

/// What is asked of a démarche: only what is used. Each kind of applicant and of field is to be asked for.
const QUERY: &str = include_str!("dossiers.graphql");

/// The body of a question for a page of at most `first` dossiers after a cursor, of those that changed since a moment.
pub fn question(demarche: u32, first: u32, after: Option<&str>, since: Option<DateTime<Utc>>) -> String {
    let since = since.map(|since| since.to_rfc3339_opts(SecondsFormat::Secs, true));
    let variables = json!({ "number": demarche, "first": first, "after": after, "since": since });
    json!({ "query": QUERY, "variables": variables }).to_string()
}

/// A page of dossiers.
#[derive(Debug, Default)]
pub struct Page {
    nodes: Vec<Node>,
    /// Where the next page begins; none of the last.
    pub next: Option<String>,
    /// How many dossiers the site says to be deleted, or about to be.
    pub deleted: usize,
}

/// A PDF that the site has of an accepted dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub dossier: String,
    pub kind: DocumentKind,
    /// The day of the decision.
    pub accepted: NaiveDate,
    /// Where it is; whoever has it may read it.
    pub url: String,
    /// When the dossier last changed; none where the site does not say.
    pub changed: Option<DateTime<Utc>>,
}

impl Paper {
    /// Its name: another decision on the dossier makes another.
    pub fn name(&self) -> String {
        let what = match self.kind {
            DocumentKind::Attestation => "attestation",
            _ => "dossier",
        };
        format!("{what}-{}-{}.pdf", self.dossier, self.accepted)
    }
}

impl Page {
    /// How many dossiers it has.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// The number of its last dossier.
    pub fn last(&self) -> Option<u64> {
        self.nodes.last().map(|node| node.number)
    }

    /// The PDFs of its accepted dossiers.
    pub fn papers(&self) -> impl Iterator<Item = Paper> {
        let accepted = self
            .nodes
            .iter()
            .filter(|node| node.state == DossierState::Accepted.code());
        accepted.flat_map(Node::papers)
    }
}

impl Node {
    fn papers(&self) -> impl Iterator<Item = Paper> {
        let accepted = self.date_traitement.as_deref().and_then(paris_moment);
        let links = [
            (DocumentKind::SignedConvention, &self.pdf),
            (DocumentKind::Attestation, &self.attestation),
        ];
        links.into_iter().filter_map(move |(kind, link)| {
            Some(Paper {
                dossier: self.number.to_string(),
                kind,
                accepted: accepted?.date(),
                url: link.as_ref()?.url.clone()?,
                changed: self.changed(),
            })
        })
    }

    /// When it last changed.
    fn changed(&self) -> Option<DateTime<Utc>> {
        let moment = DateTime::parse_from_rfc3339(self.date_derniere_modification.as_deref()?).ok()?;
        Some(moment.to_utc())
    }
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    errors: Vec<Value>,
    data: Option<Data>,
}

#[derive(Deserialize)]
struct Data {
    demarche: Option<Demarche>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Demarche {
    dossiers: Connection,
    #[serde(default)]
    deleted_dossiers: Deleted,
    #[serde(default)]
    pending_deleted_dossiers: Deleted,
}

#[derive(Default, Deserialize)]
struct Deleted {
    nodes: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Connection {
    page_info: PageInfo,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageInfo {
    has_next_page: bool,
    end_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    number: u64,
    state: String,
    date_depot: Option<String>,
    date_derniere_modification: Option<String>,
    pdf: Option<Link>,
    attestation: Option<Link>,
    date_derniere_modification_champs: Option<String>,
    date_traitement: Option<String>,
    motivation: Option<String>,
    demandeur: Option<Applicant>,
    #[serde(default)]
    champs: Vec<Field>,
    #[serde(default)]
    annotations: Vec<Field>,
}

#[derive(Debug, Deserialize)]
struct Link {
    url: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Applicant {
    siret: Option<String>,
    entreprise: Option<Company>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Company {
    siren: Option<String>,
    raison_sociale: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Field {
    #[serde(default)]
    champ_descriptor_id: String,
    #[serde(default)]
    label: String,
    string_value: Option<String>,
    #[serde(default)]
    rows: Vec<Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    champs: Vec<Field>,
}

/// Why an answer gives no page, in French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The site took too long: a smaller page may do.
    #[error("le site met trop de temps à répondre")]
    TooSlow,
    #[error("le site répond par une erreur\u{a0}: {0}")]
    Site(String),
    #[error("le site ne connaît pas cette démarche, ou le jeton n’y donne pas accès")]
    NoDemarche,
    #[error("la réponse du site ne se lit pas ({0})")]
    Unreadable(String),
}

/// Reads an answer; any error in it is of the whole page.
///
/// # Errors
///
/// [`PageError`].
pub fn page(body: &str) -> Result<Page, PageError> {
    let answer: Answer =
        serde_json::from_str(body).map_err(|error| PageError::Unreadable(error.to_string()))?;
    if let Some(error) = answer.errors.first() {
        let said = error
            .get("message")
            .and_then(Value::as_str)
            .unwrap_or("sans message");
        let code = error
            .pointer("/extensions/code")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let is_slow = code == "timeout" || said.to_lowercase().contains("timeout");
        return Err(if is_slow {
            PageError::TooSlow
        } else {
            PageError::Site(quoted(said))
        });
    }
    let demarche = answer
        .data
        .and_then(|data| data.demarche)
        .ok_or(PageError::NoDemarche)?;
    let info = demarche.dossiers.page_info;
    Ok(Page {
        nodes: demarche.dossiers.nodes,
        next: info.end_cursor.filter(|_| info.has_next_page),
        deleted: demarche.deleted_dossiers.nodes.len() + demarche.pending_deleted_dossiers.nodes.len(),
    })
}

/// The dossiers of some pages, by the labels of the configuration.
///
/// # Errors
///
/// [`SiteError`] where they say what the configuration does not know.
pub fn dossiers_of(name: &str, pages: Vec<Page>, mapping: &Mapping) -> Result<Vec<Dossier>, SiteError> {
    if mapping.is_empty() {
        return Err(Fault::NoMapping.of(name));
    }
    let nodes = pages.iter().flat_map(|page| &page.nodes);
    let changed = |node: &Node| Some((node.number.to_string(), node.changed()?.to_rfc3339()));
    let mut changed: HashMap<String, String> = nodes.filter_map(changed).collect();
    let export = export(name, pages);
    let mut dossiers = Reader::of(mapping)
        .dossiers(&export)
        .map_err(|fault| fault.of(name))?;
    for dossier in &mut dossiers {
        dossier.line = 0;
        dossier.changed = changed.remove(&dossier.number).unwrap_or_default();
    }
    Ok(dossiers)
}

/// The columns of the site, as an export by template names them: a form of today lacks the labels of before.
const SITE: [&str; 8] = [
    "N° dossier",
    "État du dossier",
    "Déposé le",
    "Dernière mise à jour du dossier le",
    "Traité le",
    "Motivation de la décision",
    "Établissement SIRET",
    "Entreprise SIREN",
];

fn export(name: &str, pages: Vec<Page>) -> Export {
    let mut dossiers = Rows::of(SITE.map(str::to_owned).to_vec());
    dossiers.named("Entreprise raison sociale");
    let mut blocks: Vec<(String, Rows)> = Vec::new();
    for node in pages.into_iter().flat_map(|page| page.nodes) {
        add_blocks(&mut blocks, &node);
        dossiers.add(site_cells(&node), node.champs.iter().chain(&node.annotations));
    }
    let others = blocks.into_iter().map(|(name, rows)| rows.sheet(name));
    Export {
        name: name.to_owned(),
        sha256: [0; 32],
        others: Some(others.collect()),
        is_whole: true,
        dossiers: (!dossiers.rows.is_empty()).then(|| dossiers.sheet("Dossiers".to_owned())),
    }
}

fn add_blocks(blocks: &mut Vec<(String, Rows)>, node: &Node) {
    for block in node.champs.iter().filter(|field| !field.rows.is_empty()) {
        let name = format!("({}) {}", stable_id(&block.champ_descriptor_id), block.label);
        let place = blocks
            .iter()
            .position(|(known, _)| *known == name)
            .unwrap_or_else(|| {
                blocks.push((name, Rows::of(vec!["Dossier ID".to_owned()])));
                blocks.len() - 1
            });
        for line in &block.rows {
            blocks[place]
                .1
                .add(vec![node.number.to_string()], line.champs.iter());
        }
    }
}

fn site_cells(node: &Node) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let applicant = node.demandeur.as_ref();
    let company = applicant.and_then(|applicant| applicant.entreprise.as_ref());
    vec![
        node.number.to_string(),
        node.state.clone(),
        text(&node.date_depot),
        text(&node.date_derniere_modification_champs),
        text(&node.date_traitement),
        text(&node.motivation),
        applicant
            .map(|applicant| text(&applicant.siret))
            .unwrap_or_default(),
        company.map(|company| text(&company.siren)).unwrap_or_default(),
        company
            .map(|company| text(&company.raison_sociale))
            .unwrap_or_default(),
    ]
}

/// Rows whose columns come as their cells do.
struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Rows {
    fn of(header: Vec<String>) -> Self {
        Self {
            header,
            rows: Vec::new(),
        }
    }

    fn named(&mut self, name: &str) -> usize {
        let known = self.header.iter().position(|known| known == name);
        known.unwrap_or_else(|| {
            self.header.push(name.to_owned());
            self.header.len() - 1
        })
    }

    /// Adds a row: the first cells, then each field under its label and under its identifier.
    fn add<'f>(&mut self, mut cells: Vec<String>, fields: impl Iterator<Item = &'f Field>) {
        for field in fields.filter(|field| field.rows.is_empty()) {
            for name in [&field.label, &field.champ_descriptor_id] {
                let place = self.named(name);
                cells.resize(cells.len().max(place + 1), String::new());
                if cells[place].is_empty() {
                    cells[place] = field.string_value.clone().unwrap_or_default();
                }
            }
        }
        self.rows.push(cells);
    }

    fn sheet(self, name: String) -> Sheet {
        let rows = (2..).zip(self.rows).collect();
        Sheet::of_cells(name, self.header, rows)
    }
}

/// The number within an identifier of a field: `901` of `Champ-901` in base 64.
fn stable_id(descriptor: &str) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut text) = (0_u32, 0, String::new());
    for sign in descriptor.bytes() {
        let Some(value) = SIGNS.iter().position(|known| *known == sign) else {
            break;
        };
        bits = (bits << 6) | u32::try_from(value).unwrap_or(0);
        count += 6;
        if count >= 8 {
            count -= 8;
            text.push(char::from(u8::try_from((bits >> count) & 0xff).unwrap_or(b'?')));
        }
        bits &= (1 << count) - 1;
    }
    text.strip_prefix("Champ-").unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_block_is_in_its_identifier() {
        for (descriptor, number) in [("Q2hhbXAtOTAx", "901"), ("Q2hhbXAtMTIzNA==", "1234"), ("", "")] {
            assert_eq!(stable_id(descriptor), number, "{descriptor}");
        }
    }

    #[test]
    fn any_error_is_of_the_whole_page() {
        let slow = r#"{"errors":[{"message":"Timeout on Demarche.dossiers"}],"data":{"demarche":null}}"#;
        assert_eq!(page(slow).unwrap_err(), PageError::TooSlow);
        let other = r#"{"errors":[{"message":"An object of type Demarche was hidden"}],"data":null}"#;
        assert!(matches!(page(other).unwrap_err(), PageError::Site(_)));
        assert_eq!(
            page(r#"{"data":{"demarche":null}}"#).unwrap_err(),
            PageError::NoDemarche
        );
        assert!(matches!(page("<html>").unwrap_err(), PageError::Unreadable(_)));
    }
}
