//! Who answers for the register: RGPD art. 30(1)(a).

use crate::domain::official::Official;

/// Who answers for the register, and how to reach them; none of whom is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Controller {
    pub controller: Option<Official>,
    /// The data protection officer.
    pub dpo: Option<Official>,
}

/// What a cell says of one who is not named.
pub(super) const MISSING: &str = "NON RENSEIGNÉ\u{a0}: RGPD art. 30(1)(a)";

impl Controller {
    /// What RGPD art. 30(1)(a) asks for and the register does not have, in French, with what to do; none where it is whole.
    pub fn fault(&self) -> Option<String> {
        let officials = [
            ("responsable", "le responsable du traitement", &self.controller),
            ("dpd", "le délégué à la protection des données", &self.dpo),
        ];
        let lacks = officials
            .into_iter()
            .filter_map(|(key, name, official)| Some((key, lacks(name, official.as_ref())?)));
        let (keys, names): (Vec<&str>, Vec<String>) = lacks.unzip();
        (!names.is_empty()).then(|| {
            format!(
                "LE REGISTRE NE RÉPOND PAS À L’ART. 30(1)(a) DU RGPD\u{a0}: il y manque {}\u{a0}; donnez {} dans la configuration",
                names.join(" et "),
                keys.iter().map(|key| format!("[dsden.{key}]")).collect::<Vec<_>>().join(" et ")
            )
        })
    }

    /// The controller on one line, or that it is not named.
    pub(super) fn controller_text(&self) -> String {
        text(self.controller.as_ref())
    }

    /// The data protection officer on one line, or that it is not named.
    pub(super) fn dpo_text(&self) -> String {
        text(self.dpo.as_ref())
    }
}

/// What is not known of one who answers for the register.
fn lacks(name: &str, official: Option<&Official>) -> Option<String> {
    match official.filter(|official| official.is_named()) {
        None => Some(name.to_owned()),
        Some(official) if official.is_out_of_reach() => {
            let whose = name.strip_prefix("le ").unwrap_or(name);
            Some(format!("les coordonnées du {whose}"))
        }
        Some(_) => None,
    }
}

fn text(official: Option<&Official>) -> String {
    let named = official.filter(|official| official.is_named());
    named.map_or_else(|| MISSING.to_owned(), Official::text)
}
