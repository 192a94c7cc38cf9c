//! The demo base shows every rule as often as its README says.

mod counts;
mod effects;
mod products;
mod stages;
