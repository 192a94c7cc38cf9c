//! Commands in a few French words.

use crate::domain::command::Command;
use crate::domain::convention::Signatory;
use crate::domain::date::day_fr;

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
        Command::JoinAnnexe { .. } => "entrée à l’annexe".to_owned(),
        Command::LeaveAnnexe { .. } => "sortie de l’annexe".to_owned(),
        Command::SetCirconscription { .. } => "circonscription".to_owned(),
        Command::AddNote { .. } => "note".to_owned(),
        Command::AddReminder { .. } => "relance".to_owned(),
        Command::CloseReminder { .. } => "suite d’une relance".to_owned(),
        Command::Postpone { until: Some(day), .. } => format!("à revoir le {}", day_fr(*day)),
        Command::Postpone { until: None, .. } => "retrait du jour où revoir l’école".to_owned(),
        Command::SaveView { view } => format!("vue «\u{a0}{}\u{a0}»", view.name),
        Command::RemoveView { .. } => "suppression d’une vue".to_owned(),
        Command::Save { record } => format!("saisie ({})", record.kind().label()),
        Command::Many { commands } => many(commands),
        Command::Undo { entry } => format!("annulation de l’opération {entry}"),
    }
}

/// Several commands: how many, and each kind of them with its number, in the order in which they come first.
fn many(commands: &[Command]) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for words in commands.iter().map(in_words) {
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => counts.push((words, 1)),
        }
    }
    let kinds: Vec<String> = match counts.as_slice() {
        [(words, _)] => vec![words.clone()],
        several => several
            .iter()
            .map(|(words, count)| format!("{words} ({count})"))
            .collect(),
    };
    format!("lot de {}\u{a0}: {}", commands.len(), kinds.join(", "))
}
