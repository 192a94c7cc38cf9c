//! What one client, one account and all of them may take: one table.
//!
//! What waits in the service is bounded in bytes, in four places: requests that come, requests that are carried out,
//! answers that are not read yet, and on the disk the files and extracts that it keeps for clients. With the largest base
//! and one work on the whole of it those in memory stay below 400 MB.

use std::time::Duration;

use crate::domain::query::page::MAX_ROWS;
use crate::service::local::MOST_ELSEWHERE;
use crate::service::wire::REQUEST;

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

/// The longest request that comes without being counted, in bytes: every question of a client is shorter.
pub const SHORT: usize = 16 << 10;

/// Bytes of longer requests that may be coming at once, of one account and of all.
pub const COMING: [usize; 2] = [8 << 20, 24 << 20];

/// What a byte of a request may become in memory, in bytes: a list of short values takes the most.
pub const GROWTH: usize = 16;

/// Bytes in memory of requests that are carried out at once, of one account and of all.
pub const CARRIED_OUT: [usize; 2] = [24 << 20, 48 << 20];

/// How long a longer request may take to come whole before its connection ends.
pub const WHOLE: Duration = Duration::from_secs(10);

/// Bytes of answers that one account may leave unread before it is given another.
pub const UNREAD_OF_ACCOUNT: usize = 24 << 20;

/// The same of all; an account that has nothing unread is answered even so.
pub const UNREAD: usize = 48 << 20;

/// How long a client may take to read an answer before its connection ends.
pub const READ: Duration = Duration::from_secs(30);

/// The same of a long request or of an answer, where others wait for the room that it takes.
pub const WANTED: Duration = Duration::from_secs(1);

/// The longest text of a search bar, in bytes.
pub const FILTER: usize = 4 << 10;

/// The most records of which one request may ask something each: as many as a page has rows.
pub const ROWS: usize = MAX_ROWS;

/// The most records that a query may name.
pub const RECORDS: usize = 40_000;

/// Works on the base as a whole that run at once; the others wait for their turn.
pub const WORKS: usize = 1;

/// The longest file that a client may send, in bytes.
pub const FILE: u64 = 64 << 20;

/// The longest one that is not in UTF-8, in bytes: it takes more than twice its length as it is read.
pub const OTHER_FILE: usize = 24 << 20;

/// How far memory may grow while the rows of a file are read, in bytes; what is planned of them takes three times that.
pub const READING: usize = 56 << 20;

/// Files and extracts that the service keeps for clients, in all.
pub const TICKETS: usize = 16;

/// Files and extracts that the service keeps for one account.
pub const TICKETS_OF_ACCOUNT: usize = 4;

/// Bytes on the disk of files and extracts that the service keeps, of one account and of all. One base of which the whole
/// takes more is exported on the machine that holds it.
pub const KEPT: [u64; 2] = [512 << 20, 1 << 30];

/// Days beside J that are looked at at once, of all and of one account: each has a day index of its own.
pub const DAYS: usize = MOST_ELSEWHERE;
/// Of the days beside J, how many one account may look at.
pub const DAYS_OF_ACCOUNT: usize = 2;

/// Questions to the system's tables that run at once.
pub const LOOKUPS: usize = 8;

/// How long the system may take to say who an account is for that to be asked at each order.
pub const CHEAP: Duration = Duration::from_millis(5);

/// How often the system is asked again what an account may do.
pub const RIGHTS: Duration = Duration::from_mins(1);

/// How long what the system said holds where it does not answer any more.
pub const STALE: Duration = Duration::from_mins(2);

/// Threads for what may wait: the disk, the system's tables, works on the whole.
pub const THREADS: usize = 16;

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

// The longest request is carried out, whatever else waits.
const _: () = assert!(REQUEST * GROWTH <= CARRIED_OUT[0] && REQUEST <= COMING[0]);
