//! A relance on several conventions, or on those that several schools wait for.

use crate::domain::authority::NOT_TO_REMIND;
use crate::domain::command::Command;
use crate::domain::id::ConventionNumber;
use crate::domain::query::ties::Tie;
use crate::domain::record::RecordId;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Item, Many};
use crate::tui::update::reminding::{again, channels};

use super::{choose, no};

/// What is said where no convention keeps a record waiting.
const NOTHING: &str = "aucune convention n’est attendue";

/// Asks by which channel, and when to come back to it; where nobody is to be reminded, says why.
pub fn show(model: &mut Model, many: Many) {
    let whys: Vec<Option<&str>> = many.ties.iter().map(|ties| why_not(ties)).collect();
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
fn why_not(ties: &[Tie]) -> Option<&str> {
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
        if let Some(why) = why_not(ties) {
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
