//! `preau exporter`: what the table of exports has, to a file or to standard output.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::out;
use crate::cli::args::{Common, Exporter};
use crate::cli::exports::{Asked, BASE, Choice, EXPORTS, Export};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::date::day_fr;
use crate::domain::document::count_text;
use crate::exchange::export::{ByteOrderMark, FileForm};
use crate::text::quoted;

/// Writes what is asked, to a file or to standard output.
pub(super) fn run(common: &Common, args: &Exporter) -> Result<u8, Failure> {
    misplaced(args)?;
    let opened = open::whole(common)?;
    past(args, opened.today)?;
    // A file is opened in a spreadsheet, which wants a mark to know UTF-8; a pipe is read by a program.
    let mark = args
        .sortie
        .as_ref()
        .map_or(ByteOrderMark::None, |_| ByteOrderMark::Bom);
    let written = args.what.write(&Asked {
        desk: opened.desk.as_ref(),
        dsden: &opened.config.dsden,
        trial: opened.trial,
        format: form(args)?.format(mark),
        at: args.au,
        filter: &args.filtre,
        noted: args.notees,
        today: opened.today,
    })?;
    let base = open::own_base(common)?;
    let read: Vec<&Path> = base.iter().map(PathBuf::as_path).collect();
    out::deliver(args.sortie.as_deref(), &written.bytes, &read)?;
    for remark in written.remarks {
        out::complain(&format!("preau\u{a0}: {remark}"));
    }
    if args.what.code == BASE {
        without_files(opened.desk.documents()?.len());
    }
    Ok(match written.unmet {
        Some(unmet) => {
            out::complain(&format!("preau\u{a0}: {unmet}"));
            1
        }
        None => 0,
    })
}

/// Says that an exported base has no file of its documents.
fn without_files(documents: usize) {
    if documents > 0 {
        out::complain(&format!(
            "preau\u{a0}: l’export décrit {}, sans leurs fichiers\u{a0}; «\u{a0}preau sauvegarder\u{a0}» les copie",
            count_text(documents)
        ));
    }
}

/// Endings of files that no export writes, and that other programs would open.
const OTHERS: [&str; 6] = ["pdf", "xls", "odt", "doc", "docx", "xml"];

/// The form that is asked for, or that the file's ending names; a workbook is nothing to show on a terminal.
fn form(args: &Exporter) -> Result<FileForm, Failure> {
    let ending = args
        .sortie
        .as_deref()
        .and_then(Path::extension)
        .and_then(OsStr::to_str);
    let named = FileForm::ALL
        .into_iter()
        .find(|form| ending.is_some_and(|ending| ending.eq_ignore_ascii_case(form.code())));
    let taken = named.filter(|form| args.what.forms.contains(form));
    let misleads = |ending: &&str| {
        let known = FileForm::ALL.iter().map(|form| form.code());
        known
            .chain(OTHERS)
            .any(|other| ending.eq_ignore_ascii_case(other))
    };
    // What has one form has it under any name.
    let ending = ending.filter(|ending| args.what.forms.len() > 1 && misleads(ending));
    if let (None, None, Some(ending)) = (args.format, taken, ending) {
        let forms: Vec<&str> = args.what.forms.iter().map(|form| form.code()).collect();
        return Err(Failure::new(format!(
            "{} ne s’écrit pas en «\u{a0}.{}\u{a0}»\u{a0}: nommez un fichier en .{}, ou donnez --format",
            args.what.called,
            quoted(ending),
            forms.join(" ou .")
        )));
    }
    let form = args.format.or(taken).unwrap_or(FileForm::Csv);
    let on_screen = args.sortie.as_deref().is_none_or(|path| path == Path::new("-"));
    if form.is_workbook() && on_screen && io::stdout().is_terminal() {
        return Err(Failure::new(format!(
            "un classeur ne se lit pas sur un terminal\u{a0}: nommez un fichier, -o {}.{}",
            args.what.code,
            form.code()
        )));
    }
    Ok(form)
}

/// An option that does not go with what is asked is said, not ignored.
fn misplaced(args: &Exporter) -> Result<(), Failure> {
    let given = [
        (Choice::Past, "--au", args.au.is_some()),
        (Choice::Filter, "--filtre", !args.filtre.is_empty()),
        (Choice::Noted, "--notees", args.notees),
    ];
    for (choice, option, _) in given.into_iter().filter(|(.., is_given)| *is_given) {
        let takes = |export: &&Export| export.options.contains(&choice);
        if !takes(&args.what) {
            let others: Vec<&str> = EXPORTS.iter().filter(takes).map(|export| export.code).collect();
            let others = others.join("\u{a0}» et «\u{a0}");
            return Err(Failure::new(format!(
                "{option} ne vaut que pour «\u{a0}{others}\u{a0}»"
            )));
        }
    }
    let forms = args.what.forms;
    match args.format.filter(|form| !forms.contains(form)) {
        Some(form) => {
            let forms: Vec<&str> = forms.iter().map(|form| form.label()).collect();
            Err(Failure::new(format!(
                "{} s’écrit en {}\u{a0}: --format {} n’y sert pas",
                args.what.called,
                forms.join(" ou "),
                form.code()
            )))
        }
        None => Ok(()),
    }
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
