//! The stages to which a deployment may move, and why not to the others.

use super::super::Local;
use crate::domain::command::{Command, Order};
use crate::domain::deployment::{DeploymentId, Stage};
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
        let command = match to {
            Stage::Inscrite => Command::Register { deployment },
            _ => Command::MoveStage {
                deployment,
                to,
                on: self.board.day(),
            },
        };
        match self.outcome(&Order::blind(command)) {
            Ok(_) => None,
            Err(DeskError::Refused(refusal)) if *refusal == Refusal::Nothing => {
                Some("c’est l’étape actuelle".to_owned())
            }
            Err(error) => Some(error.to_string()),
        }
    }
}
