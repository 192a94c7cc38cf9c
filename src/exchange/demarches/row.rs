//! One dossier of the table, read and checked; what it says of its convention is not looked at here.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::columns::{
    APPLICANT, ASKED, BLOCKS, CHANGED, CONVENTION, DELIBERATION, EDITED, EFFECT, NAME, NUMBER, PROCESSED,
    REASON, REMARKS, SCHOOLS, SOLUTIONS, STATE, SUBMITTED,
};
use crate::domain::convention::{Convention, Party};
use crate::domain::demarche::DossierState;
use crate::domain::id::{ConventionNumber, Siren, SolutionCode, Uai};
use crate::domain::registry::Registry;
use crate::domain::school::Sector;
use crate::exchange::against::Against;
use crate::exchange::cell::{
    Cell, CellError, CellResult, Problem, Severity, clean_text, date, items, key, list_of, paris_moment,
    siren, text, uai,
};
use crate::exchange::known;
use crate::exchange::site::{PART, UNREAD};
use crate::exchange::table::{Cells, Column, Reject};

/// A dossier.
pub(super) struct Row {
    pub(super) number: String,
    pub(super) state: DossierState,
    pub(super) applicant: Siren,
    pub(super) submitted: NaiveDate,
    /// The last change by the applicant after that.
    pub(super) edited: Option<NaiveDate>,
    /// The day of the decision.
    pub(super) processed: Option<NaiveDate>,
    pub(super) reason: Option<String>,
    pub(super) solutions: Vec<SolutionCode>,
    /// The choices that a person is to say.
    pub(super) asked: Vec<String>,
    /// The schools, each with its own solution where it has one.
    pub(super) schools: Vec<(Uai, Option<SolutionCode>)>,
    /// The schools that are refused, and why.
    pub(super) refused: Vec<(String, String)>,
    /// False where the row does not say all that the dossier names.
    pub(super) blocks_read: bool,
    /// True where the file has not the blocks of the form.
    pub(super) is_without_blocks: bool,
    pub(super) deliberation: Option<String>,
    pub(super) effect: Option<NaiveDate>,
    /// True where it names only the schools that were refused of the dossier before.
    pub(super) is_part: bool,
    /// When the dossier had last changed on the site, by the clock of Paris.
    pub(super) changed: Option<NaiveDateTime>,
}

impl Row {
    /// The party to its convention.
    pub(super) fn party(&self) -> Party {
        Party::Collectivite(self.applicant)
    }

    /// When the dossier changed that its convention is of, where the row shows it as it was before.
    pub(super) fn is_behind(&self, convention: &Convention) -> Option<NaiveDateTime> {
        let read = convention.dossiers_changed.get(&self.number).copied();
        // The site changes a dossier no sooner than it decides.
        let decided = match convention.dossiers.as_slice() {
            [only] if *only == self.number => convention
                .signed_dasen
                .max(convention.refused)
                .max(convention.dropped),
            _ => None,
        };
        let known = read.max(decided.map(|day| day.and_time(NaiveTime::MIN)))?;
        (self.changed? < known).then_some(known)
    }

    /// True where a person is to say the solution before anything may rest on it.
    pub(super) fn is_undecided(&self) -> bool {
        !self.asked.is_empty() && !self.state.is_turned_down()
    }
}

/// Reads a row; what is wrong in it is said.
pub(super) fn read(cells: &mut Cells<'_>, against: Against<'_>) -> Option<Row> {
    let registry = against.registry;
    let number = cells.required(NUMBER, dossier_number);
    let state = cells.required(STATE, state);
    let applicant = cells.required(APPLICANT, applicant(registry, cells_name(cells)));
    let submitted = cells.required(SUBMITTED, date);
    let processed = match state {
        Some(state) if state.is_decided() => cells.required(PROCESSED, date),
        _ => None,
    };
    cells.optional(CONVENTION, key(ConventionNumber::parse));
    let edited = cells.tolerated(EDITED, date).value();
    let effect = cells.tolerated(EFFECT, date).value();
    let reason = said(cells, REASON);
    let deliberation = said(cells, DELIBERATION);
    let solutions = cells
        .optional(SOLUTIONS, list_of(known::solution(registry)))
        .value();
    let asked = listed(cells.row().get(ASKED));
    for remark in listed(cells.row().get(REMARKS)) {
        cells.warn(REMARKS, &remark);
    }
    let mut row = Row {
        number: number?,
        state: state?,
        applicant: applicant?,
        submitted: submitted?,
        edited,
        processed,
        reason,
        solutions: solutions.unwrap_or_default(),
        asked,
        schools: Vec::new(),
        refused: Vec::new(),
        blocks_read: ![UNREAD, PART].contains(&cells.row().get(BLOCKS)),
        is_without_blocks: cells.row().get(BLOCKS) == UNREAD,
        deliberation,
        effect,
        is_part: cells.row().get(BLOCKS) == PART,
        changed: paris_moment(cells.row().get(CHANGED)),
    };
    for school in listed(cells.row().get(SCHOOLS)) {
        match school_of(&school, &row, against) {
            Ok(school) => row.schools.push(school),
            Err(why) => row.refused.push((school, why)),
        }
    }
    Some(row)
}

/// Reads a school with its solution; why it is refused.
fn school_of(item: &str, row: &Row, against: Against<'_>) -> Result<(Uai, Option<SolutionCode>), String> {
    let (school, solution) = item
        .split_once('=')
        .map_or((item, None), |(school, own)| (school, Some(own)));
    let uai = uai(school).map_err(|error| error.to_string())?.value;
    let registry = against.registry;
    let own = solution.map(known::solution(registry)).transpose();
    let own = own.map_err(|error| error.to_string())?.map(|cell| cell.value);
    let Some(school) = registry.schools().get(&uai) else {
        return Err("école inconnue\u{a0}: importez d’abord l’annuaire".to_owned());
    };
    if school.sector == Sector::Private {
        return Err("école privée\u{a0}: hors des conventions de l’autorité".to_owned());
    }
    let holders = [row.submitted, against.today].map(|day| registry.competent(school, day));
    if holders.contains(&Some(row.applicant)) {
        return Ok((uai, own));
    }
    Err(match holders[1].or(holders[0]) {
        Some(holder) => format!(
            "école d’une autre collectivité\u{a0}: {} ({holder}) en a la compétence",
            registry.collectivite_name(holder)
        ),
        None => "aucune collectivité n’a la compétence de cette école".to_owned(),
    })
}

/// The beginning of a reason that is of a dossier.
pub(super) fn of_dossier(number: &str) -> String {
    format!("dossier {number}\u{a0}: ")
}

/// Refuses a dossier none of whose schools is taken: its convention would cover no school.
pub(super) fn refuse_every_school(cells: &mut Cells<'_>, row: &Row) {
    let prefix = of_dossier(&row.number);
    for (school, why) in &row.refused {
        cells.reject_value(SCHOOLS, school, &(prefix.clone() + why));
    }
    cells.reject_whole(&(prefix + "non importé, aucune de ses écoles n’est retenue"));
}

/// The row of a dossier as it is set aside for the schools that are refused of it: mended and imported again, it adds them.
pub(super) fn apart(cells: &Cells<'_>, refused: &[(String, String)]) -> Reject {
    let row = cells.row();
    let schools: Vec<&str> = refused.iter().map(|(school, _)| school.as_str()).collect();
    let problem = |(school, why): &(String, String)| {
        let reason = of_dossier(row.get(NUMBER)) + why;
        Problem::new(row.place(), SCHOOLS.name, school, Severity::Rejected, &reason)
    };
    row.rejected_with(
        &[(SCHOOLS, &schools.join("|")), (BLOCKS, PART)],
        refused.iter().map(problem).collect(),
        without(refused.len()),
    )
}

/// How many schools a dossier is imported without.
fn without(count: usize) -> String {
    match count {
        1 => "importé sans 1 école".to_owned(),
        count => format!("importé sans {count} écoles"),
    }
}

/// The name that the file gives the applicant.
fn cells_name(cells: &Cells<'_>) -> String {
    clean_text(cells.row().get(NAME)).value
}

/// Makes a parser of the SIREN of an applicant that the base has.
fn applicant(registry: &Registry, name: String) -> impl Fn(&str) -> CellResult<Siren> {
    move |cell| {
        let read = siren(cell)?;
        match registry.collectivites().get(&read.value) {
            Some(_) => Ok(read),
            None if name.is_empty() => Err(CellError::Unknown(
                "demandeur inconnu\u{a0}: saisissez la collectivité, ou importez les communes ou les EPCI"
                    .to_owned(),
            )),
            None => Err(CellError::Unknown(format!(
                "demandeur inconnu ({name})\u{a0}: saisissez la collectivité, ou importez les communes ou les EPCI"
            ))),
        }
    }
}

/// Reads the number of a dossier.
fn dossier_number(cell: &str) -> CellResult<String> {
    let digits: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    if digits.is_empty() || digits.len() > 18 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CellError::Unknown("ce n’est pas un numéro de dossier".to_owned()));
    }
    Ok(Cell::plain(digits.to_owned()))
}

/// Reads the code of a state.
fn state(cell: &str) -> CellResult<DossierState> {
    let codes = DossierState::ALL.into_iter().map(DossierState::code);
    DossierState::from_code(cell)
        .map(Cell::plain)
        .ok_or_else(|| CellError::Choice(codes.collect()))
}

/// The text of a cell, where it has one.
fn said(cells: &mut Cells<'_>, column: Column) -> Option<String> {
    cells.optional(column, text).value()
}

/// The items of a cell.
fn listed(cell: &str) -> Vec<String> {
    items(cell).map(str::to_owned).collect()
}
