//! The one table of the moves from stage to stage that an operator may make.
//!
//! What a move needs beside the table is checked where it is decided: C1–C4 before accounts open, an active
//! entry where a suspended school goes back to *inscrite*.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Deployment, Stage};

/// A part of a deployment's life, as the table of moves sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    None,
    /// The stages before registration.
    Preparing,
    Entered,
    /// The stages after it, at which accounts are open.
    Open,
    Suspended,
    Left,
    Deleted,
}

impl Phase {
    fn of(stage: Stage) -> Self {
        match stage {
            Stage::Inscrite => Self::Entered,
            Stage::Suspendue => Self::Suspended,
            Stage::Sortie => Self::Left,
            Stage::DonneesSupprimees => Self::Deleted,
            stage if stage < Stage::Inscrite => Self::Preparing,
            _ => Self::Open,
        }
    }
}

/// What the table says of a move.
#[derive(Debug, Clone, Copy)]
enum Verdict {
    Yes,
    /// Allowed to the stage that was left for the suspension.
    IfBefore,
    /// Allowed to the first stage.
    IfFirst,
    No(NoMove),
}

/// Why a deployment may not be moved to a stage. Display words it in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoMove {
    /// It is at that stage.
    Already,
    /// Registration alone leads there.
    Registration,
    /// There is nothing to leave or to suspend.
    NotStarted,
    /// What was entered in the register does not go back to preparation.
    Entered,
    /// A suspended deployment goes back where it was.
    Resume(Option<Stage>),
    /// The school has not left yet.
    NotLeft,
    /// The school has left: all starts anew.
    Over,
    /// The school is entered in the register with this solution: nothing before that is true of it.
    ActiveEntry,
}

/// Every pair of phases, and whether one leads to the other.
const TABLE: [(Phase, [(Phase, Verdict); 6]); 7] = {
    use NoMove::{Entered as Past, NotLeft, NotStarted, Over, Registration};
    use Phase::{Deleted, Entered, Left, None, Open, Preparing, Suspended};
    use Verdict::{IfBefore, IfFirst, No, Yes};
    const fn row(verdicts: [Verdict; 6]) -> [(Phase, Verdict); 6] {
        let [preparing, entered, open, suspended, left, deleted] = verdicts;
        [
            (Preparing, preparing),
            (Entered, entered),
            (Open, open),
            (Suspended, suspended),
            (Left, left),
            (Deleted, deleted),
        ]
    }
    let closed = No(Registration);
    [
        // from        to: preparing, entered, open, suspended, left, deleted
        (
            None,
            row([Yes, closed, Yes, No(NotStarted), No(NotStarted), No(NotLeft)]),
        ),
        (Preparing, row([Yes, closed, Yes, Yes, Yes, No(NotLeft)])),
        (Entered, row([No(Past), closed, Yes, Yes, Yes, No(NotLeft)])),
        (Open, row([No(Past), closed, Yes, Yes, Yes, No(NotLeft)])),
        (
            Suspended,
            row([IfBefore, IfBefore, IfBefore, Yes, Yes, No(NotLeft)]),
        ),
        (Left, row([IfFirst, closed, No(Over), No(Over), Yes, Yes])),
        (Deleted, row([IfFirst, closed, No(Over), No(Over), No(Over), Yes])),
    ]
};

/// Looks a move up in the table.
///
/// # Errors
///
/// Why not, where the table does not allow it.
pub fn may_move(from: Option<&Deployment>, to: Stage) -> Result<(), NoMove> {
    if from.is_some_and(|deployment| deployment.stage == to) {
        return Err(NoMove::Already);
    }
    match verdict(from.map(|deployment| deployment.stage), to) {
        Verdict::Yes => Ok(()),
        Verdict::No(why) => Err(why),
        Verdict::IfFirst if to == Stage::BesoinRecense => Ok(()),
        Verdict::IfFirst => Err(NoMove::Over),
        Verdict::IfBefore => resumes(from.and_then(Deployment::before_suspension), to),
    }
}

/// Looks a move up for a deployment whose solution has an active entry: the entry leads back to *inscrite*, and keeps
/// from all that precedes it.
///
/// # Errors
///
/// Why not, where neither the table nor the entry allows it.
pub fn may_move_entered(from: &Deployment, to: Stage) -> Result<(), NoMove> {
    match may_move(Some(from), to) {
        Err(NoMove::Registration) if from.stage < Stage::Suspendue => Ok(()),
        Ok(()) if to < Stage::Inscrite => Err(NoMove::ActiveEntry),
        verdict => verdict,
    }
}

fn verdict(from: Option<Stage>, to: Stage) -> Verdict {
    let (from, to) = (from.map_or(Phase::None, Phase::of), Phase::of(to));
    let row = TABLE.iter().find(|(phase, _)| *phase == from);
    let cell = row.and_then(|(_, row)| row.iter().find(|(phase, _)| *phase == to));
    cell.map_or(Verdict::No(NoMove::Over), |(_, verdict)| *verdict)
}

/// Back where it was; where that is not known, to any stage but *inscrite*.
fn resumes(before: Option<Stage>, to: Stage) -> Result<(), NoMove> {
    match before {
        Some(before) if before == to => Ok(()),
        None if to != Stage::Inscrite => Ok(()),
        before => Err(NoMove::Resume(before)),
    }
}

impl Deployment {
    /// The last stage reached before a suspension; none where no day was recorded.
    pub fn before_suspension(&self) -> Option<Stage> {
        self.reached
            .range(..Stage::Suspendue)
            .next_back()
            .map(|(stage, _)| *stage)
    }
}

impl fmt::Display for NoMove {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Already => "l’école en est déjà à cette étape",
            Self::Registration => "seule l’inscription au registre y mène",
            Self::NotStarted => "rien n’est commencé",
            Self::Entered => "après l’inscription, on ne revient pas aux étapes qui la précèdent",
            Self::Resume(Some(before)) => {
                return write!(
                    f,
                    "une école suspendue reprend à «\u{a0}{}\u{a0}»",
                    before.label()
                );
            }
            Self::Resume(None) => "une école suspendue reprend où elle en était",
            Self::NotLeft => "il faut d’abord noter la sortie",
            Self::ActiveEntry => {
                "l’école est inscrite au registre avec cette solution\u{a0}: clôturez d’abord l’inscription"
            }
            Self::Over => "l’école est sortie\u{a0}: on recommence à «\u{a0}besoin recensé\u{a0}»",
        })
    }
}
