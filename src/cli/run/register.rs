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
use crate::exchange::inert::inert_long;
use crate::service::{Desk, DeskError};

/// Registers each school, or says why not; goes on with the next. Status 1 where one was refused.
pub(super) fn run(common: &Common, args: &Inscrire) -> Result<u8, Failure> {
    let category = args.categorie.as_deref().map(category).transpose()?;
    let schools = args
        .uai
        .iter()
        .map(|text| Uai::parse(text).map_err(Failure::of))
        .collect::<Result<Vec<_>, _>>()?;
    let mut desk = open::existing(common)?.desk;
    let mut status = 0;
    for uai in schools {
        if !one(&mut desk, uai, category)? {
            status = REFUSED;
        }
    }
    Ok(status)
}

fn category(text: &str) -> Result<Category, Failure> {
    let known = Category::ALL.map(Category::label).join(", ");
    let unknown = || {
        Failure::new(format!(
            "«\u{a0}{}\u{a0}» n’est pas une catégorie\u{a0}; connues\u{a0}: {known}",
            inert_long(text)
        ))
    };
    Category::parse(text).ok_or_else(unknown)
}

/// Registers a school; false where it is refused.
fn one(desk: &mut impl Desk, uai: Uai, category: Option<Category>) -> Result<bool, Failure> {
    let rows = rows(desk, uai)?;
    let Some(first) = rows.first() else {
        eprintln!("{uai}\u{a0}: école inconnue\u{a0}; importez l’annuaire de son département");
        return Ok(false);
    };
    let name = format!(
        "{uai} {} ({})",
        inert_long(&first.name),
        inert_long(&first.commune)
    );
    let chosen: Vec<Category> = rows.iter().filter_map(|row| row.category).collect();
    let category = match (category, chosen.as_slice()) {
        (Some(category), _) => category,
        (None, [only]) => *only,
        (None, []) => Category::Ent,
        (None, _) => {
            eprintln!("{name}\u{a0}: deux solutions\u{a0}; dites laquelle avec --categorie");
            return Ok(false);
        }
    };
    let order = Order::blind(Command::Register {
        deployment: DeploymentId {
            school: uai,
            category,
        },
    });
    match desk.execute(&order) {
        Ok(receipt) => {
            let number = receipt
                .entry
                .map_or_else(String::new, |number| format!(" sous le n°\u{a0}{number}"));
            out::line(&format!("{name}\u{a0}: inscrite{number}"))?;
            Ok(true)
        }
        Err(DeskError::Refused(refusal)) => {
            refused(&name, &refusal);
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// The rows of a school: one per deployment.
fn rows(desk: &impl Desk, uai: Uai) -> Result<Vec<SchoolRow>, Failure> {
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

fn refused(name: &str, refusal: &Refusal) {
    match refusal {
        Refusal::Blocked { reasons, .. } => {
            eprintln!("{name}\u{a0}: non inscrite");
            reasons.iter().for_each(reason);
        }
        other => eprintln!(
            "{name}\u{a0}: non inscrite\u{a0}; {}",
            inert_long(&other.to_string())
        ),
    }
}

fn reason(reason: &Reason) {
    let source = if reason.source.is_empty() {
        String::new()
    } else {
        format!(" ({})", reason.source)
    };
    eprintln!(
        "  {} {}{source}",
        reason.rule.as_str(),
        inert_long(&reason.message)
    );
}
