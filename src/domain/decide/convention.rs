//! The life of a convention: sent, signed by each party, terminated.

use chrono::NaiveDate;

use super::fields::invalid;
use crate::domain::authority::Phrase;
use crate::domain::change::Change;
use crate::domain::convention::{Convention, NOT_SIGNED, Signatory};
use crate::domain::id::{AmendmentNumber, ConventionNumber};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// Records that a convention was sent.
pub(super) fn mark_sent(
    registry: &Registry,
    number: &ConventionNumber,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let before = found(registry, number)?;
    not_yet(number, "l’envoi est déjà noté", before.sent)?;
    if let Some(signed) = before
        .signed_dasen
        .min(before.signed_party)
        .or(before.signed_dasen)
        .or(before.signed_party)
    {
        in_order(number, ("l’envoi", on), ("la première signature", signed))?;
    }
    Ok(vec![Change::update(
        before.clone(),
        Convention {
            sent: Some(on),
            ..before.clone()
        },
    )])
}

/// Records that an avenant was sent: after the convention was signed, and before the avenant is.
pub(super) fn send_amendment(
    registry: &Registry,
    number: &ConventionNumber,
    amendment: &AmendmentNumber,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let before = found(registry, number)?;
    let mut after = before.clone();
    let mut amendments = after.amendments.iter_mut();
    let Some(sent) = amendments.find(|found| found.number == *amendment) else {
        return Err(unknown_amendment(number, amendment));
    };
    let what = format!("l’envoi de l’avenant {amendment}");
    not_yet(number, &format!("{what} est déjà noté"), sent.sent)?;
    in_force_of_amendments(before, (&what, on))?;
    if let Some(signed) = sent.signed_dasen.into_iter().chain(sent.signed_party).min() {
        in_order(number, (&what, on), ("sa première signature", signed))?;
    }
    sent.sent = Some(on);
    Ok(vec![Change::update(before.clone(), after)])
}

/// Records a party's signature.
pub(super) fn sign(
    registry: &Registry,
    number: &ConventionNumber,
    by: Signatory,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let before = found(registry, number)?;
    if let Some(sent) = before.sent {
        in_order(number, ("l’envoi", sent), ("la signature", on))?;
    }
    before_the_end(before, ("la signature", on))?;
    let mut after = before.clone();
    let (what, signed) = match by {
        Signatory::Dasen => (Phrase::TheSignature.text(), &mut after.signed_dasen),
        Signatory::Party => ("la signature de l’autre partie", &mut after.signed_party),
    };
    not_yet(number, &format!("{what} est déjà notée"), *signed)?;
    *signed = Some(on);
    Ok(vec![Change::update(before.clone(), after)])
}

/// Records a party's signature of an avenant.
pub(super) fn sign_amendment(
    registry: &Registry,
    number: &ConventionNumber,
    amendment: &AmendmentNumber,
    (by, on): (Signatory, NaiveDate),
) -> Result<Vec<Change>, Refusal> {
    let before = found(registry, number)?;
    let mut after = before.clone();
    let mut amendments = after.amendments.iter_mut();
    let Some(signed) = amendments.find(|found| found.number == *amendment) else {
        return Err(unknown_amendment(number, amendment));
    };
    in_force_of_amendments(before, ("la signature de l’avenant", on))?;
    if let Some(sent) = signed.sent {
        in_order(
            number,
            ("l’envoi de l’avenant", sent),
            ("la signature de l’avenant", on),
        )?;
    }
    let (what, day) = match by {
        Signatory::Dasen => (Phrase::TheSignature.text(), &mut signed.signed_dasen),
        Signatory::Party => ("la signature de l’autre partie", &mut signed.signed_party),
    };
    not_yet(
        number,
        &format!("{what}, avenant {amendment}, est déjà notée"),
        *day,
    )?;
    *day = Some(on);
    Ok(vec![Change::update(before.clone(), after)])
}

/// What is done with an avenant comes after both have signed the convention, and while it goes on.
fn in_force_of_amendments(of: &Convention, done: (&str, NaiveDate)) -> Result<(), Refusal> {
    let Some(signed) = of.signed_on() else {
        return Err(no_amendment(&of.number, NOT_SIGNED.to_owned()));
    };
    in_order(&of.number, ("la signature de la convention", signed), done)?;
    of.ends().try_for_each(|end| in_order(&of.number, done, end))
}

/// What is done with a convention comes before it was terminated, refused or classée sans suite.
fn before_the_end(of: &Convention, done: (&str, NaiveDate)) -> Result<(), Refusal> {
    of.stops().try_for_each(|stop| in_order(&of.number, done, stop))
}

/// A convention has no avenant of a number.
pub(super) fn unknown_amendment(number: &ConventionNumber, amendment: &AmendmentNumber) -> Refusal {
    no_amendment(
        number,
        format!("elle n’a pas d’avenant {amendment}\u{a0}: notez-le d’abord"),
    )
}

/// What is wrong with an avenant of a convention.
pub(super) fn no_amendment(number: &ConventionNumber, why: String) -> Refusal {
    invalid(id(number), ("amendments", "avenant"), why)
}

/// Records that a convention no longer binds from a day on, past or future.
pub(super) fn terminate(
    registry: &Registry,
    number: &ConventionNumber,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let before = found(registry, number)?;
    not_yet(number, "la résiliation est déjà notée", before.terminated)?;
    match before.signed_dasen.max(before.signed_party) {
        None => {
            return Err(invalid(
                id(number),
                "résiliation",
                "personne n’a signé cette convention",
            ));
        }
        Some(signed) => in_order(number, ("la signature", signed), ("la résiliation", on))?,
    }
    for found in &before.amendments {
        let last = found.days().into_iter().flatten().max();
        let what = format!("l’avenant {}", found.number);
        last.map_or(Ok(()), |last| {
            in_order(number, (&what, last), ("la résiliation", on))
        })?;
    }
    Ok(vec![Change::update(
        before.clone(),
        Convention {
            terminated: Some(on),
            ..before.clone()
        },
    )])
}

fn id(number: &ConventionNumber) -> RecordId {
    RecordId::Convention(number.clone())
}

fn found<'a>(registry: &'a Registry, number: &ConventionNumber) -> Result<&'a Convention, Refusal> {
    registry
        .conventions()
        .get(number)
        .ok_or_else(|| Refusal::Unknown(id(number)))
}

fn not_yet(number: &ConventionNumber, what: &str, day: Option<NaiveDate>) -> Result<(), Refusal> {
    day.map_or(Ok(()), |on| {
        Err(Refusal::AlreadyDone {
            id: id(number),
            what: what.to_owned(),
            on,
        })
    })
}

/// Two facts and their days: the second never precedes the first.
fn in_order(
    number: &ConventionNumber,
    first: (&str, NaiveDate),
    second: (&str, NaiveDate),
) -> Result<(), Refusal> {
    if first.1 <= second.1 {
        return Ok(());
    }
    Err(Refusal::Order {
        id: id(number),
        first: first.0.to_owned(),
        first_on: first.1,
        second: second.0.to_owned(),
        second_on: second.1,
    })
}
