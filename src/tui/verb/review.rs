//! Starting a review: the list of schools becomes a queue, unless one was left that is to be gone on with.

use crate::config::state::Queue;
use crate::domain::query::Query;
use crate::domain::query::page::MAX_ROWS;
use crate::tui::effect::{Ask, Effect};
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::dialog::{Choice, Chooser, Dialog};
use crate::tui::model::review::Review;
use crate::tui::model::{ListName, Mode, Model, Tone, Want};

use crate::tui::wording::lines;

use crate::tui::update::review::request;

use super::scope::label;
use super::{Chooses, Taken, withheld};

/// The reviews that were left, the one last worked on first.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<Queue>);

/// Goes on with the review of the current list that was left; asks where reviews of other lists were.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.list(ListName::Schools).total == 0 {
        return model.say(
            Tone::Info,
            "La liste des écoles est vide\u{a0}: rien à passer en revue",
        );
    }
    let left = left(model);
    let query = query(model);
    let same = left.iter().find(|queue| queue.is_of(&model.options.base, &query));
    match same {
        Some(queue) => enter(model, queue.clone(), effects),
        None if left.is_empty() => begin(model, effects),
        None => ask(model, left),
    }
}

/// Why a verb on the school under review makes no sense: there is none left.
pub fn is_over(review: &Review) -> Option<String> {
    review.is_over().then(|| "la revue est à sa fin".to_owned())
}

/// Makes the current list of schools a queue.
fn begin(model: &mut Model, effects: &mut Vec<Effect>) {
    let queue = Queue::new(&model.options.base, query(model), []);
    enter(model, queue, effects);
}

impl Chooses for Choosing {
    /// Goes on with one of the queues that were left; the choice behind them begins another.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        match self.0.get(taken.place) {
            Some(queue) => enter(model, queue.clone(), effects),
            None => begin(model, effects),
        }
    }
}

/// The queues of this base of which something is left, the one last worked on first.
fn left(model: &Model) -> Vec<Queue> {
    let queues = model.state.queues.iter();
    let of_base = queues.filter(|queue| queue.base == model.options.base);
    let today = model.options.today;
    of_base.filter(|queue| queue.is_open(today)).cloned().collect()
}

fn enter(model: &mut Model, queue: Queue, effects: &mut Vec<Effect>) {
    let first = Query {
        offset: 0,
        limit: MAX_ROWS,
        ..queue.query.clone()
    };
    let label = label(model, &queue.query);
    let mut review = Review::new(queue, label, model.options.local_time);
    review.sober = model.options.look.sober;
    let keymap = &model.options.keymap;
    let allowed = |verb: &&Verb| withheld(model, **verb).is_none();
    let keys = Verb::ALL
        .iter()
        .filter(allowed)
        .map(|verb| (*verb, keymap.shown(Context::Review, *verb)));
    review.keys = keys.filter(|(_, key)| !key.is_empty()).collect();
    (model.searching, model.dialog) = (false, None);
    model.mode = Mode::Review(Box::new(review));
    request(model, Ask::Query(Box::new(first)), effects);
}

/// The list of schools as it is asked for.
fn query(model: &Model) -> Query {
    let schools = model.list(ListName::Schools);
    Query {
        limit: MAX_ROWS,
        ..schools.query(model.scope_of(ListName::Schools), 0, &Want::Place)
    }
}

fn ask(model: &mut Model, left: Vec<Queue>) {
    let mut choices: Vec<Choice> = left.iter().map(|queue| choice(model, queue)).collect();
    let total = model.list(ListName::Schools).total;
    choices.push(Choice::new("Commencer avec la liste actuelle", lines(total)));
    let chooser = Chooser::new("Passer en revue", "", choices, Choosing(left));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// `Reprendre : commune:voiron`, `2 sur 3`.
fn choice(model: &Model, queue: &Queue) -> Choice {
    let progress = queue.progress();
    let label = match label(model, &queue.query) {
        label if label.is_empty() => "toutes les écoles".to_owned(),
        label => label,
    };
    let detail = format!("{} sur {}", progress.place, progress.total);
    Choice::new(format!("Reprendre\u{a0}: {label}"), detail)
}
