//! The life of a session: two real screens on one real service, what one does under the other's hand, the service's death,
//! the line's, a program that is stopped, programs of other versions, and the whole of it over ssh; a second server.

mod away;
mod line;
mod looking;
mod midnight;
mod proxy;
mod second;
mod setting;
mod ssh;
mod sshd;
mod stopped;
mod terminals;
mod together;
mod versions;
