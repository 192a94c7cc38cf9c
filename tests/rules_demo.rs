//! The demo base shows every rule as often as its README says.

mod support;

#[path = "rules_demo/counts.rs"]
mod counts;
#[path = "rules_demo/load.rs"]
mod load;
#[path = "rules_demo/products.rs"]
mod products;
