//! `preau journal`: who did what, and when.

use std::time::Duration;

use serde::Serialize;

use super::{about, out};
use crate::cli::args::{Common, Journal, ReportFormat};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::date::moment_fr;
use crate::exchange::TRIAL;
use crate::exchange::csv_out::{ByteOrderMark, CsvWriter};
use crate::service::JournalLine;
use crate::system::wall;
use crate::text::{cleaned, quoted_long};

/// Shows the journal, or what touched one record.
pub(super) fn run(common: &Common, args: &Journal) -> Result<u8, Failure> {
    let about = args.sur.as_deref().map(about::record).transpose()?;
    let opened = open::whole(common)?;
    let (desk, trial) = (opened.desk, opened.trial);
    let lines = desk.journal(args.depuis, about.as_ref())?;
    let lines: Vec<JournalLine> = lines.iter().map(inert).collect();
    if lines.is_empty() {
        out::complain(&none(args, desk.changes(0, Duration::ZERO)?.seq));
    }
    let bytes = match args.format {
        ReportFormat::Texte => text(&lines).into_bytes(),
        ReportFormat::Json => json(&lines, trial)?,
        ReportFormat::Csv => csv(&lines, trial).map_err(Failure::of)?,
    };
    out::print(&bytes)?;
    Ok(0)
}

/// A line whose texts act on nothing: those of a base may be of an earlier program.
fn inert(line: &JournalLine) -> JournalLine {
    let text = |text: &str| cleaned(text).into_owned();
    JournalLine {
        by: text(&line.by),
        verb: text(&line.verb),
        about: text(&line.about),
        ..line.clone()
    }
}

/// Says that nothing was found; what a program reads stays empty.
fn none(args: &Journal, last: u64) -> String {
    let about = match &args.sur {
        Some(record) => format!(" sur {}", quoted_long(record)),
        None => String::new(),
    };
    match args.depuis {
        0 | 1 => format!("preau\u{a0}: aucune opération{about}"),
        from => format!(
            "preau\u{a0}: aucune opération{about} à partir de la n°\u{a0}{from}\u{a0}; la dernière du journal est la n°\u{a0}{last}"
        ),
    }
}

fn text(lines: &[JournalLine]) -> String {
    let line = |line: &JournalLine| {
        let (by, verb) = (quoted_long(&line.by), quoted_long(&line.verb));
        let about = match quoted_long(&line.about) {
            about if about.is_empty() => String::new(),
            about => format!(" · {about}"),
        };
        format!(
            "{:>6}  {}  {by:<12}  {verb}{about}\n",
            line.seq,
            moment_fr(wall::local(line.at))
        )
    };
    lines.iter().map(line).collect()
}

/// A line, which says where it is of a base that is marked *essai*.
#[derive(Serialize)]
struct Marked<'a> {
    #[serde(flatten)]
    line: &'a JournalLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    essai: Option<bool>,
}

fn json(lines: &[JournalLine], trial: bool) -> Result<Vec<u8>, Failure> {
    let essai = trial.then_some(true);
    let marked: Vec<Marked<'_>> = lines.iter().map(|line| Marked { line, essai }).collect();
    let mut bytes = serde_json::to_vec_pretty(&marked).map_err(Failure::of)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn csv(lines: &[JournalLine], trial: bool) -> std::io::Result<Vec<u8>> {
    let mut writer = CsvWriter::new(Vec::new(), ByteOrderMark::None)?;
    let columns = ["operation", "le", "par", "demande", "sur", "fiches"];
    writer.row(columns.into_iter().chain(trial.then_some(TRIAL)))?;
    for line in lines {
        let cells = [
            line.seq.to_string(),
            line.at.to_rfc3339(),
            line.by.clone(),
            line.verb.clone(),
            line.about.clone(),
            line.changed.to_string(),
        ];
        writer.row(cells.into_iter().chain(trial.then(|| "oui".to_owned())))?;
    }
    writer.finish()
}
