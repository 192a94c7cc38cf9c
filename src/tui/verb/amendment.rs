//! By what schools join the annexe of a signed convention 26 or leave it: an avenant that is noted or a new one, or none
//! where the convention allows that; before it, for which solution, of a convention that names several.

use chrono::NaiveDate;

use crate::domain::command::{AnnexeBy, Command, Order, Seen};
use crate::domain::convention::{Amendment, Convention};
use crate::domain::date::day_fr;
use crate::domain::id::SolutionCode;
use crate::domain::record::{Record, RecordId};
use crate::service::documents::Looked;
use crate::service::{DeskError, Dossier, Outcome};
use crate::tui::effect::{Ask, Effect};
use crate::tui::form::FormKind;
use crate::tui::model::dialog::{Choice, Chooser, Dialog};
use crate::tui::model::editor::{Along, Editor, FormRow, How};
use crate::tui::model::{Model, Tone};
use crate::tui::update::ask::wait;

use super::{Chooses, Moving, Taken, Waits};

/// What is asked of the moves of an annexe.
#[derive(Debug, Clone)]
pub struct Asked {
    pub convention: Convention,
    /// Its version, as it was read.
    pub version: u64,
    /// What the convention is called.
    pub title: String,
    /// What each of its solutions is called.
    pub solutions: Vec<(SolutionCode, String)>,
    /// A school joins.
    pub joins: bool,
    /// What goes on with the answers.
    pub then: Moving,
}

/// The solutions for which a school may join.
#[derive(Debug, Clone)]
pub struct ChoosingSolution(Asked);

/// The avenants by which schools may be moved.
#[derive(Debug, Clone)]
pub struct Choosing {
    asked: Asked,
    solution: Option<SolutionCode>,
    answers: Vec<Answer>,
}

/// Whether an avenant that was typed may be one of its convention.
#[derive(Debug, Clone)]
pub struct AskedNew {
    typed: TypedNew,
    /// The file of its document.
    file: Option<Box<Looked>>,
}

/// What the file of its document is.
#[derive(Debug, Clone)]
pub struct AskedFile(TypedNew);

/// An avenant that was typed.
#[derive(Debug, Clone)]
pub struct TypedNew {
    form: Box<Editor>,
    choosing: Box<Choosing>,
    new: Amendment,
}

/// What a choice stands for.
#[derive(Debug, Clone)]
enum Answer {
    By(AnnexeBy),
    /// An avenant that is to be typed.
    New,
}

/// What each solution is called of the convention that a dossier shows.
pub fn solutions(dossier: &Dossier) -> Vec<(SolutionCode, String)> {
    let Record::Convention(convention) = &dossier.record else {
        return Vec::new();
    };
    let lines: Vec<_> = dossier
        .sections
        .iter()
        .flat_map(|section| &section.lines)
        .collect();
    let named = |code: &SolutionCode| {
        let id = RecordId::Solution(code.clone());
        let found = lines.iter().find(|line| line.link.as_ref() == Some(&id));
        found.map_or_else(|| code.to_string(), |line| line.value.clone())
    };
    let solutions = convention.solutions.iter();
    solutions.map(|code| (code.clone(), named(code))).collect()
}

impl Asked {
    /// Asks for the solution, where the convention names several, then for the avenant.
    pub fn ask(self, model: &mut Model, effects: &mut Vec<Effect>) {
        if !self.joins || self.solutions.len() < 2 {
            return self.ask_amendment(model, None, effects);
        }
        let all = Choice::new("Toutes celles de la convention", "");
        let own = self
            .solutions
            .iter()
            .map(|(code, name)| Choice::new(name, code.as_str()));
        let choices = std::iter::once(all).chain(own).collect();
        let title = self.title.clone();
        let flow = ChoosingSolution(self);
        model.dialog = Some(Dialog::Chooser(Chooser::new(
            "Pour quelle solution\u{a0}?",
            &title,
            choices,
            flow,
        )));
    }

    /// Asks for the avenant; of a convention that is not signed by both, goes on without.
    fn ask_amendment(self, model: &mut Model, solution: Option<SolutionCode>, effects: &mut Vec<Effect>) {
        if self.convention.signed_on().is_none() {
            let how = How::of(&self.convention, solution, AnnexeBy::Nothing);
            return self.then.moved(model, how, effects);
        }
        let (choices, answers) = answers(&self.convention, self.joins, model).into_iter().unzip();
        let title = self.title.clone();
        let flow = Choosing {
            asked: self,
            solution,
            answers,
        };
        model.dialog = Some(Dialog::Chooser(Chooser::new(
            "Par quel avenant\u{a0}?",
            &title,
            choices,
            flow,
        )));
    }
}

/// What may be answered: the avenants, the latest first, a new one, and none. What the convention allows comes first.
fn answers(convention: &Convention, joins: bool, model: &Model) -> Vec<(Choice, Answer)> {
    let day = model.options.today;
    let noted = convention.amendments.iter().rev().map(|found| {
        let label = format!("Avenant {}", found.number);
        let answer = Answer::By(AnnexeBy::Noted(found.number.clone()));
        let signed = found.effect_day().map(|on| {
            format!(
                "signé des deux le {}\u{a0}: il ne déplace pas d’autre école",
                day_fr(on)
            )
        });
        let choice = Choice::new(label, found.status_words(convention.party, day));
        (choice.unless(signed), answer)
    });
    let new = (
        Choice::new("Nouvel avenant", "numéro, dates, signatures"),
        Answer::New,
    );
    let without = match (joins, convention.open_annexe) {
        (true, false) => (
            Choice::new(
                "Sans avenant",
                "noter que la convention permet les ajouts sans avenant",
            ),
            Answer::By(AnnexeBy::Allowed),
        ),
        (true, true) => (
            Choice::new("Sans avenant", "la convention le permet"),
            Answer::By(AnnexeBy::Nothing),
        ),
        (false, _) => (
            Choice::new("Sans avenant", "pour une sortie"),
            Answer::By(AnnexeBy::Nothing),
        ),
    };
    let mut answers: Vec<_> = noted.chain([new]).collect();
    let place = if joins && convention.open_annexe {
        0
    } else {
        answers.len()
    };
    answers.insert(place, without);
    answers
}

impl Chooses for ChoosingSolution {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        let asked = &self.0;
        let own = taken.place.checked_sub(1).and_then(|at| asked.solutions.get(at));
        let solution = own.map(|(code, _)| code.clone());
        asked.clone().ask_amendment(model, solution, effects);
    }

    fn given_up(&self, model: &mut Model) {
        self.0.then.given_up(model);
    }
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        match &self.answers[taken.place] {
            Answer::By(by) => self.go_on(model, by.clone(), effects),
            Answer::New => self.open(model),
        }
    }

    fn given_up(&self, model: &mut Model) {
        self.asked.then.given_up(model);
    }
}

impl Choosing {
    fn go_on(&self, model: &mut Model, by: AnnexeBy, effects: &mut Vec<Effect>) {
        self.with_file(model, by, None, effects);
    }

    /// Goes on with the file of the document of a new avenant.
    fn with_file(
        &self,
        model: &mut Model,
        by: AnnexeBy,
        file: Option<Box<Looked>>,
        effects: &mut Vec<Effect>,
    ) {
        let how = How {
            file,
            ..How::of(&self.asked.convention, self.solution.clone(), by)
        };
        self.asked.then.moved(model, how, effects);
    }

    /// Opens the form of a new avenant, with the next number.
    fn open(&self, model: &mut Model) {
        let bare = Convention {
            amendments: Vec::new(),
            ..self.asked.convention.clone()
        };
        let was = Some((Record::from(bare), 0));
        let title = self.asked.title.clone();
        let mut editor = Editor::new(FormKind::Amendment, was, title, model.options.today);
        editor
            .values
            .set("amendment.number", &next(&self.asked.convention));
        editor.values.tidy();
        editor.begin();
        editor.along = Some(Box::new(Along {
            asked: super::Choosing::from(self.clone()),
            leaving: false,
        }));
        model.dialog = Some(Dialog::Editor(Box::new(editor)));
    }
}

/// The number that a new avenant is proposed: the one after the greatest.
fn next(convention: &Convention) -> String {
    let numbers = convention.amendments.iter().map(|found| found.number.as_str());
    let greatest = numbers.filter_map(|number| number.parse::<u64>().ok()).max();
    greatest.unwrap_or(0).saturating_add(1).to_string()
}

/// Goes on with the avenant that was typed, of the form of a new one.
pub fn noted(model: &mut Model, made: &Record, effects: &mut Vec<Effect>) {
    let Some(Dialog::Editor(form)) = &mut model.dialog else {
        return;
    };
    let (Some(along), Record::Convention(made)) = (&form.along, made) else {
        return;
    };
    let super::Choosing::Amendment(choosing) = along.asked.clone() else {
        return;
    };
    let Some(new) = made.amendments.first().cloned() else {
        return;
    };
    if choosing.asked.convention.amendment(&new.number).is_some() {
        let at = (0, 0, 0);
        form.refused = Some((at, format!("la convention a déjà un avenant {}", new.number)));
        return form.go_to(FormRow::Cell(at));
    }
    let file = form
        .values
        .place(FILE)
        .and_then(|place| form.values.cell((place, 0, 0)));
    let file = file.map_or_else(String::new, |cell| cell.field.text().trim().to_owned());
    let form = form.clone();
    let typed = TypedNew { form, choosing, new };
    if file.is_empty() {
        typed.ask(model, None, effects);
    } else {
        wait(model, AskedFile(typed), Ask::Look(file), effects);
    }
}

/// The field of the file.
const FILE: &str = "file";

impl TypedNew {
    /// Asks whether it may be an avenant of its convention.
    fn ask(self, model: &mut Model, file: Option<Box<Looked>>, effects: &mut Vec<Effect>) {
        let mut record = self.choosing.asked.convention.clone();
        record.amendments.push(self.new.clone());
        let record = Record::from(record);
        let seen = Seen {
            id: record.id(),
            version: self.choosing.asked.version,
        };
        let order = Order::seeing(Command::Save { record }, vec![seen]);
        let asked = AskedNew { typed: self, file };
        wait(model, asked, Ask::Preview(Box::new(order)), effects);
    }
}

impl Waits<Result<Box<Looked>, String>> for AskedFile {
    /// Goes on with the file, or gives the form back with what is wrong with it.
    fn answered(self, model: &mut Model, looked: Result<Box<Looked>, String>, effects: &mut Vec<Effect>) {
        let mut typed = self.0;
        match looked {
            Ok(looked) => typed.ask(model, Some(looked), effects),
            Err(why) => {
                let at = (typed.form.values.place(FILE).unwrap_or(0), 0, 0);
                typed.form.refused = Some((at, why));
                typed.form.go_to(FormRow::Cell(at));
                model.dialog = Some(Dialog::Editor(typed.form));
            }
        }
    }

    fn failed(mut self, model: &mut Model, error: DeskError, _effects: &mut Vec<Effect>) {
        self.0.form.error = Some(error.to_string());
        model.dialog = Some(Dialog::Editor(self.0.form));
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = Some(Dialog::Editor(self.0.form));
    }

    fn turn_to(&mut self, _was: NaiveDate, today: NaiveDate) {
        self.0.form.turn_to(today);
    }
}

impl Waits<Outcome> for AskedNew {
    fn answered(self, model: &mut Model, _outcome: Outcome, effects: &mut Vec<Effect>) {
        let TypedNew { choosing, new, .. } = self.typed;
        choosing.with_file(model, AnnexeBy::New(new), self.file, effects);
    }

    /// Gives the form back, with why the avenant is not taken.
    fn failed(mut self, model: &mut Model, error: DeskError, _effects: &mut Vec<Effect>) {
        self.typed.form.error = Some(error.to_string());
        model.dialog = Some(Dialog::Editor(self.typed.form));
    }

    fn given_up(self, model: &mut Model) {
        model.dialog = Some(Dialog::Editor(self.typed.form));
    }

    fn turn_to(&mut self, _was: NaiveDate, today: NaiveDate) {
        self.typed.form.turn_to(today);
    }
}

/// Leaves the form of a new avenant, unless what was typed would be lost and that was not said yet; `cancel` is the key
/// that leaves.
pub fn leave(model: &mut Model, cancel: &str) {
    let Some(Dialog::Editor(form)) = &mut model.dialog else {
        return;
    };
    let changed = form.is_changed();
    let Some(along) = &mut form.along else {
        return;
    };
    if changed && !along.leaving {
        along.leaving = true;
        form.error = Some(format!(
            "l’avenant n’est pas enregistré\u{a0}: {cancel} encore l’abandonne"
        ));
        return;
    }
    let asked = along.asked.clone();
    model.dialog = None;
    asked.given_up(model);
    if changed {
        model.say(Tone::Info, "Saisie abandonnée");
    }
}
