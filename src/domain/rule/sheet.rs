//! B9 and B10: the fiche de traitement of the solution.

use crate::domain::date::day_fr;
use crate::domain::provider::Sheet;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// B9: a fiche is dated at or before the day, and the latest such says what art. 30(1)(b)–(d) requires.
pub(super) fn complete(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let lacking = subject.sheet.is_none_or(|sheet| lacks(sheet).next().is_some());
    if lacking {
        push(subject, findings, RuleCode::B9);
    }
}

/// B10: each transfer outside the EU in that fiche has a safeguard.
pub(super) fn transfers(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let unsafe_transfer = subject
        .sheet
        .is_some_and(|sheet| unguarded(sheet).next().is_some());
    if unsafe_transfer {
        push(subject, findings, RuleCode::B10);
    }
}

/// What a fiche lacks of art. 30(1)(b)–(d), in French. A blank text says nothing.
pub(super) fn lacks(sheet: &Sheet) -> impl Iterator<Item = &'static str> {
    let data = sheet.data.iter().map(|data| &data.category);
    [
        ("finalités", says_nothing(&sheet.purposes)),
        ("personnes concernées", says_nothing(&sheet.persons)),
        ("données", says_nothing(data)),
        ("destinataires", says_nothing(&sheet.recipients)),
    ]
    .into_iter()
    .filter_map(|(part, lacking)| lacking.then_some(part))
}

/// The countries outside the EU to which a fiche transfers without a safeguard.
pub(super) fn unguarded(sheet: &Sheet) -> impl Iterator<Item = &str> {
    sheet
        .transfers
        .iter()
        .filter(|transfer| transfer.safeguard.trim().is_empty())
        .map(|transfer| transfer.country.as_str())
}

fn says_nothing<'a>(texts: impl IntoIterator<Item = &'a String>) -> bool {
    texts.into_iter().all(|text| text.trim().is_empty())
}

/// A finding about the latest fiche.
pub(super) fn push(subject: &Subject<'_>, findings: &mut Vec<Finding>, rule: RuleCode) {
    if let Some(code) = subject.code {
        let version = subject.sheet.map(|sheet| sheet.version.clone());
        findings.push(Finding::new(rule, Cause::Sheet(code.clone(), version)));
    }
}

/// What B9 says.
pub(super) fn incomplete_sheet(words: Words<'_>, cause: &Cause) -> String {
    match words.sheet(cause) {
        None => format!(
            "Aucune fiche de traitement de {} datée au plus tard du {}.",
            words.chosen(),
            day_fr(words.day)
        ),
        Some(sheet) => format!(
            "{}\u{a0}: il manque {}.",
            words.sheet_of(sheet),
            lacks(sheet).collect::<Vec<_>>().join(", ")
        ),
    }
}

/// What B10 says.
pub(super) fn unsafe_transfer(words: Words<'_>, cause: &Cause) -> String {
    let Some(sheet) = words.sheet(cause) else {
        return "Transfert hors de l’Union européenne sans garantie.".into();
    };
    format!(
        "{}\u{a0}: transfert hors de l’Union européenne sans garantie ({}).",
        words.sheet_of(sheet),
        unguarded(sheet).collect::<Vec<_>>().join(", ")
    )
}
