//! Names in a row, in French.

/// Names in a row: `a`, `a et b`, `a, b et c`; empty of none.
pub fn enumerated<T: AsRef<str>>(names: &[T]) -> String {
    let joined = |names: &[T]| names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} et {}", joined(before), last.as_ref()),
        few => joined(few),
    }
}
