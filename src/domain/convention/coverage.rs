//! Which solutions, départements and schools a convention covers.

use chrono::NaiveDate;

use super::{Annexe, Article, Convention};
use crate::domain::id::{DepartementCode, SolutionCode, Uai};

impl Convention {
    /// True when it names the solution, or names none.
    pub fn covers_solution(&self, solution: &SolutionCode) -> bool {
        self.solutions.is_empty() || self.solutions.contains(solution)
    }

    /// True when it names the département. A convention 28 names each one that it serves; one that names none
    /// serves none.
    pub fn covers_departement(&self, departement: DepartementCode) -> bool {
        self.departements.contains(&departement)
    }

    /// The last day up to `day` on which its annexe named the school; none where it never did.
    pub fn named_last(&self, school: Uai, day: NaiveDate) -> Option<NaiveDate> {
        if self.covers_school(school, day) {
            return Some(day);
        }
        let Annexe::Listed(lines) = &self.annexe else {
            return None;
        };
        let of_school = lines.iter().filter(|line| line.uai == school);
        of_school
            .filter_map(|line| line.period.to)
            .filter(|last| *last < day)
            .max()
    }

    /// True when its annexe says *toutes* or names the school on that day. A convention 28 names no school.
    pub fn covers_school(&self, school: Uai, day: NaiveDate) -> bool {
        self.article() == Article::Art28 || self.annexe.covers(school, day)
    }
}
