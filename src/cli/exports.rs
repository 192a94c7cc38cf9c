//! What `exporter` writes: one table.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::failure::Failure;
use crate::config::Dsden;
use crate::domain::change::Change;
use crate::domain::command::ImportKind;
use crate::domain::convention::Convention;
use crate::domain::date::day_fr;
use crate::domain::record::Kind;
use crate::domain::registry::Registry;
use crate::domain::rule::{is_to_keep, purged_on};
use crate::exchange::export::{
    Controller, DocumentsWriter, FileForm, Format, RegisterCover, RegisterWriter, RemindersWriter,
    SchoolsWriter, own_forms, own_table, public_list, register_workbook,
};
use crate::service::Archive;

/// An export, and what goes with it.
#[derive(Debug)]
pub(super) struct Export {
    /// Its name on the command line.
    pub(super) code: &'static str,
    /// What it is, as a sentence begins.
    pub(super) called: String,
    /// The options that go with it.
    pub(super) options: &'static [Choice],
    pub(super) forms: &'static [FileForm],
    content: Content,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
enum Content {
    Register,
    Schools,
    Reminders,
    Documents,
    /// The table of a kind of import, under its columns.
    Own(ImportKind),
    PublicList,
    Base,
}

impl Export {
    fn new(code: &'static str, called: &str, content: Content) -> Self {
        Self {
            code,
            called: called.to_owned(),
            options: &[],
            forms: &FileForm::TABLES,
            content,
        }
    }

    fn with(mut self, options: &'static [Choice]) -> Self {
        self.options = options;
        self
    }

    fn written_in(mut self, forms: &'static [FileForm]) -> Self {
        self.forms = forms;
        self
    }

    /// Writes what is asked.
    pub(super) fn write(&self, asked: &Asked<'_>) -> Result<Written, Failure> {
        let bytes = match self.content {
            Content::Own(kind) => return own(asked, kind),
            Content::Register => return register(asked),
            Content::Schools => schools(asked)?,
            Content::Reminders => return reminders(asked),
            Content::Documents => documents(asked)?,
            Content::PublicList => contracted(asked)?,
            Content::Base => asked.desk.dump()?,
        };
        Ok(bytes.into())
    }
}

/// What was written, and what is to say of it.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    /// What it has no place for, in French.
    pub(super) remarks: Vec<String>,
    /// What the law asks of it and it does not have, in French.
    pub(super) unmet: Option<String>,
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            remarks: Vec::new(),
            unmet: None,
        }
    }
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
    /// The day J.
    pub(super) today: NaiveDate,
}

/// The name of the export of a whole base.
pub(super) const BASE: &str = "base";

/// Every export, in the order in which they are named.
pub(super) static EXPORTS: LazyLock<Vec<Export>> = LazyLock::new(|| {
    let lists = [
        Export::new("registre", "le registre", Content::Register).with(&[Choice::Past]),
        Export::new("ecoles", "la liste des écoles", Content::Schools).with(&[Choice::Filter]),
        Export::new("relances", "la liste des relances", Content::Reminders).with(&[Choice::Noted]),
        Export::new("pieces", "la liste des pièces", Content::Documents),
        Export::new("liste-publique", "la liste publique", Content::PublicList).written_in(&FileForm::ALL),
    ];
    let own = ImportKind::ALL.iter().filter_map(|kind| {
        let called = format!("la table «\u{a0}{}\u{a0}»", kind.code());
        Some(Export::new(kind.code(), &called, Content::Own(*kind)).written_in(own_forms(*kind)?))
    });
    let base = Export::new(BASE, "une base entière", Content::Base).written_in(&[FileForm::Json]);
    lists.into_iter().chain(own).chain([base]).collect()
});

fn own(asked: &Asked<'_>, kind: ImportKind) -> Result<Written, Failure> {
    let kinds = Kind::ALL.into_iter().filter(|of| kind.holds(*of));
    let registry = registry(asked, &kinds.collect::<Vec<_>>())?;
    let bytes = own_table(Vec::new(), kind, &registry, asked.format, asked.trial).map_err(Failure::of)?;
    Ok(Written {
        remarks: left_out(kind, &registry),
        ..bytes.into()
    })
}

fn contracted(asked: &Asked<'_>) -> Result<Vec<u8>, Failure> {
    let registry = registry(asked, &[Kind::Provider, Kind::Solution, Kind::Convention])?;
    let office = asked.dsden.name.as_deref().unwrap_or_default();
    let of = (&registry, asked.today);
    let whose = (office, asked.dsden.departements.as_slice());
    public_list(Vec::new(), asked.format, asked.trial, of, whose).map_err(Failure::of)
}

/// Which records the rows of a table have no place for, in French.
fn left_out(kind: ImportKind, registry: &Registry) -> Vec<String> {
    let uses = registry
        .deployments()
        .iter()
        .filter(|used| used.solution.is_none());
    let sells = |siren| registry.solutions_of(siren).next().is_some();
    let providers = registry
        .providers()
        .iter()
        .filter(|provider| kind.holds(Kind::Solution) && !sells(provider.siren));
    [
        (uses.count(), ["usage sans solution", "usages sans solution"]),
        (
            providers.count(),
            ["prestataire sans solution", "prestataires sans solution"],
        ),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, [one, many])| match count {
        1 => format!("1 {one} n’a pas de ligne dans cette table"),
        count => format!("{count} {many} n’ont pas de ligne dans cette table"),
    })
    .collect()
}

/// The records of some kinds.
fn registry(asked: &Asked<'_>, kinds: &[Kind]) -> Result<Registry, Failure> {
    let mut registry = Registry::default();
    let records = asked.desk.records(kinds)?.into_iter().map(Change::create);
    registry.apply_changes(&records.collect::<Vec<_>>(), 0);
    Ok(registry)
}

fn register(asked: &Asked<'_>) -> Result<Written, Failure> {
    let dsden = asked.dsden;
    let controller = Controller {
        controller: dsden.controller.clone(),
        dpo: dsden.dpo.clone(),
    };
    let unmet = controller.fault();
    let lines = asked.desk.register(asked.at)?;
    let bytes = match asked.format {
        Format::Workbook(form) => {
            let cover = RegisterCover {
                controller,
                office: dsden.name.clone().unwrap_or_default(),
                on: asked.at.unwrap_or(asked.today),
                trial: asked.trial,
            };
            register_workbook(Vec::new(), form, &lines, &cover).map_err(Failure::of)?
        }
        format => {
            let new = RegisterWriter::new(Vec::new(), format, asked.trial, controller);
            let mut writer = new.map_err(Failure::of)?;
            for line in lines {
                writer.line(line).map_err(Failure::of)?;
            }
            writer.finish().map_err(Failure::of)?
        }
    };
    Ok(Written {
        unmet,
        ..bytes.into()
    })
}

fn reminders(asked: &Asked<'_>) -> Result<Written, Failure> {
    let mut writer = RemindersWriter::new(Vec::new(), asked.format, asked.trial).map_err(Failure::of)?;
    for line in asked.desk.reminders(asked.noted)? {
        writer.line(&line).map_err(Failure::of)?;
    }
    let bytes = writer.finish().map_err(Failure::of)?;
    Ok(Written {
        remarks: soon_purged(asked)?.into_iter().collect(),
        ..bytes.into()
    })
}

/// How many conventions the remark about those soon purged names.
const NAMED: usize = 10;

/// Which conventions are lost with the dossiers that the site soon purges, in French; none where every one is kept here.
fn soon_purged(asked: &Asked<'_>) -> Result<Option<String>, Failure> {
    let registry = registry(asked, &[Kind::Convention, Kind::Document])?;
    let conventions = registry.conventions().iter();
    let mut soon: Vec<_> = conventions
        .filter(|convention| is_to_keep(&registry, convention, asked.today))
        .filter_map(|convention| Some((purged_on(convention)?, convention)))
        .collect();
    soon.sort_by_key(|(on, _)| *on);
    if soon.is_empty() {
        return Ok(None);
    }
    let name = |(on, convention): &(NaiveDate, &Convention)| {
        let (number, dossiers) = (&convention.number, convention.dossiers.join(", "));
        format!("{number} (dossier {dossiers}, le {})", day_fr(*on))
    };
    let mut named: Vec<String> = soon.iter().take(NAMED).map(name).collect();
    if let more @ 1.. = soon.len().saturating_sub(NAMED) {
        named.push(format!("et {more} de plus"));
    }
    let named = named.join("\u{a0}; ");
    Ok(Some(format!(
        "Démarches Simplifiées efface bientôt des dossiers dont la convention signée n’est pas jointe ici\u{a0}: {named}. \
         Joignez-en les PDF (preau joindre, ou preau importer demarches --api)."
    )))
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
