//! Whose signature a convention that was sent waits for.

use chrono::NaiveDate;

use super::{Amendment, AnnexeLine, Convention, Party, Signatory, Status};
use crate::domain::authority::Phrase;
use crate::domain::id::{AmendmentNumber, SolutionCode, Uai};

/// Who is to sign next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Awaited {
    /// The authority, the other party having signed.
    Authority,
    /// The collectivité of a convention 26.
    Collectivite,
    /// The prestataire of a convention 28.
    Provider,
}

impl Awaited {
    /// Each, in order.
    pub const ALL: [Self; 3] = [Self::Authority, Self::Collectivite, Self::Provider];

    /// The code, in filters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Authority => "dasen",
            Self::Collectivite => "collectivite",
            Self::Provider => "prestataire",
        }
    }

    /// The French name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Authority => Phrase::Awaits.text(),
            Self::Collectivite => "attend la collectivité",
            Self::Provider => "attend le prestataire",
        }
    }

    /// The label in eleven columns.
    pub fn short(self) -> &'static str {
        match self {
            Self::Authority => Phrase::AwaitsShort.text(),
            Self::Collectivite => "att. coll.",
            Self::Provider => "att. prest.",
        }
    }

    /// The same of an avenant, in eleven columns.
    pub fn short_of_amendment(self) -> &'static str {
        match self {
            Self::Authority => Phrase::AmendmentAwaitsShort.text(),
            Self::Collectivite => "av. coll.",
            Self::Provider => "av. prest.",
        }
    }

    /// The one of the two who is not awaited.
    fn other(self) -> Signatory {
        match self {
            Self::Authority => Signatory::Party,
            Self::Collectivite | Self::Provider => Signatory::Dasen,
        }
    }

    /// True where it is the party beside the authority, which may be reminded.
    pub fn is_party(self) -> bool {
        self != Self::Authority
    }
}

/// A school and the solution that it chose.
pub type SchoolChoice<'a> = (Uai, Option<&'a SolutionCode>);

/// A signature that a convention or one of its avenants waits for.
#[derive(Debug, Clone, Copy)]
pub struct Wait<'a> {
    /// The avenant; none where it is the convention's own.
    pub amendment: Option<&'a Amendment>,
    /// Who is to sign next.
    pub by: Awaited,
    /// The day it was sent.
    pub sent: Option<NaiveDate>,
    /// The day on which the other of the two signed it.
    pub signed: Option<NaiveDate>,
}

impl Wait<'_> {
    /// Since when it is theirs to sign: the authority, since the party signed; the party, since it was sent.
    pub fn since(&self) -> Option<NaiveDate> {
        match self.by {
            Awaited::Authority => self.signed,
            Awaited::Collectivite | Awaited::Provider => self.sent.or(self.signed),
        }
    }
}

impl Amendment {
    /// Who is to sign it next on a day, of an avenant that was sent: the party while its signature is missing, then the
    /// authority.
    pub fn awaits(&self, party: Party, day: NaiveDate) -> Option<Awaited> {
        let missing = |on: Option<NaiveDate>| on.is_none_or(|on| on > day);
        let side = match (missing(self.signed_party), missing(self.signed_dasen)) {
            (false, false) => return None,
            (true, true) if missing(self.sent) => return None,
            (true, _) => Signatory::Party,
            (false, true) => Signatory::Dasen,
        };
        Some(side.awaited_of(party))
    }

    /// The signatures that are not there on a day, the party's first.
    pub fn lacks(&self, day: NaiveDate) -> Vec<Signatory> {
        let sides = [Signatory::Party, Signatory::Dasen];
        let missing = |side: &Signatory| self.signed(*side).is_none_or(|on| on > day);
        sides.into_iter().filter(missing).collect()
    }
}

impl Party {
    /// What the party is: `la collectivité`.
    pub fn role(self) -> &'static str {
        self.article().party_role()
    }

    /// The same after « de »: `du prestataire`, `de la collectivité`.
    pub fn of_role(self) -> &'static str {
        match self {
            Self::Provider(_) => "du prestataire",
            Self::Collectivite(_) => "de la collectivité",
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
            Self::Dasen => Phrase::Authority.text(),
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

    /// The signatures that it waits for on a day and those that its avenants do, its own first; none once it is over.
    pub fn waits(&self, day: NaiveDate) -> impl Iterator<Item = Wait<'_>> {
        let own = self.awaits(day).map(|by| Wait {
            amendment: None,
            by,
            sent: self.sent,
            signed: self.signed(by.other()),
        });
        let amendments = self.amendments.iter();
        let of_amendments = amendments
            .filter(move |_| !self.status(day).is_over())
            .filter_map(move |found| {
                let by = found.awaits(self.party, day)?;
                Some(Wait {
                    amendment: Some(found),
                    by,
                    sent: found.sent,
                    signed: found.signed(by.other()),
                })
            });
        own.into_iter().chain(of_amendments)
    }

    /// The same that a school with its solution waits for, where one is given: its own, and those of the avenants that
    /// concern it.
    pub fn waits_for(&self, of: Option<SchoolChoice<'_>>, day: NaiveDate) -> impl Iterator<Item = Wait<'_>> {
        self.waits(day).filter(move |wait| {
            let of_school = of.zip(wait.amendment);
            of_school.is_none_or(|((school, code), found)| self.concerns(found, school, code, day))
        })
    }

    /// True of an avenant that moves a school for its solution, or that moves none while the convention covers it; whatever
    /// the solution, of a school without one.
    pub fn concerns(
        &self,
        amendment: &Amendment,
        school: Uai,
        code: Option<&SolutionCode>,
        day: NaiveDate,
    ) -> bool {
        let names = |line: &AnnexeLine| line.amendments().any(|number| *number == amendment.number);
        let is_own = |line: &AnnexeLine| {
            code.is_none_or(|code| {
                self.covers_solution(code) && line.solution.as_ref().is_none_or(|own| own == code)
            })
        };
        let moves = self.lines_of(school).any(|line| names(line) && is_own(line));
        let covers = || self.covers_choice(school, code, day);
        moves || (covers() && !self.annexe.lines().iter().any(names))
    }

    /// Since when one of the two is awaited on a day, for the convention or for an avenant.
    pub fn awaited_since(&self, day: NaiveDate, side: Signatory) -> Option<NaiveDate> {
        let by = side.awaited_of(self.party);
        let waits = self.waits(day).filter(|wait| wait.by == by);
        waits.filter_map(|wait| wait.since()).min()
    }

    /// The status in French: of one that lacks a signature, who is awaited.
    pub fn status_words(&self, day: NaiveDate) -> &'static str {
        match (self.status(day), self.awaits(day)) {
            (Status::PartlySigned, Some(awaited)) => awaited.label(),
            (status, _) => status.label(),
        }
    }

    /// Its avenants that wait for a signature, in French: `2 attend le DASEN`.
    pub fn amendments_words(&self, day: NaiveDate) -> String {
        let waits = self.waits(day);
        let words = waits.filter_map(|wait| Some(format!("{} {}", wait.amendment?.number, wait.by.label())));
        words.collect::<Vec<_>>().join(", ")
    }

    /// For whom one of its avenants waits, in French: `avenant 2 attend le DASEN`; none where it waits for nobody.
    pub fn amendment_waiting(&self, number: &AmendmentNumber, day: NaiveDate) -> Option<String> {
        let mut waits = self.waits(day);
        let wait = waits.find(|wait| wait.amendment.is_some_and(|found| found.number == *number))?;
        Some(format!("avenant {number} {}", wait.by.label()))
    }

    /// The status in French and, where avenants wait for a signature, whose: `en vigueur, avenant 2 attend le DASEN`.
    pub fn whole_status(&self, day: NaiveDate) -> String {
        let amendments = self.amendments_words(day);
        let avenant = if amendments.contains(", ") {
            "avenants"
        } else {
            "avenant"
        };
        let status = self.status_words(day);
        if amendments.is_empty() {
            return status.to_owned();
        }
        format!("{status}, {avenant} {amendments}")
    }

    /// Why its party is not to be reminded of it or of its avenants on a day, for a school where one is given; none where the
    /// party's signature is awaited.
    pub fn not_to_remind(&self, of: Option<SchoolChoice<'_>>, day: NaiveDate) -> Option<&'static str> {
        let mut awaited = self.waits_for(of, day).map(|wait| wait.by);
        let first = awaited.next();
        if first.into_iter().chain(awaited).any(Awaited::is_party) {
            return None;
        }
        match (first, self.status(day)) {
            (Some(_), _) => Some(Phrase::NotToRemind.text()),
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
            for short in [awaited.short(), awaited.short_of_amendment()] {
                assert!(short.chars().count() <= 11, "{short}");
            }
        }
    }
}
