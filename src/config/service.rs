//! The section `[service]`: the Unix groups that give rights.

use super::reader::{Pair, Reader};
use crate::domain::permit::Right;

/// The section `[service]`: the Unix group that gives each right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// `groupe_lecture`: its members see; `preau-lecture`.
    pub lecture: String,
    /// `groupe_gestion`: its members change; `preau-gestion`.
    pub gestion: String,
    /// `groupe_dpd`: its members review; `preau-dpd`.
    pub dpd: String,
    /// `groupe_administration`: its members import, save and configure; `preau-administration`.
    pub administration: String,
}

impl Default for Groups {
    fn default() -> Self {
        let named = |right: &str| format!("preau-{right}");
        Self {
            lecture: named("lecture"),
            gestion: named("gestion"),
            dpd: named("dpd"),
            administration: named("administration"),
        }
    }
}

impl Groups {
    /// The group of each right.
    pub fn by_right(&self) -> [(Right, String); 4] {
        [
            (Right::Lecture, self.lecture.clone()),
            (Right::Gestion, self.gestion.clone()),
            (Right::Dpd, self.dpd.clone()),
            (Right::Administration, self.administration.clone()),
        ]
    }
}

/// Reads one line of `[service]`.
pub(super) fn groups(reader: &mut Reader, into: &mut Groups, pair: Pair) {
    const KNOWN: [&str; 4] = [
        "groupe_lecture",
        "groupe_gestion",
        "groupe_dpd",
        "groupe_administration",
    ];
    let place = match pair.0.get_ref().as_ref() {
        "groupe_lecture" => &mut into.lecture,
        "groupe_gestion" => &mut into.gestion,
        "groupe_dpd" => &mut into.dpd,
        "groupe_administration" => &mut into.administration,
        _ => return reader.unknown(pair.0, "clé", &KNOWN),
    };
    if let Some(name) = reader.text(pair) {
        *place = name;
    }
}
