//! Writing what is on the screen to a file: which rows, in which form, under which name.

use std::path::PathBuf;

use crate::domain::query::Query;
use crate::service::DeskError;
use crate::service::export::{Export, ExportError, FileForm};
use crate::text::fold;
use crate::text::inert;
use crate::tui::effect::{Answer, Ask, Effect, Slot};
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Form, FormKind, TextDialog};
use crate::tui::model::{Field, List, ListName, Model, Tone, Want};
use crate::tui::theme::Role;
use crate::tui::wording::lines;

use super::{Chooses, Taken, Typed, Types, unexpected, when};

/// The forms of a file, in the order of the choices.
const FORMS: [FileForm; FileForm::TABLES.len()] = FileForm::TABLES;

/// Which rows are written, and in which form.
#[derive(Debug, Clone)]
pub struct Choosing {
    /// Some are marked.
    marked: bool,
}

/// The name of the file to write.
#[derive(Debug, Clone)]
pub struct Typing {
    export: Export,
}

/// Why nothing can be written.
pub fn why_not(model: &Model) -> Option<String> {
    when::no_rows(model).or_else(|| when::wrong_search(model))
}

/// Offers the rows of the list, and the marked ones where there are some.
pub fn open(model: &mut Model) {
    let list = model.focused();
    let mut choices = Vec::new();
    let marks = &list.marks;
    if !marks.is_empty() {
        let marked = list.name.marked(marks.count(), marks.hidden());
        choices.extend(forms("Les lignes cochées", &marked));
    }
    choices.extend(forms("Toutes les lignes de la liste", &lines(list.total)));
    let titles: Vec<&str> = list.shown_columns().iter().map(|column| column.title).collect();
    let about = format!("{} · {}", list.name.title(), titles.join(", "));
    let flow = Choosing {
        marked: !marks.is_empty(),
    };
    let chooser = Chooser::new("Exporter la liste", &about, choices, flow).at_first();
    model.dialog = Some(Dialog::Chooser(chooser));
}

fn forms(label: &str, count: &str) -> impl Iterator<Item = Choice> {
    FORMS.iter().map(move |&form| {
        let label = format!("{label}, en {}", form.label());
        Choice::new(label, count)
    })
}

impl Chooses for Choosing {
    /// Of the marked rows where there are some, then of all, each form in turn.
    fn chosen(&self, model: &mut Model, taken: &Taken, _effects: &mut Vec<Effect>) {
        let marked = self.marked && taken.place < FORMS.len();
        name(model, marked, FORMS[taken.place % FORMS.len()]);
    }
}

/// Asks for the name of the file.
fn name(model: &mut Model, marked: bool, form: FileForm) {
    let list = model.focused();
    let export = Export {
        query: query(model, list, marked),
        columns: list.columns.clone(),
        only: if marked { list.marks.ids() } else { Vec::new() },
        trial: model.options.trial,
        form,
        path: PathBuf::from(file_name(model, list, marked, form)),
        replace: false,
    };
    ask_name(model, export, None);
}

/// Asks for the name of a file, proposing the one it has; says what was wrong with that one.
fn ask_name(model: &mut Model, export: Export, error: Option<String>) {
    let list = model.focused();
    let about = if export.only.is_empty() {
        lines(list.total)
    } else {
        list.name.marked(list.marks.count(), list.marks.hidden())
    };
    let field = Field::proposing(export.path.display().to_string());
    let mut dialog = Form::new(
        "Exporter\u{a0}: nom du fichier",
        &about,
        FormKind::File(field),
        Typing { export },
    );
    dialog.intro = vec!["Sans chemin, il va dans le dossier où Préau a été lancé.".to_owned()];
    dialog.error = error;
    model.dialog = Some(Dialog::Form(dialog));
}

/// The rows as the list shows them; those that are marked wherever they are, in its order.
fn query(model: &Model, list: &List, marked: bool) -> Query {
    if marked {
        return Query {
            sort: list.sort,
            ..Query::all(list.name.pane(), 1)
        };
    }
    list.query(model.scope_of(list.name), 0, &Want::Place)
}

/// `ecoles-a-traiter-2026-11-23.csv`.
fn file_name(model: &Model, list: &List, marked: bool, form: FileForm) -> String {
    let what = match list.name {
        ListName::Collectivites => "collectivites",
        ListName::Schools => "ecoles",
        ListName::Providers => "prestataires",
        ListName::Conventions => "conventions",
    };
    let view = list.view.as_ref().filter(|_| !list.is_modified() && !marked);
    let view = view.map(|view| slug(&view.name)).unwrap_or_default();
    let marked = if marked { "cochees" } else { "" };
    let day = model.options.today.to_string();
    let parts = [what, &view, marked, &day].map(str::to_owned);
    let name: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{}", name.join("-"), form.code())
}

/// A name in letters and digits that any file system takes.
fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

impl Types for Typing {
    /// Asks for the file that was named.
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let typed = typed.text.as_str();
        if typed.is_empty() {
            return Err("donnez un nom de fichier".to_owned());
        }
        if typed.ends_with('/') {
            return Err(format!("{typed} est un dossier\u{a0}; ajoutez un nom de fichier"));
        }
        let (path, form) = in_form(typed, self.export.form);
        let export = Export {
            form,
            path,
            ..self.export.clone()
        };
        write(model, export, effects);
        Ok(())
    }
}

/// The file of a name, and what is written in it: the name's own ending decides.
fn in_form(typed: &str, form: FileForm) -> (PathBuf, FileForm) {
    let path = PathBuf::from(typed);
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let named = |of: &FileForm| ending.as_deref() == Some(of.code());
    match FORMS.iter().copied().find(named) {
        Some(named) => (path, named),
        None => (path, form),
    }
}

/// Asks for a file; one is written at a time.
pub fn write(model: &mut Model, export: Export, effects: &mut Vec<Effect>) {
    if model.exporting.is_some() {
        return model.say(Tone::Info, "Un fichier est déjà en cours d’écriture");
    }
    let ticket = model.ticket(Slot::Export);
    effects.push(Effect::Ask(ticket, Ask::Export(Box::new(export.clone()))));
    if let Some(dialog) = &mut model.dialog {
        dialog.set_busy(Some(Slot::Export));
    }
    model.exporting = Some(Box::new(export));
}

/// Says where the file is, or why it is not.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(export) = model.exporting.take() else {
        return;
    };
    let waiting = model.dialog.as_ref().and_then(Dialog::busy) == Some(Slot::Export);
    if let (true, Some(dialog)) = (waiting, &mut model.dialog) {
        dialog.set_busy(None);
    }
    let outcome = match answer {
        Ok(Answer::Exported(outcome)) => outcome,
        Ok(_) => return unexpected(model),
        Err(error) => Err(ExportError::Desk(error)),
    };
    match outcome {
        Ok(written) => {
            if waiting {
                model.dialog = None;
            }
            let lines = if written.rows < 2 {
                "ligne écrite"
            } else {
                "lignes écrites"
            };
            let text = format!("✓ {} {lines} dans {}", written.rows, written.path.display());
            model.say(Tone::Done, text);
        }
        Err(ExportError::Exists(path)) if waiting => overwrite(model, *export, &path.display().to_string()),
        Err(error) => refuse(model, waiting, *export, &error),
    }
}

/// Says what is wrong where the name can be changed, else on the status line.
fn refuse(model: &mut Model, waiting: bool, export: Export, error: &ExportError) {
    let text = not_written(&export, error);
    match &mut model.dialog {
        Some(Dialog::Form(form)) if waiting => form.error = Some(text),
        Some(_) if waiting => {
            let export = Export {
                replace: false,
                ..export
            };
            ask_name(model, export, Some(text));
        }
        _ => model.say(Tone::Error, text),
    }
}

/// Why a file is not written, with its name.
fn not_written(export: &Export, error: &ExportError) -> String {
    let why = error.to_string();
    match export.path.file_name().map(|name| name.to_string_lossy()) {
        Some(name) if !why.contains(name.as_ref()) => {
            format!("{} n’est pas écrit\u{a0}: {why}", inert(&name))
        }
        _ => format!("Rien n’est écrit\u{a0}: {why}"),
    }
}

/// Asks before a file is replaced; Enter alone does not do it.
fn overwrite(model: &mut Model, export: Export, path: &str) {
    let mut dialog = TextDialog::new("Remplacer le fichier");
    dialog.say(Role::Title, path);
    dialog.say(Role::Text, "");
    dialog.say(Role::Warning, "! Ce fichier existe déjà. Son contenu sera perdu.");
    dialog.overwrite = Some(Box::new(Export {
        replace: true,
        ..export
    }));
    model.dialog = Some(Dialog::Text(dialog));
}
