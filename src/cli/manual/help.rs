//! The help of a command, taken apart for its page.

use clap::builder::Str;
use clap::{Arg, Command};

/// What every command returns where its help says nothing else.
const STATUS: &str = "0 fait, 1 refusé ou rejeté, 2 une erreur.";

/// The parts of the help of a command.
pub(super) struct Help {
    pub(super) about: String,
    pub(super) usage: String,
    /// What is said below the options, but for the parts that follow.
    pub(super) more: String,
    pub(super) status: String,
    /// The examples, a line each.
    pub(super) examples: Vec<String>,
}

impl Help {
    /// Reads the help of a command.
    pub(super) fn of(command: &Command) -> Self {
        let usage = command.clone().render_usage().to_string();
        let after = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let mut help = Self {
            about: command.get_about().map(ToString::to_string).unwrap_or_default(),
            usage: usage.trim_start_matches("Usage:").trim().to_owned(),
            more: String::new(),
            status: String::new(),
            examples: Vec::new(),
        };
        help.read(&after);
        if help.status.is_empty() {
            STATUS.clone_into(&mut help.status);
        }
        help
    }

    /// Tells apart what is said below the options: sentences, exit statuses up to an empty line, then examples.
    fn read(&mut self, after: &str) {
        let (mut in_status, mut in_examples) = (false, false);
        for line in after.lines() {
            let after_colon = line
                .split_once('\u{a0}')
                .map_or("", |(_, rest)| rest.trim_start_matches([':', ' ']));
            if line.starts_with("Exemple") {
                in_examples = true;
                self.examples
                    .extend(Some(after_colon.to_owned()).filter(|line| !line.is_empty()));
            } else if in_examples {
                self.examples.push(line.trim().to_owned());
            } else if line.starts_with("Codes de sortie") {
                in_status = true;
                after_colon.clone_into(&mut self.status);
            } else if in_status && !line.is_empty() {
                self.status = format!("{} {}", self.status, line.trim());
            } else {
                in_status = false;
                self.more += line;
                self.more.push('\n');
            }
        }
    }
}

/// How an argument is written, and the value that it takes.
pub(super) fn called(arg: &Arg) -> (String, String) {
    let names = arg.get_value_names().unwrap_or_default();
    let value = names.iter().map(Str::as_str).collect::<Vec<_>>().join(" ");
    if arg.is_positional() {
        return (value, String::new());
    }
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let written: Vec<String> = short.into_iter().chain(long).collect();
    let takes = arg.get_action().takes_values();
    (written.join(", "), if takes { value } else { String::new() })
}

/// What an argument does, as a sentence.
pub(super) fn said(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let end = if help.ends_with(['.', '…']) { "" } else { "." };
    format!("{help}{end}")
}
