//! Who works here: the account as the kernel and the system's user table know it.

use nix::unistd::{Uid, User, getuid};

use crate::domain::journal::Actor;

/// The account that runs the program; never what the environment says.
pub(super) fn operator() -> Actor {
    let uid = getuid();
    Actor {
        uid: uid.as_raw(),
        name: name(uid),
    }
}

fn name(uid: Uid) -> String {
    User::from_uid(uid)
        .ok()
        .flatten()
        .map_or_else(|| format!("uid {uid}"), |user| user.name)
}
