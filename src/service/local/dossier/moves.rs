//! The stages to which a deployment may move, and why not to the others.

use super::super::Local;
use crate::domain::command::{Command, Order};
use crate::domain::deployment::{DeploymentId, NoMove, Stage};
use crate::domain::refusal::Refusal;
use crate::service::{DeskError, Move};

impl Local {
    /// Every stage, with the refusal that the command to reach it would get.
    pub(super) fn moves(&self, deployment: DeploymentId) -> Result<Vec<Move>, DeskError> {
        let found = self.registry.deployments().get(&deployment);
        let to = |to| {
            Ok(Move {
                to,
                refused: self.refused(deployment, to)?,
                reached: found.and_then(|found| found.reached.get(&to).copied()),
            })
        };
        Stage::ALL.into_iter().map(to).collect()
    }

    /// Why a deployment may not move to a stage; registration is what leads to *inscrite*.
    fn refused(&self, deployment: DeploymentId, to: Stage) -> Result<Option<Refusal>, DeskError> {
        let on = self.today();
        match self.refusal(Command::MoveStage { deployment, to, on })? {
            Some(Refusal::Move {
                why: NoMove::Registration,
                ..
            }) => self.refusal(Command::Register { deployment }),
            moved => Ok(moved),
        }
    }

    /// Why a command would be refused; none where it would be carried out.
    ///
    /// A store that cannot be read is neither.
    fn refusal(&self, command: Command) -> Result<Option<Refusal>, DeskError> {
        match self.outcome(&Order::blind(command)) {
            Ok(_) => Ok(None),
            Err(DeskError::Refused(refusal)) => Ok(Some(*refusal)),
            Err(error) => Err(error),
        }
    }
}
