//! The one table of what is known of each rule: code, severity, what lifts it, source, title, condition, remedy.

use serde::{Deserialize, Serialize};

use crate::domain::coded::coded;

coded! {
    /// How much a finding weighs, the heaviest first, and what that means.
    stored enum Severity {
        Blocking "bloquant", "empêche l’inscription";
        Critical "critique", "à régulariser";
        /// The accounts may not be opened (C1–C4).
        Accounts "comptes", "empêche l’ouverture des comptes";
        Warning "avertissement", "avertissement";
    }
}

/// The kind of order that lifts a finding of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyKind {
    /// No order does.
    Nothing,
    /// The record that lacks something is edited.
    Edit,
    /// A record that is missing is made.
    Record,
    /// A fact of the school is noted: the notice, the conseil d'école, the certificate of deletion.
    Fact,
    /// A register entry is reviewed.
    Review,
    /// A solution is chosen.
    Choose,
    /// A convention 28 is signed, renewed or made.
    Convention28,
    /// The same of a convention 26.
    Convention26,
    /// The school is added to an annexe.
    Annexe,
    /// A register entry is closed.
    Close,
    /// The school is entered in the register.
    Register,
    /// The party of a convention is reminded.
    Remind,
    /// A signature that is awaited is recorded.
    Sign,
    /// A convention is noted as sent.
    Send,
    /// The stage is moved.
    Stage,
    /// The signature that a lapsed entry waits for is recorded, or the record that lacks something is edited.
    Restore,
}

/// The edition of the blocking rules: another one where a school that they let in may be kept out.
pub const EDITION: u32 = 3;

/// Declares the rules: code, severity, what lifts a finding, legal source, title, condition, remedy.
macro_rules! rules {
    ($($code:ident, $severity:ident, $lift:ident, $source:literal, $title:literal, $condition:literal, $remedy:literal;)*) => {
        /// A rule, by its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "the table gives each its title")]
        pub enum RuleCode { $($code),* }

        impl RuleCode {
            /// Every rule, in order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The code as text: `B7`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => stringify!($code)),* }
            }

            /// The severity of its findings.
            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),* }
            }

            /// The legal source; empty where the rule is the DSDEN's own.
            pub fn source(self) -> &'static str {
                match self { $(Self::$code => $source),* }
            }

            /// What the rule is about, in a few French words, for lists of filters.
            pub fn title(self) -> &'static str {
                match self { $(Self::$code => $title),* }
            }

            /// When the rule speaks, in whole French sentences.
            pub fn condition(self) -> &'static str {
                match self { $(Self::$code => $condition),* }
            }

            /// What would lift a finding: an infinitive, without capital nor stop, of at most 90 characters.
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$code => $remedy),* }
            }

            /// The kind of order that lifts a finding.
            pub fn remedy_kind(self) -> RemedyKind {
                match self { $(Self::$code => RemedyKind::$lift),* }
            }

            /// Reads a code, in either case.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
            }
        }
    };
}

rules! {
    B1, Blocking, Edit, "RGPD art. 5(1)(d)", "école non ouverte ou UAI faux",
        "L’UAI est faux, ou l’école n’est pas ouverte au jour J\u{a0}: fermée ou disparue de l’annuaire, ouverte après J, fermée au plus tard à J. Une école à fermer est ouverte.",
        "corriger la fiche de l’école, ou attendre le jour de son ouverture";
    B2, Blocking, Nothing, "", "école privée",
        "L’école est privée\u{a0}: son établissement est le responsable du traitement, hors des conventions de l’État. Seules B1 et B2 sont alors examinées, et W0 où une inscription est active.",
        "rien à faire ici\u{a0}: le chef d’établissement est responsable du traitement";
    B3, Blocking, Choose, "", "aucune solution choisie",
        "Aucune solution n’est choisie, ou l’école a quitté celle qu’elle avait. Les règles qui portent sur une solution ne sont alors pas examinées, B7 l’est.",
        "choisir la solution de l’école";
    B4, Blocking, Record, "", "aucune collectivité compétente",
        "Aucune collectivité ne détient la compétence scolaire au jour J. B7 et B8 ne sont alors pas examinées.",
        "noter quelle collectivité détient la compétence scolaire";
    B5, Blocking, Convention28, "RGPD art. 28(3)", "aucune convention 28 en vigueur",
        "Aucune convention de sous-traitance en vigueur au jour J avec le prestataire ne couvre cette solution et ce département.",
        "noter une convention 28 signée des deux parties, pour cette solution et ce département";
    B6, Blocking, Edit, "RGPD art. 28(3)", "convention 28 sans une clause obligatoire",
        "Des conventions de sous-traitance sont en vigueur et couvrent, mais chacune a une clause a à h notée absente.",
        "obtenir du prestataire la clause absente, et la noter présente";
    B7, Blocking, Convention26, "RGPD art. 26", "aucune convention 26 en vigueur",
        "Aucune convention de responsabilité conjointe n’est en vigueur au jour J avec la collectivité compétente, ni avec un titulaire précédent de la même école ou de son territoire, signée des deux parties pendant qu’il détenait la compétence.",
        "noter sur la convention 26 la signature qui manque";
    B8, Blocking, Annexe, "RGPD art. 26", "convention 26 sans cette école ou cette solution",
        "Une telle convention est en vigueur, mais aucune ne couvre cette école et cette solution au jour J.",
        "ajouter l’école à l’annexe de la convention 26, ou la solution à celles qu’elle nomme";
    B9, Blocking, Edit, "RGPD art. 30(1)", "fiche de traitement absente ou incomplète",
        "La solution n’a pas de fiche de traitement datée au plus tard de J, ou la dernière ne dit pas les finalités, les personnes, les données ou les destinataires.",
        "obtenir de l’éditeur la fiche de traitement complète, et l’importer";
    B10, Blocking, Edit, "RGPD art. 44 à 49", "transfert hors UE sans garantie",
        "Cette fiche a un transfert hors de l’Union européenne sans garantie.",
        "obtenir de l’éditeur la garantie du transfert hors de l’Union européenne";
    B11, Blocking, Close, "", "inscription active avec une autre solution",
        "Une inscription est active pour cette école et cette catégorie avec une autre solution.",
        "clore l’inscription de l’autre solution";
    C1, Accounts, Register, "RGPD art. 30", "comptes sans inscription",
        "L’école n’est pas inscrite au registre pour cette solution, ou ne serait plus inscriptible.",
        "inscrire l’école au registre";
    C2, Accounts, Record, "", "aucun contrat en cours",
        "Aucun contrat du titulaire pour cette solution n’est en cours au jour J et ne couvre l’école.",
        "noter le contrat en cours entre la collectivité et le prestataire";
    C3, Accounts, Fact, "RGPD art. 13 et 14", "notice aux familles non remise",
        "Aucune remise de la notice aux familles n’est notée, ou elle a été faite sur une fiche plus ancienne dont les finalités, la base légale, les données, leur conservation, les destinataires ou les transferts diffèrent, sans qu’on ait dit, avec un motif, qu’elle vaut encore. Ce qui est dit en conseil d’école (W3) est un autre fait.",
        "faire remettre aux familles la notice de la fiche actuelle, et noter le jour";
    C4, Accounts, Edit, "RGPD art. 35", "AIPD à faire",
        "La fiche dit l’analyse d’impact (AIPD) requise, et elle n’est pas faite.",
        "faire l’analyse d’impact (AIPD), et noter le jour";
    W0, Critical, Restore, "RGPD art. 26, 28 et 30", "à régulariser",
        "Des comptes sont ouverts sans inscription active, ou une inscription est active alors que l’école n’est plus inscriptible. L’inscription n’est jamais retirée par le programme.",
        "remettre en vigueur la convention qui manque, ou clore l’inscription";
    W1, Warning, Edit, "", "échéance à préparer",
        "La convention ou le contrat sur lequel l’inscription repose prend fin dans le délai d’échéance, ou avant le 31 août de l’année scolaire, reconductions comptées.",
        "préparer la suite avant l’échéance";
    W2, Warning, Edit, "", "préavis d’une reconduction tacite",
        "Une convention sur laquelle l’école repose a une reconduction tacite à venir, et le dernier jour pour la dénoncer (la fin du terme en cours, moins le préavis) est proche ou passé\u{a0}; ou elle vient d’être reconduite. Sans préavis noté, ce jour est celui de la fin.",
        "décider si la convention est dénoncée, et noter sa résiliation";
    W3, Warning, Fact, "", "conseil d’école non informé",
        "Rien n’en a été dit dans un conseil d’école de l’année scolaire. Urgent dès que les familles ont des comptes.",
        "donner l’information au prochain conseil d’école, et la noter";
    W4, Warning, Fact, "code de l’éducation, art. D411-1", "conseil d’école après les élections",
        "Aucun conseil d’école n’est noté entre le jour des résultats des élections de parents et J, alors que le délai qui suit ces résultats est passé. Rien n’est dit où le jour des résultats n’est pas dans la configuration.",
        "réunir le conseil d’école, et noter son jour";
    W5, Warning, Edit, "RGPD art. 26(2)", "grandes lignes de l’accord non publiées",
        "La convention 26 sur laquelle l’école repose est en vigueur, et la publication des grandes lignes de l’accord n’est pas notée.",
        "publier les grandes lignes de l’accord, et noter le jour";
    W6, Warning, Edit, "RGPD art. 28(3) et 30(1)(f) et (g)", "clause, conservation ou sécurité à vérifier",
        "Une clause a à h de la convention 28 sur laquelle l’école repose n’est pas vérifiée, ou la fiche de traitement ne dit pas une durée de conservation ou les mesures de sécurité.",
        "vérifier les clauses, et obtenir de l’éditeur ce qui manque à la fiche";
    W7, Warning, Edit, "RGPD art. 28(2) et (4)", "sous-traitant à confirmer",
        "La ligne d’un sous-traitant de la fiche de traitement a été confirmée il y a plus de mois que le seuil\u{a0}; celle qui n’a pas de date l’a été au jour de la fiche.",
        "demander à l’éditeur la liste de ses sous-traitants, et noter le jour";
    W8, Warning, Nothing, "CGCT art. L5211-17, L5211-25-1 ou L5211-41-3", "compétence transférée depuis la signature",
        "La convention 26 sur laquelle l’école repose est celle d’un titulaire précédent, signée avant que la compétence soit transférée (L5211-17), rendue (L5211-25-1) ou passée à un groupement issu d’une fusion (L5211-41-3)\u{a0}: elle continue.",
        "noter l’information du cocontractant, et conseiller un avenant au titulaire";
    W9, Warning, Nothing, "CGCT art. L2113-5", "commune remplacée depuis la signature",
        "La convention 26 sur laquelle l’école repose est celle d’une commune qu’une autre a remplacée\u{a0}: commune nouvelle, fusion, nouveau SIREN sous le même code INSEE\u{a0}; elle continue. Après le rétablissement d’une commune rien ne se substitue de plein droit\u{a0}: l’arrêté dit ce qu’elle reprend.",
        "noter l’information du cocontractant, ou la référence de l’arrêté de rétablissement";
    W10, Warning, Nothing, "", "école remplacée, ligne à clore",
        "L’école est fermée et une autre a pris sa place, et il reste d’elle une inscription active, un usage non quitté, un contrat ou une ligne d’annexe. La nouvelle école n’est pas inscriptible avant que l’annexe la nomme, sauf si elle dit «\u{a0}toutes\u{a0}».",
        "clore l’inscription, l’usage, le contrat et la ligne d’annexe de l’ancienne école";
    W11, Warning, Nothing, "", "écoles d’un RPI qui diffèrent",
        "Une autre école du même RPI a une autre solution dans la même catégorie, ou un groupement a la compétence pour l’une et une commune pour l’autre. Qu’un RPI soit dispersé entre des communes n’est rien à soi seul.",
        "convenir d’une même solution dans le RPI, ou noter qui a la compétence";
    W12, Warning, Fact, "RGPD art. 28(3)(g)", "attestation de suppression manquante",
        "Un usage dont les comptes ont été ouverts a été quitté il y a plus de mois que le seuil, et aucune attestation de suppression des données n’est notée\u{a0}; là aussi où l’école a pris une autre solution.",
        "obtenir de l’éditeur l’attestation de suppression, et noter son jour";
    W13, Warning, Review, "RGPD art. 5(2)", "inscription à contrôler",
        "L’inscription est d’une année scolaire précédente, et n’a pas été contrôlée depuis le 1er septembre. Où un contrôle ne vaut plus, W18 le dit seule.",
        "contrôler l’inscription pour cette année scolaire";
    W15, Warning, Edit, "", "convention 26 sans délibération",
        "La collectivité a signé la convention 26, et la référence de la délibération qui l’y autorise n’est pas notée, alors que le jour pour lequel elle était promise, s’il y en a un, est passé.",
        "demander la délibération à la collectivité, et noter sa référence ou le jour promis";
    W17, Warning, Edit, "", "chronologie",
        "Des dates ne sont pas dans l’ordre\u{a0}: une convention prend effet avant sa dernière signature, ou des comptes sont ouverts avant l’inscription.",
        "corriger la date qui n’est pas dans l’ordre";
    W18, Warning, Review, "RGPD art. 5(2)", "contrôle à refaire",
        "Ce que le contrôle de l’inscription couvrait n’est plus ce qu’il était\u{a0}: l’école, la solution, la fiche de traitement, une convention ou le titulaire de la compétence. Remis comme avant, le contrôle vaut de nouveau. Un contrôle d’avant les empreintes ne vaut plus dès que l’un d’eux est enregistré de nouveau.",
        "contrôler de nouveau l’inscription";
    W19, Warning, Nothing, "", "doublon probable",
        "Deux fiches en sont probablement une\u{a0}: deux collectivités du même nom et de la même nature, aux périodes qui se chevauchent et qu’aucune succession ne relie\u{a0}; deux écoles du même nom au même endroit, dont l’une est saisie à la main ou disparue de l’annuaire\u{a0}; deux conventions de la même partie et de la même période qui couvrent l’école et sa solution, ou dont les numéros se ressemblent.",
        "fusionner les deux fiches, ou retirer celle qui est de trop";
    W20, Warning, Remind, "", "convention ou avenant sans réponse",
        "Une convention qui servirait à l’école, ou un avenant qui fait entrer ou sortir l’école, ou qui n’en déplace aucune, a été envoyé il y a plus de jours que le seuil, la signature de l’autre partie manque, et aucune relance récente n’a été faite.",
        "relancer la partie qui n’a pas signé";
    W21, Warning, Sign, "", "convention ou avenant au parapheur",
        "L’autre partie a signé la convention ou un tel avenant il y a plus de jours que le seuil, et la signature de l’État manque\u{a0}: pour le parapheur, et non pour une relance.",
        "mettre au parapheur ce qui attend, et noter la signature";
    W22, Warning, Nothing, "", "compétence à confirmer",
        "Une compétence proposée par un import, à confirmer, nomme un autre titulaire que celui qui est retenu. Elle laisse le titulaire tel qu’il est.",
        "confirmer la compétence proposée, ou la retirer";
    W23, Warning, Stage, "", "étape et faits en désaccord",
        "L’étape dit plus que les faits (contrat, convention 26 envoyée ou signée, conseil d’école informé), ou moins\u{a0}: un fait ultérieur est noté, ou l’école est inscrite au registre. L’étape est ce qu’on dit, les règles ne reposent pas sur elle.",
        "changer l’étape, ou noter le fait qui manque";
}

#[cfg(test)]
mod tests {
    use super::RuleCode;

    #[test]
    fn each_remedy_is_one_sentence_that_reads_on_after_an_arrow() {
        for code in RuleCode::ALL {
            let remedy = code.remedy();
            assert!(remedy.starts_with(char::is_lowercase), "{}", code.as_str());
            assert!(!remedy.ends_with('.'), "{}", code.as_str());
            assert!(remedy.chars().count() <= 90, "{}", code.as_str());
        }
    }

    #[test]
    fn each_condition_is_whole_sentences() {
        for code in RuleCode::ALL {
            let condition = code.condition();
            assert!(condition.starts_with(char::is_uppercase), "{}", code.as_str());
            assert!(condition.ends_with('.'), "{}", code.as_str());
        }
    }
}
