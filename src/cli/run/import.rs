//! `preau importer`: the plan, then all of the file or nothing.

use std::path::Path;

use super::out;
use crate::cli::args::{Common, Importable, Importer};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::command::{Command, Import, ImportKind, Order};
use crate::exchange::csv_out::RejectsWriter;
use crate::exchange::source::Source;
use crate::exchange::{Detail, Reading};
use crate::service::{Archive, Desk, Local};

/// How many lines of each kind a plan shows without `--detail`.
const FIRST: usize = 10;

/// Reads a file, shows what it changes, and writes it unless it is only to be simulated.
pub(super) fn run(common: &Common, args: &Importer) -> Result<u8, Failure> {
    let source = Source::open(&args.file).map_err(Failure::of)?;
    let Some(kind) = kind(args.what) else {
        return super::base::refill(common, args, &source);
    };
    let mut desk = open::or_new(common)?.desk;
    let (plan, reading) = desk.plan(kind, &source).map_err(Failure::of)?;
    let detail = if args.detail {
        Detail::All
    } else {
        Detail::First(FIRST)
    };
    out::print(plan.text(detail).to_string().as_bytes())?;
    if args.simuler {
        out::line("\nSimulation\u{a0}: rien n’a été écrit.")?;
        return Ok(if plan.rejected.is_empty() { 0 } else { REFUSED });
    }
    rejects(&reading, args.ignorer_rejets.as_deref())?;
    write(&mut desk, reading.import)
}

fn kind(what: Importable) -> Option<ImportKind> {
    Some(match what {
        Importable::Annuaire => ImportKind::Annuaire,
        Importable::Communes => ImportKind::Communes,
        Importable::Epci => ImportKind::Epci,
        Importable::Solutions => ImportKind::Solutions,
        Importable::Fiches => ImportKind::Fiches,
        Importable::Conventions => ImportKind::Conventions,
        Importable::Contrats => ImportKind::Contrats,
        Importable::Deploiements => ImportKind::Deploiements,
        Importable::Competences => ImportKind::Competences,
        Importable::Conseils => ImportKind::Conseils,
        Importable::Base => return None,
    })
}

/// A rejected row refuses the file, unless the operator gave a place to put such rows.
fn rejects(reading: &Reading, place: Option<&Path>) -> Result<(), Failure> {
    if reading.rejects.is_empty() {
        return Ok(());
    }
    let Some(place) = place else {
        return Err(Failure::refused(format!(
            "{} lignes sont rejetées\u{a0}: rien n’a été écrit\u{a0}; corrigez-les, ou importez le reste avec \
             --ignorer-rejets REJETS",
            reading.rejects.len()
        )));
    };
    let mut bytes = Vec::new();
    let failed =
        |error: &dyn std::fmt::Display| Failure::new(format!("les rejets ne s’écrivent pas\u{a0}: {error}"));
    let mut writer = RejectsWriter::new(&mut bytes, &reading.headers).map_err(|error| failed(&error))?;
    for reject in &reading.rejects {
        writer.write(reject).map_err(|error| failed(&error))?;
    }
    writer.finish().map_err(|error| failed(&error))?;
    out::file(place, &bytes)
}

fn write(desk: &mut Local, import: Import) -> Result<u8, Failure> {
    use crate::domain::refusal::Refusal;
    use crate::service::DeskError;
    match desk.execute(&Order::blind(Command::Import(import))) {
        Ok(receipt) => {
            out::line(&format!(
                "\nOpération n°\u{a0}{}\u{a0}: {} fiches écrites.",
                receipt.seq, receipt.changed
            ))?;
            Ok(0)
        }
        Err(DeskError::Refused(refusal)) if *refusal == Refusal::Nothing => {
            out::line("\nLa base dit déjà tout cela\u{a0}: rien n’a été écrit.")?;
            Ok(0)
        }
        Err(error) => Err(error.into()),
    }
}
