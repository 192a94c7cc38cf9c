//! What one client, one account and all of them may take: one table.

use std::time::Duration;

/// Connections in all.
pub const CONNECTIONS: usize = 512;

/// Connections of one account; a program on screen has two.
pub const CONNECTIONS_OF_ACCOUNT: usize = 128;

/// How long a client may take to say what it speaks.
pub const HELLO: Duration = Duration::from_secs(5);

/// Requests a second, over time, of one connection. What is above waits in the socket.
pub const REQUESTS_A_SECOND: u32 = 500;

/// Requests that one connection may make at once after a rest.
pub const BURST: u32 = 1_000;

/// Requests of one connection that wait for their answer; a further one waits in the socket.
pub const WAITING: usize = 8;

/// What one account may have before the desk, orders and questions each; more is turned away.
pub const BEFORE_THE_DESK: usize = 256;

/// The longest text of a search bar, in bytes.
pub const FILTER: usize = 4 << 10;

/// The most records that one request may name beside those of an order.
pub const RECORDS: usize = 40_000;

/// Works on the base as a whole that run at once; the others wait for their turn.
pub const WORKS: usize = 2;

/// Files and extracts that the service keeps for clients, in all.
pub const TICKETS: usize = 32;

/// Files and extracts that the service keeps for one account.
pub const TICKETS_OF_ACCOUNT: usize = 4;

/// The longest wait of a long poll.
pub const WAIT: Duration = Duration::from_secs(30);

/// How long the news of who is there may wait, so that many moves are told at once.
pub const PRESENCE: Duration = Duration::from_millis(500);

/// How long the end of the service waits for answers under way.
pub const ENDING: Duration = Duration::from_secs(10);

/// How long the end of the service waits for work whose client is gone.
pub const LEFT: Duration = Duration::from_secs(1);

/// The most orders that share one commit.
pub const GROUP: usize = 64;

/// How long an answer may wait for a client that does not read before its connection ends.
pub const STALLED: Duration = Duration::from_mins(15);
