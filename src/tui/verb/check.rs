//! The verb that reviews entries of the register, or lifts the review of one.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::register::{Conclusion, EntryNumber, RegisterEntry, Review, day_and_author};
use crate::service::{Dossier, covered_by};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Form, FormKind, Heading, Proposal, TextDialog};
use crate::tui::model::dossier_pane::{self, Hints};
use crate::tui::model::{Field, Model, Tone};
use crate::tui::theme::Role;
use crate::tui::update::ask::{seen, wait};
use crate::tui::update::orders;
use crate::tui::wording::numbered;

use super::batch::{self, Plan};
use super::close::{is_closed, needed};
use super::form::{choice, dependent};
use super::many::{self, Many, on_marked};
use super::{Chooses, Taken, Typed, Types, Waits};

const TITLE: &str = "Contrôler l’inscription au registre";

/// The dossier of an entry to review, or of its school.
#[derive(Debug, Clone)]
pub struct Asked;

/// The entries of a school.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// What a reviewer may say of an entry, in the order in which it is listed.
#[derive(Debug, Clone)]
pub struct Concluding {
    pub(super) dossier: Box<Dossier>,
    of: RegisterEntry,
}

/// The same, of the entries of marked lines.
#[derive(Debug, Clone)]
pub struct ConcludingForMany(Many);

/// The text of a reserve on an entry.
#[derive(Debug, Clone)]
pub struct Reserving {
    pub(super) dossier: Box<Dossier>,
    of: RegisterEntry,
}

/// The dossiers of the entries of marked lines, for what their review covers.
#[derive(Debug, Clone)]
pub struct AskedCovered {
    many: Many,
    conclusion: Conclusion,
}

/// Why the reviews of the entries of marked lines are lifted.
#[derive(Debug, Clone)]
pub struct LiftingForMany(Many);

/// The text of one reserve on the entries of marked lines.
#[derive(Debug, Clone)]
pub struct ReservingForMany(Many);

/// Why the review of an entry is lifted.
#[derive(Debug, Clone)]
pub struct Typing {
    number: EntryNumber,
    pub(super) seen: Vec<Seen>,
}

/// Why there is no entry to review.
pub fn why_not(model: &Model) -> Option<String> {
    match model.subject() {
        _ if on_marked(model) => None,
        Some(RecordId::Entry(_) | RecordId::School(_) | RecordId::Deployment(_)) => None,
        _ => Some("choisissez d’abord une école ou une inscription".to_owned()),
    }
}

/// Asks for the entry to review, or for the entries of the school; of marked lines, what is found of them all.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if on_marked(model) {
        let many = many::of(model);
        let (about, flow) = (many.about(), ConcludingForMany(many));
        let lift = Choice::new(
            "Lever les contrôles",
            "de celles qui en ont un\u{a0}; avec un motif",
        );
        let choices = conclusions().into_iter().chain([lift]).collect();
        let chooser = Chooser::new(TITLE, &about, choices, flow);
        model.dialog = Some(Dialog::Chooser(chooser));
    } else if let Some(id) = model.subject().cloned() {
        wait(model, Asked, Ask::Open(id), effects);
    }
}

/// The two conclusions.
fn conclusions() -> [Choice; 2] {
    [
        Choice::new("Conforme", "l’inscription est comme elle doit être"),
        Choice::new("Avec réserve", "et ce qui est à corriger"),
    ]
}

impl Waits<Box<Dossier>> for Asked {
    /// Lists what may be said of the entry; of several, which.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        if let Record::Entry(found) = &dossier.record {
            let of = found.as_ref().clone();
            return entry(model, of, dossier);
        }
        let found = dependent(&dossier, &[Kind::Entry]);
        match found.as_slice() {
            [] => model.say(Tone::Info, "Aucune inscription au registre à contrôler ici"),
            [(id, _)] => wait(model, Self, Ask::Open(id.clone()), effects),
            _ => {
                let choices = found.iter().map(|(id, words)| choice(id, words)).collect();
                let flow = Choosing(found.into_iter().map(|(id, _)| id).collect());
                let chooser = Chooser::new("Contrôler une inscription", &dossier.title, choices, flow);
                model.dialog = Some(Dialog::Chooser(chooser));
            }
        }
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        wait(model, Asked, Ask::Open(self.0[taken.place].clone()), effects);
    }
}

/// Lists what may be said of an entry: what a review finds, and that the review it has is lifted.
fn entry(model: &mut Model, of: RegisterEntry, dossier: Box<Dossier>) {
    if is_closed(model, &of) {
        return;
    }
    let mut choices = Vec::from(conclusions());
    choices.extend(of.reviewed.as_ref().map(|review| {
        let when = day_and_author(review.on, &review.by);
        Choice::new("Lever le contrôle", format!("fait {when}\u{a0}; avec un motif"))
    }));
    let title = dossier.title.clone();
    let chooser = Chooser::new(TITLE, &title, choices, Concluding { dossier, of });
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Concluding {
    fn chosen(&self, model: &mut Model, taken: &Taken, _effects: &mut Vec<Effect>) {
        let (of, dossier) = (self.of.clone(), self.dossier.clone());
        match (taken.place, &self.of.reviewed) {
            (0, _) => show(model, &of, &dossier, Conclusion::Conforme),
            (1, _) => {
                let form = reserve(&self.dossier.title, Reserving { dossier, of });
                model.dialog = Some(Dialog::Form(form));
            }
            (_, Some(held)) => model.dialog = Some(Dialog::Form(why_lifted(of.number, held, &dossier))),
            (_, None) => {}
        }
    }
}

impl Chooses for ConcludingForMany {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let many = self.0.clone();
        let form = match taken.place {
            0 => return ask_many(model, &many, Conclusion::Conforme, effects),
            1 => reserve(&many.about(), ReservingForMany(many)),
            _ => {
                let kind = FormKind::Note(Field::default());
                let (about, flow) = (many.about(), LiftingForMany(many));
                let mut form = Form::new("Lever des contrôles\u{a0}: le motif", &about, kind, flow);
                form.intro = vec![
                    "Elles redeviennent «\u{a0}non contrôlées\u{a0}»\u{a0}; le motif reste au journal."
                        .to_owned(),
                ];
                form
            }
        };
        model.dialog = Some(Dialog::Form(form));
    }
}

fn reserve(about: &str, flow: impl Into<super::Typing>) -> Form {
    let kind = FormKind::Note(Field::default());
    let mut form = Form::new(
        "Contrôler avec réserve\u{a0}: ce qui est à corriger",
        about,
        kind,
        flow,
    );
    form.intro = vec!["La réserve est gardée avec le contrôle, et lue dans le registre.".to_owned()];
    form
}

impl Types for Reserving {
    fn typed(&self, model: &mut Model, typed: &Typed, _effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut dire ce qui est à corriger")?;
        show(
            model,
            &self.of,
            &self.dossier,
            Conclusion::Reserve(typed.text.clone()),
        );
        Ok(())
    }
}

impl Types for ReservingForMany {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut dire ce qui est à corriger")?;
        ask_many(model, &self.0, Conclusion::Reserve(typed.text.clone()), effects);
        Ok(())
    }
}

/// Shows all that a review of an entry covers, and proposes it; what asked lies below.
fn show(model: &mut Model, of: &RegisterEntry, dossier: &Dossier, conclusion: Conclusion) {
    let mut dialog = reviewed(of, dossier, conclusion, model.options.look.sober);
    let form = model
        .dialog
        .take()
        .filter(|below| matches!(below, Dialog::Form(_)));
    dialog.over = form.map(Box::new);
    model.dialog = Some(Dialog::Text(dialog));
}

fn reviewed(of: &RegisterEntry, dossier: &Dossier, conclusion: Conclusion, sober: bool) -> TextDialog {
    let mut dialog = TextDialog::new(TITLE);
    dialog.say(Role::Title, &dossier.title);
    dialog.item(
        (Role::Text, "conclusion  ".to_owned()),
        (Role::Title, conclusion.text()),
    );
    // Not folded here: the dialog folds them to its own room.
    for line in dossier_pane::lines(dossier, usize::MAX, sober, &Hints::default()) {
        let mut pieces = line.pieces.into_iter();
        let head = pieces.next().unwrap_or((Role::Text, String::new()));
        match pieces.next() {
            Some(text) => dialog.item(head, text),
            None => dialog.say(head.0, head.1),
        }
    }
    let again = of.reviewed.as_ref().map_or("", |_| "de nouveau ");
    let label = conclusion.label();
    let what = format!("inscription {} {again}contrôlée, {label}", numbered(of.number));
    let order = Order::seeing(command(of.number, conclusion), dossier.rests_on.clone());
    dialog.proposal = Some(Proposal::new(order, what, format!("contrôler\u{a0}: {label}")));
    dialog
}

/// What is said of a marked line without an entry.
const NOT_ENTERED: &str = "elle n’est pas inscrite au registre";

/// Asks what the review of the entries of marked lines covers.
fn ask_many(model: &mut Model, many: &Many, conclusion: Conclusion, effects: &mut Vec<Effect>) {
    let entries = many.targets.iter().filter_map(|target| target.entry);
    let ask = Ask::OpenEach(entries.map(RecordId::Entry).collect());
    let many = many.clone();
    wait(model, AskedCovered { many, conclusion }, ask, effects);
}

impl Waits<Vec<Dossier>> for AskedCovered {
    /// Previews the review of the entries, with what it covers: one order, taken back at once.
    fn answered(self, model: &mut Model, dossiers: Vec<Dossier>, effects: &mut Vec<Effect>) {
        let plan = Plan {
            title: "Contrôler les inscriptions",
            what: format!("contrôle {}", self.conclusion.text()),
            unit: None,
        };
        let mut batch = batch::of_each(&self.many, plan, |target| {
            let number = target.entry.ok_or(NOT_ENTERED)?;
            Ok(command(number, self.conclusion.clone()))
        });
        batch.read = covered(&dossiers);
        batch::again(model, batch, effects);
    }
}

/// What the reviews of some entries cover, what several have alike once.
fn covered(dossiers: &[Dossier]) -> Vec<Heading> {
    let said = covered_by(dossiers).into_iter().map(|(section, places)| {
        let of = match places.as_slice() {
            [one] => dossiers[*one].title.clone(),
            several => format!("{} inscriptions", several.len()),
        };
        let lines = section.lines.iter();
        Heading {
            title: format!("{} ({of})", section.title),
            lines: lines
                .map(|line| (line.label.clone(), line.value.clone()))
                .collect(),
        }
    });
    said.collect()
}

impl Types for LiftingForMany {
    /// Previews that the reviews of the entries are lifted: one order, taken back at once.
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let plan = Plan {
            title: "Lever les contrôles",
            what: format!("contrôle levé\u{a0}: {}", typed.text),
            unit: None,
        };
        batch::each_target(model, &self.0, plan, effects, |target| {
            Ok(Command::LiftReview {
                entry: target.entry.ok_or(NOT_ENTERED)?,
                reason: typed.text.clone(),
            })
        });
        Ok(())
    }
}

fn command(entry: EntryNumber, conclusion: Conclusion) -> Command {
    Command::Review {
        entry,
        conclusion: Some(conclusion),
    }
}

fn why_lifted(number: EntryNumber, review: &Review, dossier: &Dossier) -> Form {
    let flow = Typing {
        number,
        seen: seen(dossier),
    };
    let kind = FormKind::Note(Field::default());
    let mut form = Form::new("Lever un contrôle\u{a0}: le motif", &dossier.title, kind, flow);
    form.intro = vec![
        format!("Contrôlée {}.", day_and_author(review.on, &review.by)),
        "Elle redevient «\u{a0}non contrôlée\u{a0}»\u{a0}; le motif reste au journal.".to_owned(),
    ];
    form
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        needed(&typed.text, "il faut un motif")?;
        let what = format!("inscription {}\u{a0}: contrôle levé", numbered(self.number));
        let command = Command::LiftReview {
            entry: self.number,
            reason: typed.text.clone(),
        };
        orders::send(model, Order::seeing(command, self.seen.clone()), what, effects);
        Ok(())
    }
}
