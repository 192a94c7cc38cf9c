//! The palette: every verb by its name and its sentence; one that is not possible says why.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::tui::effect::Effect;
use crate::tui::keymap::{Press, Verb, VerbKeys as Declared};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::{Field, Model};
use crate::tui::update::ask::relist;

use super::{Chooses, Taken, act, why_not};

/// The group of the verbs that move about: in the palette they come after those that do something.
const MOVING: &str = "Se déplacer";

/// A match with a lower score for each letter is scattered over the whole sentence.
const LEAST_SCORE_PER_LETTER: i64 = 15;

/// The verbs that are listed.
#[derive(Debug, Clone)]
pub struct Choosing {
    pub verbs: Vec<Verb>,
}

/// Opens the palette with every verb.
pub fn open(model: &mut Model) {
    let (choices, verbs) = matching(model, "");
    let chooser = Chooser::new("Commandes", "", choices, Choosing { verbs })
        .with(ChooserField::Filter(Field::default()))
        .or_else("Aucune commande de ce nom");
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        model.dialog = None;
        act(model, self.verbs[taken.place], effects);
    }

    /// Keeps the verbs that the typed words find.
    fn narrowed(&self, model: &mut Model, words: &str, _effects: &mut Vec<Effect>) {
        let (choices, verbs) = matching(model, words);
        relist(model, choices, Self { verbs }, 0);
    }
}

/// How well words are found: at the start of words, within them, or as letters in order among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Starts,
    Within,
    Letters,
}

/// The tier of typed words in a text, both folded and lowercase; none where the letters are merely scattered.
fn tier(text: &str, typed: &str, score: i64) -> Option<Tier> {
    let starts = |typed: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| word.starts_with(typed))
    };
    let letters = i64::try_from(typed.len()).unwrap_or(i64::MAX);
    if typed.split(' ').all(starts) {
        Some(Tier::Starts)
    } else if typed.split(' ').all(|word| text.contains(word)) {
        Some(Tier::Within)
    } else {
        (score >= LEAST_SCORE_PER_LETTER.saturating_mul(letters)).then_some(Tier::Letters)
    }
}

/// How well a verb answers the words: the tier, the score, and the verbs that move last.
type Rank = (Tier, Reverse<i64>, bool);

/// The verbs that the words find, best first; without words, in the order of the table. Letters in order count only
/// where no verb has the words themselves.
fn matching(model: &Model, words: &str) -> (Vec<Choice>, Vec<Verb>) {
    let matcher = SkimMatcherV2::default().ignore_case();
    let folded = any_ascii::any_ascii(words).to_lowercase();
    let typed = folded.trim();
    let context = model.ground();
    let served = |entry: &&Declared| entry.serves(context) && Press::from(entry.verb) != Press::Palette;
    let mut found: Vec<(Rank, (Choice, Verb))> = model
        .options
        .keymap
        .entries()
        .filter(served)
        .filter_map(|entry| {
            let text = any_ascii::any_ascii(&format!("{} {}", entry.name, entry.sentence)).to_lowercase();
            let score = matcher.fuzzy_match(&text, typed)?;
            let order = (tier(&text, typed, score)?, Reverse(score), entry.group == MOVING);
            Some((order, (choice(model, entry), entry.verb)))
        })
        .collect();
    found.sort_by_key(|(order, _)| *order);
    if found.first().is_some_and(|((tier, ..), _)| *tier < Tier::Letters) {
        found.retain(|((tier, ..), _)| *tier < Tier::Letters);
    }
    found.into_iter().map(|(_, listed)| listed).unzip()
}

fn choice(model: &Model, entry: &Declared) -> Choice {
    let key = model.options.keymap.shown(model.ground(), entry.verb);
    Choice::new(&entry.sentence, key).unless(why_not(model, entry.verb))
}
