//! What one connection has in the service as a whole: a file that it sends, the plan of it, an extract that it fetches.
//!
//! Nothing of it is done on the thread that owns the desk, but to set the base of a moment aside and to write. What waits
//! for the client is in files: in memory there is one work at a time.

use tokio::task::spawn_blocking;
use tracing::warn;

use super::limits;
use super::owner::broken;
use super::session::Session;
use super::spool::Spool;
use super::works::{Room, Ticket, work};
use crate::domain::command::{ImportKind, Order, OrderId};
use crate::domain::document::DocumentId;
use crate::domain::journal::unhex;
use crate::domain::permit::{Right, to_copy};
use crate::domain::registry::Registry;
use crate::domain::upkeep::{Done, Task};
use crate::exchange::base::read_base;
use crate::exchange::source::{ReadBounds, Source};
use crate::exchange::{self, Detail, ExchangeError, Reading, read};
use crate::service::local::{
    Aside, Local, described, dump, is_recorded, last_file_day, last_site_run, links, measured, not_given,
};
use crate::service::wire::{Delivery, Extract, Octets};
use crate::service::{Archive, ArchiveError, DeskError, Planned, Receipt, Refilled, Verified};
use crate::store::{Report, verify_snapshot};

/// The most that is said of a file that is sent, its name first, in bytes.
const SAID: usize = 8 << 10;

/// What a connection has in the service.
#[derive(Default)]
pub(super) struct Transfer {
    ticket: Option<Ticket>,
    coming: Option<(Delivery, Spool)>,
    /// The order of the plan made last.
    order: Option<Spool>,
    /// What is fetched, and the rights that it takes.
    going: Option<(&'static [Right], Spool)>,
}

impl Transfer {
    /// Clears it for new work; its ticket stays.
    fn clear(&mut self) {
        (self.coming, self.order, self.going) = (None, None, None);
    }
}

/// Makes an extract ready; how many bytes it has.
pub(super) async fn extract(
    session: &Session,
    transfer: &mut Transfer,
    what: Extract,
) -> Result<u64, DeskError> {
    started(session, transfer)?;
    if let Extract::Document { id } = what {
        return document(session, transfer, id).await;
    }
    let turn = session.house.works.turn().await?;
    let aside = session
        .house
        .owner
        .ask(&session.inquirer()?, |desk| desk.aside())
        .await?;
    let rights = what.rights();
    let room = room(session)?;
    let spool = work(turn, move || made(&what, room, aside)).await?;
    let length = spool.length();
    transfer.going = Some((rights, spool));
    Ok(length)
}

/// Makes the bytes of a document ready; how many it has. Who may copy the base has those that it no more names too: a copy
/// is of the base as it was when it began.
async fn document(session: &Session, transfer: &mut Transfer, id: DocumentId) -> Result<u64, DeskError> {
    let is_copier = session.may(to_copy()).is_ok();
    let known = move |desk: &mut Local| match is_recorded(desk.registry(), id) {
        Err(_) if is_copier => Ok(()),
        known => Ok(known?),
    };
    session.house.owner.ask(&session.inquirer()?, known).await?;
    let (folder, _) = session.house.owner.documents();
    let room = room(session)?;
    let spool = aside_of_tasks(move || {
        Spool::of(room, |out| {
            folder.give(id, out).map_err(|fault| not_given(id, &fault))
        })
    })
    .await?;
    let length = spool.length();
    transfer.going = Some((Extract::Document { id }.rights(), spool));
    Ok(length)
}

fn made(what: &Extract, room: Room, aside: Aside) -> Result<Spool, DeskError> {
    match what {
        Extract::Document { .. } => Err(nothing()),
        Extract::Documents => Spool::of_value(room, &aside.desk()?.documents()?),
        Extract::Schools { filter } => {
            let desk = aside.desk()?;
            Spool::of_rows(room, |each| desk.schools(filter, &mut |row| each(row)))
        }
        Extract::Register { at } => Spool::of_value(room, &aside.desk()?.register(*at)?),
        Extract::Records { kinds } => Spool::of_value(room, &aside.desk()?.records(kinds)?),
        Extract::Reminders => Spool::of_value(room, &aside.desk()?.reminders(true)?),
        Extract::RemindersDue => Spool::of_value(room, &aside.desk()?.reminders(false)?),
        Extract::Journal { from, about } => {
            Spool::of_value(room, &aside.desk()?.journal(*from, about.as_ref())?)
        }
        Extract::SiteRun { demarche } => Spool::of_value(
            room,
            &last_site_run(aside.base(), *demarche, aside.day()).map_err(DeskError::from)?,
        ),
        Extract::Base => Spool::of(room, |out| dump(aside.base(), out).map(drop)),
        Extract::Links => Spool::of(room, |out| links(aside.base(), out)),
        Extract::Verify { since } => {
            let report = verify_snapshot(aside.base(), *since, aside.documents());
            verified(&aside, &report);
            let verified = Verified {
                text: report.to_string(),
                sound: report.is_sound(),
            };
            Spool::of_value(room, &verified)
        }
    }
}

/// Takes note of a verification. What is verified is told whether or not this is written.
fn verified(aside: &Aside, report: &Report) {
    let done = Done {
        at: aside.now(),
        head: report.head,
        sound: report.is_sound(),
    };
    if let Err(fault) = aside.upkeep().note(Task::Verify, done) {
        warn!(cause = %fault, "la vérification n’est pas notée");
    }
}

/// The part of what is ready from a byte on; the last one ends the transfer.
pub(super) async fn part(session: &Session, transfer: &mut Transfer, at: u64) -> Result<Octets, DeskError> {
    // In its turn, as a question: not before the parts sent so far were read.
    session.house.owner.ask(&session.inquirer()?, |_| Ok(())).await?;
    let (rights, spool) = transfer.going.take().ok_or_else(nothing)?;
    session.may(rights)?;
    let (spool, part) = aside_of_tasks(move || {
        let part = spool.part(at)?;
        Ok((spool, part))
    })
    .await?;
    if at + part.len() as u64 >= spool.length() {
        if transfer.order.is_none() {
            transfer.ticket = None;
        }
    } else {
        transfer.going = Some((rights, spool));
    }
    Ok(Octets::of(&part))
}

/// Takes note of a file that is about to come.
pub(super) async fn deliver(
    session: &Session,
    transfer: &mut Transfer,
    delivery: Delivery,
) -> Result<(), DeskError> {
    if delivery.length > limits::FILE {
        return Err(DeskError::TurnedAway(format!(
            "le fichier est trop grand pour le service\u{a0}: {}\u{a0}Mio au plus\u{a0}; coupez-le en plusieurs fichiers",
            limits::FILE >> 20
        )));
    }
    if delivery.said() > SAID {
        return Err(DeskError::TurnedAway(format!(
            "le nom du fichier, ou ce qui est dit de lui, est trop long\u{a0}: {SAID} octets au plus"
        )));
    }
    started(session, transfer)?;
    transfer.coming = Some((delivery, Spool::new(room(session)?)?));
    Ok(())
}

/// Takes the next bytes of a file.
pub(super) async fn push(_: &Session, transfer: &mut Transfer, bytes: Octets) -> Result<(), DeskError> {
    let (delivery, mut spool) = transfer.coming.take().ok_or_else(nothing)?;
    let bytes = bytes.bytes().ok_or_else(nothing)?;
    if spool.length() + bytes.len() as u64 > delivery.length {
        transfer.ticket = None;
        return Err(DeskError::TurnedAway(
            "le fichier est plus long que le programme ne l’avait dit".to_owned(),
        ));
    }
    let spool = aside_of_tasks(move || spool.push(&bytes).map(|()| spool)).await?;
    transfer.coming = Some((delivery, spool));
    Ok(())
}

/// Reads the file that came against the base of now; how many bytes the plan has.
pub(super) async fn plan(
    session: &Session,
    transfer: &mut Transfer,
    detail: Detail,
) -> Result<u64, DeskError> {
    let (delivery, spool) = transfer.coming.take().ok_or_else(nothing)?;
    let kind = delivery.kind.ok_or_else(nothing)?;
    let rights = delivery.rights();
    let turn = session.house.works.turn().await?;
    let aside = session
        .house
        .owner
        .ask(&session.inquirer()?, |desk| desk.aside())
        .await?;
    let rooms = (room(session)?, room(session)?);
    let job = move || {
        let registry = aside.registry()?;
        let reading = read_within(kind, source(&delivery, spool)?, &registry, &aside)?;
        reading
            .may_enter(aside.base().is_trial())
            .map_err(into_desk_error)?;
        let plan = exchange::plan(&registry, &reading)?;
        let effects = aside.effects(&registry, &plan);
        let last = match reading.import.dated {
            Some(_) => last_file_day(aside.base(), kind).map_err(DeskError::from)?,
            None => None,
        };
        drop((aside, registry));
        let planned = Planned::new(&plan, &reading, detail, effects)?.after(last, &reading);
        let planned = Spool::of_value(rooms.0, &planned)?;
        drop(plan);
        Ok((planned, Spool::of_value(rooms.1, &reading.into_order())?))
    };
    let (planned, order) = work(turn, job).await?;
    let length = planned.length();
    (transfer.going, transfer.order) = (Some((rights, planned)), Some(order));
    Ok(length)
}

/// Carries out the plan made last; a connection that has none asks what became of an order of that number.
pub(super) async fn import(
    session: &Session,
    transfer: &mut Transfer,
    id: OrderId,
    stages: bool,
) -> Result<Receipt, DeskError> {
    let inquirer = session.inquirer()?;
    let Some(order) = transfer.order.take() else {
        let known = session
            .house
            .owner
            .ask(&inquirer, move |desk| desk.imported_before(id))
            .await?;
        return known.ok_or_else(nothing);
    };
    let turn = session.house.works.turn().await?;
    let order: Order = aside_of_tasks(move || order.value()).await?;
    let order = Order {
        id: Some(id),
        ..order.with_stages(stages)
    };
    let done = session.house.owner.execute(&inquirer, order).await;
    drop(turn);
    transfer.clear();
    transfer.ticket = None;
    done
}

/// Attaches the document that came: its bytes are read here, kept, and only then recorded. A connection that has none asks
/// what became of an order of that number.
pub(super) async fn attach(
    session: &Session,
    transfer: &mut Transfer,
    order: Order,
) -> Result<Receipt, DeskError> {
    let inquirer = session.inquirer()?;
    let Some((delivery, spool)) = transfer.coming.take() else {
        let known = session
            .house
            .owner
            .ask(&inquirer, move |desk| desk.attached_before(&order))
            .await?;
        return known.ok_or_else(nothing);
    };
    if !delivery.document || spool.length() != delivery.length {
        return Err(nothing());
    }
    let (folder, largest) = session.house.owner.documents();
    let asked = described(&order)?.clone();
    let turn = session.house.works.turn().await?;
    let job = move || {
        let read = measured(spool.file(), &asked, largest)?;
        Ok((spool, read))
    };
    let (spool, read) = work(turn, job).await?;
    let asked = order.clone();
    let may = move |desk: &mut Local| desk.may_attach(&asked, read);
    session.house.owner.ask(&inquirer, may).await?;
    aside_of_tasks(move || Ok(folder.put(&read, spool.file())?)).await?;
    let done = session.house.owner.execute(&inquirer, order).await;
    transfer.clear();
    transfer.ticket = None;
    done
}

/// Fills an empty base with the file that came.
pub(super) async fn refill(session: &Session, transfer: &mut Transfer) -> Result<Refilled, DeskError> {
    let (delivery, spool) = transfer.coming.take().ok_or_else(nothing)?;
    if delivery.kind.is_some() || delivery.document {
        return Err(nothing());
    }
    let inquirer = session.inquirer()?;
    session
        .house
        .owner
        .ask(&inquirer, |desk| desk.must_be_empty())
        .await?;
    let turn = session.house.works.turn().await?;
    let file = aside_of_tasks(move || read_base(&source(&delivery, spool)?).map_err(into_desk_error)).await?;
    let refilled = session
        .house
        .owner
        .ask(&inquirer, move |desk| desk.refill_from(file))
        .await;
    drop(turn);
    transfer.ticket = None;
    refilled
}

fn source(delivery: &Delivery, spool: Spool) -> Result<Source, DeskError> {
    let bytes = spool.whole()?;
    let source = match &delivery.workbook {
        Some(sha256) => {
            let sha256 = unhex(sha256).ok_or_else(nothing)?;
            Source::of_workbook(&delivery.name, bytes, sha256)
        }
        None => Source::from_bytes(&delivery.name, bytes).map_err(|error| into_desk_error(error.into()))?,
    };
    Ok(source
        .effective(delivery.effective)
        .of_site(delivery.site.clone()))
}

/// Reads a file within the memory that it may take, and lets its bytes go.
fn read_within(
    kind: ImportKind,
    source: Source,
    registry: &Registry,
    aside: &Aside,
) -> Result<Reading, DeskError> {
    if source.bytes().len() > limits::OTHER_FILE && std::str::from_utf8(source.bytes()).is_err() {
        return Err(DeskError::TurnedAway(format!(
            "{}\u{a0}: le fichier n’est pas en UTF-8, et le service n’en prend alors que {}\u{a0}Mio\u{a0}; enregistrez-le \
             en UTF-8",
            source.name(),
            limits::OTHER_FILE >> 20
        )));
    }
    let source = source.within(ReadBounds::growing_by(limits::READING));
    read(kind, &source, registry, aside.day(), aside.departements()).map_err(into_desk_error)
}

/// What is wrong with a file, as it travels.
fn into_desk_error(error: ExchangeError) -> DeskError {
    ArchiveError::from(error).into_desk_error()
}

/// Clears what there is for new work, and takes a ticket for it.
fn started(session: &Session, transfer: &mut Transfer) -> Result<(), DeskError> {
    transfer.clear();
    if transfer.ticket.is_none() {
        transfer.ticket = Some(
            session
                .house
                .works
                .ticket(session.inquirer()?.operator.actor.uid)?,
        );
    }
    Ok(())
}

/// The room on the disk of a file of the session's account.
fn room(session: &Session) -> Result<Room, DeskError> {
    Ok(session.house.works.room(session.inquirer()?.operator.actor.uid))
}

/// Does what may wait for a disk, away from the tasks of others.
async fn aside_of_tasks<T: Send + 'static>(
    job: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    spawn_blocking(job).await.unwrap_or_else(|_| Err(broken()))
}

/// What is said to a client that goes on with what the service has not, after a restart for instance.
fn nothing() -> DeskError {
    DeskError::TurnedAway(
        "le service n’a plus ce travail en cours\u{a0}: rien n’a été écrit\u{a0}; recommencez".to_owned(),
    )
}
