//! The token of the site's interface, from a file of its own: never an argument, and never said.

use std::env;
use std::fs::OpenOptions;
use std::io::Read;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;

use crate::cli::failure::Failure;

/// The name of the credential that systemd gives.
const CREDENTIAL: &str = "preau-demarches";

/// The longest token that is read, in bytes.
const LONGEST: u64 = 4 << 10;

/// Reads the token: the file of the configuration, else systemd's credential.
pub(in crate::cli) fn token(configured: Option<&Path>) -> Result<String, Failure> {
    let credential = || {
        let folder = env::var_os("CREDENTIALS_DIRECTORY")?;
        Some(PathBuf::from(folder).join(CREDENTIAL)).filter(|path| path.exists())
    };
    match (configured, credential()) {
        (Some(path), _) => read(path, true),
        (None, Some(path)) => read(&path, false),
        (None, None) => Err(Failure::new(
            "le jeton de Démarches Simplifiées n’est nulle part\u{a0}: mettez-le dans un fichier à vous seul (chmod 600), que nomme \
             «\u{a0}jeton\u{a0}» dans [demarches]",
        )),
    }
}

/// Reads a file that nobody else may read; systemd sees to its own credentials.
fn read(path: &Path, is_own: bool) -> Result<String, Failure> {
    let shown = path.display();
    let unread = |why: &str| Failure::new(format!("jeton {shown}\u{a0}: {why}"));
    let cause = |error: std::io::Error| unread(&crate::system::answer(&error));
    let mut open = OpenOptions::new();
    open.read(true)
        .custom_flags((OFlag::O_NONBLOCK | OFlag::O_NOFOLLOW).bits());
    let file = open.open(path).map_err(cause)?;
    let found = file.metadata().map_err(cause)?;
    if !found.is_file() {
        return Err(unread("ce n’est pas un fichier"));
    }
    if is_own && found.mode() & 0o077 != 0 {
        return Err(unread("d’autres comptes peuvent le lire\u{a0}: chmod 600"));
    }
    let mut text = String::new();
    let read = file.take(LONGEST).read_to_string(&mut text);
    read.map_err(|_| unread("ce n’est pas un texte"))?;
    let token = text.trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(unread("il ne contient pas un jeton, sur une ligne"));
    }
    Ok(token.to_owned())
}
