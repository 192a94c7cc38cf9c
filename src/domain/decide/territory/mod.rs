//! What lies under the conventions, as it changes: schools, competences, collectivités, records that are one.

mod collectivites;
mod handing;
mod merge;
mod schools;

use super::{Context, fields};
use crate::domain::change::Change;
use crate::domain::command::Territory;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Decides a command on the territory.
pub(super) fn decide(
    registry: &Registry,
    command: &Territory,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    match command {
        Territory::EndSchools {
            schools,
            into,
            on,
            reason,
        } => {
            let ending = schools::Ending {
                schools,
                into,
                on: *on,
                reason,
            };
            schools::end(registry, &ending, context)
        }
        Territory::SetRpi { schools, rpi } => schools::set_rpi(registry, schools, rpi.as_deref()),
        Territory::HandCompetence {
            perimeters,
            to,
            on,
            nature,
        } => {
            let handing = handing::Handing {
                perimeters,
                to: *to,
                on: *on,
                nature: *nature,
            };
            handing::hand(registry, &handing)
        }
        Territory::ConfirmCompetences {
            perimeters,
            to,
            since,
            nature,
        } => {
            let confirming = handing::Confirming {
                to: *to,
                since: *since,
                nature: *nature,
            };
            handing::confirm_all(registry, perimeters, &confirming, context)
        }
        Territory::NoteSubstitution { convention, noted } => {
            collectivites::substitute(registry, convention, noted)
        }
        Territory::ReplaceCollectivite { from, to, on, name } => {
            let replacing = collectivites::Replacing {
                from: *from,
                to: *to,
                on: *on,
                name,
            };
            collectivites::replace(registry, &replacing)
        }
        Territory::RenameCollectivite { collectivite, name } => {
            collectivites::rename(registry, *collectivite, name)
        }
        Territory::Merge { record, into, reason } => merge::merge(registry, record, into, reason, context),
    }
}
