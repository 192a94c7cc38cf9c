//! A socket before the service's, on which answers can be lost.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// The lines through it, and whether what the service answers is lost.
#[derive(Default)]
struct State {
    swallows: AtomicBool,
    open: Mutex<Vec<UnixStream>>,
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

    /// Cuts the lines that are open; new ones are whole.
    pub fn cut(&self) {
        for line in self.0.open.lock().unwrap().drain(..) {
            let _ = line.shutdown(Shutdown::Both);
        }
        self.0.swallows.store(false, Ordering::SeqCst);
    }
}

fn pass(state: &Arc<State>, client: UnixStream, service: UnixStream) {
    let both = [&client, &service].map(|line| line.try_clone().unwrap());
    state.open.lock().unwrap().extend(both);
    let asked = (client.try_clone().unwrap(), service.try_clone().unwrap());
    thread::spawn(move || copy(asked.0, asked.1, &|| false));
    let state = Arc::clone(state);
    thread::spawn(move || copy(service, client, &|| state.swallows.load(Ordering::SeqCst)));
}

/// Passes bytes on until one side ends, then ends the other.
fn copy(mut from: UnixStream, mut to: UnixStream, lost: &dyn Fn() -> bool) {
    let mut bytes = vec![0; 65_536];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        if !lost() && to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    // While answers are lost, so is the word that the service is gone.
    if !lost() {
        let _ = to.shutdown(Shutdown::Both);
    }
}
