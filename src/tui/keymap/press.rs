//! What a key asks for where the focus is: what every screen answers, a verb, or a character of text.

use super::Verb;

/// How the cursor moves in what has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

impl Step {
    /// The rows that it moves by, in a pane of so many.
    pub fn rows(self, page: isize) -> isize {
        match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::PageUp => -page.max(1),
            Self::PageDown => page.max(1),
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        }
    }
}

/// What is done to a text at its caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Left,
    Right,
    Start,
    End,
    DeleteBefore,
    DeleteAfter,
    DeleteWord,
    Clear,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    Step(Step),
    Edit(Edit),
    Accept,
    Confirm,
    Save,
    Cancel,
    Back,
    NextField,
    PreviousField,
    Mark,
    MarkAll,
    MarkInverse,
    MarkNone,
    ColumnLeft,
    ColumnRight,
    Help,
    Palette,
    Quit,
    /// Any other verb.
    Verb(Verb),
    /// A character of text.
    Char(char),
}

/// The verbs that every screen answers in its own way.
const ANSWERED: [(Verb, Press); 30] = [
    (Verb::Up, Press::Step(Step::Up)),
    (Verb::Down, Press::Step(Step::Down)),
    (Verb::PageUp, Press::Step(Step::PageUp)),
    (Verb::PageDown, Press::Step(Step::PageDown)),
    (Verb::First, Press::Step(Step::First)),
    (Verb::Last, Press::Step(Step::Last)),
    (Verb::CaretLeft, Press::Edit(Edit::Left)),
    (Verb::CaretRight, Press::Edit(Edit::Right)),
    (Verb::CaretStart, Press::Edit(Edit::Start)),
    (Verb::CaretEnd, Press::Edit(Edit::End)),
    (Verb::DeleteBefore, Press::Edit(Edit::DeleteBefore)),
    (Verb::DeleteAfter, Press::Edit(Edit::DeleteAfter)),
    (Verb::DeleteWord, Press::Edit(Edit::DeleteWord)),
    (Verb::ClearField, Press::Edit(Edit::Clear)),
    (Verb::Accept, Press::Accept),
    (Verb::Confirm, Press::Confirm),
    (Verb::Save, Press::Save),
    (Verb::Cancel, Press::Cancel),
    (Verb::Back, Press::Back),
    (Verb::NextField, Press::NextField),
    (Verb::PreviousField, Press::PreviousField),
    (Verb::Mark, Press::Mark),
    (Verb::MarkAll, Press::MarkAll),
    (Verb::MarkInverse, Press::MarkInverse),
    (Verb::MarkNone, Press::MarkNone),
    (Verb::ColumnLeft, Press::ColumnLeft),
    (Verb::ColumnRight, Press::ColumnRight),
    (Verb::Help, Press::Help),
    (Verb::Palette, Press::Palette),
    (Verb::Quit, Press::Quit),
];

impl From<Verb> for Press {
    fn from(verb: Verb) -> Self {
        let answered = ANSWERED.iter().find(|(one, _)| *one == verb);
        answered.map_or(Self::Verb(verb), |(_, press)| *press)
    }
}

impl Press {
    /// The verb of the table that asks for it; none for a character.
    pub fn verb(self) -> Option<Verb> {
        if let Self::Verb(verb) = self {
            return Some(verb);
        }
        let answered = ANSWERED.iter().find(|(_, press)| *press == self);
        answered.map(|(verb, _)| *verb)
    }
}
