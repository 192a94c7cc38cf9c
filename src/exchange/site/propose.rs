//! The section `[demarches]` of the configuration, proposed from the columns of an export.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write;

use crate::exchange::{ExchangeError, Given};
use crate::text::fold_name;

use super::aliases::{DOSSIER, NUMBER, OF_DOSSIER, STATE, SUBMITTED};
use super::error::Fault;
use super::schools::keys;
use super::sheets::{Export, Sheet};

/// Proposes the section: what the names of columns and the cells under them say. Solutions are those of `known`, codes and
/// names.
///
/// # Errors
///
/// [`ExchangeError`] where the file cannot be read as an export.
pub fn proposed(given: Given, known: &[(String, String)]) -> Result<String, ExchangeError> {
    let export = Export::read(given)?;
    let Some(sheet) = &export.dossiers else {
        return Err(Fault::NoExport {
            missing: vec![NUMBER.name.to_owned()],
            found: Vec::new(),
        }
        .of(&export.name)
        .into());
    };
    let is_lacking = |column: &crate::exchange::table::Column| sheet.place(*column).is_none();
    let missing: Vec<String> = [NUMBER, STATE, SUBMITTED]
        .iter()
        .filter(|column| is_lacking(column))
        .map(|column| column.name.to_owned())
        .collect();
    if !missing.is_empty() {
        let found = sheet.header.clone();
        return Err(Fault::NoExport { missing, found }.of(&export.name).into());
    }
    Ok(section(
        sheet,
        export.others.as_deref().unwrap_or_default(),
        known,
    ))
}

fn section(sheet: &Sheet, others: &[Sheet], known: &[(String, String)]) -> String {
    let mut text = String::from("[demarches]\n# numero = 104512    # celui de la démarche, pour --api\n");
    let named = |words: &[&str]| {
        form_columns(sheet)
            .filter(|place| has(&sheet.header[*place], words))
            .collect()
    };
    let solution: Vec<usize> = named(&["solution"]);
    let (others_named, solution): (Vec<usize>, Vec<usize>) = solution
        .into_iter()
        .partition(|place| has(&sheet.header[*place], &["autre"]));
    line(&mut text, "solution", sheet, &solution);
    line(&mut text, "autres_solutions", sheet, &others_named);
    let schools: Vec<usize> = form_columns(sheet)
        .filter(|place| names_schools(sheet, *place))
        .collect();
    line(&mut text, "ecoles", sheet, &schools);
    line(&mut text, "deliberation", sheet, &reference(sheet));
    line(&mut text, "effet", sheet, &named(&["effet"]));
    let convention: Vec<usize> = named(&["convention"]);
    let numbers = convention
        .into_iter()
        .filter(|place| has(&sheet.header[*place], &["numero"]));
    line(&mut text, "convention", sheet, &numbers.collect::<Vec<_>>());
    let mut choices: BTreeSet<String> = values(sheet, &[solution, others_named].concat());
    for block in others {
        choices.extend(add_block(&mut text, block));
    }
    text.push_str(
        "\n[demarches.solutions]\n# le code d’une solution, ou \"\" pour qu’une personne le dise\n",
    );
    for choice in single(&choices) {
        let _ = writeln!(text, "{} = {}", quoted(&choice), quoted(meant(&choice, known)));
    }
    text
}

/// The choices without those that are several of them joined, and each once however it is written.
fn single(choices: &BTreeSet<String>) -> Vec<String> {
    let folded: BTreeSet<String> = choices.iter().map(|choice| fold_name(choice)).collect();
    let is_joined = |choice: &String| {
        let mut parts = choice.split(", ");
        choice.contains(", ") && parts.all(|part| folded.contains(&fold_name(part)))
    };
    let mut seen = BTreeSet::new();
    choices
        .iter()
        .filter(|choice| !is_joined(choice) && seen.insert(fold_name(choice)))
        .cloned()
        .collect()
}

/// Adds a block that names schools; the choices of its solutions.
fn add_block(text: &mut String, block: &Sheet) -> BTreeSet<String> {
    let number = block.name.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let schools: Vec<usize> = (0..block.header.len())
        .filter(|place| names_schools(block, *place))
        .collect();
    let Some((number, _)) = number.filter(|_| !schools.is_empty()) else {
        return BTreeSet::new();
    };
    let _ = writeln!(text, "\n[demarches.blocs.{}]", quoted(number));
    line(text, "ecole", block, &schools);
    let solution: Vec<usize> = (0..block.header.len())
        .filter(|place| has(&block.header[*place], &["solution"]))
        .collect();
    line(text, "solution", block, &solution);
    values(block, &solution)
}

/// The columns of the form: those that are not the site's.
fn form_columns(sheet: &Sheet) -> impl Iterator<Item = usize> {
    let site: Vec<Option<usize>> = DOSSIER.iter().map(|column| sheet.place(*column)).collect();
    (0..sheet.header.len()).filter(move |place| !site.contains(&Some(*place)))
}

/// True where a label has one of these words.
fn has(label: &str, words: &[&str]) -> bool {
    let folded = fold_name(label);
    words.iter().any(|word| folded.contains(word))
}

/// True where a column names schools: its cells hold keys, or it says so.
fn names_schools(sheet: &Sheet, place: usize) -> bool {
    let says =
        has(&sheet.header[place], &["ecole", "uai"]) && !has(&sheet.header[place], &["solution", "nombre"]);
    says || sheet.rows.iter().any(|row| !keys(row.at(Some(place))).is_empty())
}

/// The column of the reference of the délibération: neither its day nor its file.
fn reference(sheet: &Sheet) -> Vec<usize> {
    form_columns(sheet)
        .filter(|place| has(&sheet.header[*place], &["deliberation"]))
        .filter(|place| !has(&sheet.header[*place], &["date", "pdf", "fichier", "piece"]))
        .collect()
}

/// The values under some columns, each once.
fn values(sheet: &Sheet, places: &[usize]) -> BTreeSet<String> {
    let cells = sheet
        .rows
        .iter()
        .flat_map(|row| places.iter().map(|place| row.at(Some(*place))));
    cells.filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
}

/// The code of the known solution that a choice names; none where no name is in it, or several are.
fn meant<'k>(choice: &str, known: &'k [(String, String)]) -> &'k str {
    let folded = fold_name(choice);
    let is_named =
        |(code, name): &&(String, String)| folded.contains(&fold_name(name)) || folded == fold_name(code);
    let mut named = known.iter().filter(is_named);
    match (named.next(), named.next()) {
        (Some((code, _)), None) => code,
        _ => "",
    }
}

/// A line of the section, where there is anything to say.
fn line(text: &mut String, key: &str, sheet: &Sheet, places: &[usize]) {
    if !places.is_empty() {
        let labels: Vec<String> = latest_first(sheet, places)
            .iter()
            .map(|place| quoted(&sheet.header[*place]))
            .collect();
        let _ = writeln!(text, "{key} = [{}]", labels.join(", "));
    }
}

/// Some columns, those of the form of today first: one that a later dossier fills before one that it leaves empty.
fn latest_first(sheet: &Sheet, places: &[usize]) -> Vec<usize> {
    let number = sheet.place(NUMBER).or_else(|| sheet.place(OF_DOSSIER));
    let latest = |place: &usize| {
        let filled = sheet.rows.iter().filter(|row| !row.at(Some(*place)).is_empty());
        let numbers = filled.map(|row| row.at(number).parse::<u64>().unwrap_or(0));
        numbers.fold((0, 0), |(latest, count), number| (latest.max(number), count + 1))
    };
    let mut places = places.to_vec();
    places.sort_by_cached_key(|place| Reverse(latest(place)));
    places
}

/// A text as TOML writes one.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
