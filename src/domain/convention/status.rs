//! The status of a convention on a day: computed from its dates, never typed.

use chrono::NaiveDate;

use super::Convention;
use crate::domain::coded::coded;

coded! {
    /// Where a convention stands on a day, in the order of its life.
    enum Status {
        Draft "brouillon", "brouillon";
        /// Sent, and nobody has signed.
        Sent "envoyee", "envoyée";
        /// Signed by one of the two.
        PartlySigned "partiellement_signee", "partiellement signée";
        /// Signed by both; its effect is to come.
        SignedFuture "signee_effet_futur", "signée, effet futur";
        InForce "en_vigueur", "en vigueur";
        /// Past its last day, renewals counted.
        Ended "echue", "échue";
        Terminated "resiliee", "résiliée";
        Refused "refusee", "refusée";
        /// Neither signed nor refused: the dossier was closed.
        Dropped "classee_sans_suite", "classée sans suite";
    }
}

impl Status {
    /// True of what binds no more, and is not on its way.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            Self::Ended | Self::Terminated | Self::Refused | Self::Dropped
        )
    }
}

impl Convention {
    /// Where it stands on a day. What is dated after that day has not happened yet.
    ///
    /// A refusal outweighs all the rest, then a dossier that was closed, then a termination, signed or not. A convention
    /// that lacks a signature never becomes [`Status::Ended`]: it was never in force.
    pub fn status(&self, day: NaiveDate) -> Status {
        let done = |date: Option<NaiveDate>| date.is_some_and(|date| date <= day);
        let over = [
            (self.refused, Status::Refused),
            (self.dropped, Status::Dropped),
            (self.terminated, Status::Terminated),
        ];
        if let Some((_, status)) = over.into_iter().find(|(on, _)| done(*on)) {
            return status;
        }
        match (done(self.signed_dasen), done(self.signed_party)) {
            (true, true) => self.signed_status(day),
            (false, false) if done(self.sent) => Status::Sent,
            (false, false) => Status::Draft,
            _ => Status::PartlySigned,
        }
    }

    /// The status of a convention that both have signed and nobody has refused, closed or terminated.
    fn signed_status(&self, day: NaiveDate) -> Status {
        if self.final_end().is_some_and(|end| end < day) {
            Status::Ended
        } else if self.effect_day().is_some_and(|effect| day < effect) {
            Status::SignedFuture
        } else {
            Status::InForce
        }
    }

    /// The first day from which it binds no more, whatever its end: it was terminated, refused or classée sans suite.
    pub fn stopped(&self) -> Option<NaiveDate> {
        self.stops().map(|(_, on)| on).min()
    }

    /// What stopped it, with its day: `la résiliation`.
    pub fn stops(&self) -> impl Iterator<Item = (&'static str, NaiveDate)> {
        let stops = [
            ("la résiliation", self.terminated),
            ("le refus", self.refused),
            ("le classement sans suite", self.dropped),
        ];
        stops.into_iter().filter_map(|(what, on)| Some((what, on?)))
    }

    /// What ends it, with its day: what stopped it, and its last end, renewals counted.
    pub fn ends(&self) -> impl Iterator<Item = (&'static str, NaiveDate)> {
        self.stops()
            .chain(self.final_end().map(|end| ("l’échéance", end)))
    }

    /// True when it binds on that day: both signatures and its effect reached, its end not passed, not
    /// stopped.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.status(day) == Status::InForce
    }

    /// The day of the later signature; none until both are recorded.
    pub fn signed_on(&self) -> Option<NaiveDate> {
        self.signed_dasen
            .zip(self.signed_party)
            .map(|(dasen, party)| dasen.max(party))
    }

    /// The day from which it has effect: the one recorded, else the later signature.
    pub fn effect_day(&self) -> Option<NaiveDate> {
        self.effect.or_else(|| self.signed_on())
    }
}
