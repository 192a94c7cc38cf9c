//! The columns of the schools.

use super::{Cell, Column, ColumnId, Read, Width, fixed, number, wide};
use crate::domain::deployment::Stage;
use crate::domain::provider::Category;
use crate::domain::query::page::SchoolRow;
use crate::domain::rule::Standing;

const fn of(id: ColumnId, title: &'static str, width: Width, read: fn(&SchoolRow) -> Cell) -> Column {
    Column::new(id, title, width, Read::School(read))
}

/// The columns that the export `ecoles` writes, in their stable order.
pub const EXPORTED: &[ColumnId] = &[
    ColumnId::Uai,
    ColumnId::Nom,
    ColumnId::Commune,
    ColumnId::Departement,
    ColumnId::Circonscription,
    ColumnId::Collectivite,
    ColumnId::CollectiviteNom,
    ColumnId::Categorie,
    ColumnId::Solution,
    ColumnId::SolutionNom,
    ColumnId::Etape,
    ColumnId::Situation,
    ColumnId::Inscription,
    ColumnId::Convention28,
    ColumnId::Convention26,
    ColumnId::Echeance,
    ColumnId::Regles,
    ColumnId::Etat,
];

/// The columns that the screen shows where nobody chose others.
pub(super) const USUAL: &[ColumnId] = &[
    ColumnId::Uai,
    ColumnId::Nom,
    ColumnId::Commune,
    ColumnId::SolutionNom,
    ColumnId::Etape,
    ColumnId::Convention26,
    ColumnId::Convention28,
];

pub(super) const COLUMNS: &[Column] = &[
    of(ColumnId::Uai, "UAI", fixed(8), |row| Cell::text(row.uai)),
    of(ColumnId::Nom, "École", wide(12, 3), |row| Cell::text(&row.name)),
    of(ColumnId::Commune, "Commune", wide(8, 2), |row| {
        Cell::text(&row.commune)
    }),
    of(ColumnId::Departement, "Dép.", fixed(4), |row| {
        Cell::maybe(row.departement)
    }),
    of(ColumnId::Circonscription, "Circo.", wide(8, 2), |row| {
        Cell::text(&row.circonscription)
    }),
    of(ColumnId::Collectivite, "SIREN coll.", fixed(11), |row| {
        Cell::maybe(row.collectivite.as_ref().map(|(siren, _)| siren))
    }),
    of(ColumnId::CollectiviteNom, "Collectivité", wide(12, 2), |row| {
        Cell::maybe(row.collectivite.as_ref().map(|(_, name)| name))
    }),
    of(ColumnId::Categorie, "Catégorie", fixed(12), |row| {
        category(row.category)
    }),
    of(ColumnId::Solution, "Code sol.", fixed(9), |row| {
        Cell::maybe(row.solution.as_ref().map(|(code, _)| code))
    }),
    of(ColumnId::SolutionNom, "Solution", wide(9, 1), |row| {
        Cell::maybe(row.solution.as_ref().map(|(_, name)| name))
    }),
    of(ColumnId::Etape, "Étape", wide(15, 1), |row| stage(row.stage)),
    of(ColumnId::Situation, "Situation", fixed(13), |row| {
        standing(row.standing)
    }),
    of(ColumnId::Inscription, "N° inscr.", number(9), |row| {
        row.entry
            .map_or(Cell::Nothing, |entry| Cell::Number(entry.into()))
    }),
    of(ColumnId::Convention28, "28", fixed(3), |row| {
        Cell::flag(row.art28)
    }),
    of(ColumnId::Convention26, "26", fixed(3), |row| {
        Cell::flag(row.art26)
    }),
    of(ColumnId::Echeance, "Échéance", fixed(10), |row| {
        Cell::day(row.end)
    }),
    of(ColumnId::Regles, "Règles", wide(8, 1), |row| {
        let rules = row
            .findings
            .iter()
            .map(|finding| finding.rule.as_str().to_owned());
        Cell::List(rules.collect())
    }),
    of(ColumnId::Conseil, "Conseil", fixed(10), |row| {
        Cell::day(row.council)
    }),
    of(ColumnId::ARevoir, "À revoir", fixed(10), |row| {
        Cell::day(row.revisit)
    }),
    of(ColumnId::Etat, "État", fixed(13), |row| state(row.state)),
];

/// A category of solutions.
pub(in crate::domain::query) fn category(category: Option<Category>) -> Cell {
    category.map_or(Cell::Nothing, |category| {
        Cell::Coded(category as u8, category.label(), category.label())
    })
}

/// A stage.
pub(in crate::domain::query) fn stage(stage: Option<Stage>) -> Cell {
    stage.map_or(Cell::Nothing, |stage| {
        Cell::Coded(stage as u8, stage.code(), stage.label())
    })
}

/// What a school is as to one of its deployments; files have the words too, as they always had.
pub(in crate::domain::query) fn standing(standing: Standing) -> Cell {
    Cell::Coded(standing as u8, standing.label(), standing.label())
}

/// What a school is.
pub(in crate::domain::query) fn state(state: Standing) -> Cell {
    Cell::Coded(state as u8, state.code(), state.label())
}
