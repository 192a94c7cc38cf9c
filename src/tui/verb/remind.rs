//! A relance to the parties whose signature is awaited: by which channel, and when to come back to it.

use chrono::{Days, NaiveDate};

use crate::domain::authority::Phrase;
use crate::domain::command::{Command, Order};
use crate::domain::convention::Signatory;
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::query::ties::Tie;
use crate::domain::record::RecordId;
use crate::domain::reminder::CHANNELS;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, DayField, Dialog, Item};
use crate::tui::model::review::Review;

use super::batch::{self, Plan};
use super::many::{self, Many, no};
use super::review::is_over;
use super::{Chooses, Taken, Waits};
use crate::tui::update::ask::wait;
use crate::tui::update::orders;

/// In how many days a relance is come back to, unless another day is typed.
const AGAIN: Days = Days::new(15);

/// What is said where no convention keeps a record waiting.
const NOTHING: &str = "aucune convention n’est attendue";

/// The conventions that concern some records.
#[derive(Debug, Clone)]
pub struct Asked(Many);

/// A relance for the school under review.
#[derive(Debug, Clone)]
pub struct Choosing {
    pub(super) convention: ConventionNumber,
    to: String,
}

/// A relance for several conventions, or for those that several schools wait for.
#[derive(Debug, Clone)]
pub struct ChoosingForMany {
    many: Many,
    /// The conventions that concern each of them.
    ties: Vec<Vec<Tie>>,
}

/// Why nobody is to be reminded for the school under review.
pub fn nobody(review: &Review) -> Option<String> {
    if let Some(over) = is_over(review) {
        return Some(over);
    }
    let cause = review.card.as_ref().and_then(|card| card.cause.as_ref());
    let why = match cause {
        None => "aucune signature n’est attendue pour cette école",
        Some(cause) if !cause.missing.contains(&Signatory::Party) => Phrase::NotToRemind.text(),
        Some(_) => return None,
    };
    Some(why.to_owned())
}

/// Asks which conventions wait; of the school under review, the convention is known.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.review().is_some() {
        return open_reviewed(model);
    }
    let many = many::of(model);
    let ids = many.ids();
    wait(model, Asked(many), Ask::Ties(ids), effects);
}

fn open_reviewed(model: &mut Model) {
    let cause = model
        .review()
        .and_then(|review| review.card.as_ref()?.cause.clone());
    let Some(cause) = cause else {
        return;
    };
    let flow = Choosing {
        convention: cause.convention,
        to: cause.party.clone(),
    };
    let about = format!("{} · relance à {}", cause.title, cause.party);
    let day = again(model.options.today);
    let chooser = Chooser::new("Noter une relance", &about, channels(), flow).with(ChooserField::Day(day));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// The order of a relance made today.
fn command(
    convention: &ConventionNumber,
    to: &str,
    place: usize,
    on: NaiveDate,
    next_due: NaiveDate,
) -> Command {
    Command::AddReminder {
        convention: convention.clone(),
        to: to.to_owned(),
        channel: CHANNELS[place].to_owned(),
        on,
        next_due: Some(next_due),
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let Self { convention, to } = self;
        let what = format!(
            "{convention}\u{a0}: relance par {} notée, à reprendre le {}",
            taken.label,
            day_fr(taken.on)
        );
        let command = command(convention, to, taken.place, model.options.today, taken.on);
        orders::send(model, Order::blind(command), what, effects);
    }
}

impl Chooses for ChoosingForMany {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let plan = Plan {
            title: "Noter une relance",
            what: format!("relance par {}, à reprendre le {}", taken.label, day_fr(taken.on)),
            unit: Some(["convention", "conventions"]),
        };
        let items = self.items(taken.place, model.options.today, taken.on);
        batch::ask(model, &self.many, plan, items, effects);
    }
}

/// The channels to choose from.
fn channels() -> Vec<Choice> {
    CHANNELS.iter().map(|channel| Choice::new(*channel, "")).collect()
}

/// The field of the day on which to come back to it.
fn again(today: NaiveDate) -> DayField {
    let again = today.checked_add_days(AGAIN).unwrap_or(today);
    DayField::proposing("Y revenir le", again, today)
}

impl Waits<Vec<Vec<Tie>>> for Asked {
    /// Asks by which channel, and when to come back to it; where nobody is to be reminded, says why.
    fn answered(self, model: &mut Model, ties: Vec<Vec<Tie>>, _effects: &mut Vec<Effect>) {
        let whys: Vec<Option<&str>> = ties.iter().map(|ties| no_tie(ties)).collect();
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
        let flow = ChoosingForMany {
            many: self.0.clone(),
            ties,
        };
        self.0.choose(
            model,
            "Noter une relance faite aujourd’hui",
            channels(),
            flow,
            day,
        );
    }
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
    let parapheur = |tie: &&Tie| tie.not_to_remind.as_deref() == Some(Phrase::NotToRemind.text());
    let first = awaited.clone().find(parapheur).or_else(|| awaited.next());
    Some(
        first
            .and_then(|tie| tie.not_to_remind.as_deref())
            .unwrap_or(NOTHING),
    )
}

impl ChoosingForMany {
    /// One order for each convention that waits for its party, however many of the records wait for it.
    fn items(&self, place: usize, on: NaiveDate, next_due: NaiveDate) -> Vec<Item> {
        let mut asked: Vec<(&Tie, Item)> = Vec::new();
        let mut refused = Vec::new();
        for (target, ties) in self.many.targets.iter().zip(&self.ties) {
            if let Some(why) = no_tie(ties) {
                refused.push(Item {
                    label: target.label.clone(),
                    settles: vec![target.id.clone()],
                    command: Err(why.to_owned()),
                });
            }
            for tie in to_remind(ties) {
                if let Some((_, item)) = asked.iter_mut().find(|(known, _)| known.number == tie.number) {
                    item.settles.push(target.id.clone());
                } else {
                    let command = command(&tie.number, &tie.party, place, on, next_due);
                    asked.push((tie, item(tie, target.id.clone(), command)));
                }
            }
        }
        asked.into_iter().map(|(_, item)| item).chain(refused).collect()
    }
}

fn item(tie: &Tie, settles: RecordId, command: Command) -> Item {
    Item {
        label: format!("{} · art. {} · {}", tie.number, tie.article, tie.party),
        settles: vec![settles],
        command: Ok(command),
    }
}
