//! What the values of a typed record say of each other. Only those that are typed now are judged: a record that an
//! import brought stays one that can be changed.

use std::collections::BTreeSet;

use super::fields::invalid;
use super::reminder;
use crate::domain::convention::{Convention, Renewal};
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::document::DocumentId;
use crate::domain::id::AmendmentNumber;
use crate::domain::provider::{Opinion, Solution};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::reminder::Reminder;
use crate::domain::school::School;

/// Refuses values that contradict each other in a record that is typed whole.
pub(super) fn agree(before: Option<&Record>, after: &Record) -> Result<(), Refusal> {
    match (before, after) {
        (Some(Record::Convention(before)), Record::Convention(after)) => convention(Some(before), after),
        (_, Record::Convention(after)) => convention(None, after),
        (Some(Record::Deployment(before)), Record::Deployment(after)) => deployment(Some(before), after),
        (_, Record::Deployment(after)) => deployment(None, after),
        (before, Record::School(after)) => school(before, after),
        (Some(Record::Reminder(before)), Record::Reminder(after)) => reminder(Some(before), after),
        (_, Record::Reminder(after)) => reminder(None, after),
        (Some(Record::Solution(before)), Record::Solution(after)) => opinions(&before.opinions, after),
        (_, Record::Solution(after)) => opinions(&[], after),
        _ => Ok(()),
    }
}

/// An opinion says whose it is, and is looked at again after its day.
fn opinions(before: &[Opinion], after: &Solution) -> Result<(), Refusal> {
    let typed = after.opinions.iter().filter(|one| !before.contains(one));
    for one in typed {
        let why = if one.authority.is_empty() {
            "dites quelle autorité l’a rendu"
        } else if one.next_review.is_some_and(|on| on <= one.date) {
            "un avis se revoit après le jour où il est rendu"
        } else {
            continue;
        };
        let id = RecordId::Solution(after.code.clone());
        return Err(invalid(id, ("opinions", "avis"), why));
    }
    Ok(())
}

/// A relance is come back to after its day.
fn reminder(before: Option<&Reminder>, after: &Reminder) -> Result<(), Refusal> {
    let days = |of: &Reminder| (of.date, of.next_due);
    if before.map(days) == Some(days(after)) {
        return Ok(());
    }
    reminder::in_order(after)
}

/// A school that has a day of closure is not said to be open only.
fn school(before: Option<&Record>, after: &School) -> Result<(), Refusal> {
    let states = |of: &School| (of.state, of.closed);
    let same = matches!(before, Some(Record::School(before)) if states(before) == states(after));
    if same || after.closed.is_none() || !after.state.is_open() {
        return Ok(());
    }
    Err(invalid(
        RecordId::School(after.uai),
        ("state", "état"),
        "une école qui a un jour de fermeture est à fermer ou fermée",
    ))
}

/// A sending comes before the signatures; a period lasts; an end is given once.
fn convention(before: Option<&Convention>, after: &Convention) -> Result<(), Refusal> {
    let id = || RecordId::Convention(after.number.clone());
    let dated = before.is_none_or(|before| {
        (before.sent, before.signed_dasen, before.signed_party)
            != (after.sent, after.signed_dasen, after.signed_party)
    });
    let signed = after.signed_dasen.into_iter().chain(after.signed_party).min();
    if dated && after.sent.zip(signed).is_some_and(|(sent, signed)| signed < sent) {
        return Err(invalid(
            id(),
            ("sent", "envoi"),
            "la première signature est antérieure",
        ));
    }
    amendments(before, after)?;
    let renewed = before.is_none_or(|before| before.renewal != after.renewal);
    if renewed && matches!(after.renewal, Renewal::Tacite { months: 0, .. }) {
        return Err(invalid(
            id(),
            ("renewal.mois", "période"),
            "une période dure un mois au moins",
        ));
    }
    let named = after.document.is_some()
        && before.and_then(|before| before.document.as_ref()) != after.document.as_ref();
    if named {
        return Err(invalid(
            id(),
            ("document.chemin", "document"),
            "une pièce se joint avec son fichier, et non par un chemin",
        ));
    }
    let ends = |of: &Convention| (of.end, of.duration_months);
    let typed = before.is_none_or(|before| ends(before) != ends(after));
    if typed && after.end.is_some() && after.duration_months.is_some() {
        return Err(invalid(
            id(),
            ("duration_months", "durée"),
            "l’échéance est donnée aussi\u{a0}: gardez l’une des deux",
        ));
    }
    Ok(())
}

/// An avenant has a number of its own, and its sending comes before its signatures; a line of the annexe names an avenant
/// and a solution of the convention.
pub(super) fn amendments(before: Option<&Convention>, after: &Convention) -> Result<(), Refusal> {
    let ends = |of: &Convention| {
        let stops = (of.terminated, of.refused, of.dropped);
        (stops, of.end, of.duration_months, of.renewal)
    };
    let ends_alike = before.is_some_and(|before| ends(before) == ends(after));
    let is_same = |before: &Convention| {
        before.amendments == after.amendments
            && before.annexe == after.annexe
            && before.solutions == after.solutions
    };
    if ends_alike && before.is_some_and(is_same) {
        return Ok(());
    }
    let no = |field, why: String| Err(invalid(RecordId::Convention(after.number.clone()), field, why));
    if let Some(why) = before.and_then(|before| joins_signed(before, after)) {
        return no(("annexe", "annexe"), why);
    }
    if let Some((gone, document)) = before.and_then(|before| withdrawn_with_document(before, after)) {
        let why = format!(
            "l’avenant {gone} est la pièce {}, jointe à la convention\u{a0}: détachez-la d’abord, ou dites de quel avenant \
             elle est",
            document.short()
        );
        return no(("amendments", "avenants"), why);
    }
    let mut numbers = BTreeSet::new();
    for found in &after.amendments {
        let number = &found.number;
        let signed = found.signed_dasen.into_iter().chain(found.signed_party).min();
        let known = before.is_some_and(|before| before.amendments.contains(found));
        let mut others = after.amendments.iter().filter(|other| other.number != *number);
        if let Some(twin) = others.find(|other| !known && other.number.is_same(number)) {
            let why = format!(
                "les avenants {} et {number} n’en font qu’un\u{a0}: gardez l’un des deux",
                twin.number
            );
            return no(("amendments", "avenants"), why);
        }
        if !known && !number.is_plain() {
            let why = format!("{number}\u{a0}: {}", AmendmentNumber::NOT_PLAIN);
            return no(("amendments", "avenants"), why);
        }
        if !numbers.insert(number) {
            return no(
                ("amendments", "avenants"),
                format!("deux avenants ont le numéro {number}"),
            );
        }
        let judged = !(known && ends_alike);
        if let Some(why) = judged.then(|| found.out_of_order(after)).flatten() {
            return no(
                ("amendments", "avenants"),
                format!("avenant {number}\u{a0}: {why}"),
            );
        }
        if found.sent.zip(signed).is_some_and(|(sent, signed)| signed < sent) {
            let why = format!("avenant {number}\u{a0}: la première signature précède l’envoi");
            return no(("amendments", "avenants"), why);
        }
    }
    for line in after.annexe.lines() {
        let mut named = line.amendments();
        if let Some(number) = named.find(|number| !numbers.contains(number)) {
            let why = format!(
                "l’annexe nomme l’école {} par l’avenant {number}, qui n’y est pas",
                line.uai
            );
            return no(("amendments", "avenants"), why);
        }
        if let Some(code) = line.solution.as_ref().filter(|code| !after.covers_solution(code)) {
            let why = format!(
                "l’annexe nomme l’école {} pour {code}, que la convention ne vise pas",
                line.uai
            );
            return no(("solutions", "solutions"), why);
        }
    }
    Ok(())
}

/// An avenant that is there no more and was a document that no avenant is now.
fn withdrawn_with_document(before: &Convention, after: &Convention) -> Option<(AmendmentNumber, DocumentId)> {
    let gone = before
        .amendments
        .iter()
        .filter(|was| after.amendment(&was.number).is_none());
    let mut with_document = gone.filter_map(|was| Some((was.number.clone(), was.document?)));
    with_document.find(|(_, document)| after.amendment_in(*document).is_none())
}

/// Why schools may not join the annexe of a convention that both have signed as they do; none where they may.
fn joins_signed(before: &Convention, after: &Convention) -> Option<String> {
    let signed = before.signed_on().filter(|_| after.signed_on().is_some())?;
    let joining = before.joining(after).filter(|_| !after.open_annexe)?;
    let who = match joining.as_slice() {
        [] => "toutes les écoles n’y entrent pas".to_owned(),
        [one] => format!("l’école {one} n’y entre pas"),
        several => format!("{} écoles n’y entrent pas", several.len()),
    };
    Some(format!(
        "la convention est signée des deux parties depuis le {}\u{a0}: {who} sans avenant, à moins que la convention ne \
         permette les ajouts sans avenant",
        day_fr(signed)
    ))
}

/// A school that left has its stage say so; the data are deleted after that.
fn deployment(before: Option<&Deployment>, after: &Deployment) -> Result<(), Refusal> {
    let id = || RecordId::Deployment(after.id());
    let left = matches!(after.stage, Stage::Sortie | Stage::DonneesSupprimees);
    if after.exit.is_some() && before.and_then(|before| before.exit) != after.exit && !left {
        return Err(invalid(
            id(),
            ("exit", "sortie"),
            "l’école n’est pas à l’étape «\u{a0}sortie\u{a0}»\u{a0}: notez d’abord l’étape",
        ));
    }
    let reasoned = before.is_none_or(|before| before.exit_reason != after.exit_reason);
    if reasoned && !after.exit_reason.is_empty() && !left {
        let why = "l’école n’est pas sortie";
        return Err(invalid(id(), ("exit_reason", "motif de la sortie"), why));
    }
    let ends = |of: &Deployment| (of.exit, of.deletion_certificate);
    if before.map(ends) == Some(ends(after)) {
        return Ok(());
    }
    let why = match ends(after) {
        (None, Some(_)) => "les données se suppriment après la sortie\u{a0}: il faut aussi son jour",
        (Some(exit), Some(deleted)) if deleted < exit => "les données se suppriment après la sortie",
        _ => return Ok(()),
    };
    Err(invalid(
        id(),
        ("deletion_certificate", "attestation de suppression"),
        why,
    ))
}
