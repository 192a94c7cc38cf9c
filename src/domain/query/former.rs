//! Keys typed in a search that stand for no record any more: of those that were corrected, the records are found under the
//! keys that took their place; of those whose record was withdrawn, that is said.

use std::borrow::Cow;

use crate::domain::date::day_fr;
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

/// A text of the search bar with the present key in place of each that was corrected, and in French what became of which,
/// those of withdrawn records included.
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
        let said = if let Some((from, to)) = corrected(registry, bare, of_filter) {
            written.push_str(&word[..word.len() - bare.len()]);
            written.push_str(&to.key());
            let devenu = from.kind().agree("devenu");
            Some(format!("{} est {devenu} {}", from.label(), to.label()))
        } else {
            written.push_str(word);
            withdrawn(registry, bare, of_filter)
        };
        became.extend(said.filter(|said| !became.contains(said)));
        written.push_str(end);
        last = end.chars().next().unwrap_or(' ');
    }
    if written == text {
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
    let former = former(registry, word, of_filter)?;
    let to = registry.follow(&former.key);
    let moved = to != former.key && registry.version(&to).is_some();
    moved.then(|| (former.key.clone(), to))
}

/// What became of a key, of a word that is one whose record was withdrawn: `convention 26-0012, retirée le 20/11/2026 :
/// saisie deux fois`.
fn withdrawn(registry: &Registry, word: &str, of_filter: bool) -> Option<String> {
    let former = former(registry, word, of_filter).filter(|former| former.withdrawn)?;
    if registry.version(&former.key).is_some() {
        return None;
    }
    let (label, what) = (former.key.label(), former.key.kind().agree("retiré"));
    let why = match former.reason.as_str() {
        "" => String::new(),
        reason => format!("\u{a0}: {reason}"),
    };
    Some(format!("{label}, {what} le {}{why}", day_fr(former.on)))
}

/// What became of the key that a word is.
fn former<'r>(registry: &'r Registry, word: &str, of_filter: bool) -> Option<&'r FormerKey> {
    let is_a_key = of_filter || word.bytes().any(|byte| byte.is_ascii_digit());
    let is_it = |former: &&FormerKey| {
        TYPED.contains(&former.key.kind()) && former.key.key().eq_ignore_ascii_case(word)
    };
    registry.former_keys().iter().filter(|_| is_a_key).find(is_it)
}
