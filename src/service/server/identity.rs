//! Who is at the other end of a socket: the kernel says which account, the system's tables which name and groups.

use std::collections::BTreeSet;
use std::ffi::CString;
use std::fmt;
use std::io;

use nix::unistd::{Gid, Group, Uid, User, getgrouplist, getuid};

use crate::domain::journal::Actor;
use crate::domain::permit::{Right, granted};
use crate::service::Operator;

/// The name of the Unix group that gives each right.
pub type Groups = [(Right, String); 4];

/// What tells who an account is and what it may do.
pub trait Accounts: fmt::Debug + Send + Sync {
    /// The operator of an account as of now, `group` being that of its process as the kernel tells it; without any
    /// right where it is in none of the groups, or is no more.
    ///
    /// It may take a while: not for the thread of others.
    ///
    /// # Errors
    ///
    /// Fails where that cannot be told: nobody is taken for a stranger on that ground.
    fn operator(&self, uid: u32, group: u32) -> io::Result<Operator>;

    /// The groups that give rights and that the system does not know.
    fn unknown(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// The accounts and groups of the system's tables.
#[derive(Debug, Clone)]
pub struct SystemAccounts {
    groups: Groups,
}

impl SystemAccounts {
    /// The accounts of the system, with the group that gives each right.
    pub fn new(groups: Groups) -> Self {
        Self { groups }
    }

    /// The rights of an account by its groups, that of its process among them.
    fn rights(&self, account: &User, group: Gid) -> nix::Result<BTreeSet<Right>> {
        let name = CString::new(account.name.as_str()).map_err(|_| nix::Error::EINVAL)?;
        let mut member_of = getgrouplist(&name, account.gid)?;
        member_of.push(group);
        let mut rights = BTreeSet::new();
        for (right, name) in &self.groups {
            let group = Group::from_name(name)?;
            if group.is_some_and(|group| member_of.contains(&group.gid)) {
                rights.extend(granted(*right));
            }
        }
        Ok(rights)
    }
}

/// The account of the program itself, and no other.
#[derive(Debug)]
pub struct OwnAccount(pub Operator);

impl Accounts for OwnAccount {
    fn operator(&self, uid: u32, _group: u32) -> io::Result<Operator> {
        if uid == self.0.actor.uid {
            return Ok(self.0.clone());
        }
        Ok(Operator {
            actor: Actor {
                uid,
                name: format!("uid {uid}"),
            },
            rights: BTreeSet::new(),
        })
    }
}

impl Accounts for SystemAccounts {
    fn operator(&self, uid: u32, group: u32) -> io::Result<Operator> {
        let account = User::from_uid(Uid::from_raw(uid))?;
        let mut rights = match &account {
            Some(account) => self.rights(account, Gid::from_raw(group))?,
            None => BTreeSet::new(),
        };
        if uid == getuid().as_raw() {
            rights.extend(granted(Right::Administration));
        }
        Ok(Operator {
            actor: Actor {
                uid,
                name: account.map_or_else(|| format!("uid {uid}"), |account| account.name),
            },
            rights,
        })
    }

    fn unknown(&self) -> Vec<&str> {
        let is_known = |name: &str| matches!(Group::from_name(name), Ok(Some(_)));
        let names = self.groups.iter().map(|(_, name)| name.as_str());
        names.filter(|name| !is_known(name)).collect()
    }
}
