//! The export `ecoles`: one line a school and a deployment, as the list of schools shows them.

use std::io::{self, Write};

use super::column::Column;
use super::{Format, TableWriter, Value};
use crate::domain::deployment::Stage;
use crate::domain::provider::Category;
use crate::domain::query::page::{SchoolRow, Standing};

/// The columns, in their stable order.
const COLUMNS: &[Column<SchoolRow>] = &[
    Column::new("uai", |row| Value::text(row.uai)),
    Column::new("nom", |row| Value::text(&row.name)),
    Column::new("commune", |row| Value::text(&row.commune)),
    Column::new("departement", |row| Value::maybe(row.departement)),
    Column::new("circonscription", |row| Value::text(&row.circonscription)),
    Column::new("collectivite", |row| {
        Value::maybe(row.collectivite.as_ref().map(|(siren, _)| siren))
    }),
    Column::new("collectivite_nom", |row| {
        Value::maybe(row.collectivite.as_ref().map(|(_, name)| name))
    }),
    Column::new("categorie", |row| Value::maybe(row.category.map(Category::label))),
    Column::new("solution", |row| {
        Value::maybe(row.solution.as_ref().map(|(code, _)| code))
    }),
    Column::new("solution_nom", |row| {
        Value::maybe(row.solution.as_ref().map(|(_, name)| name))
    }),
    Column::new("etape", |row| Value::maybe(row.stage.map(Stage::code))),
    Column::new("situation", |row| Value::text(standing(row.standing))),
    Column::new("inscription", |row| Value::number(row.entry)),
    Column::new("convention_28", |row| {
        row.art28.map_or(Value::Nothing, Value::Flag)
    }),
    Column::new("convention_26", |row| {
        row.art26.map_or(Value::Nothing, Value::Flag)
    }),
    Column::new("echeance", |row| Value::day(row.end)),
    Column::new("regles", |row| {
        Value::list(row.findings.iter().map(|finding| finding.rule.as_str()))
    }),
];

/// Writes schools.
pub struct SchoolsWriter<W: Write>(TableWriter<SchoolRow, W>);

impl<W: Write> SchoolsWriter<W> {
    /// Writes what comes before the rows.
    pub fn new(out: W, format: Format) -> io::Result<Self> {
        TableWriter::new(out, format, COLUMNS).map(Self)
    }

    /// Writes one row.
    pub fn row(&mut self, row: &SchoolRow) -> io::Result<()> {
        self.0.row(row)
    }

    /// Writes what comes after the rows and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

/// How a school stands, in the words of the control's summary.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::ToRegularise => "à régulariser",
        Standing::Blocked => "bloquée",
        Standing::Eligible => "inscriptible",
        Standing::Registered => "inscrite",
    }
}
