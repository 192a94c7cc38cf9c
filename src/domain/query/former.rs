//! Keys typed in a search that were corrected since: the records are found under the keys that took their place.

use std::borrow::Cow;

use crate::domain::record::{FormerKey, Kind, RecordId};
use crate::domain::registry::Registry;

/// The kinds of which a key is typed as it is.
const TYPED: [Kind; 6] = [
    Kind::School,
    Kind::Collectivite,
    Kind::Provider,
    Kind::Solution,
    Kind::Convention,
    Kind::Contract,
];

/// A text of the search bar with the present key in place of each that was corrected, and in French what became of which.
pub fn followed<'t>(registry: &Registry, text: &'t str) -> (Cow<'t, str>, Vec<String>) {
    let mut became = Vec::new();
    if registry.former_keys().is_empty() {
        return (Cow::Borrowed(text), became);
    }
    let mut written = String::with_capacity(text.len());
    let mut last = ' ';
    for piece in text.split_inclusive(ends) {
        let (word, end) = match piece.char_indices().next_back() {
            Some((at, end)) if ends(end) => piece.split_at(at),
            _ => (piece, ""),
        };
        let of_filter = !last.is_whitespace();
        let bare = word.trim_start_matches('-');
        match corrected(registry, bare, of_filter) {
            Some((from, to)) => {
                written.push_str(&word[..word.len() - bare.len()]);
                written.push_str(&to.key());
                let kind = from.kind();
                let said = format!("{} est {} {}", from.label(), kind.agree("devenu"), to.label());
                if !became.contains(&said) {
                    became.push(said);
                }
            }
            None => written.push_str(word),
        }
        written.push_str(end);
        last = end.chars().next().unwrap_or(' ');
    }
    if became.is_empty() {
        (Cow::Borrowed(text), became)
    } else {
        (Cow::Owned(written), became)
    }
}

fn ends(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | '=' | ',' | '"' | '<' | '>')
}

/// The key that a word was, and the one that took its place. A free word without a digit is a name rather than a key.
fn corrected(registry: &Registry, word: &str, of_filter: bool) -> Option<(RecordId, RecordId)> {
    let is_a_key = of_filter || word.bytes().any(|byte| byte.is_ascii_digit());
    let is_it = |former: &&FormerKey| {
        TYPED.contains(&former.key.kind()) && former.key.key().eq_ignore_ascii_case(word)
    };
    let former = registry.former_keys().iter().filter(|_| is_a_key).find(is_it)?;
    let to = registry.follow(&former.key);
    let moved = to != former.key && registry.version(&to).is_some();
    moved.then(|| (former.key.clone(), to))
}
