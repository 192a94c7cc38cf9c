//! How the forms of a démarche (Démarches Simplifiées) say what a convention holds, and where its dossiers stand.

use super::coded::coded;

/// What the labels of a form mean. A label is that of a column, or a `champDescriptorId` where the site itself is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The solution; the first that is filled counts.
    pub solution: Vec<String>,
    /// Other solutions; those of all labels count.
    pub other_solutions: Vec<String>,
    /// The schools; those of all labels and blocks count.
    pub schools: Vec<String>,
    /// The reference of the délibération.
    pub deliberation: Vec<String>,
    /// The day of effect.
    pub effect: Vec<String>,
    /// The number of the convention, which an instructor notes.
    pub convention: Vec<String>,
    /// The blocks of the form, each filled several times.
    pub blocks: Vec<Block>,
    /// What the choices of the form mean, by their labels.
    pub choices: Vec<(String, Choice)>,
}

/// A block of a form, and what its labels mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// Its stable identifier, in digits, or its label.
    pub name: String,
    pub school: Vec<String>,
    /// The solution of that school.
    pub solution: Vec<String>,
}

/// What a choice of a form means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The code of a solution.
    Solution(String),
    /// A person is to say.
    Asked,
}

impl Mapping {
    /// True where nothing is said of any fact.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

coded! {
    /// Where a dossier stands on the site; its codes are those of the site's own interface.
    enum DossierState {
        Submitted "en_construction", "En construction";
        Examined "en_instruction", "En instruction";
        Accepted "accepte", "Accepté";
        Refused "refuse", "Refusé";
        Dropped "sans_suite", "Classé sans suite";
    }
}

impl DossierState {
    /// True where the authority neither signs nor will: it was refused or classé sans suite.
    pub fn is_turned_down(self) -> bool {
        matches!(self, Self::Refused | Self::Dropped)
    }

    /// True where the site has decided, from which on it keeps the dossier twelve months.
    pub fn is_decided(self) -> bool {
        self == Self::Accepted || self.is_turned_down()
    }
}
