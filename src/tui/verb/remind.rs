//! A relance to the parties whose signature is awaited: by which channel, and when to come back to it.

use chrono::{Days, NaiveDate};

use crate::domain::authority::NOT_TO_REMIND;
use crate::domain::command::{Command, Order};
use crate::domain::convention::Signatory;
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::query::ties::Tie;
use crate::domain::record::RecordId;
use crate::domain::reminder::CHANNELS;
use crate::tui::effect::Effect;
use crate::tui::keymap::Verb;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Item, Many, Pick, Purpose};
use crate::tui::model::review::Review;

use super::many::{self, choose, no, on_marked};
use super::review::is_over;
use super::when;

/// In how many days a relance is come back to, unless another day is typed.
const AGAIN: Days = Days::new(15);

/// What is said where no convention keeps a record waiting.
const NOTHING: &str = "aucune convention n’est attendue";

/// Why the verb makes no sense on the panes.
pub fn why_not(model: &Model) -> Option<String> {
    when::no_convention(model).filter(|_| !on_marked(model))
}

/// Why nobody is to be reminded for the school under review.
pub fn nobody(review: &Review) -> Option<String> {
    if let Some(over) = is_over(review) {
        return Some(over);
    }
    let cause = review.card.as_ref().and_then(|card| card.cause.as_ref());
    let why = match cause {
        None => "aucune signature n’est attendue pour cette école",
        Some(cause) if !cause.missing.contains(&Signatory::Party) => NOT_TO_REMIND,
        Some(_) => return None,
    };
    Some(why.to_owned())
}

/// Asks which conventions wait; of the school under review, the convention is known.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.review().is_some() {
        return open_reviewed(model);
    }
    many::open(model, Verb::Remind, effects);
}

fn open_reviewed(model: &mut Model) {
    let cause = model
        .review()
        .and_then(|review| review.card.as_ref()?.cause.clone());
    let Some(cause) = cause else {
        return;
    };
    let purpose = Purpose::Reminder {
        convention: cause.convention,
        to: cause.party.clone(),
    };
    let about = format!("{} · relance à {}", cause.title, cause.party);
    let day = again(model.options.today);
    let chooser = Chooser::new("Noter une relance", &about, channels(), purpose).with(ChooserField::Day(day));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// The order of a relance made today, and what it does.
pub fn order(
    convention: &ConventionNumber,
    to: &str,
    channel: &str,
    next_due: NaiveDate,
    today: NaiveDate,
) -> (Order, String) {
    let what = format!(
        "{convention}\u{a0}: relance par {channel} notée, à reprendre le {}",
        day_fr(next_due)
    );
    let command = Command::AddReminder {
        convention: convention.clone(),
        to: to.to_owned(),
        channel: channel.to_owned(),
        on: today,
        next_due: Some(next_due),
    };
    (Order::blind(command), what)
}

/// The channels to choose from.
fn channels() -> Vec<Choice> {
    CHANNELS
        .iter()
        .map(|channel| Choice::new(Pick::Channel(channel), *channel, ""))
        .collect()
}

/// The field of the day on which to come back to it.
fn again(today: NaiveDate) -> DayField {
    let again = today.checked_add_days(AGAIN).unwrap_or(today);
    DayField::proposing("Y revenir le", again, today)
}

/// Asks by which channel, and when to come back to it; where nobody is to be reminded, says why.
pub fn show(model: &mut Model, many: Many) {
    let whys: Vec<Option<&str>> = many.ties.iter().map(|ties| no_tie(ties)).collect();
    if !whys.is_empty() && whys.iter().all(Option::is_some) {
        let mut whys: Vec<&str> = whys.into_iter().flatten().collect();
        whys.dedup();
        let why = match whys.as_slice() {
            [one] => one,
            _ => "aucune signature d’une autre partie n’est attendue",
        };
        return no(model, &format!("Rien à relancer\u{a0}: {why}"));
    }
    let day = again(model.options.today);
    choose(
        model,
        "Noter une relance faite aujourd’hui",
        channels(),
        many,
        day,
    );
}

/// The conventions whose parties are to be reminded for a record.
fn to_remind(ties: &[Tie]) -> impl Iterator<Item = &Tie> {
    ties.iter()
        .filter(|tie| tie.awaited && tie.not_to_remind.is_none())
}

/// Why nobody is to be reminded for a record: what is true of the convention that it waits for; none where someone is.
fn no_tie(ties: &[Tie]) -> Option<&str> {
    if to_remind(ties).next().is_some() {
        return None;
    }
    let mut awaited = ties.iter().filter(|tie| tie.awaited);
    let parapheur = |tie: &&Tie| tie.not_to_remind.as_deref() == Some(NOT_TO_REMIND);
    let first = awaited.clone().find(parapheur).or_else(|| awaited.next());
    Some(
        first
            .and_then(|tie| tie.not_to_remind.as_deref())
            .unwrap_or(NOTHING),
    )
}

/// One order for each convention that waits for its party, however many of the records wait for it; `about` gives the
/// order about a convention and its party.
pub fn items(many: &Many, about: impl Fn(&ConventionNumber, &str) -> Result<Command, String>) -> Vec<Item> {
    let mut asked: Vec<(&Tie, Item)> = Vec::new();
    let mut refused = Vec::new();
    for (target, ties) in many.targets.iter().zip(&many.ties) {
        if let Some(why) = no_tie(ties) {
            refused.push(Item {
                label: target.label.clone(),
                settles: vec![target.id.clone()],
                command: Err(why.to_owned()),
            });
        }
        for tie in to_remind(ties) {
            match asked.iter_mut().find(|(known, _)| known.number == tie.number) {
                Some((_, item)) => item.settles.push(target.id.clone()),
                None => asked.push((tie, item(tie, target.id.clone(), about(&tie.number, &tie.party)))),
            }
        }
    }
    asked.into_iter().map(|(_, item)| item).chain(refused).collect()
}

fn item(tie: &Tie, settles: RecordId, command: Result<Command, String>) -> Item {
    Item {
        label: format!("{} · art. {} · {}", tie.number, tie.article, tie.party),
        settles: vec![settles],
        command,
    }
}
