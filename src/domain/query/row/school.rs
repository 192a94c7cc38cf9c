//! The row of a school and one of its deployments.

use super::finding::finding_line;
use super::pairs;
use crate::domain::id::{Siren, SolutionCode};
use crate::domain::query::board::{Entry, Line};
use crate::domain::query::page::{Row, SchoolRow};
use crate::domain::query::search::spans;
use crate::domain::query::source::Source;

/// Makes the row of one of a school's lines.
pub(in crate::domain::query) fn school(
    source: Source<'_>,
    entry: &Entry,
    line: usize,
    words: &str,
) -> Option<Row> {
    let registry = source.registry;
    let school = registry.schools().get(&entry.uai)?;
    let line = entry.lines().get(line)?;
    let assessment = &line.assessment;
    let findings = assessment.findings.iter();
    Some(Row::School(Box::new(SchoolRow {
        uai: school.uai,
        name: school.name.clone(),
        spans: pairs(spans(&school.name, &school.commune, words).name),
        commune: school.commune.clone(),
        departement: school.departement,
        circonscription: school.circonscription.clone(),
        collectivite: holder(source, entry),
        category: assessment.category,
        solution: solution(source, line),
        stage: assessment.stage,
        standing: line.standing,
        state: entry.state().unwrap_or(line.standing),
        eligible: line.is_eligible(),
        entry: assessment.registered,
        art28: assessment.art28(),
        art26: assessment.art26(),
        findings: findings
            .map(|finding| finding_line(source, assessment, finding))
            .collect(),
        end: line.assessment.end,
        council: registry
            .next_council(school.uai, source.board.day())
            .map(|council| council.date),
        revisit: registry.follow_ups().get(&school.uai).map(|found| found.due),
    })))
}

fn holder(source: Source<'_>, entry: &Entry) -> Option<(Siren, String)> {
    let siren = entry.holder()?;
    Some((siren, source.registry.collectivite_name(siren).to_owned()))
}

fn solution(source: Source<'_>, line: &Line) -> Option<(SolutionCode, String)> {
    let code = line.assessment.solution.as_ref()?;
    let found = source.registry.solutions().get(code);
    let name = found.map_or(code.as_str(), |solution| &solution.name);
    Some((code.clone(), name.to_owned()))
}
