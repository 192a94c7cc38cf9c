//! One row of the annuaire as a school, over what the base knows of it.

use std::mem::take;

use super::columns::{
    ADDRESS, CIRCONSCRIPTION, CIRCONSCRIPTION_CODE, COMMUNE, DEPARTEMENT, INSEE, MAIL, MOTHER, NAME, NATURE,
    OPENED, POSTCODE, RPI_CONCENTRE, RPI_DISPERSE, SECTOR, SIRET, STATE, TELEPHONE, UAI,
};
use super::words;
use crate::domain::id::{DepartementCode, InseeCode, Uai};
use crate::domain::school::{Nature, Rpi, School, SchoolState, Sector};
use crate::exchange::against::Against;
use crate::exchange::cell::{self, CellResult, choice, number};
use crate::exchange::table::{Cells, Said};

/// Reads a row; nothing when a cell that makes the school is wrong.
pub(super) fn read(cells: &mut Cells<'_>, against: Against<'_>) -> Option<School> {
    let registry = against.registry;
    let uai = cells.required(UAI, cell::uai);
    let known = uai.and_then(|uai| registry.schools().get(&uai));
    let sector = cells.required_over(SECTOR, known.map(|known| known.sector), choice(words::SECTORS));
    let name = cells.required_over(NAME, known.map(|known| known.name.clone()), cell::text);
    let uai = uai?;
    let mut school = School {
        name: name?,
        sector: sector?,
        by_hand: false,
        ..known.cloned().unwrap_or_else(|| blank(uai))
    };
    place(cells, &mut school, against);
    contact(cells, &mut school);
    life(cells, &mut school);
    Some(school)
}

/// Reads where the school is.
fn place(cells: &mut Cells<'_>, school: &mut School, against: Against<'_>) {
    let held = (school.place(), school.insee);
    school.insee = cells.tolerated(INSEE, cell::insee).over(school.insee);
    if school.insee != held.1 {
        school.territoire = territoire(held.0, school.insee, against);
    }
    school.commune = cells.text(COMMUNE).over_value(take(&mut school.commune));
    school.departement = departement(cells, school.uai, school.insee);
    let postcode = cells.tolerated(POSTCODE, cell::postcode);
    school.postcode = postcode.over_value(take(&mut school.postcode));
    address(cells, &mut school.address);
}

/// The territoire of a school whose code changes: the place where it was, where the commune of that place went into the one
/// of the new code. A school that went elsewhere has none.
fn territoire(
    held: Option<InseeCode>,
    carried: Option<InseeCode>,
    against: Against<'_>,
) -> Option<InseeCode> {
    let (place, code) = held.zip(carried)?;
    let went_into_it = against.registry.stands_for(place, against.today) == code;
    (went_into_it && place != code).then_some(place)
}

/// Reads how to reach the school. Its SIRET is checked, since a wrong one is said, and not kept.
fn contact(cells: &mut Cells<'_>, school: &mut School) {
    let telephone = cells.tolerated(TELEPHONE, cell::phone);
    school.telephone = telephone.over_value(take(&mut school.telephone));
    let email = cells.tolerated(MAIL, cell::email);
    school.email = email.over_value(take(&mut school.email));
    let circonscription = cells.text(CIRCONSCRIPTION);
    let circonscription = circonscription.map(|name| words::circonscription(&name));
    school.circonscription = circonscription.over_value(take(&mut school.circonscription));
    let code = cells.tolerated(CIRCONSCRIPTION_CODE, cell::uai);
    school.circonscription_code = code.over(school.circonscription_code);
    let _ = cells.tolerated(SIRET, cell::siret);
}

/// Reads what the school is and whether it is open.
fn life(cells: &mut Cells<'_>, school: &mut School) {
    let nature = cells.tolerated(NATURE, nature);
    school.nature = nature.over(Some(school.nature)).unwrap_or(Nature(0));
    school.opened = cells.optional(OPENED, cell::date).over(school.opened);
    school.rpi = rpi(cells, school.rpi.take());
    school.mother = cells.tolerated(MOTHER, cell::uai).over(school.mother);
    // A school that had vanished is back, whatever the file says of states.
    if cells.has(STATE) || school.state == SchoolState::Vanished {
        school.state = state(cells, school.state);
    }
}

/// Reads the state. No annuaire says that a school is closed: one that the base holds closed stays so.
fn state(cells: &mut Cells<'_>, held: SchoolState) -> SchoolState {
    let said = cells.optional(STATE, choice(words::STATES));
    let said = said.over(Some(held)).unwrap_or(SchoolState::Open);
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
        territoire: None,
        commune: String::new(),
        departement: None,
        address: String::new(),
        postcode: String::new(),
        email: String::new(),
        telephone: String::new(),
        circonscription: String::new(),
        circonscription_code: None,
        mother: None,
        rpi: None,
        state: SchoolState::Open,
        opened: None,
        closed: None,
        successors: Vec::new(),
        by_hand: false,
    }
}

/// Reads the code of a nature.
fn nature(cell: &str) -> CellResult<Nature> {
    let code = number(100..=999)(cell)?;
    Ok(code.map(|code| Nature(u16::try_from(code).unwrap_or_default())))
}

/// Reads the lines of the address; one that cannot be read leaves the known address as it is.
fn address(cells: &mut Cells<'_>, known: &mut String) {
    let lines = ADDRESS.map(|line| cells.text(line));
    let absent = lines.iter().all(|line| *line == Said::Absent);
    if absent || (lines.contains(&Said::Unreadable) && !known.is_empty()) {
        return;
    }
    let filled: Vec<String> = lines
        .into_iter()
        .filter_map(Said::value)
        .filter(|line| !line.is_empty())
        .collect();
    *known = filled.join(", ");
}

/// Reads the RPI of a school: dispersé where it shares six characters with others, else concentré where said.
fn rpi(cells: &mut Cells<'_>, known: Option<Rpi>) -> Option<Rpi> {
    let shared = cells.tolerated(RPI_DISPERSE, cell::rpi).map(Rpi::Disperse);
    let alone = cells.tolerated(RPI_CONCENTRE, cell::yes_no);
    match (shared, alone) {
        (Said::Value(shared), _) => Some(shared),
        (Said::Unreadable, _) | (_, Said::Unreadable) | (Said::Absent, Said::Absent) => known,
        (Said::Empty | Said::Absent, Said::Value(true)) => Some(Rpi::Concentre),
        (Said::Empty | Said::Absent, Said::Value(false) | Said::Empty | Said::Absent) => None,
    }
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
