//! A small Isère: three communes, two prestataires, schools at every kind of point.

use preau::domain::deployment::Stage;
use preau::domain::provider::Category;

use crate::support::values::day;
use crate::support::world::{World, signed};

/// Voiron, by SIREN.
pub const VOIRON: &str = "213805633";
/// Meylan, by SIREN.
pub const MEYLAN: &str = "213802291";

/// The world of the screens' tests.
pub fn isere() -> World {
    World::eligible()
        .commune("38563", VOIRON, "Voiron")
        .commune("38229", MEYLAN, "Meylan")
        .provider("999000110", "Embruns SAS")
        .solution_of(Category::VieScolaire, "embruns", "EMBRUNS", "999000110")
        .school("0380124D", "École élémentaire du Bourg Vif", "38563")
        .school("0380125E", "École maternelle Les Mésanges", "38229")
        .school("0380126F", "École primaire Paul Langevin", "38185")
        .school("0380127G", "École élémentaire Saint-Martin", "38185")
        .deployment("0380126F", "olm", Stage::ContratSouscrit)
        .deployment("0380127G", "olm", Stage::Inscrite)
        .entry(1, "0380127G", "olm", "2026-09-15")
        .deployment("0380124D", "olm", Stage::SolutionChoisie)
        .deployment("0380124D", "embruns", Stage::BesoinRecense)
        .convention26("26-0002", VOIRON, |convention| {
            convention.sent = Some(day("2026-09-12"));
        })
        .convention28("28-0002", "999000110", signed)
        .edit_convention("28-0002", |convention| convention.end = Some(day("2026-12-31")))
}

/// The name of the eligible school.
pub const JAURES: &str = "Élém. Jean Jaurès";
