//! What a copy or a restoration has to tell, as titles and lines.

/// What is said of documents that could not be had; nothing where all were.
pub(super) fn without(what: &str, lacking: &[String]) -> String {
    listed(
        &format!("attention, pièces qui manquent dans {what}"),
        lacking.iter().map(|line| format!("\n  {line}")),
    )
}

/// A title with its count, and its lines; nothing where there are none.
pub(super) fn listed(title: &str, lines: impl ExactSizeIterator<Item = String>) -> String {
    if lines.len() == 0 {
        return String::new();
    }
    format!("\n{title}\u{a0}: {}", lines.len()) + &lines.collect::<String>()
}
