//! What the desk answers the review.

use crate::domain::query::page::{Page, Row, SchoolRow, Standing};
use crate::domain::record::RecordId;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::model::review::{Mark, Phase, Step};
use crate::tui::model::{Model, Tone};
use crate::tui::update::keys;

use super::{leave, read, request};

/// Takes an answer in, then the keys typed meanwhile.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    match answer {
        Ok(Answer::Page(page)) => paged(model, *page, effects),
        Ok(Answer::Card(card)) => {
            model.summary = Some(card.summary);
            if let Some(review) = model.review_mut() {
                review.receive(card);
            }
        }
        Ok(_) => {}
        Err(error) => missing(model, error.to_string(), effects),
    }
    release(model, effects);
}

/// Takes the keys typed while the review waited, as far as it does not wait again.
fn release(model: &mut Model, effects: &mut Vec<Effect>) {
    let idle = |model: &Model| model.review().is_some_and(|review| review.phase == Phase::Idle);
    if !idle(model) || model.work.is_some() {
        return;
    }
    let held = model.review_mut().map(|review| std::mem::take(&mut review.held));
    for key in held.unwrap_or_default() {
        keys::press(model, key, effects);
    }
}

fn missing(model: &mut Model, why: String, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    review.held.clear();
    if review.phase == Phase::Listing {
        leave(model, effects);
        return model.say(Tone::Error, why);
    }
    review.fail(why);
}

fn paged(model: &mut Model, page: Page, effects: &mut Vec<Effect>) {
    let phase = model.review().map(|review| review.phase.clone());
    match phase {
        Some(Phase::Listing) => listed(model, page, effects),
        Some(Phase::Settling(waited)) => settled(model, &waited, &page, effects),
        _ => {}
    }
}

/// Adds the rows of a page to the queue, and asks for the next page where there is one.
fn listed(model: &mut Model, page: Page, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    let more = !page.rows.is_empty() && page.offset + page.rows.len() < page.total;
    review.queue.extend(page.rows.iter().map(|row| Step {
        id: row.id(),
        name: named(row),
        mark: Mark::ToSee,
    }));
    if more {
        review.source.offset = review.queue.len();
        let ask = Ask::Query(Box::new(review.source.clone()));
        return request(model, ask, effects);
    }
    review.source.offset = 0;
    read(model, effects);
}

fn named(row: &Row) -> String {
    match row {
        Row::School(row) => format!("{}, {}", row.name, row.commune),
        other => other.id().to_string(),
    }
}

/// Marks the schools of the queue that a signature made ready, and goes on past them.
fn settled(model: &mut Model, waited: &[RecordId], page: &Page, effects: &mut Vec<Effect>) {
    let ready = |row: &SchoolRow| row.standing == Standing::Eligible && waited.contains(&row.id());
    let ids: Vec<RecordId> = page
        .rows
        .iter()
        .filter_map(|row| match row {
            Row::School(row) if ready(row) => Some(row.id()),
            _ => None,
        })
        .collect();
    let Some(review) = model.review_mut() else {
        return;
    };
    let open = |step: &Step| matches!(step.mark, Mark::ToSee | Mark::Done | Mark::PutOff);
    let marks: Vec<(usize, Mark)> = ids
        .iter()
        .filter_map(|id| review.place(id))
        .filter(|place| review.queue.get(*place).is_some_and(open))
        .map(|place| (place, Mark::Ready))
        .collect();
    review.mark_more(&marks);
    review.advance();
    told(model, marks.len());
    read(model, effects);
}

/// Adds to what is said of the signature how many schools it made ready.
fn told(model: &mut Model, ready: usize) {
    let Some(status) = model.status.as_mut().filter(|_| ready > 0) else {
        return;
    };
    let schools = if ready == 1 {
        "1 école prête".to_owned()
    } else {
        format!("{ready} écoles prêtes")
    };
    status.text.push_str(&format!(" · {schools}\u{a0}: I"));
}
