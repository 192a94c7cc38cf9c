//! The calls of the desk, answered in process.

use std::fs::File;
use std::io::Write;
use std::time::Duration;

use super::Local;
use super::history::named;
use super::undo_steps::UndoSteps;
use chrono::NaiveDate;

use crate::domain::command::{ImportKind, MOST_AT_ONCE, Order, OrderId};
use crate::domain::document::DocumentId;
use crate::domain::id::Uai;
use crate::domain::query::agenda::{Agenda, agenda};
use crate::domain::query::causes::{CauseCount, causes};
use crate::domain::query::day_work::{DayWork, day_work};
use crate::domain::query::figures::{Figures, figures};
use crate::domain::query::language::{Completion, completions};
use crate::domain::query::page::Page;
use crate::domain::query::shared::{Shared, shared};
use crate::domain::query::ties::{Tie, ties};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::{NoMany, Refusal};
use crate::domain::rule::{Explained, explain};
use crate::domain::view::View;
use crate::exchange::Detail;
use crate::exchange::source::Source;
use crate::service::{
    Deed, Desk, DeskError, Dossier, HistoryLine, Operator, Outcome, Planned, Receipt, Revision,
};
use crate::text::fold;

impl Desk for Local {
    fn query(&self, query: &Query) -> Result<Page, DeskError> {
        let shown = self.shown();
        if !query.text.trim().is_empty() {
            self.warm.settle(&shown.day_index);
        }
        let mut lists = shown.lists.borrow_mut();
        let page = lists.page(self.source(&shown.day_index), query);
        if let Err(unread) = self.journal.days_were_read() {
            lists.forget();
            return Err(unread.into());
        }
        Ok(Page {
            looking: self.may_write().is_err(),
            ..page?
        })
    }

    fn complete(&self, pane: Pane, text: &str, cursor: usize) -> Result<Vec<Completion>, DeskError> {
        Ok(completions(text, cursor, self.source(&self.day_index()), pane))
    }

    fn open(&self, record: &RecordId) -> Result<Dossier, DeskError> {
        let record = self.registry.follow(record);
        self.seen(&record)?;
        self.dossier(&record)
    }

    fn history(&self, record: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        let record = self.registry.follow(record);
        self.seen(&record)?;
        self.history_of(&record)
    }

    fn preview(&self, order: &Order) -> Result<Outcome, DeskError> {
        self.outcome(order)
    }

    fn preview_each(&self, orders: &[Order]) -> Result<Vec<Result<Outcome, Refusal>>, DeskError> {
        if orders.len() > MOST_AT_ONCE {
            return Err(Refusal::Many(NoMany::TooMany).into());
        }
        self.outcomes(orders)
    }

    fn execute(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        self.still_there()?;
        let answer = self.noted(|desk| desk.carry_out(order));
        // The store may have kept what it says it failed to write.
        match &answer {
            Err(DeskError::Store(_)) if self.reload().is_ok() => self.found_or(order, answer),
            _ => answer,
        }
    }

    fn fates(&self, orders: &[OrderId]) -> Result<Vec<Option<u64>>, DeskError> {
        orders.iter().map(|id| self.fate(*id)).collect()
    }

    fn figures(&self, scope: &Query) -> Result<Figures, DeskError> {
        Ok(figures(self.source(&self.day_index()), scope, self.target)?)
    }

    fn causes(&self, scope: &Query) -> Result<Vec<CauseCount>, DeskError> {
        Ok(causes(self.source(&self.day_index()), scope)?)
    }

    fn day_work(&self, scope: &Query) -> Result<DayWork, DeskError> {
        Ok(day_work(self.source(&self.day_index()), scope)?)
    }

    fn agenda(&self, scope: &Query, from: NaiveDate, to: NaiveDate) -> Result<Agenda, DeskError> {
        Ok(agenda(self.source(&self.day_index()), scope, from, to)?)
    }

    fn names(&self, records: &[RecordId]) -> Result<Vec<String>, DeskError> {
        let name = |id: &RecordId| match self.seen(id) {
            Ok(()) => named(&self.registry, &self.registry.follow(id)),
            Err(_) => id.to_string(),
        };
        Ok(records.iter().map(name).collect())
    }

    fn ties(&self, records: &[RecordId]) -> Result<Vec<Vec<Tie>>, DeskError> {
        let day_index = self.day_index();
        let source = self.source(&day_index);
        let tied = |record: &RecordId| ties(source, &self.registry.follow(record));
        Ok(records.iter().map(tied).collect())
    }

    fn companions(&self, record: &RecordId) -> Result<Vec<Shared>, DeskError> {
        let record = self.registry.follow(record);
        if self.registry.version(&record).is_none() {
            return Err(Refusal::Unknown(record).into());
        }
        Ok(shared(self.source(&self.day_index()), &record))
    }

    fn explain(&self, school: Uai) -> Result<Vec<Explained>, DeskError> {
        let id = self.registry.follow(&RecordId::School(school));
        let Some(Record::School(school)) = self.registry.get(&id) else {
            return Err(Refusal::Unknown(id).into());
        };
        let day_index = self.day_index();
        let (day, policy) = (day_index.day(), day_index.policy());
        let mut explained = explain(&self.registry, &school, day, policy);
        self.explain_reviews(self.source(&day_index), school.uai, &mut explained)?;
        Ok(explained)
    }

    fn undoable(&self) -> Result<Option<Deed>, DeskError> {
        self.last_deed(UndoSteps::undoable)
    }

    fn redoable(&self) -> Result<Option<Deed>, DeskError> {
        self.last_deed(UndoSteps::redoable)
    }

    fn views(&self) -> Result<Vec<View>, DeskError> {
        let views = self.registry.views().iter();
        let mut seen: Vec<View> = views
            .filter(|view| view.is_seen_by(&self.actor))
            .cloned()
            .collect();
        seen.sort_by_key(|view| (fold(&view.name), view.number));
        Ok(seen)
    }

    /// Answers at once: nobody else changes a base that this process holds.
    fn changes(&self, since: u64, _wait: Duration) -> Result<Revision, DeskError> {
        Ok(Revision {
            seq: self.registry.revision(),
            touched: self.recent.touched(since),
            closed: self.closed.clone(),
        })
    }

    fn attach(&mut self, order: &Order, file: &File) -> Result<Receipt, DeskError> {
        self.attach_file(order, file)
    }

    fn plan(&mut self, kind: ImportKind, source: &Source, detail: Detail) -> Result<Planned, DeskError> {
        self.planned_of(kind, source, detail)
    }

    fn import(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        self.import_planned(order)
    }

    fn document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError> {
        self.give_document(id, out)
    }

    fn operator(&self) -> Result<Operator, DeskError> {
        Ok(Operator {
            actor: self.actor.clone(),
            rights: self.rights.clone(),
        })
    }
}
