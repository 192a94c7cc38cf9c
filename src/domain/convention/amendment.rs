//! The avenants of a convention: what moves lines of its annexe once both have signed it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Annexe, AnnexeLine, Convention, Party, Signatory};
use crate::domain::authority::Phrase;
use crate::domain::date::day_fr;
use crate::domain::document::DocumentId;
use crate::domain::id::{AmendmentNumber, Uai};

/// An avenant of a convention. The lines that it moves name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// No other avenant of the convention has it.
    pub number: AmendmentNumber,
    /// The day that it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The day it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<NaiveDate>,
    /// The day the DASEN signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_dasen: Option<NaiveDate>,
    /// The day the party signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_party: Option<NaiveDate>,
    /// The document that is this avenant, signed; it is attached to the convention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
}

/// Why a convention that lacks a signature has no avenant.
pub const NOT_SIGNED: &str =
    "la convention n’est pas signée des deux parties\u{a0}: changez-la elle-même, un avenant vient après";

impl Amendment {
    /// An avenant that has a number, and nothing else yet.
    pub fn draft(number: AmendmentNumber) -> Self {
        Self {
            number,
            date: None,
            sent: None,
            signed_dasen: None,
            signed_party: None,
            document: None,
        }
    }

    /// The same under another number.
    fn numbered(&self, number: &AmendmentNumber) -> Self {
        Self {
            number: number.clone(),
            ..self.clone()
        }
    }

    /// The day from which it has effect, that of the later signature; none until both are recorded.
    pub fn effect_day(&self) -> Option<NaiveDate> {
        let both = self.signed_dasen.zip(self.signed_party);
        both.map(|(dasen, party)| dasen.max(party))
    }

    /// True when both have signed it by that day.
    pub fn in_effect(&self, day: NaiveDate) -> bool {
        self.effect_day().is_some_and(|effect| effect <= day)
    }

    /// True while its sending is not noted and a signature is missing.
    pub fn is_to_send(&self) -> bool {
        self.sent.is_none() && self.effect_day().is_none()
    }

    /// Where it stands on a day, in French, with who is awaited: `attend la collectivité`.
    pub fn status_words(&self, party: Party, day: NaiveDate) -> String {
        match (self.awaits(party, day), self.effect_day()) {
            (None, Some(on)) if on <= day => format!("signé des deux le {}", day_fr(on)),
            (None, _) => "pas encore envoyé".to_owned(),
            (Some(_), _) if self.lacks(day).len() == 2 => "envoyé".to_owned(),
            (Some(awaited), _) => awaited.label().to_owned(),
        }
    }

    /// Why its days cannot be those of an avenant of a convention: an avenant changes what both have signed, comes after,
    /// and while the convention goes on; none where they can.
    pub fn out_of_order(&self, of: &Convention) -> Option<String> {
        if of.signed_on().is_none() {
            return Some(NOT_SIGNED.to_owned());
        }
        let mut days = self.days().into_iter().flatten();
        days.find_map(|day| Some(format!("le {} {}", day_fr(day), of.no_amendment_on(day)?)))
    }

    /// Its days: its own, that of its sending, those of its signatures.
    pub fn days(&self) -> [Option<NaiveDate>; 4] {
        [self.date, self.sent, self.signed_dasen, self.signed_party]
    }

    /// Its days, in French: `du 02/11/2026`, `envoyé le 03/11/2026`, `signé par la collectivité le 10/11/2026`.
    pub fn dated_words(&self, party: Party) -> impl Iterator<Item = String> {
        let days = [
            ("du".to_owned(), self.date),
            ("envoyé le".to_owned(), self.sent),
            (Phrase::AmendmentSignedOn.text().to_owned(), self.signed_dasen),
            (format!("signé par {} le", party.role()), self.signed_party),
        ];
        let dated = days.into_iter();
        dated.filter_map(|(what, on)| Some(format!("{what} {}", day_fr(on?))))
    }

    /// What it waits for before it has effect, in French: `sans effet avant la signature du DASEN`; none where both have
    /// signed it.
    pub fn without_effect(&self, party: Party) -> Option<String> {
        let missing: Vec<Signatory> = [Signatory::Party, Signatory::Dasen]
            .into_iter()
            .filter(|side| self.signed(*side).is_none())
            .collect();
        let what = match missing.as_slice() {
            [] => return None,
            [Signatory::Dasen] => Phrase::TheSignature.text().to_owned(),
            [Signatory::Party] => format!("la signature {}", party.of_role()),
            _ => "les deux signatures".to_owned(),
        };
        Some(format!("sans effet avant {what}"))
    }

    /// The day on which one of the two signed it.
    pub fn signed(&self, by: Signatory) -> Option<NaiveDate> {
        match by {
            Signatory::Dasen => self.signed_dasen,
            Signatory::Party => self.signed_party,
        }
    }
}

impl Convention {
    /// One of its avenants.
    pub fn amendment(&self, number: &AmendmentNumber) -> Option<&Amendment> {
        self.amendments.iter().find(|found| found.number == *number)
    }

    /// Its avenant that is a document.
    pub fn amendment_in(&self, document: DocumentId) -> Option<&Amendment> {
        let mut amendments = self.amendments.iter();
        amendments.find(|found| found.document == Some(document))
    }

    /// The same convention, where a document is one of its avenants, or none.
    #[must_use]
    pub fn with_document(&self, document: DocumentId, of: Option<&AmendmentNumber>) -> Self {
        let mut after = self.clone();
        for found in &mut after.amendments {
            if Some(&found.number) == of {
                found.document = Some(document);
            } else if found.document == Some(document) {
                found.document = None;
            }
        }
        after
    }

    /// Why nothing of an avenant is of a day, in French, after the day: `précède la signature de la convention, le
    /// 12/09/2026`; none where it may be.
    pub fn no_amendment_on(&self, day: NaiveDate) -> Option<String> {
        if let Some(signed) = self.signed_on().filter(|signed| day < *signed) {
            return Some(format!(
                "précède la signature de la convention, le {}",
                day_fr(signed)
            ));
        }
        let (what, on) = self.ends().find(|(_, on)| *on < day)?;
        Some(format!("suit {what} de la convention, le {}", day_fr(on)))
    }

    /// The avenant that a number stands for: its own, or the same but for the zeros that it begins with.
    pub fn amendment_like(&self, number: &AmendmentNumber) -> Option<&Amendment> {
        let own = self.amendment(number);
        own.or_else(|| self.amendments.iter().find(|found| found.number.is_same(number)))
    }

    /// Where one of its avenants has another number and nothing else, the lines of its annexe name it so.
    pub fn follow_renumbered(&mut self, before: &Self) {
        let renumbered: Vec<(AmendmentNumber, AmendmentNumber)> = before
            .amendments
            .iter()
            .filter(|was| self.amendment(&was.number).is_none())
            .filter_map(|was| {
                let same = |is: &&Amendment| **is == was.numbered(&is.number);
                let mut new = self.amendments.iter();
                let is = new.find(|is| before.amendment(&is.number).is_none() && same(is))?;
                Some((was.number.clone(), is.number.clone()))
            })
            .collect();
        let Annexe::Listed(lines) = &mut self.annexe else {
            return;
        };
        for by in lines
            .iter_mut()
            .flat_map(|line| line.joined_by.iter_mut().chain(&mut line.left_by))
        {
            if let Some((_, is)) = renumbered.iter().find(|(was, _)| was == by) {
                by.clone_from(is);
            }
        }
    }

    /// The schools that one of its avenants moves, in or out, each once, by UAI.
    pub fn moved_by(&self, number: &AmendmentNumber) -> BTreeSet<Uai> {
        let lines = self.annexe.lines().iter();
        let moved = lines.filter(|line| line.amendments().any(|by| by == number));
        moved.map(|line| line.uai).collect()
    }

    /// The schools that another state of the convention names on days on which this one does not, and that no avenant
    /// brings, each once; none named where that state says *toutes* and this one does not.
    pub fn joining(&self, after: &Self) -> Option<Vec<Uai>> {
        if self.annexe == Annexe::All {
            return None;
        }
        if after.annexe == Annexe::All {
            return Some(Vec::new());
        }
        let is_known = |line: &AnnexeLine| {
            self.lines_of(line.uai).any(|held| {
                (held.solution.is_none() || held.solution == line.solution)
                    && held.joined_by == line.joined_by
                    && held.period.covers(&line.period)
            })
        };
        let new = after.annexe.lines().iter();
        let mut joining: Vec<Uai> = new
            .filter(|line| line.joined_by.is_none() && !is_known(line))
            .map(|line| line.uai)
            .collect();
        joining.dedup();
        Some(joining).filter(|joining| !joining.is_empty())
    }

    /// True when a line of its annexe names its school on that day. A line in or out by an avenant waits for both
    /// signatures of it.
    pub fn line_holds(&self, line: &AnnexeLine, day: NaiveDate) -> bool {
        let in_effect = |number: &AmendmentNumber| {
            let amendment = self.amendment(number);
            amendment.is_some_and(|found| found.in_effect(day))
        };
        let is_in =
            line.period.from.is_none_or(|from| from <= day) && line.joined_by.as_ref().is_none_or(in_effect);
        let is_out = line.period.to.is_some_and(|to| to < day) && line.left_by.as_ref().is_none_or(in_effect);
        is_in && !is_out
    }

    /// The last day on which a line that holds no more named its school; none where it never did.
    pub(super) fn line_held_last(&self, line: &AnnexeLine) -> Option<NaiveDate> {
        let by = line.left_by.as_ref().and_then(|number| self.amendment(number));
        let signed = by.and_then(|found| found.effect_day()?.pred_opt());
        let last = line.period.to?.max(signed.unwrap_or(NaiveDate::MIN));
        self.line_holds(line, last).then_some(last)
    }
}
