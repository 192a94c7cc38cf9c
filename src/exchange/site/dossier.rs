//! A dossier as the site gives it, whatever the way: a row of the table that `importer demarches` compares with the base.

use chrono::{NaiveDate, NaiveDateTime};
use sha2::{Digest, Sha256};

use crate::domain::demarche::DossierState;
use crate::exchange::source::Source;

/// The columns of the table, as a plan names them.
pub(in crate::exchange) const COLUMNS: [&str; 17] = [
    "dossier",
    "état",
    "demandeur",
    "nom",
    "convention",
    "déposé le",
    "modifié le",
    "traité le",
    "motif",
    "solutions",
    "à choisir",
    "écoles",
    "blocs",
    "délibération",
    "effet",
    "remarques",
    "changé sur le site",
];

/// What the column `blocs` says of a dossier whose blocks are not in the file.
pub(in crate::exchange) const UNREAD: &str = "non lus";

/// What it says of a row that names only the schools that were refused of its dossier before.
pub(in crate::exchange) const PART: &str = "une partie";

/// What the site says of a case, as text: the import checks it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// The line of the file that it was read on; none where it was not read of a file.
    pub line: u64,
    pub number: String,
    /// The code of its state, or what the file has in its place.
    pub state: String,
    /// The SIRET or SIREN of the applicant, as given.
    pub applicant: String,
    pub name: String,
    pub convention: String,
    /// Days as ISO, or what the file has in their place.
    pub submitted: String,
    /// The last change by the applicant, where it came after the dossier was submitted.
    pub edited: String,
    pub processed: String,
    pub reason: String,
    /// The codes of its solutions.
    pub solutions: Vec<String>,
    /// The choices whose meaning a person is to say.
    pub asked: Vec<String>,
    /// The schools, each with its own solution where it has one.
    pub schools: Vec<(String, Option<String>)>,
    /// False where the dossier may have blocks that were not read.
    pub blocks_read: bool,
    pub deliberation: String,
    pub effect: String,
    /// What is to be said of it, in French.
    pub remarks: Vec<String>,
    /// When it last changed: of a file by the clock of Paris, of the site itself with its offset.
    pub changed: String,
}

impl Dossier {
    /// True where the site has decided.
    pub fn is_accepted(&self) -> bool {
        self.state == DossierState::Accepted.code()
    }

    fn cells(&self) -> [String; COLUMNS.len()] {
        let schools = self.schools.iter().map(|(school, solution)| match solution {
            Some(solution) => format!("{school}={solution}"),
            None => school.clone(),
        });
        let unread = if self.blocks_read { "" } else { UNREAD };
        [
            self.number.clone(),
            self.state.clone(),
            self.applicant.clone(),
            self.name.clone(),
            self.convention.clone(),
            self.submitted.clone(),
            self.edited.clone(),
            self.processed.clone(),
            self.reason.clone(),
            list(self.solutions.iter().cloned()),
            list(self.asked.iter().cloned()),
            list(schools),
            unread.to_owned(),
            self.deliberation.clone(),
            self.effect.clone(),
            list(self.remarks.iter().cloned()),
            self.changed.clone(),
        ]
    }
}

/// Values as one cell: what would separate them does not.
fn list(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.map(|value| value.replace('|', "/")).collect();
    values.join("|")
}

/// Makes the table of dossiers, each on the line of the file that it was read on.
pub fn table(name: &str, sha256: Option<[u8; 32]>, dossiers: &[Dossier]) -> Source {
    let mut text = COLUMNS.join(";");
    text.push('\n');
    let mut next = 2;
    for dossier in dossiers {
        while next < dossier.line {
            text.push('\n');
            next += 1;
        }
        let cells: Vec<String> = dossier.cells().iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push('\n');
        next += 1;
    }
    let sha256 = sha256.unwrap_or_else(|| Sha256::digest(text.as_bytes()).into());
    Source::of_workbook(name, text.into_bytes(), sha256)
}

/// A cell on one line, between quotes where it must be.
fn quoted(cell: &str) -> String {
    let line = cell.replace(['\n', '\r', '\0'], " ");
    if line.contains([';', '"']) {
        format!("\"{}\"", line.replace('"', "\"\""))
    } else {
        line
    }
}

/// A day as it is written in the table.
pub(super) fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A moment as it is written in the table.
pub(super) fn written(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S").to_string()
}
