//! Who holds the school competence over a school on a day, since when, and who held it just before.

use chrono::{Days, NaiveDate};

use super::Registry;
use crate::domain::collectivite::{Competence, CompetenceId, Perimeter};
use crate::domain::id::Siren;
use crate::domain::record::RecordId;
use crate::domain::school::School;

/// The holder of the school competence over a school on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    pub siren: Siren,
    /// The first day of its hold without a break; none where it has held it for ever.
    pub since: Option<NaiveDate>,
    /// The recorded competence that says so; none where it is the commune itself.
    pub recorded: Option<CompetenceId>,
    /// Who held it on the day before `since`.
    pub predecessor: Option<Siren>,
}

impl Holder {
    /// The record that says so: a competence, or the commune itself.
    pub fn by(&self) -> RecordId {
        self.recorded
            .map_or(RecordId::Collectivite(self.siren), RecordId::Competence)
    }
}

impl Registry {
    /// The collectivité that holds the competence over a school on a day.
    ///
    /// The latest-starting record that covers the day for the school, else for its commune, else the commune
    /// itself, else nobody.
    pub fn competent(&self, school: &School, day: NaiveDate) -> Option<Siren> {
        self.hold(school, day).map(|(siren, _)| siren)
    }

    /// The holder with since when and after whom.
    pub fn holder(&self, school: &School, day: NaiveDate) -> Option<Holder> {
        let (siren, recorded) = self.hold(school, day)?;
        let (since, predecessor) = self.transfer(school, siren, day);
        Some(Holder {
            siren,
            since,
            recorded,
            predecessor,
        })
    }

    /// The holder just before the present one, for the same school.
    pub fn predecessor(&self, school: &School, day: NaiveDate) -> Option<Siren> {
        self.holder(school, day)?.predecessor
    }

    /// The holder, with the recorded competence that says so.
    fn hold(&self, school: &School, day: NaiveDate) -> Option<(Siren, Option<CompetenceId>)> {
        let recorded = self
            .perimeters(school)
            .find_map(|perimeter| self.competence_at(perimeter, day))
            .map(|record| (record.collectivite, Some(record.id())));
        let commune = || Some((self.commune(school.insee?)?.siren, None));
        recorded.or_else(commune)
    }

    /// The latest-starting record over a perimeter that covers a day.
    fn competence_at(&self, perimeter: Perimeter, day: NaiveDate) -> Option<&Competence> {
        self.competences_over(perimeter)
            .rev()
            .find(|record| record.period.contains(day))
    }

    /// What may be said of a school, in order: itself, then its commune.
    fn perimeters(&self, school: &School) -> impl Iterator<Item = Perimeter> + use<> {
        let commune = school.insee.map(|code| {
            let locality = self.localities().get(&code);
            Perimeter::Commune(locality.map_or(code, |locality| locality.commune))
        });
        std::iter::once(Perimeter::School(school.uai)).chain(commune)
    }

    /// The day of the last change of holder, at or before a day, and the holder before it.
    fn transfer(&self, school: &School, siren: Siren, day: NaiveDate) -> (Option<NaiveDate>, Option<Siren>) {
        let mut turns: Vec<_> = self.turning_days(school).filter(|turn| *turn <= day).collect();
        turns.sort_unstable();
        let before = |turn: NaiveDate| self.competent(school, turn.checked_sub_days(Days::new(1))?);
        turns
            .into_iter()
            .rev()
            .map(|turn| (turn, before(turn)))
            .find(|(_, holder)| *holder != Some(siren))
            .map_or((None, None), |(turn, holder)| (Some(turn), holder))
    }

    /// The days on which the holder may change: where a record begins, and the day after one ends.
    fn turning_days(&self, school: &School) -> impl Iterator<Item = NaiveDate> {
        self.perimeters(school)
            .flat_map(|perimeter| self.competences_over(perimeter))
            .flat_map(|record| {
                let after = record.period.to.and_then(|to| to.succ_opt());
                [record.period.from, after]
            })
            .flatten()
    }
}
