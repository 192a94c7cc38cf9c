//! How the base and the service are, for who watches over them.

use std::fmt::Write;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::journal::Head;
use crate::domain::upkeep::Upkeep;

/// How a service is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Of the program that serves.
    pub version: String,
    pub started: DateTime<Utc>,
    /// When this was told.
    pub now: DateTime<Utc>,
    /// The day J.
    pub day: NaiveDate,
    /// The end of the journal.
    pub head: Head,
    /// The base bears the mark *essai*.
    pub trial: bool,
    /// Why nothing is written any more, in French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// Screens that are open.
    pub screens: usize,
    pub connections: usize,
    /// Accounts that have a connection.
    pub accounts: usize,
    pub orders: Pace,
    pub questions: Pace,
    pub waiting: Waiting,
    pub upkeep: Upkeep,
}

/// How many calls were answered since the start, and how quickly the last ones: from the moment at which the service has
/// read a call to that at which its answer is ready.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    pub answered: u64,
    pub refused: u64,
    /// Those on which the service stumbled.
    pub failed: u64,
    /// Of how many the times are.
    pub measured: usize,
    pub median: Duration,
    /// What 99 in 100 took at most.
    pub p99: Duration,
    pub longest: Duration,
}

/// What waits in the service.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub orders: usize,
    pub questions: usize,
    /// Bytes of requests that come, or are carried out.
    pub requests: Held,
    /// Bytes of answers that clients have not read.
    pub answers: Held,
    /// Bytes on the disk of files that came and extracts that go.
    pub files: Held,
}

/// Bytes that are held, of those that may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub bytes: u64,
    pub most: u64,
}

impl State {
    /// The same as `OpenMetrics` text, for a collector of the machine.
    pub fn openmetrics(&self) -> String {
        let mut text = String::new();
        let mut gauge = |name: &str, about: &str, values: &[(&str, f64)]| {
            let _ = writeln!(text, "# TYPE preau_{name} gauge\n# HELP preau_{name} {about}");
            for (labels, value) in values {
                let _ = writeln!(text, "preau_{name}{labels} {value}");
            }
        };
        gauge(
            "writing",
            "1 while orders are taken",
            &[("", f64::from(u8::from(self.closed.is_none())))],
        );
        gauge(
            "revision",
            "Operations in the journal",
            &[("", count(self.head.seq))],
        );
        gauge(
            "start_time_seconds",
            "Start of the service",
            &[("", seconds(self.started))],
        );
        gauge(
            "screens",
            "Screens that are open",
            &[("", count(self.screens as u64))],
        );
        gauge(
            "connections",
            "Connections that are open",
            &[("", count(self.connections as u64))],
        );
        gauge(
            "accounts",
            "Accounts with a connection",
            &[("", count(self.accounts as u64))],
        );
        gauge(
            "orders_waiting",
            "Orders that wait",
            &[("", count(self.waiting.orders as u64))],
        );
        gauge(
            "questions_waiting",
            "Questions that wait",
            &[("", count(self.waiting.questions as u64))],
        );
        let held = self.waiting;
        let of = [
            ("requests", held.requests),
            ("answers", held.answers),
            ("files", held.files),
        ];
        let labels = of.map(|(of, held)| (format!("{{of=\"{of}\"}}"), held));
        let bytes = labels
            .each_ref()
            .map(|(label, held)| (label.as_str(), count(held.bytes)));
        let most = labels
            .each_ref()
            .map(|(label, held)| (label.as_str(), count(held.most)));
        gauge("held_bytes", "Bytes that are held for clients", &bytes);
        gauge("held_bytes_limit", "Bytes that may be held for clients", &most);
        let done = [
            ("saved", self.upkeep.saved),
            ("verified", self.upkeep.verified),
            ("restored", self.upkeep.restored),
        ];
        for (task, done) in done.into_iter().filter_map(|(task, done)| Some((task, done?))) {
            let name = format!("{task}_time_seconds");
            gauge(&name, "When this was last done", &[("", seconds(done.at))]);
            let name = format!("{task}_sound");
            gauge(
                &name,
                "1 where nothing was wrong",
                &[("", f64::from(u8::from(done.sound)))],
            );
        }
        for (name, pace) in [("orders", self.orders), ("questions", self.questions)] {
            pace.write(&mut text, name);
        }
        text.push_str("# EOF\n");
        text
    }
}

impl Pace {
    fn write(&self, text: &mut String, name: &str) {
        let done = self.answered - self.refused - self.failed;
        let _ = writeln!(
            text,
            "# TYPE preau_{name} counter\n# HELP preau_{name} Answered since the start"
        );
        for (issue, count) in [("done", done), ("refused", self.refused), ("failed", self.failed)] {
            let _ = writeln!(text, "preau_{name}_total{{issue=\"{issue}\"}} {count}");
        }
        let _ = writeln!(
            text,
            "# TYPE preau_{name}_seconds gauge\n# HELP preau_{name}_seconds Time of the last thousand"
        );
        for (quantile, time) in [("0.5", self.median), ("0.99", self.p99), ("1", self.longest)] {
            let _ = writeln!(
                text,
                "preau_{name}_seconds{{quantile=\"{quantile}\"}} {}",
                time.as_secs_f64()
            );
        }
    }
}

/// A count as `OpenMetrics` writes numbers; exact up to 2^53.
#[allow(clippy::cast_precision_loss, reason = "no count of a base is that large")]
fn count(count: u64) -> f64 {
    count as f64
}

#[allow(clippy::cast_precision_loss, reason = "seconds since 1970")]
fn seconds(at: DateTime<Utc>) -> f64 {
    at.timestamp() as f64
}
