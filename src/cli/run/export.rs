//! `preau exporter`: the register, the schools, the relances, the whole base.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::out;
use crate::cli::args::{Common, Exportable, Exporter, TableFormat};
use crate::cli::failure::Failure;
use crate::cli::open::{self, AnyArchive, Opened};
use crate::domain::date::day_fr;
use crate::exchange::export::{
    ByteOrderMark, Controller, Format, RegisterWriter, RemindersWriter, SchoolsWriter,
};

/// Writes what is asked, to a file or to standard output.
pub(super) fn run(common: &Common, args: &Exporter) -> Result<u8, Failure> {
    misplaced(args)?;
    let opened = open::whole(common)?;
    past(args, opened.today)?;
    let bytes = match args.what {
        Exportable::Registre => register(&opened, args)?,
        Exportable::Ecoles => schools(&opened, args)?,
        Exportable::Relances => reminders(&opened, args)?,
        Exportable::Base => opened.desk.dump()?,
    };
    let base = open::own_base(common)?;
    let read: Vec<&Path> = base.iter().map(PathBuf::as_path).collect();
    out::deliver(args.sortie.as_deref(), &bytes, &read)?;
    Ok(0)
}

/// An option that does not go with what is asked is said, not ignored.
fn misplaced(args: &Exporter) -> Result<(), Failure> {
    let fault = match args.what {
        Exportable::Ecoles | Exportable::Relances | Exportable::Base if args.au.is_some() => {
            "--au ne vaut que pour «\u{a0}registre\u{a0}»"
        }
        Exportable::Registre | Exportable::Relances | Exportable::Base if !args.filtre.is_empty() => {
            "--filtre ne vaut que pour «\u{a0}ecoles\u{a0}»"
        }
        Exportable::Registre | Exportable::Ecoles | Exportable::Base if args.notees => {
            "--notees ne vaut que pour «\u{a0}relances\u{a0}»"
        }
        Exportable::Base if args.format == Some(TableFormat::Csv) => {
            "une base entière s’écrit en JSON\u{a0}: --format csv n’y sert pas"
        }
        _ => return Ok(()),
    };
    Err(Failure::new(fault))
}

/// A register of a day to come is not yet known.
fn past(args: &Exporter, today: NaiveDate) -> Result<(), Failure> {
    match args.au {
        Some(day) if day > today => Err(Failure::new(format!(
            "--au demande un jour passé\u{a0}: le {} est à venir (le jour J est le {})",
            day_fr(day),
            day_fr(today)
        ))),
        _ => Ok(()),
    }
}

/// A file is opened in a spreadsheet, which wants a mark to know UTF-8; a pipe is read by a program.
fn format(args: &Exporter) -> Format {
    match args.format {
        Some(TableFormat::Json) => Format::Json,
        Some(TableFormat::Csv) | None if args.sortie.is_some() => Format::Csv(ByteOrderMark::Bom),
        Some(TableFormat::Csv) | None => Format::Csv(ByteOrderMark::None),
    }
}

fn register(opened: &Opened<AnyArchive>, args: &Exporter) -> Result<Vec<u8>, Failure> {
    let dsden = &opened.config.dsden;
    let controller = Controller {
        controller: dsden
            .controller
            .clone()
            .or_else(|| dsden.name.clone())
            .unwrap_or_default(),
        dpo: dsden.dpo.clone().unwrap_or_default(),
    };
    let mut writer =
        RegisterWriter::new(Vec::new(), format(args), opened.trial, controller).map_err(Failure::of)?;
    for line in opened.desk.register(args.au)? {
        writer.line(line).map_err(Failure::of)?;
    }
    writer.finish().map_err(Failure::of)
}

fn reminders(opened: &Opened<AnyArchive>, args: &Exporter) -> Result<Vec<u8>, Failure> {
    let mut writer = RemindersWriter::new(Vec::new(), format(args), opened.trial).map_err(Failure::of)?;
    for line in opened.desk.reminders(args.notees)? {
        writer.line(&line).map_err(Failure::of)?;
    }
    writer.finish().map_err(Failure::of)
}

fn schools(opened: &Opened<AnyArchive>, args: &Exporter) -> Result<Vec<u8>, Failure> {
    let mut writer = SchoolsWriter::new(Vec::new(), format(args), opened.trial).map_err(Failure::of)?;
    let mut written = Ok(());
    opened.desk.schools(&args.filtre, &mut |row| {
        if written.is_ok() {
            written = writer.row(row).map_err(Failure::of);
        }
    })?;
    written?;
    writer.finish().map_err(Failure::of)
}
