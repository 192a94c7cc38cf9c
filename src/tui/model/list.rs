//! A list: a window of its rows, and the record under the operator's cursor.
//!
//! Invariant: the selection is a record; its place is where that record was last seen.

use crate::config::state::State;
use crate::domain::query::page::{MAX_ROWS, Page, Row};
use crate::domain::query::row::{Column, ColumnId, chosen, usual};
use crate::domain::query::{Query, Sort};
use crate::domain::record::RecordId;

use super::company::school_of;
use super::field::Field;
use super::marks::Marks;
use super::name::ListName;
use super::showing::{Opened, Showing};

/// The fewest rows that are asked for at once.
const WINDOW: usize = 120;

/// What is to be selected when the page asked for comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// The record, wherever it is now.
    Record(RecordId),
    /// Whatever is at the place of the selection.
    Place,
}

/// A request on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub number: u64,
    /// The first row asked for.
    pub offset: usize,
    /// What is to be selected.
    pub want: Want,
    /// Colleagues changed the base: the operator asked for nothing, and nothing moves under their hand.
    pub news: bool,
    /// The rows that come are others than those shown, or the selection is not at its place among them yet.
    pub moves: bool,
}

/// What decides which rows a list has, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Narrowed {
    text: String,
    sort: Sort,
    scope: Vec<RecordId>,
}

/// What is wrong with the search bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarError {
    pub message: String,
    /// The byte range of the bar.
    pub span: (usize, usize),
}

/// A list and the part of it that was read.
#[derive(Debug, Clone)]
pub struct List {
    pub name: ListName,
    pub search: Field,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns, in order; none means the usual ones.
    pub columns: Vec<ColumnId>,
    pub view: Option<Opened>,
    /// What is wrong with the search bar; the rows are then those of before.
    pub error: Option<BarError>,
    /// What became of keys that the search bar names and that were corrected since, in French.
    pub followed: Vec<String>,
    /// The rows read.
    pub rows: Vec<Row>,
    /// The place of the first row read.
    pub offset: usize,
    /// How many rows the list has.
    pub total: usize,
    /// How many it would have without search and scope.
    pub unfiltered: usize,
    /// How many records it has, and would have so: a school has a row for each of its deployments.
    pub records: (usize, usize),
    /// The selected record; none while its row is not read.
    pub selected: Option<RecordId>,
    /// The place of the selection.
    pub place: usize,
    /// The first visible row.
    pub top: usize,
    /// How many rows are visible.
    pub height: usize,
    /// The request on its way.
    pub asked: Option<Asked>,
    /// What the rows read were asked by.
    shown: Option<Narrowed>,
    /// What the rows on their way were asked by.
    coming: Option<Narrowed>,
    /// True once a page has come.
    pub loaded: bool,
    /// The revision of the base that the rows show.
    pub revision: u64,
    /// The revision that they are to show; none once it was asked for.
    pub due: Option<u64>,
    pub marks: Marks,
}

impl List {
    /// An unread list.
    pub fn new(name: ListName) -> Self {
        Self {
            name,
            search: Field::default(),
            sort: Sort::default(),
            columns: Vec::new(),
            view: None,
            error: None,
            followed: Vec::new(),
            rows: Vec::new(),
            offset: 0,
            total: 0,
            unfiltered: 0,
            records: (0, 0),
            selected: None,
            place: 0,
            top: 0,
            height: 1,
            asked: None,
            shown: None,
            coming: None,
            loaded: false,
            revision: 0,
            due: None,
            marks: Marks::default(),
        }
    }

    /// The row at a place, if it was read.
    pub fn row(&self, place: usize) -> Option<&Row> {
        self.rows.get(place.checked_sub(self.offset)?)
    }

    /// The selected row, if it was read.
    pub fn selected_row(&self) -> Option<&Row> {
        self.row(self.place).filter(|row| Some(row.id()) == self.selected)
    }

    /// The visible rows with their places.
    pub fn visible(&self) -> impl Iterator<Item = (usize, Option<&Row>)> {
        let end = self.total.min(self.top + self.height);
        (self.top..end).map(|place| (place, self.row(place)))
    }

    /// Lists what so many rows show of the visible part: where they are fewer than usual, the selection stays in them.
    pub fn shown(&self, rows: usize) -> impl Iterator<Item = (usize, Option<&Row>)> {
        let hidden = (self.place + 1).saturating_sub(self.top + rows);
        self.visible().skip(hidden)
    }

    /// Selects the row at a place; beyond the end, the last.
    pub fn select(&mut self, place: usize) {
        self.place = place.min(self.total.saturating_sub(1));
        self.selected = self.row(self.place).map(Row::id);
        self.reveal();
    }

    /// Moves the visible part, by half of it, until the selection is in it.
    pub fn reveal(&mut self) {
        let half = (self.height / 2).max(1);
        let last = self.total.saturating_sub(self.height);
        if self.place < self.top {
            self.top = (self.place + 1).saturating_sub(half);
        } else if self.place >= self.top + self.height {
            self.top = (self.place + half + 1).saturating_sub(self.height);
        }
        self.top = self.top.min(last);
    }

    /// Moves the visible part by rows; the selection stays on its record as long as that is in sight.
    pub fn scroll(&mut self, by: isize) {
        let last = self.total.saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(by).min(last);
        let place = self.place.clamp(self.top, self.top + self.height - 1);
        if place != self.place {
            self.select(place);
        }
    }

    /// Takes the height of the pane.
    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.reveal();
    }

    /// The first row to ask for, where rows are missing around the visible ones.
    pub fn missing(&self) -> Option<usize> {
        let first = self.top.saturating_sub(self.height);
        let end = self.total.min(self.top + 2 * self.height);
        let read = self.offset..self.offset + self.rows.len();
        let held = first >= read.start && end <= read.end;
        let offset = self.window_start(self.top);
        let on_its_way = self.asked.as_ref().is_some_and(|asked| asked.offset == offset);
        (!held && !on_its_way).then_some(offset)
    }

    /// Where to start reading so that a place is well inside what is read.
    pub fn window_start(&self, place: usize) -> usize {
        place.saturating_sub(self.window() / 2)
    }

    fn window(&self) -> usize {
        (self.height * 4).clamp(WINDOW, MAX_ROWS)
    }

    /// The query of a part of the list.
    pub fn query(&self, scope: Vec<RecordId>, offset: usize, want: &Want) -> Query {
        Query {
            scope,
            text: self.search.text().trim().to_owned(),
            sort: self.sort,
            offset,
            around: match want {
                Want::Record(id) => Some(id.clone()),
                Want::Place => None,
            },
            marked: self.marks.ids(),
            ..Query::all(self.name.pane(), self.window())
        }
    }

    /// Notes that a page is asked for.
    pub fn ask(&mut self, number: u64, query: &Query, want: Want, news: bool) {
        let coming = Narrowed {
            text: query.text.clone(),
            sort: query.sort,
            scope: query.scope.clone(),
        };
        let elsewhere = match &want {
            Want::Record(id) => self.row(self.place).map(Row::id).as_ref() != Some(id),
            Want::Place => false,
        };
        self.asked = Some(Asked {
            number,
            offset: query.offset,
            want,
            news,
            moves: self.shown.as_ref() != Some(&coming) || elsewhere,
        });
        self.coming = Some(coming);
        self.due = None;
    }

    /// True while other rows are on their way: those shown are not what a key is meant for.
    pub fn is_behind(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.moves)
    }

    /// Takes a page in. Returns the offset to ask for, with the same want, where the selection is outside it.
    pub fn receive(&mut self, page: Page, want: &Want) -> Option<usize> {
        let found = page.position;
        let line = self.place.saturating_sub(self.top);
        let news = self.asked.as_ref().is_some_and(|asked| asked.news);
        self.marks.follow(page.held, &page.rows);
        self.revision = page.revision;
        self.rows = page.rows;
        self.offset = page.offset;
        self.total = page.total;
        self.unfiltered = page.unfiltered;
        self.records = page.records;
        self.followed = page.followed;
        (self.asked, self.error, self.loaded) = (None, None, true);
        self.shown = self.coming.take();
        match want {
            Want::Record(id) => self.follow(id, found),
            Want::Place => self.select(self.place),
        }
        if news {
            self.top = self.place.saturating_sub(line);
            self.reveal();
        }
        let read = self.offset..self.offset + self.rows.len();
        (self.total > 0 && !read.contains(&self.place)).then(|| self.window_start(self.place))
    }

    /// Selects a record where it is now, unless the operator has moved on since it was asked for.
    fn follow(&mut self, id: &RecordId, found: Option<usize>) {
        if self.selected.as_ref().is_some_and(|selected| selected != id) {
            let moved_to = self.selected.clone().and_then(|selected| self.find(&selected));
            return self.select(moved_to.unwrap_or(self.place));
        }
        let place = found.or_else(|| self.find_kin(id)).unwrap_or(self.place);
        self.select(place);
        if self.selected.is_none() {
            // Its row is not read yet: the page that holds it is asked for next.
            self.selected = found.map(|_| id.clone());
        }
    }

    fn find(&self, id: &RecordId) -> Option<usize> {
        let index = self.rows.iter().position(|row| row.id() == *id)?;
        Some(self.offset + index)
    }

    /// Finds the row of the same school: its first deployment takes the place of the school alone.
    fn find_kin(&self, id: &RecordId) -> Option<usize> {
        let uai = school_of(id)?;
        let index = self
            .rows
            .iter()
            .position(|row| school_of(&row.id()) == Some(uai))?;
        Some(self.offset + index)
    }
}

impl List {
    /// How it is shown now.
    pub fn showing(&self) -> Showing {
        Showing {
            text: self.search.text().to_owned(),
            sort: self.sort,
            columns: self.columns.clone(),
            view: self.view.clone(),
        }
    }

    /// Shows it so; its rows are to be asked for.
    pub fn show(&mut self, showing: Showing) {
        self.error = None;
        self.search.set(showing.text);
        self.sort = showing.sort;
        self.columns = showing.columns;
        self.view = showing.view;
    }

    /// Opens a view: its filter, its order, and its columns or those that the operator chose for the list.
    pub fn open_view(&mut self, mut view: Opened, state: &State) {
        let pane = self.name.pane();
        if view.columns.is_empty() {
            view.columns = state.columns.get(&pane).cloned().unwrap_or_default();
        } else if view.columns == usual(pane) {
            view.columns.clear();
        }
        self.show(Showing {
            text: view.text.clone(),
            sort: view.sort,
            columns: view.columns.clone(),
            view: Some(view),
        });
    }

    /// Leaves the view: the order and the columns are again those that the operator chose for the list.
    pub fn leave_view(&mut self, state: &State) {
        if self.view.take().is_some() {
            self.recall(state);
        }
    }

    /// Takes the order and the columns that the operator chose for the list.
    pub fn recall(&mut self, state: &State) {
        let pane = self.name.pane();
        self.sort = state.sorts.get(&pane).copied().unwrap_or_default();
        self.columns = state.columns.get(&pane).cloned().unwrap_or_default();
    }

    /// True where the list is no longer as the view that was opened.
    pub fn is_modified(&self) -> bool {
        let now = (self.search.text().trim(), self.sort, &self.columns);
        let view = self.view.as_ref();
        view.is_some_and(|view| (view.text.as_str(), view.sort, &view.columns) != now)
    }

    /// The columns, in order.
    pub fn shown_columns(&self) -> Vec<&'static Column> {
        chosen(self.name.pane(), &self.columns)
    }
}
