//! What a field of a form is: its label, its place in the stored record, and what may be typed in it.

use crate::domain::authority::{Label, Phrase};

/// What may be typed in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A name, an address, a reference: a text that says what something is.
    Text,
    /// A note, a reason, an answer: free text that is kept for others to read.
    Note,
    /// An e-mail address.
    Email,
    Postcode,
    /// The path of a file that is there.
    File,
    Day,
    /// A whole number of something, with its unit.
    Number(&'static str),
    Yes,
    /// One of a list: what is stored, and what is shown.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of a list that is stored as numbers.
    Code(&'static [(&'static str, &'static str)]),
    Id(Id),
    /// Codes of solutions, separated by a blank or a comma.
    Solutions,
    /// Another record, by its key.
    Record(Target),
}

/// An identifier that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Id {
    /// Of a legal entity.
    Siren,
    Uai,
    Insee,
    Departement,
    /// A solution's short code.
    Solution,
    /// A convention's number.
    Convention,
    /// A contract's reference.
    Contract,
    /// A version of a fiche.
    Version,
    /// An avenant's number.
    Amendment,
}

/// The records among which one is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The collectivités, by SIREN.
    Collectivite,
    /// The communes, by INSEE code.
    Commune,
    /// The communes by INSEE code, and the schools by UAI.
    Perimeter,
    School,
    Provider,
    Solution,
    Convention,
    /// The documents attached to the record of the form.
    Document,
    Any,
}

/// One value of a field, or of an item of a list.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Its name within the item, both on screen and, after `/`, in the stored form; empty where there is one only.
    pub label: Label,
    /// The name of the member in the stored item; empty where the item is the value itself.
    pub member: &'static str,
    /// What may be typed.
    pub input: Input,
    /// An item that holds anything does not exist without it.
    pub needed: bool,
}

impl Part {
    /// The same part, named by a phrase about the authority.
    pub const fn named(mut self, phrase: Phrase) -> Self {
        self.label = Label::Authority(phrase);
        self
    }

    /// The same part, without which an item does not exist.
    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }
}

/// A field.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a column of the tables of fields"
)]
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Its place in the stored record: names of members joined by `.`.
    pub path: &'static str,
    pub label: Label,
    /// The heading before it; empty where it goes on under the one before.
    pub section: &'static str,
    /// What is said of it while it has the cursor.
    pub hint: &'static str,
    /// Its values: one, or those of each item.
    pub parts: &'static [Part],
    /// It holds several items.
    pub many: bool,
    /// The record does not exist without it.
    pub needed: bool,
    /// It is part of the record's key: it is typed once.
    pub key: bool,
    /// It is asked only of a record that exists.
    pub later: bool,
}

impl Spec {
    /// The same field, named by a phrase about the authority.
    pub const fn named(mut self, phrase: Phrase) -> Self {
        self.label = Label::Authority(phrase);
        self
    }

    /// The same field under a heading.
    pub const fn under(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// The same field, with what is said of it.
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// The same field, without which the record does not exist.
    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// The same field, as part of the key.
    pub const fn key(mut self) -> Self {
        self.key = true;
        self.needed = true;
        self
    }

    /// The same field, as part of the key where it has a value.
    pub const fn fixed(mut self) -> Self {
        self.key = true;
        self
    }

    /// The same field, for several items.
    pub const fn many(mut self) -> Self {
        self.many = true;
        self
    }

    /// The same field, asked only of a record that exists.
    pub const fn later(mut self) -> Self {
        self.later = true;
        self
    }
}

/// A field of parts.
pub const fn group(path: &'static str, label: &'static str, parts: &'static [Part]) -> Spec {
    Spec {
        path,
        label: Label::Own(label),
        section: "",
        hint: "",
        parts,
        many: true,
        needed: false,
        key: false,
        later: false,
    }
}

/// A part of an item.
pub const fn part(member: &'static str, label: &'static str, input: Input) -> Part {
    Part {
        label: Label::Own(label),
        member,
        input,
        needed: false,
    }
}

/// Declares the field of one value of an input.
macro_rules! field {
    ($path:literal, $label:expr, $input:expr) => {{
        const PARTS: &[$crate::tui::form::spec::Part] = &[$crate::tui::form::spec::part("", "", $input)];
        let mut spec = $crate::tui::form::spec::group($path, $label, PARTS);
        spec.many = false;
        spec
    }};
}

pub(super) use field;
