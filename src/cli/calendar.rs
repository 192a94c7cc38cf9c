//! The days to come, waited for: one timer at the next midnight of the local calendar, and nothing until then.

use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};

use super::clock;
use crate::domain::journal::instant::is_set;
use crate::service::NextDay;

/// Waits for each day that follows the present one.
pub(super) fn next_day() -> NextDay {
    let mut last = clock::today();
    Box::new(move || {
        loop {
            // The clock may have been set, or the machine have slept: the day is read, not counted. It is read before one
            // waits too: it may have passed meanwhile.
            let now = clock::now();
            let day = clock::today();
            if day != last && is_set(now) {
                last = day;
                return true;
            }
            if !wait_until(midnight_after(&chrono::Local, now)) {
                return false;
            }
        }
    })
}

/// The first moment of the day after that of a moment. A day begins where the clocks go forward at midnight too, and is
/// of 23 or 25 hours where they change.
fn midnight_after<Z: TimeZone>(zone: &Z, now: DateTime<Utc>) -> DateTime<Utc> {
    let later = now.checked_add_signed(TimeDelta::days(1)).unwrap_or(now);
    if !is_set(now) {
        return later;
    }
    let today = now.with_timezone(zone).date_naive();
    let quarters = (0..4 * 48).map(|quarter| TimeDelta::minutes(15 * quarter));
    let from = today
        .checked_add_days(Days::new(1))
        .map(|day| day.and_time(chrono::NaiveTime::MIN));
    let mut moments = from
        .into_iter()
        .flat_map(|from| quarters.clone().map(move |later| from + later));
    let begins = moments.find_map(|local| zone.from_local_datetime(&local).earliest());
    begins.map_or(later, |moment| moment.to_utc())
}

/// Waits until the clock of the machine says a moment, says another than was to be expected, or the machine wakes; false
/// where the system has no such timer.
#[cfg(target_os = "linux")]
fn wait_until(moment: DateTime<Utc>) -> bool {
    use nix::sys::time::TimeSpec;
    use nix::sys::timerfd::{ClockId, Expiration, TimerFd, TimerFlags, TimerSetTimeFlags};
    let waited = TimerFd::new(ClockId::CLOCK_REALTIME, TimerFlags::TFD_CLOEXEC).and_then(|timer| {
        let at = Expiration::OneShot(TimeSpec::new(moment.timestamp(), 0));
        let follows_the_clock =
            TimerSetTimeFlags::TFD_TIMER_ABSTIME | TimerSetTimeFlags::TFD_TIMER_CANCEL_ON_SET;
        timer.set(at, follows_the_clock)?;
        timer.wait()
    });
    waited.is_ok()
}

/// Waits until a moment, by the time that passes.
#[cfg(not(target_os = "linux"))]
fn wait_until(moment: DateTime<Utc>) -> bool {
    std::thread::sleep((moment - clock::now()).to_std().unwrap_or_default());
    true
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// A zone as the system has it, a moment, and the midnight that follows.
    const MIDNIGHTS: [(&str, &str, &str); 9] = [
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-11-30T12:00:00Z",
            "2026-11-30T23:00:00Z",
        ),
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-11-30T23:00:00Z",
            "2026-12-01T23:00:00Z",
        ),
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-11-30T22:59:59Z",
            "2026-11-30T23:00:00Z",
        ),
        // 23 hours, then 25.
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-03-28T23:00:00Z",
            "2026-03-29T22:00:00Z",
        ),
        (
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-10-24T22:00:00Z",
            "2026-10-25T23:00:00Z",
        ),
        // The clocks go forward at midnight: the day begins at one o’clock.
        (
            "CST5CDT,M3.2.0/0,M11.1.0/1",
            "2026-03-07T12:00:00Z",
            "2026-03-08T05:00:00Z",
        ),
        ("UTC0", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
        ("NZST-12", "2026-11-30T12:00:00Z", "2026-12-01T12:00:00Z"),
        ("UTC0", "1969-12-31T23:59:59Z", "1970-01-01T23:59:59Z"),
    ];

    /// The zone is that of a process: each is tried in one of its own.
    #[test]
    fn a_day_begins_where_the_local_calendar_says() {
        for (zone, now, midnight) in MIDNIGHTS {
            let tried = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "--ignored", "cli::calendar::tests::in_one_zone"])
                .env("TZ", zone)
                .env("NOW", now)
                .env("MIDNIGHT", midnight)
                .output()
                .unwrap();
            assert!(tried.status.success(), "{zone}: {tried:?}");
            assert!(String::from_utf8_lossy(&tried.stdout).contains("1 passed"));
        }
    }

    #[test]
    #[ignore = "run by the test above, in a process of its own"]
    fn in_one_zone() {
        let moment = |name: &str| std::env::var(name).unwrap().parse::<DateTime<Utc>>().unwrap();
        assert_eq!(midnight_after(&chrono::Local, moment("NOW")), moment("MIDNIGHT"));
    }
}
