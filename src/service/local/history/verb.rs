//! Commands in a few French words.

use crate::domain::command::Command;
use crate::domain::convention::Signatory;

/// What was asked.
pub(in crate::service::local) fn in_words(command: &Command) -> String {
    match command {
        Command::Import(import) => format!("import {} ({})", import.kind.code(), import.source),
        Command::ChooseSolution {
            solution: Some(_), ..
        } => "choix de la solution".to_owned(),
        Command::ChooseSolution { solution: None, .. } => "retrait de la solution".to_owned(),
        Command::MoveStage { to, .. } => format!("étape «\u{a0}{}\u{a0}»", to.label()),
        Command::Register { .. } => "inscription au registre".to_owned(),
        Command::Review { .. } => "contrôle de l’inscription".to_owned(),
        Command::CloseEntry { .. } => "clôture de l’inscription".to_owned(),
        Command::MarkSent { .. } => "envoi de la convention".to_owned(),
        Command::Sign {
            by: Signatory::Dasen, ..
        } => "signature du DASEN".to_owned(),
        Command::Sign {
            by: Signatory::Party, ..
        } => "signature de l’autre partie".to_owned(),
        Command::Terminate { .. } => "résiliation".to_owned(),
        Command::AddNote { .. } => "note".to_owned(),
        Command::Save { record } => format!("saisie ({})", record.kind().label()),
        Command::Undo { entry } => format!("annulation de l’opération {entry}"),
    }
}
