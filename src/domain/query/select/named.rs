//! The lists of collectivités, prestataires and conventions.

use super::base::{Base, Bases};
use super::compiled::CompiledQuery;
use super::page::List;
use super::ranked::{At, Rows};
use super::scope::Parties;
use super::sort::sort_named;
use crate::domain::query::day_index::Named;
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, Query, SortBy};
use crate::domain::record::RecordId;

/// The records that a compiled query lets through, in order.
pub(super) fn list(source: Source<'_>, bases: &Bases, compiled: &CompiledQuery<'_>, query: &Query) -> List {
    let empty = Base::default();
    let base = bases.of(source, query.pane).unwrap_or(&empty);
    let parties = (!compiled.lines.is_empty()).then(|| parties(source, compiled));
    let passes = |place: u32| {
        let named = &source.day_index.named()[place as usize];
        compiled.passes(named) && passes_by_schools(compiled, named, query.pane, parties.as_ref())
    };
    let rows = if compiled.words.trim().is_empty() {
        let mut rows = listed(base, passes);
        sort_named(source, query.pane, &mut rows, query.sort);
        Rows::ready(rows)
    } else {
        found(source, base, compiled, query, passes)
    };
    List::new(
        query.pane,
        &compiled.words,
        rows,
        base.listed.len(),
        source.day_index.summary(),
    )
}

fn listed(base: &Base, passes: impl Fn(u32) -> bool) -> Vec<At> {
    let places = base.listed.iter().copied().filter(|place| passes(*place));
    places.map(|place| At { place, line: 0 }).collect()
}

fn found(
    source: Source<'_>,
    base: &Base,
    compiled: &CompiledQuery<'_>,
    query: &Query,
    passes: impl Fn(u32) -> bool,
) -> Rows {
    let mut masks = vec![0; base.holds.len()];
    let hits = source
        .day_index
        .titles(source.registry)
        .search(&compiled.words, |place| {
            let accepted = base.holds.get(place as usize) == Some(&true) && passes(place);
            masks[place as usize] = u8::from(accepted);
            accepted
        });
    let mut rows = Rows::ranked(hits, masks);
    if query.sort.by == SortBy::Relevance {
        return rows;
    }
    let mut sorted = rows.all().to_vec();
    sort_named(source, query.pane, &mut sorted, query.sort);
    Rows::ready(sorted)
}

/// True when scope, and the filters that ask something of schools, let a record through.
fn passes_by_schools(
    compiled: &CompiledQuery<'_>,
    named: &Named,
    pane: Pane,
    parties: Option<&Parties>,
) -> bool {
    let Some(parties) = parties else {
        return true;
    };
    let by_filter = match &named.id {
        _ if !compiled.filters_lines => true,
        RecordId::Collectivite(siren) => parties.holders.contains(siren),
        RecordId::Provider(siren) => parties.providers.contains(siren),
        _ => true,
    };
    by_filter && compiled.scope.ties(named, pane, parties)
}

/// The parties of the lines that pass.
fn parties(source: Source<'_>, compiled: &CompiledQuery<'_>) -> Parties {
    let (mut holders, mut providers) = (Vec::new(), Vec::new());
    // In the order of the list, schools of one holder mostly follow each other.
    for place in source.day_index.orders().listed() {
        let entry = &source.day_index.entries()[*place as usize];
        let mask = compiled.mask(entry);
        if mask != 0 {
            holders.extend(entry.holder().filter(|holder| holders.last() != Some(holder)));
            let held = (0..8).zip(entry.lines()).filter(|(at, _)| mask >> at & 1 == 1);
            providers.extend(held.filter_map(|(_, line)| line.provider));
        }
    }
    Parties {
        holders: holders.into_iter().collect(),
        providers: providers.into_iter().collect(),
    }
}
