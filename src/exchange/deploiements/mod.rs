//! `deploiements.csv`: the uses that each school makes of solutions, and how far it is with them.
//!
//! A row gives the stage of a use and its day; the days of earlier stages stay, and an empty day keeps that of the base.
//! The stage `inscrite` needs an entry of the register, and such an entry keeps the stage from going back before it; later
//! ones are taken as facts. A use that was left is not taken up again by a row.

mod place;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, Cell, CellError, CellResult, free_text, number};
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::known;
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Said, Table, columns};
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId, FamilyNotice, Rank, Stage};
use crate::domain::id::SolutionCode;
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use place::{Asked, Placed};

columns! {
    UAI = Column::required("uai").like("0380123C");
    SOLUTION = Column::required("solution").like("exemple");
    STAGE = Column::required("etape").like("contrat_souscrit");
    SINCE = Column::required("depuis").like("2026-09-01").day_of(&["reached", "exit"]);
    NOTICE = Column::optional("notice_familles_le").like("2026-09-15").day_of(&["family_notice.date"]);
    VERSION = Column::optional("notice_version").like("1");
    RANK = Column::optional("rang").like("1");
    EXIT = Column::optional("sortie_le").day_of(&["exit"]);
    REASON = Column::optional("motif_sortie");
    CERTIFICATE = Column::optional("certificat_le").day_of(&["deletion_certificate"]);
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the uses, the earlier ones of a school and category first. One without a solution is in no row.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |used: &Deployment| -> Option<[Value; COLUMNS.len()]> {
        let notice = used.family_notice.as_ref();
        Some([
            Value::text(used.school),
            Value::text(used.solution.as_ref()?),
            Value::text(used.stage.code()),
            Value::day(used.reached.get(&used.stage).copied()),
            Value::day(notice.map(|notice| notice.date)),
            Value::maybe(notice.and_then(|notice| notice.version.as_ref())),
            Value::text(used.rank),
            Value::day(used.exit),
            Value::text(&used.exit_reason),
            Value::day(used.deletion_certificate),
        ])
    };
    let uses = registry.deployments().iter();
    uses.filter_map(|used| row(used).map(Vec::from)).collect()
}

/// Reads a file of uses.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let mut uses = Uses {
        against,
        seen: Once::default(),
        read: HashMap::new(),
    };
    Ok(Gather::rows_of(&table, against, |cells| {
        uses.row(cells).map_or(Outcome::Refuse, Outcome::Take)
    }))
}

/// The uses as the rows so far leave them.
struct Uses<'a> {
    against: Against<'a>,
    seen: Once<DeploymentId>,
    /// By the key of the first of their school and category, in the order of their ranks.
    read: HashMap<DeploymentId, Vec<Deployment>>,
}

impl Uses<'_> {
    /// Reads one row: its use, and the one that the school leaves for it. The category is that of the solution.
    fn row(&mut self, cells: &mut Cells<'_>) -> Option<Vec<Record>> {
        let registry = self.against.registry;
        let school = cells.required(UAI, known::school(registry));
        let solution = cells.required(SOLUTION, known::solution(registry));
        let stage = cells.required(STAGE, stage);
        let since = cells.optional(SINCE, cell::date).value();
        let rank = cells.optional_key(RANK, rank);
        let (school, solution, stage) = (school?, solution?, stage?);
        let asked = Asked {
            id: DeploymentId::first(school, registry.solutions().get(&solution)?.category),
            solution: &solution,
            stage,
            since,
            rank,
        };
        let held = self.held(asked.id);
        let placed = match asked.place(registry, held) {
            Ok(placed) => placed,
            Err((column, why)) => {
                cells.reject(column, &why);
                return None;
            }
        };
        self.seen.check(cells, UAI, placed.used.id());
        let Placed {
            mut used,
            former,
            restarts,
        } = placed;
        self.put_at(cells, &mut used, &asked, restarts);
        let known = used.family_notice.take();
        used.family_notice = notice(
            cells,
            self.against.registry,
            used.solution.as_ref(),
            known.clone(),
        );
        if used.family_notice != known {
            self.told_of_its_sheet(cells, &used);
        }
        ended(cells, &mut used, &asked);
        self.entered(cells, &used);
        Some(self.take(cells, former.into_iter().chain([used]).collect()))
    }

    /// Refuses a notice drawn from a fiche of a later day.
    fn told_of_its_sheet(&self, cells: &mut Cells<'_>, used: &Deployment) {
        if let Some(sheet) = self.against.registry.sheet_after_notice(used) {
            let on = day_fr(sheet.date);
            cells.reject(
                VERSION,
                &format!("cette fiche est du {on}, après le jour de la notice"),
            );
        }
    }

    fn held(&mut self, id: DeploymentId) -> &mut Vec<Deployment> {
        let of_base = self.against.registry.uses_of(id.school, id.category);
        self.read.entry(id).or_insert_with(|| of_base.cloned().collect())
    }

    /// Notes what a row makes of uses, for the rows after it, unless it is rejected.
    fn take(&mut self, cells: &Cells<'_>, uses: Vec<Deployment>) -> Vec<Record> {
        let records: Vec<Record> = uses.iter().cloned().map(Record::from).collect();
        let is_to_come = |record| !self.against.facts_to_come(record).is_empty();
        if cells.is_rejected() || records.iter().any(is_to_come) {
            return records;
        }
        for used in uses {
            let held = self.held(DeploymentId::first(used.school, used.category));
            match held.iter_mut().find(|known| known.rank == used.rank) {
                Some(known) => *known = used,
                None => held.push(used),
            }
        }
        records
    }

    /// Puts a use at the stage of its row, unless its entry or its end keeps it from going back there.
    fn put_at(&self, cells: &mut Cells<'_>, used: &mut Deployment, asked: &Asked<'_>, restarts: bool) {
        let was_left = used.is_left() && !asked.stage.is_left();
        if was_left && !cells.row().get(EXIT).is_empty() {
            // The row says when the use was left: its stage is what was reached until then.
            used.reached.extend(asked.since.map(|since| (asked.stage, since)));
            return;
        }
        let passed = if was_left {
            Some("l’école a quitté cette solution")
        } else if asked.stage < Stage::Inscrite && self.against.registry.is_entered(used) {
            Some("école inscrite au registre")
        } else {
            None
        };
        match passed {
            Some(why) => cells.warn(
                STAGE,
                &format!("{why}\u{a0}: étape du fichier, antérieure, non reprise"),
            ),
            None => reach(used, asked.stage, asked.since, restarts),
        }
    }

    /// Refuses the stage `inscrite` for a school without an active entry of this use.
    fn entered(&self, cells: &mut Cells<'_>, used: &Deployment) {
        if used.stage == Stage::Inscrite && !self.against.registry.is_entered(used) {
            cells.reject(
                STAGE,
                "cette étape ne s’importe pas\u{a0}: l’école n’est pas inscrite au registre avec cette solution, \
                 inscrivez-la par «\u{a0}preau inscrire\u{a0}»",
            );
        }
    }
}

/// Puts a deployment at a stage; the day that the file gives is the right one.
fn reach(deployment: &mut Deployment, stage: Stage, since: Option<NaiveDate>, restarts: bool) {
    if restarts {
        // Nothing that was reached with the former solution counts, its choice included.
        deployment.forget(stage.min(Stage::SolutionChoisie));
    }
    let Some(day) = since.or(deployment.reached.get(&stage).copied()) else {
        deployment.stage = stage;
        deployment.reached.retain(|reached, _| *reached < stage);
        return;
    };
    deployment.reached.insert(stage, day);
    deployment.reach(stage, day);
}

/// Reads when and why a use was left, and when its data were deleted. A day of leaving leaves a use that its stage does
/// not; of a use that was left before, a row of an earlier stage takes nothing back.
fn ended(cells: &mut Cells<'_>, used: &mut Deployment, asked: &Asked<'_>) {
    let exit = cells.optional(EXIT, cell::date);
    let reason = cells.optional(REASON, free_text);
    let certificate = cells.optional(CERTIFICATE, cell::date);
    if let (Said::Value(day), false) = (exit, used.is_left()) {
        used.leave(day, "");
    }
    if !used.is_left() {
        if matches!(&reason, Said::Value(reason) if !reason.is_empty()) || certificate.value().is_some() {
            cells.reject(
                EXIT,
                "l’école n’est pas sortie\u{a0}: il faut le jour de la sortie",
            );
        }
        return;
    }
    if !asked.stage.is_left() && !matches!(exit, Said::Value(_)) {
        return;
    }
    let of_stage = asked.since.filter(|_| asked.stage == Stage::Sortie);
    used.left_on(match exit {
        Said::Value(day) => Some(day),
        Said::Absent | Said::Empty | Said::Unreadable => of_stage.or(exit.over(used.exit)),
    });
    used.exit_reason = reason.over_value(std::mem::take(&mut used.exit_reason));
    used.deletion_certificate = certificate.over(used.deletion_certificate);
    in_order(cells, used);
}

/// Refuses an exit before the first day of its use, and a deletion before the exit.
fn in_order(cells: &mut Cells<'_>, used: &Deployment) {
    let began = used.began_on();
    if let Some((exit, began)) = used.exit.zip(began).filter(|(exit, began)| exit < began) {
        let why = format!(
            "le {} précède le premier jour de cet usage, le {}",
            day_fr(exit),
            day_fr(began)
        );
        cells.reject(EXIT, &why);
    }
    super::order::check(cells, (EXIT, used.exit), (CERTIFICATE, used.deletion_certificate));
}

/// Reads what was told to the families.
fn notice(
    cells: &mut Cells<'_>,
    registry: &Registry,
    solution: Option<&SolutionCode>,
    known: Option<FamilyNotice>,
) -> Option<FamilyNotice> {
    let date = cells.optional(NOTICE, cell::date);
    let version = cells.optional(VERSION, known::sheet_version(registry, solution));
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
    let code = crate::text::fold_name(cell);
    Stage::from_code(&code)
        .map(Cell::plain)
        .ok_or_else(|| CellError::Choice(Stage::ALL.into_iter().map(Stage::code).collect()))
}

/// Reads a rank.
fn rank(cell: &str) -> CellResult<Rank> {
    let read = number(1..=u32::from(u16::MAX))(cell)?;
    Ok(read.map(|rank| Rank::parse(&rank.to_string()).unwrap_or_default()))
}
