//! What holds for a whole run: the day, the place, the operator, the keys, the look.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::config::{DossierSettings, Switch};
use crate::domain::command::OrderId;
use crate::domain::permit::Right;
use crate::domain::query::Pane;
use crate::domain::record::RecordId;
use crate::tui::keymap::Keymap;
use crate::tui::model::showing::Opened;
use crate::tui::theme::Look;

/// Who works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// The account's name.
    pub name: String,
    /// What they may do.
    pub rights: BTreeSet<Right>,
}

impl Operator {
    /// The French name of the most that they may do.
    pub fn standing(&self) -> &'static str {
        let most = [Right::Administration, Right::Gestion, Right::Dpd, Right::Lecture];
        let most = most.into_iter().find(|right| self.rights.contains(right));
        most.map_or("aucun droit", Right::label)
    }
}

/// What the screens open on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FirstScreen {
    #[default]
    Panes,
    /// A record: its row, or its dossier where no list has it.
    Record(RecordId),
    View(Pane, Box<Opened>),
}

/// What holds for a whole run.
#[allow(clippy::struct_excessive_bools, reason = "each is a condition of its own")]
#[derive(Debug, Clone)]
pub struct Options {
    /// The day J.
    pub today: NaiveDate,
    /// J is not the present day: it is for looking, and nothing is written.
    pub looking: bool,
    /// The base bears the mark *essai*.
    pub trial: bool,
    /// The base, as it is named when it is opened.
    pub base: String,
    /// The options under which a command reads the same base on the same day, quoted for a shell; none where no command
    /// can, as for the demo.
    pub again: Option<String>,
    /// The name of the DSDEN; none where the configuration has none.
    pub dsden: Option<String>,
    pub operator: Operator,
    /// What they open on.
    pub first: FirstScreen,
    /// The clock on the operator's wall, for the times of the journal.
    pub local_time: fn(DateTime<Utc>) -> NaiveDateTime,
    /// The verbs with the keys in force.
    pub keymap: Keymap,
    pub look: Look,
    /// The schools follow at first what is selected in the other lists.
    pub follows: bool,
    /// Names of schools that are published in capitals are shown in small letters.
    pub readable: bool,
    /// The mouse is listened to.
    pub mouse: bool,
    /// What is copied goes to the terminal's clipboard.
    pub copy: Switch,
    /// The folder of scans to attach; none where the configuration names none.
    pub scans: Option<PathBuf>,
    /// Where the dossiers of Démarches Simplifiées are, and what their labels mean.
    pub dossiers: DossierSettings,
    /// A number drawn at random for this run: its orders are numbered from there.
    pub session: OrderId,
}
