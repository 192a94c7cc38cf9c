//! From what is done to all of them to what is asked of each, or why nothing can be.

use chrono::NaiveDate;

use crate::domain::command::Command;
use crate::domain::date::day_fr;
use crate::domain::deployment::{DeploymentId, Stage};
use crate::domain::id::{ConventionNumber, SolutionCode};
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::tui::model::Target;
use crate::tui::model::dialog::{Item, Many};

use super::many::{noted, school};
use super::remind;

/// What is done to all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bulk {
    /// They reach a stage.
    Stage {
        to: Stage,
        /// The day.
        on: NaiveDate,
    },
    /// They choose a solution.
    Solution {
        solution: SolutionCode,
        /// What it is called.
        name: String,
        category: Category,
        /// The day.
        on: NaiveDate,
    },
    /// They are entered in the register.
    Register,
    /// A note is written on each.
    Note(String),
    /// The parties of their conventions are reminded.
    Relance {
        channel: &'static str,
        /// The day.
        on: NaiveDate,
        /// The day on which to come back to it.
        next_due: NaiveDate,
    },
    /// They join an annexe, or leave it.
    Annexe {
        convention: ConventionNumber,
        joins: bool,
        /// From that day on.
        on: NaiveDate,
    },
    /// They are put in a circonscription.
    Circonscription(String),
}

impl Bulk {
    /// The verb, as the title of the preview.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Stage { .. } => "Changer l’étape",
            Self::Solution { .. } => "Choisir la solution",
            Self::Register => "Inscrire au registre de traitement",
            Self::Note(_) => "Ajouter une note",
            Self::Relance { .. } => "Noter une relance",
            Self::Annexe { joins: true, .. } => "Entrer à l’annexe",
            Self::Annexe { joins: false, .. } => "Sortir de l’annexe",
            Self::Circonscription(_) => "Changer la circonscription",
        }
    }

    /// What is done to each, in French.
    pub fn what(&self) -> String {
        match self {
            Self::Stage { to, on } => format!("étape «\u{a0}{}\u{a0}» le {}", to.label(), day_fr(*on)),
            Self::Solution { name, on, .. } => format!("solution {name} choisie le {}", day_fr(*on)),
            Self::Register => "inscription au registre".to_owned(),
            Self::Note(text) => format!("note «\u{a0}{text}\u{a0}»"),
            Self::Relance {
                channel, next_due, ..
            } => format!("relance par {channel}, à reprendre le {}", day_fr(*next_due)),
            Self::Annexe {
                convention,
                joins,
                on,
            } => {
                let what = if *joins { "entrée à" } else { "sortie de" };
                format!("{what} l’annexe de {convention} à compter du {}", day_fr(*on))
            }
            Self::Circonscription(name) => format!("circonscription «\u{a0}{name}\u{a0}»"),
        }
    }

    /// What is asked of each, or why nothing can be.
    pub fn items(&self, many: &Many) -> Vec<Item> {
        if let Self::Relance { .. } = self {
            return remind::items(many, |number, party| self.about(number, party));
        }
        let item = |target: &Target| Item {
            label: self.named(target),
            settles: vec![target.id.clone()],
            command: self.of(&target.id),
        };
        once(many.targets.iter().map(item))
    }

    /// The records that it changes, one of them and several; none where they are the marked lines themselves.
    pub fn unit(&self) -> Option<[&'static str; 2]> {
        match self {
            Self::Relance { .. } => Some(["convention", "conventions"]),
            Self::Note(_) | Self::Annexe { .. } | Self::Circonscription(_) => Some(["école", "écoles"]),
            Self::Stage { .. } | Self::Solution { .. } | Self::Register => None,
        }
    }

    /// The name of what it changes: the school alone, where all its lines are one.
    fn named(&self, target: &Target) -> String {
        match (&target.id, self.unit()) {
            (RecordId::Deployment(deployment), Some(_)) => {
                let category = format!(" · {}", deployment.category.label());
                target
                    .label
                    .strip_suffix(&category)
                    .unwrap_or(&target.label)
                    .to_owned()
            }
            _ => target.label.clone(),
        }
    }

    /// What is asked of one record.
    fn of(&self, id: &RecordId) -> Result<Command, String> {
        match self {
            Self::Note(text) => Ok(Command::AddNote {
                about: noted(id),
                text: text.clone(),
            }),
            Self::Stage { to, on } => Ok(Command::MoveStage {
                deployment: deployed(id)?,
                to: *to,
                on: *on,
            }),
            Self::Register => Ok(Command::Register {
                deployment: deployed(id)?,
            }),
            Self::Solution {
                solution,
                category,
                on,
                ..
            } => Ok(Command::ChooseSolution {
                deployment: in_category(id, *category)?,
                solution: Some(solution.clone()),
                on: *on,
            }),
            Self::Annexe {
                convention,
                joins,
                on,
            } => annexe(id, convention, *joins, *on),
            Self::Circonscription(name) => Ok(Command::SetCirconscription {
                school: school(id).ok_or_else(no_school)?,
                name: name.clone(),
            }),
            Self::Relance { .. } => Err("une relance porte sur une convention".to_owned()),
        }
    }

    /// What is asked of a convention: a relance to its party.
    fn about(&self, convention: &ConventionNumber, to: &str) -> Result<Command, String> {
        match self {
            Self::Relance {
                channel,
                on,
                next_due,
            } => Ok(Command::AddReminder {
                convention: convention.clone(),
                to: to.to_owned(),
                channel: (*channel).to_owned(),
                on: *on,
                next_due: Some(*next_due),
            }),
            _ => Err("ce n’est pas une relance".to_owned()),
        }
    }
}

/// The same, each command once: two lines of one school may ask the same of it.
fn once(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::new();
    for item in items {
        let same = |known: &&mut Item| item.command.is_ok() && known.command == item.command;
        match kept.iter_mut().find(same) {
            Some(known) => known.settles.extend(item.settles),
            None => kept.push(item),
        }
    }
    kept
}

fn no_school() -> String {
    "ce n’est pas une école".to_owned()
}

fn deployed(id: &RecordId) -> Result<DeploymentId, String> {
    match id {
        RecordId::Deployment(deployment) => Ok(*deployment),
        RecordId::School(_) => Err("elle n’a pas encore de solution\u{a0}: choisissez-la d’abord".to_owned()),
        _ => Err(no_school()),
    }
}

/// The deployment in the category of the solution: a marked line of another category is left as it is.
fn in_category(id: &RecordId, category: Category) -> Result<DeploymentId, String> {
    match id {
        RecordId::School(school) => Ok(DeploymentId::first(*school, category)),
        RecordId::Deployment(deployment) if deployment.category == category => Ok(*deployment),
        RecordId::Deployment(deployment) => Err(format!(
            "la ligne cochée est de la catégorie {}, la solution de la catégorie {}",
            deployment.category.label(),
            category.label()
        )),
        _ => Err(no_school()),
    }
}

fn annexe(
    id: &RecordId,
    convention: &ConventionNumber,
    joins: bool,
    on: NaiveDate,
) -> Result<Command, String> {
    let school = school(id).ok_or_else(no_school)?;
    Ok(Command::annexe(convention.clone(), school, joins, on))
}
