//! Importing the dossiers of Démarches Simplifiées from the file that the configuration names: the plan is shown first, and
//! what it leaves to a person is a list that leads to the records.

use std::path::Path;

use crate::domain::record::RecordId;
use crate::service::dossiers::{Case, DossierFile};
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Proposal, TextDialog};
use crate::tui::theme::Role;
use crate::tui::update::ask::wait;

use super::outcome::{describe, describe_stages};
use super::{Chooses, Taken, Waits, scope};

const TITLE: &str = "Dossiers de Démarches Simplifiées";

/// The plan of the file.
#[derive(Debug, Clone)]
pub struct Asked;

/// The records on which the cases go on.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<Option<RecordId>>);

/// Has the file read.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let settings = &model.options.dossiers;
    if let Some(path) = settings.file.clone() {
        let mapping = Box::new(settings.mapping.clone());
        wait(model, Asked, Ask::PlanDossiers(path, mapping), effects);
    }
}

/// Why there is no file to read.
pub fn why_not(model: &Model) -> Option<String> {
    let none = model.options.dossiers.file.is_none();
    none.then(|| {
        "la configuration ne nomme aucun export\u{a0}: écrivez «\u{a0}fichier\u{a0}» dans [demarches] (preau modele demarches)"
            .to_owned()
    })
}

/// Why it is not done in the review.
pub fn in_review() -> String {
    "quittez d’abord la revue".to_owned()
}

impl Waits<Box<DossierFile>> for Asked {
    fn answered(self, model: &mut Model, file: Box<DossierFile>, _effects: &mut Vec<Effect>) {
        let name = model.options.dossiers.file.as_deref().and_then(Path::file_name);
        let name = name.unwrap_or_default().to_string_lossy().into_owned();
        model.dialog = Some(Dialog::Text(shown(*file, &name)));
    }

    fn asked(&self) -> String {
        "lire les dossiers".to_owned()
    }
}

/// The plan of a file, with the order to import it where it changes anything and is not older than the last one; over the
/// list of the cases.
fn shown(file: DossierFile, name: &str) -> TextDialog {
    let DossierFile { order, planned } = file;
    let mut dialog = TextDialog::new(TITLE);
    let imports = planned.changed > 0 && planned.older.is_none();
    let in_part = planned.cases.iter().filter(|case| case.imported).count();
    let whole = planned.cases.len() - in_part;
    if !imports && planned.older.is_none() {
        dialog.say(Role::Title, nothing_to_import(planned.cases.len()));
    }
    for said in left_over(whole, in_part).filter(|_| imports) {
        dialog.item((Role::Warning, "! ".to_owned()), (Role::Text, said));
    }
    describe(&mut dialog, &planned.effects);
    if let Some(older) = &planned.older {
        let text = format!(
            "{older}\u{a0}: rien n’est importé\u{a0}; «\u{a0}preau importer demarches\u{a0}» le peut, avec --meme-ancien"
        );
        dialog.item((Role::Error, "✗ ".to_owned()), (Role::Text, text));
    } else if imports {
        let proposal = Proposal::new(order, format!("dossiers importés de {name}"), "importer");
        dialog.proposal = Some(
            proposal
                .by_own_key(planned.effects.ask_for_confirmation(), Proposal::LOSSES)
                .by_own_key(planned.changed > 1, Proposal::SEVERAL),
        );
        describe_stages(&mut dialog, &planned.effects);
    }
    if !dialog.body.is_empty() {
        dialog.say(Role::Text, "");
    }
    for line in planned.text.lines() {
        let (head, text) = line.split_at(aligned(line));
        dialog.item((Role::Text, head.to_owned()), (Role::Text, text.to_owned()));
    }
    dialog.over = (!planned.cases.is_empty()).then(|| Box::new(Dialog::Chooser(cases(planned.cases))));
    dialog
}

/// The bytes of a line of a plan up to its last run of blanks: what is wrapped goes on below what follows them.
fn aligned(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    line.rfind("  ").map_or(indent, |at| at + 2)
}

/// What is said of a file that has nothing to import, of which so many dossiers wait for a person.
fn nothing_to_import(waiting: usize) -> String {
    const NOTHING: &str = "Rien à importer\u{a0}: la base a déjà ce que dit ce fichier";
    match waiting {
        0 => format!("{NOTHING}."),
        1 => format!("{NOTHING}, sauf 1 dossier qui attend une personne\u{a0}: il est montré ensuite."),
        count => {
            format!(
                "{NOTHING}, sauf {count} dossiers qui attendent une personne\u{a0}: ils sont montrés ensuite."
            )
        }
    }
}

/// How many dossiers are left to a person: those that are left out whole, and those that go in without some of their schools.
fn left_over(whole: usize, in_part: usize) -> impl Iterator<Item = String> {
    let whole = match whole {
        0 => None,
        1 => Some(
            "1 dossier attend une personne\u{a0}: le reste s’importe sans lui, puis il est montré".to_owned(),
        ),
        count => Some(format!(
            "{count} dossiers attendent une personne\u{a0}: le reste s’importe sans eux, puis ils sont montrés"
        )),
    };
    let in_part = match in_part {
        0 => None,
        1 => Some("1 dossier s’importe sans une partie de ses écoles, puis il est montré".to_owned()),
        count => Some(format!(
            "{count} dossiers s’importent sans une partie de leurs écoles, puis ils sont montrés"
        )),
    };
    whole.into_iter().chain(in_part)
}

/// The list of the cases.
fn cases(cases: Vec<Case>) -> Chooser {
    let choice = |case: &Case| {
        let choice = Choice::new(&case.about, &case.why);
        choice.unless(case.record.is_none().then(|| case.why.clone()))
    };
    let choices = cases.iter().map(choice).collect();
    let records = cases.into_iter().map(|case| case.record).collect();
    Chooser::new(
        "Dossiers qui attendent une personne",
        "",
        choices,
        Choosing(records),
    )
    .at_first()
}

impl Chooses for Choosing {
    /// Goes to the record.
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        if let Some(id) = self.0[taken.place].clone() {
            model.dialog = None;
            scope::go_to(model, id, effects);
        }
    }
}
