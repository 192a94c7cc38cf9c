//! Columns: sorted by any, and exported as on screen.

use preau::domain::query::page::Row;
use preau::domain::query::row::{Cell, ColumnId, chosen, columns};
use preau::domain::query::{Pane, Query, Sort};
use preau::exchange::export::{ByteOrderMark, Format, RowsWriter};
use preau::service::Desk;

use super::office::Office;
use crate::support::demo::{demo, today};

fn rows(office: &Office, pane: Pane, sort: Sort) -> Vec<Row> {
    let query = Query {
        sort,
        ..Query::all(pane, 1_000)
    };
    office.0.query(&query).unwrap().rows
}

fn office() -> Office {
    Office::on(demo().records().map(|(record, _)| record), &today().to_string())
}

#[test]
fn every_list_is_sorted_by_each_of_its_columns_both_ways() {
    let office = office();
    for pane in [
        Pane::Schools,
        Pane::Collectivites,
        Pane::Providers,
        Pane::Conventions,
    ] {
        let all = rows(&office, pane, Sort::default()).len();
        for column in columns(pane) {
            for descending in [false, true] {
                let sort = Sort {
                    by: column.sort(),
                    descending,
                };
                let rows = rows(&office, pane, sort);
                assert_eq!(rows.len(), all);
                let cells: Vec<Cell> = rows.iter().map(|row| folded(column.cell(row))).collect();
                if column.id != ColumnId::Regles {
                    let sorted = cells.is_sorted_by(|a, b| a.compare(b, descending).is_le());
                    assert!(sorted, "{pane:?} {:?} {descending}", column.id);
                }
            }
        }
    }
}

/// Texts are sorted without case nor accents, and so compared here.
fn folded(cell: Cell) -> Cell {
    match cell {
        Cell::Text(text) => Cell::Text(preau::text::fold(&text)),
        other => other,
    }
}

#[test]
fn what_is_on_screen_is_exported_with_its_columns_in_their_order() {
    let office = office();
    let columns = chosen(
        Pane::Schools,
        &[ColumnId::Etape, ColumnId::Nom, ColumnId::Echeance],
    );
    let rows = rows(&office, Pane::Schools, Sort::default());
    let mut csv = RowsWriter::new(
        Vec::new(),
        Format::Csv(ByteOrderMark::None),
        false,
        columns.clone(),
    )
    .unwrap();
    for row in &rows {
        csv.row(row).unwrap();
    }
    let text = String::from_utf8(csv.finish().unwrap()).unwrap();
    assert_eq!(text.lines().next(), Some("etape;nom;echeance"));
    assert_eq!(text.lines().count(), rows.len() + 1);
    let mut json = RowsWriter::new(Vec::new(), Format::Json, false, columns).unwrap();
    json.row(&rows[0]).unwrap();
    let text = String::from_utf8(json.finish().unwrap()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let Row::School(first) = &rows[0] else { panic!() };
    assert_eq!(value[0]["nom"], first.name.as_str());
}
