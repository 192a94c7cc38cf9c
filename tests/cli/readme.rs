//! The README: its keys, its commands.
