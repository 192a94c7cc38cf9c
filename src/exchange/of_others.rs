//! Schools that an annexe names and that are of another collectivité than its party.

use chrono::NaiveDate;

use super::against::Against;
use super::table::{Cells, Column};
use crate::domain::convention::Convention;
use crate::domain::id::Uai;

/// Says which of the schools that an annexe names are, and always were, of a collectivité that is not its party.
pub(super) fn say_of_others(
    against: Against<'_>,
    cells: &mut Cells<'_>,
    (column, convention): (Column, &Convention),
    listed: &[Uai],
) {
    let registry = against.registry;
    let party = convention.party.siren();
    let of_others = listed.iter().filter_map(|uai| {
        let school = registry.schools().get(uai)?;
        let holder = registry.competent(school, against.today)?;
        let name = &registry.collectivites().get(&holder)?.name;
        let mut holds = registry.holds(school, NaiveDate::MAX).into_iter();
        let is_of_another = holder != party && !holds.any(|hold| hold.siren == party);
        is_of_another.then(|| format!("{uai} ({name})"))
    });
    let of_others: Vec<String> = of_others.collect();
    let Some(more) = of_others.len().checked_sub(SHOWN) else {
        return said(cells, column, &of_others.join(", "));
    };
    let more = if more > 0 {
        format!(" et {more} autres")
    } else {
        String::new()
    };
    said(cells, column, &format!("{}{more}", of_others[..SHOWN].join(", ")));
}

/// How many schools are named where there are many.
const SHOWN: usize = 3;

fn said(cells: &mut Cells<'_>, column: Column, schools: &str) {
    if !schools.is_empty() {
        cells.warn(
            column,
            &format!("une autre collectivité a la compétence\u{a0}: {schools}"),
        );
    }
}
