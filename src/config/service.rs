//! The section `[service]`: where the shared service is, and the Unix groups that give rights.

use std::path::{Path, PathBuf};

use super::reader::{Pair, Reader};
use super::schema;
use crate::domain::permit::Right;

/// A service that a file of the configuration declares: its base is the one to open where none is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// `socket`: where it listens, a whole path.
    pub socket: PathBuf,
    pub file: PathBuf,
}

/// The groups of the section `[service]`: the Unix group that gives each right.
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
pub(super) fn service(
    reader: &mut Reader,
    (declared, groups): (&mut Option<Declared>, &mut Groups),
    pair: Pair,
) {
    let place = match pair.0.get_ref().as_ref() {
        "socket" => return socket(reader, declared, pair),
        "groupe_lecture" => &mut groups.lecture,
        "groupe_gestion" => &mut groups.gestion,
        "groupe_dpd" => &mut groups.dpd,
        "groupe_administration" => &mut groups.administration,
        _ => return reader.unknown(pair.0, "clé", &schema::keys("service")),
    };
    if let Some(name) = reader.text(pair) {
        *place = name;
    }
}

fn socket(reader: &mut Reader, into: &mut Option<Declared>, pair: Pair) {
    let Some(text) = reader.text(pair) else {
        return;
    };
    if !Path::new(&text).is_absolute() {
        let message = "«\u{a0}socket\u{a0}» attend un chemin entier, comme \"/run/preau/preau.sock\"";
        return reader.fault(&pair.1.span(), message.to_owned());
    }
    *into = Some(Declared {
        socket: text.into(),
        file: reader.file().to_owned(),
    });
}
