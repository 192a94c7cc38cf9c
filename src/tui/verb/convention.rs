//! The dialogs of a convention: sent, signed, terminated. From another record, its convention is chosen first.

use chrono::NaiveDate;

use crate::domain::convention::{Convention, Party, Signatory};
use crate::domain::date::day_fr;
use crate::domain::query::page::{MAX_ROWS, Page, Row};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Record, RecordId};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{
    Act, Choice, Chooser, ChooserField, DayField, Dialog, Form, FormKind, FormPurpose, Intent, Pick, Purpose,
};
use crate::tui::model::review::{Card, Review};
use crate::tui::model::{Model, Tone};

use crate::tui::update::ask::{seen, subject_title, wait};

/// Asks for the convention that was sent.
pub fn sent(model: &mut Model, effects: &mut Vec<Effect>) {
    open(model, Act::Sent, effects);
}

/// Asks for the convention that is terminated.
pub fn terminated(model: &mut Model, effects: &mut Vec<Effect>) {
    open(model, Act::Terminated, effects);
}

/// Asks for the convention that was signed: in the review, for the one whose signature is awaited.
pub fn signed(model: &mut Model, effects: &mut Vec<Effect>) {
    let card = model.review().and_then(|review| review.card.as_deref());
    let awaited = card.and_then(|card| Some(card.cause.as_ref()?.convention.clone()));
    match awaited {
        Some(number) => {
            let id = RecordId::Convention(number);
            wait(model, Intent::Convention(Act::Signed), Ask::Open(id), effects);
        }
        None => open(model, Act::Signed, effects),
    }
}

/// True of a school under review that waits for a signature.
pub fn is_awaited(card: Option<&Card>) -> bool {
    card.is_some_and(|card| !card.is_private() && card.cause.is_some())
}

/// Asks for the convention, or for those of the school, collectivité or prestataire.
fn open(model: &mut Model, act: Act, effects: &mut Vec<Effect>) {
    match model.subject().cloned() {
        Some(id @ RecordId::Convention(_)) => wait(model, Intent::Convention(act), Ask::Open(id), effects),
        Some(RecordId::Deployment(deployment)) => {
            tied(model, act, RecordId::School(deployment.school), effects);
        }
        Some(id) => tied(model, act, id, effects),
        None => {}
    }
}

/// Asks for the conventions tied to a record.
fn tied(model: &mut Model, act: Act, id: RecordId, effects: &mut Vec<Effect>) {
    let query = Query {
        scope: vec![id],
        ..Query::all(Pane::Conventions, MAX_ROWS)
    };
    wait(
        model,
        Intent::Conventions(act),
        Ask::Query(Box::new(query)),
        effects,
    );
}

/// Lists the conventions of which one is meant; where there is none, says how to make one.
pub fn choose(model: &mut Model, act: Act, page: &Page) {
    if page.rows.is_empty() {
        let new = model.key(model.ground(), Verb::New);
        let then = if new.is_empty() {
            String::new()
        } else {
            format!("\u{a0}; {new}\u{a0}: nouvelle convention")
        };
        return model.say(Tone::Info, format!("Aucune convention ici{then}"));
    }
    let mut choices: Vec<Choice> = page.rows.iter().filter_map(|row| line(row, act)).collect();
    choices.sort_by_key(|choice| choice.refused.is_some());
    let about = subject_title(model);
    let chooser = Chooser::new(title(act), &about, choices, Purpose::Convention(act));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// Asks for the day, and for who signed.
pub fn show(model: &mut Model, act: Act, dossier: &Dossier) {
    let Record::Convention(convention) = &dossier.record else {
        return model.say(Tone::Error, "Cette fiche n’est pas celle d’une convention");
    };
    let dialog = match act {
        Act::Sent => sent_on(model, convention, dossier),
        Act::Signed => signed_on(model, convention, dossier),
        Act::Terminated => terminated_on(model, convention, dossier),
    };
    match dialog {
        Ok(dialog) => model.dialog = Some(dialog),
        Err(why) => model.say(Tone::Info, why),
    }
}

fn title(act: Act) -> &'static str {
    match act {
        Act::Sent => "Noter l’envoi d’une convention",
        Act::Signed => "Noter une signature",
        Act::Terminated => "Résilier une convention",
    }
}

fn line(row: &Row, act: Act) -> Option<Choice> {
    let Row::Convention(row) = row else {
        return None;
    };
    let RecordId::Convention(number) = &row.id else {
        return None;
    };
    let label = format!("{} · art. {} · {}", row.number, row.article, row.party);
    let whole = act == Act::Signed && row.in_force;
    let refused = whole.then(|| "les deux signatures sont déjà notées".to_owned());
    let choice = Choice::new(Pick::Convention(number.clone()), label, &row.status);
    Some(choice.unless(refused))
}

fn day_form(model: &Model, act: Act, label: &str, dossier: &Dossier, purpose: FormPurpose) -> Form {
    let day = DayField::new(label, model.options.today);
    Form::new(title(act), &dossier.title, FormKind::Day(day), purpose)
}

fn sent_on(model: &Model, convention: &Convention, dossier: &Dossier) -> Result<Dialog, String> {
    if let Some(day) = convention.sent {
        return Err(format!(
            "{}\u{a0}: envoi déjà noté au {}",
            dossier.title,
            day_fr(day)
        ));
    }
    let purpose = FormPurpose::Sent {
        convention: convention.number.clone(),
        seen: seen(dossier),
    };
    Ok(Dialog::Form(day_form(
        model,
        Act::Sent,
        "Envoyée le",
        dossier,
        purpose,
    )))
}

fn terminated_on(model: &Model, convention: &Convention, dossier: &Dossier) -> Result<Dialog, String> {
    if let Some(day) = convention.terminated {
        return Err(format!(
            "{}\u{a0}: déjà résiliée au {}",
            dossier.title,
            day_fr(day)
        ));
    }
    let purpose = FormPurpose::Terminated {
        convention: convention.number.clone(),
        seen: seen(dossier),
    };
    let mut form = day_form(model, Act::Terminated, "Résiliée à compter du", dossier, purpose);
    form.intro = vec![
        "À compter de ce jour, la convention n’est plus en vigueur.".to_owned(),
        "Les écoles inscrites qu’elle couvre deviendront à régulariser.".to_owned(),
    ];
    Ok(Dialog::Form(form))
}

fn signed_on(model: &Model, convention: &Convention, dossier: &Dossier) -> Result<Dialog, String> {
    let party = convention.party;
    let shared = match model.review().map_or(0, Review::waiting_together) {
        0 | 1 => String::new(),
        waiting => format!("{waiting} écoles de la revue l’attendent"),
    };
    let choices = vec![
        signatory(Signatory::Dasen, party, convention.signed_dasen, &shared),
        signatory(Signatory::Party, party, convention.signed_party, &shared),
    ];
    if choices.iter().all(|choice| choice.refused.is_some()) {
        return Err(format!(
            "{}\u{a0}: les deux signatures sont déjà notées",
            dossier.title
        ));
    }
    let purpose = Purpose::Signature {
        convention: convention.number.clone(),
        seen: seen(dossier),
    };
    let day = DayField::new("Signée le", model.options.today);
    let chooser =
        Chooser::new(title(Act::Signed), &dossier.title, choices, purpose).with(ChooserField::Day(day));
    Ok(Dialog::Chooser(chooser))
}

/// Who may have signed; beside it, how many schools of the review wait for it.
fn signatory(by: Signatory, party: Party, on: Option<NaiveDate>, shared: &str) -> Choice {
    let refused = on.map(|day| format!("signature déjà notée au {}", day_fr(day)));
    let shared = if refused.is_none() { shared } else { "" };
    Choice::new(
        Pick::Signatory(by),
        format!("Signée par {}", by.role(party)),
        shared,
    )
    .unless(refused)
}
