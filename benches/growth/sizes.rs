//! The bases that are measured.

use std::collections::BTreeSet;

use preau::domain::deployment::{Deployment, DeploymentId, Stage};
use preau::domain::id::{DepartementCode, SolutionCode, Uai};
use preau::domain::provider::Category;
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::domain::school::School;

use crate::busy::{busy, france};

/// How large a base is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Departement,
    Region,
    France,
    ThreeFrances,
}

impl Size {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Departement, Self::Region, Self::France, Self::ThreeFrances];

    pub fn name(self) -> &'static str {
        match self {
            Self::Departement => "département",
            Self::Region => "région",
            Self::France => "France",
            Self::ThreeFrances => "3 × France",
        }
    }

    /// The départements of which it has the schools; none for all.
    fn departements(self) -> Option<BTreeSet<DepartementCode>> {
        let codes: &[&str] = match self {
            Self::Departement => &["38"],
            Self::Region => &[
                "01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74",
            ],
            Self::France | Self::ThreeFrances => return None,
        };
        Some(
            codes
                .iter()
                .filter_map(|code| DepartementCode::parse(code).ok())
                .collect(),
        )
    }

    /// The records of a season under way there.
    pub fn records(self) -> Vec<Record> {
        let kept = kept(&france(), self.departements());
        let busy = busy(&kept);
        let mut records: Vec<Record> = busy.records().map(|(record, _)| record).collect();
        if self == Self::ThreeFrances {
            let schools: Vec<School> = kept.schools().iter().cloned().collect();
            let keys = made_keys(&schools);
            records.extend(schools.iter().chain(&schools).zip(keys).flat_map(copied));
        }
        records
    }
}

/// The schools and communes of some départements.
fn kept(france: &Registry, departements: Option<BTreeSet<DepartementCode>>) -> Registry {
    let Some(departements) = departements else {
        return france.clone();
    };
    let is_there = |code: Option<DepartementCode>| code.is_some_and(|code| departements.contains(&code));
    let records = france.records().filter(|(record, _)| match record {
        Record::School(school) => is_there(school.departement),
        Record::Collectivite(collectivite) => is_there(collectivite.departement),
        _ => true,
    });
    Registry::from_records(records, 1)
}

/// Keys that no school has, without end but that of the numbers.
fn made_keys(schools: &[School]) -> impl Iterator<Item = Uai> {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let taken: BTreeSet<Uai> = schools.iter().map(|school| school.uai).collect();
    (100_000_u32..9_700_000).filter_map(move |number| {
        let letter = char::from(LETTERS[number as usize % LETTERS.len()]);
        let uai = Uai::parse(&format!("{number:07}{letter}")).ok()?;
        (uai.departement().is_some() && !taken.contains(&uai)).then_some(uai)
    })
}

/// A school of the same name and place under another key, with its deployment.
fn copied((school, uai): (&School, Uai)) -> [Record; 2] {
    let school = School {
        uai,
        ..school.clone()
    };
    let mut deployment = Deployment::new(DeploymentId::first(uai, Category::Ent));
    deployment.solution = SolutionCode::parse("olm").ok();
    deployment.stage = Stage::ContratSouscrit;
    [school.into(), deployment.into()]
}
