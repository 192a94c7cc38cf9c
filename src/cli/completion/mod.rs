//! What a shell proposes at Tab: commands and options from the table of arguments, keys and filters from the base.

mod bash;
mod values;

use std::env;
use std::ffi::OsString;

use clap::builder::Str;
use clap::{Arg, Command, CommandFactory};
use clap_complete::env::{EnvCompleter, Fish, Shells, Zsh};
use clap_complete::{ArgValueCompleter, CompleteEnv};

use super::args::Cli;
use super::failure::Failure;

/// The variable by which a shell asks; its value names the shell.
const VARIABLE: &str = "PREAU_COMPLETER";

/// The shells that are served, each with the name that the file of its script takes.
pub(super) const SHELLS: [(&str, &str); 3] = [("bash", "preau"), ("fish", "preau.fish"), ("zsh", "_preau")];

const SERVED: Shells<'_> = Shells(&[&bash::Bash as &dyn EnvCompleter, &Fish, &Zsh]);

/// Answers a shell, where one asks: with its script where no words are given, else with what may come next.
pub(super) fn answer(args: &[OsString]) -> Option<Result<u8, Failure>> {
    let answered = CompleteEnv::with_factory(command)
        .var(VARIABLE)
        .completer("preau")
        .shells(SERVED)
        .try_complete(args, env::current_dir().ok().as_deref());
    match answered {
        Ok(false) => None,
        Ok(true) => Some(Ok(0)),
        Err(_) => Some(Err(Failure::new(format!(
            "la variable {VARIABLE} nomme un interpréteur de commandes\u{a0}: {}",
            SHELLS.map(|(shell, _)| shell).join(", ")
        )))),
    }
}

/// The script by which a shell comes to ask.
pub(super) fn script(shell: &str) -> Result<Vec<u8>, Failure> {
    let mut script = Vec::new();
    if let Some(shell) = SERVED.completer(shell) {
        shell
            .write_registration(VARIABLE, "preau", "preau", "preau", &mut script)
            .map_err(Failure::of)?;
    }
    Ok(script)
}

/// The arguments, those whose values the base has told from the others by what their help calls them.
fn command() -> Command {
    let whole = Cli::command();
    let names: Vec<String> = whole
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    names.into_iter().fold(whole, |whole, name| {
        whole.mut_subcommand(name, |one| one.mut_args(with_values))
    })
}

fn with_values(arg: Arg) -> Arg {
    let called = arg
        .get_value_names()
        .and_then(|names| names.first())
        .map(Str::as_str);
    match called {
        Some("UAI") => arg.add(ArgValueCompleter::new(values::schools)),
        Some("FICHE" | "PIECE|FICHE") => arg.add(ArgValueCompleter::new(values::records)),
        Some("FILTRE") => arg.add(ArgValueCompleter::new(values::filters)),
        Some("NOM") if arg.is_positional() => arg.add(ArgValueCompleter::new(values::models)),
        _ => arg,
    }
}
