//! Every kind of record under one type, and the key of each.

mod document;
mod former_key;
mod id;
mod note;
mod references;
mod schema;

pub use document::Document;
pub use former_key::FormerKey;
pub use id::{Kind, NoteNumber, RecordId, RecordIdError};
pub use note::Note;
pub use schema::{Fact, Field, FieldItem, Giver, Spec, TextKind, to_come};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::collectivite::{Collectivite, Competence, Locality};
use super::contract::Contract;
use super::convention::Convention;
use super::council::CouncilMeeting;
use super::deployment::Deployment;
use super::follow_up::FollowUp;
use super::provider::{Provider, Sheet, Solution};
use super::register::RegisterEntry;
use super::reminder::Reminder;
use super::school::School;
use super::vacances::Vacances;
use super::view::View;

/// Declares [`Record`] with the conversions from each kind and the key of each.
macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident($inner:ty), $id:expr;)*) => {
        /// A record of any kind. The larger ones are boxed so that a list of records stays small.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Record {
            $($(#[$doc])* $kind(Box<$inner>),)*
        }

        impl Record {
            /// The record's key.
            pub fn id(&self) -> RecordId {
                match self {
                    $(Self::$kind(record) => {
                        let id: fn(&$inner) -> RecordId = $id;
                        id(record)
                    })*
                }
            }

            /// The record's kind.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)*
                }
            }
        }

        $(impl From<$inner> for Record {
            fn from(record: $inner) -> Self {
                Self::$kind(Box::new(record))
            }
        })*
    };
}

records! {
    Collectivite(Collectivite), |r| RecordId::Collectivite(r.siren);
    /// A holder of the school competence.
    Competence(Competence), |r| RecordId::Competence(r.id());
    /// A code that stands for a commune.
    Locality(Locality), |r| RecordId::Locality(r.id());
    School(School), |r| RecordId::School(r.uai);
    Provider(Provider), |r| RecordId::Provider(r.siren);
    Solution(Solution), |r| RecordId::Solution(r.code.clone());
    /// A fiche de traitement.
    Sheet(Sheet), |r| RecordId::Sheet(r.id());
    Convention(Convention), |r| RecordId::Convention(r.number.clone());
    Contract(Contract), |r| RecordId::Contract(r.reference.clone());
    Deployment(Deployment), |r| RecordId::Deployment(r.id());
    /// A meeting of a conseil d'école.
    Council(CouncilMeeting), |r| RecordId::Council(r.id());
    /// An inscription au registre.
    Entry(RegisterEntry), |r| RecordId::Entry(r.number);
    Reminder(Reminder), |r| RecordId::Reminder(r.number);
    Note(Note), |r| RecordId::Note(r.number);
    /// A school to look at again on a day.
    FollowUp(FollowUp), |r| RecordId::FollowUp(r.school);
    /// Holidays of schools.
    Vacances(Vacances), |r| RecordId::Vacances(r.id());
    View(View), |r| RecordId::View(r.number);
    Document(Document), |r| RecordId::Document(r.sha256);
    /// A key that stands for no record any more.
    FormerKey(FormerKey), |r| RecordId::FormerKey(Box::new(r.key.clone()));
}

impl Record {
    /// The record as it is stored: the name of its kind there, and its members.
    pub fn stored(&self) -> (String, Map<String, Value>) {
        let outer = match serde_json::to_value(self) {
            Ok(Value::Object(outer)) => outer,
            _ => Map::new(),
        };
        match outer.into_iter().next() {
            Some((kind, Value::Object(members))) => (kind, members),
            _ => (String::new(), Map::new()),
        }
    }

    /// The members of the record as it is stored.
    pub fn members(&self) -> Map<String, Value> {
        self.stored().1
    }
}
