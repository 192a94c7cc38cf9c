//! One row of the annuaire as a school, over what the base knows of it.

use super::columns::{
    ADDRESS, CIRCONSCRIPTION, COMMUNE, DEPARTEMENT, INSEE, MAIL, NAME, NATURE, OPENED, POSTCODE,
    RPI_CONCENTRE, RPI_DISPERSE, SECTOR, SIRET, STATE, TELEPHONE, UAI,
};
use super::words;
use crate::domain::id::{DepartementCode, InseeCode, Uai};
use crate::domain::registry::Registry;
use crate::domain::school::{Nature, Rpi, School, SchoolState, Sector};
use crate::exchange::cell::{self, choice, number};
use crate::exchange::table::{Cells, Column, Table};

/// Reads rows of one file; knows which columns it has.
pub(super) struct SchoolReader<'a> {
    table: &'a Table<'a>,
    registry: &'a Registry,
}

impl<'a> SchoolReader<'a> {
    /// Reads the rows of `table` over the schools of `registry`.
    pub(super) fn new(table: &'a Table<'a>, registry: &'a Registry) -> Self {
        Self { table, registry }
    }

    /// Reads a row; nothing when a cell that makes the school is wrong.
    pub(super) fn read(&self, cells: &mut Cells<'_>) -> Option<School> {
        let uai = cells.required(UAI, cell::uai);
        let sector = cells.required(SECTOR, choice(words::SECTORS));
        let name = cells.required(NAME, cell::text);
        let mut school = self.known_or_new(uai?, name?, sector?);
        self.place(cells, &mut school);
        self.contact(cells, &mut school);
        self.life(cells, &mut school);
        Some(school)
    }

    /// Returns the school of the base, or a new one, with what every annuaire says of it.
    fn known_or_new(&self, uai: Uai, name: String, sector: Sector) -> School {
        let known = self.registry.schools().get(&uai).cloned();
        let school = known.unwrap_or_else(|| blank(uai));
        School {
            name,
            sector,
            ..school
        }
    }

    /// Reads where the school is.
    fn place(&self, cells: &mut Cells<'_>, school: &mut School) {
        school.insee = cells.tolerated(INSEE, cell::insee);
        school.commune = cells.text(COMMUNE);
        school.departement = departement(cells, school.uai, school.insee);
        if self.has(POSTCODE) {
            school.postcode = cells.tolerated(POSTCODE, cell::postcode).unwrap_or_default();
        }
        if ADDRESS.iter().any(|line| self.has(*line)) {
            let lines = ADDRESS.map(|line| cells.text(line));
            let filled: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            school.address = filled.join(", ");
        }
    }

    /// Reads how to reach the school. Its SIRET is checked, since a wrong one is said, and not kept.
    fn contact(&self, cells: &mut Cells<'_>, school: &mut School) {
        if self.has(TELEPHONE) {
            school.telephone = cells.tolerated(TELEPHONE, cell::phone).unwrap_or_default();
        }
        if self.has(MAIL) {
            school.email = cells.tolerated(MAIL, cell::email).unwrap_or_default();
        }
        if self.has(CIRCONSCRIPTION) {
            school.circonscription = words::circonscription(&cells.text(CIRCONSCRIPTION));
        }
        let _ = cells.tolerated(SIRET, cell::siret);
    }

    /// Reads what the school is and whether it is open.
    fn life(&self, cells: &mut Cells<'_>, school: &mut School) {
        if self.has(NATURE) {
            let code = cells.tolerated(NATURE, number(100..=999));
            school.nature = nature(code);
        }
        if self.has(OPENED) {
            school.opened = cells.optional(OPENED, cell::date);
        }
        if self.has(RPI_DISPERSE) || self.has(RPI_CONCENTRE) {
            school.rpi = rpi(cells);
        }
        // A school that had vanished is back, whatever the file says of states.
        if self.has(STATE) || school.state == SchoolState::Vanished {
            school.state = state(cells, school.state);
        }
    }

    fn has(&self, column: Column) -> bool {
        self.table.has(column)
    }
}

/// Reads the state. No annuaire says that a school is closed: one that the base holds closed stays so.
fn state(cells: &mut Cells<'_>, held: SchoolState) -> SchoolState {
    let said = cells
        .optional(STATE, choice(words::STATES))
        .unwrap_or(SchoolState::Open);
    if held == SchoolState::Closed && said != SchoolState::Closed {
        cells.warn(STATE, "l’école est fermée dans la base\u{a0}: elle le reste");
        return held;
    }
    said
}

/// Returns a school of which nothing is known.
fn blank(uai: Uai) -> School {
    School {
        uai,
        name: String::new(),
        nature: Nature(0),
        sector: Sector::Public,
        insee: None,
        commune: String::new(),
        departement: None,
        address: String::new(),
        postcode: String::new(),
        email: String::new(),
        telephone: String::new(),
        circonscription: String::new(),
        rpi: None,
        state: SchoolState::Open,
        opened: None,
        closed: None,
        successors: Vec::new(),
    }
}

/// Returns the nature of a code; 0 where the file gives none.
fn nature(code: Option<u32>) -> Nature {
    Nature(code.and_then(|code| u16::try_from(code).ok()).unwrap_or_default())
}

/// Reads the RPI of a school: dispersé where it shares six characters with others, else concentré where said.
fn rpi(cells: &mut Cells<'_>) -> Option<Rpi> {
    let shared = cells.tolerated(RPI_DISPERSE, cell::rpi).map(Rpi::Disperse);
    let alone = cells.tolerated(RPI_CONCENTRE, cell::yes_no).unwrap_or(false);
    shared.or(alone.then_some(Rpi::Concentre))
}

/// Reads the département; where the cell is damaged, the INSEE code or else the UAI gives it.
fn departement(cells: &mut Cells<'_>, uai: Uai, insee: Option<InseeCode>) -> Option<DepartementCode> {
    let certain = insee
        .and_then(|code| code.departement())
        .or_else(|| uai.departement());
    let cell = cells.row().get(DEPARTEMENT);
    let said = DepartementCode::parse(cell).ok();
    match (said, certain) {
        (None, Some(code)) if !cell.is_empty() => {
            cells.repaired(
                DEPARTEMENT,
                &format!("département {code} rétabli d’après la commune ou l’UAI"),
            );
            certain
        }
        (said, certain) => said.or(certain),
    }
}
