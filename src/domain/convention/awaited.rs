//! Whose signature a convention that was sent waits for.

use chrono::NaiveDate;

use super::{Convention, Party, Signatory, Status};
use crate::domain::authority::{
    AUTHORITY, AUTHORITY_CODE, AWAITS_AUTHORITY, AWAITS_AUTHORITY_SHORT, NOT_TO_REMIND,
};
use crate::domain::coded::coded;

coded! {
    /// Who is to sign next.
    #[derive(serde::Serialize, serde::Deserialize)]
    enum Awaited {
        /// The authority, the other party having signed.
        Authority AUTHORITY_CODE, AWAITS_AUTHORITY;
        /// The collectivité of a convention 26.
        Collectivite "collectivite", "attend la collectivité";
        /// The prestataire of a convention 28.
        Provider "prestataire", "attend le prestataire";
    }
}

impl Awaited {
    /// The label in eleven columns.
    pub fn short(self) -> &'static str {
        match self {
            Self::Authority => AWAITS_AUTHORITY_SHORT,
            Self::Collectivite => "att. coll.",
            Self::Provider => "att. prest.",
        }
    }

    /// True where it is the party beside the authority, which may be reminded.
    pub fn is_party(self) -> bool {
        self != Self::Authority
    }
}

impl Party {
    /// What the party is: `la collectivité`.
    pub fn role(self) -> &'static str {
        match self {
            Self::Provider(_) => "le prestataire",
            Self::Collectivite(_) => "la collectivité",
        }
    }

    fn awaited(self) -> Awaited {
        match self {
            Self::Provider(_) => Awaited::Provider,
            Self::Collectivite(_) => Awaited::Collectivite,
        }
    }
}

impl Signatory {
    /// Who it is of a convention with a party: `le DASEN`, `la collectivité`.
    pub fn role(self, party: Party) -> &'static str {
        match self {
            Self::Dasen => AUTHORITY,
            Self::Party => party.role(),
        }
    }
}

impl Signatory {
    /// Who is to sign, of a convention with a party.
    pub(super) fn awaited_of(self, party: Party) -> Awaited {
        match self {
            Self::Dasen => Awaited::Authority,
            Self::Party => party.awaited(),
        }
    }
}

impl Convention {
    /// The signatures that are not there on a day, the party's first: it signs before the authority, most often. None of
    /// a convention that is signed by both, or over.
    pub fn lacks(&self, day: NaiveDate) -> Vec<Signatory> {
        if !matches!(
            self.status(day),
            Status::Draft | Status::Sent | Status::PartlySigned
        ) {
            return Vec::new();
        }
        let sides = [
            (Signatory::Party, self.signed_party),
            (Signatory::Dasen, self.signed_dasen),
        ];
        let is_missing = |signed: Option<NaiveDate>| signed.is_none_or(|on| on > day);
        sides
            .into_iter()
            .filter_map(|(side, signed)| is_missing(signed).then_some(side))
            .collect()
    }

    /// The same of a convention that was sent: it waits for them.
    pub fn awaited(&self, day: NaiveDate) -> Vec<Signatory> {
        match self.status(day) {
            Status::Draft => Vec::new(),
            _ => self.lacks(day),
        }
    }

    /// Who is to sign next on a day: the party while its signature is missing, then the authority.
    pub fn awaits(&self, day: NaiveDate) -> Option<Awaited> {
        self.awaited(day).first().map(|side| side.awaited_of(self.party))
    }

    /// The status in French: of one that lacks a signature, who is awaited.
    pub fn status_words(&self, day: NaiveDate) -> &'static str {
        match (self.status(day), self.awaits(day)) {
            (Status::PartlySigned, Some(awaited)) => awaited.label(),
            (status, _) => status.label(),
        }
    }

    /// Why its party is not to be reminded of it on a day; none where the party's signature is awaited.
    pub fn not_to_remind(&self, day: NaiveDate) -> Option<&'static str> {
        match (self.awaits(day), self.status(day)) {
            (Some(Awaited::Authority), _) => Some(NOT_TO_REMIND),
            (Some(_), _) => None,
            (None, Status::Draft) => Some("la convention n’est pas encore envoyée"),
            (None, Status::Terminated) => Some("la convention est résiliée"),
            (None, Status::Refused) => Some("la convention est refusée"),
            (None, Status::Dropped) => Some("la convention est classée sans suite"),
            (None, _) => Some("aucune signature n’y manque"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Awaited;

    #[test]
    fn the_short_labels_fit_in_eleven_columns() {
        for awaited in Awaited::ALL {
            assert!(awaited.short().chars().count() <= 11, "{}", awaited.short());
        }
    }
}
