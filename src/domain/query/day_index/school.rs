//! A school on the day index: its lines, and the names by which lists are sorted and filtered.

use chrono::NaiveDate;

use super::line::AssessedLine;
use super::names::{NameId, Names};
use crate::domain::id::{DepartementCode, Siren, Uai};
use crate::domain::registry::Registry;
use crate::domain::rule::{Assessment, Policy, Standing, assess};
use crate::domain::school::{School, SchoolState, Sector};
use crate::text::fold;

/// A school on the day index.
#[derive(Debug)]
pub struct SchoolEntry {
    pub uai: Uai,
    /// Its name, folded.
    pub name: Box<str>,
    pub commune: NameId,
    pub circonscription: NameId,
    pub departement: Option<DepartementCode>,
    pub sector: Sector,
    /// What the annuaire says of it.
    pub annuaire: SchoolState,
    pub in_rpi: bool,
    /// What the rules say of it.
    pub assessed: Assessed,
}

/// What the rules say of a school on the day.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Assessed {
    /// Who holds the school competence.
    pub holder: Option<Siren>,
    /// What the school is; none for one that was removed.
    pub state: Option<Standing>,
    /// One line per deployment, or one; none for a school that was removed.
    pub lines: Vec<AssessedLine>,
}

impl SchoolEntry {
    pub(super) fn new(school: &School, draft: EntryParts, communes: &mut Names, circos: &mut Names) -> Self {
        Self {
            uai: school.uai,
            name: draft.name,
            commune: communes.number(&school.commune),
            circonscription: circos.number(&school.circonscription),
            departement: school.departement,
            sector: school.sector,
            annuaire: school.state,
            in_rpi: school.rpi.is_some(),
            assessed: draft.assessed,
        }
    }

    /// The same school, with what the rules say of it on another day.
    pub(super) fn with(&self, assessed: Assessed) -> Self {
        Self {
            name: self.name.clone(),
            assessed,
            ..*self
        }
    }

    pub fn lines(&self) -> &[AssessedLine] {
        &self.assessed.lines
    }

    /// Who holds the school competence.
    pub fn holder(&self) -> Option<Siren> {
        self.assessed.holder
    }

    /// What the school is, all its lines looked at; none for one that was removed.
    pub fn state(&self) -> Option<Standing> {
        self.assessed.state
    }
}

/// The part of an entry that needs nothing of the other entries.
#[derive(Debug, Default)]
pub(super) struct EntryParts {
    pub(super) assessed: Assessed,
    name: Box<str>,
}

impl EntryParts {
    /// Assesses a school and folds its name.
    pub(super) fn new(registry: &Registry, school: &School, day: NaiveDate, policy: &Policy) -> Self {
        Self::of(school, assessed(registry, school, day, policy))
    }

    /// Folds the name of a school that is assessed already.
    pub(super) fn of(school: &School, assessed: Assessed) -> Self {
        Self {
            assessed,
            name: fold(&school.name).into(),
        }
    }
}

/// Assesses a school.
pub(super) fn assessed(registry: &Registry, school: &School, day: NaiveDate, policy: &Policy) -> Assessed {
    let assessments = assess(registry, school, day, policy);
    let line = |assessment: Assessment| {
        let code = assessment.solution.as_ref();
        let solution = code.and_then(|code| registry.solutions().get(code));
        AssessedLine::new(assessment, solution.map(|solution| solution.provider))
    };
    Assessed {
        holder: assessments.first().and_then(|assessment| assessment.holder),
        state: Standing::of_school(&assessments),
        lines: assessments.into_iter().map(line).collect(),
    }
}
