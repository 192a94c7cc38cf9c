//! The palette: every verb by its name, its sentence and its other words; one that is not possible says why. On the panes
//! the views, the pictures of the dashboard and the records of the typed words are below them.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::text::fold;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::{Press, Verb, VerbKeys as Declared};
use crate::tui::model::dialog::{Choice, Chooser, ChooserField, Dialog};
use crate::tui::model::figures::Picture;
use crate::tui::model::showing::Offered;
use crate::tui::model::{Field, Model};
use crate::tui::update::ask::{filter, relist, request};

use super::{Chooses, Taken, act, dashboard, go_to, scope, unexpected, views, why_not};

/// The group of the verbs that move about: in the palette they come after those that do something.
const MOVING: &str = "Se déplacer";

/// A match with a lower score for each letter is scattered over the whole sentence.
const LEAST_SCORE_PER_LETTER: i64 = 15;

/// The fewest letters for which records are looked for.
const LEAST_LETTERS: usize = 3;

/// The most records that are listed.
const MOST_RECORDS: usize = 8;

/// What is listed: the verbs, then the views, then the pictures of the dashboard, then the records.
#[derive(Debug, Clone, Default)]
pub struct Choosing {
    pub verbs: Vec<Verb>,
    views: Vec<Offered>,
    pictures: Vec<Picture>,
    records: Vec<RecordId>,
    /// Every view, those that were saved too; none before the desk listed them.
    offered: Option<Vec<Offered>>,
}

/// Opens the palette with every verb.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let (choices, verbs) = matching(model, "", true);
    let flow = Choosing {
        verbs,
        ..Choosing::default()
    };
    let chooser = Chooser::new("Commandes", "", choices, flow)
        .with(ChooserField::Filter(Field::default()))
        .or_else("Aucune commande de ce nom");
    model.dialog = Some(Dialog::Chooser(chooser));
    if model.on_panes() {
        request(model, Ask::Views(model.scope_ids()), effects);
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        model.dialog = None;
        if let Some(verb) = self.verbs.get(taken.place) {
            return act(model, *verb, effects);
        }
        let place = taken.place - self.verbs.len();
        if let Some(offered) = self.views.get(place) {
            return views::open_in(model, offered.pane, offered.view.clone(), effects);
        }
        let place = place - self.views.len();
        if let Some(picture) = self.pictures.get(place) {
            return dashboard::open_on(model, *picture, effects);
        }
        if let Some(id) = self.records.get(place - self.pictures.len()) {
            scope::go_to(model, id.clone(), effects);
        }
    }

    /// Keeps the verbs, views and pictures that the typed words find, and asks for the records; where the views are not
    /// known yet, for those.
    fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
        let (mut views, mut pictures) = (Vec::new(), Vec::new());
        if model.on_panes() && !words.trim().is_empty() {
            views = named(self.offered.iter().flatten(), words, |view| {
                view.view.name.clone()
            });
            pictures = named(&Picture::ALL, words, |picture| picture.full_title().to_owned());
        }
        let (mut choices, verbs) = matching(model, words, views.is_empty() && pictures.is_empty());
        choices.extend(
            views
                .iter()
                .map(|offered| Choice::new(&offered.view.name, "vue").unless(offered.count.clone().err())),
        );
        choices.extend(
            pictures
                .iter()
                .map(|picture| Choice::new(picture.full_title(), "tableau de bord")),
        );
        let flow = Self {
            verbs,
            views,
            pictures,
            records: Vec::new(),
            offered: self.offered.clone(),
        };
        relist(model, choices, flow, 0);
        if !model.on_panes() {
            return;
        }
        if self.offered.is_none() {
            request(model, Ask::Views(model.scope_ids()), effects);
        } else if words.trim().chars().count() >= LEAST_LETTERS {
            let query = Query {
                text: words.trim().to_owned(),
                ..Query::all(Pane::Everything, MOST_RECORDS)
            };
            request(model, Ask::Query(Box::new(query)), effects);
        }
    }

    /// Takes the views in; or lists the records that were found, below the rest: the cursor stays where it is.
    fn found(&self, model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
        let page = match answer {
            Answer::Page(page) => page,
            Answer::Views(offered) => {
                let known = Self {
                    offered: Some(offered),
                    ..self.clone()
                };
                return known.offered_now(model, effects);
            }
            _ => return unexpected(model),
        };
        let Some(Dialog::Chooser(chooser)) = &model.dialog else {
            return;
        };
        let kept = self.verbs.len() + self.views.len() + self.pictures.len();
        let at = chooser.at;
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

impl Choosing {
    /// Lists the views among the rest, where words are typed; the cursor stays where it is.
    fn offered_now(self, model: &mut Model, effects: &mut Vec<Effect>) {
        let words = filter(model).to_owned();
        let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
            return;
        };
        let at = chooser.at;
        if words.trim().is_empty() {
            chooser.flow = self.into();
            return;
        }
        self.narrowed(model, &words, effects);
        if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
            chooser.at = at.min(chooser.choices.len().saturating_sub(1));
        }
    }
}

/// Those whose names have the typed words.
fn named<'a, T: Clone + 'a>(
    all: impl IntoIterator<Item = &'a T>,
    words: &str,
    name: impl Fn(&T) -> String,
) -> Vec<T> {
    let words = fold(words);
    let has = |one: &&T| {
        let name = fold(&name(one));
        words.split_whitespace().all(|word| name.contains(word))
    };
    all.into_iter().filter(has).cloned().collect()
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
/// where no verb has the words themselves, nor, unless `scattered`, anything else.
fn matching(model: &Model, words: &str, scattered: bool) -> (Vec<Choice>, Vec<Verb>) {
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
    if !scattered || found.first().is_some_and(|((tier, ..), _)| *tier < Tier::Letters) {
        found.retain(|((tier, ..), _)| *tier < Tier::Letters);
    }
    found.into_iter().map(|(_, listed)| listed).unzip()
}

fn choice(model: &Model, entry: &Declared) -> Choice {
    let key = model.options.keymap.shown(model.ground(), entry.verb);
    Choice::new(&entry.sentence, key).unless(why_not(model, entry.verb))
}
