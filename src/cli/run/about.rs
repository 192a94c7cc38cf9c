//! The record that `journal --sur` names: `ecole/0380123C`.

use crate::cli::failure::Failure;
use crate::domain::id::Uai;
use crate::domain::record::{Kind, RecordId};
use crate::text::fold_name;
use crate::text::quoted_long;

/// Reads a kind and a key. The kind may be its French name, with its accents and capitals.
pub(super) fn record(text: &str) -> Result<RecordId, Failure> {
    let shown = quoted_long(text);
    let Some((name, key)) = text.split_once('/') else {
        return Err(Failure::new(format!(
            "«\u{a0}{shown}\u{a0}» ne désigne pas d’enregistrement\u{a0}: il faut un type et une clé, comme {}\u{a0}; types\u{a0}: {}",
            example(Kind::School),
            codes()
        )));
    };
    let is_named = |kind: &Kind| {
        [kind.code(), kind.label()]
            .iter()
            .any(|known| fold_name(known) == fold_name(name))
    };
    let Some(kind) = Kind::ALL.into_iter().find(is_named) else {
        return Err(Failure::new(format!(
            "«\u{a0}{}\u{a0}» n’est pas un type d’enregistrement\u{a0}; types\u{a0}: {}\u{a0}; exemple\u{a0}: {}",
            quoted_long(name),
            codes(),
            example(Kind::School)
        )));
    };
    if let (Kind::School | Kind::FollowUp, false) = (kind, key.is_empty()) {
        Uai::parse(key).map_err(Failure::of)?;
    }
    RecordId::parse(kind, key).map_err(|_| {
        Failure::new(format!(
            "«\u{a0}{shown}\u{a0}» ne désigne pas d’enregistrement de type {}\u{a0}; exemple\u{a0}: {}",
            kind.label(),
            example(kind)
        ))
    })
}

fn codes() -> String {
    Kind::ALL
        .into_iter()
        .map(Kind::code)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A record of a kind as it is written.
fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Collectivite => "collectivite/213801855",
        Kind::Locality => "localite/38185",
        Kind::Competence => "competence/38185@2026-09-01",
        Kind::School => "ecole/0380123C",
        Kind::Provider => "prestataire/999000102",
        Kind::Solution => "solution/one",
        Kind::Sheet => "fiche/one@2",
        Kind::Convention => "convention/26-0012",
        Kind::Contract => "contrat/CT-2026-0001",
        Kind::Deployment => "deploiement/0380123C@ENT",
        Kind::Council => "conseil/0380123C@2026-11-06",
        Kind::Entry => "inscription/12",
        Kind::Reminder => "relance/12",
        Kind::Note => "note/12",
        Kind::FollowUp => "rappel/0380123C",
        Kind::Vacances => "vacances/A@2026-10-17",
        Kind::View => "vue/12",
        Kind::Document => "piece/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Kind::FormerKey => "ancienne_cle/convention/26-0012",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_example_is_of_its_kind() {
        for kind in Kind::ALL {
            assert_eq!(record(example(kind)).unwrap().kind(), kind);
        }
    }
}
