//! What goes over the socket: frames, the words of a connection's start, and the calls.
//!
//! A frame is its length in four bytes, big end first, and JSON. A connection starts with one frame each way, of
//! [`hello`]; the frames after it are those of tarpc.

mod calls;
mod codec;
mod hello;
mod whole;

pub use calls::{BureauClient, BureauRequest, BureauResponse};
pub use codec::{Frames, Transport, decode, encode, framed, unframed};
pub use hello::{Answer, Face, Hello, Office, SessionId, Welcome};
pub use tokio_util::bytes::Bytes;
pub use whole::{Delivery, Extract, Octets, PART};

/// The number of the protocol: it grows with every change that an older program would misread.
pub const PROTOCOL: u32 = 3;

/// The longest request, in bytes.
pub const REQUEST: usize = 1 << 20;

/// The longest answer, in bytes.
pub const ANSWER: usize = 4 << 20;

/// The longest frame of a connection's start, in bytes.
pub const HELLO: usize = 16 << 10;

/// Reads what a client sent as the service reads it: its greeting, then its requests. How many frames were sound, and what
/// is wrong with the first that is not.
pub fn heard(bytes: &[u8]) -> (usize, std::io::Result<()>) {
    codec::read_all::<Hello, tarpc::ClientMessage<BureauRequest>>(bytes, [HELLO, REQUEST])
}
