//! The start of a connection: who the client is not asked, what it speaks is.
//!
//! The fields of these two frames stay as they are in every version of the protocol, so that programs of different
//! versions understand each other far enough to say so.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::authority::Title;
use crate::domain::id::DepartementCode;
use crate::domain::official::Official;
use crate::service::Operator;

/// What the client says first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The number of the protocol that it speaks.
    pub protocol: u32,
    /// The version of the program.
    pub version: String,
    /// What the connection is for. The name under which it travels is that of the first programs.
    #[serde(default, rename = "face")]
    pub kind: ClientKind,
    /// The session to which the connection belongs.
    #[serde(default)]
    pub session: SessionId,
    /// The day to look at, whatever that of the service is; none to follow the service's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKind {
    #[default]
    Desk,
    /// Waiting for what others do.
    Watch,
}

/// A session of one program: the two connections of a client, and those that replace them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SessionId(pub String);

impl SessionId {
    /// A session of its own.
    ///
    /// # Errors
    ///
    /// Fails where the system has no random numbers.
    pub fn fresh() -> std::io::Result<Self> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self(format!("{:032x}", u128::from_le_bytes(bytes))))
    }

    /// True for what [`fresh`](Self::fresh) makes.
    pub fn is_sound(&self) -> bool {
        self.0.len() == 32 && self.0.bytes().all(|byte| byte.is_ascii_hexdigit())
    }
}

/// What the service says first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The connection is open.
    Welcome(Box<Welcome>),
    /// It is not, and why, in French.
    Sorry(String),
}

/// What a client must know of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The version of the service.
    pub version: String,
    /// For whom it takes the client.
    pub operator: Operator,
    pub office: Box<Office>,
    /// The day J: the one that the client looks at, else the service's.
    pub today: NaiveDate,
    /// The present day of the service, on which alone orders are carried out.
    pub present: NaiveDate,
    /// Why nothing is written any more, in French; none as long as orders are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// The base bears the mark *essai*.
    #[serde(default)]
    pub trial: bool,
}

/// The DSDEN of a base, as the configuration of the service has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    pub name: Option<String>,
    /// The first of the départements: all that programs of before know.
    pub departement: Option<DepartementCode>,
    /// All départements; none from a service of before.
    #[serde(default)]
    pub departements: Vec<DepartementCode>,
    /// The controller, for the register, on one line: all that programs of before know.
    pub controller: Option<String>,
    /// The data protection officer, for the register, likewise.
    pub dpo: Option<String>,
    /// Both in parts; none from a service of before.
    #[serde(default)]
    pub officials: Officials,
    /// Who signs for the State; none from a service of before.
    #[serde(default)]
    pub authority: Option<Title>,
}

/// Who answers for the register, in parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officials {
    #[serde(default)]
    pub controller: Option<Official>,
    #[serde(default)]
    pub dpo: Option<Official>,
}

impl fmt::Display for ClientKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Desk => "bureau",
            Self::Watch => "veille",
        })
    }
}
