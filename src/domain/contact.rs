//! People to write to.

use serde::{Deserialize, Serialize};

/// Says whether a text is an e-mail address: one name, one `@` and a domain with a dot, without blanks and separators of
/// lists.
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"');
    let labels = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    !name.is_empty() && labels && name.chars().chain(domain.chars()).all(plain)
}

/// Says whether a text is a French postcode: five digits.
pub fn is_postcode(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where letters go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    /// Its lines above the postcode, on one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub street: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub city: String,
}

impl PostalAddress {
    /// True where nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl std::fmt::Display for PostalAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = format!("{} {}", self.postcode, self.city);
        let parts = [self.street.as_str(), place.trim()];
        let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        f.write_str(&filled.join(", "))
    }
}

/// A person to write to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What they are: `élu aux écoles`, `DPO`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
}
