//! Commands in a few French words.

use std::borrow::Cow;

use crate::domain::authority::Phrase;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::convention::{Party, Signatory};
use crate::domain::date::day_fr;
use crate::domain::id::{ConventionNumber, SolutionCode};
use crate::domain::journal::{Actor, Entry};
use crate::domain::record::{Kind, Record};
use crate::domain::view::NewView;

/// The party of conventions of which it is not known which article they apply, after « signature ».
const OTHER_PARTY: &str = "de l’autre partie";

/// What an entry was asked for, to a reader. The name of a personal view is its owner's alone.
pub(in crate::service::local) fn in_words_to(reader: &Actor, entry: &Entry) -> String {
    let own = entry.actor.uid == reader.uid;
    if own {
        in_words(&entry.command, &entry.changes)
    } else {
        in_words(&without_names(&entry.command), &entry.changes)
    }
}

/// The command without the names of personal views.
fn without_names(command: &Command) -> Cow<'_, Command> {
    match command {
        Command::SaveView { view } if !view.shared => {
            let name = String::new();
            Cow::Owned(Command::SaveView {
                view: NewView { name, ..view.clone() },
            })
        }
        Command::Many { commands } => {
            let commands = commands.iter().map(|one| without_names(one).into_owned());
            Cow::Owned(Command::Many {
                commands: commands.collect(),
            })
        }
        other => Cow::Borrowed(other),
    }
}

/// The solution that a school left with a command, by what came of it.
fn left_with<'c>(command: &Command, changes: &'c [Change]) -> Option<&'c SolutionCode> {
    let (Command::ChooseSolution { deployment, .. } | Command::Leave { deployment, .. }) = command else {
        return None;
    };
    changes
        .iter()
        .find_map(|change| match (&change.before, &change.after) {
            (Some(Record::Deployment(before)), Some(Record::Deployment(after)))
                if before.id().is_beside(*deployment) && !before.is_left() && after.is_left() =>
            {
                before.solution.as_ref()
            }
            _ => None,
        })
}

/// The solution that a school left, and the one that it went on with; none where it did not.
fn switch<'c>(command: &'c Command, changes: &'c [Change]) -> Option<(&'c SolutionCode, &'c SolutionCode)> {
    let (Command::ChooseSolution { solution: next, .. } | Command::Leave { next, .. }) = command else {
        return None;
    };
    left_with(command, changes).zip(next.as_ref())
}

/// What was asked, and what came of it where the words need it.
fn in_words(command: &Command, changes: &[Change]) -> String {
    if let Some((former, next)) = switch(command, changes) {
        return format!("passage de la solution {former} à la solution {next}");
    }
    match command {
        Command::Import(import) if import.kind.holds(Kind::Entry) => {
            format!("reprise d’un registre ({})", import.source)
        }
        Command::Import(import) => format!("import {} ({})", import.kind.code(), import.source),
        Command::ChooseSolution {
            solution: Some(solution),
            ..
        } => format!("choix de la solution {solution}"),
        Command::ChooseSolution { solution: None, .. } => "retrait de la solution".to_owned(),
        Command::MoveStage { to, .. } => format!("étape «\u{a0}{}\u{a0}»", to.label()),
        Command::Leave { next: None, .. } => "sortie de la solution".to_owned(),
        Command::Leave { next: Some(next), .. } => format!("passage à la solution {next}"),
        Command::KeepNotice { version, .. } => format!("notice encore valable pour la fiche {version}"),
        Command::GiveNotice { .. } => "notice aux familles".to_owned(),
        Command::HoldCouncil { on, .. } => format!("conseil d’école du {}", day_fr(*on)),
        Command::ReceiveMinutes { .. } => "PV d’un conseil d’école".to_owned(),
        Command::ReceiveCertificate { .. } => "attestation de suppression".to_owned(),
        Command::Register { .. } => "inscription au registre".to_owned(),
        Command::Review {
            conclusion: Some(conclusion),
            ..
        } => format!("contrôle de l’inscription ({})", conclusion.label()),
        Command::Review { conclusion: None, .. } => "contrôle de l’inscription".to_owned(),
        Command::LiftReview { reason, .. } => format!("levée du contrôle ({reason})"),
        Command::CloseEntry { .. } => "clôture de l’inscription".to_owned(),
        Command::MarkSent { .. } => "envoi de la convention".to_owned(),
        Command::SendAmendment { amendment, .. } => format!("envoi de l’avenant {amendment}"),
        Command::Sign {
            by: Signatory::Dasen, ..
        } => Phrase::Signature.text().to_owned(),
        Command::Sign {
            by: Signatory::Party,
            convention,
            ..
        } => by_party(convention, changes),
        Command::SignAmendment {
            convention,
            amendment,
            by,
            ..
        } => match by {
            Signatory::Dasen => format!("{}, avenant {amendment}", Phrase::Signature),
            Signatory::Party => format!("{}, avenant {amendment}", by_party(convention, changes)),
        },
        Command::Terminate { .. } => "résiliation".to_owned(),
        Command::JoinAnnexe { .. } => "entrée à l’annexe".to_owned(),
        Command::LeaveAnnexe { .. } => "sortie de l’annexe".to_owned(),
        Command::SetCirconscription { .. } => "circonscription".to_owned(),
        Command::Territory(command) => command.words(),
        Command::Follow { .. } => "suivi".to_owned(),
        Command::AddNote { .. } => "note".to_owned(),
        Command::Attach { document, .. } => {
            let avenant = document.amendment.as_ref();
            format!(
                "pièce jointe\u{a0}: {} ({}{})",
                document.name,
                document.kind.label(),
                avenant.map_or_else(String::new, |number| format!(", avenant {number}"))
            )
        }
        Command::Detach { .. } => "pièce détachée".to_owned(),
        Command::AddReminder { .. } => "relance".to_owned(),
        Command::CloseReminder { .. } => "suite d’une relance".to_owned(),
        Command::Postpone { until: Some(day), .. } => format!("à revoir le {}", day_fr(*day)),
        Command::Postpone { until: None, .. } => "retrait du jour où revoir l’école".to_owned(),
        Command::SaveView { view } if view.name.is_empty() => "vue personnelle".to_owned(),
        Command::SaveView { view } => format!("vue «\u{a0}{}\u{a0}»", view.name),
        Command::RemoveView { .. } => "suppression d’une vue".to_owned(),
        Command::RecoverUses => "reprise des usages remplacés avant que les usages aient un rang".to_owned(),
        Command::Withdraw { record, reason } => format!("retrait ({}, {reason})", record.label()),
        Command::Correct { record, to, reason } => {
            format!(
                "correction de clé ({} devient {}, {reason})",
                record.label(),
                to.label()
            )
        }
        Command::Save { record } => format!("saisie ({})", record.kind().label()),
        Command::Many { commands } => many(commands, changes),
        Command::ResumeClock { reason } => format!("reprise de l’horloge ({reason})"),
        Command::Undo { entry } => format!("annulation de l’opération {entry}"),
    }
}

/// `signature de la collectivité`, by what the changes say of the convention.
fn by_party(number: &ConventionNumber, changes: &[Change]) -> String {
    let party = changes.iter().find_map(|change| match &change.after {
        Some(Record::Convention(signed)) if signed.number == *number => Some(signed.party),
        _ => None,
    });
    format!("signature {}", party.map_or(OTHER_PARTY, Party::of_role))
}

/// Several commands: each kind of them with its number, in the order in which they come first.
fn many(commands: &[Command], changes: &[Change]) -> String {
    let mut counts: Vec<(&Command, usize)> = Vec::new();
    for command in commands {
        match counts
            .iter_mut()
            .find(|(known, _)| in_words(known, changes) == in_words(command, changes))
        {
            Some((_, count)) => *count += 1,
            None => counts.push((command, 1)),
        }
    }
    let kinds = counts
        .iter()
        .map(|(command, count)| counted(command, *count, changes));
    kinds.collect::<Vec<String>>().join(", ")
}

/// So many of what was asked: `115 inscriptions au registre`.
fn counted(command: &Command, count: usize, changes: &[Change]) -> String {
    if count < 2 {
        return format!("1 {}", in_words(command, changes));
    }
    if let Some((former, next)) = switch(command, changes) {
        return format!("{count} passages de la solution {former} à la solution {next}");
    }
    let words = match command {
        Command::MoveStage { to, .. } => format!("passages à l’étape «\u{a0}{}\u{a0}»", to.label()),
        Command::ChooseSolution {
            solution: Some(solution),
            ..
        } => format!("choix de la solution {solution}"),
        Command::ChooseSolution { solution: None, .. } => "retraits de la solution".to_owned(),
        Command::Leave { next: None, .. } => "sorties de la solution".to_owned(),
        Command::Leave { next: Some(next), .. } => format!("passages à la solution {next}"),
        Command::GiveNotice { .. } => "notices aux familles".to_owned(),
        Command::HoldCouncil { on, .. } => format!("conseils d’école du {}", day_fr(*on)),
        Command::ReceiveMinutes { .. } => "PV de conseil d’école".to_owned(),
        Command::ReceiveCertificate { .. } => "attestations de suppression".to_owned(),
        Command::Register { .. } => "inscriptions au registre".to_owned(),
        Command::Review {
            conclusion: Some(conclusion),
            ..
        } => format!("contrôles d’inscription ({})", conclusion.label()),
        Command::Review { conclusion: None, .. } => "contrôles d’inscription".to_owned(),
        Command::CloseEntry { .. } => "clôtures d’inscription".to_owned(),
        Command::MarkSent { .. } => "envois de convention".to_owned(),
        Command::SendAmendment { .. } => "envois d’avenant".to_owned(),
        Command::Sign {
            by: Signatory::Dasen, ..
        } => Phrase::Signatures.text().to_owned(),
        Command::Sign {
            by: Signatory::Party, ..
        } => format!("signatures {OTHER_PARTY}"),
        Command::SignAmendment { .. } => "signatures d’avenant".to_owned(),
        Command::Terminate { .. } => "résiliations".to_owned(),
        Command::JoinAnnexe { .. } => "entrées à l’annexe".to_owned(),
        Command::LeaveAnnexe { .. } => "sorties de l’annexe".to_owned(),
        Command::SetCirconscription { .. } => "changements de circonscription".to_owned(),
        Command::Follow { .. } => "changements de suivi".to_owned(),
        Command::AddNote { .. } => "notes".to_owned(),
        Command::Attach { .. } => "pièces jointes".to_owned(),
        Command::Detach { .. } => "pièces détachées".to_owned(),
        Command::AddReminder { .. } => "relances".to_owned(),
        Command::CloseReminder { .. } => "suites de relance".to_owned(),
        Command::Postpone { until: Some(day), .. } => format!("écoles à revoir le {}", day_fr(*day)),
        Command::Save { record } => format!("saisies ({})", record.kind().label()),
        other => return format!("{count} fois\u{a0}: {}", in_words(other, changes)),
    };
    format!("{count} {words}")
}
