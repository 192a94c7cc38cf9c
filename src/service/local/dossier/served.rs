//! A convention on one line: its status and its dates.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::lines::Lines;
use crate::domain::authority::Phrase;
use crate::domain::convention::{Amendment, AnnexeLine, Convention, Party, Status};
use crate::domain::date::day_fr;
use crate::domain::id::Uai;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;

/// Adds a convention, with its status on the day and its dates.
pub(super) fn add(lines: &mut Lines, source: Source<'_>, convention: &Convention) {
    let label = format!("art. {}", convention.article().number());
    let value = format!(
        "{} · {}",
        convention.number,
        in_words(convention, source.day_index.day())
    );
    lines.link(&label, value, RecordId::Convention(convention.number.clone()));
}

/// Adds the avenants by which a convention names a school or takes it out, one a line.
pub(super) fn add_amendments(lines: &mut Lines, source: Source<'_>, convention: &Convention, school: Uai) {
    let day = source.day_index.day();
    let numbers: BTreeSet<_> = convention
        .lines_of(school)
        .flat_map(AnnexeLine::amendments)
        .collect();
    for found in numbers
        .into_iter()
        .filter_map(|number| convention.amendment(number))
    {
        let words = amendment_words(convention.party, found, day).join(" · ");
        lines.text(
            &format!("avenant {}", found.number),
            format!("de {} · {words}", convention.number),
        );
    }
}

/// Where an avenant stands on a day, and its days.
pub(super) fn amendment_words(party: Party, amendment: &Amendment, day: NaiveDate) -> Vec<String> {
    std::iter::once(amendment.status_words(party, day))
        .chain(amendment.dated_words(party))
        .collect()
}

/// By which avenants a line of an annexe names its school and takes it out.
pub(super) fn moved_by(line: &AnnexeLine) -> impl Iterator<Item = String> {
    let joined = line.joined_by.iter().map(|by| format!("par l’avenant {by}"));
    let left = line.left_by.iter().map(|by| format!("sortie par l’avenant {by}"));
    joined.chain(left)
}

/// `en vigueur · envoyée le 12/09/2026 · signée par la commune le 03/10/2026 · …`
pub(super) fn in_words(convention: &Convention, day: NaiveDate) -> String {
    let mut words = vec![convention.status_words(day).to_owned()];
    let mut dated = |what: &str, day: Option<NaiveDate>| {
        if let Some(day) = day {
            words.push(format!("{what} {}", day_fr(day)));
        }
    };
    dated("envoyée le", convention.sent);
    dated(Phrase::SignedOn.text(), convention.signed_dasen);
    dated(signed_by(convention.party), convention.signed_party);
    dated("effet le", convention.effect_day());
    let stopped = is_stopped(convention, day);
    dated("échéance le", convention.current_end(day).filter(|_| !stopped));
    dated("résiliée le", convention.terminated);
    dated("refusée le", convention.refused);
    dated("classée sans suite le", convention.dropped);
    words.join(" · ")
}

/// True where it was terminated, refused or classée sans suite: its end tells nothing any more.
pub(super) fn is_stopped(convention: &Convention, day: NaiveDate) -> bool {
    let status = convention.status(day);
    status.is_over() && status != Status::Ended
}

/// How the signature of the party is told.
pub(super) fn signed_by(party: Party) -> &'static str {
    match party {
        Party::Provider(_) => "signée par le prestataire le",
        Party::Collectivite(_) => "signée par la collectivité le",
    }
}
