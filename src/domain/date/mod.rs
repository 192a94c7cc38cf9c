//! School years, terms, periods and days.
