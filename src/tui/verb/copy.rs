//! Handing what is on the screen to the terminal's clipboard: a cell, the line, keys, addresses, or the command that gives
//! the same list.
//!
//! The terminal does not answer: what is said is that it was sent, never that it was copied.

use std::collections::BTreeSet;

use crate::domain::contact::is_email;
use crate::domain::query::page::Row;
use crate::domain::query::row::{Cell, Column};
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::text::{neutral, shell_word};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, Dialog};
use crate::tui::model::{ListName, Model, Tone};
use crate::tui::terminal::LONGEST_COPY;

use crate::tui::update::ask::wait;

use super::{Chooses, Taken, Waits, when};

/// What stands between two keys or addresses: mail programs take it.
const BETWEEN: &str = "; ";

/// What is handed to the terminal's clipboard.
#[derive(Debug, Clone)]
enum Copied {
    Text(String),
    /// The e-mails of the marked rows, or of the selected one.
    Addresses,
}

/// What can be copied.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<Copied>);

/// The e-mails of the marked rows.
#[derive(Debug, Clone)]
pub struct Asked;

/// Why nothing can be copied.
pub fn why_not(model: &Model) -> Option<String> {
    let off = !model.options.copy.decide(true);
    off.then(|| "la configuration l’a coupé (copie = \"non\" dans [ecran])".to_owned())
        .or_else(|| when::no_rows(model))
}

/// Offers what of the selected row, and of the marked ones where there are some, can be copied.
pub fn open(model: &mut Model) {
    let list = model.focused();
    let marked = !list.marks.is_empty();
    let mut listed = Vec::new();
    let keys = keys(list.name, &subjects(model));
    if marked {
        let name = names_of_keys(list.name, keys.len());
        listed.push(text(name, "des lignes cochées", keys.join(BETWEEN)));
    }
    if list.name != ListName::Conventions {
        let of = if marked {
            "des lignes cochées"
        } else {
            "de la ligne"
        };
        listed.push((Choice::new("Adresses de courriel", of), Copied::Addresses));
    }
    if let Some(row) = list.selected_row() {
        let shown = list.shown_columns();
        let cells = shown.iter().filter_map(|column| cell(column, row));
        let whole: Vec<String> = shown.iter().map(|column| inert(&column.cell(row))).collect();
        let cells: Vec<(Choice, Copied)> = cells.collect();
        let at = if marked { listed.len() } else { 0 };
        listed.splice(at..at, cells);
        listed.push(text(
            "La ligne entière",
            "séparée par des tabulations",
            whole.join("\t"),
        ));
    }
    let (command, why) = match command(model) {
        Ok(command) => (command, None),
        Err(why) => (String::new(), Some(why)),
    };
    let (choice, copied) = text("La commande qui donne cette liste", command.clone(), command);
    listed.push((choice.unless(why), copied));
    let (choices, copied) = listed.into_iter().unzip();
    let chooser = Chooser::new(
        "Envoyer au presse-papiers du terminal",
        "",
        choices,
        Choosing(copied),
    )
    .at_first();
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// A text that can be copied.
fn text(label: impl Into<String>, detail: impl Into<String>, text: String) -> (Choice, Copied) {
    (Choice::new(label, detail), Copied::Text(text))
}

/// A value of the selected row; none where it has none.
fn cell(column: &Column, row: &Row) -> Option<(Choice, Copied)> {
    let value = inert(&column.cell(row));
    (!value.is_empty()).then(|| text(column.title, value.clone(), value))
}

/// A value as a spreadsheet takes it for a text.
fn inert(cell: &Cell) -> String {
    neutral(&cell.to_string()).into_owned()
}

/// The marked records, or the selected one.
fn subjects(model: &Model) -> Vec<RecordId> {
    let list = model.focused();
    if list.marks.is_empty() {
        list.selected_row().map(Row::id).into_iter().collect()
    } else {
        list.marks.ids()
    }
}

/// The keys of the records, each once: a school may be marked under several categories.
fn keys(list: ListName, records: &[RecordId]) -> Vec<String> {
    let keys: BTreeSet<String> = records.iter().filter_map(|id| key(list, id)).collect();
    keys.into_iter().collect()
}

fn key(list: ListName, id: &RecordId) -> Option<String> {
    match (list, id) {
        (ListName::Schools, RecordId::School(uai)) => Some(uai.to_string()),
        (ListName::Schools, RecordId::Deployment(id)) => Some(id.school.to_string()),
        (ListName::Collectivites, RecordId::Collectivite(siren))
        | (ListName::Providers, RecordId::Provider(siren)) => Some(siren.to_string()),
        (ListName::Conventions, RecordId::Convention(number)) => Some(number.to_string()),
        _ => None,
    }
}

fn names_of_keys(list: ListName, count: usize) -> String {
    let name = match list {
        ListName::Schools => "UAI",
        ListName::Collectivites | ListName::Providers => "SIREN",
        ListName::Conventions if count < 2 => "numéro",
        ListName::Conventions => "numéros",
    };
    format!("{count} {name}")
}

/// The command that lists the same schools, or why there is none.
fn command(model: &Model) -> Result<String, String> {
    let list = model.focused();
    if list.name.pane() != Pane::Schools {
        return Err("la commande «\u{a0}controler\u{a0}» ne liste que des écoles".to_owned());
    }
    let mut words: Vec<String> = Vec::new();
    for chip in &model.scope {
        words.push(match &chip.id {
            RecordId::School(uai) => format!("uai:{uai}"),
            RecordId::Deployment(id) => format!("uai:{}", id.school),
            RecordId::Collectivite(siren) => format!("collectivite:{siren}"),
            RecordId::Provider(siren) => format!("prestataire:{siren}"),
            _ => {
                return Err(format!(
                    "aucun filtre ne dit la portée «\u{a0}{}\u{a0}»",
                    chip.label
                ));
            }
        });
    }
    let search = list.search.text().trim();
    words.extend((!search.is_empty()).then(|| search.to_owned()));
    let Some(again) = &model.options.again else {
        return Err("aucune commande n’ouvre la base de la démonstration".to_owned());
    };
    // What begins with a hyphen is no option.
    Ok(format!(
        "preau controler{again} -- {}",
        shell_word(&words.join(" "))
    ))
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        model.dialog = None;
        match &self.0[taken.place] {
            Copied::Text(text) => send(model, &taken.label, text.clone(), effects),
            Copied::Addresses => ask_addresses(model, effects),
        }
    }
}

impl Waits<Vec<String>> for Asked {
    fn answered(self, model: &mut Model, found: Vec<String>, effects: &mut Vec<Effect>) {
        addresses(model, found, effects);
    }
}

/// Copies the e-mails of the selected row, or asks for those of the marked ones.
fn ask_addresses(model: &mut Model, effects: &mut Vec<Effect>) {
    let list = model.focused();
    let of_row = list.selected_row().filter(|_| list.marks.is_empty());
    if let Some(row) = of_row {
        let found = emails(row);
        return addresses(model, found, effects);
    }
    let only = list.marks.ids();
    let query = Query {
        sort: list.sort,
        ..Query::all(list.name.pane(), 1)
    };
    let ask = Ask::Addresses(Box::new(query), only);
    wait(model, Asked, ask, effects);
}

/// The e-mails of a row.
fn emails(row: &Row) -> Vec<String> {
    match row {
        Row::School(row) => vec![row.email.clone()],
        Row::Collectivite(row) => row.emails.clone(),
        Row::Provider(row) => row.emails.clone(),
        Row::Convention(_) | Row::Any(_) => Vec::new(),
    }
}

/// Copies addresses, each once.
fn addresses(model: &mut Model, found: Vec<String>, effects: &mut Vec<Effect>) {
    let mut addresses: Vec<String> = Vec::new();
    for address in found.into_iter().filter(|address| is_email(address)) {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    let name = match addresses.len() {
        0 => {
            return model.say(
                Tone::Info,
                "Aucune adresse de courriel à envoyer\u{a0}: ces lignes n’en ont pas",
            );
        }
        1 => "1 adresse".to_owned(),
        count => format!("{count} adresses"),
    };
    send(model, &name, addresses.join(BETWEEN), effects);
}

fn send(model: &mut Model, name: &str, text: String, effects: &mut Vec<Effect>) {
    if text.len() > LONGEST_COPY {
        let text = format!(
            "Trop long pour un presse-papiers\u{a0}: {} octets, {LONGEST_COPY} au plus\u{a0}; exportez la liste",
            text.len()
        );
        return model.say(Tone::Error, text);
    }
    effects.push(Effect::Copy(text));
    model.say(Tone::Info, format!("{name}\u{a0}: envoyé au terminal"));
}
