//! A school on a day J, with the collectivité that holds its competence: what every rule starts from.

use chrono::NaiveDate;

use super::policy::Policy;
use crate::domain::id::DepartementCode;
use crate::domain::registry::{Holder, Registry};
use crate::domain::school::{School, Sector};

/// A school on a day, before any of its deployments is looked at.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) registry: &'a Registry,
    pub(super) school: &'a School,
    pub(super) day: NaiveDate,
    pub(super) policy: Policy,
    pub(super) holder: Option<Holder>,
}

impl<'a> Place<'a> {
    pub(super) fn new(registry: &'a Registry, school: &'a School, day: NaiveDate, policy: &Policy) -> Self {
        Self {
            registry,
            school,
            day,
            policy: *policy,
            holder: registry.holder(school, day),
        }
    }

    /// The same where nothing asks who holds the competence.
    pub(super) fn without_holder(registry: &'a Registry, school: &'a School, day: NaiveDate) -> Self {
        Self {
            registry,
            school,
            day,
            policy: Policy::default(),
            holder: None,
        }
    }

    /// True unless the school is private.
    pub(super) fn is_public(&self) -> bool {
        self.school.sector == Sector::Public
    }
}

/// The département of a school: its own, else that of its commune's code, else that of its UAI.
pub fn departement(school: &School) -> Option<DepartementCode> {
    let of_commune = || school.insee.and_then(|code| code.departement());
    school
        .departement
        .or_else(of_commune)
        .or_else(|| school.uai.departement())
}
