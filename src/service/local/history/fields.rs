//! The French names of stored fields, and their values in French.

use chrono::NaiveDate;
use serde_json::Value;

use crate::domain::authority::SIGNED_BY_AUTHORITY_ON;
use crate::domain::convention::Clause;
use crate::domain::date::day_fr;
use crate::domain::deployment::Stage;
use crate::domain::school::{Nature, SchoolState};

/// Each stored field with its French name, sorted; an empty name adds nothing to what is around it.
const NAMES: [(&str, &str); 78] = [
    ("about", "objet"),
    ("address", "adresse"),
    ("aipd", "AIPD"),
    ("annexe", "annexe"),
    ("base_legale", "base légale"),
    ("by", "par"),
    ("category", "catégorie"),
    ("categorie", "catégorie"),
    ("channel", "canal"),
    ("chemin", "chemin"),
    ("circonscription", "circonscription"),
    ("clauses", "clause"),
    ("closed", "clôture"),
    ("code", "code"),
    ("collectivite", "collectivité"),
    ("commune", "commune"),
    ("conservation", "conservation"),
    ("contacts", "contact"),
    ("convention", "convention"),
    ("conventions", "conventions"),
    ("date", "date"),
    ("deletion_certificate", "attestation de suppression"),
    ("deliberation", "délibération"),
    ("departement", "département"),
    ("departements", "départements"),
    ("destinataires", "destinataires"),
    ("document", "document"),
    ("donnees", "données"),
    ("dossier", "dossier Démarches Simplifiées"),
    ("duration_months", "durée en mois"),
    ("ecoles", "écoles"),
    ("effect", "effet"),
    ("email", "courriel"),
    ("end", "échéance"),
    ("entered_by", "inscrite par"),
    ("entered_on", "inscrite le"),
    ("exit", "sortie"),
    ("faite_le", "faite le"),
    ("families_informed", "information donnée en conseil"),
    ("family_notice", "notice aux familles"),
    ("finalites", "finalités"),
    ("from", "début"),
    ("garantie", "garantie"),
    ("insee", "code INSEE"),
    ("kind", "nature"),
    ("maj", "mise à jour"),
    ("max", "nombre maximal"),
    ("members", "membres"),
    ("minutes_received", "PV reçu le"),
    ("mois", "période en mois"),
    ("name", "nom"),
    ("nature", "nature"),
    ("next_due", "à reprendre le"),
    ("nom", "nom"),
    ("notice_days", "préavis en jours"),
    ("number", "numéro"),
    ("on", "le"),
    ("on_agenda", "ENT à l’ordre du jour"),
    ("open", "existence"),
    ("opened", "ouverte le"),
    ("outcome", "suite"),
    ("party", "partie"),
    ("pays", "pays"),
    ("perimeter", "périmètre"),
    ("period", "période"),
    ("personnes", "personnes"),
    ("postcode", "code postal"),
    ("provider", "prestataire"),
    ("published", "grandes lignes publiées le"),
    ("reached", "étape atteinte"),
    ("reason", "motif"),
    ("reference", "référence"),
    ("renewal", "reconduction"),
    ("requise", "requise"),
    ("reviewed", "contrôle"),
    ("role", "fonction"),
    ("rpi", "RPI"),
    ("school", "école"),
];

/// The rest of the table, in order after the first.
const MORE_NAMES: [(&str, &str); 35] = [
    ("schools", "écoles"),
    ("sector", "secteur"),
    ("securite", "sécurité"),
    ("sent", "envoyée le"),
    ("sha256", "SHA-256"),
    ("sheet", "fiche de traitement"),
    ("signed_dasen", SIGNED_BY_AUTHORITY_ON),
    ("signed_party", "signée par l’autre partie le"),
    ("siren", "SIREN"),
    ("solution", "solution"),
    ("solutions", "solutions"),
    ("sous_traitants", "sous-traitant"),
    ("stage", "étape"),
    ("state", "état"),
    ("successors", "successeurs"),
    ("telephone", "téléphone"),
    ("terminated", "résiliée le"),
    ("text", "texte"),
    ("to", "fin"),
    ("training", "formation"),
    ("transferts", "transfert"),
    ("uai", "UAI"),
    ("version", "version"),
    ("disperse", "dispersé"),
    ("closed_on", "suite notée le"),
    ("column", ""),
    ("columns", "colonnes"),
    ("descending", "décroissant"),
    ("due", "à revoir le"),
    ("owner", "à"),
    ("pane", "liste"),
    ("since", "remise le"),
    ("sort", "tri"),
    ("taken_over", "reprise"),
    ("uid", "compte"),
];

/// Stored words whose French has an accent, with the field that holds them; a clause is named by its letter.
const CODES: [(&str, &str, &str); 6] = [
    ("sector", "prive", "privé"),
    ("rpi", "concentre", "concentré"),
    ("kind", "metropole", "métropole"),
    ("kind", "arrondissement-municipal", "arrondissement municipal"),
    ("kind", "commune-deleguee", "commune déléguée"),
    ("kind", "commune-associee", "commune associée"),
];

/// The French name of a field of a record of a kind: of a relance, `to` is no day but whom it went to.
pub(super) fn own_name(kind: &str, key: &str) -> String {
    match (kind, key) {
        ("reminder", "to") => "destinataire".to_owned(),
        (_, key) => name(key),
    }
}

/// The French name of a stored field; a stage or a clause is named by itself.
pub(super) fn name(key: &str) -> String {
    let mut names = NAMES.iter().chain(&MORE_NAMES);
    if let Some((_, name)) = names.find(|(known, _)| *known == key) {
        return (*name).to_owned();
    }
    if let Some(stage) = Stage::from_code(key) {
        return format!("«\u{a0}{}\u{a0}»", stage.label());
    }
    let clause = key
        .chars()
        .next()
        .filter(|_| key.len() == 1)
        .and_then(Clause::from_letter);
    clause.map_or_else(|| key.replace('_', " "), |clause| clause.letter().to_string())
}

/// A stored value in French: days as they are written, yes and no, stages by their labels.
pub(super) fn worded(key: &str, value: &Value) -> String {
    match value {
        Value::Bool(true) => "oui".to_owned(),
        Value::Bool(false) => "non".to_owned(),
        Value::String(text) if key == "stage" => {
            Stage::from_code(text).map_or_else(|| text.clone(), |stage| stage.label().to_owned())
        }
        Value::String(text) if key == "state" => {
            let state = serde_json::from_value::<SchoolState>(value.clone());
            state.map_or_else(|_| text.clone(), |state| state.label().to_owned())
        }
        Value::String(text) if key.len() == 1 && text == "presente" => "présente".to_owned(),
        Value::String(text) => {
            let mut codes = CODES.iter();
            match codes.find(|(field, code, _)| *field == key && code == text) {
                Some((.., word)) => (*word).to_owned(),
                None => text.parse::<NaiveDate>().map_or_else(|_| text.clone(), day_fr),
            }
        }
        Value::Number(number) if key == "nature" => {
            let nature = serde_json::from_value::<Nature>(value.clone());
            nature.map_or_else(|_| number.to_string(), |nature| nature.label().to_owned())
        }
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}
