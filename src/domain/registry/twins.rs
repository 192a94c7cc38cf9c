//! Collectivités that are probably one.

use super::Registry;
use crate::domain::collectivite::Collectivite;
use crate::text::fold;

impl Registry {
    /// The collectivités of a name, however it is written.
    pub fn collectivites_named(&self, name: &str) -> impl Iterator<Item = &Collectivite> {
        let named = self.indexes.names.get(&fold(name));
        named.filter_map(|siren| self.collectivites.get(siren))
    }

    /// The other collectivités of the name and the kind of one, whose days overlap its own and that no succession links to it.
    /// Those of two INSEE codes, or of two départements, are two.
    pub fn twins<'a>(&'a self, of: &'a Collectivite) -> impl Iterator<Item = &'a Collectivite> {
        let same = self.indexes.namesakes.get(&of.siren);
        let same = same.filter_map(|siren| self.collectivites.get(siren));
        same.filter(|other| {
            let differ = other.insee.zip(of.insee).is_some_and(|(one, two)| one != two)
                || other
                    .departement
                    .zip(of.departement)
                    .is_some_and(|(one, two)| one != two);
            let follow = other.successors.contains(&of.siren) || of.successors.contains(&other.siren);
            let alike = other.kind == of.kind && other.open.overlaps(&of.open);
            alike && !differ && !follow
        })
    }
}
