//! The palette: every verb by its name, its sentence and its other words; one that is not possible says why. On the panes
//! the views and the records of the typed words are below them.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::domain::view::{SHIPPED, Shipped};
use crate::text::fold;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::{Press, Verb, VerbKeys as Declared};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::{Field, Model};
use crate::tui::update::ask::{relist, request};

use super::{Chooses, Taken, act, go_to, scope, unexpected, views, why_not};

/// The group of the verbs that move about: in the palette they come after those that do something.
const MOVING: &str = "Se déplacer";

/// A match with a lower score for each letter is scattered over the whole sentence.
const LEAST_SCORE_PER_LETTER: i64 = 15;

/// The fewest letters for which records are looked for.
const LEAST_LETTERS: usize = 3;

/// The most records that are listed.
const MOST_RECORDS: usize = 8;

/// What is listed: the verbs, then the views that come with the program, then the records.
#[derive(Debug, Clone)]
pub struct Choosing {
    pub verbs: Vec<Verb>,
    views: Vec<&'static Shipped>,
    records: Vec<RecordId>,
}

/// Opens the palette with every verb.
pub fn open(model: &mut Model) {
    let (choices, verbs) = matching(model, "");
    let (views, records) = (Vec::new(), Vec::new());
    let flow = Choosing {
        verbs,
        views,
        records,
    };
    let chooser = Chooser::new("Commandes", "", choices, flow)
        .with(ChooserField::Filter(Field::default()))
        .or_else("Aucune commande de ce nom");
    model.dialog = Some(Dialog::Chooser(chooser));
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        model.dialog = None;
        if let Some(verb) = self.verbs.get(taken.place) {
            return act(model, *verb, effects);
        }
        let place = taken.place - self.verbs.len();
        if let Some(view) = self.views.get(place) {
            return views::show_shipped(model, view, effects);
        }
        if let Some(id) = self.records.get(place - self.views.len()) {
            scope::go_to(model, id.clone(), effects);
        }
    }

    /// Keeps the verbs and views that the typed words find, and asks for the records.
    fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
        let (mut choices, verbs) = matching(model, words);
        let views = if model.on_panes() {
            views_of(words)
        } else {
            Vec::new()
        };
        choices.extend(views.iter().map(|view| Choice::new(view.name, "vue")));
        let records = Vec::new();
        let flow = Self {
            verbs,
            views,
            records,
        };
        relist(model, choices, flow, 0);
        if model.on_panes() && words.trim().chars().count() >= LEAST_LETTERS {
            let query = Query {
                text: words.trim().to_owned(),
                ..Query::all(Pane::Everything, MOST_RECORDS)
            };
            request(model, Ask::Query(Box::new(query)), effects);
        }
    }

    /// Lists the records that were found, below the rest: the cursor stays where it is.
    fn found(&self, model: &mut Model, answer: Answer) {
        let Answer::Page(page) = answer else {
            return unexpected(model);
        };
        let Some(Dialog::Chooser(chooser)) = &model.dialog else {
            return;
        };
        let (at, kept) = (chooser.at, self.verbs.len() + self.views.len());
        let mut choices: Vec<Choice> = chooser.choices.iter().take(kept).cloned().collect();
        let (found, records): (Vec<_>, Vec<_>) = page.rows.iter().filter_map(go_to::choice).unzip();
        choices.extend(found);
        let flow = Self {
            records,
            ..self.clone()
        };
        relist(model, choices, flow, at);
    }
}

/// The views that come with the program whose names have the typed words.
fn views_of(words: &str) -> Vec<&'static Shipped> {
    let words = fold(words);
    let has = |view: &&Shipped| {
        let name = fold(view.name);
        words.split_whitespace().all(|word| name.contains(word))
    };
    let typed = !words.is_empty();
    SHIPPED.iter().filter(|_| typed).filter(has).collect()
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
            let text = any_ascii::any_ascii(&format!(
                "{} {} {}",
                entry.name,
                entry.sentence,
                entry.words.join(" ")
            ))
            .to_lowercase();
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
