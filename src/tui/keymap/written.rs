//! How the keys of a verb are written in the section `[touches]` of a configuration.

use std::collections::BTreeMap;

use super::{Context, Verb, table};

/// What stands above the section.
const HEAD: &str = "\
# Les touches de Préau. Copiez ce que vous changez dans la configuration (~/.config/preau/config.toml), sans le #
# du début de la ligne. Les lignes ci-dessous disent les touches telles qu’elles sont sans configuration.
#
# commande = \"e\" ou commande = [\"e\", \"f5\"] vaut partout où la commande sert. Dans un champ, où l’on écrit, une
# lettre ne peut rien commander\u{a0}: il y faut aussi une touche comme f5 ou ctrl-t.
# commande = { liste = \"e\", revue = \"f5\" } ne change que les endroits nommés\u{a0}:
#   liste (les volets), revue, tableau (de bord), dialogue, champ (où l’on écrit), partout.
# commande = [] ne laisse aucune touche\u{a0}: la commande reste dans la palette.
#
# Touches\u{a0}: une lettre (e, E, é), un signe atteint sans Maj, ctrl-a à ctrl-z, f1 à f12, entrée, espace, échap, tab,
# maj-tab, haut, bas, gauche, droite, pageprécédente, pagesuivante, début, fin, retour, suppr, inser.

[touches]
";

/// Writes the whole section with the keys of the embedded table, each line commented out: every verb under its
/// sentence, in the groups of the help. A setting follows its `#` at once, a sentence after a space.
pub fn model() -> String {
    let mut lines = vec![HEAD.to_owned()];
    let mut group = String::new();
    // A test keeps the table readable.
    for row in table::rows().unwrap_or_default() {
        let Some(verb) = Verb::from_id(&row.id) else {
            continue;
        };
        if group != row.groupe {
            group.clone_from(&row.groupe);
            lines.push(format!("# ---- {group}\n"));
        }
        lines.push(format!("# {}\n#{}\n", row.phrase, setting(verb, &row.touches)));
    }
    lines.join("\n")
}

/// Writes the keys of a verb: a plain list where it says the same of every context.
fn setting(verb: Verb, keys: &BTreeMap<Context, Vec<String>>) -> String {
    let most = keys.values().max_by_key(|names| names.len());
    let same = |names: &&Vec<String>| keys.iter().all(|(context, own)| context.possible(names) == *own);
    if let Some(names) = most.filter(same) {
        return format!("{} = {}", verb.id(), list(names));
    }
    let places: Vec<(Context, &[String])> = keys
        .iter()
        .map(|(context, names)| (*context, names.as_slice()))
        .collect();
    by_context(verb, &places)
}

/// Writes the keys of a verb, context by context.
pub(super) fn by_context(verb: Verb, keys: &[(Context, &[String])]) -> String {
    let places: Vec<String> = keys
        .iter()
        .map(|(context, names)| format!("{} = {}", context.name(), list(names)))
        .collect();
    format!("{} = {{ {} }}", verb.id(), places.join(", "))
}

/// `"e"`, or `["e", "f5"]`.
fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| toml::Value::from(name.as_str()).to_string())
        .collect();
    match quoted.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", quoted.join(", ")),
    }
}
