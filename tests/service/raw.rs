//! A client made by hand: frames as they are on the socket.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use preau::domain::command::{Command, Order, OrderId};
use serde_json::{Value, json};

/// The protocol of this program.
pub const PROTOCOL: u32 = 6;

/// How long the service may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection.
pub struct Raw(pub UnixStream);

/// What a sound client says first.
pub fn hello() -> Value {
    json!({"protocol": PROTOCOL, "version": "9.9.9", "face": "desk", "session": "0123456789abcdef0123456789abcdef"})
}

impl Raw {
    /// A connection on which nothing was said.
    pub fn silent(socket: &Path) -> Self {
        let stream = UnixStream::connect(socket).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self(stream)
    }

    /// A connection that was let in.
    pub fn greeted(socket: &Path) -> Self {
        let mut raw = Self::silent(socket);
        raw.send(&hello());
        let welcome = raw.receive().unwrap();
        assert!(welcome.get("welcome").is_some(), "{welcome}");
        raw
    }

    /// A connection that waits for what others do, of a session with a digit of its own.
    pub fn watching(socket: &Path, digit: &str) -> Self {
        let mut raw = Self::silent(socket);
        let mut hello = hello();
        (hello["face"], hello["session"]) = (json!("watch"), json!(digit.repeat(32)));
        raw.send(&hello);
        assert!(raw.receive().unwrap().get("welcome").is_some());
        raw
    }

    /// Sends a frame.
    pub fn send(&mut self, value: &Value) {
        let bytes = serde_json::to_vec(value).unwrap();
        self.frame(&bytes);
    }

    /// Sends bytes as a frame.
    pub fn frame(&mut self, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).unwrap();
        self.bytes(&length.to_be_bytes());
        self.bytes(bytes);
    }

    /// Sends bytes; the service may have gone away meanwhile.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let _ = self.0.write_all(bytes);
    }

    /// The next frame; none at the end of the connection.
    pub fn receive(&mut self) -> Option<Value> {
        self.receive_raw()
            .map(|bytes| serde_json::from_slice(&bytes).unwrap())
    }

    /// The bytes of the next frame; none at the end of the connection.
    pub fn receive_raw(&mut self) -> Option<Vec<u8>> {
        let mut length = [0; 4];
        self.0.read_exact(&mut length).ok()?;
        let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
        self.0.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    /// True at the end of the connection, which the service must have made.
    pub fn is_over(&mut self) -> bool {
        let mut byte = [0];
        match self.0.read(&mut byte) {
            Ok(read) => read == 0,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }

    /// Sends a call and does not wait for its answer.
    pub fn ask(&mut self, verb: &str, arguments: Value) {
        let mut call = serde_json::Map::new();
        call.insert(verb.to_owned(), arguments);
        self.send(&Value::Object(call));
    }

    /// Makes a call and gives its answer.
    pub fn call(&mut self, verb: &str, arguments: Value) -> Value {
        self.ask(verb, arguments);
        self.receive().unwrap()
    }
}

/// A question for all schools, of a filter.
pub fn schools(filter: &str) -> Value {
    let query = preau::domain::query::Query {
        text: filter.to_owned(),
        ..preau::domain::query::Query::all(preau::domain::query::Pane::Schools, 1_000)
    };
    json!({ "query": query })
}

/// An order to write a note on the first school.
pub fn note(text: &str, id: Option<u128>) -> Value {
    let about = "ecole/0380123C".parse().unwrap();
    let text = text.to_owned();
    order(Command::AddNote { about, text }, id)
}

/// The order of a command that rests on nothing seen.
pub fn order(command: Command, id: Option<u128>) -> Value {
    let order = Order {
        id: id.map(OrderId::new),
        ..Order::blind(command)
    };
    json!({ "order": order })
}
