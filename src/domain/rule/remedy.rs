//! What would lift each finding, in one sentence of plain French: one table.

use super::RuleCode;

impl RuleCode {
    /// What would lift a finding of this rule: an infinitive, without capital nor stop.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::B1 => "corriger la fiche de l’école, ou attendre le jour de son ouverture",
            Self::B2 => "rien à faire ici\u{a0}: le chef d’établissement est responsable du traitement",
            Self::B3 => "choisir la solution de l’école",
            Self::B4 => "noter quelle collectivité détient la compétence scolaire",
            Self::B5 => {
                "noter une convention 28 signée des deux parties, pour cette solution et ce département"
            }
            Self::B6 => "obtenir du prestataire la clause absente, et la noter présente",
            Self::B7 => "noter sur la convention 26 la signature qui manque",
            Self::B8 => {
                "ajouter l’école à l’annexe de la convention 26, ou la solution à celles qu’elle nomme"
            }
            Self::B9 => "obtenir de l’éditeur la fiche de traitement complète, et l’importer",
            Self::B10 => "obtenir de l’éditeur la garantie du transfert hors de l’Union européenne",
            Self::B11 => "clore l’inscription de l’autre solution",
            Self::C1 => "inscrire l’école au registre",
            Self::C2 => "noter le contrat en cours entre la collectivité et le prestataire",
            Self::C3 => "faire remettre aux familles la notice de la fiche actuelle, et noter le jour",
            Self::C4 => "faire l’analyse d’impact (AIPD), et noter le jour",
            Self::W0 => "remettre en vigueur la convention qui manque, ou clore l’inscription",
            Self::W1 => "préparer la suite avant l’échéance",
            Self::W3 => "donner l’information au prochain conseil d’école, et la noter",
            Self::W8 => "demander un avenant à la collectivité qui détient la compétence",
            Self::W17 => "corriger la date qui n’est pas dans l’ordre",
            Self::W20 => "relancer la partie qui n’a pas signé",
            Self::W21 => "mettre la convention au parapheur, et noter la signature",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_remedy_is_one_sentence_that_reads_on_after_an_arrow() {
        for code in RuleCode::ALL {
            let remedy = code.remedy();
            assert!(remedy.starts_with(char::is_lowercase), "{}", code.as_str());
            assert!(!remedy.ends_with('.'), "{}", code.as_str());
            assert!(remedy.chars().count() <= 90, "{}", code.as_str());
        }
    }
}
