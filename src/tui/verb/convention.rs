//! The verbs of a convention: sent, signed, terminated. From another record, its convention is chosen first.

use chrono::NaiveDate;

use crate::domain::command::{Command, Order, Seen};
use crate::domain::convention::{Amendment, Convention, Party, Signatory};
use crate::domain::date::day_fr;
use crate::domain::id::{AmendmentNumber, ConventionNumber};
use crate::domain::query::page::{ConventionRow, MAX_ROWS, Page, Row};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Record, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Form, FormKind};
use crate::tui::model::named;
use crate::tui::model::review::{Card, Review};
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::{seen, subject_title, wait};

use super::many::on_marked;
use super::{Chooses, Taken, Typed, Types, Waits, convention_many, outcome, when};

/// What is done to a convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Sent,
    Signed,
    Terminated,
}

/// The conventions of which one is to be chosen.
#[derive(Debug, Clone)]
pub struct AskedTied {
    act: Act,
    /// Those that findings name beside the key of the act: they come first.
    named: Vec<ConventionNumber>,
}

/// The convention to act on.
#[derive(Debug, Clone)]
pub struct Asked(pub Act);

/// A convention to act on.
#[derive(Debug, Clone)]
pub struct Choosing {
    act: Act,
    conventions: Vec<ConventionNumber>,
}

/// Who signed a convention, of those who may have.
#[derive(Debug, Clone)]
pub struct Signing {
    convention: ConventionNumber,
    /// Who signed what, in the order of the choices: the convention, or an avenant of it.
    signatures: Vec<(Option<AmendmentNumber>, Signatory)>,
    party: Party,
    pub(super) seen: Vec<Seen>,
}

/// What was sent: a convention, or an avenant of it.
#[derive(Debug, Clone)]
pub struct Sending {
    convention: ConventionNumber,
    /// In the order of the choices: the convention itself, then its avenants.
    parts: Vec<Option<AmendmentNumber>>,
    pub(super) seen: Vec<Seen>,
}

/// The day a convention was sent, or from which it no longer binds.
#[derive(Debug, Clone)]
pub struct Typing {
    terminated: bool,
    convention: ConventionNumber,
    pub(super) seen: Vec<Seen>,
}

/// Why the verbs that act on marked records too are not possible.
pub fn why_not(model: &Model) -> Option<String> {
    when::no_convention(model).filter(|_| !on_marked(model))
}

/// True of a school under review that waits for a signature.
pub fn is_awaited(card: Option<&Card>) -> bool {
    card.is_some_and(|card| !card.is_private() && card.cause.is_some())
}

/// Asks for the convention, or for those of the school, collectivité or prestataire; where findings name one beside the
/// key, for that one.
pub fn open(model: &mut Model, act: Act, effects: &mut Vec<Effect>) {
    if on_marked(model) && act != Act::Terminated {
        return convention_many::open(model, act == Act::Signed, effects);
    }
    let named = named(model, act);
    match (model.subject().cloned(), named.as_slice()) {
        (Some(id @ RecordId::Convention(_)), _) => ask(model, act, id, effects),
        (Some(_), [one]) => ask(model, act, RecordId::Convention(one.clone()), effects),
        (Some(RecordId::Deployment(deployment)), _) => {
            let asked = AskedTied { act, named };
            tied(model, asked, RecordId::School(deployment.school), effects);
        }
        (Some(id), _) => tied(model, AskedTied { act, named }, id, effects),
        (None, _) => {}
    }
}

/// The conventions that findings name beside the key of an act; in the review, else the one whose signature is awaited.
fn named(model: &Model, act: Act) -> Vec<ConventionNumber> {
    let found = act
        .verb()
        .map_or_else(Vec::new, |verb| named::conventions(model, verb));
    let card = model.review().and_then(|review| review.card.as_deref());
    let awaited = card.and_then(|card| card.cause.as_ref());
    match awaited.filter(|_| act == Act::Signed && found.is_empty()) {
        Some(cause) => vec![cause.convention.clone()],
        None => found,
    }
}

impl Act {
    /// The verb whose key stands beside what it lifts.
    fn verb(self) -> Option<Verb> {
        match self {
            Self::Sent => Some(Verb::ConventionSent),
            Self::Signed => Some(Verb::ConventionSigned),
            Self::Terminated => None,
        }
    }
}

/// Asks for a convention.
pub fn ask(model: &mut Model, act: Act, id: RecordId, effects: &mut Vec<Effect>) {
    wait(model, Asked(act), Ask::Open(id), effects);
}

/// Asks for the conventions tied to a record.
fn tied(model: &mut Model, asked: AskedTied, id: RecordId, effects: &mut Vec<Effect>) {
    let query = Query {
        scope: vec![id],
        ..Query::all(Pane::Conventions, MAX_ROWS)
    };
    wait(model, asked, Ask::Query(Box::new(query)), effects);
}

impl Waits<Box<Page>> for AskedTied {
    /// Lists the conventions of which one is meant; where there is none, says how to make one.
    fn answered(self, model: &mut Model, page: Box<Page>, _effects: &mut Vec<Effect>) {
        let act = self.act;
        if page.rows.is_empty() {
            let new = model.key(model.ground(), Verb::New);
            let then = if new.is_empty() {
                String::new()
            } else {
                format!("\u{a0}; {new}\u{a0}: nouvelle convention")
            };
            return model.say(Tone::Info, format!("Aucune convention ici{then}"));
        }
        let mut listed: Vec<(Choice, ConventionNumber)> =
            page.rows.iter().filter_map(|row| line(row, act)).collect();
        let place = |number: &ConventionNumber| self.named.iter().position(|named| named == number);
        listed.sort_by_key(|(choice, number)| {
            (
                choice.refused.is_some(),
                place(number).unwrap_or(self.named.len()),
            )
        });
        let (choices, conventions) = listed.into_iter().unzip();
        let about = subject_title(model);
        let flow = Choosing { act, conventions };
        model.dialog = Some(Dialog::Chooser(Chooser::new(title(act), &about, choices, flow)));
    }
}

impl Waits<Box<Dossier>> for Asked {
    /// Asks for the day, and for who signed.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        let Record::Convention(convention) = &dossier.record else {
            return model.say(Tone::Error, "Cette fiche n’est pas celle d’une convention");
        };
        let dialog = match self.0 {
            Act::Sent => day_of_sending(model, convention, &dossier),
            Act::Signed => signatories(model, convention, &dossier),
            Act::Terminated => day_of_termination(model, convention, &dossier),
        };
        match dialog {
            Ok(dialog) => model.dialog = Some(dialog),
            Err(why) => model.say(Tone::Info, why),
        }
    }
}

fn title(act: Act) -> &'static str {
    match act {
        Act::Sent => "Noter l’envoi d’une convention",
        Act::Signed => "Noter une signature",
        Act::Terminated => "Résilier une convention",
    }
}

fn line(row: &Row, act: Act) -> Option<(Choice, ConventionNumber)> {
    let Row::Convention(row) = row else {
        return None;
    };
    let RecordId::Convention(number) = &row.id else {
        return None;
    };
    let label = format!("{} · art. {} · {}", row.number, row.article, row.party);
    let choice = Choice::new(label, &row.status).unless(nothing_left(row, act));
    Some((choice, number.clone()))
}

/// Why an act has nothing left to note of a convention; none where it has.
fn nothing_left(row: &ConventionRow, act: Act) -> Option<String> {
    let said = |what: &str, on: NaiveDate| format!("{what} {}", day_fr(on));
    match act {
        Act::Sent if row.amendment_to_send => None,
        Act::Sent => row.sent.map(|on| said("envoi déjà noté au", on)),
        Act::Signed => {
            let both = row.signed_party.and(row.signed_dasen);
            let whole = both.is_some() && !row.amendment_awaited;
            whole.then(|| "les deux signatures sont déjà notées".to_owned())
        }
        Act::Terminated => row.terminated.map(|on| said("déjà résiliée au", on)),
    }
}

/// Asks for a day, unless it is noted already.
fn day_form(model: &Model, act: Act, label: &str, convention: &Convention, dossier: &Dossier) -> Form {
    let day = DayField::new(label, model.options.today);
    let flow = Typing {
        terminated: act == Act::Terminated,
        convention: convention.number.clone(),
        seen: seen(dossier),
    };
    Form::new(title(act), &dossier.title, FormKind::Day(day), flow)
}

fn day_of_sending(model: &Model, convention: &Convention, dossier: &Dossier) -> Result<Dialog, String> {
    let amendments = convention.amendments.iter().filter(|found| found.is_to_send());
    let amendments: Vec<_> = amendments.map(|found| found.number.clone()).collect();
    if !amendments.is_empty() {
        return Ok(what_was_sent(model, convention, &amendments, dossier));
    }
    if let Some(day) = convention.sent {
        let day = day_fr(day);
        return Err(format!("{}\u{a0}: envoi déjà noté au {day}", dossier.title));
    }
    let form = day_form(model, Act::Sent, "Envoyée le", convention, dossier);
    Ok(Dialog::Form(form))
}

/// Asks what was sent, where avenants are to be, and on which day.
fn what_was_sent(
    model: &Model,
    convention: &Convention,
    amendments: &[AmendmentNumber],
    dossier: &Dossier,
) -> Dialog {
    let noted = convention
        .sent
        .map(|on| format!("envoi déjà noté au {}", day_fr(on)));
    let own = Choice::new("Convention envoyée", "").unless(noted);
    let of_amendments = amendments.iter().map(|number| {
        let found = convention.amendment(number);
        let dated = found
            .and_then(|found| found.date)
            .map(|on| format!("du {}", day_fr(on)));
        Choice::new(format!("Avenant {number} envoyé"), dated.unwrap_or_default())
    });
    let choices = std::iter::once(own).chain(of_amendments).collect();
    let flow = Sending {
        convention: convention.number.clone(),
        parts: std::iter::once(None)
            .chain(amendments.iter().cloned().map(Some))
            .collect(),
        seen: seen(dossier),
    };
    let day = ChooserField::Day(DayField::new("Envoyé le", model.options.today));
    Dialog::Chooser(Chooser::new(title(Act::Sent), &dossier.title, choices, flow).with(day))
}

fn day_of_termination(model: &Model, convention: &Convention, dossier: &Dossier) -> Result<Dialog, String> {
    if let Some(day) = convention.terminated {
        let day = day_fr(day);
        return Err(format!("{}\u{a0}: déjà résiliée au {day}", dossier.title));
    }
    let mut form = day_form(
        model,
        Act::Terminated,
        "Résiliée à compter du",
        convention,
        dossier,
    );
    form.intro = vec![
        "À compter de ce jour, la convention n’est plus en vigueur.".to_owned(),
        "Les écoles inscrites qu’elle couvre deviendront à régulariser.".to_owned(),
    ];
    Ok(Dialog::Form(form))
}

/// The two that sign, in the order of the choices.
const SIGNATORIES: [Signatory; 2] = [Signatory::Dasen, Signatory::Party];

fn signatories(model: &Model, convention: &Convention, dossier: &Dossier) -> Result<Dialog, String> {
    let shared = match model.review().map_or(0, Review::waiting_together) {
        0 | 1 => String::new(),
        waiting => format!("{waiting} écoles de la revue l’attendent"),
    };
    let own = SIGNATORIES.map(|by| ((None, by), signatory(by, convention, &shared)));
    let day = model.options.today;
    let amendments = convention.amendments.iter().filter(|found| !found.in_effect(day));
    let of_amendments = amendments.flat_map(|found| {
        let number = Some(found.number.clone());
        SIGNATORIES.map(|by| ((number.clone(), by), of_amendment(by, convention, found)))
    });
    let (signatures, choices): (_, Vec<Choice>) = own.into_iter().chain(of_amendments).unzip();
    if choices.iter().all(|choice| choice.refused.is_some()) {
        return Err(format!(
            "{}\u{a0}: les deux signatures sont déjà notées",
            dossier.title
        ));
    }
    let flow = Signing {
        convention: convention.number.clone(),
        signatures,
        party: convention.party,
        seen: seen(dossier),
    };
    let day = DayField::new("Signée le", day);
    let chooser =
        Chooser::new(title(Act::Signed), &dossier.title, choices, flow).with(ChooserField::Day(day));
    Ok(Dialog::Chooser(chooser))
}

/// Who may have signed; beside it, how many schools of the review wait for it.
fn signatory(by: Signatory, convention: &Convention, shared: &str) -> Choice {
    let on = match by {
        Signatory::Dasen => convention.signed_dasen,
        Signatory::Party => convention.signed_party,
    };
    let refused = on.map(is_noted);
    let shared = if refused.is_none() { shared } else { "" };
    Choice::new(format!("Signée par {}", by.role(convention.party)), shared).unless(refused)
}

/// Who may have signed an avenant.
fn of_amendment(by: Signatory, convention: &Convention, amendment: &Amendment) -> Choice {
    let label = format!(
        "Avenant {} signé par {}",
        amendment.number,
        by.role(convention.party)
    );
    Choice::new(label, "").unless(amendment.signed(by).map(is_noted))
}

fn is_noted(on: NaiveDate) -> String {
    format!("signature déjà notée au {}", day_fr(on))
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let id = RecordId::Convention(self.conventions[taken.place].clone());
        ask(model, self.act, id, effects);
    }
}

impl Chooses for Signing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (amendment, by) = self.signatures[taken.place].clone();
        let (convention, on) = (self.convention.clone(), taken.on);
        let what = format!(
            "{}\u{a0}: {}",
            taken.about,
            in_words(amendment.as_ref(), by.role(self.party), on)
        );
        let command = match amendment {
            None => Command::Sign { convention, by, on },
            Some(amendment) => Command::SignAmendment {
                convention,
                amendment,
                by,
                on,
            },
        };
        let order = Order::seeing(command, self.seen.clone());
        outcome::send(model, order, what, "noter la signature", effects);
    }
}

impl Chooses for Sending {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (convention, on) = (self.convention.clone(), taken.on);
        let (what, command) = match self.parts[taken.place].clone() {
            None => ("envoyée".to_owned(), Command::MarkSent { convention, on }),
            Some(amendment) => (
                format!("avenant {amendment} envoyé"),
                Command::SendAmendment {
                    convention,
                    amendment,
                    on,
                },
            ),
        };
        let what = format!("{}\u{a0}: {what} le {}", taken.about, day_fr(on));
        let order = Order::seeing(command, self.seen.clone());
        outcome::send(model, order, what, "noter l’envoi", effects);
    }
}

/// What was signed, by whom and when: `signée par le DASEN le 23/11/2026`.
fn in_words(amendment: Option<&AmendmentNumber>, by: &str, on: NaiveDate) -> String {
    let on = day_fr(on);
    match amendment {
        None => format!("signée par {by} le {on}"),
        Some(number) => format!("avenant {number} signé par {by} le {on}"),
    }
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let (on, convention) = (typed.day.clone()?, self.convention.clone());
        let (command, done, verb) = if self.terminated {
            (Command::Terminate { convention, on }, "résiliée au", "résilier")
        } else {
            (
                Command::MarkSent { convention, on },
                "envoyée le",
                "noter l’envoi",
            )
        };
        let what = format!("{}\u{a0}: {done} {}", typed.about, day_fr(on));
        let order = Order::seeing(command, self.seen.clone());
        outcome::send(model, order, what, verb, effects);
        Ok(())
    }
}
