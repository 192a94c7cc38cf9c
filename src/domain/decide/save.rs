//! Records that an operator types whole: creation and change.
//!
//! The schema of each kind says what of a record the operator gives. The rest is given here, or by a command of its own:
//! what a client sends of it counts for nothing.

use serde_json::{Map, Value};

use super::Context;
use super::agree::agree;
use super::fields::{self, MAX_TEXT, invalid};
use super::{leave, refile, school_facts};
use crate::domain::change::Change;
use crate::domain::collectivite::Collectivite;
use crate::domain::convention::Convention;
use crate::domain::date::Period;
use crate::domain::deployment::Deployment;
use crate::domain::id::SolutionCode;
use crate::domain::provider::{Provider, Succession};
use crate::domain::record::{Giver, Record, RecordId, Spec};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Creates or changes a record. The uses of a solution go with it to another category.
///
/// Register entries, schools to look at again and views are written by their own commands alone, the codes of communes
/// by an import; a stage moves by its own command.
pub(super) fn save(
    registry: &Registry,
    record: &Record,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    if !record.kind().is_typed() {
        return Err(Refusal::Kind(record.kind()));
    }
    let before = registry.get(&record.id());
    let mut after = record.clone();
    if before.is_none() {
        new_key(registry, &after)?;
    }
    given(before.as_ref(), &mut after, context);
    kept(before.as_ref(), &after)?;
    valid(&mut after)?;
    agree(before.as_ref(), &after)?;
    if let (Some(Record::Deployment(was)), Record::Deployment(used)) = (&before, &mut after)
        && was.exit != used.exit
        && used.exit.is_none_or(|on| on <= context.today)
    {
        used.left_on(used.exit);
    }
    if let Record::Provider(provider) = &mut after {
        passed(registry, before.as_ref(), provider);
    }
    if let Record::Deployment(used) = &after {
        told_of_its_sheet(registry, before.as_ref(), used)?;
    }
    if let (None, Record::Council(held)) = (&before, &after) {
        school_facts::open_on(registry, held.school, held.date)?;
    }
    if let Record::Collectivite(commune) = &after {
        alone_under_its_code(registry, before.as_ref(), commune)?;
    }
    let change = Change {
        before,
        after: Some(after),
    };
    refile::with_uses(registry, vec![change], context.author())
}

/// Of a succession that is new and says nothing of solutions, what passes is what the prestataire sells: not what the one that
/// takes its place sells itself.
fn passed(registry: &Registry, before: Option<&Record>, after: &mut Provider) {
    let held = match before {
        Some(Record::Provider(before)) => before.successors.as_slice(),
        _ => &[],
    };
    let sold = registry.solutions_of(after.siren).map(|one| one.code.clone());
    let sold: Vec<SolutionCode> = sold.collect();
    let is_new = |one: &&mut Succession| one.solutions.is_none() && !held.contains(one);
    for one in after.successors.iter_mut().filter(is_new) {
        one.solutions = (!sold.is_empty()).then(|| sold.clone());
    }
}

/// A new record has the next number of its kind, or a key whose every character is seen.
fn new_key(registry: &Registry, record: &Record) -> Result<(), Refusal> {
    let id = record.id();
    let (number, next) = match id {
        RecordId::Note(number) => (
            number,
            fields::next(registry, registry.notes().keys(), RecordId::Note)?,
        ),
        RecordId::Reminder(number) => {
            let next = fields::next(registry, registry.reminders().keys(), RecordId::Reminder)?;
            (number, next)
        }
        RecordId::Deployment(used) if registry.present_use(used.school, used.category).is_some() => {
            let why = "un autre usage commence par le choix de sa solution";
            return Err(invalid(id, "usage", why));
        }
        RecordId::Deployment(used) => {
            let next = leave::next(registry, used)?.rank;
            if used.rank == next {
                return Ok(());
            }
            let why = format!("les rangs se suivent\u{a0}: le prochain est le {next}");
            return Err(invalid(id, "usage", why));
        }
        _ => return fields::plain_key(id),
    };
    if number == next {
        return Ok(());
    }
    let why = format!("les numéros se suivent\u{a0}: le prochain est le {next}");
    Err(invalid(id, "numéro", why))
}

/// Gives a record what the decision gives: who wrote it and when, of a new one; as they were, of one that
/// changes.
fn given(before: Option<&Record>, after: &mut Record, context: &Context<'_>) {
    match (before, after) {
        (Some(Record::Note(before)), Record::Note(after)) => {
            (after.date, after.by) = (before.date, before.by.clone());
        }
        (_, Record::Note(after)) => {
            (after.date, after.by) = (context.today, context.actor.name.clone());
        }
        (Some(Record::Convention(before)), Record::Convention(after)) => after.follow_renumbered(before),
        (before, Record::School(after)) => {
            after.by_hand = match before {
                Some(Record::School(before)) => before.by_hand,
                _ => true,
            };
        }
        (before, Record::Reminder(after)) => {
            let before = match before {
                Some(Record::Reminder(before)) => Some(before.as_ref()),
                _ => None,
            };
            after.closed_on = match (before, &after.outcome) {
                (_, None) => None,
                (Some(before), Some(_)) if before.outcome.is_some() => before.closed_on,
                _ => Some(context.today),
            };
        }
        _ => {}
    }
}

/// Refuses another value of a field that is given once, or by a command of its own.
fn kept(before: Option<&Record>, after: &Record) -> Result<(), Refusal> {
    let fresh = match after {
        Record::Deployment(after) => Some(Deployment::new(after.id()).into()),
        _ => None,
    };
    let Some(before) = before.or(fresh.as_ref()) else {
        return Ok(());
    };
    let (was, is) = (before.members(), after.members());
    let differs = |spec: &&&Spec| at(&was, spec.path) != at(&is, spec.path);
    for spec in after.kind().schema().iter().filter(differs) {
        let why = match spec.giver {
            Giver::Once => "se donne en créant la fiche et ne change plus",
            Giver::Command => "se change par sa propre commande",
            Giver::Key | Giver::Operator | Giver::Decision => continue,
        };
        return Err(invalid(after.id(), (spec.path, spec.label.text()), why));
    }
    Ok(())
}

/// A notice that is new or changed names no fiche of a later day.
fn told_of_its_sheet(registry: &Registry, before: Option<&Record>, used: &Deployment) -> Result<(), Refusal> {
    let kept = match before {
        Some(Record::Deployment(before)) => before.family_notice == used.family_notice,
        _ => false,
    };
    if kept {
        return Ok(());
    }
    school_facts::not_before_its_sheet(registry, used)
}

/// The value of a field in the stored form.
fn at<'a>(members: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let mut names = path.split('.');
    let first = members.get(names.next()?)?;
    names.try_fold(first, |value, member| value.get(member))
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

/// Makes the texts inert; refuses one that is missing or too long, and an end before its beginning.
fn valid(record: &mut Record) -> Result<(), Refusal> {
    record.clean();
    let mut wrong = None;
    record.each_text(&mut |spec, text| {
        let why = if spec.needed && text.is_empty() {
            "il faut une valeur".to_owned()
        } else if text.chars().count() > MAX_TEXT {
            format!("le texte dépasse {MAX_TEXT} caractères")
        } else {
            return;
        };
        wrong.get_or_insert(((spec.path, spec.label.text()), why));
    });
    if let Some((field, why)) = wrong {
        return Err(invalid(record.id(), field, why));
    }
    let reversed =
        periods(record).any(|period| period.from.zip(period.to).is_some_and(|(from, to)| to < from));
    if reversed {
        let field = (end_of(record), "dates");
        return Err(invalid(record.id(), field, "la fin précède le début"));
    }
    Ok(())
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
