//! The one place where the clocks of the machine are read.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};

use super::failure::Failure;
use crate::domain::date::moment_fr;
use crate::domain::journal::instant::is_set;
use crate::system::wall;

/// The present moment; whatever the clock says, this answers.
pub(super) fn now() -> DateTime<Utc> {
    moment(SystemTime::now())
}

fn moment(time: SystemTime) -> DateTime<Utc> {
    let whole = |span: Duration| i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    let (seconds, nanoseconds) = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => (whole(since), since.subsec_nanos()),
        Err(before) => (-whole(before.duration()), 0),
    };
    let extreme = if seconds < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    };
    DateTime::from_timestamp(seconds, nanoseconds).unwrap_or(extreme)
}

/// The time since the machine was started, that spent asleep included: nobody sets it. None where the system has no such
/// clock.
pub(super) fn running() -> Option<Duration> {
    use nix::time::{ClockId, clock_gettime};
    #[cfg(target_os = "linux")]
    const CLOCK: ClockId = ClockId::CLOCK_BOOTTIME;
    #[cfg(not(target_os = "linux"))]
    const CLOCK: ClockId = ClockId::CLOCK_MONOTONIC;
    clock_gettime(CLOCK).ok().map(Duration::from)
}

/// The present moment by the clock on the wall where the machine is.
pub(super) fn local() -> NaiveDateTime {
    wall::local(now())
}

/// The present day where the machine is.
pub(super) fn today() -> NaiveDate {
    local().date()
}

/// Says that the clock was never set, where it says so: no day can be told from it.
///
/// # Errors
///
/// The sentence for the operator.
pub(super) fn is_right() -> Result<(), Failure> {
    if is_set(now()) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "l’horloge de cette machine dit {}\u{a0}: elle n’est pas réglée, et le jour dépend d’elle\u{a0}; mettez la machine à l’heure",
        moment_fr(local())
    )))
}

/// A clock that says the present time of day, on another day, and then goes as any other: what the demo base goes by.
pub(super) fn on(day: NaiveDate) -> impl Fn() -> DateTime<Utc> + Send {
    let local = day.and_time(local().time());
    let start = chrono::Local.from_local_datetime(&local).earliest();
    let start = start.map_or_else(|| local.and_utc(), |start| start.to_utc());
    let since = running();
    move || {
        let passed = since.zip(running()).map(|(since, now)| now.saturating_sub(since));
        let passed = passed.and_then(|passed| chrono::TimeDelta::from_std(passed).ok());
        start + passed.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_1970_or_past_all_years_says_a_moment_all_the_same() {
        let second = Duration::from_secs(1);
        assert_eq!(
            moment(UNIX_EPOCH - second).to_rfc3339(),
            "1969-12-31T23:59:59+00:00"
        );
        assert_eq!(moment(UNIX_EPOCH).to_rfc3339(), "1970-01-01T00:00:00+00:00");
        let far = Duration::from_hours(2_500_000_000);
        assert_eq!(moment(UNIX_EPOCH + far), DateTime::<Utc>::MAX_UTC);
        assert_eq!(moment(UNIX_EPOCH - far), DateTime::<Utc>::MIN_UTC);
        wall::local(moment(UNIX_EPOCH - far));
    }
}
