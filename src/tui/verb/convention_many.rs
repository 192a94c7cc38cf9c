//! Sending and signatures of several conventions on one day: those that are marked, or that marked records wait for.

use chrono::NaiveDate;

use crate::domain::authority::Phrase;
use crate::domain::command::Command;
use crate::domain::convention::{Article, Signatory};
use crate::domain::date::day_fr;
use crate::domain::query::ties::{Missing, Tie};
use crate::domain::record::RecordId;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, DayField, Dialog, Form, FormKind, Item};
use crate::tui::update::ask::wait;

use super::batch::{self, Plan};
use super::many::{self, Many, no};
use super::{Chooses, Taken, Typed, Types, Waits};

const CONVENTIONS: Option<[&str; 2]> = Some(["convention", "conventions"]);

/// The conventions of marked records, of which some were sent or signed.
#[derive(Debug, Clone)]
pub struct Asked {
    many: Many,
    signed: bool,
}

/// Who signed them.
#[derive(Debug, Clone)]
pub struct Signing(Marked);

/// The day on which they were sent.
#[derive(Debug, Clone)]
pub struct Sending(Marked);

/// Marked records, each with the conventions that concern it.
#[derive(Debug, Clone)]
struct Marked {
    many: Many,
    ties: Vec<Vec<Tie>>,
}

/// The two that sign, in the order of the choices.
const SIGNATORIES: [Signatory; 2] = [Signatory::Dasen, Signatory::Party];

/// Asks for the conventions of the marked records.
pub fn open(model: &mut Model, signed: bool, effects: &mut Vec<Effect>) {
    let many = many::of(model);
    let ids = many.ids();
    wait(model, Asked { many, signed }, Ask::Ties(ids), effects);
}

impl Waits<Vec<Vec<Tie>>> for Asked {
    fn answered(self, model: &mut Model, ties: Vec<Vec<Tie>>, _effects: &mut Vec<Effect>) {
        let marked = Marked {
            many: self.many,
            ties,
        };
        if marked.ties.iter().all(Vec::is_empty) {
            return no(model, "Aucune convention ici");
        }
        let today = model.options.today;
        if self.signed {
            return ask_who(model, marked, today);
        }
        let day = FormKind::Day(DayField::new("Envoyées le", today));
        let about = marked.many.about();
        let form = Form::new("Noter l’envoi de conventions", &about, day, Sending(marked));
        model.dialog = Some(Dialog::Form(form));
    }
}

/// Asks who signed, the cursor on whom most of them await next.
fn ask_who(model: &mut Model, marked: Marked, today: NaiveDate) {
    let awaited = SIGNATORIES.map(|by| marked.awaited_next(by));
    let choices = SIGNATORIES.iter().zip(awaited);
    let choices = choices.map(|(by, count)| {
        let detail = match count {
            0 => String::new(),
            1 => "1 signature attendue".to_owned(),
            count => format!("{count} signatures attendues"),
        };
        Choice::new(format!("Signées par {}", marked.role(*by)), detail)
    });
    let choices = choices.collect();
    let day = DayField::new("Signées le", today);
    let many = marked.many.clone();
    many.choose(model, "Noter des signatures", choices, Signing(marked), day);
    if let Some(Dialog::Chooser(chooser)) = &mut model.dialog {
        chooser.at = usize::from(awaited[1] > awaited[0]);
    }
}

impl Marked {
    /// How many signatures of a side are to come next: the party's while it is missing, then the authority's.
    fn awaited_next(&self, by: Signatory) -> usize {
        let mut seen: Vec<(&Tie, &Missing)> = Vec::new();
        for tie in self.ties.iter().flatten().filter(|tie| tie.awaited) {
            for missing in next(tie).filter(|missing| missing.by == by) {
                if !seen
                    .iter()
                    .any(|(known, of)| known.number == tie.number && *of == missing)
                {
                    seen.push((tie, missing));
                }
            }
        }
        seen.len()
    }

    /// Who a side is: of conventions of one article, the party by what it is.
    fn role(&self, by: Signatory) -> &'static str {
        if by == Signatory::Dasen {
            return Phrase::Authority.text();
        }
        let mut ties = self.ties.iter().flatten();
        match (ties.clone().all(Tie::is_joint), ties.any(Tie::is_joint)) {
            (true, _) => Article::Art26.party_role(),
            (false, false) => Article::Art28.party_role(),
            (false, true) => "l’autre partie",
        }
    }

    /// One order for each of what `asked` finds in a convention, however many of the records wait for it. A record of
    /// which nothing is asked is refused, a marked convention by the base itself.
    fn items(
        &self,
        nothing: &str,
        asked: impl Fn(&Tie) -> Vec<(String, Command)>,
        plain: impl Fn(&Tie) -> Command,
    ) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for (target, ties) in self.many.targets.iter().zip(&self.ties) {
            let mut found = false;
            for tie in ties.iter().filter(|tie| tie.awaited) {
                for (label, command) in asked(tie) {
                    found = true;
                    add(&mut items, label, command, &target.id);
                }
            }
            match ties.first() {
                _ if found => {}
                Some(tie) if target.id == RecordId::Convention(tie.number.clone()) => {
                    add(&mut items, named(tie), plain(tie), &target.id);
                }
                _ => items.push(Item {
                    label: target.label.clone(),
                    settles: vec![target.id.clone()],
                    command: Err(nothing.to_owned()),
                }),
            }
        }
        items
    }
}

/// The signatures that come next: one of the convention, and one of each of its avenants.
fn next(tie: &Tie) -> impl Iterator<Item = &Missing> {
    let first = |missing: &&Missing| {
        let mut same = tie.lacks.iter().filter(|of| of.amendment == missing.amendment);
        same.next() == Some(*missing)
    };
    tie.lacks.iter().filter(first)
}

/// Adds an order, or a record to those for which it is given.
fn add(items: &mut Vec<Item>, label: String, command: Command, settles: &RecordId) {
    let command = Ok(command);
    match items.iter_mut().find(|item| item.command == command) {
        Some(item) => item.settles.push(settles.clone()),
        None => items.push(Item {
            label,
            settles: vec![settles.clone()],
            command,
        }),
    }
}

/// What a convention is called.
fn named(tie: &Tie) -> String {
    format!("{} · art. {} · {}", tie.number, tie.article, tie.party)
}

/// What is signed, and the order that says so.
fn signature(tie: &Tie, missing: &Missing, on: NaiveDate) -> (String, Command) {
    let (convention, by) = (tie.number.clone(), missing.by);
    match missing.amendment.clone() {
        None => (named(tie), Command::Sign { convention, by, on }),
        Some(amendment) => (
            format!("{} · avenant {amendment}", named(tie)),
            Command::SignAmendment {
                convention,
                amendment,
                by,
                on,
            },
        ),
    }
}

impl Chooses for Signing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (by, on) = (SIGNATORIES[taken.place], taken.on);
        let said = match by {
            Signatory::Dasen => Phrase::Signed.text().to_owned(),
            Signatory::Party => format!("signée par {}", self.0.role(by)),
        };
        let plan = Plan {
            title: "Noter des signatures",
            what: format!("{said} le {}", day_fr(on)),
            unit: CONVENTIONS,
        };
        let lacked = |tie: &Tie| {
            let of = tie.lacks.iter().filter(|missing| missing.by == by);
            of.map(|missing| signature(tie, missing, on)).collect()
        };
        let signed_by = |tie: &Tie| Command::Sign {
            convention: tie.number.clone(),
            by,
            on,
        };
        let items = self
            .0
            .items("aucune convention n’attend cette signature", lacked, signed_by);
        batch::ask(model, &self.0.many, plan, items, effects);
    }
}

impl Types for Sending {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let on = typed.day.clone()?;
        let plan = Plan {
            title: "Noter l’envoi de conventions",
            what: format!("envoyée le {}", day_fr(on)),
            unit: CONVENTIONS,
        };
        let sent = |tie: &Tie| Command::MarkSent {
            convention: tie.number.clone(),
            on,
        };
        let unsent = |tie: &Tie| {
            let own = (!tie.sent).then(|| (named(tie), sent(tie)));
            let amendments = tie.to_send.iter().map(|amendment| {
                let command = Command::SendAmendment {
                    convention: tie.number.clone(),
                    amendment: amendment.clone(),
                    on,
                };
                (format!("{} · avenant {amendment}", named(tie)), command)
            });
            own.into_iter().chain(amendments).collect()
        };
        let items = self.0.items("aucune convention n’est à envoyer", unsent, sent);
        batch::ask(model, &self.0.many, plan, items, effects);
        Ok(())
    }
}
