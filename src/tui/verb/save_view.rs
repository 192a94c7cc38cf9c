//! Saving the list as a view, and what becomes of a saved one: replaced, renamed, removed.

use crate::domain::command::{Command, Order, Seen};
use crate::domain::permit::OneOf;
use crate::domain::query::Pane;
use crate::domain::query::row::{ColumnId, chosen, usual};
use crate::domain::record::Record;
use crate::domain::record::RecordId;
use crate::domain::view::{NewView, View, ViewNumber};
use crate::service::Dossier;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::dialog::{Choice, Chooser, Dialog, Form, FormKind, Proposal, TextDialog};
use crate::tui::model::showing::{Offered, Opened, Origin};
use crate::tui::model::{Field, List, ListName, Model};
use crate::tui::theme::Role;
use crate::tui::update::orders;
use crate::tui::wording::right_needed;

use super::{Chooses, Taken, Typed, Types, Waits};

use crate::tui::update::ask::{seen, wait};

/// The views, of which one may be replaced.
#[derive(Debug, Clone)]
pub struct Asked;

/// A saved view that is to change.
#[derive(Debug, Clone)]
pub struct AskedSaved(Offered);

/// What can be saved.
#[derive(Debug, Clone)]
enum Pick {
    New {
        /// Everybody sees it.
        shared: bool,
    },
    Saved(Option<ViewNumber>, Offered),
}

/// A view to save, or a saved one to change.
#[derive(Debug, Clone)]
pub struct Choosing(Vec<Pick>);

/// What is done to a saved view.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// The list as it is shown takes its place.
    Replace,
    Rename,
    Remove,
}

/// A saved view that is to change.
#[derive(Debug, Clone)]
pub struct ChoosingSaved {
    number: ViewNumber,
    offered: Offered,
    pub(super) seen: Vec<Seen>,
}

/// The name of a view.
#[derive(Debug, Clone)]
pub struct Typing {
    /// The view, but for its name.
    draft: NewView,
    pub(super) seen: Vec<Seen>,
}

/// Asks for the views that are there.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    wait(model, Asked, Ask::Views(Vec::new()), effects);
}

impl Waits<Vec<Offered>> for Asked {
    /// Offers a new view, and the saved ones.
    fn answered(self, model: &mut Model, views: Vec<Offered>, _effects: &mut Vec<Effect>) {
        let shares = unshared(model);
        let mut listed = vec![
            (
                Choice::new("Nouvelle vue personnelle…", "moi seul la vois"),
                Pick::New { shared: false },
            ),
            (
                Choice::new("Nouvelle vue partagée…", "tous la voient").unless(shares.clone()),
                Pick::New { shared: true },
            ),
        ];
        for offered in views {
            if let Origin::Saved(number) = offered.view.origin {
                let whose = if offered.shared {
                    "partagée"
                } else {
                    "personnelle"
                };
                let label = format!("«\u{a0}{}\u{a0}»…", offered.view.name);
                let detail = format!("{whose}\u{a0}: remplacer, renommer, retirer");
                let refused = shares.clone().filter(|_| offered.shared);
                let pick = Pick::Saved(number, offered);
                listed.push((Choice::new(label, detail).unless(refused), pick));
            }
        }
        let (choices, picks) = listed.into_iter().unzip();
        let about = described(model.focused());
        let chooser = Chooser::new("Enregistrer la vue", &about, choices, Choosing(picks)).at_first();
        model.dialog = Some(Dialog::Chooser(chooser));
    }
}

/// Why the operator shares no view; none where they may.
fn unshared(model: &Model) -> Option<String> {
    let shares = OneOf::GESTION;
    (!shares.is_among(&model.options.operator.rights)).then(|| right_needed(shares))
}

/// What the list shows, in words.
fn described(list: &List) -> String {
    in_words(list.name.pane(), list.search.text(), &list.columns)
}

/// What is shown of a list, in words: its name, its filter, its columns.
fn in_words(pane: Pane, text: &str, columns: &[ColumnId]) -> String {
    let title = ListName::ALL.into_iter().find(|name| name.pane() == pane);
    let titles: Vec<&str> = chosen(pane, columns).iter().map(|column| column.title).collect();
    let filter = match text.trim() {
        "" => "sans filtre",
        text => text,
    };
    let title = title.map_or("", ListName::title);
    format!("{title} · {filter} · {}", titles.join(", "))
}

impl Chooses for Choosing {
    fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
        match &self.0[taken.place] {
            Pick::New { shared } => {
                let view = draft(model.focused(), None, String::new(), *shared);
                let title = if *shared {
                    "Nouvelle vue partagée"
                } else {
                    "Nouvelle vue personnelle"
                };
                name_it(model, title, view, Vec::new());
            }
            Pick::Saved(Some(number), offered) => {
                let ask = Ask::Open(RecordId::View(*number));
                wait(model, AskedSaved(offered.clone()), ask, effects);
            }
            // Saved just now, its number not known yet.
            Pick::Saved(None, _) => {}
        }
    }
}

/// The list as a view.
fn draft(list: &List, number: Option<ViewNumber>, name: String, shared: bool) -> NewView {
    let pane = list.name.pane();
    NewView {
        number,
        name,
        pane,
        text: list.search.text().trim().to_owned(),
        sort: list.sort,
        // A view keeps the columns that it was saved with, whatever becomes usual or is chosen later.
        columns: if list.columns.is_empty() {
            usual(pane)
        } else {
            list.columns.clone()
        },
        shared,
    }
}

/// Asks for the name.
fn name_it(model: &mut Model, title: &str, draft: NewView, seen: Vec<Seen>) {
    let field = if draft.name.is_empty() {
        Field::default()
    } else {
        Field::proposing(&draft.name)
    };
    let about = described(model.focused());
    let about = if draft.number.is_some() {
        "Nouveau nom"
    } else {
        &about
    };
    let flow = Typing { draft, seen };
    model.dialog = Some(Dialog::Form(Form::new(title, about, FormKind::Name(field), flow)));
}

impl Waits<Box<Dossier>> for AskedSaved {
    /// Offers what is done to a saved view, as it is now.
    fn answered(self, model: &mut Model, dossier: Box<Dossier>, _effects: &mut Vec<Effect>) {
        let Record::View(view) = &dossier.record else {
            return;
        };
        let now = Offered {
            view: opened(view),
            pane: view.pane,
            shared: view.is_shared(),
            ..self.0
        };
        let choices = vec![
            Choice::new("Remplacer par la liste affichée", described(model.focused())),
            Choice::new("Renommer…", ""),
            Choice::new("Retirer…", ""),
        ];
        let about = format!("«\u{a0}{}\u{a0}»", view.name);
        let flow = ChoosingSaved {
            number: view.number,
            offered: now,
            seen: seen(&dossier),
        };
        model.dialog = Some(Dialog::Chooser(Chooser::new(
            "Vue enregistrée",
            &about,
            choices,
            flow,
        )));
    }
}

fn opened(view: &View) -> Opened {
    Opened {
        origin: Origin::Saved(Some(view.number)),
        name: view.name.clone(),
        text: view.text.clone(),
        sort: view.sort,
        columns: view.columns.clone(),
    }
}

/// What is done to a saved view, in the order of the choices.
const ACTS: [Act; 3] = [Act::Replace, Act::Rename, Act::Remove];

impl Chooses for ChoosingSaved {
    /// Asks before a saved view is changed.
    fn chosen(&self, model: &mut Model, taken: &Taken, _effects: &mut Vec<Effect>) {
        let Self {
            number,
            offered,
            seen,
        } = self;
        let (number, name) = (*number, offered.view.name.clone());
        match ACTS[taken.place] {
            Act::Rename => {
                let view = NewView {
                    number: Some(number),
                    name,
                    pane: offered.pane,
                    text: offered.view.text.clone(),
                    sort: offered.view.sort,
                    columns: offered.view.columns.clone(),
                    shared: offered.shared,
                };
                name_it(model, "Renommer la vue", view, seen.clone());
            }
            Act::Replace => {
                let view = draft(model.focused(), Some(number), name, offered.shared);
                let becomes = described(model.focused());
                let words = ("Remplacer la vue", "remplacer", "remplacée");
                confirm(
                    model,
                    offered,
                    words,
                    Some(becomes),
                    Command::SaveView { view },
                    seen,
                );
            }
            Act::Remove => {
                let command = Command::RemoveView {
                    number,
                    shared: offered.shared,
                };
                let words = ("Retirer la vue", "retirer", "retirée");
                confirm(model, offered, words, None, command, seen);
            }
        }
    }
}

fn confirm(
    model: &mut Model,
    offered: &Offered,
    (title, verb, done): (&str, &str, &str),
    becomes: Option<String>,
    command: Command,
    seen: &[Seen],
) {
    let mut dialog = TextDialog::new(title);
    let name = &offered.view.name;
    dialog.say(Role::Title, format!("«\u{a0}{name}\u{a0}»"));
    if offered.shared {
        dialog.say(
            Role::Warning,
            "! Elle est partagée\u{a0}: tous la perdront telle qu’elle est.",
        );
    }
    let before = in_words(offered.pane, &offered.view.text, &offered.view.columns);
    // A view that is removed becomes nothing: it is only told what it shows.
    let head = becomes.as_ref().map_or("  ", |_| "  avant  ");
    dialog.item((Role::Muted, head.to_owned()), (Role::Text, before));
    if let Some(becomes) = becomes {
        dialog.item((Role::Muted, "  après  ".to_owned()), (Role::Text, becomes));
    }
    let order = Order::seeing(command, seen.to_vec());
    let proposal = Proposal::new(order, format!("vue «\u{a0}{name}\u{a0}» {done}"), verb);
    dialog.proposal = Some(proposal.by_own_key(offered.shared, "Vue partagée"));
    model.dialog = Some(Dialog::Text(dialog));
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let name = typed.text.clone();
        if name.is_empty() {
            return Err("la vue n’a pas de nom".to_owned());
        }
        let done = if self.draft.number.is_some() {
            "renommée"
        } else {
            "enregistrée"
        };
        let what = format!("vue «\u{a0}{name}\u{a0}» {done}");
        let view = NewView {
            name,
            ..self.draft.clone()
        };
        let order = Order::seeing(Command::SaveView { view }, self.seen.clone());
        orders::send(model, order, what, effects);
        Ok(())
    }
}

/// Follows what became of a view: a list that is as the saved one is its view from now on.
pub fn carried_out(model: &mut Model, command: &Command, effects: &mut Vec<Effect>) {
    match command {
        Command::SaveView { view } => {
            follow(model, view);
            model.state.last_view = Some(view.name.clone());
            effects.push(Effect::Remember(Box::new(model.state.clone())));
        }
        Command::RemoveView { number, .. } => {
            let removed = |opened: &Opened| match opened.origin {
                Origin::Saved(known) => known.is_none_or(|known| known == *number),
                Origin::Shipped => false,
            };
            for list in &mut model.lists {
                list.view = list.view.take().filter(|opened| !removed(opened));
            }
        }
        _ => {}
    }
}

fn follow(model: &mut Model, draft: &NewView) {
    let usual = usual(draft.pane) == draft.columns;
    let saved = Opened {
        origin: Origin::Saved(draft.number),
        name: draft.name.clone(),
        text: draft.text.clone(),
        sort: draft.sort,
        columns: if usual { Vec::new() } else { draft.columns.clone() },
    };
    for list in &mut model.lists {
        let is_it = list.view.as_ref().is_some_and(|view| view.origin == saved.origin);
        let as_saved = list.name.pane() == draft.pane
            && list.search.text().trim() == saved.text
            && list.sort == saved.sort
            && list.columns == saved.columns;
        if as_saved || (is_it && draft.number.is_some()) {
            list.view = Some(saved.clone());
        }
    }
}
