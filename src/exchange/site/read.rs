//! The dossiers of an export.

use std::collections::{BTreeSet, HashMap};

use crate::domain::demarche::{Choice, DossierState, Mapping};
use crate::exchange::cell::{clean_text, date, paris_moment};
use crate::text::{fold_name, quoted};

use super::aliases::{
    CHANGED, DOSSIER, EDITED, ESTABLISHMENTS, FIELD, NAME, NUMBER, OF_DOSSIER, PROCESSED, REASON, SIREN,
    SIRET, STATE, SUBMITTED,
};
use super::choices::Choices;
use super::dossier::{Dossier, iso, written};
use super::error::Fault;
use super::labels::{BlockPlaces, Places, School, of_blocks, of_dossiers};
use super::schools::{are_technical_ids, keys};
use super::sheets::{Export, Row, Sheet};

/// What a school is named as where a dossier says none that is known.
const NO_CHOICE: &str = "aucune solution choisie";

/// The reading of an export.
pub(super) struct Reader<'m> {
    mapping: &'m Mapping,
    choices: Choices,
    unknown: BTreeSet<String>,
}

/// What each dossier has in the other sheets.
#[derive(Default)]
struct Beside {
    /// The SIRET of its applicant.
    sirets: HashMap<String, String>,
    /// The schools of its blocks.
    schools: HashMap<String, Vec<(String, Option<String>)>>,
    /// The choices of its blocks that a person is to say.
    asked: HashMap<String, Vec<String>>,
    /// What is to be said of its blocks.
    remarks: HashMap<String, Vec<String>>,
}

impl<'m> Reader<'m> {
    pub(super) fn of(mapping: &'m Mapping) -> Self {
        Self {
            mapping,
            choices: Choices::of(&mapping.choices),
            unknown: BTreeSet::new(),
        }
    }

    /// The dossiers of an export, in its order.
    pub(super) fn dossiers(mut self, export: &Export) -> Result<Vec<Dossier>, Fault> {
        let Some(sheet) = &export.dossiers else {
            return Ok(Vec::new());
        };
        let places = of_dossiers(sheet, self.mapping)?;
        let blocks = of_blocks(export, self.mapping)?;
        let has_all = blocks.len() == self.mapping.blocks.len();
        let blocks_read = has_all || export.others.is_some() && export.is_whole;
        let mut beside = self.beside(export, &blocks)?;
        let site = DOSSIER.map(|column| sheet.place(column));
        let mut dossiers = Vec::with_capacity(sheet.rows.len());
        for row in &sheet.rows {
            let mut dossier = of_site(row, &site, &beside);
            dossier.blocks_read = blocks_read;
            self.of_form(sheet, row, &places, &mut dossier)?;
            of_blocks_beside(&mut beside, &mut dossier);
            asked_for_nothing(&places, &mut dossier);
            dossiers.push(dossier);
        }
        if self.unknown.is_empty() {
            return Ok(dossiers);
        }
        Err(Fault::Choices {
            unknown: self.unknown.into_iter().collect(),
            known: self.choices.labels(),
        })
    }

    /// Reads the other sheets.
    fn beside(&mut self, export: &Export, blocks: &[BlockPlaces]) -> Result<Beside, Fault> {
        let mut beside = Beside::default();
        let sheets = export.others.as_deref().unwrap_or_default();
        for sheet in sheets
            .iter()
            .filter(|sheet| fold_name(&sheet.name) == fold_name(ESTABLISHMENTS))
        {
            let [dossier, field, siret] = [OF_DOSSIER, FIELD, SIRET].map(|column| sheet.place(column));
            let of_applicant = sheet
                .rows
                .iter()
                .filter(|row| fold_name(row.at(field)) == "dossier");
            beside
                .sirets
                .extend(of_applicant.map(|row| (number_of(row.at(dossier)), row.at(siret).to_owned())));
        }
        for block in blocks {
            let sheet = &sheets[block.sheet];
            for row in &sheet.rows {
                let dossier = number_of(row.at(Some(block.dossier)));
                let (solution, others) = first(sheet, row, &block.solution, is_same);
                beside.remarks.entry(dossier.clone()).or_default().extend(others);
                let (codes, asked) = self.choices_of(&solution);
                beside.asked.entry(dossier.clone()).or_default().extend(asked);
                let schools = beside.schools.entry(dossier).or_default();
                for named in named(sheet, row, &block.school)? {
                    if codes.is_empty() {
                        schools.push((named.clone(), None));
                    }
                    schools.extend(codes.iter().map(|code| (named.clone(), Some(code.clone()))));
                }
            }
        }
        Ok(beside)
    }

    /// The codes of the solutions that a cell says, and the choices that a person is to say.
    fn choices_of(&mut self, cell: &str) -> (Vec<String>, Vec<String>) {
        let (mut codes, mut asked) = (Vec::new(), Vec::new());
        match self.choices.read(cell) {
            Ok(found) => {
                for (label, choice) in found {
                    match choice {
                        Choice::Solution(code) => codes.push(code.clone()),
                        Choice::Asked => asked.push(label),
                    }
                }
            }
            Err(unknown) => drop(self.unknown.insert(unknown.to_owned())),
        }
        (codes, asked)
    }

    /// Adds what the form says.
    fn of_form(
        &mut self,
        sheet: &Sheet,
        row: &Row,
        places: &Places,
        dossier: &mut Dossier,
    ) -> Result<(), Fault> {
        let mut first_of = |places: &[usize], same: fn(&str, &str) -> bool| {
            let (first, remarks) = first(sheet, row, places, same);
            dossier.remarks.extend(remarks);
            first
        };
        let solution = first_of(&places.solution, is_same);
        let deliberation = first_of(&places.deliberation, is_same);
        let convention = first_of(&places.convention, is_same);
        let effect = first_of(&places.effect, is_same_day);
        self.add(&solution, dossier);
        for place in &places.other_solutions {
            self.add(row.at(Some(*place)), dossier);
        }
        for school in named(sheet, row, &places.schools)? {
            add_school(dossier, school, None);
        }
        dossier.deliberation = clean_text(&deliberation).value;
        dossier.convention = clean_text(&convention).value;
        dossier.effect = date(&effect).map_or(effect, |day| iso(day.value));
        Ok(())
    }

    /// Adds the solutions that a cell says.
    fn add(&mut self, cell: &str, dossier: &mut Dossier) {
        let (codes, asked) = self.choices_of(cell);
        dossier.asked.extend(asked);
        add_solutions(dossier, codes);
    }
}

/// Adds what the blocks say.
fn of_blocks_beside(beside: &mut Beside, dossier: &mut Dossier) {
    for (school, solution) in beside.schools.remove(&dossier.number).unwrap_or_default() {
        add_solutions(dossier, solution.clone());
        add_school(dossier, school, solution);
    }
    dossier
        .asked
        .extend(beside.asked.remove(&dossier.number).unwrap_or_default());
    // One solution for all is that of the dossier.
    if dossier.solutions.len() < 2 {
        dossier.schools.iter_mut().for_each(|(_, own)| *own = None);
    }
    let mut seen = BTreeSet::new();
    dossier.asked.retain(|asked| seen.insert(asked.clone()));
}

/// A form that asks for the solution and got none leaves it to a person.
fn asked_for_nothing(places: &Places, dossier: &mut Dossier) {
    let asks = !(places.solution.is_empty() && places.other_solutions.is_empty());
    if asks && dossier.solutions.is_empty() && dossier.asked.is_empty() && dossier.blocks_read {
        dossier.asked.push(NO_CHOICE.to_owned());
    }
}

/// What the site says of a dossier.
fn of_site(row: &Row, site: &[Option<usize>; DOSSIER.len()], beside: &Beside) -> Dossier {
    let at = |wanted: &str| {
        let place = DOSSIER.iter().position(|column| column.name == wanted);
        row.at(place.and_then(|place| site[place]))
    };
    let number = number_of(at(NUMBER.name));
    let [submitted, edited] = [SUBMITTED.name, EDITED.name].map(|name| paris_moment(at(name)));
    let edited = edited.filter(|edited| submitted.is_some_and(|submitted| *edited > submitted));
    let given = [
        at(SIRET.name),
        beside.sirets.get(&number).map_or("", String::as_str),
    ];
    let given = given
        .into_iter()
        .find(|siret| !siret.is_empty())
        .unwrap_or_default();
    let siren = at(SIREN.name);
    Dossier {
        line: row.line,
        state: state(at(STATE.name)),
        applicant: if siren.is_empty() {
            siren_of(given)
        } else {
            siren.to_owned()
        },
        name: clean_text(at(NAME.name)).value,
        submitted: day(at(SUBMITTED.name)),
        edited: edited.map(|edited| iso(edited.date())).unwrap_or_default(),
        processed: day(at(PROCESSED.name)),
        reason: clean_text(at(REASON.name)).value,
        changed: paris_moment(at(CHANGED.name)).map_or_else(String::new, written),
        number,
        ..Dossier::default()
    }
}

/// The number of a dossier, as a spreadsheet may have rewritten it.
fn number_of(cell: &str) -> String {
    let digits: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    digits.strip_suffix(".0").unwrap_or(&digits).to_owned()
}

/// The code of a state, or the state as it is written.
fn state(text: &str) -> String {
    let folded = fold_name(text);
    let is = |state: &DossierState| fold_name(state.label()) == folded || state.code() == folded;
    let older = |text: &str| (text == "depose").then_some(DossierState::Submitted);
    let found = DossierState::ALL.into_iter().find(is).or_else(|| older(&folded));
    found.map_or_else(|| text.to_owned(), |state| state.code().to_owned())
}

/// The SIREN of a SIRET: its first nine digits. Anything else stays as it is.
pub(super) fn siren_of(siret: &str) -> String {
    let digits: String = siret.chars().filter(|c| !c.is_whitespace()).collect();
    let is_siret = digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_siret {
        digits[..9].to_owned()
    } else {
        siret.to_owned()
    }
}

/// The day in Paris of a moment, as ISO, or the text as it is.
fn day(text: &str) -> String {
    paris_moment(text).map_or_else(|| text.to_owned(), |moment| iso(moment.date()))
}

/// The first of some cells that is filled, and what is to be said of each other that says another thing.
fn first(sheet: &Sheet, row: &Row, places: &[usize], same: fn(&str, &str) -> bool) -> (String, Vec<String>) {
    let mut filled = places
        .iter()
        .map(|place| (*place, row.at(Some(*place))))
        .filter(|(_, cell)| !cell.is_empty());
    let Some((_, first)) = filled.next() else {
        return Default::default();
    };
    let others = filled.filter(|(_, other)| !same(other, first));
    let said = others.map(|(place, other)| {
        format!(
            "«\u{a0}{}\u{a0}» dit «\u{a0}{}\u{a0}»\u{a0}; «\u{a0}{}\u{a0}» est gardé",
            quoted(&sheet.header[place]),
            quoted(other),
            quoted(first)
        )
    });
    (first.to_owned(), said.collect())
}

/// True of two cells that say the same.
fn is_same(one: &str, other: &str) -> bool {
    fold_name(one) == fold_name(other)
}

/// True of two cells that say the same day, however they write it.
fn is_same_day(one: &str, other: &str) -> bool {
    let day = |cell: &str| date(cell).ok().map(|day| day.value);
    is_same(one, other) || day(one).is_some() && day(one) == day(other)
}

/// The schools that some cells name; what names none stays as it is, to be refused.
fn named(sheet: &Sheet, row: &Row, places: &[School]) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    for school in places {
        let given = row.at(school.keys);
        let cell = if given.is_empty() {
            row.at(Some(school.named))
        } else {
            given
        };
        if are_technical_ids(cell) {
            return Err(Fault::TechnicalIds {
                line: row.line,
                column: sheet.header[school.named].clone(),
                value: cell.to_owned(),
            });
        }
        let read = keys(cell);
        if read.is_empty() && !cell.is_empty() {
            found.push(clean_text(cell).value);
        }
        found.extend(read);
    }
    Ok(found)
}

/// Adds a school, once; one that was named without a solution takes the one of its block.
pub(super) fn add_school(dossier: &mut Dossier, school: String, solution: Option<String>) {
    let known = dossier.schools.iter_mut().find(|(known, _)| *known == school);
    match known {
        Some((_, own)) if own.is_none() => *own = solution,
        Some((_, own)) if solution.is_none() || *own == solution => {}
        _ => dossier.schools.push((school, solution)),
    }
}

/// Adds solutions, each once.
pub(super) fn add_solutions(dossier: &mut Dossier, codes: impl IntoIterator<Item = String>) {
    for code in codes {
        if !dossier.solutions.contains(&code) {
            dossier.solutions.push(code);
        }
    }
}
