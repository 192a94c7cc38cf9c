//! Who is there: the sessions with a screen, and what each has open.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::service::wire::SessionId;
use crate::service::{Presence, Present};

/// The sessions that are there.
pub(super) struct Presences {
    sessions: Mutex<Sessions>,
    changed: watch::Sender<u64>,
}

#[derive(Default)]
struct Sessions {
    present: BTreeMap<SessionId, PresentSession>,
    /// The number of the next session: a session is told to others by it, since its id is its own.
    next: u64,
}

struct PresentSession {
    number: u64,
    name: String,
    presence: Presence,
    connections: usize,
}

impl Default for Presences {
    fn default() -> Self {
        Self {
            sessions: Mutex::default(),
            changed: watch::Sender::new(0),
        }
    }
}

impl Presences {
    /// Adds a session, or adds a connection to it.
    pub(super) fn enter(&self, session: &SessionId, name: &str) {
        let mut sessions = self.lock();
        let number = sessions.next;
        let one = sessions
            .present
            .entry(session.clone())
            .or_insert_with(|| PresentSession {
                number,
                name: name.to_owned(),
                presence: Presence::default(),
                connections: 0,
            });
        one.connections += 1;
        if one.number == number {
            sessions.next += 1;
        }
        drop(sessions);
        self.tell();
    }

    /// Takes a connection of a session away, and with the last one the session.
    pub(super) fn leave(&self, session: &SessionId) {
        let mut sessions = self.lock();
        if let Some(one) = sessions.present.get_mut(session) {
            one.connections -= 1;
            if one.connections == 0 {
                sessions.present.remove(session);
            }
        }
        drop(sessions);
        self.tell();
    }

    /// Notes what a session has open.
    pub(super) fn note(&self, session: &SessionId, presence: &Presence) {
        let mut sessions = self.lock();
        let moved = sessions
            .present
            .get_mut(session)
            .is_some_and(|one| std::mem::replace(&mut one.presence, presence.clone()) != *presence);
        drop(sessions);
        if moved {
            self.tell();
        }
    }

    /// Who is there, by name and then by session, as a session hears it.
    pub(super) fn present(&self, to: &SessionId) -> Vec<Present> {
        let sessions = self.lock();
        let seen = sessions.present.iter().map(|(session, one)| Present {
            name: one.name.clone(),
            session: one.number,
            own: session == to,
            presence: one.presence.clone(),
        });
        let mut present: Vec<Present> = seen.collect();
        present.sort_by(|a, b| (&a.name, a.session).cmp(&(&b.name, b.session)));
        present
    }

    /// How many sessions are there.
    pub(super) fn count(&self) -> usize {
        self.lock().present.len()
    }

    /// A number that grows with every change.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Has everybody there told anew.
    pub(super) fn tell(&self) {
        self.changed.send_modify(|version| *version += 1);
    }

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
