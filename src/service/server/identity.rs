//! Who is at the other end of a socket: the kernel says which account, the system's tables which name and groups.

use std::collections::BTreeSet;
use std::ffi::CString;

use nix::unistd::{Gid, Group, Uid, User, getgrouplist, getuid};
use tokio::net::unix::UCred;

use crate::domain::journal::Actor;
use crate::domain::permit::{Right, granted};
use crate::service::Operator;

/// The name of the Unix group that gives each right.
pub type Groups = [(Right, String); 4];

/// The operator of a peer; without any right where it is in none of the groups.
///
/// It asks the system's tables, which may take a while: not for the thread of others.
///
/// # Errors
///
/// Fails where the tables do not answer; an account or a group that they do not have is none.
pub(super) fn operator(peer: UCred, groups: &Groups) -> nix::Result<Operator> {
    let uid = Uid::from_raw(peer.uid());
    let account = User::from_uid(uid)?;
    let mut member_of = vec![Gid::from_raw(peer.gid())];
    if let Some(account) = &account {
        let name = CString::new(account.name.as_str()).map_err(|_| nix::Error::EINVAL)?;
        member_of.extend(getgrouplist(&name, account.gid)?);
    }
    let mut rights = BTreeSet::new();
    for (right, name) in groups {
        let group = Group::from_name(name)?;
        if group.is_some_and(|group| member_of.contains(&group.gid)) {
            rights.extend(granted(*right));
        }
    }
    if uid == getuid() {
        rights.extend(granted(Right::Administration));
    }
    Ok(Operator {
        actor: Actor {
            uid: uid.as_raw(),
            name: account.map_or_else(|| format!("uid {uid}"), |account| account.name),
        },
        rights,
    })
}

/// The groups of the configuration that the system does not know.
pub(super) fn unknown(groups: &Groups) -> Vec<&str> {
    let is_known = |name: &str| matches!(Group::from_name(name), Ok(Some(_)));
    let names = groups.iter().map(|(_, name)| name.as_str());
    names.filter(|name| !is_known(name)).collect()
}
