//! The world that the other tests break is sound: nothing keeps its school out.

use super::look::{assessed, codes_on, codes_today};
use crate::support::world::{TODAY, World};

#[test]
fn nothing_is_said_but_that_it_is_not_registered() {
    assert_eq!(codes_today(&World::eligible()), "C1");
    assert!(assessed(&World::eligible(), TODAY).may_be_registered());
}

#[test]
fn nothing_is_said_once_it_is_registered() {
    let world = World::registered("2026-11-23");
    assert_eq!(codes_today(&world), "");
    assert_eq!(assessed(&world, TODAY).registered, Some(1));
}

#[test]
fn before_the_signatures_it_may_not_be_registered() {
    assert_eq!(
        codes_on(&World::eligible(), "2026-08-31"),
        "B5 B7 C1 C2 C3 W3 W23"
    );
}
