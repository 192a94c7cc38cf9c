//! What lies under the conventions, as it changes: schools, competences, collectivités, records that are one.

mod collectivites;
mod commune;
mod ending;
mod groups;
mod handing;
mod imported;
mod lists;
mod merge;
mod provider;
mod rpi;

pub(super) use imported::followed;

use std::collections::HashSet;
use std::hash::Hash;

use chrono::NaiveDate;

use super::{Context, fields};
use crate::domain::change::Change;
use crate::domain::collectivite::{Collectivite, Competence};
use crate::domain::command::{MOST_AT_ONCE, Territory};
use crate::domain::date::day_fr;
use crate::domain::id::{Siren, Uai};
use crate::domain::record::RecordId;
use crate::domain::refusal::{NoMany, Refusal};
use crate::domain::registry::Registry;

/// Decides a command on the territory.
#[allow(
    clippy::too_many_lines,
    reason = "an arm a command, so that the compiler names one that is forgotten"
)]
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
            let ending = Ending {
                schools,
                into,
                on: *on,
                reason,
            };
            ending::end(registry, &ending, context)
        }
        Territory::SetRpi { schools, rpi } => rpi::set(registry, schools, rpi.as_deref()),
        Territory::DissolveRpi { schools } => rpi::dissolve(registry, schools),
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
        Territory::MergeCommunes {
            communes,
            into,
            code,
            name,
            parts,
            on,
        } => {
            let joining = commune::Joining {
                communes,
                into: *into,
                code: *code,
                name,
                parts: *parts,
                on: *on,
            };
            commune::join(registry, &joining)
        }
        Territory::MergeGroups {
            groups,
            into,
            name,
            on,
        } => {
            let joining = groups::Joining {
                groups,
                into: *into,
                name,
                on: *on,
            };
            groups::join(registry, &joining)
        }
        Territory::ChangeMembers {
            group,
            joining,
            leaving,
        } => groups::members(registry, *group, joining, leaving),
        Territory::RestoreCommune {
            code,
            siren,
            name,
            on,
        } => {
            let again = commune::Again {
                code: *code,
                siren: *siren,
                name,
                on: *on,
            };
            commune::again(registry, &again)
        }
        Territory::ReplaceProvider {
            from,
            to,
            on,
            nature,
            solutions,
            name,
        } => {
            let succeeding = provider::Succeeding {
                from: *from,
                to: *to,
                on: *on,
                nature: *nature,
                solutions,
                name,
            };
            provider::succeed(registry, &succeeding, context)
        }
        Territory::Merge { record, into, reason } => merge::merge(registry, record, into, reason, context),
    }
}

/// The keys of a list, each once, in order; refused where it holds more than one order may.
fn once<T: Copy + Eq + Hash>(list: &[T]) -> Result<Vec<T>, Refusal> {
    if list.len() > MOST_AT_ONCE {
        return Err(Refusal::Many(NoMany::TooMany));
    }
    let mut seen = HashSet::with_capacity(list.len());
    Ok(list.iter().copied().filter(|key| seen.insert(*key)).collect())
}

/// Schools that close on a day, and those that take their place.
struct Ending<'a> {
    schools: &'a [Uai],
    /// Those that take their place; one of `schools` among them goes on.
    into: &'a [Uai],
    /// The first day on which they are closed.
    on: NaiveDate,
    reason: &'a str,
}

impl Ending<'_> {
    /// True of a school that closes.
    fn closes(&self, uai: Uai) -> bool {
        self.schools.contains(&uai) && !self.into.contains(&uai)
    }
}

/// A collectivité of the base.
fn known(registry: &Registry, siren: Siren) -> Result<&Collectivite, Refusal> {
    let id = RecordId::Collectivite(siren);
    let found = registry.collectivites().get(&siren);
    found.ok_or_else(|| Refusal::missing(registry, &id))
}

/// Refuses a day on which a collectivité does not exist, with those on which it does.
fn exists_on(found: &Collectivite, on: NaiveDate) -> Result<(), Refusal> {
    if found.open.contains(on) {
        return Ok(());
    }
    let exists = match (found.open.from, found.open.to) {
        (Some(from), Some(to)) => format!("que du {} au {}", day_fr(from), day_fr(to)),
        (Some(from), None) => format!("qu’à partir du {}", day_fr(from)),
        (None, Some(to)) => format!("que jusqu’au {}", day_fr(to)),
        (None, None) => return Ok(()),
    };
    let why = format!("{} n’existe {exists}, pas le {}", found.name, day_fr(on));
    Err(fields::invalid(RecordId::Collectivite(found.siren), "date", why))
}

/// That a competence is there under the key that another would take.
fn taken(registry: &Registry, held: &Competence) -> Refusal {
    let holder = registry.collectivites().get(&held.collectivite);
    let holder = holder.map_or_else(|| held.collectivite.to_string(), |found| found.name.clone());
    let state = if held.to_confirm { ", à confirmer" } else { "" };
    let why = format!(
        "une compétence y commence déjà ce jour-là ({}, {holder}{state})\u{a0}: changez ou retirez d’abord celle-là",
        held.id()
    );
    fields::invalid(RecordId::Competence(held.id()), "début", why)
}
