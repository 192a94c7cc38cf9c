//! A relance on several conventions, or on those that several schools wait for.

use crate::domain::query::ties::Tie;
use crate::tui::model::Model;
use crate::tui::model::layer::{Item, Many};
use crate::tui::update::reminding::{again, channels};

use super::plan::Bulk;
use super::{choose, no};

/// Asks by which channel, and when to come back to it.
pub fn show(model: &mut Model, many: Many) {
    if many.ties.iter().flatten().all(|tie| !tie.awaited) {
        return no(model, "Rien à relancer\u{a0}: aucune convention n’est attendue");
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

/// One order for each convention that is waited for, however many of the records wait for it.
pub fn items(many: &Many, bulk: &Bulk) -> Vec<Item> {
    let mut asked: Vec<(&Tie, Item)> = Vec::new();
    let mut refused = Vec::new();
    for (target, ties) in many.targets.iter().zip(&many.ties) {
        let mut awaited = ties.iter().filter(|tie| tie.awaited).peekable();
        if awaited.peek().is_none() {
            refused.push(Item {
                label: target.label.clone(),
                settles: vec![target.id.clone()],
                command: Err("aucune convention n’est attendue".to_owned()),
            });
        }
        for tie in awaited {
            match asked.iter_mut().find(|(known, _)| known.number == tie.number) {
                Some((_, item)) => item.settles.push(target.id.clone()),
                None => asked.push((tie, item(tie, target.id.clone(), bulk))),
            }
        }
    }
    asked.into_iter().map(|(_, item)| item).chain(refused).collect()
}

fn item(tie: &Tie, settles: crate::domain::record::RecordId, bulk: &Bulk) -> Item {
    Item {
        label: format!("{} · art. {} · {}", tie.number, tie.article, tie.party),
        settles: vec![settles],
        command: bulk.about(&tie.number, &tie.party),
    }
}
