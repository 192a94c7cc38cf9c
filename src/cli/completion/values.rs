//! The values that the base has: schools, records, filters. Where it cannot be asked, nothing is proposed.

use std::env;
use std::ffi::{OsStr, OsString};

use clap::{CommandFactory, FromArgMatches};
use clap_complete::CompletionCandidate;

use crate::cli::args::{Cli, Common};
use crate::cli::models::models as known_models;
use crate::cli::open::{self, AnyDesk};
use crate::domain::query::page::{MAX_ROWS, Row};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Kind, RecordId};
use crate::domain::view::View;
use crate::text::escaped;

/// No more are proposed at once.
const MOST: usize = 200;

/// The UAI that begin as typed, with the name and the commune of the school.
pub(super) fn schools(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy().to_uppercase();
    let found = asked(|desk| rows(desk, Pane::Schools, &typed));
    let schools = found.into_iter().filter_map(|row| match row {
        Row::School(row) => Some((row.uai.to_string(), format!("{} · {}", row.name, row.commune))),
        _ => None,
    });
    let mut schools: Vec<_> = schools.filter(|(uai, _)| uai.starts_with(&typed)).collect();
    // A school has a row for each of its uses.
    schools.sort();
    schools.dedup();
    schools.into_iter().take(MOST).map(candidate).collect()
}

/// The records that begin as typed: kinds first, then the keys of one.
pub(super) fn records(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let Some((code, key)) = typed.split_once('/') else {
        let kinds = Kind::ALL
            .into_iter()
            .filter(|kind| kind.code().starts_with(&*typed));
        return kinds
            .map(|kind| candidate((format!("{}/", kind.code()), kind.label().to_owned())))
            .collect();
    };
    let Some(kind) = Kind::from_code(code) else {
        return Vec::new();
    };
    let found: Vec<(RecordId, String)> = match kind {
        Kind::View => asked(|desk| Some(desk.views().ok()?.into_iter().map(view).collect())),
        Kind::School => asked(|desk| rows(desk, Pane::Schools, key))
            .iter()
            .map(named)
            .collect(),
        Kind::Convention => asked(|desk| rows(desk, Pane::Conventions, key))
            .iter()
            .map(named)
            .collect(),
        _ => asked(|desk| rows(desk, Pane::Everything, key))
            .iter()
            .map(named)
            .collect(),
    };
    let mut found: Vec<(String, String)> = found
        .into_iter()
        .map(|(id, label)| (id.to_string(), label))
        .filter(|(id, _)| id.starts_with(&*typed))
        .collect();
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    found.into_iter().take(MOST).map(candidate).collect()
}

fn view(view: View) -> (RecordId, String) {
    (RecordId::View(view.number), view.name)
}

/// A row, by its record and what it is called.
fn named(row: &Row) -> (RecordId, String) {
    let label = match row {
        Row::School(row) => format!("{} · {}", row.name, row.commune),
        Row::Convention(row) => row.party.clone(),
        Row::Any(row) => format!("{} · {}", row.label, row.detail),
        Row::Collectivite(_) | Row::Provider(_) => String::new(),
    };
    (row.id(), label)
}

/// What may follow in the language of the search bar.
pub(super) fn filters(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let found = asked(|desk| desk.complete(Pane::Schools, &typed, typed.len()).ok());
    let whole = found.into_iter().filter_map(|completion| {
        let (start, end) = completion.span;
        let text = format!("{}{}{}", typed.get(..start)?, completion.text, typed.get(end..)?);
        Some((as_typed(&typed, &text), completion.sentence))
    });
    whole.map(candidate).collect()
}

/// The names that `modele` knows, which begin as typed.
pub(super) fn models(typed: &OsStr) -> Vec<CompletionCandidate> {
    known_models()
        .into_iter()
        .filter(|(name, _)| name.starts_with(&*typed.to_string_lossy()))
        .map(|(name, _)| CompletionCandidate::new(name))
        .collect()
}

/// What is proposed, with the letters that are typed already left as they are: a shell puts what several have in common
/// in the place of these.
fn as_typed(typed: &str, proposed: &str) -> String {
    let mut rest = proposed.chars();
    let same = typed.chars().all(|one| {
        rest.next()
            .is_some_and(|other| one.to_lowercase().eq(other.to_lowercase()))
    });
    if same {
        format!("{typed}{}", rest.as_str())
    } else {
        proposed.to_owned()
    }
}

fn candidate((value, help): (String, String)) -> CompletionCandidate {
    CompletionCandidate::new(escaped(&value)).help(Some(escaped(&help).into()))
}

/// The first rows of a list that answer to what is typed.
fn rows(desk: &AnyDesk, pane: Pane, typed: &str) -> Option<Vec<Row>> {
    let query = Query {
        text: typed.to_owned(),
        ..Query::all(pane, MAX_ROWS)
    };
    Some(desk.query(&query).ok()?.rows)
}

/// What the desk of the line under the cursor answers; nothing where no base can be opened.
fn asked<T: Default>(ask: impl FnOnce(&AnyDesk) -> Option<T>) -> T {
    let desk = common().and_then(|common| open::wherever(&common).ok());
    desk.and_then(|opened| ask(&opened.desk)).unwrap_or_default()
}

/// The options of the line under the cursor that say which base is meant.
fn common() -> Option<Common> {
    let words: Vec<OsString> = env::args_os().skip_while(|word| word != "--").skip(1).collect();
    let read = Cli::command()
        .ignore_errors(true)
        .try_get_matches_from(words)
        .ok()?;
    Common::from_arg_matches(&read).ok()
}
