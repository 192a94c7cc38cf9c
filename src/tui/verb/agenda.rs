//! The agenda: opening it, whose it is, and the list of what falls on a day.

use crate::domain::date::full_day_fr;
use crate::domain::query::agenda::AgendaItem;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::service::DeskError;
use crate::tui::effect::{AgendaRead, Answer, Ask, Effect, Slot};
use crate::tui::model::agenda_page::AgendaPage;
use crate::tui::model::dialog::{Choice, Chooser, Dialog};
use crate::tui::model::{Mode, Model};
use crate::tui::update::ask::wait;

use super::{Chooses, Taken, UNEXPECTED, Waits, scope};

/// The things that fall on a day, while they are read.
#[derive(Debug, Clone)]
pub struct Asked(String);

/// The records that the things of a day lead to.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<RecordId>);

/// Opens the agenda on the day where it was left, else on the day J; or leaves it for the panes.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let mine = model.day_page().is_some_and(|page| page.mine);
    let today = model.options.today;
    if let Mode::Agenda(_) = model.mode {
        model.mode = Mode::Panes;
        return;
    }
    let left = model.agenda.take();
    let page = left.unwrap_or_else(|| Box::new(AgendaPage::new(today, mine)));
    model.searching = false;
    model.mode = Mode::Agenda(page);
    again(model, effects);
}

/// Reads it again; the cursor stays where it is.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let (ticket, query) = (model.ticket(Slot::Agenda), query(model));
    if let Some(page) = model.agenda_page_mut() {
        (page.asked, page.due) = (ticket.number, None);
        let (from, to) = page.time();
        effects.push(Effect::Ask(ticket, Ask::Agenda(Box::new(query), from, to)));
    }
}

/// The scope of the agenda: the portée, and whose it is.
fn query(model: &Model) -> Query {
    let text = model.agenda_page().map_or("", AgendaPage::text).to_owned();
    Query {
        scope: model.scope_ids(),
        text,
        ..Query::all(Pane::Schools, 0)
    }
}

/// Takes in what falls on the days.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(page) = model.agenda_page_mut() else {
        return;
    };
    match answer {
        Ok(Answer::Agenda(read)) => page.receive(Box::new(read.agenda), read.names),
        Ok(_) => page.error = Some(UNEXPECTED.to_owned()),
        Err(error) => page.error = Some(error.to_string()),
    }
}

/// Turns from the month to the week, and back.
pub fn turn(model: &mut Model) {
    if let Some(page) = model.agenda_page_mut() {
        page.by_week = !page.by_week;
    }
}

/// Asks for what falls on the day under the cursor.
pub fn list(model: &mut Model, effects: &mut Vec<Effect>) {
    let query = Box::new(query(model));
    if let Some(page) = model.agenda_page() {
        let day = page.at;
        wait(
            model,
            Asked(full_day_fr(day)),
            Ask::Agenda(query, day, day),
            effects,
        );
    }
}

impl Waits<Box<AgendaRead>> for Asked {
    fn answered(self, model: &mut Model, read: Box<AgendaRead>, _effects: &mut Vec<Effect>) {
        let choice = |(item, name): (&_, &String)| choice(item, name);
        let choices: Vec<Choice> = read.agenda.items.iter().zip(&read.names).map(choice).collect();
        let whole: usize = read.agenda.counts.iter().map(|count| count.count).sum();
        let shown = choices.len();
        let about = match read.agenda.holidays.first() {
            _ if shown < whole => format!("{}, les {shown} premiers de {whole}", self.0),
            Some(found) => format!("{}, {}", self.0, found.name),
            None => self.0,
        };
        let records = read.agenda.items.into_iter().map(|item| item.record).collect();
        let chooser = Chooser::new("Agenda", &about, choices, Choosing(records)).or_else("Rien ce jour-là");
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

fn choice(item: &AgendaItem, name: &str) -> Choice {
    Choice::new(name, item.kind.labels()[0])
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let Some(record) = self.0.get(taken.place).cloned() else {
            return;
        };
        model.dialog = None;
        if let Mode::Agenda(page) = std::mem::take(&mut model.mode) {
            model.agenda = Some(page);
        }
        scope::go_to(model, record, effects);
    }
}
