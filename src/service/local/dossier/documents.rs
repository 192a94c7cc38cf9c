//! The documents of a record, and the dossier of a document.

use super::super::history::named;
use super::lines::Lines;
use crate::domain::council::CouncilMeeting;
use crate::domain::date::day_fr;
use crate::domain::deployment::Deployment;
use crate::domain::document::{DocumentFormat, DocumentId, pages_text, size_text};
use crate::domain::id::{AmendmentNumber, Uai};
use crate::domain::query::source::Source;
use crate::domain::record::{Document, RecordId};
use crate::domain::registry::Registry;
use crate::service::Section;
use crate::service::local::Local;
use crate::service::local::length::Length;

/// The documents of a record; those of a school are also those of its uses, of its conseils and of its entries, with what
/// each is attached to. Where they are too long for a dossier, the others are counted only.
pub(super) fn section(source: Source<'_>, id: &RecordId) -> Option<Section> {
    let registry = source.registry;
    let own = own(registry, id);
    let all: Vec<(&RecordId, &Document)> = own
        .iter()
        .flat_map(|one| registry.documents_of(one).map(move |document| (one, document)))
        .collect();
    let (mut lines, mut length) = (Lines::default(), Length::half());
    for (place, (one, document)) in all.iter().enumerate() {
        let of = if **one == *id {
            String::new()
        } else {
            format!(" ({})", one.label())
        };
        let avenant = amendment(registry, one, document).map(|number| format!(", avenant {number}"));
        let value = format!(
            "{}{}{}{of}",
            document.name,
            details(document),
            avenant.unwrap_or_default()
        );
        if !length.takes([&document.kind.label().to_owned(), &value]) {
            let left = all.len() - place;
            lines.text(
                &format!("{left} autres"),
                "«\u{a0}preau document\u{a0}» les liste toutes",
            );
            break;
        }
        lines.link(document.kind.label(), value, RecordId::Document(document.sha256));
    }
    lines.section("Pièces")
}

/// The avenant of a record that a document is.
fn amendment<'r>(registry: &'r Registry, of: &RecordId, document: &Document) -> Option<&'r AmendmentNumber> {
    let RecordId::Convention(number) = of else {
        return None;
    };
    let found = registry.conventions().get(number)?;
    Some(&found.amendment_in(document.sha256)?.number)
}

/// A record, and of a school or one of its uses, what is the school's own.
fn own(registry: &Registry, id: &RecordId) -> Vec<RecordId> {
    match id {
        RecordId::School(school) => of_school(registry, *school),
        RecordId::Deployment(used) => of_school(registry, used.school),
        _ => vec![id.clone()],
    }
}

fn of_school(registry: &Registry, school: Uai) -> Vec<RecordId> {
    let uses = registry.deployments_of(school).map(Deployment::id);
    let entries = registry.entries_of(school).map(|entry| entry.number);
    let councils = registry.councils_of(school).map(CouncilMeeting::id);
    std::iter::once(RecordId::School(school))
        .chain(uses.map(RecordId::Deployment))
        .chain(entries.map(RecordId::Entry))
        .chain(councils.map(RecordId::Council))
        .collect()
}

/// What stands behind the name of a document: `, 3 pages, du 12/09/2026`.
fn details(document: &Document) -> String {
    let pages = match document.format {
        DocumentFormat::Pdf => pages_text(document.pages),
        DocumentFormat::Png | DocumentFormat::Jpeg => document.format.label().to_owned(),
    };
    let date = document.date.map(|date| format!(", du {}", day_fr(date)));
    format!(", {pages}{}", date.unwrap_or_default())
}

/// Every section of a document.
pub(super) fn sections(source: Source<'_>, document: &Document) -> Vec<Section> {
    let mut what = Lines::default();
    what.text("type", document.kind.label());
    what.text("nom", &document.name);
    what.day("date", document.date);
    what.text("format", document.format.label());
    if document.format == DocumentFormat::Pdf {
        what.text(
            "pages",
            document
                .pages
                .map_or_else(|| "inconnues".to_owned(), |pages| pages.to_string()),
        );
    }
    what.text("taille", size_text(document.size));
    what.text(
        "jointe le",
        format!("{} par {}", day_fr(document.filed), document.by),
    );
    what.text("empreinte (SHA-256)", document.sha256.to_string());
    let mut about = Lines::default();
    for id in &document.about {
        about.link(id.kind().label(), named(source.registry, id), id.clone());
    }
    [what.section("Pièce"), about.section("Jointe à")]
        .into_iter()
        .flatten()
        .collect()
}

impl Local {
    /// What is wrong with the file of a document, where that is seen without reading it.
    pub(super) fn fault_of(&self, id: DocumentId) -> Option<Section> {
        let fault = self.documents.open(id).err()?;
        let mut lines = Lines::default();
        lines.text("fichier", fault.to_string());
        lines.section("À vérifier")
    }
}
