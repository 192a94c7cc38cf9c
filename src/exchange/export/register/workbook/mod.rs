//! The register as the CNIL's simplified template has it: the list of the treatments, a fiche of each, the schools and the
//! joint controllers.

mod annex;
mod family;
mod list;
mod rows;
mod sheet;

use std::io::{self, Write};

use chrono::NaiveDate;

use super::treatment::treatments;
use super::{Controller, RegisterLine};
use crate::domain::date::day_fr;
use crate::exchange::export::{WorkbookForm, laid_out};

/// What is said of a register beside its lines.
#[derive(Debug, Clone)]
pub struct RegisterCover {
    pub controller: Controller,
    /// The name of the DSDEN; may be empty.
    pub office: String,
    /// The day at whose end the register was as it is written.
    pub on: NaiveDate,
    /// The base is marked *essai*.
    pub trial: bool,
}

impl RegisterCover {
    /// What each page says of the whole.
    fn head(&self) -> String {
        let office = if self.office.is_empty() {
            String::new()
        } else {
            format!("{}\u{a0}· ", self.office)
        };
        let trial = if self.trial {
            "ESSAI, DONNÉES INVENTÉES\u{a0}· "
        } else {
            ""
        };
        format!("{trial}{office}Registre des activités de traitement (RGPD art. 30)")
    }
}

/// Writes the register as a workbook.
pub fn register_workbook<W: Write>(
    out: W,
    form: WorkbookForm,
    lines: &[RegisterLine],
    cover: &RegisterCover,
) -> io::Result<W> {
    let treatments = treatments(lines);
    let mut sheets = vec![list::layout(&treatments, lines, cover)?];
    for treatment in &treatments {
        for place in 0..treatment.versions.len() {
            sheets.push(sheet::layout(treatment, place, &cover.controller)?);
        }
    }
    sheets.push(annex::schools(lines)?);
    sheets.push(annex::joint_controllers(lines)?);
    let foot = format!("État au {}", day_fr(cover.on));
    laid_out::write(out, form, &sheets, (&cover.head(), &foot))
}
