//! The help: every verb with its keys in force, and the search bar's language.

use crate::domain::query::language::FIELDS;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Key, Served};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, TextDialog};
use crate::tui::open_data;
use crate::tui::spoken;
use crate::tui::theme::Role;
use crate::tui::update::editor;

use super::withheld;

/// Opens the help.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    over(model, effects);
}

/// Opens the help over a dialog, which comes back when it is closed. False where the dialog waits for something: what
/// comes would find the help in its place.
pub fn over(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let rests = match &model.dialog {
        Some(Dialog::Editor(form)) => form.is_at_rest(),
        Some(Dialog::Chooser(chooser)) => chooser.busy.is_none() && !chooser.late,
        Some(Dialog::Form(form)) => form.busy.is_none(),
        Some(Dialog::Text(dialog)) => dialog.busy.is_none() && !dialog.help,
        Some(Dialog::Wait(_)) => false,
        Some(Dialog::Days(grid)) => grid.busy.is_none(),
        Some(Dialog::Annexe(_) | Dialog::Month(_)) | None => true,
    };
    if !rests {
        return false;
    }
    editor::keep_typed(model, effects);
    let here = if model.dialog.is_some() {
        model.context()
    } else {
        model.ground()
    };
    let below = model.dialog.take();
    show(model, here);
    if let Some(Dialog::Text(dialog)) = &mut model.dialog {
        dialog.over = below.map(Box::new);
    }
    true
}

/// Gives back the dialog over which the help lies.
pub fn aside(model: &mut Model) {
    if let Some(Dialog::Text(dialog)) = &mut model.dialog
        && let Some(below) = dialog.over.take()
    {
        model.dialog = Some(*below);
    }
}

/// Shows the help, with the keys that serve here first.
fn show(model: &mut Model, here: Context) {
    let mut dialog = TextDialog::new("Aide");
    dialog.help = true;
    if !model.options.look.sober {
        signs(&mut dialog);
    }
    let mut group = "";
    for entry in model.options.keymap.entries() {
        if group != entry.group {
            group = &entry.group;
            dialog.say(Role::Text, "");
            dialog.say(Role::Title, group);
        }
        let served = entry.served(here);
        let keys = served
            .first()
            .map(|here| here.keys(Key::to_string))
            .unwrap_or_default();
        let sentence = format!("{}{}", entry.sentence, places(model, here, &served));
        let (role, sentence) = match withheld(model, entry.verb) {
            None => (Role::Text, sentence),
            Some(why) => (Role::Muted, format!("{sentence} ({why})")),
        };
        dialog.item((Role::Key, format!("  {keys:<16}")), (role, sentence));
    }
    search(&mut dialog);
    sources(&mut dialog);
    model.dialog = Some(Dialog::Text(dialog));
}

/// Says where the keys serve, where that is not just here: ` (revue)`, ` (revue\u{a0}: N)`.
fn places(model: &Model, here: Context, served: &[Served]) -> String {
    let show = |key: &Key| spoken::key(*key, model.options.look.sober);
    let Some((first, others)) = served.split_first() else {
        return String::new();
    };
    let own = (!first.holds(here)).then(|| first.places());
    let others = others
        .iter()
        .map(|one| format!("{}\u{a0}: {}", one.places(), one.keys(show)));
    let said: Vec<String> = own.into_iter().chain(others).collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(" ({})", said.join("\u{a0}; "))
    }
}

fn signs(dialog: &mut TextDialog) {
    dialog.say(Role::Title, "Signes");
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
            Role::Ready,
            "»",
            "prête\u{a0}: aucune règle n’empêche l’inscription",
        ),
        (Role::Text, "+2", "deux collègues travaillent sur la même base"),
    ];
    for (role, sign, meaning) in signs {
        dialog.item((role, format!("  {sign:<16}")), (Role::Text, meaning.to_owned()));
    }
}

fn search(dialog: &mut TextDialog) {
    dialog.say(Role::Text, "");
    dialog.say(Role::Title, "Barre de recherche");
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
        example_line(dialog, example, meaning);
    }
    for field in FIELDS {
        example_line(dialog, field.example, field.sentence);
    }
}

fn example_line(dialog: &mut TextDialog, example: &str, meaning: &str) {
    let head = format!("  {example:<26}");
    dialog.item((Role::Key, head), (Role::Text, meaning.to_owned()));
}

/// Names the open data that the program carries.
fn sources(dialog: &mut TextDialog) {
    dialog.say(Role::Text, "");
    dialog.say(Role::Title, "Données ouvertes de la démonstration");
    let lines = open_data::SOURCES.into_iter().chain([open_data::LICENCE]);
    for line in lines {
        dialog.item((Role::Text, "  ".to_owned()), (Role::Text, line.to_owned()));
    }
    dialog.say(Role::Text, open_data::INVENTED);
}
