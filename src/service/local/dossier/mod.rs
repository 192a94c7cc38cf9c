//! The dossier of each kind of record.

mod choices;
mod contract;
mod convention;
mod lines;
mod moves;
mod notes;
mod other;
mod party;
mod product;
mod register;
mod reminders;
mod school;
mod served;

use super::{Local, length};
use crate::domain::deployment::DeploymentId;
use crate::domain::provider::Category;
use crate::domain::query::day_index::Title;
use crate::domain::query::page::FindingLine;
use crate::domain::query::row::finding_line;
use crate::domain::query::source::Source;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Dossier, Section};

impl Local {
    /// What is known of a record.
    ///
    /// # Errors
    ///
    /// [`DeskError::TurnedAway`] where it is too much to be told.
    pub(super) fn dossier(&self, id: &RecordId) -> Result<Dossier, DeskError> {
        let day_index = self.day_index();
        let source = self.source(&day_index);
        let unknown = || Refusal::Unknown(id.clone());
        let record = source.registry.get(id).ok_or_else(unknown)?;
        let version = source.registry.version(id).unwrap_or_default();
        let deployment = deployment_of(source, id);
        let mut sections = sections(source, &record, deployment);
        sections.extend(notes::section(source, id));
        self.journal.days_were_read()?;
        length::fits(Dossier {
            title: title(source, &record),
            findings: findings(source, deployment),
            sections,
            moves: match deployment {
                Some(deployment) => self.moves(deployment)?,
                None => Vec::new(),
            },
            choices: deployment
                .map_or_else(Vec::new, |deployment| choices::choices(source, deployment.school)),
            id: id.clone(),
            record,
            version,
            revision: source.registry.revision(),
            deployment,
        })
    }
}

/// The deployment that a dossier shows: its own, or the first of the school, or the one that a school without
/// any would begin.
fn deployment_of(source: Source<'_>, id: &RecordId) -> Option<DeploymentId> {
    match id {
        RecordId::Deployment(deployment) => Some(*deployment),
        RecordId::School(school) => {
            let first = source.registry.deployments_of(*school).next();
            Some(first.map_or(
                DeploymentId {
                    school: *school,
                    category: Category::Ent,
                },
                crate::domain::deployment::Deployment::id,
            ))
        }
        _ => None,
    }
}

/// The findings of a school for the category of its deployment.
fn findings(source: Source<'_>, deployment: Option<DeploymentId>) -> Vec<FindingLine> {
    let Some(deployment) = deployment else {
        return Vec::new();
    };
    let entry = source.day_index.entry(deployment.school);
    let lines = entry.map_or(&[][..], |entry| entry.lines());
    let line = lines.iter().find(|line| {
        let category = line.assessment.category;
        category.is_none_or(|category| category == deployment.category)
    });
    line.map_or_else(Vec::new, |line| {
        let findings = line.assessment.findings.iter();
        findings
            .map(|finding| finding_line(source, &line.assessment, finding))
            .collect()
    })
}

fn title(source: Source<'_>, record: &Record) -> String {
    let school = |uai| source.registry.schools().get(&uai);
    let school = match record {
        Record::School(found) => Some(&**found),
        Record::Deployment(found) => school(found.school),
        _ => None,
    };
    if let Some(school) = school {
        return format!("{}, {}", school.name, school.commune);
    }
    let id = record.id();
    let Some(title) = Title::of(source.registry, &id) else {
        return id.label();
    };
    match record {
        Record::Convention(_) | Record::Contract(_) | Record::Entry(_) => {
            format!("{} · {}", title.label, title.detail)
        }
        _ => title.label.into_owned(),
    }
}

fn sections(source: Source<'_>, record: &Record, deployment: Option<DeploymentId>) -> Vec<Section> {
    match record {
        Record::School(school) => school::sections(source, school, deployment),
        Record::Deployment(found) => source
            .registry
            .schools()
            .get(&found.school)
            .map_or_else(Vec::new, |school| school::sections(source, school, deployment)),
        Record::Collectivite(found) => party::collectivite(source, found),
        Record::Provider(found) => party::provider(source, found),
        Record::Solution(found) => product::solution(source, found),
        Record::Sheet(found) => product::sheet(source, found),
        Record::Convention(found) => convention::sections(source, found),
        Record::Contract(found) => contract::sections(source, found),
        Record::Entry(found) => register::sections(source, found),
        Record::Locality(_)
        | Record::Competence(_)
        | Record::Council(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::FollowUp(_)
        | Record::View(_) => other::sections(record),
    }
}
