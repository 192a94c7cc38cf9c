//! What others did, and what becomes of the screen: only what it touched is read again, and nothing moves under the
//! operator's hand.

use crate::domain::record::RecordId;
use crate::service::{DeskError, HistoryLine, News, Presence, Revision};
use crate::tui::effect::{Answer, Ask, Effect, Heard, Slot, Ticket};
use crate::tui::model::company::same;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::review::Phase;
use crate::tui::model::{Changed, Gone, ListName, Mode, Model, ScreenParts, Tone};

use crate::tui::verb::{agenda, dashboard, day_page};

use super::{day, link, lists, review};

/// Takes in what was heard.
pub fn take(model: &mut Model, heard: Heard, effects: &mut Vec<Effect>) {
    match heard {
        Heard::Away { since, why } => {
            link::lost(model);
            model.company.away = Some(since);
            model.company.why = why;
        }
        Heard::News(news) => learn(model, *news, effects),
    }
}

fn learn(model: &mut Model, news: News, effects: &mut Vec<Effect>) {
    model.company.present = news.present;
    let before = model.company.day.unwrap_or(model.options.today);
    model.company.day = news.day.or(model.company.day);
    if news.day.is_some_and(|day| day != before) {
        day::read_again(model, effects);
    }
    if model.company.away.take().is_some() {
        link::back(model);
    }
    for (ticket, ask) in model.pending.parked() {
        effects.push(Effect::Ask(ticket, ask));
    }
    let closed = news.revision.closed.as_ref();
    match closed.filter(|_| !model.company.closed) {
        Some(why) if model.dialog.is_none() => model.say(Tone::Error, why.clone()),
        _ => {}
    }
    // A service that was started again may write again.
    model.company.closed = closed.is_some();
    moved(model, &news.revision, effects);
}

/// Notes which parts of the screen are to be read again.
fn moved(model: &mut Model, revision: &Revision, effects: &mut Vec<Effect>) {
    let (seq, touched) = (revision.seq, revision.touched.as_deref());
    if seq <= model.company.heard {
        return;
    }
    // What is first heard of a base is where it stands.
    let first = model.company.heard == 0;
    model.company.heard = seq;
    let reach = if first {
        ScreenParts::of(None)
    } else {
        ScreenParts::of(touched)
    };
    for name in ListName::ALL.into_iter().filter(|name| reach.reaches(*name)) {
        model.list_mut(name).due = Some(seq);
    }
    if reach.dossier_pane {
        model.dossier_pane.due = Some(seq);
    }
    match &mut model.mode {
        Mode::Review(review) if reach.dossier_pane => review.due = Some(seq),
        Mode::Figures(dashboard) if reach.figures && !first => dashboard.due = Some(seq),
        Mode::Day(page) if reach.figures && !first => page.due = Some(seq),
        Mode::Agenda(page) if !first => page.due = Some(seq),
        _ => {}
    }
    if !first {
        under_cursor(model, touched, effects);
    }
}

/// Asks what changed in the record that the open dialog is about, where it is among those touched.
fn under_cursor(model: &mut Model, touched: Option<&[RecordId]>, effects: &mut Vec<Effect>) {
    let Some(id) = model.changed.as_ref().map(|changed| changed.id.clone()) else {
        return;
    };
    if touched.is_some_and(|touched| !touched.contains(&id)) {
        return;
    }
    let ticket = model.ticket(Slot::Changed);
    if let Some(changed) = &mut model.changed {
        changed.asked = ticket.number;
        effects.push(Effect::Ask(ticket, Ask::History(id)));
    }
}

/// Takes in what changed in the record that the open dialog is about.
pub fn changed(model: &mut Model, answer: Result<Answer, DeskError>) {
    if let (Some(changed), Ok(Answer::History(lines))) = (&mut model.changed, answer) {
        changed.receive(lines);
    }
}

/// Says that the selected record left its list, and asks who changed it.
pub fn gone(model: &mut Model, id: RecordId, label: String, since: u64, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Gone);
    effects.push(Effect::Ask(ticket, Ask::History(id.clone())));
    model.gone = Some(Gone {
        id,
        label,
        since,
        asked: ticket.number,
    });
}

/// Says who changed the record that left its list.
pub fn told_gone(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(gone) = model.gone.take() else {
        return;
    };
    // Where what took it out could not be asked, nothing is said of it.
    let Ok(Answer::History(lines)) = answer else {
        return model.say(Tone::Info, format!("Sortie de la liste\u{a0}: {}", gone.label));
    };
    let later: Vec<HistoryLine> = lines.into_iter().filter(|line| line.seq > gone.since).collect();
    let mut deeds: Vec<String> = later
        .iter()
        .map(|line| format!("{}, {}", line.by, line.verb))
        .collect();
    deeds.dedup();
    let text = match (later.first(), deeds.as_slice()) {
        (None, _) => format!(
            "Sortie de la liste, une fiche liée ayant changé\u{a0}: {}",
            gone.label
        ),
        (Some(line), [_]) => format!(
            "{} a sorti de la liste\u{a0}: {} ({})",
            line.by, gone.label, line.verb
        ),
        // Which of several took it out is not known.
        (Some(_), deeds) => format!(
            "Sortie de la liste\u{a0}: {} (depuis\u{a0}: {})",
            gone.label,
            deeds.join("\u{a0}; ")
        ),
    };
    model.say(Tone::Info, text);
}

/// Asks again for the parts that news concerns, each once, unless its answer is on its way.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.review().is_some() {
        return settle_review(model, effects);
    }
    for name in ListName::ALL {
        settle_list(model, name, effects);
    }
    settle_dossier(model, effects);
    let due = model.figures().is_some_and(|dashboard| dashboard.due.is_some());
    if due && is_free(model, Slot::Figures, effects) {
        dashboard::again(model, effects);
    }
    let due = model.day_page().is_some_and(|page| page.due.is_some());
    if due && is_free(model, Slot::DayWork, effects) {
        day_page::again(model, effects);
    }
    let due = model.agenda_page().is_some_and(|page| page.due.is_some());
    if due && is_free(model, Slot::Agenda, effects) {
        agenda::again(model, effects);
    }
}

fn settle_list(model: &mut Model, name: ListName, effects: &mut Vec<Effect>) {
    let list = model.list(name);
    let shown = list.loaded && list.error.is_none();
    if !is_due(list.due, list.revision) {
        model.list_mut(name).due = None;
    } else if shown && is_free(model, Slot::List(name), effects) {
        lists::follow(model, name, effects);
    }
}

/// Has the dossier asked for again once the selection rests.
fn settle_dossier(model: &mut Model, effects: &[Effect]) {
    let shown = model
        .dossier_pane
        .dossier
        .as_ref()
        .map_or(0, |dossier| dossier.revision);
    if !is_due(model.dossier_pane.due, shown) {
        model.dossier_pane.due = None;
    } else if is_free(model, Slot::Dossier, effects) {
        (model.dossier_pane.due, model.dossier_pane.wanted) = (None, None);
    }
}

fn settle_review(model: &mut Model, effects: &mut Vec<Effect>) {
    let (working, typed) = (model.work.is_some(), !model.typed.is_empty());
    let free = is_free(model, Slot::Review, effects);
    let Some(review) = model.review_mut() else {
        return;
    };
    let shown = review.card.as_ref().map_or(0, |card| card.dossier.revision);
    if !is_due(review.due, shown) {
        review.due = None;
    } else if free && !working && review.phase == Phase::Idle && !typed {
        review.due = None;
        review::again(model, effects);
    }
}

fn is_due(due: Option<u64>, shown: u64) -> bool {
    due.is_some_and(|due| due > shown)
}

/// True where a part waits for no answer, nor is about to.
fn is_free(model: &Model, slot: Slot, effects: &[Effect]) -> bool {
    let asks = |effect: &Effect| matches!(effect, Effect::Ask(Ticket { slot: of, .. }, _) if *of == slot);
    !model.pending.waits(slot) && !effects.iter().any(asks)
}

/// Follows the dialog: what changes in its record from now on is told.
pub fn follow_dialog(model: &mut Model) {
    let Some(dialog) = &model.dialog else {
        model.changed = None;
        return;
    };
    let Some((id, version)) = dialog.rests_on() else {
        return;
    };
    match &mut model.changed {
        Some(changed) if changed.id == id => changed.known_until(version.unwrap_or(0)),
        _ => {
            let since = version.unwrap_or(model.company.heard);
            model.changed = Some(Box::new(Changed::nothing(id, since)));
        }
    }
}

/// Tells the others what is on screen, where that has changed and rests.
pub fn tell(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.dossier_pane.late {
        return;
    }
    let presence = presence(model);
    if presence != model.company.told {
        model.company.told = presence.clone();
        effects.push(Effect::Tell(presence));
    }
}

/// What is on screen: the record that a form is about, else the one whose dossier is shown.
fn presence(model: &Model) -> Presence {
    let edited = model.dialog.as_ref().and_then(Dialog::rests_on);
    let editing = edited.is_some();
    let shown = match model.mode {
        Mode::Figures(_) | Mode::Day(_) | Mode::Agenda(_) => None,
        Mode::Panes | Mode::Review(_) => model.subject().cloned(),
    };
    let about = edited.map(|(id, _)| id);
    // A convention that is signed from a school's dossier is what is changed, not the school.
    let viewing = match (about, shown) {
        (Some(about), Some(shown)) if same(&about, &shown) => Some(shown),
        (Some(about), _) => Some(about),
        (None, shown) => shown,
    };
    Presence { viewing, editing }
}
