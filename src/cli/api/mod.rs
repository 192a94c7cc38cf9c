//! The dossiers of a démarche as the site itself gives them: page after page, with its pauses.

mod http;
mod token;

use std::time::Duration;

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
}

/// Why a question got no answer.
pub(super) enum Lost {
    /// It took too long.
    TooSlow,
    Failed(Failure),
}

/// Asks for every page of a démarche; `pause` waits.
pub(super) fn pages(
    demarche: u32,
    ask: &mut dyn FnMut(&str) -> Result<Reply, Lost>,
    pause: &mut dyn FnMut(Duration),
) -> Result<Vec<Page>, Failure> {
    let (mut pages, mut after, mut size) = (Vec::new(), None::<String>, 0);
    let mut pauses = 0;
    loop {
        let body = question(demarche, SIZES[size], after.as_deref());
        let read = match ask(&body) {
            Err(Lost::Failed(failure)) => return Err(failure),
            Err(Lost::TooSlow) => Err(PageError::TooSlow),
            Ok(reply) if reply.status == 429 => {
                pauses += 1;
                if pauses > PAUSES {
                    return Err(Failure::new(
                        "le site demande toujours d’attendre\u{a0}: réessayez plus tard, rien n’a été écrit",
                    ));
                }
                pause(reply.pause.unwrap_or(Duration::from_mins(1)).min(LONGEST_PAUSE));
                continue;
            }
            Ok(reply) if reply.status == 504 => Err(PageError::TooSlow),
            Ok(reply) => page(&reply.body),
        };
        pauses = 0;
        match read {
            Ok(page) => {
                after.clone_from(&page.next);
                pages.push(page);
                if after.is_none() {
                    return Ok(pages);
                }
            }
            Err(PageError::TooSlow) if size + 1 < SIZES.len() => size += 1,
            Err(error) => return Err(Failure::new(format!("{error}\u{a0}: rien n’a été écrit"))),
        }
    }
}

#[cfg(test)]
mod tests;
