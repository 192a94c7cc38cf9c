//! The dossier of each kind of record.

mod choices;
mod contract;
mod convention;
mod documents;
mod lines;
mod moves;
mod notes;
mod notice;
mod other;
mod party;
mod product;
mod register;
mod reminders;
mod school;
mod served;
mod since;

use std::borrow::Cow;

use super::{Local, length, relied};
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::provider::Category;
use crate::domain::query::day_index::Title;
use crate::domain::query::page::FindingLine;
use crate::domain::query::row::finding_line;
use crate::domain::query::source::Source;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::rule::{Assessment, assess_use};
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
        let unknown = || Refusal::missing(source.registry, id);
        let record = source.registry.get(id).ok_or_else(unknown)?;
        let version = source.registry.version(id).unwrap_or_default();
        let deployment = deployment_of(source, id);
        let mut sections = sections(source, &record, deployment);
        sections.extend(documents::section(source, id));
        let at = usize::from(!sections.is_empty());
        sections.splice(at..at, notice::section(source, deployment));
        let since = since::sections(self, source, reviewed(source, &record))?;
        sections.splice(0..0, since);
        sections.extend(notes::section(source, id));
        if let Record::Document(document) = &record {
            sections.extend(self.fault_of(document.sha256));
        }
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
            notice_gap: notice::gap(source, deployment),
            rests_on: match &record {
                Record::Entry(entry) => relied::of_reviewed(source.registry, entry, day_index.day()),
                _ => Vec::new(),
            },
            id: id.clone(),
            record,
            version,
            revision: source.registry.revision(),
            deployment,
        })
    }
}

/// The deployment that a dossier shows: its own, or the school's in the first category that has one, or the one that a school without
/// any would begin.
fn deployment_of(source: Source<'_>, id: &RecordId) -> Option<DeploymentId> {
    match id {
        RecordId::Deployment(deployment) => Some(*deployment),
        RecordId::School(school) => {
            let present = source.registry.present_uses(*school).next();
            let first = || DeploymentId::first(*school, Category::Ent);
            Some(present.map_or_else(first, Deployment::id))
        }
        _ => None,
    }
}

/// The entries whose reviews a dossier is about: itself, or those of its school.
fn reviewed<'a>(source: Source<'a>, record: &'a Record) -> impl Iterator<Item = &'a RegisterEntry> {
    let (one, school) = match record {
        Record::Entry(entry) => (Some(entry.as_ref()), None),
        Record::School(found) => (None, Some(found.uai)),
        Record::Deployment(found) => (None, Some(found.school)),
        _ => (None, None),
    };
    let of_school = school
        .into_iter()
        .flat_map(move |uai| source.registry.entries_of(uai));
    one.into_iter().chain(of_school)
}

/// The findings of a school for a deployment: those of the line of its category, where it is the one that counts there.
fn findings(source: Source<'_>, deployment: Option<DeploymentId>) -> Vec<FindingLine> {
    let Some(deployment) = deployment else {
        return Vec::new();
    };
    let entry = source.day_index.entry(deployment.school);
    let lines = entry.map_or(&[][..], |entry| entry.lines());
    let line = lines.iter().map(|line| &line.assessment).find(|assessment| {
        let of_line = assessment.deployment();
        of_line.is_none_or(|of_line| of_line == deployment)
    });
    let assessment = line.map(Cow::Borrowed);
    let assessment = assessment.or_else(|| alone(source, deployment).map(Cow::Owned));
    assessment.map_or_else(Vec::new, |assessment| {
        let findings = assessment.findings.iter();
        findings
            .map(|finding| finding_line(source, &assessment, finding))
            .collect()
    })
}

/// The assessment of a use that is not the one that counts.
fn alone(source: Source<'_>, deployment: DeploymentId) -> Option<Assessment> {
    let used = source.registry.deployments().get(&deployment)?;
    let school = source.registry.schools().get(&deployment.school)?;
    let (day, policy) = (source.day_index.day(), source.day_index.policy());
    Some(assess_use(source.registry, school, used, day, policy))
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
        Record::Document(found) => documents::sections(source, found),
        Record::Locality(_)
        | Record::Competence(_)
        | Record::Council(_)
        | Record::Reminder(_)
        | Record::Note(_)
        | Record::FollowUp(_)
        | Record::Vacances(_)
        | Record::View(_)
        | Record::FormerKey(_) => other::sections(record),
    }
}
