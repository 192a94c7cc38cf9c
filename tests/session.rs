//! The life of a session: two real screens on one real service, what one does under the other's hand, the service's death,
//! the line's, a program that is stopped, programs of other versions, and the whole of it over ssh.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot start its program has failed"
)]

mod support;

#[path = "session/away.rs"]
mod away;
#[path = "screens/isere.rs"]
mod isere;
#[path = "session/line.rs"]
mod line;
#[path = "rules_demo/load.rs"]
mod load;
#[path = "session/looking.rs"]
mod looking;
#[path = "session/midnight.rs"]
mod midnight;
#[path = "session/proxy.rs"]
mod proxy;
#[path = "session/setting.rs"]
mod setting;
#[path = "session/ssh.rs"]
mod ssh;
#[path = "session/sshd.rs"]
mod sshd;
#[path = "session/stopped.rs"]
mod stopped;
#[path = "session/together.rs"]
mod together;
#[path = "session/versions.rs"]
mod versions;
