//! The kinds of records, and the key of any record as one value.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::coded::coded;
use crate::domain::collectivite::{CompetenceId, LocalityId};
use crate::domain::council::CouncilId;
use crate::domain::date::{day_fr, parse_day};
use crate::domain::deployment::{DeploymentId, Rank};
use crate::domain::document::DocumentId;
use crate::domain::id::{ContractReference, ConventionNumber, SheetVersion, Siren, SolutionCode, Uai};
use crate::domain::provider::SheetId;
use crate::domain::register::EntryNumber;
use crate::domain::reminder::ReminderNumber;
use crate::domain::vacances::VacancesId;
use crate::domain::view::ViewNumber;

/// The number of a note, from 1 up, never used twice.
pub type NoteNumber = u32;

coded! {
    /// The kinds of records, in the order in which a base is loaded: what is referred to comes first.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Collectivite "collectivite", "collectivité";
        /// A code that stands for a commune.
        Locality "localite", "code de commune";
        /// A holder of the school competence.
        Competence "competence", "compétence scolaire";
        School "ecole", "école";
        Provider "prestataire", "prestataire";
        Solution "solution", "solution";
        /// A fiche de traitement.
        Sheet "fiche", "fiche de traitement";
        Convention "convention", "convention";
        Contract "contrat", "contrat";
        Deployment "deploiement", "déploiement";
        /// A meeting of a conseil d'école.
        Council "conseil", "conseil d’école";
        /// An inscription au registre.
        Entry "inscription", "inscription au registre";
        Reminder "relance", "relance";
        Note "note", "note";
        /// A school to look at again on a day.
        FollowUp "rappel", "rappel";
        /// Holidays of schools.
        Vacances "vacances", "vacances scolaires";
        View "vue", "vue";
        Document "piece", "pièce";
        /// A key that stands for no record any more.
        FormerKey "ancienne_cle", "ancienne clé";
    }
}

impl Kind {
    /// True where the French name is feminine: `une école`, but `un contrat`.
    pub fn is_feminine(self) -> bool {
        match self {
            Self::Collectivite
            | Self::Competence
            | Self::School
            | Self::Solution
            | Self::Sheet
            | Self::Convention
            | Self::Entry
            | Self::Reminder
            | Self::Note
            | Self::Vacances
            | Self::View
            | Self::Document
            | Self::FormerKey => true,
            Self::Locality
            | Self::Provider
            | Self::Contract
            | Self::Deployment
            | Self::Council
            | Self::FollowUp => false,
        }
    }

    /// A number of them in French: `1 école`, `4 écoles`, `2 fiches de traitement`.
    pub fn counted(self, count: usize) -> String {
        if count < 2 {
            return format!("{count} {}", self.label());
        }
        let mut is_complement = false;
        let plural = self.label().split(' ').map(|word| {
            is_complement |= matches!(word, "de" | "au") || word.starts_with("d’");
            let ending = if is_complement || word.ends_with('s') {
                ""
            } else {
                "s"
            };
            format!("{word}{ending}")
        });
        format!("{count} {}", plural.collect::<Vec<_>>().join(" "))
    }

    /// A participle that agrees with the French name: `retirée` of an école, `retiré` of a contrat.
    pub fn agree(self, participle: &str) -> String {
        let ending = if self.is_feminine() { "e" } else { "" };
        format!("{participle}{ending}")
    }
}

/// The key of any record; written `ecole/0380123A`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    Collectivite(Siren),
    /// By code and first day.
    Locality(LocalityId),
    /// By perimeter and first day.
    Competence(CompetenceId),
    School(Uai),
    Provider(Siren),
    Solution(SolutionCode),
    /// By solution and version.
    Sheet(SheetId),
    Convention(ConventionNumber),
    Contract(ContractReference),
    /// By school, category and rank.
    Deployment(DeploymentId),
    /// By school and day.
    Council(CouncilId),
    Entry(EntryNumber),
    Reminder(ReminderNumber),
    Note(NoteNumber),
    FollowUp(Uai),
    /// By zone and first day.
    Vacances(VacancesId),
    View(ViewNumber),
    /// By the SHA-256 of its bytes.
    Document(DocumentId),
    /// By the key that stands for no record any more.
    FormerKey(Box<RecordId>),
}

impl RecordId {
    /// The kind of the record.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Collectivite(_) => Kind::Collectivite,
            Self::Locality(_) => Kind::Locality,
            Self::Competence(_) => Kind::Competence,
            Self::School(_) => Kind::School,
            Self::Provider(_) => Kind::Provider,
            Self::Solution(_) => Kind::Solution,
            Self::Sheet(_) => Kind::Sheet,
            Self::Convention(_) => Kind::Convention,
            Self::Contract(_) => Kind::Contract,
            Self::Deployment(_) => Kind::Deployment,
            Self::Council(_) => Kind::Council,
            Self::Entry(_) => Kind::Entry,
            Self::Reminder(_) => Kind::Reminder,
            Self::Note(_) => Kind::Note,
            Self::FollowUp(_) => Kind::FollowUp,
            Self::Vacances(_) => Kind::Vacances,
            Self::View(_) => Kind::View,
            Self::Document(_) => Kind::Document,
            Self::FormerKey(_) => Kind::FormerKey,
        }
    }

    /// The key within its kind: `0380123A`. Numbers are padded, so that text order is number order.
    pub fn key(&self) -> String {
        match self {
            Self::Collectivite(siren) | Self::Provider(siren) => siren.to_string(),
            Self::Locality(id) => id.to_string(),
            Self::Competence(id) => id.to_string(),
            Self::School(uai) | Self::FollowUp(uai) => uai.to_string(),
            Self::Solution(code) => code.to_string(),
            Self::Sheet(id) => id.to_string(),
            Self::Convention(number) => number.to_string(),
            Self::Contract(reference) => reference.to_string(),
            Self::Deployment(id) => id.to_string(),
            Self::Council(id) => id.to_string(),
            Self::Document(id) => id.to_string(),
            Self::Vacances(id) => id.to_string(),
            Self::FormerKey(id) => id.to_string(),
            Self::Entry(number) | Self::Reminder(number) | Self::Note(number) | Self::View(number) => {
                format!("{number:010}")
            }
        }
    }

    /// The record in French words: `école 0380123C`, `inscription au registre n° 12`.
    pub fn label(&self) -> String {
        match self {
            Self::Entry(number) | Self::Reminder(number) | Self::Note(number) | Self::View(number) => {
                format!("{} n°\u{a0}{number}", self.kind().label())
            }
            Self::Deployment(id) => {
                let (school, category) = (Kind::School.label(), id.category.label());
                match id.rank {
                    Rank::FIRST => format!("{school} {} ({category})", id.school),
                    rank => format!("{school} {} ({category}, usage {rank})", id.school),
                }
            }
            Self::Document(id) => format!("{} {}", self.kind().label(), id.short()),
            Self::Sheet(id) => format!("{} {}, version {}", self.kind().label(), id.solution, id.version),
            Self::Council(id) => {
                format!("{} {} du {}", self.kind().label(), id.school, day_fr(id.date))
            }
            Self::Competence(CompetenceId { perimeter, from }) => {
                let since = from.map(|from| format!(" depuis le {}", day_fr(from)));
                format!("{} {perimeter}{}", self.kind().label(), since.unwrap_or_default())
            }
            Self::Locality(LocalityId { code, from }) => {
                let since = from.map(|from| format!(" depuis le {}", day_fr(from)));
                format!("{} {code}{}", self.kind().label(), since.unwrap_or_default())
            }
            Self::FormerKey(id) => id.label(),
            _ => format!("{} {}", self.kind().label(), self.key()),
        }
    }

    /// The kind that its label begins with: that of a use begins with its school.
    pub fn noun(&self) -> Kind {
        match self {
            Self::Deployment(_) => Kind::School,
            other => other.kind(),
        }
    }

    /// The record in French words, with its article: `la convention 26-0012`, `l’école 0380123C`.
    pub fn with_article(&self) -> String {
        if let Self::FormerKey(id) = self {
            return id.with_article();
        }
        let label = self.label();
        match (label.starts_with(['é', 'i']), self.noun().is_feminine()) {
            (true, _) => format!("l’{label}"),
            (false, true) => format!("la {label}"),
            (false, false) => format!("le {label}"),
        }
    }

    /// What something goes to, in French words: `à la convention 26-0012`, `au conseil d’école …`.
    pub fn to_it(&self) -> String {
        let article = self.with_article();
        article
            .strip_prefix("le ")
            .map_or_else(|| format!("à {article}"), |label| format!("au {label}"))
    }

    /// Reads the key that another record of the kind has: whole, or the part of it that is corrected, which is the day of a
    /// conseil and the version of a fiche.
    ///
    /// # Errors
    ///
    /// [`RecordIdError`] where the text is no such key.
    pub fn with_key(&self, text: &str) -> Result<Self, RecordIdError> {
        let key = text.trim();
        let part = match self {
            Self::Council(id) if !key.contains('@') => {
                parse_day(key).map(|date| CouncilId { date, ..*id }.to_string())
            }
            Self::Sheet(id) if !key.contains('@') => Some(format!("{}@{key}", id.solution)),
            _ => None,
        };
        Self::parse(self.kind(), part.as_deref().unwrap_or(key))
    }

    /// Reads a kind and a key as [`RecordId::key`] writes them.
    pub fn parse(kind: Kind, key: &str) -> Result<Self, RecordIdError> {
        let wrong = || RecordIdError {
            kind,
            key: key.escape_debug().to_string(),
        };
        let pair = || key.split_once('@').ok_or_else(wrong);
        let number = || key.parse::<u32>().map_err(|_| wrong());
        Ok(match kind {
            Kind::Collectivite => Self::Collectivite(Siren::parse(key).map_err(|_| wrong())?),
            Kind::Locality => Self::Locality(LocalityId::parse(key).ok_or_else(wrong)?),
            Kind::Competence => Self::Competence(key.parse().map_err(|_| wrong())?),
            Kind::School => Self::School(Uai::parse(key).map_err(|_| wrong())?),
            Kind::Provider => Self::Provider(Siren::parse(key).map_err(|_| wrong())?),
            Kind::Solution => Self::Solution(SolutionCode::parse(key).map_err(|_| wrong())?),
            Kind::Sheet => {
                let (solution, version) = pair()?;
                Self::Sheet(SheetId {
                    solution: SolutionCode::parse(solution).map_err(|_| wrong())?,
                    version: SheetVersion::parse(version).map_err(|_| wrong())?,
                })
            }
            Kind::Convention => Self::Convention(ConventionNumber::parse(key).map_err(|_| wrong())?),
            Kind::Contract => Self::Contract(ContractReference::parse(key).map_err(|_| wrong())?),
            Kind::Deployment => Self::Deployment(DeploymentId::parse(key).ok_or_else(wrong)?),
            Kind::Council => {
                let (school, date) = pair()?;
                Self::Council(CouncilId {
                    school: Uai::parse(school).map_err(|_| wrong())?,
                    date: date.parse().map_err(|_| wrong())?,
                })
            }
            Kind::Entry => Self::Entry(number()?),
            Kind::Reminder => Self::Reminder(number()?),
            Kind::Note => Self::Note(number()?),
            Kind::Vacances => Self::Vacances(VacancesId::parse(key).ok_or_else(wrong)?),
            Kind::FollowUp => Self::FollowUp(Uai::parse(key).map_err(|_| wrong())?),
            Kind::View => Self::View(number()?),
            Kind::Document => Self::Document(key.parse().map_err(|_| wrong())?),
            Kind::FormerKey => match key.parse().map_err(|_: String| wrong())? {
                Self::FormerKey(_) => return Err(wrong()),
                id => Self::FormerKey(Box::new(id)),
            },
        })
    }
}

/// A key that does not fit its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«\u{a0}{key}\u{a0}» n’est pas la clé d’un enregistrement de type {}", kind.label())]
pub struct RecordIdError {
    pub kind: Kind,
    /// The key, its control characters escaped.
    pub key: String,
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind().code(), self.key())
    }
}

impl FromStr for RecordId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une clé d’enregistrement",
                text.escape_debug()
            )
        };
        let (code, key) = text.split_once('/').ok_or_else(wrong)?;
        let kind = Kind::from_code(code).ok_or_else(wrong)?;
        Self::parse(kind, key).map_err(|error| error.to_string())
    }
}

impl Serialize for RecordId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_records_is_said_in_french() {
        let table = [
            (Kind::School, "4 écoles"),
            (Kind::Competence, "4 compétences scolaires"),
            (Kind::Locality, "4 codes de commune"),
            (Kind::Council, "4 conseils d’école"),
            (Kind::Entry, "4 inscriptions au registre"),
            (Kind::Vacances, "4 vacances scolaires"),
            (Kind::FormerKey, "4 anciennes clés"),
        ];
        for (kind, expected) in table {
            assert_eq!(kind.counted(4), expected);
            assert_eq!(kind.counted(1), format!("1 {}", kind.label()));
        }
    }
}
