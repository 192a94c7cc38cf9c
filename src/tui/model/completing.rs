//! What may be written next in the search bar, gone through by Tab.

use crate::domain::query::language::Completion;

/// The completions of a text, and which comes next.
#[derive(Debug, Clone, Default)]
pub struct Completing {
    /// The number of the request on its way.
    pub asked: u64,
    /// The text that they complete.
    base: String,
    list: Vec<Completion>,
    next: usize,
}

impl Completing {
    /// Takes the completions of a text in.
    pub fn receive(&mut self, base: String, list: Vec<Completion>) {
        (self.base, self.list, self.next) = (base, list, 0);
    }

    /// Forgets them, and those on their way.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The completions.
    pub fn list(&self) -> &[Completion] {
        &self.list
    }

    /// The text with the next completion, where the caret comes, and whether there is no other.
    pub fn advance(&mut self) -> Option<(String, usize, bool)> {
        let completion = self.list.get(self.next)?;
        let (start, end) = completion.span;
        let (before, after) = (self.base.get(..start)?, self.base.get(end..)?);
        let text = format!("{before}{}{after}", completion.text);
        let caret = start + completion.text.len();
        self.next = (self.next + 1) % self.list.len();
        Some((text, caret, self.list.len() == 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completing(base: &str, texts: &[&str], span: (usize, usize)) -> Completing {
        let list = texts.iter().map(|text| Completion {
            text: (*text).to_owned(),
            sentence: String::new(),
            span,
        });
        let mut completing = Completing::default();
        completing.receive(base.to_owned(), list.collect());
        completing
    }

    #[test]
    fn tab_goes_through_the_completions_and_comes_back() {
        let mut completing = completing("jaures co bourg", &["commune:", "conseil"], (7, 9));
        let texts: Vec<String> = (0..3)
            .filter_map(|_| completing.advance())
            .map(|next| next.0)
            .collect();
        assert_eq!(
            texts,
            [
                "jaures commune: bourg",
                "jaures conseil bourg",
                "jaures commune: bourg"
            ]
        );
    }

    #[test]
    fn the_caret_follows_what_was_written() {
        let mut completing = completing("co", &["commune:"], (0, 2));
        assert_eq!(completing.advance(), Some(("commune:".to_owned(), 8, true)));
    }

    #[test]
    fn completions_of_another_text_write_nothing() {
        let mut completing = completing("é", &["etape:"], (1, 5));
        assert_eq!(completing.advance(), None);
    }
}
