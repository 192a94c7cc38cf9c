//! School years, terms, periods and days.
//!
//! The present day is always an argument: nothing here reads a clock.

mod french;
mod months;
mod period;
mod read;
mod school_year;
mod term;
mod typed;

pub use french::{day_fr, full_day_fr, long_day_fr, moment_fr, month_fr};
pub use months::add_months;
pub use period::Period;
pub use read::parse_day;
pub use school_year::SchoolYear;
pub use term::Term;
pub use typed::{NotADay, parse_day_typed, plausible};
