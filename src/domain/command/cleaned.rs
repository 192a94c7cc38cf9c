//! A command with every free text of it inert: what is decided, and what the journal keeps.

use super::{Command, Import};
use crate::domain::view::Draft;
use crate::text::{cleaned, cleaned_lines};

impl Command {
    /// The command as it is decided: what a client sent, its texts inert. The records of an import are made so one by one,
    /// where they differ from those of the base.
    #[must_use]
    pub fn cleaned(self) -> Self {
        match self {
            Self::Import(import) => Self::Import(Import {
                source: line(&import.source),
                sha256: line(&import.sha256),
                ..import
            }),
            Self::ResumeClock { reason } => Self::ResumeClock {
                reason: line(&reason),
            },
            Self::LiftReview { entry, reason } => Self::LiftReview {
                entry,
                reason: line(&reason),
            },
            Self::CloseEntry { entry, reason } => Self::CloseEntry {
                entry,
                reason: lines(&reason),
            },
            Self::SetCirconscription { school, name } => Self::SetCirconscription {
                school,
                name: lines(&name),
            },
            Self::AddNote { about, text } => Self::AddNote {
                about,
                text: lines(&text),
            },
            Self::AddReminder {
                convention,
                to,
                channel,
                on,
                next_due,
            } => Self::AddReminder {
                convention,
                to: line(&to),
                channel: line(&channel),
                on,
                next_due,
            },
            Self::CloseReminder { number, outcome } => Self::CloseReminder {
                number,
                outcome: lines(&outcome),
            },
            Self::Postpone {
                school,
                until,
                reason,
            } => Self::Postpone {
                school,
                until,
                reason: lines(&reason),
            },
            Self::SaveView { view } => Self::SaveView {
                view: Draft {
                    name: lines(&view.name),
                    text: lines(&view.text),
                    ..view
                },
            },
            Self::Save { mut record } => {
                record.clean();
                Self::Save { record }
            }
            Self::Many { commands } => Self::Many {
                commands: commands.into_iter().map(Self::cleaned).collect(),
            },
            same @ (Self::ChooseSolution { .. }
            | Self::MoveStage { .. }
            | Self::Register { .. }
            | Self::Review { .. }
            | Self::MarkSent { .. }
            | Self::Sign { .. }
            | Self::Terminate { .. }
            | Self::JoinAnnexe { .. }
            | Self::LeaveAnnexe { .. }
            | Self::RemoveView { .. }
            | Self::Undo { .. }) => same,
        }
    }

    /// The command as the journal keeps it: inert, and an import without its records, which the changes hold.
    #[must_use]
    pub fn journaled(&self) -> Self {
        match self {
            Self::Import(import) => Self::Import(import.summary()).cleaned(),
            other => other.clone().cleaned(),
        }
    }
}

fn line(text: &str) -> String {
    cleaned(text).trim().to_owned()
}

fn lines(text: &str) -> String {
    cleaned_lines(text).trim().to_owned()
}
