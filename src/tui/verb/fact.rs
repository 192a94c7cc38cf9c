//! A fact of one school or several, on one day or on a day for each: the notice to families, a conseil d'école, its
//! minutes, the certificate of deletion.

use chrono::NaiveDate;

use crate::domain::date::day_fr;
use crate::domain::id::{SheetVersion, SolutionCode};
use crate::tui::effect::Effect;
use crate::tui::model::dialog::{Choice, DayField, Dialog, Form, FormKind};
use crate::tui::model::{Fact, Field, Model};

use super::batch;
use super::fact_order::{certificate, command, notice, plan};
use super::many::{self, Many, deployed};
use super::{Chooses, Taken, Typed, Types, day_grid};

/// The facts, in the order of the choices.
const FACTS: [Fact; 5] = [
    Fact::Notice,
    Fact::Informed,
    Fact::Council,
    Fact::Minutes,
    Fact::Certificate,
];

/// A fact for the schools.
#[derive(Debug, Clone)]
pub struct Choosing(Many);

/// What a fact is of, where it is not what it is by default.
#[derive(Debug, Clone, Copy)]
enum Named {
    /// The version of the fiche that the notices were drawn from.
    Version,
    /// The solution that the certificates are of.
    Solution,
}

/// What is to be named, in the order of the choices.
const NAMED: [Named; 2] = [Named::Version, Named::Solution];

/// The version or the solution that a fact is of.
#[derive(Debug, Clone)]
pub struct TypingName {
    named: Named,
    many: Many,
    on: NaiveDate,
}

/// What is said beside it.
fn detail(fact: Fact) -> &'static str {
    match fact {
        Fact::Notice => "de la fiche en vigueur ce jour-là",
        Fact::Informed => "tenu ce jour-là",
        Fact::Council => "tenu, ou à venir",
        Fact::Minutes => "du dernier conseil noté",
        Fact::Certificate => "de ce qui a été quitté",
    }
}

/// Lists the facts; of several schools, with a day for each too.
pub fn open(model: &mut Model, _effects: &mut Vec<Effect>) {
    let many = many::of(model);
    let plain = FACTS.map(|fact| Choice::new(fact.label(), detail(fact)));
    let named = NAMED.map(|named| match named {
        Named::Version => Choice::new("Notice d’une autre version", "de la fiche, à nommer"),
        Named::Solution => Choice::new("Attestation d’une des solutions", "quittées, à nommer"),
    });
    let apart = FACTS.map(|fact| {
        let label = fact.label().to_lowercase().replace("pv ", "PV ");
        Choice::new(format!("Un jour par école\u{a0}: {label}"), "")
    });
    let apart = apart.into_iter().filter(|_| many.targets.len() > 1);
    let choices = plain.into_iter().chain(named).chain(apart).collect();
    let day = DayField::new("Le", model.options.today);
    let flow = Choosing(many.clone());
    many.choose(model, "Noter un fait", choices, flow, day);
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let on = taken.on;
        if let Some(fact) = FACTS.get(taken.place) {
            let plan = plan(*fact, &format!(" le {}", day_fr(on)));
            return batch::each(model, &self.0, plan, effects, |id| command(*fact, id, on));
        }
        if let Some(named) = NAMED.get(taken.place - FACTS.len()) {
            return ask_name(model, *named, self.0.clone(), on);
        }
        let Some(fact) = FACTS.get(taken.place - FACTS.len() - NAMED.len()) else {
            return;
        };
        day_grid::open(model, self.0.clone(), *fact, effects);
    }
}

fn ask_name(model: &mut Model, named: Named, many: Many, on: NaiveDate) {
    let about = many.about();
    let kind = FormKind::Name(Field::default());
    let (title, intro) = match named {
        Named::Version => ("Notice aux familles\u{a0}: la version de la fiche", "Remise le"),
        Named::Solution => (
            "Attestation de suppression\u{a0}: le code de la solution",
            "Attestation du",
        ),
    };
    let mut form = Form::new(title, &about, kind, TypingName { named, many, on });
    form.intro = vec![format!("{intro} {}.", day_fr(on))];
    model.dialog = Some(Dialog::Form(form));
}

impl Types for TypingName {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let on = self.on;
        let wrong = |why: &dyn std::fmt::Display| why.to_string();
        match self.named {
            Named::Version => {
                let version = SheetVersion::parse(&typed.text).map_err(|why| wrong(&why))?;
                let plan = plan(Fact::Notice, &format!(" le {}, fiche {version}", day_fr(on)));
                batch::each(model, &self.many, plan, effects, |id| {
                    Ok(notice(deployed(id)?, Some(version.clone()), on))
                });
            }
            Named::Solution => {
                let code = SolutionCode::parse(&typed.text).map_err(|why| wrong(&why))?;
                let plan = plan(Fact::Certificate, &format!(" le {}, {code}", day_fr(on)));
                batch::each(model, &self.many, plan, effects, |id| {
                    Ok(certificate(deployed(id)?, Some(code.clone()), on))
                });
            }
        }
        Ok(())
    }
}
