//! The keys of the configuration: one table, from which come what a file may say, the file to start from and the page of
//! the manual.

use crate::domain::rule::{Policy, THRESHOLDS, Threshold};

/// A section of the configuration.
pub struct Section {
    pub name: &'static str,
    /// What it is for, as a French sentence.
    pub about: &'static str,
    /// Its keys, in the order in which they are shown; none where they are the verbs of the keymap.
    pub keys: Vec<Setting>,
}

/// A key, with a value as a file gives it.
pub struct Setting {
    pub name: &'static str,
    /// The value by default in TOML, or an example.
    pub value: String,
    /// True where that is what holds while nothing is said; else nothing does.
    pub by_default: bool,
    /// What it sets, as a French sentence without its full stop.
    pub about: String,
}

/// A line of the table: key, value by default or else an example, what it sets.
type Line = (&'static str, Result<&'static str, &'static str>, &'static str);

/// Who works here: nothing of it has a default.
const DSDEN: [Line; 6] = [
    (
        "departement",
        Err("\"38\""),
        "Le code du département, ou une liste pour une académie\u{a0}: de l’annuaire, les écoles des autres sont laissées",
    ),
    (
        "nom",
        Err("\"DSDEN de l’Isère\""),
        "Le nom dans l’en-tête des écrans",
    ),
    (
        "responsable",
        Err(
            "{ nom = \"Martin\", prenom = \"Claire\", service = \"DASEN de l’Isère\", adresse = \"1 rue Exemple\", code_postal = \"38000\", ville = \"Grenoble\", pays = \"France\", telephone = \"04 00 00 00 00\", courriel = \"dasen@exemple.invalid\" }",
        ),
        "Le responsable de traitement et comment le joindre, pour le registre\u{a0}; un simple texte sert aussi",
    ),
    (
        "dpd",
        Err("{ nom = \"Petit\", courriel = \"dpd@exemple.invalid\" }"),
        "Le délégué à la protection des données et comment le joindre, pour le registre\u{a0}; les mêmes parties, ou un simple texte",
    ),
    (
        "autorite",
        Ok("\"le DASEN\""),
        "Qui signe les conventions pour l’État, avec son article\u{a0}: «\u{a0}le recteur\u{a0}», «\u{a0}la rectrice\u{a0}»",
    ),
    (
        "objectif_le",
        Err("2027-01-31"),
        "Le jour où toutes les écoles équipées doivent être inscrites, pour le rythme du tableau de bord",
    ),
];

/// When conseils d'école are due (W4).
const COUNCILS: [Line; 3] = [
    (
        "resultats_elections",
        Err("[2025-10-10, 2026-10-09]"),
        "W4\u{a0}: le jour des résultats des élections de parents, un par année scolaire",
    ),
    (
        "zone",
        Err("\"A\""),
        "La zone dont les vacances comptent, celles de «\u{a0}preau importer calendrier\u{a0}»",
    ),
    (
        "vacances_comptent",
        Ok("\"oui\""),
        "W4\u{a0}: \"non\" ne compte pas les jours de vacances dans le délai",
    ),
];

const SCREEN: [Line; 8] = [
    (
        "couleurs",
        Ok("\"auto\""),
        "\"oui\", \"non\", ou \"auto\"\u{a0}: oui, sauf si NO_COLOR est posée",
    ),
    (
        "ascii",
        Ok("\"auto\""),
        "\"oui\", \"non\", ou \"auto\"\u{a0}: oui là où les paramètres régionaux ne sont pas en UTF-8",
    ),
    (
        "fond",
        Ok("\"auto\""),
        "Ce qu’il y a derrière le texte\u{a0}: \"clair\", \"sombre\", ou \"auto\"\u{a0}: ce que disent COLORFGBG ou le terminal, sinon peu de couleurs",
    ),
    (
        "sobre",
        Ok("\"non\""),
        "\"oui\"\u{a0}: écrans sans cadre ni couleur, une chose par ligne, comme avec --sobre",
    ),
    (
        "suivre",
        Ok("\"non\""),
        "\"oui\"\u{a0}: les écoles suivent dès l’ouverture ce qui est choisi dans un autre volet\u{a0}; L en change à tout moment",
    ),
    (
        "minuscules",
        Ok("\"non\""),
        "\"oui\"\u{a0}: les noms d’école publiés en capitales sont montrés en minuscules\u{a0}; ils restent tels que publiés",
    ),
    (
        "souris",
        Ok("\"auto\""),
        "\"non\" laisse la souris au terminal\u{a0}; F8 en change à tout moment",
    ),
    (
        "copie",
        Ok("\"auto\""),
        "\"non\" n’envoie rien au presse-papiers du terminal",
    ),
];

const DOCUMENTS: [Line; 2] = [
    (
        "taille_mo",
        Ok("20"),
        "La taille d’une pièce en Mo, au plus, de 1 à 60\u{a0}; avec un service, la sienne compte",
    ),
    (
        "a_ranger",
        Err("\"~/a-ranger\""),
        "Le dossier des scans à joindre\u{a0}; sinon a-ranger, là où Préau est lancé",
    ),
];

const SERVICE: [Line; 5] = [
    (
        "socket",
        Err("\"/run/preau/preau.sock\""),
        "La socket du service partagé, un chemin entier\u{a0}: le déclare, et aucune autre base n’est ouverte à sa place",
    ),
    (
        "groupe_lecture",
        Ok("\"preau-lecture\""),
        "Le groupe Unix dont les membres voient",
    ),
    (
        "groupe_gestion",
        Ok("\"preau-gestion\""),
        "Le groupe Unix dont les membres modifient et inscrivent",
    ),
    (
        "groupe_dpd",
        Ok("\"preau-dpd\""),
        "Le groupe Unix dont les membres contrôlent le registre",
    ),
    (
        "groupe_administration",
        Ok("\"preau-administration\""),
        "Le groupe Unix dont les membres importent, copient et font tout ce que fait la gestion",
    ),
];

/// Every section, in the order in which a file has them.
pub fn sections() -> Vec<Section> {
    let lines = |lines: &[Line]| lines.iter().map(setting).collect();
    let section = |name, about, keys| Section { name, about, keys };
    vec![
        section("dsden", "Qui travaille ici.", lines(&DSDEN)),
        section(
            "regles",
            "Les seuils des règles\u{a0}; ils déplacent des alertes, jamais un blocage.",
            thresholds().into_iter().chain(lines(&COUNCILS)).collect(),
        ),
        section(
            "touches",
            "Les touches, par verbe\u{a0}: «\u{a0}preau modele touches\u{a0}» écrit toute la section, à recopier ici.",
            Vec::new(),
        ),
        section("ecran", "Ce que reçoit le terminal.", lines(&SCREEN)),
        section("pieces", "Les pièces jointes.", lines(&DOCUMENTS)),
        section(
            "demarches",
            "Les dossiers de Démarches Simplifiées\u{a0}: «\u{a0}preau modele demarches\u{a0}» écrit toute la section, à recopier ici.",
            Vec::new(),
        ),
        section(
            "service",
            "Le service partagé, et les groupes qui donnent les droits.",
            lines(&SERVICE),
        ),
    ]
}

fn setting((name, value, about): &Line) -> Setting {
    Setting {
        name,
        value: value.unwrap_or_else(|example| example).to_owned(),
        by_default: value.is_ok(),
        about: (*about).to_owned(),
    }
}

fn thresholds() -> Vec<Setting> {
    let policy = Policy::default();
    let setting = |threshold: &Threshold| Setting {
        name: threshold.key,
        value: threshold.of(&policy).to_string(),
        by_default: true,
        about: format!("{}\u{a0}: {}", threshold.rule.as_str(), threshold.counts),
    };
    THRESHOLDS.iter().map(setting).collect()
}

/// The names of the sections.
pub(super) fn names() -> Vec<&'static str> {
    sections().iter().map(|section| section.name).collect()
}

/// The keys that a section may hold; none of one whose keys are the verbs of the keymap.
pub(super) fn keys(section: &str) -> Vec<&'static str> {
    let all = sections();
    let found = all.iter().find(|one| one.name == section);
    found.map_or_else(Vec::new, |section| {
        section.keys.iter().map(|key| key.name).collect()
    })
}

/// Writes a file with every key commented out: a setting follows its `#` at once, a sentence after a space. `set` are the
/// settings that hold: section, key and value in TOML.
pub fn model(set: &[(&str, &str, &str)]) -> String {
    let mut lines = vec![HEAD.to_owned()];
    for section in sections() {
        lines.push(format!("# {}\n[{}]", section.about, section.name));
        for key in section.keys {
            let holds = set
                .iter()
                .find(|(of, name, _)| (*of, *name) == (section.name, key.name));
            let written = match holds {
                Some((_, name, value)) => format!("{name} = {value}"),
                None => format!("#{} = {}", key.name, key.value),
            };
            let example = if key.by_default { "" } else { " (exemple)" };
            lines.push(format!("# {}{example}.\n{written}", key.about));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

const HEAD: &str = "# Configuration de Préau. Une clé compte quand le «\u{a0}#\u{a0}» qui la précède est ôté\u{a0}; là où ce n’est pas un exemple,
# la valeur montrée est celle par défaut. /etc/preau/config.toml est lu d’abord, puis preau/config.toml dans les dossiers
# de XDG_CONFIG_DIRS, puis le fichier de l’opérateur (~/.config/preau/config.toml, ou --config)\u{a0}: pour chaque clé,
# le dernier l’emporte.
";
