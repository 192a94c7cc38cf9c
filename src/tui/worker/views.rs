//! The views that can be opened, and how many records each has.

use crate::domain::query::{Pane, Query, Sort};
use crate::domain::record::RecordId;
use crate::domain::view::{SHIPPED, Shipped, View};
use crate::service::{Desk, DeskError};
use crate::tui::model::showing::{Offered, Opened};

/// The views that come with the program, then those of everybody, then the operator's own.
pub(super) fn read(desk: &dyn Desk, scope: &[RecordId]) -> Result<Vec<Offered>, DeskError> {
    let (shared, own): (Vec<View>, Vec<View>) = desk.views()?.into_iter().partition(View::is_shared);
    let shipped = SHIPPED.iter().map(shipped);
    let saved = shared.into_iter().chain(own).map(saved);
    let mut all: Vec<Offered> = shipped.chain(saved).collect();
    for offered in &mut all {
        offered.count = count(desk, offered.pane, &offered.view.text, scope);
    }
    Ok(all)
}

fn shipped(view: &Shipped) -> Offered {
    offered(view.pane, false, Opened::shipped(view))
}

fn saved(view: View) -> Offered {
    offered(view.pane, view.is_shared(), Opened::saved(view))
}

fn offered(pane: Pane, shared: bool, view: Opened) -> Offered {
    Offered {
        view,
        pane,
        shared,
        count: Ok(0),
    }
}

/// How many records a filter keeps; what an old filter means no longer is said rather than counted.
fn count(desk: &dyn Desk, pane: Pane, text: &str, scope: &[RecordId]) -> Result<usize, String> {
    let query = Query {
        scope: scope.to_vec(),
        text: text.to_owned(),
        sort: Sort::default(),
        ..Query::all(pane, 1)
    };
    desk.query(&query)
        .map(|found| found.records.0)
        .map_err(|error| error.to_string())
}
