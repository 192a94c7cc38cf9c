//! The names of accounts, as the system's table of users has them.

use nix::unistd::{Uid, User};

/// The name of an account; its number where the system has no name for it.
pub fn name(uid: u32) -> String {
    User::from_uid(Uid::from_raw(uid))
        .ok()
        .flatten()
        .map_or_else(|| format!("uid {uid}"), |user| user.name)
}
