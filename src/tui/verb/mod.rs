//! The verbs, one file each or for a few that go together: when each is possible, what it opens, what it does with the
//! answers, and what its order rests on.

pub mod agenda;
pub mod amendment;
pub mod annexe;
mod attach;
mod back;
pub mod batch;
mod causes;
mod check;
mod circonscription;
mod close;
mod columns;
mod convention;
mod convention_many;
mod copy;
pub mod dashboard;
pub mod day_grid;
pub mod day_page;
mod declare;
mod documents;
mod dossiers;
pub mod drafts;
mod explain;
pub mod export;
mod fact;
mod fact_order;
pub mod follow;
pub mod form;
mod go_to;
pub mod help;
mod history;
mod join;
mod leave;
pub mod many;
pub mod mark;
pub mod mistake;
mod modify;
mod new;
mod note;
mod notice;
pub mod outcome;
pub mod palette;
pub mod pane;
mod postpone;
pub mod refusal;
mod register;
mod register_ready;
mod remind;
mod review;
pub mod save_view;
pub mod scope;
mod screen;
mod search;
mod skip;
mod solution;
mod stage;
pub mod stages;
mod table;
mod territory;
pub mod trail;
mod undo;
pub mod views;
mod when;

pub use table::{Row, row};

use declare::{choosing, from, typing, waiting};

use chrono::NaiveDate;

use crate::domain::command::Seen;
use crate::domain::record::RecordId;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::{Context, Press, Verb};
use crate::tui::model::dialog::Batch;
use crate::tui::model::editor::How;
use crate::tui::model::{Model, Tone};
use crate::tui::spoken;
use crate::tui::theme::Role;
use crate::tui::wording::{only_looking, right_needed};

/// Carries a verb out; one that is not possible says why.
pub fn act(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) {
    if let Some(why) = why_not(model, verb) {
        let name = &model.options.keymap.entry(verb).name;
        let text = format!("«\u{a0}{name}\u{a0}»\u{a0}: {why}");
        return model.say(Tone::Info, text);
    }
    (row(verb).act)(model, effects);
}

/// Why a verb is not possible now; none where it is.
pub fn why_not(model: &Model, verb: Verb) -> Option<String> {
    let row = row(verb);
    model
        .review()
        .and_then(row.unless_reviewed)
        .or_else(|| withheld(model, verb))
        .or_else(|| beside_marks(model, row))
        .or_else(|| (row.unless)(model))
}

/// Why the orders of a verb would not be taken, whatever is selected: the right that the operator has not, or the day,
/// which is for looking.
pub fn withheld(model: &Model, verb: Verb) -> Option<String> {
    let right = row(verb).right?;
    if !right.is_among(&model.options.operator.rights) {
        return Some(right_needed(right));
    }
    model.options.looking.then(|| only_looking(model.options.today))
}

/// True of a verb that ends the program, or leads to a change of the base.
pub fn is_risky(verb: Verb) -> bool {
    let row = row(verb);
    row.leaves || row.right.is_some()
}

fn beside_marks(model: &Model, row: Row) -> Option<String> {
    (row.alone && many::on_marked(model)).then(|| {
        let [key, fiche] = [Press::MarkNone, Verb::Dossier.into()].map(|press| {
            let shown = model.key(Context::List, press);
            if model.options.look.sober {
                spoken::text(Role::Key, &shown).into_owned()
            } else {
                shown
            }
        });
        format!("une ligne à la fois\u{a0}; décochez d’abord ({key}), ou lisez la fiche ({fiche})")
    })
}

/// What is known of a record that is about to change: its version, where one was seen.
pub type Known = Option<(RecordId, Option<u64>)>;

/// What a verb does once the desk has answered it with an `A`.
trait Waits<A>: Sized {
    /// Goes on with the answer.
    fn answered(self, model: &mut Model, answer: A, effects: &mut Vec<Effect>);

    /// What was asked for, in French; empty where nothing is to be written.
    fn asked(&self) -> String {
        String::new()
    }

    /// Says why there is no answer.
    fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
        refusal::failed(model, &self.asked(), error, effects);
    }

    /// Goes back to the dialog that asked, where there is one and the answer is not waited for.
    fn given_up(self, _model: &mut Model) {}

    /// Passes to another day J, where it proposes one.
    fn turn_to(&mut self, _was: NaiveDate, _today: NaiveDate) {}
}

/// A choice that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its place among those that were listed, before any was moved.
    pub place: usize,
    pub label: String,
    /// What the dialog is about.
    pub about: String,
    /// The day of the dialog; the day J where it has none.
    pub on: NaiveDate,
    /// The day of the dialog; none where it has none, or was left out.
    pub given: Option<NaiveDate>,
    /// The places of the choices that are marked, in their order.
    pub marked: Vec<usize>,
}

/// What a verb does with a choice.
trait Chooses {
    /// Goes on with a choice.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>);

    /// Lists what the words of the filter find.
    fn narrowed(&self, _model: &mut Model, _words: &str, _effects: &mut Vec<Effect>) {}

    /// Lists what the desk found.
    fn found(&self, model: &mut Model, _answer: Answer, _effects: &mut Vec<Effect>) {
        unexpected(model);
    }

    /// Lists anew once the day J is another.
    fn day_turned(&self, _model: &mut Model, _effects: &mut Vec<Effect>) {}

    /// Goes back to what asked, where there is one and no choice is taken.
    fn given_up(&self, _model: &mut Model) {}
}

/// What goes on with the moves of an annexe once it is known by what they are made.
trait Moves {
    /// Goes on.
    fn moved(&self, model: &mut Model, how: How, effects: &mut Vec<Effect>);

    /// Goes back to the dialog that asked.
    fn given_up(&self, model: &mut Model);
}

/// The moves of an annexe of which it is asked by what they are made.
#[derive(Debug, Clone)]
pub enum Moving {
    Annexe(Box<annexe::Moving>),
    Join(Box<join::Moving>),
}

from! { Moving: Annexe(annexe::Moving) Join(join::Moving) }

impl Moving {
    /// Goes on once it is known.
    pub fn moved(&self, model: &mut Model, how: How, effects: &mut Vec<Effect>) {
        match self {
            Self::Annexe(state) => state.moved(model, how, effects),
            Self::Join(state) => state.moved(model, how, effects),
        }
    }

    /// Goes back to the dialog that asked.
    pub fn given_up(&self, model: &mut Model) {
        match self {
            Self::Annexe(state) => state.given_up(model),
            Self::Join(state) => state.given_up(model),
        }
    }
}

/// What was typed in a dialog with one field.
#[derive(Debug, Clone)]
pub struct Typed {
    /// What the dialog is about.
    pub about: String,
    /// The text, trimmed.
    pub text: String,
    /// The day, or what is wrong with it.
    pub day: Result<NaiveDate, String>,
}

/// What a verb does with what was typed.
trait Types {
    /// Goes on with it, or says what is wrong with it.
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String>;

    /// Goes on with what it asked for while the field stays open.
    fn answered(&self, model: &mut Model, _answer: Answer, _effects: &mut Vec<Effect>) {
        unexpected(model);
    }
}

/// What is said of an answer of another kind than what was asked for.
pub const UNEXPECTED: &str = "Le service a répondu à autre chose que ce qui était demandé";

/// Says that an answer is of another kind than what was asked for: it would leave the operator waiting for nothing.
pub fn unexpected(model: &mut Model) {
    model.say(Tone::Error, UNEXPECTED);
}

/// The record of what was seen, with its version.
pub fn known(seen: &[Seen]) -> Known {
    let first = seen.first()?;
    Some((first.id.clone(), Some(first.version)))
}

waiting! {
    Stage(stage::Asked) = Dossier
    Solution(solution::Asked) = Dossier
    Leave(leave::Asked) = Outcome
    Switching(leave::Switching) = Outcomes
    SolutionForMany(solution::AskedForMany) = Dossier
    Addresses(copy::Asked) = Addresses
    Views(views::Asked) = Views
    Causes(causes::Asked) = Causes
    Days(day_grid::Asked) = Page
    Agenda(agenda::Asked) = Agenda
    SaveView(save_view::Asked) = Views
    SavedView(save_view::AskedSaved) = Dossier
    Conventions(convention::AskedTied) = Page
    ConventionMany(convention_many::Asked) = Ties
    Convention(convention::Asked) = Dossier
    Modify(modify::Asked) = Dossier
    Attach(attach::Asked) = Dossier
    AttachToConvention(attach::AskedConvention) = Dossier
    Scans(attach::AskedScans) = Scans
    Documents(documents::Asked) = Dossier
    Dossiers(dossiers::Asked) = Dossiers
    Document(documents::AskedOne) = Dossier
    Close(close::Asked) = Dossier
    Mistake(mistake::Asked) = Dossier
    MistakeOne(mistake::AskedOne) = Dossier
    MistakeKey(mistake::AskedKey) = Outcome
    Entry(close::AskedEntry) = Dossier
    Reminder(close::AskedReminder) = Dossier
    Check(check::Asked) = Dossier
    Covered(check::AskedCovered) = Opened
    KeepNotice(notice::Asked) = Dossier
    Form(form::Opening) = Form
    Annexe(annexe::Asked) = Annexe
    AnnexeChange(annexe::AskedChange) = Outcome
    AmendmentFile(amendment::AskedFile) = Looked
    AmendmentNew(amendment::AskedNew) = Outcome
    AnnexeAgain(annexe::AskedAgain) = Annexe
    Join(join::Asked) = Ties
    JoinOne(join::AskedOne) = Dossier
    Remind(remind::Asked) = Ties
    Outcome(outcome::Asked) = Outcome
    Register(register::Asked) = Outcome
    RegisterReady(register_ready::Asked) = Outcome
    Batch(Batch) = Outcomes
    History(history::Asked) = History
    Explain(explain::Asked) = Explained
    Undo(undo::Asked) = Undoing
    Territory(territory::AskedPlaces) = Opened
    ChangedSince(undo::AskedSince) = History
    Conflict(refusal::Conflict) = History
}

impl Waiting {
    /// True of an order that asks what it takes from schools before it is sent.
    pub fn is_an_order(&self) -> bool {
        matches!(self, Self::Outcome(_))
    }
}

choosing! {
    Palette(palette::Choosing), |_| None;
    GoTo(go_to::Choosing), |_| None;
    New(new::Choosing), |_| None;
    Drafts(drafts::Choosing), |_| None;
    Modify(modify::Choosing), |_| None;
    AttachTo(attach::ChoosingRecord), |_| None;
    Scan(attach::ChoosingScan), |_| None;
    DocumentKind(attach::ChoosingKind), |state| Some((state.to.clone(), None));
    Documents(documents::Choosing), |_| None;
    Cases(dossiers::Choosing), |_| None;
    Document(documents::ChoosingAct), |_| None;
    Close(close::Choosing), |_| None;
    Mistake(mistake::Choosing), |_| None;
    Check(check::Choosing), |_| None;
    Conclusion(check::Concluding), |state| Some((state.dossier.id.clone(), Some(state.dossier.version)));
    ConclusionForMany(check::ConcludingForMany), |_| None;
    Review(review::Choosing), |_| None;
    Views(views::Choosing), |_| None;
    Causes(causes::Choosing), |_| None;
    SaveView(save_view::Choosing), |_| None;
    SavedView(save_view::ChoosingSaved), |state| known(&state.seen);
    Sort(columns::Sorting), |_| None;
    Columns(columns::Choosing), |_| None;
    Export(export::Choosing), |_| None;
    Copy(copy::Choosing), |_| None;
    Remind(remind::Choosing), |state| Some((RecordId::Convention(state.convention.clone()), None));
    RemindMany(remind::ChoosingForMany), |_| None;
    Join(join::Choosing), |_| None;
    AnnexeSolution(amendment::ChoosingSolution), |_| None;
    Amendment(amendment::Choosing), |_| None;
    Circonscription(circonscription::Choosing), |_| None;
    Fact(fact::Choosing), |_| None;
    Agenda(agenda::Choosing), |_| None;
    Territory(territory::Choosing), |_| None;
    TerritoryRecord(territory::Picking), |_| None;
    TerritoryOne(territory::ChoosingOne), |_| None;
    Follow(follow::Choosing), |_| None;
    Stages(stages::Choosing), |state| known(&state.seen);
    StagesForMany(stage::Choosing), |_| None;
    Solution(solution::Choosing), |state| Some((state.dossier.id.clone(), Some(state.dossier.version)));
    SolutionForMany(solution::ChoosingForMany), |_| None;
    Convention(convention::Choosing), |_| None;
    Sent(convention::Sending), |state| known(&state.seen);
    Signatory(convention::Signing), |state| known(&state.seen);
    SignatoryForMany(convention_many::Signing), |_| None;
}

typing! {
    Attach(attach::Typing), |state| Some((state.target.to.clone(), None));
    Document(documents::Typing), |_| None;
    Territory(territory::Typing), |_| None;
    Note(note::Typing), |state| Some((state.about.clone(), None));
    NoteForMany(note::TypingForMany), |_| None;
    Postpone(postpone::Typing), |state| Some((RecordId::School(state.school), None));
    View(save_view::Typing), |state| known(&state.seen);
    Export(export::Typing), |_| None;
    Convention(convention::Typing), |state| known(&state.seen);
    FactName(fact::TypingName), |_| None;
    SendingForMany(convention_many::Sending), |_| None;
    KeepNotice(notice::Typing), |state| known(&state.seen);
    LiftReview(check::Typing), |state| known(&state.seen);
    Reserve(check::Reserving), |state| Some((state.dossier.id.clone(), Some(state.dossier.version)));
    ReserveForMany(check::ReservingForMany), |_| None;
    LiftForMany(check::LiftingForMany), |_| None;
    Leave(leave::Typing), |state| known(&state.seen);
    LeaveForMany(leave::TypingForMany), |_| None;
    Close(close::Typing), |state| known(&state.seen);
    MistakeKey(mistake::TypingKey), |state| known(&state.seen);
    MistakeWhy(mistake::TypingWhy), |state| known(&state.seen);
}
