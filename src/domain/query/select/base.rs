//! The records that each list shows when nothing narrows it.

use std::cell::OnceCell;

use crate::domain::convention::Party;
use crate::domain::query::Pane;
use crate::domain::query::day_index::Named;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;

/// The whole lists of collectivités, prestataires and conventions, in the order of their names, each found when it
/// is first asked for. They serve until the day index changes.
#[derive(Debug, Default)]
pub struct Bases {
    collectivites: OnceCell<Base>,
    providers: OnceCell<Base>,
    conventions: OnceCell<Base>,
}

/// A whole list.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// Places, first to last.
    pub(super) listed: Vec<u32>,
    /// Of each place, whether the list holds it.
    pub(super) holds: Vec<bool>,
}

impl Bases {
    /// The whole list of a pane; of the panes that list schools too, nothing.
    pub(super) fn of(&self, source: Source<'_>, pane: Pane) -> Option<&Base> {
        let cell = match pane {
            Pane::Collectivites => &self.collectivites,
            Pane::Providers => &self.providers,
            Pane::Conventions => &self.conventions,
            Pane::Schools | Pane::Everything => return None,
        };
        Some(cell.get_or_init(|| Base::new(source, pane)))
    }
}

impl Base {
    fn new(source: Source<'_>, pane: Pane) -> Self {
        let named = source.day_index.named();
        let mut listed: Vec<u32> = (0..)
            .zip(named)
            .filter(|(_, named)| !named.is_gone && belongs(source, named, pane))
            .map(|(place, _)| place)
            .collect();
        listed.sort_unstable_by_key(|place| {
            let named = &named[*place as usize];
            (&named.name, &named.id)
        });
        let mut holds = vec![false; named.len()];
        for place in &listed {
            holds[*place as usize] = true;
        }
        Self { listed, holds }
    }
}

/// True when the whole list of a pane holds a record.
fn belongs(source: Source<'_>, named: &Named, pane: Pane) -> bool {
    match (&named.id, pane) {
        (RecordId::Collectivite(siren), Pane::Collectivites) => {
            let registry = source.registry;
            source.day_index.tally_of(*siren).schools() > 0
                || registry
                    .conventions_with(Party::Collectivite(*siren))
                    .next()
                    .is_some()
                || registry.contracts_of(*siren).next().is_some()
        }
        (RecordId::Provider(_), Pane::Providers) | (RecordId::Convention(_), Pane::Conventions) => true,
        _ => false,
    }
}
