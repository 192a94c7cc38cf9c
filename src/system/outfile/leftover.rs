//! What a program that was killed left beside a place: drafts and workshops of one's own that no program holds.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use nix::fcntl::{OFlag, openat};
use nix::sys::stat::Mode;
use nix::unistd::{UnlinkatFlags, geteuid, unlinkat};

use super::PREFIX;
use super::target::open_folder;

/// What there may be in a workshop.
pub(super) const WORK: &str = "copie";

/// Removes what was left in a folder. What cannot be read or removed stays: it is in nobody's way.
pub(super) fn sweep(path: &Path, folder: BorrowedFd<'_>) {
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if is_ours(&name) {
            remove(path, folder, &name);
        }
    }
}

/// Removes what a program that was killed left in a folder whose path has no link.
pub fn clear_leftovers(folder: &Path) {
    if let Ok(held) = open_folder(folder) {
        sweep(folder, held.as_fd());
    }
}

/// True for the names that drafts and workshops have.
fn is_ours(name: &OsStr) -> bool {
    let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    rest.is_some_and(|rest| {
        (6..=12).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Removes a draft or a workshop that is one's own and that no program holds.
fn remove(path: &Path, folder: BorrowedFd<'_>, name: &OsStr) -> Option<()> {
    let flags = OFlag::O_RDONLY | OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_CLOEXEC;
    let left = File::from(openat(folder, name, flags, Mode::empty()).ok()?);
    let found = left.metadata().ok()?;
    if found.uid() != geteuid().as_raw() || left.try_lock().is_err() {
        return None;
    }
    if found.is_dir() {
        // What is not ours keeps the folder there.
        sweep(&path.join(name), left.as_fd());
        let _ = unlinkat(&left, WORK, UnlinkatFlags::NoRemoveDir);
        unlinkat(folder, name, UnlinkatFlags::RemoveDir).ok()
    } else if found.is_file() {
        unlinkat(folder, name, UnlinkatFlags::NoRemoveDir).ok()
    } else {
        None
    }
}
