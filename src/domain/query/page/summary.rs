//! Counts over schools.

use serde::{Deserialize, Serialize};

use crate::domain::rule::Standing;

/// How many schools are what: each is one thing at a time, so that the counts add up to the schools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary([usize; 6]);

impl Summary {
    /// The schools that are so.
    pub fn of(&self, standing: Standing) -> usize {
        self.0[standing as usize]
    }

    /// All schools.
    pub fn schools(&self) -> usize {
        self.0.iter().sum()
    }

    /// Counts a school in.
    pub fn add(&mut self, standing: Standing) {
        self.0[standing as usize] += 1;
    }

    /// Counts a school out that was counted in.
    pub fn subtract(&mut self, standing: Standing) {
        self.0[standing as usize] -= 1;
    }
}

impl std::ops::AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }
}
