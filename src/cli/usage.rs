//! Wrong arguments, told in French.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use super::args::Cli;
use crate::text::quoted_long;

/// The French sentence for a wrong argument, what to do, and the page of help of the command. `args` are those of the
/// process, the program's name first.
pub(super) fn explain(error: &Error, args: &[OsString]) -> String {
    let named = |kind| context(error, kind).join(", ");
    let command = command(args);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            let unknown = named(ContextKind::InvalidArg);
            match remedy(&unknown, command.as_ref(), args) {
                Some(remedy) => return with_help_page(&remedy, command.as_ref()),
                None if unknown.starts_with('-') => {
                    format!("«\u{a0}{unknown}\u{a0}» n’est pas une option connue ici")
                }
                None => format!("«\u{a0}{unknown}\u{a0}» est un argument de trop"),
            }
        }
        ErrorKind::InvalidSubcommand => {
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une commande",
                named(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = context(error, ContextKind::InvalidArg).join(" et ");
            format!("il manque {}", missing.replace("...", ""))
        }
        ErrorKind::InvalidValue if named(ContextKind::InvalidValue).is_empty() => {
            format!("{} demande une valeur", named(ContextKind::InvalidArg))
        }
        ErrorKind::TooManyValues => {
            format!("{} ne prend pas de valeur", named(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => format!(
            "«\u{a0}{}\u{a0}» ne convient pas à {}\u{a0}; possible\u{a0}: {}",
            named(ContextKind::InvalidValue),
            named(ContextKind::InvalidArg),
            named(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => format!(
            "«\u{a0}{}\u{a0}» ne convient pas à {}\u{a0}: {}",
            named(ContextKind::InvalidValue),
            named(ContextKind::InvalidArg),
            std::error::Error::source(error)
                .map(ToString::to_string)
                .unwrap_or_default()
        ),
        ErrorKind::ArgumentConflict => {
            let (one, other) = (named(ContextKind::InvalidArg), named(ContextKind::PriorArg));
            if one == other {
                format!("{one} est donné deux fois")
            } else {
                format!("{one} et {other} ne vont pas ensemble")
            }
        }
        ErrorKind::InvalidUtf8 => "un argument n’est pas en UTF-8".to_owned(),
        _ => "les arguments ne conviennent pas".to_owned(),
    };
    with_help_page(&format!("{what}{}", near(error)), command.as_ref())
}

/// A sentence, and the page of help to read.
fn with_help_page(what: &str, command: Option<&Command>) -> String {
    let name = command.map_or_else(String::new, |command| format!("{} ", command.get_name()));
    format!("{what}. Voyez «\u{a0}preau {name}--help\u{a0}».")
}

/// The names that the wrong one is like.
fn near(error: &Error) -> String {
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let near = kinds.map(|kind| context(error, kind)).concat();
    if near.is_empty() {
        return String::new();
    }
    format!(
        "\u{a0}; peut-être «\u{a0}{}\u{a0}»",
        near.join("\u{a0}» ou «\u{a0}")
    )
}

/// The command in which the arguments are wrong; none where no command is named.
fn command(args: &[OsString]) -> Option<Command> {
    let mut whole = Cli::command();
    let read = whole
        .clone()
        .ignore_errors(true)
        .try_get_matches_from(args)
        .ok()?;
    whole.build();
    whole.find_subcommand(read.subcommand_name()?).cloned()
}

/// What to write for a value that begins with `-` and is taken for short options, of which the first is `unknown`.
fn remedy(unknown: &str, command: Option<&Command>, args: &[OsString]) -> Option<String> {
    let command = command?;
    let texts: Vec<String> = args
        .iter()
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let is_meant = |text: &String| !text.starts_with("--") && text.starts_with(unknown) && unknown.len() > 1;
    let at = texts
        .iter()
        .skip(1)
        .position(is_meant)
        .map(|at| at + 1)
        .filter(|_| unknown.starts_with('-'))?;
    let value = quoted_long(&texts[at]);
    let before = texts[at - 1].strip_prefix("--").unwrap_or_default();
    let wants = |arg: &clap::Arg| arg.get_long() == Some(before) && arg.get_action().takes_values();
    let how = if command.get_arguments().any(wants) {
        format!("une valeur qui commence par - suit un signe égal\u{a0}: «\u{a0}--{before}={value}\u{a0}»")
    } else if command.get_name() == "controler" {
        format!(
            "un filtre qui commence par - se donne après --\u{a0}: «\u{a0}preau controler -- {value}\u{a0}»"
        )
    } else {
        return None;
    };
    Some(format!(
        "«\u{a0}{value}\u{a0}» est lu comme une option\u{a0}; {how}"
    ))
}

/// What the library says of an error, harmless to a terminal.
fn context(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| quoted_long(text)).collect(),
        Some(ContextValue::String(text)) => vec![quoted_long(text)],
        Some(ContextValue::StyledStrs(_)) | None => Vec::new(),
        Some(other) => vec![quoted_long(&other.to_string())],
    }
}
