//! Two conventions that are one: nothing comes under a signature that did not cover it, and what one side says of its term,
//! its clauses, its signatures and its stops is taken whole.

use crate::domain::change::{Change, FieldChange};
use crate::domain::convention::{Annexe, Convention};
use crate::domain::record::Kind;

/// What a signature covers, by the paths of the schema.
const COVERED: [&str; 11] = [
    "party",
    "solutions",
    "departements",
    "annexe",
    "open_annexe",
    "amendments",
    "effect",
    "end",
    "duration_months",
    "renewal",
    "notice_days",
];

/// What is taken from one side, whole: the term, the clauses, the signatures, and what ends or stops it.
const WHOLE: [&str; 13] = [
    "open_annexe",
    "effect",
    "end",
    "duration_months",
    "renewal",
    "notice_days",
    "clauses",
    "signed_dasen",
    "signed_party",
    "terminated",
    "refused",
    "dropped",
    "reason",
];

/// How many characters of a value are shown.
const SHOWN: usize = 40;

/// The convention that stays, with what the other adds to it; or why they are not made one, in French.
pub(super) fn united(kept: &Convention, gone: &Convention) -> Result<Convention, String> {
    if kept.party != gone.party {
        return Err("elles n’ont pas la même partie".to_owned());
    }
    let differing = differing(kept, gone);
    let among = |paths: &[&str]| -> Vec<&(&'static str, FieldChange)> {
        differing
            .iter()
            .filter(|(path, _)| paths.contains(path))
            .collect()
    };
    let covered = among(&COVERED);
    if (has_signature(kept) || has_signature(gone)) && !covered.is_empty() {
        return Err(refused(
            "l’une porte une signature, et ce que celle-ci couvre n’est pas le même",
            &covered,
        ));
    }
    let side = whole_side(kept, gone, &among(&WHOLE))?;
    let other = if std::ptr::eq(side, kept) { gone } else { kept };
    let mut both = Convention {
        number: kept.number.clone(),
        ..side.clone()
    };
    unite_scope(&mut both, other)?;
    fill(&mut both, other);
    Ok(both)
}

fn has_signature(found: &Convention) -> bool {
    found.signed_dasen.or(found.signed_party).is_some()
}

/// The fields that differ, each with its path: as the one that goes has it, then as the one that stays.
fn differing(kept: &Convention, gone: &Convention) -> Vec<(&'static str, FieldChange)> {
    let gone = Convention {
        number: kept.number.clone(),
        ..gone.clone()
    };
    let schema = Kind::Convention.schema();
    let fields = Change::update(in_order(gone), in_order(kept.clone())).fields();
    let with_path = fields.into_iter().map(|field| (schema[field.place].path, field));
    with_path.collect()
}

/// A convention whose lists are in one order.
fn in_order(mut found: Convention) -> Convention {
    found.solutions.sort();
    found.departements.sort();
    found
        .amendments
        .sort_by(|one, other| one.number.cmp(&other.number));
    if let Annexe::Listed(lines) = &mut found.annexe {
        lines.sort_by_key(|line| (line.uai, line.solution.clone(), line.period));
    }
    found
}

/// The side that says all that the other says, or the one that stays where they say the same.
fn whole_side<'c>(
    kept: &'c Convention,
    gone: &'c Convention,
    differing: &[&(&'static str, FieldChange)],
) -> Result<&'c Convention, String> {
    let says = |path: &str, value: &str| match path {
        "renewal" => value != "aucune",
        _ => !value.is_empty(),
    };
    let of_kept = differing.iter().any(|(path, field)| says(path, &field.after));
    let of_gone = differing.iter().any(|(path, field)| says(path, &field.before));
    match (of_kept, of_gone) {
        (_, false) => Ok(kept),
        (false, true) => Ok(gone),
        (true, true) => Err(refused("chacune dit ce que l’autre ne dit pas", differing)),
    }
}

fn refused(why: &str, differing: &[&(&'static str, FieldChange)]) -> String {
    let fields: Vec<String> = differing
        .iter()
        .map(|(_, field)| {
            format!(
                "{} («\u{a0}{}\u{a0}» et «\u{a0}{}\u{a0}»)",
                field.label,
                shown(&field.before),
                shown(&field.after)
            )
        })
        .collect();
    format!(
        "{why}\u{a0}: {}. Corrigez d’abord celle qui est mal saisie, ou retirez-la",
        fields.join(", ")
    )
}

fn shown(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        _ if value.is_empty() => "rien".to_owned(),
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// The scope of both, which differs only where neither is signed.
fn unite_scope(both: &mut Convention, other: &Convention) -> Result<(), String> {
    if both.solutions.is_empty() != other.solutions.is_empty() {
        return Err(
            "l’une vise toutes les solutions, l’autre en nomme\u{a0}: rendez-les d’abord semblables"
                .to_owned(),
        );
    }
    match (&mut both.annexe, &other.annexe) {
        (Annexe::Listed(lines), Annexe::Listed(others)) => add(lines, others),
        (Annexe::All, Annexe::All) => {}
        _ => {
            let why = "l’annexe de l’une dit toutes les écoles, l’autre les nomme\u{a0}: rendez-les d’abord semblables";
            return Err(why.to_owned());
        }
    }
    add(&mut both.solutions, &other.solutions);
    add(&mut both.departements, &other.departements);
    if let Some(found) = other
        .amendments
        .iter()
        .find(|found| both.amendment(&found.number).is_some_and(|held| held != *found))
    {
        return Err(format!(
            "chacune a un avenant {}, et ils diffèrent\u{a0}: corrigez d’abord celui qui est mal saisi",
            found.number
        ));
    }
    add(&mut both.amendments, &other.amendments);
    Ok(())
}

/// What one side lacks and no signature covers.
fn fill(both: &mut Convention, other: &Convention) {
    add(&mut both.dossiers, &other.dossiers);
    for (dossier, changed) in &other.dossiers_changed {
        let known = both.dossiers_changed.entry(dossier.clone()).or_insert(*changed);
        *known = (*known).max(*changed);
    }
    add(&mut both.substitutions, &other.substitutions);
    both.sent = both.sent.or(other.sent);
    both.deliberation = both.deliberation.take().or_else(|| other.deliberation.clone());
    both.deliberation_promised = both.deliberation_promised.or(other.deliberation_promised);
    both.modified_after = both.modified_after.max(other.modified_after);
    both.published = both.published.or(other.published);
    both.document = both.document.take().or_else(|| other.document.clone());
}

fn add<T: Clone + PartialEq>(own: &mut Vec<T>, others: &[T]) {
    let new: Vec<T> = others.iter().filter(|one| !own.contains(one)).cloned().collect();
    own.extend(new);
}
