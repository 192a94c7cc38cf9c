//! `preau controler`: every school of a filter, what blocks it, and an exit status as grep's.

use chrono::NaiveDate;

use super::out;
use crate::cli::args::{By, Common, Controler, ReportFormat};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::query::page::Summary;
use crate::domain::rule::Standing;
use crate::exchange::export::{ByteOrderMark, Causes, ControlWriter, Format};
use crate::service::Archive;

/// Writes the control; status 1 where at least one school is blocked, whether or not the reader waits for the end.
pub(super) fn run(common: &Common, args: &Controler) -> Result<u8, Failure> {
    let opened = open::whole(common)?;
    let filter = args.filtre.join(" ");
    if args.par == By::Cause {
        return by_cause(
            opened.desk.as_ref(),
            (opened.trial, opened.today),
            &filter,
            args.format,
        );
    }
    let bytes = Vec::new();
    let mut writer = match args.format {
        ReportFormat::Texte => ControlWriter::text(bytes, opened.trial, opened.today),
        ReportFormat::Json => ControlWriter::new(bytes, Format::Json, opened.trial, opened.today),
        ReportFormat::Csv => ControlWriter::new(
            bytes,
            Format::Csv(ByteOrderMark::None),
            opened.trial,
            opened.today,
        ),
    }
    .map_err(Failure::of)?;
    let mut written = Ok(());
    let summary = opened.desk.schools(&filter, &mut |row| {
        if written.is_ok() {
            written = writer.row(row).map_err(Failure::of);
        }
    })?;
    written?;
    out::forgiven(out::print(&writer.finish(&summary).map_err(Failure::of)?))?;
    Ok(status(&summary))
}

/// Writes what is missing, one line a cause.
fn by_cause(
    desk: &dyn Archive,
    (trial, today): (bool, NaiveDate),
    filter: &str,
    format: ReportFormat,
) -> Result<u8, Failure> {
    let mut causes = Causes::default();
    let summary = desk.schools(filter, &mut |row| causes.row(row))?;
    let written = match format {
        ReportFormat::Texte => causes.text(trial, today, &summary),
        ReportFormat::Json => causes.json(trial, today, &summary),
        ReportFormat::Csv => causes.csv(trial),
    };
    out::forgiven(out::print(&written.map_err(Failure::of)?))?;
    Ok(status(&summary))
}

fn status(summary: &Summary) -> u8 {
    let blocked = summary.of(Standing::Blocked);
    if blocked == 0 { 0 } else { REFUSED }
}
