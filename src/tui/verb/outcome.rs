//! What an order brings about for the schools: where it takes something from them, or leaves their stages behind its facts,
//! it is shown before the order is sent, and confirmed.

use crate::domain::change::{Change, Rewritten};
use crate::domain::command::{Command, Order};
use crate::domain::query::day_index::{Effect as SchoolsEffect, Effects};
use crate::domain::record::{Kind, RecordId};
use crate::service::{DeskError, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Proposal, TextDialog};
use crate::tui::theme::Role;
use crate::tui::update::ask::wait;
use crate::tui::update::orders;

use super::Waits;

/// What an order would do, before it is sent.
#[derive(Debug, Clone)]
pub struct Asked {
    order: Order,
    /// What it does, in French, for the status line.
    what: String,
    /// What confirming does, in the footer: `résilier`.
    verb: String,
    /// The dialog that asked: it has the keys again once the answer is there.
    from: Option<Box<Dialog>>,
}

/// Sends an order, after what it takes from schools was confirmed, where it takes something.
pub fn send(
    model: &mut Model,
    order: Order,
    what: impl Into<String>,
    verb: impl Into<String>,
    effects: &mut Vec<Effect>,
) {
    if model.work.is_some() {
        return orders::say_waiting(model);
    }
    let ask = Ask::Preview(Box::new(order.clone()));
    let from = model.dialog.take().map(Box::new);
    let asked = Asked {
        order,
        what: what.into(),
        verb: verb.into(),
        from,
    };
    wait(model, asked, ask, effects);
}

/// An effect, its sentence, and the role and the sign of what it is to a school.
type Described<'e> = (&'e SchoolsEffect, String, (Role, &'static str));

/// What an order brings about, the worst first.
fn described(effects: &Effects) -> impl Iterator<Item = Described<'_>> {
    let signed = |sign: (Role, &'static str)| move |(effect, sentence)| (effect, sentence, sign);
    let losses = effects.losses().map(signed((Role::Warning, "! ")));
    losses
        .chain(effects.gains().map(signed((Role::Ok, "✓ "))))
        .chain(touched(effects))
}

/// Who is touched by what becomes of a prestataire, and the filter that lists the schools.
fn touched(effects: &Effects) -> Option<Described<'_>> {
    let touched = effects.touched.as_ref()?;
    let sentence = match touched.schools.count {
        0 => touched.words(),
        _ => format!("{} ({})", touched.words(), touched.filter),
    };
    Some((&touched.schools, sentence, (Role::Muted, "→ ")))
}

/// The moves of stage that a dialog proposes.
fn proposed(dialog: &TextDialog) -> impl Iterator<Item = Described<'_>> {
    let asks = dialog.proposal.as_ref().is_some_and(|one| one.stages.is_some());
    let effects = dialog.effects.iter().filter(move |_| asks);
    effects
        .flat_map(|effects| effects.stages.all())
        .map(|(effect, sentence)| (effect, sentence, (Role::Muted, "→ ")))
}

/// Says what an order brings about; nothing where it brings about nothing.
pub fn describe(dialog: &mut TextDialog, effects: &Effects) {
    for (effect, sentence, (role, sign)) in described(effects) {
        let named = effect.named();
        let text = if named.is_empty() {
            sentence
        } else {
            format!("{sentence}\u{a0}: {named}")
        };
        dialog.item((role, sign.to_owned()), (Role::Text, text));
    }
    dialog.effects = effects.have_others().then(|| Box::new(effects.clone()));
}

/// Lays every school that the dialog counts over it, each under what becomes of it.
pub fn list(model: &mut Model) {
    let Some(Dialog::Text(below)) = model.dialog.take_if(|dialog| has_list(dialog)) else {
        return;
    };
    let mut dialog = TextDialog::new("Les écoles que cela touche");
    for (effect, sentence, (role, sign)) in below
        .effects
        .iter()
        .flat_map(|effects| described(effects))
        .chain(proposed(&below))
    {
        dialog.item((role, sign.to_owned()), (Role::Title, sentence));
        for school in &effect.schools {
            dialog.item(
                (Role::Muted, format!("  {}  ", school.uai)),
                (Role::Text, school.name.clone()),
            );
        }
        if effect.unlisted() > 0 {
            dialog.say(Role::Muted, format!("  et {} de plus", effect.unlisted()));
        }
    }
    dialog.over = Some(Box::new(Dialog::Text(below)));
    model.dialog = Some(Dialog::Text(dialog));
}

/// True where the dialog counts schools that it does not name.
fn has_list(dialog: &Dialog) -> bool {
    matches!(dialog, Dialog::Text(text) if text.effects.is_some())
}

/// Says which stages an order may move with the facts that it records.
pub fn describe_stages(dialog: &mut TextDialog, effects: &Effects) {
    let moves = &effects.stages;
    if moves.is_empty() {
        return;
    }
    for (effect, sentence) in moves.all() {
        let text = format!("{sentence}\u{a0}: {}", effect.named());
        dialog.item((Role::Muted, "→ ".to_owned()), (Role::Text, text));
    }
    dialog.propose_stages(moves.count());
    if moves.all().any(|(effect, _)| effect.has_others()) {
        dialog.effects = Some(Box::new(effects.clone()));
    }
}

impl Asked {
    fn go_on(self, model: &mut Model, effects: &mut Vec<Effect>) {
        model.dialog = self.from.map(|dialog| *dialog);
        orders::send(model, self.order, self.what, effects);
    }
}

impl Waits<Outcome> for Asked {
    fn answered(self, model: &mut Model, outcome: Outcome, effects: &mut Vec<Effect>) {
        let takes = outcome.effects.ask_for_confirmation();
        let rewritten = Rewritten::among(&outcome.changes.as_slice());
        let loses = outcome.effects.losses().next().is_some();
        let withdrawn = matches!(self.order.command, Command::Withdraw { .. });
        let gains = is_signature(&self.order.command) && outcome.effects.gains().next().is_some();
        let moves = matches!(self.order.command, Command::Territory(_));
        if !moves
            && !loses
            && !gains
            && outcome.effects.stages.is_empty()
            && outcome.effects.touched.is_none()
            && rewritten.is_none()
            && !withdrawn
        {
            return self.go_on(model, effects);
        }
        let mut dialog = TextDialog::new(match rewritten {
            Some(_) => "Ce que cela change",
            None if moves => "Ce que cela change",
            None if withdrawn => "Retirer ce qui fut fait par erreur",
            None => "Ce que cela fait aux écoles",
        });
        dialog.say(Role::Title, &self.what);
        dialog.say(Role::Text, "");
        if let Some(rewritten) = &rewritten {
            for line in rewritten.lines() {
                dialog.say(Role::Text, line);
            }
        }
        if let Command::Withdraw { record, reason } = &self.order.command {
            dialog.say(Role::Text, withdrawal(record, reason));
        }
        describe(&mut dialog, &outcome.effects);
        if moves {
            list_changes(&mut dialog, &outcome.changes);
        }
        dialog.over = self.from;
        let several = rewritten.is_some_and(|rewritten| rewritten.ask_for_confirmation())
            || (moves && outcome.changes.len() > 1);
        let mut order = self.order;
        if moves {
            // What was shown is what is carried out.
            order.seen = outcome.seen;
        }
        let proposal = Proposal::new(order, self.what, self.verb);
        dialog.proposal = Some(
            proposal
                .by_own_key(takes, Proposal::LOSSES)
                .by_own_key(several, Proposal::SEVERAL)
                .by_own_key(withdrawn, Proposal::WITHDRAWN),
        );
        describe_stages(&mut dialog, &outcome.effects);
        model.dialog = Some(Dialog::Text(dialog));
    }

    fn asked(&self) -> String {
        self.what.clone()
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = self.from.map(|dialog| *dialog);
    }

    /// An order that is refused is refused as its preview was, and the dialog that asked says why.
    fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
        if matches!(error, DeskError::Refused(_)) {
            return self.go_on(model, effects);
        }
        not_known(model, self.from, &error);
    }
}

/// How many records that change are shown one by one; the others are counted.
const CHANGES: usize = 30;

/// Lists the records that change, counted by kind first.
fn list_changes(dialog: &mut TextDialog, changes: &[Change]) {
    let mut kinds: Vec<(Kind, usize)> = Vec::new();
    for kind in changes.iter().filter_map(|change| Some(change.id()?.kind())) {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((kind, 1)),
        }
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| kind.counted(*count)).collect();
    dialog.say(Role::Text, "");
    dialog.say(Role::Title, format!("Ce qui change\u{a0}: {}", kinds.join(", ")));
    for change in changes.iter().take(CHANGES) {
        dialog.say(Role::Text, change.words());
    }
    if let Some(more) = changes.len().checked_sub(CHANGES).filter(|more| *more > 0) {
        dialog.say(Role::Muted, format!("et {more} de plus"));
    }
}

/// True of a signature, of a convention or an avenant: what schools gain by it is shown before it is noted, as what they
/// lose is.
fn is_signature(command: &Command) -> bool {
    matches!(command, Command::Sign { .. } | Command::SignAmendment { .. })
}

/// What is said of a record that is to be withdrawn.
fn withdrawal(record: &RecordId, reason: &str) -> String {
    let number = match record.kind() {
        Kind::Convention | Kind::Contract | Kind::Reminder | Kind::Note => {
            "\u{a0}; son numéro ne se redonne pas"
        }
        Kind::Deployment => "\u{a0}; son rang ne se redonne pas",
        Kind::Collectivite
        | Kind::Locality
        | Kind::Competence
        | Kind::School
        | Kind::Provider
        | Kind::Solution
        | Kind::Sheet
        | Kind::Council
        | Kind::Entry
        | Kind::FollowUp
        | Kind::Vacances
        | Kind::View
        | Kind::Document
        | Kind::FormerKey => "",
    };
    format!("Motif\u{a0}: {reason}. Rien ne repose sur cet enregistrement{number}.")
}

/// Gives the dialog that asked the keys back where nobody knows what an order would take: nothing is sent.
pub fn not_known(model: &mut Model, from: Option<Box<Dialog>>, error: &DeskError) {
    model.dialog = from.map(|dialog| *dialog);
    orders::say_error(model, format!("Rien n’est enregistré\u{a0}: {error}"));
}
