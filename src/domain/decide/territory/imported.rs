//! What goes with communes that a file says are others: the competences, and the places in groups.

use chrono::NaiveDate;

use super::collectivites::passed;
use super::commune::given_back;
use crate::domain::change::{Change, one_each};
use crate::domain::collectivite::{Competence, LocalityKind, Perimeter};
use crate::domain::date::Period;
use crate::domain::id::{InseeCode, Siren};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// What a file says of a commune, with its day.
enum Move {
    /// Another takes its place.
    Replaced { from: Siren, to: Siren },
    /// A code is that of a commune again.
    Again(InseeCode),
    /// A commune has another code.
    Recoded { from: InseeCode, to: InseeCode },
}

/// The changes of a file of communes or of movements, with what the same acts bring about where they are typed: the
/// competences and the places in groups of a commune pass to the one that takes its place, a commune that is one again gets
/// back those over its code, those over a code are over the one that replaces it.
///
/// # Errors
///
/// [`Refusal::Invalid`] where two competences would begin over one perimeter on one day.
pub(in crate::domain::decide) fn followed(
    registry: &Registry,
    changes: Vec<Change>,
) -> Result<Vec<Change>, Refusal> {
    let moves = moves(&changes);
    if moves.is_empty() {
        return Ok(changes);
    }
    let mut ahead = registry.clone();
    ahead.apply_changes(&changes, registry.revision() + 1);
    let mut all = changes;
    for (on, one) in moves {
        let step = match (one, on) {
            (Move::Replaced { from, to }, Some(on)) => passed(&ahead, from, to, on)?,
            (Move::Again(code), Some(on)) => again(&ahead, code, on)?,
            (Move::Recoded { from, to }, on) => recoded(&ahead, from, to, on),
            (Move::Replaced { .. } | Move::Again(_), None) => continue,
        };
        ahead.apply_changes(&step, registry.revision() + 1);
        all.extend(step);
    }
    Ok(one_each(all))
}

/// What changes say of communes, the earliest first.
fn moves(changes: &[Change]) -> Vec<(Option<NaiveDate>, Move)> {
    let mut moves: Vec<(Option<NaiveDate>, Move)> = changes.iter().filter_map(moved).collect();
    moves.sort_by_key(|(on, _)| *on);
    moves
}

fn moved(change: &Change) -> Option<(Option<NaiveDate>, Move)> {
    match (&change.before, &change.after) {
        (Some(Record::Collectivite(was)), Some(Record::Collectivite(is))) => {
            let closes = is.open.to.filter(|_| was.open.to != is.open.to);
            let on = closes?.succ_opt();
            let new = is
                .successors
                .iter()
                .rev()
                .find(|siren| !was.successors.contains(siren));
            let to = *new.or_else(|| is.successors.last())?;
            Some((on, Move::Replaced { from: is.siren, to }))
        }
        (was, Some(Record::Locality(is))) if *was != change.after => match is.kind {
            LocalityKind::Commune if is.commune == is.code => Some((is.from, Move::Again(is.code))),
            LocalityKind::FormerCode => {
                let (from, to) = (is.code, is.commune);
                Some((is.from, Move::Recoded { from, to }))
            }
            _ => None,
        },
        _ => None,
    }
}

/// What the commune of a code gets back from the one of which it was a part the day before.
fn again(ahead: &Registry, code: InseeCode, on: NaiveDate) -> Result<Vec<Change>, Refusal> {
    let whole = on.pred_opt().and_then(|eve| ahead.commune(code, eve));
    let (Some(whole), Some(commune)) = (whole, ahead.commune_of_code(code, on)) else {
        return Ok(Vec::new());
    };
    given_back(ahead, (whole.siren, commune.siren), code, on)
}

/// The competences over a code, over the one that replaces it: the schools may carry the one or the other.
fn recoded(ahead: &Registry, from: InseeCode, to: InseeCode, on: Option<NaiveDate>) -> Vec<Change> {
    let goes_on = |held: &&Competence| held.period.to.is_none_or(|last| on.is_none_or(|on| on <= last));
    let over = ahead.competences_over(Perimeter::Commune(from)).filter(goes_on);
    let over = over.map(|held| Competence {
        perimeter: Perimeter::Commune(to),
        period: Period {
            from: held.period.from.max(on),
            ..held.period
        },
        ..held.clone()
    });
    let is_new = |held: &Competence| ahead.competences().get(&held.id()).is_none();
    over.filter(is_new).map(Change::create).collect()
}
