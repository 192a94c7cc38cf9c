//! `solutions.csv`: products and the prestataires that sell them.
//!
//! A line creates its prestataire; contacts and opinions, which the file has not, stay. An empty name keeps the one of the
//! base.

use std::collections::{BTreeMap, HashMap};

use super::ExchangeError;
use super::against::Against;
use super::cell::{CATEGORIES, choice, key, siren, text};
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Table, TableRow, columns};
use crate::domain::decide::crowded;
use crate::domain::id::{Siren, SolutionCode};
use crate::domain::provider::{Category, Provider, Solution};
use crate::domain::record::Record;
use crate::domain::registry::Registry;

columns! {
    CODE = Column::required("code").like("exemple");
    NAME = Column::required("nom").like("Exemple");
    CATEGORY = Column::required("categorie").like("ENT");
    SIREN = Column::required("prestataire_siren").like("999000607");
    PROVIDER = Column::required("prestataire_nom").like("Éditeur Exemple");
}

/// What was seen of the file so far.
struct Solutions<'a> {
    registry: &'a Registry,
    codes: Once<SolutionCode>,
    /// The category that the file gives each solution.
    filed: BTreeMap<SolutionCode, Category>,
    names: HashMap<Siren, String>,
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the solutions, each with its prestataire; one that sells none is in no row.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |solution: &Solution| -> [Value; COLUMNS.len()] {
        let provider = registry.providers().get(&solution.provider);
        [
            Value::text(&solution.code),
            Value::text(&solution.name),
            Value::text(solution.category.label()),
            Value::text(solution.provider),
            Value::maybe(provider.map(|provider| &provider.name)),
        ]
    };
    registry
        .solutions()
        .iter()
        .map(|solution| row(solution).into())
        .collect()
}

/// Reads a file of solutions.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    let mut solutions = Solutions {
        registry,
        codes: Once::default(),
        filed: filed(&table),
        names: HashMap::new(),
    };
    Ok(Gather::rows_of(&table, against, |cells| {
        solutions.row(cells).map_or(Outcome::Refuse, Outcome::Take)
    }))
}

/// The category that a file gives each solution; two may change theirs for each other. A row that cannot be read gives
/// none.
fn filed(table: &Table<'_>) -> BTreeMap<SolutionCode, Category> {
    let given = |row: TableRow<'_>| {
        let code = key(SolutionCode::parse)(row.get(CODE)).ok()?;
        let category = choice(CATEGORIES)(row.get(CATEGORY)).ok()?;
        Some((code.value, category.value))
    };
    table.rows().flatten().filter_map(given).collect()
}

impl Solutions<'_> {
    /// Reads one row: the prestataire where the file has not given it yet, then the solution.
    fn row(&mut self, cells: &mut Cells<'_>) -> Option<Vec<Record>> {
        let code = cells.required(CODE, key(SolutionCode::parse));
        let known = code.as_ref().and_then(|code| self.registry.solutions().get(code));
        let name = cells.required_over(NAME, known.map(|known| known.name.clone()), text);
        let category = cells.required_over(CATEGORY, known.map(|known| known.category), choice(CATEGORIES));
        let siren = cells.required_over(SIREN, known.map(|known| known.provider), siren);
        let provider_name = cells.text(PROVIDER).value().unwrap_or_default();
        let (code, name, category, siren) = (code?, name?, category?, siren?);
        self.codes.check(cells, CODE, code.clone());
        let provider = self.provider(cells, siren, provider_name)?;
        let held = self.registry.solutions().get(&code);
        let solution = Solution {
            opinions: held.map(|held| held.opinions.clone()).unwrap_or_default(),
            code,
            name,
            provider: siren,
            category,
        };
        if let Some(why) = crowded(self.registry, &solution, &self.filed) {
            cells.reject(CATEGORY, &why);
        }
        if cells.is_rejected() {
            return None;
        }
        self.names.insert(siren, provider.name.clone());
        Some(vec![provider.into(), solution.into()])
    }

    /// Returns the prestataire of a row, over the one of the base.
    fn provider(&self, cells: &mut Cells<'_>, siren: Siren, name: String) -> Option<Provider> {
        let known = self.registry.providers().get(&siren);
        let first = self.names.get(&siren);
        if let Some(first) = first.filter(|first| !name.is_empty() && **first != name) {
            let reason = format!(
                "ce prestataire se nomme «\u{a0}{}\u{a0}» plus haut dans le fichier",
                crate::text::quoted(first)
            );
            cells.reject(PROVIDER, &reason);
            return None;
        }
        let held = first.cloned().or(known.map(|known| known.name.clone()));
        let Some(name) = Some(name).filter(|name| !name.is_empty()).or(held) else {
            cells.reject(PROVIDER, &super::cell::CellError::Empty);
            return None;
        };
        let held = known.cloned().unwrap_or_else(|| Provider::new(siren, ""));
        Some(Provider { name, ..held })
    }
}
