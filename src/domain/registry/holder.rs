//! Who holds the school competence over a school on a day, since when, and who held it before.

use chrono::NaiveDate;

use super::Registry;
use crate::domain::collectivite::{CollectiviteKind, Competence, CompetenceId, Perimeter};
use crate::domain::date::Period;
use crate::domain::id::{InseeCode, Siren};
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

/// Days without a break on which one collectivité holds the school competence over a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    pub siren: Siren,
    /// The first day; none where it has held it for ever.
    pub from: Option<NaiveDate>,
    /// The last day; none of the hold that goes on to the day that was asked.
    pub to: Option<NaiveDate>,
    /// The commune that the place of the school stands for on the first day, and on the last.
    communes: [Option<InseeCode>; 2],
}

impl Hold {
    /// True on the days of the hold.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The school competence that goes from one collectivité to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    pub from: Siren,
    pub to: Siren,
    /// The first day of the new holder.
    pub on: NaiveDate,
    pub nature: TransferNature,
}

/// How the school competence goes from one collectivité to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransferNature {
    /// A commune, or a group, hands it to a group.
    ToGroup,
    /// A group gives it back to a commune.
    Return,
    /// A group takes the place of another that is no more.
    GroupsMerged,
    /// A commune takes the place of another: commune nouvelle, merge, new SIREN.
    CommuneReplaced,
    /// A commune is one again.
    CommuneAgain,
}

impl TransferNature {
    /// The legal source of what becomes of conventions; empty where nothing substitutes by itself.
    pub fn source(self) -> &'static str {
        match self {
            Self::ToGroup => "CGCT art. L5211-17",
            Self::Return => "CGCT art. L5211-25-1",
            Self::GroupsMerged => "CGCT art. L5211-41-3",
            Self::CommuneReplaced => "CGCT art. L2113-5",
            Self::CommuneAgain => "",
        }
    }
}

/// Who holds the competence on a day, and by what.
struct Held {
    siren: Siren,
    recorded: Option<CompetenceId>,
    /// The commune that the place of the school stands for.
    commune: Option<InseeCode>,
}

impl Registry {
    /// The collectivité that holds the competence over a school on a day.
    ///
    /// The latest-starting confirmed record that covers the day for the school, else for its place, else for the commune
    /// that this place stands for, else that commune itself, else nobody.
    pub fn competent(&self, school: &School, day: NaiveDate) -> Option<Siren> {
        self.held_on(school, day).map(|held| held.siren)
    }

    /// The holder with since when and after whom.
    pub fn holder(&self, school: &School, day: NaiveDate) -> Option<Holder> {
        let held = self.held_on(school, day)?;
        let holds = self.holds(school, day);
        let (since, predecessor) = match holds.split_last() {
            Some((present, earlier)) => (present.from, earlier.last().filter(|last| meets(last, present))),
            None => (None, None),
        };
        Some(Holder {
            siren: held.siren,
            since,
            recorded: held.recorded,
            predecessor: predecessor.map(|hold| hold.siren),
        })
    }

    /// The holder just before the present one, for the same school.
    pub fn predecessor(&self, school: &School, day: NaiveDate) -> Option<Siren> {
        self.holder(school, day)?.predecessor
    }

    /// Every hold over a school up to a day, the earliest first; none where the holder never changed.
    pub fn holds(&self, school: &School, day: NaiveDate) -> Vec<Hold> {
        let mut turns = self.turning_days(school);
        turns.retain(|turn| *turn <= day);
        if turns.is_empty() {
            return Vec::new();
        }
        turns.sort_unstable();
        turns.dedup();
        let first = turns[0].pred_opt().map(|before| (None, before));
        let others = turns.iter().map(|turn| (Some(*turn), *turn));
        let mut holds: Vec<Hold> = Vec::new();
        for (from, on) in first.into_iter().chain(others) {
            let held = self.held_on(school, on);
            let yesterday = from.and_then(|from| from.pred_opt());
            match (holds.last_mut().filter(|last| last.to.is_none()), held) {
                (Some(last), Some(held)) if last.siren == held.siren => last.communes[1] = held.commune,
                (last, held) => {
                    if let Some(last) = last {
                        last.to = yesterday;
                    }
                    holds.extend(held.map(|held| Hold {
                        siren: held.siren,
                        from,
                        to: None,
                        communes: [held.commune; 2],
                    }));
                }
            }
        }
        holds
    }

    /// How the competence went from a former holder to the present one, each step in order; none where it never held it.
    pub fn transfers(&self, school: &School, from: Siren, day: NaiveDate) -> Vec<Transfer> {
        let holds = self.holds(school, day);
        let Some(start) = holds.iter().rposition(|hold| hold.siren == from) else {
            return Vec::new();
        };
        let steps = holds[start..].windows(2);
        let transfer = |step: &[Hold]| {
            let [before, after] = step else { return None };
            Some(Transfer {
                from: before.siren,
                to: after.siren,
                on: after.from?,
                nature: self.nature_of(school, before, after)?,
            })
        };
        steps.filter_map(transfer).collect()
    }

    fn nature_of(&self, school: &School, before: &Hold, after: &Hold) -> Option<TransferNature> {
        let on = after.from?;
        let found = |hold: &Hold| self.collectivites().get(&hold.siren);
        let is_commune =
            |hold: &Hold| found(hold).is_some_and(|found| found.kind == CollectiviteKind::Commune);
        let replaced = found(before)
            .is_some_and(|found| !found.open.contains(on) || found.successors.contains(&after.siren));
        Some(match (is_commune(before), is_commune(after)) {
            (true, true) if after.communes[0] == school.place() && before.communes[1] != school.place() => {
                TransferNature::CommuneAgain
            }
            (true, true) => TransferNature::CommuneReplaced,
            (false, true) => TransferNature::Return,
            (false, false) if replaced => TransferNature::GroupsMerged,
            (_, false) => TransferNature::ToGroup,
        })
    }

    /// The holder on a day, and by what.
    fn held_on(&self, school: &School, day: NaiveDate) -> Option<Held> {
        let place = school.place();
        let commune = place.map(|code| self.stands_for(code, day));
        let recorded = perimeters(school, commune)
            .into_iter()
            .flatten()
            .find_map(|perimeter| self.competence_at(perimeter, day));
        let (siren, recorded) = match recorded {
            Some(record) => (record.collectivite, Some(record.id())),
            None => (self.commune_of_code(commune?, day)?.siren, None),
        };
        Some(Held {
            siren,
            recorded,
            commune,
        })
    }

    /// The latest-starting record over a perimeter that covers a day and says who is the holder.
    fn competence_at(&self, perimeter: Perimeter, day: NaiveDate) -> Option<&Competence> {
        self.competences_over(perimeter)
            .rev()
            .find(|record| record.gives_holder() && record.period.contains(day))
    }

    /// The proposals over a school on a day, which are to be confirmed.
    pub fn proposals(&self, school: &School, day: NaiveDate) -> impl Iterator<Item = &Competence> {
        let commune = school.place().map(|code| self.stands_for(code, day));
        perimeters(school, commune)
            .into_iter()
            .flatten()
            .flat_map(|perimeter| self.competences_over(perimeter))
            .filter(move |record| record.to_confirm && record.period.contains(day))
    }

    /// The days on which the holder may change: where a record, a collectivité or what a code stands for begins, and the
    /// day after one ends.
    fn turning_days(&self, school: &School) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        let mut bounds = |period: Period| {
            days.extend(period.from);
            days.extend(period.to.and_then(|to| to.succ_opt()));
        };
        let of_school = self.competences_over(Perimeter::School(school.uai));
        of_school.for_each(|record| bounds(record.period));
        let mut codes: Vec<InseeCode> = school.place().into_iter().collect();
        let mut at = 0;
        while let Some(code) = codes.get(at).copied() {
            let of_code = self.competences_over(Perimeter::Commune(code));
            of_code.for_each(|record| bounds(record.period));
            self.communes_of_code(code).for_each(|found| bounds(found.open));
            for locality in self.localities_of(code) {
                bounds(Period {
                    from: locality.from,
                    to: None,
                });
                if !codes.contains(&locality.commune) {
                    codes.push(locality.commune);
                }
            }
            at += 1;
        }
        days
    }
}

/// True where one hold follows another without a day between.
fn meets(before: &Hold, after: &Hold) -> bool {
    before.to.and_then(|to| to.succ_opt()) == after.from
}

/// What may be said of a school, in order: itself, then its place, then the commune that this stands for.
fn perimeters(school: &School, commune: Option<InseeCode>) -> [Option<Perimeter>; 3] {
    let place = school.place();
    [
        Some(Perimeter::School(school.uai)),
        place.map(Perimeter::Commune),
        commune
            .filter(|code| Some(*code) != place)
            .map(Perimeter::Commune),
    ]
}
