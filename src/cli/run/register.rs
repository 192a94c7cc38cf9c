//! `preau inscrire`: the same gate as on screen.

use super::out;
use crate::cli::args::{Common, Inscrire};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;
use crate::domain::command::{Command, Order};
use crate::domain::deployment::DeploymentId;
use crate::domain::id::Uai;
use crate::domain::provider::Category;
use crate::domain::query::page::{MAX_ROWS, Row, SchoolRow};
use crate::domain::query::{Pane, Query};
use crate::domain::refusal::{Reason, Refusal};
use crate::service::{Desk, DeskError};
use crate::text::quoted_long;

/// Registers each school, or says why not; goes on with the next, whether or not anybody reads. Status 1 where one was
/// refused.
pub(super) fn run(common: &Common, args: &Inscrire) -> Result<u8, Failure> {
    let category = args.categorie.as_deref().map(category).transpose()?;
    let schools = args
        .uai
        .iter()
        .map(|text| Uai::parse(text).map_err(Failure::of))
        .collect::<Result<Vec<_>, _>>()?;
    let mut desk = open::wherever(common)?.desk;
    let base = open::in_words(common)?;
    let mut status = 0;
    let (mut said, mut written) = (Ok(()), false);
    for uai in schools {
        match one(desk.as_mut(), uai, category)? {
            Answer::Registered(text) => {
                said = said.and(out::line(&text));
                written = true;
            }
            Answer::Refused(text) => {
                out::complain(&text);
                status = REFUSED;
            }
        }
    }
    if written {
        said = said.and(out::line(&format!("Écrit dans {base}.")));
    }
    out::unless_closed(said)?;
    Ok(status)
}

/// What became of one school, in words.
enum Answer {
    Registered(String),
    Refused(String),
}

/// The category of a name; an error lists those that there are.
pub(super) fn category(text: &str) -> Result<Category, Failure> {
    let known = Category::ALL.map(Category::label).join(", ");
    let unknown = || {
        Failure::new(format!(
            "«\u{a0}{}\u{a0}» n’est pas une catégorie\u{a0}; connues\u{a0}: {known}",
            quoted_long(text)
        ))
    };
    Category::parse(text).ok_or_else(unknown)
}

/// Registers a school, or finds why not.
fn one(desk: &mut dyn Desk, uai: Uai, category: Option<Category>) -> Result<Answer, Failure> {
    let rows = rows(desk, uai)?;
    let Some(first) = rows.first() else {
        return Ok(Answer::Refused(format!(
            "{uai}\u{a0}: école inconnue\u{a0}; importez l’annuaire de son département"
        )));
    };
    let name = format!(
        "{uai} {} ({})",
        quoted_long(&first.name),
        quoted_long(&first.commune)
    );
    let chosen: Vec<Category> = rows.iter().filter_map(|row| row.category).collect();
    let category = match (category, chosen.as_slice()) {
        (Some(category), _) => category,
        (None, [only]) => *only,
        (None, []) => Category::Ent,
        (None, _) => {
            return Ok(Answer::Refused(format!(
                "{name}\u{a0}: deux solutions\u{a0}; dites laquelle avec --categorie"
            )));
        }
    };
    let of_category = rows.iter().find(|row| row.category == Some(category));
    let deployment = of_category
        .and_then(SchoolRow::deployment)
        .unwrap_or_else(|| DeploymentId::first(uai, category));
    let order = Order::blind(Command::Register { deployment });
    match desk.execute(&order) {
        Ok(receipt) => {
            let number = receipt
                .entry
                .map_or_else(String::new, |number| format!(" sous le n°\u{a0}{number}"));
            Ok(Answer::Registered(format!("{name}\u{a0}: inscrite{number}")))
        }
        Err(DeskError::Refused(refusal)) => Ok(Answer::Refused(refused(&name, &refusal))),
        Err(error) => Err(error.into()),
    }
}

/// The rows of a school: one per deployment.
pub(super) fn rows(desk: &dyn Desk, uai: Uai) -> Result<Vec<SchoolRow>, Failure> {
    let query = Query {
        text: format!("uai:{uai}"),
        ..Query::all(Pane::Schools, MAX_ROWS)
    };
    let rows = desk.query(&query)?.rows.into_iter();
    Ok(rows
        .filter_map(|row| match row {
            Row::School(row) if row.uai == uai => Some(*row),
            _ => None,
        })
        .collect())
}

fn refused(name: &str, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Blocked { reasons, .. } => std::iter::once(format!("{name}\u{a0}: non inscrite"))
            .chain(reasons.iter().map(reason))
            .collect::<Vec<_>>()
            .join("\n"),
        other => format!(
            "{name}\u{a0}: non inscrite\u{a0}; {}",
            quoted_long(&other.to_string())
        ),
    }
}

fn reason(reason: &Reason) -> String {
    let source = if reason.source.is_empty() {
        String::new()
    } else {
        format!(" ({})", reason.source)
    };
    format!(
        "  {} {}{source}",
        reason.rule.as_str(),
        quoted_long(&reason.message)
    )
}
