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
pub(super) fn operator(peer: UCred, groups: &Groups) -> Operator {
    let uid = Uid::from_raw(peer.uid());
    let account = User::from_uid(uid).ok().flatten();
    let member_of = account.as_ref().map_or_else(Vec::new, groups_of);
    let belongs = |group: &str| {
        let gid = Group::from_name(group).ok().flatten().map(|group| group.gid);
        gid.is_some_and(|gid| gid == Gid::from_raw(peer.gid()) || member_of.contains(&gid))
    };
    let mut rights: BTreeSet<Right> = groups
        .iter()
        .filter(|(_, name)| belongs(name))
        .flat_map(|(right, _)| granted(*right).iter().copied())
        .collect();
    if uid == getuid() {
        rights.extend(granted(Right::Administration));
    }
    Operator {
        actor: Actor {
            uid: uid.as_raw(),
            name: account.map_or_else(|| format!("uid {uid}"), |account| account.name),
        },
        rights,
    }
}

fn groups_of(account: &User) -> Vec<Gid> {
    CString::new(account.name.as_str())
        .ok()
        .and_then(|name| getgrouplist(&name, account.gid).ok())
        .unwrap_or_default()
}

/// The groups of the configuration that the system does not know.
pub(super) fn unknown(groups: &Groups) -> Vec<&str> {
    let is_known = |name: &str| matches!(Group::from_name(name), Ok(Some(_)));
    let names = groups.iter().map(|(_, name)| name.as_str());
    names.filter(|name| !is_known(name)).collect()
}
