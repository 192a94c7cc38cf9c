//! The keys of a dialog to read, and what accepting it does.

use ratatui::layout::Size;

use crate::domain::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::frame::paper_room;
use crate::tui::model::layer::{Layer, Paper};
use crate::tui::model::{Model, Tone};
use crate::tui::update::keys::Press;
use crate::tui::update::lists::{Step, distance};
use crate::tui::update::orders;

use super::export;

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let (size, sober) = (model.size, model.options.look.sober);
    let Some(Layer::Paper(paper)) = &mut model.layer else {
        return;
    };
    let step = match press {
        Press::Verb(Verb::Accept) if paper.takes_its_own_key() => return its_own_key(model),
        Press::Verb(Verb::Confirm) if paper.overwrite.is_some() => return overwrite(model, effects),
        Press::Verb(Verb::Confirm) if paper.proposal.is_none() => return,
        Press::Verb(Verb::Accept | Verb::Confirm) => return accept(model, effects),
        Press::Verb(Verb::Up) => Step::Up,
        Press::Verb(Verb::Down) => Step::Down,
        Press::Verb(Verb::PageUp) => Step::PageUp,
        Press::Verb(Verb::PageDown) => Step::PageDown,
        Press::Verb(Verb::First) => Step::First,
        Press::Verb(Verb::Last) => Step::Last,
        _ => return,
    };
    scroll(paper, step, size, sober);
}

/// True where a key does something here.
pub fn takes(paper: &Paper, press: Press) -> bool {
    match press {
        Press::Verb(Verb::Confirm) => paper.proposal.is_some() || paper.overwrite.is_some(),
        Press::Verb(verb) => matches!(
            verb,
            Verb::Accept
                | Verb::Cancel
                | Verb::Help
                | Verb::Up
                | Verb::Down
                | Verb::PageUp
                | Verb::PageDown
                | Verb::First
                | Verb::Last
        ),
        Press::Char(_) => false,
    }
}

/// Moves the visible part; it never leaves the text.
fn scroll(paper: &mut Paper, step: Step, size: Size, sober: bool) {
    let (columns, rows) = paper_room(size, sober);
    let last = paper.lines(columns, sober).len().saturating_sub(rows);
    let by = distance(step, rows.cast_signed());
    paper.top = paper.top.saturating_add_signed(by).min(last);
}

/// Sends what the dialog proposes; without a proposal, closes it.
fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Paper(paper)) = &model.layer else {
        return;
    };
    if paper.busy.is_some() {
        return;
    }
    let Some(proposal) = paper.proposal.clone() else {
        model.layer = paper.over.clone().map(|below| *below);
        return;
    };
    let free = model.work.is_none();
    orders::send(model, proposal.order, proposal.what, effects);
    if let (true, Some(work)) = (free, &mut model.work) {
        work.applied = proposal.applied;
    }
}

/// Writes the file in place of the one that is there.
fn overwrite(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Paper(paper)) = &model.layer else {
        return;
    };
    if let (None, Some(asked)) = (paper.busy, paper.overwrite.clone()) {
        export::write(model, *asked, effects);
    }
}

/// Says which key confirms what touches several records, or a file that is there.
fn its_own_key(model: &mut Model) {
    let key = model.key(Context::Dialog, Verb::Confirm);
    let accept = model.key(Context::Dialog, Verb::Accept);
    let replaces = matches!(&model.layer, Some(Layer::Paper(paper)) if paper.overwrite.is_some());
    let of_a_view = |paper: &Paper| {
        let command = paper.proposal.as_ref().map(|proposal| &proposal.order.command);
        matches!(
            command,
            Some(Command::SaveView { .. } | Command::RemoveView { .. })
        )
    };
    let what = match &model.layer {
        _ if replaces => "Le fichier existe",
        Some(Layer::Paper(paper)) if of_a_view(paper) => "Vue partagée",
        _ => "Plusieurs enregistrements",
    };
    model.say(
        Tone::Info,
        format!("{what}\u{a0}: «\u{a0}{key}\u{a0}» confirme, {accept} ne suffit pas"),
    );
}
