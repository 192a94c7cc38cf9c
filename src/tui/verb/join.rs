//! Several schools in or out of the annexe of a convention 26.

use chrono::NaiveDate;

use crate::domain::convention::Annexe;
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::query::ties::Tie;
use crate::domain::record::{Record, RecordId};
use crate::domain::rule::RuleCode;
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Batch, Choice, DayField, Dialog};
use crate::tui::model::editor::How;
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::wait;

use super::batch::{self, Plan};
use super::many::{self, Many, no, no_school, school};
use super::{Chooses, Moves, Taken, Waits, amendment};

/// The conventions that concern some schools.
#[derive(Debug, Clone)]
pub struct Asked(Many);

/// The convention that was chosen.
#[derive(Debug, Clone)]
pub struct AskedOne(Moving);

/// The moves of the schools, in or out of the annexe of a convention.
#[derive(Debug, Clone)]
pub struct Moving {
    many: Many,
    convention: ConventionNumber,
    joins: bool,
    on: NaiveDate,
    /// The dialog that asked for the convention.
    from: Option<Box<Dialog>>,
}

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
    /// Asks for the convention, to ask by what the schools join it or leave it.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let (convention, joins) = self.moves[taken.place].clone();
        let id = RecordId::Convention(convention.clone());
        let from = model.dialog.clone().map(Box::new);
        let moving = Moving {
            many: self.many.clone(),
            convention,
            joins,
            on: taken.on,
            from,
        };
        wait(model, AskedOne(moving), Ask::Open(id), effects);
    }
}

impl Waits<Box<Dossier>> for AskedOne {
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, effects: &mut Vec<Effect>) {
        let moving = self.0;
        let solutions = amendment::solutions(&dossier);
        let Record::Convention(convention) = dossier.record else {
            return model.say(Tone::Error, "Cette fiche n’est pas celle d’une convention");
        };
        if convention.annexe == Annexe::All {
            return moving.moved(model, How::default(), effects);
        }
        let asked = amendment::Asked {
            convention: *convention,
            version: dossier.version,
            title: dossier.title,
            solutions,
            joins: moving.joins,
            then: moving.into(),
        };
        asked.ask(model, effects);
    }

    fn given_up(self, model: &mut Model) {
        Moves::given_up(&self.0, model);
    }
}

impl Moves for Moving {
    fn moved(&self, model: &mut Model, how: How, effects: &mut Vec<Effect>) {
        let (title, what) = if self.joins {
            ("Entrer à l’annexe", "entrée à")
        } else {
            ("Sortir de l’annexe", "sortie de")
        };
        let (convention, day) = (&self.convention, day_fr(self.on));
        let plan = Plan {
            title,
            what: format!(
                "{what} l’annexe de {convention} à compter du {day}{}",
                how.words()
            ),
            unit: batch::SCHOOLS,
        };
        let batch = batch::of_each(&self.many, plan, |target| {
            let school = school(&target.id).ok_or_else(no_school)?;
            Ok(how.command(convention, school, self.joins, self.on))
        });
        let attached = how.attached(convention);
        batch::again(model, Batch { attached, ..batch }, effects);
    }

    fn given_up(&self, model: &mut Model) {
        model.dialog = self.from.as_ref().map(|dialog| (**dialog).clone());
    }
}

fn line(tie: &Tie, count: usize, joins: bool) -> Choice {
    let move_ = if joins { "entrer" } else { "sortir" };
    let label = format!("{move_}\u{a0}: {} · {}", tie.number, tie.party);
    let plural = if count < 2 { "" } else { "s" };
    let detail = format!("{} · concerne {count} ligne{plural}", tie.status);
    Choice::new(label, detail)
}
