//! The verb that attaches a document to a record: what to, which file, what it is and of which day.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::command::{Command, Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::document::{Described, DocumentKind, size_text};
use crate::domain::id::AmendmentNumber;
use crate::domain::record::{Kind, Record, RecordId};
use crate::service::Dossier;
use crate::service::documents::{Looked, Scan};
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Form, FormKind};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::update::ask::{request, wait};
use crate::tui::update::orders;

use super::form::{choice, dependent};
use super::{Chooses, Taken, Typed, Types, Waits, unexpected};

const TITLE: &str = "Joindre une pièce";

/// The kinds of what depends on a school or a collectivité to which documents are attached.
const DEPENDENT: [Kind; 5] = [
    Kind::Deployment,
    Kind::Council,
    Kind::Entry,
    Kind::Convention,
    Kind::Contract,
];

/// The dossier of what is to have a document, or has parts that may.
#[derive(Debug, Clone)]
pub struct Asked;

/// What a document may be attached to, each with its name.
#[derive(Debug, Clone)]
pub struct ChoosingRecord(Vec<Target>);

/// A record that is to have a document.
#[derive(Debug, Clone)]
pub struct Target {
    pub to: RecordId,
    title: String,
    /// The avenants of a convention, of which the document may be one.
    amendments: Vec<AmendmentNumber>,
}

/// The dossier of a convention that was chosen among others.
#[derive(Debug, Clone)]
pub struct AskedConvention(Target);

/// The scans that may be attached.
#[derive(Debug, Clone)]
pub struct AskedScans(Target);

/// A scan, or another file.
#[derive(Debug, Clone)]
pub struct ChoosingScan {
    target: Target,
    scans: Vec<Scan>,
}

/// The path of a file.
#[derive(Debug, Clone)]
pub struct Typing {
    pub target: Target,
    /// It is a scan of the folder of those to attach, and goes from there.
    scan: Option<PathBuf>,
}

/// What the document is.
#[derive(Debug, Clone)]
pub struct ChoosingKind {
    pub to: RecordId,
    /// What it may be, in the order of the choices: of an avenant, which one, where that is said.
    kinds: Vec<(DocumentKind, Option<AmendmentNumber>)>,
    looked: Box<Looked>,
    is_scan: bool,
    /// The day that was proposed; none where the document is not known, or has none.
    proposed: Option<NaiveDate>,
}

/// Asks for the record that is to have a document.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Goes on with the record; of a school or a collectivité, offers what is its own too.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let found = targets(&dossier);
        match found.as_slice() {
            [] => model.say(Tone::Info, "Aucune pièce ne se joint à cet enregistrement"),
            [(to, _)] => {
                let target = Target {
                    to: to.clone(),
                    title: dossier.title.clone(),
                    amendments: amendments(&dossier),
                };
                ask_scans(model, target, effects);
            }
            _ => {
                let choices = found.iter().map(|(id, words)| choice(id, words)).collect();
                let target = |(to, words): (RecordId, String)| {
                    let title = if words.is_empty() {
                        dossier.title.clone()
                    } else {
                        words
                    };
                    Target {
                        to,
                        title,
                        amendments: Vec::new(),
                    }
                };
                let flow = ChoosingRecord(found.into_iter().map(target).collect());
                let chooser = Chooser::new("Joindre une pièce à", &dossier.title, choices, flow).at_first();
                model.dialog = Some(Dialog::Chooser(chooser));
            }
        }
    }
}

/// A record and what is its own, to which documents are attached.
fn targets(dossier: &Dossier) -> Vec<(RecordId, String)> {
    let mut found = vec![(dossier.id.clone(), dossier.title.clone())];
    let school = match &dossier.record {
        Record::Deployment(used) => Some(RecordId::School(used.school)),
        _ => None,
    };
    found.extend(school.map(|school| (school, dossier.title.clone())));
    let exists = dossier.moves.iter().any(|one| one.reached.is_some());
    let used = dossier.deployment.filter(|_| exists).map(RecordId::Deployment);
    found.extend(used.map(|used| (used, dossier.title.clone())));
    let gathers = matches!(
        dossier.record,
        Record::School(_) | Record::Deployment(_) | Record::Collectivite(_) | Record::Provider(_)
    );
    if gathers {
        found.extend(dependent(dossier, &DEPENDENT));
    }
    let mut known = Vec::new();
    found.retain(|(id, _)| {
        let new = id.kind().holds_documents() && !known.contains(id);
        known.push(id.clone());
        new
    });
    found
}

/// The numbers of the avenants of a convention.
fn amendments(dossier: &Dossier) -> Vec<AmendmentNumber> {
    let found = match &dossier.record {
        Record::Convention(convention) => convention.amendments.as_slice(),
        _ => &[],
    };
    found.iter().map(|one| one.number.clone()).collect()
}

impl Chooses for ChoosingRecord {
    /// Goes on with the record; of a convention, with its avenants.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let target = self.0[taken.place].clone();
        if target.to.kind() == Kind::Convention {
            let ask = Ask::Open(target.to.clone());
            return wait(model, AskedConvention(target), ask, effects);
        }
        ask_scans(model, target, effects);
    }
}

impl Waits<Box<Dossier>> for AskedConvention {
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let target = Target {
            amendments: amendments(&dossier),
            ..self.0
        };
        ask_scans(model, target, effects);
    }
}

fn ask_scans(model: &mut Model, target: Target, effects: &mut Vec<Effect>) {
    let ask = Ask::Scans(model.options.scans.clone());
    wait(model, AskedScans(target), ask, effects);
}

impl Waits<Vec<Scan>> for AskedScans {
    /// Offers the scans; without one, asks for a path.
    fn answered(self, model: &mut Model, scans: Vec<Scan>, _effects: &mut Vec<Effect>) {
        if scans.is_empty() {
            return ask_path(model, self.0, None);
        }
        let scan = |scan: &Scan| Choice::new(&scan.name, size_text(scan.size));
        let other = Choice::new("Un autre fichier…", "par son chemin");
        let choices = scans.iter().map(scan).chain([other]).collect();
        let about = self.0.title.clone();
        let target = self.0;
        let chooser = Chooser::new(TITLE, &about, choices, ChoosingScan { target, scans });
        model.dialog = Some(Dialog::Chooser(chooser.at_first()));
    }
}

impl Chooses for ChoosingScan {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let target = self.target.clone();
        let Some(scan) = self.scans.get(taken.place) else {
            return ask_path(model, target, None);
        };
        ask_path(model, target, Some(scan.path.clone()));
        let typed = scan.path.display().to_string();
        request(model, Ask::Look(typed), effects);
    }
}

/// Asks for the path of a file; that of a scan is there already.
fn ask_path(model: &mut Model, target: Target, scan: Option<PathBuf>) {
    let field = scan.as_ref().map_or_else(Field::default, |scan| {
        let mut field = Field::default();
        field.set(scan.display().to_string());
        field
    });
    let about = target.title.clone();
    let mut form = Form::new(TITLE, &about, FormKind::Path(field), Typing { target, scan });
    let complete = model.key(Context::Field, Press::NextField);
    form.intro = vec![format!(
        "Chemin du PDF signé, ou du scan (PNG, JPEG). {complete} le complète."
    )];
    model.dialog = Some(Dialog::Form(form));
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        if typed.text.is_empty() {
            return Err("donnez le chemin d’un fichier".to_owned());
        }
        request(model, Ask::Look(typed.text.clone()), effects);
        Ok(())
    }

    /// Goes on with the file, or says under its path what is wrong with it.
    fn answered(&self, model: &mut Model, answer: Answer, _effects: &mut Vec<Effect>) {
        let Answer::Looked(looked) = answer else {
            return unexpected(model);
        };
        match (looked, &mut model.dialog) {
            (Ok(looked), _) => self.ask_kind(model, looked),
            (Err(why), Some(Dialog::Form(form))) => form.error = Some(why),
            (Err(_), _) => {}
        }
    }
}

impl Typing {
    fn ask_kind(&self, model: &mut Model, looked: Box<Looked>) {
        let kinds = kinds(&self.target.amendments);
        let choices = kinds
            .iter()
            .map(|(kind, amendment)| Choice::new(label(*kind, amendment.as_ref()), ""));
        let choices = choices.collect();
        let known = looked.known.as_ref().map(|(known, _)| known);
        let expected = known.map_or_else(|| expected(self.target.to.kind()), |known| known.kind);
        let today = model.options.today;
        let date = known.and_then(|known| known.date);
        let day = DayField::optional("Date de la pièce", date, today);
        let about = match known {
            Some(known) => format!(
                "{}\u{a0}: déjà connue comme {} · {}",
                known.name,
                known.words(),
                self.target.title
            ),
            None => format!("{} · {}", self.target.title, looked.words()),
        };
        let flow = ChoosingKind {
            to: self.target.to.clone(),
            is_scan: self.scan.as_ref() == Some(&looked.path),
            proposed: date,
            kinds,
            looked,
        };
        let chooser = Chooser::new(TITLE, &about, choices, flow)
            .with(ChooserField::Day(day))
            .at(|choice| choice.label == expected.label());
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

/// What a document may be: an avenant of the convention, each by its number, or one that is not noted.
fn kinds(amendments: &[AmendmentNumber]) -> Vec<(DocumentKind, Option<AmendmentNumber>)> {
    let each = |kind: &DocumentKind| {
        let noted = amendments.iter().filter(|_| *kind == DocumentKind::Amendment);
        let noted: Vec<_> = noted.map(|number| (*kind, Some(number.clone()))).collect();
        noted.into_iter().chain([(*kind, None)])
    };
    DocumentKind::ALL.iter().flat_map(each).collect()
}

/// What a document is, in French: `convention signée`, `avenant 2`.
fn label(kind: DocumentKind, amendment: Option<&AmendmentNumber>) -> String {
    match amendment {
        Some(number) => format!("{} {number}", kind.label()),
        None => kind.label().to_owned(),
    }
}

/// What a document of a record is most often.
fn expected(of: Kind) -> DocumentKind {
    match of {
        Kind::Convention => DocumentKind::SignedConvention,
        Kind::Deployment => DocumentKind::DeletionCertificate,
        Kind::Council => DocumentKind::Minutes,
        Kind::Sheet | Kind::Solution => DocumentKind::Sheet,
        Kind::Competence | Kind::Collectivite => DocumentKind::Deliberation,
        Kind::Locality
        | Kind::School
        | Kind::Provider
        | Kind::Contract
        | Kind::Entry
        | Kind::Reminder
        | Kind::Note
        | Kind::FollowUp
        | Kind::Vacances
        | Kind::View
        | Kind::Document
        | Kind::FormerKey => DocumentKind::Other,
    }
}

impl Chooses for ChoosingKind {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (kind, amendment) = self.kinds[taken.place].clone();
        let words = label(kind, amendment.as_ref());
        let document = Described {
            id: self.looked.measured.id,
            kind,
            name: self.looked.name.clone(),
            date: taken.given,
            amendment,
        };
        let to = self.to.clone();
        let date = taken
            .given
            .map_or_else(String::new, |day| format!(", du {}", day_fr(day)));
        let what = format!("{}\u{a0}: pièce jointe ({words}{date})", self.looked.name);
        let order = self.order(document, to);
        let file = (self.looked.path.clone(), self.is_scan);
        orders::send_file(model, order, what, file, effects);
    }
}

impl ChoosingKind {
    /// The order; of a document that is recorded it rests on what was shown of it, where that is said anew.
    fn order(&self, document: Described, to: RecordId) -> Order {
        let known = self.looked.known.as_ref();
        let anew = known.filter(|(known, _)| known.kind != document.kind || document.date != self.proposed);
        let Some((known, version)) = anew else {
            return Order::blind(Command::Attach { document, to });
        };
        let name = known.name.clone();
        let document = Described { name, ..document };
        let seen = Seen {
            id: RecordId::Document(known.sha256),
            version: *version,
        };
        Order::seeing(Command::Attach { document, to }, vec![seen])
    }
}
