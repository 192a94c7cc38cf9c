//! `deploiements.csv`: the solution of each school and how far it is with it.
//!
//! A line gives the stage and its day; the days of earlier stages stay, and an empty day keeps that of the base.
//! Another solution than the base's starts the deployment anew. The stage `inscrite` needs an entry of the
//! register, and such an entry keeps the stage from going back before it; later ones are taken as facts.

use chrono::NaiveDate;

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, Cell, CellError, CellResult, key};
use super::format::{Format, Model};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Said, Table, columns};
use crate::domain::deployment::{Deployment, DeploymentId, FamilyNotice, Stage};
use crate::domain::id::SheetVersion;
use crate::domain::registry::Registry;

columns! {
    UAI = Column::required("uai").like("0380123C");
    SOLUTION = Column::required("solution").like("exemple");
    STAGE = Column::required("etape").like("contrat_souscrit");
    SINCE = Column::required("depuis").like("2026-09-01").day_of("reached");
    NOTICE = Column::optional("notice_familles_le").like("2026-09-15").day_of("family_notice.date");
    VERSION = Column::optional("notice_version").like("1");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    read,
};

/// Reads a file of deployments.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, registry, &mut seen)
    }))
}

/// Reads one row. The category is that of the solution.
fn row(cells: &mut Cells<'_>, registry: &Registry, seen: &mut Once<DeploymentId>) -> Option<Deployment> {
    let school = cells.required(UAI, known::school(registry));
    let solution = cells.required(SOLUTION, known::solution(registry));
    let stage = cells.required(STAGE, stage);
    let since = cells.optional(SINCE, cell::date).value();
    let (solution, stage) = (solution?, stage?);
    let id = DeploymentId::first(school?, registry.solutions().get(&solution)?.category);
    seen.check(cells, UAI, id);
    let known = registry.deployments().get(&id).cloned();
    let mut deployment = known.unwrap_or_else(|| Deployment::new(id));
    let restarts = deployment.solution.as_ref().is_some_and(|held| *held != solution);
    deployment.solution = Some(solution);
    if stage < Stage::Inscrite && registry.is_entered(&deployment) {
        cells.warn(
            STAGE,
            "école inscrite au registre\u{a0}: étape du fichier, antérieure, non reprise",
        );
    } else {
        reach(&mut deployment, stage, since, restarts);
    }
    deployment.family_notice = notice(cells, deployment.family_notice.take());
    entered(cells, registry, &deployment);
    Some(deployment)
}

/// Puts a deployment at a stage; the day that the file gives is the right one.
fn reach(deployment: &mut Deployment, stage: Stage, since: Option<NaiveDate>, restarts: bool) {
    if restarts {
        deployment.forget(stage);
    }
    let Some(day) = since.or(deployment.reached.get(&stage).copied()) else {
        deployment.stage = stage;
        deployment.reached.retain(|reached, _| *reached < stage);
        return;
    };
    deployment.reached.insert(stage, day);
    deployment.reach(stage, day);
}

/// Refuses the stage `inscrite` for a school without an active entry of this solution.
fn entered(cells: &mut Cells<'_>, registry: &Registry, deployment: &Deployment) {
    if deployment.stage == Stage::Inscrite && !registry.is_entered(deployment) {
        cells.reject(
            STAGE,
            "cette étape ne s’importe pas\u{a0}: l’école n’est pas inscrite au registre avec cette solution, \
             inscrivez-la par «\u{a0}preau inscrire\u{a0}»",
        );
    }
}

/// Reads what was told to the families.
fn notice(cells: &mut Cells<'_>, known: Option<FamilyNotice>) -> Option<FamilyNotice> {
    let date = cells.optional(NOTICE, cell::date);
    let version = cells.optional(VERSION, key(SheetVersion::parse));
    if matches!(date, Said::Absent | Said::Unreadable) || version == Said::Unreadable {
        return known;
    }
    let (date, version) = (date.value(), version.value());
    if date.is_none() && version.is_some() {
        cells.reject(NOTICE, "une version est donnée sans le jour de la notice");
    }
    Some(FamilyNotice { date: date?, version })
}

/// Reads the code of a stage.
fn stage(cell: &str) -> CellResult<Stage> {
    let code = super::fold::fold(cell);
    Stage::from_code(&code)
        .map(Cell::plain)
        .ok_or_else(|| CellError::Choice(Stage::ALL.into_iter().map(Stage::code).collect()))
}
