//! Several schools in or out of the annexe of a convention 26.

use crate::domain::command::Command;
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::query::ties::Tie;
use crate::domain::rule::RuleCode;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, DayField};
use crate::tui::update::ask::wait;

use super::batch::{self, Plan};
use super::many::{self, Many, no, no_school, school};
use super::{Chooses, Taken, Waits};

/// The conventions that concern some schools.
#[derive(Debug, Clone)]
pub struct Asked(Many);

/// A convention whose annexe they join, or leave.
#[derive(Debug, Clone)]
pub struct Choosing {
    many: Many,
    moves: Vec<(ConventionNumber, bool)>,
}

/// Asks which conventions concern the marked schools, the selected one, or in the review those that wait for the same.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let mut many = many::of(model);
    if let Some(review) = model.review() {
        many.targets = review.together(RuleCode::B8);
    }
    let ids = many.ids();
    wait(model, Asked(many), Ask::Ties(ids), effects);
}

impl Waits<Vec<Vec<Tie>>> for Asked {
    /// Lists the conventions 26 of the collectivités of the schools, in and out.
    fn answered(self, model: &mut Model, ties: Vec<Vec<Tie>>, _effects: &mut Vec<Effect>) {
        let mut found: Vec<(&Tie, usize)> = Vec::new();
        for tie in ties.iter().flatten().filter(|tie| tie.is_joint()) {
            match found.iter_mut().find(|(known, _)| known.number == tie.number) {
                Some((_, count)) => *count += 1,
                None => found.push((tie, 1)),
            }
        }
        // The convention that concerns most of the schools comes first.
        found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let both = found
            .iter()
            .flat_map(|(tie, count)| [(tie, *count, true), (tie, *count, false)]);
        let (choices, moves): (Vec<Choice>, Vec<_>) = both
            .map(|(tie, count, joins)| (line(tie, count, joins), (tie.number.clone(), joins)))
            .unzip();
        if choices.is_empty() {
            return no(model, "Aucune convention 26 avec la collectivité de ces écoles");
        }
        let day = DayField::new("À compter du", model.options.today);
        let flow = Choosing {
            many: self.0.clone(),
            moves,
        };
        self.0
            .choose(model, "Entrer à l’annexe, ou en sortir", choices, flow, day);
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let ((convention, joins), on) = (self.moves[taken.place].clone(), taken.on);
        let (title, what) = if joins {
            ("Entrer à l’annexe", "entrée à")
        } else {
            ("Sortir de l’annexe", "sortie de")
        };
        let plan = Plan {
            title,
            what: format!("{what} l’annexe de {convention} à compter du {}", day_fr(on)),
            unit: batch::SCHOOLS,
        };
        batch::each(model, &self.many, plan, effects, |id| {
            let school = school(id).ok_or_else(no_school)?;
            Ok(Command::annexe(convention.clone(), school, joins, on))
        });
    }
}

fn line(tie: &Tie, count: usize, joins: bool) -> Choice {
    let move_ = if joins { "entrer" } else { "sortir" };
    let label = format!("{move_}\u{a0}: {} · {}", tie.number, tie.party);
    let plural = if count < 2 { "" } else { "s" };
    let detail = format!("{} · concerne {count} ligne{plural}", tie.status);
    Choice::new(label, detail)
}
