//! The stages to which a deployment may move, and why not to the others.

use super::super::Local;
use crate::domain::command::{Command, Order};
use crate::domain::deployment::{DeploymentId, NoMove, Stage};
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Move};

impl Local {
    /// Every stage, with the refusal that the command to reach it would get.
    pub(super) fn moves(&self, deployment: DeploymentId) -> Vec<Move> {
        let found = self.registry.deployments().get(&deployment);
        Stage::all()
            .map(|to| Move {
                to,
                refused: self.refused(deployment, to),
                reached: found.and_then(|found| found.reached.get(&to).copied()),
            })
            .collect()
    }

    /// Why a deployment may not move to a stage; registration is what leads to *inscrite*.
    fn refused(&self, deployment: DeploymentId, to: Stage) -> Option<String> {
        let on = self.board.day();
        let moved = self.refusal(Command::MoveStage { deployment, to, on })?;
        match moved {
            Refusal::Move {
                why: NoMove::Registration,
                ..
            } => self
                .refusal(Command::Register { deployment })
                .map(|refusal| refusal.to_string()),
            Refusal::Move { why, .. } => Some(why.to_string()),
            Refusal::Nothing => Some(NoMove::Already.to_string()),
            other => Some(other.to_string()),
        }
    }

    /// Why a command would be refused; none where it would be carried out.
    fn refusal(&self, command: Command) -> Option<Refusal> {
        match self.outcome(&Order::blind(command)) {
            Err(DeskError::Refused(refusal)) => Some(*refusal),
            Ok(_) | Err(_) => None,
        }
    }
}
