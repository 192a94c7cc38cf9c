//! `preau paquet`: the files that go with the program where it is installed.

use std::path::Path;

use super::out;
use crate::cli::args::Paquet;
use crate::cli::failure::Failure;
use crate::cli::{completion, manual};
use crate::config::schema;

/// The settings that hold in the configuration of a server: the socket of `preau.socket`.
const SET: [(&str, &str, &str); 1] = [("service", "socket", "\"/run/preau/preau.sock\"")];

/// Writes the pages of the manual, the scripts of the shells and the configuration into a folder.
pub(super) fn run(args: &Paquet) -> Result<u8, Failure> {
    let write = |name: &str, bytes: &[u8]| out::deliver(Some(&Path::join(&args.folder, name)), bytes, &[]);
    for (name, page) in manual::pages() {
        write(&name, page.as_bytes())?;
    }
    for (shell, file) in completion::SHELLS {
        write(file, &completion::script(shell)?)?;
    }
    write("config.toml", schema::model(&SET).as_bytes())?;
    Ok(0)
}
