//! What is typed, as a stored value, and the way back.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::collectivite::Perimeter;
use crate::domain::contact::{is_email, is_postcode};
use crate::domain::date::{day_fr, full_day_fr, parse_day_typed};
use crate::domain::document::DocumentId;
use crate::domain::id::{
    AmendmentNumber, ContractReference, ConventionNumber, DepartementCode, InseeCode, SheetVersion, Siren,
    SolutionCode, Uai,
};
use crate::domain::record::RecordId;

use super::spec::{Id, Input, Target};

/// What stands for yes and no.
pub const YES: &[(&str, &str)] = &[("oui", "oui"), ("non", "non")];

impl Input {
    /// The choices that it leaves; none where it leaves all texts.
    pub fn choices(self) -> Option<&'static [(&'static str, &'static str)]> {
        match self {
            Self::Choice(of) | Self::Code(of) => Some(of),
            Self::Yes => Some(YES),
            _ => None,
        }
    }

    /// What is never to be typed in it, in French: the one place where it is decided which fields say so.
    pub fn forbids(self) -> Option<&'static str> {
        match self {
            Self::Note => Some("aucune donnée sur un élève"),
            Self::Text
            | Self::Email
            | Self::Postcode
            | Self::File
            | Self::Day
            | Self::Number(_)
            | Self::Yes
            | Self::Choice(_)
            | Self::Code(_)
            | Self::Id(_)
            | Self::Solutions
            | Self::Record(_) => None,
        }
    }

    /// True where what it holds is picked rather than typed.
    pub fn is_picked(self) -> bool {
        self.choices().is_some() || matches!(self, Self::Record(_))
    }

    /// The value to store; none for an empty text.
    ///
    /// # Errors
    ///
    /// What is wrong with the text, in French.
    pub fn read(self, text: &str, today: NaiveDate) -> Result<Option<Value>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        match self {
            Self::Text | Self::Note | Self::File | Self::Choice(_) => Ok(json!(text)),
            Self::Email if is_email(text) => Ok(json!(text)),
            Self::Email => Err("ce n’est pas une adresse électronique".to_owned()),
            Self::Postcode if is_postcode(text) => Ok(json!(text)),
            Self::Postcode => Err("il faut les cinq chiffres du code postal".to_owned()),
            Self::Day => parse_day_typed(text, today)
                .map(|day| json!(day))
                .map_err(|why| why.to_string()),
            Self::Number(unit) => number(text).map_err(|()| format!("il faut un nombre entier de {unit}")),
            Self::Yes => Ok(json!(text == "oui")),
            Self::Code(_) => number(text).map_err(|()| "il faut un nombre entier".to_owned()),
            Self::Id(id) => id.read(text),
            Self::Solutions => solutions(text),
            Self::Record(target) => target.read(text),
        }
        .map(Some)
    }

    /// The text of a stored value.
    pub fn write(self, value: &Value) -> String {
        match (self, value) {
            (Self::Yes, Value::Bool(yes)) => if *yes { "oui" } else { "non" }.to_owned(),
            (Self::Day, Value::String(day)) => day.parse().map_or_else(|_| day.clone(), day_fr),
            (_, Value::String(text)) => text.clone(),
            (Self::Solutions, Value::Array(codes)) if codes.is_empty() => NO_SOLUTION.to_owned(),
            (Self::Solutions, Value::Array(codes)) => {
                let codes = codes.iter().filter_map(Value::as_str);
                codes.collect::<Vec<_>>().join(", ")
            }
            (_, Value::Null) => String::new(),
            (_, other) => other.to_string(),
        }
    }

    /// What is understood of a text, where that is worth a word.
    pub fn echo(self, text: &str, today: NaiveDate) -> Option<String> {
        match self {
            Self::Day => parse_day_typed(text, today).ok().map(full_day_fr),
            Self::Number(unit) if !text.trim().is_empty() => Some(unit.to_owned()),
            _ => None,
        }
    }

    /// What a chosen code is called.
    pub fn label(self, code: &str) -> Option<&'static str> {
        let mut choices = self.choices()?.iter();
        choices.find(|(known, _)| *known == code).map(|(_, label)| *label)
    }
}

/// What is written of a list of solutions that has none: left out, it would say nothing of them.
const NO_SOLUTION: &str = "aucune";

fn solutions(text: &str) -> Result<Value, String> {
    if text == NO_SOLUTION {
        return Ok(json!([]));
    }
    let words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
    let codes: Result<Vec<SolutionCode>, String> = words
        .map(|word| SolutionCode::parse(word).map_err(|error| error.to_string()))
        .collect();
    codes.map(|codes| json!(codes))
}

fn number(text: &str) -> Result<Value, ()> {
    text.parse::<u16>().map(|number| json!(number)).map_err(|_| ())
}

/// The stored form of an identifier, or what is wrong with it.
fn stored<T: serde::Serialize, E: ToString>(read: Result<T, E>) -> Result<Value, String> {
    read.map(|id| json!(id)).map_err(|why| why.to_string())
}

impl Id {
    fn read(self, text: &str) -> Result<Value, String> {
        match self {
            Self::Siren => stored(Siren::parse(&packed(text))),
            Self::Uai => stored(Uai::parse(&packed(text))),
            Self::Insee => stored(InseeCode::parse(text)),
            Self::Departement => stored(DepartementCode::parse(text)),
            Self::Solution => stored(SolutionCode::parse(text)),
            Self::Convention => stored(ConventionNumber::parse(text)),
            Self::Contract => stored(ContractReference::parse(text)),
            Self::Version => stored(SheetVersion::parse(text)),
            Self::Amendment => stored(AmendmentNumber::parse(text)),
        }
    }
}

/// Without the blanks that papers put between digits.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Target {
    fn read(self, key: &str) -> Result<Value, String> {
        match self {
            Self::Collectivite | Self::Provider => Id::Siren.read(key),
            Self::Commune => Id::Insee.read(key),
            Self::School => Id::Uai.read(key),
            Self::Solution => Id::Solution.read(key),
            Self::Convention => Id::Convention.read(key),
            Self::Perimeter => stored(key.parse::<Perimeter>()),
            Self::Document => stored(DocumentId::parse(key).ok_or("ce n’est pas l’empreinte d’une pièce")),
            Self::Any => stored(key.parse::<RecordId>()),
        }
    }

    /// The record of a key; none where the key is of no record, or of one without a name of its own.
    pub fn record(self, key: &str) -> Option<RecordId> {
        match self {
            Self::Collectivite => Siren::parse(key).ok().map(RecordId::Collectivite),
            Self::Provider => Siren::parse(key).ok().map(RecordId::Provider),
            Self::School | Self::Perimeter => Uai::parse(key).ok().map(RecordId::School),
            Self::Solution => SolutionCode::parse(key).ok().map(RecordId::Solution),
            Self::Convention => ConventionNumber::parse(key).ok().map(RecordId::Convention),
            Self::Document => DocumentId::parse(key).map(RecordId::Document),
            Self::Any => key.parse().ok(),
            Self::Commune => None,
        }
    }

    /// The key under which a field holds a record; none where it takes no such record.
    pub fn key(self, id: &RecordId) -> Option<String> {
        match (self, id) {
            (Self::Any, id) => Some(id.to_string()),
            (Self::School | Self::Perimeter, RecordId::Deployment(deployment)) => {
                Some(deployment.school.to_string())
            }
            (Self::Collectivite, RecordId::Collectivite(_))
            | (Self::Provider, RecordId::Provider(_))
            | (Self::School | Self::Perimeter, RecordId::School(_))
            | (Self::Solution, RecordId::Solution(_))
            | (Self::Convention, RecordId::Convention(_))
            | (Self::Document, RecordId::Document(_)) => Some(id.key()),
            _ => None,
        }
    }
}
