//! A list, and its pages.

use std::collections::HashSet;

use super::ranked::{At, OF_SCHOOL, Rows};
use crate::domain::query::former::followed;
use crate::domain::query::page::{MAX_ROWS, Page, Row, Summary};
use crate::domain::query::row;
use crate::domain::query::source::Source;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;

/// The list that answers a query. It stays true until the day index changes.
#[derive(Debug)]
pub struct List {
    pane: Pane,
    /// The free words, which the rows highlight.
    words: String,
    rows: Rows,
    unfiltered: usize,
    summary: Summary,
}

impl List {
    pub(super) fn new(pane: Pane, words: &str, rows: Rows, unfiltered: usize, summary: Summary) -> Self {
        Self {
            pane,
            words: words.to_owned(),
            rows,
            unfiltered,
            summary,
        }
    }

    /// Every row.
    pub(super) fn rows(&mut self) -> &[At] {
        self.rows.all()
    }

    /// Makes the page that a query asks for; only its rows are made.
    pub fn page(&mut self, source: Source<'_>, query: &Query) -> Page {
        let pane = self.pane;
        let position = query.around.as_ref().and_then(|id| self.position(source, id));
        let held = self.held(source, &query.marked);
        let offset = query.offset.min(self.rows.total());
        let words = &self.words;
        let rows = self.rows.page(offset, query.limit.min(MAX_ROWS));
        let rows = rows
            .iter()
            .filter_map(|at| row(source, pane, *at, words))
            .collect();
        Page {
            revision: source.registry.revision(),
            day: source.day_index.day(),
            looking: false,
            rows,
            offset,
            total: self.rows.total(),
            unfiltered: self.unfiltered,
            records: self.records(source),
            position,
            held,
            followed: followed(source.registry, &query.text).1,
            summary: self.summary,
        }
    }

    /// How many records it has, and would have if nothing narrowed it.
    fn records(&self, source: Source<'_>) -> (usize, usize) {
        if self.pane == Pane::Schools {
            (self.summary.schools(), source.day_index.summary().schools())
        } else {
            (self.rows.total(), self.unfiltered)
        }
    }

    /// Where a record is in the list.
    fn position(&mut self, source: Source<'_>, id: &RecordId) -> Option<usize> {
        let day_index = source.day_index;
        match (self.pane, id) {
            (Pane::Schools, RecordId::School(uai)) => self.rows.position(day_index.place_of(*uai)?, |_| true),
            (Pane::Schools, RecordId::Deployment(deployment)) => {
                let place = day_index.place_of(deployment.school)?;
                let lines = day_index.entries()[place as usize].lines();
                let wanted = Some(deployment.category);
                self.rows
                    .position(place, |line| lines[line as usize].assessment.category == wanted)
            }
            (Pane::Schools, _) => None,
            (Pane::Everything, _) => self.position_of_any(source, id),
            _ => self.rows.position(day_index.named_place(id)?, |_| true),
        }
    }

    /// How many of some records the list holds. A deployment counts where its own row is there, not another of its
    /// school.
    fn held(&mut self, source: Source<'_>, marked: &[RecordId]) -> usize {
        if marked.is_empty() {
            return 0;
        }
        let wanted: HashSet<At> = marked
            .iter()
            .filter_map(|id| exact(source, self.pane, id))
            .collect();
        self.rows.held(&wanted)
    }

    fn position_of_any(&mut self, source: Source<'_>, id: &RecordId) -> Option<usize> {
        let day_index = source.day_index;
        let at = match id {
            RecordId::School(uai) => At {
                place: day_index.place_of(*uai)?,
                line: OF_SCHOOL,
            },
            _ => At {
                place: day_index.named_place(id)?,
                line: 0,
            },
        };
        self.rows.all().iter().position(|row| *row == at)
    }
}

/// The row that is a record's own; none where it has none in that list.
fn exact(source: Source<'_>, pane: Pane, id: &RecordId) -> Option<At> {
    let day_index = source.day_index;
    let (uai, category) = match (pane, id) {
        (Pane::Everything, RecordId::School(uai)) => {
            let place = day_index.place_of(*uai)?;
            return Some(At {
                place,
                line: OF_SCHOOL,
            });
        }
        (Pane::Schools, RecordId::School(uai)) => (*uai, None),
        (Pane::Schools, RecordId::Deployment(id)) => (id.school, Some(id.category)),
        (Pane::Schools, _) => return None,
        _ => {
            let place = day_index.named_place(id)?;
            return Some(At { place, line: 0 });
        }
    };
    let place = day_index.place_of(uai)?;
    let mut lines = day_index.entries()[place as usize].lines().iter();
    let line = lines.position(|line| line.assessment.category == category)?;
    Some(At {
        place,
        line: u8::try_from(line).ok()?,
    })
}

fn row(source: Source<'_>, pane: Pane, at: At, words: &str) -> Option<Row> {
    let day_index = source.day_index;
    let place = at.place as usize;
    match pane {
        Pane::Schools => row::school(source, &day_index.entries()[place], usize::from(at.line), words),
        Pane::Everything if at.line == OF_SCHOOL => {
            row::any_school(source, &day_index.entries()[place], words)
        }
        Pane::Everything => row::any(source, &day_index.named()[place], words),
        _ => row::named(source, &day_index.named()[place]),
    }
}
