//! The annexes: the schools that are entered, and the collectivités that are joint controllers.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::rows::Rows;
use crate::domain::register::Conclusion;
use crate::exchange::export::Value;
use crate::exchange::export::laid_out::{Layout, Style};
use crate::exchange::export::register::RegisterLine;
use crate::exchange::export::register::treatment::number;
use crate::system::wall;

const SCHOOLS: &[(&str, u16)] = &[
    ("Traitement", 16),
    ("École", 32),
    ("UAI", 11),
    ("Commune", 22),
    ("Collectivité", 24),
    ("N° d’inscription", 12),
    ("Conventions", 20),
    ("Fiche", 9),
    ("Inscrite le", 12),
    ("Enregistrée le", 12),
    ("Contrôlée le", 12),
    ("Conclusion du contrôle", 16),
    ("Close le", 12),
    ("Motif de clôture", 26),
];
const SCHOOL_WIDTHS: &[u16] = &[16, 32, 11, 22, 24, 12, 20, 9, 12, 12, 12, 16, 12, 26];

/// The schools, an entry a row, by treatment and number.
pub(super) fn schools(lines: &[RegisterLine]) -> io::Result<Layout> {
    let mut rows = Rows::new(14);
    rows.cells(
        Style::Banner,
        SCHOOLS.iter().map(|(title, _)| Value::text(title)).collect(),
    )?;
    let mut sorted: Vec<&RegisterLine> = lines.iter().collect();
    sorted.sort_by_key(|line| (&line.solution, line.number));
    for line in sorted {
        rows.cells(Style::Field, school(line))?;
    }
    Ok(Layout {
        name: "Écoles".to_owned(),
        widths: SCHOOL_WIDTHS,
        rows: rows.rows,
        repeated: 1,
    })
}

fn school(line: &RegisterLine) -> Vec<Value> {
    let review = line.reviewed.as_ref();
    let closed = line.closed.as_ref();
    vec![
        Value::text(number(&line.solution)),
        Value::text(&line.school),
        Value::text(&line.uai),
        Value::text(&line.commune),
        Value::maybe(line.collectivite.as_ref().map(|(_, name)| name)),
        Value::Number(line.number.into()),
        Value::text(line.with_amendments().join(", ")),
        Value::text(&line.version),
        Value::Day(line.entered_on),
        Value::day(line.recorded.map(wall::day)),
        Value::day(review.map(|review| review.on)),
        Value::maybe(
            review
                .and_then(|review| review.conclusion.as_ref())
                .map(Conclusion::label),
        ),
        Value::day(closed.map(|closed| closed.on)),
        Value::maybe(closed.map(|closed| &closed.reason)),
    ]
}

const JOINT: [&str; 8] = [
    "Collectivité",
    "SIREN",
    "Contact",
    "Téléphone",
    "Adresse mél",
    "Conventions (art. 26)",
    "Traitements",
    "Écoles inscrites",
];
const JOINT_WIDTHS: &[u16] = &[34, 12, 30, 18, 34, 22, 24, 12];

/// The joint controllers of the active entries, by name, with how to reach them.
pub(super) fn joint_controllers(lines: &[RegisterLine]) -> io::Result<Layout> {
    let mut by_name: BTreeMap<(&str, String), Vec<&RegisterLine>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.closed.is_none()) {
        if let Some((siren, name)) = &line.collectivite {
            by_name.entry((name, siren.to_string())).or_default().push(line);
        }
    }
    let mut rows = Rows::new(8);
    rows.cells(Style::Banner, JOINT.into_iter().map(Value::text).collect())?;
    for ((name, siren), lines) in by_name {
        rows.cells(Style::Field, joint(name, siren, &lines))?;
    }
    Ok(Layout {
        name: "Responsables conjoints".to_owned(),
        widths: JOINT_WIDTHS,
        rows: rows.rows,
        repeated: 1,
    })
}

fn joint(name: &str, siren: String, lines: &[&RegisterLine]) -> Vec<Value> {
    let contact = lines.iter().find_map(|line| line.joint_contact.as_ref());
    let of = |parts: BTreeSet<String>| Value::text(parts.into_iter().collect::<Vec<_>>().join(", "));
    let schools: BTreeSet<&str> = lines.iter().map(|line| line.uai.as_str()).collect();
    let who = contact.map(|contact| {
        let parts = [contact.name.as_str(), contact.role.as_str()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    });
    vec![
        Value::text(name),
        Value::text(siren),
        Value::maybe(who),
        Value::maybe(contact.map(|contact| &contact.telephone)),
        Value::maybe(contact.map(|contact| &contact.email)),
        of(lines
            .iter()
            .filter_map(|line| line.joint_convention.clone())
            .collect()),
        of(lines.iter().map(|line| number(&line.solution)).collect()),
        Value::Number(schools.len() as u64),
    ]
}
