//! The rows of collectivités, prestataires, conventions, and of records of any kind.

use super::pairs;
use crate::domain::convention::{Annexe, Convention, Party};
use crate::domain::id::Siren;
use crate::domain::query::board::{Entry, Named, Title};
use crate::domain::query::page::{AnyRow, CollectiviteRow, ConventionRow, ProviderRow, Row};
use crate::domain::query::search::spans;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::rule::{Standing, departement};

/// Makes the row of a collectivité, a prestataire or a convention.
pub(in crate::domain::query) fn named(source: Source<'_>, named: &Named) -> Option<Row> {
    match &named.id {
        RecordId::Collectivite(siren) => collectivite(source, *siren),
        RecordId::Provider(siren) => provider(source, *siren),
        RecordId::Convention(number) => {
            let found = source.registry.conventions().get(number)?;
            Some(convention(source, found))
        }
        _ => None,
    }
}

fn collectivite(source: Source<'_>, siren: Siren) -> Option<Row> {
    let found = source.registry.collectivites().get(&siren)?;
    let counts = source.board.tally_of(siren);
    let has_project = Standing::all().any(|standing| standing.is_a_project() && counts.of(standing) > 0);
    let in_force = in_force(source, Party::Collectivite(siren));
    Some(Row::Collectivite(CollectiviteRow {
        siren,
        name: found.name.clone(),
        kind: found.kind.label().to_owned(),
        counts,
        art26: (in_force || has_project).then_some(in_force),
    }))
}

fn provider(source: Source<'_>, siren: Siren) -> Option<Row> {
    let registry = source.registry;
    let found = registry.providers().get(&siren)?;
    Some(Row::Provider(ProviderRow {
        siren,
        name: found.name.clone(),
        solutions: registry
            .solutions_of(siren)
            .map(|solution| solution.name.clone())
            .collect(),
        schools: source.board.schools_with(siren),
        art28: in_force(source, Party::Provider(siren)),
    }))
}

fn in_force(source: Source<'_>, party: Party) -> bool {
    let day = source.board.day();
    source
        .registry
        .conventions_with(party)
        .any(|convention| convention.in_force(day))
}

fn convention(source: Source<'_>, convention: &Convention) -> Row {
    let day = source.board.day();
    let last = source.registry.last_reminder(&convention.number);
    Row::Convention(ConventionRow {
        id: RecordId::Convention(convention.number.clone()),
        number: convention.number.to_string(),
        article: convention.article().number(),
        party: source.registry.party_name(convention.party).to_owned(),
        status: convention.status_words(day).to_owned(),
        awaits: convention.awaits(day),
        lacks: convention.lacks(day),
        in_force: convention.in_force(day),
        end: convention.last_day(),
        schools: covered(source, convention),
        sent: convention.sent,
        signed_party: convention.signed_party,
        reminded: last.map(|reminder| reminder.date),
        next_due: last
            .filter(|reminder| reminder.is_open())
            .and_then(|reminder| reminder.next_due),
    })
}

/// How many schools a convention names: of an annexe that says *toutes*, those of the collectivité; of a
/// convention 28, those that chose one of its solutions in its départements.
pub(in crate::domain::query) fn covered(source: Source<'_>, convention: &Convention) -> usize {
    let day = source.board.day();
    match (convention.party, &convention.annexe) {
        (Party::Collectivite(siren), Annexe::All) => source.board.tally_of(siren).schools(),
        (Party::Collectivite(_), Annexe::Listed(lines)) => {
            lines.iter().filter(|line| line.period.contains(day)).count()
        }
        (Party::Provider(siren), _) => {
            let registry = source.registry;
            let mut schools: Vec<_> = registry
                .solutions_of(siren)
                .filter(|solution| convention.covers_solution(&solution.code))
                .flat_map(|solution| registry.deployments_with(&solution.code))
                .map(|deployment| deployment.school)
                .filter(|uai| {
                    let departement = registry.schools().get(uai).and_then(departement);
                    departement.is_some_and(|code| convention.covers_departement(code))
                })
                .collect();
            schools.sort_unstable();
            schools.dedup();
            schools.len()
        }
    }
}

/// Makes the row of a record of any kind but a school.
pub(in crate::domain::query) fn any(source: Source<'_>, named: &Named, words: &str) -> Option<Row> {
    let title = Title::of(source.registry, &named.id)?;
    Some(Row::Any(AnyRow {
        id: named.id.clone(),
        spans: pairs(spans(&title.label, "", words).name),
        label: title.label.into_owned(),
        detail: title.detail.into_owned(),
    }))
}

/// Makes the row of a school among records of any kind.
pub(in crate::domain::query) fn any_school(source: Source<'_>, entry: &Entry, words: &str) -> Option<Row> {
    let school = source.registry.schools().get(&entry.uai)?;
    Some(Row::Any(AnyRow {
        id: RecordId::School(school.uai),
        label: school.name.clone(),
        detail: school.commune.clone(),
        spans: pairs(spans(&school.name, &school.commune, words).name),
    }))
}
