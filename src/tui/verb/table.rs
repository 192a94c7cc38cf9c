//! The table of the verbs, and the one place that tells them apart.

use crate::domain::permit::OneOf;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Step, Verb};
use crate::tui::model::review::{Card, Review};
use crate::tui::model::{ListName, Model};

use super::convention::Act;
use super::{
    agenda, annexe, attach, back, causes, check, circonscription, close, columns, convention, copy,
    dashboard, day_page, documents, dossiers, drafts, explain, export, fact, follow, go_to, help, history,
    mark, mistake, modify, new, note, notice, palette, pane, postpone, register, register_ready, remind,
    review, save_view, scope, screen, search, skip, solution, stage, territory, trail, undo, views, when,
};

/// What a verb is.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What it does, once it is possible.
    pub(super) act: fn(&mut Model, &mut Vec<Effect>),
    /// The right that its orders take, at the least; none for what only shows.
    pub(super) right: Option<OneOf>,
    /// Why it is not possible now, on the panes and in every mode.
    pub(super) unless: fn(&Model) -> Option<String>,
    /// Why it makes no sense in the review now.
    pub(super) unless_reviewed: fn(&Review) -> Option<String>,
    /// It acts on one record at a time: beside marked lines it would take the line under the cursor, which is another.
    pub(super) alone: bool,
    /// It ends the program.
    pub(super) leaves: bool,
    /// Where it is named otherwise in the footer.
    pub called: fn(&Model) -> Option<&'static str>,
    /// One expects it on the subject: it comes first in the footer of the panes.
    pub expected: fn(&Model) -> bool,
    /// It leads on from the school under review; from the end of the review, where there is none.
    pub leads_on: fn(Option<&Card>) -> bool,
    /// It is about conventions, and of no use to a school outside them.
    pub of_conventions: bool,
}

impl Row {
    /// A verb of dialogs and fields, which does nothing on the panes.
    const NONE: Self = Self {
        act: |_, _| {},
        right: None,
        unless: |_| None,
        unless_reviewed: |_| None,
        alone: false,
        leaves: false,
        called: |_| None,
        expected: |_| false,
        leads_on: |_| false,
        of_conventions: false,
    };
}

const GESTION: Option<OneOf> = Some(OneOf::GESTION);

macro_rules! table {
    ($($verb:ident { $($field:ident: $value:expr),* })*) => {
        /// What a verb is.
        pub fn row(verb: Verb) -> Row {
            match verb {
                $(Verb::$verb => Row { $($field: $value,)* ..Row::NONE },)*
            }
        }
    };
}

table! {
    PaneCollectivites { act: |model, _| pane::focus(model, ListName::Collectivites) }
    PaneSchools { act: |model, _| pane::focus(model, ListName::Schools) }
    PaneProviders { act: |model, _| pane::focus(model, ListName::Providers) }
    PaneConventions { act: |model, _| pane::focus(model, ListName::Conventions) }
    NextPane { act: pane::next }
    PreviousPane { act: pane::previous }
    Up { act: |model, _| pane::step(model, Step::Up) }
    Down { act: |model, _| pane::step(model, Step::Down) }
    PageUp { act: |model, _| pane::step(model, Step::PageUp) }
    PageDown { act: |model, _| pane::step(model, Step::PageDown) }
    First { act: |model, _| pane::step(model, Step::First) }
    Last { act: |model, _| pane::step(model, Step::Last) }
    Dossier { act: |model, _| model.reading = true }
    LeaveDossier { act: |model, _| pane::leave_dossier(model) }
    DossierDown { act: |model, _| model.dossier_pane.scroll(true) }
    DossierUp { act: |model, _| model.dossier_pane.scroll(false) }
    Enlarge { act: |model, _| pane::enlarge(model), unless: pane::is_alone, called: pane::enlarged }
    FollowSelection { act: pane::follow }
    Search { act: |model, _| search::open(model), expected: |_| true }
    GoTo { act: go_to::open }
    Pin { act: scope::pin, unless: scope::no_row, called: |model| model.reading.then_some("ouvrir") }
    Back { act: back::act, unless: back::why_not, leads_on: |card| card.is_none(), called: back::called }
    PlaceBack { act: trail::back, unless: trail::no_way_back }
    PlaceForward { act: trail::on, unless: trail::no_way_on }
    Mark { act: |model, _| mark::toggle(model), unless: mark::no_row }
    MarkRange { act: mark::range, unless: mark::no_row }
    MarkAll { act: mark::all, unless: mark::no_rows }
    MarkInverse { act: mark::inverse, unless: mark::no_rows }
    MarkNone { act: |model, _| mark::none(model), unless: mark::nothing_marked }
    Stage {
        act: stage::open, right: GESTION, unless: when::no_school, of_conventions: true,
        expected: when::is_school, leads_on: when::in_conventions
    }
    Solution { act: solution::open, right: GESTION, unless: when::no_school, of_conventions: true }
    Register {
        act: register::open, right: GESTION, unless: when::no_school, unless_reviewed: register::kept_out,
        of_conventions: true, expected: when::is_school, leads_on: when::in_conventions
    }
    New { act: |model, _| new::choose(model), right: GESTION }
    Modify { act: modify::open, right: GESTION, unless: when::no_subject, alone: true }
    Close { act: close::open, right: GESTION, unless: when::no_subject, alone: true }
    Withdraw {
        act: |model, effects| mistake::open(model, mistake::Act::Withdraw, effects), right: GESTION, unless: when::no_subject, alone: true
    }
    Correct {
        act: |model, effects| mistake::open(model, mistake::Act::Correct, effects), right: GESTION, unless: when::no_subject, alone: true
    }
    KeepNotice { act: notice::open, right: GESTION, unless: when::no_school, alone: true }
    Check { act: check::open, right: Some(OneOf::DPD), unless: check::why_not }
    Drafts { act: |model, _| drafts::list(model), right: GESTION }
    Save {}
    Note { act: note::open, right: Some(OneOf::NOTE), unless: note::why_not, leads_on: |card| card.is_some() }
    Attach { act: attach::open, right: GESTION, unless: when::no_subject, alone: true }
    Documents { act: documents::open, unless: when::no_subject, alone: true }
    History { act: history::open, unless: when::no_subject }
    Explain { act: explain::open, unless: when::no_school, alone: true }
    // What is taken back is the operator's own, and the desk asks for what it took.
    Undo { act: |model, effects| undo::open(model, false, effects), right: Some(OneOf::LECTURE) }
    Redo { act: |model, effects| undo::open(model, true, effects), right: Some(OneOf::LECTURE) }
    ConventionSent {
        act: |model, effects| convention::open(model, Act::Sent, effects), right: GESTION, unless: convention::why_not, of_conventions: true,
        expected: when::is_convention
    }
    ConventionSigned {
        act: |model, effects| convention::open(model, Act::Signed, effects), right: GESTION, unless: convention::why_not, of_conventions: true,
        expected: when::is_convention, leads_on: convention::is_awaited
    }
    ConventionTerminated { act: |model, effects| convention::open(model, Act::Terminated, effects), right: GESTION, unless: when::no_convention, alone: true }
    Views { act: views::open }
    // A view may be the operator's own, and where it is to be shared the dialog asks for more.
    SaveView { act: save_view::open, right: Some(OneOf::LECTURE), unless: when::wrong_search }
    Sort { act: |model, _| columns::sort(model) }
    Columns { act: |model, _| columns::choose(model) }
    ColumnLeft {}
    ColumnRight {}
    Copy { act: |model, _| copy::open(model), unless: copy::why_not }
    Export { act: |model, _| export::open(model), unless: export::why_not }
    ImportDossiers { act: dossiers::open, right: GESTION, unless: dossiers::why_not, unless_reviewed: |_| Some(dossiers::in_review()) }
    Causes { act: causes::open, unless: when::wrong_search }
    Dashboard { act: dashboard::open }
    DayWork { act: day_page::open }
    Agenda { act: agenda::open }
    Review { act: review::open }
    Skip { act: skip::open, unless_reviewed: skip::nothing_left, leads_on: |card| card.is_some() }
    SkipBack { act: skip::back, unless_reviewed: skip::is_first, leads_on: |_| true }
    Postpone {
        act: |model, _| postpone::open(model), right: GESTION, unless_reviewed: review::is_over, leads_on: |card| card.is_some()
    }
    Remind {
        act: remind::open, right: GESTION, unless: convention::why_not, unless_reviewed: remind::nobody,
        of_conventions: true, leads_on: when::in_conventions
    }
    RegisterReady {
        act: register_ready::open, right: GESTION, unless_reviewed: register_ready::none, leads_on: |_| true
    }
    Annexe { act: annexe::open, right: GESTION, unless: annexe::why_not, of_conventions: true }
    Follow { act: follow::open, right: GESTION, unless: when::no_collectivite }
    Fact { act: fact::open, right: GESTION, unless: when::no_school }
    Circonscription { act: circonscription::open, right: GESTION, unless: when::no_school }
    Territory { act: territory::open, right: GESTION, unless: territory::why_not }
    Accept { act: pane::enter, called: pane::entered }
    AffectedSchools {}
    Confirm {}
    Cancel {}
    PickDay {}
    NextField {}
    PreviousField {}
    CaretLeft { act: |model, _| pane::aside(model, false) }
    CaretRight { act: |model, _| pane::aside(model, true) }
    CaretStart {}
    CaretEnd {}
    DeleteBefore {}
    DeleteAfter {}
    DeleteWord {}
    ClearField {}
    Palette { act: palette::open }
    Help { act: help::open }
    Redraw { act: screen::redraw }
    Mouse { act: screen::switch_mouse, unless: screen::no_mouse }
    Suspend { act: |_, effects| effects.push(Effect::Suspend) }
    Quit { act: screen::quit, leaves: true }
}
