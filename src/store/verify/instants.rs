//! The instants of the journal: where they go back, and where the clock was taken up again.

use chrono::{DateTime, Utc};

use crate::domain::command::Command;
use crate::domain::date::moment_fr;
use crate::domain::journal::Entry;
use crate::domain::journal::instant::is_set;
use crate::system::wall;

/// The instant of the last entry that was looked at.
#[derive(Debug, Default)]
pub struct Instants(Option<DateTime<Utc>>);

impl Instants {
    /// Takes the next entry in, and says what is to be known of its instant. None of it is damage: a base that was
    /// written before instants were held to their order has what its clocks said.
    pub fn remark(&mut self, entry: &Entry) -> Option<String> {
        let last = self.0.replace(entry.at);
        let moment = |at| moment_fr(wall::local(at));
        let what = match (&entry.command, last) {
            (Command::ResumeClock { reason }, last) => {
                let after = last.map_or_else(String::new, |last| {
                    format!(", l’opération d’avant étant du {}", moment(last))
                });
                let (by, on) = (&entry.actor.name, moment(entry.at));
                format!("l’horloge a été reprise par {by} le {on}{after}\u{a0}; motif\u{a0}: {reason}")
            }
            (_, Some(last)) if entry.at < last => format!(
                "elle est du {}, avant l’opération qui la précède ({})",
                moment(entry.at),
                moment(last)
            ),
            _ if !is_set(entry.at) => format!("elle est du {}, d’une horloge déréglée", moment(entry.at)),
            _ => return None,
        };
        Some(format!("opération {} du journal\u{a0}: {what}", entry.seq))
    }
}
