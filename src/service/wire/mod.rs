//! What goes over the socket: frames, the words of a connection's start, and the calls.
//!
//! A connection starts with one frame each way, of [`hello`]. From then on the client sends a [`Call`], the service one
//! answer to it, and so on: the result of the call, as the table has it. A client that does not wait for an answer any
//! more leaves.

mod call;
mod frame;
mod hello;
mod whole;

pub use call::Call;
pub use frame::{LENGTH, decode, encode, length};
pub use hello::{Answer, ClientKind, Hello, Office, Officials, SessionId, Welcome};
pub use whole::{Delivery, Extract, Octets, PART};

/// The number of the protocol: it grows with every change that an older program would misread.
pub const PROTOCOL: u32 = 6;

/// The longest call, in bytes.
pub const REQUEST: usize = 1 << 20;

/// The longest answer, in bytes.
pub const ANSWER: usize = 4 << 20;

/// The longest frame of a connection's start, in bytes.
pub const HELLO: usize = 16 << 10;
