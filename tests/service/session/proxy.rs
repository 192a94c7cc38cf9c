//! A socket before the service's, on which answers can be lost.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// The lines through it, and whether what the service answers is lost.
#[derive(Default)]
struct State {
    swallows: AtomicBool,
    open: Mutex<Vec<UnixStream>>,
    keeps: AtomicBool,
    kept: Mutex<Vec<u8>>,
    came: Condvar,
}

impl State {
    /// Keeps what is asked, where it is to be kept.
    fn keep(&self, bytes: &[u8]) -> bool {
        let keeps = self.keeps.load(Ordering::SeqCst);
        if keeps {
            self.kept.lock().unwrap().extend(bytes);
            self.came.notify_all();
        }
        keeps
    }
}

/// A running proxy; it ends with the test's process.
pub struct Proxy(Arc<State>);

impl Proxy {
    /// Listens at one socket, and passes on to another.
    pub fn start(at: &Path, to: &Path) -> Self {
        let listener = UnixListener::bind(at).unwrap();
        let (state, to) = (Arc::new(State::default()), to.to_owned());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                match UnixStream::connect(&to) {
                    Ok(service) => pass(&shared, client, service),
                    Err(_) => drop(client),
                }
            }
        });
        Self(state)
    }

    /// Loses what the service answers from now on, on the lines that are open.
    pub fn swallow_answers(&self) {
        self.0.swallows.store(true, Ordering::SeqCst);
    }

    /// Keeps what the programs ask from now on, on the lines that are open: it is sent, and the service never reads it.
    pub fn keep_questions(&self) {
        self.0.keeps.store(true, Ordering::SeqCst);
    }

    /// Waits until a question that was kept holds a text.
    pub fn until_asked(&self, text: &str) {
        let kept = self.0.kept.lock().unwrap();
        let (kept, waited) = (self.0.came)
            .wait_timeout_while(kept, Duration::from_secs(30), |kept| {
                !String::from_utf8_lossy(kept).contains(text)
            })
            .unwrap();
        assert!(!waited.timed_out(), "{}", String::from_utf8_lossy(&kept));
    }

    /// Cuts the lines that are open; new ones are whole.
    pub fn cut(&self) {
        for line in self.0.open.lock().unwrap().drain(..) {
            let _ = line.shutdown(Shutdown::Both);
        }
        self.0.swallows.store(false, Ordering::SeqCst);
        self.0.keeps.store(false, Ordering::SeqCst);
    }
}

fn pass(state: &Arc<State>, client: UnixStream, service: UnixStream) {
    let both = [&client, &service].map(|line| line.try_clone().unwrap());
    state.open.lock().unwrap().extend(both);
    let asked = (client.try_clone().unwrap(), service.try_clone().unwrap());
    let (questions, answers) = (Arc::clone(state), Arc::clone(state));
    thread::spawn(move || copy(asked.0, asked.1, &|bytes| questions.keep(bytes)));
    thread::spawn(move || copy(service, client, &|_| answers.swallows.load(Ordering::SeqCst)));
}

/// Passes bytes on until one side ends, then ends the other.
fn copy(mut from: UnixStream, mut to: UnixStream, lost: &dyn Fn(&[u8]) -> bool) {
    let mut bytes = vec![0; 65_536];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        if !lost(&bytes[..count]) && to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    // While answers are lost, so is the word that the service is gone.
    if !lost(&[]) {
        let _ = to.shutdown(Shutdown::Both);
    }
}
