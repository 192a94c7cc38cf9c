//! Which solutions, départements and schools a convention covers.

use chrono::NaiveDate;

use super::{Annexe, AnnexeLine, Article, Convention};
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
        let of_school = self.lines_of(school);
        of_school
            .filter_map(|line| self.line_held_last(line))
            .filter(|last| *last < day)
            .max()
    }

    /// True when its annexe says *toutes* or names the school on that day, for whatever solution. A convention 28 names
    /// no school.
    pub fn covers_school(&self, school: Uai, day: NaiveDate) -> bool {
        self.names_all() || self.lines_of(school).any(|line| self.line_holds(line, day))
    }

    /// True when it covers the school with the solution on that day: its annexe says *toutes*, or a line of it names the
    /// school; and the solution is that of the line or, of a line that names none, one that the convention covers.
    pub fn covers(&self, school: Uai, solution: &SolutionCode, day: NaiveDate) -> bool {
        let of_convention = self.covers_solution(solution);
        if self.names_all() {
            return of_convention;
        }
        let is_of = |line: &AnnexeLine| match &line.solution {
            Some(own) => own == solution && of_convention,
            None => of_convention,
        };
        self.lines_of(school)
            .any(|line| is_of(line) && self.line_holds(line, day))
    }

    /// The same where a solution was chosen; of none, whether it covers the school.
    pub fn covers_choice(&self, school: Uai, solution: Option<&SolutionCode>, day: NaiveDate) -> bool {
        match solution {
            Some(code) => self.covers(school, code, day),
            None => self.covers_school(school, day),
        }
    }

    /// The lines of its annexe that name a school, on whatever day.
    pub fn lines_of(&self, school: Uai) -> impl Iterator<Item = &AnnexeLine> {
        self.annexe.lines().iter().filter(move |line| line.uai == school)
    }

    /// True where it names no school in particular.
    fn names_all(&self) -> bool {
        self.article() == Article::Art28 || self.annexe == Annexe::All
    }
}
