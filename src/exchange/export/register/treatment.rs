//! The treatments of the register: what is done with one solution, whichever schools do it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::RegisterLine;
use super::updated;
use crate::domain::provider::Sheet;

/// What is done with a solution: its entries, closed ones included, and the fiches that describe it.
pub(super) struct Treatment<'l> {
    /// Its number, `T-` and the code of the solution, which stays with the solution.
    pub(super) number: String,
    /// What it is called.
    pub(super) name: String,
    pub(super) lines: Vec<&'l RegisterLine>,
    /// What describes it, the latest first: the fiches that an active entry rests on, and where none is active the latest.
    pub(super) versions: Vec<Version<'l>>,
}

/// A version of a fiche, and the entries that rest on it.
pub(super) struct Version<'l> {
    pub(super) code: &'l str,
    /// None where the base lacks the fiche.
    pub(super) sheet: Option<&'l Sheet>,
    pub(super) lines: Vec<&'l RegisterLine>,
}

/// The treatments, in the order of their numbers.
pub(super) fn treatments(lines: &[RegisterLine]) -> Vec<Treatment<'_>> {
    let mut by_solution: BTreeMap<&str, Vec<&RegisterLine>> = BTreeMap::new();
    for line in lines {
        by_solution.entry(&line.solution).or_default().push(line);
    }
    by_solution
        .into_iter()
        .map(|(code, lines)| of(code, lines))
        .collect()
}

/// The number of the treatment of a solution.
pub(super) fn number(solution: &str) -> String {
    format!("T-{}", solution.to_uppercase())
}

fn of<'l>(code: &str, lines: Vec<&'l RegisterLine>) -> Treatment<'l> {
    let last = lines.last();
    let category = last.map(|line| line.category.as_str()).unwrap_or_default();
    let product = last
        .map(|line| line.product.as_str())
        .filter(|name| !name.is_empty());
    Treatment {
        number: number(code),
        name: format!("{} ({category})", product.unwrap_or(code)),
        versions: versions(&lines),
        lines,
    }
}

fn versions<'l>(lines: &[&'l RegisterLine]) -> Vec<Version<'l>> {
    let mut versions: Vec<Version<'l>> = Vec::new();
    for line in lines {
        match versions.iter_mut().find(|known| known.code == line.version) {
            Some(known) => known.lines.push(line),
            None => versions.push(Version {
                code: &line.version,
                sheet: line.sheet.as_ref(),
                lines: vec![line],
            }),
        }
    }
    versions.sort_by_key(|version| std::cmp::Reverse((version.sheet.map(|sheet| sheet.date), version.code)));
    if versions.iter().any(Version::is_active) {
        versions.retain(Version::is_active);
    } else {
        versions.truncate(1);
    }
    versions
}

impl Version<'_> {
    fn is_active(&self) -> bool {
        self.lines.iter().any(|line| line.closed.is_none())
    }
}

impl Treatment<'_> {
    /// How many of its entries are active.
    pub(super) fn active(&self) -> usize {
        self.lines.iter().filter(|line| line.closed.is_none()).count()
    }

    /// The day of its first entry.
    pub(super) fn created(&self) -> Option<NaiveDate> {
        self.lines.iter().map(|line| line.entered_on).min()
    }

    /// The day of the last act on its entries, or of the fiche that describes it where that is later.
    pub(super) fn updated(&self) -> Option<NaiveDate> {
        let acts = self.lines.iter().map(|line| updated(line));
        let sheets = self
            .versions
            .iter()
            .filter_map(|version| Some(version.sheet?.date));
        acts.chain(sheets).max()
    }
}
