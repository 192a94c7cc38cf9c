//! The dossiers of a démarche as the site itself gives them: page after page, with its pauses.

mod http;
mod token;

use std::time::Duration;

use chrono::{DateTime, Utc};

pub(super) use http::Site;
pub(super) use token::token;

use super::failure::Failure;
use crate::exchange::site::graphql::{Page, PageError, page, question};

/// The sizes of a page: the next one where the site is too slow for it.
const SIZES: [u32; 3] = [100, 25, 5];

/// The longest pause that the site may ask for.
const LONGEST_PAUSE: Duration = Duration::from_mins(20);

/// How many pauses are made in a row.
const PAUSES: usize = 10;

/// What the site answers to a question.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
    /// How long the site asks to wait.
    pub(super) pause: Option<Duration>,
    /// The clock of the site.
    pub(super) at: Option<DateTime<Utc>>,
}

/// Why a question got no answer.
pub(super) enum Lost {
    /// It took too long.
    TooSlow,
    Failed(Failure),
}

/// What is asked of a démarche.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) demarche: u32,
    /// The dossiers that changed since then; none asks for all.
    pub(super) since: Option<DateTime<Utc>>,
    /// From which cursor on.
    pub(super) after: Option<&'a str>,
}

/// The pages that were read.
pub(super) struct Followed {
    pub(super) pages: Vec<Page>,
    /// When the first was given, by the clock of the site.
    pub(super) at: Option<DateTime<Utc>>,
    /// The cursor after the last page, and why no more were given; none once all were.
    pub(super) stopped: Option<(String, Failure)>,
}

/// Asks for every page of a démarche; `pause` waits. What was read before a page that is not given is kept.
pub(super) fn pages(
    asked: Asked<'_>,
    ask: &mut dyn FnMut(&str) -> Result<Reply, Lost>,
    pause: &mut dyn FnMut(Duration),
) -> Result<Followed, Failure> {
    let mut read = Followed {
        pages: Vec::new(),
        at: None,
        stopped: None,
    };
    let (mut after, mut size) = (asked.after.map(str::to_owned), 0);
    loop {
        match next(asked, after.as_deref(), &mut size, &mut read.at, ask, pause) {
            Ok(page) => {
                after.clone_from(&page.next);
                read.pages.push(page);
                if after.is_none() {
                    return Ok(read);
                }
            }
            Err(failure) => {
                let Some(cursor) = after.filter(|_| !read.pages.is_empty()) else {
                    return Err(failure);
                };
                read.stopped = Some((cursor, failure));
                return Ok(read);
            }
        }
    }
}

/// Asks for the page after a cursor, smaller where the site is too slow for it, after the pauses that it asks for.
fn next(
    asked: Asked<'_>,
    after: Option<&str>,
    size: &mut usize,
    at: &mut Option<DateTime<Utc>>,
    ask: &mut dyn FnMut(&str) -> Result<Reply, Lost>,
    pause: &mut dyn FnMut(Duration),
) -> Result<Page, Failure> {
    let mut pauses = 0;
    loop {
        let body = question(asked.demarche, SIZES[*size], after, asked.since);
        let read = match ask(&body) {
            Err(Lost::Failed(failure)) => return Err(failure),
            Err(Lost::TooSlow) => Err(PageError::TooSlow),
            Ok(reply) if reply.status == 429 => {
                pauses += 1;
                if pauses > PAUSES {
                    return Err(Failure::new(
                        "le site demande toujours d’attendre\u{a0}: réessayez plus tard",
                    ));
                }
                pause(reply.pause.unwrap_or(Duration::from_mins(1)).min(LONGEST_PAUSE));
                continue;
            }
            Ok(reply) if reply.status == 504 => Err(PageError::TooSlow),
            Ok(reply) => {
                *at = at.or(reply.at);
                page(&reply.body)
            }
        };
        match read {
            Err(PageError::TooSlow) if *size + 1 < SIZES.len() => *size += 1,
            read => return read.map_err(|error| Failure::new(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests;
