//! Whole numbers within bounds.

use std::ops::RangeInclusive;

use super::plain::without_decimals;
use super::{Cell, CellError, CellResult};

/// Makes a parser of whole numbers within `bounds`.
pub fn number(bounds: RangeInclusive<u32>) -> impl Fn(&str) -> CellResult<u32> {
    move |cell| {
        let read = without_decimals(cell)
            .parse()
            .ok()
            .filter(|number| bounds.contains(number));
        read.map(Cell::plain).ok_or(CellError::Number {
            least: *bounds.start(),
            most: *bounds.end(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_whole_numbers_within_bounds() {
        let months = number(1..=600);
        assert_eq!(months("12").unwrap().value, 12);
        assert_eq!(months("12.0").unwrap().value, 12);
        for wrong in ["0", "601", "-1", "1,5", "", "99999999999"] {
            assert!(months(wrong).is_err(), "{wrong}");
        }
    }
}
