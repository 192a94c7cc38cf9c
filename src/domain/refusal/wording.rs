//! Refusals in French, for the screen and the command line.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Edit, NoClock, NoMany, Reason, Refusal, Since, Who};
use crate::domain::command::MOST_AT_ONCE;
use crate::domain::date::{day_fr, moment_fr};
use crate::domain::document::DocumentId;
use crate::domain::record::{FormerKey, Kind, RecordId};
use crate::text::enumerated;

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(id) => write!(f, "{} introuvable", id.label()),
            Self::Conflict { id, edits, .. } => f.write_str(&conflict(id, edits)),
            Self::Unseen(id) => f.write_str(&unseen(id)),
            Self::UnseenPart(id) => f.write_str(&unseen_part(id)),
            Self::Blocked { deployment, reasons } => write!(
                f,
                "{} ne peut pas être inscrite au registre\u{a0}:{}",
                deployment.school,
                listed(reasons)
            ),
            Self::AccountsClosed {
                deployment,
                to,
                reasons,
            } => write!(
                f,
                "{} ne peut pas passer à «\u{a0}{}\u{a0}»\u{a0}:{}",
                deployment.school,
                to.label(),
                listed(reasons)
            ),
            Self::Move {
                deployment,
                from,
                to,
                why,
            } => write!(
                f,
                "{} ne peut pas passer de «\u{a0}{}\u{a0}» à «\u{a0}{}\u{a0}»\u{a0}: {why}",
                deployment.school,
                from.map_or("aucune étape", super::Stage::label),
                to.label()
            ),
            Self::AlreadyRegistered(id) => {
                write!(f, "l’école est déjà inscrite au registre ({})", id.label())
            }
            Self::EntryClosed(id) => write!(f, "{} est close", id.label()),
            Self::Dangling { from, to } => {
                write!(f, "{} renvoie à {}, qui n’existe pas", from.label(), to.label())
            }
            Self::Imported(id) => f.write_str(&imported(id)),
            Self::Rests { id, on, count } => f.write_str(&rests(id, on, *count)),
            Self::Spent(mark) => f.write_str(&spent(mark)),
            Self::Order {
                id,
                first,
                first_on,
                second,
                second_on,
            } => write!(
                f,
                "{}\u{a0}: {second} ({}) ne peut pas précéder {first} ({})",
                id.label(),
                day_fr(*second_on),
                day_fr(*first_on)
            ),
            Self::Invalid { id, field, why, .. } => write!(f, "{}, {field}\u{a0}: {why}", id.label()),
            Self::SheetRelied { id, resting, .. } => write!(f, "{}\u{a0}: {resting}", id.label()),
            Self::AlreadyDone { id, what, on } => {
                write!(f, "{}\u{a0}: {what} au {}", id.label(), day_fr(*on))
            }
            Self::Kind(kind) => not_typed(f, *kind),
            Self::NoDocuments(kind) => no_documents(f, *kind),
            Self::NoFile(id) => no_file(f, *id),
            Self::Nothing => f.write_str("rien ne change"),
            Self::Many(why) => why.fmt(f),
            Self::OneOf { place, why } => write!(f, "demande {place} du lot\u{a0}: {why}"),
            Self::NotUndoable { entry, why } => {
                write!(f, "l’opération {entry} ne peut pas être annulée\u{a0}: {why}")
            }
            Self::ChangedSince { entry, changed } => {
                write!(
                    f,
                    "l’opération {entry} ne peut pas être annulée\u{a0}: depuis, {}",
                    since(changed)
                )
            }
            Self::OtherOrder { entry } => write!(
                f,
                "le numéro de cet ordre est celui de l’opération {entry}, qui demandait autre chose\u{a0}: rien n’a été changé"
            ),
            Self::Clock { says, why } => clock(f, *says, *why),
            Self::ClockSound { says } => sound(f, *says),
            Self::Reason(why) => write!(f, "motif\u{a0}: {why}"),
            Self::Looking { day, today } => f.write_str(&looking(*day, *today)),
            Self::Forbidden { right } => write!(f, "il faut le droit «\u{a0}{right}\u{a0}»"),
        }
    }
}

fn not_typed(f: &mut fmt::Formatter<'_>, kind: Kind) -> fmt::Result {
    let kind = kind.label();
    write!(f, "un enregistrement de type {kind} ne se saisit pas ainsi")
}

fn no_documents(f: &mut fmt::Formatter<'_>, kind: Kind) -> fmt::Result {
    let kind = kind.label();
    write!(f, "aucune pièce ne se joint à un enregistrement de type {kind}")
}

fn no_file(f: &mut fmt::Formatter<'_>, id: DocumentId) -> fmt::Result {
    write!(
        f,
        "le fichier de la pièce {} n’est pas dans le dossier des pièces\u{a0}; joignez-la par son chemin",
        id.short()
    )
}

fn sound(f: &mut fmt::Formatter<'_>, says: NaiveDateTime) -> fmt::Result {
    let says = moment_fr(says);
    write!(
        f,
        "l’horloge dit {says} et s’accorde avec le journal\u{a0}: il n’y a rien à reprendre"
    )
}

/// What a clock says, what it is held against, and what to do.
fn clock(f: &mut fmt::Formatter<'_>, says: NaiveDateTime, why: NoClock) -> fmt::Result {
    write!(
        f,
        "l’horloge de la machine qui tient la base dit {}",
        moment_fr(says)
    )?;
    match why {
        NoClock::Unset => f.write_str(", elle n’est pas réglée")?,
        NoClock::Behind(last) => write!(f, " et la dernière opération est du {}", moment_fr(last))?,
        NoClock::Leapt(expected) => write!(
            f,
            " et devrait dire {} d’après le temps écoulé\u{a0}: on l’a changée en cours de route",
            moment_fr(expected)
        )?,
    }
    f.write_str("\u{a0}; rien n’est enregistré\u{a0}: mettez la machine à l’heure")?;
    match why {
        NoClock::Unset => Ok(()),
        NoClock::Behind(_) | NoClock::Leapt(_) => f.write_str(
            ", ou, si cette heure est la bonne, «\u{a0}preau horloge --reprendre --motif …\u{a0}» (droit «\u{a0}administration\u{a0}»)",
        ),
    }
}

/// What is saved over a record that was not read.
fn unseen(id: &RecordId) -> String {
    format!(
        "{} existe déjà\u{a0}: relisez la fiche, puis modifiez-la",
        id.label()
    )
}

/// What is reviewed without all that it covers.
fn unseen_part(id: &RecordId) -> String {
    format!(
        "l’inscription repose sur {}, que l’aperçu du contrôle ne montrait pas\u{a0}: refaites l’aperçu, puis confirmez",
        id.label()
    )
}

/// What of a record is in the way: that it changed, by whom and when.
fn conflict(id: &RecordId, edits: &[Edit]) -> String {
    let authors = Edit::authors(edits);
    let by = if authors.is_empty() {
        "par quelqu’un d’autre".to_owned()
    } else {
        let by = |who: &&Who| format!("par {}{}", who.name, on(Some(who)));
        authors.iter().map(by).collect::<Vec<_>>().join(" et ")
    };
    let kind = id.kind();
    format!(
        "{} a été {} {by} depuis que vous l’avez {}",
        id.label(),
        kind.agree("modifié"),
        kind.agree("ouvert")
    )
}

/// Reasons one after the other, each with its rule.
fn listed(reasons: &[Reason]) -> String {
    let one = |reason: &Reason| format!(" {} {}", reason.rule.as_str(), reason.message);
    reasons.iter().map(one).collect()
}

/// What was changed since, by whom and when: the first ten, then how many more.
fn since(changed: &[Since]) -> String {
    let one = |since: &Since| {
        if let Some(mark) = &since.key {
            return format!("{} {}", mark.key.label(), became(mark));
        }
        let by = since.who.as_ref().map(|who| format!(" par {}", who.name));
        let label = since.id.label();
        format!(
            "{label} a changé{}{}",
            by.unwrap_or_default(),
            on(since.who.as_ref())
        )
    };
    let mut said: Vec<String> = changed.iter().take(Since::NAMED).map(one).collect();
    match changed.len().saturating_sub(Since::NAMED) {
        0 => {}
        1 => said.push("et une autre".to_owned()),
        more => said.push(format!("et {more} autres")),
    }
    said.join(", ")
}

/// What became of a key, and that it is given to no other, where that is so.
fn spent(mark: &FormerKey) -> String {
    let ever = match &mark.key {
        _ if !mark.is_spent() => "",
        RecordId::Deployment(_) => "\u{a0}; son rang ne se redonne pas",
        _ => "\u{a0}; son numéro ne se redonne pas",
    };
    format!("{} {}{ever}", mark.key.label(), became(mark))
}

fn looking(day: NaiveDate, today: NaiveDate) -> String {
    let [day, today] = [day, today].map(day_fr);
    format!(
        "consultation au {day}\u{a0}: rien ne s’y écrit\u{a0}; on écrit au jour même ({today}), sans --date"
    )
}

fn imported(id: &RecordId) -> String {
    let why = "seul l’UAI d’une école saisie à la main se corrige";
    format!("{} vient de l’annuaire\u{a0}: {why}", id.with_article())
}

/// What became of a key, by whom, when and why: `a été retirée le 23/11/2026 par jdupont (saisie deux fois)`.
fn became(mark: &FormerKey) -> String {
    let what = match &mark.became {
        Some(to) if !mark.withdrawn => {
            let became = mark.key.noun().agree("devenu");
            format!("est {became} {}", to.label())
        }
        _ => {
            let withdrawn = mark.key.noun().agree("retiré");
            format!("a été {withdrawn}")
        }
    };
    let why = match mark.reason.as_str() {
        "" => String::new(),
        reason => format!(" ({reason})"),
    };
    format!("{what} le {} par {}{why}", day_fr(mark.on), mark.by)
}

/// That a record is not withdrawn, with the first that rest on it and how many others.
fn rests(id: &RecordId, on: &[RecordId], count: usize) -> String {
    let names: Vec<String> = on.iter().map(RecordId::with_article).collect();
    let names = match count.saturating_sub(names.len()) {
        0 => enumerated(&names),
        1 => format!("{} et un autre enregistrement", names.join(", ")),
        more => format!("{} et {more} autres enregistrements", names.join(", ")),
    };
    let rest = if count > 1 { "reposent" } else { "repose" };
    let on = if id.kind().is_feminine() { "elle" } else { "lui" };
    format!(
        "{} ne se retire pas\u{a0}: {names} {rest} sur {on}",
        id.with_article()
    )
}

/// The day of a change: ` (23/11/2026)`; nothing where it is not known.
fn on(who: Option<&Who>) -> String {
    who.map(|who| format!(" ({})", day_fr(who.at.date_naive())))
        .unwrap_or_default()
}

impl fmt::Display for NoMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("le lot ne demande rien"),
            Self::TooMany => write!(f, "un lot compte au plus {MOST_AT_ONCE} demandes"),
            Self::Within => f.write_str(
                "un import, une correction de clé, une fusion de fiches, une solution qui change de catégorie avec ses usages, une reprise d’usages, une annulation, une reprise de l’horloge ou un lot ne se mettent pas dans un lot",
            ),
            Self::Mixed => f.write_str(
                "une inscription se décide à part de ce qui la permet\u{a0}: faites-en un second lot",
            ),
            Self::Reviewed => f.write_str(
                "un contrôle se décide à part de ce sur quoi il porte\u{a0}: faites-en un second lot",
            ),
        }
    }
}
