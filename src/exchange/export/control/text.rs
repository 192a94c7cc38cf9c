//! The control for a person: a line a school, then what the rules say of it.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::domain::date::day_fr;
use crate::domain::query::page::{SchoolRow, Summary};
use crate::domain::rule::Standing;
use crate::text::{escaped, quoted};

/// Writes the day, and that the base is for trials where it is.
pub(super) fn head(out: &mut impl Write, trial: bool, day: NaiveDate) -> io::Result<()> {
    let mark = if trial {
        " · base d’essai, données inventées"
    } else {
        ""
    };
    writeln!(out, "Contrôle au {}{mark}\n", day_fr(day))
}

/// Writes a school and its findings.
pub(super) fn school(out: &mut impl Write, row: &SchoolRow) -> io::Result<()> {
    let solution = match &row.solution {
        Some((_, name)) => format!(", {}", quoted(name)),
        None => String::new(),
    };
    let stage = row
        .stage
        .map(|stage| format!(", {}", stage.label()))
        .unwrap_or_default();
    let (name, commune) = (quoted(&row.name), quoted(&row.commune));
    writeln!(
        out,
        "{}  {name} ({commune}){solution}{stage}\u{a0}: {}",
        row.uai,
        row.situation()
    )?;
    for finding in &row.findings {
        let source = if finding.source.is_empty() {
            String::new()
        } else {
            format!(" ({})", finding.source)
        };
        let message = escaped(&finding.message);
        writeln!(
            out,
            "    {:<4}{:<14}{message}{source}",
            finding.rule.as_str(),
            finding.severity.code()
        )?;
    }
    Ok(())
}

/// Writes the counts, after an empty line: the one below the day where no school came between.
pub(super) fn summary(out: &mut impl Write, summary: &Summary) -> io::Result<()> {
    if summary.schools() > 0 {
        writeln!(out)?;
    }
    write!(out, "écoles\u{a0}: {}", summary.schools())?;
    for standing in Standing::ALL {
        write!(out, ", {}\u{a0}: {}", standing.plural(), summary.of(standing))?;
    }
    writeln!(out)
}
