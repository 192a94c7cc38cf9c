//! The conventions that concern a record, and those of them that it waits for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::day_index::{AssessedLine, SchoolEntry};
use super::shared::awaited_conventions;
use super::source::Source;
use crate::domain::convention::{Amendment, Article, Convention, Party, SchoolChoice, Signatory, Status};
use crate::domain::id::{AmendmentNumber, ConventionNumber, Uai};
use crate::domain::provider::Category;
use crate::domain::record::RecordId;

/// A convention that concerns a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    pub number: ConventionNumber,
    /// 28 or 26.
    pub article: u8,
    /// The party's name.
    pub party: String,
    /// The status, in French: `en vigueur`; of one that lacks a signature, who is awaited; with its avenants that
    /// do.
    pub status: String,
    /// Why its party is not to be reminded of it; none where the party's signature is awaited.
    pub not_to_remind: Option<String>,
    /// It was sent, or signed by someone.
    pub sent: bool,
    /// Its avenants that are to be sent.
    #[serde(default)]
    pub to_send: Vec<AmendmentNumber>,
    /// The signatures that are not there: of the convention, then of its avenants.
    pub lacks: Vec<Missing>,
    /// The record waits for it: of a school, it keeps it out of the register; of a party, it is not in force, or an avenant of it
    /// waits for a signature.
    pub awaited: bool,
}

/// A signature that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The avenant that it is of; none for the convention itself.
    pub amendment: Option<AmendmentNumber>,
    pub by: Signatory,
}

impl Tie {
    /// True for a convention with a collectivité.
    pub fn is_joint(&self) -> bool {
        self.article == Article::Art26.number()
    }
}

/// The conventions that concern a record: itself, those of a party, those of the collectivité and of the prestataires
/// of a school; of a deployment, of its own prestataire alone.
pub fn ties(source: Source<'_>, record: &RecordId) -> Vec<Tie> {
    let registry = source.registry;
    match record {
        RecordId::Convention(number) => {
            let found = registry.conventions().get(number);
            found
                .map(|convention| tie(source, (convention, None), true))
                .into_iter()
                .collect()
        }
        RecordId::Collectivite(siren) => of_party(source, Party::Collectivite(*siren)),
        RecordId::Provider(siren) => of_party(source, Party::Provider(*siren)),
        RecordId::School(school) => of_school(source, *school, None),
        RecordId::Deployment(id) => of_school(source, id.school, Some(id.category)),
        _ => Vec::new(),
    }
}

fn of_party(source: Source<'_>, party: Party) -> Vec<Tie> {
    let day = source.day_index.day();
    let is_awaited =
        |convention: &Convention| !convention.in_force(day) || convention.waits(day).next().is_some();
    source
        .registry
        .conventions_with(party)
        .map(|convention| tie(source, (convention, None), is_awaited(convention)))
        .collect()
}

fn of_school(source: Source<'_>, school: Uai, category: Option<Category>) -> Vec<Tie> {
    let Some(entry) = source.day_index.entry(school) else {
        return Vec::new();
    };
    let lines: Vec<&AssessedLine> = entry
        .lines()
        .iter()
        .filter(|line| category.is_none() || line.assessment.category == category)
        .collect();
    // Of two uses, what either waits for.
    let code = match lines.as_slice() {
        [line] => line.assessment.solution.as_ref(),
        _ => None,
    };
    let of = (school, code);
    let awaited: Vec<&ConventionNumber> = lines
        .iter()
        .flat_map(|line| awaited_conventions(source, line))
        .collect();
    let mut ties: Vec<Tie> = parties(entry, &lines)
        .into_iter()
        .flat_map(|party| source.registry.conventions_with(party))
        .map(|convention| {
            tie(
                source,
                (convention, Some(of)),
                awaited.contains(&&convention.number),
            )
        })
        .collect();
    // A convention of the collectivité that held the competence before.
    let others = awaited
        .iter()
        .filter(|number| !ties.iter().any(|tie| tie.number == ***number));
    let others: Vec<Tie> = others
        .filter_map(|number| source.registry.conventions().get(number))
        .map(|convention| tie(source, (convention, Some(of)), true))
        .collect();
    ties.extend(others);
    ties
}

/// The collectivité of a school, then the prestataires of some of its lines, each once.
fn parties(entry: &SchoolEntry, lines: &[&AssessedLine]) -> Vec<Party> {
    let mut parties: Vec<Party> = entry.holder().map(Party::Collectivite).into_iter().collect();
    for provider in lines.iter().filter_map(|line| line.provider) {
        if !parties.contains(&Party::Provider(provider)) {
            parties.push(Party::Provider(provider));
        }
    }
    parties
}

/// The tie of a convention to a record, a school where one is given.
fn tie(source: Source<'_>, (convention, of): (&Convention, Option<SchoolChoice<'_>>), awaited: bool) -> Tie {
    let day = source.day_index.day();
    Tie {
        number: convention.number.clone(),
        article: convention.article().number(),
        party: source.registry.party_name(convention.party).to_owned(),
        status: convention.whole_status(day),
        not_to_remind: convention.not_to_remind(of, day).map(str::to_owned),
        sent: convention.status(day) != Status::Draft,
        to_send: to_send(convention, of, day),
        lacks: missing(convention, of, day),
        awaited,
    }
}

/// The avenants of a convention that is not over on a day; for a school, those that concern it.
fn amendments<'a>(
    convention: &'a Convention,
    of: Option<SchoolChoice<'a>>,
    day: NaiveDate,
) -> impl Iterator<Item = &'a Amendment> {
    let open = !convention.status(day).is_over();
    let amendments = convention.amendments.iter().filter(move |_| open);
    amendments
        .filter(move |found| of.is_none_or(|(school, code)| convention.concerns(found, school, code, day)))
}

/// Those of them that are to be sent.
fn to_send(convention: &Convention, of: Option<SchoolChoice<'_>>, day: NaiveDate) -> Vec<AmendmentNumber> {
    let to_send = amendments(convention, of, day).filter(|found| found.is_to_send());
    to_send.map(|found| found.number.clone()).collect()
}

/// The signatures that a convention lacks on a day, then those of its avenants.
fn missing(convention: &Convention, of: Option<SchoolChoice<'_>>, day: NaiveDate) -> Vec<Missing> {
    let own = convention
        .lacks(day)
        .into_iter()
        .map(|by| Missing { amendment: None, by });
    let lacked = |amendment: &Amendment| {
        let lacks = amendment.lacks(day).into_iter();
        let missing = |by| Missing {
            amendment: Some(amendment.number.clone()),
            by,
        };
        lacks.map(missing).collect::<Vec<_>>()
    };
    own.chain(amendments(convention, of, day).flat_map(lacked))
        .collect()
}
