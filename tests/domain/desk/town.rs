//! A small world: two communes and a group, six schools, two prestataires, four conventions.

use preau::domain::collectivite::CollectiviteKind;
use preau::domain::convention::{Annexe, AnnexeLine, Renewal};
use preau::domain::date::Period;
use preau::domain::deployment::Stage;
use preau::domain::provider::Category;
use preau::domain::school::{Rpi, SchoolState, Sector};

use crate::support::values::{day, departement, uai};
use crate::support::world::{SCHOOL, World};

pub const VIF: &str = "213805450";
pub const METRO: &str = "200040715";
pub const INVENTE: &str = "999000201";

/// Grenoble: [`SCHOOL`] is eligible; `Le Verderet` is in the register; `Sainte Anne` is private.
pub const VERDERET: &str = "0380069U";
pub const ANNE: &str = "0381958X";
/// Vif, in an RPI: neither has a deployment yet; one is closing.
pub const BOURG: &str = "0382801N";
pub const CHAMPA: &str = "0382284B";
/// Grenoble, of which the group holds the competence.
pub const PRES: &str = "0382646V";

/// The world.
pub fn town() -> World {
    World::eligible()
        .commune("38545", VIF, "Vif")
        .group(METRO, CollectiviteKind::Metropole, "Grenoble-Alpes-Métropole")
        .provider(INVENTE, "INVENTE EDITION")
        .solution("plumier", "PLUMIER PRIMAIRE", INVENTE)
        .solution_of(Category::VieScolaire, "embruns", "EMBRUNS", INVENTE)
        .school(VERDERET, "École élémentaire le Verderet", "38185")
        .school(ANNE, "Ecole primaire privée Sainte-Anne", "38185")
        .school(BOURG, "École maternelle du Bourg", "38545")
        .school(CHAMPA, "École primaire Champa", "38545")
        .school(PRES, "École primaire les Prés", "38185")
        .edit_school(SCHOOL, |school| school.circonscription = circo("Grenoble 1"))
        .edit_school(VERDERET, |school| school.circonscription = circo("Grenoble 10"))
        .edit_school(ANNE, |school| school.sector = Sector::Private)
        .edit_school(BOURG, |school| {
            school.rpi = Some(Rpi::Disperse("038012".to_owned()));
        })
        .edit_school(CHAMPA, |school| {
            school.rpi = Some(Rpi::Disperse("038012".to_owned()));
            school.state = SchoolState::Closing;
        })
        .competence(PRES, METRO, "2025-09-01", "")
        .deployment(VERDERET, "olm", Stage::EnUsage)
        .entry(1, VERDERET, "olm", "2026-09-15")
        .deployment(PRES, "plumier", Stage::ContratSouscrit)
        .deployment(SCHOOL, "embruns", Stage::BesoinRecense)
        .convention28("28-0002", INVENTE, |convention| {
            convention.sent = Some(day("2026-09-01"));
            convention.departements = vec![departement("38")];
        })
        .convention26("26-0002", METRO, |convention| {
            convention.sent = Some(day("2026-09-12"));
            convention.signed_party = Some(day("2026-10-03"));
        })
        .convention26("26-0003", VIF, |convention| {
            convention.signed_dasen = Some(day("2023-09-01"));
            convention.signed_party = Some(day("2023-09-01"));
            convention.end = Some(day("2026-08-31"));
            convention.renewal = Renewal::Express;
            convention.annexe = Annexe::Listed(vec![AnnexeLine::new(uai(BOURG), Period::default())]);
        })
        .edit_contract("CT-0001", |contract| contract.period.to = Some(day("2027-01-31")))
        .reminder(1, "26-0002", "2026-10-20")
        .council(BOURG, "2026-12-01")
}

/// A circonscription as the annuaire writes it.
pub fn circo(name: &str) -> String {
    format!("Circonscription d'inspection du 1er degré de {name}")
}
