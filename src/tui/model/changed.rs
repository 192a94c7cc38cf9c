//! What colleagues changed under the operator's cursor.

use crate::domain::record::RecordId;
use crate::service::HistoryLine;
use crate::tui::wording;

/// What colleagues changed in the record that a dialog is about, since it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
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
        self.lines.retain(|line| line.own && line.seq > self.since);
    }

    /// Takes in that the dialog knows a later revision: what it took in is no longer told.
    pub fn known_until(&mut self, revision: u64) {
        if revision > self.since {
            self.since = revision;
            self.lines.retain(|line| line.seq > revision);
        }
    }

    /// Who changed what, on one line: `mmartin a modifié cette fiche : étape, contrat souscrit → en usage`. Each change
    /// is credited to who made it.
    pub fn words(&self) -> Option<String> {
        let latest = self.lines.first()?;
        if latest.gone {
            return Some(format!("{} a retiré cette fiche", latest.by));
        }
        let mut said: Vec<String> = Vec::new();
        for by in authors(&self.lines) {
            let own: Vec<&HistoryLine> = self.lines.iter().filter(|line| line.by == by).collect();
            let have = if said.is_empty() {
                " a modifié cette fiche"
            } else {
                ""
            };
            said.push(format!("{by}{have}\u{a0}: {}", changes(&own)));
        }
        Some(said.join("\u{a0}; "))
    }
}

/// Who made some changes, each once, whoever made the last first.
pub fn authors(lines: &[HistoryLine]) -> Vec<&str> {
    let mut authors: Vec<&str> = Vec::new();
    for line in lines {
        if !authors.contains(&line.by.as_str()) {
            authors.push(&line.by);
        }
    }
    authors
}

/// What one changed, what had a value first: it is what the operator has seen.
fn changes(lines: &[&HistoryLine]) -> String {
    let mut fields: Vec<&HistoryLine> = lines.to_vec();
    fields.retain(|line| !line.field.is_empty());
    fields.sort_by_key(|line| line.before.is_empty());
    if fields.is_empty() {
        return lines.first().map(|line| line.verb.clone()).unwrap_or_default();
    }
    let fields: Vec<String> = fields.into_iter().map(field).collect();
    fields.join("\u{a0}; ")
}

fn field(line: &HistoryLine) -> String {
    format!("{}, {}", line.field, wording::step(&line.before, &line.after))
}

/// A record that was selected, and that a colleague's change took out of its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
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
    fn each_change_is_credited_to_who_made_it() {
        let mut changed = Changed::nothing(RecordId::Note(1), 3);
        let by = |seq, by: &str, field: &str| HistoryLine {
            by: by.to_owned(),
            field: field.to_owned(),
            ..line(seq)
        };
        let hung = HistoryLine {
            own: false,
            ..by(7, "ksimon", "note")
        };
        changed.receive(vec![
            hung,
            by(6, "pbernard", "effet"),
            by(5, "mmartin", "préavis"),
            by(4, "pbernard", "échéance"),
            by(2, "ksimon", "numéro"),
        ]);
        assert_eq!(
            changed.words().as_deref(),
            Some(
                "pbernard a modifié cette fiche\u{a0}: effet, (vide) → 6\u{a0}; échéance, (vide) → 4\u{a0}; \
                 mmartin\u{a0}: préavis, (vide) → 5"
            )
        );
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
