//! The dashboard: pictures of the figures, and the mark under the operator's cursor.
//!
//! Invariant: the cursor is on a mark of the picture, where the picture has one.

pub mod parts;
mod picture;
pub mod place;

pub use picture::{PARTS, Picture, PictureCount, Unit};

use crate::domain::query::Query;
use crate::domain::query::figures::Figures;
use crate::tui::model::showing::Showing;

/// The figures of a list, the picture they are drawn as, and where the cursor is in it.
#[derive(Debug, Clone)]
pub struct Dashboard {
    /// The list of schools that is counted.
    pub source: Query,
    /// What narrows it, in words; empty for the whole list.
    pub label: String,
    /// How the list of schools was shown when a mark was opened.
    pub before: Option<Showing>,
    /// The figures, once they have come.
    pub figures: Option<Box<Figures>>,
    /// Why there are none.
    pub error: Option<String>,
    /// The number of the request on its way.
    pub asked: u64,
    /// The revision that the figures are to show; none once it was asked for.
    pub due: Option<u64>,
    pub picture: Picture,
    /// The marks of the picture, row by row; no row is empty.
    pub rows: Vec<Vec<PictureCount>>,
    /// The mark under the cursor: its row, and its place there.
    pub cursor: (usize, usize),
}

impl Dashboard {
    /// A dashboard whose figures are not counted yet.
    pub fn new(source: Query, label: String) -> Self {
        Self {
            source,
            label,
            before: None,
            figures: None,
            error: None,
            asked: 0,
            due: None,
            picture: Picture::Stages,
            rows: Vec::new(),
            cursor: (0, 0),
        }
    }

    /// Takes the figures in; the cursor stays where it is as far as it can.
    pub fn receive(&mut self, figures: Box<Figures>) {
        self.rows = self.picture.rows(&figures);
        (self.figures, self.error) = (Some(figures), None);
        self.place(self.cursor.0, self.cursor.1);
    }

    /// Says why there are no figures.
    pub fn fail(&mut self, why: String) {
        self.error = Some(why);
    }

    /// The mark under the cursor.
    pub fn mark(&self) -> Option<&PictureCount> {
        self.rows.get(self.cursor.0)?.get(self.cursor.1)
    }

    /// Moves the cursor by rows.
    pub fn step(&mut self, by: isize) {
        self.place(self.cursor.0.saturating_add_signed(by), self.cursor.1);
    }

    /// Moves the cursor to the mark on the left; before the first one, to the picture before.
    pub fn left(&mut self) {
        match self.cursor.1.checked_sub(1) {
            Some(before) => self.cursor.1 = before,
            None => self.turn(Picture::before),
        }
    }

    /// Moves the cursor to the mark on the right; after the last one, to the next picture.
    pub fn right(&mut self) {
        let row = self.rows.get(self.cursor.0).map_or(0, Vec::len);
        if self.cursor.1 + 1 < row {
            self.cursor.1 += 1;
        } else {
            self.turn(Picture::next);
        }
    }

    /// Shows another picture.
    pub fn turn(&mut self, to: fn(Picture) -> Picture) {
        self.picture = to(self.picture);
        self.cursor = (0, 0);
        self.rows = match &self.figures {
            Some(figures) => self.picture.rows(figures),
            None => Vec::new(),
        };
        self.cursor = self.picture.first(&self.rows);
    }

    /// Puts the cursor on a mark.
    pub fn point(&mut self, (row, place): (usize, usize)) {
        self.place(row, place);
    }

    /// Shows a picture.
    pub fn show(&mut self, picture: Picture) {
        self.picture = picture;
        self.turn(|picture| picture);
    }

    fn place(&mut self, row: usize, place: usize) {
        let row = row.min(self.rows.len().saturating_sub(1));
        let last = self
            .rows
            .get(row)
            .map_or(0, |marks| marks.len().saturating_sub(1));
        self.cursor = (row, place.min(last));
    }
}
