//! The documents that records name, held against the files of the folder beside the base.

use crate::domain::record::{Document, RecordId};
use crate::domain::registry::Registry;
use crate::store::{Damage, DocumentFault, DocumentFolder};

/// Says which documents are missing or altered, and, as a remark, which files no record names.
pub fn compare(
    registry: &Registry,
    folder: &DocumentFolder,
    damages: &mut Vec<Damage>,
    remarks: &mut Vec<String>,
) {
    let wrong = |document: &Document| Some((document.clone(), folder.check(document.sha256).err()?));
    let wrong = registry.documents().iter().filter_map(wrong);
    damages.extend(wrong.map(|(document, fault)| damage(&document, &fault, folder)));
    remarks.extend(unnamed(registry, folder));
}

/// The avenants whose document is recorded no more, or is not attached to their convention.
pub fn amendments(registry: &Registry) -> impl Iterator<Item = Damage> {
    registry.conventions().iter().flat_map(move |convention| {
        let id = RecordId::Convention(convention.number.clone());
        let named = convention.amendments.iter();
        let named = named.filter_map(|found| Some((&found.number, found.document?)));
        named.filter_map(move |(number, document)| {
            let held = registry.documents().get(&document);
            let attached = held.is_some_and(|held| held.about.contains(&id));
            (!attached).then(|| Damage {
                place: id.label(),
                what: format!(
                    "la pièce {} de l’avenant {number} n’est pas jointe à la convention",
                    document.short()
                ),
            })
        })
    })
}

fn damage(document: &Document, fault: &DocumentFault, folder: &DocumentFolder) -> Damage {
    let about = document.about.first().map(RecordId::label).unwrap_or_default();
    let place = folder
        .path()
        .map(|path| path.display().to_string())
        .unwrap_or_default();
    Damage {
        place: RecordId::Document(document.sha256).label(),
        what: format!(
            "{fault} ({place})\u{a0}; «\u{a0}{}\u{a0}», jointe à {about}\u{a0}: remettez-le d’une sauvegarde, ou joignez de \
             nouveau le même fichier",
            document.name
        ),
    }
}

/// What is said of files that no record names, and of those that are no document.
fn unnamed(registry: &Registry, folder: &DocumentFolder) -> Option<String> {
    let place = folder.path()?.display();
    let (files, others) = match folder.files() {
        Ok(found) => found,
        Err(error) => {
            let why = crate::system::answer(&error);
            return Some(format!("{place} ne se lit pas\u{a0}: {why}"));
        }
    };
    let unnamed = files
        .iter()
        .filter(|id| registry.documents().get(id).is_none())
        .count();
    let told: Vec<String> = [
        files_text(
            unnamed,
            if unnamed == 1 {
                "de pièce, sans enregistrement qui le nomme"
            } else {
                "de pièce, sans enregistrement qui les nomme"
            },
        ),
        files_text(others, "d’une autre sorte"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!told.is_empty()).then(|| format!("{place}\u{a0}: {}", told.join(", ")))
}

/// A number of files in French; nothing where there is none.
fn files_text(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 fichier {what}")),
        count => Some(format!("{count} fichiers {what}")),
    }
}
