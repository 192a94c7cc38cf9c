//! The sections `[dsden]`, `[regles]` and `[ecran]`: what each holds, with its defaults.

use chrono::NaiveDate;
use toml::de::DeValue;

use super::official::official;
use super::reader::{Pair, Reader};
use super::schema;
use crate::domain::authority::{NotATitle, Title};
use crate::domain::id::DepartementCode;
use crate::domain::official::Official;
use crate::domain::rule::{Elections, MOST_YEARS, Policy, THRESHOLDS};
use crate::domain::vacances::Zone;

/// The section `[dsden]`: who works here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dsden {
    /// `departement`: the code, such as `38` or `2A`, or a list of them for an académie; none until it is set.
    pub departements: Vec<DepartementCode>,
    /// `responsable`: the controller and how to reach them, for the register.
    pub controller: Option<Official>,
    /// `dpd`: the data protection officer and how to reach them, for the register.
    pub dpo: Option<Official>,
    /// `nom`: the name in the header, such as `DSDEN de l'Isère`.
    pub name: Option<String>,
    /// `autorite`: who signs for the State, with the article; `le DASEN` until it is set.
    pub authority: Title,
    /// `objectif_le`: the day by which all schools with a solution are to be registered; none until it is set.
    pub target: Option<NaiveDate>,
}

/// The section `[ecran]`: what the terminal is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScreenSettings {
    /// `couleurs`: automatic means yes, unless `NO_COLOR` is set.
    pub colours: Switch,
    /// `ascii`: automatic means where the locale is not UTF-8.
    pub ascii: Switch,
    /// `sobre`: no border, no style, no sign, one thing a line; no until it is set.
    pub sober: bool,
    /// `suivre`: the schools follow what is selected in the other lists; no until it is set.
    pub follows: bool,
    /// `minuscules`: names of schools that are published in capitals are shown in small letters; no until it is set.
    pub readable: bool,
    /// `souris`: automatic means yes.
    pub mouse: Switch,
    /// `copie`: automatic means that what is copied goes to the terminal's clipboard.
    pub copy: Switch,
    /// `fond`: what is behind the text; none means as the terminal says.
    pub ground: Option<Ground>,
}

/// What is behind the text of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// White, or near it.
    Light,
    /// Black, or near it.
    Dark,
}

/// A choice that may be left to the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Switch {
    /// As the environment says.
    #[default]
    Auto,
    On,
    Off,
}

impl Switch {
    /// Decides, with what the environment says for the automatic case.
    pub fn decide(self, automatic: bool) -> bool {
        match self {
            Self::Auto => automatic,
            Self::On => true,
            Self::Off => false,
        }
    }
}

/// Reads one line of `[dsden]`.
pub(super) fn dsden(reader: &mut Reader, into: &mut Dsden, pair: Pair) {
    match pair.0.get_ref().as_ref() {
        "departement" => into.departements = departements(reader, pair),
        "nom" => into.name = reader.text(pair),
        "responsable" => into.controller = official(reader, pair),
        "dpd" => into.dpo = official(reader, pair),
        "autorite" => into.authority = authority(reader, pair),
        "objectif_le" => into.target = reader.day(pair),
        _ => reader.unknown(pair.0, "clé", &schema::keys("dsden")),
    }
}

/// Reads the title of who signs.
fn authority(reader: &mut Reader, pair: Pair) -> Title {
    let read = reader.text(pair).map(|text| text.parse());
    read.unwrap_or(Ok(Title::default()))
        .unwrap_or_else(|error: NotATitle| {
            reader.fault(&pair.1.span(), error.to_string());
            Title::default()
        })
}

/// Reads a code, or a list of them.
fn departements(reader: &mut Reader, (name, value): Pair) -> Vec<DepartementCode> {
    let codes: Vec<Pair> = match value.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| (name, item)).collect(),
        _ => vec![(name, value)],
    };
    codes
        .into_iter()
        .filter_map(|code| departement(reader, code))
        .collect()
}

fn departement(reader: &mut Reader, pair: Pair) -> Option<DepartementCode> {
    let text = reader.text(pair)?;
    let read = DepartementCode::parse(&text);
    read.map_err(|error| {
        reader.fault(
            &pair.1.span(),
            format!("«\u{a0}departement\u{a0}»\u{a0}: {error}"),
        );
    })
    .ok()
}

/// Reads one line of `[regles]`.
pub(super) fn policy(reader: &mut Reader, into: &mut Policy, pair: Pair) {
    let key = pair.0.get_ref().as_ref();
    match key {
        "zone" => return into.elections.zone = zone(reader, pair),
        "resultats_elections" => return results(reader, &mut into.elections, pair),
        "vacances_comptent" => {
            return into.elections.skip_holidays = switch(reader, pair) == Some(Switch::Off);
        }
        _ => {}
    }
    let Some(threshold) = THRESHOLDS.iter().find(|threshold| threshold.key == key) else {
        return reader.unknown(pair.0, "clé", &schema::keys("regles"));
    };
    if let Some(number) = reader.number(pair) {
        threshold.set(into, number);
    }
}

/// Reads the zone of the holidays.
fn zone(reader: &mut Reader, pair: Pair) -> Option<Zone> {
    let text = reader.text(pair)?;
    let found = Zone::from_code(text.trim());
    if found.is_none() {
        let codes: Vec<&str> = Zone::ALL.into_iter().map(Zone::code).collect();
        let message = format!("«\u{a0}zone\u{a0}» attend l’une de\u{a0}: {}", codes.join(", "));
        reader.fault(&pair.1.span(), message);
    }
    found
}

/// Reads the day of the results of the elections of parents, or a list of them, one a school year.
fn results(reader: &mut Reader, into: &mut Elections, (name, value): Pair) {
    let days: Vec<Pair> = match value.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| (name, item)).collect(),
        _ => vec![(name, value)],
    };
    for pair in days {
        let Some(day) = reader.day(pair) else { continue };
        if !into.note(day) {
            let message =
                format!("«\u{a0}resultats_elections\u{a0}» garde {MOST_YEARS} années scolaires au plus");
            reader.fault(&pair.1.span(), message);
        }
    }
}

/// Reads `"clair"`, `"sombre"` or `"auto"`.
fn ground(reader: &mut Reader, (name, value): Pair) -> Option<Ground> {
    match value.get_ref().as_str() {
        Some("auto") => None,
        Some("clair") => Some(Ground::Light),
        Some("sombre") => Some(Ground::Dark),
        _ => {
            let key = name.get_ref();
            let message = format!("«\u{a0}{key}\u{a0}» attend \"clair\", \"sombre\" ou \"auto\"");
            reader.fault(&value.span(), message);
            None
        }
    }
}

/// Reads one line of `[ecran]`.
pub(super) fn screen(reader: &mut Reader, into: &mut ScreenSettings, pair: Pair) {
    match pair.0.get_ref().as_ref() {
        "couleurs" => into.colours = switch(reader, pair).unwrap_or_default(),
        "ascii" => into.ascii = switch(reader, pair).unwrap_or_default(),
        "sobre" => into.sober = switch(reader, pair).unwrap_or_default().decide(false),
        "suivre" => into.follows = switch(reader, pair).unwrap_or_default().decide(false),
        "minuscules" => into.readable = switch(reader, pair).unwrap_or_default().decide(false),
        "souris" => into.mouse = switch(reader, pair).unwrap_or_default(),
        "copie" => into.copy = switch(reader, pair).unwrap_or_default(),
        "fond" => into.ground = ground(reader, pair),
        _ => reader.unknown(pair.0, "clé", &schema::keys("ecran")),
    }
}

/// Reads `"auto"`, `"oui"` or `"non"`.
fn switch(reader: &mut Reader, (name, value): Pair) -> Option<Switch> {
    let read = match value.get_ref().as_str() {
        Some("auto") => Some(Switch::Auto),
        Some("oui") => Some(Switch::On),
        Some("non") => Some(Switch::Off),
        _ => None,
    };
    if read.is_none() {
        let key = name.get_ref();
        let message = format!("«\u{a0}{key}\u{a0}» attend \"auto\", \"oui\" ou \"non\"");
        reader.fault(&value.span(), message);
    }
    read
}
