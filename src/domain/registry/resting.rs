//! What rests on a version of a fiche, and so keeps its content.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many records rest on a version of a fiche.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resting {
    /// Entries of the register, closed ones included.
    pub entries: usize,
    /// Notices given to families.
    pub notices: usize,
}

impl Resting {
    /// True where nothing does.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl fmt::Display for Resting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("une {one}")),
            count => Some(format!("{count} {many}")),
        };
        let entries = counted(
            self.entries,
            "inscription au registre",
            "inscriptions au registre",
        );
        let notices = counted(self.notices, "notice aux familles", "notices aux familles");
        let on: Vec<String> = entries.into_iter().chain(notices).collect();
        let rest = if self.entries + self.notices > 1 {
            "reposent"
        } else {
            "repose"
        };
        write!(
            f,
            "{} {rest} sur cette version, dont le contenu ne change plus\u{a0}; donnez le nouveau contenu sous une autre \
             version",
            on.join(" et ")
        )
    }
}
