//! `preau controle`: what the review of register entries covers and whether it holds; a review is recorded, or lifted.

use std::fmt::Write;

use super::{effects, out, register};
use crate::cli::args::{Common, Controle};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::command::{Command, Order, Seen};
use crate::domain::record::{Record, RecordId};
use crate::domain::register::{Conclusion, EntryNumber, RegisterEntry, ReviewState, day_and_author};
use crate::service::{Desk, Dossier, Section, covered_by};
use crate::text::escaped;

/// An entry with what a review of it covers.
struct Covered {
    entry: RegisterEntry,
    /// Where its review is; none where it is closed.
    state: Option<ReviewState>,
    dossier: Dossier,
}

/// Shows what the reviews cover, and records or lifts them where that is asked for. Status 1 where nothing is asked for
/// and a review is missing or no longer holds.
pub(super) fn run(common: &Common, args: &Controle) -> Result<u8, Failure> {
    let mut desk = open::wherever(common)?.desk;
    let mut numbers: Vec<EntryNumber> = Vec::new();
    for number in &args.numeros {
        if !numbers.contains(number) {
            numbers.push(*number);
        }
    }
    let read = |number: &EntryNumber| covered(desk.as_ref(), *number);
    let entries = numbers.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if let Some(reason) = &args.lever {
        let order = lifting(&entries, reason);
        return record(desk.as_mut(), &order, &lifted(&numbers), common);
    }
    let reserve = args.reserve.clone().map(Conclusion::Reserve);
    let Some(conclusion) = reserve.or_else(|| args.conforme.then_some(Conclusion::Conforme)) else {
        return show(&entries);
    };
    let order = reviewing(&entries, &conclusion);
    // What is refused is not asked for.
    desk.preview(&order)?;
    let shown = out::print(text(&entries).as_bytes());
    if !args.confirmer {
        out::unless_closed(shown)?;
        effects::agreed(
            &format!("Enregistrer le contrôle {}\u{a0}?", conclusion.label()),
            "Un contrôle dit que ce qui précède a été lu",
        )?;
    }
    record(desk.as_mut(), &order, &reviewed(&numbers, &conclusion), common)
}

fn covered(desk: &dyn Desk, number: EntryNumber) -> Result<Covered, Failure> {
    let dossier = desk.open(&RecordId::Entry(number))?;
    let Record::Entry(entry) = &dossier.record else {
        return Err(Failure::new(format!(
            "l’inscription n°\u{a0}{number} ne se lit pas"
        )));
    };
    let entry = entry.as_ref().clone();
    let rows = register::rows(desk, entry.school)?;
    let row = rows.iter().find(|row| row.entry == Some(number));
    let state = row.and_then(|row| row.review);
    Ok(Covered {
        entry,
        state,
        dossier,
    })
}

fn show(entries: &[Covered]) -> Result<u8, Failure> {
    out::forgiven(out::print(text(entries).as_bytes()))?;
    let holds = |one: &Covered| !matches!(one.state, Some(ReviewState::Due | ReviewState::Never));
    Ok(if entries.iter().all(holds) { 0 } else { REFUSED })
}

fn record(desk: &mut dyn Desk, order: &Order, done: &str, common: &Common) -> Result<u8, Failure> {
    let receipt = desk.execute(order)?;
    let base = open::in_words(common)?;
    let written = format!("Opération n°\u{a0}{}\u{a0}: {done}, dans {base}.", receipt.seq);
    out::unless_closed(out::line(&escaped(&written)))?;
    Ok(0)
}

fn reviewing(entries: &[Covered], conclusion: &Conclusion) -> Order {
    as_one(entries.iter().map(|one| {
        let command = Command::Review {
            entry: one.entry.number,
            conclusion: Some(conclusion.clone()),
        };
        Order::seeing(command, one.dossier.rests_on.clone())
    }))
}

fn lifting(entries: &[Covered], reason: &str) -> Order {
    as_one(entries.iter().map(|one| {
        let command = Command::LiftReview {
            entry: one.entry.number,
            reason: reason.to_owned(),
        };
        let seen = Seen {
            id: one.dossier.id.clone(),
            version: one.dossier.version,
        };
        Order::seeing(command, vec![seen])
    }))
}

/// The one order, or several as one.
fn as_one(orders: impl Iterator<Item = Order>) -> Order {
    let mut orders: Vec<Order> = orders.collect();
    match orders.len() {
        1 => orders.swap_remove(0),
        _ => Order::many(orders),
    }
}

fn reviewed(numbers: &[EntryNumber], conclusion: &Conclusion) -> String {
    let what = match numbers {
        [_] => "inscription contrôlée",
        _ => "inscriptions contrôlées",
    };
    format!("{what}, {}\u{a0}: {}", conclusion.label(), named(numbers))
}

fn lifted(numbers: &[EntryNumber]) -> String {
    let what = match numbers {
        [_] => "contrôle levé de l’inscription",
        _ => "contrôle levé des inscriptions",
    };
    format!("{what} {}", named(numbers))
}

fn named(numbers: &[EntryNumber]) -> String {
    let numbers: Vec<String> = numbers.iter().map(EntryNumber::to_string).collect();
    format!("n°\u{a0}{}", numbers.join(", "))
}

/// What the reviews cover, an entry after another.
fn text(entries: &[Covered]) -> String {
    if let [entry] = entries {
        return one(entry, |_| true);
    }
    let mut texts: Vec<String> = entries
        .iter()
        .map(|entry| one(entry, |section| !section.is_covered()))
        .collect();
    let dossiers: Vec<Dossier> = entries.iter().map(|entry| entry.dossier.clone()).collect();
    for (shared, places) in covered_by(&dossiers) {
        let numbers: Vec<EntryNumber> = places.iter().map(|at| entries[*at].entry.number).collect();
        let of = match numbers.as_slice() {
            [_] => format!("inscription {}", named(&numbers)),
            _ => format!("inscriptions {}", named(&numbers)),
        };
        let mut text = format!("{} ({of})\n", escaped(&shared.title));
        lines(&mut text, shared);
        texts.push(text);
    }
    texts.join("\n")
}

/// An entry and the sections of its dossier that are asked for.
fn one(covered: &Covered, is_told: impl Fn(&Section) -> bool) -> String {
    let mut text = format!("{}\n", escaped(&covered.dossier.title));
    let _ = writeln!(text, "  contrôle\u{a0}: {}", escaped(&standing(covered)));
    for section in covered.dossier.sections.iter().filter(|section| is_told(section)) {
        let _ = writeln!(text, "\n{}", escaped(&section.title));
        lines(&mut text, section);
    }
    text
}

fn lines(text: &mut String, section: &Section) {
    for line in &section.lines {
        let value = escaped(&line.value);
        let _ = match line.label.as_str() {
            "" => writeln!(text, "  {value}"),
            label => writeln!(text, "  {}\u{a0}: {value}", escaped(label)),
        };
    }
}

/// Whether the last review holds, and who made it.
fn standing(covered: &Covered) -> String {
    let state = match (&covered.entry.closed, covered.state) {
        (Some(_), _) => "l’inscription est close",
        (None, Some(state)) => state.label(),
        (None, None) => "pas d’école qui en réponde au jour dit",
    };
    match &covered.entry.reviewed {
        Some(review) => format!("{state} (fait {})", day_and_author(review.on, &review.by)),
        None => state.to_owned(),
    }
}
