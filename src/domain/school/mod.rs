//! Primary schools as the annuaire de l'éducation lists them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{DepartementCode, InseeCode, Uai};
use crate::domain::coded::coded;
use crate::domain::date::day_fr;

/// A primary school; its key is its UAI.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    pub uai: Uai,
    /// Its name; not unique, even within a commune.
    pub name: String,
    /// The annuaire's nature code.
    pub nature: Nature,
    pub sector: Sector,
    /// The code of its commune, of an arrondissement or of a commune déléguée; absent where it is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insee: Option<InseeCode>,
    /// The code that it had when its commune went into another: the place whose holders are its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territoire: Option<InseeCode>,
    /// The name of its commune, as the annuaire writes it.
    pub commune: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departement: Option<DepartementCode>,
    /// Street lines and postcode, on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// The school's e-mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// The school's telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    /// The circonscription of its inspector (IEN).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub circonscription: String,
    /// The UAI of that inspector: one circonscription has one, and several names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circonscription_code: Option<Uai>,
    /// The establishment that it is attached to.
    #[serde(default, rename = "mere", skip_serializing_if = "Option::is_none")]
    pub mother: Option<Uai>,
    /// The RPI it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpi: Option<Rpi>,
    /// What the annuaire says of it.
    #[serde(default, skip_serializing_if = "SchoolState::is_open")]
    pub state: SchoolState,
    /// Its first day, where known; without one it counts as open since ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<NaiveDate>,
    /// The day from which it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<NaiveDate>,
    /// The schools that took its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Uai>,
    /// An operator typed it, and no annuaire has had it since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
}

impl School {
    /// Why no conseil d'école of it is of a day, in French; none where one may be. Of one that is gone from the annuaire the
    /// last day is not known.
    pub fn no_council_on(&self, day: NaiveDate) -> Option<String> {
        if let Some(opens) = self.opened.filter(|opens| day < *opens) {
            return Some(format!("l’école n’ouvre que le {}", day_fr(opens)));
        }
        match self.closed {
            Some(closed) if closed <= day => Some(format!("l’école est fermée depuis le {}", day_fr(closed))),
            None if self.state == SchoolState::Closed => Some("l’école est fermée".to_owned()),
            Some(_) | None => None,
        }
    }

    /// The code of the place that it stands on: its *territoire*, else the code that it carries.
    pub fn place(&self) -> Option<InseeCode> {
        self.territoire.or(self.insee)
    }
}

/// The annuaire's nature code: 101 and 103 maternelle, 151 and 153 élémentaire or primaire, 162 spécialisée.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Nature(pub u16);

impl Nature {
    /// True of the codes that primary schools have.
    pub fn is_known(self) -> bool {
        matches!(self.0, 101 | 103 | 151 | 153 | 162)
    }

    /// The French name of the nature.
    pub fn label(self) -> &'static str {
        match self.0 {
            101 | 103 => "maternelle",
            151 | 153 => "élémentaire ou primaire",
            162 => "spécialisée",
            _ => "nature non précisée",
        }
    }
}

coded! {
    /// Public or private.
    stored enum Sector {
        /// Public: the DASEN is the controller.
        Public "public", "public";
        /// Private: its chef d'établissement is the controller.
        Private "prive", "privé";
    }
}

/// A regroupement pédagogique intercommunal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rpi {
    /// All classes in one school.
    Concentre,
    /// Several schools that share these six characters.
    Disperse(String),
}

coded! {
    /// What the annuaire says of a school.
    #[derive(Default)]
    stored enum SchoolState {
        #[default]
        Open "ouverte", "ouverte";
        /// Open, and to be closed.
        Closing "a_fermer", "à fermer";
        Opening "a_ouvrir", "à ouvrir";
        Closed "fermee", "fermée";
        /// No longer in the annuaire of its département.
        Vanished "disparue", "disparue de l’annuaire";
    }
}

impl SchoolState {
    /// True for [`SchoolState::Open`].
    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }
}
