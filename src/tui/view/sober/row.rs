//! A row of a list as a sentence: the name first, then what tells most, then the rest.

use crate::domain::date::day_fr;
use crate::domain::query::page::{CollectiviteRow, ConventionRow, ProviderRow, Row, SchoolRow};
use crate::domain::rule::Standing;

/// The sentence of a row.
pub fn sentence(row: &Row) -> String {
    match row {
        Row::School(row) => school(row),
        Row::Collectivite(row) => collectivite(row),
        Row::Provider(row) => provider(row),
        Row::Convention(row) => convention(row),
        Row::Any(row) => row.label.clone(),
    }
}

/// `ÉCOLE JEAN JAURÈS, Grenoble : bloquée, OLM, contrat souscrit, 0380123A, sans convention 26`.
fn school(row: &SchoolRow) -> String {
    let mut parts = vec![row.situation()];
    match &row.solution {
        Some((_, name)) => parts.push(name.clone()),
        None => parts.push("sans solution".to_owned()),
    }
    parts.extend(row.stage.map(|stage| stage.label().to_owned()));
    parts.push(row.uai.to_string());
    for (held, article) in [(row.art26, "26"), (row.art28, "28")] {
        if held == Some(false) {
            parts.push(format!("sans convention {article}"));
        }
    }
    of_parts(&format!("{}, {}", row.name, row.commune), &parts)
}

fn collectivite(row: &CollectiviteRow) -> String {
    let mut parts = vec![counted(row.counts.schools(), "école", "écoles")];
    for standing in [Standing::Blocked, Standing::Registered] {
        let count = row.counts.of(standing);
        parts.extend((count > 0).then(|| standing.counted(count)));
    }
    parts.extend(row.art26.map(|held| in_force(held, "26")));
    parts.push(row.kind.clone());
    of_parts(&row.name, &parts)
}

fn provider(row: &ProviderRow) -> String {
    let mut parts = row.solutions.clone();
    parts.push(counted(row.schools, "école", "écoles"));
    parts.push(in_force(row.art28, "28"));
    of_parts(&row.name, &parts)
}

fn convention(row: &ConventionRow) -> String {
    let mut parts = vec![row.status.clone(), counted(row.schools, "école", "écoles")];
    parts.extend(row.end.map(|day| format!("fin le {}", day_fr(day))));
    of_parts(&format!("{}, {}", row.number, row.party), &parts)
}

fn in_force(held: bool, article: &str) -> String {
    if held {
        format!("convention {article} en vigueur")
    } else {
        format!("sans convention {article}")
    }
}

/// A count with its noun: `2 écoles`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count < 2 { one } else { many })
}

fn of_parts(name: &str, parts: &[String]) -> String {
    format!("{name}\u{a0}: {}", parts.join(", "))
}
