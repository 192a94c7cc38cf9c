//! A command with every free text of it inert: what is decided, and what the journal keeps.

use super::Command;
use crate::domain::register::Conclusion;
use crate::text::{cleaned, cleaned_lines};

impl Command {
    /// The command as it is decided: what a client sent, its texts inert. The records of an import are made so one by one,
    /// where they differ from those of the base.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        self.clean();
        self
    }

    // The fields of a command that has a text are all named: whoever adds one says here what becomes of it.
    fn clean(&mut self) {
        match self {
            Self::Import(import) => {
                line(&mut import.source);
                line(&mut import.sha256);
                import.site.iter_mut().for_each(|run| run.clean());
            }
            Self::ResumeClock { reason } | Self::LiftReview { entry: _, reason } => line(reason),
            Self::AddReminder {
                convention: _,
                to,
                channel,
                on: _,
                next_due: _,
            } => {
                line(to);
                line(channel);
            }
            Self::Territory(command) => {
                command.each_line(line);
                command.each_reason(lines);
            }
            Self::Follow { collectivite: _, by } => by.iter_mut().for_each(line),
            Self::CloseEntry {
                entry: _,
                reason: text,
            }
            | Self::SetCirconscription {
                school: _,
                name: text,
            }
            | Self::AddNote { about: _, text }
            | Self::CloseReminder {
                number: _,
                outcome: text,
            }
            | Self::Withdraw {
                record: _,
                reason: text,
            }
            | Self::Correct {
                record: _,
                to: _,
                reason: text,
            }
            | Self::Postpone {
                school: _,
                until: _,
                reason: text,
            }
            | Self::KeepNotice {
                deployment: _,
                version: _,
                reason: text,
            }
            | Self::Leave {
                deployment: _,
                on: _,
                reason: text,
                keep_entry: _,
                next: _,
            } => lines(text),
            Self::Review { entry: _, conclusion } => {
                if let Some(Conclusion::Reserve(text)) = conclusion {
                    lines(text);
                }
            }
            Self::SaveView { view } => {
                lines(&mut view.name);
                lines(&mut view.text);
            }
            Self::Attach { document, to: _ } => line(&mut document.name),
            Self::Save { record } => record.clean(),
            Self::Many { commands } => commands.iter_mut().for_each(Self::clean),
            Self::ChooseSolution { .. }
            | Self::MoveStage { .. }
            | Self::GiveNotice { .. }
            | Self::HoldCouncil { .. }
            | Self::ReceiveMinutes { .. }
            | Self::ReceiveCertificate { .. }
            | Self::Register { .. }
            | Self::MarkSent { .. }
            | Self::SendAmendment { .. }
            | Self::Sign { .. }
            | Self::SignAmendment { .. }
            | Self::Terminate { .. }
            | Self::JoinAnnexe { .. }
            | Self::LeaveAnnexe { .. }
            | Self::RemoveView { .. }
            | Self::RecoverUses
            | Self::Detach { .. }
            | Self::Undo { .. } => {}
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

fn line(text: &mut String) {
    *text = cleaned(text).trim().to_owned();
}

fn lines(text: &mut String) {
    *text = cleaned_lines(text).trim().to_owned();
}
