//! The threads that hear what others do and tell them what is on screen, beside the one that owns the desk.
//!
//! They block until there is something to say. Nobody waits for their end: they go with the program.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::service::{Desk, DeskError, News, NextDay, Presence, Present, Watch};

use super::effect::{Heard, Reply};
use super::events::Event;

/// How long one request waits for news.
const WAIT: Duration = Duration::from_secs(25);

/// The least time between two requests: what thirty colleagues do meanwhile comes as one piece of news.
const PACE: Duration = Duration::from_millis(300);

/// How often a service that does not answer is looked for, at first and once it is long gone.
const RETRY: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(5)];

/// After how long a service is long gone.
const LONG: Duration = Duration::from_mins(1);

/// What is to be told to the service.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Tell {
    /// What is on screen.
    Presence(Presence),
    /// Nothing: whether it is there.
    Knock,
}

/// The running threads; none where nobody else can change the base.
#[derive(Debug)]
pub struct Watcher(Option<Sender<Tell>>);

impl Watcher {
    /// Starts to hear what others do, and that a day passes; the news goes to `events`. The day of a shared base is told
    /// with what others do, that of one's own is waited for.
    ///
    /// # Errors
    ///
    /// Fails where the system starts no thread.
    pub fn start(desk: &dyn Desk, mut next_day: NextDay, events: &Sender<Event<Reply>>) -> io::Result<Self> {
        let (Some(ear), Some(mouth)) = (desk.watch(), desk.watch()) else {
            let events = events.clone();
            let wait = move || while next_day() && events.send(Event::NewDay).is_ok() {};
            spawn("preau-calendrier", wait)?;
            return Ok(Self(None));
        };
        let (tells, told) = mpsc::channel();
        let here = Arc::new(Mutex::new(Presence::default()));
        let (heard, shared) = (events.clone(), Arc::clone(&here));
        spawn("preau-ecoute", move || listen(ear, &shared, &heard))?;
        let answered = events.clone();
        spawn("preau-presence", move || speak(mouth, &told, &here, &answered))?;
        Ok(Self(Some(tells)))
    }

    /// Tells the others what is on screen; returns at once.
    pub fn tell(&self, presence: Presence) {
        self.send(Tell::Presence(presence));
    }

    /// Looks whether the service is there, a moment later; returns at once.
    pub fn knock(&self) {
        self.send(Tell::Knock);
    }

    fn send(&self, tell: Tell) {
        if let Some(tells) = &self.0 {
            // A thread that is gone was told by the panic hook already.
            let _ = tells.send(tell);
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(run).map(|_| ())
}

fn listen(mut watch: Box<dyn Watch>, here: &Mutex<Presence>, events: &Sender<Event<Reply>>) {
    let mut ear = Ear::default();
    loop {
        let presence = here.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let answer = watch.wait(ear.since(), &presence, ear.patience());
        if let Some(heard) = ear.hear(answer, Instant::now())
            && events.send(Event::Heard(heard)).is_err()
        {
            return;
        }
        thread::sleep(ear.rest());
    }
}

fn speak(
    mut watch: Box<dyn Watch>,
    told: &Receiver<Tell>,
    here: &Mutex<Presence>,
    events: &Sender<Event<Reply>>,
) {
    while let Ok(first) = told.recv() {
        thread::sleep(PACE);
        let tells: Vec<Tell> = std::iter::once(first).chain(told.try_iter()).collect();
        let latest = tells.iter().rev().find_map(|tell| match tell {
            Tell::Presence(presence) => Some(presence.clone()),
            Tell::Knock => None,
        });
        let mut presence = here.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(latest) = latest {
            *presence = latest;
        }
        let presence = presence.clone();
        // Where it fails, the listening thread says so, and tells the presence with its next request.
        let answer = watch.wait(u64::MAX, &presence, Duration::ZERO);
        if let Ok(news) = answer
            && tells.contains(&Tell::Knock)
            && events.send(Event::Heard(Heard::News(Box::new(news)))).is_err()
        {
            return;
        }
    }
}

/// What was heard last, so that only what differs is told.
#[derive(Debug, Default)]
pub struct Ear {
    last: Option<News>,
    /// Since when the service does not answer, and how often it was asked in vain.
    cut: Option<(Instant, u32)>,
    away: Duration,
}

impl Ear {
    /// The revision after which news is asked for.
    pub fn since(&self) -> u64 {
        self.last.as_ref().map_or(0, |news| news.revision.seq)
    }

    /// How long to wait for it: at first, and after a cut, one only wants to know where things stand.
    fn patience(&self) -> Duration {
        if self.last.is_none() || self.cut.is_some() {
            Duration::ZERO
        } else {
            WAIT
        }
    }

    /// How long to rest before asking again.
    fn rest(&self) -> Duration {
        match self.cut {
            None | Some((_, 1)) => PACE,
            Some(_) if self.away < LONG => RETRY[0],
            Some(_) => RETRY[1],
        }
    }

    /// Takes an answer in; returns what of it is to be told. A service that is there again at the second try was
    /// never away.
    pub fn hear(&mut self, answer: Result<News, DeskError>, now: Instant) -> Option<Heard> {
        let news = match answer {
            Ok(news) => news,
            Err(error) => return self.miss(&error, now),
        };
        let before = self.last.replace(news.clone());
        let back = self.cut.take().is_some();
        self.away = Duration::ZERO;
        let same = before.is_some_and(|before| {
            let (before_it, it) = (&before.revision, &news.revision);
            (before_it.seq, &before_it.closed, before.day) == (it.seq, &it.closed, news.day)
                && others(&before).eq(others(&news))
        });
        (back || !same).then(|| Heard::News(Box::new(news)))
    }

    fn miss(&mut self, error: &DeskError, now: Instant) -> Option<Heard> {
        let (start, tries) = self.cut.unwrap_or((now, 0));
        self.cut = Some((start, tries + 1));
        self.away = now.saturating_duration_since(start);
        let why = match error {
            DeskError::Away | DeskError::Doubt => None,
            other => Some(other.to_string()),
        };
        (tries > 0).then_some(Heard::Away {
            since: self.away,
            why,
        })
    }
}

/// The others, and what they have open.
fn others(news: &News) -> impl Iterator<Item = &Present> {
    news.present.iter().filter(|present| !present.own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Revision;

    fn news(seq: u64, names: &[&str]) -> News {
        let present = |(session, name): (u64, &&str)| Present {
            name: (*name).to_owned(),
            session,
            own: session == 0,
            presence: Presence::default(),
        };
        News {
            revision: Revision {
                seq,
                touched: None,
                closed: None,
            },
            day: None,
            present: (0..).zip(names).map(present).collect(),
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let mut ear = Ear::default();
        let now = Instant::now();
        assert!(ear.hear(Ok(news(7, &["moi"])), now).is_some(), "at first");
        assert_eq!(ear.hear(Ok(news(7, &["moi"])), now), None);
        assert!(ear.hear(Ok(news(8, &["moi"])), now).is_some());
        assert!(ear.hear(Ok(news(8, &["moi", "durand"])), now).is_some());
        let mut moved = news(8, &["moi", "durand"]);
        moved.present[0].presence.editing = true;
        assert_eq!(ear.hear(Ok(moved), now), None, "what one does oneself");
        assert_eq!(ear.since(), 8);
    }

    #[test]
    fn a_service_that_does_not_answer_twice_is_away_and_its_return_is_told() {
        let mut ear = Ear::default();
        let now = Instant::now();
        ear.hear(Ok(news(7, &[])), now);
        assert_eq!(ear.hear(Err(DeskError::Away), now), None);
        let later = now + Duration::from_secs(12);
        let away = Heard::Away {
            since: Duration::from_secs(12),
            why: None,
        };
        assert_eq!(ear.hear(Err(DeskError::Away), later), Some(away));
        assert_eq!((ear.patience(), ear.rest()), (Duration::ZERO, RETRY[0]));
        assert!(ear.hear(Ok(news(7, &[])), later).is_some());
        assert_eq!((ear.patience(), ear.rest()), (WAIT, PACE));
    }

    #[test]
    fn a_line_that_is_made_again_at_once_is_told_so_that_what_was_cut_is_asked_again() {
        let mut ear = Ear::default();
        let now = Instant::now();
        ear.hear(Ok(news(7, &[])), now);
        assert_eq!(ear.hear(Err(DeskError::Away), now), None);
        assert!(ear.hear(Ok(news(7, &[])), now).is_some());
    }
}
