//! Names that many schools share, each held once, folded, under a number.

use std::collections::HashMap;

use crate::text::fold;

/// The number of a name among those of its kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// A name and its folded form.
#[derive(Debug, Clone)]
pub struct Name {
    pub written: Box<str>,
    /// As it is compared.
    pub folded: Box<str>,
}

/// The distinct names of one kind. A name that no school has any more keeps its number.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    /// The number of a name, given out on its first use.
    pub(super) fn number(&mut self, written: &str) -> NameId {
        if let Some(number) = self.numbers.get(written) {
            return NameId(*number);
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(Name {
            written: written.into(),
            folded: fold(written).into(),
        });
        self.numbers.insert(written.into(), number);
        NameId(number)
    }

    /// A name by its number.
    pub fn get(&self, id: NameId) -> &Name {
        &self.names[id.0 as usize]
    }

    /// Every name with its number.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &Name)> {
        (0..).map(NameId).zip(&self.names)
    }

    /// How many numbers are given out.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True when there is no name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
