//! When Démarches Simplifiées purges the dossier of a convention.

use chrono::NaiveDate;

use crate::domain::convention::Convention;
use crate::domain::date::add_months;
use crate::domain::document::DocumentKind;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;

/// How long the site keeps a dossier after its decision, in months.
const KEPT_MONTHS: i32 = 12;

/// How long before the purge the convention is named, in days.
const AHEAD_DAYS: i64 = 60;

/// The day on which the site purges the accepted dossiers of a convention.
pub fn purged_on(convention: &Convention) -> Option<NaiveDate> {
    let accepted = convention.signed_dasen?;
    (!convention.dossiers.is_empty()).then(|| add_months(accepted, KEPT_MONTHS))
}

/// True when the site purges the dossier of a convention, from its acceptance on, within 60 days, and the signed
/// convention is not attached here.
pub fn is_to_keep(registry: &Registry, convention: &Convention, day: NaiveDate) -> bool {
    let Some(purged) = purged_on(convention) else {
        return false;
    };
    let left = (purged - day).num_days();
    let id = RecordId::Convention(convention.number.clone());
    let is_kept = || {
        convention.document.is_some()
            || registry
                .documents_of(&id)
                .any(|one| one.kind == DocumentKind::SignedConvention)
    };
    (0..=AHEAD_DAYS).contains(&left) && !is_kept()
}
