//! bash: the words of a line as the operator sees them, which readline cuts at `:` and `=`.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::env::{Bash as Plain, EnvCompleter};

/// Asks as the library's own does, but with filters in one word, and with what is proposed quoted where it is not yet.
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        Plain.name()
    }

    fn is(&self, name: &str) -> bool {
        Plain.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let script = SCRIPT
            .replace("PROGRAM", completer)
            .replace("NAME", bin)
            .replace("VARIABLE", var);
        buf.write_all(script.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), io::Error> {
        Plain.write_complete(command, args, current_dir, buf)
    }
}

/// `NAME` is completed by `PROGRAM`, which is asked by `VARIABLE`.
const SCRIPT: &str = include_str!("preau.bash");
