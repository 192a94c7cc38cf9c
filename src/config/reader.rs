//! Reads the values of a configuration and gathers what is wrong with them.

use std::ops::Range;
use std::path::Path;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::domain::date::parse_day;

use super::Problem;
use crate::text::nearest;

/// The largest number of days or months that a threshold may have: ten years of days.
const LARGEST: u32 = 3_660;

/// A key with its place, and its value with its place.
pub(super) type Pair<'p, 'i> = (&'p Spanned<DeString<'i>>, &'p Spanned<DeValue<'i>>);

/// The text under reading, and its faults so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    file: &'t Path,
    problems: Vec<Problem>,
    /// Lines that are not TOML: what was made of them is not worth a fault.
    broken: Vec<usize>,
}

impl<'t> Reader<'t> {
    /// Starts to read the text of a file.
    pub(super) fn new(text: &'t str, file: &'t Path) -> Self {
        Self {
            text,
            file,
            problems: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Reads the text as TOML; what is not TOML is a fault, and the rest is read.
    pub(super) fn table(&mut self) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.syntax(&error);
        }
        table.into_inner()
    }

    /// Takes the faults that another found in what was read.
    pub(super) fn found(&mut self, problems: Vec<Problem>) {
        let sound = |problem: &Problem| !self.broken.contains(&problem.line);
        let problems: Vec<Problem> = problems.into_iter().filter(sound).collect();
        self.problems.extend(problems);
    }

    /// Ends with what was read, or with its faults in the order of the lines.
    pub(super) fn finish<T>(mut self, read: T) -> Result<T, Vec<Problem>> {
        if self.problems.is_empty() {
            return Ok(read);
        }
        self.problems.sort_by_key(|problem| problem.line);
        Err(self.problems)
    }

    /// The file that is read.
    pub(super) fn file(&self) -> &'t Path {
        self.file
    }

    /// Counts the line, from one, on which a place of the text stands.
    pub(super) fn line(&self, place: &Range<usize>) -> usize {
        let before = self.text.get(..place.start).unwrap_or_default();
        1 + before.matches('\n').count()
    }

    /// Records a fault.
    pub(super) fn fault(&mut self, place: &Range<usize>, message: String) {
        let line = self.line(place);
        if !self.broken.contains(&line) {
            self.problems.push(Problem { line, message });
        }
    }

    /// Records a name that is not known, with the nearest that is.
    pub(super) fn unknown(&mut self, name: &Spanned<DeString>, kind: &str, known: &[&str]) {
        let wrong = name.get_ref();
        let hint = nearest(wrong, known.iter().copied()).map_or_else(
            || format!("connues\u{a0}: {}", known.join(", ")),
            |near| format!("vouliez-vous dire «\u{a0}{near}\u{a0}»\u{a0}?"),
        );
        self.fault(
            &name.span(),
            format!("{kind} «\u{a0}{wrong}\u{a0}» inconnue\u{a0}; {hint}"),
        );
    }

    /// Reads a text.
    pub(super) fn text(&mut self, (name, value): Pair) -> Option<String> {
        let read = value.get_ref().as_str().map(str::to_owned);
        if read.is_none() {
            let key = name.get_ref();
            self.fault(
                &value.span(),
                format!("«\u{a0}{key}\u{a0}» attend un texte entre guillemets"),
            );
        }
        read
    }

    /// Reads a day, as TOML writes one or as a text.
    pub(super) fn day(&mut self, (name, value): Pair) -> Option<NaiveDate> {
        let written = match value.get_ref() {
            DeValue::Datetime(day) => Some(day.to_string()),
            other => other.as_str().map(str::to_owned),
        };
        let read = written.as_deref().and_then(parse_day);
        if read.is_none() {
            let key = name.get_ref();
            self.fault(
                &value.span(),
                format!("«\u{a0}{key}\u{a0}» attend un jour\u{a0}: 2027-01-31 ou \"31/01/2027\""),
            );
        }
        read
    }

    /// Reads a number of days or months.
    pub(super) fn number(&mut self, (name, value): Pair) -> Option<u32> {
        let read = value
            .get_ref()
            .as_integer()
            .and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok())
            .filter(|number| *number <= LARGEST);
        if read.is_none() {
            let key = name.get_ref();
            self.fault(
                &value.span(),
                format!("«\u{a0}{key}\u{a0}» attend un nombre entier de 0 à {LARGEST}"),
            );
        }
        read
    }

    /// Words a fault of syntax, which the library tells in English, by showing the line.
    fn syntax(&mut self, error: &toml::de::Error) {
        let place = error.span().unwrap_or(0..0);
        let line = self.line(&place);
        let shown = self.text.lines().nth(line - 1).unwrap_or_default().trim();
        let message = if error.message().contains("duplicate key") {
            format!("«\u{a0}{shown}\u{a0}» répète une clé ou une section déjà donnée")
        } else if shown
            .split_once('=')
            .is_some_and(|(_, value)| is_like_a_day(value))
        {
            format!("«\u{a0}{shown}\u{a0}»\u{a0}: ce jour n’est pas au calendrier")
        } else {
            format!(
                "«\u{a0}{shown}\u{a0}» n’est pas du TOML\u{a0}: écrivez «\u{a0}clé = valeur\u{a0}», les textes entre guillemets"
            )
        };
        self.fault(&place, message);
        self.broken.push(line);
    }
}

/// True of three numbers between hyphens, as TOML writes a day.
fn is_like_a_day(value: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = value.trim().split('-').collect();
    parts.len() == 3 && parts.into_iter().all(is_number)
}
