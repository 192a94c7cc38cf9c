//! The authority that signs for the State, in words: the one place where its title is written.

/// Who signs for the State.
pub const AUTHORITY: &str = "le DASEN";
/// The same behind what is of it: `hors des conventions du DASEN`.
pub const OF_AUTHORITY: &str = "du DASEN";
/// Its code in filters.
pub const AUTHORITY_CODE: &str = "dasen";
/// A convention that waits for its signature.
pub const AWAITS_AUTHORITY: &str = "attend le DASEN";
/// The same where there is little room.
pub const AWAITS_AUTHORITY_SHORT: &str = "att. DASEN";
/// An avenant that waits for its signature, where there is little room.
pub const AMENDMENT_AWAITS_AUTHORITY_SHORT: &str = "av. DASEN";
/// A convention that it signed.
pub const SIGNED_BY_AUTHORITY: &str = "signée par le DASEN";
/// The same before the day.
pub const SIGNED_BY_AUTHORITY_ON: &str = "signée par le DASEN le";
/// The same, as the name of a field that is typed.
pub const SIGNED_BY_AUTHORITY_FIELD: &str = "Signée par le DASEN le";
/// An avenant that it signed, before the day.
pub const AMENDMENT_SIGNED_ON: &str = "signé par le DASEN le";
/// The same, as the name of a field that is typed.
pub const AMENDMENT_SIGNED_FIELD: &str = "Signé par le DASEN le";
/// The same, as the name of a field of a convention.
pub const AMENDMENT_SIGNED_BY_AUTHORITY_ON: &str = "avenant signé par le DASEN le";
/// What is awaited of the authority, in French.
pub const SIGNATURE: &str = "signature du DASEN";
/// The same with its article.
pub const THE_SIGNATURE: &str = "la signature du DASEN";
/// Several of them.
pub const SIGNATURES: &str = "signatures du DASEN";
/// Why the other party is not reminded of a convention that waits for the authority alone.
pub const NOT_TO_REMIND: &str = "la convention attend le DASEN\u{a0}: au parapheur, pas de relance";
