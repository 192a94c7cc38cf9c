//! The section `[demarches]`: how the form of Démarches Simplifiées says what a convention holds, and where the site is.

use std::path::{Path, PathBuf};

use toml::de::DeValue;

use super::reader::{Pair, Reader};
use crate::domain::demarche::{Block, Choice, Mapping};
use crate::domain::id::SolutionCode;

/// The address of the site's interface, without its scheme.
pub const USUAL_ADDRESS: &str = "demarche.numerique.gouv.fr/api/v2/graphql";

/// The section `[demarches]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierSettings {
    /// `numero`: the number of the démarche.
    pub number: Option<u32>,
    /// `adresse`: that of the interface, where it is another.
    pub address: Option<String>,
    /// `jeton`: the file that holds the token of the interface, a whole path.
    pub token: Option<PathBuf>,
    /// `fichier`: the export that the screens import, a whole path.
    pub file: Option<PathBuf>,
    pub mapping: Mapping,
}

/// Reads one line of `[demarches]`.
pub(super) fn dossiers(reader: &mut Reader, into: &mut DossierSettings, pair: Pair) {
    let mapping = &mut into.mapping;
    match pair.0.get_ref().as_ref() {
        "numero" => into.number = number(reader, pair),
        "adresse" => into.address = reader.text(pair),
        "jeton" => into.token = path(reader, pair),
        "fichier" => into.file = path(reader, pair),
        "solution" => mapping.solution = labels(reader, pair),
        "autres_solutions" => mapping.other_solutions = labels(reader, pair),
        "ecoles" => mapping.schools = labels(reader, pair),
        "deliberation" => mapping.deliberation = labels(reader, pair),
        "effet" => mapping.effect = labels(reader, pair),
        "convention" => mapping.convention = labels(reader, pair),
        "blocs" => mapping.blocks = blocks(reader, pair),
        "solutions" => mapping.choices = choices(reader, pair),
        _ => reader.unknown(
            pair.0,
            "clé",
            &[
                "numero",
                "adresse",
                "jeton",
                "fichier",
                "solution",
                "autres_solutions",
                "ecoles",
                "deliberation",
                "effet",
                "convention",
                "blocs",
                "solutions",
            ],
        ),
    }
}

/// Reads the number of a démarche.
fn number(reader: &mut Reader, (name, value): Pair) -> Option<u32> {
    let integer = value.get_ref().as_integer();
    let read = integer.and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok());
    if read.is_none() {
        let key = name.get_ref();
        let message = format!("«\u{a0}{key}\u{a0}» attend le numéro d’une démarche\u{a0}: {key} = 104512");
        reader.fault(&value.span(), message);
    }
    read
}

/// Reads a whole path.
fn path(reader: &mut Reader, pair: Pair) -> Option<PathBuf> {
    let path = PathBuf::from(reader.text(pair)?);
    let home = || {
        let rest = path.strip_prefix("~").ok()?;
        Some(etcetera::home_dir().ok()?.join(rest))
    };
    let whole = if path.is_absolute() {
        Some(path.clone())
    } else {
        home()
    };
    if whole.as_deref().is_none_or(Path::is_relative) {
        let key = pair.0.get_ref();
        let message = format!("«\u{a0}{key}\u{a0}» attend un chemin entier, comme \"~/demarches/{key}\"");
        reader.fault(&pair.1.span(), message);
        return None;
    }
    whole
}

/// Reads a label, or a list of them.
fn labels(reader: &mut Reader, (name, value): Pair) -> Vec<String> {
    match value.get_ref() {
        DeValue::Array(items) => items
            .iter()
            .filter_map(|item| reader.text((name, item)))
            .collect(),
        _ => reader.text((name, value)).into_iter().collect(),
    }
}

/// Reads the table of the blocks.
fn blocks(reader: &mut Reader, (name, value): Pair) -> Vec<Block> {
    let Some(table) = value.get_ref().as_table() else {
        reader.fault(
            &value.span(),
            "«\u{a0}blocs\u{a0}» est une section\u{a0}: écrivez «\u{a0}[demarches.blocs.\"901\"]\u{a0}»"
                .to_owned(),
        );
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for (title, of_block) in table {
        let Some(lines) = of_block.get_ref().as_table() else {
            let message = format!(
                "«\u{a0}{}\u{a0}» est une section du bloc\u{a0}: ecole = […]",
                name.get_ref()
            );
            reader.fault(&of_block.span(), message);
            continue;
        };
        let mut block = Block {
            name: title.get_ref().to_string(),
            ..Block::default()
        };
        for pair in lines {
            match pair.0.get_ref().as_ref() {
                "ecole" => block.school = labels(reader, pair),
                "solution" => block.solution = labels(reader, pair),
                _ => reader.unknown(pair.0, "clé", &["ecole", "solution"]),
            }
        }
        blocks.push(block);
    }
    blocks
}

/// Reads the table of the choices.
fn choices(reader: &mut Reader, (_, value): Pair) -> Vec<(String, Choice)> {
    let Some(table) = value.get_ref().as_table() else {
        reader.fault(
            &value.span(),
            "«\u{a0}solutions\u{a0}» est une section\u{a0}: écrivez «\u{a0}[demarches.solutions]\u{a0}»"
                .to_owned(),
        );
        return Vec::new();
    };
    let mut choices = Vec::new();
    for pair in table {
        let Some(code) = reader.text(pair) else { continue };
        let label = pair.0.get_ref().to_string();
        match SolutionCode::parse(&code) {
            _ if code.trim().is_empty() => choices.push((label, Choice::Asked)),
            Ok(code) => choices.push((label, Choice::Solution(code.to_string()))),
            Err(error) => reader.fault(&pair.1.span(), format!("«\u{a0}{code}\u{a0}»\u{a0}: {error}")),
        }
    }
    choices
}
