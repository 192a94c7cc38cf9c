//! Several schools in or out of the annexe of a convention 26.

use crate::domain::query::ties::Tie;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, DayField, Many, Pick};

use super::many::{choose, no};

/// Lists the conventions 26 of the collectivités of the schools, in and out.
pub fn show(model: &mut Model, many: Many) {
    let mut found: Vec<(&Tie, usize)> = Vec::new();
    for tie in many.ties.iter().flatten().filter(|tie| tie.is_joint()) {
        match found.iter_mut().find(|(known, _)| known.number == tie.number) {
            Some((_, count)) => *count += 1,
            None => found.push((tie, 1)),
        }
    }
    // The convention that concerns most of the schools comes first.
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let choices: Vec<Choice> = found
        .iter()
        .flat_map(|(tie, count)| [line(tie, *count, true), line(tie, *count, false)])
        .collect();
    if choices.is_empty() {
        return no(model, "Aucune convention 26 avec la collectivité de ces écoles");
    }
    let day = DayField::new("À compter du", model.options.today);
    choose(model, "Entrer à l’annexe, ou en sortir", choices, many, day);
}

fn line(tie: &Tie, count: usize, joins: bool) -> Choice {
    let move_ = if joins { "entrer" } else { "sortir" };
    let label = format!("{move_}\u{a0}: {} · {}", tie.number, tie.party);
    let plural = if count < 2 { "" } else { "s" };
    let detail = format!("{} · concerne {count} ligne{plural}", tie.status);
    let pick = Pick::Annexe {
        convention: tie.number.clone(),
        joins,
    };
    Choice::new(pick, label, detail)
}
