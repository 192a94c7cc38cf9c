//! The one place where the clock is read.

use chrono::{DateTime, NaiveDate, Utc};

/// The present moment.
pub(super) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The present day where the machine is.
pub(super) fn today() -> NaiveDate {
    now().with_timezone(&chrono::Local).date_naive()
}
