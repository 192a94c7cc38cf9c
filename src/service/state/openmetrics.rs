//! The state of a service as `OpenMetrics` text, for a collector of the machine.

use std::fmt::Write;

use chrono::{DateTime, Utc};

use super::{Held, Pace, State};
use crate::domain::upkeep::Done;

/// A measure that goes up and down: its name behind `preau_`, what it is, and its values by their labels.
struct Gauge {
    name: String,
    about: &'static str,
    values: Vec<(String, f64)>,
}

impl Gauge {
    fn of(name: &str, about: &'static str, value: f64) -> Self {
        Self::labelled(name, about, vec![(String::new(), value)])
    }

    fn labelled(name: &str, about: &'static str, values: Vec<(String, f64)>) -> Self {
        let name = name.to_owned();
        Self { name, about, values }
    }
}

impl State {
    /// The same as `OpenMetrics` text.
    pub fn openmetrics(&self) -> String {
        let mut text = String::new();
        for gauge in self.gauges() {
            let Gauge { name, about, values } = gauge;
            let _ = writeln!(text, "# TYPE preau_{name} gauge\n# HELP preau_{name} {about}");
            for (labels, value) in values {
                let _ = writeln!(text, "preau_{name}{labels} {value}");
            }
        }
        self.orders.write(&mut text, "orders");
        self.questions.write(&mut text, "questions");
        text + "# EOF\n"
    }

    fn gauges(&self) -> Vec<Gauge> {
        let waiting = &self.waiting;
        let mut gauges = vec![
            Gauge::of("writing", "1 while orders are taken", is(self.closed.is_none())),
            Gauge::of("revision", "Operations in the journal", count(self.head.seq)),
            Gauge::of(
                "start_time_seconds",
                "Start of the service",
                seconds(self.started),
            ),
            Gauge::of("screens", "Screens that are open", counted(self.screens)),
            Gauge::of(
                "connections",
                "Connections that are open",
                counted(self.connections),
            ),
            Gauge::of("accounts", "Accounts with a connection", counted(self.accounts)),
            Gauge::of("orders_waiting", "Orders that wait", counted(waiting.orders)),
            Gauge::of(
                "questions_waiting",
                "Questions that wait",
                counted(waiting.questions),
            ),
        ];
        let held = |of: fn(Held) -> u64| {
            let each = [
                ("requests", waiting.requests),
                ("answers", waiting.answers),
                ("files", waiting.files),
            ];
            each.map(|(name, held)| (format!("{{of=\"{name}\"}}"), count(of(held))))
                .to_vec()
        };
        gauges.push(Gauge::labelled(
            "held_bytes",
            "Bytes that are held for clients",
            held(|held| held.bytes),
        ));
        gauges.push(Gauge::labelled(
            "held_bytes_limit",
            "Bytes that may be held for clients",
            held(|held| held.most),
        ));
        let upkeep = &self.upkeep;
        for (task, done) in [
            ("saved", upkeep.saved),
            ("verified", upkeep.verified),
            ("restored", upkeep.restored),
            ("sent", upkeep.sent),
            ("set_aside", upkeep.set_aside),
        ] {
            gauges.extend(done.into_iter().flat_map(|done| of_task(task, done)));
        }
        gauges
    }
}

fn of_task(task: &str, done: Done) -> [Gauge; 2] {
    [
        Gauge::of(
            &format!("{task}_time_seconds"),
            "When this was last done",
            seconds(done.at),
        ),
        Gauge::of(
            &format!("{task}_sound"),
            "1 where nothing was wrong",
            is(done.sound),
        ),
    ]
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
            let time = time.as_secs_f64();
            let _ = writeln!(text, "preau_{name}_seconds{{quantile=\"{quantile}\"}} {time}");
        }
    }
}

fn is(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

fn counted(count: usize) -> f64 {
    self::count(count as u64)
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
