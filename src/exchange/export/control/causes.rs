//! The control by cause: one line a record that lacks something, what it lacks, and the schools that it concerns.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::{json, text};
use crate::domain::id::Uai;
use crate::domain::query::common_cause::CommonCause;
use crate::domain::query::page::{SchoolRow, Summary};
use crate::domain::rule::{RuleCode, Severity};
use crate::exchange::export::column::Column;
use crate::exchange::export::{ByteOrderMark, Format, TableWriter, Value};
use crate::text::{cleaned, escaped};

/// A cause, and what it keeps schools from.
#[derive(Debug)]
struct Line {
    cause: CommonCause,
    severity: Severity,
    rules: BTreeSet<RuleCode>,
    /// The schools, in the order of the control.
    schools: Vec<Uai>,
}

/// The findings of a control, gathered by cause.
#[derive(Debug, Default)]
pub struct Causes {
    lines: Vec<Line>,
    places: HashMap<CommonCause, usize>,
}

impl Causes {
    /// Takes the findings of a line in; a school without a project waits for nothing.
    pub fn row(&mut self, row: &SchoolRow) {
        if !row.standing.is_a_project() {
            return;
        }
        for finding in &row.findings {
            let place = *self.places.entry(finding.cause.clone()).or_insert_with(|| {
                self.lines.push(Line {
                    cause: finding.cause.clone(),
                    severity: finding.severity,
                    rules: BTreeSet::new(),
                    schools: Vec::new(),
                });
                self.lines.len() - 1
            });
            let line = &mut self.lines[place];
            line.severity = line.severity.min(finding.severity);
            line.rules.insert(finding.rule);
            if line.schools.last() != Some(&row.uai) {
                line.schools.push(row.uai);
            }
        }
    }

    /// The heaviest first, of one weight those of most schools.
    fn sorted(mut self) -> Vec<Line> {
        self.lines.sort_by(|a, b| {
            let rank = |line: &Line| (line.severity, Reverse(line.schools.len()));
            rank(a).cmp(&rank(b)).then_with(|| a.cause.cmp(&b.cause))
        });
        self.lines
    }

    /// Writes them for a person: each line is a cause, how many schools it concerns and which.
    pub fn text(self, trial: bool, day: NaiveDate, summary: &Summary) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        text::head(&mut out, trial, day)?;
        let mut severity = None;
        for line in self.sorted() {
            if severity != Some(line.severity) {
                let between = if severity.is_some() { "\n" } else { "" };
                writeln!(out, "{between}{}", line.severity.label())?;
            }
            severity = Some(line.severity);
            line.write(&mut out)?;
        }
        text::summary(&mut out, summary)?;
        Ok(out)
    }

    /// Writes them as JSON, under the keys that FORMATS gives.
    pub fn json(self, trial: bool, day: NaiveDate, summary: &Summary) -> io::Result<Vec<u8>> {
        let causes = self.sorted();
        let control = Control {
            date: day.to_string(),
            essai: trial,
            causes: causes.iter().map(Cause::of).collect(),
            resume: json::Counts::of(summary),
        };
        let mut out = serde_json::to_vec_pretty(&control)?;
        out.push(b'\n');
        Ok(out)
    }

    /// Writes them as a table.
    pub fn csv(self, trial: bool) -> io::Result<Vec<u8>> {
        let format = Format::Csv(ByteOrderMark::None);
        let mut table = TableWriter::new(Vec::new(), format, trial, COLUMNS)?;
        for line in self.sorted() {
            table.row(&line)?;
        }
        table.finish()
    }
}

/// The UAIs of a line of text.
const UAIS_A_LINE: usize = 8;

impl Line {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let count = self.schools.len();
        let noun = if count < 2 { "école" } else { "écoles" };
        let words = self.cause.words();
        writeln!(
            out,
            "  {}\u{a0}: {count} {noun} ({})",
            escaped(&words),
            self.codes(", ")
        )?;
        for schools in self.schools.chunks(UAIS_A_LINE) {
            let uais: Vec<&str> = schools.iter().map(Uai::as_str).collect();
            writeln!(out, "      {}", uais.join(" "))?;
        }
        Ok(())
    }

    fn codes(&self, between: &str) -> String {
        let codes: Vec<&str> = self.rules.iter().map(|rule| rule.as_str()).collect();
        codes.join(between)
    }
}

const COLUMNS: &[Column<Line>] = &[
    Column::new("cause", |line| Value::text(&line.cause.name)),
    Column::new("partie", |line| Value::text(&line.cause.party)),
    Column::new("manque", |line| Value::text(&line.cause.lacks)),
    Column::new("fiche", |line| Value::maybe(line.cause.record.as_ref())),
    Column::new("gravite", |line| Value::text(line.severity.code())),
    Column::new("regles", |line| Value::text(line.codes(" "))),
    Column::new("nombre", |line| Value::text(line.schools.len())),
    Column::new("ecoles", |line| {
        let uais: Vec<&str> = line.schools.iter().map(Uai::as_str).collect();
        Value::text(uais.join(" "))
    }),
];

#[derive(Serialize)]
struct Control<'a> {
    date: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    essai: bool,
    causes: Vec<Cause<'a>>,
    resume: json::Counts,
}

#[derive(Serialize)]
struct Cause<'a> {
    #[serde(rename = "cause")]
    name: String,
    partie: String,
    manque: &'a str,
    fiche: Option<String>,
    gravite: &'a str,
    regles: Vec<&'a str>,
    nombre: usize,
    ecoles: Vec<&'a str>,
}

impl<'a> Cause<'a> {
    fn of(line: &'a Line) -> Self {
        Self {
            name: cleaned(&line.cause.name).into_owned(),
            partie: cleaned(&line.cause.party).into_owned(),
            manque: &line.cause.lacks,
            fiche: line.cause.record.as_ref().map(ToString::to_string),
            gravite: line.severity.code(),
            regles: line.rules.iter().map(|rule| rule.as_str()).collect(),
            nombre: line.schools.len(),
            ecoles: line.schools.iter().map(Uai::as_str).collect(),
        }
    }
}
