//! What names what: the one place that knows in which fields of a record another is named.

use super::{Record, RecordId};
use crate::domain::collectivite::{CompetenceId, Perimeter};
use crate::domain::contract::ContractSchools;
use crate::domain::convention::{Annexe, Party};
use crate::domain::council::CouncilId;
use crate::domain::deployment::Deployment;
use crate::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use crate::domain::provider::SheetId;
use crate::domain::register::{Part, Review};

/// How a record holds a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// It is its own.
    Own,
    /// It makes no sense without the record of that key.
    Needed,
    /// It names a record that may be unknown.
    Named,
}

/// What is done with each key that a record holds; it may be changed.
type Each<'e> = &'e mut dyn FnMut(Hold, &mut RecordId);

impl Record {
    /// The records that must exist for this one to make sense.
    ///
    /// A school's commune is not among them: real files name communes that no longer exist (rule B4 says so).
    pub fn references(&self) -> Vec<RecordId> {
        match self {
            // None of these needs another: they are many, and are not copied to be looked at.
            Self::Collectivite(_)
            | Self::Locality(_)
            | Self::School(_)
            | Self::Provider(_)
            | Self::View(_)
            | Self::FormerKey(_) => Vec::new(),
            _ => self.held(|hold| hold == Hold::Needed),
        }
    }

    /// Every record that this one names, unknown ones among them.
    pub fn names(&self) -> Vec<RecordId> {
        self.held(|hold| hold != Hold::Own)
    }

    fn held(&self, is_asked: impl Fn(Hold) -> bool) -> Vec<RecordId> {
        let mut ids = Vec::new();
        self.clone().each_key(&mut |hold, id| {
            if is_asked(hold) {
                ids.push(id.clone());
            }
        });
        ids
    }

    /// The record with another key in place of one, wherever it holds it: as its own, or as that of a record that it
    /// names.
    #[must_use]
    pub fn renamed(&self, from: &RecordId, to: &RecordId) -> Self {
        self.rekeyed(&|id| id.renamed(from, to))
    }

    /// The record with the keys that `other` gives in place of those that it holds.
    #[must_use]
    pub fn rekeyed(&self, other: &dyn Fn(&RecordId) -> Option<RecordId>) -> Self {
        let mut rekeyed = self.clone();
        rekeyed.each_key(&mut |_, id| {
            if let Some(other) = other(id) {
                *id = other;
            }
        });
        rekeyed
    }

    /// Gives each key that the record holds to a function, which may change it to another of its kind.
    fn each_key(&mut self, each: Each<'_>) {
        use Hold::{Named, Needed, Own};
        match self {
            Self::Collectivite(r) => {
                collectivite(Own, &mut r.siren, each);
                let others = r.members.iter_mut().chain(&mut r.successors);
                others.for_each(|siren| collectivite(Named, siren, each));
            }
            Self::Competence(r) => {
                let mut id = RecordId::Competence(r.id());
                each(Own, &mut id);
                if let RecordId::Competence(CompetenceId { perimeter, from }) = id {
                    (r.perimeter, r.period.from) = (perimeter, from);
                }
                if let Perimeter::School(uai) = &mut r.perimeter {
                    school(Needed, uai, each);
                }
                collectivite(Needed, &mut r.collectivite, each);
            }
            Self::School(r) => {
                school(Own, &mut r.uai, each);
                r.successors.iter_mut().for_each(|uai| school(Named, uai, each));
            }
            Self::Provider(r) => {
                provider(Own, &mut r.siren, each);
                for one in &mut r.successors {
                    provider(Named, &mut one.provider, each);
                    let passed = one.solutions.iter_mut().flatten();
                    passed.for_each(|code| solution(Named, code, each));
                }
            }
            Self::Solution(r) => {
                solution(Own, &mut r.code, each);
                provider(Needed, &mut r.provider, each);
            }
            Self::Sheet(r) => {
                sheet(Own, (&mut r.solution, &mut r.version), each);
                solution(Needed, &mut r.solution, each);
            }
            Self::Convention(r) => {
                convention(Own, &mut r.number, each);
                r.solutions
                    .iter_mut()
                    .for_each(|code| solution(Needed, code, each));
                match &mut r.party {
                    Party::Provider(siren) => provider(Needed, siren, each),
                    Party::Collectivite(siren) => collectivite(Needed, siren, each),
                }
                annexe(&mut r.annexe, each);
                let noted = r.substitutions.iter_mut();
                noted.for_each(|noted| collectivite(Named, &mut noted.to, each));
            }
            Self::Contract(r) => {
                let mut id = RecordId::Contract(r.reference.clone());
                each(Own, &mut id);
                if let RecordId::Contract(reference) = id {
                    r.reference = reference;
                }
                collectivite(Needed, &mut r.collectivite, each);
                solution(Needed, &mut r.solution, each);
                if let ContractSchools::Listed(schools) = &mut r.schools {
                    for uai in schools {
                        school(Needed, uai, each);
                    }
                }
            }
            Self::Deployment(r) => deployment(r, each),
            Self::Council(r) => {
                let mut id = RecordId::Council(r.id());
                each(Own, &mut id);
                if let RecordId::Council(CouncilId { school, date }) = id {
                    (r.school, r.date) = (school, date);
                }
                school(Needed, &mut r.school, each);
            }
            Self::Entry(r) => {
                school(Needed, &mut r.school, each);
                sheet(Needed, (&mut r.solution, &mut r.sheet), each);
                solution(Needed, &mut r.solution, each);
                let numbers = r.conventions.iter_mut();
                numbers.for_each(|number| convention(Needed, number, each));
                r.reviewed.iter_mut().for_each(|review| parts(review, each));
            }
            Self::Reminder(r) => convention(Needed, &mut r.convention, each),
            Self::Note(r) => each(Needed, &mut r.about),
            Self::FollowUp(r) => school(Needed, &mut r.school, each),
            // A rank that is spent stays so where its school is given another UAI. What became of another key is a way to
            // go from one to the next, and is gone one step at a time.
            Self::FormerKey(r) => match (&r.key, r.became.as_mut()) {
                (_, None) => each(Own, &mut r.key),
                (RecordId::Deployment(_), Some(became)) => {
                    each(Own, became);
                    each(Own, &mut r.key);
                }
                _ => {}
            },
            Self::Document(r) => r.about.iter_mut().for_each(|id| each(Needed, id)),
            Self::Locality(_) | Self::Vacances(_) | Self::View(_) => {}
        }
    }
}

/// The key of a use, its school and its solution, and the versions of the fiche that its notice names.
fn deployment(r: &mut Deployment, each: Each<'_>) {
    let mut id = RecordId::Deployment(r.id());
    each(Hold::Own, &mut id);
    if let RecordId::Deployment(id) = id {
        (r.school, r.category, r.rank) = (id.school, id.category, id.rank);
    }
    school(Hold::Needed, &mut r.school, each);
    if let Some(code) = &mut r.solution {
        let notice = r.family_notice.as_mut();
        let told = notice.and_then(|notice| notice.version.as_mut());
        let kept = r.notice_kept.iter_mut();
        let kept = kept.flat_map(|kept| kept.told.iter_mut().chain([&mut kept.serves]));
        // The code is given another in the last place alone, where it is the use's own.
        for version in told.into_iter().chain(kept) {
            sheet(Hold::Named, (&mut code.clone(), version), each);
        }
        solution(Hold::Needed, code, each);
    }
}

/// The schools of an annexe, and the solutions that its lines name.
fn annexe(annexe: &mut Annexe, each: Each<'_>) {
    if let Annexe::Listed(lines) = annexe {
        for line in lines {
            school(Hold::Needed, &mut line.uai, each);
            let own = line.solution.iter_mut();
            own.for_each(|code| solution(Hold::Needed, code, each));
        }
    }
}

/// The parts that a review says it covered; who holds the competence and which fiche are the entry's to name.
fn parts(review: &mut Review, each: Each<'_>) {
    for held in &mut review.parts {
        if let Part::Convention(number) = &mut held.part {
            convention(Hold::Needed, number, each);
        }
    }
}

/// Declares how a field that holds a key of one kind is given as a key of any.
macro_rules! fields {
    ($($name:ident $kind:ident($key:ty);)*) => {
        $(fn $name(hold: Hold, key: &mut $key, each: Each<'_>) {
            let mut id = RecordId::$kind(key.clone());
            each(hold, &mut id);
            if let RecordId::$kind(other) = id {
                *key = other;
            }
        })*
    };
}

fields! {
    collectivite Collectivite(Siren);
    provider Provider(Siren);
    school School(Uai);
    solution Solution(SolutionCode);
    convention Convention(ConventionNumber);
}

fn sheet(
    hold: Hold,
    (code, number): (&mut SolutionCode, &mut crate::domain::id::SheetVersion),
    each: Each<'_>,
) {
    let mut id = RecordId::Sheet(SheetId {
        solution: code.clone(),
        version: number.clone(),
    });
    each(hold, &mut id);
    if let RecordId::Sheet(SheetId { solution, version }) = id {
        (*code, *number) = (solution, version);
    }
}

impl RecordId {
    /// The key of the record that this one has in its own.
    pub fn within(&self) -> Option<Self> {
        match self {
            Self::Deployment(id) => Some(Self::School(id.school)),
            Self::Council(id) => Some(Self::School(id.school)),
            Self::FollowUp(uai) => Some(Self::School(*uai)),
            Self::Competence(id) => match id.perimeter {
                Perimeter::School(uai) => Some(Self::School(uai)),
                Perimeter::Commune(_) => None,
            },
            Self::Sheet(id) => Some(Self::Solution(id.solution.clone())),
            _ => None,
        }
    }

    /// The key as it is once another took the place of one: that one, or one that has it within, as the uses and the
    /// conseils of a school have its UAI. None where it stays as it is.
    pub fn renamed(&self, from: &Self, to: &Self) -> Option<Self> {
        if self == from {
            return Some(to.clone());
        }
        Some(match (self, from, to) {
            (Self::FormerKey(key), ..) => Self::FormerKey(Box::new(key.renamed(from, to)?)),
            (Self::Deployment(id), Self::School(was), Self::School(is)) if id.school == *was => {
                let mut id = *id;
                id.school = *is;
                Self::Deployment(id)
            }
            (Self::Council(id), Self::School(was), Self::School(is)) if id.school == *was => {
                Self::Council(CouncilId { school: *is, ..*id })
            }
            (Self::FollowUp(uai), Self::School(was), Self::School(is)) if uai == was => Self::FollowUp(*is),
            (Self::Competence(id), Self::School(was), Self::School(is))
                if id.perimeter == Perimeter::School(*was) =>
            {
                Self::Competence(CompetenceId {
                    perimeter: Perimeter::School(*is),
                    ..*id
                })
            }
            (Self::Sheet(id), Self::Solution(was), Self::Solution(is)) if id.solution == *was => {
                Self::Sheet(SheetId {
                    solution: is.clone(),
                    version: id.version.clone(),
                })
            }
            _ => return None,
        })
    }
}
