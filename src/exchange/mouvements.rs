//! INSEE's table of the movements of communes (`v_mvtcommune`): which code stood for which commune, and from which day on.
//!
//! It has no SIREN: a commune nouvelle whose SIREN the base lacks is rejected, and the file of communes gives it first.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::source::Source;
use super::table::{Cells, Column, Table, TableRow, columns};
use crate::domain::collectivite::{Collectivite, Locality, LocalityId, LocalityKind};
use crate::domain::id::{InseeCode, Siren};
use crate::domain::record::Record;
use crate::domain::registry::Registry;

columns! {
    MOD = Column::required("MOD");
    DATE = Column::required("DATE_EFF");
    TYPE_BEFORE = Column::required("TYPECOM_AV");
    BEFORE = Column::required("COM_AV");
    NAME_BEFORE = Column::required("LIBELLE_AV");
    TYPE_AFTER = Column::required("TYPECOM_AP");
    AFTER = Column::required("COM_AP");
    NAME_AFTER = Column::required("LIBELLE_AP");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Published,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// What a row does to the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// The code goes into a commune: fusion, commune nouvelle, suppression.
    GoesInto,
    /// The code becomes one of a déléguée or associée, under which it stands for the commune of another row.
    Becomes(LocalityKind),
    /// The code of after is that of a commune, again or for the first time.
    Again,
    /// The commune has another code.
    Recoded,
    /// Nothing that bears on codes.
    Nothing,
    /// A type of movement, or of commune, that INSEE did not have.
    Unknown,
}

/// The types of movement that INSEE has, from *changement de nom* to *création de commune déléguée*.
const TYPES: [&str; 14] = [
    "10", "20", "21", "30", "31", "32", "33", "34", "35", "41", "50", "70", "71", "72",
];

/// The types of communes that INSEE has.
const COMMUNES: [&str; 4] = ["COM", "COMA", "COMD", "ARM"];

/// A row that can be read.
#[derive(Debug, Clone)]
struct Movement {
    on: NaiveDate,
    effect: Effect,
    /// A commune nouvelle: its SIREN is a new one.
    is_nouvelle: bool,
    before: InseeCode,
    after: InseeCode,
    names: [String; 2],
}

/// Reads a table of movements.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let mut movements: Vec<Movement> = table.rows().flatten().filter_map(|row| movement(&row)).collect();
    movements.sort_by_key(|movement| movement.on);
    let kept = of_the_base(&movements, against.registry);
    let mut gather = Gather::rows_of(&table, against, |cells| row(cells, &kept, against.registry));
    movements.retain(|movement| kept.contains(&movement.after) && !lacks_siren(movement, against.registry));
    gather.records = records(&movements, against.registry);
    Ok(gather)
}

/// Reads a row; none where a cell is wrong.
fn movement(row: &TableRow<'_>) -> Option<Movement> {
    let before = cell::insee(row.get(BEFORE)).ok()?.value;
    let after = cell::insee(row.get(AFTER)).ok()?.value;
    let types = [row.get(TYPE_BEFORE), row.get(TYPE_AFTER)];
    let code = row.get(MOD);
    Some(Movement {
        on: cell::date(row.get(DATE)).ok()?.value,
        effect: effect(code, types, before == after),
        is_nouvelle: code == "32",
        before,
        after,
        names: [row.get(NAME_BEFORE).to_owned(), row.get(NAME_AFTER).to_owned()],
    })
}

fn effect(code: &str, [before, after]: [&str; 2], same_code: bool) -> Effect {
    if !TYPES.contains(&code) || [before, after].iter().any(|found| !COMMUNES.contains(found)) {
        return Effect::Unknown;
    }
    match (code, after) {
        ("20" | "21", "COM") if !(same_code && before == "COM") => Effect::Again,
        ("30" | "31" | "32" | "33" | "34" | "35", "COM") if !same_code => Effect::GoesInto,
        ("32" | "33", "COMD") if same_code => Effect::Becomes(LocalityKind::CommuneDeleguee),
        ("32" | "33", "COMA") if same_code => Effect::Becomes(LocalityKind::CommuneAssociee),
        ("41" | "50", "COM") if !same_code && before == "COM" => Effect::Recoded,
        _ => Effect::Nothing,
    }
}

/// The codes that stand, in the end, for a commune of the base.
fn of_the_base(movements: &[Movement], registry: &Registry) -> HashSet<InseeCode> {
    let communes = registry.collectivites().iter().filter_map(|found| found.insee);
    let mut kept: HashSet<InseeCode> = communes.collect();
    kept.extend(registry.localities().iter().map(|locality| locality.code));
    for movement in movements
        .iter()
        .rev()
        .filter(|movement| !matches!(movement.effect, Effect::Nothing | Effect::Unknown))
    {
        if kept.contains(&movement.after) {
            kept.insert(movement.before);
        }
    }
    kept
}

/// True of a commune that would go into a commune nouvelle of which the base has no SIREN.
fn lacks_siren(movement: &Movement, registry: &Registry) -> bool {
    let bearer = |code, on| registry.commune_of_code(code, on).map(|found| found.siren);
    let eve = movement.on.pred_opt().unwrap_or(movement.on);
    let is_it = movement.is_nouvelle && movement.effect == Effect::GoesInto;
    is_it
        && registry.stands_for(movement.before, movement.on) == movement.before
        && bearer(movement.before, movement.on).is_some()
        && bearer(movement.after, movement.on) == bearer(movement.after, eve)
}

/// Checks one row.
fn row(cells: &mut Cells<'_>, kept: &HashSet<InseeCode>, registry: &Registry) -> Outcome {
    let read = [
        cells.required(BEFORE, cell::insee),
        cells.required(AFTER, cell::insee),
    ];
    let on = cells.required(DATE, cell::date);
    let (true, Some(_), Some(movement)) = (read.iter().all(Option::is_some), on, movement(cells.row()))
    else {
        return Outcome::Refuse;
    };
    if movement.effect == Effect::Nothing {
        return Outcome::OutOfScope("mouvement qui ne change pas ce que désigne un code".to_owned());
    }
    let is_unknown = movement.effect == Effect::Unknown;
    let is_kept = kept.contains(&movement.after) || is_unknown && kept.contains(&movement.before);
    if !is_kept {
        return Outcome::OutOfScope("commune que la base n’a pas".to_owned());
    }
    if is_unknown {
        reject_unknown(cells, &movement);
    } else if lacks_siren(&movement, registry) {
        let reason = format!(
            "commune nouvelle dont le SIREN manque\u{a0}: importez d’abord communes --effet {}",
            movement.on
        );
        cells.reject(AFTER, &reason);
    }
    Outcome::Take(Vec::new())
}

/// Refuses a movement of which it is not known what it does to codes, and says what to do instead.
fn reject_unknown(cells: &mut Cells<'_>, movement: &Movement) {
    let [before, after] = &movement.names;
    let reason = format!(
        "type de mouvement ou de commune inconnu\u{a0}: ce que {before} ({}) devient dans {after} ({}) n’est pas repris. \
         Importez communes --effet {}, ou saisissez-le à la main",
        movement.before, movement.after, movement.on
    );
    let is_type = TYPES.contains(&cells.row().get(MOD));
    let before_known = COMMUNES.contains(&cells.row().get(TYPE_BEFORE));
    let column = match (is_type, before_known) {
        (false, _) => MOD,
        (true, false) => TYPE_BEFORE,
        (true, true) => TYPE_AFTER,
    };
    cells.reject(column, &reason);
}

/// What movements in the order of their days change in a base.
fn records(movements: &[Movement], registry: &Registry) -> Vec<Record> {
    let becomes = |movement: &Movement| match movement.effect {
        Effect::Becomes(kind) => Some(((movement.before, movement.on), kind)),
        _ => None,
    };
    let kinds: BTreeMap<_, _> = movements.iter().filter_map(becomes).collect();
    let mut localities: BTreeMap<LocalityId, Locality> = BTreeMap::new();
    let mut communes: BTreeMap<Siren, Collectivite> = BTreeMap::new();
    for movement in movements {
        let Some(locality) = locality(movement, &kinds, registry) else {
            continue;
        };
        let is_last = movements.iter().all(|later| {
            later.on <= movement.on || later.effect != Effect::Again || later.after != locality.code
        });
        match movement.effect {
            Effect::GoesInto if is_last => close(movement, registry, &mut communes),
            Effect::Recoded => recode(movement, registry, &mut communes),
            _ => {}
        }
        localities.insert(locality.id(), locality);
    }
    let localities = localities.into_values().map(Record::from);
    localities
        .chain(communes.into_values().map(Record::from))
        .collect()
}

/// What a code stands for from the day of a movement; that of the base where it says so already.
fn locality(
    movement: &Movement,
    kinds: &BTreeMap<(InseeCode, NaiveDate), LocalityKind>,
    registry: &Registry,
) -> Option<Locality> {
    let Movement {
        on, before, after, ..
    } = *movement;
    let [name_before, name_after] = movement.names.clone();
    let made = |code, from, name, kind| Locality {
        code,
        from,
        name,
        kind,
        commune: after,
    };
    let made = match movement.effect {
        Effect::GoesInto => {
            let kind = kinds.get(&(before, on)).copied().unwrap_or(LocalityKind::Merged);
            made(before, Some(on), name_before, kind)
        }
        Effect::Again => made(after, Some(on), name_after, LocalityKind::Commune),
        Effect::Recoded => made(before, None, name_before, LocalityKind::FormerCode),
        Effect::Becomes(_) | Effect::Nothing | Effect::Unknown => return None,
    };
    let held = registry
        .locality(made.code, on)
        .filter(|held| held.commune == made.commune);
    // A commune that the base has never known under another code is one already.
    let is_plain = movement.effect == Effect::Again && registry.localities_of(after).next().is_none();
    match held {
        Some(held) => Some(held.clone()),
        None if is_plain => None,
        None => Some(made),
    }
}

/// Closes the commune that goes into another, where it still is one on the day.
fn close(movement: &Movement, registry: &Registry, communes: &mut BTreeMap<Siren, Collectivite>) {
    let Some(was) = registry.commune_of_code(movement.before, movement.on) else {
        return;
    };
    if registry.stands_for(movement.before, movement.on) != movement.before {
        return;
    }
    let closed = communes.entry(was.siren).or_insert_with(|| was.clone());
    closed.open.to = movement.on.pred_opt();
    let successor = registry
        .commune(movement.after, movement.on)
        .map(|found| found.siren);
    closed
        .successors
        .extend(successor.filter(|siren| !was.successors.contains(siren)));
}

/// Gives the commune its new code.
fn recode(movement: &Movement, registry: &Registry, communes: &mut BTreeMap<Siren, Collectivite>) {
    let bearer = registry.commune_of_code(movement.before, movement.on);
    if let Some(found) = bearer.filter(|_| registry.commune_of_code(movement.after, movement.on).is_none()) {
        let recoded = communes.entry(found.siren).or_insert_with(|| found.clone());
        recoded.insee = Some(movement.after);
    }
}
