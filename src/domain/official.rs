//! Who answers for the processing, as the register names them: the controller and the data protection officer.

use serde::{Deserialize, Serialize};

/// A person or an authority, and how to reach them (RGPD art. 30(1)(a)). What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Official {
    /// The name; of one that was typed as a single text, that text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub service: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub town: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
}

impl Official {
    /// One that is known by a single text.
    pub fn of_text(text: impl Into<String>) -> Self {
        Self {
            name: text.into(),
            ..Self::default()
        }
    }

    /// The person and their service: `Claire Exemple, rectorat de Grenoble`.
    fn who(&self) -> String {
        joined(
            ", ",
            [&joined(" ", [&self.first_name, &self.name]), &self.service],
        )
    }

    /// The person; the service where none is named.
    pub fn person(&self) -> String {
        let person = joined(" ", [&self.first_name, &self.name]);
        if person.is_empty() {
            self.service.clone()
        } else {
            person
        }
    }

    /// The service of a person who is named; empty where [`Self::person`] is the service.
    pub fn service_of_person(&self) -> &str {
        if self.first_name.is_empty() && self.name.is_empty() {
            ""
        } else {
            &self.service
        }
    }

    /// All that is known, on one line.
    pub fn text(&self) -> String {
        let town = joined(" ", [&self.postcode, &self.town]);
        joined(
            ", ",
            [
                &self.who(),
                &self.address,
                &town,
                &self.country,
                &self.telephone,
                &self.email,
            ],
        )
    }

    /// True of one that is named. How to reach them is not asked of a single text, which may say that too.
    pub fn is_named(&self) -> bool {
        !self.who().is_empty()
    }

    /// True where the parts are given, and none says how to reach them.
    pub fn is_out_of_reach(&self) -> bool {
        let parts = Self::of_text(self.name.as_str()) != *self;
        parts && self.address.is_empty() && self.telephone.is_empty() && self.email.is_empty()
    }
}

fn joined<'t>(between: &str, texts: impl IntoIterator<Item = &'t String>) -> String {
    let said: Vec<&str> = texts
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    said.join(between)
}
