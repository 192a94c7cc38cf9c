//! `preau importer`: the plan, then all of the file or nothing.

use std::path::Path;

use super::dossiers::FromSite;
use super::{effects, out, progress};
use crate::cli::args::{Common, Importable, Importer};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open::{self, Import};
use crate::domain::command::ImportKind;
use crate::domain::refusal::Refusal;
use crate::exchange::source::{Source, known_path};
use crate::exchange::{Detail, Given, taken};
use crate::service::{DeskError, Planned};
use crate::text::quoted_long;

/// How many lines of each kind a plan shows without `--detail`.
const FIRST: usize = 10;

/// Reads a file, shows what it changes, and writes it unless it is only to be simulated.
pub(super) fn run(common: &Common, args: &Importer) -> Result<u8, Failure> {
    match (&args.file, args.what) {
        (Some(file), what) => of_file(common, args, file, what),
        (None, Importable::Records(kind)) => {
            let step = progress::step("lecture des dossiers");
            let (source, from_site) = super::dossiers::asked(common, kind, args.tout)?;
            drop(step);
            compared(common, args, kind, source, Some(from_site))
        }
        (None, Importable::Base) => Err(Failure::new("--api ne vaut que pour des dossiers")),
    }
}

/// Reads a file, and does with it what is asked.
fn of_file(common: &Common, args: &Importer, file: &Path, what: Importable) -> Result<u8, Failure> {
    let step = progress::step("lecture du fichier");
    let given = Given::open(file).map_err(Failure::of)?;
    if args.feuille.is_some() && matches!(given, Given::Text(_)) {
        let why = "--feuille nomme la feuille d’un classeur, et le fichier n’en est pas un";
        return Err(Failure::new(why));
    }
    let Importable::Records(kind) = what else {
        // What turns would write over a question.
        drop(step);
        return super::base::refill(common, args, &given.text().map_err(Failure::of)?);
    };
    if args.effet.is_some() && !kind.takes_effect_day() {
        let kinds = ImportKind::ALL.iter().filter(|kind| kind.takes_effect_day());
        let codes: Vec<&str> = kinds.map(|kind| kind.code()).collect();
        let why = format!("--effet ne vaut que pour {}", codes.join(", "));
        return Err(Failure::new(why));
    }
    if args.proposer {
        drop(step);
        return super::dossiers::propose(common, kind, given);
    }
    let mapping = open::config(common)?.dossiers.mapping;
    let source = taken(given, kind, args.feuille.as_deref(), &mapping).map_err(Failure::of)?;
    let source = source.effective(args.effet);
    drop(step);
    compared(common, args, kind, source, None)
}

/// Shows what a table changes, and writes it unless it is only to be simulated.
fn compared(
    common: &Common,
    args: &Importer,
    kind: ImportKind,
    source: Source,
    mut from_site: Option<FromSite>,
) -> Result<u8, Failure> {
    let detail = if args.detail {
        Detail::All
    } else {
        Detail::First(FIRST)
    };
    let mut import = Import::open(common)?;
    if !args.simuler {
        import.may_write()?;
    }
    let step = progress::step("comparaison avec la base");
    let planned = import.plan(kind, &source, detail)?;
    drop(step);
    let base = open::in_words(common)?;
    let shown = out::line(&format!("Dans {base}\u{a0}:"))
        .and_then(|()| out::print(planned.text.as_bytes()))
        .and_then(|()| effects::print(&planned.effects, detail))
        .and_then(|()| effects::stages(&planned.effects, detail, args.etapes));
    if let Some(older) = &planned.older {
        if !args.meme_ancien {
            out::forgiven(shown)?;
            return Err(Failure::refused(format!(
                "{older}\u{a0}: rien n’a été écrit\u{a0}; s’il faut l’importer, ajoutez --meme-ancien"
            )));
        }
        out::complain(&format!("preau\u{a0}: {older}"));
    }
    if args.simuler {
        let ended = simulated(&planned, shown);
        return from_site.and_then(|site| site.unread()).map_or(ended, Err);
    }
    if let Err(refused) = agreed(common, args, &planned) {
        if let Some(unread) = from_site.and_then(|site| site.unread()) {
            out::complain(&format!("preau\u{a0}: {unread}"));
        }
        return Err(refused);
    }
    if let Some(back) = from_site.as_mut().and_then(FromSite::fetch) {
        import.plan(kind, &source.of_site(Some(back)), detail)?;
    }
    let written = write(import, args.etapes, &base, planned.rejected > 0)?;
    let apart = args
        .ignorer_rejets
        .as_deref()
        .map(|place| set_aside(&planned, place));
    let told = [Some(written), apart.flatten()];
    out::unless_closed(shown.and_then(|()| told.iter().flatten().try_for_each(|line| out::line(line))))?;
    from_site.map_or(Ok(()), |site| site.end(common))?;
    Ok(0)
}

/// Asks for what the plan needs: a confirmation, and a place for the rejected rows, which are put there.
fn agreed(common: &Common, args: &Importer, planned: &Planned) -> Result<(), Failure> {
    let goes_on = planned.rejected == 0 || args.ignorer_rejets.is_some();
    if goes_on && planned.effects.ask_for_confirmation() && !args.confirmer {
        effects::confirmed()?;
    } else if goes_on && planned.refiles && !args.confirmer {
        effects::confirmed_of("Des usages changent de catégorie avec leur solution")?;
    } else if goes_on && planned.unsigns && !args.confirmer {
        effects::confirmed_of("Des signatures d’avenants s’effacent")?;
    }
    rejects(planned, args, open::own_base(common)?.as_deref())
}

/// Ends a simulation, whose status stays the same where the reader of the plan went away.
fn simulated(planned: &Planned, shown: Result<(), Failure>) -> Result<u8, Failure> {
    out::forgiven(shown.and_then(|()| out::line("\nSimulation\u{a0}: rien n’a été écrit.")))?;
    Ok(if planned.rejected == 0 { 0 } else { REFUSED })
}

/// A rejected row refuses the file, unless the operator gave a place to put such rows.
fn rejects(planned: &Planned, args: &Importer, base: Option<&Path>) -> Result<(), Failure> {
    if planned.rejected == 0 {
        return Ok(());
    }
    let Some(place) = &args.ignorer_rejets else {
        let rejected = match planned.rejected {
            1 => "une ligne est rejetée".to_owned(),
            count => format!("{count} lignes sont rejetées"),
        };
        let in_part = in_part(planned);
        return Err(Failure::refused(format!(
            "{rejected}{in_part}\u{a0}: rien n’a été écrit\u{a0}; corrigez, ou importez le reste avec --ignorer-rejets REJETS"
        )));
    };
    let read: Vec<&Path> = base
        .into_iter()
        .chain(args.file.as_deref().map(known_path))
        .collect();
    out::deliver(Some(place), planned.rejects.as_bytes(), &read)
}

/// Says where the rejected rows are; nothing where there are none.
fn set_aside(planned: &Planned, place: &Path) -> Option<String> {
    let in_part = in_part(planned);
    let place = quoted_long(&place.display().to_string());
    match planned.rejected {
        0 => None,
        1 => Some(format!("Une ligne rejetée{in_part}, dans {place}.")),
        count => Some(format!("{count} lignes rejetées{in_part}, dans {place}.")),
    }
}

/// How many of the rejected rows are imported in part, after their number.
fn in_part(planned: &Planned) -> String {
    match planned.in_part {
        0 => String::new(),
        count if count == planned.rejected => " en partie".to_owned(),
        count => format!(", dont {count} en partie"),
    }
}

/// Carries the order out, and returns what is to be said of it; `some_rejected` where it leaves rows out.
fn write(import: Import<'_>, stages: bool, base: &str, some_rejected: bool) -> Result<String, Failure> {
    let step = progress::step("écriture de la base");
    let outcome = import.write(stages)?;
    drop(step);
    match outcome {
        Ok(receipt) => {
            let written = match receipt.changed {
                1 => "un enregistrement écrit".to_owned(),
                count => format!("{count} enregistrements écrits"),
            };
            Ok(format!(
                "\nOpération n°\u{a0}{}\u{a0}: {written} dans {base}.",
                receipt.seq
            ))
        }
        Err(DeskError::Refused(refusal)) if *refusal == Refusal::Nothing && some_rejected => {
            Ok("\nHors des lignes rejetées, rien de nouveau\u{a0}: rien n’a été écrit.".to_owned())
        }
        Err(DeskError::Refused(refusal)) if *refusal == Refusal::Nothing => {
            Ok("\nLa base dit déjà tout cela\u{a0}: rien n’a été écrit.".to_owned())
        }
        Err(error) => Err(error.into()),
    }
}
