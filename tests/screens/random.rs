//! Any keys, from anywhere, at any size: no panic; nothing is written but by a verb that was named on the screen, and
//! what touches several records by its own key; Esc always leads back to the panes.

use preau::domain::command::{Command, Order};
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::permit::{Right, required};
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::tui::events::{Event, Gesture, Mouse};
use preau::tui::keymap::{Context, Keymap, Verb};
use preau::tui::model::Tone;
use preau::tui::model::dialog::Dialog;
use preau::tui::update::welcome;
use preau::tui::verb::Choosing;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::stepper::{Stepper, key, open_as};
use crate::support::isere::isere;
use crate::support::values::{day, uai};
use crate::support::world::World;

/// Every key of the table, and some that it does not have. `every_key_of_the_table_is_pressed` holds it to that.
const KEYS: &[&str] = &[
    "haut", "bas", "gauche", "droite", "tab", "maj-tab", "entrée", "échap", "pgpréc", "pgsuiv", "début",
    "fin", "retour", "suppr", "espace", "f1", "f2", "f3", "f4", "f5", "f8", "f12", "inser", "ctrl-a",
    "ctrl-c", "ctrl-d", "ctrl-e", "ctrl-h", "ctrl-l", "ctrl-p", "ctrl-s", "ctrl-u", "ctrl-w", "ctrl-z",
    "ctrl-x", "alt-e", "1", "&", "2", "é", "3", "\"", "4", "'", "/", ":", ",", ";", "?", "*", "!", "-", "a",
    "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "w", "x", "Y", "y", "z", "B", "C", "D", "E", "F", "G", "I", "J", "K", "M", "N", "P", "R", "S", "T", "U",
    "W", "X", "A", "Z", "L", "0", "à", "5", "œ", "日", "é",
];

/// The keys that lead deeper, pressed more often than the others.
const DEEPER: &[&str] = &[
    "entrée", "o", "ctrl-s", "bas", "tab", "espace", "e", "i", "s", "m", "n", "u",
];

/// Ways that lead to a change, each key of which is one input like any other.
const WAYS: &[&str] = &[
    "e entrée",
    "2 fin e bas entrée",
    "début bas i entrée",
    "a x entrée",
    "c bas entrée",
    "4 v entrée",
    "4 s entrée entrée",
    "4 fin t entrée",
    "* i o",
    "* e bas entrée o",
    "* a x entrée o",
    "z x entrée o",
    "* r o entrée o",
    "4 y espace entrée o",
    "u entrée",
    "U entrée",
    "W entrée x entrée",
    "n entrée",
    "m entrée x ctrl-s",
    "4 m tab x ctrl-s",
    "F entrée x ctrl-s",
    "C entrée",
    "b entrée ctrl-s",
    "R e entrée",
    "R s entrée entrée",
    "R d entrée",
    "R r entrée",
    "I o",
    ": e t a p e entrée entrée",
    "x entrée entrée o",
    "T entrée",
];

/// What is typed or pasted.
const TEXTS: &[&str] = &[
    "voiron",
    "12/9",
    "+15j",
    "auj",
    "bloque:oui",
    "comune:x",
    "0380124D",
    "jaurès\u{202e}",
    "   ",
    "26-0002",
    "213805633",
    "éàü日本",
];

/// The sizes of terminals: usual ones, the least, too small, none.
const SIZES: &[(u16, u16)] = &[
    (80, 24),
    (120, 40),
    (60, 20),
    (100, 30),
    (72, 18),
    (71, 18),
    (30, 8),
    (40, 12),
    (200, 60),
    (99, 80),
    (1, 1),
    (0, 0),
];

/// Where the walks begin, as keys.
const STARTS: &[&str] = &[
    "",
    "* e",
    "* i",
    "1 fin entrée 2",
    "bas e",
    "n",
    "n bas entrée",
    "n fin entrée",
    "m entrée",
    "4 m",
    "1 m",
    "3 m",
    "fin droite",
    "R",
    "R s",
    "T",
    "T tab tab entrée",
    "w",
    "W",
    "l",
    "x entrée",
    ":",
    "ctrl-p",
    "/ v i",
    "?",
    "bas e entrée h",
    "bas e entrée u",
    "4 fin y",
    "F",
    "b",
];

#[derive(Debug, Clone)]
enum Input {
    Key(&'static str),
    Text(&'static str),
    Way(&'static str),
    Paste(&'static str),
    Size(usize),
    Mouse(Gesture, u16, u16),
    Colleague(usize),
    Slow(bool),
    Other(usize),
}

/// A walk: where it begins, and what is done.
#[derive(Debug, Clone)]
struct Walk {
    empty: bool,
    welcome: bool,
    sober: bool,
    right: Right,
    size: usize,
    start: &'static str,
    inputs: Vec<Input>,
}

fn gesture() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        3 => Just(Gesture::Press),
        1 => Just(Gesture::WheelUp),
        1 => Just(Gesture::WheelDown)
    ]
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        60 => proptest::sample::select(KEYS).prop_map(Input::Key),
        30 => proptest::sample::select(DEEPER).prop_map(Input::Key),
        3 => proptest::sample::select(TEXTS).prop_map(Input::Text),
        10 => proptest::sample::select(WAYS).prop_map(Input::Way),
        8 => Just(Input::Key("échap")),
        2 => proptest::sample::select(TEXTS).prop_map(Input::Paste),
        1 => (0..SIZES.len()).prop_map(Input::Size),
        15 => (gesture(), 0..130_u16, 0..45_u16).prop_map(|(gesture, x, y)| Input::Mouse(gesture, x, y)),
        2 => (0..4_usize).prop_map(Input::Colleague),
        1 => prop::bool::weighted(0.2).prop_map(Input::Slow),
        1 => (0..2_usize).prop_map(Input::Other),
    ]
}

fn rights() -> impl Strategy<Value = Right> {
    prop_oneof![
        6 => Just(Right::Gestion),
        1 => Just(Right::Lecture),
        1 => Just(Right::Dpd),
        1 => Just(Right::Administration),
    ]
}

fn walk() -> impl Strategy<Value = Walk> {
    (
        prop::bool::weighted(0.05),
        prop::bool::weighted(0.05),
        prop::bool::weighted(0.3),
        rights(),
        prop_oneof![4 => Just(0_usize), 4 => Just(1_usize), 1 => Just(2_usize)],
        proptest::sample::select(STARTS),
        prop::collection::vec(any_input(), 300),
    )
        .prop_map(|(empty, welcome, sober, right, size, start, inputs)| Walk {
            empty,
            welcome,
            sober,
            right,
            size,
            start,
            inputs,
        })
}

/// What each verb may have written.
fn may_write(verb: Verb, command: &Command) -> bool {
    match command {
        Command::Many { commands } => commands.iter().all(|one| may_write(verb, one)),
        Command::Leave { .. } | Command::MoveStage { .. } => verb == Verb::Stage || verb == Verb::Solution,
        Command::ChooseSolution { .. } => verb == Verb::Solution || verb == Verb::Stage,
        Command::Register { .. } => matches!(verb, Verb::Register | Verb::RegisterReady | Verb::Stage),
        Command::Review { .. } | Command::LiftReview { .. } => verb == Verb::Check,
        Command::CloseEntry { .. } | Command::CloseReminder { .. } => {
            matches!(verb, Verb::Close | Verb::Drafts | Verb::Modify)
        }
        Command::MarkSent { .. } | Command::SendAmendment { .. } => verb == Verb::ConventionSent,
        Command::Sign { .. } | Command::SignAmendment { .. } => verb == Verb::ConventionSigned,
        Command::Terminate { .. } => matches!(verb, Verb::ConventionTerminated | Verb::Close),
        Command::JoinAnnexe { .. } | Command::LeaveAnnexe { .. } => verb == Verb::Annexe,
        Command::SetCirconscription { .. } => verb == Verb::Circonscription,
        Command::Follow { .. } => verb == Verb::Follow,
        Command::GiveNotice { .. }
        | Command::HoldCouncil { .. }
        | Command::ReceiveMinutes { .. }
        | Command::ReceiveCertificate { .. } => verb == Verb::Fact,
        Command::AddNote { .. } => matches!(verb, Verb::Note | Verb::New | Verb::Drafts),
        Command::AddReminder { .. } => matches!(verb, Verb::Remind | Verb::New | Verb::Drafts),
        Command::Postpone { .. } => verb == Verb::Postpone,
        Command::SaveView { .. } | Command::RemoveView { .. } => verb == Verb::SaveView,
        Command::Save { .. } => matches!(
            verb,
            Verb::New | Verb::Modify | Verb::Close | Verb::Drafts | Verb::Annexe | Verb::Check
        ),
        Command::Withdraw { .. } => verb == Verb::Withdraw,
        Command::KeepNotice { .. } => verb == Verb::KeepNotice,
        Command::Correct { .. } => verb == Verb::Correct,
        Command::Undo { .. } => verb == Verb::Undo || verb == Verb::Redo,
        Command::Attach { .. } => verb == Verb::Attach,
        Command::Detach { .. } => verb == Verb::Documents,
        Command::Import(_) | Command::Territory(_) | Command::RecoverUses | Command::ResumeClock { .. } => {
            false
        }
    }
}

/// The record that an order saves whole.
fn saved(order: &Order) -> Option<RecordId> {
    match &order.command {
        Command::Save { record } => Some(record.id()),
        _ => None,
    }
}

/// The walker: the screens, and the verb that was asked for last.
struct Walker {
    stepper: Stepper,
    /// The verb that opened what is open.
    named: Option<Verb>,
}

impl Walker {
    fn new(walk: &Walk) -> Self {
        let world = if walk.empty { World::new() } else { isere() };
        let (width, height) = SIZES[walk.size];
        let mut stepper = open_as(&world, width, height, walk.right);
        stepper.writes = false;
        if walk.sober {
            stepper.model.options.look.sober = true;
            stepper.model.dossier_pane.sober = true;
        }
        let mut walker = Self { stepper, named: None };
        for name in walk.start.split_whitespace() {
            walker.take(&Input::Key(named_key(name)));
        }
        if walk.welcome {
            welcome::recall(&mut walker.stepper.model, preau::config::state::State::default());
        }
        walker
    }

    /// The verb that an input asks for, as the table says; of the palette, the one under the cursor.
    fn verb(&self, input: &Input) -> Option<Verb> {
        let model = &self.stepper.model;
        let pressed = match input {
            Input::Key(name) => model.options.keymap.verb(model.context(), key(name)),
            // A click on the choice under the cursor takes it.
            Input::Mouse(Gesture::Press, ..) if model.dialog.is_some() => Some(Verb::Accept),
            _ => None,
        };
        match (&model.dialog, pressed) {
            (Some(Dialog::Chooser(chooser)), Some(Verb::Accept)) => match &chooser.flow {
                Choosing::Palette(palette) => palette.verbs.get(chooser.chosen()?.place).copied(),
                _ => pressed,
            },
            _ => pressed,
        }
    }

    fn act(&mut self, input: &Input) {
        let stepper = &mut self.stepper;
        match input {
            Input::Key(name) => {
                stepper.press(name);
            }
            Input::Text(_) | Input::Way(_) => {}
            Input::Paste(text) => stepper.send(Event::Paste(preau::text::inert_lines(text))),
            Input::Mouse(gesture, x, y) => stepper.send(Event::Mouse(Mouse {
                gesture: *gesture,
                x: *x,
                y: *y,
            })),
            Input::Size(index) => {
                let (width, height) = SIZES[*index];
                stepper.resize(width, height);
            }
            Input::Colleague(index) => {
                stepper.colleague_tries(colleague(*index));
            }
            Input::Slow(slow) => {
                stepper.slow = *slow;
                if !slow {
                    stepper.settle();
                }
            }
            Input::Other(0) => stepper.send(Event::Resumed),
            Input::Other(_) => stepper.send(Event::Deadline),
        }
        stepper.screen();
    }

    /// Takes an input, and holds the screens to what they may write. A text and a way are so many keys.
    fn take(&mut self, input: &Input) {
        match input {
            Input::Text(text) => {
                for character in text.chars().filter(|character| !character.is_whitespace()) {
                    self.take_one(&Input::Key(named_key(&character.to_string())));
                }
            }
            Input::Way(way) => {
                for name in "échap échap échap"
                    .split_whitespace()
                    .chain(way.split_whitespace())
                {
                    self.take_one(&Input::Key(named_key(name)));
                }
            }
            one => self.take_one(one),
        }
    }

    fn take_one(&mut self, input: &Input) {
        let open = self.stepper.model.dialog.is_some();
        let palette = matches!(&self.stepper.model.dialog, Some(Dialog::Chooser(chooser)) if matches!(chooser.flow, Choosing::Palette(_)));
        let verb = self.verb(input);
        if !open || palette {
            self.named = verb;
        }
        let (sent, written) = (self.stepper.sent.len(), self.stepper.written());
        let waited = self.stepper.slow || self.stepper.waits();
        self.act(input);
        let orders = &self.stepper.sent[sent..];
        let entries = self.stepper.written() - written;
        if waited {
            // What was typed while the desk was slow is taken now, key after key: no verb answers for one order.
            let unlawful = orders.iter().find(|order| !self.may(&order.command));
            assert!(unlawful.is_none(), "no right to {unlawful:?}");
            return;
        }
        // A form whose record a colleague changed elsewhere is saved again over what they changed: one entry all the same.
        let again = match orders {
            [one, two] => saved(one).is_some() && saved(one) == saved(two),
            _ => false,
        };
        assert!(
            orders.len() <= 1 || again,
            "one input, {} orders: {orders:?}",
            orders.len()
        );
        if let Some(order) = orders.last() {
            let named = self.named.unwrap_or_else(|| panic!("no verb named {order:?}"));
            assert!(
                may_write(named, &order.command),
                "« {} » wrote {order:?}",
                named.id()
            );
            self.confirmed(verb, &order.command);
            assert!(self.may(&order.command), "no right to {order:?}");
        }
        if self.stepper.slow {
            return;
        }
        assert!(
            entries <= u64::from(!orders.is_empty()),
            "{entries} entries without an order"
        );
        if entries > 0 {
            let status = self.stepper.model.status.as_ref();
            assert!(
                status.is_some_and(|status| status.tone == Tone::Done && status.text.starts_with('✓')),
                "written without a word: {status:?}"
            );
        }
    }

    /// Holds an order of several commands to a key of its own.
    fn confirmed(&self, verb: Option<Verb>, command: &Command) {
        let several = matches!(command, Command::Many { commands } if commands.len() > 1);
        let form = matches!(
            self.named,
            Some(Verb::New | Verb::Modify | Verb::Close | Verb::Drafts | Verb::Annexe)
        );
        if several && !form {
            assert_eq!(verb, Some(Verb::Confirm), "{command:?}");
        }
    }

    /// True where the operator has the right to write at all.
    fn may(&self, command: &Command) -> bool {
        let rights = &self.stepper.model.options.operator.rights;
        required(command).iter().all(|one| one.is_among(rights))
    }
}

/// What a colleague does meanwhile.
fn colleague(index: usize) -> Command {
    let moves = |to| Command::MoveStage {
        deployment: DeploymentId::first(uai("0380126F"), Category::Ent),
        to,
        on: day("2026-11-20"),
    };
    match index {
        0 => moves(Stage::ConventionSignee),
        1 => moves(Stage::ConventionEnvoyee),
        2 => Command::SetCirconscription {
            school: uai("0380124D"),
            name: "Voiron".to_owned(),
        },
        _ => Command::SetCirconscription {
            school: uai("0380124D"),
            name: "Chartreuse".to_owned(),
        },
    }
}

/// A name that lives as long as the tests.
fn named_key(name: &str) -> &'static str {
    KEYS.iter()
        .copied()
        .find(|known| *known == name)
        .unwrap_or_else(|| Box::leak(name.to_owned().into_boxed_str()))
}

/// How many walks: 24, or as many as `PREAU_WALKS` says.
fn walks() -> u32 {
    let asked = std::env::var("PREAU_WALKS").ok();
    asked.and_then(|number| number.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: walks(),
        failure_persistence: None,
        // The same walks at each run, unless more are asked for.
        rng_seed: if std::env::var_os("PREAU_WALKS").is_some() { RngSeed::Random } else { RngSeed::Fixed(26) },
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    })]

    #[test]
    fn three_hundred_keys_neither_panic_nor_trap_nor_write_unannounced(walk in walk()) {
        let mut walker = Walker::new(&walk);
        for input in &walk.inputs {
            walker.take(input);
        }
        let stepper = &mut walker.stepper;
        stepper.slow = false;
        stepper.settle();
        stepper.resize(120, 40).press("échap échap échap échap échap échap");
        prop_assert!(stepper.model.on_panes());
        prop_assert!(stepper.model.dialog.is_none());
        prop_assert!(!stepper.model.searching);
        prop_assert!(!stepper.model.reading);
    }
}

#[test]
fn every_key_of_the_table_is_pressed() {
    let keymap = Keymap::new(&[]).unwrap();
    for context in Context::ALL {
        for entry in keymap.entries() {
            for bound in entry.keys(context) {
                let pressed = KEYS
                    .iter()
                    .any(|name| preau::tui::keymap::Key::from(key(name)) == bound);
                assert!(pressed, "{bound} ({}) is never pressed", entry.verb.id());
            }
        }
    }
}
