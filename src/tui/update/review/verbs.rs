//! What each verb does in the review, and when it makes no sense.

use chrono::{Days, NaiveDate};

use crate::config::state::ReviewMark;
use crate::domain::authority::NOT_TO_REMIND;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::convention::Signatory;
use crate::domain::date::day_fr;
use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::domain::rule::Severity;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::Verb;
use crate::tui::model::dialog::{Act, DayField, Dialog, Form, FormKind, FormPurpose, Intent};
use crate::tui::model::review::{Card, Review};
use crate::tui::model::{Model, Tone};
use crate::tui::update::{dialog, orders};
use crate::tui::wording::numbered;

use super::{leave, read, ready, remind};

/// In how many days a school that is put off is looked at again, unless another day is typed.
const LATER: Days = Days::new(15);

/// Carries a verb out; false where it is not one of the review.
pub fn act(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) -> bool {
    match verb {
        Verb::Back => leave(model, effects),
        Verb::Skip => skip(model, effects),
        Verb::SkipBack => back(model, effects),
        Verb::Review => return true,
        Verb::Register => register(model, effects),
        Verb::RegisterReady => ready::open(model, effects),
        Verb::ConventionSigned => sign(model, effects),
        Verb::Remind => remind::open(model),
        Verb::Postpone => postpone(model),
        Verb::Up => scroll(model, -1),
        Verb::Down => scroll(model, 1),
        Verb::PageUp => scroll_page(model, -1),
        Verb::PageDown => scroll_page(model, 1),
        _ => return false,
    }
    true
}

/// Why a verb makes no sense in the review now; none where it does.
pub fn why_not(review: &Review, verb: Verb) -> Option<String> {
    let why = match verb {
        Verb::Skip | Verb::Remind | Verb::Postpone | Verb::Register if review.is_over() => OVER,
        Verb::SkipBack if review.queue.progress().place == 1 => "c’est la première école",
        Verb::RegisterReady if ready::count(review) == 0 => "aucune école rendue prête par une signature",
        Verb::Register => return card(review).and_then(kept_out),
        Verb::Remind => match cause(review) {
            None => "aucune signature n’est attendue pour cette école",
            Some(cause) if !cause.missing.contains(&Signatory::Party) => NOT_TO_REMIND,
            Some(_) => return None,
        },
        _ => return None,
    };
    Some(why.to_owned())
}

const OVER: &str = "la revue est à sa fin";

fn card(review: &Review) -> Option<&Card> {
    review.card.as_deref()
}

fn cause(review: &Review) -> Option<&crate::tui::model::review::Cause> {
    card(review)?.cause.as_ref()
}

fn skip(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review_mut() {
        let before = review.queue.progress().place;
        review.queue.skip();
        let round = review.queue.progress().place <= before;
        if round {
            model.say(Tone::Info, "Fin de la file\u{a0}: retour aux écoles passées");
        }
    }
    read(model, effects);
}

/// Goes back to the school before, whatever became of it.
fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review_mut() {
        let queue = &mut review.queue;
        let before = queue.progress().place.checked_sub(2);
        if let Some(id) = before.and_then(|place| queue.order().get(place).cloned()) {
            queue.go_to(&id);
            read(model, effects);
        }
    }
}

fn scroll(model: &mut Model, by: isize) {
    if let Some(review) = model.review_mut() {
        review.scroll(by);
    }
}

fn scroll_page(model: &mut Model, way: isize) {
    let page = model.review().map_or(0, |review| review.room.1.cast_signed());
    scroll(model, way * page);
}

/// Why a school is not to be registered; none where it is ready. Its reasons are on the screen in full.
fn kept_out(card: &Card) -> Option<String> {
    if card.is_ready() {
        return None;
    }
    if let Some(number) = card.row.entry {
        return Some(format!("l’école est inscrite sous le {}", numbered(number)));
    }
    let findings = card.row.findings.iter();
    let rules: Vec<&str> = findings
        .filter(|finding| finding.severity == Severity::Blocking)
        .map(|finding| finding.rule.as_str())
        .collect();
    match rules.as_slice() {
        [one] => Some(format!("{one} l’empêche")),
        several => Some(format!("{} l’empêchent", several.join(", "))),
    }
}

/// Registers a ready school at once.
fn register(model: &mut Model, effects: &mut Vec<Effect>) {
    let card = model.review().and_then(card);
    let Some((card, deployment)) = card.and_then(|card| Some((card, card.dossier.deployment?))) else {
        return;
    };
    let what = format!("{}\u{a0}: inscrite au registre", card.dossier.title);
    let order = Order::seeing(Command::Register { deployment }, vec![seen(card)]);
    orders::send(model, order, what, effects);
}

fn seen(card: &Card) -> Seen {
    Seen {
        id: card.id.clone(),
        version: card.dossier.version,
    }
}

/// Asks for the convention whose signature is awaited; where none is, for those of the school.
fn sign(model: &mut Model, effects: &mut Vec<Effect>) {
    let awaited = model
        .review()
        .and_then(cause)
        .map(|cause| cause.convention.clone());
    match awaited {
        Some(number) => {
            let id = RecordId::Convention(number);
            dialog::wait(model, Intent::Convention(Act::Signed), Ask::Open(id), effects);
        }
        None => dialog::convention::open(model, Act::Signed, effects),
    }
}

fn postpone(model: &mut Model) {
    let today = model.options.today;
    let Some(card) = model.review().and_then(card) else {
        return model.say(Tone::Info, OVER);
    };
    let later = today.checked_add_days(LATER).unwrap_or(today);
    let school: Uai = card.row.uai;
    let day = DayField::proposing("À revoir le", later, today);
    let form = Form::new(
        "Remettre l’école à un autre jour",
        &card.dossier.title,
        FormKind::Day(day),
        FormPurpose::Postpone(school),
    );
    model.dialog = Some(Dialog::Form(form));
}

/// Goes on past a school that is put off to that day already, by another line of its own; false where it is not.
pub fn put_off_already(model: &mut Model, until: NaiveDate, effects: &mut Vec<Effect>) -> bool {
    let card = model.review().and_then(card);
    if card.is_none_or(|card| card.row.revisit != Some(until)) {
        return false;
    }
    model.dialog = None;
    if let Some(review) = model.review_mut()
        && let Some(id) = review.queue.current().cloned()
    {
        review.queue.set(&id, ReviewMark::PutOff(until));
        review.queue.skip();
        read(model, effects);
    }
    model.say(Tone::Info, format!("École déjà remise au {}", day_fr(until)));
    true
}

/// Says beside the party whose signature is awaited how many schools of the queue wait for it.
pub fn say_shared(model: &mut Model) {
    let waiting = model.review().map_or(0, Review::waiting_together);
    if waiting < 2 {
        return;
    }
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        for choice in chooser
            .choices
            .iter_mut()
            .filter(|choice| choice.refused.is_none())
        {
            if matches!(
                choice.pick,
                crate::tui::model::dialog::Pick::Signatory(Signatory::Dasen | Signatory::Party)
            ) {
                choice.detail = format!("{waiting} écoles de la revue l’attendent");
            }
        }
    }
}
