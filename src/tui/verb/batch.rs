//! The preview of a batch: which, before and after, and which are refused and why.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::command::{Command, Order};
use crate::domain::query::day_index::Effects;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::service::Outcome;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Applied, Batch, Dialog, Item, Proposal, TextDialog};
use crate::tui::model::frame::text_room;
use crate::tui::model::{Model, Target};
use crate::tui::text::{fit, width};
use crate::tui::theme::Role;
use crate::tui::update::ask::wait;
use crate::tui::update::becoming;
use crate::tui::wording::capital;

use super::many::Many;
use super::{Waits, outcome};

/// What would be done to a record, or why nothing would.
struct Told {
    label: String,
    what: Result<String, String>,
    /// It goes back to an earlier stage.
    back: bool,
    /// The marked lines that it is done for.
    lines: Vec<RecordId>,
}

impl Told {
    fn refused(item: &Item, why: String) -> Self {
        Self {
            label: item.label.clone(),
            what: Err(why),
            back: false,
            lines: item.settles.clone(),
        }
    }
}

/// What is done to several records.
#[derive(Debug)]
pub struct Plan {
    /// The title of the preview: the verb.
    pub title: &'static str,
    /// What is done to each, in French.
    pub what: String,
    /// The records that it changes, one of them and several; none where they are the marked lines themselves.
    pub unit: Option<[&'static str; 2]>,
}

/// The schools, where a verb changes them rather than their deployments.
pub const SCHOOLS: Option<[&str; 2]> = Some(["école", "écoles"]);

/// Asks what a command on each would do, or why there is none; each command once: two lines of one school may ask the
/// same of it.
pub fn each(
    model: &mut Model,
    many: &Many,
    plan: Plan,
    effects: &mut Vec<Effect>,
    command: impl Fn(&RecordId) -> Result<Command, String>,
) {
    each_target(model, many, plan, effects, |target| command(&target.id));
}

/// The same, of what is known of each line.
pub fn each_target(
    model: &mut Model,
    many: &Many,
    plan: Plan,
    effects: &mut Vec<Effect>,
    command: impl Fn(&Target) -> Result<Command, String>,
) {
    let batch = of_each(many, plan, command);
    again(model, batch, effects);
}

/// What a command on each of several lines is, each command once.
pub fn of_each(many: &Many, plan: Plan, command: impl Fn(&Target) -> Result<Command, String>) -> Batch {
    let mut items: Vec<Item> = Vec::new();
    for target in &many.targets {
        let command = command(target);
        let same = |known: &&mut Item| command.is_ok() && known.command == command;
        match items.iter_mut().find(same) {
            Some(known) => known.settles.push(target.id.clone()),
            None => items.push(Item {
                label: named(target, plan.unit.is_some()),
                settles: vec![target.id.clone()],
                command,
            }),
        }
    }
    of_items(many, plan, items)
}

/// The name of what is changed: the school alone, where all its lines are one.
pub(super) fn named(target: &Target, alone: bool) -> String {
    match target.id {
        RecordId::Deployment(deployment) if alone => {
            let category = format!(" · {}", deployment.category.label());
            let school = target.label.strip_suffix(&category);
            school.unwrap_or(&target.label).to_owned()
        }
        _ => target.label.clone(),
    }
}

/// Asks what orders would do.
pub fn ask(model: &mut Model, many: &Many, plan: Plan, items: Vec<Item>, effects: &mut Vec<Effect>) {
    again(model, of_items(many, plan, items), effects);
}

/// What orders on several lines are.
pub fn of_items(many: &Many, plan: Plan, items: Vec<Item>) -> Batch {
    Batch {
        title: plan.title.to_owned(),
        what: plan.what,
        marked: many.about(),
        unit: plan.unit,
        several: many.targets.len() > 1,
        read: Vec::new(),
        items,
        attached: None,
        below: None,
    }
}

/// Asks what a batch would do, for the first time or once the base has changed.
pub fn again(model: &mut Model, batch: Batch, effects: &mut Vec<Effect>) {
    let commands = batch.items.iter().filter_map(|item| item.command.clone().ok());
    let orders: Vec<Order> = commands.map(Order::blind).collect();
    wait(model, batch, Ask::PreviewEach(orders), effects);
}

impl Waits<Vec<Result<Outcome, Refusal>>> for Batch {
    fn answered(
        self,
        model: &mut Model,
        outcomes: Vec<Result<Outcome, Refusal>>,
        _effects: &mut Vec<Effect>,
    ) {
        show(model, &self, outcomes);
    }

    fn asked(&self) -> String {
        self.what.clone()
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = self.below.map(Dialog::Days);
    }

    /// A relance is made on the day on which it is confirmed; any other day of a batch was chosen.
    fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) {
        Batch::turn_to(self, was, today);
    }
}

/// Shows what each would become, and proposes the order of those that pass.
fn show(model: &mut Model, batch: &Batch, outcomes: Vec<Result<Outcome, Refusal>>) {
    let effects = outcomes.iter().flatten().last().map(|last| last.effects.clone());
    let effects = effects.unwrap_or_default();
    let mut outcomes = outcomes.into_iter();
    let (mut told, mut orders, mut settles) = (Vec::new(), Vec::new(), Vec::new());
    for item in &batch.items {
        let (line, order) = tell(item, &mut outcomes);
        told.push(line);
        if let Some(order) = order {
            settles.extend(item.settles.iter().cloned());
            orders.push(order);
        }
    }
    let (columns, _) = text_room(model.size, model.options.look.sober);
    let most = if model.options.look.sober {
        usize::MAX
    } else {
        columns / 2
    };
    let losses = effects.ask_for_confirmation();
    let proposal = propose(batch.clone(), orders, settles);
    let proposal = proposal.map(|proposal| proposal.by_own_key(losses, Proposal::LOSSES));
    let mut dialog = written(batch, &told, (&effects, proposal), most);
    dialog.over = batch.below.clone().map(|grid| Box::new(Dialog::Days(grid)));
    model.dialog = Some(Dialog::Text(dialog));
}

/// What becomes of an item, and the order that does it.
fn tell(item: &Item, outcomes: &mut impl Iterator<Item = Result<Outcome, Refusal>>) -> (Told, Option<Order>) {
    let command = match &item.command {
        Ok(command) => command.clone(),
        Err(why) => return (Told::refused(item, why.clone()), None),
    };
    match outcomes.next() {
        Some(Ok(outcome)) => {
            let line = Told {
                label: item.label.clone(),
                what: Ok(becoming::changes_under_title(&outcome.changes)),
                back: becoming::recedes(&outcome.changes),
                lines: item.settles.clone(),
            };
            let seen = outcome.seen;
            (line, Some(Order::seeing(command, seen)))
        }
        Some(Err(refusal)) => (Told::refused(item, becoming::refusal(&refusal)), None),
        None => (Told::refused(item, "la base n’a pas répondu".to_owned()), None),
    }
}

fn propose(batch: Batch, orders: Vec<Order>, settles: Vec<RecordId>) -> Option<Proposal> {
    let count = orders.len();
    let order = match count {
        0 => return None,
        1 => orders.into_iter().next()?,
        _ => Order::many(orders),
    };
    let (what, verb) = match (count, batch.items.as_slice()) {
        (1, [item]) => (
            format!("{}\u{a0}: {}", item.label, batch.what),
            "appliquer".to_owned(),
        ),
        _ => (
            format!("{}\u{a0}: {}", share(&batch, count), batch.what),
            match count {
                1 => "appliquer à une seule".to_owned(),
                _ => format!("appliquer aux {count}"),
            },
        ),
    };
    let several = batch.several || batch.items.len() > 1;
    let proposal = Proposal::new(order, what, verb).with_document(batch.attached.clone());
    Some(Proposal {
        applied: Some(Box::new(Applied { batch, settles })),
        ..proposal.by_own_key(several, Proposal::SEVERAL)
    })
}

/// How many of all are changed: `12 sur 15`, `4 conventions` where lines are refused that have none.
fn share(batch: &Batch, count: usize) -> String {
    match batch.unit {
        Some(unit) if batch.items.iter().any(|item| item.command.is_err()) => numbered(count, unit),
        _ => format!("{count} sur {}", batch.items.len()),
    }
}

fn numbered(count: usize, [one, several]: [&str; 2]) -> String {
    format!("{count} {}", if count < 2 { one } else { several })
}

/// The text: how many, what it brings about and the stages that may move with it, then those that change, those that go
/// back first, then those that are refused. Names take `most` columns at most.
fn written(
    batch: &Batch,
    told: &[Told],
    (effects, proposal): (&Effects, Option<Proposal>),
    most: usize,
) -> TextDialog {
    let mut dialog = TextDialog::new(format!("{}\u{a0}: aperçu", batch.title));
    let passed = told.iter().filter(|told| told.what.is_ok()).count();
    let refused = told.len() - passed;
    let back = told.iter().filter(|told| told.back).count();
    dialog.say(Role::Title, capital(&batch.what));
    let counts = match (batch.several, lines(told, Result::is_err)) {
        (false, _) | (true, 0) => String::new(),
        (true, 1) => format!("\u{a0}: {} et 1 est refusée", changed(lines(told, Result::is_ok))),
        (true, refused) => format!(
            "\u{a0}: {} et {refused} sont refusées",
            changed(lines(told, Result::is_ok))
        ),
    };
    dialog.say(Role::Text, format!("{}{counts}", batch.marked));
    dialog.proposal = proposal;
    outcome::describe(&mut dialog, effects);
    outcome::describe_stages(&mut dialog, effects);
    dialog.say(Role::Text, "");
    let widest = told.iter().map(|told| width(&told.label)).max().unwrap_or(0);
    let names = widest.min(most);
    let head = format!("{}{}", concerned(batch, told, passed), receding(back, passed));
    if passed == 0 {
        heading(&mut dialog, Role::Text, "-", "rien ne changera");
    } else {
        heading(&mut dialog, Role::Ok, "✓", &head);
    }
    let ahead = told.iter().filter(|told| !told.back);
    for told in told.iter().filter(|told| told.back).chain(ahead) {
        if let Ok(what) = &told.what {
            let sign = if told.back { " · recule" } else { "" };
            let lines = match told.lines.len() {
                count if count > 1 && batch.unit.is_some() => format!(" · pour {count} lignes cochées"),
                _ => String::new(),
            };
            line(&mut dialog, &told.label, names, &format!("{what}{sign}{lines}"));
        }
    }
    if refused > 0 {
        dialog.say(Role::Text, "");
        let verb = if refused < 2 {
            "est refusée"
        } else {
            "sont refusées"
        };
        heading(&mut dialog, Role::Blocking, "✗", &format!("{refused} {verb}"));
    }
    for (why, labels) in by_reason(told) {
        match labels.as_slice() {
            [label] => line(&mut dialog, label, names, why),
            several => {
                let shared = format!("{why}\u{a0}: {}", several.len());
                dialog.item((Role::Text, "  ".to_owned()), (Role::Text, shared));
                let together = several.join("\u{a0}; ");
                dialog.item((Role::Text, "    ".to_owned()), (Role::Muted, together));
            }
        }
    }
    for read in &batch.read {
        dialog.say(Role::Text, "");
        dialog.say(Role::Title, &read.title);
        for (label, value) in &read.lines {
            dialog.item((Role::Muted, format!("  {label}  ")), (Role::Text, value.clone()));
        }
    }
    dialog
}

/// The reasons for which some are refused, the most frequent first, each with those that it keeps out.
fn by_reason(told: &[Told]) -> Vec<(&str, Vec<&str>)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for told in told {
        let Err(why) = &told.what else { continue };
        match reasons.iter_mut().find(|(known, _)| known == why) {
            Some((_, labels)) => labels.push(&told.label),
            None => reasons.push((why, vec![&told.label])),
        }
    }
    reasons.sort_by_key(|(_, labels)| Reverse(labels.len()));
    reasons
}

/// How many records change: `4 conventions changeront, pour 38 lignes cochées`.
fn concerned(batch: &Batch, told: &[Told], passed: usize) -> String {
    let verb = if passed < 2 { "changera" } else { "changeront" };
    match (batch.unit, lines(told, Result::is_ok)) {
        (Some(unit), lines) if lines != passed => {
            format!("{} {verb}, pour {lines} lignes cochées", numbered(passed, unit))
        }
        _ => changed(passed),
    }
}

/// For how many marked lines something is done, or nothing.
fn lines(told: &[Told], which: fn(&Result<String, String>) -> bool) -> usize {
    let told = told.iter().filter(|told| which(&told.what));
    told.flat_map(|told| &told.lines).collect::<BTreeSet<_>>().len()
}

fn changed(count: usize) -> String {
    match count {
        0 => "aucune ne changera".to_owned(),
        1 => "1 changera".to_owned(),
        count => format!("{count} changeront"),
    }
}

/// How many of those that change go back to an earlier stage.
fn receding(back: usize, passed: usize) -> String {
    match (back, passed) {
        (0, _) => String::new(),
        (1, 1) => "\u{a0}: elle recule".to_owned(),
        (back, passed) if back == passed => "\u{a0}: toutes reculent".to_owned(),
        (1, _) => ", dont 1 recule".to_owned(),
        (back, _) => format!(", dont {back} reculent"),
    }
}

fn heading(dialog: &mut TextDialog, role: Role, sign: &str, text: &str) {
    dialog.item((role, format!("{sign} ")), (Role::Title, text.to_owned()));
}

fn line(dialog: &mut TextDialog, label: &str, names: usize, what: &str) {
    let label = shortened(label, names);
    let gap = names.saturating_sub(width(&label));
    let head = format!("  {label}{}  ", " ".repeat(gap));
    dialog.item((Role::Text, head), (Role::Muted, what.to_owned()));
}

/// A name in its room: it is cut before what tells two lines of one school apart.
fn shortened(label: &str, room: usize) -> String {
    match label.rsplit_once(" · ") {
        Some((name, last)) if width(label) > room => {
            let last = format!(" · {last}");
            format!("{}{last}", fit(name, room.saturating_sub(width(&last))))
        }
        _ => fit(label, room).into_owned(),
    }
}
