//! The arguments: every command, its options, its help in French.

mod document;
mod import;

pub(super) use document::{Detacher, Document, Joindre};
pub(super) use import::{Importable, Importer, Modele};
mod keep;
mod mistake;
mod review;
pub(super) mod territory;

pub(super) use keep::{Etat, Recevoir, Restaurer, Sauvegarder, Servir, StateFormat, Transmettre, Verifier};
pub(super) use mistake::{Corriger, Recoverable, Reprendre, Retirer};
pub(super) use review::{Controle, Notice};
pub(super) use territory::{
    Carrying, Collectivite, CollectiviteAct, Competence, CompetenceAct, Ecole, Fusionner, Prestataire,
    ProviderAct, SchoolAct,
};

use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::{Arg, ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::exports::{EXPORTS, Export};
use super::names::{names, one_of};
use crate::domain::date::{parse_day, plausible};
use crate::exchange::export::FileForm;
use crate::tui::open_data;

/// The layout of every help page.
const TEMPLATE: &str = "{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}";

/// The heading of what has no name, with the space that French puts before a colon.
const ARGUMENTS: &str = "Arguments\u{a0}";

/// The version, and the sources that the licence of the open data asks to name.
static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{}\n\n{}", env!("CARGO_PKG_VERSION"), open_data::page()));

/// What the command line says.
#[derive(Debug, Parser)]
#[command(
    name = "preau",
    about = "Suivi des solutions numériques des écoles\u{a0}: conventions, étapes, registre de traitement",
    version,
    long_version = VERSION.as_str(),
    help_template = TEMPLATE,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_help_heading = "Commandes\u{a0}",
    subcommand_value_name = "COMMANDE",
    override_usage = "preau [OPTIONS] [COMMANDE]",
    after_help = "Sans commande, preau ouvre les écrans. «\u{a0}preau COMMANDE --help\u{a0}» dit tout d’une commande.\n\n\
        Exemples\u{a0}:\n  preau demo\n  preau --vue 'au parapheur'\n  preau importer annuaire annuaire.csv --simuler\n  \
        preau controler 'commune:grenoble regle:B7' --format json"
)]
pub(super) struct Cli {
    /// Options that every command knows.
    #[command(flatten)]
    pub(super) common: Common,
    /// Ouvre les écrans sur une vue, livrée ou enregistrée
    #[arg(long, value_name = "NOM", help_heading = "Options\u{a0}")]
    pub(super) vue: Option<String>,
    /// What to do. The screens open when nothing is said.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that every command knows.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options communes\u{a0}")]
pub(super) struct Common {
    /// Fichier de la base
    #[arg(long, global = true, value_name = "FICHIER")]
    pub(super) base: Option<PathBuf>,
    /// Socket du service partagé (sinon celle que déclare la configuration)
    #[arg(long, global = true, value_name = "SOCKET")]
    pub(super) socket: Option<PathBuf>,
    /// Jour J à consulter, sans y écrire (AAAA-MM-JJ, aujourd’hui par défaut)
    #[arg(long, global = true, value_name = "JOUR", value_parser = day)]
    pub(super) date: Option<NaiveDate>,
    /// Fichier de configuration
    #[arg(long, global = true, value_name = "FICHIER")]
    pub(super) config: Option<PathBuf>,
    /// Écrans sans cadre ni couleur, une chose par ligne (lecteur d’écran, liaison lente)
    #[arg(long, global = true)]
    pub(super) sobre: bool,
    /// Affiche cette aide
    #[arg(short = 'h', long = "help", global = true, action = ArgAction::Help, help = "Affiche cette aide")]
    help: Option<bool>,
    /// Affiche la version, et avec --version les données ouvertes que porte le programme
    #[arg(short = 'V', long = "version", action = ArgAction::Version,
        help = "Affiche la version (--version\u{a0}: et la source des données ouvertes)")]
    version: Option<bool>,
}

/// What may be asked on the command line.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ouvre les écrans sur une base d’essai, jetée à la fin ou gardée avec --base
    #[command(help_template = TEMPLATE, override_usage = "preau demo [--base FICHIER] [--date JOUR]", arg = day_of_the_demo(),
        after_help = format!(
            "--base FICHIER garde la base d’essai dans ce fichier, fait s’il n’existe pas. Elle porte pour\n\
            toujours la marque «\u{a0}essai\u{a0}», ses copies aussi. Sur elle, et sur elle seule, --date écrit.\n\n\
            {}\n\nExemples\u{a0}:\n  preau demo\n  preau demo --base essai.base", open_data::page()))]
    Demo,
    /// Ouvre les écrans sur un enregistrement
    #[command(help_template = TEMPLATE, override_usage = "preau ouvrir FICHE",
        after_help = "Exemples\u{a0}:\n  preau ouvrir ecole/0380123C\n  preau ouvrir convention/26-0012")]
    Ouvrir(Ouvrir),
    /// Fait entrer un fichier dans la base
    #[command(help_template = TEMPLATE, override_usage = "preau importer [OPTIONS] QUOI FICHIER",
        after_help = "Exemples\u{a0}:\n  preau importer annuaire fr-en-annuaire-education.csv --simuler\n  \
            preau importer conventions conventions.csv --ignorer-rejets rejets.csv\n  \
            ssh serveur preau importer annuaire - < annuaire.csv")]
    Importer(Importer),
    /// Écrit le registre, les écoles ou toute la base
    #[command(help_template = TEMPLATE, override_usage = "preau exporter [OPTIONS] QUOI",
        after_help = "Exemples\u{a0}:\n  preau exporter registre -o registre.csv\n  \
            preau exporter registre --au 2026-06-30 --format json\n  preau exporter base -o base.json")]
    Exporter(Exporter),
    /// Dit quelles écoles sont bloquées, et pourquoi
    #[command(help_template = TEMPLATE, override_usage = "preau controler [OPTIONS] [FILTRE]",
        after_help = "Un filtre qui commence par - se donne après --\u{a0}: preau controler -- -inscrite:oui\n\
            Codes de sortie\u{a0}: 0 aucune école bloquée, 1 au moins une, 2 une erreur.\n\n\
            Exemples\u{a0}:\n  preau controler\n  preau controler 'commune:grenoble regle:B7' --format json\n  \
            preau controler --par cause gravite:bloquant")]
    Controler(Controler),
    /// Dit pour une école ce que chaque règle constate ou non, et sur quels faits
    #[command(help_template = TEMPLATE, override_usage = "preau expliquer [OPTIONS] UAI",
        after_help = "Exemples\u{a0}:\n  preau expliquer 0380123C\n  preau expliquer 0380123C --date 2027-02-01 --format json")]
    Expliquer(Expliquer),
    /// Écrit toutes les règles, leur condition, leur source et les seuils en vigueur
    #[command(help_template = TEMPLATE, override_usage = "preau regles [OPTIONS]",
        after_help = "La page (--format html) s’imprime, et se signe.\n\nExemple\u{a0}: preau regles --format html -o regles.html")]
    Regles(Regles),
    /// Inscrit des écoles au registre, si les règles le permettent
    #[command(help_template = TEMPLATE, override_usage = "preau inscrire [OPTIONS] UAI…",
        after_help = "Codes de sortie\u{a0}: 0 toutes inscrites, 1 au moins un refus (motifs affichés), 2 une erreur.\n\n\
            Exemple\u{a0}: preau inscrire 0380123C --categorie ENT")]
    Inscrire(Inscrire),
    /// Montre ce que couvre le contrôle d’inscriptions au registre, l’enregistre ou le lève
    #[command(help_template = TEMPLATE, override_usage = "preau controle [OPTIONS] NUMERO…", after_help = review::REVIEW)]
    Controle(Controle),
    /// Dit que la notice remise aux familles vaut encore pour la fiche en vigueur
    #[command(help_template = TEMPLATE, override_usage = "preau notice [OPTIONS] UAI", after_help = review::NOTICE)]
    Notice(Notice),
    /// Joint un PDF signé, ou un scan, à un enregistrement
    #[command(help_template = TEMPLATE, override_usage = "preau joindre [OPTIONS] FICHE FICHIER --type TYPE",
        after_help = "Le fichier est copié dans le dossier des pièces, à côté de la base, sous l’empreinte de ses octets\u{a0};\n\
            l’original reste où il est. PDF, PNG ou JPEG, 20 Mo au plus (section [pieces] de la configuration).\n\n\
            Exemple\u{a0}: preau joindre convention/26-0012 26-0012-signee.pdf --type convention_signee --du 2026-10-03")]
    Joindre(Joindre),
    /// Détache une pièce d’un enregistrement
    #[command(help_template = TEMPLATE, override_usage = "preau detacher FICHE PIECE",
        after_help = "Exemple\u{a0}: preau detacher convention/26-0012 9f86d081abcd")]
    Detacher(Detacher),
    /// Liste les pièces jointes, en montre une ou l’écrit dans un fichier
    #[command(help_template = TEMPLATE, override_usage = "preau document [PIECE|FICHE] [-o FICHIER]",
        after_help = "Exemples\u{a0}:\n  preau document convention/26-0012\n  preau document 9f86d081 -o 26-0012-signee.pdf")]
    Document(Document),
    /// Retire un enregistrement fait par erreur, si rien ne repose sur lui
    #[command(help_template = TEMPLATE, override_usage = "preau retirer [OPTIONS] --motif MOTIF FICHE", after_help = mistake::WITHDRAW)]
    Retirer(Retirer),
    /// Donne à un enregistrement la clé qu’il aurait dû avoir, partout où elle est nommée
    #[command(help_template = TEMPLATE, override_usage = "preau corriger [OPTIONS] --en CLE --motif MOTIF FICHE", after_help = mistake::CORRECT)]
    Corriger(Corriger),
    /// Ferme, fusionne, scinde ou renumérote des écoles
    #[command(help_template = TEMPLATE, override_usage = "preau ecole [OPTIONS] QUOI UAI…", after_help = territory::SCHOOL)]
    Ecole(Ecole),
    /// Transfère, rend ou confirme la compétence scolaire
    #[command(help_template = TEMPLATE, override_usage = "preau competence [OPTIONS] QUOI [PERIMETRE…]", after_help = territory::COMPETENCE)]
    Competence(Competence),
    /// Renomme, remplace ou fusionne des collectivités, rétablit une commune
    #[command(help_template = TEMPLATE, override_usage = "preau collectivite [OPTIONS] QUOI SIREN…", after_help = territory::COLLECTIVITE)]
    Collectivite(Collectivite),
    /// Note qui absorbe un prestataire, ou achète ce qu’il vend
    #[command(help_template = TEMPLATE, override_usage = "preau prestataire [OPTIONS] --par SIREN QUOI SIREN", after_help = territory::PROVIDER)]
    Prestataire(Prestataire),
    /// Fait une seule fiche de deux qui en sont une
    #[command(help_template = TEMPLATE, override_usage = "preau fusionner [OPTIONS] --en FICHE --motif MOTIF FICHE", after_help = territory::MERGE)]
    Fusionner(Fusionner),
    /// Reprend du journal ce que l’ancien format avait remplacé sur place
    #[command(help_template = TEMPLATE, override_usage = "preau reprendre [OPTIONS] QUOI", after_help = mistake::RECOVER)]
    Reprendre(Reprendre),
    /// Montre qui a fait quoi, et quand
    #[command(help_template = TEMPLATE, override_usage = "preau journal [OPTIONS]",
        after_help = "Exemples\u{a0}:\n  preau journal\n  preau journal --sur ecole/0380123C")]
    Journal(Journal),
    /// Vérifie la chaîne du journal, les fiches et les inscriptions de la base
    #[command(help_template = TEMPLATE, override_usage = "preau verifier [--depuis TETE]",
        after_help = "La tête du journal est le numéro de sa dernière opération et son empreinte. Elle s’affiche ici\n\
            et après une sauvegarde, et s’inscrit à chaque opération dans les traces du service. Notée hors de\n\
            la base, elle permet de dire plus tard, avec --depuis, que rien de ce qui la précède n’a été récrit\n\
            ni retiré\u{a0}: une base récrite et recalculée tout entière est cohérente, mais d’une autre tête.\n\n\
            Codes de sortie\u{a0}: 0 la base est saine et continue la tête notée, 1 elle est endommagée\n\
            ou ne la continue pas, 2 une erreur.\n\n\
            Exemples\u{a0}:\n  preau verifier --base preau.base\n  preau verifier --depuis 1204:9f86d081…")]
    Verifier(Verifier),
    /// Copie la base, vérifiée, dans un fichier ou un dossier
    #[command(help_template = TEMPLATE, override_usage = "preau sauvegarder [OPTIONS] FICHIER|DOSSIER", alias = "sauvegarde",
        after_help = "Un fichier qui porte déjà ce nom n’est remplacé qu’après une question, ou avec --remplacer.\n\
            Dans un dossier, la copie s’appelle preau-AAAA-MM-JJTHHMMSS.base. --garder y supprime les copies\n\
            plus anciennes qu’il ne garde pas, une fois la nouvelle vérifiée et en place\u{a0}; il ne touche à aucun autre fichier.\n\n\
            Exemples\u{a0}:\n  preau sauvegarder /srv/sauvegardes/preau-2026-11-23.base\n  \
            preau sauvegarder /srv/sauvegardes --garder 14j,8s,12m")]
    Sauvegarder(Sauvegarder),
    /// Remet une sauvegarde en place, après l’avoir vérifiée
    #[command(help_template = TEMPLATE, override_usage = "preau restaurer [--base FICHIER] FICHIER|DOSSIER",
        after_help = "La sauvegarde prend la place du fichier que désigne --base, sinon la variable PREAU_BASE, sinon de\n\
            ~/.local/share/preau/preau.base. L’ancienne base est gardée à côté de la nouvelle.\n\n\
            Exemple\u{a0}: preau restaurer /srv/sauvegardes/preau-2026-11-23.base")]
    Restaurer(Restaurer),
    /// Envoie une copie de la base et de ses pièces à un autre serveur
    #[command(help_template = TEMPLATE, override_usage = "preau transmettre LIGNE", after_help = keep::SEND)]
    Transmettre(Transmettre),
    /// Reçoit la copie d’un autre serveur, et la garde si elle continue la précédente
    #[command(help_template = TEMPLATE, override_usage = "preau recevoir [OPTIONS] DOSSIER", after_help = keep::RECEIVE)]
    Recevoir(Recevoir),
    /// Dit si l’horloge de la machine s’accorde avec le journal, ou la reprend
    #[command(help_template = TEMPLATE, override_usage = "preau horloge [--reprendre --motif MOTIF]",
        after_help = "Rien n’est enregistré tant que l’horloge est en retard de plus de cinq minutes sur la dernière opération, ou\n\
            qu’elle s’écarte d’autant du temps écoulé. Si elle est juste, --reprendre (droit «\u{a0}administration\u{a0}») l’écrit au\n\
            journal avec le motif, et les opérations suivantes partent d’elle.\n\
            Codes de sortie\u{a0}: 0 l’horloge convient ou est reprise, 1 elle ne convient pas, 2 une erreur.\n\n\
            Exemple\u{a0}: preau horloge --reprendre --motif 'le serveur avançait d’un an'")]
    Horloge(Horloge),
    /// Sert la base à plusieurs opérateurs à la fois
    #[command(help_template = TEMPLATE, override_usage = "preau servir [OPTIONS]",
        after_help = "Le service ouvre une base qui existe et n’en crée pas\u{a0}: un disque qui n’est pas monté ne passe\n\
            pas pour une base neuve. Avant le premier démarrage, --creer la crée, vide, et s’arrête.\n\n\
            Les droits suivent les groupes Unix preau-lecture, preau-gestion, preau-dpd et preau-administration\n\
            (section [service] de la configuration)\u{a0}; le premier ouvre la socket. SIGTERM arrête le service\u{a0}; les réponses en cours sont données.\n\
            systemd peut ouvrir la socket (LISTEN_FDS) et surveiller le service (NOTIFY_SOCKET).\n\n\
            Exemples\u{a0}:\n  preau servir --creer --base /var/lib/preau/preau.base\n  \
            preau servir --base /var/lib/preau/preau.base --socket /run/preau/preau.sock")]
    Servir(Servir),
    /// Écrit un modèle de fichier avec une ligne d’exemple
    #[command(help_template = TEMPLATE, override_usage = "preau modele NOM",
        after_help = "Exemple\u{a0}: preau modele conventions > conventions.csv")]
    Modele(Modele),
    /// Dit comment vont la base et le service, et quand elle a été sauvegardée et vérifiée
    #[command(help_template = TEMPLATE, override_usage = "preau etat [OPTIONS]", after_help = keep::STATE)]
    Etat(Etat),
    /// Écrit les pages du manuel, les complétions et la configuration d’un paquet
    #[command(help_template = TEMPLATE, override_usage = "preau paquet DOSSIER", hide = true,
        after_help = "Exemple\u{a0}: preau paquet target/paquet")]
    Paquet(Paquet),
}

/// What `paquet` takes.
#[derive(Debug, Args)]
pub(super) struct Paquet {
    /// Le dossier, qui existe
    #[arg(value_name = "DOSSIER", help_heading = ARGUMENTS)]
    pub(super) folder: PathBuf,
}

/// What `ouvrir` takes.
#[derive(Debug, Args)]
pub(super) struct Ouvrir {
    /// L’enregistrement, comme ecole/0380123C, convention/26-0012…
    #[arg(value_name = "FICHE", help_heading = ARGUMENTS)]
    pub(super) record: String,
}

/// What `exporter` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Exporter {
    /// What is written.
    #[arg(
        help = format!("Ce qu’il faut écrire\u{a0}: {}", names(exportable(), ", ")),
        value_name = "QUOI",
        value_parser = one_of(exportable()),
        hide_possible_values = true,
        help_heading = ARGUMENTS,
        display_order = 0
    )]
    pub(super) what: &'static Export,
    /// The format of the table.
    #[arg(
        help = format!("Le format\u{a0}: {} (par défaut celui que le nom du fichier dit, sinon csv)", names(forms(), ", ")),
        long,
        value_parser = one_of(forms()),
        hide_possible_values = true
    )]
    pub(super) format: Option<FileForm>,
    /// Le registre tel qu’il était à la fin de ce jour
    #[arg(long, value_name = "JOUR", value_parser = day)]
    pub(super) au: Option<NaiveDate>,
    /// Filtre, dans la langue de la barre de recherche (écoles)
    #[arg(long, value_name = "FILTRE", default_value = "", hide_default_value = true)]
    pub(super) filtre: String,
    /// Les relances déjà notées, au lieu de celles qui sont dues
    #[arg(long)]
    pub(super) notees: bool,
    /// Le fichier à écrire (la sortie standard par défaut)
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
}

/// What may be written, by its name.
fn exportable() -> Vec<(&'static str, &'static Export)> {
    EXPORTS.iter().map(|export| (export.code, export)).collect()
}

/// The forms of a table, by their codes.
fn forms() -> Vec<(&'static str, FileForm)> {
    FileForm::ALL.iter().map(|form| (form.code(), *form)).collect()
}

/// What `controler` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Controler {
    /// Filtre, dans la langue de la barre de recherche
    #[arg(value_name = "FILTRE", help_heading = ARGUMENTS)]
    pub(super) filtre: Vec<String>,
    /// What the findings are gathered by.
    #[arg(
        help = "Par école (par défaut), ou par cause\u{a0}: la convention, la fiche ou la solution à laquelle il manque quelque chose",
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "ecole",
        hide_default_value = true
    )]
    pub(super) par: By,
    /// The format of the report.
    #[arg(
        help = "Le format\u{a0}: texte (par défaut), json ou csv",
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "texte",
        hide_default_value = true
    )]
    pub(super) format: ReportFormat,
}

/// What a control is gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum By {
    /// Une école après l’autre
    Ecole,
    /// Ce qui manque, et les écoles que cela retient
    Cause,
}

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Texte
    Texte,
    /// JSON
    Json,
    /// CSV, point-virgule, UTF-8
    Csv,
}

/// What `expliquer` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Expliquer {
    /// L’école
    #[arg(value_name = "UAI", help_heading = ARGUMENTS)]
    pub(super) uai: String,
    /// The format.
    #[arg(
        help = "Le format\u{a0}: texte (par défaut) ou json",
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "texte",
        hide_default_value = true
    )]
    pub(super) format: ExplainFormat,
}

/// The formats of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Texte,
    Json,
}

/// What `regles` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Regles {
    /// The format.
    #[arg(
        help = "Le format\u{a0}: texte (par défaut), markdown ou html",
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "texte",
        hide_default_value = true
    )]
    pub(super) format: RulesFormat,
    /// Le fichier à écrire (la sortie standard par défaut)
    #[arg(short = 'o', long = "sortie", value_name = "FICHIER")]
    pub(super) sortie: Option<PathBuf>,
}

/// The formats of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RulesFormat {
    Texte,
    Markdown,
    Html,
}

/// What `inscrire` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Inscrire {
    /// Les écoles
    #[arg(value_name = "UAI", required = true, help_heading = ARGUMENTS)]
    pub(super) uai: Vec<String>,
    /// The category of the solution.
    #[arg(
        long,
        value_name = "CATEGORIE",
        help = "La catégorie de la solution, ENT ou «\u{a0}vie scolaire\u{a0}», pour une école qui en a deux"
    )]
    pub(super) categorie: Option<String>,
}

/// What `horloge` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Horloge {
    /// Enregistre désormais à l’heure que dit l’horloge
    #[arg(long, requires = "motif")]
    pub(super) reprendre: bool,
    /// Pourquoi
    #[arg(long, value_name = "MOTIF", requires = "reprendre")]
    pub(super) motif: Option<String>,
}

/// What `journal` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options\u{a0}")]
pub(super) struct Journal {
    /// Seulement ce qui a touché cette fiche (ecole/0380123C, convention/26-0012…)
    #[arg(long, value_name = "FICHE")]
    pub(super) sur: Option<String>,
    /// À partir de cette opération
    #[arg(long, value_name = "NUMERO", default_value = "1", hide_default_value = true, value_parser = number,
        allow_negative_numbers = true)]
    pub(super) depuis: u64,
    /// The format of the report.
    #[arg(
        help = "Le format\u{a0}: texte (par défaut), json ou csv",
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "texte",
        hide_default_value = true
    )]
    pub(super) format: ReportFormat,
}

/// Gives `--date` as the demo takes it, whose sample was made for the day of `fixtures/demo/jour.txt`.
fn day_of_the_demo() -> Arg {
    Arg::new("date")
        .long("date")
        .value_name("JOUR")
        .value_parser(day)
        .help_heading("Options communes\u{a0}")
        .display_order(2)
        .help("Jour J auquel les règles s’appliquent (AAAA-MM-JJ, 2026-11-23 par défaut)")
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let day = parse_day(text).ok_or_else(|| "il faut un jour comme 2026-11-23".to_owned())?;
    plausible(day).map_err(|why| why.to_string())
}

fn number(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| "il faut un numéro d’opération, comme 12".to_owned())
}
