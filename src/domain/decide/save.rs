//! Records that an operator types whole: creation and change.

use super::Context;
use super::agree::agree;
use super::fields::{MAX_TEXT, invalid};
use crate::domain::change::Change;
use crate::domain::collectivite::Collectivite;
use crate::domain::convention::Convention;
use crate::domain::date::Period;
use crate::domain::deployment::Deployment;
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Creates or changes a record.
///
/// Register entries, schools to look at again and views are written by their own commands alone, the codes of communes
/// by an import; a stage moves by its own command.
pub(super) fn save(
    registry: &Registry,
    record: &Record,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if matches!(
        record.kind(),
        Kind::Entry | Kind::Locality | Kind::FollowUp | Kind::View
    ) {
        return Err(Refusal::Kind(record.kind()));
    }
    valid(record)?;
    let before = registry.get(&record.id());
    if let Record::Deployment(after) = record {
        same_stage(before.as_ref(), after)?;
    }
    agree(before.as_ref(), record, context)?;
    if let Record::Collectivite(commune) = record {
        alone_under_its_code(registry, before.as_ref(), commune)?;
    }
    Ok(vec![Change {
        before,
        after: Some(record.clone()),
    }])
}

/// A commune's INSEE code is that of no other commune: schools are tied to their commune by it. Two that shared one
/// already may be changed, and closed.
fn alone_under_its_code(
    registry: &Registry,
    before: Option<&Record>,
    commune: &Collectivite,
) -> Result<(), Refusal> {
    let coincide = |of: &Collectivite, known: &Collectivite| {
        known.siren != of.siren && known.insee == of.insee && known.open.overlaps(&of.open)
    };
    let known_twin = |known: &Collectivite| match before {
        Some(Record::Collectivite(before)) => before.insee.is_some() && coincide(before, known),
        _ => false,
    };
    let same = |known: &&Collectivite| coincide(commune, known) && !known_twin(known);
    match registry
        .collectivites()
        .iter()
        .find(same)
        .filter(|_| commune.insee.is_some())
    {
        None => Ok(()),
        Some(known) => Err(invalid(
            RecordId::Collectivite(commune.siren),
            ("insee", "code INSEE"),
            format!("c’est déjà celui de {} (SIREN {})", known.name, known.siren),
        )),
    }
}

/// A typed deployment keeps its stage and its solution; a new one starts at the first stage without one.
fn same_stage(before: Option<&Record>, after: &Deployment) -> Result<(), Refusal> {
    let fresh = Deployment::new(after.school, after.category);
    let was = match before {
        Some(Record::Deployment(was)) => was.as_ref(),
        _ => &fresh,
    };
    if (was.stage, &was.solution, &was.reached) == (after.stage, &after.solution, &after.reached) {
        return Ok(());
    }
    Err(invalid(
        RecordId::Deployment(after.id()),
        "étape",
        "l’étape et la solution se changent par leurs propres commandes",
    ))
}

/// Refuses a record with an empty name, a text that is too long, or an end before its beginning.
fn valid(record: &Record) -> Result<(), Refusal> {
    let id = record.id();
    for (field, text, needed) in texts(record) {
        if needed && text.trim().is_empty() {
            return Err(invalid(id, field, "il faut une valeur"));
        }
        if text.chars().count() > MAX_TEXT {
            return Err(invalid(
                id,
                field,
                format!("le texte dépasse {MAX_TEXT} caractères"),
            ));
        }
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(invalid(id, field, "le texte contient un caractère de commande"));
        }
    }
    let reversed =
        periods(record).any(|period| period.from.zip(period.to).is_some_and(|(from, to)| to < from));
    if reversed {
        return Err(invalid(id, (end_of(record), "dates"), "la fin précède le début"));
    }
    Ok(())
}

/// The texts of a record: the field as it is stored and in French, its text, and whether it is needed.
fn texts(record: &Record) -> Vec<((&'static str, &'static str), &str, bool)> {
    match record {
        Record::Collectivite(r) => vec![(("name", "nom"), &r.name, true)],
        Record::School(r) => vec![
            (("name", "nom"), &r.name, true),
            (("commune", "commune"), &r.commune, true),
            (("address", "adresse"), &r.address, false),
            (("email", "courriel"), &r.email, false),
            (("telephone", "téléphone"), &r.telephone, false),
            (("circonscription", "circonscription"), &r.circonscription, false),
        ],
        Record::Provider(r) => vec![(("name", "nom"), &r.name, true)],
        Record::Solution(r) => vec![(("name", "nom"), &r.name, true)],
        Record::Sheet(r) => vec![(("legal_basis", "base légale"), &r.legal_basis, false)],
        Record::Convention(r) => vec![
            (
                ("deliberation", "délibération"),
                r.deliberation.as_deref().unwrap_or_default(),
                false,
            ),
            (
                ("dossier", "dossier"),
                r.dossier.as_deref().unwrap_or_default(),
                false,
            ),
        ],
        Record::Reminder(r) => vec![
            (("to", "destinataire"), &r.to, true),
            (("channel", "moyen"), &r.channel, true),
        ],
        Record::Note(r) => vec![(("text", "texte"), &r.text, true)],
        Record::Competence(_)
        | Record::Locality(_)
        | Record::Contract(_)
        | Record::Deployment(_)
        | Record::Council(_)
        | Record::Entry(_)
        | Record::FollowUp(_)
        | Record::View(_) => Vec::new(),
    }
}

/// The field of the day on which a record ends, as it is stored.
fn end_of(record: &Record) -> &'static str {
    match record {
        Record::Collectivite(_) => "open.to",
        Record::Competence(_) | Record::Contract(_) => "period.to",
        Record::School(_) => "closed",
        Record::Convention(_) => "end",
        _ => "",
    }
}

fn periods(record: &Record) -> impl Iterator<Item = Period> {
    let one = match record {
        Record::Collectivite(r) => Some(r.open),
        Record::Competence(r) => Some(r.period),
        Record::Contract(r) => Some(r.period),
        Record::School(r) => Some(Period {
            from: r.opened,
            to: r.closed,
        }),
        Record::Convention(r) => Some(convention_period(r)),
        _ => None,
    };
    one.into_iter()
}

fn convention_period(convention: &Convention) -> Period {
    Period {
        from: convention.effect,
        to: convention.end,
    }
}
