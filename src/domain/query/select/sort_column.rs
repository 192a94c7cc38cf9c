//! The orders by a column.

use super::ranked::At;
use crate::domain::query::board::{Entry, Line};
use crate::domain::query::column::{Cell, ColumnId, category, column, stage, standing, state};
use crate::domain::query::search::fold;
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, row};
use crate::domain::record::RecordId;

/// Sorts lines of schools by a column; lines without a value come last, equal ones stay in their order.
pub(super) fn schools(source: Source<'_>, rows: &mut [At], id: ColumnId, descending: bool) {
    let entries = source.board.entries();
    by_cell(rows, descending, |at| {
        let entry = &entries[at.place as usize];
        school(source, entry, &entry.lines()[at.line as usize], id)
    });
}

/// Sorts records of another list by a column.
pub(super) fn named(source: Source<'_>, pane: Pane, rows: &mut [At], id: ColumnId, descending: bool) {
    let Some(column) = column(pane, id) else {
        return;
    };
    by_cell(rows, descending, |at| {
        let row = row::named(source, &source.board.named()[at.place as usize]);
        match row.map(|row| column.cell(&row)) {
            Some(Cell::Text(text)) => Cell::Text(fold(&text)),
            cell => cell.unwrap_or(Cell::Nothing),
        }
    });
}

fn by_cell(rows: &mut [At], descending: bool, cell: impl Fn(&At) -> Cell) {
    let mut keyed: Vec<(Cell, At)> = rows.iter().map(|at| (cell(at), *at)).collect();
    keyed.sort_by(|(a, _), (b, _)| a.compare(b, descending));
    for (to, (_, at)) in rows.iter_mut().zip(keyed) {
        *to = at;
    }
}

/// The value of a line by which it is sorted: names are folded, and no row is made.
fn school(source: Source<'_>, entry: &Entry, line: &Line, id: ColumnId) -> Cell {
    let registry = source.registry;
    let assessment = &line.assessment;
    match id {
        ColumnId::Departement => {
            let school = registry.schools().get(&entry.uai);
            Cell::maybe(school.and_then(|school| school.departement))
        }
        ColumnId::Circonscription => {
            let names = source.board.circonscriptions();
            Cell::text(&names.get(entry.circonscription).folded)
        }
        ColumnId::Collectivite => Cell::maybe(entry.holder()),
        ColumnId::CollectiviteNom => name(source, entry.holder().map(RecordId::Collectivite)),
        ColumnId::Categorie => category(assessment.category),
        ColumnId::Solution => Cell::maybe(assessment.solution.as_ref()),
        ColumnId::SolutionNom => name(source, assessment.solution.clone().map(RecordId::Solution)),
        ColumnId::Etape => stage(assessment.stage),
        ColumnId::Situation => standing(line.standing),
        ColumnId::Etat => entry.state().map_or(Cell::Nothing, state),
        ColumnId::Inscription => assessment
            .registered
            .map_or(Cell::Nothing, |number| Cell::Number(number.into())),
        ColumnId::Convention28 => Cell::flag(assessment.art28()),
        ColumnId::Convention26 => Cell::flag(assessment.art26()),
        ColumnId::Echeance => Cell::day(assessment.end),
        ColumnId::Regles => Cell::Number(line.weight().into()),
        ColumnId::Conseil => {
            let next = registry.next_council(entry.uai, source.board.day());
            Cell::day(next.map(|council| council.date))
        }
        ColumnId::ARevoir => Cell::day(registry.follow_ups().get(&entry.uai).map(|found| found.due)),
        _ => Cell::Nothing,
    }
}

/// The folded name of a record of the board.
fn name(source: Source<'_>, id: Option<RecordId>) -> Cell {
    let place = id.and_then(|id| source.board.named_place(&id));
    Cell::maybe(place.map(|place| &source.board.named()[place as usize].name))
}
