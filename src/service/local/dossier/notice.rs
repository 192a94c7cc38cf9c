//! What lies between the notice that families were given and the fiche in force.

use super::lines::Lines;
use crate::domain::deployment::DeploymentId;
use crate::domain::query::source::Source;
use crate::domain::rule::notice_gap;
use crate::service::{DossierLine, NoticeGap, Section};

/// The version for which the notice of a use does not serve, and what it says otherwise.
pub(super) fn gap(source: Source<'_>, deployment: Option<DeploymentId>) -> Option<NoticeGap> {
    let used = source.registry.deployments().get(&deployment?)?;
    let found = notice_gap(source.registry, used, source.day_index.day())?;
    let differences = found.differences.iter().map(|difference| DossierLine {
        label: difference.part.to_owned(),
        value: difference.text(),
        link: None,
    });
    Some(NoticeGap {
        version: found.now.version.clone(),
        differences: differences.collect(),
    })
}

/// The same, to be read.
pub(super) fn section(source: Source<'_>, deployment: Option<DeploymentId>) -> Option<Section> {
    let gap = gap(source, deployment)?;
    let mut lines = Lines::default();
    for line in &gap.differences {
        lines.text(&line.label, &line.value);
    }
    lines.section(&format!("La fiche {} et la notice remise", gap.version))
}
