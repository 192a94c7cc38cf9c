//! The base that a file enters: here, made where there is none, or behind a socket.

use super::place::{Place, is_named, place};
use super::shared::client;
use super::{agreed_to_make, base_path, or_blank, or_new};
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::domain::command::{ImportKind, Order, SiteRun};
use crate::domain::decide::may_write;
use crate::domain::record::{Kind, Record};
use crate::exchange::Detail;
use crate::exchange::source::Source;
use crate::service::{Archive, Client, Desk, DeskError, Local, Planned, Receipt, Refilled, to_import};

/// The base that a file enters.
pub(in crate::cli) struct Import<'a> {
    common: &'a Common,
    into: Into,
    /// The order of the plan made last.
    order: Option<Order>,
}

enum Into {
    File {
        desk: Box<Local>,
        /// True where the file of the base is there.
        kept: bool,
    },
    Service(Box<Client>),
}

impl<'a> Import<'a> {
    /// Opens the base where it is. What is only planned makes no file.
    pub(in crate::cli) fn open(common: &'a Common) -> Result<Self, Failure> {
        let into = match place(common)? {
            Place::Service(socket) => Into::Service(Box::new(client(common, &socket)?.desk)),
            Place::File(_) => {
                let (desk, kept) = or_blank(common)?;
                Into::File {
                    desk: Box::new(desk),
                    kept,
                }
            }
        };
        Ok(Self {
            common,
            into,
            order: None,
        })
    }

    /// Refuses where J is not the present day, on which alone the base is written, and where a base would have to be made
    /// that nobody asked for: whoever names it did.
    pub(in crate::cli) fn may_write(&self) -> Result<(), Failure> {
        match &self.into {
            Into::Service(client) => Ok(may_write(client.today()?, client.present_day()?)?),
            Into::File { desk, kept, .. } => {
                desk.may_write()?;
                if *kept || is_named(self.common) {
                    return Ok(());
                }
                agreed_to_make(&base_path(self.common)?)
            }
        }
    }

    /// The records of some kinds.
    pub(in crate::cli) fn records(&self, kinds: &[Kind]) -> Result<Vec<Record>, Failure> {
        Ok(match &self.into {
            Into::Service(client) => client.records(kinds)?,
            Into::File { desk, .. } => desk.records(kinds)?,
        })
    }

    /// How far the dossiers of a démarche were asked for.
    pub(in crate::cli) fn site_run(&self, demarche: u32) -> Result<Option<SiteRun>, Failure> {
        Ok(match &self.into {
            Into::Service(client) => client.site_run(demarche)?,
            Into::File { desk, .. } => desk.site_run(demarche)?,
        })
    }

    /// Reads a file against the base: the plan to show. Nothing is written.
    pub(in crate::cli) fn plan(
        &mut self,
        kind: ImportKind,
        source: &Source,
        detail: Detail,
    ) -> Result<Planned, Failure> {
        let desk: &mut dyn Desk = match &mut self.into {
            Into::Service(client) => client.as_mut(),
            Into::File { desk, .. } => desk.as_mut(),
        };
        let planned = desk.plan(kind, source, detail)?;
        self.order = Some(to_import(kind, source));
        Ok(planned)
    }

    /// Carries out the plan made last, with the moves of stage that it proposes or without; the outer failure is of a base that cannot be made.
    pub(in crate::cli) fn write(self, stages: bool) -> Result<Result<Receipt, DeskError>, Failure> {
        let nothing = || Failure::new("aucun fichier n’a été lu");
        match self.into {
            Into::Service(mut client) => {
                let order = self.order.ok_or_else(nothing)?;
                Ok(client.import(&order.with_stages(stages)))
            }
            Into::File { mut desk, kept } => {
                let import = desk.take_import().ok_or_else(nothing)?;
                if !kept {
                    *desk = or_new(self.common)?.desk;
                }
                Ok(desk.execute(&import.with_stages(stages)))
            }
        }
    }

    /// Fills the base, which must be empty, with an exported one.
    pub(in crate::cli) fn refill(self, source: &Source) -> Result<Refilled, Failure> {
        match self.into {
            Into::Service(mut client) => client.refill(source).map_err(Failure::of),
            Into::File { mut desk, kept } => {
                let refilled = desk.refill(source).map_err(Failure::of)?;
                if kept {
                    return Ok(refilled);
                }
                // Taken into memory without a fault: only now is a file made for it.
                or_new(self.common)?.desk.refill(source).map_err(Failure::of)
            }
        }
    }
}
