//! The dialog that takes back the operator's last entry, or does it again; it is named first.

use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::domain::record::RecordId;
use crate::domain::refusal::{Refusal, Since};
use crate::service::{Deed, DeskError, HistoryLine, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::model::{Model, Tone, Undoing};
use crate::tui::theme::Role;
use crate::tui::update::becoming;
use crate::tui::wording::{moment, numbered};

use crate::tui::update::ask::wait;

use super::{Waits, history, outcome};

/// What taking an entry back would do.
#[derive(Debug, Clone)]
pub struct Asked {
    /// True to do again what was taken back.
    redo: bool,
}

/// The history of a record that was changed since the entry that was to be taken back.
#[derive(Debug, Clone)]
pub struct AskedSince {
    /// True where it was to be done again.
    redo: bool,
    /// What the entry did, in French.
    words: String,
    /// What the record is called.
    name: String,
    /// Its place in the journal.
    entry: u64,
}

/// Asks what taking the last entry back would do, or doing again what was taken back.
pub fn open(model: &mut Model, redo: bool, effects: &mut Vec<Effect>) {
    wait(model, Asked { redo }, Ask::Undoing { redo }, effects);
}

impl Waits<Option<Box<Undoing>>> for Asked {
    /// Names what will be taken back, or says why it cannot be.
    fn answered(self, model: &mut Model, undoing: Option<Box<Undoing>>, effects: &mut Vec<Effect>) {
        let redo = self.redo;
        let Some(Undoing { deed, told, names }) = undoing.map(|undoing| *undoing) else {
            let verb = if redo { "refaire" } else { "défaire" };
            return model.say(Tone::Info, format!("Rien à {verb}"));
        };
        match told {
            Ok(outcome) => propose(model, redo, &deed, outcome, &names),
            Err(DeskError::Refused(why)) => refused(model, redo, &deed, &why, &names, effects),
            Err(error) => model.say(Tone::Error, error.to_string()),
        }
    }
}

fn propose(model: &mut Model, redo: bool, deed: &Deed, told: Outcome, names: &[(RecordId, String)]) {
    let (title, verb, done) = if redo {
        ("Refaire", "refaire", "refait")
    } else {
        ("Défaire", "défaire", "défait")
    };
    let mut dialog = TextDialog::new(title);
    dialog.say(Role::Title, &deed.words);
    let at = moment((model.options.local_time)(deed.at));
    dialog.say(
        Role::Muted,
        format!(
            "Opération {} du journal, {at}. Elle y reste\u{a0}; une nouvelle la compense.",
            numbered(deed.seq)
        ),
    );
    dialog.say(Role::Text, "");
    for (id, name) in names {
        let about: Vec<&Change> = told
            .changes
            .iter()
            .filter(|change| change.about().as_ref() == Some(id))
            .collect();
        dialog.item(
            (Role::Text, format!("  {name}  ")),
            (Role::Muted, becoming::changes(about)),
        );
    }
    outcome::describe(&mut dialog, &told.effects);
    let several = names.len() > 1;
    let verb = if several {
        format!("tout {verb}")
    } else {
        verb.to_owned()
    };
    let order = Order::seeing(Command::Undo { entry: deed.seq }, told.seen);
    let proposal = Proposal::new(order, format!("{done}\u{a0}: {}", deed.words), verb)
        .by_own_key(told.effects.ask_for_confirmation(), Proposal::LOSSES)
        .by_own_key(several, Proposal::SEVERAL);
    dialog.proposal = Some(proposal);
    model.dialog = Some(Dialog::Text(dialog));
}

/// Says why an entry is not taken back: which records somebody changed since, where somebody did.
fn refused(
    model: &mut Model,
    redo: bool,
    deed: &Deed,
    why: &Refusal,
    names: &[(RecordId, String)],
    effects: &mut Vec<Effect>,
) {
    if let (Refusal::ChangedSince { entry, changed }, [(id, name)]) = (why, names)
        && changed.len() == 1
    {
        let since = AskedSince {
            redo,
            words: deed.words.clone(),
            name: name.clone(),
            entry: *entry,
        };
        return wait(model, since, Ask::History(id.clone()), effects);
    }
    let mut dialog = not_taken_back(redo, &deed.words);
    if let Refusal::ChangedSince { changed, .. } = why {
        several(&mut dialog, changed, names, model);
    } else {
        dialog.say(Role::Error, format!("! {why}"));
        dialog.say(Role::Muted, "Rien n’a été modifié.");
    }
    model.dialog = Some(Dialog::Text(dialog));
}

/// Names the records that changed since, with who changed each and when; those beyond the first ten are counted.
fn several(dialog: &mut TextDialog, changed: &[Since], names: &[(RecordId, String)], model: &Model) {
    let count = changed.len();
    dialog.say(Role::Error, format!("! {count} fiches ont changé depuis\u{a0}:"));
    for (since, (_, name)) in changed.iter().zip(names) {
        let who = since.who.as_ref().map_or_else(
            || "supprimée depuis".to_owned(),
            |who| {
                let at = moment((model.options.local_time)(who.at));
                format!("{at}  {}", who.name)
            },
        );
        dialog.item((Role::Text, format!("  {name}  ")), (Role::Muted, who));
    }
    match changed.len().saturating_sub(names.len()) {
        0 => {}
        1 => dialog.say(Role::Muted, "  et une autre"),
        more => dialog.say(Role::Muted, format!("  et {more} autres")),
    }
    dialog.say(Role::Text, "");
    dialog.say(
        Role::Muted,
        "L’opération se reprend en entier ou pas du tout\u{a0}: rien n’a été modifié.",
    );
}

/// The head of the dialog of an entry that cannot be taken back, or done again.
fn not_taken_back(redo: bool, words: &str) -> TextDialog {
    let mut dialog = TextDialog::new(if redo {
        "Impossible à refaire"
    } else {
        "Impossible à défaire"
    });
    dialog.say(Role::Title, words);
    dialog.say(Role::Text, "");
    dialog
}

impl Waits<Vec<HistoryLine>> for AskedSince {
    /// Says who changed the record since, and what of it.
    fn answered(self, model: &mut Model, lines: Vec<HistoryLine>, _effects: &mut Vec<Effect>) {
        let Self {
            redo,
            words,
            name,
            entry,
        } = self;
        let mut dialog = not_taken_back(redo, &words);
        dialog.say(Role::Error, format!("! {name} a changé depuis."));
        dialog.say(Role::Text, "Rien n’a été modifié. Voici ce qui a changé\u{a0}:");
        let later: Vec<HistoryLine> = lines
            .iter()
            .filter(|line| line.own && line.seq > entry)
            .cloned()
            .collect();
        history::list(&mut dialog, &later, model.options.local_time);
        model.dialog = Some(Dialog::Text(dialog));
    }
}
