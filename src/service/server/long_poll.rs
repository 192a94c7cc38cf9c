//! Waiting for what others do, on the waiter's own task.

use std::time::Duration;

use chrono::NaiveDate;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::limits;
use super::owner;
use super::session::Session;
use crate::service::{DeskError, News, Presence, Revision};

/// What a connection was told last.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastTold {
    /// The version of the news of who is there.
    pub(super) presences: u64,
    /// The day J.
    pub(super) day: NaiveDate,
}

/// Waits for a revision after `since`, at most `wait`.
pub(super) async fn changes(
    session: &Session,
    _: &mut LastTold,
    since: u64,
    wait: Duration,
) -> Result<Revision, DeskError> {
    let mut standing = session.house.owner.standing();
    let mut closing = session.house.closing.clone();
    let mut gone = session.account.gone();
    let until = Instant::now() + at_most(wait);
    tokio::select! {
        _ = timeout_at(until, standing.wait_for(|now| now.revision > since)) => {}
        _ = closing.wait_for(|closing| *closing) => {}
        _ = gone.wait_for(|gone| *gone) => {}
    }
    moved(session, since).await
}

/// Waits for a revision after `since`, for another day than was told last, or for a change of who is there, at most `wait`.
///
/// A new revision and a new day are told at once; who is there, after a moment, so that many moves are told together.
pub(super) async fn news(
    session: &Session,
    told: &mut LastTold,
    since: u64,
    presence: Presence,
    wait: Duration,
) -> Result<News, DeskError> {
    session.house.presences.note(&session.id, &presence);
    let mut standing = session.house.owner.standing();
    let mut presences = session.house.presences.changes();
    let mut closing = session.house.closing.clone();
    let mut gone = session.account.gone();
    let start = Instant::now();
    let last = *told;
    let people = async {
        let _ = presences.wait_for(|version| *version != last.presences).await;
        sleep_until(start + limits::PRESENCE).await;
    };
    tokio::select! {
        _ = standing.wait_for(|now| now.revision > since || now.day != last.day) => {}
        () = people => {}
        () = sleep_until(start + at_most(wait)) => {}
        _ = closing.wait_for(|closing| *closing) => {}
        _ = gone.wait_for(|gone| *gone) => {}
    }
    let revision = moved(session, since).await?;
    let day = session.house.owner.standing().borrow().day;
    *told = LastTold {
        presences: *session.house.presences.changes().borrow(),
        day,
    };
    Ok(News {
        revision,
        day: Some(day),
        present: session.house.presences.present(&session.id),
    })
}

async fn moved(session: &Session, since: u64) -> Result<Revision, DeskError> {
    session
        .house
        .owner
        .ask(&session.inquirer()?, move |desk| owner::changes(desk, since))
        .await
}

/// The longest of the limits' waits, or the shorter one that a client asks for.
fn at_most(wait: Duration) -> Duration {
    wait.min(limits::WAIT)
}
