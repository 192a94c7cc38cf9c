//! Those who work on the same base, and whether the service that holds it answers.

use std::time::Duration;

use chrono::NaiveDate;

use crate::domain::id::Uai;
use crate::domain::record::RecordId;
use crate::service::{Presence, Present};

/// What the name of a colleague is replaced with where it is one's own account in another session.
const ELSEWHERE: &str = "vous (autre session)";

/// Those who work on the same base.
#[derive(Debug, Clone, Default)]
pub struct Company {
    /// Everybody there, this session included, by name and then by session.
    pub present: Vec<Present>,
    /// For how long the service has not answered; none while it does.
    pub away: Option<Duration>,
    /// What it says instead, where it says something.
    pub why: Option<String>,
    /// True once nothing is written any more: what is shown comes from memory.
    pub closed: bool,
    /// The revision up to which news was heard.
    pub heard: u64,
    /// The day J of the base, as it was heard last.
    pub day: Option<NaiveDate>,
    /// What the others were told of this session.
    pub told: Presence,
}

impl Company {
    /// The names of the others, each once.
    pub fn names(&self) -> Vec<&str> {
        self.named(|_| true)
    }

    /// Those who have a record open: who reads it, and who is about to change it.
    pub fn around(&self, id: &RecordId) -> (Vec<&str>, Vec<&str>) {
        let here = |told: &Presence| told.viewing.as_ref().is_some_and(|open| same(open, id));
        let editors = self.named(|told| here(told) && told.editing);
        let mut readers = self.named(|told| here(told) && !told.editing);
        readers.retain(|name| !editors.contains(name));
        (readers, editors)
    }

    fn named(&self, of: impl Fn(&Presence) -> bool) -> Vec<&str> {
        let own = self.present.iter().find(|present| present.own);
        let mut names = Vec::new();
        for other in self.present.iter().filter(|other| !other.own) {
            let name = match own {
                Some(own) if own.name == other.name => ELSEWHERE,
                _ => other.name.as_str(),
            };
            if of(&other.presence) && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// True where two records are one to the operator: a school, and its deployment.
pub fn same(one: &RecordId, other: &RecordId) -> bool {
    one == other || school_of(one).is_some_and(|school| school_of(other) == Some(school))
}

/// The school that a record of the list of schools stands for.
pub fn school_of(id: &RecordId) -> Option<Uai> {
    match id {
        RecordId::School(uai) | RecordId::FollowUp(uai) => Some(*uai),
        RecordId::Deployment(deployment) => Some(deployment.school),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present(name: &str, session: u64, viewing: u32, editing: bool) -> Present {
        Present {
            name: name.to_owned(),
            session,
            own: session == 0,
            presence: Presence {
                viewing: Some(RecordId::Note(viewing)),
                editing,
            },
        }
    }

    #[test]
    fn each_colleague_is_named_once_and_ones_own_other_session_is_told_apart() {
        let company = Company {
            present: vec![
                present("durand", 1, 1, false),
                present("durand", 2, 2, false),
                present("moi", 0, 1, false),
                present("moi", 3, 1, true),
            ],
            ..Company::default()
        };
        assert_eq!(company.names(), ["durand", ELSEWHERE]);
        let around = company.around(&RecordId::Note(1));
        assert_eq!(around, (vec!["durand"], vec![ELSEWHERE]));
    }
}
