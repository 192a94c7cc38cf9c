//! A field of a part, as it is shown and as its digest takes it.

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use crate::domain::date::day_fr;
use crate::domain::id::{Digest, Siren};
use crate::domain::register::Part;

/// A field of a part that holds something. Its code and its value make the digest, and never change their form: digests
/// outlive the program that wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub code: &'static str,
    /// Its French name.
    pub label: String,
    pub value: Value,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Day(NaiveDate),
    Number(u32),
    /// A prestataire.
    Provider(Siren),
    Collectivite(Siren),
    /// One of a list: its code, and its French name.
    Coded(&'static str, &'static str),
}

impl Value {
    /// In French, as it is shown.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day_fr(*day),
            Self::Number(number) => number.to_string(),
            Self::Provider(siren) | Self::Collectivite(siren) => siren.to_string(),
            Self::Coded(_, label) => (*label).to_owned(),
        }
    }

    /// As the digest takes it: a day is ISO, one of a list its code.
    fn stable(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Provider(siren) | Self::Collectivite(siren) => siren.to_string(),
            Self::Coded(code, _) => (*code).to_owned(),
        }
    }
}

/// The digest of a part with these fields: of what it is, then of the code and the value of each, every text after its
/// length. A field that holds nothing is not among them, so that one more field leaves the digests of before as they are.
pub fn digest(part: &Part, fields: &[Field]) -> Digest {
    let mut hasher = Sha256::new();
    let mut take = |text: &str| {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    };
    take(code(part));
    for field in fields {
        take(field.code);
        take(&field.value.stable());
    }
    hasher.finalize().into()
}

/// What a part is, in its digest.
fn code(part: &Part) -> &'static str {
    match part {
        Part::School => "ecole",
        Part::Use => "usage",
        Part::Solution => "solution",
        Part::Sheet => "fiche",
        Part::Convention(_) => "convention",
        Part::Holder => "titulaire",
    }
}
