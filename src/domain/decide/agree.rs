//! What the values of a typed record say of each other. Only those that are typed now are judged: a record that an
//! import brought stays one that can be changed.

use super::Context;
use super::fields::{invalid, not_in_future};
use crate::domain::convention::{Convention, Renewal};
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;

/// Refuses values that contradict each other in a record that is typed whole.
pub(super) fn agree(before: Option<&Record>, after: &Record, context: &Context<'_>) -> Result<(), Refusal> {
    match (before, after) {
        (Some(Record::Convention(before)), Record::Convention(after)) => {
            convention(Some(before), after, context)
        }
        (_, Record::Convention(after)) => convention(None, after, context),
        (Some(Record::Deployment(before)), Record::Deployment(after)) => deployment(Some(before), after),
        (_, Record::Deployment(after)) => deployment(None, after),
        _ => Ok(()),
    }
}

/// A signature is a fact; a period lasts; an end is given once.
fn convention(before: Option<&Convention>, after: &Convention, context: &Context<'_>) -> Result<(), Refusal> {
    let id = || RecordId::Convention(after.number.clone());
    let signatures = [
        (
            before.and_then(|before| before.signed_dasen),
            after.signed_dasen,
            ("signed_dasen", "signature du DASEN"),
        ),
        (
            before.and_then(|before| before.signed_party),
            after.signed_party,
            ("signed_party", "signature de la partie"),
        ),
    ];
    for (was, is, field) in signatures {
        if let Some(on) = is.filter(|_| was != is) {
            not_in_future(id(), field, on, context)?;
        }
    }
    let renewed = before.is_none_or(|before| before.renewal != after.renewal);
    if renewed && matches!(after.renewal, Renewal::Tacite { months: 0, .. }) {
        return Err(invalid(
            id(),
            ("renewal.mois", "période"),
            "une période dure un mois au moins",
        ));
    }
    let ends = |of: &Convention| (of.end, of.duration_months);
    let typed = before.is_none_or(|before| ends(before) != ends(after));
    if typed && after.end.is_some() && after.duration_months.is_some() {
        return Err(invalid(
            id(),
            ("duration_months", "durée"),
            "l’échéance est donnée aussi\u{a0}: gardez l’une des deux",
        ));
    }
    Ok(())
}

/// A school that left has its stage say so; the data are deleted after that.
fn deployment(before: Option<&Deployment>, after: &Deployment) -> Result<(), Refusal> {
    let id = || RecordId::Deployment(after.id());
    let left = matches!(after.stage, Stage::Sortie | Stage::DonneesSupprimees);
    if after.exit.is_some() && before.and_then(|before| before.exit) != after.exit && !left {
        return Err(invalid(
            id(),
            ("exit", "sortie"),
            "l’école n’est pas à l’étape «\u{a0}sortie\u{a0}»\u{a0}: notez d’abord l’étape",
        ));
    }
    let certified = after.deletion_certificate;
    let typed = before.and_then(|before| before.deletion_certificate) != certified;
    let after_exit = certified.is_none_or(|on| after.exit.is_some_and(|exit| exit <= on));
    if typed && !after_exit {
        return Err(invalid(
            id(),
            ("deletion_certificate", "attestation de suppression"),
            "les données se suppriment après la sortie\u{a0}: il faut d’abord son jour",
        ));
    }
    Ok(())
}
