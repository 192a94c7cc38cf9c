//! Communes and the codes that stand for them, JSON or CSV.
//!
//! A commune actuelle becomes a collectivité; an arrondissement, a commune déléguée or associée becomes a code
//! that stands for its commune. Contacts, dates and successors, which no such file has, stay.

use std::collections::HashSet;

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, CellError, choice};
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Table, TableRow, columns};
use crate::domain::collectivite::{Collectivite, CollectiviteKind, Locality, LocalityKind};
use crate::domain::date::Period;
use crate::domain::id::{InseeCode, Siren};
use crate::domain::registry::Registry;

columns! {
    CODE = Column::required("code").or(&["code_insee", "code_commune", "insee"]);
    NAME = Column::required("nom").or(&["nom_commune", "libelle"]);
    TYPE = Column::optional("type");
    SIREN = Column::optional("siren");
    DEPARTEMENT = Column::optional("departement").or(&["code_departement"]);
    CHIEF = Column::optional("chefLieu");
    COMMUNE = Column::optional("commune");
}

/// What a row is about; a file without types lists communes actuelles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// A commune of today.
    Commune,
    /// A code that stands for one.
    Part(LocalityKind),
}

/// The types and what each means.
const SUBJECTS: &[(&str, Subject)] = &[
    ("commune-actuelle", Subject::Commune),
    (
        "arrondissement-municipal",
        Subject::Part(LocalityKind::ArrondissementMunicipal),
    ),
    ("commune-deleguee", Subject::Part(LocalityKind::CommuneDeleguee)),
    ("commune-associee", Subject::Part(LocalityKind::CommuneAssociee)),
];

/// The communes of the file and of the base, and what was seen of the file so far.
struct Communes<'a> {
    registry: &'a Registry,
    /// The communes actuelles of the file: a part of the same code is of no use.
    listed: HashSet<InseeCode>,
    codes: Once<InseeCode>,
    sirens: Once<Siren>,
    /// The communes read so far: a file may have a line for each of their postcodes.
    said: HashSet<(InseeCode, Siren, String)>,
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Published,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// Reads a file of communes.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    // A file of déléguées alone has no SIREN; one of communes that lacks them is no file to pass over.
    if table.rows().flatten().any(|row| is_commune(&row)) {
        table.require_named(SIREN.name)?;
    }
    let mut communes = Communes {
        registry,
        listed: listed(&table),
        codes: Once::default(),
        sirens: Once::default(),
        said: HashSet::default(),
    };
    Ok(Gather::rows_of(&table, against, |cells| communes.row(cells)))
}

/// Returns the communes actuelles that a file lists.
fn listed(table: &Table<'_>) -> HashSet<InseeCode> {
    let rows = table.rows().flatten();
    let commune = rows.filter_map(|row| {
        let code = cell::insee(row.get(CODE)).ok()?;
        is_commune(&row).then_some(code.value)
    });
    commune.collect()
}

/// Says whether a row is about a commune actuelle.
fn is_commune(row: &TableRow<'_>) -> bool {
    subject(row.get(TYPE)) == Ok(Subject::Commune)
}

/// Reads what a row is about.
fn subject(cell: &str) -> Result<Subject, CellError> {
    if cell.is_empty() {
        return Ok(Subject::Commune);
    }
    choice(SUBJECTS)(cell).map(|read| read.value)
}

impl Communes<'_> {
    /// Reads one row.
    fn row(&mut self, cells: &mut Cells<'_>) -> Outcome {
        match subject(cells.row().get(TYPE)) {
            Ok(Subject::Commune) => self.commune(cells),
            Ok(Subject::Part(kind)) => self.part(cells, kind),
            Err(error) => {
                cells.reject(TYPE, &error);
                Outcome::Refuse
            }
        }
    }

    /// Reads a commune actuelle.
    fn commune(&mut self, cells: &mut Cells<'_>) -> Outcome {
        if cells.row().get(SIREN).is_empty() {
            return Outcome::OutOfScope("commune sans SIREN".to_owned());
        }
        let code = cells.required(CODE, cell::insee);
        let siren = cells.required(SIREN, cell::siren);
        let name = cells.required(NAME, cell::text);
        let departement = cells.tolerated(DEPARTEMENT, cell::departement).value();
        let (Some(code), Some(siren), Some(name)) = (code, siren, name) else {
            return Outcome::Refuse;
        };
        let said = (code, siren, name.clone());
        if self.said.contains(&said) {
            return Outcome::OutOfScope("ligne qui répète une commune".to_owned());
        }
        self.said.insert(said);
        self.codes.check(cells, CODE, code);
        self.sirens.check(cells, SIREN, siren);
        self.same_siren(cells, code, siren);
        self.no_group(cells, siren);
        let mut commune = self.known_or_new(siren);
        commune.kind = CollectiviteKind::Commune;
        commune.name = name;
        commune.insee = Some(code);
        commune.departement = code.departement().or(departement);
        Outcome::one(commune)
    }

    /// Refuses a commune whose code another collectivité of the base has.
    fn same_siren(&self, cells: &mut Cells<'_>, code: InseeCode, siren: Siren) {
        // Asked of the code itself: a part of another commune may have had this code.
        let known = self
            .registry
            .commune(code)
            .filter(|known| known.insee == Some(code));
        if let Some(known) = known.filter(|known| known.siren != siren) {
            let reason = format!(
                "le code INSEE {code} est déjà celui de {} (SIREN {})\u{a0}: corrigez l’un des deux",
                crate::text::quoted(&known.name),
                known.siren
            );
            cells.reject(SIREN, &reason);
        }
    }

    /// Refuses a commune whose SIREN is that of a group of the base.
    fn no_group(&self, cells: &mut Cells<'_>, siren: Siren) {
        let known = self.registry.collectivites().get(&siren);
        if let Some(known) = known.filter(|known| known.kind != CollectiviteKind::Commune) {
            let reason = format!(
                "la base a sous ce SIREN une collectivité d’une autre nature\u{a0}: {}",
                known.kind.label()
            );
            cells.reject(SIREN, &reason);
        }
    }

    /// Reads a code that stands for a commune; one that is a commune actuelle of the file, or of itself, is not.
    fn part(&mut self, cells: &mut Cells<'_>, kind: LocalityKind) -> Outcome {
        let column = if cells.row().get(COMMUNE).is_empty() {
            CHIEF
        } else {
            COMMUNE
        };
        let code = cells.required(CODE, cell::insee);
        let commune = cells.required(column, cell::insee);
        let name = cells.required(NAME, cell::text);
        let (Some(code), Some(commune), Some(name)) = (code, commune, name) else {
            return Outcome::Refuse;
        };
        if code == commune || self.listed.contains(&code) {
            return Outcome::OutOfScope("code qui est aussi celui d’une commune actuelle".to_owned());
        }
        self.codes.check(cells, CODE, code);
        if !self.is_commune(commune) {
            let reason =
                format!("commune {commune} inconnue\u{a0}: ajoutez-la au fichier ou importez-la d’abord");
            cells.reject(column, &reason);
        }
        Outcome::one(Locality {
            code,
            name,
            kind,
            commune,
        })
    }

    /// Says whether a code is that of a commune of today, in the file or else in the base.
    fn is_commune(&self, code: InseeCode) -> bool {
        let known = || {
            self.registry
                .commune(code)
                .is_some_and(|known| known.insee == Some(code))
        };
        self.listed.contains(&code) || known()
    }

    /// Returns the collectivité of the base, or a new one.
    fn known_or_new(&self, siren: Siren) -> Collectivite {
        let known = self.registry.collectivites().get(&siren).cloned();
        known.unwrap_or_else(|| Collectivite {
            siren,
            kind: CollectiviteKind::Commune,
            name: String::new(),
            insee: None,
            departement: None,
            contacts: Vec::new(),
            members: Vec::new(),
            open: Period::default(),
            successors: Vec::new(),
        })
    }
}
