//! The palette: every verb by its name and its sentence; one that is not possible says why.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::tui::keymap::{Entry as Declared, Verb};
use crate::tui::model::layer::{Choice, Chooser, Entry, Layer, Pick, Purpose};
use crate::tui::model::{Field, Model};
use crate::tui::update::available::why_not;

/// The group of the verbs that move about: in the palette they come after those that do something.
const MOVING: &str = "Se déplacer";

/// Opens the palette with every verb.
pub fn open(model: &mut Model) {
    let choices = matching(model, "");
    let chooser = Chooser::new("Commandes", "", choices, Purpose::Palette)
        .with(Entry::Filter(Field::default()))
        .or_else("Aucune commande de ce nom");
    model.layer = Some(Layer::Chooser(chooser));
}

/// Keeps the verbs that the typed words find.
pub fn narrow(model: &mut Model, words: &str) {
    let choices = matching(model, words);
    if let Some(Layer::Chooser(chooser)) = &mut model.layer {
        chooser.list(choices);
    }
}

/// The verbs that the words find, best first; without words, in the order of the table.
fn matching(model: &Model, words: &str) -> Vec<Choice> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let folded = any_ascii::any_ascii(words);
    let context = model.ground();
    let served = |entry: &&Declared| entry.serves(context) && entry.verb != Verb::Palette;
    let mut found: Vec<((Reverse<i64>, bool), Choice)> = model
        .options
        .keymap
        .entries()
        .filter(served)
        .filter_map(|entry| {
            let text = any_ascii::any_ascii(&format!("{} {}", entry.name, entry.sentence));
            let score = matcher.fuzzy_match(&text, folded.trim())?;
            let order = (Reverse(score), entry.group == MOVING);
            Some((order, choice(model, entry)))
        })
        .collect();
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, choice)| choice).collect()
}

fn choice(model: &Model, entry: &Declared) -> Choice {
    let key = model.options.keymap.shown(model.ground(), entry.verb);
    Choice::new(Pick::Verb(entry.verb), &entry.sentence, key).unless(why_not(model, entry.verb))
}
