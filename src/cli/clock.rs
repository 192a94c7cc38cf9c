//! The one place where the clock is read.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};

/// The present moment.
pub(super) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The present moment by the clock on the wall where the machine is.
pub(super) fn local() -> NaiveDateTime {
    now().with_timezone(&chrono::Local).naive_local()
}

/// The present day where the machine is.
pub(super) fn today() -> NaiveDate {
    local().date()
}

/// The present time of day, on another day: what the clock of the demo base tells.
pub(super) fn on(day: NaiveDate) -> DateTime<Utc> {
    let time = now().with_timezone(&chrono::Local).time();
    let moment = chrono::Local.from_local_datetime(&day.and_time(time)).earliest();
    moment.map_or_else(|| day.and_time(time).and_utc(), |moment| moment.to_utc())
}
