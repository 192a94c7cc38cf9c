//! What the commands on schools, competences and collectivités that change take.

use chrono::NaiveDate;
use clap::Args;

use super::{ARGUMENTS, day};
use crate::cli::names::one_of;
use crate::domain::collectivite::CompetenceNature;

/// What follows the options of `ecole`.
pub(super) const SCHOOL: &str = "Ferment ensemble, en une seule opération\u{a0}: l’école, ses inscriptions, ses usages, les contrats\n\
    et les lignes d’annexe qui la nomment. L’école qui prend la place, si la base ne l’a pas, est\n\
    faite d’après l’ancienne, et garde sa solution\u{a0}; une convention signée ne la nomme que par un\n\
    avenant. --simuler montre tout et n’écrit rien.\n\n\
    Exemples\u{a0}:\n  preau ecole fermer 0380123C --le 2026-09-01 --motif 'carte scolaire'\n  \
    preau ecole fusionner 0380123C 0380124D --en 0380456P --le 2026-09-01 --motif 'arrêté du 3 mai'\n  \
    preau ecole scinder 0380123C --en 0380456P 0380457R --le 2026-09-01 --motif 'arrêté du 3 mai'\n  \
    preau ecole renumeroter 0380123C --en 0380456P --le 2026-09-01 --motif 'nouvel UAI'\n  \
    preau ecole rpi 0380123C 0380124D --code 380042\n  preau ecole rpi 0380123C --quitte\n  \
    preau ecole rpi 0380123C --dissous";

/// What follows the options of `competence`.
pub(super) const COMPETENCE: &str = "transferer la donne à un EPCI ou à un syndicat à partir d’un jour, rendre la rend à la commune\u{a0};\n\
    une commune se dit par son code INSEE, une école par son UAI, et --membres dit toutes les\n\
    communes du groupement. confirmer prend les compétences proposées par BANATIC (38185@), à partir\n\
    du jour de --le, ou de celui de la proposition\u{a0}; sans périmètre, elle en montre la liste.\n\
    informer note l’information du cocontractant d’une convention (W8, W9), ou l’arrêté de\n\
    rétablissement d’une commune.\n\n\
    Exemples\u{a0}:\n  preau competence transferer 38185 38126 --a 200040715 --le 2027-01-01\n  \
    preau competence rendre 0380123C --le 2027-09-01\n  preau competence confirmer\n  \
    preau competence confirmer 38185@ --le 2020-01-01 --nature service\n  \
    preau competence informer 26-0012 --a 200040715 --le 2026-11-02 --par 'courrier du 2 novembre'";

/// What follows the options of `collectivite`.
pub(super) const COLLECTIVITE: &str = "renommer en change le nom, remplacer la ferme et fait celle qui prend sa place sous un autre\n\
    SIREN, avec son code INSEE, ses contacts et ses compétences. fusionner ferme des communes qui\n\
    entrent dans une autre\u{a0}: de la base, ou commune nouvelle (--code, --nom), où leurs codes sont\n\
    ceux de communes déléguées, associées ou fusionnées (--parties). retablir fait d’un tel code\n\
    celui d’une commune, qui reprend les compétences sur ce code. reunir ferme des groupements qui\n\
    entrent dans un autre, de la base ou nouveau (--nom), avec leurs membres et leurs compétences\u{a0};\n\
    membres ajoute ou retire des membres d’un groupement, sans la compétence.\n\n\
    Exemples\u{a0}:\n  preau collectivite renommer 213801855 --nom 'Grenoble'\n  \
    preau collectivite remplacer 213801855 --par 200000008 --le 2027-01-01\n  \
    preau collectivite fusionner 213800030 213800055 --par 200000016 --code 38003 --nom 'Agnin-Nouvelle' --le 2027-01-01\n  \
    preau collectivite retablir 38005 --par 213800055 --le 2028-01-01\n  \
    preau collectivite reunir 243800745 243800984 --par 200000024 --nom 'CC du Trièves' --le 2027-01-01\n  \
    preau collectivite membres 243800745 --ajouter 213800030 --retirer 213800055";

/// What follows the options of `prestataire`.
pub(super) const PROVIDER: &str = "fusionner note qui l’absorbe, ceder qui achète ce qu’il vend\u{a0}: les solutions passent à celui-ci, et\n\
    les conventions 28 continuent, après une cession du jour où un avenant est signé des deux. Dit\n\
    combien d’écoles, de collectivités et de conventions cela touche, et comment en exporter la liste.\n\n\
    Exemples\u{a0}:\n  preau prestataire fusionner 999000102 --par 999000110 --le 2026-11-01\n  \
    preau prestataire ceder 999000102 --par 200000016 --nom 'MATELAS' --solutions olm --le 2026-11-01";

/// What follows the options of `fusionner`.
pub(super) const MERGE: &str = "Deux collectivités, deux écoles ou deux conventions qui en sont une (W19)\u{a0}: tout ce qui nomme la\n\
    première nomme la seconde, qui prend ce qui lui manque\u{a0}; les deux histoires restent. Deux\n\
    inscriptions actives ne se fusionnent pas.\n\n\
    Exemple\u{a0}: preau fusionner collectivite/213809999 --en collectivite/213801855 --motif 'saisie deux fois'";

/// The names of what is done with schools.
pub(in crate::cli) const SCHOOL_ACTS: &[(&str, SchoolAct)] = &[
    ("fermer", SchoolAct::Close),
    ("fusionner", SchoolAct::Merge),
    ("scinder", SchoolAct::Split),
    ("renumeroter", SchoolAct::Renumber),
    ("rpi", SchoolAct::Rpi),
];

/// The names of what is done with a competence.
pub(in crate::cli) const COMPETENCE_ACTS: &[(&str, CompetenceAct)] = &[
    ("transferer", CompetenceAct::Hand),
    ("rendre", CompetenceAct::GiveBack),
    ("confirmer", CompetenceAct::Confirm),
    ("informer", CompetenceAct::Inform),
];

/// The names of what is done with a collectivité.
pub(in crate::cli) const COLLECTIVITE_ACTS: &[(&str, CollectiviteAct)] = &[
    ("renommer", CollectiviteAct::Rename),
    ("remplacer", CollectiviteAct::Replace),
    ("fusionner", CollectiviteAct::Merge),
    ("retablir", CollectiviteAct::Restore),
    ("reunir", CollectiviteAct::MergeGroups),
    ("membres", CollectiviteAct::Members),
];

/// What is done with schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum SchoolAct {
    Close,
    Merge,
    Split,
    Renumber,
    Rpi,
}

/// What `ecole` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Ecole {
    /// What is done.
    #[arg(value_name = "QUOI", help_heading = ARGUMENTS, help = "fermer, fusionner, scinder, renumeroter ou rpi",
        value_parser = one_of(SCHOOL_ACTS.to_vec()), hide_possible_values = true)]
    pub(in crate::cli) quoi: SchoolAct,
    /// The schools.
    #[arg(value_name = "UAI", required = true, help_heading = ARGUMENTS, help = "Les écoles")]
    pub(in crate::cli) uai: Vec<String>,
    /// Les écoles qui prennent la place
    #[arg(long, value_name = "UAI", num_args = 1..)]
    pub(in crate::cli) en: Vec<String>,
    /// Le premier jour de la fermeture (aujourd’hui par défaut)
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(in crate::cli) le: Option<NaiveDate>,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::cli) motif: Option<String>,
    /// Le code du RPI dispersé, six caractères
    #[arg(long, value_name = "CODE", conflicts_with = "dissous")]
    pub(in crate::cli) code: Option<String>,
    /// Leur RPI est dissous : ses autres écoles n’en sont plus non plus
    #[arg(long, conflicts_with = "quitte")]
    pub(in crate::cli) dissous: bool,
    /// Elles seules ne sont plus de leur RPI
    #[arg(long, conflicts_with = "code")]
    pub(in crate::cli) quitte: bool,
    #[command(flatten)]
    pub(in crate::cli) carrying: Carrying,
}

/// What a competence is over, where an operator says it.
const NATURES: [CompetenceNature; 3] = [
    CompetenceNature::Both,
    CompetenceNature::Service,
    CompetenceNature::Buildings,
];

/// What is done with a competence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum CompetenceAct {
    Hand,
    GiveBack,
    Confirm,
    Inform,
}

/// What `competence` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Competence {
    /// What is done.
    #[arg(value_name = "QUOI", help_heading = ARGUMENTS, help = "transferer, rendre, confirmer ou informer",
        value_parser = one_of(COMPETENCE_ACTS.to_vec()), hide_possible_values = true)]
    pub(in crate::cli) quoi: CompetenceAct,
    /// What it is about.
    #[arg(value_name = "PERIMETRE", help_heading = ARGUMENTS,
        help = "Des communes (code INSEE), des écoles (UAI), des compétences à confirmer (38185@), ou des conventions")]
    pub(in crate::cli) perimetres: Vec<String>,
    /// La collectivité qui la détient désormais
    #[arg(long, value_name = "SIREN")]
    pub(in crate::cli) a: Option<String>,
    /// Toutes les communes membres de ce groupement
    #[arg(long)]
    pub(in crate::cli) membres: bool,
    /// Le premier jour (de l’information, le jour)
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(in crate::cli) le: Option<NaiveDate>,
    /// What it is over.
    #[arg(
        long,
        value_name = "NATURE",
        value_parser = one_of(NATURES.map(|nature| (nature.code(), nature)).to_vec()),
        hide_possible_values = true,
        help = "Sur quoi elle porte\u{a0}: les_deux (par défaut), service ou batiments"
    )]
    pub(in crate::cli) nature: Option<CompetenceNature>,
    /// Qui a informé, et comment
    #[arg(long, value_name = "QUI")]
    pub(in crate::cli) par: Option<String>,
    /// La référence de l’arrêté de rétablissement
    #[arg(long, value_name = "REFERENCE")]
    pub(in crate::cli) arrete: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) carrying: Carrying,
}

/// What is done with a collectivité.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum CollectiviteAct {
    Rename,
    Replace,
    Merge,
    Restore,
    MergeGroups,
    Members,
}

/// What `collectivite` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Collectivite {
    /// What is done.
    #[arg(value_name = "QUOI", help_heading = ARGUMENTS, help = "renommer, remplacer, fusionner, retablir, reunir ou membres",
        value_parser = one_of(COLLECTIVITE_ACTS.to_vec()),
        hide_possible_values = true)]
    pub(in crate::cli) quoi: CollectiviteAct,
    /// The collectivités.
    #[arg(value_name = "SIREN", required = true, help_heading = ARGUMENTS,
        help = "La collectivité, celles qui fusionnent, ou le code INSEE de la commune rétablie")]
    pub(in crate::cli) siren: Vec<String>,
    /// Son nouveau nom, ou celui de la commune nouvelle ou du nouveau groupement
    #[arg(long, value_name = "NOM")]
    pub(in crate::cli) nom: Option<String>,
    /// Le SIREN de celle qui prend sa place, ou de la commune rétablie
    #[arg(long, value_name = "SIREN")]
    pub(in crate::cli) par: Option<String>,
    /// Le code INSEE que la commune nouvelle prend à l’une d’elles
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) code: Option<String>,
    /// What their codes become.
    #[arg(
        long,
        value_name = "NATURE",
        help = "Ce que deviennent leurs codes\u{a0}: commune-deleguee (par défaut), commune-associee ou commune-fusionnee"
    )]
    pub(in crate::cli) parties: Option<String>,
    /// Les collectivités qui deviennent membres
    #[arg(long, value_name = "SIREN", num_args = 1..)]
    pub(in crate::cli) ajouter: Vec<String>,
    /// Les collectivités qui ne sont plus membres
    #[arg(long, value_name = "SIREN", num_args = 1..)]
    pub(in crate::cli) retirer: Vec<String>,
    /// Le premier jour de celle-ci
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(in crate::cli) le: Option<NaiveDate>,
    #[command(flatten)]
    pub(in crate::cli) carrying: Carrying,
}

/// What is done with a prestataire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum ProviderAct {
    Merge,
    Sell,
}

/// What `prestataire` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Prestataire {
    /// What is done.
    #[arg(value_name = "QUOI", help_heading = ARGUMENTS, help = "fusionner ou ceder",
        value_parser = one_of(vec![("fusionner", ProviderAct::Merge), ("ceder", ProviderAct::Sell)]),
        hide_possible_values = true)]
    pub(in crate::cli) quoi: ProviderAct,
    /// The prestataire.
    #[arg(value_name = "SIREN", help_heading = ARGUMENTS, help = "Le prestataire absorbé, ou qui vend")]
    pub(in crate::cli) siren: String,
    /// Qui l’absorbe, ou achète
    #[arg(long, value_name = "SIREN")]
    pub(in crate::cli) par: String,
    /// Son nom, si la base ne l’a pas
    #[arg(long, value_name = "NOM")]
    pub(in crate::cli) nom: Option<String>,
    /// Ce qui est vendu (tout par défaut)
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub(in crate::cli) solutions: Vec<String>,
    /// Le jour (aujourd’hui par défaut)
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(in crate::cli) le: Option<NaiveDate>,
    #[command(flatten)]
    pub(in crate::cli) carrying: Carrying,
}

/// What `fusionner` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Fusionner {
    /// The record that goes.
    #[arg(value_name = "FICHE", help_heading = ARGUMENTS, help = "La fiche de trop (collectivite/213809999, ecole/…, convention/…)")]
    pub(in crate::cli) fiche: String,
    /// La fiche qui reste
    #[arg(long, value_name = "FICHE")]
    pub(in crate::cli) en: String,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF")]
    pub(in crate::cli) motif: String,
    #[command(flatten)]
    pub(in crate::cli) carrying: Carrying,
}

/// How an order is carried out.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(in crate::cli) struct Carrying {
    /// Montre ce qui changerait, et n’écrit rien
    #[arg(long)]
    pub(in crate::cli) simuler: bool,
    /// Écrit même si des écoles y perdent ce qu’elles avaient
    #[arg(long)]
    pub(in crate::cli) confirmer: bool,
}
