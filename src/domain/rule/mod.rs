//! The rules: what keeps a school out of the register, and what must be said of it.

mod assessment;
mod code;
mod finding;
mod message;
mod policy;
mod reliance;

pub use assessment::{Assessment, assess};
pub use code::{RuleCode, Severity};
pub use finding::{Cause, Finding};
pub use policy::Policy;
pub use reliance::{Reliance, reliance};
