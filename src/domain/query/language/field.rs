//! The one table of the fields: name, sentence, values, example, panes.

use super::lexer::Operator;
use crate::domain::query::Pane;
use crate::text::fold;

/// A field of the search bar.
#[derive(Debug)]
pub struct Field {
    pub field: FieldName,
    /// Its name, as typed.
    pub name: &'static str,
    /// What it keeps, in a French sentence.
    pub sentence: &'static str,
    /// What may follow it.
    pub values: ValueKind,
    pub example: &'static str,
    /// The panes that it filters.
    pub panes: &'static [Pane],
}

/// What may be typed after a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// The beginning of words of a name that the base holds.
    Name,
    Words,
    /// The start of an identifier.
    Code,
    /// One of a list.
    OneOf,
    /// The same, in order: `<` and `>` compare.
    Ranked,
    /// A day to come, or the time until then.
    Ahead,
    /// A day past, or the time since then.
    Past,
    Departement,
    /// The number of an RPI, `oui` or `non`.
    Rpi,
    /// The name of an account, or `moi`: the operator's own.
    Account,
}

const SCHOOLS: &[Pane] = &[Pane::Schools, Pane::Collectivites, Pane::Providers];
const FOLLOWED: &[Pane] = &[Pane::Schools, Pane::Collectivites, Pane::Conventions];
const CONVENTIONS: &[Pane] = &[Pane::Conventions];
const LISTS: &[Pane] = &[
    Pane::Schools,
    Pane::Collectivites,
    Pane::Providers,
    Pane::Conventions,
];

/// Declares the fields.
macro_rules! fields {
    ($($field:ident $name:literal $values:ident $panes:ident $example:literal $sentence:literal;)*) => {
        /// A field, by what it looks at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the table gives each its sentence")]
        pub enum FieldName { $($field),* }

        /// Every field, in the order of the help.
        pub const FIELDS: &[Field] = &[$(Field {
            field: FieldName::$field,
            name: $name,
            sentence: $sentence,
            values: ValueKind::$values,
            example: $example,
            panes: $panes,
        }),*];
    };
}

fields! {
    Commune "commune" Name SCHOOLS "commune:grenoble" "écoles d’une commune, par le début de ses mots";
    Collectivite "collectivite" Name LISTS "collectivite:grenoble" "collectivité compétente ou partie, par son nom ou son SIREN";
    Circo "circo" Name SCHOOLS "circo:\"Grenoble 1\"" "écoles d’une circonscription";
    Departement "departement" Departement LISTS "departement:38" "écoles, collectivités ou conventions d’un département";
    Ecole "ecole" Words SCHOOLS "ecole:\"jean jaures\"" "écoles dont le nom contient ces mots";
    Uai "uai" Code SCHOOLS "uai:0380123" "écoles dont l’UAI commence ainsi";
    Secteur "secteur" OneOf SCHOOLS "secteur:public" "écoles publiques ou privées";
    Etat "etat" OneOf SCHOOLS "etat:bloquee" "ce qu’est l’école\u{a0}: bloquée, prête, sans projet…, ou son état dans l’annuaire";
    Situation "situation" OneOf SCHOOLS "situation:bloquee" "ce qu’est la ligne, d’une école qui en a plusieurs";
    Rpi "rpi" Rpi SCHOOLS "rpi:oui" "écoles en RPI, ou d’un RPI par son numéro";
    Solution "solution" Name LISTS "solution:one" "écoles qui ont choisi la solution, conventions qui la couvrent";
    Prestataire "prestataire" Name LISTS "prestataire:edifice" "prestataire de la solution ou de la convention";
    Categorie "categorie" OneOf SCHOOLS "categorie:ent" "catégorie de la solution";
    Etape "etape" Ranked SCHOOLS "etape>=inscrite" "étape du déploiement";
    Cause "cause" Code SCHOOLS "cause:26-0012" "écoles qu’un même enregistrement retient\u{a0}: convention, solution, contrat, collectivité sans convention";
    Regle "regle" OneOf SCHOOLS "regle:B7" "écoles pour lesquelles la règle parle";
    Gravite "gravite" OneOf SCHOOLS "gravite:bloquant" "écoles qui ont un constat de cette gravité";
    Bloque "bloque" OneOf SCHOOLS "bloque:oui" "écoles bloquées\u{a0}: un projet en cours qu’une règle empêche d’inscrire";
    Inscriptible "inscriptible" OneOf SCHOOLS "inscriptible:oui" "lignes prêtes\u{a0}: rien ne les empêche d’être inscrites";
    Inscrite "inscrite" OneOf SCHOOLS "inscrite:non" "lignes inscrites au registre";
    ARegulariser "a_regulariser" OneOf SCHOOLS "a_regulariser:oui" "écoles inscrites ou ouvertes à régulariser";
    Convention "convention" OneOf SCHOOLS "convention:en_vigueur" "statut de la convention 26 de la collectivité compétente";
    InscriteLe "inscrite_le" Past SCHOOLS "inscrite_le>=2026-09-01" "jour de l’inscription au registre";
    Controlee "controlee" OneOf SCHOOLS "controlee:non" "inscriptions contrôlées depuis la rentrée, d’un contrôle qui vaut encore";
    Controle "controle" OneOf SCHOOLS "controle:a_refaire" "où en est le contrôle de l’inscription";
    SeulBlocage "seul_blocage" OneOf SCHOOLS "seul_blocage:B7" "écoles que cette règle est seule à empêcher d’inscrire";
    ATraiter "a_traiter" OneOf SCHOOLS "a_traiter:oui" "écoles à régulariser, à revoir, ou pas encore inscrites avec une solution\u{a0}; sans celles remises à plus tard";
    Revoir "revoir" OneOf SCHOOLS "revoir:due" "écoles à revoir\u{a0}: le jour est venu, ou viendra";
    RpiDivergent "rpi_divergent" OneOf SCHOOLS "rpi_divergent:oui" "écoles d’un RPI dont les solutions diffèrent, ou qu’un groupement et une commune se partagent (W11)";
    Conseil "conseil" Ahead SCHOOLS "conseil<15j" "prochain conseil d’école";
    Pv "pv" OneOf SCHOOLS "pv:attendu" "conseil d’école de l’année, tenu, dont le PV n’est pas reçu";
    Article "article" OneOf CONVENTIONS "article:26" "article du RGPD que la convention applique";
    Statut "statut" OneOf CONVENTIONS "statut:envoyee" "statut de la convention au jour dit";
    Attend "attend" OneOf LISTS "attend:collectivite" "qui doit signer la convention envoyée\u{a0}; parapheur\u{a0}: depuis longtemps";
    Echeance "echeance" Ahead LISTS "echeance<90j" "fin de la convention, ou de ce sur quoi l’école repose";
    Relance "relance" OneOf LISTS "relance:due" "relance de la convention";
    Purge "purge" OneOf CONVENTIONS "purge:proche" "convention dont le site efface bientôt le dossier, sans que la convention signée soit jointe ici";
    Suivi "suivi" Account FOLLOWED "suivi:moi" "collectivités que suit un compte (moi\u{a0}: le vôtre, aucune\u{a0}: personne), leurs écoles, leurs conventions";
    Modifie "modifie" Past LISTS "modifie>2026-09-01" "dernière modification";
}

/// Other names under which fields are found.
const ALIASES: [(&str, FieldName); 8] = [
    ("circonscription", FieldName::Circo),
    ("dep", FieldName::Departement),
    ("bloquee", FieldName::Bloque),
    ("inscrit", FieldName::Inscrite),
    ("modifiee", FieldName::Modifie),
    ("nom", FieldName::Ecole),
    ("regularisation", FieldName::ARegulariser),
    ("art", FieldName::Article),
];

impl Field {
    /// The field of a name, ignoring case and accents.
    pub fn find(name: &str) -> Option<&'static Self> {
        let folded = fold(name).replace(' ', "_");
        let alias = ALIASES.iter().find(|(alias, _)| *alias == folded);
        let is_meant =
            |field: &&Self| field.name == folded || alias.is_some_and(|(_, meant)| *meant == field.field);
        FIELDS.iter().find(is_meant)
    }

    /// The row of a field.
    pub fn of(field: FieldName) -> &'static Self {
        &FIELDS[field as usize]
    }

    /// The fields that filter a pane.
    pub fn over(pane: Pane) -> impl Iterator<Item = &'static Self> {
        FIELDS.iter().filter(move |field| field.panes.contains(&pane))
    }

    /// The operators that may follow its name.
    pub fn operators(&self) -> &'static [Operator] {
        use Operator::{AtLeast, AtMost, Has, Is, Less, More};
        match self.values {
            ValueKind::Ranked | ValueKind::Ahead | ValueKind::Past => &[Has, Is, Less, AtMost, More, AtLeast],
            _ => &[Has, Is],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_at_its_place_and_is_found_by_its_name() {
        for (at, field) in FIELDS.iter().enumerate() {
            assert_eq!(field.field as usize, at);
            assert_eq!(Field::find(field.name).unwrap().field, field.field);
            assert!(field.example.starts_with(field.name), "{}", field.example);
        }
        assert_eq!(Field::find("Étape").unwrap().field, FieldName::Etape);
        assert!(Field::find("etap").is_none());
    }
}
