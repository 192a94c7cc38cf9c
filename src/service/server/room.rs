//! Who is there: the sessions with a screen, and what each has open.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::service::wire::SessionId;
use crate::service::{Presence, Present};

/// The sessions that are there.
pub(super) struct Room {
    seats: Mutex<Seats>,
    changed: watch::Sender<u64>,
}

#[derive(Default)]
struct Seats {
    taken: BTreeMap<SessionId, Seat>,
    /// The number of the next seat: a session is told to others by it, since its id is its own.
    next: u64,
}

struct Seat {
    number: u64,
    name: String,
    presence: Presence,
    connections: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            seats: Mutex::default(),
            changed: watch::Sender::new(0),
        }
    }
}

impl Room {
    /// Seats a session, or adds a connection to it.
    pub(super) fn enter(&self, session: &SessionId, name: &str) {
        let mut seats = self.lock();
        let number = seats.next;
        let seat = seats.taken.entry(session.clone()).or_insert_with(|| Seat {
            number,
            name: name.to_owned(),
            presence: Presence::default(),
            connections: 0,
        });
        seat.connections += 1;
        if seat.number == number {
            seats.next += 1;
        }
        drop(seats);
        self.tell();
    }

    /// Takes a connection of a session away, and with the last one its seat.
    pub(super) fn leave(&self, session: &SessionId) {
        let mut seats = self.lock();
        if let Some(seat) = seats.taken.get_mut(session) {
            seat.connections -= 1;
            if seat.connections == 0 {
                seats.taken.remove(session);
            }
        }
        drop(seats);
        self.tell();
    }

    /// Notes what a session has open.
    pub(super) fn note(&self, session: &SessionId, presence: &Presence) {
        let mut seats = self.lock();
        let moved = seats
            .taken
            .get_mut(session)
            .is_some_and(|seat| std::mem::replace(&mut seat.presence, presence.clone()) != *presence);
        drop(seats);
        if moved {
            self.tell();
        }
    }

    /// Who is there, by name and then by session, as a session hears it.
    pub(super) fn present(&self, to: &SessionId) -> Vec<Present> {
        let seats = self.lock();
        let seen = seats.taken.iter().map(|(session, seat)| Present {
            name: seat.name.clone(),
            session: seat.number,
            own: session == to,
            presence: seat.presence.clone(),
        });
        let mut present: Vec<Present> = seen.collect();
        present.sort_by(|a, b| (&a.name, a.session).cmp(&(&b.name, b.session)));
        present
    }

    /// A number that grows with every change.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Has everybody there told anew.
    pub(super) fn tell(&self) {
        self.changed.send_modify(|version| *version += 1);
    }

    fn lock(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
