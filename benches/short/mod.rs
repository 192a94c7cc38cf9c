//! Whether a bench only shows that it still runs.

/// True under `-- --test`, as for criterion: one round of each measure, on little.
pub fn is_short() -> bool {
    std::env::args().any(|argument| argument == "--test")
}
