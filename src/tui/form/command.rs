//! What a form asks of the desk, and the form that a record has.

use crate::domain::command::Command;
use crate::domain::convention::Article;
use crate::domain::record::{Kind, Record};

use super::FormKind;

/// The command that writes a record: a note and a relance get their number from the desk.
pub fn command(record: Record, is_new: bool) -> Command {
    match record {
        Record::Note(note) if is_new => Command::AddNote {
            about: note.about,
            text: note.text,
        },
        Record::Reminder(reminder) if is_new => Command::AddReminder {
            convention: reminder.convention,
            to: reminder.to,
            channel: reminder.channel,
            on: reminder.date,
            next_due: reminder.next_due,
        },
        record => Command::Save { record },
    }
}

/// The form of a whole record; none where nobody types it.
pub fn whole_of(record: &Record) -> Option<FormKind> {
    match record {
        Record::Convention(convention) => Some(match convention.article() {
            Article::Art26 => FormKind::Joint,
            Article::Art28 => FormKind::Processing,
        }),
        other => {
            let kind = other.kind();
            FormKind::WHOLE
                .into_iter()
                .find(|form| form.table().kind == kind && kind != Kind::Convention)
        }
    }
}

/// The form that records the end of a record; none where it has another way to end, or none.
pub fn end_of(record: &Record) -> Option<FormKind> {
    FormKind::ENDS
        .into_iter()
        .find(|form| form.table().kind == record.kind())
}
