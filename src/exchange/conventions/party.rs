//! The article of a convention and the party that it binds.

use super::columns::{ARTICLE, COLLECTIVITE, PROVIDER};
use crate::domain::convention::{Article, Party};
use crate::domain::registry::Registry;
use crate::exchange::cell::choice;
use crate::exchange::known;
use crate::exchange::table::{Cells, Column};

/// The articles by their numbers.
const ARTICLES: &[(&str, Article)] = &[("28", Article::Art28), ("26", Article::Art26)];

/// Reads the party: of a convention 28 the prestataire, of a convention 26 the collectivité, and not the other. A cell that
/// lost its value leaves the known one.
pub(super) fn read(cells: &mut Cells<'_>, registry: &Registry, known: Option<Party>) -> Option<Party> {
    let article = known.map(Party::article);
    let held = known.map(Party::siren);
    match cells.required_over(ARTICLE, article, choice(ARTICLES))? {
        Article::Art28 => {
            empty(
                cells,
                COLLECTIVITE,
                "une convention 28 lie un prestataire\u{a0}: laissez cette cellule vide",
            );
            let held = held.filter(|_| article == Some(Article::Art28));
            let siren = cells.required_over(PROVIDER, held, known::provider(registry));
            siren.map(Party::Provider)
        }
        Article::Art26 => {
            empty(
                cells,
                PROVIDER,
                "une convention 26 lie une collectivité\u{a0}: laissez cette cellule vide",
            );
            let held = held.filter(|_| article == Some(Article::Art26));
            let siren = cells.required_over(COLLECTIVITE, held, known::collectivite(registry));
            siren.map(Party::Collectivite)
        }
    }
}

/// Refuses a row where this cell is filled.
fn empty(cells: &mut Cells<'_>, column: Column, reason: &str) {
    if !cells.row().get(column).is_empty() {
        cells.reject(column, reason);
    }
}
