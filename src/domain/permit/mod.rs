//! Who may do what: one table.

use std::collections::BTreeSet;
use std::slice;

pub use super::right::Right;

use super::command::{Command, Territory};

/// What is asked of an operator: one of these rights is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OneOf(&'static [Right]);

impl OneOf {
    /// Seeing is enough.
    pub const LECTURE: Self = Self(&[Right::Lecture]);
    /// Changing records.
    pub const GESTION: Self = Self(&[Right::Gestion]);
    /// Reviewing the register.
    pub const DPD: Self = Self(&[Right::Dpd]);
    /// Administering the base.
    pub const ADMINISTRATION: Self = Self(&[Right::Administration]);
    /// Writing a note, which who reviews does too.
    pub const NOTE: Self = Self(&[Right::Gestion, Right::Dpd]);

    /// True where an operator with these rights has one of them.
    pub fn is_among(self, rights: &BTreeSet<Right>) -> bool {
        self.0.iter().any(|right| rights.contains(right))
    }

    /// The French names of the rights, kept on one line: `gestion ou DPD`.
    pub fn label(self) -> String {
        let names: Vec<&str> = self.0.iter().map(|right| right.label()).collect();
        names.join("\u{a0}ou\u{a0}")
    }
}

/// The rights of those who belong to the Unix group that stands for a right.
pub fn granted(group: Right) -> &'static [Right] {
    match group {
        Right::Lecture => &[Right::Lecture],
        Right::Gestion => &[Right::Lecture, Right::Gestion],
        Right::Dpd => &[Right::Lecture, Right::Dpd],
        Right::Administration => &[Right::Lecture, Right::Gestion, Right::Administration],
    }
}

/// The right to take the whole base out, or to fill it: private views and the journal are in it.
pub fn to_copy() -> &'static [Right] {
    &[Right::Administration]
}

/// What a command takes: each of these, of several commands all that they take.
pub fn required(command: &Command) -> BTreeSet<OneOf> {
    match command {
        Command::Many { commands } => commands.iter().flat_map(required).collect(),
        Command::Import(import) => {
            let all = import.kind.rights().iter();
            all.map(|right| OneOf(slice::from_ref(right))).collect()
        }
        Command::Review { .. } | Command::LiftReview { .. } => [OneOf::DPD].into(),
        Command::AddNote { .. } => [OneOf::NOTE].into(),
        Command::ResumeClock { .. } | Command::RecoverUses => [OneOf::ADMINISTRATION].into(),
        Command::Territory(command) => [of_territory(command)].into(),
        // A view of one's own is nobody else's. What is taken back is one's own, and takes again what it took: the desk
        // asks that of the journal.
        Command::SaveView { view } if !view.shared => [OneOf::LECTURE].into(),
        Command::RemoveView { shared: false, .. } | Command::Undo { .. } => [OneOf::LECTURE].into(),
        Command::ChooseSolution { .. }
        | Command::MoveStage { .. }
        | Command::Leave { .. }
        | Command::KeepNotice { .. }
        | Command::GiveNotice { .. }
        | Command::HoldCouncil { .. }
        | Command::ReceiveMinutes { .. }
        | Command::ReceiveCertificate { .. }
        | Command::Register { .. }
        | Command::CloseEntry { .. }
        | Command::MarkSent { .. }
        | Command::SendAmendment { .. }
        | Command::Sign { .. }
        | Command::SignAmendment { .. }
        | Command::Terminate { .. }
        | Command::JoinAnnexe { .. }
        | Command::LeaveAnnexe { .. }
        | Command::SetCirconscription { .. }
        | Command::Follow { .. }
        | Command::Attach { .. }
        | Command::Detach { .. }
        | Command::AddReminder { .. }
        | Command::CloseReminder { .. }
        | Command::Postpone { .. }
        | Command::SaveView { .. }
        | Command::RemoveView { shared: true, .. }
        | Command::Withdraw { .. }
        | Command::Correct { .. }
        | Command::Save { .. } => [OneOf::GESTION].into(),
    }
}

/// What a command on the territory takes.
fn of_territory(command: &Territory) -> OneOf {
    match command {
        Territory::EndSchools { .. }
        | Territory::SetRpi { .. }
        | Territory::HandCompetence { .. }
        | Territory::ConfirmCompetences { .. }
        | Territory::NoteSubstitution { .. }
        | Territory::ReplaceCollectivite { .. }
        | Territory::RenameCollectivite { .. }
        | Territory::MergeCommunes { .. }
        | Territory::MergeGroups { .. }
        | Territory::ChangeMembers { .. }
        | Territory::DissolveRpi { .. }
        | Territory::RestoreCommune { .. }
        | Territory::ReplaceProvider { .. }
        | Territory::Merge { .. } => OneOf::GESTION,
    }
}
