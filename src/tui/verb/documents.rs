//! The verb that shows the documents of a record: one is written to a file, or detached.

use std::path::PathBuf;

use crate::domain::command::{Command, Order};
use crate::domain::document::DocumentId;
use crate::domain::record::{Document, Kind, Record, RecordId};
use crate::service::Dossier;
use crate::service::export::ExportError;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Form, FormKind};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::update::ask::{request, wait};
use crate::tui::update::orders;

use super::form::dependent;
use super::{Chooses, Taken, Typed, Types, Waits, unexpected, withheld};

/// The dossier of a record whose documents are to be shown.
#[derive(Debug, Clone)]
pub struct Asked;

/// The documents of a record.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// The dossier of a document.
#[derive(Debug, Clone)]
pub struct AskedOne;

/// What is to be done with a document.
#[derive(Debug, Clone)]
pub struct ChoosingAct(Box<Document>);

/// The name of the file to write a document to.
#[derive(Debug, Clone)]
pub struct Typing(DocumentId);

/// Asks for the record.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Lists the documents that the dossier leads to; a document itself is gone on with.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        if let Record::Document(document) = dossier.record {
            return act(model, document);
        }
        let found = dependent(&dossier, &[Kind::Document]);
        if found.is_empty() {
            return model.say(Tone::Info, "Aucune pièce n’est jointe à cet enregistrement");
        }
        let choices = found.iter().map(|(_, words)| Choice::new(words, "")).collect();
        let flow = Choosing(found.into_iter().map(|(id, _)| id).collect());
        let chooser = Chooser::new("Pièces", &dossier.title, choices, flow).at_first();
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        wait(model, AskedOne, Ask::Open(self.0[taken.place].clone()), effects);
    }
}

impl Waits<Box<Dossier>> for AskedOne {
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        match dossier.record {
            Record::Document(document) => act(model, document),
            _ => unexpected(model),
        }
    }
}

/// Offers what may be done with a document.
fn act(model: &mut Model, document: Box<Document>) {
    let why = withheld(model, Verb::Attach);
    let detach = |about: &RecordId| Choice::new("Détacher", about.label()).unless(why.clone());
    let write = Choice::new("Écrire dans un fichier", "");
    let choices = std::iter::once(write)
        .chain(document.about.iter().map(detach))
        .collect();
    let about = format!("{} · {}", document.name, document.words());
    let chooser = Chooser::new("Pièce", &about, choices, ChoosingAct(document)).at_first();
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for ChoosingAct {
    /// Asks for a name, or detaches the document; it may be taken back.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let document = &self.0;
        let Some(place) = taken.place.checked_sub(1) else {
            return ask_name(model, document);
        };
        let from = document.about[place].clone();
        let what = format!("{}\u{a0}: pièce détachée de {}", document.name, from.label());
        let document = document.sha256;
        orders::send(
            model,
            Order::blind(Command::Detach { document, from }),
            what,
            effects,
        );
    }
}

fn ask_name(model: &mut Model, document: &Document) {
    let field = Field::proposing(document.name.replace('/', "_"));
    let flow = Typing(document.sha256);
    let mut form = Form::new(
        "Pièce\u{a0}: nom du fichier",
        &document.name,
        FormKind::File(field),
        flow,
    );
    form.intro = vec!["Sans chemin, il va dans le dossier où Préau a été lancé.".to_owned()];
    model.dialog = Some(Dialog::Form(form));
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        if typed.text.is_empty() || typed.text.ends_with('/') {
            return Err("donnez un nom de fichier".to_owned());
        }
        let path = PathBuf::from(&typed.text);
        request(model, Ask::WriteDocument(self.0, path), effects);
        Ok(())
    }

    /// Says where the file is, or under its name why it is not written.
    fn answered(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::DocumentWritten(written) = answer else {
            return unexpected(model);
        };
        match written {
            Ok(path) => {
                model.dialog = None;
                model.say(Tone::Done, format!("✓ Pièce écrite dans {}", path.display()));
            }
            Err(error) => {
                let why = match error {
                    ExportError::Exists(path) => {
                        format!("{} existe déjà\u{a0}; donnez un autre nom", path.display())
                    }
                    other => other.to_string(),
                };
                if let Some(Dialog::Form(form)) = &mut model.dialog {
                    form.error = Some(why);
                }
            }
        }
    }
}
