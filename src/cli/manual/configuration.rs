//! `preau-configuration(5)`, of the table of the keys.

use super::page::Page;
use crate::config::schema;

/// The page of the configuration.
pub(super) fn page() -> String {
    let mut page = Page::new("preau-configuration", 5, "configuration de Préau");
    page.section("DESCRIPTION").text(ORDER).text(
        "Le fichier est du TOML. Ce qui n’y convient pas est dit avec sa ligne, et rien n’est fait. «\u{a0}preau modele \
         configuration\u{a0}» en écrit un où chaque clé est en commentaire.",
    );
    page.section("CLÉS");
    for section in schema::sections() {
        page.part(&format!("[{}]", section.name)).text(section.about);
        for key in section.keys {
            let kind = if key.by_default {
                "par défaut"
            } else {
                "sans valeur par défaut\u{a0}; exemple"
            };
            let about = format!("{} ({kind}\u{a0}: {}).", key.about, key.value);
            page.entry(key.name, "", &about);
        }
    }
    page.section("FICHIERS")
        .text("/etc/preau/config.toml, $XDG_CONFIG_DIRS/preau/config.toml, ~/.config/preau/config.toml");
    page.section("EXEMPLES").lines(&[
        "[service]".to_owned(),
        "socket = \"/run/preau/preau.sock\"".to_owned(),
    ]);
    page.section("VOIR AUSSI")
        .text("preau(1), preau-servir(1), preau-modele(1)");
    page.written()
}

const ORDER: &str = "/etc/preau/config.toml est lu d’abord, puis preau/config.toml dans les dossiers de XDG_CONFIG_DIRS, puis \
    le fichier de l’opérateur\u{a0}: ~/.config/preau/config.toml, ou celui que nomme --config. Pour chaque clé, le dernier \
    fichier qui la donne l’emporte.";
