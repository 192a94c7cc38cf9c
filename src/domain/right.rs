//! The rights of an operator.

use super::coded::coded;

coded! {
    /// A right, given to a Unix group, from the least on.
    stored enum Right {
        Lecture "lecture", "lecture";
        Gestion "gestion", "gestion";
        /// Reviews, and lifts a review.
        Dpd "dpd", "DPD";
        /// Imports over existing data, restores, configures.
        Administration "administration", "administration";
    }
}
