//! What colleagues changed under the operator's hand.

use crate::domain::record::RecordId;
use crate::service::HistoryLine;
use crate::tui::wording;

/// What colleagues changed in the record that a dialog is about, since it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The record.
    pub id: RecordId,
    /// The revision that the dialog knows.
    pub since: u64,
    /// The number of the request on its way.
    pub asked: u64,
    /// The changed fields, latest first; empty where nobody changed any.
    pub lines: Vec<HistoryLine>,
}

impl Changed {
    /// Nothing changed yet.
    pub fn nothing(id: RecordId, since: u64) -> Self {
        Self {
            id,
            since,
            asked: 0,
            lines: Vec::new(),
        }
    }

    /// Takes the history of the record in.
    pub fn receive(&mut self, lines: Vec<HistoryLine>) {
        self.lines = lines;
        self.lines.retain(|line| line.seq > self.since);
    }

    /// Takes in that the dialog knows a later revision: what it took in is no longer told.
    pub fn known_until(&mut self, revision: u64) {
        if revision > self.since {
            self.since = revision;
            self.lines.retain(|line| line.seq > revision);
        }
    }

    /// Who changed what, on one line: `mmartin a modifié cette fiche : étape, contrat souscrit → en usage`.
    pub fn words(&self) -> Option<String> {
        let latest = self.lines.first()?;
        let mut fields: Vec<&HistoryLine> = self.lines.iter().collect();
        fields.retain(|line| !line.field.is_empty());
        // What had a value is what the operator has seen.
        fields.sort_by_key(|line| line.before.is_empty());
        if latest.gone {
            return Some(format!("{} a retiré cette fiche", latest.by));
        }
        let fields: Vec<String> = fields.into_iter().map(field).collect();
        let what = if fields.is_empty() {
            latest.verb.clone()
        } else {
            fields.join("\u{a0}; ")
        };
        Some(format!("{} a modifié cette fiche\u{a0}: {what}", latest.by))
    }
}

fn field(line: &HistoryLine) -> String {
    format!("{}, {}", line.field, wording::step(&line.before, &line.after))
}

/// A record that was selected, and that a colleague's change took out of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub label: String,
    /// The revision of the list that held it.
    pub since: u64,
    /// The number of the request that asks who changed it.
    pub asked: u64,
}

#[cfg(test)]
mod tests {
    use super::{Changed, HistoryLine, RecordId};

    fn line(seq: u64) -> HistoryLine {
        HistoryLine {
            seq,
            at: chrono::DateTime::UNIX_EPOCH,
            by: "mmartin".to_owned(),
            verb: "modification".to_owned(),
            field: "préavis".to_owned(),
            before: String::new(),
            gone: false,
            after: seq.to_string(),
            own: true,
        }
    }

    #[test]
    fn what_the_dialog_took_in_is_no_longer_told() {
        let mut changed = Changed::nothing(RecordId::Note(1), 3);
        changed.receive(vec![line(5), line(4), line(3)]);
        assert_eq!(changed.lines.len(), 2);
        changed.known_until(4);
        assert_eq!(changed.lines, [line(5)]);
        changed.receive(vec![line(5), line(4)]);
        assert_eq!(changed.lines, [line(5)]);
    }

    #[test]
    fn a_record_that_was_taken_back_is_said_to_be_gone() {
        let mut changed = Changed::nothing(RecordId::Note(1), 3);
        let gone = |seq, field: &str| HistoryLine {
            gone: true,
            field: field.to_owned(),
            before: "Agnin".to_owned(),
            after: String::new(),
            ..line(seq)
        };
        changed.receive(vec![gone(4, "commune"), gone(4, "nom")]);
        assert_eq!(changed.words().as_deref(), Some("mmartin a retiré cette fiche"));
    }
}
