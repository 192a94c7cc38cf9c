//! The control as CSV: one line a finding, and one for a school of which nothing is said.

use crate::domain::deployment::Stage;
use crate::domain::provider::Category;
use crate::domain::query::page::{FindingLine, SchoolRow};
use crate::exchange::export::Value;
use crate::exchange::export::column::Column;

/// A school and one of its findings.
pub(super) struct FindingRow {
    school: SchoolRow,
    finding: Option<FindingLine>,
}

/// The columns, in their stable order.
pub(super) const COLUMNS: &[Column<FindingRow>] = &[
    Column::new("uai", |line| Value::text(line.school.uai)),
    Column::new("nom", |line| Value::text(&line.school.name)),
    Column::new("commune", |line| Value::text(&line.school.commune)),
    Column::new("departement", |line| Value::maybe(line.school.departement)),
    Column::new("collectivite", |line| {
        Value::maybe(line.school.collectivite.as_ref().map(|(siren, _)| siren))
    }),
    Column::new("circonscription", |line| {
        Value::text(&line.school.circonscription)
    }),
    Column::new("solution", |line| {
        Value::maybe(line.school.solution.as_ref().map(|(code, _)| code))
    }),
    Column::new("categorie", |line| {
        Value::maybe(line.school.category.map(Category::label))
    }),
    Column::new("etape", |line| Value::maybe(line.school.stage.map(Stage::code))),
    Column::new("situation", |line| Value::text(line.school.standing.label())),
    Column::new("inscriptible", |line| Value::Flag(line.school.eligible)),
    Column::new("inscription", |line| Value::number(line.school.entry)),
    Column::new("regle", |line| {
        Value::maybe(line.finding.as_ref().map(|finding| finding.rule.as_str()))
    }),
    Column::new("gravite", |line| {
        Value::maybe(line.finding.as_ref().map(|finding| finding.severity.code()))
    }),
    Column::new("message", |line| {
        Value::maybe(line.finding.as_ref().map(|finding| &finding.message))
    }),
    Column::new("source", |line| {
        Value::maybe(line.finding.as_ref().map(|finding| &finding.source))
    }),
    Column::new("etat", |line| Value::text(line.school.state.code())),
];

/// Returns the lines of a school.
pub(super) fn lines(row: &SchoolRow) -> Vec<FindingRow> {
    let line = |finding| FindingRow {
        school: SchoolRow {
            findings: Vec::new(),
            ..row.clone()
        },
        finding,
    };
    if row.findings.is_empty() {
        return vec![line(None)];
    }
    row.findings
        .iter()
        .cloned()
        .map(|finding| line(Some(finding)))
        .collect()
}
