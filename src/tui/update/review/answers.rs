//! What the desk answers the review.

use crate::config::state::{LONGEST, Queue, ReviewMark};
use crate::domain::query::Query;
use crate::domain::query::page::{MAX_ROWS, Page, Row, SchoolRow};
use crate::domain::record::RecordId;
use crate::domain::rule::Standing;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::model::review::Phase;
use crate::tui::model::{Model, Tone};
use crate::tui::verb::UNEXPECTED;

use super::{leave, read, request};

/// Takes an answer in.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    match answer {
        Ok(Answer::Page(page)) => paged(model, &page, effects),
        Ok(Answer::Card(card)) => {
            model.summary = Some(card.summary);
            if let Some(review) = model.review_mut() {
                review.receive(card);
            }
        }
        Ok(Answer::Causes(causes)) => {
            if let Some(review) = model.review_mut().filter(|review| review.is_over()) {
                review.stay(causes);
            }
        }
        Ok(_) => missing(model, UNEXPECTED.to_owned(), effects),
        Err(error) => missing(model, error.to_string(), effects),
    }
}

fn missing(model: &mut Model, why: String, effects: &mut Vec<Effect>) {
    model.typed.clear();
    let Some(review) = model.review_mut() else {
        return;
    };
    if review.is_listing() {
        leave(model, effects);
        return model.say(Tone::Error, why);
    }
    review.fail(why);
}

fn paged(model: &mut Model, page: &Page, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    match std::mem::replace(&mut review.phase, Phase::Idle) {
        Phase::Listing(listed) => list(model, listed, page, effects),
        Phase::Settling(waited) => settled(model, &waited, page, effects),
        Phase::Reading | Phase::Idle => {}
    }
}

/// Adds the rows of a page to the list, and asks for the next page where there is one.
fn list(model: &mut Model, mut listed: Vec<RecordId>, page: &Page, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    for row in &page.rows {
        review.names.insert(row.id(), named(row));
        listed.push(row.id());
    }
    let next = page.offset + page.rows.len();
    if page.rows.is_empty() || next >= page.total || listed.len() >= LONGEST {
        return listed_all(model, &listed, page.total, effects);
    }
    review.phase = Phase::Listing(listed);
    let query = Query {
        offset: next,
        limit: MAX_ROWS,
        ..review.source().clone()
    };
    request(model, Ask::Query(Box::new(query)), effects);
}

fn named(row: &Row) -> String {
    match row {
        Row::School(row) => format!("{}, {}", row.name, row.commune),
        other => other.id().to_string(),
    }
}

/// Makes the list the queue, or brings the queue that was left up to it.
fn listed_all(model: &mut Model, listed: &[RecordId], total: usize, effects: &mut Vec<Effect>) {
    let today = model.options.today;
    let Some(review) = model.review_mut() else {
        return;
    };
    let said = if review.resumed {
        let back = review.queue.resume(listed, today);
        let progress = review.queue.progress();
        let back = match back {
            0 => String::new(),
            1 => "\u{a0}; 1 école remise à plus tard revient".to_owned(),
            many => format!("\u{a0}; {many} écoles remises à plus tard reviennent"),
        };
        Some(format!(
            "Revue reprise\u{a0}: {} sur {}{back}",
            progress.place, progress.total
        ))
    } else {
        let (base, query) = (review.queue.base.clone(), review.queue.query.clone());
        review.queue = Queue::new(&base, query, listed.iter().cloned());
        (total > LONGEST).then(|| format!("La revue s’arrête aux {LONGEST} premières écoles sur {total}"))
    };
    if let Some(said) = said {
        model.say(Tone::Info, said);
    }
    read(model, effects);
}

/// Marks the schools of the queue that a signature made ready, and goes on past them.
fn settled(model: &mut Model, waited: &[RecordId], page: &Page, effects: &mut Vec<Effect>) {
    let Some(review) = model.review_mut() else {
        return;
    };
    let ready = |row: &SchoolRow| row.standing == Standing::Ready && waited.contains(&row.id());
    let marks: Vec<(RecordId, ReviewMark)> = page
        .rows
        .iter()
        .filter_map(|row| match row {
            Row::School(row) if ready(row) => Some((row.id(), ReviewMark::Ready)),
            _ => None,
        })
        .filter(|(id, _)| review.queue.mark(id).is_some())
        .collect();
    review.mark_more(&marks);
    review.queue.skip();
    told(model, marks.len());
    read(model, effects);
}

/// Says first how many schools the signature made ready.
fn told(model: &mut Model, ready: usize) {
    let Some(status) = model.status.as_mut().filter(|_| ready > 0) else {
        return;
    };
    let schools = if ready == 1 {
        "école prête"
    } else {
        "écoles prêtes"
    };
    let signed = status.text.trim_start_matches("✓ ");
    status.text = format!("✓ {ready} {schools} · {signed}");
}
