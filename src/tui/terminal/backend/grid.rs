//! What the terminal shows, as far as gaps between two changes may be written again.

use super::style::CellStyle;

/// One cell as it was last written.
#[derive(Debug, Clone, Copy)]
struct Slot {
    byte: u8,
    style: CellStyle,
}

/// The cells of the terminal; a cell that is not one ASCII character is unknown.
#[derive(Debug, Default)]
pub(super) struct Grid {
    width: u16,
    slots: Vec<Option<Slot>>,
}

impl Grid {
    /// Takes the size of the terminal, all cells erased.
    pub(super) fn erase(&mut self, width: u16, height: u16) {
        let blank = Slot {
            byte: b' ',
            style: CellStyle::PLAIN,
        };
        self.width = width;
        self.slots.clear();
        self.slots
            .resize(usize::from(width) * usize::from(height), Some(blank));
    }

    /// Records what was written in a cell of `width` columns.
    pub(super) fn put(&mut self, x: u16, y: u16, symbol: &str, width: u16, style: CellStyle) {
        let slot = match symbol.as_bytes() {
            [byte @ b' '..=b'~'] => Some(Slot { byte: *byte, style }),
            _ => None,
        };
        for column in x..x.saturating_add(width.max(1)).min(self.width) {
            let index = self.index(column, y);
            if let Some(cell) = self.slots.get_mut(index) {
                *cell = slot;
            }
        }
    }

    /// Gives the characters of row `y` from column `from` up to `to`, if all are known and look the same
    /// when written with `style`.
    pub(super) fn between(&self, from: u16, to: u16, y: u16, style: CellStyle) -> Option<Vec<u8>> {
        let cells = self.slots.get(self.index(from, y)..self.index(to, y))?;
        cells
            .iter()
            .map(|slot| slot.filter(|slot| alike(*slot, style)).map(|slot| slot.byte))
            .collect()
    }

    /// True where the cells of row `y` from column `from` up to `to` are erased, or look so.
    pub(super) fn is_blank(&self, from: u16, to: u16, y: u16) -> bool {
        let cells = self.slots.get(self.index(from, y)..self.index(to, y));
        let blank = |slot: &Option<Slot>| slot.is_some_and(|slot| slot.byte == b' ' && slot.style.erases());
        cells.is_some_and(|cells| cells.iter().all(blank))
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.width) + usize::from(x)
    }
}

fn alike(slot: Slot, style: CellStyle) -> bool {
    if slot.byte == b' ' {
        slot.style.same_blank(style)
    } else {
        slot.style == style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_blank_until_something_is_written_there() {
        let mut grid = Grid::default();
        grid.erase(10, 2);
        assert!(grid.is_blank(0, 10, 1) && grid.is_blank(3, 3, 1));
        grid.put(4, 1, "é", 1, CellStyle::PLAIN);
        assert!(!grid.is_blank(0, 10, 1));
        assert!(grid.is_blank(5, 10, 1) && grid.is_blank(0, 10, 0));
    }

    #[test]
    fn a_gap_is_known_until_something_else_than_ascii_is_written() {
        let mut grid = Grid::default();
        grid.erase(10, 2);
        grid.put(1, 1, "a", 1, CellStyle::PLAIN);
        assert_eq!(grid.between(0, 3, 1, CellStyle::PLAIN), Some(b" a ".to_vec()));
        grid.put(1, 1, "é", 1, CellStyle::PLAIN);
        assert_eq!(grid.between(0, 3, 1, CellStyle::PLAIN), None);
        assert_eq!(grid.between(9, 13, 1, CellStyle::PLAIN), None, "past the end");
    }
}
