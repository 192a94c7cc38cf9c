//! The pages of the manual, made of the help of the commands and of the keys of the configuration.

mod configuration;
mod help;
mod page;

use clap::{Command, CommandFactory};

use super::args::Cli;
use page::Page;

/// Every page, by the name of its file.
pub(super) fn pages() -> Vec<(String, String)> {
    let mut whole = Cli::command();
    whole.build();
    let own: Vec<&Command> = whole.get_subcommands().filter(|one| !one.is_hide_set()).collect();
    let mut pages = vec![
        ("preau.1".to_owned(), program(&whole, &own)),
        ("preau-configuration.5".to_owned(), configuration::page()),
    ];
    for command in &own {
        pages.push((format!("preau-{}.1", command.get_name()), page_of(command)));
    }
    pages
}

/// `preau(1)`.
fn program(whole: &Command, own: &[&Command]) -> String {
    let help = help::Help::of(whole);
    let mut page = Page::new("preau", 1, &help.about);
    page.section("SYNOPSIS").text(&help.usage);
    page.section("DESCRIPTION").text(DESCRIPTION);
    page.paragraphs(&help.more);
    page.section("COMMANDES");
    for command in own {
        let about = help::Help::of(command).about;
        page.entry(&format!("preau-{}(1)", command.get_name()), "", &about);
    }
    options(&mut page, whole, true);
    for (title, entries) in [("ENVIRONNEMENT", &ENVIRONMENT[..]), ("FICHIERS", &FILES)] {
        page.section(title);
        for (name, about) in entries {
            page.entry(name, "", about);
        }
    }
    page.section("EXEMPLES").lines(&help.examples);
    page.section("STATUT DE SORTIE").text(&help.status);
    let others = own.iter().map(|one| format!("preau-{}(1)", one.get_name()));
    let others: Vec<String> = std::iter::once("preau-configuration(5)".to_owned())
        .chain(others)
        .collect();
    page.section("VOIR AUSSI").text(&others.join(", "));
    page.written()
}

/// The page of a command.
fn page_of(command: &Command) -> String {
    let help = help::Help::of(command);
    let mut page = Page::new(&format!("preau-{}", command.get_name()), 1, &help.about);
    page.section("SYNOPSIS").text(&help.usage);
    page.section("DESCRIPTION").text(&format!("{}.", help.about));
    page.paragraphs(&help.more);
    options(&mut page, command, false);
    page.section("EXEMPLES").lines(&help.examples);
    page.section("STATUT DE SORTIE").text(&help.status);
    page.section("VOIR AUSSI")
        .text("preau(1), preau-configuration(5)");
    page.written()
}

/// The arguments and the options; those that every command knows are those of `preau(1)`.
fn options(page: &mut Page, command: &Command, common: bool) {
    page.section("OPTIONS");
    let wanted = |arg: &&clap::Arg| common || !arg.is_global_set();
    let (arguments, options): (Vec<_>, Vec<_>) = command
        .get_arguments()
        .filter(wanted)
        .partition(|arg| arg.is_positional());
    for arg in arguments.into_iter().chain(options) {
        let (name, value) = help::called(arg);
        page.entry(&name, &value, &help::said(arg));
    }
    if !common {
        page.text("Les options communes à toutes les commandes (--base, --date…) sont dites dans preau(1).");
    }
}

const DESCRIPTION: &str = "Préau suit les solutions numériques des écoles d’un département\u{a0}: ce que les collectivités ont \
    acheté, les conventions des articles 26 et 28 du RGPD, l’étape de chaque école, et son inscription au registre de \
    traitement, que les règles permettent ou refusent en disant pourquoi.";

/// What the environment says to the program.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("PREAU_BASE", "Le fichier de la base, là où --base ne le dit pas."),
    (
        "PREAU_SOCKET",
        "La socket du service, là où --socket ne la dit pas.",
    ),
    (
        "XDG_CONFIG_DIRS, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
        "Les dossiers de la configuration, de la base et de ce qui est retenu d’un opérateur.",
    ),
    ("NO_COLOR", "Posée, les écrans sont sans couleur."),
    (
        "COLORFGBG",
        "Ce que le terminal dit de son fond, clair ou sombre.",
    ),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "Là où elles ne disent pas UTF-8, ce qui s’affiche est en ASCII.",
    ),
];

/// The files that the program reads and writes where nothing else is said.
const FILES: [(&str, &str); 5] = [
    (
        "/etc/preau/config.toml",
        "La configuration de la machine, lue par le service et par le programme de chaque opérateur.",
    ),
    (
        "~/.config/preau/config.toml",
        "Celle de l’opérateur, qui l’emporte clé par clé\u{a0}; voir preau-configuration(5).",
    ),
    ("~/.local/share/preau/preau.base", "La base d’un seul opérateur."),
    (
        "/var/lib/preau/preau.base",
        "La base du service\u{a0}; ses pièces sont à côté, dans preau.base.pieces.",
    ),
    ("/run/preau/preau.sock", "La socket du service."),
];
