//! The days beside J that are looked at: each is kept ready for all who look at it, and there are few at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{Datelike, NaiveDate};

use super::limits;
use crate::domain::date::day_fr;

/// The days that are looked at, with the connections of each account that look at them.
#[derive(Default)]
pub(super) struct Days(Mutex<BTreeMap<NaiveDate, HashMap<u32, usize>>>);

/// The leave of a connection to look at a day, until it is dropped.
pub(super) struct Look {
    days: Arc<Days>,
    day: NaiveDate,
    uid: u32,
}

impl Days {
    /// Lets a connection of an account look at a day, or says why not.
    pub(super) fn look(self: &Arc<Self>, uid: u32, day: NaiveDate) -> Result<Look, String> {
        if !(1..=9999).contains(&day.year()) {
            return Err("ce jour n’est pas de ceux que le service consulte".to_owned());
        }
        let mut days = self.lock();
        let own = days
            .values()
            .filter(|accounts| accounts.contains_key(&uid))
            .count();
        let is_new = !days.contains_key(&day);
        if is_new && days.len() >= limits::DAYS {
            return Err(full(days.keys()));
        }
        let is_own = days.get(&day).is_some_and(|accounts| accounts.contains_key(&uid));
        if !is_own && own >= limits::DAYS_OF_ACCOUNT {
            return Err(format!(
                "ce compte consulte déjà {} autres jours\u{a0}; fermez l’un de ses programmes",
                limits::DAYS_OF_ACCOUNT
            ));
        }
        *days.entry(day).or_default().entry(uid).or_default() += 1;
        Ok(Look {
            days: Arc::clone(self),
            day,
            uid,
        })
    }

    /// The days that are looked at now.
    pub(super) fn looked_at(&self) -> BTreeSet<NaiveDate> {
        self.lock().keys().copied().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<NaiveDate, HashMap<u32, usize>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is said where as many days are looked at as are kept.
fn full<'a>(days: impl Iterator<Item = &'a NaiveDate>) -> String {
    let days: Vec<String> = days.map(|day| day_fr(*day)).collect();
    format!(
        "d’autres jours sont déjà consultés à travers le service, autant qu’il en garde\u{a0}: {}\u{a0}; consultez l’un \
         d’eux, ou réessayez plus tard",
        days.join(", ")
    )
}

impl Drop for Look {
    fn drop(&mut self) {
        let mut days = self.days.lock();
        let Some(accounts) = days.get_mut(&self.day) else {
            return;
        };
        if let Some(own) = accounts.get_mut(&self.uid) {
            *own -= 1;
            if *own == 0 {
                accounts.remove(&self.uid);
            }
        }
        if accounts.is_empty() {
            days.remove(&self.day);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: usize) -> NaiveDate {
        NaiveDate::MIN
            .with_year(2026)
            .and_then(|day| day.with_ordinal(u32::try_from(n + 1).unwrap()))
            .unwrap()
    }

    #[test]
    fn no_more_days_are_looked_at_than_are_kept_and_each_is_shared() {
        let days = Arc::new(Days::default());
        let (all, own) = (limits::DAYS, limits::DAYS_OF_ACCOUNT);
        let account = |n: usize| u32::try_from(n / own).unwrap();
        let mut looks: Vec<Look> = (0..all).map(|n| days.look(account(n), day(n)).unwrap()).collect();
        let why = days.look(900, day(all)).err().unwrap();
        assert!(why.contains(&day_fr(day(0))), "{why}");
        let shared = days.look(900, day(0)).unwrap();
        looks.remove(0);
        assert_eq!(days.looked_at().len(), all, "another looks at it still");
        drop(shared);
        assert_eq!(days.looked_at().len(), all - 1);
        assert!(days.look(900, day(all)).is_ok());
    }

    #[test]
    fn an_account_looks_at_few_days_from_as_many_programs_as_it_likes() {
        let days = Arc::new(Days::default());
        let own = limits::DAYS_OF_ACCOUNT;
        let looks: Vec<Look> = (0..10 * own)
            .map(|n| days.look(1, day(n % own)).unwrap())
            .collect();
        assert!(days.look(1, day(own)).is_err());
        assert!(days.look(2, day(own)).is_ok());
        drop(looks);
        assert!(days.look(1, day(own)).is_ok());
        assert!(days.looked_at().is_empty());
    }

    #[test]
    fn a_day_without_four_digits_to_its_year_is_none() {
        let days = Arc::new(Days::default());
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(days.look(1, day).is_err());
        }
    }
}
