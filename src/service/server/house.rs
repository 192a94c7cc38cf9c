//! What every connection of a service shares.

use std::sync::Arc;

use tokio::sync::watch;

use super::account::Tables;
use super::days::Days;
use super::door::Door;
use super::meter::Meter;
use super::owner::Owner;
use super::pool::Pool;
use super::presences::Presences;
use super::works::Works;
use crate::service::wire::Office;

/// What every connection shares.
pub(super) struct House {
    pub(super) door: Arc<Door>,
    pub(super) owner: Owner,
    pub(super) presences: Arc<Presences>,
    pub(super) works: Arc<Works>,
    pub(super) days: Arc<Days>,
    pub(super) tables: Arc<Tables>,
    /// The room for long requests that come, and for requests that are carried out.
    pub(super) coming: Pool,
    pub(super) carried_out: Pool,
    pub(super) office: Office,
    pub(super) meter: Meter,
    /// True once the service ends.
    pub(super) closing: watch::Receiver<bool>,
}
