//! The cells of a row that is set aside, in as little memory as the file gives them.

/// The cells of a row: those that are not empty, one after the other in one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptCells {
    text: Box<str>,
    /// The place of each cell that is not empty, and where it ends in the text.
    ends: Box<[(usize, usize)]>,
    width: usize,
}

impl KeptCells {
    /// Returns a cell, empty where the row has none at this place.
    pub fn get(&self, place: usize) -> &str {
        let Ok(index) = self.ends.binary_search_by_key(&place, |(place, _)| *place) else {
            return "";
        };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before].1);
        &self.text[start..self.ends[index].1]
    }

    /// Returns all cells in their order, empty ones included.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.width).map(|place| self.get(place))
    }
}

impl<'c> FromIterator<&'c str> for KeptCells {
    fn from_iter<I: IntoIterator<Item = &'c str>>(cells: I) -> Self {
        let (mut text, mut ends, mut width) = (String::new(), Vec::new(), 0);
        for (place, cell) in cells.into_iter().enumerate() {
            width = place + 1;
            if !cell.is_empty() {
                text.push_str(cell);
                ends.push((place, text.len()));
            }
        }
        Self {
            text: text.into(),
            ends: ends.into(),
            width,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were() {
        for cells in [vec![], vec![""], vec!["", "é", "", "b\n;c", ""], vec!["a", "b"]] {
            let kept: KeptCells = cells.iter().copied().collect();
            assert_eq!(kept.iter().collect::<Vec<_>>(), cells);
            assert_eq!(kept.get(cells.len()), "");
        }
    }

    #[test]
    fn empty_cells_take_no_room() {
        let kept: KeptCells = std::iter::repeat_n("", 1_999).chain(["x"]).collect();
        assert_eq!((kept.text.len(), kept.ends.len(), kept.width), (1, 1, 2_000));
    }
}
