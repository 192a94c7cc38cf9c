//! The list of records of every kind, for « aller à ».

use super::compiled::CompiledQuery;
use super::page::List;
use super::ranked::{At, OF_SCHOOL, Rows};
use crate::domain::query::Pane;
use crate::domain::query::source::Source;

/// The records of every kind that the words find, best first; of equals, schools last.
pub(super) fn list(source: Source<'_>, compiled: &CompiledQuery<'_>) -> List {
    let day_index = source.day_index;
    let rows = if compiled.words.trim().is_empty() {
        Rows::ready(whole_list(source))
    } else {
        let named = day_index
            .titles(source.registry)
            .search(&compiled.words, |_| true);
        let schools = day_index.words(source.registry).search(&compiled.words, |_| true);
        Rows::both(named, schools, OF_SCHOOL)
    };
    let whole = day_index.named().len() + day_index.entries().len();
    List::new(
        Pane::Everything,
        &compiled.words,
        rows,
        whole,
        day_index.summary(),
    )
}

/// All records, schools last.
fn whole_list(source: Source<'_>) -> Vec<At> {
    let day_index = source.day_index;
    let named = (0..).zip(day_index.named()).filter(|(_, named)| !named.is_gone);
    let named = named.map(|(place, _)| At { place, line: 0 });
    let listed = day_index.orders().listed().iter();
    let schools = listed.filter(|place| !day_index.entries()[**place as usize].lines().is_empty());
    let schools = schools.map(|place| At {
        place: *place,
        line: OF_SCHOOL,
    });
    named.chain(schools).collect()
}
