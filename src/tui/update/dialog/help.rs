//! The help: every verb with its keys in force, and the search bar's language.

use crate::domain::query::language::FIELDS;
use crate::tui::keymap::{Context, Entry};
use crate::tui::model::Model;
use crate::tui::model::layer::{Layer, Paper};
use crate::tui::theme::Role;
use crate::tui::update::available::without_right;

/// Opens the help.
pub fn open(model: &mut Model) {
    let mut paper = Paper::new("Aide");
    if !model.options.look.sober {
        signs(&mut paper);
    }
    let mut group = "";
    for entry in model.options.keymap.entries() {
        if group != entry.group {
            group = &entry.group;
            paper.say(Role::Text, "");
            paper.say(Role::Title, group);
        }
        let (role, sentence) = match without_right(model, entry.verb) {
            None => (Role::Text, entry.sentence.clone()),
            Some(why) => (Role::Muted, format!("{} ({why})", entry.sentence)),
        };
        paper.item((Role::Key, format!("  {:<16}", keys(entry))), (role, sentence));
    }
    search(&mut paper);
    model.layer = Some(Layer::Paper(paper));
}

/// The keys of a verb, each once.
fn keys(entry: &Entry) -> String {
    let mut shown: Vec<String> = Vec::new();
    for context in Context::ALL {
        for key in entry.keys(context).map(|key| key.to_string()) {
            if !shown.contains(&key) {
                shown.push(key);
            }
        }
    }
    shown.join(" ")
}

fn signs(paper: &mut Paper) {
    paper.say(Role::Title, "Signes");
    let signs = [
        (Role::Blocking, "⚑", "une règle empêche l’inscription au registre"),
        (
            Role::Critical,
            "!",
            "inscrite ou comptes ouverts, mais à régulariser",
        ),
        (Role::Ok, "✓", "inscrite au registre\u{a0}; convention en vigueur"),
        (Role::Text, "✗", "convention absente ou qui n’est pas en vigueur"),
        (
            Role::Warning,
            "✗ C1 à C4",
            "ce qui empêche encore d’ouvrir des comptes",
        ),
        (Role::Warning, "•", "un avertissement, qui n’empêche rien"),
        (
            Role::Text,
            ".",
            "prête\u{a0}: aucune règle n’empêche l’inscription",
        ),
    ];
    for (role, sign, meaning) in signs {
        paper.item((role, format!("  {sign:<16}")), (Role::Text, meaning.to_owned()));
    }
}

fn search(paper: &mut Paper) {
    paper.say(Role::Text, "");
    paper.say(Role::Title, "Barre de recherche");
    let lines = [
        (
            "jaures gre",
            "des fragments, sans accents, dans n’importe quel ordre",
        ),
        ("-privee", "sans ce mot, ou sauf ce filtre"),
        ("solution:one,edumoov", "l’un ou l’autre"),
        ("circo:\"Grenoble 1\"", "une valeur à espaces, entre guillemets"),
    ];
    for (example, meaning) in lines {
        example_line(paper, example, meaning);
    }
    for field in FIELDS {
        example_line(paper, field.example, field.sentence);
    }
}

fn example_line(paper: &mut Paper, example: &str, meaning: &str) {
    let head = format!("  {example:<26}");
    paper.item((Role::Key, head), (Role::Text, meaning.to_owned()));
}
