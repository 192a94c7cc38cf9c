//! Steps the screens by hand: keys in, the desk answered in turn, the frame as text.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use preau::config::state::{StateInMemory, StateStore};
use preau::config::{DossierSettings, Switch};
use preau::domain::change::Change;
use preau::domain::command::{Command, Import, ImportKind, Order, OrderId};
use preau::domain::journal::{Actor, Entry};
use preau::domain::permit::{Right, granted};
use preau::domain::record::Record;
use preau::domain::rule::Policy;
use preau::service::export::ExportError;
use preau::service::local::Local;
use preau::service::{Desk, Presence, Watch};
use preau::store::{MemoryStore, Store};
use preau::tui::effect::{Answer, Ask, Effect, Heard, Reply, Ticket};
use preau::tui::events::Event;
use preau::tui::keymap::Keymap;
use preau::tui::model::{Model, Operator, Options};
use preau::tui::theme::Look;
use preau::tui::update::{start, update};
use preau::tui::view::view;
use preau::tui::watcher::Ear;
use preau::tui::worker::answer;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use ratatui::style::Modifier;

use crate::support::seeing::seeing;
use crate::support::world::{World, today};

#[path = "shared.rs"]
pub mod shared;

use self::shared::{Seat, Shared};

/// The screens over a world.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a condition that a test sets by itself"
)]
pub struct Stepper {
    pub model: Model,
    pub desk: Local,
    /// What is remembered from one session to the next.
    pub memory: StateInMemory,
    /// What was asked and not answered yet.
    pub asked: VecDeque<(Ticket, Ask)>,
    /// True while the desk does not answer.
    pub slow: bool,
    /// True while the operator does not rest between keys.
    pub hurried: bool,
    /// False where no file is to be written.
    pub writes: bool,
    /// Every order that the screens sent, in turn.
    pub sent: Vec<Order>,
    /// True once the operator left.
    pub left: bool,
    /// What was last handed to the clipboard.
    pub copied: Option<String>,
    colleagues: u64,
    terminal: Terminal<TestBackend>,
    /// The place at a shared base; without it the desk is this session's own.
    seat: Option<Place>,
}

/// A place at a shared base, and what was heard there.
struct Place {
    seat: Seat,
    watch: Box<dyn Watch>,
    ear: Ear,
    now: Instant,
    /// The screens asked whether the service is there.
    knocked: bool,
}

/// Opens the screens on a world, at 120 × 40.
pub fn open(world: &World) -> Stepper {
    open_at(world, 120, 40)
}

/// Opens the screens on a world, at a size.
pub fn open_at(world: &World, width: u16, height: u16) -> Stepper {
    open_as(world, width, height, Right::Gestion)
}

/// Opens the screens with a right.
pub fn open_as(world: &World, width: u16, height: u16, right: Right) -> Stepper {
    open_on(world.records().cloned().collect(), width, height, right)
}

/// Opens the screens of an account at a shared base.
pub fn open_shared(shared: &Shared, name: &str, uid: u32, width: u16, height: u16) -> Stepper {
    let seat = shared.seat(name, uid);
    let place = Place {
        watch: seat.watch().unwrap(),
        seat,
        ear: Ear::default(),
        now: Instant::now(),
        knocked: false,
    };
    let mut stepper = open_with(desk(Vec::new()), Some(place), width, height, Right::Gestion);
    stepper.hear();
    stepper
}

/// A world that several screens share.
pub fn share(world: &World) -> Shared {
    share_on(world.records().cloned().collect())
}

/// Records that several screens share.
pub fn share_on(records: Vec<Record>) -> Shared {
    Shared::new(desk(records))
}

/// Opens the screens on records.
pub fn open_on(records: Vec<Record>, width: u16, height: u16, right: Right) -> Stepper {
    open_with(desk(records), None, width, height, right)
}

fn open_with(desk: Local, seat: Option<Place>, width: u16, height: u16, right: Right) -> Stepper {
    let options = Options {
        today: today(),
        looking: false,
        follows: false,
        readable: false,
        trial: false,
        base: "monde".to_owned(),
        dsden: Some("DSDEN de l’Isère".to_owned()),
        operator: Operator {
            name: "jdupont".to_owned(),
            rights: granted(right).iter().copied().collect(),
        },
        local_time: |at| at.naive_utc(),
        keymap: Keymap::new(&[]).unwrap(),
        look: Look {
            colours: true,
            ground: None,
            ascii: false,
            sober: false,
        },
        mouse: true,
        copy: Switch::Auto,
        again: Some(String::new()),
        scans: Some("/nonexistent".into()),
        dossiers: DossierSettings::default(),
        session: OrderId::new(0),
        first: preau::tui::model::FirstScreen::Panes,
    };
    let model = Model::new(options, Size { width, height });
    let mut stepper = Stepper {
        model,
        desk,
        memory: StateInMemory::default(),
        asked: VecDeque::new(),
        slow: false,
        hurried: false,
        writes: true,
        sent: Vec::new(),
        left: false,
        copied: None,
        colleagues: 0,
        terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
        seat,
    };
    let effects = start(&mut stepper.model);
    stepper.perform(effects);
    stepper
}

/// Opens the screens on the day of the tests while the clock of the base is past it: that day is for looking.
pub fn open_looking(world: &World, width: u16, height: u16) -> Stepper {
    let records = world.records().cloned().collect();
    let desk = desk_over(MemoryStore::new(), records, || noon() + chrono::Days::new(7));
    open_with(desk, None, width, height, Right::Gestion)
}

/// Opens the screens on a world whose clock a test moves, and whose day J is the calendar's; they hear of no midnight by
/// themselves.
pub fn open_by(clock: &MovedClock, world: &World) -> Stepper {
    let desk = clock.follow(world.records().cloned().collect());
    open_with(desk, None, 120, 40, Right::Gestion)
}

/// A world that several screens share, whose clock a test moves.
pub fn share_by(clock: &MovedClock, world: &World) -> Shared {
    Shared::new(clock.follow(world.records().cloned().collect()))
}

/// A clock that a test moves by whole days from noon of the day J.
#[derive(Clone, Default)]
pub struct MovedClock(Arc<AtomicI64>);

impl MovedClock {
    /// Lets days pass.
    pub fn passes(&self, days: i64) {
        self.0.fetch_add(days, Ordering::Relaxed);
    }

    fn follow(&self, records: Vec<Record>) -> Local {
        let clock = self.clone();
        let now = move || noon() + TimeDelta::days(clock.0.load(Ordering::Relaxed));
        desk_over(MemoryStore::new(), records, now).following_the_calendar()
    }
}

fn desk(records: Vec<Record>) -> Local {
    desk_over(MemoryStore::new(), records, noon)
}

fn desk_over(
    mut store: MemoryStore,
    records: Vec<Record>,
    clock: impl Fn() -> DateTime<Utc> + Send + 'static,
) -> Local {
    store.commit(&[imported(records)]).unwrap();
    let actor = Actor {
        uid: 1000,
        name: "jdupont".to_owned(),
    };
    Local::new(Box::new(store), actor, clock, today(), Policy::default()).unwrap()
}

/// The clock of the tests: noon of the day J.
fn noon() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn imported(records: Vec<Record>) -> Entry {
    Entry {
        seq: 1,
        at: "2026-09-01T08:00:00Z".parse().unwrap(),
        actor: Actor {
            uid: 0,
            name: "import".to_owned(),
        },
        command: Command::Import(Import {
            kind: ImportKind::Annuaire,
            source: "monde.csv".to_owned(),
            sha256: String::new(),
            records: Vec::new(),
            covers: Vec::new(),
            dated: None,
            site: None,
        }),
        changes: records.into_iter().map(Change::create).collect(),
        order: None,
        edition: Entry::FIRST_EDITION,
    }
}

impl Stepper {
    /// Presses keys, named and separated by blanks: `/ entrée e ctrl-p`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            self.key(key(name));
        }
        self
    }

    /// Types a text, character by character.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE));
        }
        self
    }

    /// Presses one key, and rests.
    pub fn key(&mut self, key: KeyEvent) {
        self.send(Event::Key(key));
        if self.model.dossier_pane.late && !self.hurried {
            self.send(Event::Deadline);
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.send(Event::Resize(Size { width, height }));
        self
    }

    /// Sends an event, and answers all that is asked until nothing is, unless the desk is slow.
    pub fn send(&mut self, event: Event<Reply>) {
        let effects = update(&mut self.model, event);
        self.perform(effects);
    }

    /// True while something that was asked has no answer.
    pub fn waits(&self) -> bool {
        !self.asked.is_empty()
    }

    /// Answers all that was asked.
    pub fn settle(&mut self) -> &mut Self {
        let mut steps = 0;
        while let Some((ticket, ask)) = self.asked.pop_front() {
            steps += 1;
            assert!(steps < 1_000, "the screens ask without end");
            let answer = match (&mut self.seat, ask) {
                (_, Ask::Export(_)) if !self.writes => Ok(Answer::Exported(Err(ExportError::Moving))),
                (_, Ask::WriteDocument(..)) if !self.writes => {
                    Ok(Answer::DocumentWritten(Err(ExportError::Moving)))
                }
                (Some(place), ask) => answer(&mut place.seat, &ask),
                (None, ask) => answer(&mut self.desk, &ask),
            };
            let effects = update(&mut self.model, Event::Wake(Reply { ticket, answer }));
            self.note(effects);
        }
        self
    }

    /// Hears what others did on the shared base, as the watching thread does.
    pub fn hear(&mut self) -> &mut Self {
        let told = self.model.company.told.clone();
        let place = self.seat.as_mut().unwrap();
        let answer = place.watch.wait(place.ear.since(), &told, Duration::ZERO);
        let knocked = answer.is_ok() && std::mem::take(&mut place.knocked);
        let there = answer.clone().ok().filter(|_| knocked);
        let heard = place.ear.hear(answer, place.now);
        if let Some(heard) = heard.or_else(|| Some(Heard::News(Box::new(there?)))) {
            self.send(Event::Heard(heard));
        }
        self
    }

    /// Lets time pass.
    pub fn later(&mut self, seconds: u64) -> &mut Self {
        self.seat.as_mut().unwrap().now += Duration::from_secs(seconds);
        self
    }

    /// Tells the others at a shared base what is on screen.
    fn tell(&mut self, presence: &Presence) {
        if let Some(place) = &mut self.seat {
            // A service that is away hears it later.
            let _ = place.watch.wait(u64::MAX, presence, Duration::ZERO);
        }
    }

    /// Has a colleague carry out a command, unseen by the screens until they read again.
    pub fn colleague(&mut self, command: Command) -> &mut Self {
        self.somebody("mmartin", 1001, command)
    }

    /// Has somebody carry a command out.
    pub fn somebody(&mut self, name: &str, uid: u32, command: Command) -> &mut Self {
        self.acting_as(name, uid);
        let order = seeing(self.desk.registry(), command);
        self.desk.execute(&order).unwrap();
        self.acting_as("jdupont", 1000);
        self.colleagues += 1;
        self
    }

    /// Has a colleague try a command, which may be refused.
    pub fn colleague_tries(&mut self, command: Command) -> &mut Self {
        let before = self.desk.registry().revision();
        self.acting_as("mmartin", 1001);
        // A refusal changes nothing.
        let order = seeing(self.desk.registry(), command);
        let _ = self.desk.execute(&order);
        self.acting_as("jdupont", 1000);
        self.colleagues += self.desk.registry().revision() - before;
        self
    }

    /// Opens the base anew on another store, by another process.
    pub fn opened_on(&mut self, store: Box<dyn Store>) -> &mut Self {
        let actor = self.desk.operator().unwrap().actor;
        self.desk = Local::new(store, actor, noon, today(), Policy::default()).unwrap();
        self
    }

    /// Starts the screens again, with what is remembered.
    pub fn restart(&mut self) -> &mut Self {
        let effects = start(&mut self.model);
        self.perform(effects);
        self
    }

    /// Has the desk hold the operator to their rights, as the service does.
    pub fn held_to_rights(&mut self) -> &mut Self {
        let rights = self.model.options.operator.rights.clone();
        let desk = std::mem::replace(&mut self.desk, desk(Vec::new()));
        self.desk = desk.with_rights(rights);
        self
    }

    fn acting_as(&mut self, name: &str, uid: u32) {
        let desk = std::mem::replace(&mut self.desk, desk(Vec::new()));
        self.desk = desk.acting_as(Actor {
            uid,
            name: name.to_owned(),
        });
    }

    /// How many entries of the journal the operator wrote.
    pub fn written(&self) -> u64 {
        self.desk.registry().revision() - 1 - self.colleagues
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        self.note(effects);
        if !self.slow {
            self.settle();
        }
    }

    fn note(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, ask) => {
                    if let Ask::Execute(order) | Ask::Attach(order, ..) | Ask::Import(order) = &ask {
                        self.sent.push((**order).clone());
                    }
                    self.asked.push_back((ticket, ask));
                }
                Effect::Quit => self.left = true,
                Effect::Remember(state) => self.memory.save(&state).unwrap(),
                Effect::Tell(presence) => self.tell(&presence),
                Effect::Knock => {
                    if let Some(place) = &mut self.seat {
                        place.knocked = true;
                    }
                }
                Effect::Copy(text) => self.copied = Some(text),
                Effect::Repaint | Effect::Suspend | Effect::Mouse(_) => {}
            }
        }
    }

    /// The cells of the frame.
    pub fn buffer(&mut self) -> ratatui::buffer::Buffer {
        self.terminal.draw(|frame| view(&self.model, frame)).unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// The frame as text; a line with reversed cells, a selection or a chip, starts with `▶`.
    pub fn screen(&mut self) -> String {
        self.terminal.draw(|frame| view(&self.model, frame)).unwrap();
        let buffer = self.terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..buffer.area.height {
            let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
            let reversed = cells
                .clone()
                .any(|cell| cell.modifier.contains(Modifier::REVERSED));
            let line: String = cells.map(ratatui::buffer::Cell::symbol).collect();
            text.push_str(if reversed { "▶" } else { " " });
            text.push_str(line.replace('\u{a0}', " ").trim_end());
            text.push('\n');
        }
        text
    }

    /// The frame as text, with the row where the cursor is marked by `▶`, and its column at the end.
    pub fn screen_with_cursor(&mut self) -> String {
        let screen = self.screen();
        let (column, row) = self.cursor();
        let lines = screen.lines().enumerate().map(|(y, line)| {
            let mark = if y == usize::from(row) { "▶" } else { " " };
            format!(
                "{mark}{}\n",
                &line[line.chars().next().map_or(0, char::len_utf8)..]
            )
        });
        format!("{}curseur en colonne {column}\n", lines.collect::<String>())
    }

    /// Where the cursor is: column and row.
    pub fn cursor(&mut self) -> (u16, u16) {
        self.screen();
        let position = self.terminal.get_cursor_position().unwrap();
        (position.x, position.y)
    }

    /// The line of the screen that holds a text.
    pub fn line(&mut self, text: &str) -> String {
        let screen = self.screen();
        let found = screen.lines().find(|line| line.contains(text));
        found
            .unwrap_or_else(|| panic!("« {text} » is not on the screen:\n{screen}"))
            .to_owned()
    }

    /// True when the screen holds a text.
    pub fn shows(&mut self, text: &str) -> bool {
        self.screen().contains(text)
    }
}

/// Reads the name of a key.
pub fn key(name: &str) -> KeyEvent {
    let (name, modifiers) = match (name.strip_prefix("ctrl-"), name.strip_prefix("alt-")) {
        (Some(rest), _) => (rest, KeyModifiers::CONTROL),
        (None, Some(rest)) => (rest, KeyModifiers::ALT),
        (None, None) => (name, KeyModifiers::NONE),
    };
    let code = match name {
        "entrée" => KeyCode::Enter,
        "échap" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "maj-tab" => KeyCode::BackTab,
        "haut" => KeyCode::Up,
        "bas" => KeyCode::Down,
        "gauche" => KeyCode::Left,
        "droite" => KeyCode::Right,
        "pgpréc" => KeyCode::PageUp,
        "pgsuiv" => KeyCode::PageDown,
        "début" => KeyCode::Home,
        "fin" => KeyCode::End,
        "retour" => KeyCode::Backspace,
        "suppr" => KeyCode::Delete,
        "espace" => KeyCode::Char(' '),
        "inser" => KeyCode::Insert,
        function if function.len() > 1 && function.starts_with('f') => {
            KeyCode::F(function[1..].parse().unwrap())
        }
        one => KeyCode::Char(one.chars().next().unwrap()),
    };
    KeyEvent::new(code, modifiers)
}
