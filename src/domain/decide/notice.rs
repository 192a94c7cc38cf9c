//! The notice to families: that it still serves for a later version of the fiche.

use super::Context;
use super::fields::{self, invalid};
use crate::domain::change::Change;
use crate::domain::deployment::{Deployment, DeploymentId, NoticeKept};
use crate::domain::id::SheetVersion;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::rule::notice_gap;

/// Notes that the notice of a use still serves for the version of the fiche that is in force, where C3 says that it does
/// not.
pub(super) fn keep(
    registry: &Registry,
    id: DeploymentId,
    version: &SheetVersion,
    reason: &str,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let record = RecordId::Deployment(id);
    let before = registry
        .deployments()
        .get(&id)
        .ok_or_else(|| Refusal::Unknown(record.clone()))?;
    let reason = fields::text(record.clone(), "motif", reason)?;
    let no = |why: String| Err(invalid(record.clone(), "notice aux familles", why));
    let Some(gap) = notice_gap(registry, before, context.today) else {
        return no("rien ne dit qu’elle est à refaire".to_owned());
    };
    if gap.now.version != *version {
        return no(format!("la fiche est maintenant la version {}", gap.now.version));
    }
    let kept = NoticeKept {
        told: gap.notice.version.clone(),
        serves: version.clone(),
        on: context.today,
        by: context.actor.name.clone(),
        reason,
    };
    let mut after: Deployment = before.clone();
    after.notice_kept.push(kept);
    Ok(vec![Change::update(before.clone(), after)])
}
