//! The walk over the rows of a table: each is taken, out of scope, or rejected with its reasons.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::TRIAL;
use super::against::Against;
use super::case::Case;
use super::cell::Problem;
use super::csv_out::{MOTIVE, OTHER_MOTIVE};
use super::reading::Reading;
use super::source::Source;
use super::table::{Cells, Reject, Table, TableRow};
use crate::domain::command::{Import, ImportKind, SiteRun};
use crate::domain::date::parse_day;
use crate::domain::id::DepartementCode;
use crate::domain::record::Record;

/// What a reader makes of a row.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Its records are taken, unless one of its cells was refused.
    Take(Vec<Record>),
    /// The row is of no concern, and why in French.
    OutOfScope(String),
    /// The row is refused: one of its cells was.
    Refuse,
}

impl Outcome {
    /// Takes one record.
    pub(super) fn one(record: impl Into<Record>) -> Self {
        Self::Take(vec![record.into()])
    }
}

impl<R: Into<Record>> From<Option<R>> for Outcome {
    fn from(record: Option<R>) -> Self {
        record.map_or(Self::Refuse, Self::one)
    }
}

/// What was gathered from the rows so far.
#[derive(Debug, Default)]
pub(super) struct Gather {
    pub(super) records: Vec<Record>,
    pub(super) rows: usize,
    pub(super) out_of_scope: BTreeMap<String, usize>,
    pub(super) headers: Vec<String>,
    /// True where the table has a column of the name under which reasons are given.
    pub(super) has_motive: bool,
    pub(super) rejects: Vec<Reject>,
    pub(super) problems: Vec<Problem>,
    pub(super) remarks: Vec<String>,
    pub(super) cases: Vec<Case>,
    pub(super) covers: Vec<DepartementCode>,
    /// The last day on which a row of the file was brought up to date, where the file says it.
    pub(super) dated: Option<NaiveDate>,
    /// When the site last changed each of the rows that are left out, of what it gave itself: none of one that does not say.
    pub(super) come_back_to: Vec<Option<DateTime<Utc>>>,
    /// The file bears the column of what is written of a base that is marked *essai*.
    pub(super) trial: bool,
}

impl Gather {
    /// Reads every row of a table with `read`; one that says that something came to pass on a day to come is
    /// rejected, and one whose record was withdrawn or has another key.
    pub(super) fn rows_of<O: Into<Outcome>>(
        table: &Table<'_>,
        against: Against<'_>,
        mut read: impl FnMut(&mut Cells<'_>) -> O,
    ) -> Self {
        let mut gather = Self {
            headers: table.headers().to_vec(),
            has_motive: table.wants(MOTIVE),
            trial: table.has_named(TRIAL),
            ..Self::default()
        };
        for row in table.rows() {
            let bytes = row.as_ref().map_or(0, TableRow::bytes);
            if !table.source().goes_on(gather.rejects.len(), bytes) {
                break;
            }
            match row {
                Ok(row) => {
                    let mut cells = Cells::of(&row);
                    let outcome = read(&mut cells).into();
                    if let Outcome::Take(records) = &outcome {
                        let to_come = records.iter().flat_map(|record| against.facts_to_come(record));
                        to_come.for_each(|fact| cells.reject_fact(&fact));
                        let gone = records.iter().filter_map(|record| against.gone(record));
                        gone.for_each(|why| cells.reject_whole(&why));
                    }
                    gather.add(cells, outcome);
                }
                Err(reject) => gather.reject(reject),
            }
        }
        gather
    }

    /// Adds a row that cannot be imported.
    pub(super) fn reject(&mut self, reject: Reject) {
        self.rows += 1;
        self.rejects.push(reject);
    }

    /// Adds what a row that is counted already is imported without.
    pub(super) fn reject_part(&mut self, reject: Reject) {
        self.rejects.push(reject);
    }

    /// Adds a row that is of no concern.
    pub(super) fn leave_out(&mut self, reason: String) {
        self.rows += 1;
        *self.out_of_scope.entry(reason).or_default() += 1;
    }

    /// Adds the records of a row, and what is to be said of it.
    pub(super) fn take(&mut self, records: Vec<Record>, problems: Vec<Problem>) {
        self.rows += 1;
        self.records.extend(records);
        self.problems.extend(problems);
    }

    /// Makes the reading of a file.
    pub(super) fn finish(self, kind: ImportKind, source: &Source) -> Reading {
        let import = Import {
            kind,
            source: file_name(source.name()),
            sha256: hexadecimal(&source.sha256()),
            records: self.records,
            covers: self.covers,
            dated: self.dated.or_else(|| day_in_name(source.name())),
            site: source
                .site_run()
                .cloned()
                .map(|run| Box::new(self.come_back_to.into_iter().fold(run, SiteRun::back_to))),
        };
        Reading {
            import,
            trial: self.trial,
            seen: Vec::new(),
            rows: self.rows,
            out_of_scope: self.out_of_scope,
            headers: self.headers,
            motive: if self.has_motive { OTHER_MOTIVE } else { MOTIVE },
            rejects: self.rejects,
            problems: self.problems,
            remarks: self.remarks,
            cases: self.cases,
        }
    }

    fn add(&mut self, cells: Cells<'_>, outcome: Outcome) {
        match outcome {
            Outcome::OutOfScope(reason) => self.leave_out(reason),
            Outcome::Take(records) if !cells.is_rejected() => self.take(records, cells.into_problems()),
            Outcome::Take(_) | Outcome::Refuse => {
                let row = cells.row();
                self.reject(row.rejected(cells.into_problems()));
            }
        }
    }
}

/// The day that the name of a file says: `annuaire-2026-05-27.csv`, `20260527_annuaire.csv`, `conseils 27.05.2026.xlsx`.
fn day_in_name(name: &str) -> Option<NaiveDate> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let numbers: Vec<&str> = file.split(|c: char| !c.is_ascii_digit()).collect();
    let whole = numbers.iter().find_map(|digits| match digits.len() {
        8 => parse_day(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])),
        _ => None,
    });
    let parts = numbers.windows(3).find_map(|parts| {
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        match lengths.as_slice() {
            [4, 2, 2] => parse_day(&parts.join("-")),
            [2, 2, 4] => parse_day(&parts.join("/")),
            _ => None,
        }
    });
    whole.or(parts)
}

/// Returns the name of a file without its folder.
fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// Writes bytes in hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
