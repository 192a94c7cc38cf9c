//! The annexe of a convention 26 as a list of schools to mark.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::command::{AnnexeBy, AnnexeMove, Command, Order, Seen};
use crate::domain::convention::{self, Amendment, AnnexeLine, Convention, Party};
use crate::domain::date::Period;
use crate::domain::document::{Described, DocumentKind};
use crate::domain::id::{AmendmentNumber, ConventionNumber, SolutionCode, Uai};
use crate::domain::record::RecordId;
use crate::service::documents::Looked;
use crate::tui::model::dialog::DayField;

/// A school of the collectivité, or of the annexe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub uai: Uai,
    /// What it is called.
    pub label: String,
    /// It is in the annexe from the day on, as it is stored.
    pub was: bool,
    pub is: bool,
    /// The avenant that is to move it once both have signed it, in French; empty without one.
    pub pending: String,
}

/// The dialog of an annexe. The first row stands for all schools, present and to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annexe {
    /// The convention, as it was read.
    pub convention: Convention,
    pub version: u64,
    /// What it is called.
    pub about: String,
    /// All schools, present and to come.
    pub all: bool,
    /// The schools, by name.
    pub members: Vec<Member>,
    /// The row under the cursor.
    pub at: usize,
    /// The day from which the marks hold.
    pub day: DayField,
    /// The day has the keys.
    pub dating: bool,
    pub error: Option<String>,
    /// It was said that leaving loses the marks: the next Esc leaves.
    pub leaving: bool,
    /// What each solution of the convention is called.
    pub solutions: Vec<(SolutionCode, String)>,
    /// By what the marks become moves.
    pub how: How,
}

/// By what schools join an annexe or leave it, and for which of its solutions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct How {
    /// Of those that join; none, those of the convention.
    pub solution: Option<SolutionCode>,
    pub by: AnnexeBy,
    /// The days of the avenant, and what it waits for, in French; empty without one.
    pub standing: String,
    /// The avenant, while one of the two has not signed it: nothing moves before.
    pub pending: Option<AmendmentNumber>,
    /// The file of a new avenant's document, which is attached with it.
    pub file: Option<Box<Looked>>,
}

impl How {
    /// What is asked of a convention, with what is known of its avenant.
    pub fn of(convention: &Convention, solution: Option<SolutionCode>, by: AnnexeBy) -> Self {
        let amendment = match &by {
            AnnexeBy::Noted(number) => convention.amendment(number),
            AnnexeBy::New(new) => Some(new),
            AnnexeBy::Nothing | AnnexeBy::Allowed => None,
        };
        Self {
            standing: amendment.map_or_else(String::new, |found| standing(found, convention.party)),
            pending: amendment
                .filter(|found| found.effect_day().is_none())
                .map(|found| found.number.clone()),
            solution,
            by,
            file: None,
        }
    }

    /// The command that attaches the document of a new avenant to its convention, and its file.
    pub fn attached(&self, convention: &ConventionNumber) -> Option<(Command, PathBuf)> {
        let (Some(looked), AnnexeBy::New(new)) = (&self.file, &self.by) else {
            return None;
        };
        let document = Described {
            id: looked.measured.id,
            kind: DocumentKind::Amendment,
            name: looked.name.clone(),
            date: new.date,
            amendment: Some(new.number.clone()),
        };
        let to = RecordId::Convention(convention.clone());
        Some((Command::Attach { document, to }, looked.path.clone()))
    }

    /// The move of a school, in or out, on a day.
    pub fn command(&self, convention: &ConventionNumber, school: Uai, joins: bool, on: NaiveDate) -> Command {
        let moved = AnnexeMove {
            joins,
            on,
            solution: self.solution.clone(),
            by: self.by.clone(),
        };
        Command::annexe(convention.clone(), school, moved)
    }

    /// It in French, for the line of what is done: `, par l’avenant 2`; empty where nothing is said of it.
    pub fn words(&self) -> String {
        let solution = self.solution.as_ref().map(|code| format!(", pour {code}"));
        let by = match &self.by {
            AnnexeBy::Nothing => None,
            AnnexeBy::Noted(number) => Some(format!(", par l’avenant {number}")),
            AnnexeBy::New(new) => Some(format!(", par le nouvel avenant {}", new.number)),
            AnnexeBy::Allowed => Some(", sans avenant, ce que la convention permet désormais".to_owned()),
        };
        let standing = Some(&self.standing).filter(|said| !said.is_empty());
        let standing = standing.map(|said| format!(" ({said})"));
        let file = self
            .file
            .as_ref()
            .map(|looked| format!(", pièce {}", looked.words()));
        let parts = solution.into_iter().chain(by).chain(standing);
        parts.chain(file).collect()
    }
}

/// The days of an avenant and what it waits for: `du 02/11/2026, envoyé le 03/11/2026, sans effet avant les deux
/// signatures`.
fn standing(amendment: &Amendment, party: Party) -> String {
    let days = amendment.dated_words(party);
    let said: Vec<String> = days.chain(amendment.without_effect(party)).collect();
    said.join(", ")
}

/// The avenant without effect that is to bring a school into the annexe or take it out: `entrera par l’avenant 2, non
/// signé`; empty without one.
fn pending(convention: &Convention, school: Uai) -> String {
    let unsigned = |number: &&AmendmentNumber| {
        let found = convention.amendment(number);
        found.is_some_and(|found| found.effect_day().is_none())
    };
    let lines = || convention.lines_of(school);
    let joins = lines().find_map(|line| line.joined_by.as_ref().filter(unsigned));
    let leaves = lines().find_map(|line| line.left_by.as_ref().filter(unsigned));
    let said = |word: &str, number: &AmendmentNumber| format!("{word} par l’avenant {number}, non signé");
    match (joins, leaves) {
        (_, Some(number)) => said("sortira", number),
        (Some(number), None) => said("entrera", number),
        (None, None) => String::new(),
    }
}

impl Annexe {
    /// The dialog of a convention, the schools as they stand on the day proposed.
    pub fn new(
        convention: Convention,
        version: u64,
        about: String,
        schools: Vec<(Uai, String)>,
        today: NaiveDate,
    ) -> Self {
        let member = |(uai, label)| Member {
            uai,
            label,
            was: false,
            is: false,
            pending: pending(&convention, uai),
        };
        let mut annexe = Self {
            all: matches!(convention.annexe, convention::Annexe::All),
            members: schools.into_iter().map(member).collect(),
            convention,
            version,
            about,
            at: 0,
            day: DayField::new("À compter du", today),
            dating: false,
            error: None,
            leaving: false,
            solutions: Vec::new(),
            how: How::default(),
        };
        for at in 0..annexe.members.len() {
            let was = annexe.stands(annexe.members[at].uai, today);
            (annexe.members[at].was, annexe.members[at].is) = (was, was);
        }
        annexe
    }

    /// The annexe names a school on a day or later.
    fn stands(&self, uai: Uai, day: NaiveDate) -> bool {
        match &self.convention.annexe {
            convention::Annexe::All => true,
            convention::Annexe::Listed(lines) => lines
                .iter()
                .any(|line| line.uai == uai && line.period.to.is_none_or(|to| to >= day)),
        }
    }

    /// The dialog of the same convention read again, with the marks that were made, the day and the cursor.
    pub fn over(self, mut read: Self) -> Self {
        if self.all != self.was_all() {
            read.all = self.all;
        }
        for moved in self.members.iter().filter(|member| member.was != member.is) {
            if let Some(member) = read.members.iter_mut().find(|member| member.uai == moved.uai) {
                member.is = moved.is;
            }
        }
        read.at = self.at.min(read.members.len());
        (read.day, read.dating) = (self.day, self.dating);
        read
    }

    /// Passes to another day J, as its day does; a school that was not marked or unmarked is as it stands then.
    pub fn turn_to(&mut self, today: NaiveDate) {
        let proposed = self.day.field.is_proposed();
        self.day.turn_to(today);
        if !proposed {
            return;
        }
        for at in 0..self.members.len() {
            let stands = self.stands(self.members[at].uai, today);
            let member = &mut self.members[at];
            if member.is == member.was {
                member.is = stands;
            }
            member.was = stands;
        }
    }

    /// The annexe names all schools, as it is stored.
    pub fn was_all(&self) -> bool {
        matches!(self.convention.annexe, convention::Annexe::All)
    }

    /// True where marks were made that are not recorded.
    pub fn is_changed(&self) -> bool {
        let moved = self.members.iter().any(|member| member.was != member.is);
        self.all != self.was_all() || (!self.all && moved)
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.members.len());
    }

    /// The school under the cursor; none on the row of all of them.
    pub fn under_cursor(&self) -> Option<&Member> {
        self.members.get(self.at.checked_sub(1)?)
    }

    /// Marks or unmarks the row under the cursor.
    pub fn toggle(&mut self) {
        self.error = None;
        match self.at.checked_sub(1) {
            None => self.all = !self.all,
            Some(at) if !self.all => {
                if let Some(member) = self.members.get_mut(at) {
                    member.is = !member.is;
                }
            }
            Some(_) => self.error = Some("décochez d’abord «\u{a0}toutes les écoles\u{a0}»".to_owned()),
        }
    }

    /// Marks every school, or none.
    pub fn mark(&mut self, how: impl Fn(bool) -> bool) {
        self.error = None;
        self.all = false;
        for member in &mut self.members {
            member.is = how(member.is);
        }
    }

    /// True where a school joins the list, and where one leaves it.
    pub fn moves_any(&self) -> [bool; 2] {
        let listed = !self.all && !self.was_all();
        let any = |joins: bool| {
            let mut moved = self.members.iter().filter(|member| member.was != member.is);
            moved.any(|member| member.is == joins)
        };
        [listed && any(true), !self.all && any(false)]
    }

    /// How many schools are marked.
    pub fn count(&self) -> usize {
        self.members.iter().filter(|member| member.is || self.all).count()
    }

    /// How many schools it covers on a day, and how many once the marks have effect.
    pub fn covered(&self, on: NaiveDate) -> [usize; 2] {
        let now = |member: &&Member| self.convention.covers_school(member.uai, on);
        let moved = |member: &&Member| member.was != member.is;
        let then = |member: &&Member| self.all || if moved(member) { member.is } else { now(member) };
        [
            self.members.iter().filter(now).count(),
            self.members.iter().filter(then).count(),
        ]
    }

    /// What is asked from a day on; none where nothing changes.
    pub fn order(&self, on: NaiveDate) -> Option<Order> {
        let commands = match (&self.convention.annexe, self.all) {
            (convention::Annexe::All, true) => Vec::new(),
            (convention::Annexe::Listed(_), true) => vec![self.saved(convention::Annexe::All)],
            (convention::Annexe::All, false) => {
                vec![self.saved(convention::Annexe::Listed(self.first_list(on)))]
            }
            (convention::Annexe::Listed(_), false) => self.moves(on),
        };
        let seen = vec![Seen {
            id: RecordId::Convention(self.convention.number.clone()),
            version: self.version,
        }];
        let command = match commands.len() {
            0 => return None,
            1 => commands.into_iter().next()?,
            _ => Command::Many { commands },
        };
        Some(Order::seeing(command, seen))
    }

    /// The avenant by which schools are moved.
    fn amendment(&self) -> Option<&AmendmentNumber> {
        match &self.how.by {
            AnnexeBy::Noted(number) => Some(number),
            AnnexeBy::New(new) => Some(&new.number),
            AnnexeBy::Nothing | AnnexeBy::Allowed => None,
        }
    }

    fn saved(&self, annexe: convention::Annexe) -> Command {
        let mut record = Convention {
            annexe,
            ..self.convention.clone()
        };
        if let AnnexeBy::New(new) = &self.how.by {
            record.amendments.push(new.clone());
        }
        Command::Save {
            record: record.into(),
        }
    }

    /// The first list of an annexe that named all: those left out were in it until the day before.
    fn first_list(&self, on: NaiveDate) -> Vec<AnnexeLine> {
        let line = |member: &Member| {
            let period = Period {
                from: None,
                to: on.pred_opt().filter(|_| !member.is),
            };
            AnnexeLine {
                left_by: self.amendment().filter(|_| !member.is).cloned(),
                ..AnnexeLine::new(member.uai, period)
            }
        };
        self.members.iter().map(line).collect()
    }

    fn moves(&self, on: NaiveDate) -> Vec<Command> {
        let moved = self.members.iter().filter(|member| member.was != member.is);
        let number = &self.convention.number;
        let command = |member: &Member| self.how.command(number, member.uai, member.is, on);
        moved.map(command).collect()
    }
}
