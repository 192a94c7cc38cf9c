//! Holidays of schools by zone, as the ministry publishes them.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;

coded! {
    /// A zone of the calendar: its schools have their holidays on the same days.
    stored enum Zone {
        A "A", "zone A";
        B "B", "zone B";
        C "C", "zone C";
        Corse "Corse", "Corse";
        Guadeloupe "Guadeloupe", "Guadeloupe";
        Guyane "Guyane", "Guyane";
        Martinique "Martinique", "Martinique";
        Mayotte "Mayotte", "Mayotte";
        Reunion "Réunion", "La Réunion";
        SaintPierreEtMiquelon "Saint Pierre et Miquelon", "Saint-Pierre-et-Miquelon";
        NouvelleCaledonie "Nouvelle Calédonie", "Nouvelle-Calédonie";
        Polynesie "Polynésie", "Polynésie française";
        WallisEtFutuna "Wallis et Futuna", "Wallis-et-Futuna";
    }
}

/// Holidays of a zone; its key is the zone and the first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vacances {
    pub zone: Zone,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, before that on which classes go on.
    pub to: NaiveDate,
    /// What they are called: `Vacances de la Toussaint`.
    pub name: String,
}

impl Vacances {
    /// Its key.
    pub fn id(&self) -> VacancesId {
        VacancesId {
            zone: self.zone,
            from: self.from,
        }
    }
}

/// The key of [`Vacances`]; written `A@2026-10-17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VacancesId {
    pub zone: Zone,
    /// The first day.
    pub from: NaiveDate,
}

impl VacancesId {
    /// Reads a key; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (zone, from) = text.split_once('@')?;
        Some(Self {
            zone: Zone::from_code(zone)?,
            from: from.parse().ok()?,
        })
    }
}

impl fmt::Display for VacancesId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.zone.code(), self.from)
    }
}
