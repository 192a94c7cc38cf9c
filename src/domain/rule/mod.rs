//! The rules: what keeps a school out of the register, and what must be said of it.
//!
//! `code.rs` is the table of what is known of each rule; `table.rs` says in which order they are looked at and when;
//! each family has a file, which looks and says what it found; `wording/` has the names and dates that messages take.

mod accounts;
mod art26;
mod art28;
mod assess;
mod assessment;
mod certificate;
mod choice;
mod chronology;
mod code;
mod competence;
mod council;
mod ending;
mod explain;
mod facts;
mod facts_of_use;
mod finding;
mod near_miss;
mod notice;
mod open;
mod place;
mod policy;
mod purge;
mod regularise;
mod reliance;
mod renewal;
mod review;
mod serving;
mod sheet;
mod stage;
mod stage_facts;
mod stage_moves;
mod standing;
mod subject;
mod table;
mod unverified;
mod waiting;
mod wording;

pub use assess::{assess, assess_use};
pub use assessment::Assessment;
pub use code::{EDITION, RemedyKind, RuleCode, Severity};
pub use explain::{Explained, RuleExplained, Verdict, explain};
pub use facts::FactLine;
pub use finding::{Cause, Finding};
pub use notice::{NoticeGap, notice_gap};
pub use place::departement;
pub use policy::{Policy, THRESHOLDS, Threshold};
pub use purge::{is_to_keep, purged_on};
pub use reliance::{Reliance, reliance, serving};
pub use serving::{contracts, covering28};
pub use stage_moves::stage_moves;
pub use standing::Standing;
pub use waiting::{is_for_parapheur, is_to_remind};
