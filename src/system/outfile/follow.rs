//! Where a path leads, link by link: through none that another account owns.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf, absolute};

use nix::errno::Errno;
use nix::unistd::geteuid;

use super::Fault;

/// How many links the system follows at most.
const LINKS: usize = 40;

/// Where a path leads.
pub(super) enum End {
    /// A name, taken or free, in a folder whose path has no link.
    Name(PathBuf, OsString),
    /// An open file of a process, under `/proc/PID/fd`.
    Open(PathBuf),
    /// Standard output, by the name `-`.
    Output,
}

/// Follows a path as the system would.
pub(super) fn follow(path: &Path) -> Result<End, Fault> {
    if path == Path::new("-") {
        return Ok(End::Output);
    }
    let refused = |cause| Fault::system(path, cause);
    let whole = absolute(path).map_err(refused)?;
    let mut left: VecDeque<OsString> = names(&whole).collect();
    let mut at = PathBuf::from("/");
    let mut links = 0;
    while let Some(name) = left.pop_front() {
        if name == ".." {
            at.pop();
            continue;
        }
        let next = at.join(&name);
        let found = match next.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound && left.is_empty() => {
                return Ok(End::Name(at, name));
            }
            found => found.map_err(refused)?,
        };
        if found.is_symlink() {
            if !is_trusted(&found, &at) {
                let owner = found.uid();
                return Err(Fault::LinkOfAnother { link: next, owner });
            }
            links += 1;
            if links > LINKS {
                return Err(refused(Errno::ELOOP.into()));
            }
            if at.starts_with("/proc") && at.ends_with("fd") {
                return Ok(End::Open(next));
            }
            let target = next.read_link().map_err(refused)?;
            if target.is_absolute() {
                at = PathBuf::from("/");
            }
            names(&target)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .for_each(|name| left.push_front(name));
        } else if left.is_empty() {
            return Ok(End::Name(at, name));
        } else {
            at = next;
        }
    }
    Err(Fault::Folder(path.to_owned()))
}

/// The path of a file or a folder, without a link.
///
/// # Errors
///
/// [`Fault`]: it leads through a link of another account, or nowhere.
pub fn without_links(path: &Path) -> Result<PathBuf, Fault> {
    match follow(path)? {
        End::Name(folder, name) => Ok(folder.join(name)),
        End::Open(_) | End::Output => Err(Fault::Special(path.to_owned())),
    }
}

/// The names of a path, `..` among them.
fn names(path: &Path) -> impl Iterator<Item = OsString> + '_ {
    path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    })
}

/// True for what is one's own, and for what the system has: root's, in a folder that root alone writes.
pub(super) fn is_trusted(found: &Metadata, folder: &Path) -> bool {
    let of_system = || {
        let folder = folder.metadata();
        found.uid() == 0 && folder.is_ok_and(|folder| folder.uid() == 0 && folder.mode() & 0o022 == 0)
    };
    found.uid() == geteuid().as_raw() || of_system()
}
