//! The sections `[dsden]`, `[regles]` and `[ecran]`: what each holds, with its defaults.

use super::reader::{Pair, Reader};

/// The section `[dsden]`: who works here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dsden {
    /// `departement`: the code, such as `38` or `2A`; none until it is set.
    pub departement: Option<String>,
    /// `nom`: the name in the header, such as `DSDEN de l'Isère`.
    pub name: Option<String>,
}

/// The section `[regles]`: when a rule warns. Days and months as the names say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// `echeance_jours` (W1): a convention or contract that ends within so many days; 90.
    pub ending_days: u32,
    /// `echeance_proche_jours` (W1): the same, in red; 30.
    pub ending_soon_days: u32,
    /// `fin_annee_scolaire` (W1): also what ends before 31 August of the school year; true.
    pub ending_in_school_year: bool,
    /// `preavis_jours` (W2): a notice period that opens within so many days; 30.
    pub notice_days: u32,
    /// `premier_conseil_jours` (W4): days from the election results to the first conseil d'école; 15.
    pub first_council_days: u32,
    /// `sous_traitants_mois` (W7): age of a list of sub-processors, in months; 12.
    pub processors_months: u32,
    /// `suppression_mois` (W12): months from the exit to the deletion certificate; 3.
    pub deletion_months: u32,
    /// `sans_reponse_jours` (W20): days that a convention may be out without a signature; 30.
    pub unanswered_days: u32,
    /// `relance_jours` (W20): days during which a reminder silences the warning; 15.
    pub reminder_days: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            ending_days: 90,
            ending_soon_days: 30,
            ending_in_school_year: true,
            notice_days: 30,
            first_council_days: 15,
            processors_months: 12,
            deletion_months: 3,
            unanswered_days: 30,
            reminder_days: 15,
        }
    }
}

/// The section `[ecran]`: what the terminal is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScreenSettings {
    /// `couleurs`: automatic means yes, unless `NO_COLOR` is set.
    pub colours: Switch,
    /// `ascii`: automatic means where the locale is not UTF-8.
    pub ascii: Switch,
}

/// A choice that may be left to the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Switch {
    /// As the environment says.
    #[default]
    Auto,
    /// Yes.
    On,
    /// No.
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

/// Gives the place of a number of `[regles]`.
type Field = fn(&mut Thresholds) -> &mut u32;

/// The numbers of `[regles]`.
const NUMBERS: [(&str, Field); 8] = [
    ("echeance_jours", |rules| &mut rules.ending_days),
    ("echeance_proche_jours", |rules| &mut rules.ending_soon_days),
    ("preavis_jours", |rules| &mut rules.notice_days),
    ("premier_conseil_jours", |rules| &mut rules.first_council_days),
    ("sous_traitants_mois", |rules| &mut rules.processors_months),
    ("suppression_mois", |rules| &mut rules.deletion_months),
    ("sans_reponse_jours", |rules| &mut rules.unanswered_days),
    ("relance_jours", |rules| &mut rules.reminder_days),
];

/// The key of `[regles]` that is not a number.
const SCHOOL_YEAR: &str = "fin_annee_scolaire";

/// Reads one line of `[dsden]`.
pub(super) fn dsden(reader: &mut Reader, into: &mut Dsden, pair: Pair) {
    match pair.0.get_ref().as_ref() {
        "departement" => into.departement = reader.text(pair),
        "nom" => into.name = reader.text(pair),
        _ => reader.unknown(pair.0, "clé", &["departement", "nom"]),
    }
}

/// Reads one line of `[regles]`.
pub(super) fn thresholds(reader: &mut Reader, into: &mut Thresholds, pair: Pair) {
    let key = pair.0.get_ref().as_ref();
    if key == SCHOOL_YEAR {
        if let Some(truth) = reader.truth(pair) {
            into.ending_in_school_year = truth;
        }
        return;
    }
    let Some((_, field)) = NUMBERS.iter().find(|(name, _)| *name == key) else {
        let known: Vec<&str> = NUMBERS
            .iter()
            .map(|(name, _)| *name)
            .chain([SCHOOL_YEAR])
            .collect();
        return reader.unknown(pair.0, "clé", &known);
    };
    if let Some(number) = reader.number(pair) {
        *field(into) = number;
    }
}

/// Reads one line of `[ecran]`.
pub(super) fn screen(reader: &mut Reader, into: &mut ScreenSettings, pair: Pair) {
    match pair.0.get_ref().as_ref() {
        "couleurs" => into.colours = reader.switch(pair).unwrap_or_default(),
        "ascii" => into.ascii = reader.switch(pair).unwrap_or_default(),
        _ => reader.unknown(pair.0, "clé", &["couleurs", "ascii"]),
    }
}
