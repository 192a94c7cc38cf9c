//! Commands on what lies under the conventions: schools that close, competences that pass, collectivités and prestataires that
//! change, records that are one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::collectivite::{CompetenceNature, LocalityKind, Perimeter};
use crate::domain::convention::Substitution;
use crate::domain::date::day_fr;
use crate::domain::id::{ConventionNumber, InseeCode, Siren, SolutionCode, Uai};
use crate::domain::provider::SuccessionNature;
use crate::domain::record::RecordId;

/// What is asked of schools, competences and collectivités as they change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Territory {
    /// Closes schools with what still stands of them, and has others take their place: closed, merged, split, given another
    /// UAI.
    EndSchools {
        schools: Vec<Uai>,
        /// Those that take their place; one of `schools` among them goes on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        into: Vec<Uai>,
        /// The first day on which they are closed.
        on: NaiveDate,
        reason: String,
    },
    /// Puts schools in an RPI dispersé; none: they are in no RPI any more.
    SetRpi {
        schools: Vec<Uai>,
        rpi: Option<String>,
    },
    /// Takes every school out of the RPI of some schools.
    DissolveRpi {
        schools: Vec<Uai>,
    },
    /// Hands the school competence over from a day on.
    HandCompetence {
        perimeters: Vec<Perimeter>,
        /// The holder; none: it is given back to the commune.
        to: Option<Siren>,
        /// The first day of the new holder.
        on: NaiveDate,
        nature: CompetenceNature,
    },
    /// Confirms the competences that were proposed over communes, or over the place of schools.
    ConfirmCompetences {
        perimeters: Vec<Perimeter>,
        /// Whom the proposal names, where there are several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Siren>,
        /// The first day; none, that of the proposal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<NaiveDate>,
        nature: CompetenceNature,
    },
    /// Notes that the co-contractant of a convention was told who took the place of its party.
    NoteSubstitution {
        convention: ConventionNumber,
        noted: Substitution,
    },
    /// Closes a collectivité, and begins the one that takes its place under another SIREN.
    ReplaceCollectivite {
        from: Siren,
        to: Siren,
        /// The first day of the new one.
        on: NaiveDate,
        /// Its name; empty, that of the former.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    RenameCollectivite {
        collectivite: Siren,
        name: String,
    },
    /// Closes communes that go into one, known or new, and has their codes stand for it from a day on.
    MergeCommunes {
        /// Those that go into it; it may be one of them, and goes on.
        communes: Vec<Siren>,
        into: Siren,
        /// Of a commune nouvelle, the code of one of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<InseeCode>,
        /// Of a commune nouvelle, its name.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        /// What their codes become: déléguées, associées, or merged.
        parts: LocalityKind,
        /// The first day on which they are one.
        on: NaiveDate,
    },
    /// Closes groups that go into one, known or new, which holds their competences from a day on (CGCT L5211-41-3).
    MergeGroups {
        /// Those that go into it; it may be one of them, and goes on.
        groups: Vec<Siren>,
        into: Siren,
        /// Of a new one, its name.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        /// The first day on which they are one.
        on: NaiveDate,
    },
    /// Has collectivités be members of a group, or be so no more. No competence goes with it.
    ChangeMembers {
        group: Siren,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        joining: Vec<Siren>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        leaving: Vec<Siren>,
    },
    /// Has the code of a part of a commune be that of a commune again.
    RestoreCommune {
        code: InseeCode,
        siren: Siren,
        /// Its name; empty, that of the code.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        /// The first day on which it is one.
        on: NaiveDate,
    },
    /// Notes who absorbed a prestataire or bought what it sells, and gives that one its solutions.
    ReplaceProvider {
        from: Siren,
        to: Siren,
        on: NaiveDate,
        nature: SuccessionNature,
        /// What passes by a cession; none named, all that it sells.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        solutions: Vec<SolutionCode>,
        /// Its name, where the base lacks it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    /// Makes one record of two: the first goes, and what names it names the second.
    Merge {
        record: RecordId,
        into: RecordId,
        reason: String,
    },
}

impl Territory {
    /// Gives each free text of one line to a function.
    pub(super) fn each_line(&mut self, each: fn(&mut String)) {
        match self {
            Self::ReplaceCollectivite {
                from: _,
                to: _,
                on: _,
                name,
            }
            | Self::RenameCollectivite {
                collectivite: _,
                name,
            }
            | Self::MergeCommunes {
                communes: _,
                into: _,
                code: _,
                name,
                parts: _,
                on: _,
            }
            | Self::MergeGroups {
                groups: _,
                into: _,
                name,
                on: _,
            }
            | Self::RestoreCommune {
                code: _,
                siren: _,
                name,
                on: _,
            }
            | Self::ReplaceProvider {
                from: _,
                to: _,
                on: _,
                nature: _,
                solutions: _,
                name,
            } => each(name),
            Self::SetRpi { schools: _, rpi } => rpi.iter_mut().for_each(each),
            Self::NoteSubstitution { convention: _, noted } => {
                each(&mut noted.by);
                each(&mut noted.reference);
            }
            Self::EndSchools { .. }
            | Self::DissolveRpi { .. }
            | Self::ChangeMembers { .. }
            | Self::Merge { .. }
            | Self::HandCompetence { .. }
            | Self::ConfirmCompetences { .. } => {}
        }
    }

    /// Gives the reason, a free text of several lines, to a function.
    pub(super) fn each_reason(&mut self, each: fn(&mut String)) {
        match self {
            Self::EndSchools {
                schools: _,
                into: _,
                on: _,
                reason,
            }
            | Self::Merge {
                record: _,
                into: _,
                reason,
            } => each(reason),
            Self::MergeCommunes { .. }
            | Self::MergeGroups { .. }
            | Self::ChangeMembers { .. }
            | Self::DissolveRpi { .. }
            | Self::RestoreCommune { .. }
            | Self::ReplaceProvider { .. }
            | Self::ReplaceCollectivite { .. }
            | Self::RenameCollectivite { .. }
            | Self::SetRpi { .. }
            | Self::NoteSubstitution { .. }
            | Self::HandCompetence { .. }
            | Self::ConfirmCompetences { .. } => {}
        }
    }

    /// What was asked, in a few French words.
    pub fn words(&self) -> String {
        match self {
            Self::EndSchools {
                schools, into, on, ..
            } => {
                let into: Vec<String> = into.iter().map(Uai::to_string).collect();
                let on = day_fr(*on);
                match (schools.as_slice(), into.as_slice()) {
                    ([_], []) => format!("fermeture d’école le {on}"),
                    (several, []) => format!("fermeture de {} écoles le {on}", several.len()),
                    ([_], [one]) => format!("école devenue {one} le {on}"),
                    ([_], several) => format!("école scindée en {} le {on}", several.join(", ")),
                    (_, several) => format!("fusion d’écoles en {} le {on}", several.join(", ")),
                }
            }
            Self::SetRpi { rpi: Some(rpi), .. } => format!("RPI {rpi}"),
            Self::SetRpi { rpi: None, .. } => "sortie de RPI".to_owned(),
            Self::DissolveRpi { .. } => "RPI dissous".to_owned(),
            Self::HandCompetence {
                perimeters, to, on, ..
            } => {
                let over = over(perimeters);
                match to {
                    Some(to) => format!("compétence{over} à {to} à partir du {}", day_fr(*on)),
                    None => format!("compétence{over} rendue le {}", day_fr(*on)),
                }
            }
            Self::ConfirmCompetences { perimeters, .. } => {
                format!("compétence{} confirmée", over(perimeters))
            }
            Self::NoteSubstitution { convention, .. } => {
                format!("information du cocontractant de {convention}")
            }
            Self::ReplaceCollectivite { from, to, on, .. } => {
                format!("{to} à la place de {from} le {}", day_fr(*on))
            }
            Self::RenameCollectivite { .. } => "nouveau nom".to_owned(),
            Self::MergeCommunes {
                communes, into, on, ..
            } => {
                let others = communes.iter().filter(|siren| *siren != into);
                let others: Vec<String> = others.map(Siren::to_string).collect();
                let noun = if others.len() > 1 { "communes" } else { "commune" };
                format!("{noun} {} dans {into} le {}", others.join(", "), day_fr(*on))
            }
            Self::MergeGroups { groups, into, on, .. } => {
                let others = groups.iter().filter(|siren| *siren != into);
                let others: Vec<String> = others.map(Siren::to_string).collect();
                let noun = if others.len() > 1 {
                    "groupements"
                } else {
                    "groupement"
                };
                format!("{noun} {} dans {into} le {}", others.join(", "), day_fr(*on))
            }
            Self::ChangeMembers { group, .. } => format!("membres de {group}"),
            Self::RestoreCommune { code, on, .. } => {
                format!("{code} de nouveau une commune le {}", day_fr(*on))
            }
            Self::ReplaceProvider {
                from, to, on, nature, ..
            } => format!("{} de {from} à {to} le {}", nature.label(), day_fr(*on)),
            Self::Merge { record, into, .. } => {
                format!("fusion\u{a0}: {} est désormais {}", record.label(), into.label())
            }
        }
    }
}

/// Over how many places a competence is, where they are several: ` de 3 périmètres`.
fn over(perimeters: &[Perimeter]) -> String {
    match perimeters.len() {
        0 | 1 => String::new(),
        several => format!(" de {several} périmètres"),
    }
}
