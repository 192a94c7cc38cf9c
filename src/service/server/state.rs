//! How the service is, for who watches over it; what was done for the safety of its base.

use tokio::task::spawn_blocking;

use super::house::House;
use super::limits;
use super::owner::{Inquirer, broken};
use super::session::Session;
use crate::domain::journal::Head;
use crate::domain::upkeep::{Done, Task, Upkeep};
use crate::service::state::{Held, State, Waiting};
use crate::service::{DeskError, Local};
use crate::store::UpkeepFile;

/// How the service is.
pub(super) async fn state(session: &Session) -> Result<State, DeskError> {
    of(&session.house, &session.inquirer()?).await
}

/// Takes note of a task done on a copy of the base that ends at a head.
pub(super) async fn note_upkeep(
    session: &Session,
    task: Task,
    head: Head,
    sound: bool,
) -> Result<(), DeskError> {
    let asked = move |desk: &mut Local| {
        desk.must_have_had(head)?;
        Ok((desk.now(), desk.upkeep()))
    };
    let (at, file) = session.house.owner.ask(&session.inquirer()?, asked).await?;
    let note = move || {
        let noted = file.note(task, Done { at, head, sound });
        noted.map_err(|fault| DeskError::Store(fault.to_string()))
    };
    spawn_blocking(note).await.unwrap_or_else(|_| Err(broken()))
}

/// How the service is, asked in somebody's name.
pub(super) async fn of(house: &House, inquirer: &Inquirer) -> Result<State, DeskError> {
    let asked = |desk: &mut Local| {
        Ok((
            desk.now(),
            desk.head()?,
            desk.today(),
            desk.is_trial(),
            desk.upkeep(),
        ))
    };
    let (now, head, day, trial, upkeep) = house.owner.ask(inquirer, asked).await?;
    let upkeep = read(upkeep).await?;
    let closed = house.owner.closed().borrow().clone();
    let (connections, accounts) = house.door.open();
    let [orders, questions] = house.meter.paces();
    Ok(State {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started: house.meter.started,
        now,
        day,
        head,
        trial,
        closed,
        screens: house.presences.count(),
        connections,
        accounts,
        orders,
        questions,
        waiting: waiting(house),
        upkeep,
    })
}

fn waiting(house: &House) -> Waiting {
    let (orders, questions, unread) = house.owner.waiting();
    let [coming, carried_out] = [house.coming.held(), house.carried_out.held()];
    Waiting {
        orders,
        questions,
        requests: Held {
            bytes: coming.bytes + carried_out.bytes,
            most: coming.most + carried_out.most,
        },
        answers: Held {
            bytes: unread as u64,
            most: limits::UNREAD as u64,
        },
        files: house.works.held(),
    }
}

/// What was done last, read away from the tasks of others.
async fn read(file: UpkeepFile) -> Result<Upkeep, DeskError> {
    spawn_blocking(move || file.read()).await.map_err(|_| broken())
}
