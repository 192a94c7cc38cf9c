//! Communes and the codes that stand for them, JSON or CSV.
//!
//! A commune actuelle becomes a collectivité; an arrondissement, a commune déléguée or associée becomes a code
//! that stands for its commune. Contacts, which no such file has, stay. Where the file changes the commune that a code stands
//! for, it does so from the day that is given with it: the commune that was is closed, with its successor, and stays.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, CellError, choice};
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Table, TableRow, columns};
use crate::domain::collectivite::{Collectivite, CollectiviteKind, Locality, LocalityKind};
use crate::domain::id::{InseeCode, Siren};
use crate::domain::record::Record;
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
    /// The day from which what the file says is so: the one that is given, else the present one.
    day: NaiveDate,
    /// The day that is given.
    effective: Option<NaiveDate>,
    /// What is to come is not so yet.
    is_to_come: bool,
    /// The communes actuelles of the file, with the SIREN of those whose row can be read: a part of the same code is of
    /// no use.
    listed: HashMap<InseeCode, Option<Siren>>,
    codes: Once<InseeCode>,
    sirens: Once<Siren>,
    /// The communes read so far: a file may have a line for each of their postcodes.
    said: HashSet<(InseeCode, Siren, String)>,
    /// What changes of the communes that codes stand for, in French.
    changes: Vec<String>,
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
    let table = Table::open(source, COLUMNS)?;
    // A file of déléguées alone has no SIREN; one of communes that lacks them is no file to pass over.
    if table.rows().flatten().any(|row| is_commune(&row)) {
        table.require_named(SIREN.name)?;
    }
    let mut communes = Communes {
        registry: against.registry,
        day: against.effective.unwrap_or(against.today),
        effective: against.effective,
        is_to_come: against.effective.is_some_and(|day| day > against.today),
        listed: listed(&table),
        codes: Once::default(),
        sirens: Once::default(),
        said: HashSet::default(),
        changes: Vec::new(),
    };
    let gather = Gather::rows_of(&table, against, |cells| communes.row(cells));
    if communes.effective.is_none() && !communes.changes.is_empty() {
        return Err(ExchangeError::NoEffectiveDay {
            name: source.name().to_owned(),
            changes: communes.changes,
        });
    }
    Ok(gather)
}

/// Returns the communes actuelles that a file lists, with the SIREN of each whose row can be read; none where two rows give
/// one code two of them.
fn listed(table: &Table<'_>) -> HashMap<InseeCode, Option<Siren>> {
    let mut listed: HashMap<InseeCode, Option<Siren>> = HashMap::new();
    for row in table.rows().flatten().filter(is_commune) {
        let Ok(code) = cell::insee(row.get(CODE)) else {
            continue;
        };
        let siren = cell::siren(row.get(SIREN)).ok().map(|siren| siren.value);
        let siren = siren.filter(|_| !row.get(NAME).is_empty());
        let known = listed.entry(code.value).or_insert(siren);
        if *known != siren {
            *known = None;
        }
    }
    listed
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
        self.no_group(cells, siren);
        if cells.is_rejected() {
            return Outcome::Refuse;
        }
        let mut commune = self.known_or_new(siren);
        let others = self.settle(code, &mut commune, &name);
        if self.is_to_come && !commune.name.is_empty() && commune.name != name {
            cells.warn(
                NAME,
                "le nouveau nom vaut à partir du jour d’effet\u{a0}: importez de nouveau ce jour-là",
            );
        } else {
            commune.name = name;
        }
        commune.kind = CollectiviteKind::Commune;
        commune.departement = code.departement().or(departement);
        Outcome::Take([commune.into()].into_iter().chain(others).collect())
    }

    /// Gives a commune its code from the day on, and returns the other records that this changes.
    fn settle(&mut self, code: InseeCode, commune: &mut Collectivite, name: &str) -> Vec<Record> {
        let registry = self.registry;
        let mut others: Vec<Record> = Vec::new();
        let is_known = registry.collectivites().get(&commune.siren).is_some();
        let bore = commune.insee.replace(code).filter(|bore| *bore != code);
        let stands_for = registry.stands_for(code, self.day);
        let present = registry.commune_of_code(code, self.day);
        let replaced = present.filter(|present| present.siren != commune.siren);
        if let Some(replaced) = replaced {
            let named = |name: &str, siren: Siren| format!("{} (SIREN {siren})", crate::text::quoted(name));
            self.changes.push(format!(
                "{code}\u{a0}: {} à la place de {}",
                named(name, commune.siren),
                named(&replaced.name, replaced.siren)
            ));
            others.push(self.closed(replaced, commune.siren).into());
        }
        if stands_for != code {
            self.changes
                .push(format!("{code}\u{a0}: {name}, de nouveau une commune"));
            others.push(
                self.locality((code, name.to_owned(), LocalityKind::Commune), code, true)
                    .into(),
            );
        }
        if let Some(bore) = bore {
            self.changes
                .push(format!("{bore}\u{a0}: {name}, désormais {code}"));
            let is_taken = self.listed.contains_key(&bore);
            let since_ever = registry.localities_of(bore).next().is_none();
            let former = (bore, commune.name.clone(), LocalityKind::FormerCode);
            others.extend((!is_taken).then(|| self.locality(former, code, !since_ever).into()));
        }
        let was_closed = !commune.open.contains(self.day);
        if was_closed && commune.open.to.is_some_and(|to| to < self.day) {
            if stands_for == code && replaced.is_none() {
                self.changes
                    .push(format!("{code}\u{a0}: {name}, de nouveau une commune"));
            }
            commune.open.to = None;
            commune.successors.clear();
        } else if !is_known && (replaced.is_some() || stands_for != code) {
            commune.open.from = self.effective;
        }
        others
    }

    /// A commune that another takes the place of from the day on.
    fn closed(&self, commune: &Collectivite, successor: Siren) -> Collectivite {
        let mut closed = commune.clone();
        closed.open.to = self.day.pred_opt();
        if !closed.successors.contains(&successor) {
            closed.successors.push(successor);
        }
        closed
    }

    /// What a code stands for: since ever, or from the day on.
    fn locality(
        &self,
        (code, name, kind): (InseeCode, String, LocalityKind),
        commune: InseeCode,
        from_day: bool,
    ) -> Locality {
        Locality {
            code,
            from: self.effective.filter(|_| from_day),
            name,
            kind,
            commune,
        }
    }

    /// Refuses a commune whose SIREN is that of a group of the base.
    fn no_group(&self, cells: &mut Cells<'_>, siren: Siren) {
        let known = self.registry.collectivites().get(&siren);
        if let Some(known) = known.filter(|known| known.kind != CollectiviteKind::Commune) {
            let reason = format!(
                "la base a sous ce SIREN une collectivité d’une autre nature\u{a0}: {}",
                known.kind_label()
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
        if code == commune || self.listed.contains_key(&code) {
            return Outcome::OutOfScope("code qui est aussi celui d’une commune actuelle".to_owned());
        }
        self.codes.check(cells, CODE, code);
        if !self.is_commune(commune) {
            let reason =
                format!("commune {commune} inconnue\u{a0}: ajoutez-la au fichier ou importez-la d’abord");
            cells.reject(column, &reason);
        }
        // Else its schools would go to the commune that bore the code before, whose conventions are not theirs.
        let bears = self.registry.commune_of_code(commune, self.day).is_some();
        if bears && self.listed.get(&commune) == Some(&None) {
            cells.reject(column, &format!("la ligne de la commune {commune} ne se lit pas"));
        }
        Outcome::Take(self.stands(code, name, kind, commune))
    }

    /// What a code that stands for a commune changes: what it stood for, and the commune that it was.
    fn stands(
        &mut self,
        code: InseeCode,
        name: String,
        kind: LocalityKind,
        commune: InseeCode,
    ) -> Vec<Record> {
        let registry = self.registry;
        let held = registry.locality(code, self.day);
        if let Some(held) = held.filter(|held| held.commune == commune) {
            let held = held.clone();
            return vec![Locality { name, kind, ..held }.into()];
        }
        let was = registry.commune_of_code(code, self.day);
        let was = was.filter(|_| registry.stands_for(code, self.day) == code);
        let successor = self.successor(commune);
        let mut records: Vec<Record> = Vec::new();
        // Where the commune kept the SIREN of this one, its own row gives it the new code.
        if let Some(was) = was.filter(|was| Some(was.siren) != successor) {
            self.changes
                .push(format!("{code}\u{a0}: {name}, désormais {commune}"));
            let successor = successor.unwrap_or(was.siren);
            let mut closed = self.closed(was, successor);
            closed.successors.retain(|siren| *siren != closed.siren);
            records.push(closed.into());
        } else if held.is_some() {
            self.changes
                .push(format!("{code}\u{a0}: {name}, désormais {commune}"));
        }
        let from_day = held.is_some() || was.is_some();
        records.push(self.locality((code, name, kind), commune, from_day).into());
        records
    }

    /// The SIREN of the commune that a code is from the day on: as the file says, else as the base does.
    fn successor(&self, commune: InseeCode) -> Option<Siren> {
        let of_base = || Some(self.registry.commune_of_code(commune, self.day)?.siren);
        self.listed.get(&commune).copied().flatten().or_else(of_base)
    }

    /// Says whether a code is that of a commune of the day, in the file or else in the base.
    fn is_commune(&self, code: InseeCode) -> bool {
        let known = || {
            self.registry.stands_for(code, self.day) == code
                && self.registry.commune_of_code(code, self.day).is_some()
        };
        self.listed.contains_key(&code) || known()
    }

    /// Returns the collectivité of the base, or a new one.
    fn known_or_new(&self, siren: Siren) -> Collectivite {
        let known = self.registry.collectivites().get(&siren).cloned();
        known.unwrap_or_else(|| Collectivite::new(siren, CollectiviteKind::Commune, ""))
    }
}
