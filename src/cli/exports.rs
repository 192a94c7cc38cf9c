//! What `exporter` writes: one table.

use chrono::NaiveDate;

use super::failure::Failure;
use crate::config::Dsden;
use crate::domain::change::Change;
use crate::domain::command::ImportKind;
use crate::domain::registry::Registry;
use crate::exchange::export::{
    Controller, DocumentsWriter, FileForm, Format, RegisterWriter, RemindersWriter, SchoolsWriter, own_table,
};
use crate::service::Archive;

/// An export, and what goes with it.
#[derive(Debug)]
pub(super) struct Export {
    /// Its name on the command line.
    pub(super) code: &'static str,
    /// What it is, as a sentence begins.
    pub(super) called: &'static str,
    /// The options that go with it.
    pub(super) options: &'static [Choice],
    pub(super) forms: &'static [FileForm],
    pub(super) write: fn(&Asked<'_>) -> Result<Vec<u8>, Failure>,
}

/// An option that does not go with every export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// As it was on a past day.
    Past,
    /// The rows of a filter.
    Filter,
    /// What is noted rather than due.
    Noted,
}

/// What is asked of an export.
pub(super) struct Asked<'a> {
    pub(super) desk: &'a dyn Archive,
    /// Who answers for the register.
    pub(super) dsden: &'a Dsden,
    pub(super) trial: bool,
    pub(super) format: Format,
    /// The end of the day as of which it is written.
    pub(super) at: Option<NaiveDate>,
    pub(super) filter: &'a str,
    pub(super) noted: bool,
}

/// The name of the export of a whole base.
pub(super) const BASE: &str = "base";

/// The table of a kind of import, under its columns.
macro_rules! own {
    ($kind:ident, $code:literal, $called:literal, $forms:expr) => {
        Export {
            code: $code,
            called: $called,
            options: &[],
            forms: $forms,
            write: |asked| own(asked, ImportKind::$kind),
        }
    };
}

/// Every export, in the order in which they are named.
pub(super) static EXPORTS: [Export; 12] = [
    Export {
        code: "registre",
        called: "le registre",
        options: &[Choice::Past],
        forms: &FileForm::ALL,
        write: register,
    },
    Export {
        code: "ecoles",
        called: "la liste des écoles",
        options: &[Choice::Filter],
        forms: &FileForm::ALL,
        write: schools,
    },
    Export {
        code: "relances",
        called: "la liste des relances",
        options: &[Choice::Noted],
        forms: &FileForm::ALL,
        write: reminders,
    },
    Export {
        code: "pieces",
        called: "la liste des pièces",
        options: &[],
        forms: &FileForm::ALL,
        write: documents,
    },
    own!(Solutions, "solutions", "la table des solutions", &FileForm::ALL),
    own!(Fiches, "fiches", "la liste des fiches", &[FileForm::Json]),
    own!(
        Conventions,
        "conventions",
        "la table des conventions",
        &FileForm::ALL
    ),
    own!(Contrats, "contrats", "la table des contrats", &FileForm::ALL),
    own!(
        Deploiements,
        "deploiements",
        "la table des déploiements",
        &FileForm::ALL
    ),
    own!(
        Competences,
        "competences",
        "la table des compétences",
        &FileForm::ALL
    ),
    own!(Conseils, "conseils", "la table des conseils", &FileForm::ALL),
    Export {
        code: BASE,
        called: "une base entière",
        options: &[],
        forms: &[FileForm::Json],
        write: |asked| Ok(asked.desk.dump()?),
    },
];

fn own(asked: &Asked<'_>, kind: ImportKind) -> Result<Vec<u8>, Failure> {
    let mut registry = Registry::default();
    let records = asked.desk.records(kind)?.into_iter().map(Change::create);
    registry.apply_changes(&records.collect::<Vec<_>>(), 0);
    own_table(Vec::new(), kind, &registry, asked.format, asked.trial).map_err(Failure::of)
}

fn register(asked: &Asked<'_>) -> Result<Vec<u8>, Failure> {
    let dsden = asked.dsden;
    let controller = dsden.controller.as_ref().or(dsden.name.as_ref());
    let controller = Controller {
        controller: controller.cloned().unwrap_or_default(),
        dpo: dsden.dpo.clone().unwrap_or_default(),
    };
    let mut writer =
        RegisterWriter::new(Vec::new(), asked.format, asked.trial, controller).map_err(Failure::of)?;
    for line in asked.desk.register(asked.at)? {
        writer.line(line).map_err(Failure::of)?;
    }
    writer.finish().map_err(Failure::of)
}

fn reminders(asked: &Asked<'_>) -> Result<Vec<u8>, Failure> {
    let mut writer = RemindersWriter::new(Vec::new(), asked.format, asked.trial).map_err(Failure::of)?;
    for line in asked.desk.reminders(asked.noted)? {
        writer.line(&line).map_err(Failure::of)?;
    }
    writer.finish().map_err(Failure::of)
}

fn documents(asked: &Asked<'_>) -> Result<Vec<u8>, Failure> {
    let mut writer = DocumentsWriter::new(Vec::new(), asked.format, asked.trial).map_err(Failure::of)?;
    for document in asked.desk.documents()? {
        writer.line(&document).map_err(Failure::of)?;
    }
    writer.finish().map_err(Failure::of)
}

fn schools(asked: &Asked<'_>) -> Result<Vec<u8>, Failure> {
    let mut writer = SchoolsWriter::new(Vec::new(), asked.format, asked.trial).map_err(Failure::of)?;
    let mut written = Ok(());
    asked.desk.schools(asked.filter, &mut |row| {
        if written.is_ok() {
            written = writer.row(row).map_err(Failure::of);
        }
    })?;
    written?;
    writer.finish().map_err(Failure::of)
}
