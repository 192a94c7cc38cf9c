//! The review (contrôle) of a register entry: who saw it, up to which place in the journal, what they found, and a digest
//! of each part of what they saw.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::{ConventionNumber, Digest};

/// The review of a register entry. One of the former format, and one that was taken over, has no digest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The day.
    pub on: NaiveDate,
    /// Who reviewed it; empty where the register that it comes from does not say.
    pub by: String,
    /// The place in the journal up to which they saw; none in the former format, where the version of the entry stands
    /// for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
    /// What they found; none in the former format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Conclusion>,
    /// What the entry rested on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartDigest>,
}

impl Review {
    /// A review that says nothing of what it covered.
    pub fn without_digests(on: NaiveDate, by: impl Into<String>) -> Self {
        Self {
            on,
            by: by.into(),
            ..Self::default()
        }
    }

    /// True where both are one review, whatever the keys of their parts have become.
    pub fn is_same(&self, other: &Self) -> bool {
        let kept = |review: &Self| {
            let digests: Vec<Digest> = review.parts.iter().map(|part| part.sha256).collect();
            (
                review.on,
                review.by.clone(),
                review.seen,
                review.conclusion.clone(),
                digests,
            )
        };
        kept(self) == kept(other)
    }

    /// True where it is another one of the former format, given the place in the journal that the version of its entry
    /// stood for.
    pub fn is_placed(&self, other: &Self) -> bool {
        let unplaced = Self {
            seen: None,
            ..self.clone()
        };
        !other.has_digests() && self.seen.is_some() && unplaced == *other
    }

    /// True where it says what it covered.
    pub fn has_digests(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The text of a review *avec réserve*.
    pub fn reserve(&self) -> Option<&str> {
        match &self.conclusion {
            Some(Conclusion::Reserve(text)) => Some(text),
            Some(Conclusion::Conforme) | None => None,
        }
    }
}

/// What a review found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    Conforme,
    /// With what is to be put right, in the reviewer's words.
    Reserve(String),
}

impl Conclusion {
    /// In French, without the text of a reserve: `conforme`.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Conforme => "conforme",
            Self::Reserve(_) => "avec réserve",
        }
    }

    /// In French, with the text of a reserve: `avec réserve : …`.
    pub fn text(&self) -> String {
        match self {
            Self::Conforme => self.label().to_owned(),
            Self::Reserve(text) => format!("{}\u{a0}: {text}", self.label()),
        }
    }
}

/// Where the review of an active entry is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// It holds, without a reserve.
    UpToDate,
    /// One is to be made: what the last one covered changed since (W18), or none is of the school year (W13).
    Due,
    /// It holds, and was made with a reserve.
    Reserve,
    /// There is none, of an entry of the school year.
    Never,
}

impl ReviewState {
    /// The code in files, as the filter `controle` has it: `a_refaire`.
    pub fn code(self) -> &'static str {
        match self {
            Self::UpToDate => "a_jour",
            Self::Due => "a_refaire",
            Self::Reserve => "avec_reserve",
            Self::Never => "non_controlee",
        }
    }

    /// In French: `à refaire`.
    pub fn label(self) -> &'static str {
        match self {
            Self::UpToDate => "à jour",
            Self::Due => "à refaire",
            Self::Reserve => "avec réserve",
            Self::Never => "non contrôlée",
        }
    }
}

/// A part of what an entry rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    #[serde(rename = "ecole")]
    School,
    #[serde(rename = "usage")]
    Use,
    #[serde(rename = "solution")]
    Solution,
    #[serde(rename = "fiche")]
    Sheet,
    #[serde(rename = "convention")]
    Convention(ConventionNumber),
    /// Who holds the school competence.
    #[serde(rename = "titulaire")]
    Holder,
}

impl Part {
    /// In French, with its article: `la convention 26-0012`.
    pub fn label(&self) -> String {
        match self {
            Self::School => "l’école".to_owned(),
            Self::Use => "l’usage".to_owned(),
            Self::Solution => "la solution".to_owned(),
            Self::Sheet => "la fiche de traitement".to_owned(),
            Self::Convention(number) => format!("la convention {number}"),
            Self::Holder => "le titulaire de la compétence".to_owned(),
        }
    }
}

/// A part as a review saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartDigest {
    pub part: Part,
    /// The SHA-256 of its content, as [`Coverage`](crate::domain::covered::Coverage) writes it.
    #[serde(with = "digits")]
    pub sha256: Digest,
}

/// A digest in a stored record: its sixty-four hexadecimal digits.
mod digits {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::domain::id::{Digest, hex, unhex};

    /// Writes a digest, for serde.
    pub fn serialize<S: Serializer>(digest: &Digest, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(digest))
    }

    /// Reads what was written so; another text is refused.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
        let text = String::deserialize(deserializer)?;
        unhex(&text).ok_or_else(|| serde::de::Error::custom("une empreinte a 64 chiffres hexadécimaux"))
    }
}
