//! What is written as it comes: standard output by its name, an open file of this process, a device.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process;

use nix::fcntl::OFlag;

use super::follow::{End, follow, is_trusted};
use super::{Fault, Target};

/// Where a command writes what it was asked for.
#[derive(Debug)]
pub enum Destination {
    File(Target),
    Output,
    /// Another open file of this process, or a device.
    Stream(File),
}

/// Finds the destination that a path leads to.
///
/// # Errors
///
/// [`Fault`]: it leads through a link of another account, to what is neither a file of one's own nor a device of the
/// system, or nowhere.
pub fn destination(path: &Path) -> Result<Destination, Fault> {
    match follow(path)? {
        End::Output => Ok(Destination::Output),
        End::Open(open) => of_process(path, &open),
        End::Name(folder, name) if folder.starts_with("/dev") => {
            match device(path, &folder, &folder.join(&name))? {
                Some(device) => Ok(Destination::Stream(device)),
                None => Target::in_folder(path, folder, name).map(Destination::File),
            }
        }
        End::Name(folder, name) => Target::in_folder(path, folder, name).map(Destination::File),
    }
}

/// An open file of this process, under its number.
fn of_process(path: &Path, open: &Path) -> Result<Destination, Fault> {
    let own = PathBuf::from(format!("/proc/{}/fd", process::id()));
    let threads = own.with_file_name("task");
    if open.parent() != Some(&own) && !open.starts_with(threads) {
        return Err(Fault::Special(path.to_owned()));
    }
    if open.ends_with("1") {
        return Ok(Destination::Output);
    }
    let file = OpenOptions::new().append(true).open(open);
    file.map(Destination::Stream)
        .map_err(|cause| Fault::system(path, cause))
}

/// Opens a device that takes characters, the system's or one's own terminal; none where there is no device.
fn device(path: &Path, folder: &Path, at: &Path) -> Result<Option<File>, Fault> {
    let Ok(found) = at.symlink_metadata() else {
        return Ok(None);
    };
    if !found.file_type().is_char_device() {
        return Ok(None);
    }
    if !is_trusted(&found, folder) {
        return Err(Fault::Special(path.to_owned()));
    }
    let flags = OFlag::O_NOFOLLOW | OFlag::O_NOCTTY;
    let opened = OpenOptions::new().write(true).custom_flags(flags.bits()).open(at);
    opened.map(Some).map_err(|cause| Fault::system(path, cause))
}
