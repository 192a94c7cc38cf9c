//! A school of the control as JSON, under the keys that FORMATS gives.

use std::borrow::Cow;

use serde::Serialize;

use crate::domain::deployment::Stage;
use crate::domain::id::DepartementCode;
use crate::domain::provider::Category;
use crate::domain::query::page::{SchoolRow, Summary};
use crate::domain::rule::Standing;
use crate::text::cleaned;

/// A school and what the rules say of it.
#[derive(Serialize)]
pub(super) struct School<'a> {
    uai: &'a str,
    nom: Cow<'a, str>,
    commune: Cow<'a, str>,
    departement: Option<&'a str>,
    collectivite: Option<&'a str>,
    circonscription: Cow<'a, str>,
    solution: Option<&'a str>,
    categorie: Option<&'a str>,
    etape: Option<&'a str>,
    etat: &'a str,
    inscriptible: bool,
    inscription: Option<u32>,
    constats: Vec<Finding<'a>>,
}

/// What a rule says.
#[derive(Serialize)]
struct Finding<'a> {
    regle: &'a str,
    gravite: &'a str,
    message: Cow<'a, str>,
    source: &'a str,
}

impl<'a> School<'a> {
    /// Borrows a row.
    pub(super) fn of(row: &'a SchoolRow) -> Self {
        let findings = row.findings.iter().map(|finding| Finding {
            regle: finding.rule.as_str(),
            gravite: finding.severity.code(),
            message: cleaned(&finding.message),
            source: &finding.source,
        });
        Self {
            uai: row.uai.as_str(),
            nom: cleaned(&row.name),
            commune: cleaned(&row.commune),
            departement: row.departement.as_ref().map(DepartementCode::as_str),
            collectivite: row.collectivite.as_ref().map(|(siren, _)| siren.as_str()),
            circonscription: cleaned(&row.circonscription),
            solution: row.solution.as_ref().map(|(code, _)| code.as_str()),
            categorie: row.category.map(Category::label),
            etape: row.stage.map(Stage::code),
            etat: row.state.code(),
            inscriptible: row.eligible,
            inscription: row.entry,
            constats: findings.collect(),
        }
    }
}

/// The counts of a control.
#[derive(Serialize)]
pub(super) struct Counts {
    ecoles: usize,
    hors_champ: usize,
    a_regulariser: usize,
    inscrites: usize,
    pretes: usize,
    bloquees: usize,
    sans_projet: usize,
}

impl Counts {
    /// Reads them of a summary.
    pub(super) fn of(summary: &Summary) -> Self {
        Self {
            ecoles: summary.schools(),
            hors_champ: summary.of(Standing::OutOfScope),
            a_regulariser: summary.of(Standing::ToRegularise),
            inscrites: summary.of(Standing::Registered),
            pretes: summary.of(Standing::Ready),
            bloquees: summary.of(Standing::Blocked),
            sans_projet: summary.of(Standing::NoProject),
        }
    }
}
