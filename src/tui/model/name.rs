//! The four lists: their order, their titles, what they show.

use crate::domain::query::Pane;
use crate::domain::record::RecordId;

/// One of the four linked lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// 1.
    Collectivites,
    /// 2.
    Schools,
    /// 3.
    Providers,
    /// 4.
    Conventions,
}

impl ListName {
    /// Every list, in the order of their numbers.
    pub const ALL: [Self; 4] = [
        Self::Collectivites,
        Self::Schools,
        Self::Providers,
        Self::Conventions,
    ];

    /// The number shown in its title.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Collectivites => "Collectivités",
            Self::Schools => "Écoles",
            Self::Providers => "Prestataires",
            Self::Conventions => "Conventions",
        }
    }

    /// How many of its records are marked, and how many of those it does not hold now: `12 cochées, 3 masquées`.
    pub fn marked(self, count: usize, hidden: usize) -> String {
        let feminine = if self == Self::Providers { "" } else { "e" };
        let plural = |count: usize| if count < 2 { "" } else { "s" };
        let marked = format!("{count} coché{feminine}{}", plural(count));
        if hidden == 0 {
            return marked;
        }
        format!("{marked}, {hidden} masqué{feminine}{}", plural(hidden))
    }

    /// The list that is asked of the desk.
    pub fn pane(self) -> Pane {
        match self {
            Self::Collectivites => Pane::Collectivites,
            Self::Schools => Pane::Schools,
            Self::Providers => Pane::Providers,
            Self::Conventions => Pane::Conventions,
        }
    }

    /// The list that shows a record, if one does.
    pub fn of(record: &RecordId) -> Option<Self> {
        match record {
            RecordId::Collectivite(_) => Some(Self::Collectivites),
            RecordId::School(_) | RecordId::Deployment(_) => Some(Self::Schools),
            RecordId::Provider(_) => Some(Self::Providers),
            RecordId::Convention(_) => Some(Self::Conventions),
            _ => None,
        }
    }

    /// That the list has no row, in a sentence.
    pub fn when_empty_alone(self) -> &'static str {
        match self {
            Self::Collectivites => "Aucune collectivité.",
            Self::Schools => "Aucune école.",
            Self::Providers => "Aucun prestataire.",
            Self::Conventions => "Aucune convention.",
        }
    }

    /// What a base needs for this list to have rows.
    pub fn when_empty(self) -> &'static str {
        match self {
            Self::Collectivites => "Aucune collectivité. Importer\u{a0}: preau importer communes FICHIER",
            Self::Schools => "Aucune école. Importer\u{a0}: preau importer annuaire FICHIER",
            Self::Providers => "Aucun prestataire. Importer\u{a0}: preau importer solutions FICHIER",
            Self::Conventions => "Aucune convention. Importer\u{a0}: preau importer conventions FICHIER",
        }
    }
}
