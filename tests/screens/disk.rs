//! A disk that fails, and a base that is no more where it was: what the screens say of it, and of what was asked.

use std::sync::{Arc, Mutex, MutexGuard};

use preau::config::state::{StateInMemory, StateStore};
use preau::domain::journal::Entry;
use preau::domain::record::RecordId;
use preau::store::{Damage, Head, Link, Loaded, Loss, MemoryStore, Reader, Store, StoreError, copy};

use crate::stepper::{Stepper, open};
use crate::support::isere::isere;

/// What becomes of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The disk fails, and has it.
    Kept,
    /// The disk fails, and has it not.
    Lost,
    /// The file was moved.
    Gone,
}

/// A base on a disk: what it has outlasts the process.
#[derive(Clone)]
struct Disk {
    base: Arc<Mutex<MemoryStore>>,
    fate: Option<Fate>,
}

impl Disk {
    fn base(&self) -> MutexGuard<'_, MemoryStore> {
        self.base.lock().unwrap()
    }
}

impl Reader for Disk {
    fn head(&self) -> Result<Head, StoreError> {
        self.base().head()
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        self.base().load()
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        self.base().journal(from, each)
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        self.base().history(record)
    }

    fn is_trial(&self) -> bool {
        false
    }
}

impl Store for Disk {
    fn commit(&mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        match self.fate {
            Some(Fate::Gone) => {
                return Err(StoreError::Gone {
                    path: "preau.base".into(),
                    loss: Loss::Removed,
                });
            }
            Some(_) if entries.is_empty() => return self.head(),
            Some(Fate::Kept) => drop(self.base().commit(entries)?),
            None => return self.base().commit(entries),
            Some(Fate::Lost) => {}
        }
        Err(StoreError::Unknown(
            "le système a répondu par l’erreur 5".to_owned(),
        ))
    }

    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        self.base().snapshot()
    }

    fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
        self.base().check()
    }
}

/// The screens on a base on a disk.
fn on_a_disk() -> (Stepper, Disk) {
    let mut stepper = open(&isere());
    let mut base = MemoryStore::new();
    copy(stepper.desk.store(), &mut base).unwrap();
    let disk = Disk {
        base: Arc::new(Mutex::new(base)),
        fate: None,
    };
    stepper.opened_on(Box::new(disk.clone()));
    (stepper, disk)
}

/// Asks for a stage on a disk with that fate.
fn asked(fate: Fate) -> (Stepper, Disk) {
    let (mut stepper, disk) = on_a_disk();
    let failing = Disk {
        fate: Some(fate),
        ..disk.clone()
    };
    stepper.opened_on(Box::new(failing));
    stepper.press("bas e").write("12/9").press("entrée");
    (stepper, disk)
}

/// The screens of the next session, on the disk that is sound again.
fn next_session(mut before: Stepper, disk: &Disk) -> (Stepper, StateInMemory) {
    let mut stepper = open(&isere());
    stepper.opened_on(Box::new(disk.clone()));
    stepper.model.state = before.memory.load().0;
    stepper.restart();
    (stepper, before.memory)
}

#[test]
fn of_an_order_whose_fate_is_unknown_neither_is_said_and_the_next_session_tells() {
    for (fate, told) in [
        (Fate::Kept, "est enregistré (opération n° 2)"),
        (Fate::Lost, "n’est pas enregistré"),
    ] {
        let (mut stepper, disk) = asked(fate);
        assert!(
            stepper.shows("ne sait pas si l’opération est enregistrée"),
            "{}",
            stepper.screen()
        );
        assert!(!stepper.shows("Rien n’est enregistré"), "{}", stepper.screen());
        assert!(stepper.shows("Plus rien n’est enregistré"), "in the header");
        let before = disk.head().unwrap();
        let (mut next, _) = next_session(stepper, &disk);
        assert!(next.shows("De la session précédente"), "{}", next.screen());
        assert!(next.shows(told), "{fate:?}: {}", next.screen());
        assert_eq!(disk.head().unwrap(), before, "asking does nothing");
        let (mut third, _) = next_session(next, &disk);
        assert!(!third.shows("De la session précédente"), "said once");
    }
}

#[test]
fn once_the_base_is_gone_each_order_is_refused_and_the_header_says_that_memory_is_shown() {
    let (mut stepper, disk) = asked(Fate::Gone);
    let before = disk.head().unwrap();
    for _ in 0..2 {
        assert!(stepper.shows("Rien n’est enregistré"), "{}", stepper.screen());
        assert!(stepper.shows("a été supprimée"), "{}", stepper.screen());
        assert!(
            stepper.shows("ce qui s’affiche vient de la mémoire"),
            "{}",
            stepper.screen()
        );
        stepper.press("échap e").write("13/9").press("entrée");
    }
    assert_eq!(disk.head().unwrap(), before);
    stepper.press("échap échap bas →");
    assert!(stepper.shows("Fiche"), "what is in memory can still be read");
}

#[test]
fn every_order_has_a_number_of_its_own() {
    let (mut stepper, _) = on_a_disk();
    for _ in 0..2 {
        stepper.press("a").write("vu").press("entrée");
    }
    let numbers = stepper
        .sent
        .iter()
        .map(|order| order.id.expect("a number").to_string());
    let numbers: Vec<String> = numbers.collect();
    assert!(numbers.len() == 2 && numbers[0] != numbers[1], "{numbers:?}");
}
