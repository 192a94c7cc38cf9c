//! Answers that clients have not read yet, in bytes.

use std::collections::HashMap;

use super::limits;

/// What is unread, of each account and of all.
#[derive(Debug, Default)]
pub(super) struct Unread {
    all: usize,
    of: HashMap<u32, usize>,
}

impl Unread {
    /// True where an account may be given an answer.
    pub(super) fn allows(&self, uid: u32) -> bool {
        let own = self.of.get(&uid).copied().unwrap_or(0);
        own == 0 || own < limits::UNREAD_OF_ACCOUNT && self.all < limits::UNREAD
    }

    /// True where others may wait for what an account has unread.
    pub(super) fn is_wanted(&self, uid: u32) -> bool {
        self.all >= limits::UNREAD
            || self
                .of
                .get(&uid)
                .is_some_and(|own| *own >= limits::UNREAD_OF_ACCOUNT)
    }

    /// Of all, in bytes.
    pub(super) fn all(&self) -> usize {
        self.all
    }

    pub(super) fn add(&mut self, uid: u32, bytes: usize) {
        self.all += bytes;
        *self.of.entry(uid).or_default() += bytes;
    }

    pub(super) fn take(&mut self, uid: u32, bytes: usize) {
        self.all -= bytes;
        if let Some(own) = self.of.get_mut(&uid) {
            *own -= bytes;
            if *own == 0 {
                self.of.remove(&uid);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_may_leave_so_many_bytes_unread() {
        let mut unread = Unread::default();
        unread.add(1, 1);
        assert!(unread.allows(1) && unread.allows(2));
        unread.add(1, limits::UNREAD_OF_ACCOUNT);
        assert!(!unread.allows(1) && unread.allows(2));
        assert!(unread.is_wanted(1) && !unread.is_wanted(2));
        unread.take(1, limits::UNREAD_OF_ACCOUNT);
        assert!(unread.allows(1) && !unread.is_wanted(1));
        unread.take(1, 1);
        assert!(unread.of.is_empty());
    }

    #[test]
    fn an_account_that_has_nothing_unread_is_answered_whatever_others_leave() {
        let mut unread = Unread::default();
        for uid in 0..100 {
            unread.add(uid, 1 << 20);
        }
        assert!(unread.all >= limits::UNREAD);
        assert!(unread.allows(100) && !unread.allows(1));
    }
}
