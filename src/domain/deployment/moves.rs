//! The one table of the moves from stage to stage that an operator may make.

use super::Stage;

impl Stage {
    /// True when an operator may move a deployment from this stage to another.
    ///
    /// *Inscrite* is never reached by a move: registration alone gives it.
    pub fn may_move_to(self, to: Self) -> bool {
        match to {
            Self::Inscrite => false,
            Self::Suspendue | Self::Sortie => self < to,
            Self::DonneesSupprimees => self == Self::Sortie,
            _ => self <= Self::Suspendue && self != to,
        }
    }
}
