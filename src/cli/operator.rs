//! Who works here: the account as the kernel and the system's user table know it.

use nix::unistd::getuid;

use crate::domain::journal::Actor;
use crate::system::account;

/// The account that runs the program; never what the environment says.
pub(super) fn operator() -> Actor {
    let uid = getuid();
    Actor {
        uid: uid.as_raw(),
        name: account::name(uid.as_raw()),
    }
}
