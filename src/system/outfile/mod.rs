//! The files that a command writes.
//!
//! A file is written beside its place and renamed there: it is whole, or it is not changed. It never goes through a link
//! that another account owns, and takes the place of nothing but a regular file of one's own. It is its owner's alone,
//! but where it takes the place of one, whose rights it keeps. What a program that was killed left beside is removed by
//! the next one of the same account that writes there.

mod fault;
mod follow;
mod leftover;
mod pending;
mod stream;
mod target;
mod workshop;

pub use fault::{Fault, why_not_written};
pub use follow::without_links;
pub use leftover::clear_leftovers;
pub use pending::{Over, PendingFile};
pub use stream::{Destination, destination};
pub use target::Target;
pub use workshop::Workshop;

/// What the names of drafts and workshops start with; eight letters and digits follow.
const PREFIX: &str = ".preau-";

/// A name for what is made beside a place.
fn fresh_name() -> std::io::Result<String> {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    let signs = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
    Ok(PREFIX.chars().chain(signs).collect())
}

/// How often another name is tried where one is taken.
const ATTEMPTS: usize = 8;
