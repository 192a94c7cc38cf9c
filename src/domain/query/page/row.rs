//! The rows of each list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Summary;
use crate::domain::convention::{Article, Awaited, Signatory};
use crate::domain::deployment::Stage;
use crate::domain::id::{DepartementCode, Siren, SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;
use crate::domain::rule::{RuleCode, Severity, Standing};

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// A school and one of its deployments.
    School(Box<SchoolRow>),
    /// A collectivité.
    Collectivite(CollectiviteRow),
    /// A prestataire.
    Provider(ProviderRow),
    /// A convention.
    Convention(ConventionRow),
    /// A record of any kind.
    Any(AnyRow),
}

impl Row {
    /// The record that the row is about; selection is by it, never by place.
    pub fn id(&self) -> RecordId {
        match self {
            Self::School(row) => row.id(),
            Self::Collectivite(row) => RecordId::Collectivite(row.siren),
            Self::Provider(row) => RecordId::Provider(row.siren),
            Self::Convention(row) => row.id.clone(),
            Self::Any(row) => row.id.clone(),
        }
    }
}

/// A school and one of its deployments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolRow {
    /// The school.
    pub uai: Uai,
    /// Its name.
    pub name: String,
    /// The byte ranges of the name that the words matched.
    #[serde(default)]
    pub spans: Vec<(usize, usize)>,
    /// The name of its commune.
    pub commune: String,
    /// Its département.
    pub departement: Option<DepartementCode>,
    /// Its circonscription.
    pub circonscription: String,
    /// Who holds the school competence on the day: SIREN and name.
    pub collectivite: Option<(Siren, String)>,
    /// The category of the deployment; none for a school without one.
    pub category: Option<Category>,
    /// The chosen solution: code and name.
    pub solution: Option<(SolutionCode, String)>,
    /// The stage typed.
    pub stage: Option<Stage>,
    /// What the school is as to this deployment: the mark at the start of the row.
    pub standing: Standing,
    /// What the school is, all its deployments looked at.
    pub state: Standing,
    /// It is a project without an entry that no rule keeps out of the register.
    pub eligible: bool,
    /// The active register entry.
    pub entry: Option<EntryNumber>,
    /// A convention 28 in force serves it (none of B5, B6); none where it is not looked at.
    pub art28: Option<bool>,
    /// A convention 26 in force serves it (none of B7, B8); none where it is not looked at.
    pub art26: Option<bool>,
    /// The findings, in the order of the rules.
    pub findings: Vec<FindingLine>,
    /// The earliest end of what it relies on, where there is one.
    pub end: Option<NaiveDate>,
    /// The next conseil d'école, the day's included.
    #[serde(default)]
    pub council: Option<NaiveDate>,
    /// The day on which to look at it again, where it was put off.
    #[serde(default)]
    pub revisit: Option<NaiveDate>,
}

impl SchoolRow {
    /// What the school is as to this deployment; beside it what the school is, where that is another thing.
    pub fn situation(&self) -> String {
        let situation = self.standing.label();
        if self.state == self.standing {
            situation.to_owned()
        } else {
            format!("{situation} (école {})", self.state.label())
        }
    }

    /// The deployment, or the school where it has none.
    pub fn id(&self) -> RecordId {
        use crate::domain::deployment::DeploymentId;
        self.category.map_or(RecordId::School(self.uai), |category| {
            RecordId::Deployment(DeploymentId {
                school: self.uai,
                category,
            })
        })
    }
}

/// A finding, worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingLine {
    /// The rule.
    pub rule: RuleCode,
    /// Its weight.
    pub severity: Severity,
    /// True where a warning is urgent.
    pub urgent: bool,
    /// True where it keeps a project out of the register: this is the flag.
    pub flagged: bool,
    /// The French message, with dates and names.
    pub message: String,
    /// The legal source; empty where the rule is the DSDEN's own.
    pub source: String,
}

/// A collectivité and its schools on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectiviteRow {
    /// Its key.
    pub siren: Siren,
    /// Its name.
    pub name: String,
    /// The kind, in French.
    pub kind: String,
    /// The schools over which it holds the competence.
    pub counts: Summary,
    /// It has a convention 26 in force; none where it has none and no school of it has a project that waits for one.
    pub art26: Option<bool>,
}

/// A prestataire and its solutions on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderRow {
    /// Its key.
    pub siren: Siren,
    /// Its name.
    pub name: String,
    /// The names of its solutions.
    pub solutions: Vec<String>,
    /// The schools that chose one of them.
    pub schools: usize,
    /// It has a convention 28 in force.
    pub art28: bool,
}

/// A convention on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConventionRow {
    /// Its key.
    pub id: RecordId,
    /// Its number.
    pub number: String,
    /// 28 or 26.
    pub article: u8,
    /// The party's name.
    pub party: String,
    /// The status, in French: `en vigueur`; of one that lacks a signature, who is awaited.
    pub status: String,
    /// Who is to sign next.
    pub awaits: Option<Awaited>,
    /// The signatures that it lacks, a draft's included.
    pub lacks: Vec<Signatory>,
    /// True when it is in force.
    pub in_force: bool,
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
    /// The day of the last relance.
    #[serde(default)]
    pub reminded: Option<NaiveDate>,
    /// The day on which the last relance says to come back to it, while nothing came of it.
    #[serde(default)]
    pub next_due: Option<NaiveDate>,
}

impl ConventionRow {
    /// The article as a value.
    pub fn article(&self) -> Article {
        if self.article == 28 {
            Article::Art28
        } else {
            Article::Art26
        }
    }
}

/// A record of any kind, for « aller à ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnyRow {
    /// Its key.
    pub id: RecordId,
    /// What it is called.
    pub label: String,
    /// What tells it from others of the same name: the commune, the party.
    pub detail: String,
    /// The byte ranges of the label that the words matched.
    #[serde(default)]
    pub spans: Vec<(usize, usize)>,
}
