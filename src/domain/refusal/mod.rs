//! Refusals: why a command is not carried out, as data.

mod wording;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::deployment::{DeploymentId, NoMove, Stage};
use super::document::DocumentId;
use super::id::SheetVersion;
use super::record::{FormerKey, Kind, Record, RecordId};
use super::registry::{Registry, Resting};
use super::rule::RuleCode;

/// Why a command is refused. Nothing was changed. Display words it in French.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    Unknown(RecordId),
    /// The record was changed since it was seen.
    Conflict {
        id: RecordId,
        /// The version that the operator saw.
        seen: u64,
        /// The version it has now; 0 where it is gone.
        version: u64,
        /// The record as it is now.
        current: Option<Box<Record>>,
        /// What changed it since, latest first, where the journal was asked.
        #[serde(default)]
        edits: Vec<Edit>,
    },
    /// A record that is there is saved without the version that was seen of it.
    Unseen(RecordId),
    /// A register entry is reviewed without the version that was seen of what it rests on.
    UnseenPart(RecordId),
    /// The rules keep the school out of the register.
    Blocked {
        /// The school and the category.
        deployment: DeploymentId,
        /// Each blocking finding, worded.
        reasons: Vec<Reason>,
    },
    /// The rules keep the accounts closed (C1–C4).
    AccountsClosed {
        /// The school and the category.
        deployment: DeploymentId,
        /// The stage asked for.
        to: Stage,
        reasons: Vec<Reason>,
    },
    /// The table of moves does not allow this one.
    Move {
        /// The school and the category.
        deployment: DeploymentId,
        /// The stage it is at; none where there is no deployment.
        from: Option<Stage>,
        /// The stage asked for.
        to: Stage,
        why: NoMove,
    },
    /// The school is already in the register for this category.
    AlreadyRegistered(RecordId),
    /// The register entry is closed.
    EntryClosed(RecordId),
    /// Another record is missing, to which this one refers.
    Dangling {
        from: RecordId,
        /// The record that is missing.
        to: RecordId,
    },
    /// A record is not withdrawn: others rest on it.
    Rests {
        id: RecordId,
        /// The first of them.
        on: Vec<RecordId>,
        /// How many they are.
        count: usize,
    },
    /// A key that is never given again, or that stands for no record any more.
    Spent(Box<FormerKey>),
    /// The key of a record that a file brought: it is not corrected here.
    Imported(RecordId),
    /// Two days are in the wrong order.
    Order {
        id: RecordId,
        /// What must come first, in French: `l’envoi`.
        first: String,
        /// Its day.
        first_on: NaiveDate,
        /// What must come after, in French.
        second: String,
        /// Its day.
        second_on: NaiveDate,
    },
    /// A value that the record may not hold.
    Invalid {
        id: RecordId,
        /// The field, in French.
        field: String,
        /// The field as the stored record names it, `period.to`; empty where it is none of those that are typed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        path: String,
        why: String,
    },
    /// Something rests on the version of a fiche: another content is another version.
    SheetRelied {
        id: RecordId,
        resting: Resting,
        /// The number that a new version would bear; none where no version of the solution is a number.
        next: Option<SheetVersion>,
    },
    /// The fact is already recorded, with another day.
    AlreadyDone {
        id: RecordId,
        /// What, in French: `la signature du prestataire est déjà notée`.
        what: String,
        /// The day recorded.
        on: NaiveDate,
    },
    /// A kind of record that this command does not write.
    Kind(Kind),
    /// A kind of record to which no document is attached.
    NoDocuments(Kind),
    /// The bytes of a document are not kept.
    NoFile(DocumentId),
    /// The command changes nothing.
    Nothing,
    /// Several commands that do not make one.
    Many(NoMany),
    /// One of several commands is refused, and so are all.
    OneOf {
        /// Its place among them, from 1.
        place: usize,
        why: Box<Refusal>,
    },
    /// An entry of the journal that cannot be taken back, and why, in French.
    NotUndoable {
        entry: u64,
        why: String,
    },
    /// An entry of the journal that cannot be taken back: records that it changed were changed since.
    ChangedSince {
        entry: u64,
        /// Each of these records, in the order of the entry; there is one at least.
        changed: Vec<Since>,
    },
    /// The number of the order is that of another command, which was carried out.
    OtherOrder {
        /// The entry of the journal that it made.
        entry: u64,
    },
    /// Nothing is recorded: the clock of the machine that holds the base is not to be trusted.
    Clock {
        /// What it says, in the local time of that machine.
        says: NaiveDateTime,
        /// What is wrong with it.
        why: NoClock,
    },
    /// Nothing is to be mended of that clock.
    ClockSound {
        /// What it says, in the local time of that machine.
        says: NaiveDateTime,
    },
    /// A reason that is empty or too long; says which in French.
    Reason(String),
    /// The day J is not the present one: it is for looking.
    Looking {
        /// The day J.
        day: NaiveDate,
        /// The present day, by the clock of the base.
        today: NaiveDate,
    },
    /// The operator has not the right.
    Forbidden {
        /// The right it takes, in French; of several of which one is enough, all: `gestion ou DPD`.
        right: String,
    },
}

/// Why several commands do not make one. Display words it in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoMany {
    Empty,
    /// There are more than [`MOST_AT_ONCE`](super::command::MOST_AT_ONCE).
    TooMany,
    /// One of them is an import, the correction of a key, two records made one, a solution filed under another category
    /// with its uses, uses recovered, an undo, the clock taken up again, or several commands itself.
    Within,
    /// A registration together with what the rules look at.
    Mixed,
    /// A review together with what it covers.
    Reviewed,
}

/// What is wrong with a clock; moments are in the local time of the machine that holds the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoClock {
    /// It was never set.
    Unset,
    /// It is behind the last entry of the journal, which is of this moment.
    Behind(NaiveDateTime),
    /// It was set while the program ran: by the time that has passed it should be this moment.
    Leapt(NaiveDateTime),
}

/// Who changed a record, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The account's name.
    pub name: String,
    /// The moment, by the clock of the machine that holds the base.
    pub at: DateTime<Utc>,
}

/// What an entry of the journal changed of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub who: Who,
    /// The fields, as the stored form names them: `signed_party`, `reached.inscrite`.
    pub fields: Vec<String>,
}

impl Edit {
    /// How many of the last edits of a record are told at most.
    pub const TOLD: usize = 50;

    /// Who made some edits, each once, whoever made the last first.
    pub fn authors(edits: &[Self]) -> Vec<&Who> {
        let mut authors: Vec<&Who> = Vec::new();
        for Self { who, .. } in edits {
            if !authors.iter().any(|known| known.name == who.name) {
                authors.push(who);
            }
        }
        authors
    }

    /// Who changed a field last, among edits that are latest first.
    pub fn of_field<'a>(edits: &'a [Self], field: &str) -> Option<&'a Who> {
        let changed = |edit: &&Self| edit.fields.iter().any(|changed| changed == field);
        edits.iter().find(changed).map(|edit| &edit.who)
    }
}

/// A record that was changed since an entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    pub id: RecordId,
    /// The entry that changed it last; none where it is gone.
    pub version: Option<u64>,
    /// Who wrote that one, where the journal was asked.
    #[serde(default)]
    pub who: Option<Who>,
    /// What became of the key of the record, or of one that it named, where that is what changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Box<FormerKey>>,
}

impl Since {
    /// How many such records are named at most; the others are counted.
    pub const NAMED: usize = 10;

    /// The same, by what became of a key.
    #[must_use]
    pub fn by(self, key: Option<FormerKey>) -> Self {
        let key = key.map(Box::new);
        Self { key, ..self }
    }

    /// A record as a registry has it.
    pub fn of(registry: &Registry, id: RecordId) -> Self {
        Self {
            version: registry.version(&id),
            id,
            who: None,
            key: None,
        }
    }
}

impl Refusal {
    /// That a record is not there, with what became of its key where that is known.
    pub fn missing(registry: &Registry, id: &RecordId) -> Self {
        match registry.former_of(id) {
            Some(mark) => Self::Spent(Box::new(mark.clone())),
            None => Self::Unknown(id.clone()),
        }
    }

    /// The same refusal, with who changed each record that it names: `by` tells who wrote an entry of the journal, `since`
    /// what changed a record after a version, latest first.
    #[must_use]
    pub fn with_later_changes(
        mut self,
        by: &mut dyn FnMut(u64) -> Option<Who>,
        since: &dyn Fn(&RecordId, u64) -> Vec<Edit>,
    ) -> Self {
        match &mut self {
            Self::Conflict { id, seen, edits, .. } => *edits = since(id, *seen),
            Self::ChangedSince { changed, .. } => {
                for since in changed.iter_mut().take(Since::NAMED) {
                    since.who = since.version.and_then(&mut *by);
                }
            }
            Self::OneOf { why, .. } => **why = why.as_ref().clone().with_later_changes(by, since),
            _ => {}
        }
        self
    }
}

/// A finding, worded, as part of a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: RuleCode,
    pub message: String,
    pub source: String,
}

impl std::error::Error for Refusal {}
