//! What the service and the system tell each other: signals, and systemd's ready, watchdog and stopping.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use sd_notify::NotifyState;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::owner::{Inquirer, Owner};
use crate::domain::journal::Actor;
use crate::service::Operator;

/// What ends the service.
pub(super) enum Ending {
    Signals {
        term: Signal,
        interrupt: Signal,
    },
    /// The program whose service it is.
    Asked(oneshot::Receiver<()>),
}

impl Ending {
    /// Waits to be asked, or takes SIGTERM and SIGINT from now on.
    pub(super) fn of(asked: Option<oneshot::Receiver<()>>) -> io::Result<Self> {
        Ok(match asked {
            Some(asked) => Self::Asked(asked),
            None => Self::Signals {
                term: signal(SignalKind::terminate())?,
                interrupt: signal(SignalKind::interrupt())?,
            },
        })
    }

    /// Waits for it.
    pub(super) async fn come(&mut self) {
        match self {
            Self::Signals { term, interrupt } => tokio::select! {
                _ = term.recv() => {}
                _ = interrupt.recv() => {}
            },
            Self::Asked(asked) => drop(asked.await),
        }
    }
}

/// Says that connections are taken.
pub(super) fn ready() {
    tell(&[NotifyState::Ready]);
}

/// Says that the service ends.
pub(super) fn stopping() {
    tell(&[NotifyState::Stopping]);
}

/// The service, as it asks its own desk.
pub(super) fn itself() -> Inquirer {
    let uid = nix::unistd::getuid().as_raw();
    Inquirer {
        operator: Arc::new(Operator {
            actor: Actor {
                uid,
                name: "service".to_owned(),
            },
            rights: BTreeSet::new(),
        }),
        day: None,
    }
}

/// Says now and then that the service lives, as long as its desk answers; where nobody asked for it, ends at once.
pub(super) async fn watchdog(owner: Owner) {
    let Some(every) = sd_notify::watchdog_enabled() else {
        return;
    };
    let service = itself();
    loop {
        if let Ok(Ok(())) = timeout(every, owner.ask(&service, |_| Ok(()))).await {
            tell(&[NotifyState::Watchdog]);
        }
        sleep(every / 3).await;
    }
}

/// A service that systemd did not start has nobody to tell.
fn tell(state: &[NotifyState]) {
    let _ = sd_notify::notify(state);
}
