//! Ends and renewals: leap days and ends of months do not drift.

use chrono::NaiveDate;
use preau::domain::convention::Convention;

use super::status::convention;
use crate::support::values::day;

fn text(day: Option<NaiveDate>) -> String {
    day.map_or("-".into(), |day| day.to_string())
}

fn signed(rest: &str) -> Convention {
    convention(&format!("party=2020-01-01 dasen=2020-01-01 {rest}"))
}

#[test]
fn the_first_end_is_recorded_or_computed_from_the_effect() {
    let table = [
        ("", "-"),
        ("end=2026-08-31", "2026-08-31"),
        ("effect=2026-09-01 months=12", "2027-08-31"),
        ("effect=2026-09-01 months=36", "2029-08-31"),
        ("effect=2027-03-01 months=12", "2028-02-29"),
        ("effect=2028-03-01 months=12", "2029-02-28"),
        ("effect=2028-02-29 months=12", "2029-02-27"),
        ("effect=2028-02-29 months=48", "2032-02-28"),
        ("effect=2026-01-31 months=1", "2026-02-27"),
        ("months=12", "2020-12-31"),
        ("effect=2026-09-01 months=12 end=2026-12-31", "2026-12-31"),
    ];
    for (rest, end) in table {
        assert_eq!(text(signed(rest).first_end()), end, "{rest}");
    }
    assert_eq!(
        text(convention("months=12").first_end()),
        "-",
        "no effect, no end"
    );
}

#[test]
fn each_term_ends_where_the_origin_says() {
    let table = [
        // Months that end on 31, 28, 31, 30.
        ("end=2026-01-31 tacit=1", "2026-01-31", "2026-01-31"),
        ("end=2026-01-31 tacit=1", "2026-02-01", "2026-02-28"),
        ("end=2026-01-31 tacit=1", "2026-03-01", "2026-03-31"),
        ("end=2026-01-31 tacit=1", "2026-04-01", "2026-04-30"),
        ("end=2026-01-31 tacit=1", "2028-02-15", "2028-02-29"),
        // A leap day comes back on leap years.
        ("end=2024-02-29 tacit=12", "2024-02-29", "2024-02-29"),
        ("end=2024-02-29 tacit=12", "2024-03-01", "2025-02-28"),
        ("end=2024-02-29 tacit=12", "2025-02-28", "2025-02-28"),
        ("end=2024-02-29 tacit=12", "2025-03-01", "2026-02-28"),
        ("end=2024-02-29 tacit=12", "2027-03-01", "2028-02-29"),
        // From the effect: the day before each anniversary, 29 February among them.
        ("effect=2026-03-01 months=12 tacit=12", "2027-03-01", "2028-02-29"),
        ("effect=2026-03-01 months=12 tacit=12", "2028-03-01", "2029-02-28"),
        // A ceiling.
        ("end=2026-08-31 tacit=12x2", "2026-09-01", "2027-08-31"),
        ("end=2026-08-31 tacit=12x2", "2027-09-01", "2028-08-31"),
        ("end=2026-08-31 tacit=12x2", "2028-09-01", "2028-08-31"),
        ("end=2026-08-31 tacit=12x2", "2046-09-01", "2028-08-31"),
        // No renewal, or an express one.
        ("end=2026-08-31", "2027-09-01", "2026-08-31"),
        ("end=2026-08-31 express=1", "2027-09-01", "2026-08-31"),
        // Far away, without counting one by one for ever.
        ("end=2026-08-31 tacit=1", "9999-01-15", "9999-01-31"),
    ];
    for (rest, on, end) in table {
        assert_eq!(text(signed(rest).end_on(day(on))), end, "{rest} on {on}");
    }
}

#[test]
fn the_final_end_counts_every_renewal_allowed() {
    let table = [
        ("end=2026-08-31 tacit=12x3", "2029-08-31"),
        ("end=2026-08-31 tacit=12x0", "2026-08-31"),
        ("end=2026-08-31 tacit=12", "-"),
        ("end=2026-08-31 tacit=0x3", "2026-08-31"),
        ("end=2023-02-28 tacit=12x1", "2024-02-28"),
        ("end=2024-02-29 tacit=12x4", "2028-02-29"),
        ("end=2024-02-29 tacit=12x3", "2027-02-28"),
        ("effect=2026-09-01 months=12 tacit=6x3", "2029-02-28"),
        ("end=2026-08-31 express=1", "2026-08-31"),
        ("end=2026-08-31 tacit=4000000000x4000000000", "+262142-12-31"),
    ];
    for (rest, end) in table {
        assert_eq!(text(signed(rest).final_end()), end, "{rest}");
    }
}

#[test]
fn the_last_day_is_before_the_termination() {
    let table = [
        ("end=2026-08-31 terminated=2026-08-31", "2026-08-30"),
        ("end=2026-08-31 terminated=2026-09-01", "2026-08-31"),
        ("end=2026-08-31 terminated=2026-09-02", "2026-08-31"),
        ("end=2026-08-31 tacit=12 terminated=2030-01-01", "2029-12-31"),
        ("terminated=2026-03-01", "2026-02-28"),
        ("", "-"),
    ];
    for (rest, last) in table {
        assert_eq!(text(signed(rest).last_day()), last, "{rest}");
    }
}

#[test]
fn a_renewal_opens_a_term_the_day_after_the_end() {
    let table = [
        ("end=2026-08-31 tacit=12x2", "2026-08-31", "-", 0),
        ("end=2026-08-31 tacit=12x2", "2026-09-01", "2026-09-01", 1),
        ("end=2026-08-31 tacit=12x2", "2027-08-31", "2026-09-01", 1),
        ("end=2026-08-31 tacit=12x2", "2027-09-01", "2027-09-01", 2),
        ("end=2026-08-31 tacit=12x2", "2028-09-01", "2027-09-01", 2),
        ("end=2024-02-29 tacit=12", "2025-03-01", "2025-03-01", 2),
        ("end=2026-08-31", "2026-09-01", "-", 0),
        ("tacit=12", "2026-09-01", "-", 0),
    ];
    for (rest, on, renewed, count) in table {
        let convention = signed(rest);
        assert_eq!(text(convention.renewed_on(day(on))), renewed, "{rest} on {on}");
        assert_eq!(convention.renewals_by(day(on)), count, "{rest} on {on}");
    }
}
