//! The rows of the conventions, and their columns.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cell, fixed, in_force, number, roomy, saints_shortened, wide};
use crate::domain::convention::{Amendment, Annexe, Article, Awaited, Convention, Party, Signatory, Status};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::rule::departement;

/// A convention on the day.
#[allow(clippy::struct_excessive_bools, reason = "each is a condition of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConventionRow {
    pub id: RecordId,
    pub number: String,
    /// 28 or 26.
    pub article: u8,
    /// The party's name.
    pub party: String,
    /// The status, in French: `en vigueur`; of one that lacks a signature, who is awaited; of one in force whose avenant
    /// does, that too.
    pub status: String,
    /// Who is to sign next.
    pub awaits: Option<Awaited>,
    /// The signatures that it lacks, a draft's included.
    pub lacks: Vec<Signatory>,
    /// True when it is in force.
    pub in_force: bool,
    /// True where its last day has passed and no other with its party is in force.
    pub lapsed: bool,
    /// True when an avenant of it lacks a signature.
    #[serde(default)]
    pub amendment_awaited: bool,
    /// True when an avenant of it is to be sent.
    #[serde(default)]
    pub amendment_to_send: bool,
    /// Its avenants that wait for a signature, in French: `2 attend le DASEN`.
    #[serde(default)]
    pub amendments: String,
    /// Who is to sign the first of them next.
    #[serde(default)]
    pub amendment_awaits: Option<Awaited>,
    /// Since when its party's signature is awaited, of it or of an avenant.
    #[serde(default)]
    pub party_since: Option<NaiveDate>,
    /// Since when the authority's is.
    #[serde(default)]
    pub authority_since: Option<NaiveDate>,
    /// The last day, renewals counted.
    pub end: Option<NaiveDate>,
    /// The schools that it covers.
    pub schools: usize,
    /// The day on which it was sent.
    #[serde(default)]
    pub sent: Option<NaiveDate>,
    /// The day on which its party signed it.
    #[serde(default)]
    pub signed_party: Option<NaiveDate>,
    /// The day on which the authority signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_dasen: Option<NaiveDate>,
    /// The day from which it no longer binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terminated: Option<NaiveDate>,
    /// The day of the last relance.
    #[serde(default)]
    pub reminded: Option<NaiveDate>,
    /// The day on which the last relance says to come back to it, while nothing came of it.
    #[serde(default)]
    pub next_due: Option<NaiveDate>,
    /// The reference of the collectivité's délibération; empty where there is none.
    #[serde(default)]
    pub deliberation: String,
    /// The last day on which the next renewal may be denounced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_by: Option<NaiveDate>,
}

columns! { Convention:
    Numero "Numéro" fixed(9), Yes Plain: |row| Cell::text(&row.number);
    Article "Art." fixed(4), No Plain: |row| Cell::Number(row.article.into());
    Partie "Partie" wide(8, 2), Yes Plain: |row| Cell::text(&row.party) => |row| saints_shortened(&row.party);
    Statut "État" roomy(11, 22), Yes Muted: |row| Cell::text(&row.status) => ConventionRow::short_status;
    Envoyee "Envoyée" fixed(10), No Plain: |row| Cell::day(row.sent);
    SigneePartie "Sign. part." fixed(11), No Plain: |row| Cell::day(row.signed_party);
    Relance "Relancée" fixed(10), No Plain: |row| Cell::day(row.reminded);
    ARelancer "À relancer" fixed(10), No Plain: |row| Cell::day(row.next_due);
    Attendue "Attendue dep." fixed(13), No Plain: |row| Cell::day(row.party_since);
    Parapheur "Parapheur" fixed(10), No Plain: |row| Cell::day(row.authority_since);
    Avenants "Avenants" wide(10, 1), No Muted: |row| Cell::text(&row.amendments);
    Echeance "Fin" fixed(10), WhereRoom Plain: |row| Cell::day(row.end);
    Denonciation "À dénoncer" fixed(10), No Plain: |row| Cell::day(row.notice_by);
    Deliberation "Délibération" fixed(12), No Plain: |row| Cell::text(&row.deliberation);
    Ecoles "Écoles" number(6), WhereRoom Plain: |row| Cell::count(row.schools);
}

impl ConventionRow {
    pub(super) fn of(source: Source<'_>, convention: &Convention) -> Self {
        let day = source.day_index.day();
        let last = source
            .registry
            .last_reminder(&convention.number, source.day_index.day());
        Self {
            id: RecordId::Convention(convention.number.clone()),
            number: convention.number.to_string(),
            article: convention.article().number(),
            party: source.registry.party_name(convention.party).to_owned(),
            status: convention.whole_status(day),
            awaits: convention.awaits(day),
            lacks: convention.lacks(day),
            in_force: convention.in_force(day),
            lapsed: convention.status(day) == Status::Ended && !in_force(source, convention.party),
            amendment_awaited: convention.amendments.iter().any(|found| !found.in_effect(day)),
            amendment_to_send: convention.amendments.iter().any(Amendment::is_to_send),
            amendments: convention.amendments_words(day),
            amendment_awaits: convention
                .waits(day)
                .find_map(|wait| wait.amendment.map(|_| wait.by)),
            party_since: convention.awaited_since(day, Signatory::Party),
            authority_since: convention.awaited_since(day, Signatory::Dasen),
            end: convention.last_day(),
            schools: covered(source, convention),
            sent: convention.sent,
            signed_party: convention.signed_party,
            signed_dasen: convention.signed_dasen,
            terminated: convention.terminated,
            reminded: last.map(|reminder| reminder.date),
            next_due: last
                .filter(|reminder| reminder.is_open())
                .and_then(|reminder| reminder.next_due),
            deliberation: convention.deliberation.clone().unwrap_or_default(),
            notice_by: convention.notice_by(day),
        }
    }

    /// The article as a value.
    pub fn article(&self) -> Article {
        if self.article == 28 {
            Article::Art28
        } else {
            Article::Art26
        }
    }

    /// The status in eleven columns, where it is longer.
    fn short_status(&self) -> Option<String> {
        if let Some(awaited) = self.amendment_awaits.filter(|_| self.awaits.is_none()) {
            return Some(awaited.short_of_amendment().to_owned());
        }
        let awaits = self
            .awaits
            .filter(|awaited| self.status.starts_with(awaited.label()));
        let short = match self.status.as_str() {
            "signée, effet futur" => Some("effet futur"),
            "classée sans suite" => Some("sans suite"),
            _ => None,
        };
        awaits.map(Awaited::short).or(short).map(str::to_owned)
    }
}

/// How many schools a convention names: of an annexe that says *toutes*, those of the collectivité; of a
/// convention 28, those that chose one of its solutions in its départements.
fn covered(source: Source<'_>, convention: &Convention) -> usize {
    let day = source.day_index.day();
    match (convention.party, &convention.annexe) {
        (Party::Collectivite(siren), Annexe::All) => source.day_index.tally_of(siren).schools(),
        (Party::Collectivite(_), Annexe::Listed(lines)) => {
            let held = lines.iter().filter(|line| convention.line_holds(line, day));
            held.map(|line| line.uai).collect::<BTreeSet<_>>().len()
        }
        (Party::Provider(siren), _) => {
            let registry = source.registry;
            let mut schools: Vec<_> = registry
                .solutions_of(siren)
                .filter(|solution| convention.covers_solution(&solution.code))
                .flat_map(|solution| registry.deployments_with(&solution.code))
                .filter(|used| registry.is_present(used))
                .map(|used| used.school)
                .filter(|uai| {
                    let departement = registry.schools().get(uai).and_then(departement);
                    departement.is_some_and(|code| convention.covers_departement(code))
                })
                .collect();
            schools.sort_unstable();
            schools.dedup();
            schools.len()
        }
    }
}
