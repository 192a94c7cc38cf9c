//! The signs of what a school is.

use super::Role;
use crate::domain::rule::Standing;

/// The sign at the start of a school's row, and its role.
pub fn standing_sign(standing: Standing) -> (char, Role) {
    match standing {
        Standing::OutOfScope => ('–', Role::Muted),
        Standing::ToRegularise => ('!', Role::Critical),
        Standing::Registered => ('✓', Role::Ok),
        Standing::Ready => ('»', Role::Ready),
        // It waits for something: that is no fault of today.
        Standing::Blocked => ('⚑', Role::Text),
        Standing::NoProject => (' ', Role::Muted),
    }
}
