//! Where the review of the register entry of a line is: for the filter, the column and the command alike.

use super::day_index::AssessedLine;
use super::source::Source;
use crate::domain::register::ReviewState;
use crate::domain::rule::RuleCode;

/// Where the review of the active entry of a line is on the day of the source; none without an entry.
pub(super) fn review_state(source: Source<'_>, line: &AssessedLine) -> Option<ReviewState> {
    let entry = source.registry.entries().get(&line.assessment.registered?)?;
    if line.has(RuleCode::W13) || line.has(RuleCode::W18) {
        return Some(ReviewState::Due);
    }
    Some(match entry.review_on(source.day_index.day()) {
        None => ReviewState::Never,
        Some(review) if review.reserve().is_some() => ReviewState::Reserve,
        Some(_) => ReviewState::UpToDate,
    })
}
