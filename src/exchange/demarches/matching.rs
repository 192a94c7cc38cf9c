//! Which convention each dossier of a file is of: by its number, by the number of the convention that an instructor noted,
//! then by the collectivité where one convention has no dossier; else a new one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::columns::{APPLICANT, BLOCKS, CONVENTION, NUMBER, SOLUTIONS, STATE, SUBMITTED};
use crate::domain::convention::{Convention, Party};
use crate::domain::demarche::DossierState;
use crate::domain::id::{ConventionNumber, Siren};
use crate::exchange::against::Against;
use crate::exchange::cell::{date, items};
use crate::exchange::site::PART;
use crate::exchange::table::{Table, TableRow};

/// The convention of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// It names the dossier.
    Known(ConventionNumber),
    /// It has no dossier yet.
    Joined(ConventionNumber),
    New(ConventionNumber),
}

impl Target {
    pub(super) fn number(&self) -> &ConventionNumber {
        match self {
            Self::Known(number) | Self::Joined(number) | Self::New(number) => number,
        }
    }
}

/// The conventions of the dossiers of a file.
#[derive(Debug, Default)]
pub(super) struct Matches(HashMap<String, Result<Target, String>>);

/// What a dossier is matched by.
struct Seen {
    number: String,
    party: Option<Party>,
    noted: Option<ConventionNumber>,
    submitted: Option<NaiveDate>,
    is_turned_down: bool,
    /// True of a row that names only schools of the dossier.
    is_part: bool,
    /// 0 of one that is accepted, then those that wait, then those that are turned down: the first takes a convention.
    rank: u8,
    solutions: Vec<String>,
}

impl Seen {
    fn of(row: &TableRow<'_>) -> Self {
        let state = DossierState::from_code(row.get(STATE));
        let is_turned_down = state.is_some_and(DossierState::is_turned_down);
        let siren = Siren::parse(row.get(APPLICANT)).ok();
        Self {
            number: row.get(NUMBER).to_owned(),
            party: siren.map(Party::Collectivite),
            noted: ConventionNumber::parse(row.get(CONVENTION)).ok(),
            submitted: date(row.get(SUBMITTED)).ok().map(|day| day.value),
            is_turned_down,
            is_part: row.get(BLOCKS) == PART,
            rank: match state {
                Some(DossierState::Accepted) => 0,
                Some(_) if is_turned_down => 2,
                _ => 1,
            },
            solutions: items(row.get(SOLUTIONS)).map(str::to_owned).collect(),
        }
    }

    /// True where a convention without dossier may be the one of this dossier.
    fn may_be(&self, convention: &Convention, against: Against<'_>) -> bool {
        let names = |code: &String| convention.solutions.iter().any(|named| named.as_str() == code);
        let alike =
            convention.solutions.is_empty() || self.solutions.is_empty() || self.solutions.iter().any(names);
        // One that both signed on another day was not waiting for this dossier.
        let signed = convention.signed_on().is_some() && convention.signed_party != self.submitted;
        convention.dossiers.is_empty()
            && !signed
            && alike
            && !convention.status(against.today).is_over()
            && !(self.is_turned_down && convention.signed_dasen.is_some())
    }
}

impl Matches {
    /// Matches the dossiers of a table.
    pub(super) fn of(table: &Table<'_>, against: Against<'_>) -> Self {
        let mut seen: Vec<Seen> = table.rows().flatten().map(|row| Seen::of(&row)).collect();
        seen.sort_by_key(|one| one.rank);
        let by_dossier: HashMap<&str, &Convention> = against
            .registry
            .conventions()
            .iter()
            .flat_map(|convention| {
                convention
                    .dossiers
                    .iter()
                    .map(move |one| (one.as_str(), convention))
            })
            .collect();
        let mut matches = Self::default();
        let (mut taken, mut whole) = (HashSet::new(), HashSet::new());
        for one in seen {
            let target = match by_dossier.get(one.number.as_str()) {
                Some(known) => known_one(&one, known),
                None => joined_or_new(&one, against, &taken),
            };
            taken.extend(target.iter().map(|target| target.number().clone()));
            matches.0.entry(one.number.clone()).or_insert(target);
            // Schools that were refused one after the other are added one after the other.
            if !one.is_part && !whole.insert(one.number.clone()) {
                let twice = "ce dossier est sur plusieurs lignes du fichier\u{a0}: gardez-en une".to_owned();
                matches.0.insert(one.number, Err(twice));
            }
        }
        matches
    }

    /// The convention of a dossier; why there is none, in French.
    pub(super) fn target(&self, dossier: &str) -> Result<Target, &str> {
        match self.0.get(dossier) {
            Some(Ok(target)) => Ok(target.clone()),
            Some(Err(why)) => Err(why),
            None => Err("ce dossier n’a pas de numéro lisible"),
        }
    }
}

fn known_one(one: &Seen, known: &Convention) -> Result<Target, String> {
    if one.party.is_some_and(|party| party != known.party) {
        return Err(format!(
            "la convention {} porte ce dossier, et elle est d’une autre partie ({})\u{a0}: corrigez l’une ou l’autre",
            known.number,
            known.party.siren()
        ));
    }
    Ok(Target::Known(known.number.clone()))
}

fn joined_or_new(
    one: &Seen,
    against: Against<'_>,
    taken: &HashSet<ConventionNumber>,
) -> Result<Target, String> {
    let conventions = against.registry.conventions();
    if let Some(noted) = &one.noted
        && let Some(known) = conventions.get(noted)
    {
        return if one.party == Some(known.party) {
            Ok(Target::Joined(noted.clone()))
        } else {
            Err(format!(
                "la convention {noted}, notée sur ce dossier, est d’une autre partie"
            ))
        };
    }
    if one.noted.is_some() {
        return new_number(one, against, taken).map(Target::New);
    }
    let of_party = one
        .party
        .into_iter()
        .flat_map(|party| against.registry.conventions_with(party));
    let free: Vec<&ConventionNumber> = of_party
        .filter(|convention| one.may_be(convention, against) && !taken.contains(&convention.number))
        .map(|convention| &convention.number)
        .collect();
    match free.as_slice() {
        [] => new_number(one, against, taken).map(Target::New),
        [only] => Ok(Target::Joined((*only).clone())),
        several => {
            let numbers: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(format!(
                "plusieurs conventions de cette collectivité n’ont pas de dossier ({})\u{a0}: notez celui-ci sur la sienne",
                numbers.join(", ")
            ))
        }
    }
}

/// The number of a new convention: the one that was noted, or that of its dossier.
fn new_number(
    one: &Seen,
    against: Against<'_>,
    taken: &HashSet<ConventionNumber>,
) -> Result<ConventionNumber, String> {
    if let Some(noted) = one.noted.as_ref().filter(|noted| !taken.contains(noted)) {
        return Ok(noted.clone());
    }
    let number = ConventionNumber::parse(&format!("DS-{}", one.number)).map_err(|error| error.to_string())?;
    match against.registry.conventions().get(&number) {
        Some(_) => Err(format!("le numéro {number} est celui d’une autre convention")),
        None => Ok(number),
    }
}
