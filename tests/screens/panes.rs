//! The panes at each size.

use insta::assert_snapshot;

use crate::isere::isere;
use crate::stepper::{open, open_at};

#[test]
fn four_panes_and_the_dossier_at_120_by_40() {
    assert_snapshot!(open(isere()).screen());
}

#[test]
fn one_pane_at_80_by_24() {
    assert_snapshot!(open_at(isere(), 80, 24).screen());
}
