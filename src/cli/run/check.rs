//! `preau controler`: every school of a filter, what blocks it, and an exit status as grep's.

use super::out;
use crate::cli::args::{Common, Controler, ReportFormat};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::rule::Standing;
use crate::exchange::export::{ByteOrderMark, ControlWriter, Format};

/// Writes the control; status 1 where at least one school is blocked, whether or not the reader waits for the end.
pub(super) fn run(common: &Common, args: &Controler) -> Result<u8, Failure> {
    let opened = open::whole(common)?;
    let filter = args.filtre.join(" ");
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
    let blocked = summary.of(Standing::Blocked);
    Ok(if blocked == 0 { 0 } else { REFUSED })
}
