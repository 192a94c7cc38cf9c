//! How far the dossiers of a démarche were asked for, as the import of each run keeps it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The longest cursor of the site that is kept, in bytes.
const LONGEST_CURSOR: usize = 1 << 10;

/// The digits of a SHA-256 in hexadecimal.
const DIGEST: usize = 64;

/// A run over the dossiers of a démarche: where the next one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRun {
    pub demarche: u32,
    /// The SHA-256, in hexadecimal, of what its labels meant: once they mean another thing, every dossier is asked for.
    pub mapping: String,
    /// The moment, by the clock of the site, from which on the next run asks for what changed; none asks for all.
    pub since: Option<DateTime<Utc>>,
    /// Where it was cut off; none of a complete run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
}

/// Where a run was cut off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// The moment from which on it asked for what changed.
    pub since: Option<DateTime<Utc>>,
    /// The cursor of the site after the last page that was read.
    pub after: String,
}

impl SiteRun {
    /// The same, which is to come back to what changed at a moment, or at one that is not known: every dossier then.
    #[must_use]
    pub fn back_to(self, moment: Option<DateTime<Utc>>) -> Self {
        Self {
            since: self.since.min(moment),
            ..self
        }
    }

    /// The same without what no site says: a moment after the day that follows `today`, or a text that [`Self::clean`]
    /// leaves out.
    #[must_use]
    pub fn plausible(mut self, today: NaiveDate) -> Self {
        let last = today.succ_opt();
        let is_past = |since: &DateTime<Utc>| Some(since.date_naive()) <= last;
        self.clean();
        self.since = self.since.filter(is_past);
        self.stopped = self.stopped.filter(|stopped| stopped.since.iter().all(is_past));
        self
    }

    /// Leaves out a cursor without end, a digest that is none, and each that has other signs than those that are seen.
    pub fn clean(&mut self) {
        if !is_plain(&self.mapping, DIGEST) {
            self.mapping.clear();
        }
        self.stopped
            .take_if(|stopped| !is_plain(&stopped.after, LONGEST_CURSOR));
    }

    /// How long its texts are, in bytes.
    pub fn length(&self) -> usize {
        self.mapping.len() + self.stopped.as_ref().map_or(0, |stopped| stopped.after.len())
    }
}

fn is_plain(text: &str, longest: usize) -> bool {
    text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_site_says_is_left_out() {
        let run = |since: &str, mapping: &str, after: &str| SiteRun {
            demarche: 1,
            mapping: mapping.to_owned(),
            since: since.parse().ok(),
            stopped: Some(Stopped {
                since: None,
                after: after.to_owned(),
            }),
        };
        let today = "2026-11-23".parse().unwrap();
        let kept = run("2026-11-24T23:59:59Z", "ab12", "abc=");
        assert_eq!(kept.clone().plausible(today), kept);
        for (since, mapping, after) in [
            ("2026-11-25T00:00:00Z", "ab12", "abc="),
            ("2026-11-24T00:00:00Z", "\u{1b}[2J", "abc="),
            ("2026-11-24T00:00:00Z", &"a".repeat(65), "abc="),
            ("2026-11-24T00:00:00Z", "ab12", "a\u{202e}c"),
            ("2026-11-24T00:00:00Z", "ab12", &"a".repeat(2_000)),
        ] {
            let given = run(since, mapping, after);
            assert_ne!(given.clone().plausible(today), given, "{since} {mapping} {after}");
        }
    }

    #[test]
    fn a_run_comes_back_to_the_earliest_of_what_it_left() {
        let [early, late] = ["2026-09-01T00:00:00Z", "2026-11-01T00:00:00Z"].map(|at| at.parse().ok());
        let run = |since| SiteRun {
            demarche: 1,
            mapping: String::new(),
            since,
            stopped: None,
        };
        assert_eq!(run(late).back_to(early).since, early);
        assert_eq!(run(early).back_to(late).since, early);
        assert_eq!(
            run(late).back_to(None).since,
            None,
            "it does not say: all of them"
        );
        assert_eq!(run(None).back_to(late).since, None);
    }
}
