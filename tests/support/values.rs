//! Values written short in tests. Each panics on a text that is wrong.

use chrono::NaiveDate;
use preau::domain::date::Period;
use preau::domain::id::{
    ContractReference, ConventionNumber, DepartementCode, InseeCode, SheetVersion, Siren, SolutionCode, Uai,
};
use preau::domain::provider::{Opinion, Stance};

/// A day: `2026-11-23`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A period; an empty text is an open end.
pub fn period(from: &str, to: &str) -> Period {
    let end = |text: &str| (!text.is_empty()).then(|| day(text));
    Period {
        from: end(from),
        to: end(to),
    }
}

/// An opinion without a text and without a next review.
pub fn opinion(authority: &str, on: &str, stance: Stance) -> Opinion {
    Opinion {
        authority: authority.to_owned(),
        date: day(on),
        stance,
        text: String::new(),
        next_review: None,
    }
}

/// Declares a function for each identifier.
macro_rules! identifiers {
    ($($name:ident: $kind:ty, $doc:literal;)*) => {
        $(#[doc = $doc]
        pub fn $name(text: &str) -> $kind {
            <$kind>::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
        })*
    };
}

identifiers! {
    uai: Uai, "A UAI.";
    siren: Siren, "A SIREN.";
    insee: InseeCode, "An INSEE code.";
    departement: DepartementCode, "A département code.";
    solution_code: SolutionCode, "A solution's code.";
    number: ConventionNumber, "A convention's number.";
    reference: ContractReference, "A contract's reference.";
    version: SheetVersion, "A fiche's version.";
}

/// An avenant that the party signed on a day, and the DASEN on another; an empty text is no day.
pub fn amendment(number: &str, party: &str, dasen: &str) -> preau::domain::convention::Amendment {
    preau::domain::convention::Amendment {
        signed_party: party.parse().ok(),
        signed_dasen: dasen.parse().ok(),
        ..preau::domain::convention::Amendment::draft(number.parse().unwrap())
    }
}
