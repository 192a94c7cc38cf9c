//! Two records under one key, once what they are of is one.

use crate::domain::change::Change;
use crate::domain::council::CouncilMeeting;
use crate::domain::decide::fields::invalid;
use crate::domain::follow_up::FollowUp;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;

/// What becomes of the record that has the key, where another comes under it; none where they are the same.
pub(super) fn united(held: Record, come: Record) -> Result<Option<Change>, Refusal> {
    match (held, come) {
        (Record::Council(held), Record::Council(come)) => {
            let both = council(&held, &come);
            Ok(Some(Change::update(*held, both)))
        }
        (Record::FollowUp(held), Record::FollowUp(come)) => {
            let both = follow_up(&held, &come);
            Ok(Some(Change::update(*held, both)))
        }
        (held, come) if held == come => Ok(None),
        (held, come) => {
            let why = format!(
                "{} existe déjà pour l’enregistrement qui reste, et diffère\u{a0}: corrigez ou retirez d’abord l’un des deux",
                held.id().label()
            );
            Err(invalid(come.id(), "clé", why))
        }
    }
}

/// One meeting, of which each said a part.
fn council(held: &CouncilMeeting, come: &CouncilMeeting) -> CouncilMeeting {
    CouncilMeeting {
        on_agenda: held.on_agenda || come.on_agenda,
        families_informed: held.families_informed || come.families_informed,
        minutes_received: held.minutes_received.or(come.minutes_received),
        ..held.clone()
    }
}

/// The sooner of two days, for both reasons.
fn follow_up(held: &FollowUp, come: &FollowUp) -> FollowUp {
    let (first, second) = if come.due < held.due {
        (come, held)
    } else {
        (held, come)
    };
    let mut both = first.clone();
    if !second.reason.is_empty() && !first.reason.contains(&second.reason) {
        if !both.reason.is_empty() {
            both.reason.push_str("\u{a0}; ");
        }
        both.reason.push_str(&second.reason);
    }
    both
}
