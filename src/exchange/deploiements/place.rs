//! Which use a row is: the one with its solution whose days hold the row's, or a new one.

use chrono::NaiveDate;

use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use crate::domain::id::SolutionCode;
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::exchange::table::Column;

use super::{RANK, SINCE};

/// What a row says of where it belongs.
pub(super) struct Asked<'a> {
    /// The key of the school's first use in the category.
    pub(super) id: DeploymentId,
    pub(super) solution: &'a SolutionCode,
    pub(super) stage: Stage,
    pub(super) since: Option<NaiveDate>,
    pub(super) rank: Option<Rank>,
}

/// The use that a row is.
pub(super) struct Placed {
    /// As it is before the row; the solution is that of the row.
    pub(super) used: Deployment,
    /// The use before it, which the school leaves on the day of the row.
    pub(super) former: Option<Deployment>,
    /// Another solution is noted on it: what was reached with the former no longer counts.
    pub(super) restarts: bool,
}

/// Why a row is no use, and the column that says so.
pub(super) type Refused = (Column, String);

impl Asked<'_> {
    /// Finds the use of the row among those of the school in the category, in the order of their ranks.
    pub(super) fn place(&self, registry: &Registry, all: &[Deployment]) -> Result<Placed, Refused> {
        if let Some(rank) = self.rank {
            if let Some(used) = self.filed_since(registry, all, rank) {
                return Ok(self.of(used.clone()));
            }
            return match all.iter().find(|used| used.rank == rank) {
                Some(used) if used.solution.as_ref().is_none_or(|held| held == self.solution) => {
                    Ok(self.of(used.clone()))
                }
                Some(used) => Err((
                    RANK,
                    format!("l’usage {rank} de l’école est celui de {}", name(used)),
                )),
                None if self.following(registry, all) != Some(rank) => {
                    Err((RANK, self.next_rank(registry, all)))
                }
                // A use that is left already takes the place of none.
                None if self.stage.is_left() => self.begun(registry, all, None),
                None => self.another(registry, all),
            };
        }
        let goes_on = all.iter().any(|used| !used.is_left());
        let held = all.iter().rev().find(|used| self.is_of(used, goes_on));
        held.map_or_else(|| self.another(registry, all), |used| Ok(self.of(used.clone())))
    }

    /// The use that had the rank of the row in a category which its solution has left since, where none of the solution
    /// has it now.
    fn filed_since<'u>(
        &self,
        registry: &Registry,
        all: &'u [Deployment],
        rank: Rank,
    ) -> Option<&'u Deployment> {
        let is_its = |used: &&Deployment| used.solution.as_ref() == Some(self.solution);
        if all.iter().filter(is_its).any(|used| used.rank == rank) {
            return None;
        }
        let former = Category::ALL.into_iter().map(|category| {
            RecordId::Deployment(DeploymentId {
                category,
                rank,
                ..self.id
            })
        });
        let now: Vec<RecordId> = former.map(|id| registry.follow(&id)).collect();
        let mut own = all.iter().filter(is_its);
        own.find(|used| now.contains(&RecordId::Deployment(used.id())))
    }

    /// True for a use of the row's solution whose days hold that of the row; of a row without a day, for the current one,
    /// or where no use goes on, for the last that was left: a row without a day begins none.
    fn is_of(&self, used: &Deployment, goes_on: bool) -> bool {
        if used.solution.as_ref() != Some(self.solution) {
            return false;
        }
        // What comes after the use was left is of it too: the day of the exit, put right, and that of the deletion.
        let ends = used.exit.filter(|_| used.is_left() && !self.stage.is_left());
        match self.since {
            None => !goes_on || !used.is_left() || self.stage.is_left(),
            Some(day) => {
                used.first_day().is_none_or(|first| first <= day) && ends.is_none_or(|end| day <= end)
            }
        }
    }

    /// The row as another use, where its day comes after what the school has.
    fn another(&self, registry: &Registry, all: &[Deployment]) -> Result<Placed, Refused> {
        let current = all.iter().find(|used| !used.is_left());
        let last = all.iter().max_by_key(|used| used.last_day());
        match (current, last) {
            (Some(current), _) if current.solution.is_none() => match self.rank {
                None => Ok(self.of(current.clone())),
                Some(_) => Err((
                    RANK,
                    format!("l’usage {} de l’école n’a pas encore de solution", current.rank),
                )),
            },
            (Some(current), _) => {
                let day = self.after(current)?;
                if self.rank.is_none() && !registry.is_kept(current) {
                    return Ok(Placed {
                        restarts: true,
                        ..self.of(current.clone())
                    });
                }
                let mut former = current.clone();
                former.leave(day, "");
                self.begun(registry, all, Some(former))
            }
            (None, Some(last)) => {
                self.not_before(last)?;
                self.begun(registry, all, None)
            }
            (None, None) => self.begun(registry, all, None),
        }
    }

    /// The day of the row, which comes after the first of the current use.
    fn after(&self, current: &Deployment) -> Result<NaiveDate, Refused> {
        let (held, first) = (name(current), current.first_day());
        let Some(day) = self.since else {
            return Err((
                SINCE,
                format!("l’école utilise {held}\u{a0}: il faut le jour où elle a changé"),
            ));
        };
        match first.filter(|first| day <= *first) {
            Some(first) => Err((
                SINCE,
                format!(
                    "le {} n’est d’aucun usage de cette solution, et l’école utilise {held} depuis le {}",
                    day_fr(day),
                    day_fr(first)
                ),
            )),
            None if self.stage.is_left() => Err((
                SINCE,
                format!(
                    "au {}, l’école n’utilisait pas cette solution, mais {held}",
                    day_fr(day)
                ),
            )),
            None => Ok(day),
        }
    }

    /// Refuses a row without a day, and one of a day on which the school had not left its last solution.
    fn not_before(&self, last: &Deployment) -> Result<(), Refused> {
        let Some(day) = self.since else {
            return Err((
                SINCE,
                format!(
                    "l’école a quitté {}\u{a0}: il faut le jour où elle a changé",
                    name(last)
                ),
            ));
        };
        let Some(left) = last.last_day().filter(|left| day < *left) else {
            return Ok(());
        };
        Err((
            SINCE,
            format!(
                "le {} n’est d’aucun usage de cette solution, et l’école a quitté {} le {}",
                day_fr(day),
                name(last),
                day_fr(left)
            ),
        ))
    }

    /// A new use after those of the school.
    fn begun(
        &self,
        registry: &Registry,
        all: &[Deployment],
        former: Option<Deployment>,
    ) -> Result<Placed, Refused> {
        let rank = self
            .following(registry, all)
            .ok_or_else(|| (RANK, "tous les rangs sont pris".to_owned()))?;
        let placed = self.of(Deployment::new(DeploymentId { rank, ..self.id }));
        Ok(Placed { former, ..placed })
    }

    /// The rank after those of the uses, and of those that were withdrawn.
    fn following(&self, registry: &Registry, all: &[Deployment]) -> Option<Rank> {
        registry.rank_after(self.id.school, self.id.category, all.last())
    }

    fn next_rank(&self, registry: &Registry, all: &[Deployment]) -> String {
        self.following(registry, all).map_or_else(
            || "tous les rangs sont pris".to_owned(),
            |rank| format!("l’école n’a pas d’usage de ce rang\u{a0}; le prochain est le {rank}"),
        )
    }

    fn of(&self, used: Deployment) -> Placed {
        Placed {
            used: Deployment {
                solution: Some(self.solution.clone()),
                ..used
            },
            former: None,
            restarts: false,
        }
    }
}

fn name(used: &Deployment) -> String {
    let solution = used.solution.as_ref();
    solution.map_or_else(|| "aucune solution".to_owned(), ToString::to_string)
}
