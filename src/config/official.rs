//! The controller and the data protection officer, as `[dsden]` names them.

use toml::de::DeValue;

use super::reader::{Pair, Reader};
use crate::domain::official::Official;

/// Reads a single text, or a section of parts.
pub(super) fn official(reader: &mut Reader, pair: Pair) -> Option<Official> {
    let DeValue::Table(parts) = pair.1.get_ref() else {
        return reader.text(pair).map(Official::of_text);
    };
    let mut official = Official::default();
    for part in parts {
        let into = match part.0.get_ref().as_ref() {
            "nom" => &mut official.name,
            "prenom" => &mut official.first_name,
            "service" => &mut official.service,
            "adresse" => &mut official.address,
            "code_postal" => &mut official.postcode,
            "ville" => &mut official.town,
            "pays" => &mut official.country,
            "telephone" => &mut official.telephone,
            "courriel" => &mut official.email,
            _ => {
                reader.unknown(part.0, "clé", &PARTS);
                continue;
            }
        };
        reader.text(part).unwrap_or_default().trim().clone_into(into);
    }
    Some(official)
}

/// What is said of the controller and of the data protection officer.
const PARTS: [&str; 9] = [
    "nom",
    "prenom",
    "service",
    "adresse",
    "code_postal",
    "ville",
    "pays",
    "telephone",
    "courriel",
];
