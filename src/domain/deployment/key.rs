//! The key of a use: the school, the category and the rank among the uses of both.

use std::fmt;
use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

use crate::domain::id::Uai;
use crate::domain::provider::Category;

/// The place of a use among those of a school and a category, in the order of recording, from 1 up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rank(NonZeroU16);

impl Rank {
    pub const FIRST: Self = Self(NonZeroU16::MIN);
    /// No use comes after one of this rank.
    pub const LAST: Self = Self(NonZeroU16::MAX);

    /// True for the rank that is not written: that of every use recorded before there were ranks.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
    pub fn is_first(&self) -> bool {
        *self == Self::FIRST
    }

    /// The rank after it; none after [`Rank::LAST`].
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }

    /// Reads a rank as it is written: without a sign or a leading zero.
    pub fn parse(text: &str) -> Option<Self> {
        let rank = text.parse().ok().map(Self)?;
        (rank.to_string() == text).then_some(rank)
    }
}

impl Default for Rank {
    fn default() -> Self {
        Self::FIRST
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The key of a [`Deployment`](super::Deployment); written `0380123A@ENT`, and `0380123A@ENT@2` from the second rank on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeploymentId {
    pub school: Uai,
    pub category: Category,
    #[serde(default, skip_serializing_if = "Rank::is_first")]
    pub rank: Rank,
}

impl DeploymentId {
    /// The key of a school's first use in a category.
    pub fn first(school: Uai, category: Category) -> Self {
        Self {
            school,
            category,
            rank: Rank::FIRST,
        }
    }

    /// True where both are uses of one school in one category.
    pub fn is_beside(self, other: Self) -> bool {
        (self.school, self.category) == (other.school, other.category)
    }

    /// Reads a key as Display writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let (school, rest) = text.split_once('@')?;
        let (category, rank) = match rest.split_once('@') {
            Some((category, rank)) => (category, Rank::parse(rank).filter(|rank| !rank.is_first())?),
            None => (rest, Rank::FIRST),
        };
        Some(Self {
            school: Uai::parse(school).ok()?,
            category: Category::parse(category)?,
            rank,
        })
    }
}

impl fmt::Display for DeploymentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.school, self.category.label())?;
        match self.rank {
            Rank::FIRST => Ok(()),
            rank => write!(f, "@{rank}"),
        }
    }
}
