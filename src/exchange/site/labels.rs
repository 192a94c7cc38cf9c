//! Where the labels of the configuration stand in an export.

use crate::domain::demarche::{Block, Mapping};
use crate::text::fold_name;

use super::aliases::{NUMBER, OF_DOSSIER, OF_TEMPLATE, STATE, SUBMITTED};
use super::error::Fault;
use super::sheets::{Export, Sheet};

/// The places of the columns that the configuration names.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) solution: Vec<usize>,
    pub(super) other_solutions: Vec<usize>,
    pub(super) schools: Vec<School>,
    pub(super) deliberation: Vec<usize>,
    pub(super) effect: Vec<usize>,
    pub(super) convention: Vec<usize>,
}

/// The column of a label that names schools, and that of their keys where the site writes one.
#[derive(Debug, Clone, Copy)]
pub(super) struct School {
    pub(super) named: usize,
    pub(super) keys: Option<usize>,
}

/// A block of the configuration, the sheet that has it, and the places of its columns there.
#[derive(Debug)]
pub(super) struct BlockPlaces {
    /// The place of the sheet among those of the export.
    pub(super) sheet: usize,
    pub(super) dossier: usize,
    pub(super) school: Vec<School>,
    pub(super) solution: Vec<usize>,
}

/// Looks for labels in a sheet, and keeps those that it has not.
struct Finder<'s> {
    sheet: &'s Sheet,
    place: fn(&Sheet, &str) -> Option<usize>,
    missing: Vec<String>,
}

impl Finder<'_> {
    fn places(&mut self, labels: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        for label in labels {
            match (self.place)(self.sheet, label) {
                Some(place) => found.push(place),
                None if is_descriptor(label) => {}
                None => self.missing.push(label.clone()),
            }
        }
        found
    }

    /// The columns of schools: of a label, that of the keys too.
    fn schools(&mut self, labels: &[String]) -> Vec<School> {
        let keys = |named: usize| {
            let name = &self.sheet.header[named];
            ["UAI", "Code UAI", "Codes UAI", "Code"]
                .iter()
                .find_map(|keys| self.sheet.labelled(&format!("{name} ({keys})")))
        };
        let with_keys = |named| School {
            named,
            keys: keys(named),
        };
        let schools = |found: Vec<usize>| found.into_iter().map(with_keys).collect();
        let mut named = Vec::new();
        for label in labels {
            named.extend((self.place)(self.sheet, label));
        }
        let found = schools(named);
        self.places(labels);
        found
    }
}

/// True of the identifier of a field, which no file has: `Champ-…` in base 64.
fn is_descriptor(label: &str) -> bool {
    label.starts_with("Q2hhbXA")
}

/// Finds the columns of the dossiers.
///
/// # Errors
///
/// [`Fault::NoExport`] where the sheet has not those of the site; [`Fault::Unmatched`] where a label of the configuration is
/// in none, or, in an export by template, which has the columns that somebody chose, all of them.
pub(super) fn of_dossiers(sheet: &Sheet, mapping: &Mapping) -> Result<Places, Fault> {
    let lacks = [NUMBER, STATE, SUBMITTED]
        .into_iter()
        .filter(|column| sheet.place(*column).is_none());
    let missing: Vec<String> = lacks.map(|column| column.name.to_owned()).collect();
    if !missing.is_empty() {
        return Err(Fault::NoExport {
            missing,
            found: sheet.header.clone(),
        });
    }
    let mut finder = Finder {
        sheet,
        place: Sheet::labelled,
        missing: Vec::new(),
    };
    let places = Places {
        solution: finder.places(&mapping.solution),
        other_solutions: finder.places(&mapping.other_solutions),
        schools: finder.schools(&mapping.schools),
        deliberation: finder.places(&mapping.deliberation),
        effect: finder.places(&mapping.effect),
        convention: finder.places(&mapping.convention),
    };
    let is_template = sheet.is_named(OF_TEMPLATE);
    let has_some = !(places.solution.is_empty() && places.schools.is_empty());
    if finder.missing.is_empty() || is_template && has_some {
        return Ok(places);
    }
    Err(Fault::Unmatched {
        missing: finder.missing,
        found: sheet.header.clone(),
    })
}

/// Finds the sheets of the blocks; a block without any row has no sheet.
///
/// # Errors
///
/// [`Fault::TwoBlocks`] where several bear the label that names one; [`Fault::Unmatched`] where a sheet lacks a label.
pub(super) fn of_blocks(export: &Export, mapping: &Mapping) -> Result<Vec<BlockPlaces>, Fault> {
    let sheets = export.others.as_deref().unwrap_or_default();
    let mut found = Vec::new();
    for block in &mapping.blocks {
        let bears = |(_, sheet): &(usize, &Sheet)| is_of(&sheet.name, block);
        let bearing: Vec<(usize, &Sheet)> = sheets.iter().enumerate().filter(bears).collect();
        match bearing.as_slice() {
            [] => {}
            [(place, sheet)] => found.push(of_block(*place, sheet, block)?),
            several => {
                return Err(Fault::TwoBlocks {
                    label: block.name.clone(),
                    blocks: several.iter().map(|(_, sheet)| sheet.name.clone()).collect(),
                });
            }
        }
    }
    Ok(found)
}

/// True where a sheet is that of a block: `(901) Ecoles concernees (une l`, cut and without accents.
fn is_of(sheet: &str, block: &Block) -> bool {
    let numbered = sheet.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let Some((number, label)) = numbered else {
        return false;
    };
    let (wanted, label) = (fold_name(&block.name), fold_name(label));
    block.name.trim() == number.trim() || !label.is_empty() && wanted.starts_with(&label)
}

fn of_block(place: usize, sheet: &Sheet, block: &Block) -> Result<BlockPlaces, Fault> {
    let mut finder = Finder {
        sheet,
        place: Sheet::labelled_in_block,
        missing: Vec::new(),
    };
    let dossier = sheet.place(OF_DOSSIER);
    let school = finder.schools(&block.school);
    let solution = finder.places(&block.solution);
    let mut missing = finder.missing;
    missing.extend(dossier.is_none().then(|| OF_DOSSIER.name.to_owned()));
    match dossier {
        Some(dossier) if missing.is_empty() => Ok(BlockPlaces {
            sheet: place,
            dossier,
            school,
            solution,
        }),
        _ => Err(Fault::Unmatched {
            missing,
            found: sheet.header.clone(),
        }),
    }
}
