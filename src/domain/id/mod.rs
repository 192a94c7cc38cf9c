//! Identifiers that cannot hold a wrong value.
//!
//! Each type is a fixed array of ASCII bytes, checked when it is made: to hold one is to know that it is right.
//! Their order is that of their text.

#[macro_use]
mod text;

mod departement;
mod digest;
mod error;
mod insee;
mod key;
mod siren;
mod siret;
mod uai;

pub use departement::DepartementCode;
pub use digest::{Digest, hex, unhex};
pub use error::{IdError, IdKind, IdReason};
pub use insee::InseeCode;
pub use key::{
    AmendmentNumber, ContractReference, ConventionNumber, SheetVersion, SolutionCode, TextKeyError,
};
pub use siren::Siren;
pub use siret::Siret;
pub use uai::Uai;
